//! Tables of an office's own in 別添２ and 別紙, over as many pages as they take.

use rustc_hash::{FxHashMap, FxHashSet};

use super::labels::Labels;
use super::spot::Spot;
use super::spread::{Spread, column, place};
use crate::form::Layout;
use crate::intake::alignment::Role;
use crate::intake::cell::{Book, Part};
use crate::japanese::notation::fold;

/// Tables of an office's own in those chapters: their cells by row and column.
pub(super) struct Tables {
    rows: FxHashMap<(usize, usize), usize>,
    columns: FxHashMap<usize, Vec<usize>>,
    /// The rows that repeat the heads on a further page.
    heads: FxHashSet<(usize, usize)>,
    spread: Spread,
}

impl Tables {
    pub(super) fn of(spots: &[Spot], book: &Book, labels: &Labels) -> Self {
        let own = |spot: &&Spot| {
            let layout = labels.states[spot.state].layout;
            let own = matches!(layout, Layout::Records | Layout::Annex | Layout::Figure);
            own && spot.role == Role::Value
        };
        let spread = Spread::of(spots.iter().filter(own), book);
        let mut cells: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        let mut layouts: FxHashMap<usize, Layout> = FxHashMap::default();
        for spot in spots.iter().filter(own) {
            if let Some(grid) = book.cells[spot.cell].grid {
                let table = spread.first(grid.table);
                cells.entry(table).or_default().push(spot.cell);
                layouts.insert(table, labels.states[spot.state].layout);
            }
        }
        let mut tables = Tables {
            rows: FxHashMap::default(),
            columns: FxHashMap::default(),
            heads: FxHashSet::default(),
            spread,
        };
        for (table, cells) in cells {
            tables.repeated(&cells, book);
            let row = |cell: &usize| book.cells[*cell].grid.map(|grid| (grid.table, grid.row));
            let mut rows: Vec<(usize, usize)> = cells.iter().filter_map(row).collect();
            let mut columns: Vec<usize> = cells.iter().map(|cell| column(book, *cell)).collect();
            rows.sort_unstable();
            rows.dedup();
            rows.retain(|row| !tables.heads.contains(row));
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
            let places = rows.into_iter().enumerate().map(|(n, row)| (row, n));
            tables.rows.extend(places);
            tables.columns.insert(table, columns);
        }
        tables
    }

    /// Finds the rows on further pages that repeat the first.
    fn repeated(&mut self, cells: &[usize], book: &Book) {
        let row = |cell: &usize| book.cells[*cell].grid.map(|grid| (grid.table, grid.row));
        let mut rows = cells.chunk_by(|a, b| row(a) == row(b));
        let texts = |cells: &[usize]| -> Vec<String> {
            let texts = cells.iter().map(|cell| fold(&book.cells[*cell].text));
            texts.collect()
        };
        let Some(heads) = rows.next().filter(|heads| heads.len() > 1) else {
            return;
        };
        let (mut table, heads) = (row(&heads[0]).map(|(table, _)| table), texts(heads));
        for cells in rows {
            let Some(at) = row(&cells[0]).filter(|(other, _)| Some(*other) != table) else {
                continue;
            };
            table = Some(at.0);
            if cells.len() == heads.len() && texts(cells) == heads {
                self.heads.insert(at);
            }
        }
    }

    /// The table that the table of a cell goes on, or itself.
    pub(super) fn first(&self, table: usize) -> usize {
        self.spread.first(table)
    }

    /// Whether a cell repeats one of the heads on a further page.
    pub(super) fn is_head(&self, book: &Book, cell: usize) -> bool {
        let grid = book.cells[cell].grid;
        grid.is_some_and(|grid| self.heads.contains(&(grid.table, grid.row)))
    }

    /// The row and the column of a cell of such a table.
    pub(super) fn cell(&self, book: &Book, cell: usize) -> Option<Part> {
        let grid = book.cells[cell].grid?;
        let row = self.rows.get(&(grid.table, grid.row))?;
        let columns = self.columns.get(&self.first(grid.table))?;
        let column = place(columns, column(book, cell))?;
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
