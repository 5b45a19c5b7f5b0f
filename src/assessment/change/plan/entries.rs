//! The entries of a list.

use super::{ListShape, Plan, Planned, Spot, Target, entry_of};
use crate::assessment::change::Unchangeable;
use crate::assessment::change::tree::{Delta, Slot, Tree, old};
use crate::yaml::Content;

impl<'a> Plan<'_, 'a> {
    pub(super) fn add(&self, list: Target, after: usize, copy_of: Option<usize>) -> Planned<'a> {
        let entries = self.count(list)?;
        let no_such = Unchangeable::NoSuchEntry { entries };
        if after > entries {
            return Err(no_such);
        }
        let slot = match copy_of {
            Some(number) if number > entries => return Err(no_such),
            Some(number) => Slot::Copy(number.checked_sub(1).ok_or(no_such)?),
            None => Slot::New(None, self.blank_entry(list)),
        };
        self.with_entry(list, after, slot)
    }

    pub(super) fn remove(&self, list: Target, entry: usize) -> Planned<'a> {
        let entries = self.count(list)?;
        let entry = entry.checked_sub(1).filter(|n| *n < entries);
        let entry = entry.ok_or(Unchangeable::NoSuchEntry { entries })?;
        let (spot, shape) = self.entries_at(list)?;
        let delta = match shape {
            ListShape::Entries => {
                let mut slots = old(spot.node);
                slots.remove(entry);
                Delta::Of(slots)
            }
            ListShape::Plain | ListShape::PlainList => Delta::Is(Tree::Blank),
        };
        Ok(self.with(&spot, delta))
    }

    pub(super) fn put_elsewhere(&self, list: Target, from: usize, to: usize) -> Planned<'a> {
        let entries = self.count(list)?;
        let place = |number: usize| {
            let place = number.checked_sub(1).filter(|n| *n < entries);
            place.ok_or(Unchangeable::NoSuchEntry { entries })
        };
        let (from, to) = (place(from)?, place(to)?);
        let (spot, shape) = self.entries_at(list)?;
        if from == to || shape != ListShape::Entries {
            return Ok(Delta::Same);
        }
        let mut slots = old(spot.node);
        slots.remove(from);
        slots.insert(to, Slot::Moved(from));
        Ok(self.with(&spot, Delta::Of(slots)))
    }

    /// How many entries a list has that has entries of its own.
    fn count(&self, list: Target) -> Result<usize, Unchangeable> {
        let is_entry = entry_of(list.id).is_some();
        let has_items = !self.form.children(Some(list.item)).is_empty();
        if is_entry || !has_items || !self.definition(list).is_list() {
            return Err(Unchangeable::OtherKind);
        }
        Ok(self.opened.entries(list.id))
    }

    /// Where the entries of a list stand that has some.
    fn entries_at(&self, list: Target) -> Result<(Spot<'a>, ListShape), Unchangeable> {
        let entries = self.opened.entries(list.id);
        let spot = self.spot(list.id);
        let spot = spot.ok_or(Unchangeable::NoSuchEntry { entries })?;
        match self.shape(list.id, &spot) {
            Some(shape) => Ok((spot, shape)),
            None => Err(Unchangeable::NoDashes(self.place(&spot))),
        }
    }

    /// A list with one entry more, at a place.
    pub(super) fn with_entry(&self, list: Target, at: usize, slot: Slot<'a>) -> Planned<'a> {
        let new = |slot| match slot {
            Slot::New(_, tree) => tree,
            // There is nothing yet of which it could be a copy.
            Slot::Old(..) | Slot::Moved(_) | Slot::Copy(_) => Tree::Blank,
        };
        if self.spot(list.id).is_none() {
            let entries = Tree::Seq(vec![new(slot)]);
            self.known_to_be_missing()?;
            return self.below(self.above(list)?, vec![(list.item, entries)]);
        }
        let (spot, shape) = self.entries_at(list)?;
        let delta = match (shape, &spot.node.content) {
            (ListShape::Entries, Content::Seq(nodes)) if !nodes.is_empty() => {
                let mut slots = old(spot.node);
                slots.insert(at, slot);
                Delta::Of(slots)
            }
            (ListShape::Entries, _) => Delta::Is(Tree::Seq(vec![new(slot)])),
            (ListShape::Plain | ListShape::PlainList, _) => {
                let there = self.unfolded(list.item, shape, spot.node, Vec::new());
                let mut both = vec![there.clone()];
                let slot = match slot {
                    Slot::Copy(_) => there,
                    slot => new(slot),
                };
                both.insert(at, slot);
                Delta::Is(Tree::Seq(both))
            }
        };
        Ok(self.with(&spot, delta))
    }

    /// An entry in which nothing is written yet: its first key.
    fn blank_entry(&self, list: Target) -> Tree<'a> {
        let first = self.form.children(Some(list.item)).first();
        let key = first.map_or("", |item| self.form.items[*item].key.as_str());
        Tree::Map(vec![(key.into(), Tree::Blank)])
    }
}
