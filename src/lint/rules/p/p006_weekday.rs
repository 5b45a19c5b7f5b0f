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

use super::{is_former, written};
use crate::japanese::date_scan::{When, weekday_letter};
use crate::lint::rules::{Context, Dated, Levels, Rule, Words};
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P006",
    name: "weekday",
    levels: Levels::by_stage(Severity::Warning, Severity::Warning, Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for Dated {
        field,
        text,
        mentions,
    } in &cx.facts.dated
    {
        if is_former(cx.assessment, *field) {
            continue;
        }
        for mention in mentions {
            let (When::Day(day), Some((letter, said))) = (mention.when, &mention.weekday) else {
                continue;
            };
            if day.weekday() == *said {
                continue;
            }
            let right = weekday_letter(day.weekday());
            let said = weekday_letter(*said);
            let date = &text.text[mention.range.clone()];
            // 「30日（水）」: of which month and year the calendar was asked.
            let date = match date.contains('年') {
                true => date.to_owned(),
                false => format!("{date}（{}）", written(day)),
            };
            let words = words(cx.lang, &date, right, said);
            let span = cx.words(text, letter.clone());
            let edit = Edit {
                span,
                text: right.to_string(),
            };
            cx.report(&RULE, *field, span, words)
                .fix(Safety::Unsafe, vec![edit]);
        }
    }
}

fn words(lang: Lang, date: &str, right: char, said: char) -> Words {
    Words::new(say!(
        lang,
        "{date}は{right}曜日で、{said}曜日ではない",
        "The weekday of {date} is 「{right}」, not 「{said}」"
    ))
    .label(say!(
        lang,
        "暦では「{right}」",
        "「{right}」 by the calendar"
    ))
    .help(say!(
        lang,
        "日付と曜日のどちらが正しいかを確かめ、もう一方を直してください。",
        "See which of the two is right and change the other."
    ))
}
