//! 「リスクは存在しない」のような言い切りがある。
//! A text claims that nothing can happen.
//!
//! ## 何を確認するか
//! ⅢとⅣに、「リスクは存在しない」「漏えいすることはない」「絶対に」「万全である」のような言い切りがないこと。
//!
//! ## なぜ
//! 評価書は、リスクがあることを前提に、それを軽くする措置を書くものです。言い切りは、リスクを考えていないと読まれます。
//!
//! ## 直し方
//! なぜ起こりにくいのか、どのような仕組みで防いでいるのかを書きます。仕組みの上で起こらないことなら、その仕組みを書きます。
//!
//! ## 例
//! ```yaml
//! リスクに対する措置の内容: 専用線なので漏えいすることはない。     # 誤: 言い切り
//! リスクに対する措置の内容: 専用線で結び、通信を暗号化している。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針 第10（審査の観点）
//!
//! 実測: 公表された素案一つ（254項目）で指摘1件（「リスクは無い」）。確かめるべきもの。見落とし0。完成した記入例二つで指摘0件。

use crate::config::vocabulary::{Meaning, PhraseKind};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "R002",
    name: "absolute-claim",
    levels: Levels::always(Severity::Info),
    basis: &["指針第10"],
    check,
};

fn check(cx: &mut Context) {
    for words in cx.facts.words.iter() {
        let id = &cx.field(words.field).id;
        if !id.contains(".risks.") && !id.starts_with("other_risks.") {
            continue;
        }
        for hit in &words.hits {
            let Meaning::Phrase(n) = hit.meaning else {
                continue;
            };
            if cx.vocabulary().phrases[n].kind != PhraseKind::Claim {
                continue;
            }
            let claim = &words.text.text[hit.range.clone()];
            let span = words.span(cx.assessment, hit.range.clone());
            cx.report(&RULE, words.field, span, claimed(cx.lang, claim));
        }
    }
}

fn claimed(lang: Lang, claim: &str) -> Words {
    Words::new(say!(
        lang,
        "「{claim}」と言い切っている",
        "「{claim}」 claims too much"
    ))
    .help(say!(
        lang,
        "どのような仕組みで防いでいるのかを書いてください。",
        "Write what prevents it."
    ))
}
