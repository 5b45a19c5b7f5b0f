//! Ticked boxes as papers show them: `[○] 紙　[　] 専用線　[○] その他（端末）`, ☑ and ☐, with what is written in the slots.

mod tokens;

use std::ops::Range;

pub(super) use self::tokens::is_empty;
use self::tokens::{
    Known, Mark, Token, aside, is_note, is_tick, is_tick_in_brackets, known, tokens,
};
use super::certainty::Why;
use super::ink::{Folded, Ink, Use, folded_words, stands};
use crate::form::Item;

/// What is between options and belongs to nobody.
const BETWEEN: &str = "、・/|･[]()。:;";

/// Signs of a box that begin the entries of lists as well.
const BULLETS: &str = "○●◎■";

/// So many options may all be ticked.
const FEW: usize = 3;

/// The boxes of one or several items that share a text.
#[derive(Debug, Default)]
pub(super) struct Boxes {
    /// Which option of which item is ticked, and what its slot holds.
    pub(super) ticked: Vec<(usize, usize, Option<String>)>,
    /// What is not certain about them.
    pub(super) doubts: Vec<Why>,
}

/// Whether a text is a tick and nothing else; none where it is something else.
pub(super) fn tick(text: &str) -> Option<bool> {
    let text: String = folded_words(text).into_iter().collect();
    let text = text.trim_start_matches('[').trim_end_matches(']');
    if text.is_empty() || text.chars().all(is_empty) {
        return Some(false);
    }
    (text.chars().count() == 1 && text.chars().all(is_tick_in_brackets)).then_some(true)
}

/// Whether a sign ticks a box, or is an empty one, wherever it stands.
pub(super) fn is_mark(c: char) -> bool {
    is_tick(c) || is_empty(c)
}

/// Reads the boxes of items; what it understands is taken from the ink.
pub(super) fn read(ink: &mut Ink, items: &[&Item]) -> Boxes {
    let known = known(items);
    let open = ink.open();
    let tokens = tokens(&open, &known);
    let mut boxes = Boxes::default();
    let seen = Seen {
        open: &open,
        tokens: &tokens,
        known: &known,
        items,
    };
    let chosen = seen.chosen(&mut boxes.doubts);
    let mut unticked: Vec<usize> = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        let Token::Option {
            known: which,
            words,
            slot,
        } = token
        else {
            if let Token::Mark(_, range) = token {
                ink.take(&open, range.clone(), Use::Printed);
            }
            continue;
        };
        ink.take(&open, words.clone(), Use::Printed);
        let is_on = chosen.contains(&place);
        let Known { item, option, .. } = known[*which];
        if is_on && !boxes.ticked.iter().any(|t| (t.0, t.1) == (item, option)) {
            let counted = !items[item].counts_of.is_empty();
            let detail = slot.clone().map(|slot| {
                let number = number_of(&open, slot.clone());
                let slot = if counted {
                    ink.take(&open, number.end..slot.end, Use::Printed);
                    number
                } else {
                    slot
                };
                ink.take(&open, slot.clone(), Use::Value);
                ink.words(&open, slot)
            });
            let detail = detail.filter(|detail| !detail.is_empty());
            boxes.ticked.push((item, option, detail));
        } else if let Some(slot) = slot {
            unticked.extend(open[slot.clone()].iter().map(|f| f.sign));
        }
    }
    boxes
        .ticked
        .sort_unstable_by_key(|(item, option, _)| (*item, *option));
    notes_apart(ink, items, &known);
    printed_between(ink, items);
    let rest = ink.open();
    let is_left = |f: &&Folded| f.is_word() && unticked.binary_search(&f.sign).is_err();
    if rest.iter().any(|f| is_left(&f)) {
        let why = match boxes.ticked.is_empty() {
            true => Why::NothingChosen,
            false => Why::MoreWords,
        };
        boxes.doubts.push(why);
    }
    boxes
}

/// Takes the brackets of options that a line end parted from them.
fn notes_apart(ink: &mut Ink, items: &[&Item], known: &[Known]) {
    let open = ink.open();
    let mut at = 0;
    while at < open.len() {
        let end = (open[at].c == '(')
            .then(|| aside(&open, at, known))
            .flatten();
        if let Some(end) = end.filter(|end| is_note(&open, &(at..*end), items)) {
            ink.take(&open, at..end, Use::Printed);
        }
        at = end.unwrap_or(at + 1);
    }
}

/// The number in the slot of an option with a count: 2 of （２件）.
fn number_of(open: &[Folded], slot: Range<usize>) -> Range<usize> {
    let last = open[slot.clone()].last();
    let end = slot.end - usize::from(last.is_some_and(|f| f.c == '件'));
    let digits = open[slot.start..end].iter().all(|f| f.c.is_ascii_digit());
    if digits { slot.start..end } else { slot }
}

/// The boxes and options of a text.
struct Seen<'s> {
    open: &'s [Folded],
    tokens: &'s [Token],
    known: &'s [Known],
    items: &'s [&'s Item],
}

impl Seen<'_> {
    /// Which tokens are options that are chosen.
    fn chosen(&self, doubts: &mut Vec<Why>) -> Vec<usize> {
        let places = |is: fn(&Token) -> bool| -> Vec<usize> {
            let all = self.tokens.iter().enumerate();
            all.filter(|(_, t)| is(t)).map(|(n, _)| n).collect()
        };
        let options = places(|t| matches!(t, Token::Option { .. }));
        let marks = places(|t| matches!(t, Token::Mark(..)));
        if options.is_empty() {
            return Vec::new();
        }
        if marks.is_empty() {
            return self.unmarked(options, doubts);
        }
        let mark_of = |n: usize| match self.tokens.get(n) {
            Some(Token::Mark(mark, _)) => Some(*mark),
            _ => None,
        };
        let before = |n: usize| {
            let mark = n.checked_sub(1)?;
            mark_of(mark).filter(|_| !self.is_tied(mark, mark.checked_sub(1), n))
        };
        let with = |side: &dyn Fn(usize) -> Option<Mark>| {
            options.iter().filter(|n| side(**n).is_some()).count()
        };
        let after = |n: usize| {
            let mark = mark_of(n + 1);
            mark.filter(|_| !self.is_tied(n + 1, Some(n + 2), n))
        };
        let in_runs =
            marks.len() == options.len() && marks.len() > 1 && with(&before).max(with(&after)) == 1;
        let is_after = with(&after) > with(&before);
        let pairs: Vec<(usize, Mark)> = if in_runs {
            doubts.push(Why::Apart);
            let marks = marks.iter().filter_map(|n| mark_of(*n));
            options.iter().copied().zip(marks).collect()
        } else {
            let pair = |n: &usize| Some((*n, if is_after { after(*n) } else { before(*n) }?));
            options.iter().filter_map(pair).collect()
        };
        let has = |mark: Mark| pairs.iter().any(|(_, m)| *m == mark);
        let all_on = pairs.len() == options.len() && pairs.iter().all(|p| p.1 == Mark::On);
        if pairs.len() > 2 && all_on && !in_runs && !is_after && self.is_complete(&options) {
            // ○紙 ○電子メール ○専用線: before all of them these may be signs of a list.
            if options.iter().all(|n| self.is_bullet(n - 1)) {
                if options.len() > FEW {
                    doubts.push(Why::NoMarks);
                    return Vec::new();
                }
                doubts.push(Why::AllTicked);
            }
        }
        // Beside brackets that are empty, ☐ is what a converter made of ○; beside ticks alone it is an empty box.
        let empty_is_on = has(Mark::Off);
        if has(Mark::Empty) && (empty_is_on || !has(Mark::On)) {
            doubts.push(Why::EmptyBoxes);
        }
        if has(Mark::Odd) {
            doubts.push(Why::OddMark);
        }
        let is_on = |mark: Mark| match mark {
            Mark::On | Mark::Odd => true,
            Mark::Empty => empty_is_on,
            Mark::Off => false,
        };
        let (on, off): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(_, mark)| is_on(*mark));
        // Only what has a slot may be there twice.
        let has_both = |(n, _): &(usize, Mark)| {
            let slot = matches!(&self.tokens[*n], Token::Option { slot: Some(_), .. });
            !slot && off.iter().any(|o| self.of(o.0) == self.of(*n))
        };
        if on.iter().any(has_both) {
            doubts.push(Why::NothingChosen);
        }
        on.into_iter().map(|(n, _)| n).collect()
    }

    /// Whether a mark stands on one line with the option on its other side alone.
    fn is_tied(&self, mark: usize, other: Option<usize>, own: usize) -> bool {
        let line = |token: usize| match self.tokens.get(token)? {
            Token::Option { words: range, .. } | Token::Mark(_, range) => {
                self.open.get(range.start).map(|f| f.line)
            }
        };
        let other = other.filter(|other| self.of(*other).is_some());
        other.is_some_and(|other| line(other) == line(mark)) && line(own) != line(mark)
    }

    /// Options without any mark: those that are written are the answer, unless they are all that the form prints.
    fn unmarked(&self, options: Vec<usize>, doubts: &mut Vec<Why>) -> Vec<usize> {
        let is_filled = |n: &usize| match &self.tokens[*n] {
            Token::Option { slot, .. } => slot.clone().is_some_and(|slot| {
                let words = self.open.get(slot).unwrap_or_default();
                words.iter().any(Folded::is_word)
            }),
            Token::Mark(..) => false,
        };
        let listed = self.open.iter().any(|f| f.c == '、' && !f.begins);
        let answered = listed || options.iter().any(is_filled);
        if options.len() > 2 && self.is_complete(&options) && !answered {
            doubts.push(Why::NoMarks);
            return Vec::new();
        }
        // One option and nothing else.
        let whole = || match &self.tokens[0] {
            Token::Option { words, slot, .. } => {
                let end = slot.as_ref().map_or(words.end, |slot| slot.end + 1);
                let others = self.open[..words.start].iter();
                let others = others.chain(self.open.get(end..).unwrap_or_default());
                others.into_iter().all(|f| !f.is_word())
            }
            Token::Mark(..) => false,
        };
        if options.len() > 1 || !whole() {
            doubts.push(Why::NoMarks);
        }
        options
    }

    /// Which option of which item a token is.
    fn of(&self, token: usize) -> Option<(usize, usize)> {
        match self.tokens.get(token)? {
            Token::Option { known, .. } => {
                let known = &self.known[*known];
                Some((known.item, known.option))
            }
            Token::Mark(..) => None,
        }
    }

    /// Whether all options of one of the items are there.
    fn is_complete(&self, options: &[usize]) -> bool {
        let mut seen: Vec<(usize, usize)> = options.iter().filter_map(|n| self.of(*n)).collect();
        seen.sort_unstable();
        seen.dedup();
        let mut of_items = seen.chunk_by(|a, b| a.0 == b.0);
        of_items.any(|seen| seen.len() == self.items[seen[0].0].options.len())
    }

    /// Whether a mark may be the sign of an entry of a list: it has no brackets and no cell or line of its own.
    fn is_bullet(&self, token: usize) -> bool {
        let Some(Token::Mark(_, range)) = self.tokens.get(token) else {
            return false;
        };
        let alone = self.open.get(range.end).is_some_and(|next| next.begins);
        range.len() == 1 && !alone && BULLETS.contains(self.open[range.start].c)
    }
}

/// Takes the labels of the items, 件 and what is between options.
fn printed_between(ink: &mut Ink, items: &[&Item]) {
    let labels: Vec<Vec<char>> = items
        .iter()
        .flat_map(|item| [folded_words(&item.key), folded_words(&item.label)])
        .filter(|words| !words.is_empty())
        .collect();
    let open = ink.open();
    let mut at = 0;
    while at < open.len() {
        let label = labels.iter().filter(|words| stands(&open, at, words));
        let length = label.map(Vec::len).max().unwrap_or(0);
        if length > 0 {
            ink.take(&open, at..at + length, Use::Printed);
        } else if BETWEEN.contains(open[at].c) || open[at].c == '件' && is_alone(&open, at) {
            ink.take(&open, at..at + 1, Use::Printed);
        }
        at += length.max(1);
    }
}

/// Whether a sign has no word around it.
fn is_alone(open: &[Folded], at: usize) -> bool {
    let is_word = |f: Option<&Folded>| f.is_some_and(|f| f.c.is_alphanumeric() && !f.begins);
    !is_word(at.checked_sub(1).and_then(|n| open.get(n))) && !is_word(open.get(at + 1))
}
