//! Events of the YAML parser into a tree of text with spans. All problems are collected; after one that stops
//! the parser, reading goes on at the next key of the outermost level.

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, options};

use super::breakage::breakage;
use super::edit::OffsetMap;
use super::{
    Breakage, Comment, Content, Document, Entry, Feature, Kept, Node, Scalar, Style, SyntaxProblem,
};
use crate::source::Span;

/// How many levels an assessment may have; the form needs eleven.
pub const MAX_DEPTH: usize = 40;

/// How often reading is taken up again after a broken part.
const MAX_RESUMES: usize = 20;

/// Parses a text whose offsets `map` leads back to the original.
pub fn parse(text: &str, map: &OffsetMap) -> Document {
    let mut builder = Builder::new(text, map);
    let mut from = 0;
    for resumes in 0..=MAX_RESUMES {
        let Some(stopped) = builder.run(from) else {
            break;
        };
        let next = next_outer_key(text, stopped.at.max(from));
        let resumed = next.filter(|_| resumes < MAX_RESUMES);
        // What the parser had looked at ahead of the last event is skipped with it.
        let skipped = text.get(builder.read..stopped.at).unwrap_or("");
        let from_there = stopped.at - skipped.trim_start().len();
        let end = resumed.unwrap_or(text.len());
        let unread = map.span(from_there, end);
        builder.unread.push(unread);
        let span = map.span(stopped.at, line_end(text, stopped.at));
        builder.problems.push(match stopped.why {
            Why::TooDeep => SyntaxProblem::TooDeep { span, unread },
            Why::Broken(kind) => SyntaxProblem::Broken {
                span,
                kind,
                unread,
                resumed: resumed.map(|at| map.span(at, line_end(text, at))),
            },
        });
        match resumed {
            Some(at) => from = at,
            None => break,
        }
    }
    builder.finish()
}

/// Where and why the parser stopped.
struct Stopped {
    at: usize,
    why: Why,
}

enum Why {
    Broken(Breakage),
    TooDeep,
}

/// An open map or list while its end has not come.
enum Open {
    Map {
        start: usize,
        entries: Vec<Entry>,
        key: Option<Key>,
    },
    Seq {
        start: usize,
        nodes: Vec<Node>,
    },
}

/// The key of an open map whose value has not come.
enum Key {
    Text(Scalar),
    /// A list, a map, nothing at all, or `<<`: no key of any form, so that its value has nowhere to go.
    Refused(Span),
}

struct Builder<'t> {
    text: &'t str,
    map: &'t OffsetMap,
    base: usize,
    /// Up to where events have come.
    read: usize,
    stack: Vec<Open>,
    roots: Vec<Node>,
    comments: Vec<Comment>,
    problems: Vec<SyntaxProblem>,
    unread: Vec<Span>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str, map: &'t OffsetMap) -> Self {
        let (stack, roots, comments) = (Vec::new(), Vec::new(), Vec::new());
        Builder {
            text,
            map,
            base: 0,
            read: 0,
            stack,
            roots,
            comments,
            problems: Vec::new(),
            unread: Vec::new(),
        }
    }

    /// Reads from a byte on; returns where it had to stop.
    fn run(&mut self, from: usize) -> Option<Stopped> {
        self.base = from;
        self.read = from;
        let mut documents = 0;
        for next in Parser::new_from_str_with_options(&self.text[from..], parser_options()) {
            let (event, span) = match next {
                Ok(next) => next,
                Err(error) => {
                    self.close_all();
                    return Some(self.stopped(&error));
                }
            };
            let (start, end) = match span.byte_range() {
                Some(range) => (range.start + from, range.end + from),
                None => (from, from),
            };
            // The parser may report comments before what precedes them.
            if !matches!(event, Event::Comment(..)) {
                self.read = self.read.max(end);
            }
            if let Some(tag) = span.tag_span().and_then(|s| s.byte_range()) {
                self.refuse(Feature::Tag, tag.start + from, tag.end + from);
            }
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents == 2 {
                        self.refuse(Feature::SecondDocument, start, end);
                    }
                }
                Event::Anchor(..) => self.refuse(Feature::Anchor, start, end),
                Event::Alias(_) | Event::UnresolvedAlias(_) => {
                    self.refuse(Feature::Alias, start, end);
                    self.push(Node::blank(self.map.original(start)));
                }
                Event::Comment(text, _) => {
                    let span = self.map.span(start, end);
                    self.comments.push(Comment {
                        text: text.into_owned(),
                        span,
                    });
                }
                Event::Scalar(text, style, _, _) => self.scalar(&text, style, start, end),
                Event::MappingStart(..) => {
                    self.stack.push(Open::Map {
                        start,
                        entries: Vec::new(),
                        key: None,
                    });
                }
                Event::SequenceStart(..) => self.stack.push(Open::Seq {
                    start,
                    nodes: Vec::new(),
                }),
                Event::MappingEnd | Event::SequenceEnd => self.close(end),
                // Stream and document ends; whatever the parser may add later carries no node.
                _ => {}
            }
            if self.stack.len() > MAX_DEPTH {
                self.close_all();
                return Some(Stopped {
                    at: start,
                    why: Why::TooDeep,
                });
            }
        }
        None
    }

    fn stopped(&self, error: &ScanError) -> Stopped {
        let offset = error.marker().byte_offset().unwrap_or(0) + self.base;
        let mut at = offset.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        Stopped {
            at,
            why: match error.kind() {
                ErrorKind::RecursionLimitExceeded => Why::TooDeep,
                kind => Why::Broken(breakage(kind)),
            },
        }
    }

    fn refuse(&mut self, feature: Feature, start: usize, end: usize) {
        let span = self.map.span(start, end);
        self.problems.push(SyntaxProblem::Feature { feature, span });
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, start: usize, end: usize) {
        let style = style_of(style);
        if style == Style::Plain && start == end {
            self.push(Node::blank(self.map.original(start)));
            return;
        }
        let (start, end) = self.whole(style, start, end);
        let span = self.map.span(start, end);
        if is_joined(style, &self.text[start..end]) {
            self.problems.push(SyntaxProblem::Continued { span });
        }
        let text = match style {
            Style::Literal | Style::Folded => text.strip_suffix('\n').unwrap_or(text),
            _ => text,
        };
        let scalar = Scalar {
            text: text.to_owned(),
            span,
            style,
            written: Kept::default(),
            folded: Kept::default(),
            beginnings: Kept::default(),
        };
        if self.is_key_place() {
            self.key(scalar, start);
        } else {
            self.push(Node {
                span,
                content: Content::Scalar(scalar),
            });
        }
    }

    /// The bytes of a scalar without the blanks and line breaks that the parser counts to it.
    fn whole(&self, style: Style, start: usize, end: usize) -> (usize, usize) {
        match style {
            Style::Literal | Style::Folded | Style::Plain => {
                let slice = &self.text[start..end];
                (
                    start,
                    start + slice.trim_end_matches(['\n', '\r', ' ']).len(),
                )
            }
            Style::SingleQuoted | Style::DoubleQuoted => (start, end),
        }
    }

    fn key(&mut self, scalar: Scalar, start: usize) {
        let is_blank = |c: char| c.is_whitespace() && c != '\n';
        if self.text[..start].trim_end_matches(is_blank).ends_with('?') {
            self.problems.push(SyntaxProblem::Feature {
                feature: Feature::ComplexKey,
                span: scalar.span,
            });
        }
        let span = scalar.span;
        let is_merge = scalar.text == "<<";
        if is_merge {
            self.problems.push(SyntaxProblem::Feature {
                feature: Feature::MergeKey,
                span,
            });
        }
        if let Some(Open::Map { key, .. }) = self.stack.last_mut() {
            *key = Some(if is_merge {
                Key::Refused(span)
            } else {
                Key::Text(scalar)
            });
        }
    }

    fn is_key_place(&self) -> bool {
        matches!(self.stack.last(), Some(Open::Map { key: None, .. }))
    }

    fn push(&mut self, node: Node) {
        match self.stack.last_mut() {
            None => self.roots.push(node),
            Some(Open::Seq { nodes, .. }) => nodes.push(node),
            Some(Open::Map { entries, key, .. }) => match key.take() {
                Some(Key::Text(key)) => entries.push(Entry { key, value: node }),
                Some(Key::Refused(key)) => {
                    let part = Span::new(key.start, node.span.end.max(key.end));
                    if !part.range().is_empty() {
                        self.unread.push(part);
                    }
                }
                None => {
                    *key = Some(Key::Refused(node.span));
                    self.problems.push(SyntaxProblem::Feature {
                        feature: Feature::ComplexKey,
                        span: node.span,
                    });
                }
            },
        }
    }

    fn close(&mut self, end: usize) {
        let Some(open) = self.stack.pop() else { return };
        let trimmed = |start: usize| {
            let slice = self.text.get(start..end).unwrap_or("");
            start + slice.trim_end().len()
        };
        let node = match open {
            Open::Map {
                start,
                mut entries,
                key,
            } => {
                match key {
                    Some(Key::Text(key)) => {
                        let value = Node::blank(key.span.end);
                        entries.push(Entry { key, value });
                    }
                    Some(Key::Refused(span)) => self.unread.push(span),
                    None => {}
                }
                Node {
                    span: self.map.span(start, trimmed(start)),
                    content: Content::Map(entries),
                }
            }
            Open::Seq { start, nodes } => Node {
                span: self.map.span(start, trimmed(start)),
                content: Content::Seq(nodes),
            },
        };
        self.push(node);
    }

    /// Closes what is open where reading stops.
    fn close_all(&mut self) {
        while !self.stack.is_empty() {
            self.close(self.read);
        }
    }

    /// Joins what was read before and after broken parts.
    fn finish(mut self) -> Document {
        let roots = std::mem::take(&mut self.roots);
        let is_map = |node: &Node| matches!(node.content, Content::Map(_));
        let has_keys = roots.iter().any(is_map);
        let mut root = Node::blank(0);
        for next in roots {
            let span = next.span;
            match (&mut root.content, next.content) {
                (Content::Map(entries), Content::Map(more)) => entries.extend(more),
                (_, Content::Blank) => {}
                (Content::Blank, content) if !has_keys || matches!(content, Content::Map(_)) => {
                    root = Node { span, content };
                }
                // A text or a list among the keys of an assessment.
                _ => {
                    self.unread.push(span);
                    self.problems.push(SyntaxProblem::Broken {
                        span,
                        kind: Breakage::Other,
                        unread: span,
                        resumed: None,
                    });
                }
            }
        }
        Document {
            root,
            comments: self.comments,
            typos: Vec::new(),
            problems: self.problems,
            unread: self.unread,
        }
    }
}

fn parser_options() -> Options {
    options! {
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_DEPTH + 4,
        block_nesting_limit: MAX_DEPTH + 4,
        max_buffered_comment_events: 4096,
    }
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::SingleQuoted,
        ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}

/// Whether two lines of a text are read as one: all but those of a `|` block, unless a blank line parts them, or one of
/// a `>` block is indented more.
fn is_joined(style: Style, written: &str) -> bool {
    // What stands for a block is its text; its head may be a part of it where the text is blank.
    let body = match style {
        Style::Literal => return false,
        Style::Folded if written.starts_with('>') => {
            written.split_once('\n').map_or("", |(_, body)| body)
        }
        _ => written,
    };
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    // The first line of a `>` block begins after its blanks.
    let usual = body
        .lines()
        .skip(1)
        .filter(|l| !l.trim().is_empty())
        .map(indent)
        .min();
    let mut before = false;
    body.lines().enumerate().any(|(n, line)| {
        let flat = style != Style::Folded || n == 0 || Some(indent(line)) == usual;
        let here = !line.trim().is_empty() && flat;
        std::mem::replace(&mut before, here) && here
    })
}

/// The next line after `at` that begins a key at the outermost level.
fn next_outer_key(text: &str, at: usize) -> Option<usize> {
    let mut from = at;
    while let Some(end) = text.get(from..).and_then(|rest| rest.find('\n')) {
        let start = from + end + 1;
        let line = text.get(start..line_end(text, start)).unwrap_or("");
        let outer =
            line.starts_with(|c: char| !c.is_whitespace() && !"#-[]{}\"'&*!|>%@`?:".contains(c));
        if outer && (line.contains(": ") || line.trim_end().ends_with(':')) {
            return Some(start);
        }
        from = start;
    }
    None
}

fn line_end(text: &str, at: usize) -> usize {
    text.get(at..)
        .and_then(|rest| rest.find(['\n', '\r']))
        .map_or(text.len(), |i| at + i)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<SyntaxProblem> {
        parse(text, &OffsetMap::identity()).problems
    }

    #[test]
    fn too_many_levels_are_reported_however_they_are_written() {
        let flow = format!("a: {}{}\nb: x\n", "[".repeat(60), "]".repeat(60));
        let block: String = (0..60).map(|n| " ".repeat(n) + "a:\n").collect();
        for text in [flow, block + "b: x\n"] {
            let document = parse(&text, &OffsetMap::identity());
            let deep = |p: &SyntaxProblem| matches!(p, SyntaxProblem::TooDeep { .. });
            assert_eq!(document.problems.iter().filter(|p| deep(p)).count(), 1);
            let last = document.root.entries().last();
            assert!(last.is_some_and(|e| e.key.text == "b"), "reading goes on");
        }
    }

    #[test]
    fn what_stops_the_parser_is_named() {
        let kind = |text: &str| match problems(text).as_slice() {
            [SyntaxProblem::Broken { kind, .. }] => Some(*kind),
            _ => None,
        };
        assert_eq!(kind("a: \"C:\\評価\"\n"), Some(Breakage::Escape));
        assert_eq!(kind("a: {b: c\n"), Some(Breakage::Bracket));
        assert_eq!(kind("a: 'b\n"), Some(Breakage::Quote));
    }

    #[test]
    fn a_complex_key_is_reported_at_the_whole_key() {
        let span = Span::new(2, 2 + "表紙".len());
        let feature = Feature::ComplexKey;
        assert_eq!(
            problems("? 表紙\n: x\n"),
            [SyntaxProblem::Feature { feature, span }]
        );
    }
}
