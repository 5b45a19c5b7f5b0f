//! A choice as papers show it: `[ 十分である ]　＜選択肢＞ 1) … 2) …`, with the number of entries beside it: （ 3 ）件.

use std::ops::Range;

use super::boxes;
use super::certainty::Why;
use super::ink::{Folded, Ink, Use, folded_words, stands};
use crate::form::Item;

/// The heading of the list of options.
const HEADING: &str = "選択肢";

/// What was found in the text of a choice.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// The words of the option, or the words that are in its place.
    pub(super) words: Option<String>,
    /// The number in （　）件.
    pub(super) count: Option<String>,
    /// What is not certain.
    pub(super) doubts: Vec<Why>,
}

/// Reads a choice; what it understands is taken from the ink. `counted` says whether the form has （　）件 beside it.
pub(super) fn read(ink: &mut Ink, item: &Item, counted: bool) -> Chosen {
    let mut chosen = Chosen::default();
    let options: Vec<Vec<char>> = item.options.iter().map(|o| folded_words(&o.text)).collect();
    let is_listed = take_list(ink, &options);
    if counted {
        chosen.count = take_count(ink);
    }
    let open = ink.open();
    let inner = between_brackets(&open);
    let mut inner = inner.unwrap_or_else(|| words_alone(&open));
    // ☐ 委託する ＜選択肢＞ …: what a converter made of the bracket before the chosen words.
    let marks = open[inner.clone()]
        .iter()
        .take_while(|f| boxes::is_mark(f.c))
        .count();
    if marks > 0 && (is_listed || !boxes::is_empty(open[inner.start].c)) {
        let words = inner.start + marks..inner.end;
        if exact(&open, words.clone(), &options).is_some_and(|(_, found)| found.end == words.end) {
            ink.take(&open, inner.start..words.start, Use::Printed);
            inner = words;
        }
    }
    match exact(&open, inner.clone(), &options) {
        Some((option, words)) => {
            ink.take(&open, inner.start..words.start, Use::Printed);
            ink.take(&open, words.clone(), Use::Value);
            chosen.words = Some(item.options[option].text.clone());
            if words.end < inner.end {
                chosen.doubts.push(Why::MoreWords);
            }
        }
        None if inner.is_empty() => {}
        None => marked(ink, item, &open, inner, &mut chosen),
    }
    let open = ink.open();
    for at in 0..open.len() {
        if "[]<>()".contains(open[at].c) {
            ink.take(&open, at..at + 1, Use::Printed);
        }
    }
    let is_left = open.iter().any(|f| f.c.is_alphabetic());
    if is_left && chosen.words.is_none() && chosen.doubts.is_empty() {
        chosen.doubts.push(Why::NothingChosen);
    }
    chosen
}

/// No option stands alone: one of several may be ticked, or the words are no option.
fn marked(ink: &mut Ink, item: &Item, open: &[Folded], inner: Range<usize>, chosen: &mut Chosen) {
    let options: Vec<Vec<char>> = item.options.iter().map(|o| folded_words(&o.text)).collect();
    let there = |words: &Vec<char>| inner.clone().any(|at| stands(open, at, words));
    if options.iter().filter(|words| there(words)).count() > 1 {
        let as_boxes = Item {
            kind: crate::form::ItemKind::Checks,
            ..item.clone()
        };
        let ticked = boxes::read(ink, &[&as_boxes]);
        chosen.doubts.extend(ticked.doubts);
        match ticked.ticked.as_slice() {
            [(_, option, _)] => chosen.words = Some(item.options[*option].text.clone()),
            _ => chosen.doubts.push(Why::NothingChosen),
        }
        return;
    }
    ink.take(open, inner.clone(), Use::Value);
    chosen.words = Some(ink.words(open, inner));
    chosen.doubts.push(Why::NoOption);
}

/// Takes ＜選択肢＞ and the options after it, each with its number; whether there were any.
fn take_list(ink: &mut Ink, options: &[Vec<char>]) -> bool {
    let open = ink.open();
    let heading = folded_words(HEADING);
    let numbered = |at: usize| {
        let digits = open[at..].iter().take_while(|f| f.c.is_ascii_digit());
        let digits = digits.count();
        (digits > 0 && open.get(at + digits).is_some_and(|f| f.c == ')')).then_some(digits + 1)
    };
    let option_at = |at: usize| {
        let there = options.iter().filter(|words| stands(&open, at, words));
        there.map(Vec::len).max()
    };
    let (mut at, mut below) = (0, false);
    let mut taken: Vec<Range<usize>> = Vec::new();
    while at < open.len() {
        if stands(&open, at, &heading) {
            let start = at - usize::from(at > 0 && "<【〈《".contains(open[at - 1].c));
            let end = at + heading.len();
            let closes = open.get(end).is_some_and(|f| ">】〉》".contains(f.c));
            at = end + usize::from(closes);
            taken.push(start..at);
            below = true;
            continue;
        }
        let number = numbered(at).unwrap_or(0);
        match option_at(at + number) {
            // An option of the list has its number; below the heading it may have lost it.
            Some(length) if number > 0 || below && !in_brackets(&open, at) => {
                taken.push(at..at + number + length);
                at += number + length;
            }
            _ => at += 1,
        }
    }
    // `1) 委託する` alone is an answer with the number of its option.
    let is_list = below || taken.len() > 1;
    for range in taken.into_iter().filter(|_| is_list) {
        ink.take(&open, range, Use::Printed);
    }
    is_list
}

/// Whether a place lies between `[` and `]`.
fn in_brackets(open: &[Folded], at: usize) -> bool {
    let before = open[..at].iter().rev().find(|f| "[]".contains(f.c));
    before.is_some_and(|f| f.c == '[')
}

/// Takes （ 3 ）件.
fn take_count(ink: &mut Ink) -> Option<String> {
    let open = ink.open();
    let unit = open.iter().position(|f| f.c == '件')?;
    let inner = open[..unit].iter().rposition(|f| f.c != ')')? + 1;
    let is_digit = |f: &Folded| f.c.is_ascii_digit();
    let digits = open[..inner]
        .iter()
        .rev()
        .take_while(|f| is_digit(f))
        .count();
    let start = inner - digits;
    let opens = open[..start].last().is_some_and(|f| f.c == '(');
    if digits == 0 && !opens {
        return None;
    }
    let count = ink.words(&open, start..inner);
    ink.take(&open, start - usize::from(opens)..start, Use::Printed);
    ink.take(&open, start..inner, Use::Value);
    ink.take(&open, inner..unit + 1, Use::Printed);
    Some(count).filter(|count| !count.is_empty())
}

/// What is between `[` and `]`, or after a `[` whose end is lost.
fn between_brackets(open: &[Folded]) -> Option<Range<usize>> {
    let start = open.iter().position(|f| f.c == '[')? + 1;
    let end = open[start..].iter().position(|f| f.c == ']');
    let line = || open[start..].iter().position(|f| f.begins);
    let end = end.or_else(line).map_or(open.len(), |end| start + end);
    Some(start..end)
}

/// Everything, without a bracket at its end whose beginning is lost.
fn words_alone(open: &[Folded]) -> Range<usize> {
    let end = open.iter().rposition(|f| f.c != ']').map_or(0, |n| n + 1);
    0..end
}

/// The option that is all of a range, but for its number; else the longest one with which it begins. With the place of its
/// words.
fn exact(
    open: &[Folded],
    range: Range<usize>,
    options: &[Vec<char>],
) -> Option<(usize, Range<usize>)> {
    let words = open.get(range.clone())?;
    let digits = words.iter().take_while(|f| f.c.is_ascii_digit()).count();
    let numbered = digits > 0 && words.get(digits).is_some_and(|f| f.c == ')');
    let starts = [0, digits + 1];
    let starts = &starts[..1 + usize::from(numbered)];
    let whole = options.iter().enumerate().find_map(|(n, option)| {
        let fits = |s: &&usize| {
            *s + option.len() == words.len() && stands(open, range.start + **s, option)
        };
        let start = range.start + starts.iter().find(fits)?;
        Some((n, start..range.end))
    });
    whole.or_else(|| {
        let begins = options.iter().enumerate();
        let begins = begins.filter(|(_, o)| stands(open, range.start, o) && o.len() < words.len());
        let (n, option) = begins.max_by_key(|(_, o)| o.len())?;
        let others = |at: usize| options.iter().any(|o| stands(open, at, o));
        // Another option behind it is for those who look for ticks.
        let end = range.start + option.len();
        let alone = !(end..range.end).any(others);
        alone.then_some((n, range.start..end))
    })
}
