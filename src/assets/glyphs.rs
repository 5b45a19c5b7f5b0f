//! Which characters can be printed: by the embedded typeface (BIZ UDGothic), and by fonts that are added. The list is stored next to the fonts, so that the
//! check needs no PDF engine; a test compares it with the fonts.

use crate::japanese::notation::is_invisible;

mod font;

pub use font::{Font, MAX_BYTES, Useless, has, is_private};

// One bit for each code point up to the last of the list.
include!(concat!(env!("OUT_DIR"), "/coverage.rs"));

/// Whether a character has a glyph, or needs none.
pub fn printable(c: char) -> bool {
    let code = c as usize;
    let covered = COVERAGE
        .get(code / 64)
        .is_some_and(|bits| bits >> (code % 64) & 1 == 1);
    // A variation selector (葛󠄀) chooses a form of the character before it and has none of its own.
    let selects = matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}');
    covered || selects || matches!(c, '\n' | '\r' | '\t') || is_invisible(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_is_printable_and_emoji_is_not() {
        assert!(
            "架空市Ⅱ３①髙﨑～－㈱ABC 　葛\u{E0100}\n"
                .chars()
                .all(printable)
        );
        assert!(!"😀𠮷\u{E000}".chars().any(printable));
    }
}
