//! What is after `key: ` or `- `: texts that YAML reads as something else.

use memchr::memchr_iter;

use super::flow::{flow, quoted};
use super::page::{Continuation, Page, comment, line_end, trim_end};
use super::{Typo, TypoKind};
use crate::japanese::dates;
use crate::source::Span;
use crate::source::diagnostic::Edit;
use crate::yaml::addressed;

/// How the value goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueExtent {
    /// Plain text up to this offset, perhaps on a later line.
    Continued(usize),
    /// A block follows, with the indentation that its bar names.
    Block(Option<usize>),
    /// A block has begun on the line of its bar; its text is known up to this offset.
    BlockFrom(usize),
    /// It ends at this offset, perhaps on a later line.
    Until(usize),
    /// It names, types or comments what follows below.
    Nested,
}

/// Where a value is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) start: usize,
    /// The indentation of its key or dash; none at the outermost level.
    pub(super) parent: Option<usize>,
    /// Which lines below go on with it.
    pub(super) goes_on: Continuation,
}

impl Place {
    /// Where the lines of a block would begin.
    pub(super) fn indent(self) -> usize {
        self.parent.map_or(2, |p| p + 2)
    }

    /// Whether lines are below it that would be its text.
    fn is_above_text(self, page: &Page) -> bool {
        let next = page.next_line(self.start);
        next.is_some_and(|next| self.parent.is_none_or(|p| next.lead.columns > p))
    }

    /// Where it ends, if it is plain text.
    pub(super) fn end(self, page: &Page) -> usize {
        page.value_end(self.start, self.parent, self.goes_on)
    }
}

/// Looks at the value at a place.
pub(super) fn inspect(page: &Page, place: Place, typos: &mut Vec<Typo>) -> ValueExtent {
    let start = place.start;
    let value = trim_end(&page.text[start..line_end(page.text, start)]);
    let sign = |c: char| {
        let shown = Span::new(start, start + c.len_utf8());
        as_block(page, place, TypoKind::LeadingSign(c), shown)
    };
    let Some(first) = value.chars().next() else {
        return ValueExtent::Continued(start);
    };
    let typo = match first {
        '|' => return bar(page, place, value, typos),
        '>' if header(value).is_some() => return ValueExtent::Block(None),
        c if is_wide_bar(c) && value.len() == c.len_utf8() && place.is_above_text(page) => {
            let span = Span::new(start, start + value.len());
            typos.push(Typo {
                kind: TypoKind::WideBar,
                span,
                edits: vec![Edit {
                    span,
                    text: "|".into(),
                }],
                certain: true,
            });
            return ValueExtent::Block(None);
        }
        '"' | '\'' => return quoted(page, place, first, typos),
        '[' | '{' => return flow(page, place, first, typos),
        '*' | '&' | '!' if page.is_feature(start, value, place.parent) => {
            let alone = first != '*' && !value.contains(' ');
            return if alone {
                ValueExtent::Nested
            } else {
                ValueExtent::Continued(start)
            };
        }
        '*' | '&' | '!' | '%' | '@' | '`' | ']' | '}' | ',' | '>' => sign(first),
        '-' if value == "-" => lone_dash(start),
        '-' | '?' if value[1..].starts_with(' ') => Typo {
            certain: false,
            ..sign(first)
        },
        '#' if is_note(&page.text[..start], value) => return ValueExtent::Nested,
        _ => {
            let end = place.end(page);
            match plain(page, place, end) {
                Some(typo) => typo,
                None => return ValueExtent::Continued(end),
            }
        }
    };
    let end = typo.edits.last().map_or(start, |e| e.span.end);
    typos.push(typo);
    ValueExtent::Until(end)
}

/// Whether `#` at the place of a value begins a note. With a word right after it, as in `#5`, it may be meant as text; not
/// before a blank of any width, nor after two.
pub(super) fn is_note(before: &str, value: &str) -> bool {
    let next = value[1..].chars().next();
    next.is_none_or(char::is_whitespace) || before.ends_with("  ")
}

/// Signs that look like the bar before a text.
fn is_wide_bar(c: char) -> bool {
    matches!(c, '｜' | '￨' | '│' | '┃' | '∣' | '¦')
}

/// Signs inside a plain text that end it.
fn plain(page: &Page, place: Place, end: usize) -> Option<Typo> {
    let start = place.start;
    let text = &page.text[start..end];
    let mut at = start;
    let mut words_end = start;
    for line in text.split_inclusive('\n') {
        let line = line.trim_end();
        let hash = if at == start && line.starts_with('#') {
            Some(0)
        } else {
            comment(line).map(|hash| hash + 1)
        };
        let words = &line[..hash.unwrap_or(line.len())];
        words_end = at + words.trim_end().len();
        let colon = colon_in_text(words);
        if let Some(colon) = colon {
            let shown = Span::new(at + colon, at + colon + 1);
            let mut typo = as_block(page, place, TypoKind::ColonInText, shown);
            typo.certain &= !page.words.is_key(&words[..colon]);
            return Some(typo);
        }
        let is_note = |hash: usize| {
            let words = &line[..hash];
            words.ends_with("  ")
                || at == start && is_answer(page, words)
                || addressed::rest(&line[hash + 1..]).is_some()
        };
        if let Some(hash) = hash.filter(|hash| !is_note(*hash)) {
            let shown = Span::new(at + hash, at + line.len());
            let typo = as_block(page, place, TypoKind::CommentInText, shown);
            return Some(Typo {
                certain: false,
                ..typo
            });
        }
        at = line_end(page.text, at) + 1;
    }
    lone_quote(start, &page.text[start..words_end])
}

/// Whether words are a whole answer, so that what follows after `#` is meant as a note: 紙 # 窓口で
fn is_answer(page: &Page, words: &str) -> bool {
    let words = words.trim();
    page.words.is_option(words) || dates::date(words).is_some()
}

/// The first `: ` of a text, or the colon at its end.
fn colon_in_text(words: &str) -> Option<usize> {
    let bytes = words.as_bytes();
    let before_blank = memchr_iter(b':', bytes).find(|at| bytes.get(at + 1) == Some(&b' '));
    let trimmed = words.trim_end();
    before_blank.or_else(|| trimmed.ends_with(':').then(|| trimmed.len() - 1))
}

/// A closing quote without an opening one.
fn lone_quote(start: usize, text: &str) -> Option<Typo> {
    let quote = text.chars().last().filter(|c| matches!(c, '"' | '\''))?;
    if text.matches(quote).count() > 1 {
        return None;
    }
    let end = start + text.len();
    Some(Typo {
        kind: TypoKind::LoneQuote(quote),
        span: Span::new(end - 1, end),
        edits: Vec::new(),
        certain: false,
    })
}

fn lone_dash(start: usize) -> Typo {
    let span = Span::new(start, start + 1);
    Typo {
        kind: TypoKind::LoneDash,
        span,
        edits: vec![Edit {
            span,
            text: "\"-\"".into(),
        }],
        certain: true,
    }
}

/// A typo that is fixed by writing the whole value as a block; a comment after two blanks, or one that is addressed to
/// us, stays after the bar.
pub(super) fn as_block(page: &Page, place: Place, kind: TypoKind, shown: Span) -> Typo {
    let span = Span::new(place.start, place.end(page));
    let text = &page.text[span.range()];
    let single = !text.contains('\n');
    let comment = text.find("  #").filter(|_| single);
    let comment = comment.or_else(|| comment_to_us(text).filter(|_| single));
    let (words, comment) = text.split_at(comment.unwrap_or(text.len()));
    Typo {
        kind,
        span: shown,
        edits: vec![Edit {
            span,
            text: format!("|{comment}{}", block_lines(page, place, words.trim_end())),
        }],
        certain: single,
    }
}

/// Where a comment begins that is addressed to us, with the blank before it.
fn comment_to_us(text: &str) -> Option<usize> {
    let mut signs = text.match_indices(" #");
    let found = signs.find(|(at, sign)| addressed::rest(&text[at + sign.len()..]).is_some());
    found.map(|(at, _)| at)
}

/// The lines of a text as lines of a block, each after a line break.
fn block_lines(page: &Page, place: Place, text: &str) -> String {
    let indent = " ".repeat(place.indent());
    let lines = text.lines().map(|line| {
        let lead = page.lead(line);
        let after = line.trim_start_matches(' ');
        // Where plain blanks are deep enough, a full-width one after them begins a paragraph.
        let deep = place.parent.is_none_or(|p| line.len() - after.len() > p);
        if deep { after } else { &line[lead.bytes..] }
    });
    lines
        .map(|line| {
            let clean: String = line.chars().filter(|c| !super::is_refused(*c)).collect();
            format!("{}{indent}{clean}", page.newline)
        })
        .collect()
}

/// The indentation that a `|` or `>` with nothing but its own marks after it names, if any.
fn header(value: &str) -> Option<Option<usize>> {
    let marks = value[1..].split([' ', '\t']).next().unwrap_or("");
    let rest = value[1 + marks.len()..].trim();
    let digits: Vec<char> = marks.chars().filter(char::is_ascii_digit).collect();
    let signs = marks.len() - digits.len();
    let is_header = marks.chars().all(|c| matches!(c, '1'..='9' | '+' | '-'))
        && digits.len() <= 1
        && signs <= 1
        && (rest.is_empty() || rest.starts_with('#'));
    let digit = digits.first().and_then(|d| d.to_digit(10));
    is_header.then(|| digit.and_then(|d| usize::try_from(d).ok()))
}

/// A block, with or without text on the line of its bar.
fn bar(page: &Page, place: Place, value: &str, typos: &mut Vec<Typo>) -> ValueExtent {
    if let Some(given) = header(value) {
        return ValueExtent::Block(given.and_then(|d| place.parent.map(|p| p + d)));
    }
    let start = place.start;
    let place = Place {
        goes_on: Continuation::Anything,
        ..place
    };
    let is_row = value[1..].contains('|');
    let signs = value[1..].len() - value[1..].trim_start_matches(['+', '-']).len();
    let header_end = start + 1 + signs.min(1);
    let end = place.end(page);
    let text = if is_row {
        page.text[start..end].to_owned()
    } else {
        page.text[header_end..end].trim_start().to_owned()
    };
    let bar = if is_row {
        "|"
    } else {
        &page.text[start..header_end]
    };
    let at = end - if is_row { end - start } else { text.len() };
    typos.push(Typo {
        kind: TypoKind::TextAfterBar,
        span: Span::new(at, start + value.len()),
        edits: vec![Edit {
            span: Span::new(start, end),
            text: format!("{bar}{}", block_lines(page, place, &text)),
        }],
        certain: true,
    });
    ValueExtent::BlockFrom(end)
}
