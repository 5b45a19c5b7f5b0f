//! 点検の例外に理由が書かれていない。
//! An exception gives no reason.
//!
//! ## 何を確認するか
//! 「# hyokasho: 許可 番号 理由」の注釈と、「検査の例外」の一つ一つに、理由が書かれていること。
//! （hyokasho.toml の例外に理由がないときは、設定の誤りとして点検を始めません。）
//!
//! ## なぜ
//! 指摘を残したまま公表するときは、なぜ直さないのかを後の担当者と点検機関が確かめられなければなりません。
//! 理由のない例外は効かず、元の指摘もそのまま表示します。
//!
//! ## 直し方
//! 番号の後に、直さない理由を具体的に書きます。
//!
//! ## 例
//! ```yaml
//! 第三者点検:
//!   実施日: 令和7年11月2日   # hyokasho: 許可 P014                              # 誤: 理由がない
//!   実施日: 令和7年11月2日   # hyokasho: 許可 P014 日曜日に審議会を開いたため   # 正
//! # …
//! 検査の例外:
//!   - 規則: P014   # 誤: 理由がない
//!     項目: Ⅵ３①　実施日
//!   - 規則: P014   # 正
//!     項目: Ⅵ３①　実施日
//!     理由: 日曜日に審議会を開いたため
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（点検の例外）

use crate::lint::exception::Origin;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule. It speaks after all others.
pub static RULE: Rule = Rule {
    code: "U001",
    name: "exception-without-reason",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for judged in cx.exceptions {
        let exception = &judged.exception;
        if exception.reason.is_empty() {
            let words = words(cx.lang, &exception.code, exception.origin);
            cx.report_at(&RULE, exception.span, words);
        }
    }
}

fn words(lang: Lang, code: &str, origin: Origin) -> Words {
    let (message, help) = match origin {
        Origin::Comment => (
            say!(
                lang,
                "{code} の例外に理由が書かれていない",
                "The exception from {code} gives no reason"
            ),
            say!(
                lang,
                "「# hyokasho: 許可 {code} 」の後に、直さない理由を書いてください。",
                "Write the reason after the code."
            ),
        ),
        _ if code.is_empty() => (
            say!(
                lang,
                "検査の例外に、規則の番号も理由も書かれていない",
                "An exception names no rule and gives no reason"
            ),
            say!(
                lang,
                "「規則:」に指摘の番号、「理由:」に直さない理由を書いてください。",
                "Write the rule as 規則 and the reason as 理由."
            ),
        ),
        _ => (
            say!(
                lang,
                "{code} の例外に理由が書かれていない",
                "The exception {code} gives no reason"
            ),
            say!(
                lang,
                "「理由:」に、直さない理由を書いてください。",
                "Write the reason as 理由."
            ),
        ),
    };
    Words::new(message).help(help)
}
