//! Two versions of an assessment compared by meaning: item by item, rows by what they are, texts word by word.
//!
//! ```text
//! Assessment ─┐    rows: which entry goes on as which
//!             ├─▶ walk ─▶ values: what differs inside (table, text, words) ─▶ change: ※ or not, what 別添３ would say
//! Assessment ─┘    entries, printed: what each of them says         formal: what is only form
//!                  replaced: one name in the place of another, everywhere
//! ```
//!
//! 別添３ itself is left out: it records changes and is no change. What only names the version (公表日, 評価書番号) and
//! what records how it came about (Ⅵ) is there, marked by its [`Scope`].

mod change;
mod chapters;
mod comparison;
mod entries;
mod formal;
mod likeness;
mod mask;
mod printed;
mod replaced;
mod risk;
mod rows;
mod table;
mod text;
mod values;
mod walk;
mod words;

pub use change::{
    Cell, Change, ChangeKind, Content, Detail, Logged, Part, Place, Proposal, Renamed, RowChange,
    Scope, Timing, proposals,
};
pub use comparison::{Comparison, Side};
pub use mask::as_shown;
pub use replaced::Replacement;
pub use risk::{Measure, RATING, Rated};
pub use text::{Paragraph, TextDiff};
pub use words::{Segment, Tag};

use typed_index_collections::TiVec;

use crate::assessment::Assessment;
use crate::source::index::index_type;
use walk::Walk;

index_type!(
    /// A change by its place in [`Diff::changes`].
    ChangeId
);

/// What differs between two versions.
#[derive(Debug, Clone, Default)]
pub struct Diff {
    /// The changes in the order of the form; each item and each entry at most once.
    pub changes: TiVec<ChangeId, Change>,
    /// The names that are others now, each with the changes that are nothing else.
    pub replacements: Vec<Replacement>,
    /// The entries of both versions that have other numbers now, by their ids in the old and in the new version.
    pub renumbered: Vec<(String, String)>,
    /// Whether the form has a log of changes, 別添３.
    pub keeps_log: bool,
    /// The labels of the form's chapters, by which [`Change::chapter`] counts.
    pub chapters: Vec<String>,
    /// The chapters in which nothing changed, 別添３ left out: Ⅳ　その他のリスク対策.
    pub unchanged: Vec<String>,
}

impl Diff {
    /// The changes of what the assessment says, each once: without Ⅵ, what names the version, and counts.
    pub fn body(&self) -> impl Iterator<Item = &Change> {
        let of_body = |c: &&Change| c.scope == Scope::Body && !c.follows;
        self.changes.iter().filter(of_body)
    }

    /// The id in the old version of an item of the new one; none where it lies in an entry that came.
    pub fn id_before(&self, id: &str) -> Option<String> {
        let within = |outer: &str| {
            let rest = id.strip_prefix(outer)?;
            (rest.is_empty() || rest.starts_with(['.', '['])).then(|| rest.to_owned())
        };
        let came = self.changes.iter().any(|change| {
            let place = change.new.as_ref().filter(|_| change.old.is_none());
            place.is_some_and(|place| within(&place.id).is_some())
        });
        let entries = self.renumbered.iter();
        let moved = entries.filter_map(|(old, new)| Some((new.len(), old, within(new)?)));
        let moved = moved.max_by_key(|(length, ..)| *length);
        let there = moved.map_or_else(|| id.to_owned(), |(_, old, rest)| format!("{old}{rest}"));
        (!came).then_some(there)
    }

    /// Whether 意見の聴取 and 第三者点検 would have to be held again: by what 別添３ says, else by the proposals.
    pub fn repeats_procedure(&self) -> bool {
        self.changes.iter().any(Change::repeats)
    }
}

/// Compares two versions. Items meet by their ids, so the versions may follow different editions of the form.
pub fn compare(old: &Assessment, new: &Assessment) -> Diff {
    let (mut changes, renumbered) = Walk::run(old, new);
    // As the form prints its chapters: 別添１ after Ⅰ.
    changes.sort_by_key(|change| change.chapter);
    let mut changes = TiVec::from(changes);
    Diff {
        replacements: replaced::find(old, new, &mut changes),
        renumbered,
        keeps_log: new.form.find("changes[]").is_some(),
        chapters: chapters::labels(new.form),
        unchanged: chapters::unchanged(new, &changes),
        changes,
    }
}
