//! Scans that need only the raw text, so that they run in parallel with parsing.

use crate::assets::glyphs::printable;
use crate::japanese::hidden::hidden;
use crate::japanese::individual_number;
use crate::source::{Source, Span};

/// What a file's text holds.
#[derive(Debug, Default)]
pub struct RawScan {
    /// The characters that hide what they are or cannot be printed, with their offsets.
    pub suspicious: Vec<(usize, char)>,
    /// The places of 個人番号.
    pub individual_numbers: Vec<Span>,
}

impl RawScan {
    /// Looks through a file.
    pub fn of(source: &Source) -> Self {
        let numbers = individual_number::find(source.text()).into_iter();
        RawScan {
            suspicious: suspicious(source.text()),
            individual_numbers: numbers.map(Span::from).collect(),
        }
    }
}

/// Whether a Chinese character begins here that can be printed.
fn is_printed_kanji(bytes: &[u8]) -> bool {
    let [first, second, third, ..] = *bytes else {
        return false;
    };
    let [first, second, third] = [first & 0x0F, second & 0x3F, third & 0x3F].map(u32::from);
    let c = char::from_u32(first << 12 | second << 6 | third);
    c.is_some_and(|c| c >= '\u{4E00}' && printable(c))
}

fn suspicious(text: &str) -> Vec<(usize, char)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest @ [_, ..]) = bytes.get(at..) {
        // Nearly all of a text: ASCII, ぁ to み, む to ゖ, ァ to タ, ダ to ヶ.
        let ordinary = match rest {
            [b'\n' | b' '..=b'~', ..] => 1,
            [0xE3, 0x81, 0x81..=0xBF, ..] => 3,
            [0xE3, 0x82, ..=0x96 | 0xA1..=0xBF, ..] => 3,
            [0xE3, 0x83, ..=0xB6 | 0xBB | 0xBC, ..] => 3,
            [0xE4..=0xE9, _, _, ..] if is_printed_kanji(rest) => 3,
            _ => 0,
        };
        if ordinary > 0 {
            at += ordinary;
            continue;
        }
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        if hidden(c).is_some() || !c.is_ascii() && !printable(c) {
            found.push((at, c));
        }
        at += c.len_utf8();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_are_hidden_or_unprintable_are_suspicious() {
        for c in '\u{0}'..='\u{FFFF}' {
            let is_suspicious = hidden(c).is_some() || !c.is_ascii() && !printable(c);
            assert_eq!(
                suspicious(&c.to_string()).len(),
                usize::from(is_suspicious),
                "{c:?}"
            );
        }
    }
}
