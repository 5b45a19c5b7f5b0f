//! Lines as somebody typed them or a converter wrote them: tabs part the cells of a row, tags may stand in a cell, signs
//! of Markdown before a line.

use std::collections::HashMap;
use std::ops::Range;

use super::super::html::{Blocks, Collector};
use super::super::markup::{Token, Tokens};
use crate::intake::cell::{Book, Grid};
use crate::japanese::numbering::numbered;

/// Reads a text by its lines.
pub(super) fn read(text: &str) -> Book {
    let mut collector = Collector::new(Blocks::EndLine);
    // The table that goes on as long as line after line has tabs: its number, and the rows so far.
    let mut table: Option<(usize, usize)> = None;
    let mut line_number = 1;
    for line in logical_lines(text) {
        let raw = &text[line.range.clone()];
        let cells = cells(raw, &line);
        if cells.len() > 1 {
            let (number, row) = table.unwrap_or_else(|| (collector.number(), 0));
            if !is_rule(&cells) {
                for (column, cell) in cells.iter().enumerate() {
                    let grid = Grid::single(number, row, column);
                    take(
                        &mut collector,
                        cell,
                        &cells[column + 1..],
                        line_number,
                        Some(grid),
                    );
                }
            }
            table = Some((number, row + 1));
        } else {
            table = None;
            take(&mut collector, unmarked(raw), &[], line_number, None);
        }
        line_number += 1 + memchr::memchr_iter(b'\n', raw.as_bytes()).count();
    }
    collector.finish()
}

/// In how many cells of a line a table is looked for again.
const MOST_CELLS: usize = 64;

/// How deep elements are followed.
const DEEPEST: usize = 200;

fn take(collector: &mut Collector, cell: &str, behind: &[&str], line: usize, grid: Option<Grid>) {
    if cell.trim().is_empty() {
        return;
    }
    let from = collector.cells().len();
    collector.take_cell(cell, line, grid);
    // A converter writes a table that stands in a cell twice: in the cell, and as cells of the line. Once is enough.
    let nested: Vec<String> = collector.cells()[from..]
        .iter()
        .filter(|cell| cell.grid != grid)
        .map(|cell| bare(&cell.text))
        .collect();
    if !nested.is_empty() {
        let again: Vec<String> = behind
            .iter()
            .take(MOST_CELLS)
            .map(|text| bare(&Collector::text_of(text)))
            .collect();
        if nested.iter().all(|text| again.contains(text)) {
            let cells = collector.cells().split_off(from);
            collector
                .cells()
                .extend(cells.into_iter().filter(|cell| cell.grid == grid));
        }
    }
}

/// A text without its blanks.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A line, with the line ends that stand inside its elements, and where its tabs are.
struct Line {
    range: Range<usize>,
    tabs: Vec<usize>,
}

/// The lines of a text; a line end or a tab inside an element is a blank.
fn logical_lines(text: &str) -> Vec<Line> {
    let elements = Elements::of(text);
    let mut open: Vec<&str> = Vec::new();
    let mut out = Vec::new();
    let (mut start, mut tabs) = (0, Vec::new());
    let mut tokens = Tokens::of(text);
    let mut at = 0;
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(words) => {
                for (offset, byte) in words.bytes().enumerate() {
                    let place = at + offset;
                    // An empty line ends what was left open, but for a table.
                    if byte == b'\n'
                        && words[offset + 1..].starts_with('\n')
                        && !open.contains(&"table")
                    {
                        open.clear();
                    }
                    match byte {
                        b'\n' if open.is_empty() => {
                            out.push(Line {
                                range: start..place,
                                tabs: std::mem::take(&mut tabs),
                            });
                            start = place + 1;
                        }
                        b'\t' if open.is_empty() => tabs.push(place - start),
                        _ => {}
                    }
                }
            }
            Token::Open(name, _) if open.len() < DEEPEST && elements.closed(name, tokens.at()) => {
                open.push(name)
            }
            Token::Close(name) => {
                if let Some(from) = open.iter().rposition(|&open| open == name) {
                    open.truncate(from);
                }
            }
            _ => {}
        }
        at = tokens.at();
    }
    out.push(Line {
        range: start..text.len(),
        tabs,
    });
    out
}

/// Where elements are closed and where empty lines are: an element counts as one where it is closed before the next
/// empty line, a table wherever it is closed.
struct Elements {
    closings: HashMap<&'static str, Vec<usize>>,
    empty_lines: Vec<usize>,
}

impl Elements {
    fn of(text: &str) -> Self {
        let mut closings: HashMap<&'static str, Vec<usize>> = HashMap::new();
        let mut tokens = Tokens::of(text);
        while let Some(token) = tokens.next() {
            if let Token::Close(name) = token {
                closings.entry(name).or_default().push(tokens.at());
            }
        }
        let empty_lines = memchr::memmem::find_iter(text.as_bytes(), b"\n\n").collect();
        Elements {
            closings,
            empty_lines,
        }
    }

    fn closed(&self, name: &str, at: usize) -> bool {
        let next = |places: &[usize]| {
            places
                .get(places.partition_point(|&place| place < at))
                .copied()
        };
        let Some(closing) = self.closings.get(name).and_then(|places| next(places)) else {
            return false;
        };
        name == "table" || next(&self.empty_lines).is_none_or(|empty| closing < empty)
    }
}

/// The cells of a line: between tabs, or between the bars of a table in Markdown.
fn cells<'t>(raw: &'t str, line: &Line) -> Vec<&'t str> {
    let body = raw.trim();
    let bars = || {
        body.match_indices('|')
            .map(|(at, _)| at)
            .filter(|&at| !body[..at].ends_with('\\'))
    };
    if line.tabs.is_empty() && body.starts_with('|') && body.ends_with('|') && bars().count() > 2 {
        let places: Vec<usize> = bars().collect();
        return places
            .windows(2)
            .map(|pair| &body[pair[0] + 1..pair[1]])
            .collect();
    }
    let mut from = 0;
    let mut out = Vec::with_capacity(line.tabs.len() + 1);
    for &tab in &line.tabs {
        out.push(&raw[from..tab]);
        from = tab + 1;
    }
    out.push(&raw[from..]);
    if let Some(first) = out.first_mut() {
        *first = unmarked(first);
    }
    out
}

/// The line below the heads of a table in Markdown.
fn is_rule(cells: &[&str]) -> bool {
    let rule =
        |cell: &&str| cell.contains("---") && cell.chars().all(|c| matches!(c, '-' | ':' | ' '));
    cells.iter().all(rule)
}

/// A line without the signs of Markdown that a converter puts before it. A dash stays, unless the line has a sign of its
/// own (`- ①…`, `- ・…`): then the dash is none of the writer's.
fn unmarked(line: &str) -> &str {
    let body = line.trim_start_matches([' ', '\u{feff}']);
    let heading = body.trim_start_matches('#');
    if heading.len() < body.len() && body.len() - heading.len() <= 6 && heading.starts_with(' ') {
        return plain(heading.trim());
    }
    if let Some(item) = body.strip_prefix("- ").or_else(|| body.strip_prefix("* ")) {
        let item = item.trim_start();
        if numbered(item).is_some()
            || item.starts_with(['・', '●', '○', '◯', '〇', '■', '※', '＊', '-', '*'])
        {
            return item;
        }
    }
    if is_line(body) {
        return "";
    }
    match plain(body) {
        text if text.len() < body.len() => text,
        _ => line,
    }
}

/// A text without the `**` around all of it.
fn plain(text: &str) -> &str {
    let inner = text
        .trim()
        .strip_prefix("**")
        .and_then(|text| text.strip_suffix("**"));
    inner
        .filter(|inner| !inner.is_empty() && !inner.contains("**"))
        .unwrap_or(text)
}

/// A line across the page.
fn is_line(body: &str) -> bool {
    let signs: Vec<char> = body.chars().filter(|c| !c.is_whitespace()).collect();
    signs.len() >= 3
        && matches!(signs[0], '-' | '*' | '_')
        && signs.iter().all(|&sign| sign == signs[0])
}

impl Collector {
    /// The words of a piece of HTML.
    fn text_of(html: &str) -> String {
        let mut collector = Collector::new(Blocks::EndLine);
        collector.take(html, 1);
        let texts: Vec<String> = collector
            .finish()
            .cells
            .into_iter()
            .map(|cell| cell.text)
            .collect();
        texts.join("\n")
    }
}
