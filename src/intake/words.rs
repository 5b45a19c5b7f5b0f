//! The words of pieces of a source put together: texts, dates, tables.

use std::collections::BTreeMap;

use super::cell::Book;
use super::ink::Piece;
use crate::japanese::dates;

/// The words of pieces: those of one row of a table on one line, others below one another.
pub(super) fn joined(book: &Book, pieces: &[Piece]) -> String {
    let mut out = String::new();
    let mut last: Option<&Piece> = None;
    for piece in pieces {
        if let Some(last) = last
            && !out.is_empty()
        {
            out.push_str(between(book, last, piece));
        }
        out.push_str(piece.text(book).trim_end());
        last = Some(piece);
    }
    out
}

/// What stands between two pieces of a text.
fn between(book: &Book, one: &Piece, other: &Piece) -> &'static str {
    let (a, b) = (&book.cells[one.cell], &book.cells[other.cell]);
    if one.cell == other.cell {
        let gap = a.text.get(one.range.end..other.range.start);
        return if gap.is_some_and(|gap| !gap.is_empty() && !gap.contains('\n')) {
            "　"
        } else {
            "\n"
        };
    }
    let in_row = a.grid.zip(b.grid).is_some_and(|(a, b)| {
        a.table == b.table && a.row == b.row && b.column >= a.column + a.columns.max(1)
    });
    if in_row { "　" } else { "\n" }
}

/// The words of pieces without line ends: a date that is parted among cells.
pub(super) fn in_one_line(book: &Book, pieces: &[Piece]) -> String {
    let words = pieces.iter().map(|piece| piece.text(book).trim());
    words.collect::<String>().replace('\n', "")
}

/// A text without blank lines around it; blanks that begin the first of several lines stay, as they stay in the others.
pub(super) fn text(words: &str) -> Option<String> {
    let words = words.trim_end();
    let begun = words.trim_start_matches(['\n', '\r', ' ', '\t']);
    let bare = words.trim();
    let words = if bare.contains('\n') { begun } else { bare };
    let lines: Vec<&str> = words.lines().map(str::trim_end).collect();
    (!bare.is_empty()).then(|| lines.join("\n"))
}

/// Rows of a table: columns with their cells.
pub(super) type Rows = Vec<Vec<(String, String)>>;

/// Rows of a table by the places of its cells, as the source says them or else as they stand; the first row has the heads.
/// With the pieces that are heads.
pub(super) fn rows(
    book: &Book,
    pieces: &[Piece],
    cells: Option<&[(usize, usize)]>,
) -> Option<(Vec<Piece>, Rows)> {
    let mut grid: BTreeMap<usize, BTreeMap<usize, Vec<&Piece>>> = BTreeMap::new();
    for (number, piece) in pieces.iter().enumerate() {
        let stands = || book.cells[piece.cell].grid.map(|g| (g.row, g.column));
        let said = cells.and_then(|cells| cells.get(number).copied());
        let (row, column) = said.or_else(stands)?;
        let row = grid.entry(row).or_default();
        row.entry(column).or_default().push(piece);
    }
    let words = |pieces: &Vec<&Piece>| {
        let pieces: Vec<Piece> = pieces.iter().map(|piece| (*piece).clone()).collect();
        text(&joined(book, &pieces)).unwrap_or_default()
    };
    let (_, first) = grid.pop_first()?;
    let heads: Vec<(usize, String)> = first.iter().map(|(at, cell)| (*at, words(cell))).collect();
    // Two heads of one name would be one key, and a cell below no head would be lost.
    let mut names: Vec<&str> = heads.iter().map(|(_, name)| name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let fits = |row: &BTreeMap<usize, Vec<&Piece>>| row.keys().all(|at| first.contains_key(at));
    let is_table = !grid.is_empty() && names.len() == heads.len() && !names.contains(&"");
    if !is_table || cells.is_none() && heads.len() < 2 || !grid.values().all(fits) {
        return None;
    }
    let rows = grid.values().map(|row| {
        let cell = |(at, head): &(usize, String)| {
            (head.clone(), row.get(at).map(words).unwrap_or_default())
        };
        heads.iter().map(cell).collect()
    });
    let rows = rows.collect();
    Some((first.into_values().flatten().cloned().collect(), rows))
}

/// The day that a spreadsheet keeps as a number, in words; none for a text that is no such number.
pub(super) fn day_of_number(text: &str) -> Option<String> {
    /// 1990 and 2063: what lies outside is no day of an assessment.
    const DAYS: std::ops::Range<i32> = 32_874..59_537;
    let text = text.trim();
    let whole = text.strip_suffix(".0").unwrap_or(text);
    let days: i32 = whole.parse().ok().filter(|_| whole.len() == 5)?;
    DAYS.contains(&days).then_some(())?;
    let first = jiff::civil::date(1899, 12, 30);
    let day = first.checked_add(jiff::Span::new().days(days)).ok()?;
    Some(dates::written(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::cell::{Cell, Grid};

    fn cell(text: &str, row: usize, column: usize) -> Cell {
        Cell {
            text: text.to_owned(),
            grid: Some(Grid::single(0, row, column)),
            ..Cell::default()
        }
    }

    fn pieces(book: &Book) -> Vec<Piece> {
        let cells = book.cells.iter().enumerate();
        let pieces = cells.map(|(cell, of)| Piece {
            cell,
            range: 0..of.text.len(),
        });
        pieces.collect()
    }

    #[test]
    fn cells_of_a_row_are_on_one_line() {
        let cells = vec![cell("一", 0, 0), cell("二", 0, 1), cell("　三\n四 ", 1, 0)];
        let book = Book {
            cells,
            ..Book::default()
        };
        assert_eq!(joined(&book, &pieces(&book)), "一　二\n　三\n四");
        assert_eq!(in_one_line(&book, &pieces(&book)), "一二三四");
        assert_eq!(
            text("\n 　字下げ\n二行目 \n").as_deref(),
            Some("　字下げ\n二行目")
        );
        assert_eq!(text("　一行だけ　").as_deref(), Some("一行だけ"));
        assert_eq!(text(" 　\n"), None);
    }

    #[test]
    fn a_grid_is_a_table_where_every_cell_has_a_head() {
        let table = |cells: Vec<Cell>| {
            let book = Book {
                cells,
                ..Book::default()
            };
            rows(&book, &pieces(&book), None).map(|(_, rows)| rows)
        };
        let (a, b) = (cell("項目", 0, 0), cell("内容", 0, 1));
        let rows = table(vec![a.clone(), b, cell("甲", 1, 0), cell("乙", 2, 1)]);
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let first = vec![pair("項目", "甲"), pair("内容", "")];
        let second = vec![pair("項目", ""), pair("内容", "乙")];
        assert_eq!(rows, Some(vec![first, second]));
        assert_eq!(
            table(vec![a.clone(), cell("項目", 0, 1), cell("甲", 1, 0)]),
            None
        );
        assert_eq!(table(vec![a, cell("甲", 1, 3)]), None);
    }

    #[test]
    fn the_number_of_a_day_is_a_day() {
        assert_eq!(day_of_number("46108").as_deref(), Some("令和8年3月27日"));
        assert_eq!(
            day_of_number(" 43586.0 ").as_deref(),
            Some("令和元年5月1日")
        );
        for text in ["12", "99999", "2026/3/27", "令和8年3月27日", "-4610"] {
            assert_eq!(day_of_number(text), None, "{text}");
        }
    }
}
