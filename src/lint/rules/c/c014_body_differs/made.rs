//! Days to come that the assessment describes as past: what is submitted before a change mostly says how it will be.

use jiff::civil::Date as Day;
use rustc_hash::FxHashMap;

use super::super::{day, is_planned};
use crate::compare::changelog::body::Body;
use crate::compare::changelog::{Log, LogEntry};
use crate::japanese::notation::has_chars;
use crate::lint::rules::Context;

/// How many rows of a day have to be in the assessment, where all of them have to be but for a few.
const MANY: usize = 4;

/// How many of them there have to be for one that is not.
const FOR_ONE: usize = 4;

/// How many have to be there in words that occur nowhere by chance, where half of them are enough.
const SOME: usize = 2;

/// Shorter words may occur by chance.
const DISTINCT: usize = 20;

/// How far the assessment describes a day to come as past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Described {
    /// All but a few of its rows are in the assessment.
    Wholly,
    /// Half of them at least: the others may still be to come.
    Partly,
}

/// The rows of a day by whether they are in the assessment.
#[derive(Default)]
struct Rows {
    made: usize,
    /// Those of the rows that are there in words of their own.
    distinct: usize,
    others: usize,
}

/// The days to come that the assessment describes as past.
pub(super) fn made_days(cx: &Context, log: &Log) -> FxHashMap<Option<Day>, Described> {
    let as_of = cx.as_of();
    let mut rows: FxHashMap<Option<Day>, Rows> = FxHashMap::default();
    for entry in log.entries.iter().filter(|entry| is_planned(entry, as_of)) {
        let rows = rows.entry(day(entry)).or_default();
        match is_made(cx, entry) {
            Some(true) => {
                rows.made += 1;
                let mut words = entry.after.segments();
                rows.distinct += usize::from(words.any(|(_, words, _)| has_chars(words, DISTINCT)));
            }
            Some(false) => rows.others += 1,
            None => {}
        }
    }
    let described = rows.into_iter().filter_map(|(day, rows)| {
        let is_wholly = rows.made >= MANY && rows.made >= rows.others * FOR_ONE;
        let is_partly = rows.distinct >= SOME && rows.made >= rows.others;
        let described = is_wholly.then_some(Described::Wholly);
        Some((day, described.or(is_partly.then_some(Described::Partly))?))
    });
    described.collect()
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
