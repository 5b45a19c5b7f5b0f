//! What our own export writes below 様式に欄のない記載: in each row a label and its value.

use rustc_hash::FxHashMap;

use super::pins::NAMED;
use super::segments::Fixed;
use crate::form::{Form, ItemId, Print};
use crate::intake::alignment::Role;
use crate::intake::cell::Book;
use crate::intake::names::BESIDE;
use crate::japanese::notation::fold;

/// What the form does not print, by what the export calls it: the words between the numbers.
type Names = Vec<(Vec<String>, ItemId)>;

/// The item of a label, with the numbers of its entries.
type Place = (ItemId, Vec<usize>);

/// The cells below that heading, by their numbers.
pub(super) fn cells(book: &Book, form: &Form) -> FxHashMap<usize, Fixed> {
    let mut found = FxHashMap::default();
    let heading = fold(BESIDE);
    let is_heading = |text: &str| text.len() <= 2 * BESIDE.len() && fold(text) == heading;
    let begin = book.cells.iter().position(|cell| is_heading(&cell.text));
    let named = book.cells.iter().any(|cell| cell.pin.is_some());
    let Some(begin) = begin.filter(|_| !named) else {
        return found;
    };
    found.insert(begin, label());
    let names = names(form);
    let mut row = None;
    let mut place: Option<Place> = None;
    for (cell, known) in book.cells.iter().enumerate().skip(begin + 1) {
        let Some(grid) = known.grid else { continue };
        let first = row.replace((grid.table, grid.row)) != Some((grid.table, grid.row));
        if first && grid.column == 0 {
            place = place_of(&known.text, &names);
            if place.is_some() {
                found.insert(cell, label());
            }
        } else if place.is_some() {
            let value = Fixed {
                role: Role::Value,
                item: place.clone(),
                margin: SURE,
                ..Fixed::default()
            };
            found.insert(cell, value);
        }
    }
    found
}

/// The margin of what its own label names.
const SURE: f32 = 4.0;

fn label() -> Fixed {
    Fixed {
        role: Role::Label,
        margin: NAMED,
        ..Fixed::default()
    }
}

fn names(form: &Form) -> Names {
    let mut names = Names::new();
    for (id, item) in form.items.iter_enumerated() {
        if form.is_printed(id) && item.print != Print::Hidden {
            continue;
        }
        let address = item.address.split('|').next().unwrap_or_default();
        for called in ["", item.key.as_str(), item.label.as_str()] {
            let name = format!("{address}{called}");
            let parts = name.split("{n}").map(fold).collect();
            names.push((parts, id));
        }
    }
    names
}

/// The item that a label names.
fn place_of(text: &str, names: &Names) -> Option<Place> {
    const LONGEST: usize = 300;
    let text = fold(text);
    let mut names = names.iter().filter(|_| text.len() <= LONGEST);
    names.find_map(|(parts, item)| Some((*item, numbers(&text, parts)?)))
}

/// The numbers between the parts of a name.
fn numbers(text: &str, parts: &[String]) -> Option<Vec<usize>> {
    let (first, rest) = parts.split_first()?;
    let mut text = text.strip_prefix(first.as_str())?;
    let mut numbers = Vec::new();
    for part in rest {
        let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
        numbers.push(text[..text.len() - after.len()].parse().ok()?);
        text = after.strip_prefix(part.as_str())?;
    }
    text.is_empty().then_some(numbers)
}
