//! CSV: rows of values between commas, tabs or semicolons, with quotation marks around what holds them.

use crate::intake::cell::{Book, Cell, Grid, Place};

/// How many lines are looked at to find out what parts the values.
const LOOK: usize = 200;

/// Reads a table of values.
pub fn read(text: &str) -> Book {
    let separator = separator(text);
    let mut cells = Vec::new();
    let mut line = 1;
    let (mut row, mut column) = (0, 0);
    let mut rest = text;
    while !rest.is_empty() {
        let (value, length) = value(rest, separator);
        let text = value.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim_matches(['\n', ' ', '\u{feff}']);
        if !text.trim().is_empty() {
            cells.push(Cell {
                text: text.to_owned(),
                place: Place::Line(line),
                grid: Some(Grid::single(0, row, column)),
                ..Cell::default()
            });
        }
        line += memchr::memchr_iter(b'\n', &rest.as_bytes()[..length]).count();
        rest = &rest[length..];
        if let Some(behind) = rest.strip_prefix(separator) {
            rest = behind;
            column += 1;
        } else {
            let behind = rest.strip_prefix('\r').unwrap_or(rest);
            rest = behind.strip_prefix('\n').unwrap_or(behind);
            line += 1;
            (row, column) = (row + 1, 0);
        }
    }
    Book {
        cells,
        ..Book::default()
    }
}

/// The value at the beginning of a text, and how many bytes it takes there.
fn value(text: &str, separator: char) -> (String, usize) {
    let ends = [separator, '\n', '\r'];
    let bare = |from: usize| text[from..].find(ends).map_or(text.len(), |at| from + at);
    if !text.starts_with('"') {
        let end = bare(0);
        return (text[..end].to_owned(), end);
    }
    let mut out = String::new();
    let mut at = 1;
    while let Some(found) = memchr::memchr(b'"', &text.as_bytes()[at..]) {
        out.push_str(&text[at..at + found]);
        at += found + 1;
        if !text[at..].starts_with('"') {
            // What stands behind the closing mark belongs to the value: nothing is lost.
            let end = bare(at);
            out.push_str(&text[at..end]);
            return (out, end);
        }
        out.push('"');
        at += 1;
    }
    // A mark that is never closed is one of the text.
    let end = bare(0);
    (text[..end].to_owned(), end)
}

/// What parts the values: the sign that stands outside quotation marks most often.
fn separator(text: &str) -> char {
    let mut counts = [(',', 0), ('\t', 0), (';', 0)];
    let mut quoted = false;
    let mut lines = 0;
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted => lines += 1,
            _ if quoted => {}
            _ => {
                for (sign, count) in &mut counts {
                    *count += usize::from(*sign == c);
                }
            }
        }
        if lines > LOOK {
            break;
        }
    }
    let most = counts
        .iter()
        .max_by_key(|(sign, count)| (*count, *sign == ','));
    most.map_or(',', |(sign, _)| *sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(usize, usize, String)> {
        let place = |cell: Cell| cell.grid.map(|grid| (grid.row, grid.column, cell.text));
        read(text).cells.into_iter().filter_map(place).collect()
    }

    fn own(cells: &[(usize, usize, &str)]) -> Vec<(usize, usize, String)> {
        cells
            .iter()
            .map(|&(row, column, text)| (row, column, text.to_owned()))
            .collect()
    }

    #[test]
    fn values_may_hold_separators_and_line_ends() {
        let text =
            "評価書名,\"住民基本台帳に関する事務\"\r\n,,\"一行目\r\n二、\"\"三\"\"行目, 終\"\r\n";
        assert_eq!(
            cells(text),
            own(&[
                (0, 0, "評価書名"),
                (0, 1, "住民基本台帳に関する事務"),
                (1, 2, "一行目\n二、\"三\"行目, 終"),
            ])
        );
        assert_eq!(
            cells("甲\t乙、丙, 丁\n戊\t己"),
            own(&[
                (0, 0, "甲"),
                (0, 1, "乙、丙, 丁"),
                (1, 0, "戊"),
                (1, 1, "己")
            ])
        );
    }

    #[test]
    fn an_open_mark_takes_no_more_than_its_value() {
        assert_eq!(
            cells("\"甲,乙\n丙"),
            own(&[(0, 0, "\"甲"), (0, 1, "乙"), (1, 0, "丙")])
        );
    }
}
