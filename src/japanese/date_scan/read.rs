//! A date, read from where it begins.

use std::ops::Range;

use jiff::civil::{Date as Day, Weekday};

use super::When;
use crate::japanese::chars::half;
use crate::japanese::citation::number::{is_kanji_digit, leading};
use crate::japanese::eras::{ERAS, Era, day};

/// A date as read, without its place.
pub(super) struct Read {
    pub(super) when: When,
    pub(super) era: Option<&'static Era>,
}

/// Two years of which one must be wrong.
fn disagreement(year: i16, other: i16) -> Option<When> {
    Some(When::Disagrees(day(year, 1, 1)?, day(other, 1, 1)?))
}

/// What was found and where it ends, or nothing that ends here.
fn or_here(found: Option<(i16, usize)>, at: usize) -> (Option<i16>, usize) {
    found.map_or((None, at), |(year, end)| (Some(year), end))
}

/// What comes before the second date of a range: 「（水）午前9時から」
const JOINTS: [&str; 8] = ["から", "より", "~", "-", "―", "、", "及び", "と"];

/// What makes 「30日」 a length of time.
const LENGTHS: [&str; 8] = ["間", "以", "前", "後", "目", "ご", "程", "を"];

/// How many characters are looked at between two dates.
const LONGEST_JOINT: usize = 16;

/// The characters of a sentence in one width, with their places in the text.
pub(super) struct Chars {
    chars: Vec<(usize, char)>,
    end: usize,
}

impl Chars {
    pub(super) fn new(text: &str, sentence: Range<usize>) -> Self {
        let chars = text[sentence.clone()].char_indices();
        let chars = chars.map(|(at, c)| (sentence.start + at, narrow(c)));
        Chars {
            chars: chars.collect(),
            end: sentence.end,
        }
    }

    pub(super) fn bytes(&self, from: usize, to: usize) -> Range<usize> {
        let byte = |at: usize| self.chars.get(at).map_or(self.end, |(byte, _)| *byte);
        byte(from)..byte(to)
    }

    pub(super) fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|(_, c)| *c)
    }

    fn skip_blanks(&self, mut at: usize) -> usize {
        while self.get(at) == Some(' ') {
            at += 1;
        }
        at
    }

    /// After a word that is here.
    fn word(&self, at: usize, word: &str) -> Option<usize> {
        let mut at = at;
        for c in word.chars() {
            if self.get(at) != Some(c) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// A number of at most this many digits, also in Chinese characters, blanks before it passed.
    fn number(&self, at: usize, most: usize) -> Option<(i16, usize)> {
        let start = self.skip_blanks(at);
        if self.get(start).is_some_and(is_kanji_digit) {
            return self.kanji(start, most);
        }
        let mut end = start;
        let mut number: i16 = 0;
        while let Some(digit) = self.get(end).and_then(|c| c.to_digit(10)) {
            if end - start == most {
                return None;
            }
            number = number
                .checked_mul(10)?
                .checked_add(i16::try_from(digit).ok()?)?;
            end += 1;
        }
        (end > start).then_some((number, end))
    }

    /// 「三十一」, 「二〇二六」
    fn kanji(&self, start: usize, most: usize) -> Option<(i16, usize)> {
        let digits = self.chars[start..].iter().map(|(_, c)| *c);
        let digits: String = digits.take_while(|c| is_kanji_digit(*c)).take(8).collect();
        let (number, length) = leading(&digits)?;
        let few = number.checked_ilog10()? < u32::try_from(most).ok()?;
        (few && length == digits.len())
            .then_some((i16::try_from(number).ok()?, start + digits.chars().count()))
    }

    /// A number followed by a word: 「4 月」
    fn part(&self, at: usize, word: &str) -> Option<(i16, usize)> {
        let (number, end) = self.number(at, 2)?;
        let end = self.word(self.skip_blanks(end), word)?;
        Some((number, end))
    }

    /// A date with its year.
    pub(super) fn full(&self, at: usize) -> Option<(Read, usize)> {
        let (era, number, end) = self.era_year(at).or_else(|| self.plain_year(at))?;
        let year = match era {
            Some(era) => era.year(number),
            None => number,
        };
        // 「令和7（2025）年」
        let (other, end) = or_here(self.other_year(end, (year, era)), end);
        let end = self.skip_blanks(end);
        match self.get(end)? {
            '年' => {
                let (when, named, end) = self.long((year, era), end + 1);
                let when = match other.or(named).filter(|other| *other != year) {
                    _ if number == 0 => When::Impossible,
                    Some(other) => disagreement(year, other).unwrap_or(When::Impossible),
                    None => when,
                };
                Some((Read { when, era }, end))
            }
            mark @ ('.' | '/' | '-') if other.is_none() => {
                let (when, end) = self.short((year, era), mark, end)?;
                Some((Read { when, era }, end))
            }
            _ => None,
        }
    }

    fn era_year(&self, at: usize) -> Option<(Option<&'static Era>, i16, usize)> {
        let inside_word = at > 0 && self.get(at - 1).is_some_and(|c| c.is_ascii_alphanumeric());
        let letter = self.get(at).filter(|_| !inside_word);
        ERAS.iter().find_map(|era| {
            let is_short = letter == Some(era.letter) || letter == Some(era.sign);
            let named = self.word(at, era.name);
            let end = named.or_else(|| is_short.then_some(at + 1))?;
            if let Some(end) = self.word(self.skip_blanks(end), "元") {
                let closes = self.get(end).is_some_and(|c| matches!(c, '年' | '('));
                closes.then_some((Some(era), 1, end))
            } else {
                let (number, end) = self.number(end, 2)?;
                Some((Some(era), number, end))
            }
        })
    }

    fn plain_year(&self, at: usize) -> Option<(Option<&'static Era>, i16, usize)> {
        let joined = |c: char| {
            c.is_ascii_alphanumeric() || is_kanji_digit(c) || matches!(c, '.' | '-' | '/')
        };
        let is_digit = |c: char| c.is_ascii_digit() || is_kanji_digit(c);
        if !is_digit(self.get(at)?) || at > 0 && self.get(at - 1).is_some_and(joined) {
            return None;
        }
        let (number, end) = self.number(at, 4)?;
        (1868..=2199)
            .contains(&number)
            .then_some((None, number, end))
    }

    /// What follows 年: the date, the year in the other calendar if it is there, and the end.
    fn long(&self, said: (i16, Option<&Era>), at: usize) -> (When, Option<i16>, usize) {
        let year = said.0;
        let first = |month: i16| day(year, month, 1);
        let year_alone =
            |when: fn(Day) -> When, month: i16| first(month).map_or(When::Impossible, when);
        if self.get(at) == Some('度') {
            // 「令和6年度（2025年）」 may be its last quarter; only a 年度 is the same one.
            let fiscal = self.other_year(at + 1, said);
            let fiscal = fiscal.filter(|(_, end)| self.get(end - 2) == Some('度'));
            let (other, end) = or_here(fiscal, at + 1);
            return (year_alone(When::FiscalYear, 4), other, end);
        }
        let (other, after) = or_here(self.other_year(at, said), at);
        if self.get(after) == Some('度') {
            return (year_alone(When::FiscalYear, 4), other, after + 1);
        }
        let Some((month, end)) = self.part(after, "月") else {
            return (year_alone(When::Year, 1), other, after);
        };
        // 「7年3月間」 is a length of time.
        if self.get(end) == Some('間') {
            return (year_alone(When::Year, 1), other, after);
        }
        match self.part(end, "日") {
            Some((number, end)) if self.get(end) != Some('間') => {
                let when = day(year, month, number).map_or(When::Impossible, When::Day);
                (when, other, end)
            }
            _ => (
                first(month).map_or(When::Impossible, When::Month),
                other,
                end,
            ),
        }
    }

    /// 「（2025年）」, 「（西暦2025）」 or 「（令和7年度）」 after a year of the other calendar: the year by ours, and where its
    /// bracket ends. 「令和7年（令和6年）」 has two different years.
    fn other_year(&self, at: usize, said: (i16, Option<&Era>)) -> Option<(i16, usize)> {
        let start = self.word(at, "(")?;
        let start = self.word(start, "西暦").unwrap_or(start);
        let (era, number, end) = self.era_year(start).or_else(|| self.plain_year(start))?;
        let end = self.word(end, "年").unwrap_or(end);
        let end = self.word(end, "度").unwrap_or(end);
        let end = self.word(end, ")")?;
        let year = era.map_or(number, |era| era.year(number));
        let is_same = year == said.0 || era.is_some() != said.1.is_some();
        is_same.then_some((year, end))
    }

    /// 「（2024年4月1日）」 after a date of an era that lies elsewhere, or the other way round.
    pub(super) fn in_brackets(&self, at: usize, date: &Read) -> Option<(Read, usize)> {
        let (other, end) = self.full(self.word(at, "(")?)?;
        let end = self.word(end, ")")?;
        let ((first, last), (from, to)) = (date.when.days()?, other.when.days()?);
        let calendars = date.era.is_some() != other.era.is_some();
        (calendars && (last < from || to < first)).then_some((
            Read {
                when: When::Disagrees(first, from),
                era: date.era,
            },
            end,
        ))
    }

    /// 「.4.21」 after a year; anything longer is a version or a number of another kind. What is no day is reported where
    /// it can't be anything else: 「R7.13.1」, 「2025/13/01」.
    fn short(
        &self,
        (year, era): (i16, Option<&Era>),
        mark: char,
        at: usize,
    ) -> Option<(When, usize)> {
        let (month, middle) = self.number(at + 1, 2)?;
        if self.get(middle) != Some(mark) {
            return None;
        }
        let (number, end) = self.number(middle + 1, 2)?;
        let goes_on = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-');
        if self.get(end).is_some_and(goes_on) && self.get(end + 1).is_some_and(|c| c != ' ') {
            return None;
        }
        let is_day = (1..=12).contains(&month) && (1..=31).contains(&number);
        let in_full = middle == at + 3 && end == middle + 3;
        let certain = match era {
            Some(_) => mark != '-',
            None => in_full && mark != '.',
        };
        (is_day || certain).then(|| {
            let when = day(year, month, number).map_or(When::Impossible, When::Day);
            (when, end)
        })
    }

    /// 「2月30日」, which no year has.
    pub(super) fn in_no_year(&self, at: usize) -> Option<(Read, usize)> {
        let is_number = |c: char| c.is_ascii_digit() || is_kanji_digit(c) || c == '.';
        let goes_on = at > 0 && self.get(at - 1).is_some_and(is_number);
        if goes_on || !self.get(at).is_some_and(is_number) {
            return None;
        }
        let (month, end) = self.part(at, "月")?;
        let (number, end) = self.part(end, "日")?;
        // A year that has 29 days in February.
        let exists = day(2024, month, number).is_some();
        let is_month = (1..=12).contains(&month) && number > 0;
        (is_month && !exists && self.get(end) != Some('間')).then_some((
            Read {
                when: When::Impossible,
                era: None,
            },
            end,
        ))
    }

    /// Whether the words between two places lead from one date to the next.
    pub(super) fn joined(&self, from: usize, to: usize) -> bool {
        if to <= from || to - from > LONGEST_JOINT {
            return false;
        }
        let between = self.chars[from..to].iter().map(|(_, c)| *c);
        let between: String = between.filter(|c| *c != ' ').collect();
        JOINTS.iter().any(|joint| between.ends_with(joint))
    }

    /// 「同年10月21日」, 「10月21日」, 「同月31日」 or 「31日」 after an earlier date.
    pub(super) fn continued(&self, at: usize, before: Day) -> Option<(Read, usize)> {
        let in_month = self.word(at, "同月");
        let start = self.word(at, "同年").or(in_month).unwrap_or(at);
        let (month, at) = match self.part(start, "月").filter(|_| in_month.is_none()) {
            Some(month) => month,
            None => (i16::from(before.month()), start),
        };
        let (number, end) = self.part(at, "日")?;
        // 「30日間」 and 「30日以内」 are lengths of time.
        if LENGTHS.iter().any(|word| self.word(end, word).is_some()) {
            return None;
        }
        let later = day(before.year(), month, number).filter(|day| *day > before)?;
        let when = When::Day(later);
        Some((Read { when, era: None }, end))
    }

    /// 「（月）」, 「（月曜日）」, 「（月・祝）」 or 「月曜日」 after a day.
    pub(super) fn weekday(&self, at: usize) -> Option<((Range<usize>, Weekday), usize)> {
        let bracket = self.word(at, "(");
        let letter = self.skip_blanks(bracket.unwrap_or(at));
        let weekday = weekday(self.get(letter)?)?;
        let found = (self.bytes(letter, letter + 1), weekday);
        let long = self
            .word(letter + 1, "曜日")
            .or_else(|| self.word(letter + 1, "曜"));
        if bracket.is_none() {
            return long.map(|end| (found, end));
        }
        let end = long.unwrap_or(letter + 1);
        let holiday = ["・祝日", "・休日", "・祝", "・休", "祝"];
        let end = holiday
            .iter()
            .find_map(|h| self.word(end, h))
            .unwrap_or(end);
        let end = self.word(self.skip_blanks(end), ")")?;
        Some((found, end))
    }
}

fn weekday(letter: char) -> Option<Weekday> {
    Some(match letter {
        '月' => Weekday::Monday,
        '火' => Weekday::Tuesday,
        '水' => Weekday::Wednesday,
        '木' => Weekday::Thursday,
        '金' => Weekday::Friday,
        '土' => Weekday::Saturday,
        '日' => Weekday::Sunday,
        _ => return None,
    })
}

fn narrow(c: char) -> char {
    match c {
        '！'..='～' => half(c),
        '〜' => '~',
        '\u{2010}'..='\u{2013}' | '−' => '-',
        '\u{3000}' | '\u{A0}' | '\t' => ' ',
        c => c,
    }
}
