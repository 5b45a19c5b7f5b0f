//! 変更前 or 変更後 of an entry: the lines of all its rows, in comparison form, with their places.

use std::ops::Range;
use std::sync::OnceLock;

use super::marks::{self, MarkKind};
use crate::assessment::field::FieldId;
use crate::japanese::passage::Passage;
use crate::source::{Source, Span};
use crate::yaml::Scalar;

/// A text with its item among the assessment's fields.
#[derive(Debug, Clone, Copy)]
pub struct ItemText<'a> {
    /// The item.
    pub field: FieldId,
    /// What is written there.
    pub text: &'a Scalar,
}

/// What is in one column of an entry.
#[derive(Debug, Default)]
pub struct Cell<'a> {
    /// Its lines that are not blank.
    pub lines: Vec<Line<'a>>,
    /// Put together when first asked for.
    text: OnceLock<String>,
}

/// A line of a cell.
#[derive(Debug)]
pub struct Line<'a> {
    /// The text it is in.
    pub words: ItemText<'a>,
    /// Where it begins in the text.
    at: usize,
    /// What it is.
    pub kind: MarkKind,
    /// Its comparison form.
    pub folded: Passage,
    /// The parts of the comparison form that are words of the assessment.
    pub segments: Vec<Range<usize>>,
}

impl<'a> Cell<'a> {
    /// Adds the lines of one more row.
    pub(super) fn add(&mut self, words: ItemText<'a>) {
        let mut at = 0;
        for line in words.text.text.split_inclusive('\n') {
            let folded = folded(line);
            if !folded.text.is_empty() {
                let kind = marks::kind(&folded.text);
                self.lines.push(Line {
                    words,
                    at,
                    kind,
                    segments: if kind == MarkKind::Text {
                        marks::segments(&folded.text)
                    } else {
                        Vec::new()
                    },
                    folded,
                });
            }
            at += line.len();
        }
    }

    /// The lines that are words of the assessment.
    pub fn content(&self) -> impl Iterator<Item = &Line<'a>> {
        self.lines.iter().filter(|line| line.kind == MarkKind::Text)
    }

    /// Its only line that is words of the assessment, where there is no other.
    pub fn only_line(&self) -> Option<&Line<'a>> {
        let mut lines = self.content();
        lines.next().filter(|_| lines.next().is_none())
    }

    /// The parts of the lines that are words of the assessment, each with its line.
    pub fn segments(&self) -> impl Iterator<Item = (&Line<'a>, &str, Range<usize>)> {
        self.content().flat_map(|line| {
            let parts = line.segments.iter();
            parts.map(move |range| (line, &line.folded.text[range.clone()], range.clone()))
        })
    }

    /// All words of the assessment in comparison form.
    pub fn text(&self) -> &str {
        let joined = || self.segments().map(|(_, words, _)| words).collect();
        self.text.get_or_init(joined)
    }

    /// All its lines in comparison form, marks included.
    pub(super) fn written(&self) -> String {
        let lines = self.lines.iter().map(|line| line.folded.text.as_str());
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Whether it holds no words of the assessment.
    pub fn is_empty(&self) -> bool {
        self.content().next().is_none()
    }

    /// Whether a line is of a kind.
    pub fn has(&self, kind: MarkKind) -> bool {
        self.lines.iter().any(|line| line.kind == kind)
    }

    /// Whether its first or last row asks to be read on.
    pub(super) fn is_continued(&self, kind: MarkKind) -> bool {
        self.continuation(kind).is_some()
    }

    /// The line of its first or last row that asks to be read on, and the mark there.
    pub fn continuation(&self, kind: MarkKind) -> Option<(&Line<'a>, Range<usize>)> {
        let line = match kind {
            MarkKind::Below => self.lines.last()?,
            _ => self.lines.first()?,
        };
        let text = &line.folded.text;
        let mark = if line.kind == kind {
            0..text.len()
        } else if line.kind != MarkKind::Text {
            return None;
        } else if kind == MarkKind::Below {
            Some(marks::tail(text)..text.len()).filter(|tail| !tail.is_empty())?
        } else {
            Some(0..marks::head(text)).filter(|head| !head.is_empty())?
        };
        Some((line, mark))
    }

    /// Where it is: its first line.
    pub fn span(&self, source: &Source) -> Option<Span> {
        let line = self.lines.first()?;
        Some(line.span(source, 0..line.folded.text.len()))
    }
}

impl Line<'_> {
    /// Where a part of its comparison form is in the file.
    pub fn span(&self, source: &Source, range: Range<usize>) -> Span {
        self.words.text.place(source, self.range(range))
    }

    /// Where the whole line is in the file.
    pub fn whole(&self, source: &Source) -> Span {
        self.span(source, 0..self.folded.text.len())
    }

    /// Where a part of its comparison form is in its text.
    pub fn range(&self, range: Range<usize>) -> Range<usize> {
        let words = self.folded.original(range);
        self.at + words.start..self.at + words.end
    }

    /// Whether a part of its comparison form begins with a number in a circle.
    pub fn is_circled(&self, part: &Range<usize>) -> bool {
        let written = &self.words.text.text[self.range(part.start..part.end)];
        written.starts_with(|c| ('①'..='⑳').contains(&c) || ('➀'..='➉').contains(&c))
    }

    /// Its words as they are written.
    pub fn written(&self) -> &str {
        let rest = self.words.text.text.get(self.at..).unwrap_or("");
        rest.split('\n').next().unwrap_or(rest)
    }
}

/// The comparison form of words of the assessment; that they are bold is no matter.
pub(super) fn folded(text: &str) -> Passage {
    Passage::of(text).without("**")
}

/// The lines of a text in comparison form, without blank ones.
pub(super) fn folded_lines(text: &str) -> Vec<String> {
    let lines = text.split('\n').map(|line| folded(line).text);
    lines.filter(|line| !line.is_empty()).collect()
}
