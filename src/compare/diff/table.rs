//! Tables of the officer's own, compared row by row.

use super::change::{Cell, ChangeKind, Content, RowChange};
use super::formal::same_but_for_form;
use super::likeness::Profile;
use super::rows::{self, Row};
use super::text::TextDiff;
use crate::assessment::field::Field;
use crate::assessment::value::{Table, Value};
use crate::yaml::Node;

/// A table: the heads of its columns and its cells.
pub(super) struct Grid {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// The table of an item; none where there is more than the table, or no table at all.
    pub(super) fn of(field: &Field) -> Option<Self> {
        match &field.value {
            Value::Table(Table::Rows(rows)) => {
                let mut columns: Vec<String> = Vec::new();
                for (key, _) in rows.iter().flatten() {
                    if !columns.contains(&key.text) {
                        columns.push(key.text.clone());
                    }
                }
                let cell = |row: &[(_, &Node)], column: &String| {
                    let of_column = |(key, _): &&(&crate::yaml::Scalar, &Node)| key.text == *column;
                    let node = row.iter().find(of_column).map(|(_, node)| *node);
                    let text = node.and_then(Node::scalar);
                    text.map_or(String::new(), |t| t.text.trim().to_owned())
                };
                let rows = rows
                    .iter()
                    .map(|row| columns.iter().map(|c| cell(row, c)).collect());
                let rows = rows.collect();
                Some(Grid { columns, rows })
            }
            Value::Table(Table::Markdown(text)) => Self::markdown(&text.text),
            _ => None,
        }
    }

    fn markdown(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let columns = cells(lines.next()?)?;
        let rule = lines.next()?;
        let is_rule = rule.contains('-') && rule.chars().all(|c| "|-: \t".contains(c));
        let rows: Option<Vec<_>> = lines.map(cells).collect();
        rows.filter(|_| is_rule).map(|rows| Grid { columns, rows })
    }

    /// The table as lines: 番号：1　内容：…
    pub(super) fn text(&self) -> String {
        let row = |row: &Vec<String>| {
            let cells = self.columns.iter().zip(row);
            let cells = cells.filter(|(_, cell)| !cell.is_empty());
            let cells: Vec<String> = cells.map(|(c, cell)| format!("{c}：{cell}")).collect();
            cells.join("　")
        };
        self.rows.iter().map(row).collect::<Vec<_>>().join("\n")
    }

    fn cell(&self, row: usize, column: &str) -> &str {
        let place = self.columns.iter().position(|c| c == column);
        let cell = place.and_then(|place| self.rows.get(row)?.get(place));
        cell.map_or("", String::as_str)
    }

    /// Rows for matching.
    fn keys(&self) -> Vec<Row<'_>> {
        self.rows.iter().map(|row| key(row)).collect()
    }
}

fn key(row: &[String]) -> Row<'_> {
    // One word is no name of a row: 「研修」 is in many.
    Row::new(String::new(), || {
        let folded = row.iter().map(|cell| same_but_for_form(cell));
        let words: Vec<String> = folded.filter(|cell| !is_number(cell)).collect();
        Profile::of(&words.join("\n"))
    })
}

fn name(row: &[String]) -> String {
    let mut words = row.iter().filter(|cell| !is_number(cell));
    words.next().cloned().unwrap_or_default()
}

fn is_number(text: &str) -> bool {
    text.chars().all(char::is_numeric)
}

fn cells(line: &str) -> Option<Vec<String>> {
    let inner = line.strip_prefix('|')?;
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    Some(
        inner
            .split('|')
            .map(|cell| cell.trim().to_owned())
            .collect(),
    )
}

/// What differs, and whether it is nothing but form.
pub(super) fn compare(old: &Grid, new: &Grid) -> (Content, bool) {
    let missing = |from: &Grid, of: &Grid| -> Vec<String> {
        let missing = of.columns.iter().filter(|c| !from.columns.contains(c));
        missing.cloned().collect()
    };
    let (added_columns, removed_columns) = (missing(old, new), missing(new, old));
    let of_new = rows::pair(&old.keys(), &new.keys());
    let moved = rows::moved(&of_new);
    let mut taken = vec![false; old.rows.len()];
    of_new.iter().flatten().for_each(|i| taken[*i] = true);
    let mut changes = Vec::new();
    let mut next_old = 0;
    let mut formal = added_columns.is_empty() && removed_columns.is_empty();
    for (j, partner) in of_new.iter().enumerate() {
        if let Some(i) = partner.filter(|_| !moved[j]) {
            let gone = (next_old..i).filter(|i| !taken[*i]);
            changes.extend(gone.map(|i| whole(ChangeKind::Removed, old, i)));
            next_old = i + 1;
        }
        let Some(i) = *partner else {
            changes.push(whole(ChangeKind::Added, new, j));
            continue;
        };
        let cells = differing(old, i, new, j);
        let same = cells.iter().all(|cell| cell.paragraphs.is_formal());
        formal &= same;
        if moved[j] || !cells.is_empty() {
            changes.push(RowChange {
                name: name(&new.rows[j]),
                kind: if moved[j] {
                    ChangeKind::Moved
                } else {
                    ChangeKind::Edited
                },
                old: Some(i + 1),
                new: Some(j + 1),
                formal: same,
                cells,
            });
        }
    }
    let gone = (next_old..old.rows.len()).filter(|i| !taken[*i]);
    changes.extend(gone.map(|i| whole(ChangeKind::Removed, old, i)));
    formal &= changes
        .iter()
        .all(|c| !matches!(c.kind, ChangeKind::Added | ChangeKind::Removed));
    let content = Content::Table {
        added_columns,
        removed_columns,
        rows: changes,
    };
    (content, formal)
}

fn whole(kind: ChangeKind, grid: &Grid, row: usize) -> RowChange {
    let added = kind == ChangeKind::Added;
    let cells = grid.columns.iter().map(|column| {
        let text = grid.cell(row, column);
        let paragraphs = if added {
            TextDiff::new("", text)
        } else {
            TextDiff::new(text, "")
        };
        Cell {
            column: column.clone(),
            paragraphs,
        }
    });
    RowChange {
        kind,
        formal: false,
        name: name(&grid.rows[row]),
        old: (!added).then_some(row + 1),
        new: added.then_some(row + 1),
        cells: cells
            .filter(|c| !c.paragraphs.paragraphs.is_empty())
            .collect(),
    }
}

/// The cells that differ. A row's running number is no content.
fn differing(old: &Grid, i: usize, new: &Grid, j: usize) -> Vec<Cell> {
    let columns = old.columns.iter().filter(|c| !new.columns.contains(c));
    let columns = new.columns.iter().chain(columns);
    let differ = columns.filter_map(|column| {
        let (before, after) = (old.cell(i, column), new.cell(j, column));
        let renumbered = i != j && is_number(before) && is_number(after);
        if before == after || renumbered {
            return None;
        }
        Some(Cell {
            column: column.clone(),
            paragraphs: TextDiff::new(before, after),
        })
    });
    differ.collect()
}
