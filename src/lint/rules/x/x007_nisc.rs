//! 評価実施機関が国の機関かどうかと、Ⅲ７リスク１①NISC政府機関統一基準群の答えが合わない。
//! The answer about the standards for national bodies does not fit the body that makes the assessment.
//!
//! ## 何を確認するか
//! 評価実施機関が地方公共団体等や健康保険組合のとき、Ⅲ７リスク１①NISC政府機関統一基準群が「政府機関ではない」であること。
//! 大臣、長官などの国の機関のとき、「政府機関ではない」でないこと。健康保険組合などの組合については、根拠を確かめられないので注意にとどめます。
//! 評価実施機関名から種類が分かるときだけ指摘します。独立行政法人や日本年金機構は、どちらの答えでも指摘しません。
//!
//! ## なぜ
//! 政府機関統一基準群は国の機関の基準です。地方公共団体が「遵守している」と答えると、受けていない義務を果たしていると読まれます。
//! 国の機関が「政府機関ではない」と答えると、受けている義務を果たしているかどうかが分かりません。
//!
//! ## 直し方
//! 地方公共団体等は「政府機関ではない」を選びます。市の基準に従っていることは、②以下の欄に書きます。
//! 国の機関は、遵守の状況を選びます。
//!
//! ## 例
//! ```yaml
//! 評価実施機関名: 架空市長
//! # …
//! NISC政府機関統一基準群: 十分に遵守している   # 誤: 市は政府機関ではない
//! NISC政府機関統一基準群: 政府機関ではない     # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{choice, numbers, text};
use crate::form::AgencyKind;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::Severity;
use crate::source::lang::say;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X007",
    name: "nisc",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式"],
    check,
};

const NOT_NATIONAL: &str = "政府機関ではない";

fn check(cx: &mut Context) {
    let agencies = &cx.assessment.form.agencies;
    let body = agencies.item.as_deref().and_then(|id| text(cx, id));
    let Some((_, body)) = body else { return };
    let who = body.text.trim().to_owned();
    // That associations are no organs of the State is known from their law, how they answer here from memory alone.
    let severity = match agencies.kind(&who) {
        Some(AgencyKind::Association) => Severity::Warning,
        _ => RULE.levels.highest(),
    };
    let kind = match agencies.kind(&who) {
        Some(AgencyKind::State) => say!(cx.lang, "国の機関", "an organ of the State"),
        Some(AgencyKind::Local) => say!(cx.lang, "地方公共団体等", "a local body"),
        Some(AgencyKind::Association) => {
            say!(cx.lang, "国の機関でない団体", "no organ of the State")
        }
        // 独立行政法人 and some others are held to the standards without being organs of the State.
        Some(AgencyKind::Administrative) | None => return,
    };
    let is_national = agencies.kind(&who) == Some(AgencyKind::State);
    for n in numbers(cx, "files") {
        let id = format!("files[{n}].risks.storage.leak.nisc");
        let Some(((said, span), place)) = choice(cx, &id).zip(cx.assessment.find(&id)) else {
            continue;
        };
        if (said == NOT_NATIONAL) == is_national {
            let item = cx.name(place);
            let message = say!(
                cx.lang,
                "評価実施機関が「{who}」なのに、{item} が「{said}」となっている",
                "{item} is 「{said}」 although the body is {kind} (「{who}」)"
            );
            let help = if is_national {
                say!(
                    cx.lang,
                    "国の機関は「{NOT_NATIONAL}」を選べません。基準群を遵守している程度を選んでください。",
                    "An organ of the State can't answer 「{NOT_NATIONAL}」; choose how far the standards are kept."
                )
            } else {
                say!(
                    cx.lang,
                    "「{NOT_NATIONAL}」を選んでください。",
                    "Choose 「{NOT_NATIONAL}」."
                )
            };
            cx.report(&RULE, place, span, message)
                .severity(severity)
                .related(body.span, kind.clone())
                .help(help);
        }
    }
}
