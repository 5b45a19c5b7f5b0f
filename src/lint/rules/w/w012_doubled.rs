//! 同じ言葉が二度続いている。
//! The same words are written twice in a row.
//!
//! ## 何を確認するか
//! 間に何も置かずに同じ言葉が続いていないこと。3字から24字の言葉のほか、読点で切った句がすぐ後に重なったもの（窓口において、窓口において、）、
//! 語の終わりの字が重なったもの（申請書書、委託先先）と、
//! 2字の漢字の語が重なったもの（確認確認）を数えます。続けて何度も出るものは一件にまとめます。
//! 「の市町村の市町村長」のように後の方が別の語に続くもの、「個人個人」「四日市市」のような語、組織の語（terms）の名前、
//! 別添３の変更前は数えません。
//!
//! ## なぜ
//! 貼り付けや打ち直しの跡です。
//!
//! ## 直し方
//! 一方を消します。
//!
//! ## 例
//! ```yaml
//! リスクに対する措置の内容: 取扱いについてについて確認する。   # 誤
//! リスクに対する措置の内容: 取扱いについて確認する。           # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）
//!
//! 実測: 公表された素案一つ（254項目）で指摘0件。見落とし0。完成した記入例二つで指摘0件。

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Places, edits};
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W012",
    name: "doubled-words",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

/// The bytes of the longest words: 24 characters.
const LONGEST: usize = 72;

/// The bytes of a character of Japanese.
const CHAR: usize = 3;

/// Characters that end a name of which the kind of the body is a part: 四日市市, and those that are words when doubled: 代々.
const OF_NAMES: &str = "市町村区県都府道国人年月日時代別内早少着続転点様刻次個段山島";

/// How words of two characters begin that may be doubled: 一人一人, 各課各課.
const EACH: &str = "一二三各毎個色様時度";

/// Words that are written several times in a row.
#[derive(Debug, PartialEq, Eq)]
struct Repeated {
    /// Where they are first.
    first: Range<usize>,
    /// Where they stand for the last time ends.
    end: usize,
}

impl Repeated {
    fn times(&self) -> usize {
        (self.end - self.first.start) / self.first.len()
    }
}

fn check(cx: &mut Context) {
    let mut order: Vec<(&str, usize)> = Vec::new();
    let mut places: FxHashMap<(&str, usize), Places> = FxHashMap::default();
    for words in &cx.facts.words {
        for repeated in doubled(words.str()) {
            if words.is_named(&(repeated.first.start..repeated.end)) {
                continue;
            }
            // A name that a list has twice is reported by X016.
            let has_comma = words.str()[repeated.first.clone()].contains('、');
            if has_comma && cx.field(words.field).id.contains("].records[") {
                continue;
            }
            let again = words.span(cx.assessment, repeated.first.end..repeated.end);
            let key = (&words.text.text[repeated.first.clone()], repeated.times());
            let known = places.entry(key).or_insert_with(|| {
                order.push(key);
                Places::new()
            });
            known.push((words.field, again));
        }
    }
    for key in order {
        let ((word, times), places) = (key, &places[&key]);
        let edits = edits(places, |_| String::new());
        if let Some(finding) = cx.report_all(&RULE, places, words(cx.lang, word, times)) {
            finding.fix(Safety::Unsafe, edits);
        }
    }
}

/// Words that the same words follow. Looks back to where each character was last.
fn doubled(text: &str) -> Vec<Repeated> {
    let bytes = text.as_bytes();
    let mut last = [usize::MAX; 128];
    let mut found: Vec<Repeated> = Vec::new();
    let mut done = 0;
    // Where what is repeated and no slip ends, by its length: its other beginnings need not be looked at.
    let mut passed = [0; LONGEST + 1];
    for (at, c) in text.char_indices() {
        let slot = &mut last[u32::from(c) as usize % 128];
        let before = std::mem::replace(slot, at);
        let length = at.wrapping_sub(before);
        if before == usize::MAX || length > LONGEST || before < done {
            continue;
        }
        if at + length <= passed[length] {
            continue;
        }
        let word = &bytes[before..at];
        let mut end = at;
        while bytes.get(end..end + length) == Some(word) {
            end += length;
        }
        if end > at && is_slip(text, before..at, end) {
            found.push(Repeated {
                first: before..at,
                end,
            });
            done = end;
        } else {
            passed[length] = end;
        }
    }
    found
}

/// Whether words that are repeated are no words of their own, and no row of a sign or of the cells of a table.
fn is_slip(text: &str, word: Range<usize>, end: usize) -> bool {
    let (head, tail) = (&text[..word.start], &text[end..]);
    let before = head.chars().next_back();
    let word = &text[word];
    // The first and the second are whole: not 「、第四条、第四条の二」.
    let is_cut = |c: char| !is_word(c) && !c.is_alphanumeric();
    if let Some(clause) = word.strip_suffix('、') {
        return before.is_none_or(is_cut) && is_clause(clause);
    }
    if let Some(clause) = word.strip_prefix('、') {
        return tail.chars().next().is_none_or(is_cut) && is_clause(clause);
    }
    if !word.chars().all(is_word) {
        return false;
    }
    let times = (end - head.len()) / word.len();
    let goes_on = tail.chars().next().is_some_and(is_of_noun);
    match word.len() / CHAR {
        // 申請書書を
        1 => {
            let is_end = before.is_some_and(|c| is_kanji(c) || is_katakana(c));
            times == 2
                && word.chars().all(is_kanji)
                && is_end
                && ends_noun(tail)
                && !OF_NAMES.contains(word)
        }
        // 確認確認を; 健康保険保険者 is a word
        2 => word.chars().all(is_kanji) && !goes_on && !word.starts_with(|c| EACH.contains(c)),
        _ => {
            let mut chars = word.chars();
            let first = chars.next();
            let is_row = chars.all(|c| Some(c) == first);
            // 「の市町村の市町村長」: the second is the beginning of a longer word.
            let begins_word =
                first.is_some_and(is_hiragana) && word.ends_with(is_of_noun) && goes_on;
            !is_row && !begins_word
        }
    }
}

/// Whether words between commas are a part of a sentence, and not an item of a row: 「予診票においても、予診票においても、」.
fn is_clause(words: &str) -> bool {
    let is_text = |c: char| is_word(c) || c.is_alphanumeric() || "「」（）・".contains(c);
    words.chars().all(is_text) && words.contains(is_hiragana) && words.chars().nth(3).is_some()
}

/// Whether a noun has ended: what follows is a particle or no letter, and no ending of a verb (給付付き).
fn ends_noun(tail: &str) -> bool {
    let next = tail.chars().next();
    next.is_none_or(|c| "をがはにでともへや".contains(c) || c == 'の' || !is_word(c))
}

fn is_word(c: char) -> bool {
    is_of_noun(c) || is_hiragana(c)
}

fn is_of_noun(c: char) -> bool {
    is_kanji(c) || is_katakana(c)
}

fn words(lang: Lang, word: &str, times: usize) -> Words {
    let message = match times {
        2 => say!(
            lang,
            "「{word}」が二度続いている",
            "「{word}」 is written twice in a row"
        ),
        _ => say!(
            lang,
            "「{word}」が{times}回続いている",
            "「{word}」 is written {times} times in a row"
        ),
    };
    Words::new(message).help(say!(
        lang,
        "一つを残して消してください。",
        "Delete all of them but one."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_twice_in_a_row() {
        let found = |text: &str| -> Vec<String> {
            let words = |r: Repeated| format!("{}×{}", &text[r.first.clone()], r.times());
            doubled(text).into_iter().map(words).collect()
        };
        assert_eq!(found("取扱いについてについて確認する"), ["について×2"]);
        assert_eq!(
            found("いろいろな人々のそれぞれの市区町村、市区町村、ーーーーーーーー"),
            Vec::<String>::new()
        );
        assert_eq!(
            found(&"貸出に関する事務".repeat(50)),
            ["貸出に関する事務×50"]
        );
    }

    #[test]
    fn the_ends_of_words_that_are_doubled() {
        let found = |text: &str| doubled(text).len();
        for text in [
            "申請書書を受け取る",
            "委託先先の名称",
            "その対処法法は",
            "内容を確認確認する",
            "システム名名を書く",
        ] {
            assert_eq!(found(text), 1, "{text}");
        }
        for text in [
            "転入地の市町村の市町村長",
            "住所地の都道府県の都道府県知事に",
            "住民票に住民票コードを記載する",
            "国民健康保険保険者番号、国民健康保険保険証",
            "四日市市の職員、一人一人の、個人個人の、先祖代代の",
            "事業所所在地、税務課課長、申請書書式、1日日曜日、架空市市民課",
            "給付付き税額控除、申請を受理理由に、毎年年に",
            "各課各課で、人人に、年年の",
        ] {
            assert_eq!(found(text), 0, "{text}");
        }
    }
}
