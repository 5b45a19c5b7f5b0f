//! 地方公共団体等なのに、Ⅲ７リスク１①が「政府機関ではない」となっていない。
//! A local body answers the question that is put to national bodies alone.
//!
//! ## 何を確認するか
//! 評価実施機関が地方公共団体等のとき、Ⅲ７リスク１①NISC政府機関統一基準群が「政府機関ではない」であること。
//! 評価実施機関名から種類が分かるときだけ指摘します。
//!
//! ## なぜ
//! 政府機関統一基準群は国の機関の基準です。地方公共団体が「遵守している」と答えると、受けていない義務を果たしていると読まれます。
//!
//! ## 直し方
//! 「政府機関ではない」を選びます。市の基準に従っていることは、②以下の欄に書きます。
//!
//! ## 例
//! ```yaml
//! NISC政府機関統一基準群: 十分に遵守している   # 誤: 市町村は「政府機関ではない」
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{choice, numbers, text};
use crate::diagnostic::{Severity, Stage};
use crate::rules::{Context, Rule, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X007",
    name: "nisc",
    severity: Severity::Error,
    stage: Stage::Draft,
    basis: &["全項目評価書の様式"],
    source: include_str!("x007_nisc.rs"),
    check,
};

const NOT_NATIONAL: &str = "政府機関ではない";

fn check(cx: &mut Context) {
    let agencies = &cx.assessment.form.agencies;
    let body = agencies.item.as_deref().and_then(|id| text(cx, id));
    let Some((_, body)) = body else { return };
    if !agencies
        .local
        .iter()
        .any(|word| body.text.contains(word.as_str()))
    {
        return;
    }
    let who = body.text.trim().to_owned();
    for n in numbers(cx, "files") {
        let id = format!("files[{n}].risks.storage.leak.nisc");
        let Some(((said, span), place)) = choice(cx, &id).zip(cx.assessment.find(&id)) else {
            continue;
        };
        if said == NOT_NATIONAL {
            continue;
        }
        let item = cx.name(place);
        let message = say!(
            cx,
            "評価実施機関が「{who}」なのに、{item} が「{said}」となっている",
            "{item} is 「{said}」 although the body is a local one (「{who}」)"
        );
        let label = say!(cx, "地方公共団体等", "a local body");
        let help = say!(
            cx,
            "「{NOT_NATIONAL}」を選んでください。",
            "Choose 「{NOT_NATIONAL}」."
        );
        cx.report(&RULE, place, span, message)
            .related(body.span, label)
            .help(help);
    }
}
