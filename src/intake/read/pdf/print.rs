//! How small a page is printed. A workbook that is fitted to a page may have a tenth of its size there, and how far apart two
//! lines are, or how thick one may be, shrinks with it: such a page is enlarged until its text has the usual size.

use super::drawn::{Bar, Drawn, Glyph, Rule, Way};

/// From which size on text needs no enlarging, in points.
const SMALLEST: f64 = 7.0;

/// Which sizes the text of a page may have after that, where the page before was enlarged in the same way: what goes on has
/// one scale.
const SIZES: std::ops::Range<f64> = 5.6..16.0;

/// How much print of the usual size is enlarged.
pub(super) const USUAL: f64 = 1.0;

/// How much a page is enlarged at most.
const MOST: f64 = 64.0;

/// How thick a shape may be that is a line, in points, where text has the usual size.
pub(super) const THICKEST: f64 = 3.0;

/// How far apart the places are at which a program puts words, in points of the page as it is printed.
const STEP: f64 = 0.1;

/// How much something of a size in points has to be enlarged.
pub(super) fn scale(size: f64) -> f64 {
    let mut scale = 1.0;
    while size * scale < SMALLEST && scale < MOST {
        scale *= 2.0;
    }
    scale
}

/// Enlarges a page of small print, and tells lines from areas; `before` is how much the page before was enlarged.
pub(super) fn enlarge(drawn: &mut Drawn, before: &mut f64) {
    let scale = match middle(&drawn.glyphs) {
        Some(size) if !SIZES.contains(&(size * *before)) => scale(size),
        _ => *before,
    };
    *before = scale;
    drawn.scale = scale;
    for glyph in &mut drawn.glyphs {
        for length in [
            &mut glyph.from,
            &mut glyph.to,
            &mut glyph.across,
            &mut glyph.size,
            &mut glyph.x,
            &mut glyph.y,
        ] {
            *length *= scale;
        }
        glyph.step = STEP * scale;
    }
    drawn.width *= scale;
    drawn.height *= scale;
    for seam in &mut drawn.seams {
        seam.at *= scale;
        seam.shift *= scale;
    }
    for rule in &mut drawn.rules {
        *rule = Rule {
            at: rule.at * scale,
            from: rule.from * scale,
            to: rule.to * scale,
            ..*rule
        };
    }
    for bar in std::mem::take(&mut drawn.bars) {
        let bar = Bar {
            left: bar.left * scale,
            right: bar.right * scale,
            top: bar.top * scale,
            bottom: bar.bottom * scale,
            ..bar
        };
        drawn.rules.extend(lines(&bar));
    }
}

/// The size of most text of a page.
fn middle(glyphs: &[Glyph]) -> Option<f64> {
    let read = |glyph: &&Glyph| glyph.way != Way::Stamp && glyph.size > 0.0;
    let mut sizes: Vec<f64> = glyphs.iter().filter(read).map(|glyph| glyph.size).collect();
    let middle = sizes.len() / 2;
    (!sizes.is_empty()).then(|| *sizes.select_nth_unstable_by(middle, f64::total_cmp).1)
}

/// The line that a thin shape is; else its edges, where they are drawn.
fn lines(bar: &Bar) -> Vec<Rule> {
    let level = |at: f64| Rule {
        level: true,
        at,
        from: bar.left,
        to: bar.right,
    };
    let upright = |at: f64| Rule {
        level: false,
        at,
        from: bar.top,
        to: bar.bottom,
    };
    let (width, height) = (bar.right - bar.left, bar.bottom - bar.top);
    if height <= THICKEST && width > height {
        vec![level((bar.top + bar.bottom) / 2.0)]
    } else if width <= THICKEST && height > width {
        vec![upright((bar.left + bar.right) / 2.0)]
    } else if bar.stroked {
        vec![
            level(bar.top),
            level(bar.bottom),
            upright(bar.left),
            upright(bar.right),
        ]
    } else {
        Vec::new()
    }
}
