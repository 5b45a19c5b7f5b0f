//! Rows of 別添３ whose date is theirs alone in the midst of others.

use jiff::civil::Date as Day;
use rustc_hash::FxHashMap;

use super::day;
use crate::compare::changelog::Log;

/// How many rows of one date make a revision.
const MANY: usize = 5;

/// The entries whose date is theirs alone, in the midst of many of another date.
pub(super) fn outliers(log: &Log) -> Vec<usize> {
    let days: Vec<Option<Day>> = log.entries.iter().map(day).collect();
    let mut counts: FxHashMap<Day, usize> = FxHashMap::default();
    days.iter()
        .flatten()
        .for_each(|day| *counts.entry(*day).or_default() += 1);
    let count = |day: Day| counts.get(&day).copied().unwrap_or_default();
    let is_outlier = |place: &usize| {
        let around = (days[place - 1], days[*place], days[place + 1]);
        let (Some(before), Some(own), Some(after)) = around else {
            return false;
        };
        before == after && own != before && count(own) == 1 && count(before) >= MANY
    };
    (1..days.len().saturating_sub(1))
        .filter(is_outlier)
        .collect()
}
