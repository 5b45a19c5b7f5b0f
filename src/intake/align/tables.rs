//! Tables of an office's own in 別添２ and 別紙.

use rustc_hash::FxHashMap;

use super::labels::Labels;
use super::spot::Spot;
use crate::form::Layout;
use crate::intake::alignment::Role;
use crate::intake::cell::{Book, Part};
use crate::japanese::notation::fold;

/// Tables of an office's own in those chapters: their cells by row and column.
pub(super) struct Tables {
    rows: FxHashMap<(usize, usize), usize>,
    columns: FxHashMap<(usize, usize), usize>,
}

impl Tables {
    pub(super) fn of(spots: &[Spot], book: &Book, labels: &Labels) -> Self {
        let mut cells: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        let mut layouts: FxHashMap<usize, Layout> = FxHashMap::default();
        for spot in spots.iter().filter(|spot| spot.role == Role::Value) {
            let layout = labels.states[spot.state].layout;
            let own = matches!(layout, Layout::Records | Layout::Annex);
            if let Some(grid) = book.cells[spot.cell].grid.filter(|_| own) {
                cells.entry(grid.table).or_default().push(spot.cell);
                layouts.insert(grid.table, layout);
            }
        }
        let mut tables = Tables {
            rows: FxHashMap::default(),
            columns: FxHashMap::default(),
        };
        for (table, cells) in cells {
            let grids = || cells.iter().filter_map(|cell| book.cells[*cell].grid);
            let mut rows: Vec<usize> = grids().map(|grid| grid.row).collect();
            let mut columns: Vec<usize> = grids().map(|grid| grid.column).collect();
            rows.sort_unstable();
            rows.dedup();
            columns.sort_unstable();
            columns.dedup();
            let many = rows.len() >= 2 && columns.len() >= 2;
            let marks = cells
                .iter()
                .filter(|cell| is_mark(&book.cells[**cell].text))
                .count();
            let of_marks = 4 * marks >= cells.len() && rows.len() >= 3;
            let is_annex = layouts.get(&table) == Some(&Layout::Annex);
            // Names of items in several columns are a list, whatever draws lines around them.
            let numbered = cells
                .first()
                .is_some_and(|cell| is_number_head(&book.cells[*cell].text));
            if !many || !(is_annex || of_marks || numbered) {
                continue;
            }
            let places = |all: Vec<usize>| {
                all.into_iter()
                    .enumerate()
                    .map(move |(n, at)| ((table, at), n))
            };
            tables.rows.extend(places(rows));
            tables.columns.extend(places(columns));
        }
        tables
    }

    /// The row and the column of a cell of such a table.
    pub(super) fn cell(&self, book: &Book, cell: usize) -> Option<Part> {
        let grid = book.cells[cell].grid?;
        let row = self.rows.get(&(grid.table, grid.row))?;
        let column = self.columns.get(&(grid.table, grid.column))?;
        Some(Part::Cell(*row, column + 1))
    }
}

/// ○ and － that say whether an item is recorded.
fn is_mark(text: &str) -> bool {
    let folded = fold(text);
    folded.chars().count() == 1 && folded.chars().all(|c| "○●◎△×-−–ー✓レ".contains(c))
}

fn is_number_head(text: &str) -> bool {
    ["#", "No", "No.", "番号", "項番", "通番"].contains(&fold(text).as_str())
}
