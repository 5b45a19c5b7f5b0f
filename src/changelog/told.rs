//! Which entries of 別添３ tell which changes since the version before, and what they leave out.

use std::ops::Range;

use super::base::{Former, is_to_be_told};
use super::cell::{Cell, Line};
use super::cells;
use super::compare::holds;
use super::labels::{Labels, is_list_of_names, stands_in_parts};
use super::marks::{self, Kind as Mark};
use super::{Entry, Log};
use crate::assessment::Assessment;
use crate::diff::{Change, Content, Paragraph, Tag, TextDiff};
use crate::form::Form;
use crate::form::field::is_within;
use crate::form::resolve::{Meaning, Resolution};
use crate::japanese::notation::has_chars;
use crate::japanese::passage::Passage;

/// How many characters around words tell their place.
const AROUND: usize = 4;

/// Words of so many characters need nothing around them to be told from others.
const TELLING: usize = 4;

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

/// What a change is about, in comparison form.
#[derive(Debug, Default)]
struct Words {
    old: String,
    new: String,
    /// Whether it is a list of names or a table, quoted in any order.
    listed: bool,
    /// Whether 別添３ has to tell it.
    demanded: bool,
    /// Words of the new text that 変更後 has to say, and of the old text that 変更前 has to.
    added: Vec<Wanted>,
    removed: Vec<Wanted>,
}

/// Words that a row has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The words.
    pub words: String,
    /// The same with some characters on either side.
    pub around: String,
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
#[derive(PartialEq)]
enum Relation {
    Same,
    Near,
    None,
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
            let resolutions: Vec<Option<&Resolution>> = resolutions(entry).collect();
            for (c, change) in changes.iter().enumerate() {
                let of = |found: &Option<&Resolution>| match found {
                    Some(found) => relation(assessment.form, found, change),
                    None => Relation::None,
                };
                let relations: Vec<Relation> = resolutions.iter().map(of).collect();
                let related = relations.iter().any(|r| *r != Relation::None);
                told.touched[e] |= related;
                if !current[e] {
                } else if relations.contains(&Relation::Same) {
                    same.push((told.words[c].score(entry), e, c));
                } else if related || resolutions.contains(&None) {
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

/// The items that an entry names; none for a reference that can't be told.
fn resolutions<'e>(entry: &'e Entry) -> impl Iterator<Item = Option<&'e Resolution>> {
    entry
        .references
        .iter()
        .map(|reference| match &reference.meaning {
            Meaning::Item(found) if found.rivals.is_empty() => Some(found),
            _ => None,
        })
}

fn relation(form: &Form, found: &Resolution, change: &Change) -> Relation {
    let item = &form.items[found.item];
    let numbers = |at: &[usize]| {
        let mut pairs = found.at.iter().zip(at);
        pairs.all(|(wanted, n)| wanted.is_none_or(|w| w == *n))
    };
    let places = [&change.new, &change.old].into_iter().flatten();
    if !places.map(|p| p.at.as_slice()).any(numbers) {
        return Relation::None;
    }
    // An entry of a list and its name share their address.
    if item.id == change.item.id || item.address == change.item.address {
        return Relation::Same;
    }
    let near = is_within(&item.id, &change.item.id) || is_within(&change.item.id, &item.id);
    if near { Relation::Near } else { Relation::None }
}

impl Words {
    fn of(change: &Change) -> Self {
        let cells = cells::of(change);
        let demanded = is_to_be_told(change) && cells.is_some();
        let text = |place: &Option<crate::diff::Place>, told: Option<&str>| {
            let own = place.as_ref().map_or("", |p| p.text.as_str());
            let told = told.map_or(String::new(), |told| Passage::of(told).text);
            format!("{}{BREAK}{told}", Passage::of(own).text)
        };
        let (added, removed) = if change.formal {
            Default::default()
        } else {
            wanted(change)
        };
        Words {
            old: text(&change.old, cells.as_ref().map(|c| c.before.as_str())),
            new: text(&change.new, cells.as_ref().map(|c| c.after.as_str())),
            listed: is_list_of_names(change.item),
            demanded,
            added,
            removed,
        }
    }

    /// How much of an entry is about this change.
    fn score(&self, entry: &Entry) -> usize {
        let count = |cell: &Cell, text: &str| {
            let found = cell.segments().filter(|(_, words, _)| holds(text, words));
            found.map(|(_, words, _)| 1 + words.len()).sum::<usize>()
        };
        let only = |text: &str| text.starts_with(BREAK);
        let added = only(&self.old) && entry.before.has(Mark::Nothing);
        let removed = only(&self.new) && entry.after.has(Mark::Deleted);
        count(&entry.before, &self.old)
            + count(&entry.after, &self.new)
            + usize::from(added)
            + usize::from(removed)
    }

    /// The first words that entries leave out.
    fn missing(&self, entries: &[&Entry]) -> Option<&Wanted> {
        let joined = |cell: for<'e> fn(&'e Entry<'_>) -> &'e str| {
            let texts = entries.iter().map(|e| cell(e));
            texts.collect::<Vec<_>>().join(BREAK)
        };
        let after = joined(|e| e.after.text());
        let before = joined(|e| e.before.text());
        let lacks = |said: &str, wanted: &&Wanted| !wanted.stands_in(said);
        let added = self.added.iter().find(|wanted| lacks(&after, wanted));
        added.or_else(|| self.removed.iter().find(|wanted| lacks(&before, wanted)))
    }

    fn text(&self, side: Side) -> &str {
        match side {
            Side::Before => &self.old,
            Side::After => &self.new,
        }
    }

    /// The words of a cell that the version does not have.
    fn strays<'l, 'a>(
        &'l self,
        entry: &'l Entry<'a>,
        side: Side,
        labels: &'l Labels,
    ) -> impl Iterator<Item = Stray<'l, 'a>> {
        let cell = match side {
            Side::Before => &entry.before,
            Side::After => &entry.after,
        };
        let text = self.text(side);
        let strange = move |words: &str| {
            let in_parts = self.listed && stands_in_parts(text, words);
            !labels.stand(text, words) && !in_parts && !marks::is_note(words)
        };
        let strays = cell.segments().filter(move |(_, words, _)| strange(words));
        strays.map(|(line, _, range)| (line, range))
    }

    /// Whether an entry says nothing but what the versions say.
    fn fits(&self, entry: &Entry, labels: &Labels) -> bool {
        let mut sides = [Side::Before, Side::After].into_iter();
        sides.all(|side| self.strays(entry, side, labels).next().is_none())
    }
}

impl Wanted {
    fn of(words: &str) -> Option<Self> {
        let folded = Passage::of(words).text;
        let says = folded.chars().any(char::is_alphanumeric) && marks::kind(&folded) == Mark::Text;
        says.then(|| Wanted {
            around: folded.clone(),
            words: folded,
        })
    }

    fn stands_in(&self, said: &str) -> bool {
        let telling = has_chars(&self.words, TELLING);
        holds(said, &self.around) || telling && holds(said, &self.words)
    }
}

type Both = (Vec<Wanted>, Vec<Wanted>);

/// The words that a row of a change has to say.
fn wanted(change: &Change) -> Both {
    let all =
        |words: &[String]| -> Vec<Wanted> { words.iter().filter_map(|w| Wanted::of(w)).collect() };
    let bare = |words: &[String]| -> Vec<Wanted> {
        let options = words
            .iter()
            .map(|w| w.split('（').next().unwrap_or(w).to_owned());
        all(&options.collect::<Vec<_>>())
    };
    match &change.content {
        Content::Text { paragraphs } => of_text(paragraphs),
        Content::Choice => {
            let text = |place: &Option<crate::diff::Place>| {
                place.as_ref().and_then(|p| Wanted::of(&p.text))
            };
            let new = text(&change.new);
            let old = if new.is_none() {
                text(&change.old)
            } else {
                None
            };
            (new.into_iter().collect(), old.into_iter().collect())
        }
        Content::Checks {
            added,
            removed,
            details,
        } => {
            let mut both = (bare(added), bare(removed));
            join(&mut both, details.iter().map(|d| &d.paragraphs));
            both
        }
        Content::Items { added, removed } => (all(added), all(removed)),
        Content::Table { rows, .. } => {
            let mut both = Both::default();
            let cells = rows.iter().flat_map(|row| &row.cells);
            join(&mut both, cells.map(|cell| &cell.paragraphs));
            both
        }
        Content::Entry { .. } => {
            let name = |place: &Option<crate::diff::Place>| {
                let name = place.as_ref().and_then(|p| Wanted::of(&p.entry));
                name.into_iter().collect()
            };
            (name(&change.new), name(&change.old))
        }
        Content::Order => Both::default(),
    }
}

fn join<'d>(both: &mut Both, diffs: impl Iterator<Item = &'d TextDiff>) {
    for diff in diffs {
        let (added, removed) = of_text(diff);
        both.0.extend(added);
        both.1.extend(removed);
    }
}

fn of_text(diff: &TextDiff) -> Both {
    let mut both = Both::default();
    let changed = diff.paragraphs.iter();
    for paragraph in changed.filter(|p| !p.is_kept() && !p.formal) {
        let added = of_paragraph(paragraph, Tag::Added);
        // Where something took its place, what is gone need not be told word by word.
        if added.is_empty() {
            both.1.extend(of_paragraph(paragraph, Tag::Removed));
        }
        both.0.extend(added);
    }
    both
}

/// The words of a paragraph with a tag, each with what stands around it in its version.
fn of_paragraph(paragraph: &Paragraph, tag: Tag) -> Vec<Wanted> {
    let own = paragraph.segments.iter();
    let own: Vec<(Tag, String)> = own
        .filter(|s| s.tag == tag || s.tag == Tag::Kept)
        .map(|s| (s.tag, Passage::of(&s.text).text))
        .collect();
    let text: String = own.iter().map(|(_, words)| words.as_str()).collect();
    let mut at = 0;
    let mut found = Vec::new();
    for (of, words) in own {
        let range = at..at + words.len();
        at = range.end;
        if of != tag
            || !words.chars().any(char::is_alphanumeric)
            || marks::kind(&words) != Mark::Text
        {
            continue;
        }
        let before = text[..range.start].char_indices().rev().take(AROUND).last();
        let behind = text[range.end..].char_indices().take(AROUND).last();
        let start = before.map_or(range.start, |(i, _)| i);
        let end = behind.map_or(range.end, |(i, c)| range.end + i + c.len_utf8());
        found.push(Wanted {
            around: text[start..end].to_owned(),
            words,
        });
    }
    found
}
