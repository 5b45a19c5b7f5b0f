//! Keys and entries in `[ ]` and `{ }`.

use super::{Editor, runs_of_gone};
use crate::assessment::change::page::Seat;
use crate::assessment::change::render::{in_flow, pair_in_flow};
use crate::assessment::change::tree::{Slot, Tree};
use crate::source::Span;
use crate::yaml::{Content, Node};

/// A key with its value, or an entry.
struct Part<'a> {
    span: Span,
    seat: Seat,
    value: &'a Node,
}

impl<'a> Editor<'_, 'a> {
    pub(super) fn put_in_flow(&mut self, seat: Seat, node: &'a Node, tree: &Tree) -> Option<()> {
        let new = in_flow(tree);
        match &node.content {
            Content::Blank => {
                let colon = self.page.after_colon(seat.from);
                let sign = if colon == seat.from { ":" } else { "" };
                self.edit(Span::at(colon), format!("{sign} {new}"));
            }
            Content::Scalar(scalar) => self.edit(scalar.span, new),
            Content::Map(_) | Content::Seq(_) => self.edit(node.span, new),
        }
        Some(())
    }

    pub(super) fn slots_in_flow(
        &mut self,
        seat: Seat,
        node: &'a Node,
        slots: &[Slot],
    ) -> Option<()> {
        let parts = self.parts(seat, node);
        let (first, last) = (parts.first()?.span, parts.last()?.span);
        let mut after: Option<Span> = None;
        let mut new: Vec<String> = Vec::new();
        for slot in slots {
            match slot {
                Slot::Old(n, delta) => {
                    let part = parts.get(*n)?;
                    self.insert_in_flow(first, after, &mut new);
                    self.value(part.seat, part.value, delta)?;
                    after = Some(part.span);
                }
                Slot::New(Some(key), tree) => new.push(pair_in_flow(key, tree)),
                Slot::New(None, tree) => new.push(in_flow(tree)),
                Slot::Moved(n) | Slot::Copy(n) => {
                    new.push(self.page.source.slice(parts.get(*n)?.span).to_owned());
                }
            }
        }
        if after.is_none() {
            self.edit(Span::new(first.start, last.end), new.join(", "));
            return Some(());
        }
        self.insert_in_flow(first, after, &mut new);
        for (one, end) in runs_of_gone(slots, parts.len()) {
            let span = match (parts.get(end + 1), one.checked_sub(1)) {
                (Some(next), _) => Span::new(parts[one].span.start, next.span.start),
                (None, Some(before)) => Span::new(parts[before].span.end, parts[end].span.end),
                (None, None) => return None,
            };
            self.edit(span, "");
        }
        Some(())
    }

    fn insert_in_flow(&mut self, first: Span, after: Option<Span>, new: &mut Vec<String>) {
        let words = std::mem::take(new).join(", ");
        match after {
            _ if words.is_empty() => {}
            Some(span) => self.edit(Span::at(span.end), format!(", {words}")),
            None => self.edit(Span::at(first.start), format!("{words}, ")),
        }
    }

    fn parts(&self, seat: Seat, node: &'a Node) -> Vec<Part<'a>> {
        let part = |span: Span, from: usize, value: &'a Node| Part {
            span,
            seat: Seat {
                from,
                in_flow: true,
                ..seat
            },
            value,
        };
        match &node.content {
            Content::Map(entries) => {
                let parts = entries.iter().map(|entry| {
                    let key = entry.key.span;
                    let end = self.page.after_colon(key.end).max(entry.value.span.end);
                    part(Span::new(key.start, end), key.end, &entry.value)
                });
                parts.collect()
            }
            Content::Seq(nodes) => {
                let parts = nodes
                    .iter()
                    .map(|node| part(node.span, node.span.start, node));
                parts.collect()
            }
            Content::Blank | Content::Scalar(_) => Vec::new(),
        }
    }
}
