//! Which edition of the form a book follows, and where each assessment in it begins.

use rustc_hash::FxHashSet;

use super::labels::Labels;
use super::state::Level;
use crate::form::{Form, Layout, editions, embedded};
use crate::intake::cell::Book;
use crate::japanese::notation::fold;

/// So many chapters come between two covers at least.
const CHAPTERS: usize = 3;

/// The longest cell that may be a heading, in bytes.
const LONGEST: usize = 300;

/// Where each assessment in a book begins: the cells of the titles of their covers, or of the first label of a cover.
/// A book without a cover is one assessment from its first cell on.
pub fn covers(book: &Book, form: &Form) -> Vec<usize> {
    begins(book, form, &Labels::of(form))
}

/// The same with labels that are known.
pub(super) fn begins(book: &Book, form: &Form, labels: &Labels) -> Vec<usize> {
    let title = fold(&form.title);
    let mut begins: Vec<usize> = Vec::new();
    let mut chapters: FxHashSet<usize> = FxHashSet::default();
    let mut rows: FxHashSet<usize> = FxHashSet::default();
    // The title that no label of a cover followed yet, or else the first label.
    let mut begin = None;
    for (place, cell) in book.cells.iter().enumerate() {
        if cell.text.len() > LONGEST || cell.pin.is_some() {
            continue;
        }
        // A new cover needs chapters of the assessment before.
        let open = begins.is_empty() || chapters.len() >= CHAPTERS;
        if open && fold(&cell.text).starts_with(&title) {
            begin = Some(place);
            rows.clear();
            continue;
        }
        if !labels.may_begin(&cell.text) {
            continue;
        }
        for hit in labels.exact(&cell.text) {
            let state = &labels.states[hit.state];
            match (state.layout, state.level) {
                (Layout::Cover, Level::Row) if open && hit.score > 1.9 => {
                    begin = begin.or(Some(place));
                    rows.insert(hit.state);
                }
                (Layout::Table, Level::Chapter) if hit.score > 2.4 => {
                    chapters.insert(hit.state);
                }
                _ => {}
            }
        }
        if open && rows.len() >= 2 {
            begins.extend(begin.take());
            chapters.clear();
            rows.clear();
        }
    }
    if begins.is_empty() { vec![0] } else { begins }
}

/// The kind and the edition of the form whose words a book has most of; none where it has hardly any.
pub fn edition(book: &Book) -> Option<(&'static str, &'static str)> {
    const LEAST: usize = 5;
    let fits = editions().into_iter().filter_map(|(kind, edition)| {
        let form = embedded(kind, edition)?.ok()?;
        // A record is no assessment; who wants one names it.
        let mut chapters = form.chapters.iter();
        if chapters.any(|chapter| chapter.layout == Layout::Record) {
            return None;
        }
        let labels = Labels::of(form);
        let mark = fold(&form.mark);
        let mut known: FxHashSet<usize> = FxHashSet::default();
        let mut marked = false;
        let cells = book.cells.iter().filter(|cell| cell.text.len() <= LONGEST);
        for cell in cells {
            marked |= fold(&cell.text) == mark;
            let first = cell.text.lines().next().unwrap_or_default();
            for text in [cell.text.as_str(), first] {
                if labels.may_begin(text) {
                    known.extend(labels.exact(text).iter().map(|hit| hit.state));
                }
            }
        }
        let enough = marked || known.len() >= LEAST;
        enough.then_some((marked, known.len(), (kind, edition)))
    });
    fits.max_by_key(|(marked, known, _)| (*marked, *known))
        .map(|(_, _, form)| form)
}
