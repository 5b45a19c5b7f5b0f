//! Two versions of an assessment compared by meaning: item by item, rows by what they are, texts word by word.
//!
//! ```text
//! Assessment ─┐    rows: which entry goes on as which
//!             ├─▶ walk ─▶ values: what differs inside (table, text, words) ─▶ change: ※ or not, what 別添３ would say
//! Assessment ─┘    entries, printed: what each of them says         formal: what is only form
//! ```
//!
//! 別添３ itself is left out: it tells of changes and is none. What only names the version (公表日, 評価書番号) and
//! what tells how it came about (Ⅵ) is there, marked by its [`Scope`].

mod change;
mod entries;
mod formal;
mod likeness;
mod printed;
mod rows;
mod table;
mod text;
mod values;
mod walk;
mod words;

pub use change::{
    Cell, Change, Content, Detail, Kind, Part, Place, Proposal, RowChange, Scope, Timing,
};
pub use text::{Paragraph, TextDiff};
pub use words::{Segment, Tag};

use crate::assessment::Assessment;
use crate::form::{self, Form, Item};
use walk::Walk;

/// What differs between two versions.
#[derive(Debug, Clone, Default)]
pub struct Diff {
    /// The changes in the order of the form; each item and each entry at most once.
    pub changes: Vec<Change>,
    /// The chapters in which nothing changed, 別添３ left out: Ⅳ　その他のリスク対策.
    pub unchanged: Vec<String>,
}

impl Diff {
    /// The changes of what the assessment says, each told once: without Ⅵ, what names the version, and counts.
    pub fn body(&self) -> impl Iterator<Item = &Change> {
        let of_body = |c: &&Change| c.scope == Scope::Body && !c.follows;
        self.changes.iter().filter(of_body)
    }

    /// Whether 意見の聴取 and 第三者点検 would have to be held again, by the proposals.
    pub fn repeats_procedure(&self) -> bool {
        let repeats = |c: &Change| c.proposal.is_some_and(|p| p.repeat);
        self.changes.iter().any(repeats)
    }
}

/// Compares two versions. Items meet by their ids, so the versions may follow different editions of the form.
pub fn compare(old: &Assessment, new: &Assessment) -> Diff {
    let mut changes = Walk::run(old, new);
    // As the form prints its chapters: 別添１ behind Ⅰ.
    changes.sort_by_key(|change| chapter(new.form, change.item));
    let unchanged = unchanged(new, &changes);
    Diff { changes, unchanged }
}

/// The chapter that prints an item, by its place among the form's chapters.
fn chapter(form: &Form, item: &Item) -> Option<usize> {
    let lies_in = |outer: &str, inner: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let mut chapters = form.chapters.iter();
    chapters.position(|chapter| {
        let whole_file = lies_in(&item.id, &chapter.item);
        lies_in(&chapter.item, &item.id) || item.printed_in.contains(&chapter.item) || whole_file
    })
}

/// The chapters that hold none of the changes.
fn unchanged(new: &Assessment, changes: &[Change]) -> Vec<String> {
    let form = new.form;
    let changed: Vec<Option<usize>> = changes.iter().map(|c| chapter(form, c.item)).collect();
    // A whole file has several chapters.
    let whole_file = |chapter: &form::Chapter| {
        let of_file = |c: &Change| chapter.item.starts_with(&format!("{}.", c.item.id));
        changes.iter().any(of_file)
    };
    let chapters = form.chapters.iter().enumerate().filter(|(n, chapter)| {
        let written = |item| new.fields.iter().any(|f| f.item == item && !f.blank);
        let is_told = chapter.layout != form::Layout::Changes;
        is_told
            && form.find(&chapter.item).is_some_and(written)
            && !changed.contains(&Some(*n))
            && !whole_file(chapter)
    });
    let label = |chapter: &form::Chapter| {
        let item = form
            .find(&chapter.item)
            .map(|item| form.items[item].label.clone());
        chapter.contents.clone().or(item).unwrap_or_default()
    };
    chapters.map(|(_, chapter)| label(chapter)).collect()
}
