//! ○を付ける欄に、○でないものが書かれている。
//! A mark in a single box is no circle.
//!
//! ## 何を確認するか
//! 「委託しない」「提供・移転しない」「接続しない（入手）」「接続しない（提供）」の欄が、○か空欄であること。〇や◯でも構いません。
//!
//! ## なぜ
//! 「はい」「レ」「いいえ」などでは、選んだのか選んでいないのかを取り違えるおそれがあります。
//!
//! ## 直し方
//! 当てはまるときは「○」と書き、当てはまらないときは空欄にします。
//!
//! ## 例
//! ```yaml
//! 提供・移転しない: はい   # 誤
//! 提供・移転しない: ○      # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::short;
use crate::assessment::conform::Problem;
use crate::japanese::notation::is_none_mark;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S014",
    name: "bad-mark",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式"],
    check,
};

/// Other ways to say that a box is ticked.
const TICKS: [&str; 13] = [
    "レ",
    "✓",
    "✔",
    "☑",
    "■",
    "●",
    "◎",
    "はい",
    "該当",
    "該当する",
    "yes",
    "true",
    "x",
];

fn check(cx: &mut Context) {
    for problem in &cx.assessment.problems {
        let Problem::BadMark { field, text } = problem else {
            continue;
        };
        let text = short(text);
        let key = &cx.assessment.definition(cx.field(*field)).key;
        let words = words(cx.lang, &cx.name(*field), &text, key);
        let span = cx.field(*field).place();
        let finding = cx.report(&RULE, *field, span, words);
        let edit = |text: &str| Edit {
            span,
            text: text.to_owned(),
        };
        if is_none_mark(&text) {
            finding
                .severity(Severity::Warning)
                .fix(Safety::Unsafe, vec![edit("")]);
        } else if TICKS.contains(&text.as_str()) {
            finding.fix(Safety::Unsafe, vec![edit("○")]);
        }
    }
}

fn words(lang: Lang, name: &str, text: &str, key: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} の印が「{text}」になっている",
        "The mark of {name} is 「{text}」"
    ))
    .label(say!(lang, "○か空欄にします", "a circle or nothing"))
    .help(say!(
        lang,
        "「{key}」に当てはまるときは「○」と書き、当てはまらないときは空欄にしてください。",
        "Write 「○」 where 「{key}」 applies, and nothing where it does not."
    ))
}
