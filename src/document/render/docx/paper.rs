//! A paper made of the record of a review as a document, to be finished by hand: headings for Word's navigation, prose as
//! paragraphs, facts and answers as tables.

use std::io;

use jiff::civil::Date;

use super::package::{Package, UPRIGHT};
use super::xml::{Shade, Words, cell, head_row, paragraph, run, table};
use crate::document::render::html::StageLabel;
use crate::document::view::papers::{Block, Letter, Manner, Paper, Section};
use crate::document::view::{Line, PrintedTable, Rich};

/// The width of the column of labels.
const LABELS: usize = 1_900;

/// What a cell keeps free at its sides, both together.
const CELL_MARGINS: usize = 216;

/// Renders a paper as a document.
///
/// # Errors
/// Packing fails only where memory does.
pub fn paper(paper: &Paper, date: Date) -> io::Result<Vec<u8>> {
    let mut body = String::new();
    if !paper.is_letter {
        if !paper.subject.is_empty() {
            body += &aligned("Normal", "center", &plain(&paper.subject));
        }
        body += &paragraph("Title", &plain(&paper.heading));
        if !paper.meta.agency.is_empty() {
            body += &aligned("Normal", "center", &plain(&paper.meta.agency));
        }
    }
    paper
        .sections
        .iter()
        .for_each(|section| body += &part(section));
    if paper.sections.is_empty() {
        body += &paragraph("Note", &plain("この記録に、ここに刷る記載はありません。"));
    }
    Package {
        title: &paper.title,
        author: &paper.meta.agency,
        date,
        mark: StageLabel::of(&paper.stage).words(),
        body: &body,
        comments: "",
        tracks: false,
    }
    .pack()
}

fn plain(text: &str) -> String {
    run(text, "", Words::Kept)
}

/// A paragraph of a style that lies otherwise than the style says.
fn aligned(style: &str, side: &str, content: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/><w:jc w:val=\"{side}\"/></w:pPr>{content}</w:p>"
    )
}

fn part(section: &Section) -> String {
    let mut out = String::new();
    if section.new_page {
        out += "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";
    }
    if let Some(letter) = &section.letter {
        out += &letter_head(letter);
    }
    if !section.label.is_empty() {
        let label = plain(&section.label);
        let style = format!("Heading{}", section.level.clamp(1, 4));
        out += &match section.letter {
            Some(_) => aligned(&style, "center", &label),
            None => paragraph(&style, &label),
        };
    }
    for block in &section.blocks {
        out += &match block {
            Block::Text { manner, blocks } => text(*manner, blocks),
            Block::Facts { rows } => {
                let widths = [LABELS, UPRIGHT - LABELS];
                let rows = rows.iter().map(|row| {
                    let label = paragraph("Label", &plain(&row.label));
                    let value = in_cell("Value", &row.value, widths[1]);
                    let cells = cell(widths[0], 1, Shade::Label, &label)
                        + &cell(widths[1], 1, Shade::None, &value);
                    format!("<w:tr>{cells}</w:tr>")
                });
                // Two tables that touch would be one.
                table(&widths, &rows.collect::<String>()) + &paragraph("Gap", "")
            }
            Block::Table { columns, rows, .. } => {
                let all: usize = columns.iter().map(|column| usize::from(column.share)).sum();
                let widths = columns
                    .iter()
                    .map(|column| UPRIGHT * usize::from(column.share) / all.max(1));
                let widths: Vec<usize> = widths.collect();
                let heads = columns.iter().zip(&widths).map(|(column, width)| {
                    cell(
                        *width,
                        1,
                        Shade::Label,
                        &paragraph("Label", &plain(&column.label)),
                    )
                });
                let mut inner = head_row(&heads.collect::<String>());
                for row in rows {
                    let cells = row.cells.iter().zip(&widths).enumerate();
                    let cells = cells.map(|(n, (value, width))| {
                        // Dates fit into the first column in its smaller type.
                        let style = if n == 0 { "Label" } else { "Value" };
                        cell(*width, 1, Shade::None, &in_cell(style, value, *width))
                    });
                    inner += &format!("<w:tr>{}</w:tr>", cells.collect::<String>());
                }
                table(&widths, &inner) + &paragraph("Gap", "")
            }
        };
    }
    out
}

fn letter_head(letter: &Letter) -> String {
    let right = |words: &str| match words {
        "" => String::new(),
        words => aligned("Normal", "right", &plain(words)),
    };
    let mut out = right(&letter.number) + &right(&letter.date) + &paragraph("Normal", "");
    if !letter.to.is_empty() {
        out += &paragraph("Normal", &plain(&letter.to));
    }
    out += &paragraph("Normal", "");
    letter.from.iter().for_each(|line| out += &right(line));
    out + &paragraph("Normal", "")
}

fn text(manner: Manner, blocks: &[Rich]) -> String {
    match manner {
        Manner::Plain => rich("Normal", blocks, "", UPRIGHT),
        Manner::Answer => rich("Normal", blocks, "⇒", UPRIGHT),
        Manner::Note => rich("Note", blocks, "", UPRIGHT),
        Manner::Centred => {
            let lines = blocks.iter().filter_map(|block| match block {
                Rich::Paragraph { lines } => Some(lines),
                _ => None,
            });
            lines
                .flatten()
                .map(|line| aligned("Normal", "center", &spans(line)))
                .collect()
        }
    }
}

/// The content of a cell, which ends with a paragraph.
fn in_cell(style: &str, blocks: &[Rich], width: usize) -> String {
    let content = rich(style, blocks, "", width.saturating_sub(CELL_MARGINS));
    if content.is_empty() || content.ends_with("</w:tbl>") {
        content + &paragraph(style, "")
    } else {
        content
    }
}

/// Blocks of text as paragraphs; `mark` is before the first words.
fn rich(style: &str, blocks: &[Rich], mark: &str, width: usize) -> String {
    let mut out = String::new();
    let mut mark = mark;
    for block in blocks {
        let mark = std::mem::take(&mut mark);
        match block {
            Rich::Paragraph { lines } => {
                for (n, line) in lines.iter().enumerate() {
                    let mark = if n == 0 { mark } else { "" };
                    let indent = "　".repeat(line.indent);
                    let before = format!("{mark}{indent}");
                    let before = if before.is_empty() {
                        before
                    } else {
                        plain(&before)
                    };
                    out += &paragraph(style, &format!("{before}{}", spans(line)));
                }
            }
            Rich::List { items } => {
                for item in items {
                    out += &rich(
                        style,
                        &item.blocks,
                        &format!("{mark}{} ", item.marker),
                        width,
                    );
                }
            }
            Rich::Table(own) => out += &own_table(own, width),
        }
    }
    out
}

fn own_table(own: &PrintedTable, width: usize) -> String {
    let columns = own.columns.len().max(own.rows.first().map_or(0, Vec::len));
    if columns == 0 {
        return String::new();
    }
    let each = width / columns;
    let content = |lines: &Vec<Line>| match lines.as_slice() {
        [] => paragraph("Value", ""),
        lines => lines
            .iter()
            .map(|line| paragraph("Value", &spans(line)))
            .collect(),
    };
    let heads = own
        .columns
        .iter()
        .map(|lines| cell(each, 1, Shade::Label, &content(lines)));
    let mut rows = match own.columns.as_slice() {
        [] => String::new(),
        _ => head_row(&heads.collect::<String>()),
    };
    for row in &own.rows {
        let cells = row
            .iter()
            .map(|lines| cell(each, 1, Shade::None, &content(lines)));
        rows += &format!("<w:tr>{}</w:tr>", cells.collect::<String>());
    }
    table(&vec![each; columns], &rows) + &paragraph("Gap", "")
}

/// The words of a line. A link says where it leads: a document that is printed has no other way.
fn spans(line: &Line) -> String {
    let runs = line.spans.iter().map(|span| {
        let bold = if span.strong { "<w:b/>" } else { "" };
        let link = span.link.as_deref().filter(|link| *link != span.text);
        let link = link.map_or(String::new(), |link| format!("（{link}）"));
        run(&format!("{}{link}", span.text), bold, Words::Kept)
    });
    runs.collect()
}
