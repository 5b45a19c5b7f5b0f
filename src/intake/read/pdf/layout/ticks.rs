//! A box with ticks: `[ ○ ] その他 （ … ）`. Each of these pieces had a cell of its own in the workbook, without lines
//! between them, so what one of them holds may be wrapped while the others stand at half its height.

use super::super::super::text::begins_anew;
use super::super::drawn::{Glyph, Way};
use super::super::lines::{Line, lines};

/// From what distance on pieces are apart, in parts of their size.
const APART: f64 = 0.8;

/// From what distance on a blank between them is a wide one.
const WIDE: f64 = 2.0;

/// A piece with the lines that it was wrapped into.
struct Block {
    text: String,
    from: f64,
    to: f64,
    top: f64,
    bottom: f64,
}

/// The rows of a box that has ticks, each as one line; none for other boxes.
pub(super) fn rows(glyphs: &[Glyph], limit: f64) -> Option<String> {
    let pieces: Vec<Line> = lines(glyphs.to_vec(), APART)
        .into_iter()
        .flat_map(without_brackets)
        .collect();
    if pieces.iter().any(|piece| piece.way != Way::Right) || !has_ticks(&pieces) {
        return None;
    }
    let mut rows: Vec<(f64, f64, Vec<Block>)> = Vec::new();
    let mut blocks = blocks(&pieces, limit);
    blocks.sort_by(|a, b| a.top.total_cmp(&b.top));
    for block in blocks {
        let height = |(top, bottom): (f64, f64)| bottom - top;
        let row = rows.iter_mut().rev().take(3).find(|(top, bottom, _)| {
            let shared = height((top.max(block.top), bottom.min(block.bottom)));
            shared >= 0.5 * height((*top, *bottom)).min(height((block.top, block.bottom)))
        });
        match row {
            Some((top, bottom, blocks)) => {
                *top = top.min(block.top);
                *bottom = bottom.max(block.bottom);
                blocks.push(block);
            }
            None => rows.push((block.top, block.bottom, vec![block])),
        }
    }
    let mut texts: Vec<String> = rows.into_iter().map(|(_, _, blocks)| row(blocks)).collect();
    unite(&mut texts);
    Some(texts.join("\n"))
}

/// Puts a tick that stands alone, at half the height of its row, before the row that has none.
fn unite(texts: &mut Vec<String>) {
    let mut index = 0;
    while index < texts.len() {
        let alone = texts[index].starts_with(['[', '［'])
            && texts[index].trim_end().ends_with([']', '］'])
            && !has_words(&texts[index]);
        let lacks = |at: Option<usize>| {
            at.filter(|&at| {
                texts
                    .get(at)
                    .is_some_and(|text| !text.starts_with(['[', '［']))
            })
        };
        let owner = lacks(index.checked_sub(1)).or_else(|| lacks(Some(index + 1)));
        if let (true, Some(owner)) = (alone, owner) {
            texts[owner] = format!("{} {}", texts[index], texts[owner]);
            texts.remove(index);
        } else {
            index += 1;
        }
    }
}

/// Whether there is more in a row than a bracket and its tick.
fn has_words(text: &str) -> bool {
    text.chars().filter(|c| !c.is_whitespace()).count() > 3
}

/// A piece, with the brackets around it, or around what goes on beside it, as pieces of their own.
fn without_brackets(mut piece: Line) -> Vec<Line> {
    let count = |text: &str, signs: [char; 2]| text.matches(signs).count();
    let (opens, closes) = (
        count(&piece.text, ['（', '(']),
        count(&piece.text, ['）', ')']),
    );
    let whole =
        opens == closes && piece.text.starts_with(['（', '(']) && piece.text.ends_with(['）', ')']);
    let mut out = Vec::new();
    if (opens > closes || whole) && piece.text.starts_with(['（', '(']) {
        let mut sign = piece.clone();
        sign.text = piece.text.remove(0).to_string();
        sign.to = sign.from + piece.size.min(sign.to - sign.from);
        piece.from = sign.to;
        out.push(sign);
    }
    let mut last = None;
    if (closes > opens || whole) && piece.text.ends_with(['）', ')']) {
        let mut sign = piece.clone();
        sign.text = piece.text.pop().map(String::from).unwrap_or_default();
        sign.from = sign.to - piece.size.min(sign.to - sign.from);
        piece.to = sign.from;
        last = Some(sign);
    }
    if !piece.text.trim().is_empty() {
        out.push(piece);
    }
    out.extend(last);
    out
}

/// Whether there are brackets with a tick or nothing in them.
fn has_ticks(pieces: &[Line]) -> bool {
    let mut line = String::new();
    let mut across = f64::NAN;
    pieces.iter().any(|piece| {
        if (piece.across - across).abs() > piece.size * 0.5 || across.is_nan() {
            line.clear();
        }
        across = piece.across;
        line.extend(piece.text.chars().filter(|c| !c.is_whitespace()));
        let inner = line.rsplit_once(['[', '［']).map(|(_, inner)| inner);
        inner.is_some_and(|inner| {
            inner
                .find([']', '］'])
                .is_some_and(|end| inner[..end].chars().count() <= 1)
        })
    })
}

/// Pieces with what goes on below them.
fn blocks(pieces: &[Line], limit: f64) -> Vec<Block> {
    let mut taken = vec![false; pieces.len()];
    let mut out = Vec::new();
    for index in 0..pieces.len() {
        if taken[index] {
            continue;
        }
        let mut last = &pieces[index];
        let mut block = Block {
            text: last.text.clone(),
            from: last.from,
            to: last.to,
            top: last.across - last.size,
            bottom: last.across,
        };
        while let Some(next) = (index + 1..pieces.len())
            .take(40)
            .find(|&next| !taken[next] && goes_on(pieces, last, &pieces[next], limit))
        {
            taken[next] = true;
            last = &pieces[next];
            block.text.push_str(last.text.trim_start());
            block.from = block.from.min(last.from);
            block.to = block.to.max(last.to);
            block.bottom = last.across;
        }
        out.push(block);
    }
    out
}

/// Whether a piece is the next line of another, which had no more room.
fn goes_on(pieces: &[Line], above: &Line, below: &Line, limit: f64) -> bool {
    let size = above.size.max(0.1);
    let step = (below.across - above.across) / size;
    let middle = |line: &Line| (line.from + line.to) / 2.0;
    let below_it = (above.from - below.from).abs() < 0.6 * size
        || (middle(above) - middle(below)).abs() < 0.6 * size;
    if !(0.8..1.7).contains(&step)
        || !below_it
        || is_sign(&above.text)
        || is_sign(&below.text)
        || begins_anew(&below.text)
    {
        return false;
    }
    let beside = pieces
        .iter()
        .filter(|piece| (piece.across - above.across).abs() < size * 0.7 && piece.from >= above.to);
    let room = beside.map(|piece| piece.from).fold(limit, f64::min) - above.to;
    room < 1.6 * size
}

/// A bracket or a tick alone.
fn is_sign(text: &str) -> bool {
    text.trim().chars().count() <= 1
}

fn row(mut blocks: Vec<Block>) -> String {
    blocks.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut text = String::new();
    let mut to = f64::NAN;
    for block in blocks {
        if !text.is_empty() {
            let gap = (block.from - to) / (block.bottom - block.top).clamp(1.0, 12.0);
            text.push(if gap > WIDE { '\u{3000}' } else { ' ' });
        }
        text.push_str(block.text.trim());
        to = block.to;
    }
    text
}
