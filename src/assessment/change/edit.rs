//! A change of what a file says as edits of its text.

mod flow;
mod lines;
mod value;

use super::page::{Page, Seat};
use super::render::Pen;
use super::tree::{Delta, Slot, Tree};
use crate::source::Span;
use crate::source::diagnostic::Edit;
use crate::yaml::Node;

/// How texts are written that come in the place of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// As the one before: in its block, in its quotes.
    AsBefore,
    /// As new ones.
    Anew,
    /// In quotes on one line, wherever they stand.
    Quoted,
}

/// The edits of a change, in their order.
#[derive(Debug)]
pub(super) struct Edits {
    pub(super) all: Vec<Edit>,
    /// What was taken out with the comments in it.
    pub(super) taken: Vec<Span>,
}

/// The edits by which a file says what it says after a change; none where it is laid out in a way that is not understood.
pub(super) fn edits(page: &Page, delta: &Delta, manner: Manner) -> Option<Edits> {
    let mut editor = Editor {
        page,
        manner,
        pen: Pen {
            style: page.style,
            newline: page.newline,
            quotes: manner == Manner::Quoted,
        },
        edits: Edits {
            all: Vec::new(),
            taken: Vec::new(),
        },
    };
    editor.value(page.outermost(), &page.document.root, delta)?;
    let mut edits = editor.edits;
    edits
        .all
        .retain(|edit| !edit.span.range().is_empty() || !edit.text.is_empty());
    // Of those at one place, the one that came first is before the others.
    edits
        .all
        .sort_by_key(|edit| (edit.span.start, edit.span.end));
    let apart = |pair: &[Edit]| pair[0].span.end <= pair[1].span.start;
    edits.all.windows(2).all(apart).then_some(edits)
}

struct Editor<'p, 'a> {
    page: &'p Page<'a>,
    manner: Manner,
    pen: Pen,
    edits: Edits,
}

impl<'a> Editor<'_, 'a> {
    /// A value that changes.
    fn value(&mut self, seat: Seat, node: &'a Node, delta: &Delta) -> Option<()> {
        match delta {
            _ if delta.is_same(node) => Some(()),
            Delta::Same => Some(()),
            Delta::Is(tree) if seat.in_flow => self.put_in_flow(seat, node, tree),
            Delta::Is(tree) => self.put(seat, node, tree),
            Delta::Of(slots) if slots.is_empty() => self.value(seat, node, &Delta::Is(Tree::Blank)),
            Delta::Of(slots) if self.page.is_flow(seat, node) => {
                self.slots_in_flow(seat, node, slots)
            }
            Delta::Of(slots) => self.slots(seat, node, slots),
        }
    }

    /// The end of the line of a place, without its line break.
    fn line_end(&self, at: usize) -> usize {
        let text = self.page.text();
        let end = text[at..].find('\n').map_or(text.len(), |feed| at + feed);
        if text[at..end].ends_with('\r') {
            end - 1
        } else {
            end
        }
    }

    fn edit(&mut self, span: Span, text: impl Into<String>) {
        self.edits.all.push(Edit {
            span,
            text: text.into(),
        });
    }
}

/// The places of those that are there before and do not stay where they are, in runs.
fn runs_of_gone(slots: &[Slot], count: usize) -> Vec<(usize, usize)> {
    let mut staying = vec![false; count];
    for slot in slots {
        if let Slot::Old(n, _) = slot
            && let Some(staying) = staying.get_mut(*n)
        {
            *staying = true;
        }
    }
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (n, _) in staying.iter().enumerate().filter(|(_, stays)| !**stays) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == n => *last = n,
            _ => runs.push((n, n)),
        }
    }
    runs
}
