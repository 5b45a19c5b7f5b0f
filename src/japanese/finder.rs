//! Words looked for in a text, all in one pass.
//!
//! A word is found by its first two characters, which part Japanese words well. The table is made anew at every start,
//! so that making it must cost no more than reading the words; an automaton of the same words takes thirty times as
//! long to build and saves less in the pass.

use std::ops::Range;

/// Words ready to be looked for.
#[derive(Debug)]
pub struct Finder {
    words: Vec<String>,
    /// Which beginnings there are: nearly all places of a text have none of them.
    beginnings: Bits,
    /// Whether a word has one character, and so a beginning without a second one.
    has_short: bool,
    /// The first word of each chain. Words of one beginning are in one chain, perhaps with others.
    heads: Vec<Link>,
    /// The word after each word in its chain. The longest come first, of equal ones that with the smaller number.
    next: Vec<Link>,
}

/// The number of a word, or [`END`].
type Link = u32;

/// The end of a chain.
const END: Link = Link::MAX;

/// A word found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The word's number in the list.
    pub word: usize,
    /// Where.
    pub range: Range<usize>,
}

impl Default for Finder {
    fn default() -> Self {
        Finder::of(Vec::new())
    }
}

impl Finder {
    /// A table of words; an empty one is found nowhere.
    pub fn of(words: Vec<String>) -> Self {
        let mut finder = Finder {
            words: Vec::new(),
            beginnings: Bits::for_words(words.len()),
            has_short: false,
            heads: vec![END; (2 * words.len()).next_power_of_two()],
            next: vec![END; words.len()],
        };
        // Each word goes to the head of its chain, so that the shortest goes first.
        let mut order: Vec<usize> = (0..words.len()).rev().collect();
        order.sort_by_key(|n| words[*n].len());
        for n in order {
            let Some(beginning) = Beginning::at(&words[n], 0) else {
                continue;
            };
            finder.has_short |= beginning.width == words[n].len();
            let code = code(beginning.both);
            finder.beginnings.set(code);
            let chain = finder.chain(code);
            let head = Link::try_from(n).unwrap_or(END);
            finder.next[n] = std::mem::replace(&mut finder.heads[chain], head);
        }
        finder.words = words;
        finder
    }

    /// Every word at every place, in the order of the text, at one place the longest first.
    pub fn all(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.each(text, |hit| hits.push(hit));
        hits
    }

    /// Visits all of them.
    pub fn each(&self, text: &str, mut visit: impl FnMut(Hit)) {
        self.each_beginning(text, |at, long, short| {
            for chain in std::iter::once(long).chain(short) {
                self.at(text, at, chain).for_each(&mut visit);
            }
        });
    }

    /// The words of a text, none overlapping: the longest of those that begin first.
    pub fn longest(&self, text: &str) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let mut end = 0;
        self.each_beginning(text, |at, long, short| {
            if at < end {
                return;
            }
            let hit = self.at(text, at, long).next();
            if let Some(hit) = hit.or_else(|| self.at(text, at, short?).next()) {
                end = hit.range.end;
                hits.push(hit);
            }
        });
        hits
    }

    /// Visits the places of a text at which a word may begin, with the chain of the words that begin with the two
    /// characters there, and where it is another one, that of the words of one character. A plain loop, as it runs over
    /// every character.
    fn each_beginning(&self, text: &str, mut visit: impl FnMut(usize, usize, Option<usize>)) {
        let mut next = 0;
        while let Some(beginning) = Beginning::at(text, next) {
            let at = next;
            next += beginning.width;
            let long = code(beginning.both);
            let is_long = self.beginnings.has(long);
            if !is_long && !self.has_short {
                continue;
            }
            let short = code(beginning.first);
            let is_short = self.has_short && self.beginnings.has(short);
            if is_long || is_short {
                let (long, short) = (self.chain(long), self.chain(short));
                visit(at, long, (is_short && short != long).then_some(short));
            }
        }
    }

    /// The chain of a beginning. The number of chains is a power of two.
    fn chain(&self, code: u32) -> usize {
        code as usize & (self.heads.len() - 1)
    }

    /// The words of a chain that are at a place, the longest first.
    fn at<'f>(&'f self, text: &'f str, at: usize, chain: usize) -> impl Iterator<Item = Hit> + 'f {
        let mut link = self.heads[chain];
        std::iter::from_fn(move || {
            while link != END {
                let n = link as usize;
                link = self.next[n];
                if begins(&self.words[n], &text[at..]) {
                    let range = at..at + self.words[n].len();
                    return Some(Hit { word: n, range });
                }
            }
            None
        })
    }
}

/// Whether a word is at the head of a text that most likely begins as it does. Words of one beginning mostly differ in
/// their third character, whose last byte is the ninth.
fn begins(word: &str, text: &str) -> bool {
    let ninth = |text: &str| text.as_bytes().get(8).copied();
    ninth(word).is_none_or(|byte| ninth(text) == Some(byte)) && text.starts_with(word)
}

/// Two characters of a text; words of one character begin with it alone.
struct Beginning {
    /// The bytes of both as one number.
    both: u64,
    /// The bytes of the first.
    first: u64,
    /// How many bytes the first has.
    width: usize,
}

impl Beginning {
    /// That of what is left of a text; none at its end.
    fn at(text: &str, at: usize) -> Option<Self> {
        let rest = text.as_bytes().get(at..)?;
        // Nearly all of a text: two characters of three bytes each.
        if let Some(eight) = rest.first_chunk() {
            let eight = u64::from_be_bytes(*eight);
            if eight & 0xF000_00F0_0000_0000 == 0xE000_00E0_0000_0000 {
                return Some(Beginning {
                    both: eight >> 16,
                    first: eight >> 40,
                    width: 3,
                });
            }
        }
        let mut chars = text[at..].chars();
        let width = chars.next()?.len_utf8();
        let end = width + chars.next().map_or(0, char::len_utf8);
        let number = |end: usize| {
            let bytes = rest[..end].iter();
            bytes.fold(0, |number, byte| number << 8 | u64::from(*byte))
        };
        Some(Beginning {
            both: number(end),
            first: number(width),
            width,
        })
    }
}

/// What distinguishes beginnings: the bits of the product that all of their bytes decide.
fn code(beginning: u64) -> u32 {
    (beginning.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as u32
}

/// One bit for each code by its last bits. The number of bits is a power of two.
#[derive(Debug)]
struct Bits(Vec<u64>);

impl Bits {
    /// So many that few beginnings of other words share those of the words.
    fn for_words(count: usize) -> Self {
        Bits(vec![0; count.next_power_of_two().clamp(16, 1024)])
    }

    fn place(&self, code: u32) -> (usize, u64) {
        let code = code as usize;
        ((code >> 6) & (self.0.len() - 1), 1 << (code & 63))
    }

    fn set(&mut self, code: u32) {
        let (at, bit) = self.place(code);
        self.0[at] |= bit;
    }

    fn has(&self, code: u32) -> bool {
        let (at, bit) = self.place(code);
        self.0.get(at).is_some_and(|bits| bits & bit != 0)
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
