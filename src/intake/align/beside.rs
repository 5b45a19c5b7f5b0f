//! Labels and values by where they stand: side by side, one above the other, a box before its words.

use super::labels::Labels;
use super::spot::{GUESSED, Spot, row};
use super::state::Takes;
use crate::intake::alignment::Role;
use crate::intake::cell::Book;
use crate::japanese::notation::fold;

/// 評価書番号 | 評価書名 above 12 | …に関する事務: each value belongs to the label above it.
pub(super) fn side_by_side(spots: &mut [Spot], book: &Book, labels: &Labels) {
    let mut place = 0;
    while place < spots.len() {
        let here = row(book, spots[place].cell);
        let is_head = |spot: &Spot| {
            spot.is_label()
                && labels.states[spot.state].takes != Takes::Nothing
                && row(book, spot.cell) == here
        };
        let heads = spots[place..]
            .iter()
            .take_while(|spot| is_head(spot))
            .count();
        if here.is_none() || heads < 2 {
            place += heads.max(1);
            continue;
        }
        let (heads, rest) = spots[place..].split_at_mut(heads);
        place += heads.len();
        // What stands beside the heads is no value of theirs.
        let is_beside = |spot: &Spot| spot.is_value() && row(book, spot.cell) == here;
        let beside = rest.iter().take_while(|spot| is_beside(spot)).count();
        let (beside, rest) = rest.split_at_mut(beside);
        let below = rest.first().and_then(|spot| row(book, spot.cell));
        let of_row = |spot: &&mut Spot| spot.is_value() && row(book, spot.cell) == below;
        let values: Vec<&mut Spot> = rest.iter_mut().take_while(of_row).collect();
        if below.is_none() || below == here || values.is_empty() {
            continue;
        }
        beside.iter_mut().for_each(|spot| spot.role = Role::Left);
        let same_number = values.len() == heads.len();
        for (n, value) in values.into_iter().enumerate() {
            let head = heads.iter().find(|head| above(book, head.cell, value.cell));
            if let Some(head) = head.or_else(|| heads.get(n).filter(|_| same_number)) {
                value.state = head.state;
                value.item.clone_from(&head.item);
                value.margin = head.margin.min(1.5);
            }
        }
    }
}

/// Whether a cell stands above another in one table.
fn above(book: &Book, upper: usize, lower: usize) -> bool {
    let (Some(a), Some(b)) = (book.cells[upper].grid, book.cells[lower].grid) else {
        return false;
    };
    a.table == b.table
        && a.column < b.column + b.columns.max(1)
        && b.column < a.column + a.columns.max(1)
}

/// A label at the end of a row of a table belongs to the values before it in that row, where it has none after it.
pub(super) fn label_last(spots: &mut [Spot], book: &Book, labels: &Labels) {
    for place in 1..spots.len() {
        let label = &spots[place];
        let grid = book.cells[label.cell].grid;
        let same_row = |spot: &Spot| {
            let other = book.cells[spot.cell].grid;
            other
                .zip(grid)
                .is_some_and(|(a, b)| (a.table, a.row) == (b.table, b.row))
        };
        let next = spots.get(place + 1);
        let has_value = next.is_some_and(|next| next.is_value() && next.state == label.state);
        let takes = labels.states[label.state].takes;
        if !label.is_label() || has_value || matches!(takes, Takes::Nothing | Takes::Single) {
            continue;
        }
        let before = spots[..place].iter().rev();
        let length = before
            .take_while(|spot| spot.is_value() && same_row(spot))
            .count();
        let own = spots[..place - length].last().is_some_and(same_row);
        if own {
            continue;
        }
        let (state, item) = (label.state, label.item.clone());
        for spot in &mut spots[place - length..place] {
            spot.state = state;
            spot.item.clone_from(&item);
            spot.margin = GUESSED;
        }
    }
}

/// Whether a text is a box and nothing else: `[ ○ ]`, in one cell or in three.
pub(super) fn is_box(text: &str) -> bool {
    let folded = fold(text);
    folded.chars().count() <= 4 && folded.chars().all(|c| "[]○●■□☐☑✓✔レ1xX×".contains(c))
}

/// `[ ○ ] 委託しない`: the box before the words of a single box is its value.
pub(super) fn boxes_before(spots: &mut [Spot], book: &Book, labels: &Labels) {
    for place in 0..spots.len() {
        let single = labels.states[spots[place].state].takes == Takes::Single;
        if !single || !spots[place].is_label() {
            continue;
        }
        let (before, label) = spots.split_at_mut(place);
        let label = &label[0];
        let here = row(book, label.cell);
        let boxes = before.iter_mut().rev().take_while(|spot| {
            let near = spot.cell == label.cell || row(book, spot.cell) == here || here.is_none();
            near && spot.role != Role::Label && is_box(spot.text(book))
        });
        for spot in boxes.take(3) {
            spot.state = label.state;
            spot.item.clone_from(&label.item);
            spot.role = Role::Value;
            spot.margin = label.margin;
        }
    }
}
