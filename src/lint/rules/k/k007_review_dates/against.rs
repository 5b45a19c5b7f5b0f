//! The days of a record against those of the assessment.

use super::{Dated, RULE, days, help};
use crate::assessment::Assessment;
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::japanese::date_scan::{When, scan};
use crate::japanese::dates::{Date, date, written};
use crate::lint::record::said;
use crate::lint::rules::k::{Pair, Side};
use crate::lint::rules::{Context, Words};
use crate::source::Span;
use crate::source::lang::{Lang, say};

/// Reports the days that differ.
pub(super) fn check<'a>(cx: &mut Context<'a>, pair: Pair<'a>) {
    period(cx, pair);
    day_of_review(cx, pair);
    publication(cx, pair);
}

/// 期間 and Ⅵ２②.
fn period<'a>(cx: &mut Context<'a>, pair: Pair<'a>) {
    const PRINTED: &str = "procedure.public_comment.period";
    let of = |assessment: &Assessment<'a>, id: &str| {
        let field = assessment.find(id)?;
        let Value::Period(period) = assessment.fields[field].value else {
            return None;
        };
        let (start, end) = period.days()?;
        Some((field, assessment.fields[field].place(), (start, end)))
    };
    let Some((printed, at, shown)) = of(pair.paper, PRINTED) else {
        return;
    };
    let all = 1..=pair.record.entries("comments");
    let all: Vec<(FieldId, Span, (Date, Date))> = all
        .filter_map(|n| of(pair.record, &format!("comments[{n}].period")))
        .collect();
    let is_same = |(start, end): (Date, Date)| same(start, shown.0) && same(end, shown.1);
    let Some((field, span, (start, end))) = all.first().copied() else {
        return;
    };
    if all.iter().any(|(.., days)| is_same(*days)) {
        return;
    }
    let (own, other) = (days_shown(start, end), days_shown(shown.0, shown.1));
    let sides = (
        Side::of(field, span, recorded(cx.lang, &own)),
        Side::of(printed, at, printed_there(cx.lang, "Ⅵ２②", &other)),
    );
    let words = other_day(cx.lang, "意見聴取の期間", "Ⅵ２②", (&own, &other));
    pair.report(cx, &RULE, words, sides);
}

/// Whether two dates agree, as exactly as both are written.
fn same(one: Date, other: Date) -> bool {
    let (one, other) = (one.ends(), other.ends());
    one.0 <= other.1 && other.0 <= one.1
}

/// 実施日 and Ⅵ３①.
fn day_of_review<'a>(cx: &mut Context<'a>, pair: Pair<'a>) {
    let Some(printed) = said(pair.paper, "procedure.third_party.date") else {
        return;
    };
    let Some(shown) = date(printed.str()) else {
        return;
    };
    let record = pair.record;
    let reviewed = days(record, "reviews", "date");
    let letters = days(record, "reports", "date");
    let letters = if reviewed.is_empty() {
        letters
    } else {
        Vec::new()
    };
    let met = match reviewed.is_empty() {
        true => ["start", "end", "decided"]
            .map(|item| days(record, "meetings", item))
            .concat(),
        false => Vec::new(),
    };
    let all: Vec<&Dated> = reviewed.iter().chain(&letters).chain(&met).collect();
    let Some(own) = all.first() else {
        return;
    };
    if all.iter().any(|dated| same(dated.date, shown)) {
        return;
    }
    // That Ⅵ３② names the day of the record and Ⅵ３① another one is said of the assessment alone (P017).
    let method = said(pair.paper, "procedure.third_party.method");
    let mentions = method.map_or(Vec::new(), |said| scan(said.str()));
    let is_named = |dated: &&Dated| {
        mentions
            .iter()
            .any(|mention| mention.when == When::Day(dated.date.day))
    };
    if !pair.in_record && all.iter().copied().any(|dated| is_named(&dated)) {
        return;
    }
    let (day, other) = (written(own.date.day), written(shown.day));
    let sides = (
        Side::at(own.said, record, recorded(cx.lang, &day)),
        Side::at(printed, pair.paper, printed_there(cx.lang, "Ⅵ３①", &other)),
    );
    let words = other_day(cx.lang, "第三者点検の日", "Ⅵ３①", (&day, &other));
    pair.report(cx, &RULE, words, sides);
}

/// 答申 and 公表日. That 公表日 comes before Ⅵ３① is said of the assessment alone.
fn publication<'a>(cx: &mut Context<'a>, pair: Pair<'a>) {
    let Some(printed) = said(pair.paper, "cover.publication_date") else {
        return;
    };
    let Some(published) = date(printed.str()) else {
        return;
    };
    let reviewed = said(pair.paper, "procedure.third_party.date").and_then(|said| date(said.str()));
    if reviewed.is_some_and(|day| published.ends().1 < day.ends().0) {
        return;
    }
    let letters = days(pair.record, "reports", "date");
    let Some(first) = letters.iter().min_by_key(|letter| letter.first()) else {
        return;
    };
    if published.ends().1 >= first.first() {
        return;
    }
    let (letter, day) = (written(first.date.day), written(published.day));
    let sides = (
        Side::at(first.said, pair.record, recorded(cx.lang, &letter)),
        Side::at(printed, pair.paper, printed_there(cx.lang, "公表日", &day)),
    );
    let words = published_before(cx.lang, &day, &letter);
    pair.report(cx, &RULE, words, sides);
}

/// 令和6年2月1日から令和6年3月1日
fn days_shown(start: Date, end: Date) -> String {
    format!("{}から{}", written(start.day), written(end.day))
}

/// A day that the record and the assessment give differently.
fn other_day(lang: Lang, what: &str, item: &str, (own, other): (&str, &str)) -> Words {
    Words::new(say!(
        lang,
        "{what}が、点検記録（{own}）と{item}（{other}）で違う",
        "{what}: {own} in the record, {other} in {item}"
    ))
    .help(help(lang))
}

fn published_before(lang: Lang, published: &str, letter: &str) -> Words {
    Words::new(say!(
        lang,
        "公表日（{published}）が、答申の日（{letter}）より前である",
        "Published on {published}, before the letter of {letter}"
    ))
    .help(help(lang))
}

/// Said at a day of the record.
fn recorded(lang: Lang, day: &str) -> String {
    say!(lang, "点検記録では{day}", "{day} in the record")
}

/// Said at a day of the assessment.
fn printed_there(lang: Lang, item: &str, day: &str) -> String {
    say!(lang, "{item}は{day}", "{day} in {item}")
}
