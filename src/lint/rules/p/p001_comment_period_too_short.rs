//! 意見聴取の期間が30日に満たず、短縮の理由も書かれていない。
//! The public comment period is shorter than 30 days and no reason is given.
//!
//! ## 何を確認するか
//! Ⅵ２②の期間が、始めの日と終わりの日の両方を入れて数えて30日以上あること。足りないときは、Ⅵ２③に理由が書かれていること。
//! 「－」「なし」は理由とみません。下書きでは注意、点検からはエラーです。
//!
//! ## なぜ
//! 全項目評価書は、公示して広く住民等の意見を求めなければなりません。期間は原則30日以上で、短くするには特段の理由を評価書に書くことが要ります。
//!
//! ## 直し方
//! 30日以上の期間にするか、Ⅵ２③に短縮の理由を具体的に書きます。
//!
//! ## 例
//! ```yaml
//! 実施日・期間:   # 誤: 21日間しかない
//!   開始: 令和7年7月11日
//!   終了: 令和7年7月31日
//! 実施日・期間:   # 正
//!   開始: 令和7年7月11日
//!   終了: 令和7年8月9日
//! 期間を短縮する特段の理由: －
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針 第5の3

use super::comment::{REASON, too_short};
use super::{PROCEDURE, comment_days, with_both_ends};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P001",
    name: "comment-period-too-short",
    levels: Levels::by_stage(Severity::Warning, Severity::Error, Severity::Error),
    basis: &["特定個人情報保護評価指針 第5の3"],
    check,
};

fn check(cx: &mut Context) {
    let (Some(days), Some(comment)) = (too_short(cx), comment_days(cx)) else {
        return;
    };
    let reason = cx.assessment.item(REASON).map(|field| field.place());
    let lang = cx.lang;
    let words = words(lang, days, comment.to.is_some());
    let mut finding = cx.report(&RULE, comment.field, comment.from, words);
    if let Some(to) = comment.to {
        finding = finding.related(to, to_here(lang, days));
    }
    if let Some(reason) = reason.filter(|span| !span.range().is_empty()) {
        finding.related(reason, no_reason(lang));
    }
}

fn words(lang: Lang, days: i64, has_last_day: bool) -> Words {
    let least = PROCEDURE.comment_days.value;
    let message = say!(
        lang,
        "意見聴取の期間が{days}日間で、{least}日に満たない",
        "The public comment lasts {days} days, fewer than {least}"
    );
    let label = match has_last_day {
        true => say!(lang, "ここから", "from here"),
        false => with_both_ends(lang, days),
    };
    let help = say!(
        lang,
        "{least}日以上の期間にするか、③に短縮の理由を具体的に書いてください。「－」「なし」は理由になりません。",
        "Make it {least} days or more, or give the reason in ③."
    );
    Words::new(message).label(label).help(help)
}

fn to_here(lang: Lang, days: i64) -> String {
    say!(
        lang,
        "ここまで、両端を入れて{days}日間",
        "to here: {days} days with both ends"
    )
}

fn no_reason(lang: Lang) -> String {
    say!(lang, "理由が書かれていない", "no reason is given")
}
