//! 文中の日付: every mention of a date in running text, with its place, its weekday and what is wrong with it.
//!
//! Nothing is guessed: 「12月」 without a year and 「2025」 without 年 are no mentions, a version number 「7.4.21」 is
//! none either. A later date of a range may leave out what it shares with the first: 「令和7年1月1日から31日（金）」. Of a day
//! without a year it is only said that no year has it: 「毎年2月30日」.

mod read;

use std::ops::Range;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date as Day, Weekday};

use self::read::Chars;
use super::citation::number::is_kanji_digit;
use super::eras::{ERAS, Era};
use super::notation::{is_digit, may_hold_digit};
use super::signs::pieces;

/// A mention of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The bytes of the date, without its weekday.
    pub range: Range<usize>,
    /// What it says.
    pub when: When,
    /// The era it is counted in; none for a year of our calendar or a shortened date.
    pub era: Option<&'static Era>,
    /// The weekday after it: the bytes of its one letter, and which it is.
    pub weekday: Option<(Range<usize>, Weekday)>,
}

/// What a mention says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// 令和7年4月21日
    Day(Day),
    /// 令和7年4月; its first day.
    Month(Day),
    /// 令和7年; its first day.
    Year(Day),
    /// 令和7年度; its first day.
    FiscalYear(Day),
    /// 令和7年2月30日, 令和7年13月, 令和0年
    Impossible,
    /// 令和7年（2024年）: the first day by each of the two calendars.
    Disagrees(Day, Day),
}

impl When {
    /// The first and the last day that are meant.
    pub fn days(self) -> Option<(Day, Day)> {
        let (first, next) = match self {
            When::Day(day) => return Some((day, day)),
            When::Month(first) => (first, first.checked_add(1.month())),
            When::Year(first) | When::FiscalYear(first) => (first, first.checked_add(1.year())),
            When::Impossible | When::Disagrees(..) => return None,
        };
        Some((first, next.ok()?.yesterday().ok()?))
    }
}

impl Mention {
    /// Whether the date lies outside the era that it is counted in: 平成32年, 令和元年4月30日.
    pub fn misses_era(&self) -> bool {
        let (Some(era), Some((first, last))) = (self.era, self.when.days()) else {
            return false;
        };
        last < era.first() || era.last().is_some_and(|end| first > end)
    }
}

/// Whether it is worth looking closer: a year, or digits with a sign after them (R7.4.21, 2025-04-21).
fn may_hold_date(text: &str) -> bool {
    let signs = ['.', '/', '-', '．', '／', '－', '‐', '・'];
    let is_signed = || {
        text.split(is_digit)
            .skip(1)
            .any(|rest| rest.starts_with(signs))
    };
    if may_hold_digit(text.as_bytes()) {
        text.contains(['年', '月']) || is_signed()
    } else {
        text.contains(['年', '月']) && text.contains(|c| c == '元' || is_kanji_digit(c))
    }
}

/// What a date can begin with, besides a digit: an era, its letter or its sign, 「同年」, 「同月」.
static BEGINNINGS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let of_era = |era: &Era| era.name.chars().take(1).chain([era.letter, era.sign]);
    ERAS.iter().flat_map(of_era).chain(['同']).collect()
});

fn may_begin_date(c: char) -> bool {
    c.is_ascii_digit() || is_kanji_digit(c) || BEGINNINGS.contains(&c)
}

/// All mentions of dates in a text, in its order.
pub fn scan(text: &str) -> Vec<Mention> {
    // No date goes on after the end of a sentence.
    let sentences = pieces(text, &['。']).filter(|piece| may_hold_date(&text[piece.clone()]));
    sentences
        .flat_map(|piece| of_sentence(text, piece))
        .collect()
}

fn of_sentence(text: &str, sentence: Range<usize>) -> Vec<Mention> {
    let text = Chars::new(text, sentence);
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    // Where the last mention ended and which day it was: what a shortened date goes on from.
    let mut before: Option<(usize, Day)> = None;
    while let Some(c) = text.get(at) {
        if !may_begin_date(c) {
            at += 1;
            continue;
        }
        let full = text.full(at);
        let short = || {
            let (end, day) = before?;
            text.joined(end, at)
                .then(|| text.continued(at, day))
                .flatten()
        };
        let without_year = || text.in_no_year(at);
        let Some((date, end)) = full.or_else(short).or_else(without_year) else {
            at += 1;
            continue;
        };
        let (date, end) = text.in_brackets(end, &date).unwrap_or((date, end));
        let (weekday, after) = match (date.when, text.weekday(end)) {
            (When::Day(_), Some((weekday, after))) => (Some(weekday), after),
            _ => (None, end),
        };
        before = match date.when {
            When::Day(day) => Some((after, day)),
            _ => None,
        };
        found.push(Mention {
            range: text.bytes(at, end),
            when: date.when,
            era: date.era,
            weekday,
        });
        at = after.max(at + 1);
    }
    found
}

/// The one letter of a weekday: 月.
pub fn weekday_letter(weekday: Weekday) -> char {
    match weekday {
        Weekday::Monday => '月',
        Weekday::Tuesday => '火',
        Weekday::Wednesday => '水',
        Weekday::Thursday => '木',
        Weekday::Friday => '金',
        Weekday::Saturday => '土',
        Weekday::Sunday => '日',
    }
}

#[cfg(test)]
mod tests;
