//! P: procedure and dates.

pub(super) mod comment;
pub mod p001_comment_period_too_short;
pub mod p002_days_differ;
pub mod p003_order;
pub mod p004_third_party_result;
pub mod p005_draft_mark;
pub mod p006_weekday;
pub mod p007_impossible_date;
pub mod p008_use_before_holding;
pub mod p009_precision_differs;
pub mod p010_plan_overdue;
pub mod p011_incident_too_old;
pub mod p012_review_due;
pub mod p013_ended_mark;
pub mod p014_day_off;
pub mod p015_date_notation;
pub mod p016_wrong_era;
pub mod p017_review_day;
pub mod p018_reversed_period;
pub mod p019_impossible_time;
pub mod p020_done_too_early;
pub mod p021_before_numbers;
mod plans;
mod starts;

use std::sync::LazyLock;

use serde::Deserialize;

use crate::assessment::Assessment;
use crate::assessment::field::FieldId;
use crate::assessment::value::{Period, Value};
use crate::japanese::dates::{Date, Reading, written, written_year};
use crate::lint::rules::Context;
use crate::source::Span;
use crate::source::lang::{Lang, say};

/// Ⅵ２②
const PERIOD: &str = "procedure.public_comment.period";

#[derive(Deserialize, Default)]
struct Procedure {
    comment_days: Number,
    incident_years: Number,
    conclusion_words: WordList,
    individual_numbers: FirstDay,
    numbers_prepared: FirstDay,
}

#[derive(Deserialize, Default)]
struct FirstDay {
    value: String,
    source: String,
}

#[derive(Deserialize, Default)]
struct Number {
    value: i64,
}

#[derive(Deserialize, Default)]
struct WordList {
    value: Vec<String>,
}

static PROCEDURE: LazyLock<Procedure> =
    LazyLock::new(|| crate::assets::data::read("law/procedure").unwrap_or_default());

/// The row of 別添３ in which an item lies.
fn row_of_changes(assessment: &Assessment, id: FieldId) -> Option<usize> {
    let field = assessment.fields.get(id)?;
    field
        .id
        .starts_with("changes[")
        .then(|| field.at.first().copied())?
}

/// Whether a text is that before a change: it is quoted as it was.
fn is_former(assessment: &Assessment, id: FieldId) -> bool {
    let field = assessment.fields.get(id);
    field.is_some_and(|f| f.id.starts_with("changes[") && f.id.ends_with("].before"))
}

/// The date of an item that is a date, with its place.
fn date(cx: &Context, id: &str) -> Option<(Date, Span)> {
    match cx.assessment.item(id)?.value {
        Value::Date(text, Reading::Date(date)) => Some((date, text.span)),
        _ => None,
    }
}

/// Ⅵ２② with its days, where both are known to the day.
fn comment_days(cx: &Context) -> Option<Comment> {
    let field = cx.assessment.find(PERIOD)?;
    let Value::Period(period) = &cx.field(field).value else {
        return None;
    };
    let (start, end) = period.days()?;
    if start.month_only || end.month_only {
        return None;
    }
    let (from, to) = match period {
        Period::Text(text) => (text.span, None),
        Period::Ends(from, to) => ((*from)?.span, Some((*to)?.span)),
    };
    if matches!(period, Period::Text(_)) && start == end {
        return None;
    }
    Some(Comment {
        field,
        start,
        end,
        from,
        to,
    })
}

/// 意見聴取
struct Comment {
    field: FieldId,
    start: Date,
    end: Date,
    /// Where the first day is, or the whole period.
    from: Span,
    /// Where the last day is, if not in the same place.
    to: Option<Span>,
}

fn with_both_ends(lang: Lang, days: i64) -> String {
    say!(lang, "両端を入れて{days}日間", "{days} days with both ends")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_of_procedure_can_be_read() {
        let data: Procedure =
            crate::assets::data::read("law/procedure").expect("the data can be read");
        assert!(data.comment_days.value == 30 && data.incident_years.value == 3);
        assert!(!data.conclusion_words.value.is_empty());
        assert!(
            data.individual_numbers
                .value
                .parse::<jiff::civil::Date>()
                .is_ok()
        );
    }

    #[test]
    fn days_are_written_as_in_documents() {
        let written = |y, m, d| written(jiff::civil::date(y, m, d));
        assert_eq!(written(2025, 4, 21), "令和7年4月21日");
        assert_eq!(written(2019, 5, 1), "令和元年5月1日");
        assert_eq!(written(2019, 4, 30), "平成31年4月30日");
    }
}
