//! The figure of 別添１ where it is written in words: who is in it, and what flows, as a table.

use super::spot::Spot;
use super::spread::{column, place, texts};
use super::tables::Tables;
use crate::form::{Form, ItemId, ItemKind};
use crate::intake::alignment::Role;
use crate::intake::cell::Book;
use crate::japanese::notation::fold;

/// What was seen of the figure.
#[derive(Default)]
pub(super) struct Drawing {
    /// The table in which it stands.
    table: Option<usize>,
    /// Where the labels of its parts stand, and those of 区画 to the right of them.
    labels: [Option<usize>; 2],
    /// The part whose label was seen last, and whether that is within 区画.
    part: Option<ItemId>,
    lanes: Option<ItemId>,
    /// How many entries it has so far.
    entries: usize,
    /// The last row, and the last cell.
    row: Option<(usize, usize)>,
    cell: Option<usize>,
    /// The heads of 流れ: where they stand, their items and their words.
    columns: Vec<usize>,
    items: Vec<Option<ItemId>>,
    heads: Vec<String>,
    /// Whether the row is that of the heads.
    is_head: bool,
}

impl Drawing {
    /// Gives a piece below the label of the figure its place; false where it has none.
    pub(super) fn place(
        &mut self,
        spot: &mut Spot,
        figure: ItemId,
        book: &Book,
        form: &Form,
        tables: &Tables,
    ) -> bool {
        let Some(grid) = book.cells[spot.cell].grid else {
            return false;
        };
        let table = tables.first(grid.table);
        if *self.table.get_or_insert(table) != table {
            return false;
        }
        if self.label(spot.cell, figure, book, form) {
            spot.role = Role::Printed;
            return true;
        }
        let Some(part) = self.part else { return false };
        let begins = self.row.replace((grid.table, grid.row)) != Some((grid.table, grid.row));
        let next = self.cell.replace(spot.cell) != Some(spot.cell);
        if form.items[part].kind != ItemKind::List {
            return false;
        }
        if form.children(Some(part)).is_empty() {
            self.entries += usize::from(next);
            spot.item = Some((part, vec![self.entries]));
            return true;
        }
        if begins {
            let words = texts(book, spot.cell);
            self.is_head = self.heads.is_empty() || self.heads == words;
            if self.heads.is_empty() {
                self.heads = words;
            }
            self.entries += usize::from(!self.is_head);
        }
        let at = column(book, spot.cell);
        if self.is_head {
            if next && self.columns.len() < self.heads.len() {
                self.columns.push(at);
                let head = fold(&book.cells[spot.cell].text);
                self.items.push(child(form, part, &head));
            }
            spot.role = Role::Printed;
            return true;
        }
        let item = place(&self.columns, at).and_then(|n| self.items[n]);
        spot.item = item.map(|item| (item, vec![self.entries]));
        item.is_some()
    }

    /// Whether a cell is the label of a part, which begins with it.
    fn label(&mut self, cell: usize, figure: ItemId, book: &Book, form: &Form) -> bool {
        let words = fold(&book.cells[cell].text);
        let at = column(book, cell);
        let stands = |label: Option<usize>| label.is_none_or(|known| place(&[known], at).is_some());
        let part = child(form, figure, &words).filter(|_| stands(self.labels[0]));
        let lane = self.lanes.and_then(|lanes| child(form, lanes, &words));
        let lane = lane.filter(|_| part.is_none() && stands(self.labels[1]));
        let Some(found) = part.or(lane) else {
            return false;
        };
        self.labels[usize::from(part.is_none())] = Some(at);
        if part.is_some() {
            self.lanes = Some(found).filter(|item| form.items[*item].kind == ItemKind::Map);
            self.labels[1] = None;
        }
        self.part = Some(found);
        self.entries = 0;
        self.columns.clear();
        self.items.clear();
        self.heads.clear();
        true
    }
}

/// The item below one that has some words for its key or its label.
fn child(form: &Form, item: ItemId, words: &str) -> Option<ItemId> {
    let mut children = form.children(Some(item)).iter().copied();
    children.find(|child| {
        let item = &form.items[*child];
        [&item.key, &item.label]
            .iter()
            .any(|name| fold(name) == words)
    })
}
