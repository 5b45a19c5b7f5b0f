//! The rows and cells of a sheet.

use std::io::BufRead;

use super::styles::Styles;
use crate::intake::cell::Note;
use crate::intake::read::rich::{Rich, plain};
use crate::intake::read::sheet::{Area, Length, MAX_MERGED, Raw, Sheet};
use crate::intake::read::xml::{Event, Pull, Tag};
use crate::intake::refusal::Refusal;

/// What lies around the cells of all sheets.
#[derive(Debug, Default)]
pub(super) struct Around {
    pub pictures: usize,
    pub links: usize,
}

/// How many rows and columns a sheet may have.
const MAX_ROWS: u32 = 1_048_576;
const MAX_COLUMNS: u32 = 16_384;

/// Reads a sheet whose tag was read last, up to its end.
pub(super) fn read<R: BufRead>(
    pull: &mut Pull<R>,
    styles: &Styles,
    length: &mut Length,
    around: &mut Around,
    out: &mut Sheet,
) -> Result<(), Refusal> {
    let (mut row, mut column, mut columns) = (0u32, 0u32, 0u32);
    let mut repeated = 1;
    let mut row_cells: Vec<Raw> = Vec::new();
    let mut depth = 1;
    while depth > 0 {
        match pull.next()? {
            None => break,
            Some(Event::Text(_)) => {}
            Some(Event::Start(tag)) => match tag.name {
                "table-column" => {
                    let count = times(tag, "number-columns-repeated", MAX_COLUMNS);
                    if is_hidden(tag) {
                        out.hidden_columns.push(columns, columns + count - 1);
                    }
                    columns = (columns + count).min(MAX_COLUMNS);
                    depth += 1;
                }
                "table-row" => {
                    repeated = times(tag, "number-rows-repeated", MAX_ROWS);
                    column = 0;
                    if is_hidden(tag) {
                        out.hidden_rows.push(row, row + repeated - 1);
                    }
                    depth += 1;
                }
                "table-cell" | "covered-table-cell" => {
                    let count = times(tag, "number-columns-repeated", MAX_COLUMNS);
                    let span = (
                        times(tag, "number-rows-spanned", MAX_ROWS),
                        times(tag, "number-columns-spanned", MAX_COLUMNS),
                    );
                    if span != (1, 1) && out.merged.len() < MAX_MERGED {
                        out.merged.push(Area {
                            row,
                            column,
                            last_row: row + span.0 - 1,
                            last_column: column + span.1 - 1,
                        });
                    }
                    let cell = Reading::of(tag, styles, row, column);
                    let cell = cell.read(pull, styles, around, out)?;
                    let holds = !cell.text.trim().is_empty() || !cell.notes.is_empty();
                    for n in 0..count.min(MAX_COLUMNS) {
                        if !holds {
                            break;
                        }
                        let column = column + n;
                        length.add(&cell.text)?;
                        row_cells.push(Raw {
                            column,
                            ..cell.clone()
                        });
                    }
                    column = (column + count).min(MAX_COLUMNS);
                }
                "shapes" => {
                    let at = (row, column);
                    shapes(pull, styles, around, at, out)?;
                }
                "table-source" => {
                    around.links += 1;
                    depth += 1;
                }
                _ => depth += 1,
            },
            Some(Event::End(name)) => {
                depth -= 1;
                if name == "table-row" {
                    for n in 0..repeated {
                        if row_cells.is_empty() {
                            break;
                        }
                        for cell in &row_cells {
                            if n > 0 {
                                length.add(&cell.text)?;
                            }
                            out.push(Raw {
                                row: row + n,
                                ..cell.clone()
                            })?;
                        }
                    }
                    row_cells.clear();
                    row = row.saturating_add(repeated).min(MAX_ROWS);
                }
            }
        }
    }
    for cell in &out.drawn {
        length.add(&cell.text)?;
    }
    Ok(())
}

fn times(tag: Tag, name: &str, most: u32) -> u32 {
    tag.number(name).unwrap_or(1).clamp(1, most)
}

fn is_hidden(tag: Tag) -> bool {
    tag.attribute("visibility")
        .is_some_and(|value| value != "visible")
}

/// A cell or shape while it is read.
struct Reading {
    at: (u32, u32),
    text: Rich,
    struck: bool,
    notes: Vec<Note>,
    /// The value behind what is shown.
    bare: Option<String>,
    formula: bool,
}

impl Reading {
    fn of(tag: Tag, styles: &Styles, row: u32, column: u32) -> Self {
        let bare = ["value", "date-value", "time-value"]
            .iter()
            .find_map(|name| tag.attribute(name))
            .map(|value| value.into_owned());
        Reading {
            at: (row, column),
            text: Rich::default(),
            struck: styles.strikes(tag.attribute("style-name").as_deref()) == Some(true),
            notes: Vec::new(),
            bare,
            formula: tag.attribute("formula").is_some(),
        }
    }

    /// Reads up to the end of the cell.
    fn read<R: BufRead>(
        mut self,
        pull: &mut Pull<R>,
        styles: &Styles,
        around: &mut Around,
        out: &mut Sheet,
    ) -> Result<Raw, Refusal> {
        self.content(pull, styles, around, out, None)?;
        let (text, mut notes) = self.text.parted(self.struck);
        notes.extend(self.notes);
        if self.formula && !text.is_empty() {
            notes.push(Note::Formula);
        }
        if self.bare.is_some_and(|bare| bare != text) && !text.is_empty() {
            notes.push(Note::Formatted);
        }
        Ok(Raw {
            row: self.at.0,
            column: self.at.1,
            text,
            notes,
        })
    }

    /// Reads texts up to the end of the element whose tag was read last.
    fn content<R: BufRead>(
        &mut self,
        pull: &mut Pull<R>,
        styles: &Styles,
        around: &mut Around,
        out: &mut Sheet,
        struck: Option<bool>,
    ) -> Result<(), Refusal> {
        let mut spans: Vec<Option<bool>> = vec![struck];
        let mut paragraphs = 0;
        let mut inside = 0;
        while !spans.is_empty() {
            let now = spans.last().copied().flatten();
            match pull.next()? {
                None => break,
                Some(Event::Text(words)) => {
                    if inside > 0 {
                        self.text.push(&plain(&words.replace('\n', " ")), now);
                    }
                }
                Some(Event::Start(tag)) => match tag.name {
                    "annotation" => {
                        let mut comment = Reading::bare(self.at);
                        comment.content(pull, styles, around, out, None)?;
                        let words = comment.text.text;
                        if !words.trim().is_empty() {
                            self.notes.push(Note::Comment(words));
                        }
                    }
                    // Furigana; who wrote a comment, and when.
                    "ruby-text" | "creator" | "date" | "creator-initials" | "event-listeners" => {
                        pull.skip()?;
                    }
                    "frame" | "custom-shape" | "rect" | "g" | "line" | "control" => {
                        shape(pull, styles, around, self.at, out)?;
                    }
                    name => {
                        match name {
                            "p" | "h" => {
                                if paragraphs > 0 {
                                    self.text.push("\n", now);
                                }
                                paragraphs += 1;
                                inside += 1;
                            }
                            "s" => {
                                let count = times(tag, "c", 1000) as usize;
                                self.text.push(&" ".repeat(count), now);
                            }
                            "tab" => self.text.push("\t", now),
                            "line-break" => self.text.push("\n", now),
                            "image" => around.pictures += 1,
                            _ => {}
                        }
                        let own = match name {
                            "span" => styles.strikes(tag.attribute("style-name").as_deref()),
                            _ => None,
                        };
                        spans.push(own.or(now));
                    }
                },
                Some(Event::End(name)) => {
                    if matches!(name, "p" | "h") && spans.len() > 1 {
                        inside -= 1;
                    }
                    spans.pop();
                }
            }
        }
        Ok(())
    }

    fn bare(at: (u32, u32)) -> Self {
        Reading {
            at,
            text: Rich::default(),
            struck: false,
            notes: Vec::new(),
            bare: None,
            formula: false,
        }
    }
}

/// The shapes of a sheet that hang on no cell.
fn shapes<R: BufRead>(
    pull: &mut Pull<R>,
    styles: &Styles,
    around: &mut Around,
    at: (u32, u32),
    out: &mut Sheet,
) -> Result<(), Refusal> {
    loop {
        match pull.next()? {
            Some(Event::Start(_)) => shape(pull, styles, around, at, out)?,
            Some(Event::End(_)) | None => return Ok(()),
            Some(Event::Text(_)) => {}
        }
    }
}

/// A shape whose tag was read last, with its text.
fn shape<R: BufRead>(
    pull: &mut Pull<R>,
    styles: &Styles,
    around: &mut Around,
    at: (u32, u32),
    out: &mut Sheet,
) -> Result<(), Refusal> {
    let mut shape = Reading::bare(at);
    shape.content(pull, styles, around, out, None)?;
    let (text, notes) = shape.text.parted(false);
    if !text.trim().is_empty() || !notes.is_empty() {
        out.drawn.push(Raw {
            row: at.0,
            column: at.1,
            text,
            notes,
        });
    }
    Ok(())
}
