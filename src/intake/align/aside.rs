//! What stands beside the form on its sheet: a column with the notes of colleagues.

use rustc_hash::FxHashSet;

use super::labels::Labels;
use super::state::{Level, Takes};
use crate::intake::boxes;
use crate::intake::cell::{Book, Grid, Place};
use crate::japanese::dates::{self, Reading};
use crate::japanese::notation::{fold, number};

/// From this many rows on a column that most of them have is a part of the form.
const MANY: usize = 4;

/// A cell of a sheet.
struct Known {
    cell: usize,
    row: usize,
    from: usize,
    to: usize,
    is: Is,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Is {
    /// A label of an item.
    Label,
    /// A bar over a part of the form.
    Bar,
    /// Signs, options, numbers: what only a form has.
    Form,
    Words,
}

/// The cells that stand beside the form; `known` says which cells belong to something else.
pub(super) fn cells(
    book: &Book,
    labels: &Labels,
    printed: &[bool],
    known: impl Fn(usize) -> bool,
) -> FxHashSet<usize> {
    let mut found = FxHashSet::default();
    let table = |cell: &usize| book.cells[*cell].grid.map(|grid| grid.table);
    let cells: Vec<usize> = (0..book.cells.len()).collect();
    for cells in cells.chunk_by(|a, b| table(a) == table(b)) {
        let of_sheet = |cell: &&usize| {
            let known_of = &book.cells[**cell];
            matches!(known_of.place, Place::Sheet { .. })
                && known_of.pin.is_none()
                && !known_of.text.trim().is_empty()
                && !known(**cell)
        };
        let sheet = cells.iter().filter(of_sheet).filter_map(|cell| {
            let grid = book.cells[*cell].grid?;
            Some(known_of(book, labels, *cell, grid, printed[*cell]))
        });
        let mut sheet: Vec<Known> = sheet.collect();
        while let Some(edge) = edge(&sheet) {
            let (form, notes): (Vec<Known>, Vec<Known>) =
                sheet.into_iter().partition(|known| known.from < edge);
            found.extend(notes.iter().map(|note| note.cell));
            sheet = form;
        }
    }
    found
}

fn known_of(book: &Book, labels: &Labels, cell: usize, grid: Grid, printed: bool) -> Known {
    let text = &book.cells[cell].text;
    let hits = match labels.may_begin(text) {
        true => labels.exact(text),
        false => Vec::new(),
    };
    let is_bar = hits.iter().any(|hit| {
        let state = &labels.states[hit.state];
        state.level >= Level::Entry || state.takes == Takes::Nothing
    });
    let is_of_form = || {
        let words = fold(text);
        let sign = |c: char| "[]()<>件".contains(c) || boxes::is_mark(c);
        printed
            || !labels.option(text).is_empty()
            || number(words.trim_matches(sign)).is_some()
            || words.chars().all(sign)
            || dates::read(text.trim()) != Reading::Other
    };
    let is = match hits.is_empty() {
        false if is_bar => Is::Bar,
        false => Is::Label,
        true if is_of_form() => Is::Form,
        true => Is::Words,
    };
    Known {
        cell,
        row: grid.row,
        from: grid.column,
        to: grid.column + grid.columns.max(1),
        is,
    }
}

/// From which column on there are only notes: behind blank columns, or behind the bars of the form.
fn edge(sheet: &[Known]) -> Option<usize> {
    let width = sheet.iter().map(|known| known.to).max()?;
    let mut used = vec![false; width];
    for known in sheet {
        used[known.from..known.to].fill(true);
    }
    let begin = used.iter().rposition(|used| !used).map(|blank| blank + 1);
    let mut ends: Vec<usize> = sheet
        .iter()
        .filter(|known| known.is == Is::Bar && known.to > known.from + 1)
        .map(|known| known.to)
        .collect();
    ends.sort_unstable();
    // Where several bars end at one column, the form does.
    let bars = ends
        .last()
        .copied()
        .filter(|end| ends.iter().filter(|e| *e == end).count() > 1);
    let mut edges = begin.into_iter().chain(bars);
    edges.find(|edge| *edge < width && are_notes(sheet, *edge))
}

/// Whether what begins at a column or to its right are notes: words beside rows of the form that are complete without them.
fn are_notes(sheet: &[Known], edge: usize) -> bool {
    let (mut notes, mut beside, mut inside, mut rows) = (0, 0, 0, 0);
    for row in sheet.chunk_by(|a, b| a.row == b.row) {
        let form = || row.iter().filter(|known| known.from < edge);
        let labels = form().filter(|known| known.is == Is::Label).count();
        let bar = form().any(|known| known.is == Is::Bar);
        let values = form().any(|known| matches!(known.is, Is::Form | Is::Words));
        let mut own = row.iter().filter(|known| known.from >= edge).peekable();
        rows += usize::from(labels > 0 && values);
        if own.peek().is_none() {
            continue;
        }
        if own.any(|known| known.is != Is::Words) {
            return false;
        }
        notes += 1;
        let complete = bar || labels > 1 || labels > 0 && values;
        beside += usize::from(complete);
        // A row of a table in a value.
        inside += usize::from(values && labels == 0 && !bar);
    }
    let everywhere = rows >= MANY && 3 * notes > 2 * rows;
    beside > 0 && 2 * beside >= notes && 2 * inside <= beside && !everywhere
}
