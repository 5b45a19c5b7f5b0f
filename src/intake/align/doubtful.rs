//! Places of a sheet where words may belong to somebody else: a second cell beside a value, words below a label.

use rustc_hash::{FxHashMap, FxHashSet};

use super::labels::Labels;
use super::numbers::numbered;
use super::spot::{GUESSED, Spot};
use super::state::{Level, Takes};
use crate::form::{ItemId, Layout};
use crate::intake::alignment::Role;
use crate::intake::cell::{Book, Grid, LineEnds, Order, Place};

/// From this many items on two cells of one row are two versions.
const VERSIONS: usize = 3;

/// The margin of a label that stands where the form has it.
const CLEAR: f32 = 1.2;

/// The rows of each item.
type Rows = FxHashMap<(ItemId, Vec<usize>), FxHashSet<usize>>;

/// A label that has a rival further on is the next one of its section: the cells of a sheet do not get lost.
pub(super) fn settle(spots: &mut [Spot], book: &Book, labels: &Labels) {
    if book.order != Order::Read || book.line_ends != LineEnds::Typed {
        return;
    }
    let mut last: Option<usize> = None;
    let mut clear = false;
    for spot in spots {
        if spot.is_label() {
            let before = last.replace(spot.state);
            let own = &labels.states[spot.state];
            clear = before.is_some_and(|before| {
                let rivals = labels.exact(spot.text(book)).into_iter();
                let rivals = rivals.map(|hit| hit.state);
                let mut nearer = rivals.filter(|s| *s > before && *s < spot.state);
                let near = labels.states[before].section == own.section && before < spot.state;
                near && spot.score > 1.9
                    && in_sheet(book, spot.cell).is_some()
                    && nearer.next().is_none()
            });
        }
        if clear && (spot.is_label() || Some(spot.state) == last) {
            spot.margin = spot.margin.max(CLEAR);
        }
    }
}

/// Doubts what is joined although it may be the words of somebody else.
pub(super) fn doubt(spots: &mut [Spot], book: &Book, labels: &Labels) {
    two_cells(spots, book, labels);
    last_words(spots, book, labels);
    below_label(spots, book, labels);
    lost_heading(spots, book, labels);
}

fn in_sheet(book: &Book, cell: usize) -> Option<Grid> {
    let cell = &book.cells[cell];
    let on_page = matches!(cell.place, Place::Page { .. });
    cell.grid.filter(|_| !on_page && cell.pin.is_none())
}

fn of_form(spot: &Spot, labels: &Labels) -> bool {
    let state = &labels.states[spot.state];
    matches!(state.layout, Layout::Table | Layout::Cover)
}

/// Two cells of a row that are one value: right where a value has a table of its own, else they may be a note or two
/// versions.
fn two_cells(spots: &mut [Spot], book: &Book, labels: &Labels) {
    // The rows of each item that have a second cell, by the column of that; and all rows that reach the column.
    let mut seconds: FxHashMap<(usize, usize), Rows> = FxHashMap::default();
    let mut places: Vec<(usize, (usize, usize))> = Vec::new();
    for place in 1..spots.len() {
        let (one, other) = (&spots[place - 1], &spots[place]);
        let of = |spot: &Spot| spot.item.as_ref().map(|(item, _)| *item);
        // The names in a list are entries of their own.
        let list = labels.states[other.state].lists.last().copied();
        let same = one.item == other.item || of(one) == of(other) && of(other) == list;
        let both = one.is_value() && other.is_value() && same;
        let text = matches!(labels.states[other.state].takes, Takes::Text);
        let grids = in_sheet(book, one.cell).zip(in_sheet(book, other.cell));
        let (Some((a, b)), true, Some(item)) =
            (grids, both && text && of_form(other, labels), &other.item)
        else {
            continue;
        };
        if (a.table, a.row) == (b.table, b.row) && one.cell != other.cell {
            let column = (b.table, b.column);
            let items = seconds.entry(column).or_default();
            items.entry(item.clone()).or_default().insert(b.row);
            places.push((place, column));
        }
    }
    let mut uses: FxHashMap<(usize, usize), FxHashSet<usize>> = FxHashMap::default();
    for spot in spots.iter().filter(|spot| spot.is_value()) {
        if let Some(grid) = in_sheet(book, spot.cell) {
            uses.entry((grid.table, grid.column))
                .or_default()
                .insert(grid.row);
        }
    }
    for (place, column) in places {
        let items = &seconds[&column];
        let own_table = items.values().any(|rows| rows.len() > 1);
        let alone = uses.get(&column).is_some_and(|rows| rows.len() == 1);
        if alone || items.len() >= VERSIONS || items.len() > 1 && !own_table {
            // A list has an entry for each cell.
            spots[place - 1].margin = GUESSED;
            spots[place].margin = GUESSED;
        }
    }
}

/// Words in the column of the labels while the value stands in another: a note, or a label that the form does not have.
fn below_label(spots: &mut [Spot], book: &Book, labels: &Labels) {
    let mut place = 0;
    while place < spots.len() {
        let begin = place;
        place += 1;
        while place < spots.len() && !spots[place].is_label() {
            place += 1;
        }
        let label = &spots[begin];
        let Some(of_label) = in_sheet(book, label.cell).filter(|_| label.is_label()) else {
            continue;
        };
        let own = |spot: &Spot| spot.is_value() && spot.item == label.item && of_form(spot, labels);
        let is_row = labels.states[label.state].level == Level::Row;
        let right = spots[begin + 1..place].iter().find(|spot| own(spot));
        let right = right.and_then(|spot| in_sheet(book, spot.cell));
        let Some(right) = right.filter(|grid| {
            is_row
                && grid.table == of_label.table
                && grid.row == of_label.row
                && grid.column > of_label.column
        }) else {
            continue;
        };
        let stray = (begin + 1..place).find(|at| {
            let grid = in_sheet(book, spots[*at].cell);
            own(&spots[*at])
                && grid.is_some_and(|grid| {
                    grid.table == right.table
                        && grid.row > right.row
                        && grid.column <= of_label.column
                })
        });
        let Some(stray) = stray else { continue };
        spots[begin..place]
            .iter_mut()
            .filter(|s| s.is_value())
            .for_each(|s| s.margin = GUESSED);
        // A label of another form, with its value: ②所属長 | こども課長.
        let next = spots.get(stray + 1).filter(|_| stray + 1 < place);
        let beside = next.is_some_and(|next| {
            let grids = in_sheet(book, next.cell).zip(in_sheet(book, spots[stray].cell));
            grids.is_some_and(|(a, b)| (a.table, a.row) == (b.table, b.row))
        });
        if beside && is_numbered(spots[stray].text(book)) {
            spots[stray..place]
                .iter_mut()
                .filter(|s| s.is_value())
                .for_each(|s| s.role = Role::Left);
        }
    }
}

/// Words at the end of a sheet below a label whose value is blank, where the values stand beside their labels: 以上.
fn last_words(spots: &mut [Spot], book: &Book, labels: &Labels) {
    const USUAL: usize = 3;
    // How many values stand beside their labels, and from which column on.
    let mut beside: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
    let mut below: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    let mut last: FxHashMap<usize, usize> = FxHashMap::default();
    for place in 0..spots.len() {
        let spot = &spots[place];
        let Some(grid) = in_sheet(book, spot.cell).filter(|_| of_form(spot, labels)) else {
            continue;
        };
        last.insert(grid.table, place);
        let label = place.checked_sub(1).map(|before| &spots[before]);
        let Some(label) = label.filter(|l| l.is_label() && l.item == spot.item && spot.is_value())
        else {
            continue;
        };
        let state = &labels.states[label.state];
        let of_label = in_sheet(book, label.cell).filter(|of| of.table == grid.table);
        let Some(of_label) = of_label.filter(|_| state.level == Level::Row) else {
            continue;
        };
        if state.layout != Layout::Table {
            continue;
        }
        let (count, first) = beside.entry(grid.table).or_insert((0, usize::MAX));
        if grid.row == of_label.row {
            *count += 1;
            *first = (*first).min(grid.column);
        } else if grid.column <= of_label.column && of_label.column + of_label.columns <= *first {
            below.entry(grid.table).or_default().push(place);
        }
    }
    for (table, places) in below {
        let usual = beside
            .get(&table)
            .is_some_and(|(count, _)| *count >= USUAL * places.len());
        for place in places.into_iter().filter(|_| usual) {
            let ends = last.get(&table) == Some(&place);
            if ends || spots[place].text(book).trim_start().starts_with('※') {
                spots[place].margin = GUESSED;
            }
        }
    }
}

fn is_numbered(text: &str) -> bool {
    const LABEL: usize = 40;
    let short = text.chars().count() <= LABEL && !text.contains(['。', '\n']);
    short && numbered(text).0.is_some()
}

/// Where the heading of a text that the form always prints is lost, its words stand behind the value before it.
fn lost_heading(spots: &mut [Spot], book: &Book, labels: &Labels) {
    let mut place = 0;
    while place < spots.len() {
        let begin = place;
        let state = spots[begin].state;
        while place < spots.len()
            && spots[place].state == state
            && spots[place].item == spots[begin].item
        {
            place += 1;
        }
        let next = spots
            .get(place)
            .map_or(labels.states.len(), |next| next.state);
        let own = &labels.states[state];
        let mut skipped =
            (state + 1..next).take_while(|s| labels.states[*s].chapter == own.chapter);
        let first = skipped.find(|s| {
            let state = &labels.states[*s];
            let printed = state.weight >= 1.0 || state.level == Level::Section;
            printed && state.takes != Takes::Nothing && !state.heading
        });
        let lost = first.is_some_and(|first| labels.states[first].takes == Takes::Text);
        if !lost || own.takes == Takes::Nothing || own.layout != Layout::Table {
            continue;
        }
        let values = || spots[begin..place].iter().filter(|spot| spot.is_value());
        let mut rows =
            values().map(|spot| super::spot::row(book, spot.cell).unwrap_or((spot.cell, 0)));
        let first = rows.next();
        if first.is_some() && rows.any(|other| Some(other) != first) {
            spots[begin..place]
                .iter_mut()
                .for_each(|spot| spot.margin = spot.margin.min(GUESSED));
        }
    }
}
