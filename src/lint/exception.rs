//! What is known of an exception that an officer made.

use crate::source::Span;

/// Where an exception is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A comment in the assessment.
    Comment,
    /// 検査の例外 in the assessment.
    Block,
    /// The place in the list of `hyokasho.toml`.
    Settings(usize),
}

/// An exception as written.
#[derive(Debug)]
pub(crate) struct Exception {
    /// The rule's code, as written.
    pub(crate) code: String,
    /// Why; may be empty, then it is none.
    pub(crate) reason: String,
    /// Where to point at.
    pub(crate) span: Span,
    /// Where it is written.
    pub(crate) origin: Origin,
    pub(super) covers: Covers,
}

/// What an exception covers.
#[derive(Debug)]
pub(super) enum Covers {
    /// The fields in a part of the file.
    Part(Span),
    /// An item and all below it, by its id.
    Item(String),
    /// The whole file.
    All,
    /// Nothing: the item that it names, as written, is not on the form.
    Unknown(String),
}

impl Exception {
    /// The item that it names, where the form has none of that name.
    pub(crate) fn unknown_item(&self) -> Option<&str> {
        match &self.covers {
            Covers::Unknown(item) => Some(item),
            _ => None,
        }
    }
}

/// An exception, and whether it is of any use.
#[derive(Debug)]
pub struct Judged {
    pub(crate) exception: Exception,
    /// Whether it covers a finding, or the rule did not look.
    pub(crate) is_used: bool,
}

/// Why an exception of `hyokasho.toml` is of no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unused {
    /// It covers no finding.
    NoFinding,
    /// No assessment has the name that it gives.
    NoFile,
}
