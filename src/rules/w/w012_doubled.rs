//! 同じ言葉が二度続いている。
//! The same words stand twice in a row.
//!
//! ## 何を確認するか
//! 3字から10字の同じ言葉が、間に何も置かずに二度続いていないこと。別添３の変更前は数えません。
//!
//! ## なぜ
//! 貼り付けや打ち直しの跡です。
//!
//! ## 直し方
//! 一方を消します。
//!
//! ## 例
//! ```yaml
//! 措置: 取扱いについてについて確認する。   # 誤
//! ```
//!
//! ## 根拠
//! 公用文作成の考え方（令和4年1月11日）
//!
//! 実測: 公表された素案一つ（254項目）で指摘0件。見落とし0。完成した記入例二つで指摘0件。

use std::ops::Range;

use crate::diagnostic::{Edit, Safety, Severity, Stage};
use crate::rules::{Context, Rule, say};
use crate::vocabulary::{is_hiragana, is_kanji, is_katakana};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W012",
    name: "doubled-words",
    severity: Severity::Warning,
    stage: Stage::Draft,
    basis: &["公用文作成の考え方"],
    source: include_str!("w012_doubled.rs"),
    check,
};

/// The bytes of the shortest and the longest words: 3 and 10 characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 9..=30;

fn check(cx: &mut Context) {
    for words in &cx.texts.words {
        for range in doubled(words.str()) {
            let word = &words.text.text[range.clone()];
            let again = range.end..range.end + word.len();
            if words.is_named(&(range.start..again.end)) {
                continue;
            }
            let span = words.span(cx.assessment, again);
            let first = words.span(cx.assessment, range.clone());
            let message = say!(
                cx,
                "「{word}」が二度続いている",
                "「{word}」 stands twice in a row"
            );
            let help = say!(cx, "一方を消してください。", "Delete one of them.");
            let label = say!(cx, "一度目", "the first");
            let edit = Edit {
                span,
                text: String::new(),
            };
            cx.report(&RULE, words.place, span, message)
                .related(first, label)
                .help(help)
                .fix(Safety::Unsafe, vec![edit]);
        }
    }
}

/// Words behind which the same words stand. Looks back to where each character stood last.
fn doubled(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut last = [usize::MAX; 128];
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let slot = &mut last[u32::from(c) as usize % 128];
        let before = std::mem::replace(slot, at);
        let length = at.wrapping_sub(before);
        if before == usize::MAX || !LENGTHS.contains(&length) {
            continue;
        }
        let is_new = found.last().is_none_or(|r| r.end + r.len() <= before);
        if is_new
            && bytes.get(at..at + length) == Some(&bytes[before..at])
            && is_words(&text[before..at])
        {
            found.push(before..at);
        }
    }
    found
}

/// Words, and not a row of one sign or the digits of a table.
fn is_words(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next();
    let is_one = chars.all(|c| Some(c) == first);
    !is_one
        && text
            .chars()
            .all(|c| is_kanji(c) || is_hiragana(c) || is_katakana(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_twice_in_a_row() {
        let found = |text: &str| -> Vec<String> {
            doubled(text)
                .into_iter()
                .map(|r| text[r].to_owned())
                .collect()
        };
        assert_eq!(found("取扱いについてについて確認する"), ["について"]);
        assert_eq!(
            found("いろいろな人々のそれぞれの市区町村、市区町村、ーーーーーーーー"),
            Vec::<String>::new()
        );
    }
}
