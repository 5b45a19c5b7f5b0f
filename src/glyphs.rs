//! Which characters the embedded typeface (BIZ UDGothic) can print. The list is kept beside the fonts, so that the
//! check needs no PDF engine; a test compares it with the fonts.

use std::sync::LazyLock;

use crate::japanese::notation::is_invisible;

static COVERAGE: LazyLock<Vec<(u32, u32)>> = LazyLock::new(|| {
    let list = include_str!("../templates/fonts/coverage.txt");
    let number = |text: &str| u32::from_str_radix(text, 16).ok();
    list.lines()
        .filter_map(|line| {
            let (first, last) = line.split_once('-').unwrap_or((line, line));
            Some((number(first)?, number(last)?))
        })
        .collect()
});

/// Whether a character has a glyph, or needs none.
pub fn printable(c: char) -> bool {
    if matches!(c, '\n' | '\r' | '\t') || is_invisible(c) {
        return true;
    }
    let code = u32::from(c);
    let place = COVERAGE.partition_point(|(first, _)| *first <= code);
    place
        .checked_sub(1)
        .and_then(|i| COVERAGE.get(i))
        .is_some_and(|(_, last)| code <= *last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_is_printable_and_emoji_is_not() {
        assert!("架空市Ⅱ３①髙﨑～－㈱ABC 　\n".chars().all(printable));
        assert!(!"😀𠮷\u{E000}".chars().any(printable));
    }
}
