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
    beginnings: FxHashMap<(char, Option<char>), Vec<usize>>,
    /// One bit for each character that begins a word; of those that share their last 16 bits, one for all.
    firsts: Vec<u64>,
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
        let mut finder = Finder {
            firsts: vec![0; 1 << 10],
            ..Finder::default()
        };
        for (n, word) in words.iter().enumerate() {
            let mut chars = word.chars();
            if let Some(first) = chars.next() {
                let (place, bit) = bit(first);
                finder.firsts[place] |= bit;
                let beginning = (first, chars.next());
                finder.beginnings.entry(beginning).or_default().push(n);
            }
        }
        for alike in finder.beginnings.values_mut() {
            alike.sort_by_key(|n| usize::MAX - words[*n].len());
        }
        finder.words = words;
        finder
    }

    /// Every word at every place, in the order of the text, at one place the longest first.
    pub fn all(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (at, first) in text.char_indices() {
            if self.begins(first) {
                hits.extend(self.at(text, at, first));
            }
        }
        hits
    }

    /// The words of a text, none overlapping: the longest of those that begin first.
    pub fn longest(&self, text: &str) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let mut end = 0;
        for (at, first) in text.char_indices() {
            if at >= end
                && self.begins(first)
                && let Some(hit) = self.at(text, at, first).next()
            {
                end = hit.range.end;
                hits.push(hit);
            }
        }
        hits
    }

    fn begins(&self, first: char) -> bool {
        let (place, bit) = bit(first);
        self.firsts.get(place).is_some_and(|bits| bits & bit != 0)
    }

    /// The words that stand at a place, the longest first.
    fn at<'f>(&'f self, text: &'f str, at: usize, first: char) -> impl Iterator<Item = Hit> + 'f {
        let second = text[at + first.len_utf8()..].chars().next();
        let long = second.and_then(|second| self.beginnings.get(&(first, Some(second))));
        let short = self.beginnings.get(&(first, None));
        let alike = [long, short].into_iter().flatten().flatten();
        let here = alike.filter(move |n| text[at..].starts_with(self.words[**n].as_str()));
        here.map(move |n| Hit {
            word: *n,
            range: at..at + self.words[*n].len(),
        })
    }
}

/// Where the bit of a character stands.
fn bit(c: char) -> (usize, u64) {
    let code = u32::from(c) as usize;
    ((code & 0xFFFF) >> 6, 1 << (code & 63))
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
        fn every_word_is_found_wherever_it_stands(
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
