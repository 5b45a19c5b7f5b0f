//! What a source says, by the items of the form: values with their doubts, and what has no place.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cell::Place;
use super::certainty::Why;
use super::ink::Piece;
use crate::form::{Form, ItemId};

/// An item at its entry numbers; an entry of a list of texts is the list at its number.
pub type Key = (ItemId, Vec<usize>);

/// How many numbers may be missing in a list before its entries are counted anew: a lost page loses a few, a broken name
/// any number.
const MOST_MISSING: usize = 50;

/// An assessment as a source has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// The values by item, in the form's order.
    pub values: BTreeMap<Key, Drafted>,
    /// What has no place in the form, in the order of the source.
    pub rest: Vec<Left>,
    /// What the form prints by itself, and signs that became choices.
    pub(super) printed: Vec<Piece>,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub struct Drafted {
    /// What it is.
    pub content: Content,
    /// Why it has to be looked at; empty where it is certain.
    pub doubts: Vec<Why>,
    /// Where its first piece stands.
    pub place: Place,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Nothing that could be read; there are doubts alone.
    Nothing,
    /// Words: a text, a choice, a date, a number, the mark of a box.
    Text(String),
    /// Ticked boxes.
    Checks(Vec<Ticked>),
    /// Rows of a table: columns with their cells.
    Rows(Vec<Vec<(String, String)>>),
}

/// A ticked box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticked {
    /// The words of the option.
    pub option: String,
    /// What is in its slot.
    pub detail: Option<String>,
    /// Whether the words are the source's own, and no option of the form.
    pub is_own: bool,
}

/// Words that have no place in the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Where they stand.
    pub place: String,
    /// The words.
    pub text: String,
    /// Whether they are beside the text of the source: a comment, words that are struck through.
    pub is_note: bool,
}

/// How many entries a list has at the entries around it, and whether anything is written in an item or below it.
#[derive(Debug, Default)]
pub(super) struct Extent {
    entries: FxHashMap<Key, usize>,
    begun: FxHashSet<Key>,
}

impl Extent {
    /// The extent of a draft.
    pub(super) fn of(draft: &Draft, form: &Form) -> Self {
        let mut extent = Extent::default();
        for (item, at) in draft.values.keys() {
            let mut above = Some(*item);
            while let Some(item) = above {
                let levels = levels(form, item);
                let here = at[..levels.min(at.len())].to_vec();
                if form.items[item].is_list()
                    && let Some((number, around)) = here.split_last()
                    && here.len() == levels
                {
                    let most = extent.entries.entry((item, around.to_vec())).or_default();
                    *most = (*most).max(*number);
                    extent.begun.insert((item, around.to_vec()));
                }
                extent.begun.insert((item, here));
                above = form.parent(item);
            }
        }
        extent
    }

    /// How many entries a list has.
    pub(super) fn entries(&self, list: ItemId, at: &[usize]) -> usize {
        let key = (list, at.to_vec());
        self.entries.get(&key).copied().unwrap_or(0)
    }

    /// Whether anything is written in an item or below it.
    pub(super) fn is_begun(&self, item: ItemId, at: &[usize]) -> bool {
        self.begun.contains(&(item, at.to_vec()))
    }
}

/// How many entry numbers an item has.
pub(super) fn levels(form: &Form, item: ItemId) -> usize {
    form.items[item].id.matches("[]").count()
}

impl Draft {
    /// Counts the entries of lists anew where far too many numbers are missing.
    pub(super) fn close_gaps(&mut self, form: &Form) {
        for level in 0..3 {
            let mut numbers: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
            for (item, at) in self.values.keys() {
                if let (Some(list), Some(number)) = (list_at(form, *item, level), at.get(level)) {
                    let of_list = numbers.entry((list, at[..level].to_vec())).or_default();
                    of_list.push(*number);
                }
            }
            numbers.retain(|_, numbers| {
                numbers.sort_unstable();
                numbers.dedup();
                numbers
                    .last()
                    .is_some_and(|n| *n > numbers.len() + MOST_MISSING)
            });
            if numbers.is_empty() {
                continue;
            }
            let values = std::mem::take(&mut self.values);
            let renumbered = values.into_iter().map(|((item, mut at), value)| {
                let list = list_at(form, item, level);
                let key = list.map(|list| (list, at[..level.min(at.len())].to_vec()));
                if let Some(numbers) = key.and_then(|key| numbers.get(&key))
                    && let Some(place) = at.get(level).and_then(|n| numbers.binary_search(n).ok())
                {
                    at[level] = place + 1;
                }
                ((item, at), value)
            });
            self.values = renumbered.collect();
        }
    }
}

/// The list whose entries the number of a level counts.
fn list_at(form: &Form, item: ItemId, level: usize) -> Option<ItemId> {
    let id = &form.items[item].id;
    let (start, brackets) = id.match_indices("[]").nth(level)?;
    form.find(&id[..start + brackets.len()])
}
