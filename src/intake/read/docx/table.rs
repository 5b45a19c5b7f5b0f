//! Tables: which columns a cell spans, and over how many rows it goes on.

use std::collections::HashMap;

use roxmltree::Node;

use super::runs::control;
use super::state::State;
use super::{Reader, attribute, child, is_on};
use crate::intake::cell::{Grid, Note, Pin};
use crate::intake::refusal::Refusal;

/// How many columns Word allows; a span beyond is a mistake.
const MAX_COLUMNS: usize = 1024;

struct Row<'t> {
    cells: Vec<Cell<'t>>,
    state: State,
    hidden: bool,
}

struct Cell<'t> {
    node: Node<'t, 't>,
    pin: Option<Pin>,
    /// Whether a control around it shows only an invitation to write.
    is_empty: bool,
    column: usize,
    columns: usize,
    rows: usize,
    /// Whether it only goes on from the cell above.
    goes_on: bool,
}

impl<'t> Reader<'t> {
    /// Reads a table, row by row.
    pub(super) fn table(
        &mut self,
        table: Node<'t, 't>,
        state: State,
        nested: usize,
    ) -> Result<(), Refusal> {
        let number = self.tables;
        self.tables += 1;
        let mut rows = Vec::new();
        collect(table, state, &mut rows);
        span(&mut rows);
        for (n, row) in rows.into_iter().enumerate() {
            if nested == 0 {
                self.paragraph += 1;
            }
            for cell in row.cells {
                let grid = Grid {
                    table: number,
                    row: n,
                    column: cell.column,
                    rows: cell.rows,
                    columns: cell.columns,
                };
                let mut notes = Vec::new();
                // What goes on from above shows nothing of its own.
                if row.hidden || cell.goes_on {
                    notes.push(Note::Hidden);
                }
                let content = Some(cell.node).filter(|_| !cell.is_empty);
                self.cell(content, row.state, cell.pin, (grid, notes), nested)?;
            }
        }
        Ok(())
    }
}

/// The rows of a table, out of controls and changes around them.
fn collect<'t>(node: Node<'t, 't>, state: State, rows: &mut Vec<Row<'t>>) {
    for part in node.children().filter(Node::is_element) {
        match part.tag_name().name() {
            "tr" => rows.push(row(part, state)),
            "tblPr" | "tblGrid" | "sdtPr" => {}
            name => collect(part, state.within(name), rows),
        }
    }
}

fn row<'t>(node: Node<'t, 't>, state: State) -> Row<'t> {
    let properties = child(node, "trPr");
    let has = |name: &str| properties.is_some_and(|p| child(p, name).is_some());
    let number = |name: &str| {
        let property = properties.and_then(|p| child(p, name))?;
        attribute(property, "val")?.parse::<usize>().ok()
    };
    let mut cells = Vec::new();
    gather(node, None, false, &mut cells);
    let mut column = number("gridBefore").unwrap_or(0).min(MAX_COLUMNS);
    for cell in &mut cells {
        cell.column = column;
        column += cell.columns;
    }
    Row {
        cells,
        state: State {
            deleted: state.deleted || has("del"),
            inserted: state.inserted || has("ins"),
            ..state
        },
        hidden: properties.and_then(|p| is_on(p, "hidden")) == Some(true),
    }
}

fn gather<'t>(node: Node<'t, 't>, pin: Option<&Pin>, is_empty: bool, cells: &mut Vec<Cell<'t>>) {
    for part in node.children().filter(Node::is_element) {
        match part.tag_name().name() {
            "tc" => {
                let properties = child(part, "tcPr");
                let value = |name: &str| {
                    let property = properties.and_then(|p| child(p, name))?;
                    Some(attribute(property, "val").unwrap_or_default())
                };
                let columns = value("gridSpan").and_then(|n| n.parse().ok());
                cells.push(Cell {
                    node: part,
                    pin: pin.cloned(),
                    is_empty,
                    column: 0,
                    columns: columns.unwrap_or(1usize).clamp(1, MAX_COLUMNS),
                    rows: 1,
                    goes_on: value("vMerge").is_some_and(|merge| merge != "restart"),
                });
            }
            "sdt" => {
                let control = control(part);
                let inner = control.pin.as_ref().or(pin);
                if let Some(content) = child(part, "sdtContent") {
                    gather(content, inner, control.is_empty || is_empty, cells);
                }
            }
            "trPr" | "tblPrEx" => {}
            _ => gather(part, pin, is_empty, cells),
        }
    }
}

/// Counts over how many rows a cell goes on.
fn span(rows: &mut [Row]) {
    // Which cell begins what goes on in a column: its row and its place there.
    let mut begun: HashMap<usize, (usize, usize)> = HashMap::new();
    for n in 0..rows.len() {
        let mut next = HashMap::new();
        let places = rows[n].cells.iter().map(|cell| (cell.column, cell.goes_on));
        for (at, (column, goes_on)) in places.collect::<Vec<_>>().into_iter().enumerate() {
            match begun.get(&column).filter(|_| goes_on) {
                Some(&(row, place)) => {
                    rows[row].cells[place].rows += 1;
                    next.insert(column, (row, place));
                }
                None => {
                    // Nothing above it: it stands for itself.
                    rows[n].cells[at].goes_on = false;
                    next.insert(column, (n, at));
                }
            }
        }
        begun = next;
    }
}
