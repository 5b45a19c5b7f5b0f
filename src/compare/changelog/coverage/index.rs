//! From what 項目 names to the changes that it may cover, by ids.

use rustc_hash::FxHashMap;
use typed_index_collections::TiSlice;

use crate::assessment::field::{id_at, outer};
use crate::assessment::resolve::{Meaning, Resolution};
use crate::compare::changelog::base::Former;
use crate::compare::changelog::{LogEntry, Reference};
use crate::compare::diff::{Change, ChangeId, Place};
use crate::form::{Form, ItemId};

/// Where changes are found by the ids of their items.
pub(super) struct Index<'d> {
    form: &'static Form,
    changes: &'d TiSlice<ChangeId, Change>,
    old: Side<'d>,
    new: Side<'d>,
    /// The changes of an item of the form or of one below it, whatever its entries.
    of_item: FxHashMap<&'d str, Vec<ChangeId>>,
    /// The items of the form that share an address: an entry of a list and its name.
    addresses: FxHashMap<&'d str, Vec<ItemId>>,
}

/// The changes of one version by their ids, and those below an id.
#[derive(Default)]
struct Side<'d> {
    at: FxHashMap<&'d str, Vec<ChangeId>>,
    below: FxHashMap<&'d str, Vec<ChangeId>>,
}

/// The changes that an entry may cover.
#[derive(Debug, Clone, Default)]
pub(super) struct Candidates {
    /// Those of the items that it names.
    pub same: Vec<ChangeId>,
    /// Those of items above or below.
    pub near: Vec<ChangeId>,
    /// For each reference, whether it names an item with a change.
    pub touched: Vec<bool>,
    /// Whether it names items that are not known.
    pub open: bool,
}

impl<'d> Index<'d> {
    pub fn of(form: &'static Form, changes: &'d TiSlice<ChangeId, Change>) -> Self {
        let mut index = Index {
            form,
            changes,
            old: Side::default(),
            new: Side::default(),
            of_item: FxHashMap::default(),
            addresses: FxHashMap::default(),
        };
        for (id, item) in form.items.iter_enumerated() {
            let all = index.addresses.entry(item.address.as_str());
            all.or_default().push(id);
        }
        for (number, change) in changes.iter_enumerated() {
            index.old.add(number, change.old.as_ref());
            index.new.add(number, change.new.as_ref());
            for id in outer(&change.item.id) {
                index.of_item.entry(id).or_default().push(number);
            }
        }
        index
    }

    /// The changes that an entry may cover: of the items that it names now, or named in the version before.
    pub fn candidates(&self, entry: &LogEntry, former: &Former) -> Candidates {
        let mut all = Candidates {
            open: entry.covers_others,
            ..Candidates::default()
        };
        for reference in &entry.references {
            let (now, before) = self.meanings(entry, reference, former);
            all.open |= now.is_none();
            // What names an entry of the one version names none of the other.
            let names = |found: &Option<&Resolution>| {
                found.is_some_and(|found| found.at.iter().skip(1).any(Option::is_some))
            };
            let only = names(&now) != names(&before);
            let now = now.filter(|_| !only || names(&now));
            let before = before.filter(|_| !only || names(&before));
            let from = (all.same.len(), all.near.len());
            now.into_iter()
                .for_each(|found| self.add(found, &self.new, false, &mut all));
            before
                .into_iter()
                .for_each(|found| self.add(found, &self.old, true, &mut all));
            all.touched.push((all.same.len(), all.near.len()) != from);
        }
        for list in [&mut all.same, &mut all.near] {
            list.sort_unstable();
            list.dedup();
        }
        let same = std::mem::take(&mut all.same);
        all.near
            .retain(|change| same.binary_search(change).is_err());
        all.same = same;
        all
    }

    /// What a reference means now, and what it meant; none where that is not known.
    fn meanings<'e>(
        &self,
        entry: &LogEntry,
        reference: &'e Reference,
        former: &'e Former,
    ) -> (Option<&'e Resolution>, Option<&'e Resolution>) {
        let words = entry
            .item
            .map(|item| &item.text.text[reference.words.clone()]);
        let clear = |meaning: &'e Meaning| match meaning {
            Meaning::Item(found) if found.rivals.is_empty() => Some(found),
            _ => None,
        };
        let now = clear(&reference.meaning);
        let was = words.and_then(|words| former.meaning(words));
        (now, was.map_or(now, clear))
    }

    fn add(&self, found: &Resolution, side: &Side, old: bool, all: &mut Candidates) {
        let own = &self.form.items[found.item];
        let numbers: Option<Vec<usize>> = found.at.iter().copied().collect();
        let address = self.addresses.get(own.address.as_str());
        let alike = address
            .into_iter()
            .flatten()
            .map(|item| &self.form.items[*item].id);
        match numbers {
            Some(numbers) => {
                for id in alike {
                    let levels = id.matches("[]").count().min(numbers.len());
                    let id = id_at(id, &numbers[..levels]);
                    all.same
                        .extend(side.at.get(id.as_str()).into_iter().flatten());
                }
                let id = id_at(&own.id, &numbers);
                all.near
                    .extend(side.below.get(id.as_str()).into_iter().flatten());
                for id in outer(&id) {
                    all.near.extend(side.at.get(id).into_iter().flatten());
                }
            }
            // A number is left out: any entry may be meant.
            None => {
                let fits = |number: &&ChangeId| {
                    let change = &self.changes[**number];
                    let place = if old { &change.old } else { &change.new };
                    let at = place.as_ref().map_or(&[][..], |place| place.at.as_slice());
                    let mut pairs = found.at.iter().zip(at);
                    place.is_some() && pairs.all(|(wanted, n)| wanted.is_none_or(|w| w == *n))
                };
                for id in alike {
                    let here = self.of_item.get(id.as_str()).into_iter().flatten();
                    let here = here.filter(|n| self.changes[**n].item.id == *id);
                    all.same.extend(here.filter(fits));
                }
                let below = self.of_item.get(own.id.as_str()).into_iter().flatten();
                all.near.extend(below.filter(fits));
                for id in outer(&own.id) {
                    let here = self.of_item.get(id).into_iter().flatten();
                    let here = here.filter(|n| self.changes[**n].item.id == id);
                    all.near.extend(here.filter(fits));
                }
            }
        }
    }
}

impl<'d> Side<'d> {
    fn add(&mut self, number: ChangeId, place: Option<&'d Place>) {
        let Some(place) = place else { return };
        self.at.entry(place.id.as_str()).or_default().push(number);
        for id in outer(&place.id) {
            self.below.entry(id).or_default().push(number);
        }
    }
}
