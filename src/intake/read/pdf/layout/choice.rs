//! A box with a choice: `[ 十分である ]` stands at half the height of the options beside it, and comes before them.

use super::super::drawn::{Glyph, Way};
use super::super::lines::lines;

/// The word above the options, as far as all editions have it.
const OPTIONS: &str = "選択肢";

/// The brackets around a choice.
const OPEN: [&str; 2] = ["[", "［"];
const CLOSE: [&str; 2] = ["]", "］"];

/// From what distance on words stand in columns of their own, in parts of their size.
const APART: f64 = 1.0;

/// The choice between its brackets, where it stands beside a list of options, and all other characters.
pub(super) fn part(glyphs: Vec<Glyph>) -> (Option<String>, Vec<Glyph>) {
    let Some((open, close)) = brackets(&glyphs) else {
        return (None, glyphs);
    };
    let pieces = lines(glyphs.clone(), APART);
    let mut options = pieces.iter().filter(|piece| is_option(&piece.text));
    if !options.any(|options| close.to <= options.from || open.from >= options.to) {
        return (None, glyphs);
    }
    // Between the brackets the choice may be wrapped: then they stand at half its height.
    let near = |glyph: &Glyph| {
        glyph.way == Way::Right && (glyph.across - open.across).abs() < open.size * 4.0
    };
    let inside = |glyph: &Glyph| near(glyph) && glyph.from >= open.from && glyph.to <= close.to;
    let (choice, rest): (Vec<Glyph>, Vec<Glyph>) = glyphs.into_iter().partition(inside);
    let words = choice
        .into_iter()
        .filter(|glyph| !is(glyph, OPEN) && !is(glyph, CLOSE))
        .collect();
    let words: String = lines(words, f64::INFINITY)
        .into_iter()
        .map(|line| line.text)
        .collect();
    (Some(format!("[ {} ]", words.trim())), rest)
}

/// The word above the options, or an option: `2) 十分である`. A page may end between them.
fn is_option(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.contains(OPTIONS) || rest.len() < text.len() && rest.starts_with([')', '）'])
}

/// The first pair of square brackets.
fn brackets(glyphs: &[Glyph]) -> Option<(Glyph, Glyph)> {
    let opens = glyphs.iter().filter(|glyph| is(glyph, OPEN));
    let open = opens.min_by(|a, b| {
        a.across
            .total_cmp(&b.across)
            .then(a.from.total_cmp(&b.from))
    })?;
    let closes = glyphs.iter().filter(|glyph| is(glyph, CLOSE));
    let close = closes
        .filter(|close| beside(close, open) && close.from >= open.to)
        .min_by(|a, b| a.from.total_cmp(&b.from))?;
    Some((open.clone(), close.clone()))
}

fn is(glyph: &Glyph, signs: [&str; 2]) -> bool {
    signs.contains(&glyph.text.as_str())
}

/// Whether two characters stand in one line.
fn beside(glyph: &Glyph, other: &Glyph) -> bool {
    glyph.way == Way::Right
        && other.way == Way::Right
        && (glyph.across - other.across).abs() < other.size * 0.5
}
