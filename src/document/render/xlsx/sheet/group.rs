//! Cells side by side, each in as many rows as its text takes.

use std::ops::Range;

use super::{HIGHEST, Sheet};
use crate::document::render::xlsx::XlsxError;
use crate::document::render::xlsx::cells::{COLUMNS, Cell, Frame, Holds};
use crate::document::render::xlsx::lines::{self, MOST};
use crate::document::render::xlsx::names::area;
use crate::document::render::xlsx::style::{BOTTOM, LEFT, NONE, RIGHT, SIZE, Style, TOP};
use crate::intake::cell::{Part, Pin};
use crate::intake::names;

impl Sheet {
    /// Cells side by side, from a column to the right edge. Gives the rows that they take.
    pub fn group(
        &mut self,
        start: u16,
        cells: Vec<Cell>,
        frame: Frame,
    ) -> Result<Range<u32>, XlsxError> {
        let mut filled = Vec::with_capacity(cells.len() + 2);
        let mut next = start;
        for cell in cells {
            if cell.column > next {
                filled.push(Cell::words(next, cell.column - next, Style::Words, ""));
            }
            next = cell.column + cell.span;
            filled.push(cell);
        }
        if next < COLUMNS {
            filled.push(Cell::words(next, COLUMNS - next, Style::Words, ""));
        }
        self.columns = self.columns.max(next);
        let parted: Vec<Vec<(lines::Part, usize)>> =
            filled.iter().map(|cell| self.parted(cell)).collect();
        let first = self.row();
        let rows = self.rows_for(&parted);
        let columns = start..next.max(COLUMNS);
        for (cell, parts) in filled.iter().zip(&parted) {
            self.stack(cell, parts, first..first + rows, &columns, frame)?;
        }
        Ok(first..first + rows)
    }

    /// The parts of a cell's text with their numbers of lines: several where it may stand in several cells.
    fn parted(&self, cell: &Cell) -> Vec<(lines::Part, usize)> {
        let points = cell.style.points();
        let capacity = self.capacity(cell.span) * SIZE / points;
        if points > SIZE {
            // Titles: a line takes two of the others.
            let parts = lines::parts(&cell.text, capacity).into_iter();
            return parts.map(|(part, lines)| (part, 2 * lines)).collect();
        }
        if let Holds::Text(_) | Holds::Words = cell.holds {
            return lines::parts(&cell.text, capacity);
        }
        let whole = lines::Part {
            range: 0..cell.text.len(),
            goes_on: false,
        };
        vec![(whole, lines::lines(&cell.text, capacity).len())]
    }

    /// Makes the rows for cells side by side: one for each part, and more where a part that can't be parted needs them.
    fn rows_for(&mut self, parted: &[Vec<(lines::Part, usize)>]) -> u32 {
        let needed = |parts: &Vec<(lines::Part, usize)>| {
            let last = parts.last().map_or(1, |(_, lines)| *lines);
            parts.len() - 1 + last.div_ceil(MOST)
        };
        let rows = parted.iter().map(needed).max().unwrap_or(1).max(1);
        let mut high = vec![1; rows];
        for (n, high) in high.iter_mut().enumerate() {
            let parts = parted.iter().filter(|parts| n + 1 < parts.len());
            *high = parts.map(|parts| parts[n].1).max().unwrap_or(1);
        }
        for parts in parted {
            // The last part has the rest of the rows.
            let rest = &mut high[parts.len() - 1..];
            let missing = parts.last().map_or(1, |(_, lines)| *lines);
            let missing = missing.saturating_sub(rest.iter().sum());
            let each = missing.div_ceil(rest.len());
            rest.iter_mut().for_each(|high| *high += each);
        }
        let heights = high.iter().map(|lines| lines::height(*lines).min(HIGHEST));
        self.heights.extend(heights);
        u32::try_from(rows).unwrap_or(u32::MAX)
    }

    /// Writes the parts of a cell one below the other.
    fn stack(
        &mut self,
        cell: &Cell,
        parts: &[(lines::Part, usize)],
        rows: Range<u32>,
        columns: &Range<u16>,
        frame: Frame,
    ) -> Result<(), XlsxError> {
        let mut row = rows.start;
        let is_low = self.is_low(&rows);
        for (n, (part, _)) in parts.iter().enumerate() {
            let is_last = n + 1 == parts.len();
            let end = if is_last { rows.end } else { row + 1 };
            let is_left = cell.column == columns.start;
            let is_right = cell.column + cell.span >= columns.end;
            let mut edges = NONE;
            let mut edge = |drawn: bool, side: u8| edges |= if drawn { side } else { NONE };
            edge(frame.each || frame.left && is_left, LEFT);
            edge(frame.each || frame.right && is_right, RIGHT);
            edge(n == 0 && (frame.each || frame.top), TOP);
            edge(is_last && (frame.each || frame.bottom), BOTTOM);
            let range = (row..end, cell.column..cell.column + cell.span);
            let style = if is_low {
                cell.style.in_one_line()
            } else {
                cell.style
            };
            self.write(range, &cell.text[part.range.clone()], style, edges)?;
            self.name(cell, (n, parts.len()), part.goes_on, row);
            row = end;
        }
        Ok(())
    }

    /// Notes what is in a cell.
    pub(super) fn name(&mut self, cell: &Cell, (n, of): (usize, usize), goes_on: bool, row: u32) {
        let area = area(&self.name, row, cell.column);
        let pin = match &cell.holds {
            Holds::Words => {
                if !cell.text.is_empty() {
                    self.words.push(area);
                }
                return;
            }
            Holds::One(pin) => pin.clone(),
            Holds::Repeated(id) => Pin {
                id: id.clone(),
                part: Part::Printed,
            },
            Holds::Text(id) => Pin {
                id: id.clone(),
                part: match (of, goes_on) {
                    (1, _) => Part::Whole,
                    (_, false) => Part::Piece(n + 1),
                    (_, true) => Part::Run(n + 1),
                },
            },
        };
        self.named.push((names::name(&pin), area));
    }
}
