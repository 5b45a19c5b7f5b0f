//! The parts of a file: keys with their values and entries of lists, in the order in which they stand.

use std::borrow::Cow;

use typed_index_collections::TiVec;

use super::Spelling;
use super::place::Place;
use super::scalar::{self, Text};
use crate::form::Form;
use crate::source::index::index_type;
use crate::source::{Source, Span};
use crate::yaml::{Content, Document, Entry, Node};

index_type!(
    /// A part of a file, by its place in the order of the file.
    PartId
);

impl PartId {
    /// The part after it.
    pub fn next(self) -> Self {
        PartId(self.0 + 1)
    }

    /// The part before it; of the file, itself.
    pub fn before(self) -> Self {
        PartId(self.0.saturating_sub(1))
    }
}

/// The file as a whole, which is above all others.
pub(super) const FILE: PartId = PartId(0);

/// A key with its value, or an entry of a list.
#[derive(Debug)]
pub(super) struct Part<'a> {
    /// The part that it is in.
    pub parent: Option<PartId>,
    /// The key; none for an entry of a list, and for the file.
    pub key: Option<Cow<'a, str>>,
    /// What it is sorted by.
    pub rank: usize,
    /// From its key or dash to its end.
    pub span: Span,
    /// The column of its key or dash.
    pub column: usize,
    /// Whether it is in `[ ]` or `{ }`.
    pub in_flow: bool,
    /// What it holds.
    pub value: Value<'a>,
    /// The parts in it.
    pub children: Vec<PartId>,
    /// The comments and blank lines above it.
    pub above: Vec<Line<'a>>,
    /// The comment on its line.
    pub beside: Option<&'a str>,
    /// The comment after its dash, where its value begins on a line below.
    pub on_dash: Option<&'a str>,
    /// What is at the end of it, after all its parts.
    pub tail: Vec<Line<'a>>,
}

/// What a part holds.
#[derive(Debug)]
pub(super) enum Value<'a> {
    /// Nothing.
    Blank,
    /// A text.
    Text(Text<'a>),
    /// `[]` or `{}`
    Empty(&'static str),
    /// Parts that begin in a column.
    Block(usize),
    /// Parts in `[ ]` or `{ }`.
    Flow(Span),
}

/// A line that is no part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// A comment with its `#`.
    Comment(&'a str),
    /// Nothing.
    Blank,
}

/// The parts of a file, which is the first of them.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    pub all: TiVec<PartId, Part<'a>>,
    /// The keys that are spelt otherwise than they were.
    pub respelt: Vec<Span>,
    /// The bytes of all keys and texts.
    pub words: Vec<Span>,
}

/// Takes a file apart; none where something in it is laid out in a way that is not understood.
pub(super) fn parts<'a>(
    form: &'a Form,
    source: &'a Source,
    document: &'a Document,
    spelling: Spelling,
) -> Option<Parts<'a>> {
    let mut walk = Walk {
        form,
        source,
        spelling,
        parts: Parts {
            all: TiVec::new(),
            respelt: Vec::new(),
            words: Vec::new(),
        },
    };
    let file = walk.push(None, None, 0, document.root.span, 0);
    let start = document.root.span.start;
    walk.node(file, &document.root, Place::Group(None), start)?;
    Some(walk.parts)
}

impl<'a> Parts<'a> {
    /// A part and those that it is in, the innermost first.
    pub fn outwards(&self, part: PartId) -> impl Iterator<Item = PartId> + use<'_, 'a> {
        std::iter::successors(Some(part), |part| self.all[*part].parent)
    }

    /// A part, or the first in it that an exception can cover: a key, or a text of a list.
    pub fn first_covered(&self, part: PartId) -> PartId {
        let inside = |part: &PartId| {
            let part = &self.all[*part];
            part.children
                .first()
                .copied()
                .filter(|_| part.key.is_none())
        };
        let inwards = std::iter::successors(Some(part), inside);
        inwards.last().unwrap_or(part)
    }
}

impl Part<'_> {
    /// Whether an exception can cover it.
    pub fn is_coverable(&self) -> bool {
        self.key.is_some() || matches!(self.value, Value::Text(_))
    }
}

struct Walk<'a> {
    form: &'a Form,
    source: &'a Source,
    spelling: Spelling,
    parts: Parts<'a>,
}

impl<'a> Walk<'a> {
    fn push(
        &mut self,
        parent: Option<PartId>,
        key: Option<Cow<'a, str>>,
        rank: usize,
        span: Span,
        column: usize,
    ) -> PartId {
        let in_flow = parent.is_some_and(|parent| self.is_in_flow(parent));
        let id = self.parts.all.push_and_get_key(Part {
            parent,
            key,
            rank,
            span,
            column,
            in_flow,
            value: Value::Blank,
            children: Vec::new(),
            above: Vec::new(),
            beside: None,
            on_dash: None,
            tail: Vec::new(),
        });
        if let Some(parent) = parent {
            self.parts.all[parent].children.push(id);
        }
        id
    }

    /// What a part holds; its key or dash ends at a place.
    fn node(&mut self, part: PartId, node: &'a Node, place: Place, from: usize) -> Option<()> {
        let Part {
            in_flow, column, ..
        } = self.parts.all[part];
        // The parser does not name the first dash of a list that is not indented more than its key.
        let start = scalar::value_after(self.source, from);
        let is_flow = self.source.text()[start..].starts_with(['[', '{']);
        let group = match is_flow {
            true => Value::Flow(Span::new(start, node.span.end)),
            false => Value::Block(self.column(start)),
        };
        let value = match &node.content {
            Content::Blank => Value::Blank,
            Content::Scalar(scalar) => {
                let text = scalar::text(self.source, scalar, (from, column), in_flow)?;
                self.parts.words.push(text.span);
                self.parts.all[part].span.end = text.span.end;
                Value::Text(text)
            }
            Content::Map(entries) if entries.is_empty() => Value::Empty("{}"),
            Content::Seq(nodes) if nodes.is_empty() => Value::Empty("[]"),
            Content::Map(_) | Content::Seq(_) => group,
        };
        self.parts.all[part].value = value;
        match &node.content {
            Content::Map(entries) => self.map(part, entries, place),
            Content::Seq(nodes) => self.list(part, start, nodes, place),
            Content::Blank | Content::Scalar(_) => Some(()),
        }
    }

    fn map(&mut self, part: PartId, entries: &'a [Entry], place: Place) -> Option<()> {
        let in_flow = self.is_in_flow(part);
        let placed = place.entries(self.form, entries);
        for (entry, placed) in entries.iter().zip(placed) {
            let span = entry.key.span;
            let key = match placed.key {
                Some(key) if self.spelling == Spelling::OfForm => Cow::Borrowed(key),
                _ => scalar::key(self.source, &entry.key, in_flow)?,
            };
            self.parts.words.push(span);
            if self.source.slice(span) != key {
                self.parts.respelt.push(span);
            }
            let column = self.column(span.start);
            let child = self.push(Some(part), Some(key), placed.rank, entry.span(), column);
            self.node(child, &entry.value, placed.value, entry.key.span.end)?;
        }
        Some(())
    }

    /// The entries of a list that begins at a place.
    fn list(&mut self, part: PartId, first: usize, nodes: &'a [Node], place: Place) -> Option<()> {
        let in_flow = self.is_in_flow(part);
        let column = self.column(first);
        let starts: Vec<usize> = match in_flow {
            true => nodes.iter().map(|node| node.span.start).collect(),
            false => scalar::dashes(self.source, first, nodes.len()),
        };
        if starts.len() != nodes.len() {
            return None;
        }
        for (node, start) in nodes.iter().zip(starts) {
            let span = Span::new(start, node.span.end);
            let child = self.push(Some(part), None, 0, span, column);
            let from = if in_flow { start } else { start + 1 };
            self.node(child, node, place.entry(), from)?;
        }
        Some(())
    }

    /// Whether what is in a part is in `[ ]` or `{ }`.
    fn is_in_flow(&self, part: PartId) -> bool {
        let part = &self.parts.all[part];
        part.in_flow || matches!(part.value, Value::Flow(_))
    }

    fn column(&self, at: usize) -> usize {
        let line = self.source.line_of(at);
        at - self.source.line_span(line).start
    }
}
