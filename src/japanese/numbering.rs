//! Numbers at the head of a line or of a reference: １．, （１）, ①, 1), 第1.

use std::ops::Range;

use crate::japanese::notation::{fold, is_digit, number};

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// １．
    Dot,
    /// （１）
    Round,
    /// ①
    Circle,
}

/// A number with the words after it.
#[derive(Debug, Clone)]
pub struct Numbered<'t> {
    /// How it is written.
    pub form: Form,
    /// The number.
    pub number: usize,
    /// Its place, with what belongs to it.
    pub range: Range<usize>,
    /// The words after it, to the end.
    pub words: &'t str,
}

/// The value of ① to ⑳, in any of their shapes.
fn circled(c: char) -> Option<usize> {
    let from = |first: char| c as usize - first as usize + 1;
    match c {
        '①'..='⑳' => Some(from('①')),
        '➀'..='➉' => Some(from('➀')),
        _ => None,
    }
}

/// Whether a character is a circled number.
pub fn is_circled(c: char) -> bool {
    circled(c).is_some()
}

/// The number at the beginning of a text.
pub fn numbered(text: &str) -> Option<Numbered<'_>> {
    let start = text.len() - text.trim_start().len();
    let body = &text[start..];
    let first = body.chars().next()?;
    let make = |form, number, length: usize| {
        let end = start + length;
        Some(Numbered {
            form,
            number,
            range: start..end,
            words: &text[end..],
        })
    };
    if let Some(value) = circled(first) {
        return make(Form::Circle, value, first.len_utf8());
    }
    let (form, digits_at) = match first {
        '（' | '(' => (Form::Round, first.len_utf8()),
        _ if is_digit(first) => (Form::Dot, 0),
        _ => return None,
    };
    let digits = &body[digits_at..];
    let rest = digits.trim_start_matches(is_digit);
    let value = number(&digits[..digits.len() - rest.len()])?;
    let close = rest.chars().next()?;
    let closes = match form {
        Form::Round => matches!(close, '）' | ')'),
        _ => matches!(close, '．' | '.'),
    };
    let after = &rest[close.len_utf8()..];
    // 3.5 is no number of a heading.
    let decimal = form == Form::Dot && after.starts_with(is_digit);
    let length = body.len() - after.len();
    (closes && !decimal && value > 0)
        .then(|| make(form, value, length))
        .flatten()
}

/// A heading or list item: a line of a text that begins with a number.
#[derive(Debug, Clone)]
pub struct Heading<'t> {
    /// How its number is written.
    pub form: Form,
    /// Its number.
    pub number: usize,
    /// The place of its number in the text.
    pub range: Range<usize>,
    /// Its words.
    words: &'t str,
    /// The blanks before it.
    pub indent: usize,
}

impl Heading<'_> {
    /// The comparison form of its words.
    pub fn title(&self) -> String {
        fold(self.words)
    }
}

/// The lines of a text that begin with a number.
pub fn headings(text: &str) -> Vec<Heading<'_>> {
    let mut offset = 0;
    let mut found = Vec::new();
    for words in text.split('\n') {
        if let Some(head) = numbered(words)
            && !goes_on(head.words)
        {
            found.push(Heading {
                form: head.form,
                number: head.number,
                indent: words[..head.range.start].chars().count(),
                range: offset + head.range.start..offset + head.range.end,
                words: head.words,
            });
        }
        offset += words.len() + 1;
    }
    found
}

/// Whether a number at the head of a line is a part of a sentence: ①、②のとき.
fn goes_on(words: &str) -> bool {
    let next = words.trim_start().chars().next();
    next.is_none_or(|c| is_circled(c) || "、，,・～〜~-－及又をはがのとにで」）)".contains(c))
}

/// A number in the way of another: `（３）` for 7 gives `（７）`, in the same width.
pub fn renumber(written: &str, value: usize) -> Option<String> {
    let head = numbered(written)?;
    if head.form == Form::Circle {
        let value = u32::try_from(value).ok()?;
        let c = char::from_u32('①' as u32 + value.checked_sub(1)?)?;
        return is_circled(c).then(|| c.to_string());
    }
    let first = written.find(is_digit)?;
    let wide = written[first..].starts_with(|c: char| !c.is_ascii());
    let digits: String = value
        .to_string()
        .chars()
        .map(|c| match c.to_digit(10) {
            Some(d) if wide => char::from_u32('０' as u32 + d).unwrap_or(c),
            _ => c,
        })
        .collect();
    let after = written[first..].trim_start_matches(is_digit);
    Some(format!("{}{digits}{after}", &written[..first]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_every_form() {
        let read = |text| numbered(text).map(|n| (n.form, n.number, n.words.to_owned()));
        assert_eq!(read("１．概要"), Some((Form::Dot, 1, "概要".into())));
        assert_eq!(read("(12)概要"), Some((Form::Round, 12, "概要".into())));
        assert_eq!(read("２．⑦範囲"), Some((Form::Dot, 2, "⑦範囲".into())));
        assert_eq!(read("　➁概要"), Some((Form::Circle, 2, "概要".into())));
        for none in ["1.5倍", "4情報", "（注）", "2026年", "", "（１ 概要"] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn references_at_the_head_of_a_line_are_no_headings() {
        let titles = |text| headings(text).len();
        assert_eq!(titles("１．目的\n（１）窓口\n①、②のとき\n③の場合"), 2);
    }

    #[test]
    fn numbers_keep_their_form() {
        assert_eq!(renumber("（３）", 17).as_deref(), Some("（１７）"));
        assert_eq!(renumber("3.", 4).as_deref(), Some("4."));
        assert_eq!(renumber("③", 4).as_deref(), Some("④"));
    }
}
