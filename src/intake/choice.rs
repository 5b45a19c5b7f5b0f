//! A choice as papers show it: `[ 十分である ]　＜選択肢＞ 1) … 2) …`, with the number of entries beside it: （ 3 ）件.

mod list;

use std::ops::Range;

use self::list::{List, Listed, numbered};
use super::boxes;
use super::certainty::Why;
use super::ink::{Folded, Ink, Use, folded_words, stands};
use crate::form::Item;

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
    let list = List::of(&ink.open(), &options);
    let is_listed = list.take(ink);
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
            let is_more = |f: &Folded| f.is_word() || boxes::is_mark(f.c);
            if open[words.end..inner.end].iter().any(is_more) {
                chosen.doubts.push(Why::MoreWords);
            }
            others(ink, &open, words.end, &options[option], &mut chosen);
        }
        None if list.ticked.is_some() => {}
        None if !open[inner.clone()].iter().any(|f| !"。()".contains(f.c)) => {}
        None => marked(ink, item, &open, inner, &mut chosen),
    }
    ticked(ink, item, &list, &mut chosen);
    let open = ink.open();
    for at in 0..open.len() {
        let is_sign = "[]<>()".contains(open[at].c);
        // The end of a sentence that is left goes with it.
        let follows = at > 0 && open[at - 1].sign + 1 == open[at].sign;
        let is_end = open[at].c == '。' && !follows;
        if is_sign || is_end && chosen.words.is_some() {
            ink.take(&open, at..at + 1, Use::Printed);
        }
    }
    let is_left = open.iter().any(|f| f.c.is_alphabetic());
    let is_part = list.is_part && list.ticked.is_none();
    if (is_left || is_part) && chosen.words.is_none() && chosen.doubts.is_empty() {
        chosen.doubts.push(Why::NothingChosen);
    }
    chosen
}

/// The option of the list that has a mark: 1) … ○2) … 3) …
fn ticked(ink: &mut Ink, item: &Item, list: &List, chosen: &mut Chosen) {
    match list.ticked {
        None => {}
        Some(Listed::One(option)) => {
            let words = &item.options[option].text;
            match &chosen.words {
                None => {
                    chosen.words = Some(words.clone());
                    // What else is there says more than the mark.
                    if ink.open().iter().any(Folded::is_word) {
                        chosen.doubts.push(Why::MoreWords);
                    }
                }
                // Two answers: the other one is left for people to see.
                Some(other) if other != words => {
                    list.take_marked(ink, Use::Open);
                    chosen.doubts.push(Why::NothingChosen);
                }
                Some(_) => list.take_marked(ink, Use::Printed),
            }
        }
        Some(Listed::Several) => chosen.doubts.push(Why::NothingChosen),
    }
}

/// Further brackets: the same option is there once, another one is a doubt.
fn others(ink: &mut Ink, open: &[Folded], from: usize, option: &[char], chosen: &mut Chosen) {
    let mut at = from;
    while let Some(begin) = open[at..].iter().position(|f| f.c == '[') {
        let start = at + begin + 1;
        let end = open[start..].iter().position(|f| f.c == ']');
        let end = end.map_or(open.len(), |end| start + end);
        if open[start..end].len() == option.len() && stands(open, start, option) {
            ink.take(open, start..end, Use::Printed);
        } else if open[start..end].iter().any(Folded::is_word) {
            chosen.doubts.push(Why::MoreWords);
        }
        at = end;
    }
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
            [(_, option, _)] => {
                let words = &options[*option];
                // What boxes print is the value here.
                if let Some(at) = (0..open.len()).find(|at| stands(open, *at, words)) {
                    ink.take(open, at..at + words.len(), Use::Value);
                }
                chosen.words = Some(item.options[*option].text.clone());
            }
            several => {
                chosen.doubts.push(Why::NothingChosen);
                // Which of them is the answer, people have to say.
                if several.len() > 1 {
                    ink.take(open, inner, Use::Open);
                }
            }
        }
        return;
    }
    ink.take(open, inner.clone(), Use::Value);
    chosen.words = Some(ink.words(open, inner));
    chosen.doubts.push(Why::NoOption);
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

/// What is between the first `[` and `]` that are not empty, or after a `[` whose end is lost.
fn between_brackets(open: &[Folded]) -> Option<Range<usize>> {
    let mut found = None;
    let mut at = 0;
    while let Some(begin) = open[at..].iter().position(|f| f.c == '[') {
        let start = at + begin + 1;
        let end = open[start..].iter().position(|f| f.c == ']');
        let line = || open[start..].iter().position(|f| f.begins);
        let end = end.or_else(line).map_or(open.len(), |end| start + end);
        if end > start {
            return Some(start..end);
        }
        found = found.or(Some(start..end));
        at = end.max(start);
    }
    found
}

/// Everything, without a bracket at its end whose beginning is lost.
fn words_alone(open: &[Folded]) -> Range<usize> {
    let end = open.iter().rposition(|f| f.c != ']').map_or(0, |n| n + 1);
    0..end
}

/// The option that is all of a range, but for its number and the signs at its end; else the longest one with which it
/// begins. With the place of its words.
fn exact(
    open: &[Folded],
    range: Range<usize>,
    options: &[Vec<char>],
) -> Option<(usize, Range<usize>)> {
    let words = open.get(range.clone())?;
    let end = words.iter().rposition(|f| f.c != '。').map_or(0, |n| n + 1);
    let number = numbered(open, range.start).unwrap_or(0);
    let starts = [range.start, range.start + number];
    let is_all = |start: usize, option: &Vec<char>| {
        let all = start + option.len() == range.start + end && stands(open, start, option);
        all || same_number(open.get(start..range.start + end), option)
    };
    let whole = options.iter().enumerate().find_map(|(n, option)| {
        let start = starts.iter().find(|start| is_all(**start, option))?;
        Some((n, *start..range.start + end))
    });
    whole.or_else(|| {
        let start = starts[1];
        let begins = options.iter().enumerate();
        let begins =
            begins.filter(|(_, o)| stands(open, start, o) && start + o.len() < range.start + end);
        let (n, option) = begins.max_by_key(|(_, o)| o.len())?;
        let others = |at: usize| options.iter().any(|o| stands(open, at, o));
        // Another option behind it is for those who look for ticks.
        let end = start + option.len();
        let alone = !(end..range.end).any(others);
        alone.then_some((n, start..end))
    })
}

/// Whether words are those of an option but for the commas in its numbers: 1000人未満.
fn same_number(words: Option<&[Folded]>, option: &[char]) -> bool {
    let is_digit = |at: usize| option.get(at).is_some_and(char::is_ascii_digit);
    if !option.iter().any(char::is_ascii_digit) {
        return false;
    }
    let without = option.iter().enumerate().filter(|(at, c)| {
        let comma = **c == '、' && *at > 0 && is_digit(at - 1) && is_digit(at + 1);
        !comma
    });
    let words = words.unwrap_or_default().iter().map(|f| f.c);
    without.map(|(_, c)| *c).eq(words)
}
