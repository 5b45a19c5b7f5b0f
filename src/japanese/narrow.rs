//! A text in one width, with the way back: letters, digits and signs narrow, blanks one kind of blank.

use std::ops::Range;

use super::letters::letters;
use crate::japanese::chars::half;

/// A text whose full-width letters, digits and signs are narrow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrow {
    /// The narrow text.
    pub text: String,
    /// From which byte of the narrow text on the original is how many bytes longer.
    shifts: Vec<(usize, usize)>,
}

impl Narrow {
    /// Narrows a text.
    pub fn of(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut shifts = Vec::new();
        let mut copied = 0;
        // ０ to ～ begin with EF BC or EF BD, 　 with E3 80, a blank that does not break with C2: all else is copied.
        let bytes = original.as_bytes();
        let mut at = 0;
        loop {
            at += letters(original, at);
            let Some(first) = bytes.get(at) else {
                break;
            };
            if !matches!(first, 0xC2 | 0xE3 | 0xEF) {
                at += 1;
                continue;
            }
            let Some(c) = original[at..].chars().next() else {
                break;
            };
            if let Some(narrow) = narrowed(c) {
                text.push_str(&original[copied..at]);
                text.push(narrow);
                copied = at + c.len_utf8();
                shifts.push((text.len(), copied - text.len()));
            }
            at += c.len_utf8();
        }
        text.push_str(&original[copied..]);
        Narrow { text, shifts }
    }

    /// The bytes of the original of a range of the narrow text.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        self.back(range.start)..self.back(range.end)
    }

    fn back(&self, at: usize) -> usize {
        let passed = self.shifts.partition_point(|(from, _)| *from <= at);
        at + passed.checked_sub(1).map_or(0, |n| self.shifts[n].1)
    }
}

/// The narrow form of a character that is wide.
pub(super) fn narrowed(c: char) -> Option<char> {
    match c {
        '！'..='～' => Some(half(c)),
        '〜' => Some('~'),
        '\u{3000}' | '\u{A0}' => Some(' '),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Narrow;

    #[test]
    fn wide_signs_become_narrow_and_lead_back() {
        let narrow = Narrow::of("番号法　第１９条（A）");
        assert_eq!(narrow.text, "番号法 第19条(A)");
        let at = narrow.text.find("19").expect("it is there");
        assert_eq!(
            &"番号法　第１９条（A）"[narrow.original(at..at + 2)],
            "１９"
        );
    }

    proptest! {
        #[test]
        fn every_character_leads_back_to_its_own(text in "[ 　a-zＡ-ｚ０-９ぁ-ん漢字（）〜～\u{A0}é]{0,40}") {
            let narrow = Narrow::of(&text);
            let pairs = narrow.text.char_indices().zip(text.char_indices());
            for ((at, c), (own, wide)) in pairs {
                prop_assert_eq!(narrow.original(at..at + c.len_utf8()), own..own + wide.len_utf8());
            }
            prop_assert_eq!(narrow.original(0..narrow.text.len()), 0..text.len());
        }
    }
}
