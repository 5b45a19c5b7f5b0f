//! 図の部分を、色の名だけで示している。
//! A part of a figure can be recognised only by its colour.
//!
//! ## 何を確認するか
//! 「緑の点線」「赤字の部分」「青い矢印」のように、色の名で図や文の部分を示していないか。
//!
//! ## なぜ
//! 白黒で印刷した人、色の見分けにくい人、読み上げで読む人には、どの部分か分かりません。
//!
//! ## 直し方
//! 図に番号や記号を付けて、それで示します。色は添えるだけにします。
//!
//! ## 例
//! ```yaml
//! 備考: 上記の緑の線は、電子申請の流れである。   # 誤: 色だけ
//! 備考: ⑦は、電子申請の流れである。             # 正: 番号で示す
//! ```
//!
//! ## 根拠
//! JIS X 8341-3:2016（達成基準1.4.1 色の使用）
//!
//! 実測: 公表された素案一つ（254項目）で指摘1件（2か所）。すべて色だけの目印。見落とし0。完成した記入例二つで指摘0件。

use crate::config::vocabulary::{Meaning, PhraseKind};
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "R006",
    name: "colour-only",
    levels: Levels::always(Severity::Info),
    basis: &["JIS X 8341-3:2016"],
    check,
};

fn check(cx: &mut Context) {
    let mut found: Vec<Place> = Vec::new();
    for words in cx.facts.words.iter().filter(|w| !w.repeats) {
        for hit in &words.hits {
            if let Meaning::Phrase(n) = hit.meaning
                && cx.vocabulary().phrases[n].kind == PhraseKind::Colour
            {
                found.push(words.place(cx, hit.range.clone()));
            }
        }
    }
    let words = words(cx.lang);
    cx.report_all(&RULE, &found, words);
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "色の名だけで部分を示している",
        "Parts can be recognised only by their colour"
    ))
    .help(say!(
        lang,
        "図に番号や記号を付けて、それで示してください。",
        "Give the parts numbers, and name those."
    ))
}
