//! 別添１の図の登場者に、どの流れともつながらないものがある。
//! An actor of the figure has no flow.
//!
//! ## 何を確認するか
//! 流れが書いてあるとき、登場者のどれもが、いずれかの流れの「から」か「へ」にあること。
//!
//! ## なぜ
//! つながりのない箱は、流れの書き漏れか、取りやめた手続の残りです。
//!
//! ## 直し方
//! 流れを書き足すか、登場者から除きます。
//!
//! ## 例
//! ```yaml
//! 図:
//!   登場者: [利用者, 中央図書館, 書庫]   # 誤: 書庫の流れがない
//!   登場者: [利用者, 中央図書館]         # 正
//!   流れ:
//!     - {番号: ①, から: 利用者, へ: 中央図書館, 情報: 申込書, 特定個人情報: 含む}
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式（別添１）

use rustc_hash::FxHashSet;

use crate::assessment::figure::Flows;
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X022",
    name: "figure-idle-actor",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let figure = Flows::of(cx.assessment);
    if figure.flows.is_empty() {
        return;
    }
    let ends = figure.flows.iter().flat_map(|f| [f.from, f.to]).flatten();
    let ends: FxHashSet<String> = ends.map(|e| fold(&e.text)).collect();
    for actor in figure.actors {
        if ends.contains(&fold(&actor.text)) {
            continue;
        }
        cx.report_at(&RULE, actor.span, words(cx.lang, actor.text.trim()));
    }
}

fn words(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "別添１の図で、「{name}」につながる流れがない",
        "No flow begins or ends at 「{name}」"
    ))
    .help(say!(
        lang,
        "情報を渡すか受け取るなら、流れを書き足してください。関わらないなら、図の登場者から除いてください。",
        "Add the flow, or take it out of 登場者."
    ))
}
