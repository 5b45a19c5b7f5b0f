//! 記録: the whole record, item by item, in the order of its form.

use super::reader::{Reader, facts, section, table, text_block, text_of};
use super::{Fact, Manner, Section, TableRow};
use crate::assessment::value::Value;
use crate::document::view::{self, Block, PrintedValue, Rich, Row, rich};

/// From how many entries on a table is read more easily than they are one by one; and of how many items at most.
const FEWEST_ENTRIES: usize = 2;
const MOST_COLUMNS: usize = 6;

/// All that is written, nothing that is not.
pub(super) fn sections(reader: &Reader) -> Vec<Section> {
    let view = view::build(reader.record);
    let names = reader.names();
    let mut walk = Walk {
        reader,
        names,
        sections: Vec::new(),
    };
    for chapter in &view.chapters {
        walk.open(1, &chapter.heading);
        walk.blocks(&chapter.blocks, 2);
    }
    if !reader.wanted.is_public {
        walk.beside();
    }
    walk.sections
}

struct Walk<'r, 'a> {
    reader: &'r Reader<'r, 'a>,
    names: Vec<String>,
    sections: Vec<Section>,
}

impl Walk<'_, '_> {
    fn open(&mut self, level: u8, heading: &view::Heading) {
        let mut head = section(level.min(4), &heading.anchor, &heading.label);
        head.address.clone_from(&heading.address);
        self.sections.push(head);
    }

    fn push(&mut self, block: Option<super::Block>) {
        if let Some(section) = self.sections.last_mut() {
            section.blocks.extend(block);
        }
    }

    fn blocks(&mut self, blocks: &[Block], level: u8) {
        let mut rows: Vec<Fact> = Vec::new();
        let mut rest = blocks;
        // A list is looked at once, at its first entry.
        let mut is_within = false;
        while let Some((block, after)) = rest.split_first() {
            if let Block::Row(row) = block {
                is_within = false;
                if row.heading.label.is_empty() {
                    let text = row.value.as_ref().map_or(Vec::new(), words);
                    self.push(text_block(Manner::Plain, text));
                } else {
                    self.row(row, "", &mut rows);
                }
                rest = after;
                continue;
            }
            self.push(facts(std::mem::take(&mut rows)));
            let is_first = !std::mem::replace(&mut is_within, true);
            if let Some((table, length)) = is_first.then(|| self.flat(rest)).flatten() {
                self.push(Some(table));
                rest = &rest[length..];
                continue;
            }
            match block {
                Block::Section {
                    heading, blocks, ..
                } => {
                    self.open(level, heading);
                    self.blocks(blocks, level + 1);
                }
                Block::Note { text } => self.push(text_block(Manner::Note, rich::plain(text))),
                // No form of a record has the annexes of an assessment.
                Block::Row(_) | Block::Records { .. } | Block::Changes { .. } => {}
            }
            rest = after;
        }
        self.push(facts(rows));
    }

    /// The entries at the beginning of some blocks as one table, where they hold a few items each and nothing below; and how
    /// many they are.
    fn flat(&self, blocks: &[Block]) -> Option<(super::Block, usize)> {
        let entry = |block: &Block| {
            let Block::Section {
                heading, blocks, ..
            } = block
            else {
                return None;
            };
            let mut rows = Vec::new();
            for block in blocks {
                match block {
                    Block::Row(row) if !row.heading.label.is_empty() => {
                        self.row(row, "", &mut rows)
                    }
                    _ => return None,
                }
            }
            rows.retain(|fact| !fact.value.is_empty());
            Some((heading.clone(), rows))
        };
        let entries: Vec<(view::Heading, Vec<Fact>)> = blocks.iter().map_while(entry).collect();
        let mut columns: Vec<(String, usize)> = Vec::new();
        for fact in entries.iter().flat_map(|(_, rows)| rows) {
            let length = text_of(&fact.value).chars().count();
            match columns.iter_mut().find(|(label, _)| *label == fact.label) {
                Some((_, longest)) => *longest = length.max(*longest),
                None => columns.push((fact.label.clone(), length)),
            }
        }
        if entries.len() < FEWEST_ENTRIES || columns.is_empty() || columns.len() > MOST_COLUMNS {
            return None;
        }
        // As wide as their texts and heads ask for, within bounds, and what a cell keeps free at its sides.
        let share = |label: &str, longest: usize| {
            let length = label.chars().count().max(longest).min(40) + 3;
            u8::try_from(length).unwrap_or(43)
        };
        let address = |(heading, _): &(view::Heading, Vec<Fact>)| heading.address.chars().count();
        let address = share(
            "番地",
            entries.iter().map(address).max().unwrap_or_default(),
        );
        let heads = columns
            .iter()
            .map(|(label, longest)| (label.as_str(), share(label, *longest)));
        let heads = [("番地", address)].into_iter().chain(heads);
        let heads: Vec<(&str, u8)> = heads.collect();
        let row = |(heading, facts): &(view::Heading, Vec<Fact>)| {
            let cell = |(label, _): &(String, usize)| {
                let fact = facts.iter().find(|fact| fact.label == *label);
                fact.map_or(Vec::new(), |fact| fact.value.clone())
            };
            TableRow {
                anchor: heading.anchor.clone(),
                address: heading.address.clone(),
                cells: [rich::plain(&heading.address)]
                    .into_iter()
                    .chain(columns.iter().map(cell))
                    .collect(),
            }
        };
        let rows: Vec<TableRow> = entries.iter().map(row).collect();
        let name = self
            .sections
            .last()
            .map_or("", |section| section.label.as_str());
        Some((table(name, &heads, rows)?, entries.len()))
    }

    fn row(&self, row: &Row, above: &str, rows: &mut Vec<Fact>) {
        let label = match above {
            "" => row.heading.label.clone(),
            above => format!("{above}　{}", row.heading.label),
        };
        let value = row.value.as_ref().map_or(Vec::new(), words);
        rows.push(Fact {
            anchor: row.heading.anchor.clone(),
            address: row.heading.address.clone(),
            value: self.shown(&row.heading.anchor, value),
            label: label.clone(),
        });
        for inner in &row.rows {
            self.row(inner, &label, rows);
        }
    }

    /// A value as it may be shown: for the public, without names.
    fn shown(&self, id: &str, value: Vec<Rich>) -> Vec<Rich> {
        let record = self.reader.record;
        if !self.reader.wanted.is_public {
            return value;
        }
        let Some(field) = record.item(id) else {
            return value;
        };
        let pattern = record.definition(field).id.as_str();
        if Reader::is_name(pattern) {
            return rich::plain(&self.reader.people(id));
        }
        if pattern == "meetings[].statements[].speaker" {
            return rich::plain(&self.reader.speaker(&self.reader.text(id), &self.names));
        }
        value
    }

    /// What the form does not print: exceptions and what an import left, for the office alone.
    fn beside(&mut self) {
        let record = self.reader.record;
        for item in ["exceptions", "leftovers"] {
            for id in self.reader.ids(item) {
                let Some(field) = record.item(&id) else {
                    continue;
                };
                if self
                    .sections
                    .last()
                    .is_none_or(|last| !last.anchor.starts_with(item))
                {
                    let label = record
                        .item(item)
                        .map(|field| record.definition(field).label.clone());
                    self.sections
                        .push(section(1, item, label.unwrap_or_default()));
                }
                let mut head = section(2, &id, record.definition(field).label_at(&field.at));
                let fields = record.below(&id).map(|(_, field)| field);
                let fields = fields.filter_map(|field| match field.value {
                    Value::Text(text) => Some(Fact {
                        anchor: field.id.clone(),
                        address: record.address(field),
                        label: record.definition(field).label.clone(),
                        value: rich::read(&text.text),
                    }),
                    _ => None,
                });
                head.blocks.extend(facts(fields));
                self.sections.push(head);
            }
        }
    }
}

/// What is written, without the options beside it.
fn words(value: &PrintedValue) -> Vec<Rich> {
    match value {
        PrintedValue::Text { blocks } => blocks.clone(),
        PrintedValue::Choice { chosen, .. } => rich::plain(chosen),
        PrintedValue::Table(table) => vec![Rich::Table(table.clone())],
        PrintedValue::Blank
        | PrintedValue::Checks { .. }
        | PrintedValue::Check { .. }
        | PrintedValue::Figure(_) => Vec::new(),
    }
}
