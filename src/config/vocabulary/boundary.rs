//! Where words begin and end: in 確認職員 the dictionary knows 確認 and 職員, so that 「認職」 is no slip for 「認識」.

use std::ops::Range;

use crate::japanese::chars::{is_kanji, is_katakana, stretch};
use crate::japanese::segment::words;

/// How many bytes around a slip are looked at: no compound is longer.
const AROUND: usize = 90;

/// What may end a compound or part two words of it with a single character: 組織別, 任意職.
const SUFFIXES: &str = "別職面者等用的性化式型系数値額料費税証書票簿表員長課係室部局所署省庁院校会業法令例権内外中上下間時日月年期分回度号名品物状率量士師人";

/// What may begin a word with a single character: 未申告, 各世帯.
const PREFIXES: &str = "未非不無再各全本当同前後新旧現次翌毎総主副準要被両諸約他元";

/// Whether a slip of Chinese characters is the end of one known word and the beginning of the next.
pub(super) fn is_joint(text: &str, slip: &Range<usize>) -> bool {
    if !text[slip.clone()].chars().all(is_kanji) {
        return false;
    }
    let run = stretch(text, slip, AROUND, |c| is_kanji(c) || is_katakana(c));
    let parts = words(&text[run.clone()]);
    let mut at = run.start;
    let mut met: Vec<(Range<usize>, bool)> = Vec::new();
    for (n, part) in parts.iter().enumerate() {
        let range = at..at + part.len();
        at = range.end;
        if range.start < slip.end && slip.start < range.end {
            let before = n.checked_sub(1).and_then(|n| parts.get(n));
            met.push((
                range,
                is_word(part, before.copied(), parts.get(n + 1).copied()),
            ));
        }
    }
    let goes_beyond =
        |(range, _): &(Range<usize>, bool)| range.start < slip.start || slip.end < range.end;
    met.iter().any(goes_beyond) && met.iter().all(|(_, is_word)| *is_word)
}

/// Whether a part of a compound is a word of the dictionary, or a single character that may join one.
fn is_word(part: &str, before: Option<&str>, after: Option<&str>) -> bool {
    let is_long = |part: Option<&str>| part.is_some_and(|part| part.chars().nth(1).is_some());
    is_long(Some(part))
        || is_long(before) && SUFFIXES.contains(part)
        || is_long(after) && PREFIXES.contains(part)
}

#[cfg(test)]
mod tests {
    use super::is_joint;

    fn joint(text: &str, slip: &str) -> bool {
        let at = text.find(slip).expect("it is there");
        is_joint(text, &(at..at + slip.len()))
    }

    #[test]
    fn the_end_of_a_word_and_the_beginning_of_the_next() {
        for (text, slip) in [
            ("確認職員を", "認職"),
            ("組織別に", "織別"),
            ("就労支援受給者", "援受"),
            ("前年未申告者", "年未"),
            ("認定個人情報保護団体", "定個人情報"),
            ("回復数値", "復数"),
            ("任意職の", "意職"),
            ("施行例規", "施行例"),
            ("当該該当者", "当該該"),
        ] {
            assert!(joint(text, slip), "{text}");
        }
    }

    #[test]
    fn slips_are_no_compounds() {
        for (text, slip) in [
            ("本人認職の", "認職"),
            ("文書の管埋者", "管埋"),
            ("復数人で", "復数"),
            ("職貝の", "職貝"),
            ("個人織別番号", "織別"),
            ("施行例第一条", "施行例"),
            ("期未に", "期未"),
            ("定個人情報の", "定個人情報"),
        ] {
            assert!(!joint(text, slip), "{text}");
        }
    }
}
