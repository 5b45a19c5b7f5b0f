//! 一覧の中に、何も書かれていないものがある。
//! An entry of a list is blank.
//!
//! ## 何を確認するか
//! 「- 」で並べた一覧の一つ一つに、内容が書かれていること。空の「- 」も番号を一つ使い、件数に入ります。
//!
//! ## なぜ
//! 番号をあけておくための空欄が、公表の時まで残ることがあります。印刷すると、空の「システム3」などが現れます。
//!
//! ## 直し方
//! 内容を書くか、要らなければその「- 」の行を消します。消すと、後に続くものの番号が一つずつ上がります。
//!
//! ## 例
//! ```yaml
//! 使用するシステム:
//!   - システムの名称: 図書貸出システム
//!   -   # 誤: 空のシステム2
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use crate::assessment::conform::Problem;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S011",
    name: "blank-entry",
    levels: Levels::by_stage(Severity::Info, Severity::Warning, Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for problem in &cx.assessment.problems {
        let Problem::BlankEntry {
            field,
            span,
            number,
        } = problem
        else {
            continue;
        };
        let is_entry = cx.assessment.definition(cx.field(*field)).is_list()
            && cx.field(*field).at.last() == Some(number);
        let list = cx.field(*field).parent.filter(|_| is_entry);
        let words = words(cx.lang, &cx.name(list.unwrap_or(*field)), *number);
        cx.report(&RULE, *field, dash(cx, *span), words);
    }
}

/// The dash of an empty entry, which the parser places after it.
fn dash(cx: &Context, span: Span) -> Span {
    let source = cx.assessment.source;
    let before = source.slice(Span::new(0, span.start)).trim_end();
    if before.ends_with('-') {
        Span::new(before.len() - 1, before.len())
    } else {
        span
    }
}

fn words(lang: Lang, name: &str, number: usize) -> Words {
    Words::new(say!(
        lang,
        "{name} の{number}番目に何も書かれていない",
        "Entry {number} of {name} is blank"
    ))
    .help_in_yaml(say!(
        lang,
        "内容を書くか、要らなければこの「- 」の行を消してください。番号をあけておくためのものでも、公表の前に埋めます。",
        "Fill it in, or delete the line of this dash."
    ))
}
