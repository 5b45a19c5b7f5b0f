//! 和暦と西暦の日付: every usual writing of a date, with day or month precision.

use jiff::ToSpan;
use jiff::civil::Date as Day;

use super::citation::number::leading;
use super::date_scan::{When, scan};
use super::eras::{ERAS, Era, day};
use super::notation::fold;

/// A date as written: a day, or only a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The day, or the first day of the month.
    pub day: Day,
    /// Whether only a month is written.
    pub month_only: bool,
}

impl Date {
    /// The first and the last day that it may mean.
    pub fn ends(self) -> (Day, Day) {
        if !self.month_only {
            return (self.day, self.day);
        }
        let next = self.day.checked_add(1.month());
        let last = next.and_then(|next| next.yesterday()).unwrap_or(self.day);
        (self.day, last)
    }
}

/// 令和7年4月21日
pub fn written(day: Day) -> String {
    let (month, number) = (day.month(), day.day());
    format!("{}{month}月{number}日", written_year(day))
}

/// 令和7年
pub fn written_year(day: Day) -> String {
    let Some(era) = Era::of(day) else {
        return format!("{}年", day.year());
    };
    match day.year() - era.year(1) + 1 {
        1 => format!("{}元年", era.name),
        number => format!("{}{number}年", era.name),
    }
}

/// R7.4.21, where there is little room
pub fn abbreviated(day: Day) -> String {
    let (month, number) = (day.month(), day.day());
    match Era::of(day) {
        Some(era) => format!(
            "{}{}.{month}.{number}",
            era.letter,
            day.year() - era.year(1) + 1
        ),
        None => day.to_string(),
    }
}

/// What a text is as a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// A date that exists.
    Date(Date),
    /// Written as a date, but there is no such day: 令和7年2月30日.
    Impossible,
    /// Written in two calendars that disagree: 令和7年（2024年）4月1日.
    Disagrees,
    /// No date at all.
    Other,
}

/// Reads a text that is nothing but a date, perhaps with a weekday in brackets after it.
pub fn read(text: &str) -> Reading {
    // For comparison, the zero 〇 is the same as ○; in a date it is a digit.
    let folded = fold(text).replace('○', "〇");
    match alone(&folded) {
        Reading::Other => in_two_calendars(&folded),
        reading => reading,
    }
}

/// 令和7年（2025年）4月1日
fn in_two_calendars(folded: &str) -> Reading {
    let mentions = scan(folded);
    let [only] = mentions.as_slice() else {
        return Reading::Other;
    };
    let after = &folded[only.range.end..];
    if only.range.start > 0 || !after.is_empty() && only.weekday.is_none() {
        return Reading::Other;
    }
    match only.when {
        When::Day(day) => Reading::Date(Date {
            day,
            month_only: false,
        }),
        When::Month(day) => Reading::Date(Date {
            day,
            month_only: true,
        }),
        When::Impossible => Reading::Impossible,
        When::Disagrees(..) => Reading::Disagrees,
        When::Year(_) | When::FiscalYear(_) => Reading::Other,
    }
}

fn alone(folded: &str) -> Reading {
    let Some((year, rest)) = year(folded) else {
        return Reading::Other;
    };
    let Some(year) = year else {
        return Reading::Impossible;
    };
    let Some((month, rest)) = part(rest, &['月', '.', '/', '-']) else {
        return Reading::Other;
    };
    let rest = without_weekday(rest);
    if rest.is_empty() {
        return day(year, month, 1).map_or(Reading::Impossible, |day| {
            Reading::Date(Date {
                day,
                month_only: true,
            })
        });
    }
    match part(rest, &['日']) {
        Some((number, after)) if without_weekday(after).is_empty() => day(year, month, number)
            .map_or(Reading::Impossible, |day| {
                Reading::Date(Date {
                    day,
                    month_only: false,
                })
            }),
        _ => Reading::Other,
    }
}

/// The date of a text that is one.
pub fn date(text: &str) -> Option<Date> {
    match read(text) {
        Reading::Date(date) => Some(date),
        _ => None,
    }
}

/// The first and last day that a text names: 「令和7年1月1日から…31日」; a single day is both.
/// A later date may leave out what it shares with the first one.
pub fn period(text: &str) -> Option<(Date, Date)> {
    let mut found = scan(text).into_iter().filter_map(|mention| {
        let (day, month_only) = match mention.when {
            When::Day(day) => (day, false),
            When::Month(day) => (day, true),
            _ => return None,
        };
        Some(Date { day, month_only })
    });
    let first = found.next()?;
    Some((first, found.next().unwrap_or(first)))
}

/// Days from `start` to `end` with both ends counted: 9月22日 to 10月21日 is 30.
pub fn days_inclusive(start: Date, end: Date) -> i64 {
    (end.day - start.day).get_days() as i64 + 1
}

/// A year of an era or of our calendar, and what follows it; no year for 令和0年. Era names may be cut to their first
/// character or letter: 令8.4.1, h27.10.5.
fn year(text: &str) -> Option<(Option<i16>, &str)> {
    for era in &ERAS {
        let short = |rest: &&str| rest.starts_with(|c: char| c.is_ascii_digit());
        let Some(rest) = text
            .strip_prefix(era.name)
            .or_else(|| text.strip_prefix([era.letter, era.letter.to_ascii_lowercase()]))
            .or_else(|| text.strip_prefix(era.name.chars().next()?).filter(short))
        else {
            continue;
        };
        if let Some(rest) = rest.strip_prefix("元年") {
            return Some((Some(era.year(1)), rest));
        }
        let (number, rest) = part(rest, &['年', '.', '/', '-'])?;
        return Some(((number > 0).then(|| era.year(number.min(999))), rest));
    }
    let (number, rest) = part(
        text.strip_prefix("西暦").unwrap_or(text),
        &['年', '.', '/', '-'],
    )?;
    (number >= 1000).then_some((Some(number), rest))
}

/// A number, also in Chinese characters, and one of the marks after it; the last part may lack its mark.
fn part<'t>(text: &'t str, marks: &[char]) -> Option<(i16, &'t str)> {
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, end) = match digits {
        0 => {
            let (number, end) = leading(text)?;
            (i16::try_from(number).ok()?, end)
        }
        end => (text[..end].parse().ok()?, end),
    };
    let rest = &text[end..];
    Some((number, rest.strip_prefix(marks).unwrap_or(rest)))
}

fn without_weekday(text: &str) -> &str {
    let inner = text
        .strip_prefix('(')
        .and_then(|t| t.strip_suffix(')'))
        .unwrap_or(text);
    let inner = inner
        .strip_suffix("曜日")
        .or_else(|| inner.strip_suffix('曜'))
        .unwrap_or(inner);
    if inner.chars().count() == 1 && "月火水木金土日".contains(inner) {
        ""
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match read(text) {
            Reading::Date(d) if d.month_only => d.day.strftime("%Y-%m").to_string(),
            Reading::Date(d) => d.day.to_string(),
            Reading::Impossible => "impossible".into(),
            Reading::Disagrees => "disagrees".into(),
            Reading::Other => "other".into(),
        }
    }

    #[test]
    fn usual_writings() {
        for text in [
            "令和7年4月21日",
            "令和７年４月２１日",
            "R7.4.21",
            "2025-04-21",
            "2025/4/21",
            "令和 7 年 4 月 21 日（月）",
            "Ｒ７．４．２１",
            "r7/4/21",
            "R07.04.21",
            "令7.4.21",
            "㋿7年4月21日",
            "令和七年四月二十一日",
            "二〇二五年四月二十一日",
            "令和7年（2025年）4月21日",
            "2025年4月21日",
            "西暦2025年4月21日",
        ] {
            assert_eq!(shown(text), "2025-04-21", "{text}");
        }
        assert_eq!(shown("平成28年1月"), "2016-01");
        assert_eq!(shown("令和元年5月1日"), "2019-05-01");
        assert_eq!(shown("平成31年4月30日"), "2019-04-30");
        for text in [
            "令和7年2月30日",
            "R7.13.1",
            "令和七年四月三十一日",
            "令和0年4月1日",
        ] {
            assert_eq!(shown(text), "impossible", "{text}");
        }
        assert_eq!(shown("令和7年（2024年）4月21日"), "disagrees");
        for text in ["別途", "令和7年4月頃", "4月21日", "令和7年度", "12", ""] {
            assert_eq!(shown(text), "other", "{text}");
        }
    }

    #[test]
    fn periods_in_words() {
        let span = |text| {
            period(text).map(|(a, b)| (a.day.to_string(), b.day.to_string(), days_inclusive(a, b)))
        };
        let shown = |a: &str, b: &str, n| Some((a.to_string(), b.to_string(), n));
        assert_eq!(
            span("令和３年９月２２日から令和３年１０月２１日までの３０日間"),
            shown("2021-09-22", "2021-10-21", 30)
        );
        assert_eq!(
            span("令和7年1月1日（水）から31日（金）"),
            shown("2025-01-01", "2025-01-31", 31)
        );
        assert_eq!(
            span("令和7年7月11日～同年8月9日の30日間"),
            shown("2025-07-11", "2025-08-09", 30)
        );
        assert_eq!(span("2025-07-11"), shown("2025-07-11", "2025-07-11", 1));
        assert_eq!(span("30日間"), None);
    }

    #[test]
    fn days_are_written_as_officials_write_them() {
        let day = jiff::civil::date;
        assert_eq!(written(day(2019, 5, 1)), "令和元年5月1日");
        assert_eq!(written(day(2026, 3, 27)), "令和8年3月27日");
        assert_eq!(abbreviated(day(2026, 3, 27)), "R8.3.27");
        assert_eq!(abbreviated(day(2019, 4, 30)), "H31.4.30");
    }

    #[test]
    fn both_ends_are_counted() {
        let days = |a, b| Some(days_inclusive(date(a)?, date(b)?));
        assert_eq!(days("令和3年9月22日", "令和3年10月21日"), Some(30));
        assert_eq!(days("令和7年7月11日", "令和7年7月11日"), Some(1));
        assert_eq!(days("令和7年12月1日", "令和8年1月9日"), Some(40));
    }
}
