//! Cells cut into pieces: what may be a label, and what is between.

use std::ops::Range;

use super::hit::Hit;
use super::labels::Labels;
use super::numbers::{BULLETS, bare};
use super::state::Takes;
use crate::intake::cell::{Book, Cell, LineEnds, Order};

/// The longest text that may be a label, in bytes.
const LONGEST: usize = 420;

/// A label has at most this many blanks and brackets in it.
const ENDS: usize = 16;

/// So many labels are looked at.
const MOST: usize = 100_000;

/// A label may go over this many lines.
const LINES: usize = 4;

/// Pieces that belong together: a label may be broken over cells.
#[derive(Debug)]
pub(super) struct Atom {
    pub pieces: Vec<(usize, Range<usize>)>,
    /// The labels that it may be; none for a value.
    pub hits: Vec<Hit>,
    /// What it costs to take it for a value nevertheless.
    pub refuse: f32,
    /// Whether it begins after an opening bracket: （手数料額、納付方法: …）.
    pub bracket: bool,
}

/// How a place came to be asked for a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    Cell,
    Line,
    /// After （.
    Bracket,
    /// After `[ ]`.
    Box,
    /// After a blank or a bullet in the middle of a line: … ・連絡先等情報 [ ] ….
    Middle,
}

/// The pieces of all cells that are not known otherwise.
pub(super) fn cut(book: &Book, labels: &Labels, known: &[bool]) -> Vec<Atom> {
    let mut atoms = Vec::new();
    let mut place = 0;
    while place < book.cells.len() {
        let text = &book.cells[place].text;
        if known[place] || text.trim().is_empty() {
            place += 1;
            continue;
        }
        if let Some((end, hits)) = broken(book, labels, known, place) {
            let cells = place..end;
            atoms.push(Atom {
                pieces: cells.map(|c| (c, 0..book.cells[c].text.len())).collect(),
                refuse: refusal(&hits, labels, text),
                hits,
                bracket: false,
            });
            place = end;
            continue;
        }
        cell(place, text, labels, is_wrapped(book), &mut atoms);
        place += 1;
    }
    // No assessment has so many labels: what comes after them is text.
    let labelled = atoms.iter_mut().filter(|atom| !atom.hits.is_empty());
    labelled.skip(MOST).for_each(|atom| atom.hits.clear());
    atoms
}

/// Whether lines may end in the middle of a label.
fn is_wrapped(book: &Book) -> bool {
    book.line_ends == LineEnds::Wrapped || book.order == Order::Drawn
}

fn cell(place: usize, text: &str, labels: &Labels, wrapped: bool, atoms: &mut Vec<Atom>) {
    let hits = whole(text, labels);
    if !hits.is_empty() {
        atoms.push(Atom {
            pieces: vec![(place, 0..text.len())],
            refuse: refusal(&hits, labels, text),
            hits,
            bracket: false,
        });
        return;
    }
    let mut from = 0;
    for (start, kind) in starts(text) {
        if start < from {
            continue;
        }
        let Some((end, mut hits)) = label_at(text, start, kind, labels) else {
            continue;
        };
        let begins = kind == Start::Cell;
        // In the middle of a text a label is less likely, and no loss where it is none.
        if !begins {
            hits.iter_mut().for_each(|hit| hit.score -= 0.5);
        }
        let whole_line = kind == Start::Line && wrapped;
        let refuse = match begins || whole_line {
            true => 0.5 * refusal(&hits, labels, &text[start..end]),
            false => 0.0,
        };
        plain(place, from..start, text, atoms);
        atoms.push(Atom {
            pieces: vec![(place, start..end)],
            hits,
            refuse,
            bracket: kind == Start::Bracket,
        });
        from = end;
    }
    plain(place, from..text.len(), text, atoms);
}

fn plain(place: usize, range: Range<usize>, text: &str, atoms: &mut Vec<Atom>) {
    if !text[range.clone()].trim().is_empty() {
        atoms.push(Atom {
            pieces: vec![(place, range)],
            hits: Vec::new(),
            refuse: 0.0,
            bracket: false,
        });
    }
}

/// The labels that all of a cell may be.
fn whole(text: &str, labels: &Labels) -> Vec<Hit> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let exact = match labels.may_begin(text) {
        true => labels.exact(text),
        false => Vec::new(),
    };
    let begins = || label_at(text, 0, Start::Cell, labels).is_some();
    if !exact.is_empty() || text.contains('。') || begins() {
        return exact;
    }
    labels.similar(text)
}

/// What it costs to take a label for a value: much for its exact words, little for a short word, and nothing for what is
/// also an option.
fn refusal(hits: &[Hit], labels: &Labels, text: &str) -> f32 {
    let best = hits.iter().map(|hit| hit.score).fold(0.0, f32::max);
    let short = bare(text).chars().count() < 3;
    match best {
        _ if !labels.option(text).is_empty() => 0.0,
        best if best < 1.5 => 0.2,
        _ if short => 0.5,
        best if best > 2.5 => 1.4,
        _ => 1.2,
    }
}

/// A label broken over cells, as 再・委・託 or by the lines of a page: where it ends.
fn broken(book: &Book, labels: &Labels, known: &[bool], place: usize) -> Option<(usize, Vec<Hit>)> {
    const LONGEST_PART: usize = 90;
    let first = &book.cells[place];
    let upright = |cell: &Cell| cell.text.trim().chars().count() <= 1;
    if !is_wrapped(book) && !upright(first) || first.text.len() > LONGEST_PART {
        return None;
    }
    if !labels.may_begin(&first.text) || !labels.exact(&first.text).is_empty() {
        return None;
    }
    let mut joined = first.text.clone();
    let mut found = None;
    for (end, cell) in book.cells.iter().enumerate().skip(place + 1).take(LINES) {
        let fits = !known[end] && cell.text.len() <= LONGEST_PART && cell.pin.is_none();
        if !fits || upright(first) && !upright(cell) || beside(first, cell) && !upright(first) {
            break;
        }
        joined.push('\n');
        joined.push_str(&cell.text);
        let hits = labels.exact(&joined);
        if !hits.is_empty() {
            found = Some((end + 1, hits));
        }
    }
    found
}

/// Whether two cells stand in one row.
fn beside(a: &Cell, b: &Cell) -> bool {
    match (a.grid, b.grid) {
        (Some(a), Some(b)) => a.table != b.table || a.row == b.row,
        (None, None) => false,
        _ => true,
    }
}

/// Where a label may begin.
fn starts(text: &str) -> Vec<(usize, Start)> {
    let mut starts = vec![(0, Start::Cell)];
    for (at, c) in text.char_indices() {
        let kind = match c {
            '\n' | '\t' => Start::Line,
            '（' | '(' => Start::Bracket,
            ']' | '］' => Start::Box,
            '・' | '／' | ' ' | '　' => Start::Middle,
            _ => continue,
        };
        let after = at + c.len_utf8();
        let rest = &text[after..];
        let skipped = rest.trim_start_matches(|c: char| c.is_whitespace() || BULLETS.contains(&c));
        if kind == Start::Middle && skipped.len() < rest.len() && !matches!(c, '・' | '／') {
            continue;
        }
        let start = match kind {
            Start::Line => after,
            _ => after + rest.len() - skipped.len(),
        };
        if !skipped.is_empty() {
            starts.push((start, kind));
        }
    }
    starts
}

/// The longest label that begins at a place, with where it ends.
fn label_at(text: &str, start: usize, kind: Start, labels: &Labels) -> Option<(usize, Vec<Hit>)> {
    let rest = &text[start..];
    if !labels.may_begin(rest) {
        return None;
    }
    let mut lines = 0;
    let mut ends: Vec<(usize, char)> = Vec::new();
    for (at, c) in rest.char_indices() {
        if at > LONGEST {
            break;
        }
        if c == '\n' {
            lines += 1;
        }
        let parts = match kind {
            Start::Bracket => matches!(c, ':' | '：'),
            _ => c.is_whitespace() || "[［:：※＜<☐□".contains(c),
        };
        if parts && at > 0 {
            ends.push((at, c));
        }
        if ends.len() > ENDS {
            break;
        }
        // 「（…を除く。）」 is a part of a label, the end of a sentence is none.
        let sentence =
            c == '。' && !rest[at..].starts_with("。）") && !rest[at..].starts_with("。)");
        if lines >= LINES || sentence || matches!(c, '[' | '［') {
            break;
        }
    }
    let all = rest.len() <= LONGEST && lines < LINES && ends.len() <= ENDS;
    if all && kind != Start::Bracket {
        ends.push((rest.len(), '\n'));
    }
    for (end, sign) in ends.into_iter().rev() {
        let mut hits = labels.exact(&rest[..end]);
        hits.retain(|hit| fits(hit, kind, sign, &rest[..end], labels));
        if !hits.is_empty() {
            let after =
                rest[end..].trim_start_matches(|c: char| c.is_whitespace() || ":：※".contains(c));
            return Some((start + rest.len() - after.len(), hits));
        }
    }
    None
}

/// Whether a label may stand there: a word before a blank in the middle of a text is hardly one, unless its number agrees.
fn fits(hit: &Hit, kind: Start, sign: char, text: &str, labels: &Labels) -> bool {
    let state = &labels.states[hit.state];
    // The entry of a list in the middle of a text is hardly ever a label: ・識別情報 [ ] 個人番号.
    let listed = kind == Start::Line && text.trim_start().starts_with(BULLETS);
    let sure = hit.score > 2.4 && !listed;
    let letters = bare(text).chars().count();
    match (kind, sign) {
        (Start::Box, _) => state.takes == Takes::Single,
        (Start::Middle, '[' | '［' | '☐' | '□' | ':' | '：') => {
            state.takes == Takes::Boxes && letters >= 4
        }
        (Start::Middle, _) => false,
        (Start::Bracket, _) => letters >= 4,
        (_, '[' | '［' | '＜' | '<' | '☐' | '□') => letters >= 2,
        (Start::Cell, '\n' | '※' | '：' | ':') => letters >= 2,
        (Start::Cell, _) => sure || letters >= 3,
        (_, '\n' | '※') => sure || letters >= 4 && !listed,
        _ => sure,
    }
}
