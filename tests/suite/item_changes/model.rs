//! What a file says, as a list of items: changes are made on it without any YAML.

use std::collections::{BTreeMap, BTreeSet};

use hyokasho::assessment::Assessment;
use hyokasho::assessment::change::Change;
use hyokasho::assessment::value::{Period, Table, Value};
use hyokasho::form::ItemKind;

/// What is written in an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    Text(String),
    /// Boxes with their details, whatever their order.
    Boxes(BTreeSet<(String, String)>),
    Texts(Vec<String>),
    Rows(Vec<Vec<(String, String)>>),
    /// So many entries.
    Entries(usize),
}

/// All that is written, by the ids of the items.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Model {
    pub(super) items: BTreeMap<String, Said>,
}

impl Model {
    pub(super) fn of(opened: &Assessment) -> Self {
        let mut items = BTreeMap::new();
        for field in &opened.fields {
            let definition = &opened.form.items[field.item];
            let own =
                |text: &str| Some(Said::Text(text.to_owned())).filter(|_| !text.trim().is_empty());
            let said = match &field.value {
                Value::Checks(checks) => {
                    let words = |option: usize| definition.options[option].text.clone();
                    let boxes = checks.iter().map(|check| {
                        let detail = check.detail.map(|d| d.text.clone()).unwrap_or_default();
                        (check.option.map_or(check.text.text.clone(), words), detail)
                    });
                    Some(Said::Boxes(boxes.collect()))
                }
                Value::Texts(texts) | Value::Pictures(texts) => {
                    let texts: Vec<String> = texts.iter().map(|text| text.text.clone()).collect();
                    (!texts.is_empty()).then_some(Said::Texts(texts))
                }
                Value::Table(Table::Rows(rows)) => {
                    let rows = rows.iter().map(|row| {
                        let cell =
                            |node: &hyokasho::yaml::Node| node.scalar().map(|t| t.text.clone());
                        let cells = row.iter();
                        let cells =
                            cells.map(|(k, v)| (k.text.clone(), cell(v).unwrap_or_default()));
                        cells.collect()
                    });
                    Some(Said::Rows(rows.collect()))
                }
                Value::Entries(count) => (*count > 0).then_some(Said::Entries(*count)),
                // Its ends are items of their own.
                Value::Period(Period::Ends(..)) => None,
                value => value.text().and_then(|text| own(&text.text)),
            };
            items.extend(said.map(|said| (field.id.clone(), said)));
        }
        Model { items }
    }

    pub(super) fn entries(&self, list: &str) -> usize {
        match self.items.get(list) {
            Some(Said::Entries(count)) => *count,
            _ => 0,
        }
    }

    /// Makes a change; the kind of an item says what it holds.
    pub(super) fn make(&mut self, change: &Change, kind: ItemKind) {
        match change {
            Change::Set { id, text } => {
                // What stood there in another shape gives way.
                if kind == ItemKind::Period {
                    for end in ["start", "end"] {
                        self.items.remove(&format!("{id}.{end}"));
                    }
                }
                let text = text.trim_end();
                match (text.is_empty(), kind) {
                    (true, _) => self.items.remove(id),
                    (false, ItemKind::Figure) => self
                        .items
                        .insert(id.clone(), Said::Texts(vec![text.to_owned()])),
                    (false, _) => self.items.insert(id.clone(), Said::Text(text.to_owned())),
                };
            }
            Change::Tick {
                id,
                option,
                on,
                detail,
            } => self.tick(id, option, *on, detail.as_deref()),
            Change::Texts { id, texts } => match texts.is_empty() {
                true => _ = self.items.remove(id),
                false => _ = self.items.insert(id.clone(), Said::Texts(texts.clone())),
            },
            Change::Rows { id, rows } => match rows.is_empty() {
                true => _ = self.items.remove(id),
                false => _ = self.items.insert(id.clone(), Said::Rows(rows.clone())),
            },
            Change::Add { id, after, copy_of } => {
                let mut order: Vec<Option<usize>> = (1..=self.entries(id)).map(Some).collect();
                order.insert(*after, *copy_of);
                self.reorder(id, &order);
            }
            Change::Remove { id, entry } => {
                let all = (1..=self.entries(id)).filter(|n| n != entry);
                self.reorder(id, &all.map(Some).collect::<Vec<_>>());
            }
            Change::Move { id, from, to } => {
                let all = (1..=self.entries(id)).filter(|n| n != from);
                let mut order: Vec<Option<usize>> = all.map(Some).collect();
                order.insert(*to - 1, Some(*from));
                self.reorder(id, &order);
            }
        }
    }

    fn tick(&mut self, id: &str, option: &str, on: bool, detail: Option<&str>) {
        let mut boxes = match self.items.remove(id) {
            Some(Said::Boxes(boxes)) => boxes,
            _ => BTreeSet::new(),
        };
        let before = boxes.iter().find(|(words, _)| words == option).cloned();
        if let Some(before) = &before {
            boxes.remove(before);
        }
        if on {
            let kept = before.map(|(_, detail)| detail).unwrap_or_default();
            let detail = detail.map_or(kept, |detail| detail.trim_end().to_owned());
            boxes.insert((option.to_owned(), detail));
        }
        if !boxes.is_empty() {
            self.items.insert(id.to_owned(), Said::Boxes(boxes));
        }
    }

    /// The entries of a list in another order: each is one of those before, or blank.
    fn reorder(&mut self, list: &str, order: &[Option<usize>]) {
        let own = |id: &str| -> Option<(usize, String)> {
            let (number, rest) = id.strip_prefix(list)?.strip_prefix('[')?.split_once(']')?;
            Some((number.parse().ok()?, rest.to_owned()))
        };
        let mut entries: BTreeMap<usize, Vec<(String, Said)>> = BTreeMap::new();
        self.items.retain(|id, said| match own(id) {
            Some((number, rest)) => {
                entries
                    .entry(number)
                    .or_default()
                    .push((rest, said.clone()));
                false
            }
            None => true,
        });
        for (n, old) in order.iter().enumerate() {
            let below = old.and_then(|old| entries.get(&old)).into_iter().flatten();
            let below =
                below.map(|(rest, said)| (format!("{list}[{}]{rest}", n + 1), said.clone()));
            self.items.extend(below.collect::<Vec<_>>());
        }
        match order.len() {
            0 => _ = self.items.remove(list),
            count => _ = self.items.insert(list.to_owned(), Said::Entries(count)),
        }
    }
}
