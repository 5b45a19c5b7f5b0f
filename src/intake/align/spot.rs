//! A piece of a cell with the place of the form to which it was led.

use std::ops::Range;

use crate::form::{Form, ItemId};
use crate::intake::alignment::Role;
use crate::intake::cell::{Book, Part, Place};

/// The margin of what was guessed from where it stands.
pub(super) const GUESSED: f32 = 0.3;

/// A piece of a cell.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    pub cell: usize,
    pub range: Range<usize>,
    pub role: Role,
    /// Where the aligner was.
    pub state: usize,
    pub item: Option<(ItemId, Vec<usize>)>,
    pub part: Part,
    pub margin: f32,
    /// The number that an entry's own heading gives it.
    pub entry: Option<usize>,
    /// How well it fits its label.
    pub score: f32,
    /// Whether it is a label after an opening bracket.
    pub bracket: bool,
}

impl Spot {
    pub(super) fn text<'b>(&self, book: &'b Book) -> &'b str {
        &book.cells[self.cell].text[self.range.clone()]
    }

    pub(super) fn is_label(&self) -> bool {
        self.role == Role::Label
    }

    pub(super) fn is_value(&self) -> bool {
        self.role == Role::Value
    }
}

/// What counts as one row: a row of a table, or a line of a text.
pub(super) fn row(book: &Book, cell: usize) -> Option<(usize, usize)> {
    let cell = &book.cells[cell];
    match (cell.grid, &cell.place) {
        (Some(grid), _) => Some((grid.table, grid.row)),
        (None, Place::Line(line)) => Some((usize::MAX, *line)),
        _ => None,
    }
}

/// The first item below one that is as asked for, or itself.
pub(super) fn child(form: &Form, item: ItemId, is: impl Fn(ItemId) -> bool) -> ItemId {
    let children = form.children(Some(item)).iter().copied();
    children
        .into_iter()
        .find(|child| is(*child))
        .unwrap_or(item)
}

/// The item below one by the last word of its id.
pub(super) fn named(form: &Form, item: ItemId, name: &str) -> ItemId {
    let last = |id: &str| {
        id.rsplit('.')
            .next()
            .map(|last| last.trim_end_matches("[]").to_owned())
    };
    child(form, item, |child| {
        last(&form.items[child].id).as_deref() == Some(name)
    })
}

/// Whether a cell has a neighbour in its row.
pub(super) fn is_beside(book: &Book, cell: usize) -> bool {
    let before = cell
        .checked_sub(1)
        .is_some_and(|before| in_one_row(book, before, cell));
    before || cell + 1 < book.cells.len() && in_one_row(book, cell, cell + 1)
}

/// Whether two cells stand in one row of a table, or at one height of a page.
pub(super) fn in_one_row(book: &Book, one: usize, other: usize) -> bool {
    let (a, b) = (&book.cells[one], &book.cells[other]);
    match (a.grid, b.grid, &a.place, &b.place) {
        (Some(a), Some(b), ..) => (a.table, a.row) == (b.table, b.row),
        (None, None, ..) => false,
        (
            ..,
            Place::Page { page, top, .. },
            Place::Page {
                page: other,
                top: height,
                ..
            },
        ) => page == other && top.abs_diff(*height) <= 2,
        _ => false,
    }
}
