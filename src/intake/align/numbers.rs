//! The number before a label, and the label without it in comparison form.

use crate::japanese::chars::circled;
use crate::japanese::notation::{fold, is_digit, number};

/// The number before a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    /// ①
    Circle(usize),
    /// １．
    Point(usize),
    /// 1), （1）
    Bracket(usize),
    /// リスク１
    Risk(usize),
    /// Ⅰ
    Chapter(usize),
    /// 別添１
    Attached(usize),
}

impl Number {
    pub(super) fn value(self) -> usize {
        match self {
            Number::Circle(n)
            | Number::Point(n)
            | Number::Bracket(n)
            | Number::Risk(n)
            | Number::Chapter(n)
            | Number::Attached(n) => n,
        }
    }

    pub(super) fn same_kind(self, other: Number) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// Signs before a list entry or a heading of Markdown: they are no part of a label.
pub(super) const BULLETS: [char; 9] = ['・', '-', '*', '#', '•', '･', '>', '|', '‣'];

/// A text in the number before it and what follows.
pub(super) fn numbered(text: &str) -> (Option<Number>, &str) {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || BULLETS.contains(&c));
    match found(text) {
        Some((number, rest)) => (Some(number), rest),
        None => (None, text),
    }
}

fn found(text: &str) -> Option<(Number, &str)> {
    let first = text.chars().next()?;
    let after = &text[first.len_utf8()..];
    if let Some(n) = circled(first) {
        return Some((Number::Circle(n), after));
    }
    if let Some((n, rest)) = chapter(text, first, after) {
        return Some((Number::Chapter(n), rest));
    }
    if let Some(rest) = text.strip_prefix("リスク") {
        let (n, rest) = digits(rest)?;
        let rest = rest.trim_start_matches([' ', '　']);
        return Some((
            Number::Risk(n),
            rest.strip_prefix(['：', ':']).unwrap_or(rest),
        ));
    }
    let inner = text.strip_prefix(['（', '(', '【']).unwrap_or(text);
    if let Some(rest) = inner.strip_prefix("別添") {
        let (n, rest) = digits(rest)?;
        let rest = rest.strip_prefix(['）', ')', '】']).unwrap_or(rest);
        return Some((Number::Attached(n), rest));
    }
    if inner.len() < text.len() {
        let (n, rest) = digits(inner)?;
        return Some((Number::Bracket(n), rest.strip_prefix(['）', ')'])?));
    }
    let (n, rest) = digits(text)?;
    if let Some(rest) = rest.strip_prefix(['．', '.', '、', '，']) {
        return Some((Number::Point(n), rest));
    }
    if let Some(rest) = rest.strip_prefix([')', '）']) {
        return Some((Number::Bracket(n), rest));
    }
    let bare = rest.strip_prefix([' ', '　', '\t'])?;
    Some((Number::Point(n), bare))
}

fn digits(text: &str) -> Option<(usize, &str)> {
    let text = text.trim_start_matches([' ', '　']);
    let after = text.trim_start_matches(is_digit);
    Some((number(&text[..text.len() - after.len()])?, after))
}

/// Ⅰ, or capital letters in its place.
fn chapter<'t>(text: &'t str, first: char, after: &'t str) -> Option<(usize, &'t str)> {
    const POINTS: [char; 5] = ['．', '.', ' ', '　', '\t'];
    if ('Ⅰ'..='Ⅻ').contains(&first) {
        return Some((
            first as usize - 'Ⅰ' as usize + 1,
            after.trim_start_matches(POINTS),
        ));
    }
    let rest = text.trim_start_matches(['I', 'V', 'Ｉ', 'Ｖ']);
    if rest.len() == text.len() {
        return None;
    }
    let letters = fold(&text[..text.len() - rest.len()]);
    let known = ["I", "II", "III", "IV", "V", "VI"];
    let n = known.iter().position(|roman| *roman == letters)? + 1;
    let ends = rest.starts_with(POINTS);
    ends.then(|| (n, rest.trim_start_matches(POINTS)))
}

/// The words of a label for comparison: without ※ and its note, blanks, and differences of width.
pub(super) fn bare(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('※') {
        kept.push_str(before);
        rest = after;
        // 「※（７．リスク１⑨を除く。）」
        if let Some(note) = after.trim_start().strip_prefix(['（', '(']) {
            rest = note.split_once(['）', ')']).map_or("", |(_, rest)| rest);
        }
    }
    kept.push_str(rest);
    let mut folded = fold(&kept);
    folded.retain(|c| !matches!(c, '*' | '_' | '|'));
    if folded.contains(',') {
        folded = folded.replace(',', "、");
    }
    let end = folded.trim_end_matches([':', '・', '~']).len();
    folded.truncate(end);
    folded
}

/// How well two numbers agree.
pub(super) fn agreement(written: Option<Number>, printed: Option<Number>) -> f32 {
    match (written, printed) {
        (Some(a), Some(b)) if a == b => 0.8,
        (Some(a), Some(b)) if a.same_kind(b) => -0.6,
        (Some(a), Some(b)) if a.value() == b.value() => 0.3,
        (Some(_), Some(_)) => -0.4,
        (Some(_), None) => -0.2,
        (None, _) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_parted_from_its_number() {
        for (text, number, rest) in [
            ("①入手元　※", Some(Number::Circle(1)), "入手元"),
            ("２．基本情報", Some(Number::Point(2)), "基本情報"),
            (
                "## II 特定個人情報",
                Some(Number::Chapter(2)),
                "特定個人情報",
            ),
            ("リスク３：　入手した", Some(Number::Risk(3)), "入手した"),
            ("リスクへの対策は十分か", None, "リスクへの対策は十分か"),
            (
                "（別添１）　事務の内容",
                Some(Number::Attached(1)),
                "事務の内容",
            ),
            ("・識別情報", None, "識別情報"),
            ("（2）監査", Some(Number::Bracket(2)), "監査"),
            (
                "Ⅲ　対策　※（７．を除く。）",
                Some(Number::Chapter(3)),
                "対策",
            ),
            ("再\n委\n託", None, "再委託"),
        ] {
            let (found, after) = numbered(text);
            assert_eq!((found, bare(after).as_str()), (number, rest), "{text}");
        }
    }
}
