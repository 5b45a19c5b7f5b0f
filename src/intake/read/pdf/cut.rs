//! A cell that the end of a page parts is drawn on both pages, each time with all its words, of which the page shows a
//! part: what is cut off there and seen here is there once.

use rustc_hash::{FxHashMap, FxHashSet};

use super::drawn::{Cut, Glyph};
use super::lines::rows;

/// So many lines that begin alike are looked at.
const MOST: usize = 100;

/// The characters that are seen on a page, by their distance from the left.
#[derive(Debug, Default)]
pub(super) struct Seen {
    heights: FxHashMap<(char, i64), Vec<i64>>,
    places: FxHashSet<(char, i64, i64)>,
}

impl Seen {
    pub(super) fn of(glyphs: &[Glyph]) -> Self {
        let mut seen = Seen::default();
        for glyph in glyphs.iter().filter(|glyph| glyph.cut == Cut::No) {
            let Some((c, x)) = key(glyph) else { continue };
            let y = whole(glyph.y);
            if seen.places.insert((c, x, y)) {
                seen.heights.entry((c, x)).or_default().push(y);
            }
        }
        seen
    }

    /// Whether a line stands here at some height.
    fn holds(&self, line: &[Glyph]) -> bool {
        let mut keys = line.iter().filter_map(key);
        let Some((c, x)) = keys.next() else {
            return false;
        };
        let rest: Vec<(char, i64)> = keys.collect();
        let heights = near(x).filter_map(|x| self.heights.get(&(c, x)));
        heights.flatten().take(MOST).any(|&height| {
            rest.iter().all(|&(c, x)| {
                near(x).any(|x| near(height).any(|y| self.places.contains(&(c, x, y))))
            })
        })
    }
}

/// A line that is cut through its middle belongs to the page that ends with it, all of it.
pub(super) fn settle(glyphs: &mut Vec<Glyph>) {
    let ends = |glyph: &Glyph| matches!(glyph.cut, Cut::Above | Cut::Below);
    if !glyphs.iter().any(ends) {
        return;
    }
    let all = rows(std::mem::take(glyphs)).into_iter().map(|mut row| {
        let cut = row.iter().find(|glyph| ends(glyph)).map(|glyph| glyph.cut);
        if let Some(side) = cut.filter(|_| row.iter().any(|glyph| glyph.cut == Cut::No)) {
            let cut = if side == Cut::Above { side } else { Cut::No };
            row.iter_mut().for_each(|glyph| glyph.cut = cut);
        }
        row
    });
    *glyphs = all.flatten().collect();
}

/// Leaves out what is cut off on a page and seen on the page before or the next.
pub(super) fn leave_out(glyphs: &mut Vec<Glyph>, before: &Seen, next: &Seen) {
    if glyphs.iter().all(|glyph| glyph.cut == Cut::No) {
        return;
    }
    let (cut, kept): (Vec<Glyph>, Vec<Glyph>) =
        glyphs.drain(..).partition(|glyph| glyph.cut != Cut::No);
    *glyphs = kept;
    for mut row in rows(cut) {
        row.sort_by(|a, b| a.from.total_cmp(&b.from));
        // Each cell of a row for itself.
        for part in row.chunk_by(|a, b| b.from - a.to < a.size) {
            if !before.holds(part) && !next.holds(part) {
                glyphs.extend_from_slice(part);
            }
        }
    }
}

fn key(glyph: &Glyph) -> Option<(char, i64)> {
    let mut chars = glyph.text.chars();
    let c = chars.next().filter(|c| !c.is_whitespace())?;
    Some((c, whole(glyph.x)))
}

fn whole(points: f64) -> i64 {
    points.round() as i64
}

fn near(at: i64) -> impl Iterator<Item = i64> {
    at - 1..=at + 1
}
