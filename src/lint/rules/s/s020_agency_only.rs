//! 評価実施機関の種類からは書かない項目に、記載がある。
//! An item for another kind of body is written.
//!
//! ## 何を確認するか
//! 【行政機関等のみ】の項目（個人情報保護委員会の承認）を地方公共団体等が書いていないこと。
//! 第三者点検を行政機関等が書いていないことも確かめます。評価実施機関名から種類が分かるときだけ指摘します。
//!
//! ## なぜ
//! 地方公共団体等の評価書は、個人情報保護委員会の承認ではなく、第三者点検（合議制の機関などの意見）を受けます。
//! 承認日があると、受けていない承認を受けたように読めます。
//!
//! ## 直し方
//! その項目を空欄にします。評価実施機関名が正しいかも確かめます。
//!
//! ## 例
//! ```yaml
//! 表紙:
//!   評価実施機関名: 架空市長
//!   個人情報保護委員会承認日: 令和7年3月1日   # 誤: 地方公共団体等は空欄
//!   個人情報保護委員会承認日:                 # 正
//! ```
//!
//! ## 根拠
//! 全項目評価書の様式（【行政機関等のみ】）、特定個人情報保護評価に関する規則第7条第4項

use super::{answer, head};
use crate::assessment::conform::Problem;
use crate::form::condition::Condition;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S020",
    name: "agency-only",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式", "規則第7条第4項"],
    check,
};

fn check(cx: &mut Context) {
    let lang = cx.lang;
    for problem in &cx.assessment.problems {
        let Problem::NotAsked {
            field,
            because,
            agency: true,
        } = problem
        else {
            continue;
        };
        let name = cx.name(*field);
        let required = &cx.assessment.definition(cx.field(*field)).required;
        let (words, severity) = if *required == Condition::GyoseiKikan {
            (for_national_bodies(lang, &name), Severity::Warning)
        } else {
            (for_local_bodies(lang, &name), Severity::Info)
        };
        let reasons: Vec<Span> = because.iter().map(|field| answer(cx, *field).0).collect();
        let span = head(cx, *field);
        let mut finding = cx.report(&RULE, *field, span, words).severity(severity);
        for span in reasons {
            finding = finding.related(span, body(lang));
        }
    }
}

fn for_national_bodies(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} は行政機関等だけの項目で、地方公共団体等は書かない",
        "{name} is for national bodies only"
    ))
    .help(say!(
        lang,
        "空欄にしてください。地方公共団体等は、Ⅵ３第三者点検を書きます。",
        "Leave it blank; local bodies write Ⅵ３ 第三者点検."
    ))
}

fn for_local_bodies(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} は地方公共団体等の項目で、行政機関等は書かない",
        "{name} is for local bodies"
    ))
    .help(say!(
        lang,
        "行政機関等は、個人情報保護委員会の承認の項目を書きます。",
        "National bodies write the approval by the commission."
    ))
}

/// Said at the name of the body.
fn body(lang: Lang) -> String {
    say!(lang, "評価実施機関", "the body")
}
