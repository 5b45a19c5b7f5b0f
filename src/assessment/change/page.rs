//! How a file is laid out: where values end, which lines belong to a key or an entry, and how new ones are to look.

use crate::assessment::arrange::comments::is_of_item;
use crate::assessment::arrange::scalar::{self, Text};
use crate::source::{Source, Span};
use crate::yaml::edit::{line_start, next_line};
use crate::yaml::{Content, Document, Node};

/// A file and its layout.
pub(super) struct Page<'a> {
    pub(super) source: &'a Source,
    pub(super) document: &'a Document,
    pub(super) newline: &'static str,
    pub(super) style: Style,
}

/// How what is new in a file is laid out: as what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// Blanks by which keys are indented more than the key that they are below.
    pub(super) step: usize,
    /// Blanks by which dashes are.
    pub(super) dash: usize,
    /// The dash and the blanks after it.
    pub(super) gap: usize,
}

impl Style {
    /// That of a file which shows none.
    pub(super) const USUAL: Style = Style {
        step: 2,
        dash: 2,
        gap: 2,
    };
}

/// Where a value stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seat {
    /// The end of its key, or of its dash.
    pub(super) from: usize,
    /// The column of its key or dash.
    pub(super) column: usize,
    /// Whether it is in `[ ]` or `{ }`.
    pub(super) in_flow: bool,
}

/// A key with its value, or an entry of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Child<'a> {
    /// Where its key or its dash begins.
    pub(super) head: usize,
    /// Where its value stands.
    pub(super) seat: Seat,
    /// Its value.
    pub(super) value: &'a Node,
    /// From the comments above it that are about it to the end of its last line.
    pub(super) lines: Span,
}

impl<'a> Page<'a> {
    pub(super) fn of(source: &'a Source, document: &'a Document) -> Self {
        let mut page = Page {
            source,
            document,
            newline: source.newline(),
            style: Style::USUAL,
        };
        page.style = page.style_found();
        page
    }

    pub(super) fn text(&self) -> &'a str {
        self.source.text()
    }

    pub(super) fn column(&self, at: usize) -> usize {
        at - line_start(self.text(), at)
    }

    /// Where the tree as a whole stands.
    pub(super) fn outermost(&self) -> Seat {
        Seat {
            from: self.document.root.span.start,
            column: 0,
            in_flow: false,
        }
    }

    /// Whether a value that is no text is in `[ ]` or `{ }`.
    pub(super) fn is_flow(&self, seat: Seat, node: &Node) -> bool {
        seat.in_flow || self.text()[self.start(seat, node)..].starts_with(['[', '{'])
    }

    /// The first byte of a value that is not blank, its first dash included.
    pub(super) fn start(&self, seat: Seat, node: &Node) -> usize {
        match node.content {
            Content::Map(_) => node.span.start,
            _ => scalar::value_after(self.source, seat.from),
        }
    }

    /// A text as it is written.
    pub(super) fn written(&self, seat: Seat, node: &Node) -> Option<Text<'a>> {
        let at = (seat.from, seat.column);
        scalar::text(self.source, node.scalar()?, at, seat.in_flow)
    }

    /// After the last byte of a value; after the colon or the dash where there is none.
    pub(super) fn end(&self, seat: Seat, node: &Node) -> Option<usize> {
        match &node.content {
            Content::Blank => Some(self.after_colon(seat.from)),
            Content::Scalar(scalar) => match seat.in_flow {
                true => Some(scalar.span.end),
                false => Some(self.written(seat, node)?.span.end),
            },
            Content::Map(_) | Content::Seq(_) if self.is_flow(seat, node) => Some(node.span.end),
            Content::Map(entries) => {
                let entry = entries.last()?;
                self.end(self.seat_of(entry.key.span), &entry.value)
            }
            Content::Seq(nodes) => {
                let first = self.start(seat, node);
                let dash = *scalar::dashes(self.source, first, nodes.len()).last()?;
                self.end(self.seat_of(Span::new(dash, dash + 1)), nodes.last()?)
            }
        }
    }

    /// After the colon of a key that ends at a place; the place itself where there is none.
    pub(super) fn after_colon(&self, at: usize) -> usize {
        let rest = self.text().get(at..).unwrap_or_default();
        let bare = rest.trim_start_matches([' ', '\t']);
        match bare.starts_with(':') {
            true => at + rest.len() - bare.len() + 1,
            false => at,
        }
    }

    fn seat_of(&self, head: Span) -> Seat {
        Seat {
            from: head.end,
            column: self.column(head.start),
            in_flow: false,
        }
    }

    /// The keys or the entries of a value in block style; none where it is not laid out as such.
    pub(super) fn children(&self, seat: Seat, node: &'a Node) -> Option<Vec<Child<'a>>> {
        let heads: Vec<(Span, &'a Node)> = match &node.content {
            Content::Map(entries) => entries.iter().map(|e| (e.key.span, &e.value)).collect(),
            Content::Seq(nodes) => {
                let dashes = scalar::dashes(self.source, self.start(seat, node), nodes.len());
                let whole = dashes.len() == nodes.len();
                let heads = dashes.into_iter().map(|at| Span::new(at, at + 1));
                heads.zip(nodes).take_while(|_| whole).collect()
            }
            Content::Blank | Content::Scalar(_) => Vec::new(),
        };
        let is_dash = matches!(node.content, Content::Seq(_));
        let mut children: Vec<Child> = Vec::with_capacity(heads.len());
        for (head, value) in heads {
            if is_dash && self.source.slice(head) != "-" {
                return None;
            }
            let seat = self.seat_of(head);
            let before = children.last().map(|child| child.lines.end);
            let lines = Span::new(
                self.begin(head.start, before),
                self.tail(self.end(seat, value)?, seat.column),
            );
            children.push(Child {
                head: head.start,
                seat,
                value,
                lines,
            });
        }
        let column = children.first()?.seat.column;
        let is_list = |pair: &[Child]| {
            let [one, next] = pair else { return true };
            one.lines.end <= next.lines.start && next.seat.column == column
        };
        children.windows(2).all(is_list).then_some(children)
    }

    /// Where the lines of a key or an entry begin: at the comments right above it that are about it. What stands above
    /// the first of several may be about all of them.
    fn begin(&self, head: usize, before: Option<usize>) -> usize {
        let text = self.text();
        let line = line_start(text, head);
        if !text[line..head].trim_matches(' ').is_empty() {
            return head;
        }
        let mut begin = line;
        let mut about = line;
        while begin > before.unwrap_or(0) {
            let above = line_start(text, begin - 1);
            let comment = text[above..begin].trim();
            if !comment.starts_with('#') || !self.is_comment(above, begin) {
                break;
            }
            begin = above;
            if is_of_item(comment) {
                about = begin;
            }
        }
        if before.is_none() { about } else { begin }
    }

    /// Whether there is a comment in some bytes.
    fn is_comment(&self, start: usize, end: usize) -> bool {
        let comments = &self.document.comments;
        let first = comments.partition_point(|comment| comment.span.start < start);
        comments
            .get(first)
            .is_some_and(|comment| comment.span.start < end)
    }

    /// The end of the last line of a key or an entry: that of its value, or of the comments below it that are indented
    /// more than it is.
    fn tail(&self, end: usize, column: usize) -> usize {
        let text = self.text();
        let mut last = next_line(text, end);
        let mut at = last;
        while at < text.len() {
            let next = next_line(text, at);
            let line = &text[at..next];
            let bare = line.trim_start_matches(' ');
            let is_own = bare.starts_with('#') && line.len() - bare.len() > column;
            at = next;
            if is_own {
                last = at;
            } else if !line.trim().is_empty() {
                break;
            }
        }
        last
    }

    /// The comments in some bytes.
    pub(super) fn comments(&self, span: Span) -> impl Iterator<Item = Span> + use<'_, 'a> {
        let comments = &self.document.comments;
        let first = comments.partition_point(|comment| comment.span.start < span.start);
        let rest = comments[first..].iter().map(|comment| comment.span);
        rest.take_while(move |comment| comment.start < span.end)
    }

    /// Whether a comment on a line of its own, after the line of a place, is indented so that it would be a part of a
    /// text above it whose lines begin in a column.
    pub(super) fn would_swallow(&self, end: usize, column: usize) -> bool {
        let text = self.text();
        let mut at = next_line(text, end);
        while at < text.len() {
            let next = next_line(text, at);
            let line = &text[at..next];
            let bare = line.trim_start_matches(' ');
            if !line.trim().is_empty() {
                return bare.starts_with('#') && line.len() - bare.len() >= column;
            }
            at = next;
        }
        false
    }

    /// The style of a file by the first keys below another, and the first list.
    fn style_found(&self) -> Style {
        let mut found = self.style;
        let (mut step, mut list) = (None, None);
        self.look(&self.document.root, &mut step, &mut list);
        found.step = step.unwrap_or(found.step);
        // Where no list shows it, dashes are indented as keys are.
        (found.dash, found.gap) = list.unwrap_or((found.step, found.gap));
        found
    }

    fn look(&self, node: &Node, step: &mut Option<usize>, list: &mut Option<(usize, usize)>) {
        if step.is_some() && list.is_some() {
            return;
        }
        match &node.content {
            Content::Map(entries) => {
                for entry in entries {
                    self.look_below(entry.key.span, &entry.value, step, list);
                    self.look(&entry.value, step, list);
                }
            }
            Content::Seq(nodes) => nodes.iter().for_each(|node| self.look(node, step, list)),
            Content::Blank | Content::Scalar(_) => {}
        }
    }

    fn look_below(
        &self,
        key: Span,
        value: &Node,
        step: &mut Option<usize>,
        list: &mut Option<(usize, usize)>,
    ) {
        let seat = self.seat_of(key);
        match &value.content {
            Content::Map(entries) if step.is_none() && !entries.is_empty() => {
                let deeper = self.column(value.span.start).checked_sub(seat.column);
                let is_block = !self.is_flow(seat, value);
                *step = deeper.filter(|deeper| is_block && *deeper > 0);
            }
            Content::Seq(nodes) if list.is_none() => {
                let dash = self.start(seat, value);
                let Some(node) = nodes
                    .first()
                    .filter(|_| self.text()[dash..].starts_with('-'))
                else {
                    return;
                };
                let deeper = self.column(dash).checked_sub(seat.column);
                let start = self.start(self.seat_of(Span::new(dash, dash + 1)), node);
                let is_beside = !self.text()[dash..start.max(dash)].contains('\n');
                let gap = if is_beside && !node.is_blank() {
                    start - dash
                } else {
                    2
                };
                *list = deeper.map(|deeper| (deeper, gap.clamp(2, 8)));
            }
            _ => {}
        }
    }
}
