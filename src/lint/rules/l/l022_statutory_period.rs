//! 法令の定める期間と違う期間が書かれている。
//! A period is another than the law lays down.
//!
//! ## 何を確認するか
//! 情報提供等の記録の保存（7年）、漏えい等の確報（30日又は60日）、開示決定等（30日以内）、評価書の見直し（少なくとも1年ごと）、
//! 評価の再実施（5年を経過する前）、従事者の研修（おおむね1年ごと。参考）について、文に書かれた数が法令の定めに合うこと。
//! 文にその単位の数が一つだけのとき（確報は、すぐ後の数）に見ます。法令より長く保存し、又は早く行うものは指摘しません。別添３は見ません。
//!
//! ## なぜ
//! 法令に合わない期間は、実際の取扱いの誤りか、書き誤りのどちらかです。
//!
//! ## 直し方
//! 実際の取扱いを確かめて、書き直します。
//!
//! ## 例
//! ```yaml
//! 具体的な方法: 情報提供等の記録は、5年間保存する。   # 誤: 7年
//! 具体的な方法: 情報提供等の記録は、7年間保存する。   # 正
//! ```
//!
//! ## 根拠
//! 番号法施行令第30条、個人情報の保護に関する法律第83条 など（期間ごとに示します。schemas/law/periods.yaml）

use super::data::Confidence;
use super::periods::{PERIODS, Period, spoken_of};
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L022",
    name: "statutory-period",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let mut found: Vec<(usize, (String, Place))> = Vec::new();
    for own in &cx.facts.words {
        let id = cx.field(own.field).id.as_str();
        if id.starts_with("changes[") {
            continue;
        }
        for n in spoken_of(own.str()) {
            let period = &PERIODS[n];
            let is_known = period.confidence > Confidence::C && period.is_of(id);
            if !is_known || !is_in_force(cx, period) {
                continue;
            }
            found.extend(period.wrong(own.str()).into_iter().map(|range| {
                let written = own.str()[range.clone()].to_owned();
                let place = own.place(cx, range);
                (n, (written, place))
            }));
        }
    }
    for (n, wrong) in grouped(found) {
        let (written, places): (Vec<_>, Vec<_>) = wrong.into_iter().unzip();
        let Some(written) = written.first() else {
            continue;
        };
        let period = &PERIODS[n];
        let severity = match period.asks || period.confidence == Confidence::B {
            true => Severity::Info,
            false => Severity::Warning,
        };
        let words = words(cx.lang, period, written);
        if let Some(finding) = cx.report_all(&RULE, &places, words) {
            finding
                .severity(severity)
                .basis(vec![period.source.as_str()]);
        }
    }
}

fn is_in_force(cx: &Context, period: &Period) -> bool {
    let day = cx.law_day();
    period
        .from
        .is_none_or(|from| day.is_some_and(|day| from <= day))
}

fn words(lang: Lang, period: &Period, written: &str) -> Words {
    let (what, says) = (&period.what, &period.says);
    Words::new(say!(
        lang,
        "{what}が、法令と違う（法令では{says}）",
        "{what} is another than that of the law (「{says}」)"
    ))
    .label(say!(
        lang,
        "「{written}」と書かれている",
        "it says 「{written}」"
    ))
    .help(say!(
        lang,
        "実際の取扱いを確かめて、{says}に合うように書き直してください。",
        "Look up what is done, and write what agrees with 「{says}」."
    ))
}
