//! What is known of the items of a new assessment, and what the form's conditions make of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::assessment::field::is_within;
use crate::form::condition::{Condition, Facts};
use crate::form::{AgencyKind, Form, Item, ItemId, ItemKind, Print};

/// An item at its entry numbers.
pub(super) type Key = (ItemId, Vec<usize>);

/// What is known, by item.
#[derive(Debug)]
pub(super) struct Known<'f> {
    pub(super) form: &'f Form,
    values: BTreeMap<Key, KnownValue>,
    /// How many entries a list has at the entries around it.
    entries: BTreeMap<Key, usize>,
    /// What something is known of, or of what is below it.
    begun: BTreeSet<Key>,
    /// What is to be said of an item besides its guidance.
    hints: BTreeMap<Key, Vec<String>>,
}

/// A value that is known.
#[derive(Debug, Clone)]
pub(super) struct KnownValue {
    pub(super) content: Content,
    /// The comment that says what to look at.
    pub(super) doubt: Option<String>,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// A text, a choice, a date, a number, the mark of a box.
    Text(String),
    /// Ticked boxes with what is in their slots.
    Checks(Vec<(String, Option<String>)>),
    /// Rows of a table.
    Rows(Vec<Vec<(String, String)>>),
}

impl<'f> Known<'f> {
    pub(super) fn of(form: &'f Form) -> Self {
        Known {
            form,
            values: BTreeMap::new(),
            entries: BTreeMap::new(),
            begun: BTreeSet::new(),
            hints: BTreeMap::new(),
        }
    }

    /// Puts a value into an item by its id; an empty text is nothing.
    pub(super) fn text(&mut self, id: &str, at: &[usize], text: &str) {
        if !text.trim().is_empty() {
            self.put(id, at, Content::Text(text.trim().to_owned()));
        }
    }

    /// Puts ticked boxes into an item by its id.
    pub(super) fn checks(&mut self, id: &str, at: &[usize], ticked: Vec<(String, Option<String>)>) {
        self.put(id, at, Content::Checks(ticked));
    }

    /// Ticks a single box.
    pub(super) fn tick(&mut self, id: &str, at: &[usize]) {
        self.text(id, at, "○");
    }

    fn put(&mut self, id: &str, at: &[usize], content: Content) {
        if let Some(item) = self.form.find(id) {
            let doubt = None;
            self.insert(item, at, KnownValue { content, doubt });
        }
    }

    /// Puts a value into an item.
    pub(super) fn insert(&mut self, item: ItemId, at: &[usize], value: KnownValue) {
        self.count(item, at);
        let mut above = Some(item);
        while let Some(item) = above {
            let here = at.get(..self.levels(item)).unwrap_or(at);
            self.begun.insert((item, here.to_vec()));
            if self.form.items[item].is_list()
                && let Some((_, around)) = here.split_last()
            {
                self.begun.insert((item, around.to_vec()));
            }
            above = self.form.parent(item);
        }
        self.values.insert((item, at.to_vec()), value);
    }

    /// Makes sure that a list has an entry although nothing is known of it.
    pub(super) fn entry(&mut self, id: &str, at: &[usize]) {
        if let Some(item) = self.form.find(id) {
            self.count(item, at);
        }
    }

    fn count(&mut self, item: ItemId, at: &[usize]) {
        let mut above = Some(item);
        while let Some(item) = above {
            let levels = self.levels(item);
            if self.form.items[item].is_list()
                && let Some((number, around)) = at.get(..levels).and_then(<[usize]>::split_last)
            {
                let most = self.entries.entry((item, around.to_vec())).or_default();
                *most = (*most).max(*number);
            }
            above = self.form.parent(item);
        }
    }

    pub(super) fn hint(&mut self, id: &str, at: &[usize], lines: Vec<String>) {
        if let Some(item) = self.form.find(id).filter(|_| !lines.is_empty()) {
            let known = self.hints.entry((item, at.to_vec())).or_default();
            known.extend(lines);
        }
    }

    pub(super) fn hints(&self, item: ItemId, at: &[usize]) -> &[String] {
        let hints = self.hints.get(&(item, at.to_vec()));
        hints.map_or(&[], Vec::as_slice)
    }

    /// The texts of an item by its id, of whatever entries, in their order.
    pub(super) fn texts(&self, id: &str) -> Vec<&str> {
        let item = self.form.find(id);
        let values = self.values.iter();
        let own = values.filter(|((other, _), _)| Some(*other) == item);
        let texts = own.filter_map(|(_, value)| match &value.content {
            Content::Text(text) => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    }

    pub(super) fn get(&self, item: ItemId, at: &[usize]) -> Option<&KnownValue> {
        self.values.get(&(item, at.to_vec()))
    }

    /// How many entries of a list are known.
    pub(super) fn entries(&self, list: ItemId, at: &[usize]) -> usize {
        let key = (list, at.to_vec());
        self.entries.get(&key).copied().unwrap_or(0)
    }

    fn levels(&self, item: ItemId) -> usize {
        self.form.items[item].id.matches("[]").count()
    }

    /// An item by its id, as seen from the entries of another.
    fn seen(&self, id: &str, at: &[usize]) -> Option<&Content> {
        let item = self.form.find(id)?;
        let at = at.get(..self.levels(item)).unwrap_or(at);
        self.get(item, at).map(|value| &value.content)
    }

    /// Whether anything is known of an item or of what is below it.
    pub(super) fn is_begun(&self, item: ItemId, at: &[usize]) -> bool {
        self.begun.contains(&(item, at.to_vec()))
    }

    /// Whether the form rules an item out by what is known: its own condition, that of an item around it, or a ticked box.
    pub(super) fn is_ruled_out(&self, item: ItemId, at: &[usize]) -> bool {
        let mut above = Some(item);
        while let Some(item) = above {
            let definition = &self.form.items[item];
            let is_conditional = definition.required != Condition::Optional;
            if is_conditional && self.is_required(definition, at) == Some(false) {
                return true;
            }
            above = self.form.parent(item);
        }
        self.is_emptied(&self.form.items[item], at)
    }

    /// Whether the form asks for an item; none where that is not known yet.
    pub(super) fn required(&self, item: ItemId, at: &[usize]) -> Option<bool> {
        self.is_required(&self.form.items[item], at)
    }

    fn is_required(&self, item: &Item, at: &[usize]) -> Option<bool> {
        item.required.holds(&Seen { known: self, at })
    }

    /// Whether a ticked box (委託しない) leaves the item empty.
    fn is_emptied(&self, item: &Item, at: &[usize]) -> bool {
        let mut boxes = self.form.items.iter().filter(|i| !i.empties.is_empty());
        boxes.any(|ticked| {
            let mut sections = ticked.empties.iter();
            ticked.id != item.id
                && self.seen(&ticked.id, at).is_some()
                && sections.any(|section| is_within(&item.id, section) && item.id != *section)
        })
    }

    /// Whether an item is a box that nothing asks for, which would leave a section empty (接続しない).
    pub(super) fn may_be_ticked(&self, item: ItemId, at: &[usize]) -> bool {
        let definition = &self.form.items[item];
        let is_open = definition.required == Condition::Optional && !self.is_begun(item, at);
        is_open && definition.kind == ItemKind::Check && !definition.empties.is_empty()
    }

    /// Whether the key of an item is written: it is known, the form asks for it or may yet do so, or the form has a line
    /// for it that may stay blank.
    pub(super) fn is_written(&self, item: ItemId, at: &[usize]) -> bool {
        if self.is_begun(item, at) {
            return true;
        }
        let definition = &self.form.items[item];
        match self.is_required(definition, at) {
            _ if self.is_emptied(definition, at) => false,
            Some(true) | None => true,
            Some(false) => definition.required == Condition::Optional && has_line(definition),
        }
    }
}

/// Whether the form prints a line for an item that may stay blank, and nothing fills the line by itself.
fn has_line(item: &Item) -> bool {
    let is_given = item.default.is_some() || item.same_as.is_some() || item.counts.is_some();
    let is_plain = !matches!(item.kind, ItemKind::Check | ItemKind::List | ItemKind::Map);
    item.print != Print::Hidden && is_plain && !is_given
}

/// What conditions ask, seen from a place.
struct Seen<'k, 'f> {
    known: &'k Known<'f>,
    at: &'k [usize],
}

impl Facts for Seen<'_, '_> {
    fn choice(&self, id: &str) -> Option<&str> {
        match self.known.seen(id, self.at)? {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    fn has(&self, id: &str, option: &str) -> Option<bool> {
        match self.known.seen(id, self.at)? {
            Content::Checks(ticked) => Some(ticked.iter().any(|(o, _)| o == option)),
            _ => None,
        }
    }

    fn empty(&self, id: &str) -> Option<bool> {
        Some(self.known.seen(id, self.at).is_none())
    }

    fn days(&self, _: &str) -> Option<i64> {
        None
    }

    fn gyosei_kikan(&self) -> Option<bool> {
        let agencies = &self.known.form.agencies;
        let Content::Text(name) = self.known.seen(agencies.item.as_deref()?, &[])? else {
            return None;
        };
        match agencies.kind(name)? {
            AgencyKind::Local => Some(false),
            AgencyKind::State | AgencyKind::Administrative => Some(true),
            AgencyKind::Association => None,
        }
    }

    /// What is asked for at publication only is written, too: the document will get there.
    fn published(&self) -> bool {
        true
    }
}
