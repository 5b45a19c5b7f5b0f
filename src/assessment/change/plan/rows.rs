//! The rows of a table, and of a list whose entries are rows of single texts.

use std::collections::BTreeMap;

use super::pairs::{Pair, pairs};
use super::{ListShape, Plan, Planned, Target, entry_of};
use crate::assessment::change::tree::{Delta, Slot, Tree, old};
use crate::assessment::change::{Unchangeable, meant};
use crate::form::{ItemId, ItemKind};
use crate::yaml::{Content, Entry, Node};

/// A row: its columns with their texts.
type Row = Vec<(String, String)>;

impl<'a> Plan<'_, 'a> {
    pub(super) fn rows(&self, target: Target, rows: &'a [Row]) -> Planned<'a> {
        let rows = meant_rows(rows)?;
        match self.definition(target).kind {
            ItemKind::Table => self.rows_of_table(target, &rows),
            ItemKind::List if entry_of(target.id).is_none() => self.rows_of_list(target, &rows),
            _ => Err(Unchangeable::OtherKind),
        }
    }

    fn rows_of_table(&self, target: Target, rows: &[Row]) -> Planned<'a> {
        let all = || match rows {
            [] => Tree::Blank,
            rows => Tree::Seq(rows.iter().map(row).collect()),
        };
        let Some(spot) = self.spot(target.id) else {
            return match all() {
                Tree::Blank => Ok(Delta::Same),
                tree => self.below(self.above(target)?, vec![(target.item, tree)]),
            };
        };
        let delta = match (&spot.node.content, all()) {
            (Content::Seq(nodes), _) if !nodes.is_empty() => in_table(nodes, rows)?,
            (Content::Blank, Tree::Blank) => Delta::Same,
            (_, tree) if Tree::of(spot.node) == tree => Delta::Same,
            (_, tree) => Delta::Is(tree),
        };
        Ok(self.with(&spot, delta))
    }

    /// The rows of a list by the keys of the form; what has no column stays.
    fn rows_of_list(&self, target: Target, rows: &[Row]) -> Planned<'a> {
        let children = self.form.children(Some(target.item));
        let is_text = |item: &ItemId| {
            let kind = self.form.items[*item].kind;
            let is_text = matches!(kind, ItemKind::Text | ItemKind::Date | ItemKind::Count);
            is_text || kind == ItemKind::Choice
        };
        if children.is_empty() || !children.iter().all(is_text) {
            return Err(Unchangeable::OtherKind);
        }
        let column = |key: &str| {
            let item = self.form.child(Some(target.item), key);
            item.ok_or(Unchangeable::Columns)
        };
        let mut columns: Vec<ItemId> = Vec::new();
        let mut new: Vec<BTreeMap<ItemId, &str>> = Vec::new();
        for row in rows {
            let mut cells = BTreeMap::new();
            for (key, text) in row {
                let item = column(key)?;
                if cells.insert(item, text.as_str()).is_some() {
                    return Err(Unchangeable::Columns);
                }
            }
            columns.extend(cells.keys());
            new.push(cells);
        }
        columns.sort_unstable();
        columns.dedup();
        if rows.is_empty() {
            columns = children.to_vec();
        }
        let list = |tree: Vec<Tree<'a>>| match tree.is_empty() {
            true => Tree::Blank,
            false => Tree::Seq(tree),
        };
        let entry = |cells: &BTreeMap<ItemId, &str>| {
            let cells = cells.iter().filter(|(_, text)| !text.is_empty());
            let cells = cells.map(|(item, text)| (*item, Tree::Text((*text).to_owned().into())));
            self.grown(Some(target.item), cells.collect())
        };
        let all = || list(new.iter().map(entry).collect());
        let Some(spot) = self.spot(target.id) else {
            return match all() {
                Tree::Blank => Ok(Delta::Same),
                tree => self.below(self.above(target)?, vec![(target.item, tree)]),
            };
        };
        let nodes = match (self.shape(target.id, &spot), &spot.node.content) {
            (Some(ListShape::Entries), Content::Seq(nodes)) if !nodes.is_empty() => nodes,
            (Some(_), _) if spot.node.is_blank() && new.is_empty() => return Ok(Delta::Same),
            (Some(_), _) => return Ok(self.with(&spot, Delta::Is(all()))),
            (None, _) => return Err(Unchangeable::NoDashes(self.place(&spot))),
        };
        let there: Vec<Vec<&str>> = (1..=nodes.len())
            .map(|n| {
                let text = |item: &ItemId| {
                    let id = self.form.items[*item]
                        .id
                        .rsplit_once('.')
                        .map_or("", |(_, id)| id);
                    let text = self.opened.text(&format!("{}[{n}].{id}", target.id));
                    text.unwrap_or_default()
                };
                columns.iter().map(text).collect()
            })
            .collect();
        let wanted: Vec<Vec<&str>> = new
            .iter()
            .map(|cells| {
                columns
                    .iter()
                    .map(|c| cells.get(c).copied().unwrap_or_default())
                    .collect()
            })
            .collect();
        let slot = |pair: Pair| -> Result<Slot<'a>, Unchangeable> {
            let Some(n) = pair.old else {
                return Ok(Slot::New(None, entry(&new[pair.new])));
            };
            if there[n] == wanted[pair.new] {
                return Ok(Slot::Old(n, Delta::Same));
            }
            let values = columns.iter().zip(&wanted[pair.new]);
            let changed = values.zip(&there[n]).filter(|((_, new), old)| new != old);
            let values: Vec<(ItemId, Tree)> = changed
                .map(|((item, text), _)| (*item, Tree::text((*text).to_owned())))
                .collect();
            let delta = match &nodes[n].content {
                Content::Map(_) => self.filled(&nodes[n], Some(target.item), values)?,
                Content::Blank => Delta::Is(self.grown(Some(target.item), values)),
                _ => return Err(Unchangeable::Shape(nodes[n].span)),
            };
            Ok(Slot::Old(n, delta))
        };
        let slots: Result<Vec<Slot>, Unchangeable> =
            pairs(&there, &wanted).into_iter().map(slot).collect();
        Ok(self.with(&spot, Delta::Of(slots?)))
    }
}

/// Rows with their texts as they are meant; those without a word are none.
fn meant_rows(rows: &[Row]) -> Result<Vec<Row>, Unchangeable> {
    let mut out: Vec<Row> = Vec::new();
    for row in rows {
        let cells = row
            .iter()
            .map(|(key, text)| (key.trim().to_owned(), meant(text).into_owned()));
        let cells: Row = cells
            .filter(|(key, text)| !(key.is_empty() && text.is_empty()))
            .collect();
        if cells.iter().all(|(_, text)| text.is_empty()) {
            continue;
        }
        let is_twice = |n: usize| cells[..n].iter().any(|(key, _)| *key == cells[n].0);
        if cells.iter().any(|(key, _)| key.is_empty()) || (0..cells.len()).any(is_twice) {
            return Err(Unchangeable::Columns);
        }
        out.push(cells);
    }
    Ok(out)
}

fn row<'a>(cells: &Row) -> Tree<'a> {
    let cell = |(key, text): &(String, String)| (key.clone().into(), Tree::text(text.clone()));
    Tree::Map(cells.iter().map(cell).collect())
}

/// The rows of a table that has some.
fn in_table<'a>(nodes: &'a [Node], rows: &[Row]) -> Planned<'a> {
    let mut there: Vec<(usize, Vec<(&str, &str)>)> = Vec::new();
    for (n, node) in nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| !node.is_blank())
    {
        let cell = |entry: &'a Entry| match &entry.value.content {
            Content::Blank => Ok((entry.key.text.as_str(), "")),
            Content::Scalar(text) => Ok((entry.key.text.as_str(), text.text.as_str())),
            Content::Map(_) | Content::Seq(_) => Err(Unchangeable::Shape(entry.value.span)),
        };
        match &node.content {
            Content::Map(entries) => {
                there.push((n, entries.iter().map(cell).collect::<Result<_, _>>()?));
            }
            _ => return Err(Unchangeable::Shape(node.span)),
        }
    }
    let words = |row: &Row| {
        row.iter()
            .map(|(k, t)| (k.clone(), t.clone()))
            .collect::<Row>()
    };
    let before: Vec<Row> = there
        .iter()
        .map(|(_, cells)| {
            cells
                .iter()
                .map(|(k, t)| ((*k).to_owned(), (*t).to_owned()))
                .collect()
        })
        .collect();
    let after: Vec<Row> = rows.iter().map(words).collect();
    if before == after {
        return Ok(Delta::Same);
    }
    let slot = |pair: Pair| match pair.old.and_then(|n| there.get(n)) {
        None => Slot::New(None, row(&rows[pair.new])),
        Some((n, cells)) => Slot::Old(*n, in_row(&nodes[*n], cells, &rows[pair.new])),
    };
    Ok(Delta::Of(
        pairs(&before, &after).into_iter().map(slot).collect(),
    ))
}

/// The cells of a row that is there.
fn in_row<'a>(node: &'a Node, there: &[(&str, &str)], new: &Row) -> Delta<'a> {
    let mut slots: Vec<Slot> = Vec::new();
    let mut last = None;
    for (key, text) in new {
        let tree = Tree::text(text.clone());
        let own = there.iter().position(|(old, _)| old == key);
        match own {
            // Columns in another order.
            Some(n) if last.is_some_and(|last| n < last) => return Delta::Is(row(new)),
            Some(n) if there[n].1 == text => slots.push(Slot::Old(n, Delta::Same)),
            Some(n) => slots.push(Slot::Old(n, Delta::Is(tree))),
            None => slots.push(Slot::New(Some(key.clone().into()), tree)),
        }
        last = own.or(last);
    }
    // None of the columns stays.
    if last.is_none() {
        return Delta::Is(row(new));
    }
    let is_all = slots.len() == old(node).len();
    match is_all
        && slots
            .iter()
            .all(|slot| matches!(slot, Slot::Old(_, Delta::Same)))
    {
        true => Delta::Same,
        false => Delta::Of(slots),
    }
}
