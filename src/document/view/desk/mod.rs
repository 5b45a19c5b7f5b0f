//! The form as pages to fill in: boxes with what is written, what belongs there, and what the check says of it.
//!
//! ```text
//! Assessment ─┐
//! findings  ──┼▶ Desk ─▶ contents: the pages with their blanks and findings
//! Diff      ──┘      ├─▶ chapter: one page, box by box (places, walk, control, findings, since)
//!                    └─▶ search
//! two chapters ─▶ changed: which boxes are to be shown again
//! ```
//!
//! A page shows every item of the form, also what is blank, broken, or never printed; nothing here knows HTML.

mod changed;
mod contents;
mod control;
mod findings;
mod model;
pub mod pages;
mod places;
mod search;
mod since;
mod walk;

pub use changed::{Changed, changed};
pub use contents::{Contents, ContentsEntry, Counts};
pub use control::text_of;
pub use findings::name_of;
pub use model::{
    Also, Before, Chapter, Choice, Control, Elsewhere, Excepted, Figure, Finding, FixedPlace,
    FormBox, Part, Shell, State, Tick,
};
pub use search::Hit;

use typed_index_collections::TiVec;

use crate::assessment::Assessment;
use crate::assessment::asked::Asked;
use crate::assessment::field::FieldId;
use crate::compare::diff::Diff;
use crate::lint::suppress::Suppressed;
use crate::source::diagnostic::Diagnostic;
use places::Places;

/// A file at one moment, with what is known of it.
#[derive(Debug, Clone)]
pub struct Seen<'d, 'a> {
    /// What is written.
    pub assessment: &'d Assessment<'a>,
    /// What the check found.
    pub findings: &'d [Diagnostic],
    /// What the office has excepted.
    pub excepted: &'d [Suppressed],
    /// The version that it is compared with.
    pub since: Option<Since<'d>>,
}

/// A version that is compared with.
#[derive(Debug, Clone)]
pub struct Since<'d> {
    /// What it is called: 「令和7年4月1日公表の版」.
    pub name: String,
    /// What changed since.
    pub diff: &'d Diff,
}

/// All pages of a file at one moment.
pub struct Desk<'d, 'a> {
    seen: Seen<'d, 'a>,
    asked: TiVec<FieldId, Asked>,
    places: Places,
}

impl<'d, 'a> Desk<'d, 'a> {
    /// Those of a file.
    pub fn of(seen: Seen<'d, 'a>) -> Self {
        Desk {
            asked: seen.assessment.asked(),
            places: Places::of(seen.assessment),
            seen,
        }
    }

    /// The key of the page on which an item stands.
    pub fn holding(&self, item: &str) -> Option<&str> {
        self.places.holding(self.seen.assessment, item)
    }
}

#[cfg(test)]
mod tests;
