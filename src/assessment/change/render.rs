//! Values as YAML, in the layout of a file.

use super::page::Style;
use super::tree::Tree;
use crate::yaml::write;

/// How values are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    pub(super) style: Style,
    pub(super) newline: &'static str,
    /// Whether every text is in quotes, on one line.
    pub(super) quotes: bool,
}

impl Tree<'_> {
    /// What is after the colon of its key: ` text`, or the lines below the key, which is in a column, in the usual layout.
    pub fn rendered(&self, column: usize, newline: &'static str) -> String {
        let pen = Pen {
            style: Style::USUAL,
            newline,
            quotes: false,
        };
        pen.value(self, column)
    }
}

impl Pen {
    /// What is after the colon of a key that stands in a column: ` text`, or the lines below. No line break ends it.
    pub(super) fn value(self, tree: &Tree, column: usize) -> String {
        match tree {
            Tree::Blank => String::new(),
            Tree::Text(text) => self.text(text, column, self.style.step),
            Tree::Map(pairs) => {
                let column = column + self.style.step;
                let lines = pairs.iter().map(|(key, tree)| {
                    let line = self.pair(key, tree, column);
                    format!("{}{}{line}", self.newline, blanks(column))
                });
                lines.collect()
            }
            Tree::Seq(entries) => {
                let column = column + self.style.dash;
                let lines = entries.iter().map(|tree| {
                    let line = self.entry(tree, column);
                    format!("{}{}{line}", self.newline, blanks(column))
                });
                lines.collect()
            }
        }
    }

    /// A key in a column with its value.
    pub(super) fn pair(self, key: &str, tree: &Tree, column: usize) -> String {
        format!("{}:{}", write::key(key), self.value(tree, column))
    }

    /// An entry of a list whose dash stands in a column.
    pub(super) fn entry(self, tree: &Tree, dash: usize) -> String {
        format!("-{}", self.after_dash(tree, dash))
    }

    /// What is after a dash in a column.
    pub(super) fn after_dash(self, tree: &Tree, dash: usize) -> String {
        let gap = blanks(self.style.gap - 1);
        match tree {
            Tree::Blank => String::new(),
            Tree::Text(text) => self.text(text, dash, self.style.gap),
            Tree::Map(pairs) => {
                let column = dash + self.style.gap;
                let lines = pairs.iter().enumerate().map(|(n, (key, tree))| {
                    let line = self.pair(key, tree, column);
                    match n {
                        0 => format!("{gap}{line}"),
                        _ => format!("{}{}{line}", self.newline, blanks(column)),
                    }
                });
                lines.collect()
            }
            // No item of a form is a list in a list.
            Tree::Seq(_) => format!("{gap}{}", in_flow(tree)),
        }
    }

    fn text(self, text: &str, column: usize, step: usize) -> String {
        match self.quotes {
            true => format!(" {}", write::quoted(text)),
            false => write::value_in(text, column, step, self.newline),
        }
    }
}

/// A value in `[ ]` or `{ }`, all on one line.
pub(super) fn in_flow(tree: &Tree) -> String {
    match tree {
        Tree::Blank => String::new(),
        Tree::Text(text) => word(text),
        Tree::Map(pairs) => {
            let pairs = pairs.iter().map(|(key, tree)| pair_in_flow(key, tree));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
        Tree::Seq(entries) => {
            let entries: Vec<String> = entries.iter().map(in_flow).collect();
            format!("[{}]", entries.join(", "))
        }
    }
}

/// A key with its value in `{ }`.
pub(super) fn pair_in_flow(key: &str, tree: &Tree) -> String {
    format!("{}: {}", word(key), in_flow(tree))
}

/// A text in `[ ]` or `{ }`: as it is, or in quotes.
fn word(text: &str) -> String {
    let written = write::value(text, 0, "\n");
    match written.strip_prefix(' ') {
        Some(plain) if plain == text && !text.contains([',', '，']) => text.to_owned(),
        _ => write::quoted(text),
    }
}

pub(super) fn blanks(count: usize) -> String {
    " ".repeat(count)
}
