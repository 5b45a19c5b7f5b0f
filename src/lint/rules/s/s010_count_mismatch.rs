//! 件数が、書かれている数と違う。
//! A number of entries differs from the entries there are.
//!
//! ## 何を確認するか
//! 委託、提供、移転の「件数」が、並べた委託事項、提供先、移転先の数と同じであること。空欄のまま番号をあけたものも数えます。
//!
//! ## なぜ
//! 委託先を増やしたときに件数を直し忘れることがよくあります。件数は別添３の対象にもなる、目立つ記載です。
//!
//! ## 直し方
//! 数え直して、件数を直すか、足りないものを書きます。件数は省くことができ、そのときは数えて印刷します。
//!
//! ## 例
//! ```yaml
//! 委託の有無:
//!   選択: 委託する
//!   件数: 3   # 誤: 委託事項は2つ
//!   件数: 2   # 正
//! 委託事項:
//!   - 名称: 蔵書の点検
//!   - 名称: 督促状の印刷
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::head;
use crate::assessment::conform::Problem;
use crate::assessment::field::FieldId;
use crate::japanese::notation::number;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::{Edit, Safety, Severity, Stage};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S010",
    name: "count-mismatch",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for problem in &cx.assessment.problems {
        if let Problem::Count {
            field,
            span,
            written,
            actual,
            list,
        } = problem
        {
            report(cx, (*field, *span), *written, *actual, *list);
        }
    }
}

fn report(
    cx: &mut Context,
    (field, span): Place,
    written: Option<usize>,
    actual: usize,
    list: FieldId,
) {
    let text = cx.assessment.source.slice(span).trim_matches(['"', '\'']);
    let words = match written {
        Some(_) => differs(cx.lang, text, &cx.name(list), actual),
        None => no_number(cx.lang, text, &cx.name(field), actual),
    };
    // 「2件」 says the right number with a word too much.
    let bare = number(text.trim_end_matches('件'));
    let safety = if written.is_none() && bare == Some(actual) {
        Safety::Safe
    } else {
        Safety::Unsafe
    };
    let edit = Edit {
        span,
        text: actual.to_string(),
    };
    // A draft may know how many there will be before they are written.
    let is_to_come = written.is_some_and(|n| n > actual) && cx.assessment.stage == Stage::Draft;
    let severity = if is_to_come {
        Severity::Warning
    } else {
        RULE.levels.highest()
    };
    let (there, counts) = (head(cx, list), counted(cx.lang, actual));
    cx.report(&RULE, field, span, words)
        .severity(severity)
        .related(there, counts)
        .fix(safety, vec![edit]);
}

fn differs(lang: Lang, text: &str, list: &str, actual: usize) -> Words {
    Words::new(say!(
        lang,
        "件数は「{text}」だが、{list} は{actual}件ある",
        "It says 「{text}」, but {list} has {actual} entries"
    ))
    .help(help(lang, actual))
}

fn no_number(lang: Lang, text: &str, name: &str, actual: usize) -> Words {
    Words::new(say!(
        lang,
        "{name} の件数「{text}」が数字でない",
        "The count 「{text}」 of {name} is no number"
    ))
    .help(help(lang, actual))
}

fn help(lang: Lang, actual: usize) -> String {
    say!(
        lang,
        "「{actual}」とするか、抜けているものを書き足してください。件数は省略でき、そのときは数えて印刷します。",
        "Write {actual}, or add what is missing. The count may be left out."
    )
}

/// Said at the list.
fn counted(lang: Lang, actual: usize) -> String {
    say!(lang, "ここに{actual}件", "{actual} entries here")
}
