//! ほかの項目の答えからは書かないはずの項目に、記載がある。
//! Something is written although the answer to another item rules it out.
//!
//! ## 何を確認するか
//! 「委託しない」のときの委託事項、「再委託しない」のときの許諾方法、「提供・移転しない」に○を付けたときのⅢ５など、
//! ほかの項目の答えによって空欄になる項目が空欄であること。「－」「該当なし」のような短い言葉と、手数料が無料のときの写しの費用は構いません。
//!
//! ## なぜ
//! 二つの項目が食い違っていて、どちらが実態か分かりません。答えを変えたときに、古い記載が残ったことが多くあります。
//!
//! ## 直し方
//! 実態を確かめ、答えの方を直すか、記載の方を消します。
//!
//! ## 例
//! ```yaml
//! 再委託の有無: 再委託しない
//! 再委託の許諾方法: 事前に書面で許諾する。   # 誤: どちらかが違う
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{answer, head};
use crate::assessment::conform::Problem;
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S009",
    name: "not-asked",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let problems = cx.assessment.problems.iter();
    let found = problems.filter_map(|problem| match problem {
        Problem::NotAsked {
            field,
            because,
            agency: false,
        } if !is_charge(cx, *field) => Some((because.as_slice(), *field)),
        _ => None,
    });
    // All that one answer rules out is one contradiction.
    for (because, mut fields) in grouped(found.collect()) {
        fields.sort_by_key(|field| cx.field(*field).place());
        report(cx, because, &fields);
    }
}

/// Whether a text says what copies and their dispatch cost, which is asked for where the request itself is free.
fn is_charge(cx: &Context, id: FieldId) -> bool {
    const FEE: &str = "disclosure.request.fee.amount";
    const CHARGES: [&str; 7] = ["写し", "複写", "コピー", "実費", "送付", "送料", "郵送"];
    let field = cx.field(id);
    let Value::Text(text) = field.value else {
        return false;
    };
    field.id == FEE && CHARGES.iter().any(|word| text.text.contains(word))
}

fn report(cx: &mut Context, because: &[FieldId], fields: &[FieldId]) {
    let Some(ruling) = because.first() else {
        return;
    };
    let alone = match fields {
        [field] => Some(cx.name(*field)),
        _ => None,
    };
    let lang = cx.lang;
    let (ruling_span, answer) = answer(cx, *ruling);
    let words = words(lang, alone.as_deref(), &cx.name(*ruling), &answer);
    let severity = severity(cx, fields);
    let places: Vec<Place> = fields.iter().map(|id| (*id, head(cx, *id))).collect();
    if let Some(finding) = cx.report_all(&RULE, &places, words) {
        finding
            .severity(severity)
            .related(ruling_span, rules_it_out(lang));
    }
}

/// Two answers that contradict each other can't be published; a text that is too much can.
fn severity(cx: &Context, fields: &[FieldId]) -> Severity {
    let is_answer = |field: &FieldId| {
        !matches!(
            cx.field(*field).value,
            Value::Text(_) | Value::Date(..) | Value::Texts(_)
        )
    };
    if cx.assessment.stage == Stage::Publish && fields.iter().any(is_answer) {
        Severity::Error
    } else {
        Severity::Warning
    }
}

/// `name` is the item that is written, where it is only one.
fn words(lang: Lang, name: Option<&str>, ruling: &str, answer: &str) -> Words {
    let message = match name {
        Some(name) => say!(
            lang,
            "{name} に記載があるが、{ruling} は{answer}となっている",
            "{name} is written although {ruling} is {answer}"
        ),
        None => say!(
            lang,
            "{ruling} が{answer}なら書かない項目に、記載がある",
            "What {ruling} rules out by {answer} is written"
        ),
    };
    let help = say!(
        lang,
        "どちらが実態に合うかを確かめ、答えを直すか、記載を消してください。",
        "Find out which of them is true; change the answer or delete the rest."
    );
    Words::new(message).help(help)
}

/// Said at the answer.
fn rules_it_out(lang: Lang) -> String {
    say!(lang, "この答えなら書かない", "rules it out")
}
