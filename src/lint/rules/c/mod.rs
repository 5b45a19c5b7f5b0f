//! C: 別添３ 変更箇所 against itself and against what the assessment says now.

pub mod c001_unknown_reference;
pub mod c002_label_differs;
pub mod c003_entry_number;
pub mod c004_no_change;
pub mod c005_nothing_said;
pub mod c006_cut_off;
pub mod c007_reason;
pub mod c008_after_publication;
pub mod c009_outlier_date;
pub mod c010_order;
pub mod c011_duplicate;
pub mod c012_dragged;
pub mod c013_broken_chain;
pub mod c014_body_differs;
pub mod c015_untold_change;
pub mod c016_unchanged_item;
pub mod c017_before_differs;
pub mod c018_old_procedure;
pub mod c019_explanations_vary;
pub mod c020_lost_passage;
mod cut;
mod dragged;
mod outliers;

use std::ops::Range;

use jiff::civil::Date as Day;

use super::facts::changes::change_place;
use super::{Context, Place, Words};
use crate::assessment::field::FieldId;
use crate::assessment::resolve::{Manner, Resolution};
use crate::compare::changelog::cell::{ItemText, Line};
use crate::compare::changelog::{EntryId, Log, LogEntry};
use crate::source::lang::{Lang, say};
use crate::source::outward;

/// Where a row leaves open which of more entries it means, they are not all read for each such row.
const MANY: usize = 100;

/// A text that is shown in a message: not more than twenty characters of it.
fn shown(text: &str) -> String {
    outward::first_line(text, 20)
}

/// The entries that are judged: all of them, or those that the version before did not have.
fn judged<'a>(cx: &Context<'a>) -> impl Iterator<Item = (EntryId, &'a LogEntry<'a>)> + use<'a> {
    let former = cx.coverage().map(|(former, _)| former);
    let entries = cx.changes().entries.iter_enumerated();
    entries.filter(move |(_, entry)| former.is_none_or(|former| former.is_new(entry)))
}

/// The place of a text.
fn whole(words: ItemText) -> Place {
    (words.field, words.text.span)
}

/// The place of a line.
fn line(cx: &Context, line: &Line) -> Place {
    (line.words.field, line.whole(cx.assessment.source))
}

/// The day of an entry.
fn day(entry: &LogEntry) -> Option<Day> {
    entry.date.map(|(date, _)| date.day)
}

/// Whether an entry speaks of a change that was still to come when the assessment was published.
fn is_planned(entry: &LogEntry, as_of: Option<Day>) -> bool {
    day(entry).zip(as_of).is_some_and(|(day, now)| day > now)
}

/// The day of the newest revision that had been made when the assessment was published.
fn newest(cx: &Context, log: &Log) -> Option<Day> {
    let as_of = cx.as_of();
    let made = log.entries.iter().filter(|entry| !is_planned(entry, as_of));
    made.filter_map(day).max()
}

/// Whether entries of a day or of later ones may have given another number to an entry of a list, by the id of an item in it.
fn is_renumbered(cx: &Context, item: &str, since: Option<Day>) -> bool {
    let list = item.rfind("[]").map(|end| &item[..end + 2]);
    let moved = |list| {
        cx.histories()
            .is_renumbered(cx.assessment.form, list, since)
    };
    list.is_some_and(moved)
}

/// Whether a reference says for certain which item it means, where nothing else may be meant.
fn is_clear(resolution: &Resolution) -> bool {
    matches!(
        resolution.manner,
        Manner::AsPrinted | Manner::CloseLabel | Manner::LevelSkipped
    )
}

/// How a message names the item of a reference: with its entry's number, where it says one.
fn target_name(cx: &Context, resolution: &Resolution, places: &[FieldId]) -> String {
    match places {
        [field] => cx.name(*field),
        _ => cx.name_of_item(resolution.item),
    }
}

/// A range that holds at least one character: nothing can't be underlined.
fn widened(text: &str, range: Range<usize>) -> Range<usize> {
    if !range.is_empty() {
        return range;
    }
    let before = text[..range.start]
        .chars()
        .next_back()
        .map_or(0, char::len_utf8);
    if before > 0 {
        return range.start - before..range.start;
    }
    let after = text[range.start..].chars().next().map_or(0, char::len_utf8);
    range.start..range.start + after
}

/// 別添３第12行
fn row_name(lang: Lang, entry: &LogEntry) -> String {
    let row = entry.row();
    say!(lang, "別添３第{row}行", "row {row} of 別添３")
}

/// 変更前 of a row does not go on with 変更後 of an earlier one. `there` is what that one says in the place of it: empty where
/// it says nothing there, none where it has nothing like it.
fn differs_from_former(lang: Lang, row: &str, former: &str, there: Option<&str>) -> Words {
    let words = Words::new(say!(
        lang,
        "{row} の変更前が、{former} の変更後と違う",
        "変更前 of {row} differs from 変更後 of {former}"
    ));
    match there {
        None => words,
        Some("") => words.label(say!(lang, "前の変更後に無い", "not in the former 変更後")),
        Some(there) => words.label(say!(
            lang,
            "前の変更後は「{there}」",
            "「{there}」 in the former 変更後"
        )),
    }
}

/// Said at 変更後 of the earlier row.
fn former_after(lang: Lang) -> String {
    say!(lang, "前の変更後", "the former 変更後")
}
