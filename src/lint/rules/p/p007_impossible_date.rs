//! 暦にない日、和暦と西暦が合わない年、又は元号の続いていない年が書かれている。
//! A day that does not exist, two calendars that disagree, or a year that its era does not have.
//!
//! ## 何を確認するか
//! 文中の「1月から13月まで」「毎年13月」、「令和7年2月30日」「R7.13.1」「令和七年四月三十一日」のような暦にない日付と、「令和7年（2024年）」のように和暦と西暦が合わない年（エラー）。
//! 「平成32年」「平成31年5月1日」のように元号の期間を外れた日付（注意）。
//! 「平成31年度」は年度の呼び方として認めます。令和になる前に公表した評価書と、別添３の当時の記載では、元号の期間は見ません。
//! 日付の欄の暦にない日は、S013 が指摘します。
//!
//! ## なぜ
//! 改元の前に書いた予定を写し続けると、いつのことか読み手が計算し直すことになります。暦にない日は、必ずどこかの誤りです。
//!
//! ## 直し方
//! 正しい日付を確かめて直します。元号は、示された年月を令和に直します。
//!
//! ## 例
//! ```yaml
//! 公表日: 令和8年4月1日
//! # …
//! 備考: 平成32年4月に移行した。   # 誤
//! 備考: 令和2年4月に移行した。    # 正
//! ```
//!
//! ## 根拠
//! 元号を改める政令（平成31年政令第143号）

use jiff::civil::Date as Day;

use super::{is_former, row_of_changes, written, written_year};
use crate::assessment::field::FieldId;
use crate::assessment::value::{Period, Value};
use crate::japanese::date_scan::{Mention, When};
use crate::japanese::dates;
use crate::japanese::eras::Era;
use crate::japanese::notation::{is_digit, number};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P007",
    name: "impossible-date",
    levels: Levels::always(Severity::Error),
    basis: &["元号を改める政令（平成31年政令第143号）"],
    check,
};

fn check(cx: &mut Context) {
    impossible_months(cx);
    for dated in &cx.facts.dated {
        let (field, text) = (dated.field, dated.text);
        if is_former(cx.assessment, field) {
            continue;
        }
        let is_date = matches!(
            cx.field(field).value,
            Value::Date(..) | Value::Period(Period::Ends(..))
        );
        for mention in &dated.mentions {
            let said = &text.text[mention.range.clone()];
            let (words, severity) = match mention.when {
                When::Disagrees(one, other) => {
                    (disagreeing(cx.lang, said, one, other), Severity::Error)
                }
                // Items of dates are read by S013.
                When::Impossible if is_date => continue,
                When::Impossible => (no_such_day(cx.lang, said), Severity::Error),
                _ if !mention.misses_era() || is_of_its_time(cx, field, mention) => continue,
                _ => {
                    let (Some(era), Some(right)) = (mention.era, right(mention)) else {
                        continue;
                    };
                    let words = outside_era(cx.lang, said, era.name, &right);
                    (words, Severity::Warning)
                }
            };
            let span = cx.words(text, mention.range.clone());
            cx.report(&RULE, field, span, words).severity(severity);
        }
    }
}

/// Months that no year has, where a month of the calendar is meant: 「1月から13月まで」, 「毎年13月」. 「24月以内」 is a time.
fn months(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    text.match_indices('月').filter_map(|(at, word)| {
        let head = text[..at].trim_end_matches(is_digit);
        let n = number(&text[head.len()..at])?;
        let after = &text[at + word.len()..];
        let of_year = ["毎年", "翌年", "翌年の", "例年"]
            .iter()
            .any(|year| head.ends_with(year));
        let ends = after.starts_with("まで") && head.ends_with("月から");
        let begins = after.starts_with("から")
            && after["から".len()..]
                .trim_start_matches(is_digit)
                .starts_with("月まで");
        let days = ["上旬", "中旬", "下旬", "末", "初旬"];
        let of_days = days.iter().any(|day| after.starts_with(day));
        let no_month = n == 0 || n > 12;
        (no_month && (of_year || ends || begins || of_days)).then_some(head.len()..at + word.len())
    })
}

fn impossible_months(cx: &mut Context) {
    for own in &cx.facts.words {
        if is_former(cx.assessment, own.field) || own.quotes {
            continue;
        }
        for range in months(own.str()) {
            let span = own.span(cx.assessment, range.clone());
            let words = no_such_month(cx.lang, &own.str()[range]);
            cx.report(&RULE, own.field, span, words);
        }
    }
}

/// The same date in the era that it lies in.
fn right(mention: &Mention) -> Option<String> {
    Some(match mention.when {
        When::Day(day) => written(day),
        When::Month(day) => format!("{}{}月", written_year(day), day.month()),
        When::Year(first) => written_year(first),
        When::FiscalYear(first) => format!("{}度", written_year(first)),
        When::Impossible | When::Disagrees(..) => return None,
    })
}

/// Whether the text was written while the era still went on: then its later years were the right ones to write.
fn is_of_its_time(cx: &Context, field: FieldId, mention: &Mention) -> bool {
    let Some(end) = mention.era.and_then(Era::last) else {
        return false;
    };
    let row = row_of_changes(cx.assessment, field);
    let changed = row.and_then(|n| {
        let text = cx.assessment.text(&format!("changes[{n}].date"))?;
        dates::date(text).map(|date| date.day)
    });
    changed.unwrap_or_else(|| cx.assessment.date()) <= end
}

fn no_such_month(lang: Lang, words: &str) -> Words {
    Words::new(say!(
        lang,
        "「{words}」という月は暦にない",
        "There is no such month as 「{words}」"
    ))
    .label(not_in_calendar(lang))
    .help(say!(
        lang,
        "月を確かめて直してください。",
        "Look at the month."
    ))
}

fn no_such_day(lang: Lang, words: &str) -> Words {
    Words::new(say!(
        lang,
        "「{words}」という日は暦にない",
        "There is no such day as 「{words}」"
    ))
    .label(not_in_calendar(lang))
    .help(say!(
        lang,
        "年、月、日を確かめて直してください。",
        "Look at the year, the month and the day."
    ))
}

fn not_in_calendar(lang: Lang) -> String {
    say!(lang, "暦にない", "not in the calendar")
}

fn disagreeing(lang: Lang, words: &str, one: Day, other: Day) -> Words {
    let both = |day: Day| format!("{}は{}年", written_year(day), day.year());
    let (one, other) = (both(one), both(other));
    Words::new(say!(
        lang,
        "「{words}」の和暦と西暦が合わない",
        "The two calendars of 「{words}」 disagree"
    ))
    .label(say!(lang, "{one}、{other}", "{one}, {other}"))
    .help(say!(
        lang,
        "どちらが正しいかを確かめて直してください。",
        "See which of the two is right."
    ))
}

fn outside_era(lang: Lang, words: &str, era: &str, right: &str) -> Words {
    Words::new(say!(
        lang,
        "「{words}」は{era}の期間を外れている",
        "「{words}」 lies outside the era {era}"
    ))
    .label(say!(lang, "「{right}」にあたる", "this is 「{right}」"))
    .help(say!(
        lang,
        "誤記でなければ「{right}」と書いてください。すでに過ぎた予定なら、結果に書き改めます。",
        "Write 「{right}」, unless the year itself is wrong."
    ))
}

#[cfg(test)]
mod tests {
    use super::months;

    #[test]
    fn months_of_no_year() {
        let found = |text: &str| months(text).map(|r| text[r].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("1月から13月まで毎日"), ["13月"]);
        assert_eq!(found("毎年１５月に点検する。"), ["１５月"]);
        assert_eq!(found("0月から3月まで、14月上旬に"), ["0月", "14月"]);
        for text in [
            "1月から12月まで",
            "24月以内に届け出る。",
            "交付の日から36月を経過した者",
            "毎年12月、2月から6月までは毎週",
            "13か月から15か月まで",
            "18月分を支給する。",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
