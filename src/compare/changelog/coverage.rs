//! Which entries of 別添３ tell which changes since the version before, what they leave out, and what they say otherwise.
//!
//! An entry of this revision is right when its 変更前, put for its 変更後, leads from the old item to the new one. Entries that
//! the version before already had are not judged; where they come true by now, they help to tell a change. Several entries
//! of one item are read in the order of their dates (`story`).

mod cover;
mod index;
mod pairing;
mod proof;
mod subject;

use std::ops::Range;

use super::Entry;
use super::Log;
use super::base::Former;
use super::cell::Line;
use super::labels::Labels;
use super::side::Side;
use super::story::Stories;
use crate::assessment::Assessment;
use cover::Cover;
use pairing::Pairing;
use subject::Subject;
pub use subject::Wanted;

/// Stands between two texts, so that nothing is found across them.
const BREAK: &str = "\u{1}";

/// Changes and entries set beside each other.
#[derive(Debug)]
pub struct Coverage {
    /// For each change of the comparison, the entries that tell it, wholly or in part.
    pub by: Vec<Vec<usize>>,
    /// For each entry, the change that it tells, or the first of them.
    pub change: Vec<Option<usize>>,
    /// For each entry, whether an item that it names, or one above or below it, changed at all.
    pub touched: Vec<bool>,
    /// For each entry, which of its references name an item that changed, or one above or below such an item.
    pub references: Vec<Vec<bool>>,
    /// For each entry, what it comes to.
    pub verdicts: Vec<Verdict>,
    /// For each entry, what it says of each change that it tells.
    tells: Vec<Vec<Telling>>,
    stories: Stories,
    subjects: Vec<Subject>,
    labels: Labels<'static>,
}

/// What an entry comes to beside the two versions.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Verdict {
    /// It is not of this revision, or nothing can be told of it.
    #[default]
    Unjudged,
    /// It says what the versions say.
    Right,
    /// It says words that a version does not have.
    Strays {
        /// Of 変更前.
        before: Vec<Stray>,
        /// Of 変更後.
        after: Vec<Stray>,
    },
    /// 変更前 has what stands now, and 変更後 what stood before.
    Exchanged,
    /// It tells a change, but names another item.
    Elsewhere(usize),
    /// None of the items that it names changed.
    Idle,
}

/// Words of a cell that the version does not have.
#[derive(Debug, Clone, PartialEq)]
pub struct Stray {
    /// The cell.
    pub side: Side,
    /// The line of the cell.
    pub line: usize,
    /// The words in the comparison form of the line: those that differ, where the item says something like it.
    pub range: Range<usize>,
    /// What the item says there; none where it says nothing like it.
    pub other: Option<String>,
    /// The row that wrote what stands there, where it is not the version before.
    pub row: Option<usize>,
}

/// What an entry says of a change.
#[derive(Debug)]
struct Telling {
    change: usize,
    cover: Cover,
    /// Whether it says nothing of it but what the versions say.
    fits: bool,
}

/// What is not told of a change.
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
    /// Sets the entries beside the changes.
    pub fn of(former: &Former, log: &Log, assessment: &Assessment) -> Self {
        Pairing::run(former, log, assessment)
    }

    /// What the entries of a change leave out; nothing where 別添３ need not tell it. What they say otherwise is another
    /// matter.
    pub fn missing(&self, change: usize) -> Missing {
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
    fn cover(&self, change: usize, counts: impl Fn(&Telling) -> bool) -> Cover {
        let mut cover = Cover::default();
        for entry in &self.by[change] {
            let tells = self.tells[*entry].iter().filter(|t| t.change == change);
            tells
                .filter(|t| counts(t))
                .for_each(|t| cover.join(&t.cover));
        }
        cover.settled()
    }

    /// Whether nothing is left to be told.
    pub fn all_is_told(&self) -> bool {
        (0..self.subjects.len()).all(|change| self.is_told(change))
    }

    /// Whether the entries of a change tell it as it is and to its end.
    pub fn is_told(&self, change: usize) -> bool {
        let subject = &self.subjects[change];
        let fits = |entry: &&usize| {
            let mut tells = self.tells[**entry].iter();
            tells.any(|telling| telling.change == change && telling.fits)
        };
        let any = || self.by[change].iter().any(|entry| fits(&entry));
        let cover = || self.cover(change, |telling| telling.fits);
        !subject.demanded || any() && cover().missing(subject).is_none()
    }

    /// Whether an entry says nothing of a change but what the versions say.
    pub fn fits(&self, change: usize, entry: &Entry) -> bool {
        let sides = [Side::Before, Side::After];
        sides
            .into_iter()
            .all(|side| self.strays_of(change, entry, side).next().is_none())
    }

    /// The words of a cell of an entry that the version of that side does not have in the item of a change.
    pub fn strays_of<'l, 'a>(
        &'l self,
        change: usize,
        entry: &'l Entry<'a>,
        side: Side,
    ) -> impl Iterator<Item = (&'l Line<'a>, Range<usize>)> {
        proof::strays(&self.subjects[change], entry, side, &self.labels)
    }

    /// What a change is about on one side, in comparison form, as rows may quote it.
    pub fn text(&self, change: usize, side: Side) -> &str {
        &self.subjects[change].text(side).own
    }

    /// The first words that a row of a change has to say of the new version.
    pub fn first(&self, change: usize) -> Option<Wanted> {
        let subject = &self.subjects[change];
        let mut new = subject.hunks.iter().filter(|hunk| !hunk.new.is_empty());
        // A running number shows nothing.
        let hunk = new.clone().find(|hunk| hunk.new.len() > 2).or(new.next())?;
        Some(subject.shown(hunk))
    }
}
