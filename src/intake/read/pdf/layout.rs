//! The cells of a page: each box is one; words outside boxes are cells by their height.

mod choice;
mod ticks;

use rustc_hash::FxHashSet;
use unicode_width::UnicodeWidthStr;

use super::super::text::join_lines;
use super::boxes::{Boxes, Closed, Region};
use super::drawn::{Drawn, Glyph, Seam, Way};
use super::lines::{Line, is_doubtful, lines};
use crate::intake::cell::{Cell, Grid, Note, Place};

/// How many millimetres a point has.
const MILLIMETRES: f64 = 25.4 / 72.0;

/// A gap of so many characters parts words outside boxes.
const COLUMN_GAP: f64 = 2.5;

/// So much room, in characters, is left at the end of a full line: its margin, and signs that may not begin a line.
const ROOM: f64 = 2.6;

/// A cell of a page, with what is known of its box.
#[derive(Debug)]
pub(super) struct Boxed {
    pub(super) cell: Cell,
    /// Its distance from the left edge of the page, in points.
    pub(super) left: f64,
    /// Whether a line is drawn above and below it, or it has no box.
    pub(super) above: bool,
    pub(super) below: bool,
    /// Whether its last line is full.
    pub(super) full: bool,
}

/// The page of which the cells are made.
struct Sheet {
    number: usize,
    seams: Vec<Seam>,
    /// By how much it was enlarged.
    scale: f64,
}

impl Sheet {
    /// The place of a point.
    fn place(&self, left: f64, top: f64) -> Place {
        let seams = self.seams.iter().rev();
        let (page, shift) = { seams }
            .find(|seam| left >= seam.at)
            .map_or((self.number, 0.0), |seam| (seam.page, seam.shift));
        Place::Page {
            page,
            left: millimetres(left - shift),
            top: millimetres(top),
            scale: self.scale as u32,
        }
    }
}

/// A piece of a page, with its place.
struct Piece {
    top: f64,
    left: f64,
    right: f64,
    cell: Cell,
    closed: Closed,
    full: bool,
}

/// The cells of a page in the order in which they are read; `tables` counts the tables of the pages before.
pub(super) fn cells(drawn: Drawn, tables: &mut usize) -> Vec<Boxed> {
    let page = &Sheet {
        number: drawn.page,
        seams: drawn.seams,
        scale: drawn.scale,
    };
    let boxes = Boxes::of(&drawn.rules);
    let mut inside: Vec<Vec<Glyph>> = vec![Vec::new(); boxes.regions.len().max(1)];
    let mut seen = FxHashSet::default();
    let mut stamp = String::new();
    for glyph in drawn.glyphs {
        if glyph.way == Way::Stamp {
            stamp.push_str(&glyph.text);
        } else if !is_drawn_again(&glyph, &mut seen) {
            inside[boxes.at(glyph.x, glyph.y).unwrap_or(0)].push(glyph);
        }
    }
    let mut pieces = Vec::new();
    for (region, glyphs) in inside.into_iter().enumerate() {
        if glyphs.is_empty() {
            continue;
        }
        match boxes
            .regions
            .get(region)
            .filter(|found| region > 0 && found.whole)
        {
            Some(found) => pieces.extend(of_box(glyphs, found, page, *tables)),
            None => pieces.extend(outside(glyphs, page, region == 0)),
        }
    }
    mark_beside(&mut pieces, &boxes);
    *tables += boxes.tables;
    pieces.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
    if let Some(mut stamp) = piece(stamp, page, (0.0, drawn.height), None, false) {
        stamp.cell.notes = vec![Note::Drawing];
        pieces.push(stamp);
    }
    let boxed = pieces.into_iter().map(|piece| Boxed {
        cell: piece.cell,
        left: piece.left / page.scale,
        above: piece.closed.above,
        below: piece.closed.below,
        full: piece.full,
    });
    boxed.collect()
}

/// Words to the left or right of all boxes are notes on them, not what they say.
fn mark_beside(pieces: &mut [Piece], boxes: &Boxes) {
    let inner = || boxes.regions.iter().skip(1);
    let left = inner()
        .map(|region| region.left)
        .fold(f64::INFINITY, f64::min);
    let right = inner()
        .map(|region| region.right)
        .fold(f64::NEG_INFINITY, f64::max);
    let top = inner()
        .map(|region| region.top)
        .fold(f64::INFINITY, f64::min);
    for piece in pieces
        .iter_mut()
        .filter(|piece| piece.cell.grid.is_none() && piece.top > top)
    {
        if piece.right < left || piece.left > right {
            piece.cell.notes = vec![Note::Drawing];
        }
    }
}

/// Whether a character stands where it stands already: bold print by drawing twice.
fn is_drawn_again(glyph: &Glyph, seen: &mut FxHashSet<(char, i64, i64)>) -> bool {
    let Some(c) = glyph.text.chars().next().filter(|c| !c.is_whitespace()) else {
        return false;
    };
    let step = (glyph.size * 0.05).max(0.05);
    let (x, y) = (
        (glyph.from / step).round() as i64,
        (glyph.across / step).round() as i64,
    );
    let again = (-1..=1).any(|dx| (-1..=1).any(|dy| seen.contains(&(c, x + dx, y + dy))));
    seen.insert((c, x, y));
    again
}

fn of_box(glyphs: Vec<Glyph>, region: &Region, page: &Sheet, tables: usize) -> Option<Piece> {
    let doubtful = glyphs.iter().any(is_doubtful);
    let (choice, glyphs) = choice::part(glyphs);
    let mut texts: Vec<String> = choice.into_iter().collect();
    let rows = ticks::rows(&glyphs, region.right);
    let found = if rows.is_some() {
        Vec::new()
    } else {
        lines(glyphs, f64::INFINITY)
    };
    texts.extend(rows);
    for way in [Way::Right, Way::Down, Way::Up] {
        let limit = match way {
            Way::Right | Way::Stamp => region.right,
            Way::Down => region.bottom,
            Way::Up => -region.top,
        };
        let chosen: Vec<&Line> = found.iter().filter(|line| line.way == way).collect();
        if !chosen.is_empty() {
            texts.push(joined(&chosen, limit));
        }
    }
    let grid = Grid {
        table: region.grid.table + tables,
        ..region.grid
    };
    let place = (region.left, region.top);
    let piece = piece(texts.join("\n"), page, place, Some(grid), doubtful)?;
    let last = found.last().filter(|line| line.way == Way::Right);
    Some(Piece {
        closed: region.closed,
        full: last.is_some_and(|line| is_full(line, None, region.right)),
        ..piece
    })
}

/// The text of lines whose box ends at a limit.
fn joined(lines: &[&Line], limit: f64) -> String {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    // Characters one below the other are a word that stands upright.
    if texts.len() > 1 && texts.iter().all(|text| text.trim().chars().count() == 1) {
        return texts.iter().map(|text| text.trim()).collect();
    }
    join_lines(&texts, |at| {
        is_full(lines[at], lines.get(at + 1).copied(), limit)
    })
}

/// Whether a line ends because the next characters had no room.
fn is_full(line: &Line, next: Option<&Line>, limit: f64) -> bool {
    let narrow = next.map_or(0, |next| {
        let word = next
            .text
            .split(|c: char| !c.is_ascii_graphic())
            .next()
            .unwrap_or_default();
        // A row of numbers is not parted: 1、2、3、5.
        let row = next
            .text
            .split(|c: char| !(c.is_ascii_digit() || c == '、'))
            .next()
            .unwrap_or_default();
        match row.matches('、').count() > 2 && !line.text.ends_with('。') {
            true => row.width(),
            false => word.width().min(20),
        }
    });
    limit - line.to < line.size * (ROOM + narrow as f64 * 0.55)
}

/// Words that stand in no box: paragraphs of lines below each other.
fn outside(glyphs: Vec<Glyph>, page: &Sheet, guessed: bool) -> Vec<Piece> {
    let mut blocks: Vec<Vec<Line>> = Vec::new();
    // Those that may still go on: the last of each column.
    let mut open: Vec<usize> = Vec::new();
    for line in lines(glyphs, COLUMN_GAP) {
        open.retain(|&block| {
            blocks[block]
                .last()
                .is_some_and(|last| line.across - last.across < 2.2 * last.size)
        });
        match open
            .iter()
            .copied()
            .find(|&block| goes_on(&blocks[block], &line))
        {
            Some(block) => blocks[block].push(line),
            None => {
                open.push(blocks.len());
                blocks.push(vec![line]);
            }
        }
    }
    let limit = blocks
        .iter()
        .flatten()
        .map(|line| line.to)
        .fold(0.0, f64::max);
    let mut out = Vec::new();
    for block in &blocks {
        let chosen: Vec<&Line> = block.iter().collect();
        let mut at = 0;
        // Each paragraph is a cell of its own: labels and values stand below each other.
        while at < chosen.len() {
            let full = |index: usize| is_full(chosen[index], chosen.get(index + 1).copied(), limit);
            let mut end = at + 1;
            while end < chosen.len()
                && joined(&chosen[end - 1..=end], limit).lines().count() == 1
                && full(end - 1)
            {
                end += 1;
            }
            let lines = &chosen[at..end];
            let doubtful = guessed || lines.iter().any(|line| line.doubtful);
            let place = (lines[0].left, lines[0].top);
            let right = lines.iter().map(|line| line.to).fold(place.0, f64::max);
            let piece = piece(joined(lines, limit), page, place, None, doubtful);
            out.extend(piece.map(|piece| Piece { right, ..piece }));
            at = end;
        }
    }
    out
}

fn goes_on(block: &[Line], line: &Line) -> bool {
    let (Some(first), Some(last)) = (block.first(), block.last()) else {
        return false;
    };
    let step = (line.across - last.across) / last.size.max(0.1);
    let overlaps = line.from < last.to && line.to > last.from;
    line.way == last.way
        && (0.5..2.2).contains(&step)
        && (line.size / last.size.max(0.1) - 1.0).abs() < 0.2
        && (line.from - first.from).abs() < 2.5 * line.size
        && overlaps
}

/// Points in whole millimetres.
pub(super) fn millimetres(points: f64) -> u32 {
    (points.max(0.0) * MILLIMETRES).round() as u32
}

fn piece(
    text: String,
    page: &Sheet,
    (left, top): (f64, f64),
    grid: Option<Grid>,
    doubtful: bool,
) -> Option<Piece> {
    let text = text.trim_end().trim_matches('\n').to_owned();
    if text.trim().is_empty() {
        return None;
    }
    let place = page.place(left, top);
    let notes = doubtful.then_some(Note::Guessed).into_iter().collect();
    let cell = Cell {
        text,
        place,
        grid,
        notes,
        ..Cell::default()
    };
    Some(Piece {
        top,
        left,
        right: left,
        cell,
        closed: Closed::BOTH,
        full: false,
    })
}
