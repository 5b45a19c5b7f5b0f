//! What a change is about: both texts as rows may quote them, and the places that rows have to cover.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::super::side::Side;
use crate::compare::changelog::LogEntry;
use crate::compare::changelog::base::needs_row;
use crate::compare::changelog::cell::{Cell, folded, folded_lines};
use crate::compare::changelog::cells::{self, Cells};
use crate::compare::changelog::labels::is_list_of_names;
use crate::compare::changelog::marks::{self, MarkKind};
use crate::compare::changelog::quote::{Boxes, Text};
use crate::compare::diff::{Change, ChangeKind, Content, Paragraph, Place, Tag, TextDiff};
use crate::form::{Item, ItemKind};
use crate::japanese::dates;
use crate::japanese::individual_number::mask;

/// How many characters around words identify their place.
const AROUND: usize = 4;

/// How far a word reaches at most.
const WORD: usize = 6;

/// Longer paragraphs are compared word by word only.
const LONGEST: usize = 1500;

/// What a change is about.
#[derive(Debug, Default)]
pub(super) struct Subject {
    old: Text,
    new: Text,
    /// Whether 別添３ has to cover it.
    pub demanded: bool,
    /// Where the versions differ, as far as rows have to cover it, in the order of the texts.
    pub hunks: Vec<Hunk>,
    /// Whether it is prose, in which places are distinguished; else the words alone count.
    pub prose: bool,
    /// What a row of ours says in both cells.
    cells: Option<Cells>,
    /// Both printed texts, where they differ in form alone.
    printed: Option<[String; 2]>,
}

/// A place at which the printed texts differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    /// In the text of the version before.
    pub old: Range<usize>,
    /// In the new text.
    pub new: Range<usize>,
}

/// Words that a row has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The words.
    pub words: String,
    /// The same with some characters on either side.
    pub around: String,
}

/// A printed text in comparison form with its lines.
struct Lines {
    text: String,
    /// Where they are.
    ranges: Vec<Range<usize>>,
}

impl Lines {
    fn of(printed: &str) -> Self {
        let mut lines = Lines {
            text: String::with_capacity(printed.len()),
            ranges: Vec::new(),
        };
        for line in printed.split('\n') {
            let start = lines.text.len();
            lines.text.push_str(&folded(line).text);
            lines.ranges.push(start..lines.text.len());
        }
        lines
    }

    /// The line of a number from 1 on.
    fn line(&self, number: Option<usize>) -> Option<&Range<usize>> {
        self.ranges.get(number?.checked_sub(1)?)
    }

    /// Where a text is, as a line of its own if it can be.
    fn find(&self, printed: &str) -> Option<Range<usize>> {
        let words = folded(printed).text;
        let is_it = |range: &&Range<usize>| self.text[(*range).clone()] == words;
        let whole = self.ranges.iter().find(is_it).cloned();
        whole.or_else(|| {
            let at = self.text.find(&words).filter(|_| !words.is_empty())?;
            Some(at..at + words.len())
        })
    }
}

impl Subject {
    pub fn of(change: &Change) -> Self {
        let cells = cells::of(change);
        let demanded = needs_row(change) && cells.is_some();
        let printed = |place: &Option<Place>| {
            let text = place.as_ref().map_or("", |place| place.text.as_str());
            Lines::of(&mask(text))
        };
        let (old, new) = (printed(&change.old), printed(&change.new));
        let hunks = if change.formal {
            Vec::new()
        } else {
            hunks(change, &old, &new)
        };
        let compared = |cell: Option<&str>| cell.map_or(String::new(), |cell| folded(cell).text);
        let before = compared(cells.as_ref().map(|cells| cells.before.as_str()));
        let after = compared(cells.as_ref().map(|cells| cells.after.as_str()));
        Subject {
            demanded,
            hunks,
            prose: matches!(change.content, Content::Text { .. }),
            old: text(change.item, old, before),
            new: text(change.item, new, after),
            printed: change.formal.then(|| {
                [&change.old, &change.new].map(|place| {
                    place
                        .as_ref()
                        .map_or(String::new(), |place| place.text.clone())
                })
            }),
            cells,
        }
    }

    /// What the cells of a row of ours hold, in comparison form; none where no row is to cover the change.
    pub fn written(&self) -> Option<[String; 2]> {
        let cells = self.cells.as_ref().filter(|_| self.demanded)?;
        Some([&cells.before, &cells.after].map(|cell| folded_lines(cell).join("\n")))
    }

    /// Whether an entry of a change that no word covers, in form or in place alone, has the two versions exchanged.
    pub fn is_exchanged(&self, entry: &LogEntry) -> bool {
        if !self.hunks.is_empty() {
            return false;
        }
        let said = [&entry.before, &entry.after].map(Cell::written);
        if let Some([before, after]) = self.written()
            && before != after
        {
            return said == [after, before];
        }
        let Some([old, new]) = &self.printed else {
            return false;
        };
        // How many lines only the one version has as they are written.
        let alone = |cell: &Cell, there: &str, not: &str| {
            let lines = cell.content().map(|line| line.written().trim());
            lines
                .filter(|line| there.contains(line) && !not.contains(line))
                .count()
        };
        let (before, after) = (&entry.before, &entry.after);
        let right = alone(before, old, new) + alone(after, new, old);
        right == 0 && alone(before, new, old) > 0 && alone(after, old, new) > 0
    }

    /// An item that did not change, with what it says in comparison form.
    pub fn kept(own: String) -> Self {
        let text = Text {
            own,
            ..Text::default()
        };
        Subject {
            old: text.clone(),
            new: text,
            prose: true,
            ..Subject::default()
        }
    }

    pub fn text(&self, side: Side) -> &Text {
        match side {
            Side::Before => &self.old,
            Side::After => &self.new,
        }
    }

    /// The words of a place, of the new version where it has any.
    pub fn wanted(&self, hunk: &Hunk) -> Wanted {
        let (text, range) = self.place(hunk);
        Self::around(text, range)
    }

    /// The same with the rest of its first and last word, as readers want to see it.
    pub fn shown(&self, hunk: &Hunk) -> Wanted {
        if !self.prose {
            return self.wanted(hunk);
        }
        let (text, range) = self.place(hunk);
        let is_word = |c: &char| c.is_alphanumeric() && !('ぁ'..='ん').contains(c);
        let (first, last) = (
            text[range.clone()].chars().next(),
            text[range.clone()].chars().next_back(),
        );
        let mut wide = range.clone();
        if first.is_some_and(|c| is_word(&c)) {
            let before = text[..range.start].chars().rev().take_while(is_word);
            wide.start -= before.take(WORD).map(char::len_utf8).sum::<usize>();
        }
        if last.is_some_and(|c| is_word(&c)) {
            let after = text[range.end..].chars().take_while(is_word);
            wide.end += after.take(WORD).map(char::len_utf8).sum::<usize>();
        }
        Self::around(text, wide)
    }

    fn place(&self, hunk: &Hunk) -> (&str, Range<usize>) {
        if hunk.new.is_empty() {
            (self.old.own.as_str(), hunk.old.clone())
        } else {
            (self.new.own.as_str(), hunk.new.clone())
        }
    }

    fn around(text: &str, range: Range<usize>) -> Wanted {
        let before = text[..range.start].char_indices().rev().take(AROUND).last();
        let after = text[range.end..].char_indices().take(AROUND).last();
        let start = before.map_or(range.start, |(at, _)| at);
        let end = after.map_or(range.end, |(at, c)| range.end + at + c.len_utf8());
        Wanted {
            words: text[range].to_owned(),
            around: text[start..end].to_owned(),
        }
    }
}

fn text(item: &Item, lines: Lines, as_row: String) -> Text {
    let has_boxes = matches!(
        item.kind,
        ItemKind::Checks | ItemKind::Choice | ItemKind::ChoiceText
    );
    let printed = || {
        let ranges = lines.ranges.iter().filter(|range| !range.is_empty());
        ranges.map(|range| (&lines.text[range.clone()], range.clone()))
    };
    let boxes = (has_boxes && !item.options.is_empty()).then(|| Boxes::of(item, printed()));
    Text {
        as_row,
        boxes,
        counts: item.kind == ItemKind::Count,
        day: (item.kind == ItemKind::Date)
            .then(|| dates::date(&lines.text))
            .flatten(),
        listed: is_list_of_names(item) || item.kind == ItemKind::List,
        own: lines.text,
    }
}

/// The places that a row of a change has to cover.
fn hunks(change: &Change, old: &Lines, new: &Lines) -> Vec<Hunk> {
    let one = |text: &Lines, words: &str| text.find(words);
    let only_old = |words: &String| Some(hunk(one(old, words)?, 0..0));
    let only_new = |words: &String| Some(hunk(0..0, one(new, words)?));
    let mut found: Vec<Hunk> = match &change.content {
        Content::Text { paragraphs } => of_text(paragraphs, old, new),
        Content::Choice => vec![hunk(0..old.text.len(), 0..new.text.len())],
        Content::Checks {
            added,
            removed,
            details,
        } => {
            let gone = removed.iter().filter_map(only_old);
            let come = added.iter().filter_map(only_new);
            let both = gone.chain(come).collect::<Vec<_>>().into_iter();
            both.chain(details.iter().flat_map(|d| within(&d.paragraphs, old, new)))
                .collect()
        }
        Content::Items { added, removed } => {
            let gone = removed.iter().filter_map(only_old);
            gone.chain(added.iter().filter_map(only_new)).collect()
        }
        Content::Table { rows, .. } => {
            let cells = rows.iter().flat_map(|row| &row.cells);
            cells
                .flat_map(|cell| within(&cell.paragraphs, old, new))
                .collect()
        }
        Content::Entry { .. } => {
            let name = |place: &Option<Place>, text: &Lines| {
                let name = place.as_ref().map_or("", |place| place.entry.as_str());
                text.find(name).unwrap_or(0..0)
            };
            vec![hunk(name(&change.old, old), name(&change.new, new))]
        }
        Content::Order { .. } => Vec::new(),
    };
    let says =
        |text: &str| text.chars().any(char::is_alphanumeric) && marks::kind(text) == MarkKind::Text;
    found.retain(|h| says(&old.text[h.old.clone()]) || says(&new.text[h.new.clone()]));
    // Where a row of a list is gone for good, or came, its place among the others is no matter.
    if matches!(change.kind, ChangeKind::Added | ChangeKind::Removed)
        || !found.is_sorted_by_key(key)
    {
        found.sort_by_key(key);
    }
    found
}

fn key(hunk: &Hunk) -> (usize, usize) {
    (hunk.new.start, hunk.old.start)
}

fn hunk(old: Range<usize>, new: Range<usize>) -> Hunk {
    Hunk { old, new }
}

/// Where the paragraphs of a text differ, but for those that differ in form alone.
fn of_text(diff: &TextDiff, old: &Lines, new: &Lines) -> Vec<Hunk> {
    let mut found = Vec::new();
    // Where the neighbours of a paragraph end.
    let (mut from_old, mut from_new) = (0, 0);
    for paragraph in &diff.paragraphs {
        let (was, is) = (old.line(paragraph.old), new.line(paragraph.new));
        let was = was.cloned().unwrap_or(from_old..from_old);
        let is = is.cloned().unwrap_or(from_new..from_new);
        (from_old, from_new) = (was.end, is.end);
        if !paragraph.is_kept() && !paragraph.formal {
            let hunks = differing(&old.text[was.clone()], &new.text[is.clone()], paragraph);
            found.extend(hunks.into_iter().map(|h| shifted(&h, was.start, is.start)));
        }
    }
    found
}

/// Where a slot or a cell differs, within the printed text.
fn within(diff: &TextDiff, old: &Lines, new: &Lines) -> Vec<Hunk> {
    let (before, after) = (
        Lines::of(&mask(&diff.old())),
        Lines::of(&mask(&diff.new_text())),
    );
    let place = |text: &Lines, part: &Lines| {
        let at = text.text.find(&part.text).filter(|_| !part.text.is_empty());
        at.unwrap_or_default()
    };
    let (old_at, new_at) = (place(old, &before), place(new, &after));
    let found = of_text(diff, &before, &after).into_iter();
    let found = found.map(|hunk| shifted(&hunk, old_at, new_at));
    let fits = |hunk: &Hunk| {
        old.text.get(hunk.old.clone()).is_some() && new.text.get(hunk.new.clone()).is_some()
    };
    found.filter(fits).collect()
}

fn shifted(hunk: &Hunk, old: usize, new: usize) -> Hunk {
    Hunk {
        old: hunk.old.start + old..hunk.old.end + old,
        new: hunk.new.start + new..hunk.new.end + new,
    }
}

/// Where two versions of a paragraph differ: character by character, as people quote the words that they changed.
fn differing(old: &str, new: &str, paragraph: &Paragraph) -> Vec<Hunk> {
    if old.is_empty() || new.is_empty() || old.len().max(new.len()) > 3 * LONGEST {
        return by_words(old, new, paragraph);
    }
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let mut found = Vec::new();
    let (mut at_old, mut at_new) = (0, 0);
    for op in capture_diff_slices(Algorithm::Myers, &a, &b) {
        let bytes = |chars: &[char]| chars.iter().map(|c| c.len_utf8()).sum::<usize>();
        let (was, is) = (bytes(&a[op.old_range()]), bytes(&b[op.new_range()]));
        if !matches!(op, DiffOp::Equal { .. }) {
            found.push(hunk(at_old..at_old + was, at_new..at_new + is));
        }
        (at_old, at_new) = (at_old + was, at_new + is);
    }
    found
}

/// The same word by word; nothing where the words can't be laid over the texts.
fn by_words(old: &str, new: &str, paragraph: &Paragraph) -> Vec<Hunk> {
    let mut found: Vec<Hunk> = Vec::new();
    let (mut at_old, mut at_new) = (0, 0);
    for segment in &paragraph.segments {
        let length = folded(&mask(&segment.text)).text.len();
        match segment.tag {
            Tag::Kept => (at_old, at_new) = (at_old + length, at_new + length),
            Tag::Removed => {
                found.push(hunk(at_old..at_old + length, at_new..at_new));
                at_old += length;
            }
            Tag::Added => {
                found.push(hunk(at_old..at_old, at_new..at_new + length));
                at_new += length;
            }
        }
    }
    if (at_old, at_new) == (old.len(), new.len()) {
        found
    } else {
        vec![hunk(0..old.len(), 0..new.len())]
    }
}
