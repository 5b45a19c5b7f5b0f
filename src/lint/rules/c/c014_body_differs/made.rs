//! Days to come that the assessment describes as past.

use jiff::civil::Date as Day;
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{day, is_planned};
use crate::compare::changelog::body::Body;
use crate::compare::changelog::{Log, LogEntry};
use crate::lint::rules::Context;

/// How many rows of a day have to be in the assessment.
const LEAST: usize = 4;

/// How many of them there have to be for one that does not.
const FOR_ONE: usize = 4;

/// The days to come whose rows are in the assessment, but for a few: it is written as of then.
pub(super) fn made_days(cx: &Context, log: &Log) -> FxHashSet<Option<Day>> {
    let as_of = cx.as_of();
    let mut rows: FxHashMap<Option<Day>, (usize, usize)> = FxHashMap::default();
    for entry in log.entries.iter().filter(|entry| is_planned(entry, as_of)) {
        let (made, others) = rows.entry(day(entry)).or_default();
        match is_made(cx, entry) {
            Some(true) => *made += 1,
            Some(false) => *others += 1,
            None => {}
        }
    }
    let is_described =
        |(made, others): &(usize, usize)| *made >= LEAST && *made >= others * FOR_ONE;
    let days = rows.into_iter().filter(|(_, rows)| is_described(rows));
    days.map(|(day, _)| day).collect()
}

/// Whether all that a row says of one item is there; nothing where 変更前 is there as well.
fn is_made(cx: &Context, entry: &LogEntry) -> Option<bool> {
    if entry.places().is_empty() || entry.after.is_empty() {
        return None;
    }
    let body = Body::at(cx.assessment, entry.places());
    let mut new = entry.after.segments();
    let made = new.all(|(_, words, _)| body.holds(words));
    let mut old = entry.before.segments();
    let is_before = !entry.before.is_empty() && old.all(|(_, words, _)| body.holds(words));
    match (made, is_before) {
        (true, true) => None,
        (made, _) => Some(made),
    }
}
