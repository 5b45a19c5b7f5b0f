//! The XML of Excel 2003, which systems write under the name of .xls to this day.

use std::collections::HashSet;

use roxmltree::Node;

use super::package;
use super::sheet::{Area, Length, Raw, Sheet};
use super::xml;
use crate::intake::cell::{Book, Note, Remark};
use crate::intake::refusal::Refusal;

/// The longest text of which a tree is made.
const MAX_TEXT: usize = 48 * 1024 * 1024;

/// Reads a workbook; of its sheets those that are named, or all.
///
/// # Errors
/// Where it is damaged, too large, or has no sheet of a name.
pub(super) fn read(text: &str, names: &[String]) -> Result<Book, Refusal> {
    if text.len() > MAX_TEXT {
        return Err(Refusal::TooLarge(MAX_TEXT as u64 >> 20));
    }
    xml::vet(text)?;
    let text = text.trim_start_matches(['\u{FEFF}', ' ', '\r', '\n', '\t']);
    let tree = package::tree(text, "")?;
    let sheets: Vec<Node> = elements(tree.root_element(), "Worksheet").collect();
    let all: Vec<String> = sheets
        .iter()
        .map(|sheet| attribute(*sheet, "Name").unwrap_or_default().to_owned())
        .collect();
    let wanted = super::chosen(names, &all)?;
    let mut book = Book::default();
    let mut length = Length::new();
    let mut said = HashSet::new();
    for (n, ((sheet, name), wanted)) in sheets.into_iter().zip(all).zip(wanted).enumerate() {
        if !wanted {
            book.remarks.push(Remark::SheetLeftOut(name));
            continue;
        }
        let mut out = Sheet {
            name,
            hidden: sheet
                .descendants()
                .filter(|node| node.tag_name().name() == "Visible")
                .any(|node| node.text().is_some_and(|t| t.trim() != "SheetVisible")),
            ..Sheet::default()
        };
        for table in elements(sheet, "Table") {
            rows(table, &mut length, &mut out)?;
        }
        out.put(n, &mut said, &mut book)?;
    }
    Ok(book)
}

fn rows(table: Node, length: &mut Length, out: &mut Sheet) -> Result<(), Refusal> {
    let mut column = 0;
    for node in elements(table, "Column") {
        column = number(node, "Index").map_or(column, |n| n.saturating_sub(1));
        let more = number(node, "Span").unwrap_or(0);
        if attribute(node, "Hidden") == Some("1") {
            out.hidden_columns.push(column, column.saturating_add(more));
        }
        column = column.saturating_add(more).saturating_add(1);
    }
    let mut row = 0u32;
    for node in elements(table, "Row") {
        row = number(node, "Index").map_or(row, |n| n.saturating_sub(1));
        let more = number(node, "Span").unwrap_or(0);
        if attribute(node, "Hidden") == Some("1") {
            out.hidden_rows.push(row, row.saturating_add(more));
        }
        let mut column = 0u32;
        for cell in elements(node, "Cell") {
            column = number(cell, "Index").map_or(column, |n| n.saturating_sub(1));
            let across = number(cell, "MergeAcross").unwrap_or(0);
            let down = number(cell, "MergeDown").unwrap_or(0);
            if across + down > 0 {
                out.merged.push(Area {
                    row,
                    column,
                    last_row: row.saturating_add(down),
                    last_column: column.saturating_add(across),
                });
            }
            let mut notes = Vec::new();
            for comment in elements(cell, "Comment") {
                notes.push(Note::Comment(words(comment)));
            }
            let data = elements(cell, "Data").next();
            let text = data.map_or(String::new(), words);
            if attribute(cell, "Formula").is_some() && !text.is_empty() {
                notes.push(Note::Formula);
            }
            let kind = data.and_then(|data| attribute(data, "Type"));
            let text = match kind {
                Some("DateTime") => {
                    notes.push(Note::Formatted);
                    day(&text).unwrap_or(text)
                }
                _ => text,
            };
            length.add(&text)?;
            out.push(Raw {
                row,
                column,
                text,
                notes,
            })?;
            column = column.saturating_add(across).saturating_add(1);
        }
        row = row.saturating_add(more).saturating_add(1);
    }
    Ok(())
}

/// 2026-04-01T00:00:00.000 as it is usual here.
fn day(written: &str) -> Option<String> {
    let (date, time) = written.split_once('T')?;
    let date: jiff::civil::Date = date.parse().ok()?;
    let day = crate::japanese::dates::written(date);
    Some(match time.get(..5) {
        Some("00:00") | None => day,
        Some(time) => format!("{day} {time}"),
    })
}

fn elements<'a, 't>(node: Node<'a, 't>, name: &'static str) -> impl Iterator<Item = Node<'a, 't>> {
    node.children()
        .filter(move |node| node.tag_name().name() == name)
}

fn words(node: Node) -> String {
    let texts = node.descendants().filter(|node| node.is_text());
    let text: String = texts.filter_map(|node| node.text()).collect();
    super::rich::plain(&text)
}

fn attribute<'n>(node: Node<'n, '_>, name: &str) -> Option<&'n str> {
    node.attributes()
        .find(|a| a.name() == name)
        .map(|a| a.value())
}

fn number(node: Node, name: &str) -> Option<u32> {
    let number: u32 = attribute(node, name)?.parse().ok()?;
    Some(number.min(2_000_000))
}
