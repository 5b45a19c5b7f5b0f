//! A format's code, read into its tokens.

use std::iter::Peekable;
use std::str::Chars;

use super::{Condition, Section, Token};

/// The longest code that is read; programs write at most 255 characters.
const MAX_CODE: usize = 1024;

/// The parts of a code.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let code: String = code.chars().take(MAX_CODE).collect();
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        if c == ';' {
            sections.push(Section::default());
        } else if let Some(section) = sections.last_mut() {
            sign(c, &mut chars, section);
        }
    }
    for section in &mut sections {
        minutes(&mut section.tokens);
    }
    sections
}

fn sign(c: char, chars: &mut Peekable<Chars>, section: &mut Section) {
    match c {
        '"' => {
            let words: String = chars.by_ref().take_while(|c| *c != '"').collect();
            literal(section, &words);
        }
        '\\' | '!' => {
            if let Some(c) = chars.next() {
                literal(section, c.encode_utf8(&mut [0; 4]));
            }
        }
        // As wide as a sign, or filled with it: nothing to read.
        '_' | '*' => {
            chars.next();
        }
        '[' => {
            let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
            bracket(&inner, section);
        }
        '0' | '#' | '?' => section.tokens.push(Token::Digit(c)),
        '.' => point(chars, section),
        ',' => section.tokens.push(Token::Comma),
        '%' => section.tokens.push(Token::Percent),
        '@' => section.tokens.push(Token::Text),
        _ if c.is_ascii_alphabetic() => letters(c, chars, section),
        _ => literal(section, c.encode_utf8(&mut [0; 4])),
    }
}

fn literal(section: &mut Section, words: &str) {
    if let Some(Token::Literal(before)) = section.tokens.last_mut() {
        before.push_str(words);
    } else {
        section.tokens.push(Token::Literal(words.to_owned()));
    }
}

/// A point before digits of a second, or that of a number.
fn point(chars: &mut Peekable<Chars>, section: &mut Section) {
    let seconds = matches!(
        section.tokens.last(),
        Some(Token::Second(_) | Token::Elapsed('s', _))
    );
    if !seconds {
        section.tokens.push(Token::Point);
        return;
    }
    let mut digits = 0;
    while chars.next_if_eq(&'0').is_some() {
        digits += 1;
    }
    section.tokens.push(Token::Fraction(digits));
}

fn bracket(inner: &str, section: &mut Section) {
    let lower = inner.to_ascii_lowercase();
    if let Some(money) = inner.strip_prefix('$') {
        let (sign, place) = money.split_once('-').unwrap_or((money, ""));
        if !sign.is_empty() {
            literal(section, sign);
        }
        section.gannen |= place.contains("gannen");
    } else if lower == "dbnum3" {
        section.wide = true;
    } else if let Some(first) = lower.chars().next() {
        if matches!(first, 'h' | 'm' | 's') && lower.chars().all(|c| c == first) {
            let token = Token::Elapsed(first, lower.len());
            section.tokens.push(token);
        } else if matches!(first, '<' | '>' | '=') {
            let than = lower.trim_start_matches(['<', '>', '=']);
            let signs = &lower[..lower.len() - than.len()];
            section.condition = than.trim().parse().ok().map(|than| Condition {
                less: signs.contains('<'),
                equal: signs.contains('='),
                greater: signs.contains('>'),
                than,
            });
        }
    }
}

fn letters(first: char, chars: &mut Peekable<Chars>, section: &mut Section) {
    let rest: String = chars.clone().take(7).collect();
    let rest = rest.to_ascii_lowercase();
    let lower = first.to_ascii_lowercase();
    for (word, token) in [
        ("general", Token::General),
        ("g/標準", Token::General),
        ("am/pm", Token::AmPm(true)),
        ("a/p", Token::AmPm(false)),
    ] {
        let mut letters = word.chars();
        if letters.next() == Some(lower) && rest.starts_with(letters.as_str()) {
            for _ in letters {
                chars.next();
            }
            section.tokens.push(token);
            return;
        }
    }
    let digits = section.tokens.iter().rev().find_map(|token| match token {
        Token::Digit(_) => Some(true),
        Token::Point => None,
        _ => Some(false),
    });
    if lower == 'e' && digits == Some(true) && rest.starts_with(['+', '-']) {
        chars.next();
        section.tokens.push(Token::Exponent);
        return;
    }
    let mut length = 1;
    while chars.next_if(|c| c.eq_ignore_ascii_case(&lower)).is_some() {
        length += 1;
    }
    if lower == 'r' {
        section.tokens.push(Token::Era(3));
    }
    section.tokens.push(match lower {
        'g' => Token::Era(length),
        'e' | 'r' => Token::EraYear(length),
        'y' => Token::Year(length),
        'm' => Token::Month(length),
        'd' if length > 2 => Token::Weekday(length + 10),
        'd' => Token::Day(length),
        'a' => Token::Weekday(length),
        'h' => Token::Hour(length),
        's' => Token::Second(length),
        _ => Token::Literal(String::from(first).repeat(length)),
    });
}

/// `m` behind an hour or before a second is a minute.
fn minutes(tokens: &mut [Token]) {
    let times: Vec<usize> = (0..tokens.len())
        .filter(|&n| {
            !matches!(
                tokens.get(n),
                None | Some(Token::Literal(_) | Token::AmPm(_))
            )
        })
        .collect();
    for (n, &at) in times.iter().enumerate() {
        let Some(&Token::Month(length)) = tokens.get(at) else {
            continue;
        };
        let before = n.checked_sub(1).and_then(|n| tokens.get(*times.get(n)?));
        let after = times.get(n + 1).and_then(|&n| tokens.get(n));
        let hour = matches!(before, Some(Token::Hour(_) | Token::Elapsed('h', _)));
        let second = matches!(after, Some(Token::Second(_) | Token::Elapsed('s', _)));
        if hour || second {
            tokens[at] = Token::Minute(length);
        }
    }
}
