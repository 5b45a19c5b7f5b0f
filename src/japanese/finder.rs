//! Words looked for in a text, all in one pass.
//!
//! A word is found by its first two characters, which part Japanese words well. The table is made anew at every start,
//! so that making it must cost no more than reading the words; an automaton of the same words takes thirty times as
//! long to build and saves less in the pass.

use std::ops::Range;

use rustc_hash::FxHashMap;

/// Words ready to be looked for.
#[derive(Debug, Default)]
pub struct Finder {
    words: Vec<String>,
    /// The words of a beginning, longest first; those of one character have no second one.
    words_of: FxHashMap<Pair, Vec<usize>>,
    /// One bit for each first character, and one for each beginning: nearly all places of a text have none. Those that
    /// share their last 16 bits share one.
    firsts: Bits,
    pairs: Bits,
}

/// A word found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The word's number in the list.
    pub word: usize,
    /// Where.
    pub range: Range<usize>,
}

impl Finder {
    /// A table of words; an empty one is found nowhere.
    pub fn of(words: Vec<String>) -> Self {
        let mut finder = Finder::default();
        for (n, word) in words.iter().enumerate() {
            let mut chars = word.chars();
            if let Some(first) = chars.next() {
                let beginning = (first, chars.next());
                finder.firsts.set(first as u32);
                finder.pairs.set(code(beginning));
                finder.words_of.entry(beginning).or_default().push(n);
            }
        }
        for alike in finder.words_of.values_mut() {
            alike.sort_by_key(|n| usize::MAX - words[*n].len());
        }
        finder.words = words;
        finder
    }

    /// Every word at every place, in the order of the text, at one place the longest first.
    pub fn all(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.each_beginning(text, |at, pair| hits.extend(self.at(text, at, pair)));
        hits
    }

    /// The words of a text, none overlapping: the longest of those that begin first.
    pub fn longest(&self, text: &str) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let mut end = 0;
        self.each_beginning(text, |at, pair| {
            if at >= end
                && let Some(hit) = self.at(text, at, pair).next()
            {
                end = hit.range.end;
                hits.push(hit);
            }
        });
        hits
    }

    /// Visits the places of a text at which a word may begin, with the two characters there. A plain loop, as it runs
    /// over every character.
    fn each_beginning(&self, text: &str, mut visit: impl FnMut(usize, Pair)) {
        for (at, c) in text.char_indices() {
            if self.firsts.has(c as u32) {
                let second = text[at + c.len_utf8()..].chars().next();
                if self.pairs.has(code((c, second))) || self.pairs.has(code((c, None))) {
                    visit(at, (c, second));
                }
            }
        }
    }

    /// The words that begin so.
    fn words(&self, beginning: Pair) -> Option<&Vec<usize>> {
        let found = || self.words_of.get(&beginning);
        self.pairs.has(code(beginning)).then(found).flatten()
    }

    /// The words that are at a place, the longest first.
    fn at<'f>(
        &'f self,
        text: &'f str,
        at: usize,
        (first, second): Pair,
    ) -> impl Iterator<Item = Hit> + 'f {
        let long = second.and_then(|_| self.words((first, second)));
        let short = self.words((first, None));
        let alike = [long, short].into_iter().flatten().flatten();
        let here = alike.filter(move |n| begins(&self.words[**n], &text[at..]));
        here.map(move |n| Hit {
            word: *n,
            range: at..at + self.words[*n].len(),
        })
    }
}

/// Whether a word is at the head of a text that begins as it does. Words of one beginning mostly differ in their third
/// character, whose last byte is the ninth.
fn begins(word: &str, text: &str) -> bool {
    let ninth = |text: &str| text.as_bytes().get(8).copied();
    ninth(word).is_none_or(|byte| ninth(text) == Some(byte)) && text.starts_with(word)
}

/// Two characters; at the end of a text, one.
type Pair = (char, Option<char>);

/// What distinguishes beginnings.
fn code((first, second): Pair) -> u32 {
    (first as u32).wrapping_mul(31) ^ second.map_or(0, |c| c as u32)
}

/// One bit for each code by its last 16 bits.
#[derive(Debug)]
struct Bits(Vec<u64>);

impl Default for Bits {
    fn default() -> Self {
        Bits(vec![0; 1 << 10])
    }
}

impl Bits {
    fn set(&mut self, code: u32) {
        let code = (code & 0xFFFF) as usize;
        self.0[code >> 6] |= 1 << (code & 63);
    }

    fn has(&self, code: u32) -> bool {
        let code = (code & 0xFFFF) as usize;
        self.0
            .get(code >> 6)
            .is_some_and(|bits| bits & (1 << (code & 63)) != 0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Finder;

    fn finder(words: &[&str]) -> Finder {
        Finder::of(words.iter().map(|w| (*w).to_owned()).collect())
    }

    #[test]
    fn words_are_found_in_one_another_or_the_longest_alone() {
        let finder = finder(&["番号", "番号法", "法", "号法施行令", "", "𠮷野家"]);
        let text = "番号法施行令、𠮷野家";
        let words = |hits: Vec<super::Hit>| -> Vec<&str> {
            hits.into_iter().map(|h| &text[h.range]).collect()
        };
        let all = ["番号法", "番号", "号法施行令", "法", "𠮷野家"];
        assert_eq!(words(finder.all(text)), all);
        assert_eq!(words(finder.longest(text)), ["番号法", "𠮷野家"]);
        assert_eq!(finder.all("業務"), []);
    }

    proptest! {
        #[test]
        fn every_word_is_found_wherever_it_is(
            words in proptest::collection::vec("[ab番号法]{1,3}", 1..6),
            text in "[ab番号法。]{0,30}",
        ) {
            let found = Finder::of(words.clone()).all(&text);
            let mut expected = 0;
            for (n, word) in words.iter().enumerate() {
                for (at, _) in text.char_indices().filter(|(at, _)| text[*at..].starts_with(word.as_str())) {
                    expected += 1;
                    let is_found = found.iter().any(|h| h.word == n && h.range == (at..at + word.len()));
                    prop_assert!(is_found);
                }
            }
            prop_assert_eq!(found.len(), expected);
        }
    }
}
