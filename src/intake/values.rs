//! From the segments of a source to values: each item is read as its kind demands.

mod form_words;
mod listed;
mod runs;

use self::form_words::FormWords;
use self::runs::Run;
use super::alignment::{Alignment, Segment};
use super::boxes;
use super::cell::Book;
use super::certainty::{self, Why};
use super::choice;
use super::draft::{Content, Draft, Drafted, Key, Ticked};
use super::ink::{Ink, Piece, Use, folded_words, stands};
use super::pinned;
use super::rest;
use super::words::{day_of_number, in_one_line, joined, rows, text};
use crate::form::{Form, Item, ItemId, ItemKind};
use crate::japanese::dates::{self, Reading};
use crate::japanese::notation::{fold, is_none_mark, number};

/// Makes a draft of a source that is aligned with a form.
pub fn draft(book: &Book, form: &Form, alignment: &Alignment) -> Draft {
    let mut draft = Draft::default();
    let mut left = Vec::new();
    let is_pinned = pinned::take(book, form, &mut draft, &mut left);
    let mut drafter = Drafter {
        book,
        form,
        form_words: FormWords::of(form),
        draft,
        left,
    };
    let free = |segment: &&Segment| !is_pinned.get(segment.cell).copied().unwrap_or(true);
    for (key, runs) in drafter.runs(alignment.segments.iter().filter(free)) {
        drafter.item(key, runs);
    }
    let Drafter {
        mut draft, left, ..
    } = drafter;
    draft.close_gaps(form);
    draft.rest = rest::gather(book, left);
    draft
}

struct Drafter<'b> {
    book: &'b Book,
    form: &'b Form,
    form_words: FormWords,
    draft: Draft,
    left: Vec<Piece>,
}

impl Drafter<'_> {
    fn item(&mut self, (id, at): Key, runs: Vec<Run>) {
        let item = &self.form.items[id];
        let mut doubts: Vec<Why> = Vec::new();
        let margin = runs
            .iter()
            .map(|run| run.margin)
            .fold(f32::INFINITY, f32::min);
        doubts.extend(certainty::of_place(margin, self.book.order));
        let cells: Vec<(usize, usize)> = runs.iter().flat_map(|run| &run.cells).copied().collect();
        let count: usize = runs.iter().map(|run| run.pieces.len()).sum();
        let cells = Some(cells).filter(|cells| count > 0 && cells.len() == count);
        let pieces = match &cells {
            // The cells of a table are no repetitions of one another.
            Some(_) => runs.into_iter().flat_map(|run| run.pieces).collect(),
            None => self.single(item, runs, &mut doubts),
        };
        let mut pieces = self.without_brackets(item, pieces);
        if matches!(item.kind, ItemKind::Text | ItemKind::TextText) {
            let (kept, printed, words) = self.form_words.part(self.form, id, self.book, pieces);
            pieces = kept;
            self.draft.printed.extend(printed);
            doubts.extend(words.map(Why::FormWords));
        }
        let Some(first) = pieces.first() else {
            return;
        };
        let place = self.book.cells[first.cell].place.clone();
        let mut sources: Vec<usize> = pieces.iter().map(|piece| piece.cell).collect();
        sources.dedup();
        let sources = sources.iter().map(|cell| &self.book.cells[*cell]);
        doubts.extend(sources.flat_map(certainty::of_cell));
        let begun = (self.left.len(), self.draft.printed.len());
        let mut values = self.values(id, at.clone(), &pieces, cells.as_deref(), &mut doubts);
        doubts.dedup();
        let unread = [
            Why::NoMarks,
            Why::NothingChosen,
            Why::EmptyBoxes,
            Why::Apart,
        ];
        if values.is_empty() && doubts.iter().any(|why| unread.contains(why)) {
            values.push(((id, at), Content::Nothing));
        }
        let is_there = |(key, _): &&(Key, Content)| self.draft.values.contains_key(key);
        if let Some((key, _)) = values.iter().find(is_there) {
            // Marked by our own export, and written a second time beside it.
            if let Some(value) = self.draft.values.get_mut(key) {
                value.doubts.push(Why::Differs);
            }
            self.left.truncate(begun.0);
            self.draft.printed.truncate(begun.1);
            self.left.extend(pieces);
            return;
        }
        for (key, content) in values {
            // Of several entries that one text gave, the first says what is not certain.
            let drafted = Drafted {
                content,
                doubts: std::mem::take(&mut doubts),
                place: place.clone(),
            };
            self.draft.values.insert(key, drafted);
        }
    }

    /// The values that the pieces of an item hold.
    fn values(
        &mut self,
        id: ItemId,
        at: Vec<usize>,
        pieces: &[Piece],
        cells: Option<&[(usize, usize)]>,
        doubts: &mut Vec<Why>,
    ) -> Vec<(Key, Content)> {
        let item = &self.form.items[id];
        let one = |content: Option<Content>| {
            let content = content.into_iter();
            content.map(|content| ((id, at.clone()), content)).collect()
        };
        match item.kind {
            ItemKind::Text | ItemKind::TextText => {
                one(text(&joined(self.book, pieces)).map(Content::Text))
            }
            ItemKind::Choice | ItemKind::ChoiceText => self.choice(id, &at, pieces, doubts),
            ItemKind::Checks => {
                let mut all = self.boxes(&[id], &at, pieces, doubts);
                all.truncate(1);
                all
            }
            ItemKind::Check => one(self.check(item, pieces)),
            ItemKind::Count => one(self.count(pieces, doubts)),
            ItemKind::Date => one(self.date(pieces, doubts)),
            ItemKind::Period => match self.ends(id, &at, pieces) {
                Some(ends) => ends,
                None => one(text(&in_one_line(self.book, pieces)).map(Content::Text)),
            },
            ItemKind::List => self.list(id, &at, pieces),
            ItemKind::Table => match rows(self.book, pieces, cells) {
                Some((heads, rows)) => {
                    // Each row repeats them as keys.
                    self.draft.printed.extend(heads);
                    one(Some(Content::Rows(rows)))
                }
                None => one(text(&joined(self.book, pieces)).map(Content::Text)),
            },
            ItemKind::Map => {
                let children = self.form.children(Some(id));
                let checks = |id: &&ItemId| self.form.items[**id].kind == ItemKind::Checks;
                let boxed: Vec<ItemId> = children.iter().filter(checks).copied().collect();
                self.boxes(&boxed, &at, pieces, doubts)
            }
            ItemKind::Figure => {
                self.left.extend(pieces.iter().cloned());
                Vec::new()
            }
        }
    }

    /// Puts what nobody has taken up into the rest.
    fn finish(&mut self, ink: &Ink) {
        self.left.extend(ink.pieces(Use::Open));
        self.draft.printed.extend(ink.pieces(Use::Printed));
    }

    fn choice(
        &mut self,
        id: ItemId,
        at: &[usize],
        pieces: &[Piece],
        doubts: &mut Vec<Why>,
    ) -> Vec<(Key, Content)> {
        let form = self.form;
        let count = form.count_of(id).and_then(|(item, _)| form.find(&item.id));
        let mut ink = Ink::of(self.book, pieces);
        let chosen = choice::read(&mut ink, &form.items[id], count.is_some());
        self.finish(&ink);
        doubts.extend(chosen.doubts);
        let own = chosen.words.map(|words| ((id, at.to_vec()), words));
        let count = count.and_then(|count| Some(((count, at.to_vec()), chosen.count?)));
        let values = own.into_iter().chain(count);
        values
            .map(|(key, words)| (key, Content::Text(words)))
            .collect()
    }

    fn boxes(
        &mut self,
        ids: &[ItemId],
        at: &[usize],
        pieces: &[Piece],
        doubts: &mut Vec<Why>,
    ) -> Vec<(Key, Content)> {
        let items: Vec<&Item> = ids.iter().map(|id| &self.form.items[*id]).collect();
        let mut ink = Ink::of(self.book, pieces);
        let boxes = boxes::read(&mut ink, &items);
        if boxes.ticked.is_empty() {
            ink.keep_together();
        }
        self.finish(&ink);
        doubts.extend(boxes.doubts);
        let mut all: Vec<(Key, Vec<Ticked>)> = Vec::new();
        for (item, option, detail) in boxes.ticked {
            let key = (ids[item], at.to_vec());
            let ticked = Ticked {
                option: items[item].options[option].text.clone(),
                detail,
                is_own: false,
            };
            match all.last_mut().filter(|(last, _)| *last == key) {
                Some((_, boxes)) => boxes.push(ticked),
                None => all.push((key, vec![ticked])),
            }
        }
        all.into_iter()
            .map(|(key, ticked)| (key, Content::Checks(ticked)))
            .collect()
    }

    fn check(&mut self, item: &Item, pieces: &[Piece]) -> Option<Content> {
        // Its one option is the label after the box.
        let mut boxed = Item {
            kind: ItemKind::Checks,
            ..item.clone()
        };
        boxed.options = vec![crate::form::Choice {
            text: item.label.clone(),
            slot: false,
        }];
        let words: String = pieces.iter().map(|p| fold(p.text(self.book))).collect();
        if let Some(is_on) = boxes::tick(&words) {
            self.draft.printed.extend(pieces.iter().cloned());
            return is_on.then(|| Content::Text("○".to_owned()));
        }
        let mut ink = Ink::of(self.book, pieces);
        let boxes = boxes::read(&mut ink, &[&boxed]);
        self.finish(&ink);
        (!boxes.ticked.is_empty()).then(|| Content::Text("○".to_owned()))
    }

    fn count(&mut self, pieces: &[Piece], doubts: &mut Vec<Why>) -> Option<Content> {
        let mut ink = Ink::of(self.book, pieces);
        let open = ink.open();
        let is_digit = |at: &usize| open[*at].c.is_ascii_digit();
        let start = (0..open.len()).find(is_digit).unwrap_or(open.len());
        let end = (start..open.len())
            .find(|at| !is_digit(at))
            .unwrap_or(open.len());
        for at in (0..start).chain(end..open.len()) {
            if "()件約計".contains(open[at].c) {
                ink.take(&open, at..at + 1, Use::Printed);
            }
        }
        ink.take(&open, start..end, Use::Value);
        self.finish(&ink);
        let words = ink.words(&open, start..end);
        if words.is_empty() {
            return None;
        }
        if number(&words).is_none() {
            doubts.push(Why::NoNumber);
        }
        Some(Content::Text(words))
    }

    fn date(&mut self, pieces: &[Piece], doubts: &mut Vec<Why>) -> Option<Content> {
        let words = text(&in_one_line(self.book, pieces))?;
        if let Some(day) = day_of_number(&words) {
            doubts.push(Why::DayNumber(words));
            return Some(Content::Text(day));
        }
        if dates::read(&words) == Reading::Other && !is_none_mark(&words) {
            doubts.push(Why::NoDate);
        }
        Some(Content::Text(words))
    }

    /// The two days of a period where から and まで stand apart from them, as the form prints these words.
    fn ends(&mut self, id: ItemId, at: &[usize], pieces: &[Piece]) -> Option<Vec<(Key, Content)>> {
        let [start, end] = *self.form.children(Some(id)) else {
            return None;
        };
        let mut ink = Ink::of(self.book, pieces);
        let open = ink.open();
        let (from, until) = (folded_words("から"), folded_words("まで"));
        let middle = (1..open.len()).find(|n| stands(&open, *n, &from))?;
        let last = open.len().checked_sub(until.len())?;
        let apart = ink.words(&open, 0..middle + 1);
        let is_apart = apart.trim_end_matches('か').ends_with(char::is_whitespace);
        if !is_apart || !stands(&open, last, &until) || last < middle + from.len() {
            return None;
        }
        let (first, second) = (0..middle, middle + from.len()..last);
        let days = [first.clone(), second.clone()].map(|range| ink.words(&open, range));
        if days.iter().any(|day| dates::date(day).is_none()) {
            return None;
        }
        ink.take(&open, 0..open.len(), Use::Printed);
        ink.take(&open, first, Use::Value);
        ink.take(&open, second, Use::Value);
        self.finish(&ink);
        let [from, until] = days.map(Content::Text);
        let (start, end) = ((start, at.to_vec()), (end, at.to_vec()));
        Some(vec![(start, from), (end, until)])
    }
}

#[cfg(test)]
mod tests;
