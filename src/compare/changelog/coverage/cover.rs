//! Which of the places where two versions differ the words of rows cover.

use std::ops::Range;

use super::super::side::Side;
use super::subject::{Hunk, Subject};
use crate::compare::changelog::compare::holds;
use crate::compare::changelog::labels::is_sign;
use crate::japanese::notation::has_chars;

/// Shorter words may occur in many places: they cover one only together with what they replaced.
const SIGNIFICANT: usize = 8;

/// Words of at least this many characters are distinct without their surroundings.
const NAMING: usize = 4;

/// How far a place may be moved among equal characters.
const SLIDE: usize = 90;

/// What rows say of both texts of a change.
#[derive(Debug, Clone, Default)]
pub(super) struct Cover {
    /// Places of the old text that rows quote.
    old: Vec<Range<usize>>,
    /// Places of the new text that rows quote at length, and all that they quote.
    long: Vec<Range<usize>>,
    new: Vec<Range<usize>>,
    /// The words of both cells.
    before: String,
    after: String,
    /// Whether a row says something that no text has, in place of what is not covered.
    pub all: bool,
}

impl Cover {
    /// Adds a place that a row quotes.
    pub fn add(&mut self, side: Side, range: Range<usize>, words: &str) {
        match side {
            Side::Before => self.old.push(range),
            Side::After => {
                if has_chars(words, SIGNIFICANT) {
                    self.long.push(range.clone());
                }
                self.new.push(range);
            }
        }
    }

    /// Adds a place of which a row says something else.
    pub fn claim(&mut self, side: Side, range: Range<usize>) {
        match side {
            Side::Before => self.old.push(range),
            Side::After => {
                self.long.push(range.clone());
                self.new.push(range);
            }
        }
    }

    /// Adds the words of a cell.
    pub fn say(&mut self, side: Side, words: &str) {
        let said = match side {
            Side::Before => &mut self.before,
            Side::After => &mut self.after,
        };
        said.push_str(words);
        said.push_str(super::BREAK);
    }

    /// Adds what another row says.
    pub fn join(&mut self, other: &Cover) {
        self.old.extend_from_slice(&other.old);
        self.long.extend_from_slice(&other.long);
        self.new.extend_from_slice(&other.new);
        self.before.push_str(&other.before);
        self.after.push_str(&other.after);
        self.all |= other.all;
    }

    /// Orders what was added; to be called before any query.
    pub fn merged(mut self) -> Self {
        for ranges in [&mut self.old, &mut self.long, &mut self.new] {
            ranges.sort_unstable_by_key(|range| (range.start, range.end));
            let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
            for range in ranges.drain(..) {
                match merged.last_mut() {
                    Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                    _ => merged.push(range),
                }
            }
            *ranges = merged;
        }
        self
    }

    /// The first place that is not covered.
    pub fn missing<'s>(&self, subject: &'s Subject) -> Option<&'s Hunk> {
        subject
            .hunks
            .iter()
            .find(|hunk| !self.covers(hunk, subject))
    }

    /// Whether a place is covered at all.
    pub fn covers_any(&self, subject: &Subject) -> bool {
        subject.hunks.iter().any(|hunk| self.covers(hunk, subject))
    }

    fn covers(&self, hunk: &Hunk, subject: &Subject) -> bool {
        if self.all {
            return true;
        }
        let (old, new) = (subject.text(Side::Before), subject.text(Side::After));
        let quoted = |hunk: &Hunk| match (hunk.old.is_empty(), hunk.new.is_empty()) {
            (true, true) => true,
            // Words that close up over what is gone cover it as well.
            (false, true) => {
                let around = hunk.new.start.saturating_sub(1)..hunk.new.start + 1;
                let closes = hunk.new.start > 0 && contains(&self.long, &around);
                closes || contains(&self.old, &hunk.old)
            }
            (gone, _) => {
                contains(&self.long, &hunk.new)
                    || contains(&self.new, &hunk.new) && (gone || contains(&self.old, &hunk.old))
            }
        };
        if quoted(hunk) {
            return true;
        }
        // 「甲。乙。」 with 「丙。」 put in between: 「丙。」 or 「。丙」 was added, as one likes.
        let slides = match (hunk.old.is_empty(), hunk.new.is_empty()) {
            (true, false) => Some((&new.own, &hunk.new)),
            (false, true) => Some((&old.own, &hunk.old)),
            _ => None,
        };
        if let Some((text, range)) = slides {
            let bare = without_sign(text, range);
            let as_hunk = |range: Range<usize>| Hunk {
                old: if hunk.old.is_empty() {
                    0..0
                } else {
                    range.clone()
                },
                new: if hunk.new.is_empty() { 0..0 } else { range },
            };
            let mut all = slid(text, range).chain(bare);
            if all.any(|range| quoted(&as_hunk(range))) {
                return true;
            }
        }
        if subject.prose {
            return false;
        }
        // Of lists and tables the words alone count.
        let wanted = subject.wanted(hunk);
        let said = if hunk.new.is_empty() {
            &self.before
        } else {
            &self.after
        };
        holds(said, &wanted.around)
            || has_chars(&wanted.words, NAMING) && holds(said, &wanted.words)
    }
}

/// Whether a range lies within one of merged ranges.
fn contains(merged: &[Range<usize>], range: &Range<usize>) -> bool {
    let after = merged.partition_point(|r| r.start <= range.start);
    after
        .checked_sub(1)
        .and_then(|at| merged.get(at))
        .is_some_and(|r| range.end <= r.end)
}

/// Words without the bullet or the number before them, where enough is left: people leave it out.
fn without_sign(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let words = &text[range.clone()];
    let bare = words.trim_start_matches(is_sign);
    let has_sign = bare.len() < words.len() && has_chars(bare, SIGNIFICANT);
    has_sign.then(|| range.end - bare.len()..range.end)
}

/// The same words at the adjacent places, as far as the characters at both ends are equal.
fn slid<'t>(text: &'t str, range: &Range<usize>) -> impl Iterator<Item = Range<usize>> + 't {
    let (mut start, mut end) = (range.start, range.end);
    let back = std::iter::from_fn(move || {
        let before = text[..start].chars().next_back()?;
        let last = text[..end].chars().next_back()?;
        (start, end) = (start - before.len_utf8(), end - last.len_utf8());
        (before == last).then_some(start..end)
    });
    let (mut first, mut after) = (range.start, range.end);
    let forth = std::iter::from_fn(move || {
        let c = text[first..].chars().next()?;
        let next = text[after..].chars().next()?;
        (first, after) = (first + c.len_utf8(), after + next.len_utf8());
        (c == next).then_some(first..after)
    });
    back.take(SLIDE).chain(forth.take(SLIDE))
}
