//! 様式に並べられる数より多い。
//! More entries than the form has room for.
//!
//! ## 何を確認するか
//! システム、委託事項、提供先、移転先が、様式に用意された20件までであること。
//!
//! ## なぜ
//! 様式の見出しは「システム16～20」までです。21件目からは見出しのない欄になります。
//!
//! ## 直し方
//! まとめられるものをまとめるか、様式の取扱いを委員会に確かめます。
//!
//! ## 例
//! ```yaml
//! 使用するシステム:   # 21件あると指摘
//!   - システムの名称: …
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::head;
use crate::assessment::conform::Problem;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S012",
    name: "too-many",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for problem in &cx.assessment.problems {
        let Problem::TooMany { field, most } = problem else {
            continue;
        };
        let count = cx.assessment.entries(&cx.field(*field).id);
        let words = words(cx.lang, &cx.name(*field), count, *most);
        cx.report(&RULE, *field, head(cx, *field), words);
    }
}

fn words(lang: Lang, name: &str, count: usize, most: usize) -> Words {
    Words::new(say!(
        lang,
        "{name} が{count}件あり、様式の{most}件より多い",
        "{name} has {count} entries, the form has room for {most}"
    ))
    .help(say!(
        lang,
        "様式の見出しは{most}件までです。まとめられるものがないかを確かめてください。",
        "See whether some can be joined."
    ))
}
