//! What the aligner finds out: which piece of which cell is a label, a value or a printed word of the form.

use std::ops::Range;

use super::cell::Part;
use crate::form::ItemId;

/// Every byte of every cell of a book, in exactly one segment; in the order of the cells and of their text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Alignment {
    /// The segments.
    pub segments: Vec<Segment>,
}

/// A piece of a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// The cell, by its number in [`super::cell::Book::cells`].
    pub cell: usize,
    /// Which bytes of its text.
    pub range: Range<usize>,
    /// What it is.
    pub role: Role,
    /// Of which item, with the numbers of its entries; none for what belongs to none.
    pub item: Option<(ItemId, Vec<usize>)>,
    /// Of which part of the item, where the source says so.
    pub part: Part,
    /// How much better this reading is than the next best one, in points of the aligner (an exact label has 2);
    /// infinite where the source itself names the item.
    pub margin: f32,
}

/// What a piece of a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The label of the item.
    Label,
    /// A value of the item, brackets, option lists and all: the readers of values part them.
    Value,
    /// Words that the form prints by itself, or page numbers and running heads.
    Printed,
    /// Blanks and line ends between other segments.
    Blank,
    /// Nothing that the form has a place for.
    Left,
}
