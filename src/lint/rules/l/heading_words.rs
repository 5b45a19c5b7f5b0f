//! The words beside a citation that may be the heading of an article.

use super::articles::plain;
use crate::japanese::chars::{is_kanji, is_katakana};

/// A heading without what adds nothing to it.
pub(super) fn bare(heading: &str) -> String {
    plain(heading).trim_end_matches('等').to_owned()
}

/// Fewer characters are words of many articles.
const SHORTEST: usize = 5;

/// Whether a heading is the word for one thing: 転入届, but neither 届出 nor 目的.
pub(super) fn is_specific(heading: &str) -> bool {
    let is_notice = heading.ends_with('届') && heading.chars().nth(2).is_some();
    is_notice || heading.chars().nth(SHORTEST - 1).is_some()
}

fn is_word(c: char) -> bool {
    is_kanji(c) || is_katakana(c)
}

pub(super) fn ends_with_word(text: &str, word: &str) -> bool {
    let before = text.strip_suffix(word);
    before.is_some_and(|before| !before.ends_with(is_word))
}

pub(super) fn starts_with_word(text: &str, word: &str) -> bool {
    let after = text.strip_prefix(word);
    after.is_some_and(|after| !after.starts_with(is_word))
}

/// What follows words that make a citation the ground of something: 「の規定による」.
pub(super) fn after_joint(after: &str) -> Option<&str> {
    const JOINTS: [&str; 6] = [
        "の規定による",
        "の規定に基づく",
        "に規定する",
        "に定める",
        "に基づく",
        "による",
    ];
    JOINTS.iter().find_map(|joint| after.strip_prefix(joint))
}

/// The words that a citation is made the ground of, in one width: 「資料の提供として」.
pub(super) fn phrase(rest: &str) -> Option<String> {
    const ENDS: [&str; 10] = [
        "として",
        "に",
        "を",
        "は",
        "が",
        "と",
        "、",
        "等",
        "（",
        "(",
    ];
    let end = ENDS.iter().filter_map(|end| rest.find(end)).min();
    let words = plain(&rest[..end.unwrap_or(rest.len())]);
    words.chars().nth(SHORTEST - 1).map(|_| words)
}
