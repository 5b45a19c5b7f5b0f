//! Texts as they are written, taken out of their indentation.

use std::borrow::Cow;

use crate::japanese::hidden::hidden;
use crate::source::{Source, Span};
use crate::yaml::edit::next_line;
use crate::yaml::{Scalar, Style, write};

/// A text as it is written.
#[derive(Debug)]
pub(in crate::assessment) struct Text<'a> {
    /// What is on the line of its key or dash: the text, or the head of a block.
    pub head: Cow<'a, str>,
    /// The lines below, without their indentation.
    pub lines: Vec<&'a str>,
    /// Whether it is a block, whose head a comment may follow.
    pub is_block: bool,
    /// Whether the blank lines after it belong to it: `|+`.
    pub keeps: bool,
    /// The column in which the lines of a block begin; none where it has none yet, and for other texts.
    pub indent: Option<usize>,
    /// The bytes that it takes.
    pub span: Span,
}

/// A text whose key or dash, which ends at `from`, stands in a column; `in_flow` where it is in `[ ]` or `{ }`, from
/// which it is taken out.
pub(in crate::assessment) fn text<'a>(
    source: &'a Source,
    scalar: &Scalar,
    (from, column): (usize, usize),
    in_flow: bool,
) -> Option<Text<'a>> {
    match scalar.style {
        Style::Literal | Style::Folded => block(source, from, column),
        Style::Plain if in_flow && !is_plain_in_block(&scalar.text) => Some(Text {
            head: write::quoted(&scalar.text).into(),
            lines: Vec::new(),
            ..line(source, scalar)
        }),
        Style::Plain | Style::SingleQuoted | Style::DoubleQuoted => Some(line(source, scalar)),
    }
}

/// A key that stays as it is written.
pub(super) fn key<'a>(source: &'a Source, key: &Scalar, in_flow: bool) -> Option<Cow<'a, str>> {
    let text = text(source, key, (key.span.start, 0), in_flow)?;
    (text.lines.is_empty() && !text.is_block).then_some(text.head)
}

/// A plain or quoted text; its further lines may be indented by any number of blanks.
fn line<'a>(source: &'a Source, scalar: &Scalar) -> Text<'a> {
    let mut lines = source.slice(scalar.span).split('\n');
    let bare = |line: &'a str| line.strip_suffix('\r').unwrap_or(line);
    let head = bare(lines.next().unwrap_or_default());
    let blank = [' ', '\t'];
    Text {
        head: head.into(),
        lines: lines.map(|l| bare(l).trim_start_matches(blank)).collect(),
        is_block: false,
        keeps: false,
        indent: None,
        span: scalar.span,
    }
}

/// A block after a place.
fn block(source: &Source, from: usize, column: usize) -> Option<Text<'_>> {
    let (start, head) = head_of_block(source, from)?;
    let deeper = head.chars().find_map(|c| c.to_digit(10));
    let keeps = head.contains('+');
    let first = source.line_of(start) + 1;
    // The empty line after the last line break is none.
    let last = source.line_count() - usize::from(source.text().ends_with('\n'));
    let lines = (first..=last).map(|line| source.line(line));
    let indent = match deeper {
        Some(deeper) => column + deeper as usize,
        None => {
            let written = lines.clone().find(|line| !is_blank(line));
            // Nothing is in it where the next line belongs to what is around it.
            let indent = written.map_or(0, leading);
            if indent > column { indent } else { usize::MAX }
        }
    };
    let mut lines: Vec<&str> = lines
        .take_while(|line| is_blank(line) || leading(line) >= indent)
        .map(|line| line.get(indent..).unwrap_or_default())
        .collect();
    if !keeps {
        let end = lines.iter().rposition(|line| !line.is_empty());
        lines.truncate(end.map_or(0, |last| last + 1));
    }
    let end = match lines.len() {
        0 => start + head.len(),
        count => source.line_span(first + count - 1).end,
    };
    let sign = &head[..1];
    let digit = if deeper.is_some() { "2" } else { "" };
    let chomp = head.find(['+', '-']).map_or("", |at| &head[at..=at]);
    Some(Text {
        head: format!("{sign}{digit}{chomp}").into(),
        lines,
        is_block: true,
        keeps,
        indent: (indent != usize::MAX).then_some(indent),
        span: Span::new(start, end),
    })
}

/// The `|` of a block after a place, with what belongs to it.
fn head_of_block(source: &Source, from: usize) -> Option<(usize, &str)> {
    let at = value_after(source, from);
    let text = source.text().get(at..)?;
    let is_head = |c: char| c.is_ascii_digit() || "|>+-".contains(c);
    let end = text.find(|c| !is_head(c)).unwrap_or(text.len());
    text.starts_with(['|', '>']).then(|| (at, &text[..end]))
}

/// Where the value after a key or a dash begins; comments may stand before it.
pub(in crate::assessment) fn value_after(source: &Source, from: usize) -> usize {
    let text = source.text();
    let mut at = from;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let bare = rest.trim_start_matches([':', ' ', '\t', '\r', '\n']);
        at += rest.len() - bare.len();
        if !bare.starts_with('#') {
            return at;
        }
        at = next_line(text, at);
    }
}

/// The dashes of a list from its first one on, which are below one another; whatever else is in it is indented more.
pub(in crate::assessment) fn dashes(source: &Source, first: usize, most: usize) -> Vec<usize> {
    let line = source.line_of(first);
    let column = first - source.line_span(line).start;
    let is_dash = |at: usize| {
        let rest = source.text()[at..].strip_prefix('-');
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '\r', '\t']))
    };
    let below = line + 1..=source.line_count();
    let below = below.filter_map(|line| {
        let span = source.line_span(line);
        let bare = source.slice(span).trim_start_matches(' ');
        let at = span.end - bare.len();
        (at == span.start + column).then_some(at)
    });
    let dashes = std::iter::once(first).chain(below);
    dashes.filter(|at| is_dash(*at)).take(most).collect()
}

fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| byte == b' ')
}

fn leading(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Whether a text that is plain in `[ ]` or `{ }` is so outside of them, too, and looks like nothing else there.
fn is_plain_in_block(text: &str) -> bool {
    let looks_otherwise = ['-', '?', ':', '：', '※', '・', '｜', '＃'];
    // After a dash, what can't be seen would be taken for a part of the blank.
    let is_unseen = |c: char| c.is_whitespace() || hidden(c).is_some();
    !text.starts_with(looks_otherwise)
        && !text.starts_with(is_unseen)
        && !text.ends_with([':', '：', '"', '\''])
        && !text.contains('：')
        && !text.contains(": ")
        && !text.contains(" #")
}
