//! Chapters that have a text of their own instead of labels: 別添１, 別添２ and 別紙.

use rustc_hash::FxHashMap;

use super::annexes::Annexes;
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
    // Whether the figure of 別添１ stands here.
    let mut drawn = false;
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
                let key = form.items[text].key.as_str();
                match head_of_row(&spot, next, book, |words| {
                    words == key || words == "図" || words == "登場者"
                }) {
                    Some(head) => {
                        spot.role = Role::Label;
                        drawn = head != key;
                    }
                    // The figure itself is no text.
                    None if drawn => spot.role = Role::Left,
                    None => {}
                }
                spot.item = Some((text, at));
                parted.push(spot);
            }
            Layout::Records => {
                let known = |words: &str| is_key(form, item, words);
                match head_of_row(&spot, next, book, known) {
                    Some(head) => {
                        records.head(&head, at.first().copied().unwrap_or(1), form, item);
                        spot.role = Role::Label;
                        parted.push(spot);
                    }
                    None => records.part(spot, book, form, &tables, &mut parted),
                }
            }
            Layout::Annex => {
                let head = head_of_row(&spot, next, book, |words| is_key(form, item, words));
                match head {
                    Some(head) => {
                        annexes.head(&head, form, item, book, spot.cell);
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

/// The words of the first cell of a row where they are a label: 区分, 本文.
fn head_of_row(
    spot: &Spot,
    next: Option<usize>,
    book: &Book,
    known: impl Fn(&str) -> bool,
) -> Option<String> {
    let cell = &book.cells[spot.cell];
    let first = in_one_row(book, spot.cell, next?)
        && !spot
            .cell
            .checked_sub(1)
            .is_some_and(|before| in_one_row(book, before, spot.cell));
    let words = fold(&cell.text);
    (first && cell.text.len() < 30 && known(&words)).then_some(words)
}
