//! A text cut into runs of katakana, letters and digits, with the signs among them; everything else is left out.

use std::ops::Range;

use super::chars::width;

/// What a run is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunKind {
    /// ァ to ヺ and ー
    Katakana,
    /// Letters of either width.
    Letters,
    /// Digits of either width.
    Digits,
    /// One sign: a bracket, a blank, a dash, a comma, a compatibility character, a letter of another script.
    Sign(char),
}

/// A run with its place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// What it is made of.
    pub kind: RunKind,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Run {
    /// Its bytes in the text.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Its sign, where it is one.
    pub fn sign(self) -> Option<char> {
        match self.kind {
            RunKind::Sign(c) => Some(c),
            _ => None,
        }
    }
}

/// The runs of a text in their order.
///
/// ```
/// use hyokasho::japanese::runs::{RunKind, runs};
/// let kinds: Vec<_> = runs("第１０条のサーバー（TLS）").iter().map(|r| r.kind).collect();
/// let (open, close) = (RunKind::Sign('（'), RunKind::Sign('）'));
/// assert_eq!(kinds, [RunKind::Digits, RunKind::Katakana, open, RunKind::Letters, close]);
/// ```
pub fn runs(text: &str) -> Vec<Run> {
    let bytes = text.as_bytes();
    let mut found: Vec<Run> = Vec::new();
    let mut at = 0;
    while let Some(rest @ [first, ..]) = bytes.get(at..) {
        // Most of a text: Chinese characters and hiragana.
        if matches!(rest, [0xE4..=0xE9, ..] | [0xE3, 0x81, ..]) {
            at += 3;
            continue;
        }
        let first = *first;
        let width = width(first);
        let tail = [
            bytes.get(at + 1).copied().unwrap_or(0),
            bytes.get(at + 2).copied().unwrap_or(0),
        ];
        if let Some(class) = class(first, tail) {
            let kind = match class {
                Class::Run(kind) => kind,
                Class::Sign => RunKind::Sign(text[at..].chars().next().unwrap_or(' ')),
            };
            match found.last_mut() {
                Some(last) if last.kind == kind && last.end == at && class_joins(kind) => {
                    last.end = at + width;
                }
                _ => found.push(Run {
                    kind,
                    start: at,
                    end: at + width,
                }),
            }
        }
        at += width;
    }
    found
}

/// The runs of Chinese characters of a text, with 々.
///
/// ```
/// use hyokasho::japanese::runs::kanji;
/// assert!(kanji("人々の漢字、書").eq([0..6, 9..15, 18..21]));
/// ```
pub fn kanji(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !is_kanji(&bytes[at..]) {
            at += width(bytes[at]);
        }
        let start = at;
        while is_kanji(&bytes[at..]) {
            at += 3;
        }
        (start < at).then_some(start..at)
    })
}

/// Whether a Chinese character begins here.
fn is_kanji(bytes: &[u8]) -> bool {
    // 一 to U+9FFF, and 々
    matches!(
        bytes,
        [0xE4, 0xB8..=0xBF, ..] | [0xE5..=0xE9, ..] | [0xE3, 0x80, 0x85, ..]
    )
}

/// The runs of digits of either width of a text.
///
/// ```
/// use hyokasho::japanese::runs::digits;
/// assert!(digits("第１０条、30日").eq([3..9, 15..17]));
/// ```
pub fn digits(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && digit(&bytes[at..]) == 0 {
            at += width(bytes[at]);
        }
        let start = at;
        while digit(&bytes[at..]) > 0 {
            at += digit(&bytes[at..]);
        }
        (start < at).then_some(start..at)
    })
}

/// How many bytes a digit has that begins here.
fn digit(bytes: &[u8]) -> usize {
    match bytes {
        [b'0'..=b'9', ..] => 1,
        // ０ to ９
        [0xEF, 0xBC, 0x90..=0x99, ..] => 3,
        _ => 0,
    }
}

/// The fewest characters before ー: カバー is no カバ.
const FEWEST: usize = 3;

/// A word of katakana without the long vowel at its end, where the word is the same without it: サーバー, サーバ.
pub fn long_vowel_stem(word: &str) -> Option<&str> {
    let stem = word.strip_suffix('ー')?;
    (stem.chars().count() >= FEWEST && !stem.ends_with('ー')).then_some(stem)
}

enum Class {
    Run(RunKind),
    Sign,
}

fn class_joins(kind: RunKind) -> bool {
    !matches!(kind, RunKind::Sign(_))
}

fn class(first: u8, tail: [u8; 2]) -> Option<Class> {
    let class = match (first, tail) {
        (b'A'..=b'Z' | b'a'..=b'z', _) => Class::Run(RunKind::Letters),
        (b'0'..=b'9', _) => Class::Run(RunKind::Digits),
        (b'(' | b')' | b'[' | b']' | b'<' | b'>' | b'~' | b'-' | b',' | b' ', _) => Class::Sign,
        (0xE3, [0x82, 0xA1..=0xBF] | [0x83, 0x80..=0xBA | 0xBC]) => Class::Run(RunKind::Katakana),
        // 　〇〈〉《》「」『』【】〔〕〜・
        (0xE3, [0x80, 0x80 | 0x87..=0x91 | 0x94 | 0x95 | 0x9C] | [0x83, 0xBB]) => Class::Sign,
        (0xEF, [0xBC, 0x90..=0x99]) => Class::Run(RunKind::Digits),
        (0xEF, [0xBC, 0xA1..=0xBA] | [0xBD, 0x81..=0x9A]) => Class::Run(RunKind::Letters),
        // （），－＜＞［］～ and half-width katakana with ｡｢｣､･
        (0xEF, [0xBC, 0x88 | 0x89 | 0x8C | 0x8D | 0x9C | 0x9E | 0xBB | 0xBD]) => Class::Sign,
        (0xEF, [0xBD, 0x9E | 0xA1..=0xBF] | [0xBE, 0x80..=0x9F]) => Class::Sign,
        // ‐‑‒–—― − ─━ ➀ to ➓
        (0xE2, [0x80, 0x90..=0x95] | [0x88, 0x92] | [0x94, 0x80 | 0x81] | [0x9E, 0x80..=0x93]) => {
            Class::Sign
        }
        // Letters of Greek are used in formulas and names; those of Cyrillic are not.
        (0xD0..=0xD3, _) => Class::Sign,
        _ => return None,
    };
    Some(class)
}

#[cfg(test)]
mod tests {
    use super::{digits, kanji};
    use crate::japanese::{chars, notation};

    #[test]
    fn characters_are_known_by_their_bytes() {
        for c in '\u{0}'..='\u{10FFFF}' {
            let found: Vec<_> = kanji(&format!("a{c}、")).collect();
            let expected = chars::is_kanji(c).then_some(1..4);
            assert_eq!(found, Vec::from_iter(expected), "{c:?}");
            let found = digits(&format!("a{c}、")).next().map(|run| run.start);
            assert_eq!(found.is_some(), notation::is_digit(c), "{c:?}");
        }
    }
}
