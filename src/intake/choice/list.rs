//! ＜選択肢＞ and the options after it, each with its number; one of them may have a mark: 1) … ○2) … 3) …

use std::ops::Range;

use crate::intake::boxes;
use crate::intake::ink::{Folded, Ink, Use, begins_word, ends_word, folded_words, stands};

/// The heading of the list of options.
const HEADING: &str = "選択肢";

/// Which options of a list have a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    One(usize),
    Several,
}

/// A list of options in the text of a choice.
#[derive(Debug, Default)]
pub(super) struct List {
    taken: Vec<Range<usize>>,
    /// The words of the option that has a mark.
    words: Option<Range<usize>>,
    open: Vec<Folded>,
    /// Which of them have a mark.
    pub(super) ticked: Option<Listed>,
    /// Whether there is a list.
    is_list: bool,
    /// Whether it has no heading and not all of the options.
    pub(super) is_part: bool,
}

/// An option in a list.
struct Entry {
    option: usize,
    words: Range<usize>,
    numbered: bool,
    circled: bool,
    marked: bool,
}

impl List {
    /// Finds it.
    pub(super) fn of(open: &[Folded], options: &[Vec<char>]) -> Self {
        let heading = folded_words(HEADING);
        let mut list = List::default();
        let mut entries: Vec<Entry> = Vec::new();
        let (mut at, mut below) = (0, false);
        while at < open.len() {
            if stands(open, at, &heading) {
                let start = at - usize::from(at > 0 && "<【〈《".contains(open[at - 1].c));
                let end = at + heading.len();
                let closes = open.get(end).is_some_and(|f| ">】〉》".contains(f.c));
                at = end + usize::from(closes);
                list.taken.push(start..at);
                below = true;
                continue;
            }
            let Some(entry) = entry(open, at, options) else {
                at += 1;
                continue;
            };
            // An option of the list has its number; below the heading it may have lost it.
            let known = entries
                .iter()
                .any(|e| e.numbered && e.option == entry.option);
            let lost = below && !known && !in_brackets(open, at) && is_alone(open, at, &entry);
            if entry.numbered && !closed_in(open, at, options) || lost && !entry.marked {
                list.taken.push(at..entry.words.end);
                at = entry.words.end;
                entries.push(entry);
            } else {
                at += 1;
            }
        }
        trailing(open, &mut entries, &mut list.taken);
        let mut distinct: Vec<usize> = entries.iter().map(|entry| entry.option).collect();
        distinct.sort_unstable();
        distinct.dedup();
        // `1) 委託する` alone is an answer with the number of its option.
        let bracketed = || open.iter().any(|f| f.c == '[');
        list.is_list = below || entries.len() > 1 || !entries.is_empty() && bracketed();
        list.is_part = !below && list.is_list && distinct.len() < options.len();
        list.find_marks(&entries);
        list.open = open.to_vec();
        list
    }

    fn find_marks(&mut self, entries: &[Entry]) {
        if !self.is_list {
            return;
        }
        let circled = entries.iter().filter(|entry| entry.circled).count();
        let circle_is_mark = circled == 1 && entries.iter().any(|e| e.numbered && !e.circled);
        let is_marked = |e: &&Entry| e.marked || circle_is_mark && e.circled;
        let mut marked = entries.iter().filter(is_marked);
        let first = marked.next();
        self.ticked = first.map(|first| match marked.all(|e| e.option == first.option) {
            true => Listed::One(first.option),
            false => Listed::Several,
        });
        if let (Some(Listed::One(_)), Some(first)) = (self.ticked, first) {
            self.words = Some(first.words.clone());
        }
    }

    /// Takes it; whether there was one.
    pub(super) fn take(&self, ink: &mut Ink) -> bool {
        for range in self.taken.iter().filter(|_| self.is_list) {
            ink.take(&self.open, range.clone(), Use::Printed);
        }
        self.take_marked(ink, Use::Value);
        self.is_list
    }

    /// Says what became of the words of the option that has a mark.
    pub(super) fn take_marked(&self, ink: &mut Ink, used: Use) {
        if let Some(words) = self.words.clone() {
            ink.take(&self.open, words, used);
        }
    }
}

/// An option that begins at a place, with its mark and its number.
fn entry(open: &[Folded], at: usize, options: &[Vec<char>]) -> Option<Entry> {
    let marks = |at: usize| {
        let marks = open.get(at..).unwrap_or_default().iter();
        marks.take_while(|f| boxes::is_mark(f.c)).count()
    };
    let before = marks(at);
    let number = numbered(open, at + before);
    let start = at + before + number.unwrap_or(0);
    let between = marks(start);
    let start = start + between;
    if number.is_none() && (between > 0 || !begins_word(open, at)) {
        return None;
    }
    let there = options.iter().enumerate();
    let there = there.filter(|(_, words)| stands(open, start, words));
    let (option, words) = there.max_by_key(|(_, words)| words.len())?;
    let end = start + words.len();
    let next_number = numbered(open, end).is_some();
    if !ends_word(open, end) && !next_number {
        return None;
    }
    let mut all = open[at..at + before]
        .iter()
        .chain(&open[start - between..start]);
    Some(Entry {
        option,
        words: start..end,
        numbered: number.is_some(),
        circled: number.is_some() && open[at + before].circled,
        marked: all.any(|f| !boxes::is_empty(f.c)),
    })
}

/// Whether an option without its number stands alone, and is no part of a sentence.
fn is_alone(open: &[Folded], at: usize, entry: &Entry) -> bool {
    let after = open.get(entry.words.end);
    let begins = open[at].begins || open[at].apart || at > 0 && !open[at - 1].is_word();
    begins && after.is_none_or(|f| f.begins || f.apart || !"。、(".contains(f.c))
}

/// Marks behind their options, in a column of their own: 1) … | ○.
fn trailing(open: &[Folded], entries: &mut [Entry], taken: &mut Vec<Range<usize>>) {
    for n in 0..entries.len() {
        let end = entries[n].words.end;
        let Some(mark) = open.get(end).filter(|f| boxes::is_mark(f.c) && f.begins) else {
            continue;
        };
        let beside = mark.line == open[end - 1].line;
        let next = open.get(end + 1);
        if !beside || next.is_some_and(|next| next.line == mark.line && n + 1 < entries.len()) {
            continue;
        }
        if let Some(next) = entries.get_mut(n + 1).filter(|e| e.marked) {
            next.marked = false;
        }
        entries[n].marked |= !boxes::is_empty(mark.c);
        taken.push(end..end + 1);
    }
}

/// The number before an option: `2)`, `(2)`, `2.`, ②, `②)`.
pub(super) fn numbered(open: &[Folded], at: usize) -> Option<usize> {
    let first = open.get(at)?;
    if first.circled {
        let same = open[at..].iter().take_while(|f| f.sign == first.sign);
        let length = same.count();
        let closes = open.get(at + length).is_some_and(|f| f.c == ')');
        return Some(length + usize::from(closes));
    }
    let opens = usize::from(first.c == '(');
    let digits = open[at + opens..].iter();
    let digits = digits
        .take_while(|f| f.c.is_ascii_digit() && !f.circled)
        .count();
    let sign = open.get(at + opens + digits).map(|f| f.c);
    let closes = sign == Some(')') || opens == 0 && matches!(sign, Some('.' | ':'));
    (digits > 0 && digits < 3 && closes).then_some(opens + digits + 1)
}

/// Whether a place lies between `[` and a `]` that is near: `[ 2) 十分である ]`.
fn closed_in(open: &[Folded], at: usize, options: &[Vec<char>]) -> bool {
    const MORE: usize = 6;
    let longest = options.iter().map(Vec::len).max().unwrap_or(0);
    let mut after = open[at..].iter().take(longest + MORE);
    in_brackets(open, at)
        && after
            .find(|f| "[]".contains(f.c))
            .is_some_and(|f| f.c == ']')
}

/// Whether a place lies between `[` and `]`.
fn in_brackets(open: &[Folded], at: usize) -> bool {
    let before = open[..at].iter().rev().find(|f| "[]".contains(f.c));
    before.is_some_and(|f| f.c == '[')
}
