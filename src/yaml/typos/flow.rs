//! Quotes and brackets: those that are not closed, and what is after or inside them.

use super::page::{Continuation, Page, line_end, trim_end};
use super::place::FAR;
use super::value::{Place, ValueExtent, as_block};
use super::{Typo, TypoKind};
use crate::source::Span;
use crate::source::diagnostic::Edit;

/// A value in quotes.
pub(super) fn quoted(page: &Page, place: Place, quote: char, typos: &mut Vec<Typo>) -> ValueExtent {
    let (text, start) = (page.text, place.start);
    let end_of_line = line_end(text, start);
    let furthest = page.value_end(start, place.parent, Continuation::Anything);
    match closing_quote(&text[..furthest], start, quote) {
        Some(end) if end <= end_of_line => {
            text_after_quote(page, place, end, typos);
            ValueExtent::Until(end)
        }
        Some(end) if is_end(text, end) && !passes_a_key(page, start, end) => {
            ValueExtent::Until(end)
        }
        _ if let Some(end) = end_of_cell(text, start, quote)
            && !passes_a_key(page, start, end) =>
        {
            let cell = Span::new(start, end);
            let doubled = String::from_iter([quote, quote]);
            let inner = text[start + 1..end - 1].replace(&doubled, &quote.to_string());
            typos.push(Typo {
                kind: TypoKind::QuotedLines,
                span: Span::new(start, start + 1),
                edits: vec![Edit {
                    span: cell,
                    text: format!("|{}", lines_of_cell(page, place, &inner)),
                }],
                certain: true,
            });
            ValueExtent::Until(end)
        }
        _ => {
            let at = place.end(page);
            typos.push(Typo {
                kind: TypoKind::UnclosedQuote(quote),
                span: Span::new(start, start + 1),
                edits: vec![Edit {
                    span: Span::at(at),
                    text: quote.to_string(),
                }],
                certain: false,
            });
            ValueExtent::Until(at)
        }
    }
}

/// Whether nothing but a comment follows on the line of an offset.
fn is_end(text: &str, at: usize) -> bool {
    let rest = trim_end(&text[at..line_end(text, at)]).trim_start();
    rest.is_empty() || rest.starts_with('#')
}

/// The offset after a closing quote at the end of a later line, quotes inside being doubled, as in a cell of a
/// spreadsheet.
fn end_of_cell(text: &str, start: usize, quote: char) -> Option<usize> {
    let from = start + 1;
    let lines = text[from..].split_inclusive('\n').take(FAR);
    let far = from + lines.map(str::len).sum::<usize>();
    let mut chars = text[from..far].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if c == '\\' {
            return None;
        }
        if c == quote && chars.next_if(|(_, next)| *next == quote).is_none() {
            let end = from + i + 1;
            return is_end(text, end).then_some(end);
        }
    }
    None
}

/// The lines of a cell as those of a block; a full-width blank that begins a paragraph is a part of it.
fn lines_of_cell(page: &Page, place: Place, text: &str) -> String {
    let indent = " ".repeat(place.indent());
    let lines = text.lines().map(|line| line.trim_matches(' '));
    lines
        .map(|line| match line {
            "" => page.newline.to_owned(),
            line => format!("{}{indent}{line}", page.newline),
        })
        .collect()
}

fn text_after_quote(page: &Page, place: Place, end: usize, typos: &mut Vec<Typo>) {
    if is_end(page.text, end) {
        return;
    }
    let value = trim_end(&page.text[place.start..line_end(page.text, end)]);
    let inner = value.replace('\'', "''");
    let whole = Span::new(place.start, place.start + value.len());
    typos.push(Typo {
        kind: TypoKind::TextAfterQuote,
        span: Span::new(end, whole.end),
        edits: vec![Edit {
            span: whole,
            text: format!("'{inner}'"),
        }],
        certain: false,
    });
}

/// A value in brackets.
pub(super) fn flow(page: &Page, place: Place, open: char, typos: &mut Vec<Typo>) -> ValueExtent {
    let (text, start) = (page.text, place.start);
    let furthest = flow_end(page, place);
    match brackets(&text[..furthest], start) {
        Brackets::Closed(end) => {
            let rest = trim_end(&text[end..line_end(text, end)]).trim_start();
            let bare = open == '{' && is_bare(&text[start + 1..end - 1]);
            if bare && rest.is_empty() {
                let shown = Span::new(start, end);
                let text = as_block(page, place, TypoKind::BareBraces, shown);
                let end = text.edits.last().map_or(end, |e| e.span.end.max(end));
                typos.push(Typo {
                    certain: false,
                    ..text
                });
                return ValueExtent::Until(end);
            }
            if rest.is_empty() || rest.starts_with('#') {
                inside(page, Span::new(start, end), typos);
                return ValueExtent::Until(end);
            }
            let shown = Span::new(start, start + 1);
            let sign = as_block(page, place, TypoKind::LeadingSign(open), shown);
            let end = sign.edits.last().map_or(end, |e| e.span.end.max(end));
            typos.push(sign);
            ValueExtent::Until(end)
        }
        Brackets::Mismatch(at, wanted) => {
            let span = Span::new(at, at + 1);
            let fixed = wanted.to_string();
            typos.push(bracket_typo(open, start, span, fixed));
            ValueExtent::Until(at)
        }
        Brackets::OpenQuote(at, quote) => {
            let stop = text[at..line_end(text, at)].find([',', ']', '}']);
            let stop = stop.map_or(line_end(text, at), |i| at + i);
            typos.push(Typo {
                kind: TypoKind::UnclosedQuote(quote),
                span: Span::new(at, at + 1),
                edits: vec![Edit {
                    span: Span::at(stop),
                    text: quote.to_string(),
                }],
                certain: false,
            });
            ValueExtent::Until(stop)
        }
        Brackets::Open => {
            let first = text[start..line_end(text, start)].trim_end();
            let goes_on = first.ends_with([',', '[', '{']);
            let at = if goes_on { furthest } else { place.end(page) };
            let missing = missing_brackets(&text[..at], start);
            typos.push(bracket_typo(open, start, Span::at(at), missing));
            ValueExtent::Until(at)
        }
    }
}

/// Whether there are words between braces, and no key.
fn is_bare(inside: &str) -> bool {
    !inside.contains([':', '：', '"', '\'']) && !inside.trim().is_empty()
}

fn bracket_typo(open: char, start: usize, place: Span, text: String) -> Typo {
    Typo {
        kind: TypoKind::UnclosedBracket(open),
        span: Span::new(start, start + 1),
        edits: vec![Edit { span: place, text }],
        certain: false,
    }
}

/// How far a value in brackets may reach: its deeper lines, and the closing bracket below its key.
fn flow_end(page: &Page, place: Place) -> usize {
    let end = page.value_end(place.start, place.parent, Continuation::Anything);
    let closing = page.next_line(end).filter(|line| {
        line.rest().starts_with([']', '}']) && place.parent == Some(line.lead.columns)
    });
    closing.map_or(end, |line| line.end())
}

/// The offset after the quote that closes the one at `start`.
fn closing_quote(text: &str, start: usize, quote: char) -> Option<usize> {
    let mut chars = text.get(start + 1..)?.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if c == '\\' && quote == '"' {
            chars.next();
        } else if c == quote {
            if quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                chars.next();
            } else {
                return Some(start + 1 + i + 1);
            }
        }
    }
    None
}

/// How the brackets of a value come out.
enum Brackets {
    /// The offset after the last.
    Closed(usize),
    /// A closing bracket of the wrong kind, with the one that was wanted.
    Mismatch(usize, char),
    /// A quote inside that is not closed.
    OpenQuote(usize, char),
    /// The last is missing.
    Open,
}

fn brackets(text: &str, start: usize) -> Brackets {
    let mut open = Vec::new();
    let mut at = start;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '[' => open.push(']'),
            '{' => open.push('}'),
            ']' | '}' => match open.pop() {
                Some(wanted) if wanted != c => return Brackets::Mismatch(at, wanted),
                _ if open.is_empty() => return Brackets::Closed(at + 1),
                _ => {}
            },
            '"' | '\'' if text[..at].ends_with(['[', '{', ' ', ',', '\n']) => {
                match closing_quote(text, at, c) {
                    Some(end) => at = end,
                    None => return Brackets::OpenQuote(at, c),
                }
                continue;
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    Brackets::Open
}

/// The closing brackets that a text lacks, in their order.
fn missing_brackets(text: &str, start: usize) -> String {
    let mut open = Vec::new();
    for c in text[start..].chars() {
        match c {
            '[' => open.push(']'),
            '{' => open.push('}'),
            ']' | '}' => drop(open.pop()),
            _ => {}
        }
    }
    open.iter().rev().collect()
}

/// Whether a known key begins a line between two offsets: then what was opened before it was left open.
fn passes_a_key(page: &Page, start: usize, end: usize) -> bool {
    let lines = page.lines_after(start);
    lines.take_while(|line| line.start < end).any(|line| {
        let rest = line.rest().trim_start_matches("- ");
        rest.split_once(':').is_some_and(|(key, rest)| {
            (rest.is_empty() || rest.starts_with(' ')) && page.words.is_key(key)
        })
    })
}

/// Commas inside numbers, which part a value in brackets in two.
fn inside(page: &Page, flow: Span, typos: &mut Vec<Typo>) {
    let mut from = flow.start;
    for (offset, _) in page.text[flow.range()].match_indices(',') {
        let at = flow.start + offset;
        if at < from || !parts_thousands(page.text, at) {
            continue;
        }
        let value = element(page.text, flow, at);
        let words = &page.text[value.range()];
        if words.contains(['"', '\'']) {
            continue;
        }
        typos.push(Typo {
            kind: TypoKind::CommaInFlow,
            span: Span::new(at, at + 1),
            edits: vec![Edit {
                span: value,
                text: format!("\"{words}\""),
            }],
            certain: true,
        });
        from = value.end;
    }
}

/// Whether a comma is between a digit and three more.
fn parts_thousands(text: &str, at: usize) -> bool {
    let before = text[..at].ends_with(|c: char| c.is_ascii_digit());
    let after = text[at + 1..].bytes().take_while(u8::is_ascii_digit);
    before && after.take(4).count() == 3
}

/// The words around a comma inside a number, up to the signs that part values.
fn element(text: &str, flow: Span, at: usize) -> Span {
    let begin = text[flow.start..at].rfind([' ', '[', '{', '\n']);
    let begin = begin.map_or(flow.start, |i| flow.start + i + 1);
    let stop = text[at..flow.end].find([' ', ']', '}', '\n', '\r']);
    let stop = stop.map_or(flow.end, |i| at + i);
    let stop = stop - usize::from(text[..stop].ends_with(','));
    Span::new(begin, stop.max(at))
}
