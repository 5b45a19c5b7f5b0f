//! What our own export marks: the cells that name the item which they hold. Their words are taken exactly as they are.

use std::collections::BTreeMap;

use super::boxes;
use super::cell::{Book, Part, Pin};
use super::certainty::{self, Why};
use super::draft::{Content, Draft, Drafted, Key, Ticked, levels};
use super::ink::Piece;
use super::words::day_of_number;
use crate::form::{Form, Item, ItemKind};
use crate::japanese::notation::fold;

/// The cells of an item, by their part.
type Cells = Vec<(Part, usize)>;

/// Puts the values of marked cells into a draft; says of each cell whether it was one.
pub(super) fn take(
    book: &Book,
    form: &Form,
    draft: &mut Draft,
    left: &mut Vec<Piece>,
) -> Vec<bool> {
    let mut is_pinned = vec![false; book.cells.len()];
    let mut items: BTreeMap<Key, Cells> = BTreeMap::new();
    for (number, cell) in book.cells.iter().enumerate() {
        let Some(pin) = &cell.pin else {
            continue;
        };
        if let Some(key) = key_of(pin, form) {
            is_pinned[number] = true;
            items.entry(key).or_default().push((pin.part, number));
        } else if pin.part == Part::Printed {
            is_pinned[number] = true;
            draft.printed.push(whole(book, number));
        }
    }
    let mut printed = Vec::new();
    for (key, cells) in items {
        let (repeated, cells): (Cells, Cells) = cells
            .into_iter()
            .partition(|(part, _)| *part == Part::Printed);
        printed.extend(repeated.into_iter().map(|(_, cell)| (key.clone(), cell)));
        let mut taken = Pinned {
            book,
            draft,
            left,
            item: &form.items[key.0],
            doubts: Vec::new(),
        };
        let content = taken.read(&cells);
        for (_, cell) in &cells {
            taken.doubts.extend(certainty::of_cell(&book.cells[*cell]));
        }
        let doubts = taken.doubts;
        if let Some(content) = content {
            let place = cells
                .iter()
                .find(|(_, cell)| !book.cells[*cell].text.is_empty());
            let place = place.map(|(_, cell)| book.cells[*cell].place.clone());
            let drafted = Drafted {
                content,
                doubts,
                place: place.unwrap_or_default(),
            };
            draft.values.insert(key, drafted);
        }
    }
    for (key, cell) in printed {
        repeated(book, form, draft, left, &key, cell);
    }
    is_pinned
}

/// The item that a mark names; none for a form that does not have it.
fn key_of(pin: &Pin, form: &Form) -> Option<Key> {
    let mut pattern = String::with_capacity(pin.id.len());
    let mut at = Vec::new();
    let mut rest = pin.id.as_str();
    while let Some((before, after)) = rest.split_once('[') {
        let (number, after) = after.split_once(']')?;
        at.push(number.parse::<usize>().ok()?.max(1));
        pattern.push_str(before);
        pattern.push_str("[]");
        rest = after;
    }
    pattern.push_str(rest);
    let item = form.find(&pattern).or_else(|| {
        // The pictures of a figure are numbered.
        let figure = form.find(pattern.strip_suffix("[]")?)?;
        (form.items[figure].kind == ItemKind::Figure).then_some(figure)
    })?;
    let figure = form.items[item].kind == ItemKind::Figure;
    (figure || at.len() == levels(form, item)).then_some((item, at))
}

/// One item whose cells are read.
struct Pinned<'p> {
    book: &'p Book,
    draft: &'p mut Draft,
    left: &'p mut Vec<Piece>,
    item: &'p Item,
    doubts: Vec<Why>,
}

impl Pinned<'_> {
    fn text(&self, cell: usize) -> &str {
        &self.book.cells[cell].text
    }

    fn whole(&self, cell: usize) -> Piece {
        whole(self.book, cell)
    }

    fn read(&mut self, cells: &Cells) -> Option<Content> {
        let is_cell = |part: &Part| matches!(part, Part::Cell(..));
        if self.item.kind == ItemKind::Checks {
            self.boxes(cells)
        } else if cells.iter().any(|(part, _)| is_cell(part)) {
            self.rows(cells)
        } else {
            self.words(cells)
        }
    }

    /// A text, whole or in pieces.
    fn words(&mut self, cells: &Cells) -> Option<Content> {
        let mut pieces: BTreeMap<usize, (bool, usize)> = BTreeMap::new();
        for (part, cell) in cells {
            let (number, on_a_line) = match part {
                Part::Piece(n) => (*n, true),
                Part::Run(n) => (*n, false),
                _ => (1, true),
            };
            let cell = *cell;
            match pieces.get(&number) {
                Some((_, other)) if self.text(*other) == self.text(cell) => {
                    let piece = self.whole(cell);
                    self.draft.printed.push(piece);
                }
                Some(_) => {
                    self.left.push(self.whole(cell));
                    self.doubts.push(Why::Differs);
                }
                None => _ = pieces.insert(number, (on_a_line, cell)),
            }
        }
        let mut text = String::new();
        for (place, (on_a_line, cell)) in pieces.values().enumerate() {
            if place > 0 && *on_a_line {
                text.push('\n');
            }
            text.push_str(self.text(*cell));
        }
        if let Some(day) = (self.item.kind == ItemKind::Date)
            .then(|| day_of_number(&text))
            .flatten()
        {
            self.doubts.push(Why::DayNumber(text.trim().to_owned()));
            text = day;
        }
        (!text.trim().is_empty()).then_some(Content::Text(text))
    }

    fn boxes(&mut self, cells: &Cells) -> Option<Content> {
        let mut ticks: BTreeMap<usize, bool> = BTreeMap::new();
        let mut slots: BTreeMap<usize, usize> = BTreeMap::new();
        for (part, cell) in cells {
            match part {
                Part::Tick(number) => {
                    let tick = boxes::tick(self.text(*cell));
                    let is_on = tick.unwrap_or(true);
                    if tick.is_none() {
                        self.doubts.push(Why::OddMark);
                        self.left.push(self.whole(*cell));
                    } else {
                        self.draft.printed.push(whole(self.book, *cell));
                    }
                    *ticks.entry(*number).or_default() |= is_on;
                }
                Part::Slot(number) if !slots.contains_key(number) => {
                    slots.insert(*number, *cell);
                }
                _ if !self.text(*cell).is_empty() => self.left.push(self.whole(*cell)),
                _ => {}
            }
        }
        let mut ticked = Vec::new();
        for number in ticks.iter().filter(|(_, on)| **on).map(|(n, _)| *n) {
            let slot = slots.remove(&number).map(|cell| self.text(cell).to_owned());
            let slot = slot.filter(|slot| !slot.trim().is_empty());
            match (self.item.options.get(number.saturating_sub(1)), slot) {
                (Some(option), detail) => ticked.push(Ticked {
                    option: option.text.clone(),
                    detail,
                    is_own: false,
                }),
                // Ticked words that are no option of the form.
                (None, Some(words)) => ticked.push(Ticked {
                    option: words,
                    detail: None,
                    is_own: true,
                }),
                (None, None) => {}
            }
        }
        // What is written in the slot of an option that is not ticked.
        let idle = slots
            .into_values()
            .filter(|cell| !self.text(*cell).trim().is_empty());
        let idle: Vec<Piece> = idle.map(|cell| self.whole(cell)).collect();
        self.left.extend(idle);
        (!ticked.is_empty()).then_some(Content::Checks(ticked))
    }

    fn rows(&mut self, cells: &Cells) -> Option<Content> {
        let mut grid: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
        for (part, cell) in cells {
            match part {
                Part::Cell(row, column) => {
                    grid.entry(*row).or_default().insert(*column, *cell);
                }
                _ => self.left.push(self.whole(*cell)),
            }
        }
        let heads = grid.remove(&0).unwrap_or_default();
        let mut rows = Vec::new();
        for row in grid.values() {
            let cells = heads.iter().map(|(column, head)| {
                let cell = row.get(column).map(|cell| self.text(*cell));
                (
                    self.text(*head).to_owned(),
                    cell.unwrap_or_default().to_owned(),
                )
            });
            rows.push(cells.collect::<Vec<_>>());
            let headless = row.iter().filter(|(column, _)| !heads.contains_key(column));
            let headless: Vec<Piece> = headless.map(|(_, cell)| self.whole(*cell)).collect();
            self.left.extend(headless);
        }
        let heads = heads.values().map(|cell| whole(self.book, *cell));
        // Each row repeats them as keys.
        self.draft.printed.extend(heads);
        (!rows.is_empty()).then_some(Content::Rows(rows))
    }
}

/// A cell in which the form repeats something: only what somebody has changed there is read.
fn repeated(
    book: &Book,
    form: &Form,
    draft: &mut Draft,
    left: &mut Vec<Piece>,
    key: &Key,
    cell: usize,
) {
    let item = &form.items[key.0];
    let text = fold(&book.cells[cell].text);
    let words = |key: &Key| match draft.values.get(key).map(|v| &v.content) {
        Some(Content::Text(text)) => Some(fold(text)),
        _ => None,
    };
    let own = words(key);
    let same = item.same_as.as_deref().and_then(|id| form.find(id));
    let same = same.and_then(|same| words(&(same, key.1.clone())));
    let counted = item.counts.as_deref().and_then(|id| form.find(id));
    let count = counted.map(|list| {
        let numbers = draft.values.keys().filter(|(item, at)| {
            let around = at.len() > key.1.len() && at.starts_with(&key.1);
            around && form.items[*item].id.starts_with(&form.items[list].id)
        });
        let numbers = numbers.filter_map(|(_, at)| at.get(key.1.len()));
        numbers.max().copied().unwrap_or(0).to_string()
    });
    let default = item.default.as_deref().map(fold);
    let expected = [own.clone(), same, count, default, Some(String::new())];
    // The number of entries beside an option is counted.
    let is_count = item.kind == ItemKind::Checks && text.bytes().all(|b| b.is_ascii_digit());
    if is_count || expected.iter().flatten().any(|words| *words == text) {
        draft.printed.push(whole(book, cell));
    } else if own.is_none() && item.kind != ItemKind::Checks {
        let drafted = Drafted {
            content: Content::Text(book.cells[cell].text.clone()),
            doubts: certainty::of_cell(&book.cells[cell]),
            place: book.cells[cell].place.clone(),
        };
        draft.values.insert(key.clone(), drafted);
    } else {
        left.push(whole(book, cell));
        if let Some(value) = draft.values.get_mut(key) {
            value.doubts.push(Why::Differs);
        }
    }
}

fn whole(book: &Book, cell: usize) -> Piece {
    Piece {
        cell,
        range: 0..book.cells[cell].text.len(),
    }
}
