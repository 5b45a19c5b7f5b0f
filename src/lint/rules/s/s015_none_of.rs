//! どれか一つは選ぶ項目で、何も選ばれていない。
//! None of several items is written of which one must be.
//!
//! ## 何を確認するか
//! 主な記録項目（識別情報、連絡先等情報、業務関係情報）で、少なくとも一つが選ばれていること。
//!
//! ## なぜ
//! 主な記録項目は、住民が「自分の何が記録されるのか」を知る欄です。重要な変更の対象でもあります。
//!
//! ## 直し方
//! 別添２の記録項目を見て、当てはまるものをすべて選びます。段階によって重さが変わります。
//!
//! ## 例
//! ```yaml
//! 記録される項目:
//!   選択: 10項目未満
//!   主な記録項目:   # 誤: 一つも選ばれていない
//!     識別情報:
//!   主な記録項目:   # 正
//!     識別情報: [個人番号]
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::how::how_below;
use super::{head, in_brackets};
use crate::assessment::conform::Problem;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S015",
    name: "none-of",
    levels: Levels::GROWING,
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for problem in &cx.assessment.problems {
        let Problem::NoneOf { field } = problem else {
            continue;
        };
        let form = cx.assessment.form;
        let below = form.children(Some(cx.field(*field).item)).iter();
        let below = in_brackets(below.map(|child| form.items[*child].key.as_str()));
        let help = &cx.assessment.definition(cx.field(*field)).help;
        let how = how_below(cx, *field);
        let words = words(cx.lang, &cx.name(*field), &below, (help, &how));
        let above = cx.field(*field).parent;
        let span = cx
            .field(*field)
            .key
            .unwrap_or_else(|| above.map_or(cx.assessment.head(), |p| head(cx, p)));
        cx.report(&RULE, *field, span, words);
    }
}

/// The form says of the items what belongs there, and how it is written.
fn words(lang: Lang, name: &str, below: &str, (help, how): (&str, &str)) -> Words {
    Words::new(say!(
        lang,
        "{name} が一つも選ばれていない",
        "Nothing is ticked in {name}"
    ))
    .help(say!(
        lang,
        "{below}のうち当てはまるものを選んでください。{help}{how}",
        "Tick what fits in {below}. {help} {how}"
    ))
}
