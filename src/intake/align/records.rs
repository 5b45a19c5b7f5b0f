//! 別添２: groups with a heading, items line by line, notes, and tables.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::spot::{Spot, in_one_row, is_beside, named};
use super::tables::Tables;
use crate::form::{Form, ItemId};
use crate::intake::alignment::Role;
use crate::intake::cell::Book;

/// Where the groups of 別添２ are.
#[derive(Default)]
pub(super) struct Records {
    /// The group that is open in each file, and what is in it.
    groups: FxHashMap<usize, Group>,
}

#[derive(Default, Clone, Copy)]
struct Group {
    number: usize,
    /// Whether it has items or a table.
    filled: bool,
    /// The table in it.
    table: Option<usize>,
    /// The item that a label before it names.
    named: Option<ItemId>,
    /// How many entries it has so far.
    entries: usize,
}

impl Group {
    /// The number of its next entry.
    fn next(&mut self) -> Option<usize> {
        self.entries += 1;
        Some(self.entries)
    }
}

/// Whether words are one entry among others in a row.
fn is_entry(book: &Book, cell: usize, words: &str) -> bool {
    let named = cell
        .checked_sub(1)
        .is_some_and(|before| names_its_row(book, before));
    is_beside(book, cell) && !named && words.trim().lines().count() == 1
}

/// Whether a cell is the name of a group with its items beside it: 連絡先 | 氏名、住所、電話番号.
fn names_its_row(book: &Book, cell: usize) -> bool {
    const WORD: usize = 30;
    let joins = |one: usize, other: usize| other < book.cells.len() && in_one_row(book, one, other);
    let first = !cell
        .checked_sub(1)
        .is_some_and(|before| joins(before, cell));
    let two = joins(cell, cell + 1) && !joins(cell, cell + 2);
    if !first || !two {
        return false;
    }
    let (name, items) = (&book.cells[cell].text, &book.cells[cell + 1].text);
    let parts = items.matches(['\n', '、', '／', '/']).count();
    let several = parts >= 2 || items.chars().count() > WORD;
    several && name.chars().count() <= WORD && !name.contains(['\n', '、', '。'])
}

/// What a line of 別添２ is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Heading,
    Items,
    Note,
}

impl Records {
    /// A label of a group: 区分 begins one.
    pub(super) fn head(&mut self, words: &str, file: usize, form: &Form, list: ItemId) {
        let group = self.groups.entry(file).or_default();
        let key = |item: &ItemId| form.items[*item].key == words;
        let item = form.children(Some(list)).iter().copied().find(key);
        if item == Some(named(form, list, "group")) || group.number == 0 {
            *group = Group {
                number: group.number + 1,
                ..Group::default()
            };
        }
        group.named = item;
    }

    pub(super) fn part(
        &mut self,
        spot: Spot,
        book: &Book,
        form: &Form,
        tables: &Tables,
        parted: &mut Vec<Spot>,
    ) {
        let Some((list, at)) = spot.item.clone() else {
            return parted.push(spot);
        };
        let file = at.first().copied().unwrap_or(1);
        let group = self.groups.entry(file).or_default();
        let items = named(form, list, "items");
        if let Some(item) = group.named {
            let mut at = vec![file, group.number];
            if item == items {
                at.extend(group.next());
            }
            let item = Some((item, at));
            return parted.push(Spot { item, ..spot });
        }
        if tables.is_head(book, spot.cell) {
            let role = Role::Printed;
            return parted.push(Spot { role, ..spot });
        }
        if let Some(part) = tables.cell(book, spot.cell) {
            let table = book.cells[spot.cell].grid;
            let table = table.map(|grid| tables.first(grid.table));
            if group.table != table && (group.filled || group.number == 0) {
                *group = Group {
                    number: group.number + 1,
                    ..Group::default()
                };
            }
            group.table = table;
            group.filled = true;
            let item = Some((named(form, list, "table"), vec![file, group.number]));
            parted.push(Spot { item, part, ..spot });
            return;
        }
        for (kind, range) in lines(spot.text(book)) {
            let kind = match kind {
                Line::Items if names_its_row(book, spot.cell) => Line::Heading,
                kind => kind,
            };
            let after_table = group.table.is_some() && kind != Line::Note;
            if kind == Line::Heading || group.number == 0 || after_table {
                *group = Group {
                    number: group.number + 1,
                    ..Group::default()
                };
            }
            group.filled |= kind != Line::Heading;
            let mut at = vec![file, group.number];
            let words = &spot.text(book)[range.clone()];
            let item = match kind {
                Line::Heading => named(form, list, "group"),
                Line::Note => named(form, list, "note"),
                // Items side by side are entries; lines may be items or a text.
                Line::Items if is_entry(book, spot.cell, words) => {
                    at.extend(group.next());
                    items
                }
                Line::Items => {
                    group.entries += words.trim().lines().count();
                    list
                }
            };
            parted.push(Spot {
                range: spot.range.start + range.start..spot.range.start + range.end,
                item: Some((item, at)),
                ..spot.clone()
            });
        }
    }
}

/// A text in runs of lines of one kind.
fn lines(text: &str) -> Vec<(Line, Range<usize>)> {
    let mut runs: Vec<(Line, Range<usize>)> = Vec::new();
    let mut at = 0;
    let all: Vec<&str> = text.split_inclusive('\n').collect();
    for (place, line) in all.iter().enumerate() {
        let range = at..at + line.len();
        at = range.end;
        if line.trim().is_empty() {
            continue;
        }
        let next = all[place + 1..].iter().find(|line| !line.trim().is_empty());
        let kind = kind(line.trim(), next.map(|line| line.trim()));
        match runs.last_mut() {
            Some((last, run)) if *last == kind && kind != Line::Heading => run.end = range.end,
            _ => runs.push((kind, range)),
        }
    }
    runs
}

fn kind(line: &str, next: Option<&str>) -> Line {
    const LONGEST: usize = 60;
    let first = line.chars().next().unwrap_or(' ');
    let last = line.chars().next_back().unwrap_or(' ');
    let short = line.chars().count() <= LONGEST;
    if first == '※' {
        return Line::Note;
    }
    let framed = matches!(
        (first, last),
        ('＜', '＞')
            | ('<', '>')
            | ('【', '】')
            | ('《', '》')
            | ('≪', '≫')
            | ('〈', '〉')
            | ('［', '］')
    );
    // ○ before one line is a heading, before each line a bullet.
    let signed = "○〇◯●◎■□◆◇".contains(first) && !next.is_some_and(|next| next.starts_with(first));
    match short && (framed || signed) {
        true => Line::Heading,
        false => Line::Items,
    }
}
