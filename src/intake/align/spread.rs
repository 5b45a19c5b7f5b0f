//! Tables that go on on the next page, in the chapters that have tables of their own.

use rustc_hash::FxHashMap;

use super::spot::{Spot, in_one_row};
use crate::form::ItemId;
use crate::intake::cell::{Book, Place};
use crate::japanese::notation::fold;

/// Distances from the left, in mm, that differ by no more are one.
const NEAR: usize = 1;

/// Which table each goes on.
#[derive(Default)]
pub(super) struct Spread {
    begun: FxHashMap<usize, usize>,
}

/// A table on a page.
struct Leaf {
    table: usize,
    page: usize,
    item: Option<(ItemId, Vec<usize>)>,
    columns: Vec<usize>,
}

impl Spread {
    /// Finds them among the pieces of such chapters.
    pub(super) fn of<'s>(spots: impl Iterator<Item = &'s Spot>, book: &Book) -> Self {
        let mut leaves: Vec<Leaf> = Vec::new();
        for spot in spots {
            let cell = &book.cells[spot.cell];
            let (Some(grid), Place::Page { page, .. }) = (cell.grid, &cell.place) else {
                continue;
            };
            let known = leaves.last().is_some_and(|leaf| leaf.table == grid.table);
            if !known {
                leaves.push(Leaf {
                    table: grid.table,
                    page: *page,
                    item: spot.item.clone(),
                    columns: Vec::new(),
                });
            }
            if let Some(leaf) = leaves.last_mut() {
                leaf.columns.push(column(book, spot.cell));
            }
        }
        for leaf in &mut leaves {
            leaf.columns.sort_unstable();
            leaf.columns.dedup();
        }
        let mut spread = Spread::default();
        for pair in leaves.windows(2) {
            let (before, leaf) = (&pair[0], &pair[1]);
            let fits = leaf
                .columns
                .iter()
                .all(|at| place(&before.columns, *at).is_some());
            if leaf.page == before.page + 1 && leaf.item == before.item && fits {
                let first = spread.first(before.table);
                spread.begun.insert(leaf.table, first);
            }
        }
        spread
    }

    /// The table that a table goes on, or itself.
    pub(super) fn first(&self, table: usize) -> usize {
        self.begun.get(&table).copied().unwrap_or(table)
    }
}

/// Where a cell begins: in mm on a page, else by its column, so that neighbours are never near.
pub(super) fn column(book: &Book, cell: usize) -> usize {
    let cell = &book.cells[cell];
    match cell.place {
        Place::Page { left, .. } => left as usize,
        _ => cell.grid.map_or(0, |grid| 4 * grid.column),
    }
}

/// The number of a column among some in order.
pub(super) fn place(columns: &[usize], at: usize) -> Option<usize> {
    let begin = columns.partition_point(|known| known + NEAR < at);
    let near = columns[begin..]
        .iter()
        .take_while(|known| **known <= at + NEAR);
    let nearest = near.enumerate().min_by_key(|(_, known)| known.abs_diff(at));
    nearest.map(|(n, _)| begin + n)
}

/// The words of a row from a cell on.
pub(super) fn texts(book: &Book, cell: usize) -> Vec<String> {
    let row = (cell..book.cells.len()).take_while(|other| in_one_row(book, cell, *other));
    row.map(|cell| fold(&book.cells[cell].text)).collect()
}
