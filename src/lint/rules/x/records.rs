//! 別添２: the names of the items that a file records.

use std::ops::Range;

use super::numbers;
use crate::assessment::value::{Table, Value};
use crate::assets::lists::records;
use crate::assets::lists::references::ELSEWHERE;
use crate::lint::rules::Context;
use crate::source::Span;
use crate::yaml::Scalar;

/// From this many items on, it is a list of its own.
pub(super) const LIST: usize = 5;

/// The name of an item that 別添２ lists.
pub(super) struct Cell<'a> {
    text: &'a Scalar,
    /// Where in the text, where there is more than the name.
    part: Option<Range<usize>>,
}

impl Cell<'_> {
    /// Whether the words before a number say that it is a relative's: 「扶養親族個人番号」.
    pub(super) fn is_of_relative(before: &str) -> bool {
        records::RELATIVES.iter().any(|word| before.ends_with(word))
    }
}

impl<'a> Cell<'a> {
    fn whole(text: &'a Scalar) -> Self {
        Cell { text, part: None }
    }

    /// The name.
    pub(super) fn words(&self) -> &'a str {
        match &self.part {
            Some(part) => &self.text.text[part.clone()],
            None => self.text.text.trim(),
        }
    }

    /// Where it is.
    pub(super) fn place(&self, cx: &Context) -> Span {
        match &self.part {
            Some(part) => cx.words(self.text, part.clone()),
            None => self.text.span,
        }
    }
}

/// The pieces of a text between separators.
fn pieces<'a>(text: &'a Scalar, separators: &[char]) -> Vec<Cell<'a>> {
    let mut cells = Vec::new();
    let mut start = 0;
    for piece in text.text.split(separators) {
        let at = start + (piece.len() - piece.trim_start().len());
        let length = piece.trim().len();
        if length > 0 {
            cells.push(Cell {
                text,
                part: Some(at..at + length),
            });
        }
        start += piece.len();
        let separator = text.text[start..].chars().next();
        start += separator.map_or(0, char::len_utf8);
    }
    cells
}

/// The names of the items that 別添２ of a file lists, where they are one by one.
pub(super) fn cells<'a>(cx: &Context<'a>, n: usize) -> Vec<Cell<'a>> {
    let list = format!("files[{n}].records");
    let of_others: Vec<String> = numbers(cx, &list)
        .map(|group| format!("{list}[{group}]."))
        .filter(|group| {
            let name = cx.assessment.text(&format!("{group}group")).unwrap_or("");
            records::OF_OTHERS.iter().any(|word| name.contains(word))
        })
        .collect();
    let is_read = |id: &str| !of_others.iter().any(|group| id.starts_with(group.as_str()));
    let mut cells = Vec::new();
    for (_, field) in cx.assessment.below(&list).filter(|(_, f)| is_read(&f.id)) {
        match &field.value {
            Value::Text(said) if field.id.ends_with(".text") => {
                cells.extend(pieces(said, &['\n', '/', '／', '、', '，', ',']));
            }
            Value::Text(said) if !field.id.ends_with(".note") && !field.id.ends_with(".group") => {
                cells.push(Cell::whole(said));
            }
            Value::Texts(texts) => cells.extend(texts.iter().map(|text| Cell::whole(text))),
            Value::Table(Table::Markdown(said)) => cells.extend(pieces(said, &['\n', '|'])),
            Value::Table(Table::Rows(rows)) => {
                let scalars = rows.iter().flatten().filter_map(|(_, node)| node.scalar());
                cells.extend(scalars.map(Cell::whole));
            }
            _ => {}
        }
    }
    cells
}

/// Whether an item stands for a list that is elsewhere.
pub(super) fn is_whole(cell: &Cell) -> bool {
    let mut words = ELSEWHERE.iter().chain(&["一式"]);
    words.any(|word| cell.words().contains(word))
}
