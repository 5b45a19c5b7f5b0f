//! The numbers at the heads of lines, in whatever shape.

use std::ops::Range;

use crate::japanese::chars::ROMAN;
use crate::japanese::notation::{is_digit, number};
use crate::japanese::numbering::{Form, numbered};

/// How a number at the head of a line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Of(Form),
    /// 1)
    Paren,
    /// Ⅰ
    Roman,
    /// IV
    Letters,
    /// 1 and a blank, or nothing
    Bare,
}

/// A number at the head of a line.
#[derive(Debug, Clone)]
pub(super) struct Number {
    pub(super) shape: Shape,
    pub(super) value: usize,
    pub(super) range: Range<usize>,
    pub(super) indent: usize,
}

/// The numbers at the heads of the lines of a text.
pub(super) fn numbers(text: &str) -> Vec<Number> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let body = line.trim_start();
        let indent = line.len() - body.len();
        if let Some((shape, value, length)) = head(body.trim_end()) {
            let start = at + indent;
            let range = start..start + length;
            found.push(Number {
                shape,
                value,
                range,
                indent,
            });
        }
        at += line.len();
    }
    found
}

/// The number at the head of a line: its shape, its value and its bytes.
pub(super) fn head(line: &str) -> Option<(Shape, usize, usize)> {
    if let Some(number) = numbered(line) {
        let next = number.words.trim_start().chars().next()?;
        let is_reference = "、，,・～〜~及又をはがのとにで".contains(next);
        return (!is_reference).then_some((
            Shape::Of(number.form),
            number.number,
            number.range.end,
        ));
    }
    let first = line.chars().next()?;
    if let 'Ⅰ'..='Ⅻ' = first {
        // Ⅲ２① is a place of the form.
        let follows = line[first.len_utf8()..].chars().next()?;
        if is_digit(follows) {
            return None;
        }
        let value = usize::try_from(u32::from(first) - u32::from('Ⅰ') + 1).ok()?;
        return Some((Shape::Roman, value, first.len_utf8()));
    }
    let letters = line.len() - line.trim_start_matches(['I', 'V', 'X']).len();
    if letters > 0 {
        let follows = line[letters..].chars().next()?;
        let value = roman(&line[..letters])?;
        return (!follows.is_ascii_alphanumeric()).then_some((Shape::Letters, value, letters));
    }
    let rest = line.trim_start_matches(is_digit);
    let digits = line.len() - rest.len();
    let value = number(&line[..digits])?;
    let follows = rest.chars().next()?;
    match follows {
        ')' | '）' => Some((Shape::Paren, value, digits + follows.len_utf8())),
        // 3年, 5人, 2 is no number of a list.
        ' ' | '　' => Some((Shape::Bare, value, digits)),
        _ if follows.is_alphabetic()
            && !"年月日時分回人件名か箇個ヶカ割歳つ条項号週世点通部階桁台社倍以"
                .contains(follows) =>
        {
            Some((Shape::Bare, value, digits))
        }
        _ => None,
    }
}

/// The value of a numeral up to XII.
fn roman(letters: &str) -> Option<usize> {
    let at = ROMAN.iter().position(|numeral| *numeral == letters)?;
    Some(at + 1)
}

/// Whether a number of a list is at the head of a line in another shape, before the next number of the list.
pub(super) fn is_between(text: &str, place: Range<usize>, value: usize) -> bool {
    let between = text.get(place).unwrap_or("");
    let lines = between.split('\n').skip(1);
    let mut heads = lines.filter_map(|line| head(line.trim()));
    heads.any(|(_, found, _)| found == value)
}
