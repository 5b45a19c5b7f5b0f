//! Periods that the law lays down (`schemas/law/periods.yaml`), and what texts say instead.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date as Day;
use serde::Deserialize;

use super::data::{Confidence, some_day};
use crate::japanese::citation::number::{self, is_kanji_digit};
use crate::japanese::finder::Finder;
use crate::japanese::narrow::Narrow;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    periods: Vec<Period>,
}

/// A period.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Period {
    pub what: String,
    /// A sentence about it has a word of each group.
    words: Vec<Vec<String>>,
    #[serde(default)]
    exclude: Vec<String>,
    #[serde(default)]
    items: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    unit: Unit,
    /// How far after a word of the first group the number may be, in characters.
    after: Option<usize>,
    least: Option<u16>,
    most: Option<u16>,
    #[serde(default)]
    allowed: Vec<u16>,
    /// How the law says it.
    pub says: String,
    #[serde(default, deserialize_with = "some_day")]
    pub from: Option<Day>,
    /// Whether the text may mean something else.
    #[serde(default)]
    pub asks: bool,
    /// Where the fact was read.
    pub source: String,
    pub confidence: Confidence,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
enum Unit {
    #[serde(rename = "年")]
    Years,
    #[serde(rename = "日")]
    Days,
    /// Years between two times: 「2年に1回」.
    #[serde(rename = "間隔")]
    Interval,
}

pub(super) static PERIODS: LazyLock<Vec<Period>> = LazyLock::new(|| {
    let file: File = crate::assets::data::read("law/periods").unwrap_or_default();
    file.periods
});

/// The words of the first groups, with the number of the period of each.
static FINDER: LazyLock<(Finder, Vec<usize>)> = LazyLock::new(|| {
    let periods = PERIODS.iter().enumerate();
    let first = periods.flat_map(|(n, period)| {
        let words = period.words.first().into_iter().flatten();
        words.map(move |word| (word.clone(), n))
    });
    let (words, periods) = first.unzip();
    (Finder::of(words), periods)
});

/// The periods of which a text may speak.
pub(super) fn spoken_of(text: &str) -> BTreeSet<usize> {
    let (finder, periods) = &*FINDER;
    let hits = finder.all(text).into_iter();
    hits.map(|hit| periods[hit.word]).collect()
}

impl Period {
    /// Whether an item may speak of it.
    pub(super) fn is_of(&self, id: &str) -> bool {
        self.items.is_empty() || self.items.iter().any(|item| id.contains(item.as_str()))
    }

    /// Where a text says another period, in its own bytes.
    pub(super) fn wrong(&self, text: &str) -> Vec<Range<usize>> {
        let narrow = Narrow::of(text);
        if self
            .unless
            .iter()
            .any(|word| is_said_alone(&narrow.text, word))
        {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut start = 0;
        for sentence in narrow.text.split_inclusive(['。', '\n']) {
            if let Some(range) = self.wrong_in(sentence) {
                found.push(narrow.original(start + range.start..start + range.end));
            }
            start += sentence.len();
        }
        found
    }

    fn wrong_in(&self, sentence: &str) -> Option<Range<usize>> {
        if says(sentence, &self.exclude) || !self.words.iter().all(|group| says(sentence, group)) {
            return None;
        }
        let counted = counted(sentence, self.unit);
        let (number, range) = match self.after {
            Some(most) => {
                let group = self.words.first()?.iter();
                let word =
                    group.filter_map(|word| Some(sentence.find(word.as_str())? + word.len()));
                let from = word.min()?;
                let is_near = |range: &Range<usize>| {
                    range.start >= from && sentence[from..range.start].chars().count() <= most
                };
                counted.into_iter().find(|(_, range)| is_near(range))?
            }
            None => {
                let [only] = <[_; 1]>::try_from(counted).ok()?;
                only
            }
        };
        let is_right = self.least.is_none_or(|least| least <= number)
            && self.most.is_none_or(|most| number <= most)
            && (self.allowed.is_empty() || self.allowed.contains(&number));
        (!is_right).then_some(range)
    }
}

fn says(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// Whether a text has a word that goes on no number: 「年に1回」, but not 「3年に1回」.
fn is_said_alone(text: &str, word: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || is_kanji_digit(c);
    let mut found = text.match_indices(word);
    found.any(|(at, _)| !text[..at].ends_with(is_number))
}

/// The numbers of a unit in a sentence: 「7年間」, 「30日以内」, 「2年に1回」.
fn counted(sentence: &str, unit: Unit) -> Vec<(u16, Range<usize>)> {
    let sign = match unit {
        Unit::Days => '日',
        Unit::Years | Unit::Interval => '年',
    };
    let mut found = Vec::new();
    for (at, _) in sentence.match_indices(sign) {
        let end = at + sign.len_utf8();
        let rest = &sentence[end..];
        if unit == Unit::Interval && sentence[..at].ends_with('隔') {
            found.push((2, at - '隔'.len_utf8()..end));
            continue;
        }
        let Some((number, start)) = number_before(&sentence[..at]) else {
            continue;
        };
        if is_counted(unit, number, &sentence[..start], rest) {
            found.push((number, start..end));
        }
    }
    found
}

fn is_counted(unit: Unit, number: u16, before: &str, after: &str) -> bool {
    const NO_PERIOD: [&str; 8] = ["度", "月", "前", "生", "法", "代", "次", "政令"];
    const NO_COUNT: [&str; 7] = ["令和", "平成", "昭和", "大正", "西暦", "第", "過去"];
    const TIMES: [&str; 7] = ["に1", "に一", "ごと", "毎", "おき", "間に1", "間隔"];
    let follows = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    let is_date = NO_COUNT.iter().any(|word| before.ends_with(word)) || number > 100;
    !is_date
        && match unit {
            Unit::Days => follows(&["以内"]),
            Unit::Years => !follows(&NO_PERIOD) && !follows(&TIMES),
            Unit::Interval => follows(&TIMES),
        }
}

/// The number at the end of a text, and where it begins.
fn number_before(text: &str) -> Option<(u16, usize)> {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let start = match bare.len() < text.len() {
        true => bare.len(),
        false => text.trim_end_matches(is_kanji_digit).len(),
    };
    let (number, length) = number::leading(&text[start..])?;
    (start + length == text.len()).then_some((number, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> Vec<&str> {
        let spoken_of = spoken_of(text).into_iter();
        let found = spoken_of.flat_map(|n| PERIODS[n].wrong(text));
        found.map(|range| &text[range]).collect()
    }

    #[test]
    fn other_periods_than_those_of_the_law_are_found() {
        assert!(PERIODS.len() > 5);
        for (text, found) in [
            ("情報提供等の記録は、5年間保存する。", "5年"),
            ("情報提供等記録を三年間保管し、その後消去する。", "三年"),
            ("漏えい等の確報は、１０日以内に行う。", "１０日"),
            ("開示請求があった日から60日以内に決定する。", "60日"),
            ("評価書は、2年ごとに見直す。", "2年"),
            ("公表から7年を経過する前に、評価を再実施する。", "7年"),
            ("研修は、隔年で行う。", "隔年"),
        ] {
            assert_eq!(wrong(text), [found], "{text}");
        }
    }

    #[test]
    fn those_of_the_law_are_left_alone() {
        for text in [
            "情報提供等の記録は、7年間保存する。",
            "情報提供等の記録は、令和5年度から保存している。",
            "情報提供等の記録は7年間、操作の記録は3年間保存する。",
            "速報は5日以内、確報は30日以内に行う。",
            "開示請求があった日から14日以内に決定する。",
            "評価書は、年に1回見直す。",
            "公表から5年を経過する前に、評価を再実施する。",
            "研修は、毎年行い、3年に1回、外部の講師を招く。",
        ] {
            assert_eq!(wrong(text), [""; 0], "{text}");
        }
    }
}
