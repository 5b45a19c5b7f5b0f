//! What a change of an item is as a change of what the file says.

mod boxes;
mod entries;
mod pairs;
mod rows;
mod set;
mod texts;

use super::tree::{Delta, Slot, Tree, at, nested, old};
use super::{Change, Unchangeable};
use crate::assessment::Assessment;
use crate::assessment::arrange::place::{Place, rank};
use crate::assessment::field::{Field, FieldId};
use crate::assessment::problem::Problem;
use crate::form::{Form, Item, ItemId, ItemKind};
use crate::source::Span;
use crate::yaml::{Content, Node};

/// A change of the file as a whole.
pub(super) type Planned<'a> = Result<Delta<'a>, Unchangeable>;

/// The change of the file that a change of an item is.
pub(super) fn plan<'a>(opened: &Assessment<'a>, change: &'a Change) -> Planned<'a> {
    let plan = Plan {
        opened,
        form: opened.form,
    };
    let target = plan.target(change.id())?;
    match change {
        Change::Set { text, .. } => plan.set(target, text),
        Change::Tick {
            option, on, detail, ..
        } => plan.tick(target, option, *on, detail.as_deref()),
        Change::Texts { texts, .. } => plan.texts(target, texts),
        Change::Rows { rows, .. } => plan.rows(target, rows),
        Change::Add { after, copy_of, .. } => plan.add(target, *after, *copy_of),
        Change::Remove { entry, .. } => plan.remove(target, *entry),
        Change::Move { from, to, .. } => plan.put_elsewhere(target, *from, *to),
    }
}

struct Plan<'p, 'a> {
    opened: &'p Assessment<'a>,
    form: &'static Form,
}

/// An item that is to be changed.
#[derive(Clone, Copy)]
struct Target<'c> {
    /// Its id with the numbers of entries.
    id: &'c str,
    item: ItemId,
}

/// A value of the file with the way to it.
#[derive(Clone)]
struct Spot<'a> {
    way: Vec<usize>,
    node: &'a Node,
}

impl<'a> Plan<'_, 'a> {
    fn target<'c>(&self, id: &'c str) -> Result<Target<'c>, Unchangeable> {
        let item = item_of(self.form, id).ok_or(Unchangeable::NoSuchItem)?;
        Ok(Target { id, item })
    }

    fn definition(&self, target: Target) -> &'static Item {
        &self.form.items[target.item]
    }

    fn field(&self, id: &str) -> Option<(FieldId, &Field<'a>)> {
        let field = self.opened.find(id)?;
        Some((field, &self.opened.fields[field]))
    }

    /// The whole with a value changed.
    fn with(&self, spot: &Spot<'a>, delta: Delta<'a>) -> Delta<'a> {
        nested(&self.opened.document.root, &spot.way, delta)
    }

    /// Where the value of an item or of an entry stands; none where it has neither a key nor a dash.
    fn spot(&self, id: &str) -> Option<Spot<'a>> {
        let (_, field) = self.field(id)?;
        if let Some(key) = field.key {
            return self.spot_of_key(key);
        }
        match entry_of(id) {
            Some((list, number)) => {
                let spot = self.spot(list)?;
                let is_regular = self.shape(list, &spot) == Some(ListShape::Entries);
                is_regular
                    .then(|| spot.below(number.checked_sub(1)?))
                    .flatten()
            }
            // A text in the place of a list of groups.
            None => {
                let (entry, _) = id.rsplit_once('.')?;
                let (list, _) = entry_of(entry)?;
                let spot = self.spot(list).filter(|_| !field.blank)?;
                let shape = self.shape(list, &spot)?;
                (shape != ListShape::Entries).then_some(spot)
            }
        }
    }

    fn spot_of_key(&self, key: Span) -> Option<Spot<'a>> {
        let mut spot = Spot {
            way: Vec::new(),
            node: &self.opened.document.root,
        };
        loop {
            let holds = |node: &Node| node.span.start <= key.start && key.end <= node.span.end;
            let (step, found) = match &spot.node.content {
                Content::Map(entries) => {
                    let own = entries.iter().position(|entry| entry.key.span == key);
                    let around = || entries.iter().position(|entry| holds(&entry.value));
                    (own.or_else(around)?, own.is_some())
                }
                Content::Seq(nodes) => (nodes.iter().position(holds)?, false),
                Content::Blank | Content::Scalar(_) => return None,
            };
            spot = spot.below(step)?;
            if found {
                return Some(spot);
            }
        }
    }

    /// How the entries of a list are written; none where they are in a way that is a finding.
    fn shape(&self, list: &str, spot: &Spot<'a>) -> Option<ListShape> {
        let (id, field) = self.field(list)?;
        let definition = &self.form.items[field.item];
        let is_wrong = |problem: &Problem| match problem {
            Problem::MissingDash { field, .. }
            | Problem::NumberedKeys { field, .. }
            | Problem::WrongShape { field, .. } => *field == id,
            _ => false,
        };
        if self.opened.problems.iter().any(is_wrong) {
            return None;
        }
        let is_text = |node: &Node| matches!(node.content, Content::Scalar(_) | Content::Blank);
        match &spot.node.content {
            Content::Scalar(_) if !spot.node.is_blank() => {
                definition.plain.is_some().then_some(ListShape::Plain)
            }
            Content::Seq(nodes) if definition.plain_list.is_some() && nodes.iter().all(is_text) => {
                Some(ListShape::PlainList)
            }
            Content::Map(entries) if !entries.is_empty() => None,
            _ => Some(ListShape::Entries),
        }
    }

    /// The item whose value a text, or a list of texts, in the place of a list is.
    fn meant_by(&self, list: ItemId, shape: ListShape) -> Option<ItemId> {
        let definition = &self.form.items[list];
        let id = match shape {
            ListShape::Entries => None,
            ListShape::Plain => definition.plain.as_deref(),
            ListShape::PlainList => definition.plain_list.as_deref(),
        };
        self.form.find(id?)
    }

    /// Values of items below another, which has to be there or comes with them.
    fn below(&self, above: Option<Target>, values: Vec<(ItemId, Tree<'a>)>) -> Planned<'a> {
        let Some(above) = above else {
            let root = Spot {
                way: Vec::new(),
                node: &self.opened.document.root,
            };
            return self.below_at(&root, None, values);
        };
        if let Some(spot) = self.spot(above.id) {
            return match entry_or_item(self.form, above) {
                Above::List => Err(Unchangeable::OtherKind),
                Above::Entry | Above::Item => self.below_at(&spot, Some(above.item), values),
            };
        }
        match entry_of(above.id) {
            Some((list, number)) => self.below_entry(above, (list, number), values),
            None => {
                self.known_to_be_missing()?;
                let tree = self.grown(Some(above.item), values);
                self.below(self.above(above)?, vec![(above.item, tree)])
            }
        }
    }

    /// Values of items of an entry that has no place of its own yet.
    fn below_entry(
        &self,
        entry: Target,
        (list, number): (&str, usize),
        values: Vec<(ItemId, Tree<'a>)>,
    ) -> Planned<'a> {
        let list = Target {
            id: list,
            item: entry.item,
        };
        let spot = self.spot(list.id);
        let shape = spot.as_ref().map(|spot| self.shape(list.id, spot));
        match (spot, shape) {
            (Some(spot), Some(None)) => Err(Unchangeable::NoDashes(self.place(&spot))),
            (Some(spot), Some(Some(shape))) if shape != ListShape::Entries && number == 1 => {
                let entry = self.unfolded(list.item, shape, spot.node, values);
                Ok(self.with(&spot, Delta::Is(Tree::Seq(vec![entry]))))
            }
            _ if number == self.opened.entries(list.id) + 1 => {
                let entry = self.grown(Some(entry.item), values);
                self.with_entry(list, number - 1, Slot::New(None, entry))
            }
            _ => Err(Unchangeable::NoSuchEntry {
                entries: self.opened.entries(list.id),
            }),
        }
    }

    /// A text, or a list of texts, in the place of a list as the one entry that it means, with more in it.
    fn unfolded(
        &self,
        list: ItemId,
        shape: ListShape,
        node: &'a Node,
        mut values: Vec<(ItemId, Tree<'a>)>,
    ) -> Tree<'a> {
        let meant = self.meant_by(list, shape).filter(|_| !node.is_blank());
        let is_new = |item: &ItemId| values.iter().all(|(other, _)| other != item);
        let meant = meant.filter(is_new);
        values.extend(meant.map(|meant| (meant, Tree::of(node))));
        self.grown(Some(list), values)
    }

    /// Values of items as those below one that is not there yet, in the order of the form.
    fn grown(&self, above: Option<ItemId>, mut values: Vec<(ItemId, Tree<'a>)>) -> Tree<'a> {
        values.sort_by_key(|(item, _)| *item);
        let key = |item: ItemId| match Some(item) == above {
            // The value of the item itself, after 選択 or 内容.
            true => self.form.items[item].kind.own_key().unwrap_or_default(),
            false => self.form.items[item].key.as_str(),
        };
        let pairs = values.into_iter();
        Tree::Map(pairs.map(|(item, tree)| (key(item).into(), tree)).collect())
    }

    /// Values of items below one whose value stands in the file.
    fn below_at(
        &self,
        spot: &Spot<'a>,
        above: Option<ItemId>,
        values: Vec<(ItemId, Tree<'a>)>,
    ) -> Planned<'a> {
        let own_key = above.and_then(|above| self.form.items[above].kind.own_key());
        match &spot.node.content {
            Content::Map(entries) if !entries.is_empty() => {
                let delta = self.filled(spot.node, above, values)?;
                Ok(self.with(spot, delta))
            }
            _ if spot.node.is_blank() => {
                self.known_to_be_missing()?;
                let tree = self.grown(above, values);
                Ok(self.with(spot, Delta::Is(tree)))
            }
            Content::Scalar(_) if let (Some(above), Some(_)) = (above, own_key) => {
                let mut values = values;
                values.push((above, Tree::of(spot.node)));
                Ok(self.with(spot, Delta::Is(self.grown(Some(above), values))))
            }
            _ => {
                let kind = above.map(|above| self.form.items[above].kind);
                let place = self.place(spot);
                Err(match kind {
                    Some(ItemKind::Period | ItemKind::Figure) => Unchangeable::InItsPlace(place),
                    _ => Unchangeable::Shape(place),
                })
            }
        }
    }

    /// A map with values of items: in the keys that it has, else in new ones, which come in the order of the form.
    fn filled(
        &self,
        node: &'a Node,
        above: Option<ItemId>,
        values: Vec<(ItemId, Tree<'a>)>,
    ) -> Planned<'a> {
        let form = self.form;
        let entries = node.entries();
        let ranks = Place::Group(above).entries(form, entries);
        let ranks = ranks.into_iter().map(|placed| placed.rank);
        let mut slots: Vec<(usize, Slot)> = ranks.zip(old(node)).collect();
        for (item, tree) in values {
            let is_own = |key: &str| match Some(item) == above {
                true => form.is_own_text(above, key),
                false => form.child(above, key) == Some(item),
            };
            let mut own = entries
                .iter()
                .enumerate()
                .filter(|(_, entry)| is_own(&entry.key.text));
            let first = own.next();
            let written = first
                .filter(|(_, entry)| !entry.value.is_blank())
                .or_else(|| own.find(|(_, entry)| !entry.value.is_blank()));
            if let Some((n, entry)) = written.or(first) {
                if Tree::of(&entry.value) != tree {
                    let is_there =
                        |slot: &&mut (usize, Slot)| matches!(slot.1, Slot::Old(old, _) if old == n);
                    if let Some(slot) = slots.iter_mut().find(is_there) {
                        slot.1 = Slot::Old(n, Delta::Is(tree));
                    }
                }
                continue;
            }
            if tree == Tree::Blank {
                continue;
            }
            self.known_to_be_missing()?;
            let (rank, key) = match Some(item) == above {
                true => (0, form.items[item].kind.own_key().unwrap_or_default()),
                false => (rank(form, above, item), form.items[item].key.as_str()),
            };
            let before = slots.iter().rposition(|(other, _)| *other < rank);
            let at = before.map_or(0, |before| before + 1);
            slots.insert(at, (rank, Slot::New(Some(key.into()), tree)));
        }
        Ok(Delta::Of(slots.into_iter().map(|(_, slot)| slot).collect()))
    }

    /// The item or entry above an item.
    fn above<'c>(&self, target: Target<'c>) -> Result<Option<Target<'c>>, Unchangeable> {
        match target.id.rsplit_once('.') {
            Some((above, _)) => self.target(above).map(Some),
            None => Ok(None),
        }
    }

    /// That what is missing is not in a part of the file that can't be read.
    fn known_to_be_missing(&self) -> Result<(), Unchangeable> {
        match self.opened.document.unread.first() {
            Some(unread) => Err(Unchangeable::Unread(*unread)),
            None => Ok(()),
        }
    }

    fn place(&self, spot: &Spot) -> Span {
        spot.node.span
    }
}

impl<'a> Spot<'a> {
    fn below(mut self, step: usize) -> Option<Self> {
        self.node = at(self.node, &[step])?;
        self.way.push(step);
        Some(self)
    }
}

/// How the entries of a list are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListShape {
    /// Each after its dash; or there are none.
    Entries,
    /// As one text, which is an item of the one entry.
    Plain,
    /// As texts, which are.
    PlainList,
}

/// What is above an item.
enum Above {
    Item,
    Entry,
    List,
}

fn entry_or_item(form: &Form, target: Target) -> Above {
    match (form.items[target.item].is_list(), entry_of(target.id)) {
        (false, _) => Above::Item,
        (true, Some(_)) => Above::Entry,
        (true, None) => Above::List,
    }
}

/// The list of an entry, and the number of the entry.
fn entry_of(id: &str) -> Option<(&str, usize)> {
    let (list, number) = id.strip_suffix(']')?.rsplit_once('[')?;
    Some((list, number.parse().ok()?))
}

/// The item of the form of an id with the numbers of entries.
fn item_of(form: &Form, id: &str) -> Option<ItemId> {
    let mut pattern = String::with_capacity(id.len());
    let mut rest = id;
    while let Some((before, after)) = rest.split_once('[') {
        let (number, after) = after.split_once(']')?;
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then_some(())?;
        pattern.extend([before, "[]"]);
        rest = after;
    }
    pattern.push_str(rest);
    let found = form.find(&pattern);
    found.or_else(|| form.find(&(pattern + "[]")))
}
