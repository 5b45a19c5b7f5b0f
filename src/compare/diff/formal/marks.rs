//! What is before a line of a list: a bullet, a number, both.

use crate::assets::lists::sentences::{AFTER_NUMBERS, PARTICLES};
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};
use crate::japanese::notation::fold;

/// What is before a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Whether it is a number.
    pub(crate) numbered: bool,
    /// Of a box: whether it is ticked.
    ticked: Option<bool>,
}

impl Mark {
    /// Whether one mark in the place of the other says something: a box that was ticked or cleared.
    pub(crate) fn says_the_same(self, other: Self) -> bool {
        self.ticked.is_none() || other.ticked.is_none() || self.ticked == other.ticked
    }
}

/// A line without the marks of a list before it: `・`, `○`, `（1）`, `①`, `2．`, `ア　`. The number before a text that
/// stands alone belongs to no list, but a bullet does: 「3　名」, 「・登録」.
pub(crate) fn marked(line: &str, alone: bool) -> (Mark, &str) {
    let mut mark = Mark::default();
    let mut rest = line;
    while let Some((c, after)) = bullet(rest) {
        mark.ticked = mark.ticked.or(match c {
            '□' | '☐' => Some(false),
            '■' | '☑' | '☒' => Some(true),
            _ => None,
        });
        rest = after;
    }
    if !alone && let Some(after) = number(rest) {
        mark.numbered = true;
        rest = after;
    }
    (mark, rest)
}

/// A bullet and what is after it; none where a line is nothing but signs, or begins with the place of a name: ○○課.
fn bullet(line: &str) -> Option<(char, &str)> {
    let text = line.trim_start();
    let c = text.chars().next()?;
    let after = &text[c.len_utf8()..];
    let is_bullet = match c {
        '・' | '･' | '•' | '●' | '○' | '◯' | '◎' | '■' | '□' | '◆' | '◇' | '▪' | '▫' | '▶'
        | '▷' | '►' | '➢' | '➤' | '★' | '☆' | '☐' | '☑' | '☒' | '‣' | '◦' => {
            true
        }
        // 「-5度」 is a number.
        '-' | '－' | '–' | '—' | '*' | '＊' => {
            after.starts_with([' ', '　']) || after.starts_with(is_word)
        }
        _ => false,
    };
    let says_something = after.chars().any(char::is_alphanumeric) && !after.starts_with(c);
    (is_bullet && says_something).then_some((c, after))
}

fn is_word(c: char) -> bool {
    is_kanji(c) || is_hiragana(c) || is_katakana(c)
}

/// What is after the number of a list; none for a number that the sentence goes on from: 「（1）は、…」.
fn number(line: &str) -> Option<&str> {
    let text = line.trim_start();
    let rest = in_brackets(text)
        .or_else(|| circled(text))
        .or_else(|| before_a_sign(text));
    // A line of nothing but a number is no numbered line.
    rest.filter(|rest| {
        // 「（3）（1）及び（2）の家族」 speaks of what is before it; 「（1）（2）は」 begins with no mark.
        let of_former = value(rest).is_some_and(|next| value(text).is_some_and(|own| next < own));
        !rest.trim().is_empty() && (of_former || !goes_on(rest))
    })
}

/// The number with which a text begins, in brackets or in a circle.
fn value(text: &str) -> Option<u32> {
    let first = text.chars().next()?;
    if ('①'..='⑳').contains(&first) {
        return Some(u32::from(first) - u32::from('①') + 1);
    }
    let (number, _) = text.strip_prefix(['（', '('])?.split_once(['）', ')'])?;
    fold(number).parse().ok()
}

fn in_brackets(text: &str) -> Option<&str> {
    let (number, rest) = text.strip_prefix(['（', '('])?.split_once(['）', ')'])?;
    is_number(number).then_some(rest)
}

fn circled(text: &str) -> Option<&str> {
    text.strip_prefix(|c| matches!(c, '①'..='⑳' | '➀'..='➉' | '❶'..='❿' | '⑴'..='⒇' | '㋐'..='㋾'))
}

fn before_a_sign(text: &str) -> Option<&str> {
    let (number, rest) = text.split_once(['．', '.', '）', ')', '　', ' ', '、'])?;
    // 「3.5％」 and 「10、11」 begin with no number of a list.
    let goes_on = rest.starts_with(|c: char| c.is_numeric());
    (is_number(number) && !goes_on).then_some(rest)
}

/// Whether a sentence goes on from its number: 「（1）及び（2）は」, 「①の事務」. A word that only begins so stays a word:
/// 「（1）がん検診」, 「（2）はしか」.
fn goes_on(rest: &str) -> bool {
    let (rest, joined) = match rest.strip_prefix([' ', '　']) {
        Some(rest) => (rest, false),
        None => (rest, true),
    };
    let parts = |rest: &str| {
        rest.starts_with(['、', '，', '～', '〜', '~', '・', '／'])
            || joined && (in_brackets(rest).is_some() || circled(rest).is_some())
    };
    let particle = |word: &str| {
        let after = rest.strip_prefix(word).and_then(|rest| rest.chars().next());
        after.is_some_and(|c| !is_hiragana(c))
    };
    parts(rest)
        || AFTER_NUMBERS.iter().any(|word| rest.starts_with(word))
        || PARTICLES.iter().any(|word| particle(word))
}

fn is_number(text: &str) -> bool {
    let text = fold(text);
    let all = |belongs: &dyn Fn(char) -> bool| !text.is_empty() && text.chars().all(belongs);
    let short = text.chars().count() == 1;
    all(&|c| c.is_ascii_digit()) && text.len() <= 3
        || short && all(&|c| c.is_ascii_alphabetic() || ('ァ'..='ン').contains(&c))
        || all(&|c| "ivxIVX".contains(c))
        || all(&|c| "一二三四五六七八九十".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_lists_are_passed_over() {
        for line in [
            "（1）抽出",
            "(１) 抽出",
            "①抽出",
            "2．抽出",
            "ア　抽出",
            "a) 抽出",
            "・抽出",
            "○ 抽出",
            "- 抽出",
            "－抽出",
            "・（3）抽出",
            "１ 抽出",
        ] {
            assert_eq!(marked(line, false).1.trim(), "抽出", "{line}");
        }
        for line in [
            "3.5％を超える",
            "10人以上",
            "（平成25年）",
            "1.",
            "ＬＧＷＡＮ",
            "○○課",
            "-5度",
            "※抽出",
        ] {
            assert_eq!(marked(line, false).1, line);
        }
        assert_eq!(marked("3　名", true).1, "3　名", "no number of a list");
        assert_eq!(marked("・登録", true).1, "登録");
    }

    #[test]
    fn a_number_that_refers_is_no_mark() {
        for line in [
            "（1）は、受給資格を",
            "（1）及び（2）は",
            "①の事務",
            "（2）に係る",
            "(1)～(3)の",
            "（1）、（2）",
            "（1）（2）とも",
        ] {
            assert_eq!(marked(line, false).1, line);
        }
        for line in [
            "（1）がん検診",
            "（2）はしか",
            "（3）とりまとめ",
            "（4）もっぱら",
        ] {
            assert_ne!(marked(line, false).1, line);
        }
        for line in ["（3）（1）及び（2）の家族", "③（1）及び（2）の家族"] {
            assert_eq!(marked(line, false).1, "（1）及び（2）の家族");
        }
    }

    #[test]
    fn a_box_that_was_ticked_says_something() {
        let mark = |line| marked(line, false).0;
        assert!(!mark("□該当する").says_the_same(mark("■該当する")));
        assert!(mark("・該当する").says_the_same(mark("■該当する")));
    }
}
