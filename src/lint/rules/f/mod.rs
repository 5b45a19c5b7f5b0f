//! F: references inside the document.

pub mod f001_reference_label;
pub mod f002_heading_number;
pub mod f003_missing_annex;
pub mod f004_missing_entry;
pub mod f005_list_numbering;
pub mod f006_figure_number;
pub mod f007_beyond_list;
pub mod f008_number_form;
pub mod f009_bare_table;
pub mod f010_no_such_number;

mod beside;
mod counted;
mod counted_lines;
mod heads;
mod pointed;
mod risks;
mod titles;

use std::ops::Range;

use super::Context;
use crate::assessment::field::FieldId;
use crate::assessment::value::{Period, Table, Value};
use crate::japanese::signs::signs;
use crate::yaml::{Node, Scalar};

/// The texts of an assessment in the officer's own words, each with its item: not 別添２, whose items are names, and
/// not 別添３, which quotes what once was written.
fn texts<'a>(cx: &Context<'a>) -> Vec<(FieldId, &'a Scalar)> {
    let mut texts: Vec<(FieldId, &'a Scalar)> = Vec::new();
    for (id, field) in cx.assessment.printed().iter_enumerated() {
        let item = &cx.assessment.definition(field).id;
        if item.starts_with("changes") || item.starts_with("files[].records") {
            continue;
        }
        let mut add = |text: &'a Scalar| texts.push((id, text));
        match &field.value {
            Value::Text(text) | Value::Period(Period::Text(text)) => add(text),
            Value::Texts(list) => list.iter().copied().for_each(add),
            Value::Checks(checks) => checks.iter().filter_map(|c| c.detail).for_each(add),
            Value::Table(Table::Markdown(text)) => add(text),
            Value::Table(Table::Rows(rows)) => {
                let cells = rows.iter().flatten();
                cells
                    .filter_map(|(_, node)| Node::scalar(node))
                    .for_each(add);
            }
            _ => {}
        }
    }
    texts
}

/// The words between 「 and 」 that hold no quotation themselves, with their places.
pub(crate) fn quotations(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut open = None;
    let mut found = Vec::new();
    for (at, sign) in signs(text) {
        match sign {
            '「' => open = Some(at + sign.len_utf8()),
            '」' => {
                if let Some(start) = open.take() {
                    found.push((start..at, &text[start..at]));
                }
            }
            _ => {}
        }
    }
    found
}
