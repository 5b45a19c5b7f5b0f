//! 別紙: a title, a day, a text and a table, by their labels where they have some.

use super::spot::{Spot, named};
use super::spread::{column, place, texts};
use super::tables::Tables;
use crate::form::{Form, ItemId};
use crate::intake::alignment::Role;
use crate::intake::cell::{Book, Part};
use crate::japanese::notation::fold;

/// What was seen of the annexes.
#[derive(Default)]
pub(super) struct Annexes {
    /// The annex that has a title.
    titled: Option<Vec<usize>>,
    /// The item that a label names.
    named: Option<ItemId>,
    /// The table under a label.
    table: Labelled,
}

/// A table under a label.
#[derive(Default)]
struct Labelled {
    /// The table of the source in which it stands.
    table: usize,
    /// How many rows it has so far, the last of them, and whether that repeats the heads.
    rows: usize,
    last: Option<(usize, usize)>,
    again: bool,
    /// Its heads, and where they stand.
    heads: Vec<String>,
    columns: Vec<usize>,
}

impl Annexes {
    /// Whether it has labels.
    pub(super) fn is_labelled(&self) -> bool {
        self.named.is_some()
    }

    /// A label: 題名, 表.
    pub(super) fn head(
        &mut self,
        words: &str,
        form: &Form,
        list: ItemId,
        (book, tables): (&Book, &Tables),
        cell: usize,
    ) {
        let mut children = form.children(Some(list)).iter().copied();
        self.named = children.find(|child| form.items[*child].key == words);
        let table = book.cells[cell].grid.map(|grid| tables.first(grid.table));
        self.table = Labelled {
            table: table.unwrap_or(usize::MAX),
            ..Labelled::default()
        };
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
        let here = grid.is_some_and(|grid| tables.first(grid.table) == self.table.table);
        if let (Some(item), Some(grid), true) = (self.named, grid, here) {
            spot.item = Some((item, at.to_vec()));
            if item == named(form, list, "table") {
                match self.table.cell((grid.table, grid.row), book, spot.cell) {
                    Some(part) => spot.part = part,
                    None => spot.role = Role::Printed,
                }
            }
            self.titled = Some(at.to_vec());
            return;
        }
        if tables.is_head(book, spot.cell) {
            spot.role = Role::Printed;
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
}

impl Labelled {
    /// The place of a cell: the first row has all columns. None for what repeats the heads on a further page.
    fn cell(&mut self, row: (usize, usize), book: &Book, cell: usize) -> Option<Part> {
        if self.last.replace(row) != Some(row) {
            self.again = row.0 != self.table && self.heads == texts(book, cell);
            self.rows += usize::from(!self.again);
        }
        if self.again {
            return None;
        }
        let at = column(book, cell);
        if self.rows == 1 && self.columns.last() != Some(&at) {
            self.columns.push(at);
            self.heads.push(fold(&book.cells[cell].text));
        }
        let before = || self.columns.partition_point(|known| *known < at);
        let place = place(&self.columns, at).unwrap_or_else(before);
        Some(Part::Cell(self.rows - 1, place + 1))
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
