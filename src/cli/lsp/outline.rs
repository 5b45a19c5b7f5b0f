//! The outline of a document: what is written, as the form calls it.

use super::found::{Symbol, SymbolKind};
use super::item::{bare_address, first_words};
use super::snapshot::Snapshot;
use crate::assessment::Assessment;
use crate::assessment::field::{Field, FieldId};
use crate::assessment::value::Value;
use crate::form::Print;
use crate::source::lang::{Lang, say};
use crate::source::{Span, outward};

/// The rows of 別添３.
const ROWS: &str = "changes[]";

/// How many characters of a name are shown.
const LONGEST: usize = 40;

/// The items of a document as the form calls them.
pub(super) fn outline(snapshot: &Snapshot) -> Vec<Symbol> {
    let assessment = snapshot.assessment;
    let fields = assessment.fields.iter_enumerated();
    let roots = fields.filter(|(_, field)| field.parent.is_none());
    let roots: Vec<FieldId> = roots.map(|(id, _)| id).collect();
    symbols(assessment, &roots, snapshot.lang)
}

/// The symbols of items that are written, in the order of the file.
fn symbols(assessment: &Assessment, fields: &[FieldId], lang: Lang) -> Vec<Symbol> {
    let written = fields.iter().filter(|id| {
        let field = &assessment.fields[**id];
        field.key.is_some() || !field.span.range().is_empty()
    });
    let mut symbols: Vec<Symbol> = written.map(|id| symbol(assessment, *id, lang)).collect();
    symbols.sort_by_key(|symbol| symbol.span);
    symbols
}

fn symbol(assessment: &Assessment, id: FieldId, lang: Lang) -> Symbol {
    let field = &assessment.fields[id];
    let item = assessment.definition(field);
    let is_entry = field.key.is_none() && item.is_list();
    let is_row = is_entry && item.id == ROWS;
    let children = match item.id == ROWS && !is_entry {
        true => by_date(assessment, id, lang),
        // The cells of a row are seen at a glance.
        false if is_row => Vec::new(),
        false => symbols(assessment, assessment.children(id), lang),
    };
    let own = Span::new(
        field.key.map_or(field.span.start, |key| key.start),
        field.span.end.max(field.key.map_or(0, |key| key.end)),
    );
    let around = children.iter().fold(own, |span, child| {
        Span::new(
            span.start.min(child.span.start),
            span.end.max(child.span.end),
        )
    });
    let first_key = || {
        let below = assessment.children(id).iter();
        below
            .filter_map(|child| assessment.fields[*child].key)
            .min()
    };
    let name_span = field.key.or_else(first_key).unwrap_or(Span::at(own.start));
    let (name, detail) = match (is_row, is_entry) {
        (true, _) => row(assessment, field),
        (_, true) => entry(assessment, id),
        _ => {
            let said = first_words(assessment, id);
            let address = bare_address(assessment, field);
            (item.label_at(&field.at), joined(&address, &said))
        }
    };
    Symbol {
        name,
        detail,
        kind: match item.print {
            _ if is_row => SymbolKind::Row,
            _ if is_entry => SymbolKind::Entry,
            Print::Chapter => SymbolKind::Chapter,
            _ => SymbolKind::Item,
        },
        span: around,
        name_span,
        children,
    }
}

/// An address and the first words, as far as there are any.
fn joined(address: &str, said: &str) -> String {
    let words = [address, said]
        .into_iter()
        .filter(|words| !words.is_empty());
    words.collect::<Vec<_>>().join("\u{3000}")
}

/// An entry of a list by its own name: システム1　健康管理システム.
fn entry(assessment: &Assessment, id: FieldId) -> (String, String) {
    let field = &assessment.fields[id];
    let item = assessment.definition(field);
    let number = item.numbered_at(&field.at);
    let number = number.unwrap_or_else(|| match field.at.last() {
        Some(n) => format!("{}{n}", item.key),
        None => item.key.clone(),
    });
    let children = assessment.children(id).iter();
    let mut texts = children.filter_map(|child| match assessment.fields[*child].value {
        Value::Text(text) => Some(text.text.trim()),
        _ => None,
    });
    let name = texts
        .next()
        .map_or(String::new(), |name| outward::first_line(name, LONGEST));
    (joined(&number, &name), assessment.address(field))
}

/// A row by what it is about: its item, and the first words after the change.
fn row(assessment: &Assessment, field: &Field) -> (String, String) {
    let text = |key: &str| {
        let text = assessment.text(&format!("{}.{key}", field.id));
        text.map(|text| outward::first_line(text, LONGEST))
            .unwrap_or_default()
    };
    let item = text("item");
    let number = assessment.address(field);
    match item.is_empty() {
        true => (number, text("after")),
        false => (item, joined(&number, &text("after"))),
    }
}

/// The rows under the days of their changes.
fn by_date(assessment: &Assessment, list: FieldId, lang: Lang) -> Vec<Symbol> {
    let mut days: Vec<Symbol> = Vec::new();
    for row in assessment.children(list) {
        let symbol = symbol(assessment, *row, lang);
        let id = format!("{}.date", assessment.fields[*row].id);
        let day = assessment.text(&id).unwrap_or("").trim();
        let day = match day.is_empty() {
            true => say!(lang, "（変更日なし）", "(no date)"),
            false => outward::first_line(day, LONGEST),
        };
        match days.last_mut().filter(|last| last.name == day) {
            Some(last) => {
                last.span.end = last.span.end.max(symbol.span.end);
                last.children.push(symbol);
            }
            None => days.push(Symbol {
                name: day,
                detail: String::new(),
                kind: SymbolKind::Item,
                span: symbol.span,
                name_span: symbol.name_span,
                children: vec![symbol],
            }),
        }
    }
    for day in &mut days {
        let rows = day.children.len();
        day.detail = say!(lang, "{rows}行", "rows: {rows}");
    }
    days
}
