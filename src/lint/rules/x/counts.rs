//! How many contracts and the like a text says there are.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::{Context, key, numbers, text};
use crate::assets::lists::counts::{ALL_OF_THEM, CONTRACTS, NOT_THE_COUNT, UNITS};
use crate::japanese::notation::{fold, is_digit, number};
use crate::japanese::sieve::Sieve;
use crate::source::Span;

/// The numbers of a list that a text may name: of one file, or of all together.
pub(super) struct Counts {
    pub(super) numbers: FxHashSet<usize>,
    /// Where the list is.
    pub(super) place: Option<Span>,
}

impl Counts {
    pub(super) fn of(cx: &Context, files: &[usize], list: &str) -> Option<Counts> {
        let lists: Vec<String> = files.iter().map(|n| format!("files[{n}].{list}")).collect();
        let each: Vec<usize> = lists
            .iter()
            .map(|list| cx.assessment.entries(list))
            .collect();
        // A list that is not begun says nothing.
        if each.contains(&0) {
            return None;
        }
        let mut numbers: FxHashSet<usize> = each.iter().copied().collect();
        numbers.insert(each.iter().sum());
        // 「3者の委託先」: one may have two contracts.
        let names = lists.iter().flat_map(|list| {
            self::numbers(cx, list)
                .filter_map(move |i| text(cx, &format!("{list}[{i}].contractor")))
        });
        let different: FxHashSet<String> = names.map(|(_, name)| fold(&name.text)).collect();
        if !different.is_empty() {
            numbers.insert(different.len());
        }
        let place = lists.first().and_then(|list| key(cx, list));
        Some(Counts { numbers, place })
    }
}

/// The counts of something in a text, where all of them are meant: 「4件の委託先」 at the start of a clause, 「委託先は4社」.
pub(super) fn counted(text: &Sieve, word: &str) -> Vec<(Range<usize>, usize)> {
    let places = text.places(word);
    let text = text.text();
    let found = places.filter_map(|(at, _)| {
        let end = at + word.len();
        let counted = before(text, at, word).or_else(|| behind(text, at, end, word))?;
        (counted.1 > 1).then_some(counted)
    });
    found.collect()
}

/// 「4件の委託先」, 「四つの委託業務」
fn before(text: &str, at: usize, word: &str) -> Option<(Range<usize>, usize)> {
    let after = &text[at + word.len()..];
    if word == "委託" && !CONTRACTS.iter().any(|word| after.starts_with(word)) {
        return None;
    }
    let head = text[..at].strip_suffix('の').unwrap_or(&text[..at]);
    let digits = UNITS.iter().find_map(|unit| head.strip_suffix(unit))?;
    let (before, n) = number_at_end(digits)?;
    // 「個人番号を渡す2件の委託」 and 「このうち2件の委託」 are some of them.
    let begins = |c: char| {
        matches!(
            c,
            '。' | '、'
                | '，'
                | '・'
                | '：'
                | ':'
                | '「'
                | '（'
                | '('
                | '\n'
                | '　'
                | ' '
                | 'は'
                | 'が'
                | '全'
                | '計'
        )
    };
    let all = [
        "委託している",
        "委託する",
        "委託した",
        "これら",
        "上記の",
        "次の",
    ];
    let is_all = all.iter().any(|words| before.ends_with(words));
    let is_whole = is_all || before.chars().next_back().is_none_or(begins);
    is_whole.then(|| (before.len()..at + word.len(), n))
}

/// 「委託先は4社」, 「委託事項（4件）」, 「委託先4社のいずれも」
fn behind(text: &str, at: usize, end: usize, word: &str) -> Option<(Range<usize>, usize)> {
    // 「再委託先は2社」
    if text[..at].ends_with('再') {
        return None;
    }
    let mut rest = &text[end..];
    if word == "委託" {
        let kinds = ["先", "事項", "業務", "契約"];
        rest = kinds
            .iter()
            .find_map(|kind| rest.strip_prefix(kind))
            .unwrap_or(rest);
    }
    let joins = [
        "の件数は、",
        "の件数は",
        "の数は、",
        "の数は",
        "は、",
        "は",
        "（",
        "(",
    ];
    let joined = joins.iter().find_map(|join| rest.strip_prefix(join));
    let alone = joined.is_none();
    let rest = joined.unwrap_or(rest);
    let rest = ["全部で", "全て", "合計", "全", "計"]
        .iter()
        .find_map(|all| rest.strip_prefix(all))
        .unwrap_or(rest);
    let digits = rest.len() - rest.trim_start_matches(is_digit).len();
    let n = number(&rest[..digits])?;
    let unit = UNITS
        .iter()
        .find(|unit| rest[digits..].starts_with(**unit))?;
    let after = &rest[digits + unit.len()..];
    let start = text.len() - rest.len();
    let is_count = !NOT_THE_COUNT.iter().any(|word| after.starts_with(word));
    let is_all = ALL_OF_THEM.iter().any(|word| after.starts_with(word));
    (is_count && (!alone || is_all)).then(|| (start..start + digits + unit.len(), n))
}

/// A number at the end of a text, in digits or in kanji, and what is before it.
fn number_at_end(text: &str) -> Option<(&str, usize)> {
    let before = text.trim_end_matches(is_digit);
    if before.len() < text.len() {
        return Some((before, number(&text[before.len()..])?));
    }
    let last = text.chars().next_back()?;
    let n = "一二三四五六七八九".chars().position(|c| c == last)? + 1;
    let before = &text[..text.len() - last.len_utf8()];
    // 「十二」 and 「第三」 are other numbers.
    (!before.ends_with(['十', '百', '第'])).then_some((before, n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_counts_of_all_are_counted() {
        let counts = |text: &str| -> Vec<usize> {
            let counted = counted(&Sieve::of(text), "委託");
            counted.into_iter().map(|(_, n)| n).collect()
        };
        for (text, n) in [
            ("・4件の委託のいずれについても確かめる。", 4),
            ("図書館は、３つの委託先の責任者と会う。", 3),
            ("四つの委託業務について確かめる。", 4),
            ("これら4件の委託では、誓約を求める。", 4),
            ("委託先は、3社である。", 3),
            ("委託事項（2件）のそれぞれについて確かめる。", 2),
            ("委託先4社のいずれにも、誓約を求める。", 4),
            ("5業務の委託について確かめる。", 5),
        ] {
            assert_eq!(counts(text), [n], "{text}");
        }
        for text in [
            "名簿を渡す2件の委託では、誓約を求める。",
            "委託のうち2件の委託は、再委託をする。",
            "1件の委託を除く。",
            "5件の委託料を支払う。",
            "再委託先は2社である。",
            "委託先は、2社以上から選ぶ。",
            "委託先2社に再委託を認める。",
            "委託は、3年ごとに見直す。",
        ] {
            assert_eq!(counts(text), [0; 0], "{text}");
        }
    }
}
