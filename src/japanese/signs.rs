//! The signs of Japanese text, 、。「」 and their like (U+3000 to U+303F), found by a byte that few other characters have.

use std::ops::Range;

/// The signs of a text with their places, in its order.
pub fn signs(text: &str) -> impl DoubleEndedIterator<Item = (usize, char)> + '_ {
    memchr::memchr_iter(MIDDLE, text.as_bytes()).filter_map(|middle| sign(text, middle))
}

/// The pieces of a text: each goes up to the end of a line or one of some signs, which it holds.
pub fn pieces<'t>(text: &'t str, ends: &'t [char]) -> impl Iterator<Item = Range<usize>> + 't {
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'\n', MIDDLE, bytes).filter_map(move |at| {
        if bytes[at] == b'\n' {
            return Some(at + 1);
        }
        let (start, sign) = sign(text, at)?;
        ends.contains(&sign).then(|| start + sign.len_utf8())
    });
    let mut start = 0;
    let pieces = ends.chain([text.len()]).map(move |end| {
        let piece = start..end;
        start = end;
        piece
    });
    pieces.filter(|piece| !piece.is_empty())
}

/// Where the words in 「…」 and 『…』 of a text are: names, or somebody else's words.
#[derive(Debug, Default)]
pub struct Quotes(Vec<Range<usize>>);

impl Quotes {
    /// Looks through a text; what is quoted ends in its line, and holds no other quotation.
    pub fn of(text: &str) -> Self {
        let marks = signs(text).filter(|(_, c)| matches!(c, '「' | '『' | '」' | '』'));
        let mut open = None;
        let mut quotes = Vec::new();
        for (at, mark) in marks {
            if matches!(mark, '「' | '『') {
                open = Some(at + mark.len_utf8());
            } else if let Some(start) = open.take()
                && memchr::memchr(b'\n', &text.as_bytes()[start..at]).is_none()
            {
                quotes.push(start..at);
            }
        }
        Quotes(quotes)
    }

    /// Whether a place lies in one.
    pub fn hold(&self, at: usize) -> bool {
        let begun = self.0.partition_point(|quote| quote.start <= at);
        let last = begun.checked_sub(1).and_then(|n| self.0.get(n));
        last.is_some_and(|quote| at <= quote.end)
    }
}

/// The second byte of every sign.
const MIDDLE: u8 = 0x80;

/// The sign whose second byte is at a place, where it is one.
fn sign(text: &str, middle: usize) -> Option<(usize, char)> {
    let at = middle.checked_sub(1)?;
    match text.as_bytes().get(at..middle + 2) {
        Some(&[0xE3, MIDDLE, last]) => Some((at, char::from_u32(0x3000 | u32::from(last & 0x3F))?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{pieces, signs};

    proptest! {
        #[test]
        fn every_sign_is_found(text in "[a。、「」〈〿　ぁむ一〇䀀\u{300}\u{80}😀]{0,30}") {
            let expected: Vec<_> = text
                .char_indices()
                .filter(|(_, c)| ('\u{3000}'..='\u{303F}').contains(c))
                .collect();
            prop_assert_eq!(signs(&text).collect::<Vec<_>>(), expected);
        }

        #[test]
        fn pieces_are_the_whole_text(text in "[a。、「\nむ]{0,30}") {
            let found = pieces(&text, &['。']).map(|range| &text[range]);
            let expected = text.split_inclusive(['。', '\n']);
            prop_assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
        }
    }
}
