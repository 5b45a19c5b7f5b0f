//! Ⅱ４⑦再委託の有無と、Ⅲ４の再委託先の欄が食い違っている。
//! The answers on sub-entrustment in chapters II 4 and III 4 contradict each other.
//!
//! ## 何を確認するか
//! Ⅱ４の委託事項に「再委託する」が一つでもあれば、Ⅲ４の再委託先による適切な取扱いの確保が「再委託していない」でないこと。
//! すべて「再委託しない」なら「再委託していない」であること（こちらは注意。予定がなくても体制を書く団体があるため）。
//! Ⅲ４の文に「再委託は認めていない」「再委託を一切認めない」のようにあれば、どの委託事項も「再委託する」でないこと。
//! 再委託先の欄に再委託のあるものとして名の挙がる委託事項が、「再委託しない」でないこと（どちらも注意）。
//! 「原則」「承諾」などの条件のある文と、委託を限った文は見ません。
//!
//! ## なぜ
//! 再委託先の監督は第三者点検で必ず問われます。食い違っていると、再委託の実態が分かりません。
//!
//! ## 直し方
//! 契約を確かめ、どちらかを直します。
//!
//! ## 例
//! ```yaml
//! 再委託の有無: 再委託する
//! # …
//! 再委託先による適切な取扱いの確保:
//!   選択: 再委託していない   # 誤: どちらかが違う
//!   選択: 十分に行っている   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式、番号法第10条

use std::ops::Range;

use super::{choice, numbers, text};
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::assets::lists::entrustment::{DENIALS, LIMITS};
use crate::japanese::notation::fold;
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, FindingBuilder, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X005",
    name: "reentrustment",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式", "番号法第10条"],
    check,
};

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        check_file(cx, n);
        let contracts = contracts(cx, n);
        report_denied(cx, n, &contracts);
        report_named(cx, n, &contracts);
    }
}

/// A contract with its answer on sub-entrustment.
struct Contract {
    name: String,
    done: bool,
    answer: Span,
}

fn contracts(cx: &Context, n: usize) -> Vec<Contract> {
    let list = format!("files[{n}].overview.entrustment.items");
    let all = numbers(cx, &list).filter_map(|i| {
        let (answer, span) = choice(cx, &format!("{list}[{i}].reentrustment"))?;
        let (_, name) = text(cx, &format!("{list}[{i}].name"))?;
        Some(Contract {
            name: fold(name.text.trim()),
            done: answer == "再委託する",
            answer: span,
        })
    });
    all.collect()
}

/// A text of Ⅲ４ that denies all sub-entrustment, where Ⅱ４ has some.
fn report_denied(cx: &mut Context, n: usize, contracts: &[Contract]) {
    let Some(done) = contracts.iter().find(|contract| contract.done) else {
        return;
    };
    let mut fields = cx
        .assessment
        .below(&format!("files[{n}].risks.entrustment"));
    let found = fields.find_map(|(id, field)| match field.value {
        Value::Text(said) => Some((id, cx.words(said, denial(&said.text, contracts)?))),
        _ => None,
    });
    if let Some((field, span)) = found {
        report(cx, field, span, &Fault::Denied).related(done.answer, "");
    }
}

/// Where a text denies all sub-entrustment.
fn denial(text: &str, contracts: &[Contract]) -> Option<Range<usize>> {
    pieces(text, &['。']).find_map(|piece| {
        let sentence = &text[piece.clone()];
        let found = DENIALS
            .iter()
            .find_map(|word| Some((sentence.find(word)?, word)));
        let (at, word) = found?;
        let folded = fold(sentence);
        let is_limited = LIMITS.iter().any(|limit| sentence.contains(limit));
        // 「督促状の印刷業務では、再委託を認めない。」
        let of_one = contracts
            .iter()
            .any(|contract| folded.contains(&contract.name))
            || (sentence.contains("業務") || sentence.contains("委託先に"))
                && !["いずれ", "全て", "すべて"]
                    .iter()
                    .any(|all| sentence.contains(all));
        (!is_limited && !of_one).then(|| piece.start + at..piece.start + at + word.len())
    })
}

/// Contracts that Ⅲ４ names as sub-entrusted, and Ⅱ４ not.
fn report_named(cx: &mut Context, n: usize, contracts: &[Contract]) {
    // Where none has any, the answer in Ⅲ４ is reported.
    if contracts.iter().all(|contract| !contract.done) {
        return;
    }
    let id = format!("files[{n}].risks.entrustment.reentrustment.method");
    let Some((field, said)) = text(cx, &id) else {
        return;
    };
    const NOT: [&str; 6] = ["しない", "せず", "ていない", "行わない", "認めない", "禁"];
    for piece in pieces(&said.text, &['。']) {
        let sentence = &said.text[piece.clone()];
        let folded = fold(sentence);
        if !sentence.contains("再委託") || NOT.iter().any(|word| sentence.contains(word)) {
            continue;
        }
        let mut others = contracts
            .iter()
            .filter(|c| !c.done && folded.contains(&c.name));
        // The name of one may hold that of another.
        let is_part = |name: &str| {
            let mut all = contracts
                .iter()
                .filter(|c| c.done && folded.contains(&c.name));
            all.any(|c| c.name.contains(name))
        };
        if let Some(other) = others.find(|c| !is_part(&c.name)) {
            let (span, contract) = (cx.words(said, piece), other.name.as_str());
            report(cx, field, span, &Fault::Named { contract }).related(other.answer, "");
        }
    }
}

fn check_file(cx: &mut Context, n: usize) {
    let id = format!("files[{n}].risks.entrustment.reentrustment");
    let list = format!("files[{n}].overview.entrustment.items");
    let answers: Vec<_> = numbers(cx, &list)
        .map(|i| choice(cx, &format!("{list}[{i}].reentrustment")))
        .collect();
    let Some(((answer, span), field)) = choice(cx, &id).zip(cx.assessment.find(&id)) else {
        return;
    };
    let not_done = answer == "再委託していない";
    let done: Vec<_> = answers
        .iter()
        .flatten()
        .filter(|a| a.0 == "再委託する")
        .collect();
    let others: Vec<_> = if not_done {
        done.iter().map(|a| a.1).collect()
    } else {
        // One that is not answered yet may be the one.
        let all = answers.iter().all(Option::is_some) && done.is_empty();
        answers
            .iter()
            .flatten()
            .filter(|_| all)
            .map(|a| a.1)
            .collect()
    };
    if others.is_empty() {
        return;
    }
    let fault = match not_done {
        true => Fault::AnsweredNo { answer },
        false => Fault::AnsweredYes { answer },
    };
    let mut finding = report(cx, field, span, &fault);
    for span in others.into_iter().take(5) {
        finding = finding.related(span, "");
    }
}

/// How Ⅲ４ differs from the answers of Ⅱ４⑦.
enum Fault<'a> {
    /// A text denies what Ⅱ４⑦ has.
    Denied,
    /// A text names a contract as sub-entrusted that is not.
    Named { contract: &'a str },
    /// The answer denies what Ⅱ４⑦ has.
    AnsweredNo { answer: &'a str },
    /// The answer is about what Ⅱ４⑦ has nowhere.
    AnsweredYes { answer: &'a str },
}

/// A finding whose answers in Ⅱ４⑦ are still to be added.
fn report<'c, 'a>(
    cx: &'c mut Context<'a>,
    field: FieldId,
    span: Span,
    fault: &Fault,
) -> FindingBuilder<'c, 'a> {
    // Rules for a sub-entrustment that does not take place are no danger; the other way round is.
    let severity = match fault {
        Fault::AnsweredNo { .. } => Severity::Error,
        _ => Severity::Warning,
    };
    let words = words(cx.lang, &cx.name(field), fault);
    cx.report(&RULE, field, span, words).severity(severity)
}

fn words(lang: Lang, item: &str, fault: &Fault) -> Words {
    let message = match fault {
        Fault::Denied => say!(
            lang,
            "{item} に再委託をしないとあるのに、Ⅱ４⑦に「再委託する」がある",
            "{item} denies all sub-entrustment, but Ⅱ４⑦ has 「再委託する」"
        ),
        Fault::Named { contract } => say!(
            lang,
            "{item} では「{contract}」に再委託があるのに、Ⅱ４⑦は「再委託しない」となっている",
            "{item} speaks of a sub-entrustment of 「{contract}」, but Ⅱ４⑦ is 「再委託しない」"
        ),
        Fault::AnsweredNo { answer } => say!(
            lang,
            "{item} が「{answer}」なのに、Ⅱ４⑦に「再委託する」がある",
            "{item} is 「{answer}」 but Ⅱ４⑦ has 「再委託する」"
        ),
        Fault::AnsweredYes { answer } => say!(
            lang,
            "{item} が「{answer}」なのに、Ⅱ４⑦はすべて「再委託しない」となっている",
            "{item} is 「{answer}」 but all of Ⅱ４⑦ is 「再委託しない」"
        ),
    };
    Words::new(message).help(say!(
        lang,
        "契約で再委託をしているかを確かめ、どちらかを直してください。",
        "See whether there is sub-entrustment and correct one of the two."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_denial_of_all_counts() {
        let is_denied = |text: &str| denial(text, &[]).is_some();
        assert!(is_denied("秘密の保持、再委託の全面的な禁止"));
        assert!(is_denied("いずれの委託業務でも、再委託は認めていない。"));
        for text in [
            "再委託は、原則として行わない。",
            "承諾を得ない再委託を認めない。",
            "督促状の印刷業務では、再委託を認めていない。",
            "再委託の禁止",
            "再々委託は認めない。",
        ] {
            assert!(!is_denied(text), "{text}");
        }
    }
}
