//! A file's text and the only place that knows positions: bytes, lines and character columns.

pub mod diagnostic;
pub mod encoding;
pub(crate) mod index;
pub mod lang;
pub mod origin;
pub mod outward;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use origin::Origin;
use serde::Serialize;

/// A range of bytes in a [`Source`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span of `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Span {
            start,
            end: end.max(start),
        }
    }

    /// An empty span at a place.
    pub fn at(offset: usize) -> Self {
        Span::new(offset, offset)
    }

    /// The bytes as a range.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// A place as people count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Offset in bytes of the file, from 0.
    pub offset: usize,
}

/// The text of one file.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    line_starts: Vec<usize>,
    /// What is counted before each [`BLOCK`] of the text, once a long line asks for it.
    counted: OnceLock<Vec<Counted>>,
    byte_order_mark: usize,
    /// Whether the file ends its lines with a carriage return alone, for which the text has a line feed.
    old_breaks: bool,
    /// Where its words stand in the file that the text was made from; none where it is the text of the file itself.
    origin: Option<Arc<Origin>>,
}

/// In how many bytes of a long line the characters are counted again for each column.
const BLOCK: usize = 1024;

/// How many characters begin in some bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Counted {
    characters: usize,
    /// Those of four bytes, which have two units in UTF-16.
    wide: usize,
}

impl Counted {
    fn of(bytes: &[u8]) -> Self {
        let count = |begins: fn(u8) -> bool| bytes.iter().filter(|byte| begins(**byte)).count();
        Counted {
            characters: count(|byte| byte & 0xC0 != 0x80),
            wide: count(|byte| byte >= 0xF0),
        }
    }

    fn and(self, other: Self) -> Self {
        Counted {
            characters: self.characters + other.characters,
            wide: self.wide + other.wide,
        }
    }
}

/// Why bytes are no text that we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing but white space.
    Empty,
    /// Shift_JIS (CP932), as older office software writes.
    ShiftJis,
    /// EUC-JP.
    EucJp,
    /// ISO-2022-JP (JIS), as older mail software writes.
    Iso2022Jp,
    /// UTF-16 with or without a byte order mark.
    Utf16,
    /// A spreadsheet, a PDF, a picture: no text at all.
    Binary,
    /// Larger than [`MAX_BYTES`].
    TooLarge,
}

/// The largest file that is read, in bytes. A 200-page assessment has about 1 MB.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

const UTF8_BOM: &[u8] = b"\xEF\xBB\xBF";

impl Source {
    /// A source from text that is known to be UTF-8.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let starts = breaks(&text).map(|at| at + 1);
        let line_starts = std::iter::once(0).chain(starts).collect();
        Source {
            name: name.into(),
            text,
            line_starts,
            counted: OnceLock::new(),
            byte_order_mark: 0,
            old_breaks: false,
            origin: None,
        }
    }

    /// Decodes the bytes of a file; a byte order mark is dropped, its length is kept for offsets.
    ///
    /// # Errors
    /// Says what the bytes are where they are no UTF-8 text.
    pub fn from_bytes(name: impl Into<String>, bytes: &[u8]) -> Result<Self, Unreadable> {
        if bytes.len() as u64 > MAX_BYTES {
            return Err(Unreadable::TooLarge);
        }
        let body = bytes.strip_prefix(UTF8_BOM).unwrap_or(bytes);
        if looks_like_utf16(bytes) {
            return Err(Unreadable::Utf16);
        }
        if memchr::memchr(0, body).is_some() {
            return Err(Unreadable::Binary);
        }
        if looks_like_jis(body) {
            return Err(Unreadable::Iso2022Jp);
        }
        // Ten times as fast as the standard library where most characters have three bytes.
        let text = encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(body);
        let text = text.ok_or_else(|| guess_encoding(body))?;
        if text.trim().is_empty() {
            return Err(Unreadable::Empty);
        }
        // Old word processors end lines with a carriage return alone: one byte for another, places stay.
        let holds = |sign| memchr::memchr(sign, body).is_some();
        let old_breaks = !holds(b'\n') && holds(b'\r');
        let mut source = Source::new(
            name,
            if old_breaks {
                text.replace('\r', "\n")
            } else {
                text.into_owned()
            },
        );
        source.byte_order_mark = bytes.len() - body.len();
        source.old_breaks = old_breaks;
        Ok(source)
    }

    /// The same text, made from a file of another kind.
    pub fn made_from(self, origin: Origin) -> Self {
        Source {
            origin: Some(Arc::new(origin)),
            ..self
        }
    }

    /// Where the words stand in the file that the text was made from; none where it is the text of the file itself.
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_deref()
    }

    /// The file's name as the user gave it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The bytes of a changed text, with the byte order mark and the line breaks of the file.
    pub fn encode(&self, text: &str) -> Vec<u8> {
        let mark = if self.byte_order_mark > 0 {
            UTF8_BOM
        } else {
            &[]
        };
        let text = if self.old_breaks {
            Cow::Owned(text.replace('\n', "\r"))
        } else {
            Cow::Borrowed(text)
        };
        [mark, text.as_bytes()].concat()
    }

    /// The text without its byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many lines there are.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// The text of a span, cut to what exists.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The line break of the file, for lines that an edit adds.
    pub fn newline(&self) -> &'static str {
        let first = memchr::memchr(b'\n', self.text.as_bytes());
        let returns = first.is_some_and(|at| self.text[..at].ends_with('\r'));
        if returns { "\r\n" } else { "\n" }
    }

    /// The line, from 1, that holds a byte.
    pub fn line_of(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }

    /// The span of a line, from 1, without its line break.
    pub fn line_span(&self, line: usize) -> Span {
        let start = self
            .line_starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(self.text.len());
        let end = self
            .line_starts
            .get(line)
            .map_or(self.text.len(), |next| next - 1);
        let end = if self.text.get(start..end).is_some_and(|l| l.ends_with('\r')) {
            end - 1
        } else {
            end
        };
        Span::new(start, end)
    }

    /// The text of a line, from 1.
    pub fn line(&self, line: usize) -> &str {
        self.slice(self.line_span(line))
    }

    /// The place of a byte as people count it.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.line_of(offset);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let before = match self.text.get(start..offset) {
            Some(short) if short.len() <= 2 * BLOCK => short.chars().count(),
            Some(_) => {
                self.counted_before(offset).characters - self.counted_before(start).characters
            }
            None => 0,
        };
        Position {
            line,
            column: before + 1,
            offset: offset + self.byte_order_mark,
        }
    }

    /// What is counted before a byte: one long line may have any number of findings.
    fn counted_before(&self, offset: usize) -> Counted {
        let bytes = self.text.as_bytes();
        let blocks = self.counted.get_or_init(|| {
            let before = bytes.chunks(BLOCK).scan(Counted::default(), |sum, block| {
                let before = *sum;
                *sum = sum.and(Counted::of(block));
                Some(before)
            });
            before.collect()
        });
        let block = (offset / BLOCK).min(blocks.len().saturating_sub(1));
        let counted = blocks.get(block).copied().unwrap_or_default();
        let rest = bytes.get(block * BLOCK..offset).unwrap_or_default();
        counted.and(Counted::of(rest))
    }
}

/// Where lines end: at line feeds, and at carriage returns that stand alone, as editors show them.
fn breaks(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|at| !ends_with_feed(bytes, *at))
}

/// Whether a byte is the carriage return before a line feed.
fn ends_with_feed(bytes: &[u8], at: usize) -> bool {
    bytes.get(at..at + 2) == Some(b"\r\n")
}

/// A text in which each carriage return that stands alone is a line feed; places stay what they are.
pub(crate) fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut lone = memchr::memchr_iter(b'\r', bytes).filter(|at| !ends_with_feed(bytes, *at));
    let Some(first) = lone.next() else {
        return Cow::Borrowed(text);
    };
    let mut fed = String::with_capacity(text.len());
    let mut from = 0;
    for at in std::iter::once(first).chain(lone) {
        fed.push_str(&text[from..at]);
        fed.push('\n');
        from = at + 1;
    }
    fed.push_str(&text[from..]);
    Cow::Owned(fed)
}

fn looks_like_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return true;
    }
    // Without a mark: a text with zero bytes that makes sense when read as UTF-16.
    let head = bytes.get(..bytes.len().min(512) & !1).unwrap_or(bytes);
    let sensible = |encoding: &'static encoding_rs::Encoding| {
        let (text, broken) = encoding.decode_without_bom_handling(head);
        !broken && text.contains(": ") && text.chars().all(|c| !c.is_control() || c.is_whitespace())
    };
    head.contains(&0) && (sensible(encoding_rs::UTF_16LE) || sensible(encoding_rs::UTF_16BE))
}

/// Seven bits alone, and the sign that turns to kanji.
fn looks_like_jis(bytes: &[u8]) -> bool {
    let mut signs = memchr::memchr_iter(0x1B, bytes);
    signs.any(|at| matches!(bytes.get(at + 1..at + 3), Some(b"$B" | b"$@"))) && bytes.is_ascii()
}

fn guess_encoding(bytes: &[u8]) -> Unreadable {
    let decodes = |encoding: &'static encoding_rs::Encoding| {
        encoding
            .decode_without_bom_handling_and_without_replacement(bytes)
            .is_some_and(|text| looks_japanese(&text))
    };
    if decodes(encoding_rs::SHIFT_JIS) {
        Unreadable::ShiftJis
    } else if decodes(encoding_rs::EUC_JP) {
        Unreadable::EucJp
    } else {
        Unreadable::Binary
    }
}

/// Half-width kana and control characters are what a wrong guess of the encoding looks like.
fn looks_japanese(text: &str) -> bool {
    let suspicious = text
        .chars()
        .filter(|c| ('\u{FF61}'..='\u{FF9F}').contains(c) || (c.is_control() && !c.is_whitespace()))
        .count();
    suspicious * 10 <= text.chars().filter(|c| !c.is_ascii()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_offsets_count_bytes() {
        let source = Source::new("a.yaml", "版: 平成\r\nb: ２\n");
        let two = source.text().find('２').unwrap_or(0);
        assert_eq!(
            source.position(two),
            Position {
                line: 2,
                column: 4,
                offset: 16
            }
        );
        assert_eq!(source.line(1), "版: 平成");
        assert_eq!(source.line(3), "");
    }

    #[test]
    fn lone_carriage_returns_end_lines_and_old_files_keep_them() {
        let source = Source::new("a", "版: a\r\n# b\rc: d\n");
        assert_eq!(
            (source.line_count(), source.line(2), source.line(3)),
            (4, "# b", "c: d")
        );
        assert_eq!(with_line_feeds("a\r\nb\rc"), "a\r\nb\nc");
        let old = Source::from_bytes("a", "\u{FEFF}版: a\r表紙:\r".as_bytes()).ok();
        let bytes = old.map(|s| s.encode(&s.text().replace('a', "b")));
        assert_eq!(bytes, Some("\u{FEFF}版: b\r表紙:\r".as_bytes().to_vec()));
    }

    #[test]
    fn columns_of_a_long_line_are_those_of_a_short_one() {
        let line = "あa🀄".repeat(1000);
        let source = Source::new("a", format!("版: x\n{line}\nb"));
        let start = source.line_span(2).start;
        for (n, (at, _)) in line.char_indices().enumerate().step_by(7) {
            assert_eq!(source.position(start + at).column, n + 1);
        }
        assert_eq!(source.position(source.text().len()).column, 2);
    }

    #[test]
    fn foreign_encodings_are_named() {
        let text = "様式: 全項目評価書\n版: 平成30年5月\n";
        let sjis = encoding_rs::SHIFT_JIS.encode(text).0;
        let euc = encoding_rs::EUC_JP.encode(text).0;
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let refused = |bytes: &[u8]| Source::from_bytes("a", bytes).err();
        assert_eq!(refused(&sjis), Some(Unreadable::ShiftJis));
        assert_eq!(
            refused(b"\x1b$BMM<0\x1b(B: x\n"),
            Some(Unreadable::Iso2022Jp)
        );
        assert_eq!(refused(&euc), Some(Unreadable::EucJp));
        assert_eq!(refused(&utf16), Some(Unreadable::Utf16));
        assert_eq!(refused(b"\xFF\xFEa\0"), Some(Unreadable::Utf16));
        assert_eq!(
            refused(b"%PDF-1.7\n\x00\x01\xE2\xE3"),
            Some(Unreadable::Binary)
        );
        assert_eq!(refused(b" \n"), Some(Unreadable::Empty));
        assert!(Source::from_bytes("a", text.as_bytes()).is_ok());
    }

    #[test]
    fn a_byte_order_mark_counts_in_offsets_only() {
        let source = Source::from_bytes("a", "\u{FEFF}版: x\n".as_bytes()).ok();
        let position = source.map(|s| s.position(0));
        assert_eq!(
            position,
            Some(Position {
                line: 1,
                column: 1,
                offset: 3
            })
        );
    }
}
