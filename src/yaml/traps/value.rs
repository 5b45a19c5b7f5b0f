//! What stands behind `key: ` or `- `: texts that YAML reads as something else.

use super::{Trap, TrapKind};
use crate::diagnostic::Edit;
use crate::source::Span;

/// How the value goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goes {
    /// The value ends on its line, or is plain text that may continue deeper.
    On,
    /// A block follows.
    Block,
    /// A quoted text or a flow collection ends at this offset, on a later line.
    Until(usize),
}

/// Looks at the value that starts at `start`; `indent` is where a block below it would begin.
pub(super) fn inspect(
    text: &str,
    start: usize,
    indent: usize,
    is_key: &dyn Fn(&str) -> bool,
    traps: &mut Vec<Trap>,
) -> Goes {
    let value = text[start..line_end(text, start)].trim_end();
    let whole = Span::new(start, start + value.len());
    let as_block = |kind: TrapKind, span: Span| Trap {
        kind,
        span,
        edits: vec![Edit {
            span: whole,
            text: format!("|\n{}{}", " ".repeat(indent), value),
        }],
        certain: true,
    };
    let sign = |c: char| {
        as_block(
            TrapKind::LeadingSign(c),
            Span::new(start, start + c.len_utf8()),
        )
    };
    let Some(first) = value.chars().next() else {
        return Goes::On;
    };
    match first {
        '|' | '>' => return block_header(value, start, indent, traps),
        '"' | '\'' => return quoted(text, start, first, is_key, traps),
        '[' | '{' => return flow(text, start, first, is_key, traps, sign(first)),
        '*' | '&' | '!' | '%' | '@' | '`' | ']' | '}' | ',' => traps.push(sign(first)),
        '-' if value == "-" => traps.push(Trap {
            kind: TrapKind::LoneDash,
            span: whole,
            edits: vec![Edit {
                span: whole,
                text: "\"-\"".into(),
            }],
            certain: true,
        }),
        '-' | '?' if value[1..].starts_with(' ') => traps.push(sign(first)),
        '#' => {}
        _ => {
            let comment = value.find(" #");
            let plain = &value[..comment.unwrap_or(value.len())];
            if let Some(colon) = plain
                .find(": ")
                .or(plain.ends_with(':').then(|| plain.len() - 1))
            {
                traps.push(as_block(
                    TrapKind::ColonInText,
                    Span::new(start + colon, start + colon + 1),
                ));
            } else if let Some(hash) = comment
                && !value[..hash].ends_with(' ')
            {
                let mut trap = as_block(
                    TrapKind::CommentInText,
                    Span::new(start + hash + 1, whole.end),
                );
                trap.certain = false;
                traps.push(trap);
            }
        }
    }
    Goes::On
}

fn block_header(value: &str, start: usize, indent: usize, traps: &mut Vec<Trap>) -> Goes {
    let behind =
        value[1..].trim_start_matches(['+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    let rest = behind.trim_start();
    if !rest.is_empty() && !rest.starts_with('#') {
        let at = start + value.len() - rest.len();
        let header_end = start + value.len() - behind.len();
        traps.push(Trap {
            kind: TrapKind::TextAfterBar,
            span: Span::new(at, start + value.len()),
            edits: vec![Edit {
                span: Span::new(header_end, at),
                text: format!("\n{}", " ".repeat(indent)),
            }],
            certain: true,
        });
    }
    Goes::Block
}

fn quoted(
    text: &str,
    start: usize,
    quote: char,
    is_key: &dyn Fn(&str) -> bool,
    traps: &mut Vec<Trap>,
) -> Goes {
    let end_of_line = line_end(text, start);
    match closing_quote(text, start, quote) {
        Some(end) if end <= end_of_line => {
            let rest = text[end..end_of_line].trim();
            if !rest.is_empty() && !rest.starts_with('#') {
                let value = text[start..end_of_line].trim_end();
                let inner = value.replace('\'', "''");
                traps.push(Trap {
                    kind: TrapKind::TextAfterQuote,
                    span: Span::new(end, start + value.len()),
                    edits: vec![Edit {
                        span: Span::new(start, start + value.len()),
                        text: format!("'{inner}'"),
                    }],
                    certain: false,
                });
            }
            Goes::On
        }
        Some(end) if !passes_a_key(&text[end_of_line..end], is_key) => Goes::Until(end),
        _ => {
            let at = start + text[start..end_of_line].trim_end().len();
            traps.push(Trap {
                kind: TrapKind::UnclosedQuote(quote),
                span: Span::new(start, start + 1),
                edits: vec![Edit {
                    span: Span::at(at),
                    text: quote.to_string(),
                }],
                certain: false,
            });
            Goes::On
        }
    }
}

fn flow(
    text: &str,
    start: usize,
    open: char,
    is_key: &dyn Fn(&str) -> bool,
    traps: &mut Vec<Trap>,
    as_sign: Trap,
) -> Goes {
    let end_of_line = line_end(text, start);
    match closing_bracket(text, start) {
        Some(end) if end <= end_of_line => {
            let rest = text[end..end_of_line].trim();
            if !rest.is_empty() && !rest.starts_with('#') {
                traps.push(as_sign);
            } else {
                commas_in_numbers(text, start, end, traps);
            }
            Goes::On
        }
        Some(end) if !passes_a_key(&text[end_of_line..end], is_key) => Goes::Until(end),
        _ => {
            let at = start + text[start..end_of_line].trim_end().len();
            let close = if open == '[' { "]" } else { "}" };
            traps.push(Trap {
                kind: TrapKind::UnclosedBracket(open),
                span: Span::new(start, start + 1),
                edits: vec![Edit {
                    span: Span::at(at),
                    text: close.into(),
                }],
                certain: false,
            });
            Goes::On
        }
    }
}

/// The offset behind the quote that closes the one at `start`.
fn closing_quote(text: &str, start: usize, quote: char) -> Option<usize> {
    let mut chars = text[start + 1..].char_indices().peekable();
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

/// The offset behind the bracket that closes the one at `start`.
fn closing_bracket(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut at = start;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            '"' | '\'' if text[..at].ends_with(['[', '{', ' ', ',', '\n']) => {
                at = closing_quote(text, at, c)?;
                continue;
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    None
}

/// Whether a line of the text begins with a known key: then what was opened before it was left open.
fn passes_a_key(lines: &str, is_key: &dyn Fn(&str) -> bool) -> bool {
    lines.lines().any(|line| {
        let line = line.trim_start().trim_start_matches("- ");
        line.split_once(':')
            .is_some_and(|(key, rest)| (rest.is_empty() || rest.starts_with(' ')) && is_key(key))
    })
}

/// `1,000` in a flow collection is two values; the whole value wants quotes.
fn commas_in_numbers(text: &str, start: usize, end: usize, traps: &mut Vec<Trap>) {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut from = start;
    for comma in (start + 1..end).filter(|i| bytes[*i] == b',') {
        if comma < from
            || !(digit(comma - 1) && digit(comma + 1) && digit(comma + 2) && digit(comma + 3))
        {
            continue;
        }
        let begin = text[start..comma]
            .rfind([' ', '[', '{'])
            .map_or(start, |i| start + i + 1);
        let stop = text[comma..end]
            .find([' ', ']', '}'])
            .map_or(end, |i| comma + i);
        let stop = stop - usize::from(text[..stop].ends_with(','));
        let value = &text[begin..stop];
        if value.starts_with(['"', '\'']) {
            continue;
        }
        traps.push(Trap {
            kind: TrapKind::CommaInFlow,
            span: Span::new(comma, comma + 1),
            edits: vec![Edit {
                span: Span::new(begin, stop),
                text: format!("\"{value}\""),
            }],
            certain: true,
        });
        from = stop;
    }
}

pub(super) fn line_end(text: &str, at: usize) -> usize {
    text.get(at..)
        .and_then(|rest| rest.find('\n'))
        .map_or(text.len(), |i| at + i)
}
