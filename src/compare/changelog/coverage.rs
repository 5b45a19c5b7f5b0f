//! Which entries of 別添３ cover which changes since the version before, what they leave out, and what they say otherwise.
//!
//! An entry of this revision is right when its 変更前, put for its 変更後, leads from the old item to the new one. Entries that
//! the version before already had are not judged; where they come true by now, they help to cover a change. Several entries
//! of one item are read in the order of their dates (`story`).

mod cover;
mod index;
mod pairing;
mod proof;
mod subject;

use std::ops::Range;

use typed_index_collections::TiVec;

use super::base::Former;
use super::cell::Line;
use super::labels::Labels;
use super::side::Side;
use super::story::Stories;
use super::{EntryId, Log, LogEntry};
use crate::assessment::Assessment;
use crate::compare::diff::ChangeId;
use cover::Cover;
use pairing::Pairing;
use subject::Subject;
pub use subject::Wanted;

/// A mark between two texts, so that nothing is found across them.
const BREAK: &str = "\u{1}";

/// Which entries cover which changes.
#[derive(Debug)]
pub struct Coverage {
    /// For each change of the comparison, the entries that cover it, wholly or in part.
    pub by: TiVec<ChangeId, Vec<EntryId>>,
    /// For each entry, the change that it covers, or the first of them.
    pub change: TiVec<EntryId, Option<ChangeId>>,
    /// For each entry, whether an item that it names, or one above or below it, changed at all.
    pub touched: TiVec<EntryId, bool>,
    /// For each entry, which of its references name an item that changed, or one above or below such an item.
    pub references: TiVec<EntryId, Vec<bool>>,
    /// For each entry, what it comes to.
    pub verdicts: TiVec<EntryId, Verdict>,
    /// For each entry, what it says of each change that it covers.
    claims: TiVec<EntryId, Vec<Claim>>,
    stories: Stories,
    subjects: TiVec<ChangeId, Subject>,
    labels: Labels<'static>,
}

/// The result of comparing an entry with the two versions.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Verdict {
    /// It is not of this revision, or nothing can be said of it.
    #[default]
    Unjudged,
    /// It says what the versions say.
    Right,
    /// It says words that a version does not have.
    Unproven {
        /// Of 変更前.
        before: Vec<Unproven>,
        /// Of 変更後.
        after: Vec<Unproven>,
    },
    /// 変更前 has what is now, and 変更後 what was before.
    Exchanged,
    /// It covers a change, but names another item.
    Elsewhere(ChangeId),
    /// None of the items that it names changed.
    Idle,
}

/// Words of a cell that the version does not have.
#[derive(Debug, Clone, PartialEq)]
pub struct Unproven {
    /// The cell.
    pub side: Side,
    /// The line of the cell.
    pub line: usize,
    /// The words in the comparison form of the line: those that differ, where the item says something like it.
    pub range: Range<usize>,
    /// What the item says there; none where it says nothing like it.
    pub other: Option<String>,
    /// The entry that wrote what is there, where it is not the version before.
    pub row: Option<EntryId>,
}

/// What an entry says of a change.
#[derive(Debug)]
struct Claim {
    change: ChangeId,
    cover: Cover,
    /// Whether it says nothing of it but what the versions say.
    fits: bool,
}

/// What the rows leave out of a change.
#[derive(Debug, PartialEq, Eq)]
pub enum Missing {
    /// Nothing is missing.
    Nothing,
    /// All of it.
    All,
    /// These words of the new text, or of the old one where they are gone.
    Part(Wanted),
}

impl Coverage {
    /// Matches the entries with the changes.
    pub fn of(former: &Former, log: &Log, assessment: &Assessment) -> Self {
        Pairing::run(former, log, assessment)
    }

    /// What the entries of a change leave out; nothing where 別添３ need not cover it. What they say otherwise is another
    /// matter.
    pub fn missing(&self, change: ChangeId) -> Missing {
        let subject = &self.subjects[change];
        if !subject.demanded {
            return Missing::Nothing;
        }
        if self.by[change].is_empty() {
            return Missing::All;
        }
        let cover = self.cover(change, |_| true);
        let missing = cover.missing(subject);
        missing.map_or(Missing::Nothing, |hunk| Missing::Part(subject.shown(hunk)))
    }

    /// What the entries of a change say together.
    fn cover(&self, change: ChangeId, counts: impl Fn(&Claim) -> bool) -> Cover {
        let mut cover = Cover::default();
        for entry in &self.by[change] {
            let claims = self.claims[*entry].iter().filter(|t| t.change == change);
            claims
                .filter(|t| counts(t))
                .for_each(|t| cover.join(&t.cover));
        }
        cover.merged()
    }

    /// Whether every change is covered.
    pub fn is_complete(&self) -> bool {
        self.subjects.keys().all(|change| self.is_covered(change))
    }

    /// Whether the entries of a change cover it as it is and to its end.
    pub fn is_covered(&self, change: ChangeId) -> bool {
        let subject = &self.subjects[change];
        let fits = |entry: &&EntryId| {
            let mut claims = self.claims[**entry].iter();
            claims.any(|claim| claim.change == change && claim.fits)
        };
        let any = || self.by[change].iter().any(|entry| fits(&entry));
        let cover = || self.cover(change, |claim| claim.fits);
        !subject.demanded || any() && cover().missing(subject).is_none()
    }

    /// Whether an entry says nothing of a change but what the versions say.
    pub fn fits(&self, change: ChangeId, entry: &LogEntry) -> bool {
        let sides = [Side::Before, Side::After];
        sides
            .into_iter()
            .all(|side| self.unproven_words(change, entry, side).next().is_none())
    }

    /// The words of a cell of an entry that the version of that side does not have in the item of a change.
    pub fn unproven_words<'l, 'a>(
        &'l self,
        change: ChangeId,
        entry: &'l LogEntry<'a>,
        side: Side,
    ) -> impl Iterator<Item = (&'l Line<'a>, Range<usize>)> {
        proof::unproven(&self.subjects[change], entry, side, &self.labels)
    }

    /// What a change is about on one side, in comparison form, as rows may quote it.
    pub fn text(&self, change: ChangeId, side: Side) -> &str {
        &self.subjects[change].text(side).own
    }

    /// The first words that a row of a change has to say of the new version.
    pub fn first(&self, change: ChangeId) -> Option<Wanted> {
        let subject = &self.subjects[change];
        let mut new = subject.hunks.iter().filter(|hunk| !hunk.new.is_empty());
        // A running number shows nothing.
        let hunk = new.clone().find(|hunk| hunk.new.len() > 2).or(new.next())?;
        Some(subject.shown(hunk))
    }
}
