//! Which characters a document has: what is wrong with a few of thousands is looked for only where it has one of them.

use std::collections::BTreeSet;

/// The characters of texts.
#[derive(Debug)]
pub struct Alphabet {
    /// One bit for each of the first plane.
    bits: Vec<u64>,
    others: BTreeSet<char>,
}

/// How many characters the first plane has.
const PLANE: usize = 1 << 16;

impl Alphabet {
    /// Looks through texts.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut found = Alphabet {
            bits: vec![0; PLANE / 64],
            others: BTreeSet::new(),
        };
        for c in texts.flat_map(str::chars) {
            let code = u32::from(c) as usize;
            match found.bits.get_mut(code / 64) {
                Some(bits) => *bits |= 1 << (code % 64),
                None => _ = found.others.insert(c),
            }
        }
        found
    }

    /// Whether a text has a character.
    pub fn has(&self, c: char) -> bool {
        let code = u32::from(c) as usize;
        let bits = self.bits.get(code / 64);
        bits.map_or_else(
            || self.others.contains(&c),
            |bits| bits >> (code % 64) & 1 == 1,
        )
    }

    /// All of them, in the order of their codes.
    pub fn chars(&self) -> impl Iterator<Item = char> + '_ {
        let bits = self.bits.iter().enumerate().filter(|(_, bits)| **bits != 0);
        let codes = bits.flat_map(|(n, bits)| {
            let own = (0..64).filter(move |bit| bits >> bit & 1 == 1);
            own.map(move |bit| (n * 64 + bit) as u32)
        });
        codes
            .filter_map(char::from_u32)
            .chain(self.others.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::Alphabet;

    #[test]
    fn characters_of_texts() {
        let alphabet = Alphabet::of(["かa𠮷", "aか\u{FFFD}"].into_iter());
        assert!(alphabet.has('か') && alphabet.has('𠮷') && alphabet.has('\u{FFFD}'));
        assert!(!alphabet.has('が') && !alphabet.has('𩸽'));
        assert!(alphabet.chars().eq(['a', 'か', '\u{FFFD}', '𠮷']));
    }
}
