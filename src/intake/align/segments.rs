//! The pieces of every cell, with nothing left out and nothing twice.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::spot::Spot;
use crate::form::ItemId;
use crate::intake::alignment::{Role, Segment};
use crate::intake::cell::{Book, Part};

/// What all of a cell is.
pub(super) struct Fixed {
    pub role: Role,
    pub item: Option<(ItemId, Vec<usize>)>,
    pub part: Part,
    pub margin: f32,
}

impl Default for Fixed {
    fn default() -> Self {
        Fixed {
            role: Role::Left,
            item: None,
            part: Part::Whole,
            margin: 0.0,
        }
    }
}

/// The segments of all cells, with nothing left out and nothing twice.
pub(super) fn segments(
    book: &Book,
    spots: Vec<Spot>,
    mut fixed: impl FnMut(usize) -> Option<Fixed>,
) -> Vec<Segment> {
    let mut by_cell: FxHashMap<usize, Vec<Spot>> = FxHashMap::default();
    for spot in spots {
        by_cell.entry(spot.cell).or_default().push(spot);
    }
    let mut segments = Vec::with_capacity(book.cells.len());
    for (cell, known) in book.cells.iter().enumerate() {
        let length = known.text.len();
        if let Some(fixed) = fixed(cell) {
            segments.push(Segment {
                cell,
                range: 0..length,
                role: fixed.role,
                item: fixed.item,
                part: fixed.part,
                margin: fixed.margin,
            });
            continue;
        }
        let mut spots = by_cell.remove(&cell).unwrap_or_default();
        spots.sort_by_key(|spot| spot.range.start);
        let mut at = 0;
        for spot in spots {
            let range = inner(
                &known.text,
                spot.range.start.max(at)..spot.range.end.min(length),
            );
            if range.is_empty() {
                continue;
            }
            between(cell, &known.text, at..range.start, &mut segments);
            at = range.end;
            let segment = Segment {
                cell,
                range,
                role: spot.role,
                item: spot.item.filter(|_| spot.role != Role::Left),
                part: spot.part,
                margin: spot.margin,
            };
            join(&mut segments, segment);
        }
        between(cell, &known.text, at..length, &mut segments);
    }
    segments
}

/// Adds a segment, or makes the one before longer where it is of the same kind: what was cut because it looked like a label.
fn join(segments: &mut Vec<Segment>, next: Segment) {
    let same = |s: &Segment| {
        (s.cell, s.role, s.part, &s.item) == (next.cell, next.role, next.part, &next.item)
    };
    let goes_on = next.role != Role::Label && next.part == Part::Whole;
    let blank = |s: &Segment| s.cell == next.cell && s.role == Role::Blank;
    let gap = usize::from(segments.last().is_some_and(blank));
    let before = segments.len().checked_sub(1 + gap);
    match before.filter(|before| goes_on && same(&segments[*before])) {
        Some(before) => {
            segments.truncate(before + 1);
            let whole = &mut segments[before];
            whole.range.end = next.range.end;
            whole.margin = whole.margin.min(next.margin);
        }
        None => segments.push(next),
    }
}

/// A range without the blanks at its ends.
fn inner(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(piece) = text.get(range.clone()) else {
        return range.start..range.start;
    };
    let begin = piece.len() - piece.trim_start().len();
    let end = piece.trim_end().len();
    range.start + begin..range.start + end.max(begin)
}

/// What no piece covers: blanks, or words without a place.
fn between(cell: usize, text: &str, range: Range<usize>, segments: &mut Vec<Segment>) {
    if range.is_empty() {
        return;
    }
    let blank = text[range.clone()].trim().is_empty();
    segments.push(Segment {
        cell,
        range,
        role: if blank { Role::Blank } else { Role::Left },
        item: None,
        part: Part::Whole,
        margin: 0.0,
    });
}
