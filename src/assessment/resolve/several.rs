//! References that name several items in one breath: Ⅱ３①、②; 委託事項1～3; Ⅲ２リスク１、リスク２.

use std::ops::Range;

use crate::form::levels::{ENTRIES, circled, first_level};
use crate::japanese::notation::{is_digit, number};

/// Signs between two numbers.
const COMMAS: &str = "、，,；;・及と";

/// Signs between the first and the last of a range.
const TO: &str = "～〜~";

/// The most items that a range may mean.
const MOST: usize = 30;

/// A level of an address, in the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Chapter,
    Section,
    Entry,
    Risk,
    Circle,
}

/// The references that a text names, each with its place and with the levels that it leaves out put before it.
pub(super) fn parts(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    for (range, is_end) in pieces(text) {
        let own = text[range.clone()].trim();
        let Some((_, before)) = found.last() else {
            found.push((range, own.to_owned()));
            continue;
        };
        let whole = completed(before, own);
        if is_end {
            let between = between(before, &whole);
            found.extend(between.into_iter().map(|text| (range.clone(), text)));
        }
        found.push((range, whole));
    }
    found
}

/// The pieces of a text that begin with a level, and whether each is the end of a range.
fn pieces(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut starts = vec![(0, 0, false)];
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let bare = rest.strip_prefix('び').unwrap_or(rest);
        let (comma, to) = (COMMAS.contains(before), TO.contains(before));
        let blank = before.is_whitespace() && at > 0;
        let begins = (comma || to) && (first_level(bare) || entry(bare).is_some())
            || blank
                && matches!(
                    level(rest),
                    Some(Level::Circle | Level::Risk | Level::Entry)
                );
        if begins {
            let start = at + rest.len() - bare.len();
            starts.push((at - before.len_utf8(), start, to));
        }
        before = c;
    }
    let ends: Vec<usize> = starts
        .iter()
        .skip(1)
        .map(|(end, ..)| *end)
        .chain([text.len()])
        .collect();
    let all = starts.into_iter().zip(ends);
    all.map(|((_, start, to), end)| (start..end.max(start), to))
        .collect()
}

/// The level that a text begins with.
fn level(text: &str) -> Option<Level> {
    let first = text.chars().next()?;
    if circled(first).is_some() {
        Some(Level::Circle)
    } else if text
        .strip_prefix("リスク")
        .is_some_and(|t| t.starts_with(is_digit))
    {
        Some(Level::Risk)
    } else if entry(text).is_some() {
        Some(Level::Entry)
    } else if first_level(text) && !is_digit(first) {
        Some(Level::Chapter)
    } else {
        is_digit(first).then_some(Level::Section)
    }
}

/// A word of a list with a number after it: where the number begins.
fn entry(text: &str) -> Option<usize> {
    let word = ENTRIES.iter().find(|word| text.starts_with(**word))?;
    text[word.len()..]
        .starts_with(is_digit)
        .then_some(word.len())
}

/// Where a level begins in an address, and where its number does.
fn place(address: &str, wanted: Level) -> Option<(usize, usize)> {
    let mut starts = address.char_indices().map(|(at, _)| at);
    match wanted {
        Level::Circle => address
            .char_indices()
            .rfind(|(_, c)| circled(*c).is_some())
            .map(|(at, _)| (at, at)),
        Level::Risk => {
            let at = address.rfind("リスク")?;
            Some((at, at + "リスク".len()))
        }
        Level::Entry => {
            let at = starts.find(|at| entry(&address[*at..]).is_some())?;
            Some((at, at + entry(&address[at..])?))
        }
        Level::Section => starts
            .find(|at| address[*at..].starts_with(is_digit))
            .map(|at| (at, at)),
        Level::Chapter => Some((0, 0)),
    }
}

/// A piece with what it leaves out: what is before the same level in the reference above, or all of it.
fn completed(before: &str, own: &str) -> String {
    let Some(level) = level(own) else {
        return own.to_owned();
    };
    // 「委託事項1～3」: a bare number counts on the number of the entry.
    if level == Level::Section
        && let Some((_, number)) = place(before, Level::Entry)
    {
        return format!("{}{own}", &before[..number]);
    }
    let deeper = [Level::Circle, Level::Risk, Level::Entry, Level::Section];
    let same_or_deeper = deeper.into_iter().filter(|other| *other >= level);
    let head = same_or_deeper
        .filter_map(|level| place(before, level))
        .map(|(at, _)| at)
        .min();
    match level {
        Level::Chapter => own.to_owned(),
        _ => {
            let head = head.map_or(without_label(before), |at| &before[..at]);
            format!("{head}{own}")
        }
    }
}

/// An address up to the label after its last number.
fn without_label(address: &str) -> &str {
    let is_level = |c: char| is_digit(c) || circled(c).is_some() || ('Ⅰ'..='Ⅻ').contains(&c);
    let end = address.char_indices().rfind(|(_, c)| is_level(*c));
    end.map_or(address, |(at, c)| &address[..at + c.len_utf8()])
}

/// What lies between the two ends of a range: the references with the numbers between.
fn between(first: &str, last: &str) -> Vec<String> {
    for level in [Level::Circle, Level::Risk, Level::Entry, Level::Section] {
        let (Some((_, a)), Some((_, b))) = (place(first, level), place(last, level)) else {
            continue;
        };
        let (Some((from, _)), Some((to, _))) = (value(&first[a..]), value(&last[b..])) else {
            return Vec::new();
        };
        let written = |n: usize| match level {
            Level::Circle => char::from_u32('①' as u32 + n as u32 - 1).map(String::from),
            _ => Some(n.to_string()),
        };
        let inner = (from + 1..to).take(MOST).filter_map(written);
        return inner.map(|n| format!("{}{n}", &first[..a])).collect();
    }
    Vec::new()
}

/// The number at the head of a text, and what follows.
fn value(text: &str) -> Option<(usize, &str)> {
    let first = text.chars().next()?;
    if let Some(n) = circled(first) {
        return Some((n, &text[first.len_utf8()..]));
    }
    let after = text.trim_start_matches(is_digit);
    Some((number(&text[..text.len() - after.len()])?, after))
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn what_is_left_out_is_put_before() {
        for (text, wanted) in [
            ("Ⅱ３①、②", vec!["Ⅱ３①", "Ⅱ３②"]),
            (
                "Ⅰ７①部署　②所属長の役職名",
                vec!["Ⅰ７①部署", "Ⅰ７②所属長の役職名"],
            ),
            (
                "Ⅱ４委託事項1～3",
                vec!["Ⅱ４委託事項1", "Ⅱ４委託事項2", "Ⅱ４委託事項3"],
            ),
            (
                "Ⅱ４委託事項1、委託事項2⑥",
                vec!["Ⅱ４委託事項1", "Ⅱ４委託事項2⑥"],
            ),
            ("Ⅲ２リスク１、リスク２", vec!["Ⅲ２リスク１", "Ⅲ２リスク２"]),
            ("Ⅱ３①～③", vec!["Ⅱ３①", "Ⅱ３②", "Ⅱ３③"]),
            (
                "Ⅱ３①入手元及び②入手方法",
                vec!["Ⅱ３①入手元", "Ⅱ３②入手方法"],
            ),
            (
                "Ⅱ６①保管場所、Ⅲ７リスク３",
                vec!["Ⅱ６①保管場所", "Ⅲ７リスク３"],
            ),
        ] {
            let found: Vec<String> = parts(text).into_iter().map(|(_, text)| text).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
