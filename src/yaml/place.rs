//! From words of a scalar's text to the bytes of the file: the way back through indentation, quotes and escapes.

use std::ops::Range;
use std::sync::OnceLock;

use super::typos::is_refused;
use super::{Scalar, Style};
use crate::source::{Source, Span};

/// Where the lines and characters of a scalar are written.
#[derive(Debug)]
pub struct Written {
    /// Whether the file holds the text as it is.
    plainly: bool,
    /// The lines of a block after the first.
    lines: Vec<Line>,
    /// Every [`STEP`]th character: where it is in the text and where the walk to it ended.
    steps: OnceLock<Vec<(usize, usize)>>,
}

/// A line of a block.
#[derive(Debug)]
struct Line {
    /// Where it begins and ends in the text.
    text: Range<usize>,
    /// Where it begins in the written form.
    written: Option<usize>,
    /// How many bytes of blanks are before it there, if it is written as it is but for those.
    indented: Option<usize>,
}

/// How many characters are walked through again for each place.
const STEP: usize = 64;

impl Scalar {
    /// The bytes of the file that hold a range of the scalar's text (byte offsets in [`Scalar::text`]).
    pub fn place(&self, source: &Source, range: Range<usize>) -> Span {
        let slice = source.slice(self.span);
        let known = self.written.get_or_find(|| self.known(slice));
        if known.plainly {
            let at = |offset: usize| self.span.start + offset.min(slice.len());
            return Span::new(at(range.start), at(range.end));
        }
        let line = self.line_of(known, range.start);
        if let Some(start) = line.and_then(|line| line.place(&range)) {
            let start = self.span.start + start;
            return Span::new(start, start + range.len());
        }
        let mut walk = self.walk(slice);
        let mut from = 0;
        if let Some((line, written)) = line.and_then(|line| Some((line, line.written?))) {
            from = line.text.start;
            walk.at = written;
        }
        if range.start.saturating_sub(from) > 4 * STEP {
            let steps = known.steps.get_or_init(|| self.steps(known, slice));
            let begun = steps.partition_point(|(offset, _)| *offset <= range.start);
            let last = begun.checked_sub(1).and_then(|n| steps.get(n));
            if let Some((offset, at)) = last.filter(|(offset, _)| *offset >= from) {
                from = *offset;
                walk.at = *at;
            }
        }
        let (mut start, mut end) = (None, None);
        for (offset, c) in self.text[from..].char_indices() {
            let offset = from + offset;
            if offset >= range.end {
                break;
            }
            let (from, to) = walk.next(c);
            if offset >= range.start {
                start.get_or_insert(from);
                end = Some(to);
            }
        }
        let start = start.unwrap_or(walk.at);
        Span::new(
            self.span.start + start,
            self.span.start + end.unwrap_or(start),
        )
    }

    fn walk<'t>(&self, slice: &'t str) -> Walk<'t> {
        // Quotes that only the fixed copy has are nowhere in the file.
        let quote = match self.style {
            Style::SingleQuoted => Some('\''),
            Style::DoubleQuoted => Some('"'),
            _ => None,
        };
        let opened = quote.is_some_and(|quote| slice.starts_with(quote));
        Walk {
            slice,
            at: usize::from(opened),
            doubled: opened && quote == Some('\''),
            escaped: opened && quote == Some('"'),
        }
    }

    fn known(&self, slice: &str) -> Written {
        let plainly = self.style == Style::Plain && slice == self.text;
        Written {
            plainly,
            lines: self.lines(slice).unwrap_or_default(),
            steps: OnceLock::new(),
        }
    }

    /// The lines of a block after the first: the text and its written form have the same ones, so that nothing before a
    /// place need be walked through.
    fn lines(&self, slice: &str) -> Option<Vec<Line>> {
        // What is blank at the beginning may belong to the text, or be only in the file.
        let first = self.text.lines().next()?;
        if self.style != Style::Literal || first.trim().is_empty() {
            return None;
        }
        let breaks = |text: &str| memchr::memchr_iter(b'\n', text.as_bytes()).count();
        let until_break = |text: &str| memchr::memchr(b'\n', text.as_bytes()).unwrap_or(text.len());
        let before = slice.len() - slice.trim_start().len();
        let mut written =
            memchr::memchr_iter(b'\n', slice.as_bytes()).skip(breaks(&slice[..before]));
        let starts = memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|at| at + 1);
        let lines = starts.map(|start| {
            let own = &self.text[start..];
            let own = &own[..until_break(own)];
            let written = written.next().map(|at| at + 1);
            let rest = written.and_then(|at| slice.get(at..));
            let rest = rest.map(|rest| &rest[..until_break(rest)]);
            let blanks = rest.and_then(|rest| rest.strip_suffix(own));
            let blanks = blanks.filter(|blanks| blanks.trim().is_empty());
            Line {
                text: start..start + own.len(),
                written,
                indented: blanks.map(str::len),
            }
        });
        Some(lines.collect())
    }

    /// The line after the first in which an offset of the text is.
    fn line_of<'k>(&self, known: &'k Written, offset: usize) -> Option<&'k Line> {
        let begun = known
            .lines
            .partition_point(|line| line.text.start <= offset);
        let line = known.lines.get(begun.checked_sub(1)?)?;
        self.text.is_char_boundary(offset).then_some(line)
    }

    /// Walks through the text once.
    fn steps(&self, known: &Written, slice: &str) -> Vec<(usize, usize)> {
        let mut walk = self.walk(slice);
        let mut lines = known.lines.iter().peekable();
        let mut steps = Vec::new();
        for (n, (offset, c)) in self.text.char_indices().enumerate() {
            let line = lines.next_if(|line| line.text.start == offset);
            if let Some(written) = line.and_then(|line| line.written) {
                walk.at = written;
            }
            if n % STEP == 0 {
                steps.push((offset, walk.at));
            }
            walk.next(c);
        }
        steps
    }
}

impl Line {
    /// Where a range is in the written form, if it lies in this line and the line is written as it is.
    fn place(&self, range: &Range<usize>) -> Option<usize> {
        let inside = !range.is_empty() && range.end <= self.text.end;
        let start = self.written? + self.indented?;
        inside.then_some(start + range.start - self.text.start)
    }
}

/// A pointer into the written form that follows the characters of the text.
struct Walk<'t> {
    slice: &'t str,
    at: usize,
    /// Whether a quote is doubled in the file.
    doubled: bool,
    /// Whether `\` begins the name of a character.
    escaped: bool,
}

impl Walk<'_> {
    /// The bytes of the next character of the text. What is only in the file is passed: indentation, the
    /// second of two quotes, a break that folds lines, a character that YAML refuses.
    fn next(&mut self, c: char) -> (usize, usize) {
        let begin = self.at;
        while let Some(here) = self.slice[self.at..].chars().next() {
            let from = self.at;
            if here == c || c == ' ' && here == '\n' {
                self.at += here.len_utf8();
                return (from, self.at);
            }
            if here == '\\' && self.escaped {
                self.at += self.escape_length();
                return (from, self.at);
            }
            // What YAML refuses was taken out of the copy that was parsed.
            let passed = here.is_whitespace() || is_refused(here);
            if !(passed || self.doubled && here == '\'') {
                break;
            }
            self.at += here.len_utf8();
        }
        self.at = begin;
        (begin, begin)
    }

    fn escape_length(&self) -> usize {
        let rest = &self.slice[self.at..];
        let digits = match rest[1..].chars().next() {
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            _ => 0,
        };
        let mark = rest[1..].chars().next().map_or(0, char::len_utf8);
        let ends = |length: usize| rest.is_char_boundary(length).then_some(length);
        ends(1 + mark + digits).unwrap_or(1 + mark).min(rest.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::source::Source;
    use crate::yaml;

    proptest! {
        #[test]
        fn every_character_of_a_block_is_found(
            lines in proptest::collection::vec("[ 　]{0,2}[あa']{0,3}[ 　]{0,1}", 1..6),
            header in "(\n|  \n)",
            end in "(\n|\r\n)",
        ) {
            let body: String = lines.iter().map(|l| format!("  {l}{end}")).collect();
            let text = format!("a: |2{header}{body}b: x\n");
            let source = Source::new("a", text.as_str());
            let document = yaml::read(&source, &|_: &str| false);
            let scalar = document.root.entries().first().and_then(|e| e.value.scalar());
            prop_assume!(scalar.is_some());
            for (scalar, (at, c)) in scalar.iter().flat_map(|s| s.text.char_indices().map(move |c| (*s, c))) {
                if !c.is_whitespace() {
                    let place = scalar.place(&source, at..at + c.len_utf8());
                    prop_assert_eq!(source.slice(place), c.to_string(), "{:?} {}", text, at);
                }
            }
            // No two characters have one place.
            if let Some(scalar) = scalar {
                let visible = scalar.text.char_indices().filter(|(_, c)| !c.is_whitespace());
                let places: Vec<_> = visible
                    .map(|(at, c)| scalar.place(&source, at..at + c.len_utf8()).start)
                    .collect();
                prop_assert!(places.windows(2).all(|p| p[0] < p[1]), "{:?} {:?}", text, places);
            }
        }
    }

    /// What the file holds at the place of `words` in the first value.
    fn found(text: &str, words: &str) -> String {
        let source = Source::new("a", text);
        let document = yaml::read(&source, &|_: &str| false);
        let Some(scalar) = document
            .root
            .entries()
            .first()
            .and_then(|e| e.value.scalar())
        else {
            return "no value".into();
        };
        let Some(at) = scalar.text.find(words) else {
            return format!("not in {:?}", scalar.text);
        };
        source
            .slice(scalar.place(&source, at..at + words.len()))
            .to_owned()
    }

    #[test]
    fn words_are_found_whatever_the_style() {
        assert_eq!(found("a: 令和7年4月\n", "4月"), "4月");
        assert_eq!(
            found(
                "a: |\n    一行目\n\n      字下げ\n    三行目\nb: x\n",
                "三行"
            ),
            "三行"
        );
        assert_eq!(
            found("a: |\r\n  一行目\r\n  二行目\r\n", "二行目"),
            "二行目"
        );
        assert_eq!(found("a: 'it''s 二'\n", "二"), "二");
        assert_eq!(found("a: \"一\\u3000\\\"二\"\n", "二"), "二");
        assert_eq!(found("a: >\n  一\n  二\n  三\n", "三"), "三");
        assert_eq!(found("a: 一\n  二 三\n", "三"), "三");
        assert_eq!(found("a: |\n  一行\n  二行\n", "行\n二"), "行\n  二");
        assert_eq!(found("a: |\n  |\n  |二\n", "|二"), "|二");
        // What the copy that was parsed lacks, or has in addition.
        for unseen in ['\u{7}', '\u{1B}', '\u{FEFF}', '\u{7F}'] {
            assert_eq!(found(&format!("a: あ{unseen}･い\n"), "･"), "･");
            assert_eq!(
                found(&format!("a: |\n  あ{unseen}{unseen}･い\n"), "･い"),
                "･い"
            );
            assert_eq!(found(&format!("a: \"あ{unseen}･い\"\n"), "･"), "･");
        }
        assert_eq!(found("a: \"12\"号 二\n", "号"), "号");
        assert_eq!(found("a: C:\\二\n", "二"), "二");
    }
}
