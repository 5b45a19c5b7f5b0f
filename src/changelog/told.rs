//! Which entries of 別添３ tell which changes since the version before, and what they leave out.

mod words;

use std::ops::Range;

use super::base::Former;
use super::cell::Line;
use super::labels::Labels;
use super::{Entry, Log};
use crate::assessment::Assessment;
use crate::diff::{Change, Place};
use crate::form::Form;
use crate::form::field::is_within;
use crate::form::resolve::{Meaning, Resolution};
pub use words::Wanted;
use words::Words;

/// Stands between two texts, so that nothing is found across them.
const BREAK: &str = "\u{1}";

/// Changes and entries set beside each other.
#[derive(Debug)]
pub struct Told {
    /// For each change of the comparison, the entries that tell it, wholly or in part.
    pub by: Vec<Vec<usize>>,
    /// For each entry, the change that it tells.
    pub change: Vec<Option<usize>>,
    /// For each entry, whether an item that it names, or one above or below it, changed at all.
    pub touched: Vec<bool>,
    words: Vec<Words>,
    labels: Labels<'static>,
}

/// What is not told of a change.
#[derive(Debug, PartialEq, Eq)]
pub enum Missing<'t> {
    /// Nothing is missing.
    Nothing,
    /// All of it.
    All,
    /// These words of the new text, or of the old one where they are gone.
    Part(&'t Wanted),
}

/// How near the item of an entry is to that of a change.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Relation {
    None,
    Near,
    Same,
}

impl Told {
    /// Sets the entries of the current revision beside the changes.
    pub fn of(former: &Former, log: &Log, assessment: &Assessment) -> Self {
        let changes = &former.diff.changes;
        let mut told = Told {
            by: vec![Vec::new(); changes.len()],
            change: vec![None; log.entries.len()],
            touched: vec![false; log.entries.len()],
            words: changes.iter().map(Words::of).collect(),
            labels: Labels::of(assessment.form),
        };
        let current: Vec<bool> = log.entries.iter().map(|e| former.is_current(e)).collect();
        let (mut same, mut near) = (Vec::new(), Vec::new());
        for (e, entry) in log.entries.iter().enumerate() {
            let named: Vec<Named> = named(entry, former).collect();
            let unclear = named.iter().any(|named| named.now.is_none());
            for (c, change) in changes.iter().enumerate() {
                let relations: Vec<Relation> = named
                    .iter()
                    .map(|named| named.relation(assessment.form, change))
                    .collect();
                let related = relations.iter().any(|r| *r != Relation::None);
                told.touched[e] |= related;
                if !current[e] {
                } else if relations.contains(&Relation::Same) {
                    same.push((told.words[c].score(entry), e, c));
                } else if related || unclear {
                    near.push((e, c));
                }
            }
        }
        told.pair(same);
        for (e, c) in near {
            let words = &told.words[c];
            let wanted = !words.added.is_empty() || !words.removed.is_empty();
            if told.by[c].is_empty() && wanted && words.missing(&[&log.entries[e]]).is_none() {
                told.by[c].push(e);
                told.change[e].get_or_insert(c);
            }
        }
        told
    }

    /// Each entry with the change whose words it has; what is left in the order of the document.
    fn pair(&mut self, mut same: Vec<(usize, usize, usize)>) {
        same.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let passes: [fn(usize, bool) -> bool; 4] = [
            |score, taken| score > 0 && !taken,
            |score, _| score > 0,
            |_, taken| !taken,
            |_, _| true,
        ];
        for fits in passes {
            for &(score, e, c) in &same {
                if self.change[e].is_none() && fits(score, !self.by[c].is_empty()) {
                    self.change[e] = Some(c);
                    self.by[c].push(e);
                }
            }
        }
        self.by
            .iter_mut()
            .for_each(|entries| entries.sort_unstable());
    }

    /// What the entries of a change leave out; nothing where 別添３ need not tell it. Where one of them says something
    /// else than the versions do, that is another matter.
    pub fn missing(&self, change: usize, log: &Log) -> Missing<'_> {
        let words = &self.words[change];
        if !words.demanded {
            return Missing::Nothing;
        }
        if self.by[change].is_empty() {
            return Missing::All;
        }
        let entries: Vec<&Entry> = self.by[change].iter().map(|e| &log.entries[*e]).collect();
        if !entries.iter().all(|entry| words.fits(entry, &self.labels)) {
            return Missing::Nothing;
        }
        words
            .missing(&entries)
            .map_or(Missing::Nothing, Missing::Part)
    }

    /// Whether nothing is left to be told.
    pub fn all_is_told(&self, log: &Log) -> bool {
        (0..self.words.len()).all(|change| self.is_told(change, log))
    }

    /// Whether the entries of a change tell it as it is and to its end.
    pub fn is_told(&self, change: usize, log: &Log) -> bool {
        let words = &self.words[change];
        let entries = self.by[change].iter().map(|e| &log.entries[*e]);
        let fitting: Vec<&Entry> = entries
            .filter(|entry| words.fits(entry, &self.labels))
            .collect();
        !words.demanded || !fitting.is_empty() && words.missing(&fitting).is_none()
    }

    /// Whether an entry says nothing of a change but what the versions say.
    pub fn fits(&self, change: usize, entry: &Entry) -> bool {
        self.words[change].fits(entry, &self.labels)
    }

    /// The words of a cell of an entry that the version of that side does not have in the item whose change the entry
    /// tells.
    pub fn strays<'l, 'a>(
        &'l self,
        entry: usize,
        log: &'l Log<'a>,
        side: Side,
    ) -> impl Iterator<Item = Stray<'l, 'a>> {
        let words = self.change[entry].map(|change| &self.words[change]);
        words
            .into_iter()
            .flat_map(move |words| words.strays(&log.entries[entry], side, &self.labels))
    }

    /// The words of a cell of an entry that the version of that side does not have in the item of a change.
    pub fn strays_of<'l, 'a>(
        &'l self,
        change: usize,
        entry: &'l Entry<'a>,
        side: Side,
    ) -> impl Iterator<Item = Stray<'l, 'a>> {
        self.words[change].strays(entry, side, &self.labels)
    }

    /// What a change is about on one side, in comparison form, as rows may quote it.
    pub fn text(&self, change: usize, side: Side) -> &str {
        self.words[change].text(side)
    }

    /// The first words that a row of a change has to say of the new version.
    pub fn first(&self, change: usize) -> Option<&Wanted> {
        self.words[change].added.first()
    }
}

/// One of the two versions, and the cell that speaks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The version before, 変更前の記載
    Before,
    /// The new version, 変更後の記載
    After,
}

/// A part of a line.
pub type Stray<'l, 'a> = (&'l Line<'a>, Range<usize>);

/// What a reference of an entry names, in the new version and in the one before; none where that can't be told.
struct Named<'e> {
    now: Option<&'e Resolution>,
    before: Option<&'e Resolution>,
}

fn named<'e>(entry: &'e Entry, former: &'e Former) -> impl Iterator<Item = Named<'e>> {
    entry.references.iter().map(|reference| {
        let words = entry
            .item
            .map(|item| &item.text.text[reference.words.clone()]);
        let clear = |meaning: &'e Meaning| match meaning {
            Meaning::Item(found) if found.rivals.is_empty() => Some(found),
            _ => None,
        };
        let now = clear(&reference.meaning);
        let was = words.and_then(|words| former.meaning(words));
        Named {
            now,
            before: was.map_or(now, clear),
        }
    })
}

impl Named<'_> {
    /// How near it is to the item of a change: as the new version has it, or as the version before had it.
    fn relation(&self, form: &Form, change: &Change) -> Relation {
        let sides = [(self.now, &change.new), (self.before, &change.old)];
        let relations = sides
            .into_iter()
            .filter_map(|(found, place)| Some(relation(form, found?, change, place.as_ref()?)));
        relations.max().unwrap_or(Relation::None)
    }
}

fn relation(form: &Form, found: &Resolution, change: &Change, place: &Place) -> Relation {
    let item = &form.items[found.item];
    let mut pairs = found.at.iter().zip(&place.at);
    if !pairs.all(|(wanted, n)| wanted.is_none_or(|w| w == *n)) {
        return Relation::None;
    }
    // An entry of a list and its name share their address.
    if item.id == change.item.id || item.address == change.item.address {
        return Relation::Same;
    }
    let near = is_within(&item.id, &change.item.id) || is_within(&change.item.id, &item.id);
    if near { Relation::Near } else { Relation::None }
}
