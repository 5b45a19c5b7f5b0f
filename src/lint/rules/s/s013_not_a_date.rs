//! 日付の欄に、日付として読めないものが書かれている。
//! A date that can't be read, or a day that does not exist.
//!
//! ## 何を確認するか
//! 日付の欄が「令和7年4月21日」「平成28年1月」「R7.4.21」「2025/4/21」のような日付であること。暦にない日（2月30日など）はエラーです。
//! 公表日のように日まで決まっている日付が、「令和7年4月」のように月までのとき、又はほかの言葉を含むときは、下書きでは参考、点検では注意、公表ではエラーです。
//!
//! ## なぜ
//! 日付の順序や意見聴取の日数は、日付が読めるときだけ確かめられます。
//!
//! ## 直し方
//! 和暦で「令和7年4月21日」のように書きます。まだ決まっていなければ空欄にしておきます。
//!
//! ## 例
//! ```yaml
//! 保有開始日: 開館の日         # 誤: 日付として読めない
//! 保有開始日: 令和7年2月28日   # 正
//! # …
//! 使用開始日: 令和7年2月30日   # 誤: その日はない
//! 使用開始日: 令和7年2月28日   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::short;
use crate::assessment::conform::{NotADate, Problem};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S013",
    name: "not-a-date",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for problem in &cx.assessment.problems {
        let Problem::NotADate { field, span, why } = problem else {
            continue;
        };
        let written = cx.assessment.source.slice(*span);
        let text = short(written.trim_matches(['"', '\'']));
        let to_the_day = cx.assessment.definition(cx.field(*field)).to_the_day;
        let growing = Levels::GROWING.of(cx.assessment.stage);
        let severity = match why {
            NotADate::NoSuchDay => Severity::Error,
            NotADate::NoDay => growing,
            NotADate::Other if to_the_day => growing.max(Severity::Warning),
            NotADate::Other => Severity::Warning,
            NotADate::Partly if to_the_day => growing,
            NotADate::Partly => Severity::Info,
        };
        let words = words(cx.lang, &cx.name(*field), &text, *why);
        cx.report(&RULE, *field, *span, words).severity(severity);
    }
}

fn words(lang: Lang, name: &str, text: &str, why: NotADate) -> Words {
    let (message, help) = match why {
        NotADate::NoSuchDay => (
            say!(
                lang,
                "{name} の「{text}」という日は暦にない",
                "{name}: there is no such day as 「{text}」"
            ),
            say!(
                lang,
                "月と日を確かめてください。2月は28日か29日まで、4月・6月・9月・11月は30日までです。",
                "Look at the month and the day."
            ),
        ),
        NotADate::NoDay => (
            say!(
                lang,
                "{name} の「{text}」に、日が書かれていない",
                "{name}: 「{text}」 names no day"
            ),
            say!(
                lang,
                "「令和7年4月21日」のように、日まで書いてください。",
                "Write the day too: 「令和7年4月21日」."
            ),
        ),
        // 「令和4年8月3日、同月31日」: the dates are there, only not by themselves.
        NotADate::Partly => (
            say!(
                lang,
                "{name} の「{text}」に、日付のほかの言葉がある",
                "{name}: 「{text}」 is not only a date"
            ),
            say!(
                lang,
                "日付だけにすると、日付の順序や曜日も点検できます。ほかのことは「方法」などの欄に書いてください。",
                "With nothing but a date, its order and weekday can be checked too."
            ),
        ),
        NotADate::Other => (
            say!(
                lang,
                "{name} の「{text}」は日付として読めない",
                "{name}: 「{text}」 is no date"
            ),
            say!(
                lang,
                "「令和7年4月21日」「平成28年1月」のように書いてください。決まっていなければ空欄にしておきます。",
                "Write it as 「令和7年4月21日」 or 「平成28年1月」; leave it blank while it is open."
            ),
        ),
    };
    Words::new(message).help(help)
}
