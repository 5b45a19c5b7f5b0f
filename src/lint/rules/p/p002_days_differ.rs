//! 書かれた日数が、意見聴取の期間の日付と合わない。
//! The stated number of days does not fit the dates of the public comment.
//!
//! ## 何を確認するか
//! Ⅵ２②（期間の欄）やⅥ２①（方法）に「30日間」と書いてあるとき、始めの日と終わりの日の両方を入れて数えた日数と合うこと。
//! ①に日数がいくつも書いてあるときは、どれが期間か分からないので何も言いません。
//!
//! ## なぜ
//! 日数と日付が合わないと、実際に意見を受け付けた期間が分かりません。片方の端を入れずに数えた誤りがよくあります。
//!
//! ## 直し方
//! 実際の日付を確かめ、日数か日付を直します。
//!
//! ## 例
//! ```yaml
//! 実施日・期間: 令和7年9月1日から令和7年9月30日までの31日間   # 誤
//! 実施日・期間: 令和7年9月1日から令和7年9月30日までの30日間   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針 第5の3

use std::ops::Range;

use super::{comment_days, with_both_ends};
use crate::assessment::field::FieldId;
use crate::assessment::value::{Period, Value};
use crate::japanese::date_scan::{When, scan};
use crate::japanese::dates::days_inclusive;
use crate::japanese::notation::{is_digit, number};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "P002",
    name: "days-differ",
    levels: Levels::always(Severity::Warning),
    basis: &["特定個人情報保護評価指針 第5の3"],
    check,
};

fn check(cx: &mut Context) {
    let Some(comment) = comment_days(cx) else {
        return;
    };
    let days = days_inclusive(comment.start, comment.end);
    let Some((field, text, range, said)) = stated(cx, comment.field) else {
        return;
    };
    if days < 1 || said == days {
        return;
    }
    let span = cx.words(text, range);
    let lang = cx.lang;
    let finding = cx.report(&RULE, field, span, words(lang, said, days));
    let (from, to) = (comment.from, comment.to.unwrap_or(comment.from));
    if from.start > span.start || to.end < span.end {
        finding.related(to, with_both_ends(lang, days));
    }
}

/// The one length that is stated, in the period's own text or in ①.
fn stated<'a>(
    cx: &Context<'a>,
    period: FieldId,
) -> Option<(FieldId, &'a Scalar, Range<usize>, i64)> {
    if let Value::Period(Period::Text(text)) = &cx.field(period).value {
        let days = scan(&text.text)
            .into_iter()
            .filter(|m| matches!(m.when, When::Day(_)));
        // With more dates, there is more than one period.
        if days.count() != 2 {
            return None;
        }
        if let Some((range, said)) = only(&text.text) {
            return Some((period, text, range, said));
        }
    }
    let method = cx.assessment.find("procedure.public_comment.method")?;
    let Value::Text(text) = cx.field(method).value else {
        return None;
    };
    let (range, said) = only(&text.text)?;
    Some((method, text, range, said))
}

/// The only 「30日間」 of a text.
fn only(text: &str) -> Option<(Range<usize>, i64)> {
    let mut found = text.match_indices("日間").filter_map(|(at, words)| {
        let before = text[..at].trim_end_matches([' ', '　']);
        let start = before.trim_end_matches(is_digit).len();
        let said = i64::try_from(number(&before[start..])?).ok()?;
        Some((start..at + words.len(), said))
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn words(lang: Lang, said: i64, days: i64) -> Words {
    Words::new(say!(
        lang,
        "「{said}日間」とあるが、日付では{days}日間になる",
        "It says {said} days, but the dates make {days}"
    ))
    .label(say!(lang, "日付と合わない", "differs from the dates"))
    .help(say!(
        lang,
        "始めと終わりの日を確かめ、日数か日付を直してください。日数は両端の日を入れて数えます。",
        "See which is right. Both ends are counted."
    ))
}
