//! What can be written in an item.

use crate::japanese::dates::{self, Date, Reading};
use crate::yaml::{Node, Scalar};

/// A value, borrowed from the tree.
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// Nothing, or something of a shape that can't be read (then it is a problem).
    Blank,
    /// Free text.
    Text(&'a Scalar),
    /// A choice; `option` is its place among the item's options where it is one.
    Choice {
        /// As written.
        text: &'a Scalar,
        /// Its place in the form's order.
        option: Option<usize>,
    },
    /// Ticked boxes in the order of the file.
    Checks(Vec<Checked<'a>>),
    /// A single ticked box.
    Check(&'a Scalar),
    /// A number of entries.
    Count(&'a Scalar, Option<usize>),
    /// A date.
    Date(&'a Scalar, Reading),
    /// A period, in words or as two dates.
    Period(Period<'a>),
    /// A list of texts.
    Texts(Vec<&'a Scalar>),
    /// A list of entries: how many.
    Entries(usize),
    /// A table of rows with keys, or a Markdown table as text.
    Table(Table<'a>),
    /// Pictures of the figure.
    Pictures(Vec<&'a Scalar>),
    /// Only what is below it.
    Group,
}

impl<'a> Value<'a> {
    /// What is written in an item of one text; none where nothing is, or several texts are.
    pub fn text(&self) -> Option<&'a Scalar> {
        match self {
            Value::Text(text)
            | Value::Date(text, _)
            | Value::Count(text, _)
            | Value::Check(text)
            | Value::Choice { text, .. }
            | Value::Period(Period::Text(text))
            | Value::Table(Table::Markdown(text)) => Some(text),
            _ => None,
        }
    }

    /// All texts that are written in it.
    pub fn texts(&self) -> Vec<&'a Scalar> {
        match self {
            Value::Texts(list) | Value::Pictures(list) => list.clone(),
            Value::Checks(checks) => {
                let texts = checks.iter().flat_map(|c| [Some(c.text), c.detail]);
                texts.flatten().collect()
            }
            Value::Period(Period::Ends(start, end)) => {
                [*start, *end].into_iter().flatten().collect()
            }
            Value::Table(Table::Rows(rows)) => {
                let cells = rows.iter().flatten();
                cells.filter_map(|(_, node)| node.scalar()).collect()
            }
            value => value.text().into_iter().collect(),
        }
    }
}

/// A ticked box.
#[derive(Debug, Clone)]
pub struct Checked<'a> {
    /// The words as written.
    pub text: &'a Scalar,
    /// Its place in the form's order, where it is an option.
    pub option: Option<usize>,
    /// What is written in its slot.
    pub detail: Option<&'a Scalar>,
}

/// 実施日・期間
#[derive(Debug, Clone, Copy)]
pub enum Period<'a> {
    /// As a text.
    Text(&'a Scalar),
    /// As 開始 and 終了.
    Ends(Option<&'a Scalar>, Option<&'a Scalar>),
}

impl Period<'_> {
    /// The first and the last day, where both can be read.
    pub fn days(&self) -> Option<(Date, Date)> {
        match self {
            Period::Text(text) => dates::period(&text.text),
            Period::Ends(start, end) => {
                let start = dates::date(&(*start)?.text)?;
                Some((
                    start,
                    end.map_or(Some(start), |end| dates::date(&end.text))?,
                ))
            }
        }
    }
}

/// A table of the officer's own.
#[derive(Debug, Clone)]
pub enum Table<'a> {
    /// A Markdown table.
    Markdown(&'a Scalar),
    /// Rows of 列名: 値.
    Rows(Vec<Vec<(&'a Scalar, &'a Node)>>),
}
