//! 基礎項目評価、意見聴取の初日又は第三者点検の日が、開庁しない日である。
//! The baseline assessment, the first day of the public comment or the third-party review is on a day off.
//!
//! ## 何を確認するか
//! Ⅵ１①とⅥ３①の実施日が、土曜日でも日曜日でもなく、国民の祝日でも年末年始（12月29日から1月3日まで）でもないこと（参考）。
//! 月の初めの日は、施行や組織の日と同じく曜日によらず選ばれるので、対象にしません。
//! Ⅵ２②の意見聴取の初日は、祝日と年末年始だけを見ます。
//! 意見聴取の最後の日と公表日は、休日に当たっても不自然でないため、対象にしません。
//!
//! ## なぜ
//! 職員や審議会が行う手続の日は、ふつう開庁日です。休日に当たるときは、年や月の書き誤りであることがあります。
//!
//! ## 直し方
//! 決裁文書や会議録で日付を確かめます。実際に休日に行ったのなら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 実施日: 令和7年11月3日   # 誤: 文化の日
//! 実施日: 令和7年11月4日   # 正: 火曜日
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）、国民の祝日に関する法律、行政機関の休日に関する法律

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::{Date as Day, Weekday};
use serde::Deserialize;

use super::{PERIOD, comment_days, date};
use crate::assessment::value::{Period, Value};
use crate::japanese::date_scan::{scan, weekday_letter};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P014",
    name: "day-off",
    levels: Levels::from(Stage::Review, Severity::Info),
    basis: &[],
    check,
};

/// What offices and committees do on a day of their own choice.
const ACTS: [&str; 2] = ["procedure.baseline.date", "procedure.third_party.date"];

/// `schemas/law/holidays.yaml`
#[derive(Deserialize, Default)]
struct DaysOff {
    holidays: Holidays,
    year_end: YearEnd,
}

/// The names of holidays by year and 「MM-DD」.
#[derive(Deserialize, Default)]
struct Holidays {
    value: BTreeMap<String, BTreeMap<String, String>>,
}

/// The first day, and the last of the year after, as 「MM-DD」.
#[derive(Deserialize, Default)]
struct YearEnd {
    value: (String, String),
}

static DAYS_OFF: LazyLock<DaysOff> =
    LazyLock::new(|| crate::assets::data::read("law/holidays").unwrap_or_default());

/// Why offices are closed on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Closed {
    Weekend(char),
    Holiday(&'static str),
    YearEnd,
}

impl Closed {
    /// 日曜日, 祝日（文化の日）
    fn called(self, lang: Lang) -> String {
        match self {
            Closed::Weekend(letter) => say!(lang, "{letter}曜日", "a day off (「{letter}」)"),
            Closed::Holiday(name) => say!(lang, "祝日（{name}）", "a holiday (「{name}」)"),
            Closed::YearEnd => say!(lang, "年末年始", "the days off around New Year"),
        }
    }
}

fn check(cx: &mut Context) {
    for id in ACTS {
        let (Some(field), Some((date, span))) = (cx.assessment.find(id), date(cx, id)) else {
            continue;
        };
        let closed = weekend(date.day).or_else(|| closed(date.day));
        // From the first of a month on, something is in force, whatever day of the week that is.
        let may_be_one = date.month_only || date.day.day() == 1;
        if let Some(closed) = closed.filter(|_| !may_be_one) {
            let words = words(cx.lang, &cx.name(field), closed);
            cx.report(&RULE, field, span, words);
        }
    }
    let Some((field, opened)) = comment_days(cx).map(|comment| (comment.field, comment.start))
    else {
        return;
    };
    if let Some((closed, span)) = closed(opened.day).zip(first_day(cx)) {
        let words = opening(cx.lang, closed);
        cx.report(&RULE, field, span, words);
    }
}

/// Where Ⅵ２② has its first day.
fn first_day(cx: &Context) -> Option<Span> {
    let field = cx.field(cx.assessment.find(PERIOD)?);
    match field.value {
        Value::Period(Period::Ends(from, _)) => Some(from?.span),
        Value::Period(Period::Text(text)) => {
            let mention = scan(&text.text).into_iter().next();
            Some(mention.map_or(text.span, |mention| cx.words(text, mention.range)))
        }
        _ => None,
    }
}

fn weekend(day: Day) -> Option<Closed> {
    let weekday = day.weekday();
    matches!(weekday, Weekday::Saturday | Weekday::Sunday)
        .then(|| Closed::Weekend(weekday_letter(weekday)))
}

/// Whether a day is a holiday, or one of those around New Year.
fn closed(day: Day) -> Option<Closed> {
    let of_year = day.strftime("%m-%d").to_string();
    let year = DAYS_OFF.holidays.value.get(&day.year().to_string());
    if let Some(name) = year.and_then(|days| days.get(&of_year)) {
        return Some(Closed::Holiday(name));
    }
    let (first, last) = &DAYS_OFF.year_end.value;
    (of_year >= *first || of_year <= *last).then_some(Closed::YearEnd)
}

fn words(lang: Lang, item: &str, closed: Closed) -> Words {
    let day = closed.called(lang);
    worded(
        lang,
        day.clone(),
        say!(lang, "{item} が{day}に当たる", "{item} falls on {day}"),
    )
}

fn opening(lang: Lang, closed: Closed) -> Words {
    let day = closed.called(lang);
    let message = say!(
        lang,
        "意見聴取の初日が{day}に当たる",
        "The public comment begins on {day}"
    );
    worded(lang, day, message)
}

fn worded(lang: Lang, day: String, message: String) -> Words {
    Words::new(message).label(day).help(say!(
        lang,
        "日付に書き誤りがないか、決裁文書や会議録で確かめてください。",
        "See in the records whether the date is right."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_off_can_be_read() {
        let data: DaysOff =
            crate::assets::data::read("law/holidays").expect("the data can be read");
        assert!((2015..=2030).all(|y: i16| data.holidays.value.contains_key(&y.to_string())));
        let on = |y, m, d| closed(jiff::civil::date(y, m, d));
        assert_eq!(on(2025, 11, 3), Some(Closed::Holiday("文化の日")));
        assert_eq!(on(2026, 9, 22), Some(Closed::Holiday("国民の休日")));
        assert_eq!(on(2024, 12, 30), Some(Closed::YearEnd));
        assert_eq!(on(2025, 1, 2), Some(Closed::YearEnd));
        assert_eq!(on(2025, 1, 6), None);
    }
}
