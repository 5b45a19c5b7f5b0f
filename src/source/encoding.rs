//! Places as editors count them: lines and columns from 0, columns in the units of an encoding.

use super::{BLOCK, Counted, Source, Span};

/// In what an editor counts columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of 16 bits: a character outside of the basic plane (𠮷) has two.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

/// A place as an editor counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Point {
    /// Line, from 0.
    pub line: usize,
    /// Column in units, from 0.
    pub column: usize,
}

impl Source {
    /// The place of a byte in the units of an encoding. A byte within a character is at its beginning, one within a line
    /// break at the end of its line.
    pub fn position_in(&self, offset: usize, encoding: Encoding) -> Point {
        let offset = self.floor(offset);
        let line = self.line_of(offset);
        let span = self.line_span(line);
        let offset = offset.min(span.end);
        Point {
            line: line - 1,
            column: self.units(Span::new(span.start, offset), encoding),
        }
    }

    /// The byte of a place. What lies after the end of a line is at its end, what lies after the last line at the end of
    /// the text, a place within a character at its beginning.
    pub fn offset_in(&self, point: Point, encoding: Encoding) -> usize {
        if point.line >= self.line_count() {
            return self.text.len();
        }
        let span = self.line_span(point.line + 1);
        if encoding == Encoding::Utf8 {
            return self.floor(span.start.saturating_add(point.column).min(span.end));
        }
        let start = self.block_before(span, point.column, encoding);
        let mut units = self.units(Span::new(span.start, start), encoding);
        for (at, character) in self.text[start..span.end].char_indices() {
            units += match encoding {
                Encoding::Utf16 => character.len_utf16(),
                Encoding::Utf8 | Encoding::Utf32 => 1,
            };
            if units > point.column {
                return start + at;
            }
        }
        span.end
    }

    /// The beginning of the last block of a line that does not begin after a column, so that at most one is walked.
    fn block_before(&self, line: Span, column: usize, encoding: Encoding) -> usize {
        let (mut low, mut high) = (line.start / BLOCK, line.end / BLOCK);
        let start = |block: usize| self.floor((block * BLOCK).max(line.start));
        while low < high {
            let middle = low + (high - low).div_ceil(2);
            if self.units(Span::new(line.start, start(middle)), encoding) <= column {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        start(low)
    }

    /// How many units a part of a line has.
    fn units(&self, span: Span, encoding: Encoding) -> usize {
        if encoding == Encoding::Utf8 {
            return span.end - span.start;
        }
        let counted = if span.end - span.start <= 2 * BLOCK {
            Counted::of(&self.text.as_bytes()[span.range()])
        } else {
            let before = self.counted_before(span.start);
            let until = self.counted_before(span.end);
            Counted {
                characters: until.characters - before.characters,
                wide: until.wide - before.wide,
            }
        };
        match encoding {
            Encoding::Utf16 => counted.characters + counted.wide,
            Encoding::Utf8 | Encoding::Utf32 => counted.characters,
        }
    }

    /// The beginning of the character in which a byte lies.
    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[test]
    fn columns_are_counted_in_the_units_of_the_editor() {
        let source = Source::new("a", "版: 𠮷か゛x\r\nb\rc");
        let at = source.text().find('x').unwrap_or(0);
        let columns = ALL.map(|encoding| source.position_in(at, encoding).column);
        assert_eq!(columns, [15, 7, 6]);
        let last = source.position_in(usize::MAX, Encoding::Utf16);
        assert_eq!(last, Point { line: 2, column: 1 });
    }

    #[test]
    fn every_place_leads_back_to_its_byte() {
        let long = "あ𠮷a".repeat(400);
        let source = Source::new("a", format!("版: か゛\r\n\n{long}\r\n\u{FEFF}{long}\rb\n"));
        for encoding in ALL {
            for (at, c) in source
                .text()
                .char_indices()
                .chain([(source.text().len(), 'x')])
            {
                let is_feed = c == '\n' && source.text()[..at].ends_with('\r');
                let point = source.position_in(at, encoding);
                let expected = if is_feed { at - 1 } else { at };
                assert_eq!(source.offset_in(point, encoding), expected, "{encoding:?}");
            }
        }
    }

    #[test]
    fn places_that_are_not_there_are_cut_to_what_is() {
        let source = Source::new("a", "𠮷a\r\nb");
        let offset = |line, column| source.offset_in(Point { line, column }, Encoding::Utf16);
        assert_eq!([offset(0, 1), offset(0, 2), offset(0, 99)], [0, 4, 5]);
        assert_eq!([offset(1, usize::MAX), offset(usize::MAX, 0)], [8, 8]);
        let bytes = source.offset_in(Point { line: 0, column: 2 }, Encoding::Utf8);
        assert_eq!(bytes, 0);
    }
}
