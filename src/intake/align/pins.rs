//! Cells whose item the source itself names: our own exports.

use super::segments::Fixed;
use crate::form::Form;
use crate::intake::alignment::Role;
use crate::intake::cell::{Part, Pin};

/// The margin of what the source itself names.
pub(super) const NAMED: f32 = f32::INFINITY;

/// An id without the numbers of its entries, and these: `files[1].name` is `files[].name` and 1.
pub(super) fn parted(id: &str) -> (String, Vec<usize>) {
    let mut bare = String::new();
    let mut at = Vec::new();
    for (place, piece) in id.split('[').enumerate() {
        let (number, rest) = match place {
            0 => ("", piece),
            _ => piece.split_once(']').unwrap_or(("", piece)),
        };
        if place > 0 {
            at.extend(number.parse::<usize>());
            bare.push_str("[]");
        }
        bare.push_str(rest);
    }
    (bare, at)
}

/// What a named cell is.
pub(super) fn of_pin(pin: &Pin, form: &Form) -> Fixed {
    let (bare, at) = parted(&pin.id);
    // `basic.file_names[2]` is an entry, `flow_figure.figure[1]` a picture of an item that is no list.
    let found = form
        .find(&bare)
        .or_else(|| form.find(bare.trim_end_matches("[]")));
    let role = match pin.part {
        Part::Printed => Role::Printed,
        _ if found.is_none() => Role::Left,
        _ => Role::Value,
    };
    Fixed {
        role,
        item: found.map(|item| (item, at)),
        part: pin.part,
        margin: NAMED,
    }
}
