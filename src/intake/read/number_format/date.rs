//! Days and times.

use jiff::ToSpan;
use jiff::civil::Date as Day;

use super::{Section, Token};
use crate::japanese::date_scan::weekday_letter;
use crate::japanese::eras::Era;

const SECONDS: f64 = 86_400.0;
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The day of a serial number; sheets count a 29 February 1900 that never was.
fn day(serial: i64, from_1904: bool) -> Option<Day> {
    let (first, days) = match serial {
        _ if from_1904 => (jiff::civil::date(1904, 1, 1), serial),
        ..=60 => (jiff::civil::date(1899, 12, 31), serial),
        _ => (jiff::civil::date(1899, 12, 30), serial),
    };
    if !(0..=2_958_465).contains(&serial) {
        return None;
    }
    first.checked_add(days.days()).ok()
}

/// The serial number of a day and a time written as `2026-04-01T09:00:00`, as files write them.
pub(in crate::intake::read) fn serial_of(written: &str) -> Option<f64> {
    let (date, time) = written.split_once('T').unwrap_or((written, ""));
    let date: Day = date.parse().ok()?;
    let days = date.since(jiff::civil::date(1899, 12, 30)).ok()?.get_days();
    let mut seconds = 0.0;
    for (part, unit) in time
        .trim_end_matches('Z')
        .split(':')
        .zip([3600.0, 60.0, 1.0])
    {
        seconds += part.parse::<f64>().unwrap_or(0.0) * unit;
    }
    Some(f64::from(days) + seconds / SECONDS)
}

/// A number as a section of days and times shows it; none where it is no day.
pub(super) fn shown(section: &Section, value: f64, from_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    let fraction = section.tokens.iter().find_map(|token| match token {
        Token::Fraction(digits) => Some((*digits).min(9)),
        _ => None,
    });
    let unit = 10f64.powi(fraction.unwrap_or(0) as i32);
    let total = (value * SECONDS * unit).round() / unit;
    let day = day((total / SECONDS).floor() as i64, from_1904)?;
    let time = total.rem_euclid(SECONDS);
    let seconds = time.floor() as i64;
    let half = section.has(|token| matches!(token, Token::AmPm(_)));
    let hour = seconds / 3600;
    let mut out = String::new();
    for token in &section.tokens {
        match token {
            Token::Literal(words) => out.push_str(words),
            Token::Point => out.push('.'),
            Token::Comma => out.push(','),
            Token::Percent => out.push('%'),
            Token::Era(length) => era(*length, day, &mut out),
            Token::EraYear(length) => out.push_str(&era_year(section, *length, day)),
            Token::Year(1 | 2) => out.push_str(&padded(i64::from(day.year() % 100), 2)),
            Token::Year(_) => out.push_str(&day.year().to_string()),
            Token::Month(length) => month(*length, day, &mut out),
            Token::Day(length) => out.push_str(&padded(i64::from(day.day()), *length)),
            Token::Weekday(length) => weekday(*length, day, &mut out),
            Token::Hour(length) => {
                let hour = if half { (hour + 11) % 12 + 1 } else { hour };
                out.push_str(&padded(hour, *length));
            }
            Token::Minute(length) => out.push_str(&padded(seconds / 60 % 60, *length)),
            Token::Second(length) => out.push_str(&padded(seconds % 60, *length)),
            Token::Fraction(_) => {
                let digits = fraction.unwrap_or(0);
                let part = format!("{:.*}", digits, time - time.floor());
                out.push_str(part.trim_start_matches('0'));
            }
            Token::AmPm(long) => {
                let word = if hour < 12 { "AM" } else { "PM" };
                out.push_str(if *long { word } else { &word[..1] });
            }
            Token::Elapsed(unit, length) => {
                let per = match unit {
                    'h' => 3600.0,
                    'm' => 60.0,
                    _ => 1.0,
                };
                out.push_str(&padded((total / per).floor() as i64, *length));
            }
            Token::Digit(_) | Token::General | Token::Text | Token::Exponent => {}
        }
    }
    Some(section.dressed(out))
}

fn padded(number: i64, length: usize) -> String {
    format!("{number:0width$}", width = length.min(4))
}

fn era(length: usize, day: Day, out: &mut String) {
    let Some(era) = Era::of(day) else {
        return;
    };
    match length {
        1 => out.push(era.letter),
        2 => out.extend(era.name.chars().take(1)),
        _ => out.push_str(era.name),
    }
}

fn era_year(section: &Section, length: usize, day: Day) -> String {
    let Some(era) = Era::of(day) else {
        return day.year().to_string();
    };
    match i64::from(day.year() - era.year(1) + 1) {
        1 if section.gannen => "元".to_owned(),
        year => padded(year, length),
    }
}

fn month(length: usize, day: Day, out: &mut String) {
    let number = i64::from(day.month());
    let name = MONTHS.get(number as usize - 1).copied().unwrap_or_default();
    match length {
        1 | 2 => out.push_str(&padded(number, length)),
        3 => out.push_str(&name[..3]),
        4 => out.push_str(name),
        _ => out.push_str(&name[..1]),
    }
}

/// `aaa` 水, `aaaa` 水曜日; 10 more for the English `ddd` and `dddd`.
fn weekday(length: usize, day: Day, out: &mut String) {
    let letter = weekday_letter(day.weekday());
    let english = format!("{:?}", day.weekday());
    match length {
        13 => out.push_str(&english[..3]),
        14.. => out.push_str(&english),
        4.. => {
            out.push(letter);
            out.push_str("曜日");
        }
        _ => out.push(letter),
    }
}
