//! Entries side by side: 委託事項1 | 委託事項2 above a column for each.

use super::labels::Labels;
use super::spot::{Spot, row};
use super::state::Level;
use crate::intake::cell::Book;

/// Gives each value below such heads the entry of its column.
pub(super) fn part(spots: &mut [Spot], book: &Book, labels: &Labels) {
    let column = |spot: &Spot| book.cells[spot.cell].grid.map(|grid| grid.column);
    let mut place = 0;
    while place < spots.len() {
        let head = &spots[place];
        let list_of = |spot: &Spot| labels.states[spot.state].lists.last().copied();
        let of_row = |spot: &&Spot| {
            let entry = spot.is_label() && spot.entry.is_some();
            entry && list_of(spot) == list_of(head) && row(book, spot.cell) == row(book, head.cell)
        };
        let count = spots[place..].iter().take_while(of_row).count();
        let list = list_of(head);
        let (Some(list), 2.., true) = (list, count, column(head).is_some()) else {
            place += count.max(1);
            continue;
        };
        let depth = labels.states[head.state].lists.len() - 1;
        let heads: Vec<(usize, usize)> = spots[place..place + count]
            .iter()
            .filter_map(|spot| Some((column(spot)?, spot.entry?)))
            .collect();
        place += count;
        let inside = |spot: &Spot| {
            let state = &labels.states[spot.state];
            let is_bar = spot.is_label() && state.level >= Level::Section;
            !is_bar && state.lists.contains(&list)
        };
        while place < spots.len() && inside(&spots[place]) {
            let spot = &mut spots[place];
            if spot.is_label() && spot.entry.is_some() {
                break;
            }
            let at = column(spot);
            let head = heads
                .iter()
                .rev()
                .find(|head| at.is_some_and(|at| head.0 <= at));
            if let (true, Some((_, entry)), Some((_, numbers))) =
                (spot.is_value(), head, &mut spot.item)
                && let Some(number) = numbers.get_mut(depth)
            {
                *number = *entry;
            }
            place += 1;
        }
    }
}
