//! What is written around a line already: the keys of its group, the entries of its list.

use super::line::{Line, Raw};
use super::place::Place;

impl<'t> Place<'t> {
    /// The keys around the line in a column, as far as they belong to the same items, without its own.
    pub fn siblings(&self, column: usize) -> Vec<&'t str> {
        let mut found = Vec::new();
        // A dash begins an entry: what is above it belongs to another one.
        let above = Raw::above(self.text, self.line.start);
        let above = above.take_while(|_| self.line.dashes.is_empty());
        for raw in above {
            // What begins deeper is a part of a sibling.
            if raw.indent > column {
                continue;
            }
            let line = raw.line(self.form);
            if line.column == column && (!raw.is_entry || raw.indent < column) {
                found.extend(words_of_key(&line));
            }
            // The first key of an entry is behind its dash.
            if raw.indent < column {
                break;
            }
        }
        for raw in Raw::below(self.text, self.line.start) {
            if raw.indent < column {
                break;
            }
            if raw.indent == column && !raw.is_entry {
                found.extend(words_of_key(&raw.line(self.form)));
            }
        }
        found
    }

    /// What stands behind the dashes around the line in a column, without its own.
    pub fn entries(&self, column: usize) -> Vec<&'t str> {
        let is_inside = |raw: &Raw| raw.indent > column || raw.indent == column && raw.is_entry;
        let above = Raw::above(self.text, self.line.start).take_while(is_inside);
        let below = Raw::below(self.text, self.line.start).take_while(is_inside);
        let own = above.chain(below).filter(|raw| raw.indent == column);
        let lines = own.map(|raw| raw.line(self.form));
        lines
            .map(|line| words_of_key(&line).unwrap_or(""))
            .collect()
    }
}

/// The words of a line's key; all of its words where it has no colon yet.
fn words_of_key<'t>(line: &Line<'t>) -> Option<&'t str> {
    let words = line.key_words().unwrap_or_else(|| line.rest().trim());
    (!words.is_empty()).then_some(words)
}
