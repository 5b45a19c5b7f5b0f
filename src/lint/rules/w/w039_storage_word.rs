//! 紙の保管の場所が、Ⅱ６①とⅢ７で違う語で書かれている。
//! The place where paper is kept is called otherwise elsewhere.
//!
//! ## 何を確認するか
//! Ⅱ６①（保管場所）とⅢ７リスク１⑤（物理的対策）に書かれた保管の設備（書庫、倉庫、保管庫、キャビネットなど）に、共通のものが一つもないことが
//! ないこと。どちらかに設備が書かれていなければ見ません。
//!
//! ## なぜ
//! 二つの欄は同じ場所の保管と対策を書くものです。設備が違うと、どちらかの対策が書かれていないと読まれます。
//!
//! ## 直し方
//! 同じ設備なら、同じ語にそろえます。別の設備なら、両方の欄に書きます。
//!
//! ## 例
//! ```yaml
//! # 保管の欄
//! 概要:
//!   特定個人情報の保管・消去:
//!     保管場所: 紙の申込書は、書庫に置く。
//! リスク対策:
//!   特定個人情報の保管・消去:
//!     特定個人情報の漏えい・滅失・毀損リスク:
//!       物理的対策:
//!         具体的な対策の内容: 申込書は、倉庫に置き、鍵を掛ける。   # 誤: Ⅱ６①では書庫
//!         具体的な対策の内容: 申込書は、書庫に置き、鍵を掛ける。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::OwnText;
use crate::assets::lists::retention::PLACES;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W039",
    name: "storage-word",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

/// How the ids of the two items end, after that of the file.
const ENDS: [&str; 2] = [
    ".overview.storage.place",
    ".risks.storage.leak.physical.content",
];

fn check(cx: &mut Context) {
    let mut places: FxHashMap<&str, &OwnText> = FxHashMap::default();
    let mut pairs: Vec<(&OwnText, &OwnText)> = Vec::new();
    for words in cx.facts.words.iter().filter(|w| !w.repeats) {
        let id = cx.field(words.field).id.as_str();
        if let Some(file) = id.strip_suffix(ENDS[0]) {
            places.insert(file, words);
        } else if let Some(file) = id.strip_suffix(ENDS[1])
            && let Some(place) = places.get(file)
        {
            pairs.push((place, words));
        }
    }
    for (kept, guarded) in pairs {
        let (here, there) = (named(guarded.str()), named(kept.str()));
        let is_shared = here
            .iter()
            .any(|(word, _)| there.iter().any(|(w, _)| w == word));
        let (Some((word, range)), Some((other, place))) = (here.first(), there.first()) else {
            continue;
        };
        if is_shared {
            continue;
        }
        let lang = cx.lang;
        let at = guarded.place(cx, range.clone());
        let place = kept.span(cx.assessment, place.clone());
        let words = words(lang, word, &cx.name(kept.field), other);
        if let Some(finding) = cx.report_all(&RULE, &[at], words) {
            finding.related(place, named_there(lang));
        }
    }
}

/// The places of keeping that a text names: 文書庫 is no 書庫.
fn named(text: &str) -> Vec<(&'static str, Range<usize>)> {
    let mut found: Vec<(&str, Range<usize>)> = Vec::new();
    for word in PLACES {
        for (at, word) in text.match_indices(*word) {
            let range = at..at + word.len();
            let is_part =
                |(_, known): &(&str, Range<usize>)| known.start <= at && range.end <= known.end;
            if !found.iter().any(is_part) {
                found.push((word, range));
            }
        }
    }
    let words = found.into_iter().map(|(word, range)| {
        let known = PLACES.iter().find(|place| **place == word);
        (known.copied().unwrap_or(""), range)
    });
    let mut words: Vec<(&'static str, Range<usize>)> = words.collect();
    words.sort_by_key(|(_, range)| range.start);
    words
}

fn words(lang: Lang, word: &str, item: &str, other: &str) -> Words {
    Words::new(say!(
        lang,
        "ここでは「{word}」、{item} では「{other}」に保管するとある",
        "kept in 「{word}」 here, in 「{other}」 by {item}"
    ))
    .help(say!(
        lang,
        "同じ所なら同じ語にそろえ、別の所なら両方の欄に書いてください。",
        "Use one word, or name both places in both items."
    ))
}

fn named_there(lang: Lang) -> String {
    say!(lang, "保管場所の欄", "the place of keeping")
}
