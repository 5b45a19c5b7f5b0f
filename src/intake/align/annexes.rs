//! 別紙: a title, a day, a text and a table, by their labels where they have some.

use super::spot::{Spot, named};
use super::tables::Tables;
use crate::form::{Form, ItemId};
use crate::intake::cell::{Book, Part};
use crate::japanese::notation::fold;

/// What was seen of the annexes.
#[derive(Default)]
pub(super) struct Annexes {
    /// The annex that has a title.
    titled: Option<Vec<usize>>,
    /// The item that a label names.
    named: Option<ItemId>,
    /// The table under a label: the sheet's table, its rows so far, and its columns.
    table: (usize, Vec<usize>, Vec<usize>),
}

impl Annexes {
    /// A label: 題名, 表.
    pub(super) fn head(
        &mut self,
        words: &str,
        form: &Form,
        list: ItemId,
        book: &Book,
        cell: usize,
    ) {
        let mut children = form.children(Some(list)).iter().copied();
        self.named = children.find(|child| form.items[*child].key == words);
        let table = book.cells[cell].grid.map_or(usize::MAX, |grid| grid.table);
        self.table = (table, Vec::new(), Vec::new());
    }

    /// Gives a piece its place.
    pub(super) fn place(
        &mut self,
        spot: &mut Spot,
        at: &[usize],
        book: &Book,
        form: &Form,
        tables: &Tables,
    ) {
        let Some((list, _)) = spot.item else { return };
        let grid = book.cells[spot.cell].grid;
        // What stands in another table has no label of this one.
        let here = grid.is_some_and(|grid| grid.table == self.table.0);
        if let (Some(item), Some(grid), true) = (self.named, grid, here) {
            spot.item = Some((item, at.to_vec()));
            if item == named(form, list, "table") {
                spot.part = self.cell(grid.row, grid.column);
            }
            self.titled = Some(at.to_vec());
            return;
        }
        let table = tables.cell(book, spot.cell);
        let text = spot.text(book);
        let name = match &table {
            Some(_) => "table",
            None if is_day(text) => "as_of",
            None if self.titled.as_deref() != Some(at) && is_title(text) => "title",
            None => "text",
        };
        if name == "title" || name == "text" {
            self.titled = Some(at.to_vec());
        }
        spot.part = table.unwrap_or_default();
        spot.item = Some((named(form, list, name), at.to_vec()));
    }

    /// The place of a cell in the table under a label: its first row has all columns.
    fn cell(&mut self, row: usize, column: usize) -> Part {
        let (_, rows, columns) = &mut self.table;
        if rows.last() != Some(&row) {
            rows.push(row);
        }
        if rows.len() == 1 {
            columns.push(column);
        }
        let place = columns.iter().take_while(|known| **known < column).count();
        Part::Cell(rows.len() - 1, place + 1)
    }
}

/// 【R3年9月】, 令和3年9月現在
fn is_day(text: &str) -> bool {
    let text = fold(text);
    text.chars().count() <= 20
        && text.contains('年')
        && (text.contains('月') || text.ends_with("現在"))
}

fn is_title(text: &str) -> bool {
    text.chars().count() <= 90 && !text.contains('。') && text.trim().lines().count() <= 2
}
