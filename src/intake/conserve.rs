//! Nothing is lost and nothing invented: the characters of a source are those of its values, of what the form prints, and of
//! 取込みの残り.

use std::collections::BTreeMap;

use super::cell::Book;
use super::certainty::Why;
use super::draft::{Content, Draft};
use super::ink::folded_words;

/// Signs that a draft may drop or make: they part the entries of a list, frame a heading, tick a box.
const SIGNS: &str = "/、・･•-<>〈〉《》【】[]○●■◆◎☑✓☐□";

/// The balance of a draft.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// Characters of the source that are nowhere, with their number.
    pub lost: Vec<(char, usize)>,
    /// Characters that the source does not have.
    pub invented: Vec<(char, usize)>,
}

/// How often each character occurs.
#[derive(Default)]
struct Count(BTreeMap<char, i64>);

impl Count {
    fn add(&mut self, text: &str, times: i64) {
        for c in folded_words(text) {
            if !SIGNS.contains(c) {
                *self.0.entry(c).or_default() += times;
            }
        }
    }
}

/// The characters of a source against those of its draft; blanks, width and signs of lists apart.
pub fn balance(book: &Book, draft: &Draft) -> Balance {
    let mut count = Count::default();
    for cell in &book.cells {
        count.add(&cell.text, 1);
    }
    for piece in &draft.printed {
        count.add(piece.text(book), -1);
    }
    for left in draft.rest.iter().filter(|left| !left.is_note) {
        count.add(&left.text, -1);
    }
    for value in draft.values.values() {
        let number = value.doubts.iter().find_map(|why| match why {
            Why::DayNumber(number) => Some(number),
            _ => None,
        });
        match &value.content {
            Content::Nothing => {}
            Content::Text(text) => count.add(number.unwrap_or(text), -1),
            Content::Checks(ticked) => {
                for ticked in ticked {
                    count.add(ticked.detail.as_deref().unwrap_or_default(), -1);
                    if ticked.is_own {
                        count.add(&ticked.option, -1);
                    }
                }
            }
            Content::Rows(rows) => {
                let cells = rows.iter().flatten();
                cells.for_each(|(_, cell)| count.add(cell, -1));
            }
        }
    }
    let of = |sign: i64| {
        let found = count.0.iter().filter(|(_, n)| **n * sign > 0);
        found
            .map(|(c, n)| (*c, n.unsigned_abs() as usize))
            .collect()
    };
    Balance {
        lost: of(1),
        invented: of(-1),
    }
}
