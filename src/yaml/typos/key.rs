//! Keys and their colons: full-width, tight, or forgotten.

use super::page::{Line, ascii_colon, wide_colon};
use super::place::FAR;
use super::scan::{Below, Scanner, key_of};
use super::{Typo, TypoKind};
use crate::source::Span;

/// The full-width colon.
const WIDE: char = '：';

impl Scanner<'_> {
    /// Where the value of a key line begins; fixes the colon on the way.
    pub(super) fn key(&mut self, at: usize, rest: &str) -> Option<usize> {
        if rest.starts_with(['[', '{']) {
            return None;
        }
        let colon = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => self.quoted_key(at, rest, quote)?,
            _ => ascii_colon(rest).filter(|colon| *colon > 0),
        };
        if let Some(wide) = wide_colon(&rest[..colon.unwrap_or(rest.len())])
            && self.page.words.is_key(&rest[..wide])
        {
            return Some(self.wide_colon(at + wide, &rest[wide..], true));
        }
        if let Some(colon) = colon {
            let value = at + colon + 1;
            let blank = self.page.lead(&rest[colon + 1..]);
            if blank.wide || blank.hidden {
                let span = Span::new(value, value + blank.bytes);
                self.record(TypoKind::WideBlank, span, span, " ", true);
            }
            return Some(value + blank.bytes);
        }
        self.tight_colon(at, rest)
    }

    /// A known key with a sign before it that means something else: the line as it is without the sign.
    pub(super) fn sign_before_key<'l>(&mut self, line: &Line<'l>) -> Option<Line<'l>> {
        let rest = line.rest();
        let sign = rest.chars().next().filter(|c| is_sign(*c))?;
        let after = &rest[1..];
        let closed = match sign {
            '[' => after.contains(']'),
            '{' => after.contains('}'),
            '"' | '\'' => after.contains(sign) || !after.starts_with([' ', '-']),
            '-' => self.below == Below::Open || self.levels.iter().any(|l| l.list),
            _ => self.page.is_feature(line.at(), rest, self.parent()),
        };
        if closed || !self.page.is_known_key_line(after.trim_start()) {
            return None;
        }
        let blanks = self.page.lead(after);
        let mut bare = *line;
        bare.lead.bytes += 1 + blanks.bytes;
        bare.lead.columns += blanks.columns;
        let column = self.find_level(&bare, bare.is_entry()).0;
        let (shown, place) = (
            Span::new(line.at(), line.at() + 1),
            Span::new(line.start, bare.at()),
        );
        let kind = TypoKind::SignBeforeKey(sign);
        self.record(kind, shown, place, &" ".repeat(column), false);
        Some(bare)
    }

    /// `・` and the like before a known key: the dash of an entry, where the form or the lines above have a list, else
    /// nothing; and before a text where an entry of a list belongs. Returns where what is after it begins, and its column.
    pub(super) fn list_mark(&mut self, line: &Line) -> Option<(usize, usize)> {
        let mark = line
            .rest()
            .chars()
            .next()
            .filter(|c| LIST_MARKS.contains(c))?;
        let after = &line.rest()[mark.len_utf8()..];
        let blanks = self.page.lead(after).bytes;
        let key = &after[blanks..];
        if !self.page.is_known_key_line(key) {
            return self.mark_of_text(line, mark, line.rest().len() - key.len());
        }
        let column = line.lead.columns;
        let above = self.open.iter().rfind(|(open, _)| *open < column);
        let by_form = self
            .page
            .words
            .below(above.map(|(_, key)| *key), key_of(key));
        let list =
            by_form.unwrap_or_else(|| self.levels.iter().any(|l| l.list && l.indent == column));
        let at = line.at() + line.rest().len() - key.len();
        let (shown, place) = (
            Span::new(line.at(), line.at() + mark.len_utf8()),
            Span::new(line.at(), at),
        );
        let column = self.place(line, list);
        let sign = if list { "- " } else { "" };
        self.record(TypoKind::ListMark(mark), shown, place, sign, true);
        if !list {
            self.levels.pop();
        }
        Some((at, column + sign.len()))
    }

    /// The same before a text: where the key above has a list of texts by the form, and where such a list stands above.
    fn mark_of_text(&mut self, line: &Line, mark: char, length: usize) -> Option<(usize, usize)> {
        let column = line.lead.columns;
        let after = line.rest().get(length..).unwrap_or_default();
        // 「○○ファイル」 is a name, and 「－」 alone says that there is none.
        if after.is_empty() || after.starts_with(mark) {
            return None;
        }
        let (key_column, key) = *self.open.last()?;
        if column < key_column || self.ended.is_some() {
            return None;
        }
        let above = self.open.iter().rfind(|(open, _)| *open < key_column);
        let by_form = self.page.words.lists_texts(above.map(|(_, key)| *key), key);
        let begins = by_form && self.below == Below::Open && self.opened.is_some();
        let last = self.levels.last().copied();
        let list = last.filter(|level| level.list && level.indent >= column && !begins);
        let dashes = match list {
            None if begins => self.place(line, true),
            None => return None,
            Some(list) => {
                let above = self.entry_above(line, list.indent);
                if above.is_some_and(|above| self.page.is_key_line(&above)) {
                    return None;
                }
                list.indent
            }
        };
        let at = line.at() + length;
        let shown = Span::new(line.at(), line.at() + mark.len_utf8());
        // A line that is out of the column of the dashes is moved there.
        let is_there = dashes == column || begins;
        let (start, lead) = match is_there {
            true => (line.at(), 0),
            false => (line.start, dashes),
        };
        let sign = " ".repeat(lead) + "- ";
        let kind = TypoKind::ListMark(mark);
        self.record(
            kind,
            shown,
            Span::new(start, at),
            &sign,
            by_form && is_there,
        );
        Some((at, dashes + "- ".len()))
    }

    /// A value on the line of a key that has keys below it: the copy is read without the value.
    pub(super) fn value_above_keys(&mut self, line: &Line, value_at: usize) -> bool {
        let value = &self.page.text[value_at..line.end()];
        if self.parent() != Some(line.lead.columns) && !line.is_entry() {
            // The line itself was moved: what is below may not be below it.
            return false;
        }
        let is_sign = value.len() == 1 && value.chars().all(|c| c.is_ascii_punctuation());
        let opens = value.starts_with(['|', '>', '[', '{', '#', '"', '\'']);
        let refers = value.starts_with(['&', '*', '!']) && !is_sign;
        if opens || refers || !self.has_keys_below(line, is_sign) {
            return false;
        }
        let tight = |t: &Typo| t.kind == TypoKind::NoBlankAfterColon && t.span.end == value_at;
        if self.typos.last().is_some_and(tight) {
            self.typos.pop();
        }
        let span = Span::new(value_at, line.end());
        self.record(TypoKind::ValueAboveKeys, span, span, "", false);
        true
    }

    /// Whether known keys are deeper than a line: two at least, or one below a value that is a mere sign.
    fn has_keys_below(&self, line: &Line, is_sign: bool) -> bool {
        let column = self.parent().unwrap_or(0);
        let below = self.page.lines_after(line.start);
        let below = below.filter(|l| !l.is_blank());
        let mut inside = below.take_while(|l| l.lead.columns > column).peekable();
        let Some(first) = inside.peek().map(|l| l.lead.columns) else {
            return false;
        };
        let is_key = |l: &Line| {
            let rest = l.rest();
            ascii_colon(rest).is_some_and(|colon| self.page.words.is_key(&rest[..colon]))
        };
        let mut sisters = inside.filter(|l| l.lead.columns <= first);
        match (sisters.next(), sisters.next()) {
            (Some(one), Some(two)) => is_key(&one) && is_key(&two),
            (Some(one), None) => is_key(&one) && is_sign,
            _ => false,
        }
    }

    /// The colon after a key in quotes; a quote that is not closed before it is closed.
    fn quoted_key(&mut self, at: usize, rest: &str, quote: char) -> Option<Option<usize>> {
        let after = |close: usize| rest[close..].trim_start();
        if let Some(close) = rest[1..].find(quote).map(|i| i + 2) {
            let colon = after(close).starts_with(':');
            return colon.then(|| Some(rest.len() - after(close).len()));
        }
        let colon = ascii_colon(rest).filter(|c| self.page.words.is_key(&rest[1..*c]))?;
        let (shown, place) = (Span::new(at, at + 1), Span::at(at + colon));
        let kind = TypoKind::UnclosedQuote(quote);
        self.record(kind, shown, place, &quote.to_string(), false);
        Some(Some(colon))
    }

    fn wide_colon(&mut self, at: usize, rest: &str, certain: bool) -> usize {
        let mark = Span::new(at, at + WIDE.len_utf8());
        let after = &rest[WIDE.len_utf8()..];
        let both = usize::from(after.starts_with(':'));
        let blank = self.page.lead(&after[both..]);
        let span = Span::new(at, mark.end + both + blank.bytes);
        self.record(TypoKind::WideColon, mark, span, ": ", certain);
        span.end
    }

    /// A known key whose colon has no blank after it.
    fn tight_colon(&mut self, at: usize, rest: &str) -> Option<usize> {
        let colon = rest
            .find(':')
            .filter(|c| self.page.words.is_key(&rest[..*c]))?;
        let value = at + colon + 1;
        let blank = self.page.lead(&rest[colon + 1..]).bytes;
        let place = Span::new(value, value + blank);
        if blank > 0 {
            self.record(TypoKind::WideBlank, place, place, " ", true);
        } else {
            let shown = Span::new(value - 1, value);
            self.record(TypoKind::NoBlankAfterColon, shown, place, " ", true);
        }
        Some(value + blank)
    }

    /// A line among keys that is a known key without its colon, or a short one with a full-width colon.
    pub(super) fn colon_forgotten(&mut self, line: &Line, _: bool) -> bool {
        let rest = line.rest();
        let column = line.lead.columns;
        let at_map = self.levels.is_empty()
            || self.below == Below::Open
            || self.levels.iter().any(|l| !l.list && l.indent == column);
        if !at_map {
            return false;
        }
        if self.page.words.is_key(rest) {
            self.place(line, false);
            let (shown, place) = (Span::new(line.at(), line.end()), Span::at(line.end()));
            self.record(TypoKind::NoColon, shown, place, ":", false);
            self.below = Below::Open;
            return true;
        }
        let parted = self
            .page
            .wrong_sign(rest)
            .or_else(|| self.parted_by_blank(line, line.at()));
        if let Some((key, value)) = parted {
            self.place(line, false);
            let shown = Span::new(line.at(), line.at() + key);
            let place = Span::new(line.at() + key, line.at() + value);
            self.record(TypoKind::NoColon, shown, place, ": ", false);
            self.below = Below::Closed;
            return true;
        }
        self.wide_colon_of_unknown_key(line)
    }

    /// The same for the first line of an entry, whose other keys are below it.
    pub(super) fn colon_forgotten_in_entry(
        &mut self,
        line: &Line,
        at: usize,
        column: Option<usize>,
    ) -> bool {
        let next = self.page.next_line(line.start);
        let key_below = next.is_some_and(|next| {
            Some(next.lead.columns) == column && !next.is_entry() && self.page.is_key_line(&next)
        });
        let parted = if key_below {
            self.parted_by_blank(line, at)
        } else {
            None
        };
        let (Some((key, value)), Some(column)) = (parted, column) else {
            return false;
        };
        let (shown, place) = (Span::new(at, at + key), Span::new(at + key, at + value));
        self.record(TypoKind::NoColon, shown, place, ": ", false);
        self.nest(column, false);
        true
    }

    /// A key with nothing but blanks between it and its value: a known one, or one of the lines above in its column,
    /// as in the rows of a table.
    fn parted_by_blank(&self, line: &Line, at: usize) -> Option<(usize, usize)> {
        let rest = &self.page.text[at..line.end().max(at)];
        let blank = rest.find([' ', '\t', '\u{3000}', '\u{A0}'])?;
        let key = &rest[..blank];
        let is_key = self.page.words.is_key(key) || self.is_sister_key(line, at, key);
        is_key.then(|| (blank, blank + self.page.lead(&rest[blank..]).bytes))
    }

    /// Whether a line above in the same column has a key.
    fn is_sister_key(&self, line: &Line, at: usize, key: &str) -> bool {
        let before = &self.page.text.as_bytes()[..line.start];
        let mut feeds = memchr::memrchr_iter(b'\n', before).skip(1).take(FAR);
        feeds.any(|feed| {
            let above = self.page.line(feed + 1);
            let words = above.text.get(at - line.start..).unwrap_or("");
            let ends = words.strip_prefix(key).is_some_and(|w| w.starts_with(':'));
            ends && !above.lead.is_unusual()
        })
    }

    fn wide_colon_of_unknown_key(&mut self, line: &Line) -> bool {
        let rest = line.rest();
        let wide = rest
            .find(WIDE)
            .filter(|wide| *wide > 0 && Self::looks_like_key(&format!("{}: ", &rest[..*wide])));
        let Some(wide) = wide else { return false };
        self.place(line, false);
        let value = self.wide_colon(line.at() + wide, &rest[wide..], false);
        self.below = if value >= line.end() {
            Below::Open
        } else {
            Below::Closed
        };
        true
    }
}

/// Signs that people put before the entries of a list and that YAML takes for text.
const LIST_MARKS: [char; 14] = [
    '・', '･', '－', '‐', '–', '—', 'ー', '●', '○', '◆', '◇', '■', '□', '•',
];

/// Signs that mean something to YAML at the beginning of a line.
fn is_sign(c: char) -> bool {
    let signs = b"[]{}|>&*!%@`,-\"'";
    u8::try_from(c).is_ok_and(|c| signs.contains(&c))
}
