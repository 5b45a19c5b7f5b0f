//! よく使う二字の語の一字が、音か形の似た別の漢字になっている（状法、端未）。
//! A kanji of a common word is another of the same sound or a like shape.
//!
//! ## 何を確認するか
//! 同じ評価書のほかの所で使われている二字の語（情報、端末、記録など）と、音読みの同じ字か形の似た字だけが違い、
//! それだけでは語にならない二字がないこと。前後の漢字が語に分かれ、その二字が語であるはずの所だけを見ます。二字の語の表は
//! `schemas/terms/lists/jukugo.yaml` と `kanji.yaml` にあります。語に分かれない漢字の続きで、この評価書によく出るもの（守秘義務）から
//! 一字が落ちたもの、重なったもの、二字が入れ替わったものも示します。それだけで語であるもの（保険と保健）、送り仮名の続くもの、
//! 誤字（W011）や決まった語の誤り（W021）などとして見つかったもの、寄せられた意見（Ⅵ２④など）、別添３の変更前は数えません。
//!
//! ## なぜ
//! 変換や読取りの誤りが残ると、内容も確かめられていないという印象を与えます。似た字は、読み返しても目に留まりません。
//!
//! ## 直し方
//! 示された語に直します。確かめたうえで `hyokasho check --fix=unsafe` でも直せます。
//!
//! ## 例
//! ```yaml
//! 具体的な管理方法: 媒体の管理の記録を残す。倍体は施錠して保管し、媒体の数を確かめる。   # 誤
//! 具体的な管理方法: 媒体の管理の記録を残す。媒体は施錠して保管し、媒体の数を確かめる。   # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use std::ops::Range;

use super::{kanji_slips, may_be_slip, meets, suggest};
use crate::assessment::field::FieldId;
use crate::lint::rules::{Context, Levels, OwnText, Rule};
use crate::source::diagnostic::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    code: "W044",
    name: "wrong-kanji",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let facts = cx.facts;
    let texts: Vec<&OwnText> = facts.words.iter().filter(|text| !text.quotes).collect();
    let official: Vec<(FieldId, Range<usize>)> = facts.laws.misspelt().collect();
    let slips = kanji_slips::find(&texts);
    let is_free = |words: &OwnText, range: &Range<usize>| {
        !words.is_slip(range)
            && !words.is_named(range)
            && words.near_terms_around(range).next().is_none()
            && !meets(&official, words, range)
    };
    let slips = slips
        .iter()
        .filter(|(words, range, _)| is_free(words, range));
    let found = slips.map(|(words, range, right)| {
        let wrong = &words.text.text[range.clone()];
        let place = words.place(cx, range.clone());
        ((wrong, right.as_str()), place)
    });
    let found = found.collect();
    suggest(cx, &RULE, found, may_be_slip);
}
