//! The boxes and the options of a text, one after the other.

use std::ops::Range;

use crate::form::{Item, ItemKind};
use crate::intake::ink::{Folded, begins_word, ends_word, folded_words, stands};

/// Signs that tick a box wherever they stand.
const TICKS: &str = "○●◎■☑☒✓✔✅";

/// Signs that tick a box only between its brackets; a converter makes the last ones of a ○.
const TICKS_IN_BRACKETS: &str = "レ√1*oO0xX×vV";

/// Those of them that may be something else.
const ODD: &str = "*oO0xX×vV";

/// Letters that tick a box right before its words.
const LETTERS: &str = "レ√";

/// Signs of an empty box.
const EMPTY: &str = "☐□";

/// Whether a sign ticks a box wherever it stands.
pub(super) fn is_tick(c: char) -> bool {
    TICKS.contains(c)
}

/// Whether a sign ticks a box between brackets.
pub(super) fn is_tick_in_brackets(c: char) -> bool {
    TICKS.contains(c) || TICKS_IN_BRACKETS.contains(c)
}

/// Whether a sign is an empty box.
pub(in crate::intake) fn is_empty(c: char) -> bool {
    EMPTY.contains(c)
}

/// A way to write an option of one of the items.
pub(super) struct Known {
    pub(super) item: usize,
    pub(super) option: usize,
    words: Vec<char>,
    slot: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    On,
    Off,
    /// ☐: an empty box, or what a converter makes of ○.
    Empty,
    /// A letter that looks like a tick.
    Odd,
}

#[derive(Debug, Clone)]
pub(super) enum Token {
    Mark(Mark, Range<usize>),
    Option {
        known: usize,
        words: Range<usize>,
        slot: Option<Range<usize>>,
    },
}

/// The options of items in every way in which they are written: as the form has them, without the 「。」 in their brackets,
/// and without these brackets where that says which one is meant.
pub(super) fn known(items: &[&Item]) -> Vec<Known> {
    let mut known: Vec<Known> = Vec::new();
    let boxes = items.iter().enumerate();
    for (place, item) in boxes.filter(|(_, item)| item.kind == ItemKind::Checks) {
        for (option, choice) in item.options.iter().enumerate() {
            let words = folded_words(&choice.text);
            let bare: Vec<char> = words.iter().copied().filter(|c| *c != '。').collect();
            let short = words.iter().position(|c| *c == '(').filter(|at| *at > 0);
            let short = short.map(|at| words[..at].to_vec()).filter(|short| {
                let same = |other: &&crate::form::Choice| folded_words(&other.text) == *short;
                !item.options.iter().any(|other| same(&other))
            });
            let mut ways = vec![words];
            ways.extend(Some(bare).filter(|bare| *bare != ways[0]));
            ways.extend(short);
            known.extend(ways.into_iter().map(|words| Known {
                item: place,
                option,
                words,
                slot: choice.slot,
            }));
        }
    }
    known
}

/// What stands in the brackets of an option, which a line end may part from it: （フラッシュメモリを除く。）.
pub(super) fn is_note(open: &[Folded], range: &Range<usize>, items: &[&Item]) -> bool {
    let inner = open.get(range.clone()).unwrap_or_default().iter();
    let inner: String = inner.map(|f| f.c).filter(|c| *c != '。').collect();
    let options = items.iter().flat_map(|item| &item.options);
    let mut notes = options.filter(|option| option.text.ends_with('）'));
    notes.any(|option| {
        let words = folded_words(&option.text)
            .into_iter()
            .filter(|c| *c != '。');
        words.collect::<String>().ends_with(&inner)
    })
}

/// Parts a text.
pub(super) fn tokens(open: &[Folded], known: &[Known]) -> Vec<Token> {
    let longest = known.iter().map(|k| k.words.len()).max().unwrap_or(0);
    let mut tokens = Vec::new();
    let (mut at, mut last) = (0, 0);
    while at < open.len() {
        let c = open[at].c;
        if c == '[' {
            if let Some((mark, end)) = bracket(open, at) {
                tokens.push(Token::Mark(mark, at..end));
                (at, last) = (end, end);
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
                (at, last) = (end + 1, end + 1);
                continue;
            }
        } else if is_tick(c) || is_empty(c) {
            let mark = if is_empty(c) { Mark::Empty } else { Mark::On };
            tokens.push(Token::Mark(mark, at..at + 1));
            last = at + 1;
        } else if c == '('
            && let Some(end) = aside(open, at, known)
        {
            at = end;
            continue;
        } else if LETTERS.contains(c)
            && begins_word(open, at)
            && option_at(open, at + 1, known, &tokens).is_some()
        {
            tokens.push(Token::Mark(Mark::On, at..at + 1));
            last = at + 1;
        } else if (begins_word(open, at) || last == at)
            && let Some((which, end)) = option_at(open, at, known, &tokens)
            && (ends(open, end, known) || is_marked(&tokens, at))
        {
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
            (at, last) = (after, after);
            continue;
        }
        at += 1;
    }
    tokens
}

/// Whether the words of an option end there, and not a longer word.
fn ends(open: &[Folded], end: usize, known: &[Known]) -> bool {
    ends_word(open, end) || option_at(open, end, known, &[]).is_some()
}

/// Whether a mark stands right before a place: what begins with an option there means it.
fn is_marked(tokens: &[Token], at: usize) -> bool {
    matches!(tokens.last(), Some(Token::Mark(_, range)) if range.end == at)
}

/// Where words in brackets end that are no option: （フラッシュメモリを除く）.
pub(super) fn aside(open: &[Folded], at: usize, known: &[Known]) -> Option<usize> {
    let mut depth = 0;
    for (n, folded) in open.iter().enumerate().skip(at) {
        match folded.c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '[' => return None,
            c if is_tick(c) || is_empty(c) => return None,
            _ => {}
        }
        if depth == 0 {
            let whole = option_at(open, at + 1, known, &[]).is_some_and(|(_, end)| end == n);
            return (n > at + 1 && !whole).then_some(n + 1);
        }
    }
    None
}

/// `[○]`, `[ ]`, and `[○` whose end is lost.
fn bracket(open: &[Folded], at: usize) -> Option<(Mark, usize)> {
    let c = |n: usize| open.get(at + n).map(|f| f.c);
    let mark = |c: char| {
        if is_empty(c) {
            Some(Mark::Empty)
        } else if ODD.contains(c) {
            Some(Mark::Odd)
        } else {
            is_tick_in_brackets(c).then_some(Mark::On)
        }
    };
    match (c(1)?, c(2)) {
        (']', _) => Some((Mark::Off, at + 2)),
        (inner, Some(']')) => Some((mark(inner)?, at + 3)),
        (inner, _) if is_tick(inner) => Some((Mark::On, at + 2)),
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
            let is_box = is_tick(f.c) || is_empty(f.c);
            is_box && option_at(open, n + 1, known, &[]).is_some()
        }
    };
    let end = (start..open.len()).find(ends).unwrap_or(open.len());
    ((end > start).then_some(start..end), end)
}
