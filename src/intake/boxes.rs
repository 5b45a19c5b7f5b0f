//! Ticked boxes as papers show them: `[○] 紙　[　] 専用線　[○] その他（端末）`, ☑ and ☐, with what is written in the slots.

use std::ops::Range;

use super::certainty::Why;
use super::ink::{Folded, Ink, Use, folded_words, stands};
use crate::form::{Item, ItemKind};

/// Signs that tick a box wherever they stand.
const TICKS: &str = "○●◎■☑☒✓✔✅";

/// Signs that tick a box only between its brackets; a converter makes the last ones of a ○.
const TICKS_IN_BRACKETS: &str = "レ√1*oO0xX×vV";

/// Those of them that may be something else.
const ODD: &str = "*oO0xX×vV";

/// Signs of an empty box.
const EMPTY: &str = "☐□";

/// What is between options and belongs to nobody.
const BETWEEN: &str = "、・/|･[]()。:;";

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
    if text.is_empty() || EMPTY.contains(text) {
        return Some(false);
    }
    let is_tick = |c: char| TICKS.contains(c) || TICKS_IN_BRACKETS.contains(c);
    (text.chars().count() == 1 && text.chars().all(is_tick)).then_some(true)
}

/// Whether a sign ticks a box, or is an empty one, wherever it stands.
pub(super) fn is_mark(c: char) -> bool {
    TICKS.contains(c) || is_empty(c)
}

/// Whether a sign is an empty box.
pub(super) fn is_empty(c: char) -> bool {
    EMPTY.contains(c)
}

/// An option of one of the items.
struct Known {
    item: usize,
    option: usize,
    words: Vec<char>,
    slot: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    On,
    Off,
    /// ☐: an empty box, or what a converter makes of ○.
    Empty,
    /// A letter that looks like a tick.
    Odd,
}

#[derive(Debug, Clone)]
enum Token {
    Mark(Mark, Range<usize>),
    Option {
        known: usize,
        words: Range<usize>,
        slot: Option<Range<usize>>,
    },
}

/// Reads the boxes of items; what it understands is taken from the ink.
pub(super) fn read(ink: &mut Ink, items: &[&Item]) -> Boxes {
    let known = known(items);
    let open = ink.open();
    let tokens = tokens(&open, &known);
    let mut boxes = Boxes::default();
    let chosen = chosen(&tokens, &mut boxes.doubts);
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
            let detail = slot.clone().map(|slot| {
                ink.take(&open, slot.clone(), Use::Value);
                ink.words(&open, slot)
            });
            let detail = detail.filter(|detail| !detail.is_empty());
            boxes.ticked.push((item, option, detail));
        }
    }
    boxes
        .ticked
        .sort_unstable_by_key(|(item, option, _)| (*item, *option));
    printed_between(ink, items);
    boxes
}

fn known(items: &[&Item]) -> Vec<Known> {
    let boxes = items.iter().enumerate();
    let boxes = boxes.filter(|(_, item)| item.kind == ItemKind::Checks);
    let known = boxes.flat_map(|(place, item)| {
        let options = item.options.iter().enumerate();
        options.map(move |(option, choice)| Known {
            item: place,
            option,
            words: folded_words(&choice.text),
            slot: choice.slot,
        })
    });
    known.collect()
}

fn tokens(open: &[Folded], known: &[Known]) -> Vec<Token> {
    let longest = known.iter().map(|k| k.words.len()).max().unwrap_or(0);
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < open.len() {
        let c = open[at].c;
        if c == '[' {
            if let Some((mark, end)) = bracket(open, at) {
                tokens.push(Token::Mark(mark, at..end));
                at = end;
                continue;
            }
            // An option between the brackets: [ 紙 ].
            if let Some((which, end)) = option_at(open, at + 1, known, &tokens)
                && end - at <= longest + 1
                && open.get(end).is_some_and(|f| f.c == ']')
            {
                tokens.push(Token::Mark(Mark::On, at..at + 1));
                tokens.push(Token::Option {
                    known: which,
                    words: at + 1..end + 1,
                    slot: None,
                });
                at = end + 1;
                continue;
            }
        } else if TICKS.contains(c) || EMPTY.contains(c) {
            let mark = if EMPTY.contains(c) {
                Mark::Empty
            } else {
                Mark::On
            };
            tokens.push(Token::Mark(mark, at..at + 1));
        } else if let Some((which, end)) = option_at(open, at, known, &tokens) {
            let (slot, after) = if known[which].slot {
                slot(open, end, known)
            } else {
                (None, end)
            };
            tokens.push(Token::Option {
                known: which,
                words: at..end,
                slot,
            });
            at = after;
            continue;
        }
        at += 1;
    }
    tokens
}

/// `[○]`, `[ ]`, and `[○` whose end is lost.
fn bracket(open: &[Folded], at: usize) -> Option<(Mark, usize)> {
    let c = |n: usize| open.get(at + n).map(|f| f.c);
    let mark = |c: char| {
        if EMPTY.contains(c) {
            Some(Mark::Empty)
        } else if ODD.contains(c) {
            Some(Mark::Odd)
        } else {
            (TICKS.contains(c) || TICKS_IN_BRACKETS.contains(c)).then_some(Mark::On)
        }
    };
    match (c(1)?, c(2)) {
        (']', _) => Some((Mark::Off, at + 2)),
        (inner, Some(']')) => Some((mark(inner)?, at + 3)),
        (inner, _) if TICKS.contains(inner) => Some((Mark::On, at + 2)),
        _ => None,
    }
}

/// The longest option that stands at a place; of two of the same words that of the item whose options came before.
fn option_at(
    open: &[Folded],
    at: usize,
    known: &[Known],
    before: &[Token],
) -> Option<(usize, usize)> {
    let last = before.iter().rev().find_map(|token| match token {
        Token::Option { known: which, .. } => Some(known[*which].item),
        Token::Mark(..) => None,
    });
    let there = known.iter().enumerate();
    let there = there.filter(|(_, k)| stands(open, at, &k.words));
    let best = there.max_by_key(|(_, k)| (k.words.len(), Some(k.item) == last))?;
    Some((best.0, at + best.1.words.len()))
}

/// What is in the slot after an option, and where it ends.
fn slot(open: &[Folded], at: usize, known: &[Known]) -> (Option<Range<usize>>, usize) {
    if open.get(at).is_some_and(|f| f.c == '(') {
        let mut depth = 0;
        for (n, folded) in open.iter().enumerate().skip(at) {
            match folded.c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return (Some(at + 1..n), n + 1);
            }
        }
    }
    // Without brackets, or without the second: up to the end of the line or the next box.
    let start = at + open[at..].iter().take_while(|f| "(:".contains(f.c)).count();
    let ends = |n: &usize| {
        let f = open[*n];
        f.begins || "[・、".contains(f.c) && *n == start || f.c == '[' || {
            let is_box = TICKS.contains(f.c) || EMPTY.contains(f.c);
            is_box && option_at(open, n + 1, known, &[]).is_some()
        }
    };
    let end = (start..open.len()).find(ends).unwrap_or(open.len());
    ((end > start).then_some(start..end), end)
}

/// Which tokens are options that are chosen.
fn chosen(tokens: &[Token], doubts: &mut Vec<Why>) -> Vec<usize> {
    let places = |is: fn(&Token) -> bool| -> Vec<usize> {
        let all = tokens.iter().enumerate();
        all.filter(|(_, t)| is(t)).map(|(n, _)| n).collect()
    };
    let options = places(|t| matches!(t, Token::Option { .. }));
    let marks = places(|t| matches!(t, Token::Mark(..)));
    if options.is_empty() {
        return Vec::new();
    }
    if marks.is_empty() {
        doubts.push(Why::NoMarks);
        // A list of all options is what the form prints, not an answer.
        let is_printed = options.len() > 2;
        return if is_printed { Vec::new() } else { options };
    }
    let mark_of = |n: usize| match tokens.get(n) {
        Some(Token::Mark(mark, _)) => Some(*mark),
        _ => None,
    };
    let before = |n: usize| n.checked_sub(1).and_then(mark_of);
    let with = |side: &dyn Fn(usize) -> Option<Mark>| {
        options.iter().filter(|n| side(**n).is_some()).count()
    };
    let after = |n: usize| mark_of(n + 1);
    let in_runs =
        marks.len() == options.len() && marks.len() > 1 && with(&before).max(with(&after)) == 1;
    let pairs: Vec<(usize, Mark)> = if in_runs {
        doubts.push(Why::Apart);
        let marks = marks.iter().filter_map(|n| mark_of(*n));
        options.iter().copied().zip(marks).collect()
    } else {
        let is_after = with(&after) > with(&before);
        let pair = |n: &usize| Some((*n, if is_after { after(*n) } else { before(*n) }?));
        options.iter().filter_map(pair).collect()
    };
    let has = |mark: Mark| pairs.iter().any(|(_, m)| *m == mark);
    if pairs.len() > 2 && pairs.len() == options.len() && pairs.iter().all(|p| p.1 == Mark::On) {
        let bare = |n: &usize| matches!(&tokens[n - 1], Token::Mark(_, r) if r.len() == 1);
        // ○紙 ○電子メール ○専用線: signs of a list.
        if options.iter().all(|n| *n > 0 && bare(n)) {
            doubts.push(Why::NoMarks);
            return Vec::new();
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
    let on = pairs.into_iter().filter(|(_, mark)| is_on(*mark));
    on.map(|(n, _)| n).collect()
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
