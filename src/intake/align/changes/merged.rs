//! A cell of 別添３ that is merged over several rows holds for each of them: the day of several changes.

use rustc_hash::FxHashMap;

use super::{Change, cells};
use crate::form::Form;
use crate::intake::align::labels::Labels;
use crate::intake::cell::{Book, Cell, Grid, Note};

/// Puts the words of merged cells into each of their rows.
pub fn copy_down(book: &mut Book, form: &Form) {
    let is_merged = |cell: &Cell| cell.pin.is_none() && cell.grid.is_some_and(|grid| grid.rows > 1);
    if !book.cells.iter().any(is_merged) {
        return;
    }
    let found = cells(book, form, &Labels::of(form));
    let mut entries: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for (cell, change) in &found {
        if let (Some(grid), Change::Column(_, entry)) = (book.cells[*cell].grid, change) {
            entries.insert((grid.table, grid.row), *entry);
        }
    }
    let mut copies: FxHashMap<(usize, usize), Vec<Cell>> = FxHashMap::default();
    for (number, cell) in book.cells.iter().enumerate() {
        let (Some(grid), Some(Change::Column(_, entry))) = (cell.grid, found.get(&number)) else {
            continue;
        };
        let below = (grid.row + 1..grid.row + grid.rows).filter(|_| is_merged(cell));
        for row in below {
            let other = entries.get(&(grid.table, row));
            if other.is_some_and(|other| other != entry) {
                let mut copy = cell.clone();
                copy.grid = Some(Grid {
                    row,
                    rows: 1,
                    ..grid
                });
                copy.notes.push(Note::CopiedDown);
                copies.entry((grid.table, row)).or_default().push(copy);
            }
        }
    }
    if !copies.is_empty() {
        let cells = std::mem::take(&mut book.cells);
        book.cells = with(cells, copies);
    }
}

/// The cells with the copies in their rows, by columns.
fn with(cells: Vec<Cell>, mut copies: FxHashMap<(usize, usize), Vec<Cell>>) -> Vec<Cell> {
    let row = |cell: &Cell| cell.grid.map(|grid| (grid.table, grid.row));
    let column = |cell: &Cell| cell.grid.map(|grid| grid.column);
    let mut all = Vec::with_capacity(cells.len());
    for cells in cells.chunk_by(|a, b| row(a).is_some() && row(a) == row(b)) {
        let more = row(&cells[0]).and_then(|row| copies.remove(&row));
        let begin = all.len();
        all.extend_from_slice(cells);
        if let Some(more) = more {
            all.extend(more);
            all[begin..].sort_by_key(column);
        }
    }
    all
}
