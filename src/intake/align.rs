//! Which piece of a book is which label or value of the form.
//!
//! The labels of the form stand in a known order. Each short text is compared with all of them; the way through the form
//! that explains the texts best is found by dynamic programming (Viterbi), so that a label that occurs thirty times
//! (リスクへの対策は十分か) is recognised by where it stands, and lost pages, swapped rows or words misread by a scanner cost a
//! little instead of everything.

mod annexes;
mod aside;
mod atoms;
mod beside;
mod changes;
mod columns;
mod doubtful;
mod drawn;
mod entries;
mod figure;
mod fit;
mod hints;
mod hit;
mod labels;
mod mend;
mod numbers;
mod own_text;
mod page;
mod pins;
mod printed;
mod records;
mod segments;
mod similar;
mod spot;
mod spread;
mod state;
mod tables;
mod trellis;
mod unprinted;
mod words;

pub use changes::copy_down;
pub use fit::{covers, edition};

use rustc_hash::FxHashSet;

use self::atoms::Atom;
use self::changes::Change;
use self::labels::Labels;
use self::pins::{NAMED, of_pin};
use self::segments::{Fixed, segments};
use self::spot::Spot;
use self::trellis::{Moves, Step, Stop};
use super::alignment::{Alignment, Role};
use super::cell::{Book, Note, Part};
use crate::form::{Form, ItemId, Layout};

/// Finds the place of every piece of a book in the form. Every byte of every cell is in exactly one segment.
pub fn align(book: &Book, form: &Form) -> Alignment {
    let labels = Labels::of(form);
    let pinned = |cell: usize| book.cells[cell].pin.is_some();
    // What begins another assessment is not for this one.
    let begins = fit::begins(book, form, &labels);
    let end = begins.get(1).copied().unwrap_or(book.cells.len());
    let printed = printed::cells(book, form, &labels);
    let changes = changes::cells(book, form, &labels);
    let mut unprinted = unprinted::cells(book, form);
    unprinted.retain(|cell, _| *cell < end && !printed[*cell]);
    let drawn = |cell: usize| book.cells[cell].notes.contains(&Note::Drawing);
    let aside = aside::cells(book, &labels, &printed, |cell| {
        changes.contains_key(&cell) || unprinted.contains_key(&cell) || cell >= end
    });
    let known: Vec<bool> = (0..book.cells.len())
        .map(|cell| {
            let elsewhere =
                printed[cell] || changes.contains_key(&cell) || unprinted.contains_key(&cell);
            elsewhere || aside.contains(&cell) || pinned(cell) || cell >= end || drawn(cell)
        })
        .collect();
    let atoms = atoms::cut(book, &labels, &known);
    let steps = trellis::steps(&atoms, &labels, |atom: &Atom| {
        let (cell, range) = &atom.pieces[0];
        &book.cells[*cell].text[range.clone()]
    });
    let stops = trellis::walk(&steps, &labels, &Moves::of(&labels, book.order));
    let mut spots = spots(&atoms, &steps, &stops);
    mend::repeated(&mut spots);
    doubtful::settle(&mut spots, book, &labels);
    drawings(
        &mut spots,
        book,
        &labels,
        (0..end).filter(|cell| drawn(*cell) && !pinned(*cell)),
    );
    entries::number(&mut spots, book, form, &labels);
    columns::part(&mut spots, book, &labels);
    let mut spots = own_text::part(spots, book, form, &labels);
    page::choices(&mut spots, book, &labels);
    mend::mend(&mut spots, book, form, &labels);
    beside_pins(&mut spots, book, form, &labels);
    doubtful::doubt(&mut spots, book, &labels);
    let fixed = |cell: usize| -> Option<Fixed> {
        if let Some(pin) = &book.cells[cell].pin {
            return Some(of_pin(pin, form));
        }
        if cell >= end {
            return Some(Fixed {
                role: Role::Left,
                ..Fixed::default()
            });
        }
        if aside.contains(&cell) {
            return Some(Fixed::default());
        }
        if let Some(fixed) = unprinted.remove(&cell) {
            return Some(fixed);
        }
        if let Some(change) = changes.get(&cell).filter(|_| !printed[cell]) {
            return Some(of_change(*change));
        }
        printed[cell].then(|| Fixed {
            role: Role::Printed,
            margin: NAMED,
            ..Fixed::default()
        })
    };
    Alignment {
        segments: segments(book, spots, fixed),
    }
}

fn of_change(change: Change) -> Fixed {
    match change {
        Change::Head => Fixed {
            role: Role::Printed,
            margin: NAMED,
            ..Fixed::default()
        },
        Change::Column(item, entry) => Fixed {
            role: Role::Value,
            item: Some((item, vec![entry])),
            // Rows and heads of a table leave no doubt about the column.
            margin: 4.0,
            ..Fixed::default()
        },
        Change::Left => Fixed::default(),
    }
}

/// The pieces along the way.
fn spots(atoms: &[Atom], steps: &[Step], stops: &[Stop]) -> Vec<Spot> {
    let mut spots = Vec::with_capacity(atoms.len());
    let mut add = |place: usize, stop: &Stop| {
        let atom = &atoms[place];
        let hit = atom.hits.iter().find(|hit| hit.state == stop.state);
        for (cell, range) in &atom.pieces {
            spots.push(Spot {
                cell: *cell,
                range: range.clone(),
                role: if stop.label { Role::Label } else { Role::Value },
                state: stop.state,
                item: None,
                part: Part::Whole,
                margin: stop.margin,
                entry: hit.and_then(|hit| hit.entry).filter(|_| stop.label),
                score: hit.map_or(0.0, |hit| hit.score),
                bracket: atom.bracket,
            });
        }
    };
    for (step, stop) in steps.iter().zip(stops) {
        match step {
            Step::Label { atom, .. } => add(*atom, stop),
            Step::Gap { atoms, .. } => atoms.clone().for_each(|atom| add(atom, stop)),
        }
    }
    spots
}

/// Text boxes are no part of the label before them; in 別添１ they are its text.
fn drawings(
    spots: &mut Vec<Spot>,
    book: &Book,
    labels: &Labels,
    cells: impl Iterator<Item = usize>,
) {
    let mut all = Vec::with_capacity(spots.len());
    let mut rest = std::mem::take(spots).into_iter().peekable();
    let mut state = 0;
    for cell in cells {
        while let Some(spot) = rest.next_if(|spot| spot.cell < cell) {
            state = spot.state;
            all.push(spot);
        }
        let figure = labels.states[state].layout == Layout::Figure;
        all.push(Spot {
            cell,
            range: 0..book.cells[cell].text.len(),
            role: if figure { Role::Value } else { Role::Left },
            state: if figure {
                labels.states[state].chapter
            } else {
                0
            },
            item: None,
            part: Part::Whole,
            margin: 0.5,
            entry: None,
            score: 0.0,
            bracket: false,
        });
    }
    all.extend(rest);
    *spots = all;
}

/// Where our own export names the cell of an item, what else stands beside it is not its value: the form's own words, or
/// what somebody wrote into a cell of no item.
fn beside_pins(spots: &mut [Spot], book: &Book, form: &Form, labels: &Labels) {
    let pins = book.cells.iter().filter_map(|cell| cell.pin.as_ref());
    let pins = pins.filter(|pin| pin.part != Part::Printed);
    let pinned: FxHashSet<(ItemId, Vec<usize>)> =
        pins.filter_map(|pin| of_pin(pin, form).item).collect();
    if pinned.is_empty() {
        return;
    }
    for spot in spots.iter_mut().filter(|spot| spot.is_value()) {
        if !spot.item.as_ref().is_some_and(|item| pinned.contains(item)) {
            continue;
        }
        let text = spot.text(book);
        let signs = text
            .chars()
            .all(|c| c.is_whitespace() || "[]［］()（）件＜＞<>".contains(c));
        let printed = signs || printed::is_options(text, labels) || !labels.option(text).is_empty();
        spot.role = if printed { Role::Printed } else { Role::Left };
    }
}

#[cfg(test)]
mod tests;
