//! 別添２の一つの区分に、同じ項目が二度ある。
//! An item stands twice in one group of the recorded items.
//!
//! ## 何を確認するか
//! 別添２の区分ごとに、「項目」に並べた項目名が重なっていないこと。字の幅や空白の違いは同じものとして数えます。
//! 違う区分にある同じ名前は数えません。
//!
//! ## なぜ
//! 記録項目の数が合わなくなり、どちらかが別の項目の書き誤りかもしれません。
//!
//! ## 直し方
//! 一方を消すか、何の項目かが分かるように名前を書き分けます。
//!
//! ## 例
//! ```yaml
//! - 区分: 利用者
//!   項目:
//!     - 氏名
//!     - 生年月日
//!     - 氏名          # 誤: 二度ある
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use rustc_hash::FxHashMap;

use super::numbers;
use crate::diagnostic::{Severity, Stage};
use crate::form::value::Value;
use crate::japanese::notation::fold;
use crate::rules::{Context, Rule, say};
use crate::source::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X016",
    name: "duplicate-record",
    severity: Severity::Warning,
    stage: Stage::Draft,
    basis: &["全項目評価書の様式"],
    source: include_str!("x016_duplicate_record.rs"),
    check,
};

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let list = format!("files[{n}].records");
        for group in numbers(cx, &list) {
            one(cx, &format!("{list}[{group}].items"));
        }
    }
}

fn one(cx: &mut Context, list: &str) {
    let Some(place) = cx.assessment.find(list) else {
        return;
    };
    let Value::Texts(items) = &cx.field(place).value else {
        return;
    };
    let mut seen: FxHashMap<String, Span> = FxHashMap::default();
    let mut twice = Vec::new();
    for item in items {
        let folded = fold(&item.text);
        if folded.is_empty() {
            continue;
        }
        match seen.get(&folded) {
            Some(first) => twice.push((item.text.trim().to_owned(), item.span, *first)),
            None => drop(seen.insert(folded, item.span)),
        }
    }
    for (name, span, first) in twice {
        let message = say!(
            cx,
            "別添２の同じ区分に「{name}」が二度ある",
            "「{name}」 stands twice in one group of 別添２"
        );
        let label = say!(cx, "一度目", "the first one");
        let help = say!(
            cx,
            "一方を消すか、何の項目かが分かるように名前を書き分けてください。",
            "Delete one, or name the two apart."
        );
        cx.report(&RULE, place, span, message)
            .related(first, label)
            .help(help);
    }
}
