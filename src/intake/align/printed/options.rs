//! Lists of options that the form prints, and the option with its number that is an answer.

use crate::intake::align::labels::Labels;
use crate::intake::align::spot::in_one_row;
use crate::intake::boxes;
use crate::intake::cell::{Book, Place};
use crate::japanese::chars;
use crate::japanese::notation::fold;

/// The other options of a list are this many cells away at most.
const NEAR: usize = 8;

/// `＜選択肢＞ 1) … 2) …`, all of it, or a part of it where the page was drawn in another order.
pub(in crate::intake::align) fn is_options(text: &str, labels: &Labels) -> bool {
    const LONGEST: usize = 1_500;
    if text.len() > LONGEST || !(text.contains([')', '）']) || text.contains("選択肢")) {
        return false;
    }
    if has_one_circle(text) {
        return false;
    }
    let folded = fold(text).replace(',', "、");
    let bare = folded.replace("<選択肢>", "").replace("選択肢", "");
    let mut rest = bare.as_str();
    while !rest.is_empty() {
        // Words without a number before them may be the choice itself.
        let Some(after) = numbered(rest) else {
            return false;
        };
        let Some(end) = option_end(after, labels) else {
            return false;
        };
        rest = &after[end..];
    }
    !folded.is_empty()
}

/// Whether one of several numbers has a circle around it: that of the answer.
fn has_one_circle(text: &str) -> bool {
    let circled = text.chars().filter(|c| is_circled(*c)).count();
    circled == 1 && fold(text).matches(')').count() > 1
}

/// Whether a text begins with a number in a circle.
fn circled(text: &str) -> bool {
    text.trim_start().starts_with(is_circled)
}

fn is_circled(c: char) -> bool {
    chars::circled(c).is_some()
}

fn numbered(text: &str) -> Option<&str> {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    digits
        .strip_prefix(')')
        .filter(|_| digits.len() < text.len())
}

/// Where the option at the beginning of a text ends: before the next number, or at the end.
fn option_end(text: &str, labels: &Labels) -> Option<usize> {
    let next = |at: &usize| {
        let before = text[..*at].chars().next_back();
        !before.is_some_and(|c| c.is_ascii_digit()) && numbered(&text[*at..]).is_some()
    };
    let ends = text.char_indices().map(|(at, _)| at).skip(1).filter(next);
    let mut ends = ends.chain([text.len()]);
    ends.find(|end| !labels.option(&text[..*end]).is_empty())
}

/// An option alone with its number is an answer where no other option of a list is near: 2）十分である.
pub(super) fn answers(book: &Book, labels: &Labels, printed: &mut [bool]) {
    let filled = |place: &usize| !book.cells[*place].text.trim().is_empty();
    let cells: Vec<usize> = (0..book.cells.len()).filter(filled).collect();
    let single: Vec<Option<(usize, &[usize])>> = cells
        .iter()
        .map(|cell| single(&book.cells[*cell].text, labels).filter(|_| printed[*cell]))
        .collect();
    let around = Around {
        book,
        labels,
        cells: &cells,
        single: &single,
    };
    let answers = (0..cells.len()).filter(|at| single[*at].is_some() && around.is_answer(*at));
    let answers: Vec<usize> = answers.collect();
    answers.iter().for_each(|at| printed[cells[*at]] = false);
}

/// The number of the one option that is all of a cell, and the states that have it.
fn single<'l>(text: &str, labels: &'l Labels) -> Option<(usize, &'l [usize])> {
    const LONGEST: usize = 240;
    if text.len() > LONGEST || !text.contains([')', '）']) {
        return None;
    }
    let folded = fold(text).replace(',', "、");
    let after = numbered(&folded)?;
    let number = folded[..folded.len() - after.len()].trim_end_matches(')');
    let states = labels.option(after);
    Some((number.parse().ok()?, states)).filter(|_| !states.is_empty())
}

/// The cells that are not empty.
struct Around<'a> {
    book: &'a Book,
    labels: &'a Labels,
    cells: &'a [usize],
    single: &'a [Option<(usize, &'a [usize])>],
}

impl Around<'_> {
    fn is_answer(&self, at: usize) -> bool {
        let text = |place: usize| self.book.cells[self.cells[place]].text.as_str();
        let beside = |other: &usize| in_one_row(self.book, self.cells[at], self.cells[*other]);
        let is_circled = |place: usize| circled(text(place));
        let others = || (at.saturating_sub(NEAR)..self.cells.len()).take(2 * NEAR);
        let is_list = |other: &usize| *other != at && self.single[*other].is_some();
        if is_circled(at) && others().filter(is_list).any(|other| !is_circled(other)) {
            return true;
        }
        let before = at.checked_sub(1);
        let next = Some(at + 1).filter(|next| *next < self.cells.len());
        let mut near = before.into_iter().chain(next).filter(beside);
        if near.any(|other| is_tick(text(other))) {
            return true;
        }
        // Right behind its own label nothing before that is of its list.
        let labelled = before.is_some_and(|before| self.is_bar(before));
        let after = (at + 1..self.cells.len()).take(NEAR);
        let back = (0..at).rev().take(if labelled { 0 } else { NEAR });
        !self.is_listed(at, after) && !self.is_listed(at, back)
    }

    /// Whether another option of its list, or its heading, is among the cells that come next.
    fn is_listed(&self, at: usize, others: impl Iterator<Item = usize>) -> bool {
        let Some((number, states)) = self.single[at] else {
            return false;
        };
        let mut others = others.take_while(|other| !self.is_bar(*other));
        others.any(|other| {
            let text = &self.book.cells[self.cells[other]].text;
            match self.single[other] {
                Some((n, of)) => n != number && of.iter().any(|state| states.contains(state)),
                None => text.contains("選択肢") || is_options(text, self.labels),
            }
        })
    }

    /// Whether a cell is a label, which parts what stands before it from what comes after; on a page a list may stand on
    /// both sides of its height.
    fn is_bar(&self, at: usize) -> bool {
        let cell = &self.book.cells[self.cells[at]];
        let is_label = || {
            let may = self.labels.may_begin(&cell.text);
            may && !self.labels.exact(&cell.text).is_empty()
        };
        let on_page = matches!(cell.place, Place::Page { .. });
        !on_page && self.labels.option(&cell.text).is_empty() && is_label()
    }
}

/// Whether a text is a tick and nothing else.
fn is_tick(text: &str) -> bool {
    text.len() < 12
        && text.contains(|c| boxes::is_mark(c) && !boxes::is_empty(c))
        && boxes::tick(text) == Some(true)
}
