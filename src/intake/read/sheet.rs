//! A sheet as its format has it, made into cells in reading order.

mod area;

use std::collections::{HashMap, HashSet};

use crate::intake::cell::{Book, Cell, Grid, Note, Pin, Place};
use crate::intake::refusal::Refusal;
use area::{Regions, reference};

pub(super) use area::{Area, Ranges, position};

/// How many cells with text a book may have; an assessment of 390 kB has about 5,000.
const MAX_CELLS: usize = 300_000;

/// How long the text of all cells may be together.
const MAX_TEXT: usize = crate::source::MAX_BYTES as usize;

/// How many merged regions of a sheet are looked at.
pub(super) const MAX_MERGED: usize = 200_000;

/// A sheet before its cells are in order.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Its cells that hold something, in any order.
    pub cells: Vec<Raw>,
    /// Its merged regions.
    pub merged: Vec<Area>,
    /// Its hidden rows.
    pub hidden_rows: Ranges,
    /// Its hidden columns.
    pub hidden_columns: Ranges,
    /// What is drawn over it.
    pub drawn: Vec<Raw>,
    /// What is said of a cell from outside: comments.
    pub notes: Vec<((u32, u32), Note)>,
    /// Which cells our own names mean.
    pub pins: Vec<((u32, u32), Pin)>,
    /// The texts at the head and foot of its pages.
    pub margins: Vec<String>,
}

/// A cell, or something drawn.
#[derive(Debug, Clone, Default)]
pub(super) struct Raw {
    /// Its row, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
    /// Its text.
    pub text: String,
    /// What is to be said of it.
    pub notes: Vec<Note>,
}

impl Sheet {
    /// Adds a cell where it holds anything.
    ///
    /// # Errors
    /// Where there are more than any assessment has.
    pub fn push(&mut self, cell: Raw) -> Result<(), Refusal> {
        if cell.text.trim().is_empty() && cell.notes.is_empty() {
            return Ok(());
        }
        if self.cells.len() >= MAX_CELLS {
            return Err(Refusal::TooManyCells);
        }
        self.cells.push(cell);
        Ok(())
    }

    /// Puts its cells into a book, in reading order; of heads and feet those that no sheet before has said.
    ///
    /// # Errors
    /// Where the book then has more than any assessment.
    pub fn put(
        mut self,
        table: usize,
        said: &mut HashSet<String>,
        book: &mut Book,
    ) -> Result<(), Refusal> {
        self.hidden_rows.sort();
        self.hidden_columns.sort();
        self.attach();
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        self.drawn.sort_by_key(|cell| (cell.row, cell.column));
        let pins: HashMap<(u32, u32), Pin> = std::mem::take(&mut self.pins).into_iter().collect();
        let mut regions = Regions::of(std::mem::take(&mut self.merged));
        let mut drawn = std::mem::take(&mut self.drawn).into_iter().peekable();
        for cell in std::mem::take(&mut self.cells) {
            // What is drawn over a row is read behind the row.
            while let Some(over) = drawn.next_if(|over| over.row < cell.row) {
                self.put_drawn(over, book)?;
            }
            let at = (cell.row, cell.column);
            let area = regions.around(cell.row, cell.column);
            let mut notes = cell.notes;
            let span = area.unwrap_or(Area {
                row: cell.row,
                column: cell.column,
                last_row: cell.row,
                last_column: cell.column,
            });
            let covered = (span.row, span.column) != at;
            let hidden = self.hidden
                || covered
                || self.hidden_rows.cover(span.row, span.last_row)
                || self.hidden_columns.cover(span.column, span.last_column);
            if hidden && !notes.contains(&Note::Hidden) {
                notes.push(Note::Hidden);
            }
            let size = |first: u32, last: u32| {
                if covered {
                    1
                } else {
                    (last - first + 1) as usize
                }
            };
            let grid = Grid {
                table,
                row: cell.row as usize,
                column: cell.column as usize,
                rows: size(span.row, span.last_row),
                columns: size(span.column, span.last_column),
            };
            let place = self.place(cell.row, cell.column);
            put(
                Cell {
                    text: cell.text,
                    place,
                    grid: Some(grid),
                    notes,
                    pin: pins.get(&at).cloned(),
                },
                book,
            )?;
        }
        for over in drawn {
            self.put_drawn(over, book)?;
        }
        for text in std::mem::take(&mut self.margins) {
            // Every sheet repeats it.
            if !said.insert(text.clone()) {
                continue;
            }
            let place = Place::Sheet {
                sheet: self.name.clone(),
                cell: "ヘッダー・フッター".to_owned(),
            };
            let cell = Cell {
                text,
                place,
                notes: vec![Note::Drawing],
                ..Cell::default()
            };
            put(cell, book)?;
        }
        Ok(())
    }

    fn put_drawn(&self, over: Raw, book: &mut Book) -> Result<(), Refusal> {
        let mut notes = over.notes;
        notes.push(Note::Drawing);
        if self.hidden && !notes.contains(&Note::Hidden) {
            notes.push(Note::Hidden);
        }
        let cell = Cell {
            text: over.text,
            place: self.place(over.row, over.column),
            notes,
            ..Cell::default()
        };
        put(cell, book)
    }

    fn place(&self, row: u32, column: u32) -> Place {
        Place::Sheet {
            sheet: self.name.clone(),
            cell: reference(row, column),
        }
    }

    /// Comments and names are put on their cells; an empty cell that has one is made.
    fn attach(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        if notes.is_empty() && self.pins.is_empty() {
            return;
        }
        let mut known: HashMap<(u32, u32), usize> = HashMap::new();
        for (n, cell) in self.cells.iter().enumerate() {
            known.entry((cell.row, cell.column)).or_insert(n);
        }
        let pinned = self.pins.iter().map(|(at, _)| (*at, None));
        let noted = notes.into_iter().map(|(at, note)| (at, Some(note)));
        for (at, note) in pinned.chain(noted).collect::<Vec<_>>() {
            let n = *known.entry(at).or_insert_with(|| {
                self.cells.push(Raw {
                    row: at.0,
                    column: at.1,
                    ..Raw::default()
                });
                self.cells.len() - 1
            });
            if let Some(cell) = self.cells.get_mut(n) {
                cell.notes.extend(note);
            }
        }
    }
}

/// Puts a cell into a book.
///
/// # Errors
/// Where the book then has more than any assessment.
pub(super) fn put(cell: Cell, book: &mut Book) -> Result<(), Refusal> {
    if book.cells.len() >= MAX_CELLS {
        return Err(Refusal::TooManyCells);
    }
    book.cells.push(cell);
    Ok(())
}

/// Proves that the texts of a book are no longer than any assessment: one text may be shared by many cells.
pub(super) struct Length(usize);

impl Length {
    /// Nothing yet.
    pub fn new() -> Self {
        Length(0)
    }

    /// Counts a text.
    ///
    /// # Errors
    /// Where it is too much.
    pub fn add(&mut self, text: &str) -> Result<(), Refusal> {
        self.0 += text.len();
        if self.0 > MAX_TEXT {
            return Err(Refusal::TooManyCells);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(cells: &[(&str, &str)], merged: &[&str]) -> Sheet {
        let cells = cells.iter().map(|(at, text)| {
            let (row, column) = position(at).expect("a cell");
            Raw {
                row,
                column,
                text: (*text).to_owned(),
                notes: Vec::new(),
            }
        });
        Sheet {
            name: "Ⅱ".to_owned(),
            cells: cells.collect(),
            merged: merged.iter().filter_map(|m| Area::of(m)).collect(),
            ..Sheet::default()
        }
    }

    #[test]
    fn cells_come_in_reading_order_with_their_regions() {
        let mut sheet = sheet(
            &[
                ("B2", "二"),
                ("A1", "一"),
                ("C2", "覆"),
                ("A5", "四"),
                ("D3", "三"),
            ],
            &["B2:C3", "A1:D1"],
        );
        sheet.hidden_rows.push(4, 4);
        let mut book = Book::default();
        sheet
            .put(0, &mut HashSet::new(), &mut book)
            .expect("few cells");
        let cells: Vec<_> = book
            .cells
            .iter()
            .map(|cell| {
                let grid = cell.grid.expect("a grid");
                (
                    cell.text.as_str(),
                    grid.rows,
                    grid.columns,
                    cell.notes.contains(&Note::Hidden),
                )
            })
            .collect();
        assert_eq!(
            cells,
            [
                ("一", 1, 4, false),
                ("二", 2, 2, false),
                ("覆", 1, 1, true),
                ("三", 1, 1, false),
                ("四", 1, 1, true),
            ]
        );
        assert_eq!(book.cells[0].place.to_string(), "Ⅱ!A1");
    }

    #[test]
    fn a_comment_on_an_empty_cell_is_kept() {
        let mut sheet = sheet(&[], &[]);
        sheet.notes.push(((3, 1), Note::Comment("確認".to_owned())));
        let mut book = Book::default();
        sheet
            .put(0, &mut HashSet::new(), &mut book)
            .expect("few cells");
        assert_eq!(book.cells.len(), 1);
        assert_eq!(book.cells[0].place.to_string(), "Ⅱ!B4");
    }
}
