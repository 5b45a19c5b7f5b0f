//! S: structure against the form. The facts come from [`crate::assessment::conform`], the words from here.

mod edits;
mod how;
mod listed;

pub mod s001_unknown_key;
pub mod s002_key_in_wrong_place;
pub mod s003_wrong_shape;
pub mod s004_missing;
pub mod s005_unknown_option;
pub mod s006_detail_missing;
pub mod s007_detail_not_asked;
pub mod s008_exclusive_options;
pub mod s009_not_asked;
pub mod s010_count_mismatch;
pub mod s011_blank_entry;
pub mod s012_too_many;
pub mod s013_not_a_date;
pub mod s014_bad_mark;
pub mod s015_none_of;
pub mod s016_unknown_edition;
pub mod s017_list_differs;
pub mod s018_risk_number;
pub mod s019_option_twice;
pub mod s020_agency_only;
pub mod s021_missing_dash;
pub mod s022_uneven_table_row;
pub mod s023_unprintable;
pub mod s024_picture;
pub mod s025_left_by_import;
pub mod s026_option_in_other;
mod swallowed;

use super::Context;
use crate::assessment::conform::Problem;
use crate::assessment::field::FieldId;
use crate::assessment::value::{Period, Value};
use crate::form::Item;
use crate::source::Span;
use crate::source::outward;

/// How many places of one cause are shown.
const SHOWN: usize = 5;

/// How many characters of a text are quoted.
const HEAD: usize = 24;

/// How many options are listed in a help.
const LISTED: usize = 8;

/// 「行っている」「行っていない」
fn in_brackets<'t>(words: impl IntoIterator<Item = &'t str>) -> String {
    words.into_iter().map(|w| format!("「{w}」")).collect()
}

/// The options of an item, where they are few enough to list.
fn options(item: &Item) -> Option<String> {
    let words = item.options.iter().map(|o| o.text.as_str());
    (item.options.len() <= LISTED).then(|| in_brackets(words))
}

/// The beginning of a text, for a headline.
fn short(text: &str) -> String {
    outward::first_line(text, HEAD)
}

/// The words of an answer and their place: what a related label points at.
fn answer(cx: &Context, id: FieldId) -> (Span, String) {
    let field = cx.field(id);
    let key = field.head();
    match &field.value {
        Value::Choice { text, option } => {
            let known = option.and_then(|o| cx.assessment.definition(field).options.get(o));
            let words = known.map_or(text.text.as_str(), |o| &o.text);
            (text.span, in_brackets([words]))
        }
        Value::Checks(checks) => {
            let words = checks.iter().map(|c| c.text.text.as_str());
            let first = checks.first().map_or(key, |c| c.text.span);
            (first, in_brackets(words))
        }
        Value::Check(text) => (text.span, "「○」".into()),
        Value::Text(text) | Value::Date(text, _) => (text.span, in_brackets([&*short(&text.text)])),
        Value::Period(Period::Text(text)) => (text.span, in_brackets([&*short(&text.text)])),
        Value::Period(period) => {
            let days = period
                .days()
                .map(|(a, b)| crate::japanese::dates::days_inclusive(a, b));
            (key, days.map(|d| format!("{d}日間")).unwrap_or_default())
        }
        _ => (key, String::new()),
    }
}

/// The options of which a fact is known, each with its item, the item's definition and the place.
fn of_options<'a>(
    cx: &Context<'a>,
    fact: impl Fn(&Problem) -> Option<(FieldId, Span, usize)>,
) -> Vec<(FieldId, Span, &'a Item, &'a str)> {
    let problems = cx.assessment.problems.iter();
    let found = problems.filter_map(|problem| {
        let (field, span, option) = fact(problem)?;
        let item = cx.assessment.definition(cx.field(field));
        Some((field, span, item, item.options.get(option)?.text.as_str()))
    });
    found.collect()
}

/// The key of an item, or the first key of an entry that has none itself.
fn head(cx: &Context, id: FieldId) -> Span {
    let field = cx.field(id);
    let below = || {
        let children = cx.assessment.children(id).iter();
        let keys = children.filter_map(|child| cx.field(*child).key);
        keys.min_by_key(|key| key.start)
    };
    field.key.or_else(below).unwrap_or_else(|| field.place())
}

/// The part of a span on its first line.
fn first_line(written: &str, span: Span) -> Span {
    let end = written.find('\n').unwrap_or(written.len());
    Span::new(span.start, span.start + written[..end].trim_end().len())
}
