//! Ⅱ４⑦再委託の有無と、Ⅲ４の再委託先の欄が食い違っている。
//! The answers on sub-entrustment in chapters II 4 and III 4 contradict each other.
//!
//! ## 何を確認するか
//! Ⅱ４の委託事項に「再委託する」が一つでもあれば、Ⅲ４の再委託先による適切な取扱いの確保が「再委託していない」でないこと。
//! すべて「再委託しない」なら「再委託していない」であること（こちらは注意。予定がなくても体制を書く団体があるため）。
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

use super::{choice, numbers};
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::Severity;
use crate::source::lang::say;

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
    }
}

fn check_file(cx: &mut Context, n: usize) {
    let id = format!("files[{n}].risks.entrustment.reentrustment");
    let list = format!("files[{n}].overview.entrustment.items");
    let answers: Vec<_> = numbers(cx, &list)
        .map(|i| choice(cx, &format!("{list}[{i}].reentrustment")))
        .collect();
    let Some(((said, span), place)) = choice(cx, &id).zip(cx.assessment.find(&id)) else {
        return;
    };
    let not_done = said == "再委託していない";
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
    let item = cx.name(place);
    let message = if not_done {
        say!(
            cx,
            "{item} が「{said}」なのに、Ⅱ４⑦に「再委託する」がある",
            "{item} is 「{said}」 but Ⅱ４⑦ has 「再委託する」"
        )
    } else {
        say!(
            cx,
            "{item} が「{said}」なのに、Ⅱ４⑦はすべて「再委託しない」となっている",
            "{item} is 「{said}」 but all of Ⅱ４⑦ is 「再委託しない」"
        )
    };
    let help = say!(
        cx,
        "契約で再委託をしているかを確かめ、どちらかを直してください。",
        "See whether there is sub-entrustment and correct one of the two."
    );
    // Rules for a sub-entrustment that does not take place are no danger; the other way round is.
    let severity = if not_done {
        Severity::Error
    } else {
        Severity::Warning
    };
    let mut finding = cx
        .report(&RULE, place, span, message)
        .severity(severity)
        .help(help);
    for span in others.into_iter().take(5) {
        finding = finding.related(span, "");
    }
}
