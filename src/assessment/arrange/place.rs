//! Where the entries of a map belong by the form, and how their keys are spelt.

use crate::assessment::keys::{Meaning, meaning};
use crate::form::{Form, ItemId, ItemKind};
use crate::yaml::Entry;

/// Where a node is in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::assessment) enum Place {
    /// Its keys are those of the items below an item, or of the outermost ones.
    Group(Option<ItemId>),
    /// Its entries are those of a list.
    Entries(ItemId),
    /// The form says nothing of its order: texts, boxes, tables, what the form does not know.
    Free,
}

/// An entry of a map by the form.
#[derive(Debug)]
pub(in crate::assessment) struct Placed<'f> {
    /// What it is sorted by; entries of one rank stay in their order.
    pub rank: usize,
    /// The key as the form spells it; none where it stays as it is written.
    pub key: Option<&'f str>,
    /// Where its value is.
    pub value: Place,
}

impl Place {
    /// The place of an entry of a list that is here.
    pub fn entry(self) -> Self {
        match self {
            Place::Entries(list) => Place::Group(Some(list)),
            Place::Group(_) | Place::Free => Place::Free,
        }
    }

    /// Where the entries of a map that is here belong, in their order.
    ///
    /// A key that the form does not have stays after the item above it: what it may be meant for shows from that.
    pub fn entries<'f>(self, form: &'f Form, entries: &[Entry]) -> Vec<Placed<'f>> {
        let Place::Group(parent) = self else {
            return entries.iter().map(|_| Placed::AS_WRITTEN).collect();
        };
        let mut above = 0;
        let placed = entries.iter().map(|entry| {
            let mut problems = Vec::new();
            let meant = meaning(form, parent, entry, &mut problems);
            let rank = match meant {
                Meaning::Own | Meaning::OwnHeading => 0,
                Meaning::Item(item) | Meaning::Numbered(item) => rank(form, parent, item),
                Meaning::Heading => first_below(form, parent, entry).unwrap_or(above),
                Meaning::Unknown => above,
            };
            if !matches!(meant, Meaning::Own | Meaning::OwnHeading) {
                above = rank;
            }
            // A number that contradicts its title may be what is right.
            let key = spelling(form, parent, meant).filter(|_| problems.is_empty());
            let value = match meant {
                Meaning::Item(item) => below(form, item),
                Meaning::Numbered(list) => Place::Group(Some(list)),
                Meaning::Heading => self,
                Meaning::Own | Meaning::OwnHeading | Meaning::Unknown => Place::Free,
            };
            Placed { rank, key, value }
        });
        placed.collect()
    }
}

impl Placed<'_> {
    const AS_WRITTEN: Self = Placed {
        rank: 0,
        key: None,
        value: Place::Free,
    };
}

/// The place of an item among those beside it, after the value of the item above them.
pub(in crate::assessment) fn rank(form: &Form, parent: Option<ItemId>, item: ItemId) -> usize {
    let beside = form.children(parent);
    beside.partition_point(|other| *other < item) + 1
}

/// The place of the first item below a heading.
fn first_below(form: &Form, parent: Option<ItemId>, heading: &Entry) -> Option<usize> {
    let here = Place::Group(parent).entries(form, heading.value.entries());
    here.iter().map(|placed| placed.rank).min()
}

fn spelling(form: &Form, parent: Option<ItemId>, meant: Meaning) -> Option<&str> {
    match meant {
        Meaning::Item(item) => Some(&form.items[item].key),
        Meaning::Own => form.items[parent?].kind.own_key(),
        Meaning::OwnHeading | Meaning::Numbered(_) | Meaning::Heading | Meaning::Unknown => None,
    }
}

/// Where the value of an item is.
fn below(form: &Form, item: ItemId) -> Place {
    match form.items[item].kind {
        ItemKind::List if !form.children(Some(item)).is_empty() => Place::Entries(item),
        ItemKind::Map
        | ItemKind::ChoiceText
        | ItemKind::TextText
        | ItemKind::Figure
        | ItemKind::Period => Place::Group(Some(item)),
        _ => Place::Free,
    }
}
