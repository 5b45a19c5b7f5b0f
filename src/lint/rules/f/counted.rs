//! How many items a text says that it lists, and how many it lists: 「次の３つの手順」, 「①…、②…の２点」.

use std::ops::Range;

use super::counted_lines::{List, below, is_open};
use crate::assets::lists::counts::{COUNTERS, LEADS, NO_LIST};
use crate::japanese::notation::{is_digit, number};
use crate::japanese::numbering::{Form, is_circled, numbered};

/// A count that is not that of its list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Miscount {
    /// The words of the count: 「次の３つ」.
    pub(super) said: Range<usize>,
    /// How many there are.
    pub(super) items: usize,
    /// The mark of the last one.
    pub(super) last: Range<usize>,
}

/// The counts of a text that are not those of their lists.
pub(super) fn miscounts(text: &str) -> Vec<Miscount> {
    let mut found = Vec::new();
    for (at, counter) in counters(text) {
        let Some((start, said)) = count_before(text, at) else {
            continue;
        };
        let end = at + counter.len();
        // 「２つ以上」, 「２つ目」, and of 「次の一つに該当する」 there may be many.
        let is_exact = !NO_LIST.iter().any(|word| text[end..].starts_with(word));
        if said < 2 || !is_exact {
            continue;
        }
        let lead = LEADS.iter().find(|lead| text[..start].ends_with(**lead));
        let list = match lead {
            Some(_) => behind(text, end),
            None => in_brackets(text, end).or_else(|| before(text, start)),
        };
        let from = start - lead.map_or(0, |lead| lead.len());
        if let Some(list) = list.filter(|list| list.items > 1 && list.items != said) {
            found.push(Miscount {
                said: from..end,
                items: list.items,
                last: list.last,
            });
        }
    }
    found
}

/// Where the words stand that may follow the number of a count.
fn counters(text: &str) -> impl Iterator<Item = (usize, &'static str)> + '_ {
    let is_number = |c: char| is_digit(c) || kanji(c).is_some();
    text.char_indices().filter_map(move |(at, c)| {
        let before = text[..at].chars().next_back()?;
        if !is_number(before) || is_number(c) {
            return None;
        }
        let counters = COUNTERS.iter().copied();
        let counter = counters
            .filter(|word| text[at..].starts_with(word))
            .max_by_key(|word| word.len());
        Some((at, counter?))
    })
}

/// The number that ends at a place: where it begins, and its value.
fn count_before(text: &str, at: usize) -> Option<(usize, usize)> {
    let head = &text[..at];
    let start = head.trim_end_matches(is_digit).len();
    if start < at {
        return Some((start, number(&head[start..])?));
    }
    let last = head.chars().next_back()?;
    let start = at - last.len_utf8();
    // 「二十」 and 「第三」 are other numbers.
    let is_alone = !head[..start].ends_with(|c| kanji(c).is_some() || "百千第".contains(c));
    is_alone.then_some((start, kanji(last)?))
}

fn kanji(c: char) -> Option<usize> {
    "一二三四五六七八九十"
        .chars()
        .position(|k| k == c)
        .map(|n| n + 1)
}

/// The list that a lead promises: in the rest of its line, else in the lines below.
fn behind(text: &str, end: usize) -> Option<List> {
    let line = text[end..].find('\n').map_or(text.len(), |n| end + n);
    let rest = &text[end..line];
    // 「次の２つの場合は、次の手順による」: the list is of something else.
    if ["次の", "以下の", "下記の", "次に", "以下に"]
        .iter()
        .any(|lead| rest.contains(lead))
    {
        return None;
    }
    inline(text, end..line).or_else(|| below(text, line))
}

/// The list in brackets that begins a few words on: 「３段階の承認（①係長、②課長）」.
fn in_brackets(text: &str, end: usize) -> Option<List> {
    /// How many characters may be between the count and the bracket.
    const REACH: usize = 12;
    let near = text[end..]
        .char_indices()
        .take(REACH)
        .find(|(_, c)| "（(。、\n".contains(*c));
    let (at, bracket) = near.filter(|(_, c)| "（(".contains(*c))?;
    let start = end + at + bracket.len_utf8();
    let length = text[start..].find(['）', ')', '\n'])?;
    let inside = &text[start..start + length];
    inside
        .starts_with(is_circled)
        .then(|| inline(text, start..start + length))?
}

/// How long a sentence may be that ends in its count, in bytes.
const LONGEST: usize = 900;

/// The list of a sentence that ends in its count: 「①氏名、②住所の２点」.
fn before(text: &str, start: usize) -> Option<List> {
    let head = text[..start].strip_suffix('の')?;
    let from = head.rfind(['。', '\n']).map_or(0, |at| {
        at + head[at..].chars().next().map_or(1, char::len_utf8)
    });
    if head.len() - from > LONGEST {
        return None;
    }
    let first = from + head[from..].find('①')?;
    let list = inline(text, first..head.len())?;
    // Words after the last item are about something else.
    let tail = &head[list.last.end..];
    (!tail.contains(['、', '，', 'は', '（', '）'])).then_some(list)
}

/// The numbers 1, 2, 3, … within a line, in one form.
fn inline(text: &str, range: Range<usize>) -> Option<List> {
    let words = &text[range.clone()];
    let mut found: Option<(Form, List)> = None;
    for (at, c) in words.char_indices() {
        if !is_circled(c) && !matches!(c, '（' | '(') {
            continue;
        }
        let Some(head) = numbered(&words[at..]).filter(|head| head.range.start == 0) else {
            continue;
        };
        // 「Ⅱ３①」 is an address, and so is 「第2条（1）」.
        let is_address = words[..at].ends_with(|c: char| c.is_numeric() || "条項の".contains(c));
        let expected = found.as_ref().map_or(1, |(_, list)| list.items + 1);
        let is_next =
            head.number == expected && found.as_ref().is_none_or(|(form, _)| *form == head.form);
        if is_address || !is_next {
            if found.as_ref().is_some_and(|(form, _)| *form == head.form) {
                break;
            }
            continue;
        }
        let last = range.start + at..range.start + at + head.range.end;
        found = Some((
            head.form,
            List {
                items: expected,
                last,
            },
        ));
    }
    let (_, list) = found?;
    (!is_open(&text[list.last.end..range.end])).then_some(list)
}

#[cfg(test)]
mod tests {
    use super::miscounts;

    fn found(text: &str) -> Option<(&str, usize)> {
        let first = miscounts(text).into_iter().next()?;
        Some((&text[first.said], first.items))
    }

    #[test]
    fn counts_that_differ() {
        for (text, said, items) in [
            ("次の３つを守る。\n①鍵\n②棚\n③窓\n④扉", "次の３つ", 4),
            (
                "以下の二点を確かめる。\n(1) 鍵\n(2) 棚\n(3) 窓",
                "以下の二点",
                3,
            ),
            (
                "・次の2つを守る。\nア　鍵\n－a\nイ　棚\nウ　窓\n・次の文",
                "次の2つ",
                3,
            ),
            ("次の４点を確かめる。①鍵、②棚、③窓を見る。", "次の４点", 3),
            ("①鍵の返却、②棚の施錠の３点を確かめる。", "３点", 2),
            ("３段階の承認（①係長、②課長）を経る。", "３段階", 2),
            (
                "次の2種類を残す。\n・入室の記録\n・操作の記録\n・印刷の記録",
                "次の2種類",
                3,
            ),
        ] {
            assert_eq!(found(text), Some((said, items)), "{text}");
        }
    }

    #[test]
    fn counts_that_do_not() {
        for text in [
            "次の２つを守る。\n①鍵\n・a\n・b\n②棚\nなお、次の文",
            "①請求　次の２つの方法による。\n・窓口\n・郵送\n②認定\n③支払",
            "次の２つ以上を確かめる。\n①鍵\n②棚\n③窓",
            "次の２つのうち一つ\n①鍵\n②棚\n③窓",
            "次の３つを守る。①鍵、②棚等",
            "次の2種類を残す。\n・入室の記録\n・操作の記録\n・記録は、3年間保存する。",
            "・次の２つを守る。\n・鍵\n・棚\n・窓",
            "次の３つの場合は、次の手順による。\n①鍵\n②棚",
            "次の３つを守る。Ⅱ３①及び②に示す。",
            "次の三つの表に示す。\n本文が続く。",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
