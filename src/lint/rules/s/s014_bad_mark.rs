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
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::say;

/// The rule.
pub static RULE: Rule = Rule {
    code: "S014",
    name: "bad-mark",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for problem in &cx.assessment.problems {
        let Problem::BadMark { field, text } = problem else {
            continue;
        };
        let (name, text) = (cx.name(*field), short(text));
        let none = is_none_mark(&text);
        let message = say!(
            cx.lang,
            "{name} の印が「{text}」になっている",
            "The mark of {name} is 「{text}」"
        );
        let label = say!(cx.lang, "○か空欄にします", "a circle or nothing");
        let key = &cx.assessment.definition(cx.field(*field)).key;
        let help = say!(
            cx.lang,
            "「{key}」に当てはまるときは「○」と書き、当てはまらないときは空欄にしてください。",
            "Write 「○」 where 「{key}」 applies, and nothing where it does not."
        );
        let span = cx.field(*field).place();
        let finding = cx
            .report(&RULE, *field, span, message)
            .label(label)
            .help(help);
        if none {
            let edit = Edit {
                span,
                text: String::new(),
            };
            finding
                .severity(Severity::Warning)
                .fix(Safety::Unsafe, vec![edit]);
        } else if TICKS.contains(&text.as_str()) {
            let edit = Edit {
                span,
                text: "○".into(),
            };
            finding.fix(Safety::Unsafe, vec![edit]);
        }
    }
}

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
