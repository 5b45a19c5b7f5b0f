//! Chapters that have a text of their own instead of labels: 別添１, 別添２ and 別紙.

use rustc_hash::FxHashMap;

use super::annexes::Annexes;
use super::figure::Drawing;
use super::labels::Labels;
use super::records::Records;
use super::spot::{Spot, child, in_one_row, is_beside};
use super::tables::Tables;
use crate::form::{Form, ItemId, ItemKind, Layout};
use crate::intake::alignment::Role;
use crate::intake::cell::Book;
use crate::japanese::notation::fold;

/// Parts what stands in those chapters.
pub(super) fn part(spots: Vec<Spot>, book: &Book, form: &Form, labels: &Labels) -> Vec<Spot> {
    let tables = Tables::of(&spots, book, labels);
    let mut records = Records::default();
    let mut annexes = Annexes::default();
    let mut named: FxHashMap<ItemId, usize> = FxHashMap::default();
    let mut parted = Vec::with_capacity(spots.len());
    // The figure of 別添１, where it stands here.
    let mut drawn: Option<Drawing> = None;
    let mut rest = spots.into_iter().peekable();
    while let Some(mut spot) = rest.next() {
        let next = rest.peek().map(|next| next.cell);
        let layout = labels.states[spot.state].layout;
        let chapter = spot.state == labels.states[spot.state].chapter;
        let (true, true, Some((item, at))) = (spot.is_value(), chapter, spot.item.clone()) else {
            // Names side by side are entries of their own: Ⅰ３.
            if let Some((item, at)) = spot.item.as_mut().filter(|_| spot.role == Role::Value)
                && form.items[*item].is_list()
                && at.is_empty()
                && form.children(Some(*item)).is_empty()
                && is_beside(book, spot.cell)
            {
                let count = named.entry(*item).or_default();
                *count += 1;
                at.push(*count);
            }
            parted.push(spot);
            continue;
        };
        match layout {
            Layout::Figure => {
                let text = child(form, item, |id| form.items[id].kind == ItemKind::Text);
                let figure = child(form, item, |id| form.items[id].kind == ItemKind::Figure);
                let (own, key) = (&form.items[figure].key, &form.items[text].key);
                let parts = form.children(Some(figure)).iter();
                let keys: Vec<&String> = parts.map(|part| &form.items[*part].key).collect();
                let known = |words: &str| {
                    words == key
                        || drawn.is_none() && (words == own || keys.iter().any(|key| *key == words))
                };
                spot.item = Some((text, at));
                let head = head_of_row(&spot, next, book, true, known);
                if let Some(head) = &head {
                    spot.role = Role::Label;
                    drawn = (head != key).then(Drawing::default);
                }
                if let Some(drawing) = drawn.as_mut().filter(|_| head.as_ref() != Some(own)) {
                    // What is no part of the figure in words is no text either.
                    if !drawing.place(&mut spot, figure, book, form, &tables) {
                        spot.role = Role::Left;
                    }
                }
                parted.push(spot);
            }
            Layout::Records => {
                let known = |words: &str| is_key(form, item, words);
                match head_of_row(&spot, next, book, false, known) {
                    Some(head) => {
                        records.head(&head, at.first().copied().unwrap_or(1), form, item);
                        spot.role = Role::Label;
                        parted.push(spot);
                    }
                    None => records.part(spot, book, form, &tables, &mut parted),
                }
            }
            Layout::Annex => {
                let known = |words: &str| is_key(form, item, words);
                let head = head_of_row(&spot, next, book, annexes.is_labelled(), known);
                match head {
                    Some(head) => {
                        annexes.head(&head, form, item, (book, &tables), spot.cell);
                        spot.role = Role::Label;
                    }
                    None => annexes.place(&mut spot, &at, book, form, &tables),
                }
                parted.push(spot);
            }
            _ => parted.push(spot),
        }
    }
    parted
}

/// Whether words are the key of an item below one.
fn is_key(form: &Form, item: ItemId, words: &str) -> bool {
    let mut keys = form.children(Some(item)).iter();
    keys.any(|key| form.items[*key].key == words)
}

/// The words of the first cell of a row where they are a label: 区分, 本文. One that stands `alone` has no value.
fn head_of_row(
    spot: &Spot,
    next: Option<usize>,
    book: &Book,
    alone: bool,
    known: impl Fn(&str) -> bool,
) -> Option<String> {
    let cell = &book.cells[spot.cell];
    let beside = |before: usize, cell: usize| in_one_row(book, before, cell);
    let before = spot.cell.checked_sub(1);
    let first = !before.is_some_and(|before| beside(before, spot.cell));
    let empty = || cell.grid.is_some_and(|grid| grid.column == 0);
    let whole = next.is_some_and(|next| beside(spot.cell, next)) || alone && empty();
    let words = fold(&cell.text);
    (first && whole && cell.text.len() < 30 && known(&words)).then_some(words)
}
