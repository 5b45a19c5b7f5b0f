//! Paragraphs and tables one behind the other: the body, a cell, a text box.

use roxmltree::Node;

use super::gather::Gather;
use super::runs::{alternative, control, open};
use super::state::State;
use super::{Later, Reader, child};
use crate::intake::cell::{Grid, Note};
use crate::intake::refusal::Refusal;

/// How deep text boxes and tables may lie in each other.
const MAX_NESTED: usize = 32;

impl<'t> Reader<'t> {
    /// Reads what is outside of all tables: each paragraph is a cell.
    pub(super) fn body(&mut self, node: Node<'t, 't>, state: State) -> Result<(), Refusal> {
        for part in node.children().filter(Node::is_element) {
            match part.tag_name().name() {
                "p" => {
                    self.paragraph += 1;
                    let mut out = Gather::new(self.paragraph, None, Vec::new());
                    self.paragraph(part, state, &mut out);
                    self.put(&mut out, 0)?;
                }
                "tbl" => self.table(part, state, 0)?,
                "sdt" => {
                    let control = control(part);
                    let Some(content) = child(part, "sdtContent") else {
                        continue;
                    };
                    match control.pin {
                        Some(pin) => {
                            self.paragraph += 1;
                            let mut out = Gather::new(self.paragraph, None, Vec::new());
                            out.open(pin);
                            if !control.is_empty {
                                self.blocks(content, state, &mut out, 0)?;
                            }
                            self.put(&mut out, 0)?;
                        }
                        None if control.is_empty => {}
                        None => self.body(content, state)?,
                    }
                }
                "AlternateContent" => {
                    if let Some(one) = alternative(part) {
                        self.body(one, state)?;
                    }
                }
                "sectPr" => {}
                name => self.body(part, state.within(name))?,
            }
        }
        Ok(())
    }

    /// Reads what is inside of something: its paragraphs are lines of one cell.
    pub(super) fn blocks(
        &mut self,
        node: Node<'t, 't>,
        state: State,
        out: &mut Gather,
        nested: usize,
    ) -> Result<(), Refusal> {
        for part in node.children().filter(Node::is_element) {
            match part.tag_name().name() {
                "p" => self.paragraph(part, state, out),
                "tbl" => {
                    self.put(out, nested)?;
                    self.table(part, state, nested + 1)?;
                }
                "sdt" => {
                    let (content, is_open) = open(part, out);
                    if let Some(content) = content {
                        self.blocks(content, state, out, nested)?;
                    }
                    if is_open {
                        out.close();
                    }
                }
                "AlternateContent" => {
                    if let Some(one) = alternative(part) {
                        self.blocks(one, state, out, nested)?;
                    }
                }
                "tcPr" | "sectPr" => {}
                name => self.blocks(part, state.within(name), out, nested)?,
            }
        }
        Ok(())
    }

    /// Puts what was gathered into the book, then the text boxes and notes that are anchored in it.
    pub(super) fn put(&mut self, out: &mut Gather, nested: usize) -> Result<(), Refusal> {
        out.flush(&mut self.length, &mut self.book)?;
        if nested > MAX_NESTED {
            return Err(Refusal::TooDeep);
        }
        for later in std::mem::take(&mut self.later) {
            let mut out = Gather::new(self.paragraph, None, vec![Note::Drawing]);
            match later {
                Later::Note(words) => {
                    out.push(&words, State::default());
                    self.put(&mut out, nested + 1)?;
                }
                Later::Box(content) => {
                    self.blocks(content, State::default(), &mut out, nested + 1)?;
                    self.put(&mut out, nested + 1)?;
                }
            }
        }
        Ok(())
    }

    /// Reads the content of a cell of a table.
    pub(super) fn cell(
        &mut self,
        content: Option<Node<'t, 't>>,
        state: State,
        pinned: Option<crate::intake::cell::Pin>,
        (grid, notes): (Grid, Vec<Note>),
        nested: usize,
    ) -> Result<(), Refusal> {
        let mut out = Gather::new(self.paragraph, Some(grid), notes);
        if let Some(pin) = pinned {
            out.open(pin);
        }
        if let Some(node) = content {
            self.blocks(node, state, &mut out, nested)?;
        }
        self.put(&mut out, nested)
    }
}
