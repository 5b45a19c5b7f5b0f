//! The chapters, each on a sheet of its own.

use super::cells::{COLUMNS, Cell, Frame, Paper};
use super::style::Style;
use super::{StageLabel, Writer, XlsxError};
use crate::assessment::field::id_at;
use crate::document::view::{Block, Chapter, Heading, Layout, PrintedValue, Row};

/// How wide a label is, by how deep it is: one that has only a value beside it, and one that has further labels.
const LABELS: [(u16, u16); 3] = [(9, 6), (7, 5), (6, 5)];

impl Writer<'_, '_> {
    pub(super) fn chapters(&mut self) -> Result<(), XlsxError> {
        let view = self.view;
        for (chapter, name) in view.chapters.iter().zip(self.sheets.clone()) {
            let paper = match chapter.layout {
                Layout::Changes => Paper::Landscape,
                _ => Paper::Portrait,
            };
            self.begin(&name, paper)?;
            if chapter.layout == Layout::Cover {
                self.cover(chapter)?;
                continue;
            }
            let label = words_of(&chapter.heading);
            let label = match &chapter.file {
                Some(file) => format!("{label}（{file}）"),
                None => label,
            };
            self.sheet.bar(Style::Chapter, &label)?;
            self.blocks(&chapter.blocks, &chapter.heading.anchor)?;
        }
        Ok(())
    }

    fn cover(&mut self, chapter: &Chapter) -> Result<(), XlsxError> {
        let view = self.view;
        let stage = StageLabel::of(&view.stage).words();
        if !stage.is_empty() {
            self.sheet.bar(Style::Stage, stage)?;
        }
        self.sheet.space();
        self.sheet.bar(Style::Title, &view.form.title)?;
        self.sheet.space();
        self.blocks(&chapter.blocks, &chapter.heading.anchor)?;
        self.sheet.bar(Style::Words, &view.form.mark)?;
        self.sheet.space();
        self.sheet.bar(Style::Bar, &view.form.contents_title)?;
        for entry in &view.contents {
            let chapters = view.chapters.iter().map(|c| &c.heading.anchor);
            let place = chapters
                .zip(&self.sheets)
                .find(|(a, _)| **a == entry.anchor);
            if let Some((_, sheet)) = place {
                let sheet = sheet.clone();
                self.sheet.link(&entry.label, &sheet)?;
            }
        }
        self.sheet.space();
        self.sheet.bar(Style::Words, &view.legend)
    }

    /// `bar`: the id of the item whose bar is above, which is the label of a row that has none.
    fn blocks(&mut self, blocks: &[Block], bar: &str) -> Result<(), XlsxError> {
        for block in blocks {
            match block {
                Block::Section {
                    heading,
                    level,
                    blocks,
                } => {
                    let style = if *level == 1 {
                        Style::Bar
                    } else {
                        Style::Entry
                    };
                    self.sheet.bar(style, &words_of(heading))?;
                    self.blocks(blocks, &heading.anchor)?;
                }
                Block::Row(row) => self.row(row, bar, 0)?,
                Block::Note { text } => self.sheet.bar(Style::Words, text)?,
                Block::Records { groups } => self.records(groups)?,
                Block::Changes { columns, rows } => self.changes(bar, columns, rows.len())?,
            }
        }
        Ok(())
    }

    /// A label with its value beside it, and with the labels below it to the right.
    fn row(&mut self, row: &Row, bar: &str, depth: usize) -> Result<(), XlsxError> {
        let widths = |depth: usize| LABELS[depth.min(LABELS.len() - 1)];
        let column: u16 = (0..depth).map(|depth| widths(depth).1).sum();
        let id = match row.heading.anchor.as_str() {
            "" => bar,
            anchor => anchor,
        };
        let label = words_of(&row.heading);
        // 「[ ○ ] 委託しない」 has its label after the box.
        let is_box = matches!(row.value, Some(PrintedValue::Check { .. }));
        let span = match (is_box || label.is_empty(), row.rows.is_empty()) {
            (true, true) => 0,
            (_, true) => widths(depth).0,
            (_, false) => widths(depth).1,
        };
        let first = self.sheet.row();
        match &row.value {
            Some(value) => self.value(value, id, &label, column + span)?,
            None if row.rows.is_empty() => {
                let blank = Cell::words(column + span, COLUMNS - column - span, Style::Words, "");
                self.sheet.group(column + span, vec![blank], Frame::WHOLE)?;
            }
            None => {}
        }
        for inner in &row.rows {
            self.row(inner, "", depth + 1)?;
        }
        let rows = first..self.sheet.row();
        if span > 0 {
            let label = if is_box { "" } else { label.as_str() };
            self.sheet.label(rows, column, span, label)?;
        }
        Ok(())
    }

    /// The item that is printed at an anchor, and whether it was printed before: 名称 is Ⅱ１ and Ⅲ１.
    pub(super) fn printed_at(&self, anchor: &str) -> (String, bool) {
        if self.assessment.find(anchor).is_some() {
            return (anchor.to_owned(), self.written.contains(anchor));
        }
        let number = anchor.strip_prefix("files[");
        let number = number.and_then(|rest| rest.split_once(']')?.0.parse().ok());
        let at: Vec<usize> = number.into_iter().collect();
        let here = |chapter: &String| id_at(&format!("{chapter}.name"), &at) == anchor;
        let items = &self.assessment.form.items;
        let item = items.iter().find(|item| item.printed_in.iter().any(here));
        let id = item.map_or(anchor.to_owned(), |item| id_at(&item.id, &at));
        (id, true)
    }
}

/// A heading as the form prints it.
pub(super) fn words_of(heading: &Heading) -> String {
    let mark = if heading.significant { "　※" } else { "" };
    format!("{}{mark}", heading.label)
}
