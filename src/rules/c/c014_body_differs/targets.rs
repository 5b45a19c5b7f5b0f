//! Which entries speak of the same item, and which of them has the last word.

use jiff::civil::Date as Day;
use rustc_hash::FxHashMap;

use super::super::day;
use crate::changelog::Log;
use crate::changelog::compare::holds;
use crate::form::field::is_within;
use crate::rules::Context;

/// The items of all entries, by their ids.
pub(super) struct Targets<'l, 'a> {
    log: &'l Log<'a>,
    ids: Vec<Option<String>>,
    /// The latest day of an entry of this very item.
    own: FxHashMap<String, Day>,
    /// The latest day of an entry of this item or of one below it.
    below: FxHashMap<String, Day>,
}

impl<'l, 'a> Targets<'l, 'a> {
    pub fn of(cx: &Context, log: &'l Log<'a>) -> Self {
        let id = |entry: &crate::changelog::Entry| Some(entry.only()?.id(cx.assessment.form));
        let ids: Vec<Option<String>> = log.entries.iter().map(id).collect();
        let (mut own, mut below) = (FxHashMap::default(), FxHashMap::default());
        for (entry, id) in log.entries.iter().zip(&ids) {
            let (Some(day), Some(id)) = (day(entry), id) else {
                continue;
            };
            note(&mut own, id, day);
            outer(id).for_each(|id| note(&mut below, id, day));
        }
        Targets {
            log,
            ids,
            own,
            below,
        }
    }

    /// The item of an entry, where it names one alone and clearly.
    pub fn id(&self, at: usize) -> Option<&str> {
        self.ids.get(at)?.as_deref()
    }

    /// Whether a later revision speaks of the same item, or of one above or below it; an entry without a day may be
    /// overwritten by any.
    pub fn is_overwritten(&self, at: usize) -> bool {
        let Some(id) = self.id(at) else { return false };
        let Some(own) = day(&self.log.entries[at]) else {
            return true;
        };
        let later = |day: Option<&Day>| day.is_some_and(|day| *day > own);
        later(self.below.get(id)) || outer(id).any(|id| later(self.own.get(id)))
    }

    /// Whether a row behind this one replaces words, in the same item or in one that can't be told.
    pub fn is_rewritten(&self, at: usize, words: &str) -> bool {
        let Some(own) = self.id(at) else { return false };
        let behind = self.log.entries.iter().zip(&self.ids).skip(at + 1);
        let mut same = behind.filter(|(_, id)| {
            let one = |id: &String| is_within(id, own) || is_within(own, id);
            id.as_ref().is_none_or(one)
        });
        same.any(|(entry, _)| holds(entry.before.text(), words))
    }

    /// Whether a later revision wrote words, whatever item it names.
    pub fn is_written_later(&self, at: usize, words: &str) -> bool {
        let own = day(&self.log.entries[at]);
        let mut later = self.log.entries.iter().filter(|entry| day(entry) > own);
        later.any(|entry| holds(entry.after.text(), words))
    }
}

/// The ids of an item and of all items above it.
fn outer(id: &str) -> impl Iterator<Item = &str> {
    let ends = id.char_indices().filter(|(_, c)| ['.', '['].contains(c));
    ends.map(|(at, _)| &id[..at]).chain([id])
}

fn note(days: &mut FxHashMap<String, Day>, id: &str, day: Day) {
    let latest = days.entry(id.to_owned()).or_insert(day);
    *latest = day.max(*latest);
}
