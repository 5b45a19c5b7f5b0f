//! この機関を他の評価実施機関として挙げている機関が、Ⅰ８に無い。
//! Another body names this one as one that makes the assessment, too, but is not named here.
//!
//! ## 何を確認するか
//! 二つ以上の評価書を一度に点検したとき、同じ事務の名（Ⅰ１①）の、違う評価実施機関の評価書があり、その一方だけがⅠ８で他方を挙げていること（参考）。
//!
//! ## なぜ
//! 共に評価を行う機関は、互いに相手を「他の評価実施機関」とします。一方にしかなければ、どちらかの評価書が古いままです。
//!
//! ## 直し方
//! 共に評価を行うなら、両方のⅠ８に書きます。
//!
//! ## 例
//! ```yaml
//! # ほかの評価書: 評価実施機関名 架空市教育委員会、Ⅰ１① 就学援助に関する事務、Ⅰ８ 架空市長
//! 評価実施機関名: 架空市長
//! 事務の名称: 就学援助に関する事務
//! 他の評価実施機関: なし
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X054",
    name: "unnamed-agency",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

/// Ⅰ８
const AGENCIES: &str = "basic.other_agencies";

fn check(cx: &mut Context) {
    let Some((own, beside)) = cx.beside() else {
        return;
    };
    let names = |text: &str, agency: &str| !agency.is_empty() && fold(text).contains(&fold(agency));
    let others = beside.others(own).filter(|other| {
        let is_same_work = || !own.work.is_empty() && fold(&own.work) == fold(&other.work);
        !own.is_of_office(other)
            && is_same_work()
            && names(&other.other_agencies, &own.agency)
            && !names(&own.other_agencies, &other.agency)
    });
    let found: Vec<_> = others.collect();
    let Some(field) = cx.assessment.find(AGENCIES) else {
        return;
    };
    for other in found {
        let words = words(cx.lang, &other.agency, &other.file);
        let span = cx.field(field).place();
        cx.report(&RULE, field, span, words);
    }
}

fn words(lang: Lang, agency: &str, file: &str) -> Words {
    let message = say!(
        lang,
        "「{agency}」の評価書がこの機関を他の評価実施機関としているのに、Ⅰ８に「{agency}」が無い",
        "The assessment of 「{agency}」 names this body, but Ⅰ８ does not name 「{agency}」"
    );
    Words::new(message)
        .label(say!(lang, "もう一つは {file}", "the other one is {file}"))
        .help(say!(
            lang,
            "共に評価を行う機関なら、両方の評価書のⅠ８に書いてください。",
            "Name each other in both, where both make the assessment."
        ))
}
