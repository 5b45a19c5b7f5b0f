//! Which entries of 別添３ speak of the same item over the years, and what each of them leaves of the words before it.

use std::sync::OnceLock;

use jiff::civil::Date as Day;
use rustc_hash::FxHashMap;
use typed_index_collections::{TiVec, ti_vec};

use super::compare::{holds, near};
use super::story::{Fate, Stories, Story};
use super::{EntryId, Log};
use crate::assessment::field::{is_within, outer};
use crate::assessment::resolve::Meaning;
use crate::form::{Form, ItemId};

/// How alike two texts are that are meant to be one.
const ALIKE: f64 = 0.8;

/// Of more rows that may mean an entry, the others are not looked at.
const MOST: usize = 16;

/// The entries of each item in the order of their dates.
#[derive(Debug)]
pub struct Histories {
    /// The items of all entries, by their ids; none where an entry does not name one alone and clearly.
    ids: TiVec<EntryId, Option<String>>,
    /// For each item, the entries of it, of items below it, and of items above it.
    stories: Stories,
    /// For each entry, whether a later one names the same item.
    renewed: TiVec<EntryId, bool>,
    /// For each item of the form that entries name, and for whether they move the numbers of its list, the last day.
    moves: FxHashMap<(ItemId, bool), Option<Day>>,
    /// The entries that name one item of the form alone and clearly.
    of_item: FxHashMap<ItemId, Vec<EntryId>>,
    /// The entries whose item is not known.
    unclear: Story,
    /// All entries, once they are asked for.
    all: OnceLock<Story>,
}

/// Whether an id leaves out the number of an entry.
fn is_open(id: &str) -> bool {
    id.contains('?')
}

impl Histories {
    /// Those of the entries.
    pub fn of(log: &Log, form: &Form) -> Self {
        let ids: TiVec<EntryId, Option<String>> = log
            .entries
            .iter()
            .map(|entry| Some(entry.only()?.id(form)))
            .collect();
        let named = || {
            ids.iter_enumerated()
                .filter_map(|(e, id)| Some((e, id.as_deref()?)))
        };
        let mut below: FxHashMap<&str, Vec<EntryId>> = FxHashMap::default();
        let mut own: FxHashMap<&str, Vec<EntryId>> = FxHashMap::default();
        for (e, id) in named() {
            own.entry(id).or_default().push(e);
            outer(id).for_each(|id| below.entry(id).or_default().push(e));
        }
        let day = |e: EntryId| log.entries[e].date.map(|(date, _)| date.day);
        let mut latest = FxHashMap::default();
        for (e, id) in named() {
            let last = latest.entry(id).or_insert(None);
            *last = day(e).max(*last);
        }
        let mut moves: FxHashMap<(ItemId, bool), Option<Day>> = FxHashMap::default();
        let mut of_item: FxHashMap<ItemId, Vec<EntryId>> = FxHashMap::default();
        let mut open_of_item: FxHashMap<ItemId, Vec<EntryId>> = FxHashMap::default();
        for (e, entry) in log.entries.iter_enumerated() {
            let is_one_sided = entry.before.is_empty() || entry.after.is_empty();
            for reference in &entry.references {
                if let Meaning::Item(found) = &reference.meaning {
                    let is_moving = is_one_sided || found.at.last() == Some(&None);
                    let last = moves.entry((found.item, is_moving)).or_default();
                    *last = day(e).max(*last);
                }
            }
            if let Some(found) = entry.only() {
                of_item.entry(found.item).or_default().push(e);
                if ids[e].as_deref().is_some_and(is_open) {
                    open_of_item.entry(found.item).or_default().push(e);
                }
            }
        }
        let mut renewed = ti_vec![false; log.entries.len()];
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
            // A row that leaves out which entry it means may mean this one.
            let alike = if is_open(id) { &of_item } else { &open_of_item };
            let alike = log.entries[e]
                .only()
                .and_then(|found| alike.get(&found.item));
            group.extend(alike.into_iter().flatten().take(MOST));
            group.sort_unstable();
            group.dedup();
            groups.push((same.to_vec(), group));
        }
        let unclear = ids.iter_enumerated().filter(|(_, id)| id.is_none());
        Histories {
            moves,
            of_item,
            unclear: Story::of(unclear.map(|(e, _)| e).collect(), log),
            all: OnceLock::new(),
            stories: Stories::for_some(groups, log),
            renewed,
            ids,
        }
    }

    /// The item of an entry, where it names one alone and clearly.
    pub fn id(&self, entry: EntryId) -> Option<&str> {
        self.ids.get(entry)?.as_deref()
    }

    /// Whether an entry of a later day names the very same item.
    pub fn is_renewed(&self, entry: EntryId) -> bool {
        self.renewed.get(entry).copied().unwrap_or_default()
    }

    /// What later entries make of words of 変更後.
    pub fn later(&self, entry: EntryId, log: &Log, words: &str) -> Fate {
        let own = self.stories.with(entry).chain([&self.unclear]);
        let fates = own.map(|story| story.later(entry, log, words));
        fates.fold(Fate::Same, Fate::or)
    }

    /// Whether a later entry quotes nearly these words, or changes the item in words that can't be compared.
    pub fn is_overwritten(&self, entry: EntryId, log: &Log, words: &str) -> bool {
        self.stories.with(entry).any(|story| {
            let alike = |e: EntryId| {
                let mut lines = log.entries[e].before.segments();
                lines.any(|(_, text, _)| {
                    near(words, text).is_some_and(|near| near.likeness >= ALIKE)
                })
            };
            story.is_left_open(entry, log)
                || story.quotes_alike(entry, log, words).into_iter().any(alike)
        })
    }

    /// Whether an entry of a later day writes words in the place of former ones: one of the item, or of any other that says
    /// that the former ones was before.
    pub fn is_rewritten(&self, entry: EntryId, log: &Log, former: &str, words: &str) -> bool {
        let mut later = self.all(log).writing_later(entry, log, words);
        later.any(|other| {
            let before = &log.entries[other].before;
            let is_related = match (self.id(entry), self.id(other)) {
                (Some(own), Some(other)) => is_within(own, other) || is_within(other, own),
                _ => true,
            };
            is_related || holds(before.text(), former)
        })
    }

    /// Whether an entry of a later day writes words, whatever item it names.
    pub fn is_written_later(&self, entry: EntryId, log: &Log, words: &str) -> bool {
        let mut later = self.all(log).writing_later(entry, log, words);
        later.next().is_some()
    }

    /// Whether an entry of a later day quotes words, whatever item it names.
    pub fn is_quoted_later(&self, entry: EntryId, log: &Log, words: &str) -> bool {
        self.all(log).is_quoted_later(entry, log, words)
    }

    /// Whether an entry of an earlier day wrote words, whatever item it names.
    pub fn is_written_earlier(&self, entry: EntryId, log: &Log, words: &str) -> bool {
        self.all(log).is_written_earlier(entry, log, words)
    }

    fn all(&self, log: &Log) -> &Story {
        let all = || Story::of(log.entries.keys().collect(), log);
        self.all.get_or_init(all)
    }

    /// What words of 変更前 were before earlier entries of the item.
    pub fn earlier(&self, entry: EntryId, log: &Log, words: &str) -> Fate {
        let fates = self
            .stories
            .with(entry)
            .map(|story| story.earlier(entry, log, words));
        fates.fold(Fate::Same, Fate::or)
    }

    /// The last entry of an earlier day that names the very same item.
    pub fn former(&self, entry: EntryId, log: &Log) -> Option<EntryId> {
        let same = |e: &EntryId| self.ids[*e] == self.ids[entry];
        let mut stories = self.stories.with(entry);
        stories.find_map(|story| story.former(entry, log).find(same))
    }

    /// Whether entries of a day or of later ones may have given other numbers to the entries of a list, by its id on the
    /// form: one came or went, or the list was recorded as a whole.
    pub fn is_renumbered(&self, form: &Form, list: &str, since: Option<Day>) -> bool {
        self.moves.iter().any(|((item, moves), day)| {
            let id = form.items[*item].id.as_str();
            *day >= since && (id == list && *moves || id != list && is_within(list, id))
        })
    }

    /// The entries that name an item of the form, whatever entry of a list they mean, in their order.
    pub fn of_item(&self, item: ItemId) -> &[EntryId] {
        self.of_item.get(&item).map_or(&[], Vec::as_slice)
    }

    /// The entries of the item and of earlier days that wrote something like words, the latest first.
    pub fn alike(&self, entry: EntryId, log: &Log, words: &str) -> Vec<EntryId> {
        let stories = self.stories.with(entry);
        let same = |e: &EntryId| self.ids[*e] == self.ids[entry];
        stories
            .flat_map(|story| story.alike(entry, log, words))
            .filter(same)
            .collect()
    }
}
