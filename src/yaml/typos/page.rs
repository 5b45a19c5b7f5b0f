//! The text under the scanner's eyes: lines, what leads them, and what follows them.

use std::cell::Cell;

use memchr::{memchr, memchr_iter, memchr2_iter};
use rustc_hash::FxHashSet;

use super::FormWords;
use crate::japanese::hidden::{Hidden, hidden, is_other_blank};
use crate::japanese::notation::is_invisible;

/// A text with what has to be known of it as a whole.
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    pub(super) words: &'t dyn FormWords,
    /// The line break that the file uses, for lines that edits add.
    pub(super) newline: &'static str,
    /// How many columns a tab stands for: the step of the file's own indentation.
    step: usize,
    /// How many tabs or full-width blanks all lines begin with; they stand for no column.
    margin: usize,
    /// Names after `&`, and names after `*`: only together do they mean what YAML takes them for.
    anchors: FxHashSet<&'t str>,
    aliases: FxHashSet<&'t str>,
    /// The line that was looked at last: most are looked at again as the line after the one before.
    last: Cell<Option<Line<'t>>>,
}

/// A line with its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// Where it starts.
    pub(super) start: usize,
    /// Its text without the line break.
    pub(super) text: &'t str,
    /// Its leading blanks.
    pub(super) lead: Lead,
    /// How long its text is without the blanks at its end.
    trimmed: usize,
    /// Where its line feed is, or the text ends.
    pub(super) feed: usize,
}

/// The leading blanks of a line.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lead {
    /// Bytes of it.
    pub(super) bytes: usize,
    /// Plain blanks before anything else.
    spaces: usize,
    /// Columns it stands for, a full-width blank counted as two.
    pub(super) columns: usize,
    /// A full-width, no-break or other blank that is none for YAML.
    pub(super) wide: bool,
    /// A tab.
    pub(super) tab: bool,
    /// A character that can't be seen.
    pub(super) hidden: bool,
}

impl Lead {
    /// Whether YAML would not take it for indentation.
    pub(super) fn is_unusual(self) -> bool {
        self.wide || self.tab || self.hidden
    }
}

impl<'t> Line<'t> {
    /// Where its text begins after the leading blanks.
    pub(super) fn at(&self) -> usize {
        self.start + self.lead.bytes
    }

    /// Its text after the leading blanks, without blanks at its end.
    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.lead.bytes..self.trimmed.max(self.lead.bytes)]
    }

    /// The same without a comment: what says whether the line opens a level or a block.
    pub(super) fn opening(&self) -> &'t str {
        let rest = self.rest();
        match comment(rest) {
            Some(at) if !rest[..at].contains(['"', '\'']) => rest[..at].trim_end(),
            _ => rest,
        }
    }

    /// Where it ends, without blanks.
    pub(super) fn end(&self) -> usize {
        self.start + self.trimmed
    }

    /// Whether nothing is to be seen on it.
    pub(super) fn is_blank(&self) -> bool {
        self.lead.bytes == self.text.len()
    }

    /// How many plain blanks it begins with.
    pub(super) fn spaces(&self) -> usize {
        self.lead.spaces
    }

    /// Whether it is an entry of a list.
    pub(super) fn is_entry(&self) -> bool {
        let rest = self.rest();
        rest.starts_with('-') && (rest == "-" || rest[1..].starts_with([' ', '\u{3000}']))
    }
}

impl<'t> Page<'t> {
    pub(super) fn new(text: &'t str, words: &'t dyn FormWords) -> Self {
        let mut returns = memchr_iter(b'\r', text.as_bytes());
        let breaks = returns.any(|at| text[at + 1..].starts_with('\n'));
        let newline = if breaks { "\r\n" } else { "\n" };
        Page {
            text,
            words,
            newline,
            step: step(text),
            margin: margin(text),
            anchors: names(text, b'&'),
            aliases: names(text, b'*'),
            last: Cell::new(None),
        }
    }

    /// The line that starts at an offset.
    pub(super) fn line(&self, start: usize) -> Line<'t> {
        if let Some(line) = self.last.get().filter(|line| line.start == start) {
            return line;
        }
        let feed = line_end(self.text, start);
        let text = self.text[start..feed].trim_end_matches('\r');
        let line = Line {
            start,
            text,
            lead: self.lead(text),
            trimmed: trim_end(text).len(),
            feed,
        };
        self.last.set(Some(line));
        line
    }

    /// The lines after the one in which an offset lies.
    pub(super) fn lines_after(&self, at: usize) -> impl Iterator<Item = Line<'t>> + '_ {
        let mut end = line_end(self.text, at);
        std::iter::from_fn(move || {
            if end >= self.text.len() {
                return None;
            }
            let line = self.line(end + 1);
            end = line.feed;
            Some(line)
        })
    }

    /// The next line with something on it.
    pub(super) fn next_line(&self, at: usize) -> Option<Line<'t>> {
        self.lines_after(at).find(|line| !line.is_blank())
    }

    pub(super) fn lead(&self, line: &str) -> Lead {
        let spaces = line.bytes().take_while(|b| *b == b' ').count();
        let mut lead = Lead {
            bytes: spaces,
            spaces,
            columns: spaces,
            ..Lead::default()
        };
        if !may_be_blank(line.as_bytes().get(spaces)) {
            return lead;
        }
        let mut margin = self.margin;
        for c in line[spaces..].chars() {
            match c {
                ' ' => lead.columns += 1,
                '\t' if margin > 0 => (lead.tab, margin) = (true, margin - 1),
                '\u{3000}' if margin > 0 => (lead.wide, margin) = (true, margin - 1),
                '\t' => (lead.tab, lead.columns) = (true, lead.columns + self.step),
                '\u{3000}' => (lead.wide, lead.columns) = (true, lead.columns + 2),
                c if is_other_blank(c) => (lead.wide, lead.columns) = (true, lead.columns + 1),
                c if is_unseen(c) => lead.hidden = true,
                _ => break,
            }
            lead.bytes += c.len_utf8();
        }
        lead
    }

    /// Whether a line is a key with its colon; known keys may have any colon.
    pub(super) fn is_key_line(&self, line: &Line) -> bool {
        ascii_colon(line.rest()).is_some() || self.is_known_key_line(line.rest())
    }

    /// A known key with any colon after it, perhaps as an entry.
    pub(super) fn is_known_key_line(&self, rest: &str) -> bool {
        let rest = rest.strip_prefix("- ").unwrap_or(rest);
        any_colon(rest).is_some_and(|colon| colon > 0 && self.words.is_key(&rest[..colon]))
    }

    /// A known key with another sign than a colon after it: where the key ends and where its value begins.
    pub(super) fn wrong_sign(&self, rest: &str) -> Option<(usize, usize)> {
        let sign = rest.find([';', '；', '=', '＝', '→'])?;
        let key = rest[..sign].trim_end();
        let after = rest[sign..]
            .trim_start_matches(|c: char| !c.is_alphanumeric() && !"（「\"|-－".contains(c));
        let is_key = !key.is_empty() && self.words.is_key(key);
        is_key.then_some((key.len(), rest.len() - after.len()))
    }

    /// The end of a value that starts at an offset: of its line, or of the deeper lines that go on with it.
    pub(super) fn value_end(
        &self,
        start: usize,
        parent: Option<usize>,
        goes_on: Continuation,
    ) -> usize {
        let first = trim_end(&self.text[start..line_end(self.text, start)]);
        let mut end = start + first.len();
        for line in self.lines_after(start) {
            if line.is_blank() {
                continue;
            }
            let deeper = parent.is_none_or(|p| line.lead.columns > p);
            // Most values end here: whether the next line is a key is asked only of deeper lines.
            if !deeper
                || goes_on != Continuation::Anything && self.is_something_else(&line, goes_on)
            {
                break;
            }
            end = line.end();
        }
        end
    }

    fn is_something_else(&self, line: &Line, goes_on: Continuation) -> bool {
        let rest = line.rest();
        let known = ascii_colon(rest).is_some_and(|colon| self.words.is_key(&rest[..colon]));
        known || rest.starts_with('#') || goes_on == Continuation::Entry && line.is_entry()
    }

    /// Whether a value is one of YAML's features and no text that begins with its sign.
    pub(super) fn is_feature(&self, start: usize, value: &str, parent: Option<usize>) -> bool {
        let name = value.split_whitespace().next().unwrap_or("");
        let (sign, name) = name.split_at(name.chars().next().map_or(0, char::len_utf8));
        let alone = name.len() + sign.len() == value.len();
        let above_nodes = || {
            self.next_line(start).is_some_and(|line| {
                parent.is_none_or(|p| line.lead.columns > p)
                    && (line.is_entry() || self.is_key_line(&line))
            })
        };
        match sign {
            "*" => alone && (self.anchors.contains(name) || self.is_merged(start)),
            "&" => !name.is_empty() && (self.aliases.contains(name) || alone && above_nodes()),
            "!" => {
                let tag = name.strip_prefix('!').unwrap_or(name);
                tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '<') && tag.is_ascii()
            }
            _ => false,
        }
    }

    /// Whether a value follows `<<:`.
    fn is_merged(&self, start: usize) -> bool {
        self.text[..start].trim_end().ends_with("<<:")
    }
}

/// Which deeper lines belong to the value above them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Continuation {
    /// A text after a key: all but known keys and comments.
    Text,
    /// A text after a dash: not another entry either.
    Entry,
    /// Everything: blocks, quotes and brackets.
    Anything,
}

/// How many tabs or full-width blanks all lines begin with: the empty columns of a spreadsheet before the one that was
/// copied, or the margin of a document.
fn margin(text: &str) -> usize {
    let mut margin = usize::MAX;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let blanks = line.chars().take_while(|c| matches!(c, '\t' | '\u{3000}'));
        margin = margin.min(blanks.count());
        if margin == 0 {
            return 0;
        }
    }
    if margin == usize::MAX { 0 } else { margin }
}

/// The least indentation that is a step and no slip.
fn step(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut least = None;
    let starts = memchr_iter(b'\n', bytes).map(|feed| feed + 1);
    for start in std::iter::once(0).chain(starts) {
        let blanks = bytes[start..].iter().take_while(|b| **b == b' ').count();
        if (2..=8).contains(&blanks) {
            least = Some(least.map_or(blanks, |l: usize| l.min(blanks)));
            if blanks == 2 {
                break;
            }
        }
    }
    least.unwrap_or(2)
}

/// The words after a sign, where the sign begins a word.
fn names(text: &str, sign: u8) -> FxHashSet<&str> {
    let begins = |at: &usize| {
        let before = text[..*at].trim_end_matches(['[', '{']);
        before.is_empty() || before.ends_with(char::is_whitespace)
    };
    let signs = memchr_iter(sign, text.as_bytes()).filter(begins);
    signs
        .filter_map(|at| text[at + 1..].split(char::is_whitespace).next())
        .map(|name| name.trim_end_matches([',', ']', '}', ':']))
        .filter(|name| !name.is_empty())
        .collect()
}

/// Whether a byte may begin a blank or a character that can't be seen: all of them are below U+2100, U+3000 or U+FEFF.
fn may_be_blank(byte: Option<&u8>) -> bool {
    matches!(byte, Some(0..=b' ' | 0xC2 | 0xE1..=0xE3 | 0xEF))
}

/// A text without the blanks and invisible characters at its end.
pub(super) fn trim_end(text: &str) -> &str {
    match text.bytes().next_back() {
        Some(b'!'..=b'~') => text,
        _ => text.trim_end_matches(|c: char| c.is_whitespace() || is_invisible(c)),
    }
}

/// The first `: ` or closing `:` of a line, before any comment.
pub(super) fn ascii_colon(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    for at in memchr2_iter(b':', b'#', bytes) {
        let is_colon = bytes[at] == b':';
        if is_colon && matches!(bytes.get(at + 1), Some(b' ' | b'\t')) {
            return Some(at);
        }
        if !is_colon && bytes[..at].ends_with(b" ") {
            return closing_colon(&rest[..at - 1]);
        }
    }
    closing_colon(rest)
}

fn closing_colon(rest: &str) -> Option<usize> {
    let trimmed = rest.trim_end();
    trimmed.ends_with(':').then(|| trimmed.len() - 1)
}

/// The first `：`.
pub(super) fn wide_colon(rest: &str) -> Option<usize> {
    let mut firsts = memchr_iter(0xEF, rest.as_bytes());
    firsts.find(|at| rest[*at..].starts_with('：'))
}

/// The first colon of either width.
fn any_colon(rest: &str) -> Option<usize> {
    let ascii = memchr(b':', rest.as_bytes());
    wide_colon(&rest[..ascii.unwrap_or(rest.len())]).or(ascii)
}

/// Where ` #` begins, which opens a comment in a plain text.
pub(super) fn comment(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    memchr_iter(b'#', bytes).find_map(|at| bytes[..at].ends_with(b" ").then(|| at - 1))
}

/// Where the line ends in which an offset lies, before its line feed.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or(&[]);
    memchr(b'\n', rest).map_or(text.len(), |i| at + i)
}

/// Whether a character takes no place on the screen: an invisible one, or one that steers.
fn is_unseen(c: char) -> bool {
    matches!(hidden(c), Some(Hidden::Invisible | Hidden::Direction))
}
