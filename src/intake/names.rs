//! The names by which our own export marks its cells: `hk.files.1.overview.basics.kind` for an item,
//! `….tick3`, `….slot3`, `….piece2`, `….cell0_2` for its parts. A spreadsheet keeps them when rows move.

use std::borrow::Cow;

use super::cell::{Part, Pin};

/// What every name begins with.
const PREFIX: &str = "hk.";

/// The id of the pin on words that our export prints and that are nobody's value: labels, options, brackets. A document
/// locks them, so that what stands in it without any pin was typed by somebody.
pub const WORDS: &str = "words";

/// The heading of the part of our export that holds what the form does not print.
pub const BESIDE: &str = "様式に欄のない記載";

/// The most characters that Word takes for the tag of a content control.
const LONGEST_TAG: usize = 64;

/// The name of a part of an item.
pub fn name(pin: &Pin) -> String {
    let id = pin.id.replace('[', ".").replace(']', "");
    let part = match pin.part {
        Part::Whole => String::new(),
        Part::Tick(n) => format!(".tick{n}"),
        Part::Slot(n) => format!(".slot{n}"),
        Part::Piece(n) => format!(".piece{n}"),
        Part::Run(n) => format!(".run{n}"),
        Part::Printed => ".printed".to_owned(),
        Part::Cell(row, column) => format!(".cell{row}_{column}"),
    };
    format!("{PREFIX}{id}{part}")
}

/// The name as the tag of a content control. Where it is too long for Word, `files.1.overview.` is `1o.` and
/// `files.1.risks.` is `1r.`; [`pin`] knows both.
pub fn tag(pin: &Pin) -> String {
    let name = name(pin);
    if name.len() <= LONGEST_TAG {
        return name;
    }
    let shortened = name.strip_prefix("hk.files.").and_then(|rest| {
        let (number, rest) = rest.split_once('.')?;
        let (chapter, rest) = rest.split_once('.')?;
        let (sign, _) = SHORTENED.iter().find(|(_, whole)| *whole == chapter)?;
        Some(format!("{PREFIX}{number}{sign}.{rest}"))
    });
    shortened.unwrap_or(name)
}

/// The chapters of a file, as a short tag has them.
const SHORTENED: [(char, &str); 2] = [('o', "overview"), ('r', "risks")];

/// A name without its prefix, written out.
fn written_out(name: &str) -> Cow<'_, str> {
    let whole = name.split_once('.').and_then(|(first, rest)| {
        let (sign, chapter) = SHORTENED.iter().find(|(sign, _)| first.ends_with(*sign))?;
        let number: usize = first.strip_suffix(*sign)?.parse().ok()?;
        Some(format!("files.{number}.{chapter}.{rest}"))
    });
    whole.map_or(Cow::Borrowed(name), Cow::Owned)
}

/// The part of an item that a name means; none for a name that is not ours.
pub fn pin(name: &str) -> Option<Pin> {
    let name = written_out(name.strip_prefix(PREFIX)?);
    let name = name.as_ref();
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
    if let Some(n) = number("run") {
        return Some(Part::Run(n));
    }
    if text == "printed" {
        return Some(Part::Printed);
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
            ("annexes[1].text", Part::Run(3)),
            ("files[2].name", Part::Printed),
        ] {
            let pinned = Pin {
                id: id.to_owned(),
                part,
            };
            assert_eq!(pin(&name(&pinned)), Some(pinned));
        }
    }

    #[test]
    fn a_tag_is_short_enough_for_word() {
        let long = Pin {
            id: "files[12].overview.entrustment.items[123].reentrustment_approval".to_owned(),
            part: Part::Whole,
        };
        for part in [Part::Whole, Part::Slot(12), Part::Printed] {
            let long = Pin {
                part,
                ..long.clone()
            };
            let tag = tag(&long);
            assert!(tag.len() <= LONGEST_TAG, "{tag}");
            assert_eq!(pin(&tag), Some(long));
        }
        let short = Pin {
            id: "files[1].risks.name".to_owned(),
            part: Part::Whole,
        };
        assert_eq!(tag(&short), name(&short));
    }
}
