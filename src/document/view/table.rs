//! Tables of the view.

use super::{Line, PrintedTable, rich};
use crate::yaml::{Node, Scalar};

/// Rows with keys as a table: columns in the order in which they first occur.
pub(super) fn of_rows(rows: &[Vec<(&Scalar, &Node)>]) -> PrintedTable {
    let mut columns: Vec<&str> = Vec::new();
    for (key, _) in rows.iter().flatten() {
        if !columns.contains(&key.text.as_str()) {
            columns.push(&key.text);
        }
    }
    let cell = |row: &[(&Scalar, &Node)], column: &str| -> Vec<Line> {
        let node = row
            .iter()
            .find(|(key, _)| key.text == column)
            .map(|(_, node)| *node);
        node.and_then(Node::scalar)
            .map_or(Vec::new(), |text| rich::lines(&text.text))
    };
    PrintedTable {
        columns: columns.iter().map(|c| rich::lines(c)).collect(),
        rows: rows
            .iter()
            .map(|row| columns.iter().map(|c| cell(row, c)).collect())
            .collect(),
    }
}
