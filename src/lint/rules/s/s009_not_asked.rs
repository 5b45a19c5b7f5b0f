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
use crate::assessment::value::Value;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::Span;
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::say;

/// The rule.
pub static RULE: Rule = Rule {
    code: "S009",
    name: "not-asked",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let mut found: Vec<(&[usize], Vec<usize>)> = Vec::new();
    for problem in &cx.assessment.problems {
        let Problem::NotAsked {
            field,
            because,
            agency: false,
        } = problem
        else {
            continue;
        };
        if is_charge(cx, *field) {
            continue;
        }
        // All that one answer rules out is one contradiction.
        match found.iter_mut().find(|(known, _)| known == because) {
            Some((_, places)) => places.push(*field),
            None => found.push((because, vec![*field])),
        }
    }
    for (because, mut places) in found {
        places.sort_by_key(|place| cx.field(*place).place());
        report(cx, because, &places);
    }
}

/// Whether a text says what copies and their dispatch cost, which is asked for where the request itself is free.
fn is_charge(cx: &Context, place: usize) -> bool {
    const FEE: &str = "disclosure.request.fee.amount";
    const CHARGES: [&str; 7] = ["写し", "複写", "コピー", "実費", "送付", "送料", "郵送"];
    let field = cx.field(place);
    let Value::Text(text) = field.value else {
        return false;
    };
    field.id == FEE && CHARGES.iter().any(|word| text.text.contains(word))
}

fn report(cx: &mut Context, because: &[usize], places: &[usize]) {
    let (Some(first), Some(ruling)) = (places.first(), because.first()) else {
        return;
    };
    let (ruling_name, (ruling_span, answer)) = (cx.name(*ruling), answer(cx, *ruling));
    let message = match places {
        [_] => {
            let name = cx.name(*first);
            say!(
                cx.lang,
                "{name} に記載があるが、{ruling_name} は{answer}となっている",
                "{name} is written although {ruling_name} is {answer}"
            )
        }
        _ => say!(
            cx.lang,
            "{ruling_name} が{answer}なら書かない項目に、記載がある",
            "What {ruling_name} rules out by {answer} is written"
        ),
    };
    let label = say!(cx.lang, "この答えなら書かない", "rules it out");
    let help = say!(
        cx.lang,
        "どちらが実態に合うかを確かめ、答えを直すか、記載を消してください。",
        "Find out which of them is true; change the answer or delete the rest."
    );
    let severity = severity(cx, places);
    let others = places.iter().skip(1);
    let others: Vec<(usize, Span)> = others.map(|place| (*place, head(cx, *place))).collect();
    let span = head(cx, *first);
    let finding = cx
        .report(&RULE, *first, span, message)
        .severity(severity)
        .related(ruling_span, label)
        .help(help);
    others.into_iter().fold(finding, |finding, (place, span)| {
        finding.place_in(Some(place), span, "")
    });
}

/// Two answers that contradict each other can't be published; a text that is too much can.
fn severity(cx: &Context, places: &[usize]) -> Severity {
    let is_answer = |place: &usize| {
        !matches!(
            cx.field(*place).value,
            Value::Text(_) | Value::Date(..) | Value::Texts(_)
        )
    };
    if cx.assessment.stage == Stage::Publish && places.iter().any(is_answer) {
        Severity::Error
    } else {
        Severity::Warning
    }
}
