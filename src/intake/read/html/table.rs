//! A table that is being read: which row and column its next cell has.

use super::super::markup::attribute;
use crate::intake::cell::Grid;

/// How many rows or columns a cell may span: more is an error or an attack.
const WIDEST: usize = 1000;

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct Table {
    number: usize,
    /// The row that is being read, once there is one.
    row: Option<usize>,
    /// How many rows below the cell of a row above still covers, by column.
    covered: Vec<usize>,
    column: usize,
    /// The cell that is being read.
    pub(super) cell: Option<Grid>,
}

impl Table {
    pub(super) fn new(number: usize) -> Self {
        Table {
            number,
            ..Table::default()
        }
    }

    /// Begins a row.
    pub(super) fn next_row(&mut self) {
        if self.row.is_some() {
            self.covered
                .iter_mut()
                .for_each(|rows| *rows = rows.saturating_sub(1));
        }
        self.row = Some(self.row.map_or(0, |row| row + 1));
        self.column = 0;
        self.cell = None;
    }

    /// Begins a cell; its attributes say how far it reaches.
    pub(super) fn next_cell(&mut self, attributes: &str) {
        let (rows, columns) = (span(attributes, "rowspan"), span(attributes, "colspan"));
        if self.row.is_none() {
            self.next_row();
        }
        while self.covered.get(self.column).is_some_and(|&rows| rows > 0) {
            self.column += 1;
        }
        let end = self.column + columns;
        if rows > 1 {
            if self.covered.len() < end {
                self.covered.resize(end, 0);
            }
            // This row is counted off when the next one begins.
            self.covered[self.column..end].fill(rows);
        }
        self.cell = Some(Grid {
            table: self.number,
            row: self.row.unwrap_or_default(),
            column: self.column,
            rows,
            columns,
        });
        self.column = end;
    }
}

fn span(attributes: &str, name: &str) -> usize {
    let written = attribute(attributes, name).and_then(|value| value.trim().parse().ok());
    written.unwrap_or(1).clamp(1, WIDEST)
}
