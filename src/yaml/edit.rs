//! Minimal edits of text: bytes that no edit names stay as they are.

use crate::source::Span;
use crate::source::diagnostic::Edit;
use crate::yaml::{Content, Node};

/// Text after edits, with the way back to the original offsets.
#[derive(Debug, Clone)]
pub struct Edited {
    /// The new text.
    pub text: String,
    /// From offsets of the new text to offsets of the old.
    pub map: OffsetMap,
}

/// Maps offsets of an edited text to the original.
#[derive(Debug, Clone, Default)]
pub struct OffsetMap {
    /// (offset in the new text, offset in the old text, whether text from here on is copied).
    pieces: Vec<(usize, usize, bool)>,
}

impl OffsetMap {
    /// The map of a text that was not edited.
    pub fn identity() -> Self {
        OffsetMap::default()
    }

    /// The original offset of an offset in the new text.
    pub fn original(&self, offset: usize) -> usize {
        let piece = self
            .pieces
            .partition_point(|(new, _, _)| *new <= offset)
            .checked_sub(1);
        match piece.and_then(|i| self.pieces.get(i)) {
            None => offset,
            Some((new, old, true)) => old + (offset - new),
            Some((_, old, false)) => *old,
        }
    }

    /// The original span of a span in the new text.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.original(start), self.original(end))
    }
}

/// Applies edits; of two that overlap the first in the file wins.
pub fn apply(text: &str, edits: &[Edit]) -> Edited {
    let mut ordered: Vec<&Edit> = edits.iter().collect();
    ordered.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(text.len() + 64);
    let mut map = OffsetMap::default();
    let mut at = 0;
    for edit in ordered {
        if edit.span.start < at || text.get(edit.span.range()).is_none() {
            continue;
        }
        map.pieces.push((out.len(), at, true));
        out.push_str(&text[at..edit.span.start]);
        map.pieces.push((out.len(), edit.span.start, false));
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    map.pieces.push((out.len(), at, true));
    out.push_str(&text[at..]);
    Edited { text: out, map }
}

/// Where the last text of a node ends.
pub fn end_of(text: &str, node: &Node) -> usize {
    let is_flow = text
        .get(node.span.start..)
        .is_some_and(|rest| rest.starts_with(['{', '[']));
    let last = match &node.content {
        Content::Map(entries) => entries
            .last()
            .map(|e| end_of(text, &e.value).max(e.key.span.end)),
        Content::Seq(nodes) => nodes.last().map(|node| end_of(text, node)),
        Content::Scalar(scalar) => {
            let slice = text.get(scalar.span.range()).unwrap_or_default();
            Some(scalar.span.start + slice.trim_end().len())
        }
        Content::Blank => None,
    };
    last.filter(|_| !is_flow).unwrap_or(node.span.end)
}

/// The beginning of the line of a place.
pub fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |feed| feed + 1)
}

/// The beginning of the line after a place.
pub fn next_line(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |feed| at + feed + 1)
}

/// Lines put in at the beginning of a line, or after a last line that has no end.
pub fn insert_lines(text: &str, at: usize, lines: &str, newline: &str) -> Edit {
    let is_open = at == text.len() && !text.is_empty() && !text.ends_with('\n');
    let lines = match is_open {
        true => format!("{newline}{}", lines.strip_suffix(newline).unwrap_or(lines)),
        false => lines.to_owned(),
    };
    Edit {
        span: Span::at(at),
        text: lines,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit {
            span: Span::new(start, end),
            text: text.into(),
        }
    }

    #[test]
    fn untouched_bytes_stay_and_offsets_lead_back() {
        let edited = apply("a：b\n　c", &[edit(1, 4, ": "), edit(6, 9, "  ")]);
        assert_eq!(edited.text, "a: b\n  c");
        assert_eq!(edited.map.original(3), 4);
        assert_eq!(edited.map.original(7), 9);
        assert_eq!(edited.map.original(2), 1);
    }

    #[test]
    fn overlapping_edits_do_not_corrupt() {
        assert_eq!(
            apply("abcd", &[edit(1, 3, "X"), edit(2, 4, "Y")]).text,
            "aXd"
        );
    }
}
