//! What a change is about, and the words that a row of 別添３ has to say of it.

use super::{BREAK, Side, Stray};
use crate::changelog::Entry;
use crate::changelog::base::is_to_be_told;
use crate::changelog::cell::Cell;
use crate::changelog::cells;
use crate::changelog::compare::holds;
use crate::changelog::labels::{Labels, is_list_of_names, stands_in_parts};
use crate::changelog::marks::{self, Kind as Mark};
use crate::diff::{Change, Content, Paragraph, Place, Tag, TextDiff};
use crate::japanese::individual_number::mask;
use crate::japanese::notation::has_chars;
use crate::japanese::passage::Passage;

/// How many characters around words tell their place.
const AROUND: usize = 4;

/// Words of so many characters need nothing around them to be told from others.
const TELLING: usize = 4;

/// What a change is about, in comparison form.
#[derive(Debug, Default)]
pub(super) struct Words {
    old: String,
    new: String,
    /// Whether it is a list of names or a table, quoted in any order.
    listed: bool,
    /// Whether 別添３ has to tell it.
    pub demanded: bool,
    /// Words of the new text that 変更後 has to say, and of the old text that 変更前 has to.
    pub added: Vec<Wanted>,
    pub removed: Vec<Wanted>,
}

/// Words that a row has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The words.
    pub words: String,
    /// The same with some characters on either side.
    pub around: String,
}

impl Words {
    pub fn of(change: &Change) -> Self {
        let cells = cells::of(change);
        let demanded = is_to_be_told(change) && cells.is_some();
        let text = |place: &Option<Place>, told: Option<&str>| {
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
    pub fn score(&self, entry: &Entry) -> usize {
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
    pub fn missing(&self, entries: &[&Entry]) -> Option<&Wanted> {
        let joined = |cell: for<'e, 'a> fn(&'e Entry<'a>) -> &'e Cell<'a>| {
            // A text may itself say （中略）.
            let texts = entries.iter().map(|e| cell(e));
            let texts = texts.map(|cell| format!("{}{BREAK}{}", cell.text(), cell.lines_joined()));
            mask(&texts.collect::<Vec<_>>().join(BREAK))
        };
        let after = joined(|e| &e.after);
        let before = joined(|e| &e.before);
        let lacks = |said: &str, wanted: &&Wanted| !wanted.stands_in(said);
        let added = self.added.iter().find(|wanted| lacks(&after, wanted));
        added.or_else(|| self.removed.iter().find(|wanted| lacks(&before, wanted)))
    }

    pub fn text(&self, side: Side) -> &str {
        match side {
            Side::Before => &self.old,
            Side::After => &self.new,
        }
    }

    /// The words of a cell that the version does not have.
    pub fn strays<'l, 'a>(
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
    pub fn fits(&self, entry: &Entry, labels: &Labels) -> bool {
        let mut sides = [Side::Before, Side::After].into_iter();
        sides.all(|side| self.strays(entry, side, labels).next().is_none())
    }
}

impl Wanted {
    fn of(words: &str) -> Option<Self> {
        let folded = Passage::of(&mask(words)).text;
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
            let text = |place: &Option<Place>| place.as_ref().and_then(|p| Wanted::of(&p.text));
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
            let name = |place: &Option<Place>| {
                let name = place.as_ref().and_then(|p| Wanted::of(&p.entry));
                name.into_iter().collect()
            };
            (name(&change.new), name(&change.old))
        }
        Content::Order { .. } => Both::default(),
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
    let own = own.filter(|s| s.tag == tag || s.tag == Tag::Kept);
    let whole: String = own.clone().map(|s| s.text.as_str()).collect();
    // Rows show no individual number.
    let masked = mask(&whole);
    let mut start = 0;
    let own: Vec<(Tag, String)> = own
        .map(|s| {
            let range = start..start + s.text.len();
            start = range.end;
            (s.tag, Passage::of(&masked[range]).text)
        })
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
