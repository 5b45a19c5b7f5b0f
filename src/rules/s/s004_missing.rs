//! 書かなければならない項目が空欄になっている。
//! A required item is blank.
//!
//! ## 何を確認するか
//! 様式で必ず書く項目と、ほかの項目の答えによって書くことになる項目（再委託するときの許諾方法など）が書かれていること。
//!
//! ## なぜ
//! 空欄のまま意見聴取や第三者点検に出すと、住民も委員もその点を確かめられません。公表後に見つかれば修正の手続が要ります。
//!
//! ## 直し方
//! 指摘された項目に内容を書きます。段階によって重さが変わります: 下書きでは参考、点検では注意、公表ではエラーです。
//!
//! ## 例
//! ```yaml
//! 再委託の有無: 再委託する
//! 再委託の許諾方法:            # 誤: 空欄
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use crate::diagnostic::{Severity, Stage};
use crate::form::conform::Problem;
use crate::rules::{Context, Rule, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S004",
    name: "missing",
    severity: Severity::Error,
    stage: Stage::Draft,
    basis: &["全項目評価書の様式"],
    source: include_str!("s004_missing.rs"),
    check,
};

fn check(cx: &mut Context) {
    let severity = match cx.assessment.stage {
        Stage::Draft => Severity::Info,
        Stage::Review => Severity::Warning,
        Stage::Publish => Severity::Error,
    };
    for problem in &cx.assessment.problems {
        let Problem::Missing { field: place } = problem else {
            continue;
        };
        let field = cx.field(*place);
        let definition = cx.assessment.definition(field);
        let name = cx.name(*place);
        let key = &definition.key;
        let message = say!(cx, "{name} が書かれていない", "{name} is blank");
        let above = field.parent.map(|p| cx.field(p));
        let (span, label) = match field.key {
            Some(key) => (key, say!(cx, "内容が空欄", "nothing is written here")),
            None => {
                let place = above
                    .and_then(|f| f.key.or(Some(f.span)))
                    .unwrap_or_else(|| cx.assessment.head());
                (
                    place,
                    say!(
                        cx,
                        "この中に「{key}:」がない",
                        "「{key}:」 is missing in here"
                    ),
                )
            }
        };
        cx.report(&RULE, *place, span, message)
            .saying(label)
            .severity(severity)
            .help(definition.help.clone());
    }
}
