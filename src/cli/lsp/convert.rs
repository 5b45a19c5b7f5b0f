//! Places and edits as the protocol counts them: the only file that knows them.

use gen_lsp_types::{Position, Range, TextEdit};

use crate::source::diagnostic::Edit;
use crate::source::encoding::{Encoding, Point};
use crate::source::{Source, Span};

/// How many lines are compared one by one; of more, all are replaced.
const MOST_LINES: usize = 6000;

/// Leads between the bytes of the text that was read and the places of the editor's.
#[derive(Clone, Copy)]
pub(super) struct Converter<'a> {
    /// The text as the editor has it.
    whole: &'a Source,
    /// How many bytes it has before the text that was read: those of a byte order mark.
    mark: usize,
    encoding: Encoding,
    /// Whether a carriage return alone ends its lines.
    old_breaks: bool,
}

impl<'a> Converter<'a> {
    /// Between an editor's text and what was read of it.
    pub fn new(whole: &'a Source, mark: usize, encoding: Encoding) -> Self {
        let holds = |sign| memchr::memchr(sign, whole.text().as_bytes()).is_some();
        Converter {
            whole,
            mark,
            encoding,
            old_breaks: !holds(b'\n') && holds(b'\r'),
        }
    }

    /// The place of a byte.
    pub fn position(&self, offset: usize) -> Position {
        position(self.whole, offset.saturating_add(self.mark), self.encoding)
    }

    /// The places of a span.
    pub fn range(&self, span: Span) -> Range {
        Range {
            start: self.position(span.start),
            end: self.position(span.end),
        }
    }

    /// The byte of a place, cut to what exists.
    pub fn offset(&self, position: Position) -> usize {
        offset(self.whole, position, self.encoding).saturating_sub(self.mark)
    }

    /// The span of two places.
    pub fn span(&self, range: Range) -> Span {
        Span::new(self.offset(range.start), self.offset(range.end))
    }

    /// A replacement.
    pub fn edit(&self, edit: &Edit) -> TextEdit {
        TextEdit {
            range: self.range(edit.span),
            new_text: match self.old_breaks {
                true => edit.text.replace('\n', "\r"),
                false => edit.text.clone(),
            },
        }
    }

    /// The encoding that was agreed upon.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }
}

/// The place of a byte of a text.
pub(super) fn position(source: &Source, offset: usize, encoding: Encoding) -> Position {
    let point = source.position_in(offset, encoding);
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Position {
        line: number(point.line),
        character: number(point.column),
    }
}

/// The byte of a place of a text, cut to what exists.
pub(super) fn offset(source: &Source, position: Position, encoding: Encoding) -> usize {
    let number = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let point = Point {
        line: number(position.line),
        column: number(position.character),
    };
    source.offset_in(point, encoding)
}

/// The edits that make one text of another: whole lines, as few as there are.
pub(super) fn edits_between(old: &str, new: &str) -> Vec<Edit> {
    let (old_lines, new_lines) = (lines(old), lines(new));
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = old_lines.iter().zip(&new_lines).take_while(same).count();
    let rests = old_lines[head..].iter().rev();
    let tail = rests.zip(new_lines[head..].iter().rev());
    let tail = tail.take_while(same).count();
    let (old_part, new_part) = (
        &old_lines[head..old_lines.len() - tail],
        &new_lines[head..new_lines.len() - tail],
    );
    let length = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
    let start = length(&old_lines[..head]);
    if old_part.is_empty() && new_part.is_empty() {
        return Vec::new();
    }
    if old_part.len() + new_part.len() > MOST_LINES {
        return vec![Edit {
            span: Span::new(start, start + length(old_part)),
            text: new_part.concat(),
        }];
    }
    let operations = similar::capture_diff_slices(similar::Algorithm::Myers, old_part, new_part);
    let changed = operations
        .iter()
        .filter(|operation| operation.tag() != similar::DiffTag::Equal);
    let edit = |operation: &similar::DiffOp| {
        let (old, new) = (operation.old_range(), operation.new_range());
        let start = start + length(&old_part[..old.start]);
        Edit {
            span: Span::new(start, start + length(&old_part[old])),
            text: new_part[new].concat(),
        }
    };
    changed.map(edit).collect()
}

/// The lines of a text with their ends.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::edit::apply;

    #[test]
    fn edits_between_two_texts_make_one_of_the_other() {
        let pairs = [
            ("", "a\n"),
            ("a\nb\nc\n", "a\nc\n"),
            ("a\r\nb\r\n", "a\r\nx\r\nb"),
            ("a\nb\nb\nb\n", "b\nb\n"),
            ("a", "a"),
        ];
        for (old, new) in pairs {
            for (old, new) in [(old, new), (new, old)] {
                let edits = edits_between(old, new);
                assert_eq!(apply(old, &edits).text, new, "{edits:?}");
            }
        }
        assert_eq!(edits_between("a\nb\nc\n", "a\nB\nc\n").len(), 1);
        let (long, other) = ("a\n".repeat(9000), "b\n".repeat(9000));
        assert_eq!(apply(&long, &edits_between(&long, &other)).text, other);
    }

    #[test]
    fn a_mark_and_old_line_breaks_are_those_of_the_editor() {
        let whole = Source::new("a", "\u{FEFF}版: x\rb: 𠮷y\r");
        let converter = Converter::new(&whole, 3, Encoding::Utf16);
        let position = |line, character| Position { line, character };
        assert_eq!(converter.position(0), position(0, 1));
        assert_eq!(converter.offset(position(0, 0)), 0);
        let y = whole.text().find('y').map_or(0, |at| at - 3);
        assert_eq!(converter.position(y), position(1, 5));
        let edit = converter.edit(&Edit {
            span: Span::at(y),
            text: "z\n".into(),
        });
        assert_eq!(edit.new_text, "z\r");
    }
}
