//! 作業のメモが本文に残っている。
//! A note of those who work on the text is left in it.
//!
//! ## 何を確認するか
//! 「※要確認」「調整中」「（仮）」「【情報課と協議中】」「案文作成中」「TODO」のようなメモと、
//! 別添１の図の説明と備考に「…を追記する。」「…に変更」のような改訂の作業の言い方が
//! 残っていないこと（下書きの段階では参考、点検では注意、公表ではエラー）。
//!
//! ## なぜ
//! メモは公表する文章ではありません。図の備考に変更の作業が書かれていると、いまの事務の流れが分かりません。
//!
//! ## 直し方
//! 確かめて、結果を書きます。備考には、変更の作業でなく、いまの取扱いを書きます。
//!
//! ## 例
//! ```yaml
//! 事務の内容図:
//!   備考: 電子申請の受付を追記する。             # 誤: 作業の言い方
//!   備考: 令和8年4月から電子申請を受け付ける。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式
//!
//! 実測: 公表された素案一つ（254項目）で指摘1件（2か所）。すべて直すべきもの。見落とし1（「…に変更」に続きがあるもの）。完成した記入例二つで指摘0件。

use crate::config::vocabulary::{Meaning, PhraseKind};
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "B003",
    name: "work-note",
    levels: Levels::GROWING,
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let mut found: Vec<(&str, Place)> = Vec::new();
    for words in cx.facts.words.iter().filter(|w| !w.repeats && !w.quotes) {
        for hit in &words.hits {
            let Meaning::Phrase(n) = hit.meaning else {
                continue;
            };
            let phrase = &cx.vocabulary().phrases[n];
            let id = &cx.field(words.field).id;
            if phrase.kind != PhraseKind::Note || !id.starts_with(&phrase.only_in) {
                continue;
            }
            let name = &words.text.text[hit.range.clone()];
            let place = words.place(cx, hit.range.clone());
            found.push((name, place));
        }
    }
    for (name, places) in grouped(found) {
        let words = words(cx.lang, name);
        cx.report_all(&RULE, &places, words);
    }
}

fn words(lang: Lang, note: &str) -> Words {
    Words::new(say!(
        lang,
        "作業のメモ「{note}」が残っている",
        "A work note 「{note}」 is left"
    ))
    .help(say!(
        lang,
        "確かめて、結果を書いてください。変更の作業でなく、いまの取扱いを書きます。",
        "Resolve it, and write how things are now."
    ))
}
