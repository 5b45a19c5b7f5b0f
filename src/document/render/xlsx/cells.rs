//! Cells that stand side by side on a sheet, as they are asked for.

use std::ops::Range;

use super::style::Style;
use crate::intake::cell::Pin;

/// How many narrow columns a page has; cells are merged of them.
pub(super) const COLUMNS: u16 = 36;

/// How a sheet is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paper {
    Portrait,
    Landscape,
}

/// What a cell of the group holds, and how it looks.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub column: u16,
    pub span: u16,
    pub style: Style,
    pub text: String,
    pub holds: Holds,
}

/// Whose text it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holds {
    /// A value of the assessment, all in this one cell.
    One(Pin),
    /// A text of the assessment, in as many cells one below the other as it takes.
    Text(String),
    /// What the form prints or repeats in the place of a value of this item.
    Repeated(String),
    /// Words of the form.
    Words,
}

impl Cell {
    pub fn words(column: u16, span: u16, style: Style, text: &str) -> Self {
        Cell {
            column,
            span,
            style,
            text: text.to_owned(),
            holds: Holds::Words,
        }
    }

    pub fn value(column: u16, span: u16, style: Style, text: &str, pin: Pin) -> Self {
        Cell {
            column,
            span,
            style,
            text: text.to_owned(),
            holds: Holds::One(pin),
        }
    }

    pub fn text(column: u16, span: u16, text: &str, id: &str) -> Self {
        Cell {
            column,
            span,
            style: Style::Value,
            text: text.to_owned(),
            holds: Holds::Text(id.to_owned()),
        }
    }
}

/// Which edges a group draws around itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub left: bool,
    pub right: bool,
    pub top: bool,
    pub bottom: bool,
    /// Whether each cell has a frame of its own.
    pub each: bool,
}

impl Frame {
    pub const WHOLE: Frame = Frame {
        left: true,
        right: true,
        top: true,
        bottom: true,
        each: false,
    };
    pub const EACH: Frame = Frame {
        each: true,
        ..Frame::WHOLE
    };
    /// Nothing is drawn.
    pub const NONE: Frame = Frame {
        left: false,
        right: false,
        top: false,
        bottom: false,
        each: false,
    };
}

/// What can be chosen in a cell.
pub(super) enum Offer {
    /// The words in a column of cells.
    Cells(u16, Range<u32>),
    /// These words.
    Words(Vec<String>),
}
