//! A text that is asked for many words: few of them are looked for.
//!
//! Rules ask a sentence for whole lists of words, most of which it does not have. Which beginnings of words it has is
//! found once; a word with another beginning is not looked for.

/// A text with the beginnings that it has.
#[derive(Debug, Clone)]
pub struct Sieve<'t> {
    text: &'t str,
    /// One bit for each beginning; some share one.
    beginnings: [u64; 1 << (BITS - 6)],
}

/// How many bits of a beginning's code are looked at.
const BITS: u32 = 12;

/// How many bytes a beginning has: two characters of Japanese. Shorter words are looked for in any case.
const LENGTH: usize = 6;

impl<'t> Sieve<'t> {
    /// Finds the beginnings of a text.
    pub fn of(text: &'t str) -> Self {
        let mut beginnings = [0; 1 << (BITS - 6)];
        for beginning in text.as_bytes().windows(LENGTH) {
            // Words begin where characters do.
            if let Some((at, bit)) = place(beginning).filter(|_| beginning[0] & 0xC0 != 0x80) {
                beginnings[at] |= bit;
            }
        }
        Sieve { text, beginnings }
    }

    /// The text itself.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Whether the text may have a word; where it has none of the word's beginning, it has not.
    pub fn may_have(&self, word: &str) -> bool {
        place(word.as_bytes()).is_none_or(|(at, bit)| self.beginnings[at] & bit != 0)
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

/// Where the bit of a beginning is. Of its first character the last byte counts alone, as it says the most.
fn place(bytes: &[u8]) -> Option<(usize, u64)> {
    let [_, _, code @ ..] = bytes.first_chunk::<LENGTH>()?;
    let code = u32::from_le_bytes(*code).wrapping_mul(0x9E37_79B1) >> (u32::BITS - BITS);
    Some((code as usize / 64, 1 << (code % 64)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Sieve;

    #[test]
    fn words_of_other_beginnings_are_not_looked_for() {
        let sieve = Sieve::of("名簿を、書庫に保管する。");
        assert!(sieve.may_have("書庫") && sieve.may_have("紙"));
        assert!(!sieve.may_have("書類") && !sieve.may_have("廃棄"));
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
