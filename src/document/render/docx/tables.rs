//! Tables inside a value: the figure of 別添１ as data, and the officer's own tables.

use super::values::{part, whole};
use super::whole::Body;
use super::xml::{Shade, cell, head_row, paragraph, table};
use crate::assessment::field::{Field, id_at};
use crate::document::view::PrintedValue;
use crate::form::Item;
use crate::intake::cell::Part;
use crate::yaml::{Node, Scalar};

/// What a cell keeps free at its sides, both together.
const CELL_MARGINS: usize = 216;

impl<'a> Body<'_, 'a> {
    /// 登場者 and 流れ, where the figure is written as data.
    pub(super) fn figure(&mut self, id: &str, width: usize) -> String {
        let mut out = String::new();
        let actors = format!("{id}.actors");
        if let Some(field) = self.assessment.item(&actors).filter(|f| !f.blank) {
            let label = self
                .controls
                .words(&self.assessment.definition(field).label);
            out += &paragraph("Label", &label);
            out += &self.value(&actors, &PrintedValue::Blank, width);
        }
        let flows = self.assessment.entries(&format!("{id}.flows"));
        let form = self.assessment.form;
        let list = form.find(&format!("{id}.flows[]"));
        let columns: Vec<&Item> = form
            .children(list)
            .iter()
            .map(|c| &form.items[*c])
            .collect();
        if flows > 0 && list.is_some() {
            let width = (width - CELL_MARGINS) / columns.len().max(1);
            let mut heads = String::new();
            for column in &columns {
                let words = self.controls.words(&column.label);
                heads += &cell(width, 1, Shade::Label, &paragraph("Label", &words));
            }
            let mut rows = head_row(&heads);
            for n in 1..=flows {
                let mut cells = String::new();
                for column in &columns {
                    let id = id_at(&column.id, &[n]);
                    let value = self.bare(&id);
                    cells += &cell(width, 1, Shade::None, &value);
                }
                rows += &format!("<w:tr>{cells}</w:tr>");
            }
            out += &table(&vec![width; columns.len()], &rows);
        }
        if out.is_empty() || out.ends_with("</w:tbl>") {
            out += &paragraph("Gap", "");
        }
        out
    }

    /// A value as its words alone, without the options of a choice.
    fn bare(&mut self, id: &str) -> String {
        let Some(field) = self.assessment.item(id) else {
            return paragraph("Value", "");
        };
        self.done.insert(field.id.clone());
        let text = self.assessment.text(id).unwrap_or("");
        let options = self.assessment.definition(field).options.iter();
        let title = self.assessment.address(field);
        let control = match options.len() {
            0 => self.controls.text(&whole(id), &title, text),
            _ => {
                let options = options.map(|o| o.text.as_str());
                self.controls.choice(&whole(id), &title, text, options)
            }
        };
        paragraph("Value", &control)
    }

    /// A table of the officer's own. A row without a column has no control there.
    pub(super) fn rows(
        &mut self,
        field: &Field<'a>,
        rows: &[Vec<(&Scalar, &Node)>],
        width: usize,
    ) -> String {
        let mut columns: Vec<&str> = Vec::new();
        for (key, _) in rows.iter().flatten() {
            if !columns.contains(&key.text.as_str()) {
                columns.push(&key.text);
            }
        }
        let title = self.assessment.address(field);
        let width = (width - CELL_MARGINS) / columns.len().max(1);
        let mut control = |row: usize, column: usize, text: &str| {
            let pin = part(&field.id, Part::Cell(row, column + 1));
            paragraph("Value", &self.controls.text(&pin, &title, text))
        };
        let heads: String = columns
            .iter()
            .enumerate()
            .map(|(c, head)| cell(width, 1, Shade::Label, &control(0, c, head)))
            .collect();
        let mut out = head_row(&heads);
        for (r, row) in (1..).zip(rows) {
            let cells: String = columns
                .iter()
                .enumerate()
                .map(|(c, column)| {
                    let node = row.iter().find(|(key, _)| key.text == **column);
                    let text = node.map(|(_, node)| node.scalar().map_or("", |s| s.text.as_str()));
                    let value = match text {
                        Some(text) => control(r, c, text),
                        None => paragraph("Value", ""),
                    };
                    cell(width, 1, Shade::None, &value)
                })
                .collect();
            out += &format!("<w:tr>{cells}</w:tr>");
        }
        table(&vec![width; columns.len()], &out) + &paragraph("Gap", "")
    }
}
