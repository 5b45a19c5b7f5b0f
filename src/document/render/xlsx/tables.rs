//! What has columns: 別添２, 別添３, tables of the officer's own.

use rustc_hash::FxHashMap;

use super::cells::{COLUMNS, Cell, Frame, Holds, Offer};
use super::style::Style;
use super::values::{raw, without_end};
use super::{Writer, XlsxError};
use crate::assessment::field::id_at;
use crate::document::view::RecordGroup;
use crate::form::ItemId;
use crate::intake::cell::{Part, Pin};
use crate::yaml::{Node, Scalar};

/// The columns of 別添３: 変更日, 項目, 変更前の記載, 変更後の記載, 提出時期, 提出時期に係る説明.
const CHANGES: [u16; 6] = [4, 6, 9, 9, 3, 5];

/// How wide a label of 別添２ is.
const LABEL: u16 = 4;

impl Writer<'_, '_> {
    /// 別添２ of one file: of each group what is written.
    pub(super) fn records(&mut self, groups: &[RecordGroup]) -> Result<(), XlsxError> {
        let assessment = self.assessment;
        let form = assessment.form;
        for group in groups {
            let Some(entry) = assessment.item(&group.heading.anchor) else {
                continue;
            };
            let parts = form.children(Some(entry.item)).iter();
            for (n, part) in parts.enumerate() {
                let definition = &form.items[*part];
                let field = assessment.at(&definition.id, &entry.at);
                let Some(field) = field.filter(|field| n == 0 || !field.blank) else {
                    continue;
                };
                let first = self.sheet.row();
                self.field(field, &definition.label, "", LABEL)?;
                let rows = first..self.sheet.row();
                self.sheet.label(rows, 0, LABEL, &definition.label)?;
            }
        }
        Ok(())
    }

    /// 別添３: its head on every page, a row for each entry.
    pub(super) fn changes(
        &mut self,
        list: &str,
        heads: &[String],
        count: usize,
    ) -> Result<(), XlsxError> {
        let assessment = self.assessment;
        let form = assessment.form;
        let Some(field) = assessment.item(list) else {
            return Ok(());
        };
        let unprinted = format!("{}.reason", form.items[field.item].id);
        let columns = form.children(Some(field.item)).iter().copied();
        let columns: Vec<ItemId> = columns.filter(|c| form.items[*c].id != unprinted).collect();
        let spans = spans(columns.len());
        let mut head = Vec::new();
        let mut at = 0;
        for (text, span) in heads.iter().zip(&spans) {
            head.push(Cell::words(at, *span, Style::Head, text));
            at += span;
        }
        let rows = self.sheet.group(0, head, Frame::EACH)?;
        self.sheet.repeat(rows)?;
        for n in 1..=count {
            let mut cells = Vec::new();
            let mut choices = Vec::new();
            let mut at = 0;
            for (column, span) in columns.iter().zip(&spans) {
                let item = &form.items[*column];
                let id = id_at(&item.id, &[n]);
                let text = assessment.item(&id).and_then(|f| raw(&f.value));
                let text = without_end(text.unwrap_or_default());
                if !item.options.is_empty() {
                    choices.push((at, item));
                }
                cells.push(Cell::text(at, *span, text, &id));
                self.written.insert(id);
                at += span;
            }
            let rows = self.sheet.group(0, cells, Frame::EACH)?;
            for (column, item) in choices {
                let words = item.options.iter().map(|o| o.text.clone()).collect();
                self.sheet.offer(rows.start, column, &Offer::Words(words))?;
            }
        }
        Ok(())
    }

    /// A table with columns of its own, as wide as their texts ask for.
    pub(super) fn table(
        &mut self,
        id: &str,
        rows: &[Vec<(&Scalar, &Node)>],
        start: u16,
    ) -> Result<(), XlsxError> {
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        let mut heads: Vec<&str> = Vec::new();
        for (key, _) in rows.iter().flatten() {
            places.entry(&key.text).or_insert_with(|| {
                heads.push(&key.text);
                heads.len() - 1
            });
        }
        let mut texts: Vec<Vec<&str>> = vec![heads.clone()];
        for row in rows {
            let mut texts_of_row = vec![""; heads.len()];
            for (key, node) in row {
                let text = node.scalar().map_or("", |s| s.text.as_str());
                if let Some(place) = places.get(key.text.as_str()) {
                    texts_of_row[*place] = without_end(text);
                }
            }
            texts.push(texts_of_row);
        }
        let widest = |column: usize| {
            let columns = texts.iter().map(|row| self.sheet.columns_for(row[column]));
            columns.max().unwrap_or(1).clamp(2, 14)
        };
        let wanted: Vec<u16> = (0..heads.len()).map(widest).collect();
        let spans = shared(&wanted, COLUMNS - start);
        for (n, row) in texts.iter().enumerate() {
            let mut cells = Vec::new();
            let mut column = start;
            for (place, (text, span)) in row.iter().zip(&spans).enumerate() {
                let part = Part::Cell(n, place + 1);
                let pin = Pin {
                    id: id.to_owned(),
                    part,
                };
                let style = if n == 0 { Style::OwnHead } else { Style::Value };
                cells.push(Cell {
                    column,
                    span: *span,
                    style,
                    text: (*text).to_owned(),
                    holds: Holds::One(pin),
                });
                column += span;
            }
            self.sheet.group(start, cells, Frame::EACH)?;
        }
        Ok(())
    }
}

/// The columns of 別添３ where it has as many as ours, else all alike.
fn spans(count: usize) -> Vec<u16> {
    if count == CHANGES.len() {
        CHANGES.to_vec()
    } else {
        shared(&vec![1; count], COLUMNS)
    }
}

/// So many columns of the page shared out as they are wanted, each at least one.
pub(super) fn shared(wanted: &[u16], room: u16) -> Vec<u16> {
    let all: u32 = wanted.iter().map(|w| u32::from(*w)).sum();
    let share = |w: &u16| u16::try_from(u32::from(*w) * u32::from(room) / all.max(1)).unwrap_or(1);
    let mut spans: Vec<u16> = wanted.iter().map(|w| share(w).max(1)).collect();
    let used: u16 = spans.iter().fold(0, |sum, span| sum.saturating_add(*span));
    if let Some(last) = spans.last_mut() {
        *last += room.saturating_sub(used);
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_of_a_table_fill_the_page() {
        assert_eq!(shared(&[2, 4], 36), [12, 24]);
        assert_eq!(shared(&[3, 3, 3], 27).iter().sum::<u16>(), 27);
        assert_eq!(shared(&[2; 40], 27), vec![1; 40]);
        assert_eq!(spans(6).iter().sum::<u16>(), COLUMNS);
    }
}
