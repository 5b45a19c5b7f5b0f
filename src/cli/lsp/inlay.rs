//! Words shown within the lines: the address behind each key, the weekday behind each day.

use jiff::civil::Weekday;

use super::found::Hint;
use super::item::bare_address;
use super::snapshot::Snapshot;
use crate::assessment::field::Field;
use crate::japanese::date_scan::{When, scan, weekday_letter};
use crate::source::Span;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The hints in a part of the text.
pub(super) fn inlay(snapshot: &Snapshot, within: Span) -> Vec<Hint> {
    let assessment = snapshot.assessment;
    let mut hints = Vec::new();
    for field in &assessment.fields {
        if field.key.is_some_and(|key| meets(key, within)) {
            hints.extend(address(snapshot, field));
        }
        if meets(field.span, within) {
            let texts = field.value.texts().into_iter();
            let here = texts.filter(|text| meets(text.span, within));
            here.for_each(|text| hints.extend(weekdays(snapshot, text)));
        }
    }
    hints.retain(|hint| within.start <= hint.at && hint.at <= within.end);
    hints.sort_by_key(|hint| hint.at);
    hints
}

fn meets(span: Span, within: Span) -> bool {
    span.start <= within.end && within.start <= span.end
}

/// The address behind a key, without the words of the key itself.
fn address(snapshot: &Snapshot, field: &Field) -> Option<Hint> {
    let assessment = snapshot.assessment;
    let shown = bare_address(assessment, field);
    // What is but words of the key, or of the chapter, says nothing new.
    shown.contains(char::is_numeric).then(|| Hint {
        at: field.key.map_or(0, |key| key.end),
        text: shown,
        tooltip: assessment.name(field),
        is_before: false,
    })
}

/// The weekday behind each day of a text that does not say it.
fn weekdays(snapshot: &Snapshot, text: &Scalar) -> Vec<Hint> {
    let mentions = scan(&text.text).into_iter();
    let days = mentions.filter_map(|mention| match (mention.when, mention.weekday) {
        (When::Day(day), None) => Some((mention.range, day)),
        _ => None,
    });
    let hint = |(range, day): (std::ops::Range<usize>, jiff::civil::Date)| Hint {
        at: text.place(snapshot.source, range).end,
        text: shown(day.weekday(), snapshot.lang),
        tooltip: say!(snapshot.lang, "{}", "{}", day),
        is_before: false,
    };
    days.map(hint).collect()
}

fn shown(weekday: Weekday, lang: Lang) -> String {
    let letter = weekday_letter(weekday);
    let english = match weekday {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    };
    match lang {
        Lang::Ja => format!("（{letter}）"),
        Lang::En => format!("({english})"),
    }
}
