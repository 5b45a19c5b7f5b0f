//! Dates, times and numbers in one notation.

use crate::japanese::citation::number::{is_kanji_digit, kanji_digit};
use crate::japanese::date_scan::{When, scan};

/// A text with its dates in one calendar: 令和8年4月1日, R8.4.1 and 2026/4/1 are 2026年4月1日.
pub(super) fn dates(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for mention in scan(text) {
        let date = match mention.when {
            When::Day(day) => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
            When::Month(day) => format!("{}年{}月", day.year(), day.month()),
            When::Year(day) => format!("{}年", day.year()),
            When::FiscalYear(day) => format!("{}年度", day.year()),
            When::Impossible | When::Disagrees(..) => continue,
        };
        if mention.range.start >= at {
            out.push_str(&text[at..mention.range.start]);
            out.push_str(&date);
            at = mention.range.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// A narrow text with its numbers in digits without commas, its times as hours and minutes of the day, and commas and
/// full stops as they are written in Japanese.
pub(super) fn numbers(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if c.is_ascii_digit() || is_kanji_digit(c) || is_great(c) {
            let end = number(&chars, at, &mut out);
            at = time(&chars, end, &mut out);
        } else {
            out.push(match c {
                ',' => '、',
                '.' => '。',
                c => c,
            });
            at += 1;
        }
    }
    out
}

fn is_great(c: char) -> bool {
    matches!(c, '万' | '億' | '兆')
}

/// Writes the number that begins at a place; gives the place after it.
fn number(chars: &[char], start: usize, out: &mut String) -> usize {
    let mut end = start;
    let digit = |n: usize| chars.get(n).is_some_and(char::is_ascii_digit);
    // The commas of thousands: three digits after each, and no fourth.
    let thousands =
        |n: usize| chars.get(n) == Some(&',') && (1..=3).all(|k| digit(n + k)) && !digit(n + 4);
    let mut plain = String::new();
    let mut parted = false;
    while let Some(&c) = chars.get(end) {
        let belongs = c.is_ascii_digit() || is_kanji_digit(c) || is_great(c);
        // 〇 is folded to ○.
        let zero =
            c == '○' && end > start && chars.get(end - 1).copied().is_some_and(is_kanji_digit);
        match c {
            _ if belongs => plain.push(c),
            _ if zero => plain.push('〇'),
            ',' if (parted || is_short(&plain)) && thousands(end) => parted = true,
            _ => break,
        }
        end += 1;
    }
    let point = chars.get(end) == Some(&'.') && digit(end.wrapping_sub(1)) && digit(end + 1);
    if point {
        plain.push('.');
        end += 1;
        while digit(end) {
            plain.push(chars[end]);
            end += 1;
        }
        out.push_str(&plain);
        return end;
    }
    match value(&plain) {
        Some(value) => out.push_str(&value),
        None => out.push_str(&plain),
    }
    end
}

/// Whether a comma of thousands may follow some digits.
fn is_short(digits: &str) -> bool {
    (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// 34万 as 340000, 十九 as 19, 二〇二六 as 2026. What begins with 0 is a sign rather than a number and stays.
fn value(text: &str) -> Option<String> {
    if text.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let (mut sum, mut part, mut open): (u128, u128, Option<u128>) = (0, 0, None);
    for c in text.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1_000,
            '万' => 10_000,
            '億' => 100_000_000,
            '兆' => 1_000_000_000_000,
            c => {
                let digit = match kanji_digit(c) {
                    Some(digit) => u128::from(digit),
                    None => u128::from(c.to_digit(10)?),
                };
                open = Some(open.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
                continue;
            }
        };
        if unit < 10_000 {
            part = part.checked_add(open.take().unwrap_or(1).checked_mul(unit)?)?;
        } else {
            let below = part.checked_add(open.take().unwrap_or(0))?;
            sum = sum.checked_add(below.max(1).checked_mul(unit)?)?;
            part = 0;
        }
    }
    let all = sum.checked_add(part)?.checked_add(open.unwrap_or(0))?;
    Some(all.to_string())
}

/// After a number: 9:00, 9時00分 and 午前9時 are 9時. Gives the place after what was written.
fn time(chars: &[char], at: usize, out: &mut String) -> usize {
    let digit = |n: usize| chars.get(n).and_then(|c| c.to_digit(10));
    let (minutes, end) = match chars.get(at) {
        Some(':') => match (digit(at + 1), digit(at + 2), digit(at + 3)) {
            (Some(tens), Some(ones), None) if chars.get(at + 3) != Some(&':') => {
                (tens * 10 + ones, at + 3)
            }
            _ => return at,
        },
        Some('時') => match (digit(at + 1), digit(at + 2)) {
            (Some(tens), Some(ones)) if chars.get(at + 3) == Some(&'分') => {
                (tens * 10 + ones, at + 4)
            }
            (Some(ones), None) if chars.get(at + 2) == Some(&'分') => (ones, at + 3),
            _ if chars.get(at + 1) == Some(&'半') => (30, at + 2),
            _ if chars.get(at + 1) == Some(&'間') => return at,
            _ => (0, at + 1),
        },
        _ => return at,
    };
    let head = out.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let hour: u32 = match out[head..].parse() {
        Ok(hour) if hour <= 24 => hour,
        _ => return at,
    };
    let before = &out[..head];
    let (head, hour) = match (before.strip_suffix("午後"), before.strip_suffix("午前")) {
        (Some(before), _) if hour <= 12 => (before.len(), hour + 12),
        (_, Some(before)) => (before.len(), hour),
        _ => (head, hour),
    };
    out.truncate(head);
    out.push_str(&format!("{hour}時"));
    if minutes > 0 {
        out.push_str(&format!("{minutes}分"));
    }
    end
}
