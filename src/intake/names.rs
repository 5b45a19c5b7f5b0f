//! The names by which our own export marks its cells: `hk.files.1.overview.basics.kind` for an item,
//! `….tick3`, `….slot3`, `….piece2`, `….cell0_2` for its parts. A spreadsheet keeps them when rows move.

use super::cell::{Part, Pin};

/// What every name begins with.
const PREFIX: &str = "hk.";

/// The name of a part of an item.
pub fn name(pin: &Pin) -> String {
    let id = pin.id.replace('[', ".").replace(']', "");
    let part = match pin.part {
        Part::Whole => String::new(),
        Part::Tick(n) => format!(".tick{n}"),
        Part::Slot(n) => format!(".slot{n}"),
        Part::Piece(n) => format!(".piece{n}"),
        Part::Cell(row, column) => format!(".cell{row}_{column}"),
    };
    format!("{PREFIX}{id}{part}")
}

/// The part of an item that a name means; none for a name that is not ours.
pub fn pin(name: &str) -> Option<Pin> {
    let name = name.strip_prefix(PREFIX)?;
    let (id, part) = match name.rsplit_once('.') {
        Some((id, last)) => match part(last) {
            Some(part) => (id, part),
            None => (name, Part::Whole),
        },
        None => (name, Part::Whole),
    };
    let mut out = String::new();
    for segment in id.split('.') {
        if !segment.is_empty() && segment.bytes().all(|b| b.is_ascii_digit()) {
            out.push_str(&format!("[{segment}]"));
        } else {
            if !out.is_empty() {
                out.push('.');
            }
            out.push_str(segment);
        }
    }
    Some(Pin { id: out, part })
}

fn part(text: &str) -> Option<Part> {
    let number = |word: &str| text.strip_prefix(word)?.parse().ok();
    if let Some(n) = number("tick") {
        return Some(Part::Tick(n));
    }
    if let Some(n) = number("slot") {
        return Some(Part::Slot(n));
    }
    if let Some(n) = number("piece") {
        return Some(Part::Piece(n));
    }
    let (row, column) = text.strip_prefix("cell")?.split_once('_')?;
    Some(Part::Cell(row.parse().ok()?, column.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_back_to_its_item() {
        for (id, part) in [
            ("files[1].overview.basics.kind", Part::Whole),
            ("files[2].overview.basics.reason", Part::Tick(3)),
            ("changes[12].item", Part::Piece(2)),
            ("files[1].records[3].items[4]", Part::Whole),
            ("annexes[1].table", Part::Cell(0, 2)),
        ] {
            let pinned = Pin {
                id: id.to_owned(),
                part,
            };
            assert_eq!(pin(&name(&pinned)), Some(pinned));
        }
    }
}
