//! 保有開始日と使用開始日の一方にだけ、日が書かれている。
//! Only one of the two starting dates of a file names a day.
//!
//! ## 何を確認するか
//! Ⅱ２⑤保有開始日とⅡ３⑨使用開始日が、どちらも年月日、又はどちらも年月であること。前後が逆のときは P008 が指摘します。
//!
//! ## なぜ
//! 一方が月だけだと、保有してから使い始めるまでの関係を確かめられません。
//!
//! ## 直し方
//! 分かる方の精度にそろえて、年月日まで書きます。
//!
//! ## 例
//! ```yaml
//! 保有開始日: 平成28年1月      # 誤: 日がない
//! 保有開始日: 平成28年1月4日   # 正
//! # …
//! 使用開始日: 平成28年1月4日
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::starts::Starts;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P009",
    name: "precision-differs",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for starts in Starts::all(cx) {
        let (held, used) = (starts.held, starts.used);
        if held.0.month_only == used.0.month_only || starts.used_before_held() {
            continue;
        }
        const NAMES: [&str; 2] = ["保有開始日", "使用開始日"];
        let (short, long, [missing, other]) = if held.0.month_only {
            (held.1, used.1, NAMES)
        } else {
            (used.1, held.1, [NAMES[1], NAMES[0]])
        };
        let Some(field) = cx.assessment.field_at(short.start) else {
            continue;
        };
        let lang = cx.lang;
        cx.report(&RULE, field, short, words(lang, missing, other))
            .related(long, to_the_day(lang));
    }
}

fn words(lang: Lang, missing: &str, other: &str) -> Words {
    Words::new(say!(
        lang,
        "{other}は日まで書かれているのに、{missing}は月までである",
        "{other} names a day, {missing} a month"
    ))
    .label(say!(lang, "月まで", "a month"))
    .help(say!(
        lang,
        "日が分かれば、年月日まで書いてください。",
        "Write the day if it is known."
    ))
}

fn to_the_day(lang: Lang) -> String {
    say!(lang, "日まで", "a day")
}
