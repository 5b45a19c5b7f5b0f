//! 別添３で改めた部署の前の名が、本文に残っている。
//! A department that was renamed by the table of changes still stands in the text.
//!
//! ## 何を確認するか
//! 別添３に部署の欄（Ⅰ７①、Ⅱ２⑥）の変更前と変更後があるとき、変更前の部署の名が、本文のほかの欄に残っていないこと。
//! 変更後の名に含まれる名、「旧…」「…（現…）」のような言い方、別添３は見ません。
//!
//! ## なぜ
//! 組織改正では多くの欄を直すので、連絡先などの直し漏れが残りがちです。
//!
//! ## 直し方
//! いまの名前に直します。
//!
//! ## 例
//! ```yaml
//! 連絡先: 架空市教育部図書課     # 誤: 別添３で「文化部図書課」に改めている
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use crate::assessment::value::Value;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::say;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X031",
    name: "former-department",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// Items that hold the department in charge.
const ITEMS: [&str; 2] = ["basic.department.name", ".basics.department"];

/// Fewer characters may be a part of any name.
const SHORTEST: usize = 5;

fn check(cx: &mut Context) {
    let mut renamed: Vec<(String, String, Span)> = Vec::new();
    let source = cx.assessment.source;
    for entry in &cx.changes().entries {
        let id = entry.only().map(|found| found.id(cx.assessment.form));
        let is_department = id.is_some_and(|id| ITEMS.iter().any(|item| id.ends_with(item)));
        let one = |cell: &crate::compare::changelog::cell::Cell| {
            let mut lines = cell.content();
            let line = lines.next().filter(|_| lines.next().is_none());
            line.map(|line| (line.written().trim().to_owned(), line.whole(source)))
        };
        let (Some((before, span)), Some((after, _))) = (one(&entry.before), one(&entry.after))
        else {
            continue;
        };
        let known = renamed.iter().any(|(known, ..)| *known == before);
        let is_name = before.ends_with(['課', '室', '部', '局', '係', '所'])
            && before.chars().count() >= SHORTEST
            && !before.contains(['、', '，', '・', '（', '(']);
        if is_department && is_name && !known && !after.contains(&before) {
            renamed.push((before, after, span));
        }
    }
    // A name that is in use again is none that was given up.
    let current: Vec<&str> = ITEMS
        .iter()
        .flat_map(|item| {
            cx.assessment
                .fields
                .iter()
                .filter(move |field| field.id.ends_with(item))
        })
        .filter_map(|field| cx.assessment.text(&field.id))
        .collect();
    renamed.retain(|(before, ..)| !current.iter().any(|own| own.contains(before.as_str())));
    for (before, after, row) in renamed {
        let mut found: Vec<(usize, Span)> = Vec::new();
        for (place, field) in cx.assessment.printed().iter().enumerate() {
            let Value::Text(said) = field.value else {
                continue;
            };
            if field.id.starts_with("changes[") {
                continue;
            }
            let places = said
                .text
                .match_indices(before.as_str())
                .map(|(at, word)| at..at + word.len());
            let left = places.filter(|range| !is_told_as_former(&said.text, range));
            found.extend(left.map(|range| (place, cx.words(said, range))));
        }
        let Some(((place, span), rest)) = found.split_first() else {
            continue;
        };
        let message = say!(
            cx,
            "「{before}」は、別添３で「{after}」に改められている",
            "「{before}」 became 「{after}」 by 別添３"
        );
        let label = say!(cx, "別添３の変更前", "変更前 of 別添３");
        let help = say!(
            cx,
            "いまの名前を確かめて、直してください。",
            "Use the name of today."
        );
        let others: Vec<Span> = rest.iter().map(|(_, span)| *span).collect();
        cx.report(&RULE, *place, *span, message)
            .related(row, label)
            .help(help)
            .places(others);
    }
}

/// Whether a name is said to be a former one: 「旧図書課」, 「図書課（現文化課）」, 「当時の図書課」.
fn is_told_as_former(text: &str, range: &Range<usize>) -> bool {
    let before = ["旧", "前", "元", "当時の", "改正前の"];
    let behind = ["（現", "(現", "（当時", "(当時", "から", "を廃", "（旧"];
    before
        .iter()
        .any(|word| text[..range.start].ends_with(word))
        || behind
            .iter()
            .any(|word| text[range.end..].starts_with(word))
}
