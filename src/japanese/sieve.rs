//! A text that is asked for many words: few of them are looked for.
//!
//! Rules ask a sentence for whole lists of words, most of which it does not have. Which beginnings of words it has is
//! found once; a word with another beginning is not looked for.

use std::borrow::Cow;

use super::chars::width;

/// Which beginnings of words a text has: one bit for each, which some share.
#[derive(Debug, Clone)]
pub struct Beginnings(Vec<u64>);

/// How many bytes a beginning has: two characters of Japanese. Shorter words are looked for in any case.
const LENGTH: usize = 6;

/// How many bits there are for each byte of a text, so that few beginnings share one.
const BITS: usize = 4;

impl Beginnings {
    /// Finds those of a text.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let words = (BITS * bytes.len()).div_ceil(64);
        let mut found = Beginnings(vec![0; words.next_power_of_two()]);
        let mut at = 0;
        while let Some(beginning) = bytes.get(at..at + LENGTH) {
            if let Some((place, bit)) = found.place(beginning) {
                found.0[place] |= bit;
            }
            at += width(bytes[at]);
        }
        found
    }

    /// Where the bit of a beginning is. Of its first character the last byte counts alone, as it says the most. The number
    /// of bits is a power of two.
    fn place(&self, bytes: &[u8]) -> Option<(usize, u64)> {
        let [_, _, code @ ..] = bytes.first_chunk::<LENGTH>()?;
        let code = u64::from(u32::from_le_bytes(*code)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        let place = (code >> 6) as usize & (self.0.len() - 1);
        Some((place, 1 << (code % 64)))
    }

    /// Whether a text may have a word: it has its beginning, and its end, which is the beginning of another word.
    fn may_have(&self, word: &str) -> bool {
        let has = |bytes: &[u8]| {
            let place = self.place(bytes);
            place.is_none_or(|(at, bit)| self.0[at] & bit != 0)
        };
        let end = word.len().checked_sub(LENGTH);
        let end = end.and_then(|at| word.get(at..)).unwrap_or_default();
        has(word.as_bytes()) && has(end.as_bytes())
    }
}

/// A text with the beginnings that it has.
#[derive(Debug, Clone)]
pub struct Sieve<'t> {
    text: &'t str,
    beginnings: Cow<'t, Beginnings>,
}

impl<'t> Sieve<'t> {
    /// Finds the beginnings of a text.
    pub fn of(text: &'t str) -> Self {
        let beginnings = Cow::Owned(Beginnings::of(text));
        Sieve { text, beginnings }
    }

    /// A text of which the beginnings were found.
    pub fn known(text: &'t str, beginnings: &'t Beginnings) -> Self {
        let beginnings = Cow::Borrowed(beginnings);
        Sieve { text, beginnings }
    }

    /// The text itself.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Whether the text may have a word; where it has none of the word's beginning, it has not.
    pub fn may_have(&self, word: &str) -> bool {
        self.beginnings.may_have(word)
    }

    /// Whether the text has a word.
    pub fn has(&self, word: &str) -> bool {
        self.may_have(word) && self.text.contains(word)
    }

    /// Whether the text has one of some words.
    pub fn has_one(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.has(word))
    }

    /// Where the text has a word for the first time.
    pub fn find(&self, word: &str) -> Option<usize> {
        self.may_have(word).then(|| self.text.find(word)).flatten()
    }

    /// Where the text has a word, each time with the word.
    pub fn places<'w>(
        &self,
        word: &'w str,
    ) -> impl Iterator<Item = (usize, &'t str)> + use<'t, 'w> {
        let text = self.may_have(word).then_some(self.text);
        text.into_iter()
            .flat_map(move |text| text.match_indices(word))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Beginnings, Sieve};

    #[test]
    fn words_of_other_beginnings_are_not_looked_for() {
        let sieve = Sieve::of("名簿を、書庫に保管する。");
        assert!(sieve.may_have("書庫") && sieve.may_have("紙"));
        assert!(!sieve.may_have("書類") && !sieve.may_have("廃棄"));
        let text = "名簿を、書庫に保管する。".repeat(100);
        let beginnings = Beginnings::of(&text);
        let sieve = Sieve::known(&text, &beginnings);
        assert!(sieve.has("書庫") && sieve.find("保管") == Some(21) && !sieve.may_have("廃棄"));
    }

    proptest! {
        #[test]
        fn what_a_text_has_is_found(text in "[a番号法、😀é]{0,20}", word in "[a番号法😀é]{1,4}") {
            let sieve = Sieve::of(&text);
            prop_assert_eq!(sieve.has(&word), text.contains(&word));
            prop_assert_eq!(sieve.find(&word), text.find(&word));
        }
    }
}
