//! A cell that the end of a page parts is drawn on both pages, each time with all its words, of which the page shows a
//! part: what is cut off there and seen here is there once.

use rustc_hash::{FxHashMap, FxHashSet};

use super::drawn::{Cut, Drawn, Glyph, Rule};
use super::lines::rows;
use super::print::scale;

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
            let y = whole(glyph.y, glyph);
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
        let Some((side, edge)) = row.iter().find(|g| ends(g)).map(|g| (g.cut, g.edge)) else {
            return row;
        };
        // What stands beyond the edge, as the number of the page, is no part of the line.
        let within = |y: f64| match side {
            Cut::Above => y >= edge,
            _ => y <= edge,
        };
        let is_shown = |glyph: &Glyph| glyph.cut == Cut::No && within(glyph.y);
        let Some(shown) = row.iter().find(|glyph| is_shown(glyph)).map(|g| g.y) else {
            return row;
        };
        for glyph in row.iter_mut().filter(|g| ends(g) || is_shown(g)) {
            if side == Cut::Above {
                (glyph.cut, glyph.edge) = (side, edge);
            } else {
                glyph.cut = Cut::No;
                glyph.y = glyph.y.min(shown);
            }
        }
        row
    });
    *glyphs = all.flatten().collect();
}

/// Leaves out what is cut off on a page and seen on the page before or the next. What a box has no room for is seen nowhere,
/// and stays in that box.
pub(super) fn leave_out(drawn: &mut Drawn, before: &Seen, next: &Seen) {
    if drawn.glyphs.iter().all(|glyph| glyph.cut == Cut::No) {
        return;
    }
    let frame = Frame::of(drawn);
    let (cut, mut kept): (Vec<Glyph>, Vec<Glyph>) = std::mem::take(&mut drawn.glyphs)
        .into_iter()
        .partition(|glyph| glyph.cut != Cut::No);
    let (of_box, cut): (Vec<Glyph>, Vec<Glyph>) =
        cut.into_iter().partition(|glyph| frame.is_of_box(glyph));
    kept.extend(of_box.into_iter().map(within));
    for mut row in rows(cut) {
        row.sort_by(|a, b| a.from.total_cmp(&b.from));
        // Each cell of a row for itself.
        for part in row.chunk_by(|a, b| b.from - a.to < a.size) {
            if !before.holds(part) && !next.holds(part) {
                kept.extend_from_slice(part);
            }
        }
    }
    drawn.glyphs = kept;
}

/// How far the lines of a page reach, and those that lie level.
struct Frame {
    level: Vec<Rule>,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Frame {
    fn of(drawn: &Drawn) -> Self {
        let mut frame = Frame {
            level: Vec::new(),
            left: f64::INFINITY,
            right: 0.0,
            top: f64::INFINITY,
            bottom: 0.0,
        };
        let bars = drawn.bars.iter().map(|bar| Rule {
            level: bar.right - bar.left > bar.bottom - bar.top,
            at: match bar.right - bar.left > bar.bottom - bar.top {
                true => (bar.top + bar.bottom) / 2.0,
                false => (bar.left + bar.right) / 2.0,
            },
            from: bar.left,
            to: bar.right,
        });
        for rule in drawn.rules.iter().copied().chain(bars) {
            if rule.level {
                frame.top = frame.top.min(rule.at);
                frame.bottom = frame.bottom.max(rule.at);
                frame.level.push(rule);
            } else {
                frame.left = frame.left.min(rule.at);
                frame.right = frame.right.max(rule.at);
            }
        }
        frame
    }

    /// Whether a character is cut off by the edge of its box, and not by that of the page: a line is there, or further on.
    fn is_of_box(&self, glyph: &Glyph) -> bool {
        let (edge, room) = (glyph.edge, 0.5 * glyph.size);
        let near = |rule: &Rule| (rule.at - edge).abs() < room;
        let over = |rule: &Rule| rule.from <= glyph.x && glyph.x <= rule.to;
        let ends = || self.level.iter().any(|rule| near(rule) && over(rule));
        match glyph.cut {
            Cut::Below => self.bottom > edge + room || ends(),
            Cut::Above => self.top < edge - room || ends(),
            Cut::Beside if glyph.x > edge => self.right > edge + room,
            Cut::Beside => self.left < edge - room,
            Cut::No => false,
        }
    }
}

/// A character inside the edge that cuts it off.
fn within(mut glyph: Glyph) -> Glyph {
    let inside = 0.1 * glyph.size;
    match glyph.cut {
        Cut::Below => glyph.y = glyph.edge - inside,
        Cut::Above => glyph.y = glyph.edge + inside,
        Cut::Beside if glyph.x > glyph.edge => glyph.x = glyph.edge - inside,
        Cut::Beside => glyph.x = glyph.edge + inside,
        Cut::No => {}
    }
    glyph
}

fn key(glyph: &Glyph) -> Option<(char, i64)> {
    let mut chars = glyph.text.chars();
    let c = chars.next().filter(|c| !c.is_whitespace())?;
    Some((c, whole(glyph.x, glyph)))
}

/// A place in points; in parts of points for small print.
fn whole(points: f64, glyph: &Glyph) -> i64 {
    (points * scale(glyph.size)).round() as i64
}

fn near(at: i64) -> impl Iterator<Item = i64> {
    at - 1..=at + 1
}
