//! Rows of 別添３ whose date is theirs alone in the midst of others.

use jiff::civil::Date as Day;
use rustc_hash::FxHashMap;

use super::day;
use crate::compare::changelog::{EntryId, Log};

/// How many rows of one date make a revision.
const MANY: usize = 5;

/// The entries whose date is theirs alone, in the midst of many of another date: each after the one before it.
pub(super) fn outliers(log: &Log) -> Vec<(EntryId, EntryId)> {
    let days: Vec<(EntryId, Option<Day>)> = log
        .entries
        .iter_enumerated()
        .map(|(at, entry)| (at, day(entry)))
        .collect();
    let mut counts: FxHashMap<Day, usize> = FxHashMap::default();
    let dated = days.iter().filter_map(|(_, day)| *day);
    dated.for_each(|day| *counts.entry(day).or_default() += 1);
    let count = |day: Day| counts.get(&day).copied().unwrap_or_default();
    let outlier = |around: &[(EntryId, Option<Day>)]| {
        let [(first, Some(before)), (second, Some(own)), (_, Some(after))] = around else {
            return None;
        };
        let is_alone = before == after && own != before && count(*own) == 1;
        (is_alone && count(*before) >= MANY).then_some((*first, *second))
    };
    days.windows(3).filter_map(outlier).collect()
}
