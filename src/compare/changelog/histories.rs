//! Which entries of 別添３ speak of the same item over the years, and what each of them leaves of the words before it.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Log;
use super::compare::near;
use super::story::{Fate, Stories, Story};
use crate::assessment::field::outer;
use crate::form::Form;

/// How alike two texts are that are meant to be one.
const ALIKE: f64 = 0.8;

/// The entries of each item in the order of their dates.
#[derive(Debug)]
pub struct Histories {
    /// The items of all entries, by their ids; none where an entry does not name one alone and clearly.
    ids: Vec<Option<String>>,
    /// For each item, the entries of it, of items below it, and of items above it.
    stories: Stories,
    /// For each entry, whether a later one names the same item.
    renewed: Vec<bool>,
    /// The entries whose item can't be told.
    unclear: Story,
    /// All entries, once they are asked for.
    all: OnceLock<Story>,
}

impl Histories {
    /// Those of the entries.
    pub fn of(log: &Log, form: &Form) -> Self {
        let ids: Vec<Option<String>> = log
            .entries
            .iter()
            .map(|entry| Some(entry.only()?.id(form)))
            .collect();
        let named = || {
            ids.iter()
                .enumerate()
                .filter_map(|(e, id)| Some((e, id.as_deref()?)))
        };
        let mut below: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut own: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (e, id) in named() {
            own.entry(id).or_default().push(e);
            outer(id).for_each(|id| below.entry(id).or_default().push(e));
        }
        let day = |e: usize| log.entries[e].date.map(|(date, _)| date.day);
        let mut latest = FxHashMap::default();
        for (e, id) in named() {
            let last = latest.entry(id).or_insert(None);
            *last = day(e).max(*last);
        }
        let mut renewed = vec![false; log.entries.len()];
        let mut groups = Vec::new();
        for (e, id) in named() {
            let same = own.get(id).map_or(&[][..], Vec::as_slice);
            renewed[e] = latest.get(id).is_some_and(|last| *last > day(e));
            if same.first() != Some(&e) {
                continue;
            }
            let above = outer(id).filter(|outer| *outer != id);
            let above = above.filter_map(|id| own.get(id)).flatten().copied();
            let mut group = below.get(id).cloned().unwrap_or_default();
            group.extend(above);
            group.sort_unstable();
            group.dedup();
            groups.push((same.to_vec(), group));
        }
        let unclear = ids.iter().enumerate().filter(|(_, id)| id.is_none());
        Histories {
            unclear: Story::of(unclear.map(|(e, _)| e).collect(), log),
            all: OnceLock::new(),
            stories: Stories::for_some(groups, log),
            renewed,
            ids,
        }
    }

    /// The item of an entry, where it names one alone and clearly.
    pub fn id(&self, entry: usize) -> Option<&str> {
        self.ids.get(entry)?.as_deref()
    }

    /// Whether an entry of a later day names the very same item.
    pub fn is_renewed(&self, entry: usize) -> bool {
        self.renewed.get(entry).copied().unwrap_or_default()
    }

    /// What later entries make of words of 変更後.
    pub fn later(&self, entry: usize, log: &Log, words: &str) -> Fate {
        let own = self.stories.with(entry).chain([&self.unclear]);
        let fates = own.map(|story| story.later(entry, log, words));
        fates.fold(Fate::Same, Fate::or)
    }

    /// Whether a later entry quotes nearly these words, or changes the item in words that can't be compared.
    pub fn is_overwritten(&self, entry: usize, log: &Log, words: &str) -> bool {
        self.stories.with(entry).any(|story| {
            let alike = |e: usize| {
                let mut lines = log.entries[e].before.segments();
                lines.any(|(_, text, _)| {
                    near(words, text).is_some_and(|near| near.likeness >= ALIKE)
                })
            };
            story.is_left_open(entry, log)
                || story.quotes_alike(entry, log, words).into_iter().any(alike)
        })
    }

    /// Whether an entry of a later day writes words, whatever item it names.
    pub fn is_written_later(&self, entry: usize, log: &Log, words: &str) -> bool {
        let all = || Story::of((0..log.entries.len()).collect(), log);
        self.all.get_or_init(all).writes_later(entry, log, words)
    }

    /// What words of 変更前 were before earlier entries of the item.
    pub fn earlier(&self, entry: usize, log: &Log, words: &str) -> Fate {
        let fates = self
            .stories
            .with(entry)
            .map(|story| story.earlier(entry, log, words));
        fates.fold(Fate::Same, Fate::or)
    }

    /// The entries of the item and of earlier days that wrote something like words, the latest first.
    pub fn alike(&self, entry: usize, log: &Log, words: &str) -> Vec<usize> {
        let stories = self.stories.with(entry);
        let same = |e: &usize| self.ids[*e] == self.ids[entry];
        stories
            .flat_map(|story| story.alike(entry, log, words))
            .filter(same)
            .collect()
    }
}
