//! The value of one item as signs with their places in the source: what a reader of values takes up is marked, so that what
//! nobody took up is known at the end.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cell::Book;
use crate::japanese::notation::fold;

/// A piece of a cell that belongs to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its cell.
    pub(super) cell: usize,
    /// Which bytes of its text.
    pub(super) range: Range<usize>,
}

impl Piece {
    /// Its words.
    pub(super) fn text<'b>(&self, book: &'b Book) -> &'b str {
        let cell = book.cells.get(self.cell);
        cell.and_then(|cell| cell.text.get(self.range.clone()))
            .unwrap_or_default()
    }
}

/// A sign of a value.
#[derive(Debug, Clone, Copy)]
struct Sign {
    c: char,
    cell: usize,
    at: usize,
    /// On which line, or in which row of a table, it stands.
    line: usize,
    use_of: Use,
}

/// What became of a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Nobody has taken it up.
    Open,
    /// It is in a value.
    Value,
    /// The form prints it, or it is the sign of a choice.
    Printed,
}

/// A sign in the form in which options are compared; blanks are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Folded {
    /// Its comparison form.
    pub(super) c: char,
    /// Which sign of the ink it is.
    pub(super) sign: usize,
    /// Whether a line or a cell ends before it.
    pub(super) begins: bool,
    /// On which line, or in which row of a table, it stands.
    pub(super) line: usize,
    /// Whether a blank stands before it.
    pub(super) apart: bool,
    /// Whether it is a number in a circle.
    pub(super) circled: bool,
}

impl Folded {
    /// Whether it is a part of a word.
    pub(super) fn is_word(&self) -> bool {
        self.c.is_alphanumeric()
    }
}

/// Whether a word may begin at a place.
pub(super) fn begins_word(open: &[Folded], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| open.get(before));
    let here = open.get(at).is_some_and(|f| f.begins || f.apart);
    here || before.is_none_or(|before| !before.is_word())
}

/// Whether a word may end before a place.
pub(super) fn ends_word(open: &[Folded], at: usize) -> bool {
    let here = open.get(at);
    here.is_none_or(|f| f.begins || f.apart || !f.is_word())
}

/// The signs of a value.
#[derive(Debug, Default)]
pub(super) struct Ink {
    signs: Vec<Sign>,
}

impl Ink {
    /// The signs of pieces, in their order.
    pub(super) fn of(book: &Book, pieces: &[Piece]) -> Self {
        let mut ink = Ink::default();
        let (mut line, mut last): (usize, Option<&Piece>) = (0, None);
        for piece in pieces {
            let beside = last.is_some_and(|last| in_one_line(book, last, piece));
            line += usize::from(!beside);
            last = Some(piece);
            for (at, c) in piece.text(book).char_indices() {
                line += usize::from(c == '\n');
                ink.signs.push(Sign {
                    c,
                    cell: piece.cell,
                    at: piece.range.start + at,
                    line,
                    use_of: Use::Open,
                });
            }
        }
        ink
    }

    /// What nobody has taken up yet, in comparison form.
    pub(super) fn open(&self) -> Vec<Folded> {
        let mut out = Vec::with_capacity(self.signs.len());
        let (mut begins, mut apart, mut cell) = (true, true, None);
        for (sign, ink) in self.signs.iter().enumerate() {
            begins |= ink.c == '\n' || cell.is_some_and(|cell| cell != ink.cell);
            apart |= ink.c.is_whitespace();
            cell = Some(ink.cell);
            if ink.use_of != Use::Open {
                apart = true;
                continue;
            }
            let circled = matches!(ink.c, '①'..='⑳' | '➀'..='➉' | '❶'..='❿');
            for c in folded(ink.c) {
                out.push(Folded {
                    c,
                    sign,
                    line: ink.line,
                    begins,
                    apart,
                    circled,
                });
                (begins, apart) = (false, false);
            }
        }
        out
    }

    /// Says what became of signs: from the first to before the second place of what [`Ink::open`] gave.
    pub(super) fn take(&mut self, open: &[Folded], range: Range<usize>, use_of: Use) {
        for folded in open.get(range).unwrap_or_default() {
            self.signs[folded.sign].use_of = use_of;
        }
    }

    /// The words of some signs as they are written, blanks between them kept; without what the form prints among them.
    pub(super) fn words(&self, open: &[Folded], range: Range<usize>) -> String {
        let open = open.get(range).unwrap_or_default();
        let (Some(first), Some(last)) = (open.first(), open.last()) else {
            return String::new();
        };
        let mut out = String::new();
        let mut cell = None;
        let signs = self.signs[first.sign..=last.sign].iter();
        for sign in signs.filter(|sign| sign.use_of != Use::Printed) {
            if cell.is_some_and(|cell| cell != sign.cell) && !out.ends_with('\n') {
                out.push('\n');
            }
            cell = Some(sign.cell);
            out.push(sign.c);
        }
        out.trim().to_owned()
    }

    /// Takes nothing of a cell of which most is not understood: its words belong together.
    pub(super) fn keep_together(&mut self) {
        let mut cells: BTreeMap<usize, (usize, bool)> = BTreeMap::new();
        let is_open = |sign: &Sign| sign.use_of == Use::Open && !sign.c.is_whitespace();
        for sign in &self.signs {
            let (open, has_value) = cells.entry(sign.cell).or_default();
            *open += usize::from(is_open(sign));
            *has_value |= sign.use_of == Use::Value;
        }
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for sign in self.signs.iter().filter(|sign| !sign.c.is_whitespace()) {
            *counts.entry(sign.cell).or_default() += 1;
        }
        for sign in &mut self.signs {
            let (open, has_value) = cells[&sign.cell];
            let all = counts.get(&sign.cell).copied().unwrap_or(0);
            if sign.use_of == Use::Printed && !has_value && open * 2 > all {
                sign.use_of = Use::Open;
            }
        }
    }

    /// The pieces of a use, each as long as it can be; blanks within are part of them.
    pub(super) fn pieces(&self, use_of: Use) -> Vec<Piece> {
        let mut out: Vec<Piece> = Vec::new();
        let mut goes_on = false;
        let mut last_end = (usize::MAX, 0);
        for sign in &self.signs {
            // Between two pieces of a cell there is what belongs to others.
            goes_on &= last_end == (sign.cell, sign.at);
            last_end = (sign.cell, sign.at + sign.c.len_utf8());
            let is_blank = sign.c.is_whitespace() || folded(sign.c).next().is_none();
            if sign.use_of != use_of && !is_blank {
                goes_on = false;
            }
            if sign.use_of != use_of || is_blank {
                continue;
            }
            let end = sign.at + sign.c.len_utf8();
            match out.last_mut() {
                Some(last) if goes_on && last.cell == sign.cell => last.range.end = end,
                _ => out.push(Piece {
                    cell: sign.cell,
                    range: sign.at..end,
                }),
            }
            goes_on = true;
        }
        out
    }
}

/// Whether a piece goes on in the line or the row of the one before.
fn in_one_line(book: &Book, last: &Piece, next: &Piece) -> bool {
    let (a, b) = (&book.cells[last.cell], &book.cells[next.cell]);
    if last.cell == next.cell {
        let gap = a.text.get(last.range.end..next.range.start);
        return gap.is_some_and(|gap| !gap.contains('\n'));
    }
    let rows = a.grid.zip(b.grid);
    rows.is_some_and(|(a, b)| (a.table, a.row) == (b.table, b.row))
}

/// The comparison form of a character, as options are compared: 「，」 is 「、」.
fn folded(c: char) -> impl Iterator<Item = char> {
    let one = matches!(c, 'ぁ'..='ヾ' | '一'..='鿿').then_some(c);
    let more = if one.is_some() {
        String::new()
    } else {
        fold(c.encode_utf8(&mut [0; 4]))
    };
    let more: Vec<char> = more.chars().collect();
    let comma = |c: char| if c == ',' { '、' } else { c };
    one.into_iter().chain(more).map(comma)
}

/// The comparison form of words of the form.
pub(super) fn folded_words(words: &str) -> Vec<char> {
    words.chars().flat_map(folded).collect()
}

/// Whether words stand at a place of a run of signs.
pub(super) fn stands(open: &[Folded], at: usize, words: &[char]) -> bool {
    let there = open.get(at..at + words.len());
    there.is_some_and(|there| there.iter().zip(words).all(|(sign, c)| sign.c == *c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::cell::Cell;

    #[test]
    fn what_is_not_taken_is_known_with_its_place() {
        let text = "［　十分である　］＜選択肢＞ 追記";
        let cell = Cell {
            text: text.to_owned(),
            ..Cell::default()
        };
        let book = Book {
            cells: vec![cell],
            ..Book::default()
        };
        let whole = Piece {
            cell: 0,
            range: 0..text.len(),
        };
        let mut ink = Ink::of(&book, &[whole]);
        let open = ink.open();
        assert_eq!(
            open.iter().take(3).map(|f| f.c).collect::<String>(),
            "[十分"
        );
        assert!(stands(&open, 1, &folded_words("十分である")));
        assert_eq!(ink.words(&open, 1..6), "十分である");
        ink.take(&open, 0..1, Use::Printed);
        ink.take(&open, 1..6, Use::Value);
        ink.take(&open, 6..12, Use::Printed);
        let left = ink.pieces(Use::Open);
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].text(&book), "追記");
        assert_eq!(ink.pieces(Use::Value)[0].text(&book), "十分である");
    }
}
