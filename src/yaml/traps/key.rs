//! Keys and their colons: full-width, tight, or forgotten.

use super::TrapKind;
use super::page::{Line, ascii_colon};
use super::scan::{Before, Scanner};
use crate::source::Span;

/// The full-width colon.
const WIDE: char = '：';

impl Scanner<'_> {
    /// Where the value of a key line begins; mends the colon on the way.
    pub(super) fn key(&mut self, at: usize, rest: &str) -> Option<usize> {
        if rest.starts_with(['[', '{']) {
            return None;
        }
        let colon = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => self.quoted_key(at, rest, quote)?,
            _ => ascii_colon(rest).filter(|colon| *colon > 0),
        };
        let wide = rest.find(WIDE).filter(|w| colon.is_none_or(|c| *w < c));
        if let Some(wide) = wide
            && (self.page.is_key)(&rest[..wide])
        {
            return Some(self.wide_colon(at + wide, &rest[wide..], true));
        }
        if let Some(colon) = colon {
            let value = at + colon + 1;
            let blank = self.page.lead(&rest[colon + 1..]);
            if blank.wide || blank.hidden {
                let span = Span::new(value, value + blank.bytes);
                self.trap(TrapKind::WideBlank, span, span, " ", true);
            }
            return Some(value + blank.bytes);
        }
        self.tight_colon(at, rest)
    }

    /// The colon behind a key in quotes; a quote that is not closed before it is closed.
    fn quoted_key(&mut self, at: usize, rest: &str, quote: char) -> Option<Option<usize>> {
        let behind = |close: usize| rest[close..].trim_start();
        if let Some(close) = rest[1..].find(quote).map(|i| i + 2) {
            let colon = behind(close).starts_with(':');
            return colon.then(|| Some(rest.len() - behind(close).len()));
        }
        let colon = ascii_colon(rest).filter(|c| (self.page.is_key)(&rest[1..*c]))?;
        let (shown, place) = (Span::new(at, at + 1), Span::at(at + colon));
        let kind = TrapKind::UnclosedQuote(quote);
        self.trap(kind, shown, place, &quote.to_string(), false);
        Some(Some(colon))
    }

    fn wide_colon(&mut self, at: usize, rest: &str, certain: bool) -> usize {
        let mark = Span::new(at, at + WIDE.len_utf8());
        let blank = self.page.lead(&rest[WIDE.len_utf8()..]);
        let span = Span::new(at, mark.end + blank.bytes);
        self.trap(TrapKind::WideColon, mark, span, ": ", certain);
        span.end
    }

    /// A known key whose colon has no blank behind it.
    fn tight_colon(&mut self, at: usize, rest: &str) -> Option<usize> {
        let colon = rest.find(':').filter(|c| (self.page.is_key)(&rest[..*c]))?;
        let value = at + colon + 1;
        let blank = self.page.lead(&rest[colon + 1..]).bytes;
        let place = Span::new(value, value + blank);
        if blank > 0 {
            self.trap(TrapKind::WideBlank, place, place, " ", true);
        } else {
            let shown = Span::new(value - 1, value);
            self.trap(TrapKind::NoBlankAfterColon, shown, place, " ", true);
        }
        Some(value + blank)
    }

    /// A line among keys that is a known key without its colon, or a short one with a full-width colon.
    pub(super) fn colon_forgotten(&mut self, line: &Line) -> bool {
        let rest = line.rest();
        let column = line.lead.columns;
        let at_map = self.levels.is_empty()
            || self.before == Before::Open
            || self.levels.iter().any(|l| !l.list && l.indent == column);
        if !at_map {
            return false;
        }
        if (self.page.is_key)(rest) {
            self.place(line, false);
            let (shown, place) = (Span::new(line.at(), line.end()), Span::at(line.end()));
            self.trap(TrapKind::NoColon, shown, place, ":", false);
            self.before = Before::Open;
            return true;
        }
        let blank = rest.find([' ', '\t', '\u{3000}', '\u{A0}']);
        if let Some(blank) = blank.filter(|b| (self.page.is_key)(&rest[..*b])) {
            self.place(line, false);
            let bytes = self.page.lead(&rest[blank..]).bytes;
            let at = line.at() + blank;
            let shown = Span::new(line.at(), at);
            let place = Span::new(at, at + bytes);
            self.trap(TrapKind::NoColon, shown, place, ": ", false);
            self.before = Before::Closed;
            return true;
        }
        self.wide_colon_of_unknown_key(line)
    }

    fn wide_colon_of_unknown_key(&mut self, line: &Line) -> bool {
        let rest = line.rest();
        let wide = rest
            .find(WIDE)
            .filter(|wide| *wide > 0 && Self::looks_like_key(&format!("{}: ", &rest[..*wide])));
        let Some(wide) = wide else { return false };
        self.place(line, false);
        let value = self.wide_colon(line.at() + wide, &rest[wide..], false);
        self.before = if value >= line.end() {
            Before::Open
        } else {
            Before::Closed
        };
        true
    }
}
