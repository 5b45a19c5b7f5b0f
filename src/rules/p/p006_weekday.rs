//! 日付に付けた曜日が、暦と合わない。
//! A weekday does not belong to its date.
//!
//! ## 何を確認するか
//! 「令和7年4月21日（月）」「令和7年4月21日月曜日」のように日付に付けた曜日が、暦の曜日と同じこと。
//! 「令和7年1月1日（水）から31日（金）」のように年や月を省いた日付も確かめます。別添３の変更前の記載は、当時のまま写すところなので見ません。
//!
//! ## なぜ
//! 日付か曜日のどちらかが誤っています。意見聴取の締切りや点検の日であれば、住民が迷います。
//!
//! ## 直し方
//! どちらが正しいかを確かめ、もう一方を直します。`--fix=unsafe` は曜日の方を直します。
//!
//! ## 例
//! ```yaml
//! 実施日: 令和4年8月31日（火）   # 誤: 水曜日
//! 実施日: 令和4年8月31日（水）   # 正
//! ```
//!
//! ## 根拠
//! 暦

use super::{is_former, texts};
use crate::diagnostic::{Edit, Safety, Severity, Stage};
use crate::japanese::date_scan::{When, scan, weekday_letter};
use crate::rules::{Context, Rule, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P006",
    name: "weekday",
    severity: Severity::Warning,
    stage: Stage::Draft,
    basis: &[],
    source: include_str!("p006_weekday.rs"),
    check,
};

/// Whether it is worth scanning a text: a weekday stands in brackets or ends in 曜.
fn may_name_weekday(text: &str) -> bool {
    let opens = |(at, bracket): (usize, &str)| {
        let behind = text[at + bracket.len()..].trim_start();
        behind.starts_with(['月', '火', '水', '木', '金', '土', '日'])
    };
    text.contains('曜') || text.match_indices(['（', '(']).any(opens)
}

fn check(cx: &mut Context) {
    for (place, text) in texts(cx.assessment) {
        if is_former(cx.assessment, place) || !may_name_weekday(&text.text) {
            continue;
        }
        for mention in scan(&text.text) {
            let (When::Day(day), Some((letter, said))) = (mention.when, mention.weekday) else {
                continue;
            };
            if day.weekday() == said {
                continue;
            }
            let right = weekday_letter(day.weekday());
            let said = weekday_letter(said);
            let date = &text.text[mention.range.clone()];
            let message = say!(
                cx,
                "{date}は{right}曜日で、{said}曜日ではない",
                "The weekday of {date} is 「{right}」, not 「{said}」"
            );
            let label = say!(cx, "暦では「{right}」", "「{right}」 by the calendar");
            let help = say!(
                cx,
                "日付と曜日のどちらが正しいかを確かめ、もう一方を直してください。",
                "See which of the two is right and change the other."
            );
            let span = cx.words(text, letter);
            let edit = Edit {
                span,
                text: right.to_string(),
            };
            cx.report(&RULE, place, span, message)
                .saying(label)
                .help(help)
                .fix(Safety::Unsafe, vec![edit]);
        }
    }
}
