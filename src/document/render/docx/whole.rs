//! The whole assessment as a document that can be edited: headings for Word's navigation, a table of label and value
//! below each, and every value in a control of its own.

use std::io;

use rustc_hash::FxHashSet;

use super::controls::Controls;
use super::package::{ACROSS, Package, Page, UPRIGHT, section};
use super::xml::{Shade, cell, head_row, paragraph, table};
use crate::assessment::Assessment;
use crate::document::render::html::StageLabel;
use crate::document::view::{
    Block, ChangeRow, Chapter, Heading, Layout, PrintedValue, RecordGroup, Row, View,
};

/// The width of the column of labels.
pub(super) const LABELS: usize = 2_600;

/// Renders an assessment as a document.
///
/// # Errors
/// Packing fails only where memory does.
pub fn whole(view: &View, assessment: &Assessment) -> io::Result<Vec<u8>> {
    let mut body = Body::new(assessment);
    body.cover(view);
    for chapter in &view.chapters {
        body.chapter(chapter, view);
    }
    body.closing();
    Package {
        title: &view.meta.title,
        author: &view.meta.agency,
        date: assessment.date(),
        mark: StageLabel::of(&view.stage).words(),
        body: &body.out,
        comments: "",
        tracks: false,
    }
    .pack()
}

/// The work in progress.
pub(super) struct Body<'b, 'a> {
    pub(super) assessment: &'b Assessment<'a>,
    pub(super) controls: Controls,
    /// The ids of the items that have their controls already.
    pub(super) done: FxHashSet<String>,
    out: String,
    ends_in_table: bool,
}

impl<'b, 'a> Body<'b, 'a> {
    fn new(assessment: &'b Assessment<'a>) -> Self {
        Body {
            assessment,
            controls: Controls::default(),
            done: FxHashSet::default(),
            out: String::new(),
            ends_in_table: false,
        }
    }

    /// Adds a paragraph of words that the form prints.
    fn words(&mut self, style: &str, text: &str) {
        if !text.is_empty() {
            let words = self.controls.words(text);
            self.out.push_str(&paragraph(style, &words));
            self.ends_in_table = false;
        }
    }

    pub(super) fn heading(&mut self, level: usize, text: &str) {
        self.words(&format!("Heading{}", level.min(4)), text);
    }

    /// Adds a table. Two tables that touch would be one.
    pub(super) fn table(&mut self, widths: &[usize], rows: &str) {
        if rows.is_empty() {
            return;
        }
        if self.ends_in_table {
            self.out.push_str(&paragraph("Gap", ""));
        }
        self.out.push_str(&table(widths, rows));
        self.ends_in_table = true;
    }

    fn cover(&mut self, view: &View) {
        self.words("Title", &view.form.title);
        self.words("Note", &view.form.mark);
    }

    /// 項目一覧, each line a link to its chapter.
    fn contents(&mut self, view: &View) {
        self.words("Heading2", &view.form.contents_title);
        for (n, entry) in view.contents.iter().enumerate() {
            let link = self.controls.link(&entry.label, &bookmark(n));
            self.out.push_str(&paragraph("Normal", &link));
        }
        self.ends_in_table = false;
        self.words("Note", &view.legend);
    }

    fn chapter(&mut self, chapter: &Chapter, view: &View) {
        let across = chapter.layout == Layout::Changes;
        if across {
            self.section(Page::Upright);
        }
        self.chapter_heading(chapter, view);
        self.blocks(&chapter.blocks, &chapter.heading, 2);
        if chapter.layout == Layout::Cover {
            self.contents(view);
        }
        if across {
            self.section(Page::Across);
        }
    }

    /// Ends a section of the document.
    fn section(&mut self, page: Page) {
        let style = "<w:pStyle w:val=\"Gap\"/>";
        let section = section(page);
        let end = format!("<w:p><w:pPr>{style}{section}</w:pPr></w:p>");
        self.out.push_str(&end);
        self.ends_in_table = false;
    }

    fn chapter_heading(&mut self, chapter: &Chapter, view: &View) {
        let of_chapter = |anchor: &str| anchor == chapter.heading.anchor;
        let Some(n) = view.contents.iter().position(|e| of_chapter(&e.anchor)) else {
            // The cover has its own heading.
            if chapter.layout != Layout::Cover {
                self.new_page();
                self.heading(1, &label(&chapter.heading));
            }
            return;
        };
        self.new_page();
        let words = match &chapter.file {
            Some(file) => format!("{}（{file}）", label(&chapter.heading)),
            None => label(&chapter.heading),
        };
        let words = self.controls.words(&words);
        let (id, name) = (n + 1, bookmark(n));
        let marked = format!(
            "<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>{words}<w:bookmarkEnd w:id=\"{id}\"/>"
        );
        self.out.push_str(&paragraph("Heading1", &marked));
        self.ends_in_table = false;
    }

    /// Begins a page, unless a section has just begun.
    pub(super) fn new_page(&mut self) {
        if !self.out.ends_with("</w:sectPr></w:pPr></w:p>") {
            let end = "<w:r><w:br w:type=\"page\"/></w:r>";
            self.out.push_str(&paragraph("Gap", end));
            self.ends_in_table = false;
        }
    }

    /// What is under a heading; `level` is that of the headings inside.
    fn blocks(&mut self, blocks: &[Block], owner: &Heading, level: usize) {
        let mut rows = String::new();
        for block in blocks {
            if let Block::Row(row) = block {
                rows += &self.row(row, owner, 0);
                continue;
            }
            self.table(&COLUMNS, &std::mem::take(&mut rows));
            match block {
                Block::Section {
                    heading, blocks, ..
                } => {
                    self.heading(level, &label(heading));
                    self.blocks(blocks, heading, level + 1);
                }
                Block::Note { text } => self.words("Note", text),
                Block::Records { groups } => self.records(groups),
                Block::Changes { columns, rows } => self.changes(columns, rows),
                Block::Row(_) => {}
            }
        }
        self.table(&COLUMNS, &rows);
    }

    /// A row and those below the same label. Where it has no heading of its own, it belongs to the one above.
    fn row(&mut self, row: &Row, owner: &Heading, depth: usize) -> String {
        let own = !row.heading.anchor.is_empty();
        let id = if own {
            &row.heading.anchor
        } else {
            &owner.anchor
        };
        let mut out = self.label_and_value(id, &label(&row.heading), depth, row.value.as_ref());
        for below in &row.rows {
            out += &self.row(below, &row.heading, depth + 1);
        }
        out
    }

    pub(super) fn label_and_value(
        &mut self,
        id: &str,
        label: &str,
        depth: usize,
        value: Option<&PrintedValue>,
    ) -> String {
        let style = if depth == 0 { "Label" } else { "SubLabel" };
        let words = match label {
            "" => String::new(),
            label => self.controls.words(label),
        };
        let words = paragraph(style, &words);
        let cells = match value {
            None => cell(UPRIGHT, 2, Shade::Label, &words),
            Some(value) if label.is_empty() => {
                let value = self.value(id, value, UPRIGHT);
                cell(UPRIGHT, 2, Shade::None, &value)
            }
            Some(value) => {
                let value = self.value(id, value, COLUMNS[1]);
                cell(LABELS, 1, Shade::Label, &words) + &cell(COLUMNS[1], 1, Shade::None, &value)
            }
        };
        format!("<w:tr>{cells}</w:tr>")
    }

    /// 別添２: a row for each group.
    fn records(&mut self, groups: &[RecordGroup]) {
        let mut rows = String::new();
        for group in groups {
            let id = |part: &str| format!("{}.{part}", group.heading.anchor);
            let name = self.value(&id("group"), &PrintedValue::Blank, LABELS);
            let mut value = String::new();
            for part in ["items", "text", "table", "note"] {
                let id = id(part);
                let said = self.assessment.item(&id).is_some_and(|f| !f.blank);
                if said || part == "items" {
                    value += &self.value(&id, &PrintedValue::Blank, COLUMNS[1]);
                }
            }
            let cells =
                cell(LABELS, 1, Shade::Label, &name) + &cell(COLUMNS[1], 1, Shade::None, &value);
            rows += &format!("<w:tr>{cells}</w:tr>");
        }
        self.table(&COLUMNS, &rows);
    }

    /// 別添３, its heads on every page.
    fn changes(&mut self, columns: &[String], changes: &[ChangeRow]) {
        let width = |n: usize| if n == 2 || n == 3 { 3 } else { 1 };
        let all: usize = (0..columns.len()).map(width).sum();
        let widths: Vec<usize> = (0..columns.len())
            .map(|n| ACROSS * width(n) / all.max(1))
            .collect();
        let mut rows = String::new();
        for (head, width) in columns.iter().zip(&widths) {
            let words = self.controls.words(head);
            rows += &cell(*width, 1, Shade::Label, &paragraph("Label", &words));
        }
        let mut rows = head_row(&rows);
        for change in changes {
            let mut cells = String::new();
            for (part, width) in self.parts(&change.heading, columns).iter().zip(&widths) {
                let id = format!("{}.{part}", change.heading.anchor);
                let value = self.value(&id, &PrintedValue::Blank, *width);
                cells += &cell(*width, 1, Shade::None, &value);
            }
            rows += &format!("<w:tr>{cells}</w:tr>");
        }
        self.table(&widths, &rows);
    }

    /// The last words of the ids below an entry that have columns, in their order.
    fn parts(&self, entry: &Heading, columns: &[String]) -> Vec<&'static str> {
        let form = self.assessment.form;
        let entry = self.assessment.item(&entry.anchor);
        let items = form.children(entry.map(|entry| entry.item)).iter();
        let items = items.map(|item| &form.items[*item]);
        let printed = items.filter(|item| columns.contains(&item.label));
        let last = |id: &'static str| id.rsplit_once('.').map_or(id, |(_, last)| last);
        printed.map(|item| last(&item.id)).collect()
    }
}

/// Label and value.
pub(super) const COLUMNS: [usize; 2] = [LABELS, UPRIGHT - LABELS];

/// The words of a heading, with ※ where the form prints it.
fn label(heading: &Heading) -> String {
    match heading.significant {
        true => format!("{}※", heading.label),
        false => heading.label.clone(),
    }
}

fn bookmark(chapter: usize) -> String {
    format!("chapter{}", chapter + 1)
}
