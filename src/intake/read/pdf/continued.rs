//! Rows that go on on the next page. Where the page ends in the middle of a box, no line is drawn there; else the first box
//! is empty on the next page, for what it says stands on the page before.

use std::collections::BTreeMap;

use super::layout::Boxed;
use crate::intake::cell::{Cell, Grid};

/// How far the edges of a box may lie apart on two pages, in points: less than the narrowest column of small print has.
const SAME_PLACE: f64 = 0.5;

/// The cells of the pages so far.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub(super) cells: Vec<Cell>,
    /// The boxes in the middle of which the last page ends.
    open: Vec<Open>,
}

/// A box that no line closes at the end of its page.
#[derive(Debug, Clone, Copy)]
struct Open {
    cell: usize,
    left: f64,
    /// Whether its last line is full.
    full: bool,
}

impl Pages {
    /// Adds the cells of a page.
    pub(super) fn add(&mut self, page: Vec<Boxed>) {
        let table = |part: &Boxed| part.cell.grid.map(|grid| grid.table);
        let first = page.iter().find_map(table);
        let last = page.iter().rev().find_map(table);
        let is_first_row = |part: &Boxed| part.cell.grid.is_some_and(|grid| grid.row == 0);
        // A table without lines above and below it says nothing.
        let mut bounded = page
            .iter()
            .any(|part| table(part) == last && is_first_row(part) && part.above);
        let before = std::mem::take(&mut self.open);
        let (mut rest, mut joined) = (Vec::with_capacity(page.len()), false);
        for part in page {
            let cut = !part.above && table(&part) == first && is_first_row(&part);
            let in_place = |open: &&Open| (open.left - part.left).abs() <= SAME_PLACE;
            match before.iter().filter(|_| cut).find(in_place) {
                Some(open) => {
                    joined = true;
                    join(&mut self.cells[open.cell].text, &part.cell.text, open.full);
                    if !part.below && first == last {
                        let full = part.full;
                        self.open.push(Open { full, ..*open });
                    }
                }
                None => rest.push(part),
            }
        }
        bounded |= joined && first == last;
        let mut left_open: Vec<(usize, f64, bool)> = Vec::new();
        let mut cells: Vec<Cell> = Vec::with_capacity(rest.len());
        for part in rest {
            if !part.below && part.cell.grid.map(|grid| grid.table) == last {
                left_open.push((cells.len(), part.left, part.full));
            }
            cells.push(part.cell);
        }
        let count = cells.len();
        if joined {
            self.cells.extend(cells);
        } else {
            add(&mut self.cells, cells);
        }
        let moved = self.cells.len().checked_sub(count);
        let Some(begin) = moved.filter(|_| bounded) else {
            return;
        };
        let opened = left_open.into_iter().map(|(place, left, full)| Open {
            cell: begin + place,
            left,
            full,
        });
        self.open.extend(opened);
    }
}

/// Adds what a box says on the next page.
fn join(text: &mut String, more: &str, full: bool) {
    if full {
        append(text, more);
    } else {
        text.push('\n');
        text.push_str(more);
    }
}

/// Adds the cells of a page to those of the pages before.
fn add(cells: &mut Vec<Cell>, mut page: Vec<Cell>) {
    if let Some(row) = continued(cells, &page) {
        let (rest, continuing): (Vec<Cell>, Vec<Cell>) =
            page.into_iter().partition(|cell| !row.holds(cell));
        page = rest;
        for cell in continuing {
            match owner(cells, &cell, row.before) {
                Some(owner) => append(&mut cells[owner].text, &cell.text),
                None => page.insert(0, cell),
            }
        }
    }
    cells.extend(page);
}

/// A row that goes on.
struct Row {
    table: usize,
    row: usize,
    /// The last table of the page before.
    before: usize,
}

impl Row {
    fn holds(&self, cell: &Cell) -> bool {
        cell.grid
            .is_some_and(|grid| grid.table == self.table && grid.row == self.row)
    }
}

/// The first row of a page below heads that are printed again, where it goes on a row of the page before.
fn continued(cells: &[Cell], page: &[Cell]) -> Option<Row> {
    let first = page.iter().find_map(|cell| cell.grid)?.table;
    let before = cells.iter().rev().find_map(|cell| cell.grid)?.table;
    let here = rows(page, first);
    let there = rows(tail(cells, before), before);
    let columns = |rows: &Rows| {
        rows.values()
            .flatten()
            .map(|(grid, _)| grid.column + grid.columns)
            .max()
    };
    let width = columns(&here)?;
    if columns(&there) != Some(width) {
        return None;
    }
    let texts = |row: &[(Grid, &str)]| {
        row.iter()
            .map(|(_, text)| (*text).to_owned())
            .collect::<Vec<_>>()
    };
    let heads = there.values().next().map(|row| texts(row));
    let mut rows = here.iter();
    let mut found = rows.next()?;
    let has_heads = heads.is_some_and(|heads| heads.len() > 2 && heads == texts(found.1));
    if has_heads {
        found = rows.next()?;
    }
    // Without heads, what stands in the last column alone is a value; two boxes are a label and its value.
    let inner = |(grid, _): &(Grid, &str)| grid.column > 0;
    let goes_on = match found.1.as_slice() {
        row if has_heads => row.iter().all(inner),
        [only] => inner(only) && only.0.column + only.0.columns == width,
        _ => false,
    };
    goes_on.then_some(Row {
        table: first,
        row: *found.0,
        before,
    })
}

type Rows<'c> = BTreeMap<usize, Vec<(Grid, &'c str)>>;

fn rows(cells: &[Cell], table: usize) -> Rows<'_> {
    let mut out: Rows<'_> = BTreeMap::new();
    for cell in cells {
        if let Some(grid) = cell.grid.filter(|grid| grid.table == table) {
            out.entry(grid.row).or_default().push((grid, &cell.text));
        }
    }
    out
}

/// The cells from the first of a table on; a table stands on one page.
fn tail(cells: &[Cell], table: usize) -> &[Cell] {
    let later = |cell: &Cell| cell.grid.is_none_or(|grid| grid.table >= table);
    let count = cells.iter().rev().take_while(|cell| later(cell)).count();
    &cells[cells.len() - count..]
}

/// The cell of the last row of a table in the same column.
fn owner(cells: &[Cell], cell: &Cell, table: usize) -> Option<usize> {
    let column = cell.grid?.column;
    let end = tail(cells, table).len();
    let from = cells.len() - end;
    let of_table = |index: &usize| cells[*index].grid.filter(|grid| grid.table == table);
    let last = (from..cells.len())
        .filter_map(|index| of_table(&index))
        .map(|grid| grid.row + grid.rows)
        .max()?;
    (from..cells.len()).rev().find(|index| {
        of_table(index).is_some_and(|grid| grid.column == column && grid.row + grid.rows == last)
    })
}

/// A sentence that has not ended goes on.
fn append(text: &mut String, more: &str) {
    if text.trim_end().ends_with(['。', '］', ']', '）', '」'])
        || super::super::text::begins_anew(more)
    {
        text.push('\n');
    }
    text.push_str(more);
}
