//! Numbers by their placeholders.

use super::{Section, Token};

/// A number as a cell without a format shows it; all its digits, however narrow the cell.
pub(super) fn general(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    if value.abs() >= 1e15 || (value != 0.0 && value.abs() < 1e-9) {
        return format!("{value:E}");
    }
    let whole = format!("{:.0}", value.abs().trunc()).len();
    let text = format!("{value:.*}", 15_usize.saturating_sub(whole));
    let text = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => &text,
    };
    if text == "-0" { "0" } else { text }.to_owned()
}

/// A number as a section shows it. `own_sign`: the section is the one for numbers below 0.
pub(super) fn shown(section: &Section, value: f64, own_sign: bool) -> String {
    let placeholders = section.has(|t| matches!(t, Token::Digit(_)));
    if !placeholders || section.has(|t| matches!(t, Token::Exponent)) || is_fraction(section) {
        return words(section, if own_sign { value.abs() } else { value });
    }
    let tokens = &section.tokens;
    let percents = tokens.iter().filter(|t| **t == Token::Percent).count();
    let last_digit = tokens.iter().rposition(|t| matches!(t, Token::Digit(_)));
    let thousands = tokens
        .iter()
        .skip(last_digit.map_or(0, |n| n + 1))
        .take_while(|t| **t == Token::Comma)
        .count();
    let point = tokens.iter().position(|t| *t == Token::Point);
    let (before, after) = tokens.split_at(point.unwrap_or(tokens.len()));
    let decimals = after
        .iter()
        .filter(|t| matches!(t, Token::Digit(_)))
        .count();
    let commas = before.iter().position(|t| *t == Token::Comma);
    let grouped =
        commas.is_some_and(|at| before[at..].iter().any(|t| matches!(t, Token::Digit(_))));

    let scaled = value.abs() * 100f64.powi(percents as i32) / 1000f64.powi(thousands as i32);
    let digits = rounded(scaled, decimals);
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut out = String::new();
    let zero = digits.bytes().all(|b| matches!(b, b'0' | b'.'));
    if value < 0.0 && !own_sign && !zero {
        out.push('-');
    }
    out.push_str(&left(before, whole, grouped));
    out.push_str(&right(after, fraction));
    out
}

/// A section without digits: its words, and the number or text where they stand in it.
fn words(section: &Section, value: f64) -> String {
    let mut out = String::new();
    let mut said = false;
    for token in &section.tokens {
        match token {
            Token::Literal(words) => out.push_str(words),
            Token::General | Token::Text => {
                out.push_str(&general(value));
                said = true;
            }
            // Fractions and powers of ten are shown in full, once.
            Token::Digit(_) if !said => {
                out.push_str(&general(value));
                said = true;
            }
            Token::Percent => out.push('%'),
            _ => {}
        }
    }
    out
}

fn is_fraction(section: &Section) -> bool {
    section.tokens.windows(3).any(|three| {
        matches!(three, [Token::Digit(_), Token::Literal(sign), Token::Digit(_)] if sign == "/")
    })
}

/// Half is rounded up, as sheets do: 1.005, which is a little less in binary, too.
fn rounded(value: f64, decimals: usize) -> String {
    let exact = format!("{value:.*}", decimals);
    let scale = 10f64.powi(decimals.min(15) as i32);
    let up = (value * scale * (1.0 + 4.0 * f64::EPSILON) + 0.5).floor() / scale;
    if up.is_finite() && value * scale < 1e15 {
        format!("{up:.*}", decimals)
    } else {
        exact
    }
}

/// The digits before the point, laid over their placeholders from the right.
fn left(tokens: &[Token], whole: &str, grouped: bool) -> String {
    let whole = whole.trim_start_matches('0');
    let mut digits = whole.chars().rev();
    let mut places = tokens
        .iter()
        .filter(|t| matches!(t, Token::Digit(_)))
        .count();
    let mut count = 0;
    let mut out: Vec<String> = Vec::new();
    let mut put = |out: &mut Vec<String>, digit: char| {
        if grouped && count > 0 && count % 3 == 0 {
            out.push(",".to_owned());
        }
        count += 1;
        out.push(digit.to_string());
    };
    for token in tokens.iter().rev() {
        match token {
            Token::Literal(words) => out.push(words.clone()),
            Token::Percent => out.push("%".to_owned()),
            Token::Digit(place) => {
                match digits.next() {
                    Some(digit) => put(&mut out, digit),
                    None if *place == '0' => put(&mut out, '0'),
                    None => {}
                }
                places -= 1;
                if places == 0 {
                    for digit in digits.by_ref() {
                        put(&mut out, digit);
                    }
                }
            }
            _ => {}
        }
    }
    out.into_iter().rev().collect()
}

/// The point and what is behind it.
fn right(tokens: &[Token], fraction: &str) -> String {
    let kept = fraction.trim_end_matches('0').len();
    let mut out = String::new();
    let mut at = 0;
    for token in tokens {
        match token {
            Token::Point => out.push('.'),
            Token::Literal(words) => out.push_str(words),
            Token::Percent => out.push('%'),
            Token::Digit(place) => {
                if at < kept || *place == '0' {
                    out.push_str(fraction.get(at..=at).unwrap_or("0"));
                }
                at += 1;
            }
            _ => {}
        }
    }
    out
}
