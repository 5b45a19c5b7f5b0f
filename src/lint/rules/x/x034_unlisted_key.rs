//! 突合や検索に使う番号が、別添２の項目に無い。
//! A number by which data are matched or looked up is not among the recorded items.
//!
//! ## 何を確認するか
//! Ⅱ３⑧情報の突合とⅢ２の対策に「利用者番号により突合する」「予約番号を読み取り」のように書いた番号が、別添２の項目のどれかにあること。
//! 別添２が「別紙」「一式」などで、項目が一つずつ書かれていないとき、個人番号（X012）、「内部番号」のような言い方は見ません。
//!
//! ## なぜ
//! 突合に使う番号は、ファイルに記録しているはずのものです。別添２に無ければ、記録項目の書き漏れか、手順の古い記載です。
//!
//! ## 直し方
//! 記録しているなら別添２に加え、していないなら、実際に使う項目に書き直します。
//!
//! ## 例
//! ```yaml
//! 情報の突合: 申込書と台帳を、利用者番号により突合する。   # 誤: 別添２に無い
//! 情報の突合: 申込書と台帳を、貸出番号により突合する。     # 正
//! # …
//! - 区分: 貸出情報
//!   項目:
//!     - 個人番号
//!     - 貸出番号
//!     - 氏名
//!     - 住所
//!     - 貸出日
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use super::records::{Cell, LIST, cells, is_whole};
use super::{key, numbers};
use crate::assessment::value::Value;
use crate::assets::lists::keys::{DOES, GENERIC, NOT, WAYS};
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::notation::{fold, has_chars, similarity};
use crate::japanese::sieve::Sieve;
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X034",
    name: "unlisted-key",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

/// How alike two names of one number are.
const ALIKE: f64 = 0.7;

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let cells = cells(cx, n);
        if cells.len() < LIST || cells.iter().any(is_whole) {
            continue;
        }
        let items: Vec<String> = cells.iter().map(|cell| fold(cell.words())).collect();
        let file = format!("files[{n}].");
        let mut reported: Vec<String> = Vec::new();
        let mut found = Vec::new();
        for (id, field) in cx.assessment.below(&format!("files[{n}]")) {
            let Value::Text(said) = field.value else {
                continue;
            };
            let item = field.id.strip_prefix(&file).unwrap_or_default();
            let is_read =
                item.starts_with("overview.intake.usage") || item.starts_with("risks.intake.");
            if !is_read || !said.sieve().has_one(DOES) {
                continue;
            }
            for range in keys(&said.text) {
                let name = fold(&said.text[range.clone()]);
                if !has(&items, &name) && !reported.contains(&name) {
                    found.push((id, cx.words(said, range), name.clone()));
                    reported.push(name);
                }
            }
        }
        let there = key(cx, &format!("files[{n}].records"));
        for (field, span, name) in found {
            let finding = cx.report(&RULE, field, span, words(cx.lang, &name));
            if let Some(there) = there {
                finding.related(there, "別添２");
            }
        }
    }
}

/// Whether a list of items has a number, by its name or one much like it; that of a relative is another.
fn has(items: &[String], name: &str) -> bool {
    items.iter().any(|item| {
        let of_other = item.strip_suffix(name).is_some_and(Cell::is_of_relative);
        !of_other
            && (item.contains(name)
                || name.ends_with(item.as_str()) && item.ends_with("番号")
                || similarity(item, name) >= ALIKE)
    })
}

/// The numbers by which a text says that data are matched or looked up.
fn keys(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for piece in pieces(text, &['。']) {
        let sentence = &text[piece.clone()];
        let sieve = Sieve::of(sentence);
        if !sieve.has_one(DOES) || sieve.has_one(NOT) {
            continue;
        }
        for (at, word) in sentence.match_indices("番号") {
            let end = at + word.len();
            let head =
                sentence[..at].trim_end_matches(|c| is_kanji(c) || is_katakana(c) || c == 'ー');
            let name = &sentence[head.len()..end];
            let is_own = !head.ends_with('「') && !GENERIC.iter().any(|g| name.ends_with(g));
            let is_way = WAYS.iter().any(|way| sentence[end..].starts_with(way));
            if is_own && is_way && has_chars(name, 4) {
                found.push(piece.start + head.len()..piece.start + end);
            }
        }
    }
    found
}

fn words(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "突合や検索に使う「{name}」が、別添２の項目に無い",
        "「{name}」, by which data are matched, is not among the items of 別添２"
    ))
    .help(say!(
        lang,
        "記録しているなら別添２に加え、していないなら実際に使う項目に書き直してください。",
        "Add it to 別添２ if it is recorded, else name what is used."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_by_which_data_are_matched() {
        let names = |text: &str| -> Vec<String> {
            keys(text).into_iter().map(|r| text[r].to_owned()).collect()
        };
        assert_eq!(
            names("申込書と台帳を、利用者番号により突合する。"),
            ["利用者番号"]
        );
        assert_eq!(
            names("・予約番号を読み取り、登録のないものを除く。"),
            ["予約番号"]
        );
        for text in [
            "個人番号、氏名により突合する。",
            "利用者番号を通知する。",
            "図書館の番号により検索する。",
            "利用者番号では検索できない。",
        ] {
            assert_eq!(names(text), [""; 0], "{text}");
        }
        let items = ["配偶者利用者番号".to_owned(), "貸出番号".to_owned()];
        assert!(!has(&items, "利用者番号"));
        assert!(has(&items, "図書貸出番号"));
    }
}
