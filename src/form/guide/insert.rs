//! What an editor puts where an item is to be written: its key, and its value in the right shape.

use super::Guide;
use crate::form::{ItemKind, Print};

/// YAML of an item that is still to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insert {
    /// Its lines: the first without its indentation, no line break at the end.
    pub text: String,
    /// Where the writer goes on, in bytes of the text.
    pub cursor: usize,
}

/// How far what is in an item is indented.
const STEP: usize = 2;

impl Guide<'_> {
    /// The item with nothing in it, for a key that stands after so many blanks.
    pub fn insert(self, indent: usize) -> Insert {
        let below = "\n".to_owned() + &" ".repeat(indent + STEP);
        let mut text = match self.item().kind {
            ItemKind::Check => format!("{}: ○", self.key()),
            ItemKind::Text if !self.is_block() => format!("{}: ", self.key()),
            ItemKind::Choice | ItemKind::Count | ItemKind::Date => format!("{}: ", self.key()),
            ItemKind::Text => format!("{}: |{below}", self.key()),
            ItemKind::ChoiceText => format!("{}:{below}選択: ", self.key()),
            ItemKind::TextText if self.is_block() => {
                let deeper = " ".repeat(STEP);
                format!("{}:{below}内容: |{below}{deeper}", self.key())
            }
            ItemKind::TextText => format!("{}:{below}内容: ", self.key()),
            ItemKind::Checks | ItemKind::List | ItemKind::Table => {
                format!("{}:{below}- ", self.key())
            }
            ItemKind::Period => match self.below().next() {
                Some(first) => format!("{}:{below}{}: ", self.key(), first.key()),
                None => format!("{}: ", self.key()),
            },
            ItemKind::Figure | ItemKind::Map => format!("{}:{below}", self.key()),
        };
        let cursor = text.len();
        for line in self.details() {
            text.push_str(&below);
            text.push_str(&line);
        }
        Insert { text, cursor }
    }

    /// The lines that come after an item's own value.
    fn details(self) -> Vec<String> {
        let skipped = match self.item().kind {
            ItemKind::ChoiceText | ItemKind::TextText => 0,
            // The first end of a period stands where the writer begins.
            ItemKind::Period => 1,
            _ => return Vec::new(),
        };
        let is_hidden = |below: &Guide| {
            self.item().kind != ItemKind::Period && below.item().print == Print::Hidden
        };
        let details = self.below().skip(skipped).filter(|below| !is_hidden(below));
        let line = |detail: Guide| match detail.item().kind {
            ItemKind::Text if detail.is_block() => format!("{}: |", detail.key()),
            ItemKind::Map | ItemKind::List | ItemKind::Checks => format!("{}:", detail.key()),
            _ => format!("{}: ", detail.key()),
        };
        details.map(line).collect()
    }
}
