//! Rows put into the YAML of 別添３, written anew or taken out; no other byte is touched, and what comes out is read again before it is trusted.

use std::ops::Range;

use super::order;
use super::plan::Plan;
use super::row::Row;
use super::{Log, LogEntry};
use crate::assessment::Assessment;
use crate::assessment::resolve::Meaning;
use crate::form::Form;
use crate::source::diagnostic::Edit;
use crate::source::{Source, Span};
use crate::yaml::{Content, Document, Entry, Node, edit, write};

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

/// The rows as YAML, as they are in a file.
pub fn yaml(form: &Form, rows: &[Row]) -> String {
    let rows = rows.iter().map(|row| render_row(form, row, USUAL, "\n"));
    rows.collect()
}

/// The node of a row of 別添３, by its number.
pub(super) fn node<'a>(assessment: &Assessment<'a>, row: usize) -> Option<&'a Node> {
    rows(table(assessment)?).get(row.checked_sub(1)?)
}

/// 変更箇所 with its value.
pub(super) fn table<'a>(assessment: &Assessment<'a>) -> Option<&'a Entry> {
    let key = assessment.item("changes")?.key;
    let mut entries = assessment.document.root.entries().iter();
    entries.find(|entry| Some(entry.key.span) == key)
}

pub(super) fn rows(table: &Entry) -> &[Node] {
    match &table.value.content {
        Content::Seq(nodes) => nodes,
        _ => &[],
    }
}

/// After the line of the key of 変更箇所.
pub(super) fn after_key(assessment: &Assessment) -> Option<usize> {
    let text = assessment.source.text();
    Some(edit::next_line(text, table(assessment)?.key.span.end))
}

/// The text of a file with a plan carried out: rows put in where they belong, cells written anew, rows taken out.
///
/// # Errors
/// Says why it can't be done.
pub fn insert(assessment: &Assessment, log: &Log, plan: &Plan) -> Result<String, Refused> {
    let text = assessment.source.text();
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let form = assessment.form;
    let written = |rows: &[&Row], layout: Layout| -> String {
        rows.iter()
            .map(|row| render_row(form, row, layout, newline))
            .collect()
    };
    let all: Vec<&Row> = plan.add.iter().collect();
    let Some(table) = table(assessment) else {
        let name = form
            .find("changes[]")
            .map_or("", |item| &form.items[item].key);
        let rows = written(&all, USUAL);
        let lines = format!("{name}:{newline}{rows}");
        let edits = [edit::insert_lines(text, text.len(), &lines, newline)];
        return checked(assessment, &edits, plan, &|_| 0);
    };
    let after_key = edit::next_line(text, table.key.span.end);
    let edits = match &table.value.content {
        Content::Seq(nodes) if !nodes.is_empty() => {
            if text[table.value.span.start..].starts_with('[') {
                return Err(Refused::Flow);
            }
            let layout = layout(text, &nodes[0], after_key).ok_or(Refused::Unsafe)?;
            let index = |row: &Row| place(row, log, assessment, nodes.len());
            let mut edits = Vec::new();
            for at in 0..=nodes.len() {
                let here: Vec<&Row> = all.iter().copied().filter(|row| index(row) == at).collect();
                if here.is_empty() {
                    continue;
                }
                let before = at.checked_sub(1).and_then(|last| nodes.get(last));
                let offset = match before {
                    Some(node) => edit::next_line(text, edit::end_of(text, node)),
                    None => after_key,
                };
                edits.push(edit::insert_lines(
                    text,
                    offset,
                    &written(&here, layout),
                    newline,
                ));
            }
            for renewal in &plan.renew {
                let row = renewal.row.checked_sub(1).and_then(|row| nodes.get(row));
                let row = row.ok_or(Refused::Unsafe)?;
                for (name, words) in &renewal.cells {
                    edits.push(cell(text, form, row, name, words, newline).ok_or(Refused::Unsafe)?);
                }
            }
            for row in &plan.drop {
                let row = row.checked_sub(1).and_then(|row| nodes.get(row));
                edits.push(
                    row.and_then(|row| taken_out(text, row))
                        .ok_or(Refused::Unsafe)?,
                );
            }
            return checked(assessment, &edits, plan, &index);
        }
        Content::Seq(_) => vec![without(text, table.value.span)],
        Content::Blank => Vec::new(),
        Content::Scalar(scalar) if scalar.text.trim().is_empty() => {
            vec![without(text, scalar.span)]
        }
        Content::Scalar(_) | Content::Map(_) => return Err(Refused::NoList),
    };
    let new = edit::insert_lines(text, after_key, &written(&all, USUAL), newline);
    let edits: Vec<Edit> = edits.into_iter().chain([new]).collect();
    checked(assessment, &edits, plan, &|_| 0)
}

/// The key that the form gives a cell.
fn key<'f>(form: &'f Form, name: &str) -> &'f str {
    let item = form.find(&format!("changes[].{name}"));
    item.map_or("", |item| form.items[item].key.as_str())
}

/// A cell of a row written anew.
fn cell(
    text: &str,
    form: &Form,
    row: &Node,
    name: &str,
    words: &str,
    newline: &str,
) -> Option<Edit> {
    let key = key(form, name);
    let entry = row.entries().iter().find(|entry| entry.key.text == key)?;
    let start = entry.key.span.end;
    let (sign, stop) = match &entry.value.content {
        Content::Scalar(scalar) => (scalar.span.start, edit::end_of(text, &entry.value)),
        Content::Blank => (edit::next_line(text, start), start + 1),
        _ => return None,
    };
    // What is between the key and its text is a colon and the head of a block, or the row is laid out in a way of
    // its own.
    let head = text.get(start..sign)?.trim().strip_prefix(':')?.trim();
    let is_block = head.is_empty() || head.starts_with(['|', '>']) && !head.contains('#');
    let column = start - key.len() - text[..start].rfind('\n').map_or(0, |i| i + 1);
    is_block.then(|| Edit {
        span: Span::new(start, stop),
        text: format!(":{}", write::value(words, column, newline)),
    })
}

/// The lines of a row, its dash included.
pub(super) fn lines_of(text: &str, row: &Node) -> Option<Range<usize>> {
    let first = row.entries().first()?.key.span.start;
    let start = text[..first].rfind('\n').map_or(0, |i| i + 1);
    let begins = text[start..first].trim() == "-";
    begins.then(|| start..edit::next_line(text, edit::end_of(text, row)))
}

/// The lines of a row taken away.
fn taken_out(text: &str, row: &Node) -> Option<Edit> {
    let lines = lines_of(text, row)?;
    Some(Edit {
        span: Span::new(lines.start, lines.end),
        text: String::new(),
    })
}

/// One row.
fn render_row(form: &Form, row: &Row, layout: Layout, newline: &str) -> String {
    let column = layout.dash + layout.step;
    let mut out = String::new();
    for (n, (name, text)) in row.cells().enumerate() {
        let key = key(form, name);
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

/// Before which row of the table a new one belongs: after all rows of earlier days, and of its own day after those
/// whose items are printed before; in a table that begins with the newest, the other way round.
fn place(row: &Row, log: &Log, assessment: &Assessment, rows: usize) -> usize {
    let day = |entry: &LogEntry| entry.date.map(|(date, _)| date.day);
    let dated = || log.entries.iter().filter(|entry| day(entry).is_some());
    let newest_first = dated().next().and_then(day) > dated().next_back().and_then(day);
    let own = |entry: &&LogEntry| day(entry) == Some(row.day);
    let before = |entry: &&LogEntry| {
        // A row of several items is where the first of them is printed.
        let first = entry.references.first().map(|first| &first.meaning);
        let place = first.and_then(|meaning| match meaning {
            Meaning::Item(found) => order::place(assessment.form, found),
            _ => None,
        });
        place <= row.place
    };
    let last_row = |entry: &LogEntry| entry.rows.last().copied().unwrap_or_default();
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

/// The columns of the dash and of the keys of a list that begins after a place.
fn layout(text: &str, first: &Node, start: usize) -> Option<Layout> {
    let column = |at: usize| at - text[..at].rfind('\n').map_or(0, |i| i + 1);
    // The list begins at its first dash, after comments.
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

/// An empty value taken away, with the blank before it.
fn without(text: &str, span: Span) -> Edit {
    let blank = text[..span.start].ends_with(' ');
    Edit {
        span: Span::new(span.start - usize::from(blank), span.end),
        text: String::new(),
    }
}

/// The edited text, if it says what the old one did but for the plan.
fn checked(
    assessment: &Assessment,
    edits: &[Edit],
    plan: &Plan,
    place: &dyn Fn(&Row) -> usize,
) -> Result<String, Refused> {
    let (source, old, form) = (assessment.source, assessment.document, assessment.form);
    let text = edit::apply(source.text(), edits).text;
    let again = Source::new(source.name(), text.as_str());
    let new = crate::assessment::read(&again);
    let quiet = new.is_as_clean_as(old);
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
        let tables = entries.filter(|e| is_table(&e.key.text));
        tables.flat_map(rows).map(plain).collect()
    };
    let pair = |name: &str, text: &str| {
        Plain::Pair(
            key(form, name).to_owned(),
            Box::new(Plain::Text(text.to_owned())),
        )
    };
    let mut before = listed(old);
    for renewal in &plan.renew {
        let row = renewal
            .row
            .checked_sub(1)
            .and_then(|row| before.get_mut(row));
        if let Some(Plain::Many(cells)) = row {
            for (name, text) in &renewal.cells {
                let own =
                    |cell: &&mut Plain| matches!(cell, Plain::Pair(k, _) if k == key(form, name));
                if let Some(cell) = cells.iter_mut().find(own) {
                    *cell = pair(name, text);
                }
            }
        }
    }
    let mut wanted = Vec::new();
    let count = before.len();
    for (at, row) in before.into_iter().map(Some).chain([None]).enumerate() {
        let here = plan.add.iter().filter(|row| place(row).min(count) == at);
        wanted.extend(here.map(|row| Plain::Many(row.cells().map(|(n, t)| pair(n, t)).collect())));
        wanted.extend(row.filter(|_| !plan.drop.contains(&(at + 1))));
    }
    let same = rest(&new) == rest(old) && listed(&new) == wanted;
    (quiet && same).then_some(text).ok_or(Refused::Unsafe)
}

/// A node without its places.
#[derive(Debug, PartialEq)]
pub(super) enum Plain {
    Nothing,
    Text(String),
    Pair(String, Box<Plain>),
    Many(Vec<Plain>),
}

pub(super) fn plain(node: &Node) -> Plain {
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
