//! New rows put into the YAML of 別添３; no other byte is touched, and what comes out is read again before it is trusted.

use super::order;
use super::row::Row;
use super::{Entry, Log};
use crate::assessment::Assessment;
use crate::diagnostic::Edit;
use crate::form::Form;
use crate::source::{Source, Span};
use crate::yaml::{Content, Document, Node, edit, write};

/// Why rows can't be put into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// 変更箇所 is something else than a list.
    NoList,
    /// 変更箇所 is written in `[ ]`.
    Flow,
    /// The result would not say the same and the rows.
    Unsafe,
}

/// How the rows of a list are laid out.
#[derive(Debug, Clone, Copy)]
struct Layout {
    /// Blanks before the dash.
    dash: usize,
    /// Blanks between the dash and the key, the dash included.
    step: usize,
}

/// The layout of a list that is not written yet.
const USUAL: Layout = Layout { dash: 2, step: 2 };

/// The rows as YAML, as they stand in a file.
pub fn yaml(form: &Form, rows: &[Row]) -> String {
    let rows = rows.iter().map(|row| one(form, row, USUAL, "\n"));
    rows.collect()
}

/// The text of a file with rows put in where they belong.
///
/// # Errors
/// Says why it can't be done.
pub fn insert(assessment: &Assessment, log: &Log, rows: &[Row]) -> Result<String, Refused> {
    let (source, document) = (assessment.source, assessment.document);
    let text = source.text();
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let form = assessment.form;
    let written = |rows: &[&Row], layout: Layout| -> String {
        rows.iter()
            .map(|row| one(form, row, layout, newline))
            .collect()
    };
    let all: Vec<&Row> = rows.iter().collect();
    let key = assessment.item("changes").and_then(|field| field.key);
    let entries = document.root.entries();
    let table = entries.iter().find(|entry| Some(entry.key.span) == key);
    let Some(table) = table else {
        let name = form
            .find("changes[]")
            .map_or("", |item| &form.items[item].key);
        let rows = written(&all, USUAL);
        let edits = [at_line(
            text,
            text.len(),
            &format!("{name}:{newline}{rows}"),
            newline,
        )];
        return checked(source, document, &edits, rows_at(&all, |_| 0), form);
    };
    let behind_key = line_end(text, table.key.span.end);
    let edits = match &table.value.content {
        Content::Seq(nodes) if !nodes.is_empty() => {
            if text[table.value.span.start..].starts_with('[') {
                return Err(Refused::Flow);
            }
            let layout = layout(text, &nodes[0], behind_key).ok_or(Refused::Unsafe)?;
            let mut edits = Vec::new();
            for at in 0..=nodes.len() {
                let here: Vec<&Row> = rows
                    .iter()
                    .filter(|row| place(row, log, assessment, nodes.len()) == at)
                    .collect();
                if here.is_empty() {
                    continue;
                }
                let before = at.checked_sub(1).and_then(|last| nodes.get(last));
                let offset = match before {
                    Some(node) => line_end(text, end(text, node)),
                    None => behind_key,
                };
                edits.push(at_line(text, offset, &written(&here, layout), newline));
            }
            let index = |row: &Row| place(row, log, assessment, nodes.len());
            return checked(source, document, &edits, rows_at(&all, index), form);
        }
        Content::Seq(_) => vec![without(text, table.value.span)],
        Content::Blank => Vec::new(),
        Content::Scalar(scalar) if scalar.text.trim().is_empty() => {
            vec![without(text, scalar.span)]
        }
        Content::Scalar(_) | Content::Map(_) => return Err(Refused::NoList),
    };
    let new = at_line(text, behind_key, &written(&all, USUAL), newline);
    let edits: Vec<Edit> = edits.into_iter().chain([new]).collect();
    checked(source, document, &edits, rows_at(&all, |_| 0), form)
}

/// One row.
fn one(form: &Form, row: &Row, layout: Layout, newline: &str) -> String {
    let column = layout.dash + layout.step;
    let mut out = String::new();
    for (n, (name, text)) in row.cells().enumerate() {
        let item = form.find(&format!("changes[].{name}"));
        let key = item.map_or("", |item| &form.items[item].key);
        let dash = format!(
            "{}-{}",
            " ".repeat(layout.dash),
            " ".repeat(layout.step - 1)
        );
        let head = if n == 0 { dash } else { " ".repeat(column) };
        let value = write::value(text, column, newline);
        out.push_str(&format!("{head}{key}:{value}{newline}"));
    }
    out
}

/// Before which row of the table a new one belongs: behind all rows of earlier days, and of its own day behind those
/// whose items are printed before; in a table that begins with the newest, the other way round.
fn place(row: &Row, log: &Log, assessment: &Assessment, rows: usize) -> usize {
    let day = |entry: &Entry| entry.date.map(|(date, _)| date.day);
    let dated = || log.entries.iter().filter(|entry| day(entry).is_some());
    let newest_first = dated().next().and_then(day) > dated().next_back().and_then(day);
    let own = |entry: &&Entry| day(entry) == Some(row.day);
    let before = |entry: &&Entry| {
        let place = entry
            .only()
            .and_then(|found| order::place(assessment.form, found));
        place <= row.place
    };
    let last_row = |entry: &Entry| entry.rows.last().copied().unwrap_or_default();
    if let Some(entry) = dated().filter(own).rfind(before) {
        return last_row(entry);
    }
    if let Some(entry) = dated().find(own) {
        return entry.row().saturating_sub(1);
    }
    if newest_first {
        let older = dated().find(|entry| day(entry) < Some(row.day));
        return older.map_or(rows, |entry| entry.row().saturating_sub(1));
    }
    // What can't be dated stays where it is.
    let later = dated().find(|entry| day(entry) > Some(row.day));
    let earlier = dated().rfind(|entry| day(entry) < Some(row.day));
    match (earlier, later) {
        (Some(earlier), Some(_)) => last_row(earlier),
        (None, Some(later)) => later.row().saturating_sub(1),
        _ => rows,
    }
}

/// The columns of the dash and of the keys of a list that begins behind a place.
fn layout(text: &str, first: &Node, start: usize) -> Option<Layout> {
    let column = |at: usize| at - text[..at].rfind('\n').map_or(0, |i| i + 1);
    // The list begins at its first dash, behind comments.
    let mut lines = text.get(start..)?.split_inclusive('\n');
    let mut at = start;
    let dash_at = lines.find_map(|line| {
        let here = at + (line.len() - line.trim_start().len());
        at += line.len();
        line.trim_start().starts_with('-').then_some(here)
    })?;
    let same_line = !text.get(dash_at..first.span.start)?.contains('\n');
    let dash = column(dash_at);
    let step = match same_line && !first.is_blank() {
        true => column(first.span.start).checked_sub(dash)?,
        false => 2,
    };
    (step >= 2).then_some(Layout { dash, step })
}

/// Where the last text of a node ends.
fn end(text: &str, node: &Node) -> usize {
    let last = match &node.content {
        Content::Map(entries) => entries
            .last()
            .map(|e| end(text, &e.value).max(e.key.span.end)),
        Content::Seq(nodes) => nodes.last().map(|n| end(text, n)),
        Content::Scalar(scalar) => {
            let slice = text.get(scalar.span.range()).unwrap_or_default();
            Some(scalar.span.start + slice.trim_end().len())
        }
        Content::Blank => None,
    };
    let flow = text
        .get(node.span.start..)
        .is_some_and(|t| t.starts_with(['{', '[']));
    if flow {
        node.span.end
    } else {
        last.unwrap_or(node.span.end)
    }
}

/// The beginning of the line behind a place.
fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |i| at + i + 1)
}

/// Lines put in at the beginning of a line, or behind a last line that has no end.
fn at_line(text: &str, at: usize, lines: &str, newline: &str) -> Edit {
    let open = at == text.len() && !text.is_empty() && !text.ends_with('\n');
    let lines = if open {
        format!("{newline}{}", lines.strip_suffix(newline).unwrap_or(lines))
    } else {
        lines.to_owned()
    };
    Edit {
        span: Span::at(at),
        text: lines,
    }
}

/// An empty value taken away, with the blank before it.
fn without(text: &str, span: Span) -> Edit {
    let blank = text[..span.start].ends_with(' ');
    Edit {
        span: Span::new(span.start - usize::from(blank), span.end),
        text: String::new(),
    }
}

/// The new rows with their places among all rows.
fn rows_at<'r>(rows: &[&'r Row], place: impl Fn(&Row) -> usize) -> Vec<(usize, &'r Row)> {
    let mut placed: Vec<(usize, &Row)> = rows.iter().map(|row| (place(row), *row)).collect();
    placed.sort_by_key(|(place, _)| *place);
    placed
        .into_iter()
        .enumerate()
        .map(|(n, (place, row))| (place + n, row))
        .collect()
}

/// The edited text, if it says what the old one did, and the rows.
fn checked(
    source: &Source,
    old: &Document,
    edits: &[Edit],
    rows: Vec<(usize, &Row)>,
    form: &Form,
) -> Result<String, Refused> {
    let text = edit::apply(source.text(), edits).text;
    let again = Source::new(source.name(), text.as_str());
    let new = crate::assessment::read(&again);
    let quiet = new.traps.len() == old.traps.len()
        && new.problems.len() == old.problems.len()
        && new.unread.len() == old.unread.len()
        && new.comments.len() == old.comments.len();
    let table = form.find("changes[]");
    let is_table = |key: &str| form.child(None, key) == table;
    let rest = |document: &Document| -> Vec<Plain> {
        let entries = document.root.entries().iter();
        entries
            .filter(|e| !is_table(&e.key.text))
            .map(|e| Plain::Pair(e.key.text.clone(), Box::new(plain(&e.value))))
            .collect()
    };
    let listed = |document: &Document| -> Vec<Plain> {
        let entries = document.root.entries().iter();
        let nodes = entries
            .filter(|e| is_table(&e.key.text))
            .map(|e| &e.value.content);
        nodes
            .flat_map(|content| match content {
                Content::Seq(nodes) => nodes.iter().map(plain).collect(),
                _ => Vec::new(),
            })
            .collect()
    };
    let mut wanted = listed(old);
    for (place, row) in rows {
        let cells = row.cells().map(|(name, text)| {
            let item = form.find(&format!("changes[].{name}"));
            let key = item.map_or(String::new(), |item| form.items[item].key.clone());
            Plain::Pair(key, Box::new(Plain::Text(text.to_owned())))
        });
        wanted.insert(place.min(wanted.len()), Plain::Many(cells.collect()));
    }
    let same = rest(&new) == rest(old) && listed(&new) == wanted;
    (quiet && same).then_some(text).ok_or(Refused::Unsafe)
}

/// A node without its places.
#[derive(Debug, PartialEq)]
enum Plain {
    Nothing,
    Text(String),
    Pair(String, Box<Plain>),
    Many(Vec<Plain>),
}

fn plain(node: &Node) -> Plain {
    match &node.content {
        Content::Blank => Plain::Nothing,
        Content::Scalar(scalar) => Plain::Text(scalar.text.clone()),
        Content::Map(entries) => {
            let pairs = entries
                .iter()
                .map(|e| Plain::Pair(e.key.text.clone(), Box::new(plain(&e.value))));
            Plain::Many(pairs.collect())
        }
        Content::Seq(nodes) => Plain::Many(nodes.iter().map(plain).collect()),
    }
}
