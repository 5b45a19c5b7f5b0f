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
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

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
    let who = body.text.trim();
    let kind = match agencies.kind(who) {
        // 独立行政法人 and some others are held to the standards without being organs of the State.
        Some(AgencyKind::Administrative) | None => return,
        Some(kind) => kind,
    };
    // That associations are no organs of the State is known from their law, how they answer here from memory alone.
    let severity = match kind {
        AgencyKind::Association => Severity::Warning,
        _ => RULE.levels.highest(),
    };
    let lang = cx.lang;
    for n in numbers(cx, "files") {
        let id = format!("files[{n}].risks.storage.leak.nisc");
        let Some(((answer, span), field)) = choice(cx, &id).zip(cx.assessment.find(&id)) else {
            continue;
        };
        if (answer == NOT_NATIONAL) == (kind == AgencyKind::State) {
            let words = words(lang, &cx.name(field), answer, who, kind);
            cx.report(&RULE, field, span, words)
                .severity(severity)
                .related(body.span, called(lang, kind));
        }
    }
}

fn words(lang: Lang, item: &str, answer: &str, who: &str, kind: AgencyKind) -> Words {
    let called = called(lang, kind);
    let help = match kind {
        AgencyKind::State => say!(
            lang,
            "国の機関は「{NOT_NATIONAL}」を選べません。基準群を遵守している程度を選んでください。",
            "An organ of the State can't answer 「{NOT_NATIONAL}」; choose how far the standards are kept."
        ),
        _ => say!(
            lang,
            "「{NOT_NATIONAL}」を選んでください。",
            "Choose 「{NOT_NATIONAL}」."
        ),
    };
    Words::new(say!(
        lang,
        "評価実施機関が「{who}」なのに、{item} が「{answer}」となっている",
        "{item} is 「{answer}」 although the body is {called} (「{who}」)"
    ))
    .help(help)
}

/// What kind of body it is.
fn called(lang: Lang, kind: AgencyKind) -> String {
    match kind {
        AgencyKind::State => say!(lang, "国の機関", "an organ of the State"),
        AgencyKind::Local => say!(lang, "地方公共団体等", "a local body"),
        AgencyKind::Association | AgencyKind::Administrative => {
            say!(lang, "国の機関でない団体", "no organ of the State")
        }
    }
}
