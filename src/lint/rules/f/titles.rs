//! Titles of chapters as a text quotes them: 「Ⅲ　リスク対策編」.

use std::ops::Range;

use crate::form::Form;
use crate::japanese::chars::half;
use crate::japanese::notation::{has_chars, is_digit, norm_key, similarity};
use crate::japanese::numbering::is_circled;

/// A chapter of the form.
pub(super) struct Chapter {
    /// From 1.
    number: usize,
    /// Ⅲ
    numeral: char,
    /// Its title as printed, without its number.
    title: String,
    norm: String,
}

/// A quoted chapter whose number or title is not that of the form.
pub(super) struct Wrong {
    /// The part of the quotation that is wrong.
    pub range: Range<usize>,
    /// The number and the title as quoted.
    pub whole: Range<usize>,
    /// What belongs in its place.
    pub right: String,
    /// Ⅲ　特定個人情報ファイルの取扱いプロセスにおけるリスク対策
    pub printed: String,
    /// Whether only the number is wrong.
    pub of_number: bool,
}

/// The chapters of the form.
pub(super) fn chapters(form: &Form) -> Vec<Chapter> {
    let chapter = |label: &str| {
        let numeral = label.chars().next()?;
        let number = roman(numeral)?;
        let title = label[numeral.len_utf8()..].split('※').next()?.trim();
        (!title.is_empty()).then(|| Chapter {
            number,
            numeral,
            title: title.to_owned(),
            norm: norm_key(title),
        })
    };
    let items = form.items.iter();
    items.filter_map(|item| chapter(&item.label)).collect()
}

/// How alike a title must be to be meant, and how many letters in a row are enough.
const ALIKE: f64 = 0.6;
const IN_A_ROW: usize = 4;

/// What is wrong with a quotation that begins with the number of a chapter and a title.
pub(super) fn wrong(chapters: &[Chapter], words: &str) -> Option<Wrong> {
    let (number, numeral, title) = head(words)?;
    let own = chapters.iter().find(|chapter| chapter.number == number)?;
    let said = &words[title.clone()];
    let norm = norm_key(said);
    // As printed, or a shortening of it.
    if own.norm.contains(&norm) || !has_chars(said, 2) {
        return None;
    }
    let whole = numeral.start..title.end;
    let printed = |chapter: &Chapter| format!("{}　{}", chapter.numeral, chapter.title);
    if let Some(other) = chapters.iter().find(|chapter| chapter.norm == norm) {
        return Some(Wrong {
            range: numeral,
            whole,
            right: other.numeral.to_string(),
            printed: printed(other),
            of_number: true,
        });
    }
    let is_meant = similarity(&own.norm, &norm) >= ALIKE || shares(&own.norm, &norm);
    is_meant.then(|| Wrong {
        range: title,
        whole,
        right: own.title.clone(),
        printed: printed(own),
        of_number: false,
    })
}

/// Whether two titles have some letters in a row in common.
fn shares(one: &str, other: &str) -> bool {
    let letters: Vec<(usize, char)> = other.char_indices().collect();
    letters.windows(IN_A_ROW).any(|row| {
        let (Some(first), Some(last)) = (row.first(), row.last()) else {
            return false;
        };
        one.contains(&other[first.0..last.0 + last.1.len_utf8()])
    })
}

/// The number of a chapter at the head of a quotation, and the title behind it, up to the next number.
fn head(words: &str) -> Option<(usize, Range<usize>, Range<usize>)> {
    let start = words.len() - words.trim_start().len();
    let first = words[start..].chars().next()?;
    let (number, end) = match roman(first) {
        Some(number) => (number, start + first.len_utf8()),
        None => ascii(&words[start..]).map(|(number, length)| (number, start + length))?,
    };
    let rest = &words[end..];
    let title = rest.trim_start_matches(|c: char| c.is_whitespace() || "．.".contains(c));
    // 「Ⅲ型」 and 「Ⅲ４」 are no chapters.
    if title.len() == rest.len() || title.starts_with(|c| is_digit(c) || is_circled(c)) {
        return None;
    }
    let from = words.len() - title.len();
    let is_next = |(at, c): (usize, char)| {
        let after = title[at + c.len_utf8()..].chars().next();
        is_circled(c) || c.is_whitespace() && after.is_some_and(|c| is_digit(c) || is_circled(c))
    };
    let end_of_title = title.char_indices().find(|pair| is_next(*pair));
    let title = title[..end_of_title.map_or(title.len(), |(at, _)| at)].trim_end();
    Some((number, start..end, from..from + title.len()))
}

/// Ⅰ to Ⅵ
fn roman(c: char) -> Option<usize> {
    let n = u32::from(c).checked_sub(0x2160)?;
    (n < 6).then_some(n as usize + 1)
}

/// I to VI in letters, with their length.
fn ascii(text: &str) -> Option<(usize, usize)> {
    const NUMERALS: [&str; 6] = ["I", "II", "III", "IV", "V", "VI"];
    let end = text.find(|c| !matches!(half(c), 'I' | 'V'))?;
    let numeral: String = text[..end].chars().map(half).collect();
    let n = NUMERALS.iter().position(|known| *known == numeral)?;
    Some((n + 1, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_as_quoted() {
        let form = crate::assessment::newest_form().expect("the form can be read");
        let chapters = chapters(form);
        assert_eq!(chapters.len(), 6);
        let right = |words: &str| wrong(&chapters, words).map(|wrong| wrong.right);
        assert!(right("Ⅲ　リスク対策編").is_some_and(|right| right.ends_with("リスク対策")));
        assert_eq!(right("Ⅴ　評価実施手続").as_deref(), Some("Ⅵ"));
        assert_eq!(
            right("IV その他のリスクの対策").as_deref(),
            Some("その他のリスク対策")
        );
        for words in [
            "Ⅲ　リスク対策",
            "Ⅱ　特定個人情報ファイルの概要　２．基本情報",
            "Ⅱ２③",
            "Ⅰ型",
            "Ⅱ　安全管理措置",
            "VI．評価実施手続",
        ] {
            assert_eq!(right(words), None, "{words}");
        }
    }
}
