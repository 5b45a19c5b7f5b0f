//! Characters become lines.

use unicode_width::UnicodeWidthChar;

use super::drawn::{Glyph, Way};

/// A line of text.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) way: Way,
    /// Where it begins and ends, and where it stands; see [`Glyph`].
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) across: f64,
    pub(super) size: f64,
    /// Its upper left corner.
    pub(super) left: f64,
    pub(super) top: f64,
    /// Whether characters of it are not seen on the page or have no meaning.
    pub(super) doubtful: bool,
}

/// How far apart two characters are that a blank parts, in parts of their size: where both are wide, and else.
const BLANK_BETWEEN_WIDE: f64 = 0.6;
const BLANK: f64 = 0.2;

/// From what distance on a blank is a wide one.
const WIDE_BLANK: f64 = 2.0;

/// The lines of some characters, in the order in which they are read; a gap of more than `split` sizes ends a line.
pub(super) fn lines(glyphs: Vec<Glyph>, split: f64) -> Vec<Line> {
    let mut out = Vec::new();
    for mut row in rows(glyphs) {
        row.sort_by(|a, b| a.from.total_cmp(&b.from));
        let mut begun: Option<Line> = None;
        for glyph in row {
            match begun.as_mut() {
                Some(line) if glyph.from - line.to <= split * line.size.max(glyph.size) => {
                    line.push(&glyph)
                }
                _ => {
                    out.extend(begun.take());
                    begun = Line::begin(&glyph);
                }
            }
        }
        out.extend(begun);
    }
    out.retain(|line| !line.text.trim().is_empty());
    out
}

/// The characters that stand at one height.
pub(super) fn rows(mut glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    glyphs.sort_by(|a, b| a.way.cmp(&b.way).then(a.across.total_cmp(&b.across)));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        let same = |row: &Vec<Glyph>| {
            let first = &row[0];
            first.way == glyph.way
                && glyph.across - first.across < 0.45 * first.size.min(glyph.size).max(0.1)
        };
        match rows.last_mut().filter(|row| same(row)) {
            Some(row) => row.push(glyph),
            None => rows.push(vec![glyph]),
        }
    }
    rows
}

impl Line {
    fn begin(glyph: &Glyph) -> Option<Self> {
        // A half-width blank at the beginning of a line is none of its text.
        (glyph.text != " ").then(|| Line {
            text: glyph.text.clone(),
            way: glyph.way,
            from: glyph.from,
            to: glyph.to,
            across: glyph.across,
            size: glyph.size,
            left: glyph.x
                - if glyph.way == Way::Right {
                    (glyph.to - glyph.from) / 2.0
                } else {
                    glyph.size / 2.0
                },
            top: glyph.y - glyph.size / 2.0,
            doubtful: is_doubtful(glyph),
        })
    }

    fn push(&mut self, glyph: &Glyph) {
        let gap = (glyph.from - self.to) / self.size.max(glyph.size).max(0.1);
        if let (Some(last), Some(next)) = (self.text.chars().next_back(), glyph.text.chars().next())
        {
            let wide = |c: char| c.width_cjk() == Some(2);
            let least = if wide(last) && wide(next) {
                BLANK_BETWEEN_WIDE
            } else {
                BLANK
            };
            let least = least + glyph.step / self.size.max(glyph.size).max(0.1);
            let apart = gap > least && !last.is_whitespace() && !next.is_whitespace();
            if apart {
                self.text
                    .push(if gap > WIDE_BLANK { '\u{3000}' } else { ' ' });
            }
        }
        self.text.push_str(&glyph.text);
        self.to = self.to.max(glyph.to);
        self.size = self.size.max(glyph.size);
        self.top = self.top.min(glyph.y - glyph.size / 2.0);
        self.left = self.left.min(glyph.x - glyph.size / 2.0);
        self.doubtful |= is_doubtful(glyph);
    }
}

/// Whether a character is not seen on the page or has no meaning.
pub(super) fn is_doubtful(glyph: &Glyph) -> bool {
    glyph.unseen || glyph.text.contains(char::REPLACEMENT_CHARACTER)
}
