//! A name of a place of the form, and a place that a text may name.

use super::numbers::Number;

/// A label that a text may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hit {
    pub state: usize,
    pub score: f32,
    /// The number of the entry: システム3.
    pub entry: Option<usize>,
}

/// What a place of the form is called.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name {
    pub state: usize,
    pub number: Option<Number>,
    /// How much it says: the label itself more than the key.
    pub grade: f32,
}
