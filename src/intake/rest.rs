//! 取込みの残り: what has no place in the form, put together as people would read it, each piece with its place.

use super::cell::{Book, Cell, Note, Place};
use super::draft::Left;
use super::ink::Piece;

/// A stretch of the source that has no place.
struct Stretch {
    /// Its first and its last cell.
    cells: (usize, usize),
    /// Where its last piece ends in the last cell.
    end: usize,
    text: String,
}

/// The rest, in the order of the source.
pub(super) fn gather(book: &Book, mut pieces: Vec<Piece>) -> Vec<Left> {
    pieces.sort_unstable_by_key(|piece| (piece.cell, piece.range.start, piece.range.end));
    pieces.dedup();
    let mut stretches: Vec<Stretch> = Vec::new();
    for piece in pieces {
        let text = piece.text(book).trim();
        if text.is_empty() {
            continue;
        }
        match stretches.last_mut() {
            Some(last) => match between(book, last, &piece) {
                Some(between) => {
                    last.text.push_str(between);
                    last.text.push_str(text);
                    last.cells.1 = piece.cell;
                    last.end = piece.range.end;
                }
                None => stretches.push(Stretch::of(&piece, text)),
            },
            None => stretches.push(Stretch::of(&piece, text)),
        }
    }
    let words = stretches.into_iter().map(|stretch| {
        let (first, last) = stretch.cells;
        let place = places(&book.cells[first].place, &book.cells[last].place);
        let text = stretch.text;
        let is_note = false;
        (
            first,
            Left {
                place,
                text,
                is_note,
            },
        )
    });
    let mut all: Vec<(usize, Left)> = words.chain(of_notes(book)).collect();
    all.sort_by_key(|(cell, _)| *cell);
    all.into_iter().map(|(_, left)| left).collect()
}

impl Stretch {
    fn of(piece: &Piece, text: &str) -> Self {
        Stretch {
            cells: (piece.cell, piece.cell),
            end: piece.range.end,
            text: text.to_owned(),
        }
    }
}

/// What stands between a stretch and a piece that goes on with it; none where it does not.
fn between(book: &Book, last: &Stretch, piece: &Piece) -> Option<&'static str> {
    let (a, b) = (&book.cells[last.cells.1], &book.cells[piece.cell]);
    if last.cells.1 == piece.cell {
        let gap = a.text.get(last.end..piece.range.start)?;
        let is_blank = gap.chars().all(char::is_whitespace);
        return is_blank.then_some(if gap.contains('\n') { "\n" } else { " " });
    }
    let follows = piece.cell == last.cells.1 + 1;
    let whole = is_blank(a, last.end, a.text.len()) && is_blank(b, 0, piece.range.start);
    if !follows || !whole {
        return None;
    }
    let in_row = a.grid.zip(b.grid);
    if in_row.is_some_and(|(a, b)| a.table == b.table && a.row == b.row) {
        return Some("　");
    }
    let goes_on = match (&a.place, &b.place) {
        (Place::Line(_), Place::Line(_)) | (Place::Paragraph(_), Place::Paragraph(_)) => true,
        (Place::Page { page, .. }, Place::Page { page: other, .. }) => page == other,
        _ => false,
    };
    goes_on.then_some("\n")
}

fn is_blank(cell: &Cell, start: usize, end: usize) -> bool {
    let text = cell.text.get(start..end).unwrap_or_default();
    text.chars().all(char::is_whitespace)
}

/// From one place to another.
fn places(first: &Place, last: &Place) -> String {
    match (first, last) {
        (Place::Line(a), Place::Line(b)) if a != b => format!("{a}～{b}行目"),
        (Place::Paragraph(a), Place::Paragraph(b)) if a != b => format!("{a}～{b}段落目"),
        _ => first.to_string(),
    }
}

/// The comments on cells, and what is struck through or deleted where nothing else is left.
fn of_notes(book: &Book) -> impl Iterator<Item = (usize, Left)> + use<'_> {
    book.cells.iter().enumerate().flat_map(|(number, cell)| {
        let is_empty = cell.text.trim().is_empty();
        let of_note = move |note: &Note| {
            let (words, what) = match note {
                Note::Comment(words) => (words, "コメント"),
                Note::Struck(words) if is_empty => (words, "取消線"),
                Note::Deleted(words) if is_empty => (words, "変更履歴の削除"),
                _ => return None,
            };
            let words = words.trim();
            (!words.is_empty()).then(|| Left {
                place: format!("{}（{what}）", cell.place),
                text: words.to_owned(),
                is_note: true,
            })
        };
        let notes = cell.notes.iter().filter_map(of_note);
        notes.map(move |left| (number, left)).collect::<Vec<_>>()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, number: usize) -> Cell {
        Cell {
            text: text.to_owned(),
            place: Place::Line(number),
            ..Cell::default()
        }
    }

    #[test]
    fn lines_that_follow_one_another_are_one_piece() {
        let mut noted = line("", 9);
        noted.notes = vec![
            Note::Comment("要確認".to_owned()),
            Note::Struck("旧課名".to_owned()),
        ];
        let cells = vec![line("甲", 1), line("乙", 2), line("丙 丁", 4), noted];
        let book = Book {
            cells,
            ..Book::default()
        };
        let piece = |cell, range| Piece { cell, range };
        let pieces = vec![piece(2, 4..7), piece(0, 0..3), piece(1, 0..3)];
        let rest = gather(&book, pieces);
        let said: Vec<(&str, &str)> = rest.iter().map(|l| (&*l.place, &*l.text)).collect();
        let expected = [
            ("1～2行目", "甲\n乙"),
            ("4行目", "丁"),
            ("9行目（コメント）", "要確認"),
            ("9行目（取消線）", "旧課名"),
        ];
        assert_eq!(said, expected);
    }
}
