//! A choice as a page shows it: `[ … ]` on the left, its options on the right; their lines do not stand at one height, so
//! that their order says little.

use super::labels::Labels;
use super::printed::is_options;
use super::spot::Spot;
use super::state::Takes;
use crate::intake::alignment::Role;
use crate::intake::cell::{Book, Place};

/// Lines this far apart, in mm, are still one.
const LINE: u32 = 3;

/// Leaves of each choice on a page what stands between its brackets.
pub(super) fn choices(spots: &mut [Spot], book: &Book, labels: &Labels) {
    let mut place = 0;
    while place < spots.len() {
        let state = spots[place].state;
        let rest = &mut spots[place..];
        let length = rest.iter().take_while(|spot| spot.state == state).count();
        place += length;
        if labels.states[state].takes == Takes::Choice {
            choice(&mut rest[..length], book, labels);
        }
    }
}

fn choice(spots: &mut [Spot], book: &Book, labels: &Labels) {
    let position = |spot: &Spot| match book.cells[spot.cell].place {
        Place::Page {
            page, left, top, ..
        } if spot.is_value() => Some((page, left, top)),
        _ => None,
    };
    let bracket = |signs: [char; 2]| {
        let mut values = spots
            .iter()
            .filter(|spot| spot.text(book).starts_with(signs));
        values.find_map(position)
    };
    let open = spots.iter().find(|spot| spot.text(book).trim() == "[");
    let (Some(open), Some(close)) = (open.and_then(position), bracket([']', '］'])) else {
        return;
    };
    if close.0 != open.0 || close.1 <= open.1 || close.2.abs_diff(open.2) > LINE {
        return;
    }
    for spot in spots {
        let Some((page, left, _)) = position(spot) else {
            continue;
        };
        let between = page == open.0 && open.1 < left && left < close.1;
        let text = spot.text(book).trim();
        let words = text.trim_start_matches([']', '］']).trim_start();
        let number = words.trim_end_matches([')', '）']);
        let is_number = number.len() <= 2
            && number.bytes().all(|b| b.is_ascii_digit())
            && number.len() < words.len();
        let printed = words.is_empty()
            || text == "["
            || is_number
            || is_options(words, labels)
            || !labels.option(words).is_empty();
        if !between && printed {
            spot.role = Role::Printed;
        }
    }
}
