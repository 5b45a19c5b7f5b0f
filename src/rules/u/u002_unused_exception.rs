//! 点検の例外が、どの指摘にも当たらない。
//! An exception covers no finding.
//!
//! ## 何を確認するか
//! 「# hyokasho: 許可 番号 理由」の注釈が、その項目の指摘に実際に当たっていること。
//!
//! ## なぜ
//! 直した後に残った例外や、番号の誤った例外は、次に同じ誤りが入ったときに気づけなくします。
//!
//! ## 直し方
//! 要らなくなった注釈を消すか、番号と場所を確かめます。注釈は、見出しと同じ行の終わりか、見出しのすぐ上の行に書きます。
//!
//! ## 例
//! ```yaml
//! # hyokasho: 許可 S006 接続先は契約後に決まるため
//! 公表日: 令和8年3月27日        # 誤: この項目には S006 の指摘がない
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（点検の例外）

use crate::assessment::Assessment;
use crate::diagnostic::{Diagnostic, Lang, Severity, Stage};
use crate::rules::{Context, Rule, find};
use crate::suppress::Exception;

/// The rule. It speaks after all others: see [`crate::suppress`].
pub static RULE: Rule = Rule {
    code: "U002",
    name: "unused-exception",
    severity: Severity::Warning,
    stage: Stage::Draft,
    basis: &[],
    source: include_str!("u002_unused_exception.rs"),
    check,
};

fn check(_: &mut Context) {}

pub(super) fn finding(assessment: &Assessment, exception: &Exception, lang: Lang) -> Diagnostic {
    let code = &exception.code;
    let known = find(code).is_some();
    let (message, help) = match (lang, known) {
        (Lang::Ja, true) => (
            format!("{code} の例外が、どの指摘にも当たらない"),
            "要らなくなった注釈を消すか、番号と場所を確かめてください。注釈は、見出しと同じ行の終わりか、すぐ上の行に書きます。".to_owned(),
        ),
        (Lang::Ja, false) => (
            format!("{code} という規則がないので、例外にできない"),
            "番号を確かめてください。`hyokasho explain` で、すべての規則の番号を表示します。".to_owned(),
        ),
        (Lang::En, true) => (
            format!("The exception from {code} covers no finding"),
            "Remove the comment, or check its code and place.".to_owned(),
        ),
        (Lang::En, false) => (
            format!("There is no rule {code} to except from"),
            "`hyokasho explain` lists all rules.".to_owned(),
        ),
    };
    super::at_comment(assessment, &RULE, exception, message, help)
}
