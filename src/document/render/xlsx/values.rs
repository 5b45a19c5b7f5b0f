//! What stands in a value cell: texts, choices, boxes to tick.

use super::cells::{COLUMNS, Cell, Frame, Holds};
use super::names::{folded, of_address};
use super::sheet::LONGEST;
use super::style::Style;
use super::{Writer, XlsxError};
use crate::assessment::field::{Field, id_at};
use crate::assessment::value::{Period, Table, Value};
use crate::document::view::{PrintedValue, Rich};
use crate::form::address::address;
use crate::form::{Item, ItemKind};
use crate::intake::cell::{Part, Pin};

impl<'a> Writer<'_, 'a> {
    /// The value of the item that is printed at an anchor, from a column to the right edge.
    pub(super) fn value(
        &mut self,
        printed: &PrintedValue,
        anchor: &str,
        label: &str,
        start: u16,
    ) -> Result<(), XlsxError> {
        let (id, again) = self.printed_at(anchor);
        let assessment = self.assessment;
        let Some(field) = assessment.item(&id) else {
            return self.repeated(&id, &plain(printed), start);
        };
        if again {
            let text = raw(&field.value).map_or_else(|| plain(printed), str::to_owned);
            return self.repeated(&id, &text, start);
        }
        if let PrintedValue::Figure(_) = printed {
            return self.figure(field, start);
        }
        self.field(field, label, &plain(printed), start)
    }

    /// The value of an item; `derived` is printed where nothing is written.
    pub(super) fn field(
        &mut self,
        field: &Field<'a>,
        label: &str,
        derived: &str,
        start: u16,
    ) -> Result<(), XlsxError> {
        self.written.insert(field.id.clone());
        let item = self.assessment.definition(field);
        self.name_for_people(field, item, start);
        match (item.kind, &field.value) {
            (ItemKind::Checks, value) => self.checks(&field.id, item, value, start),
            (ItemKind::Choice | ItemKind::ChoiceText, value) => {
                let chosen = raw(value).unwrap_or_default();
                self.choice(field, item, chosen, start)
            }
            (ItemKind::Check, value) => {
                let mark = raw(value).unwrap_or_default();
                self.single(&field.id, mark, label, start)
            }
            (_, Value::Table(Table::Rows(rows))) => self.table(&field.id, rows, start),
            (_, Value::Texts(texts)) if !texts.is_empty() => {
                let texts: Vec<&str> = texts.iter().map(|t| t.text.as_str()).collect();
                self.texts(&field.id, &texts, start)
            }
            (_, Value::Period(Period::Ends(first, last))) => {
                let text =
                    |end: &Option<&'a crate::yaml::Scalar>| end.map_or("", |s| s.text.as_str());
                self.ends(field, item, [text(first), text(last)], start)
            }
            (_, value) => match raw(value) {
                None if !derived.is_empty() => self.repeated(&field.id, derived, start),
                text => {
                    let text = without_end(text.unwrap_or_default());
                    let cell = Cell::text(start, COLUMNS - start, text, &field.id);
                    self.sheet.group(start, vec![cell], Frame::WHOLE)?;
                    Ok(())
                }
            },
        }
    }

    /// The address as a name: whoever works in Excel can go to Ⅱ３① by it.
    fn name_for_people(&mut self, field: &Field, item: &Item, column: u16) {
        let several = self.assessment.entries("files") > 1;
        let file = field.at.first().copied();
        let file = file.filter(|_| several && item.id.starts_with("files[]"));
        let Some(name) = of_address(&address(item, &field.at, None), file) else {
            return;
        };
        if self.addresses.insert(folded(&name)) {
            let area = super::names::area(&self.sheet.name, self.sheet.row(), column);
            self.sheet.named.push((name, area));
        }
    }

    /// What the form derives, or prints a second time: to be changed where it is written.
    fn repeated(&mut self, id: &str, text: &str, start: u16) -> Result<(), XlsxError> {
        let text = without_end(text);
        let cell = Cell {
            column: start,
            span: COLUMNS - start,
            style: Style::Repeated,
            text: text.to_owned(),
            // One that fills more than a cell is there as words.
            holds: if text.encode_utf16().count() > LONGEST {
                Holds::Words
            } else {
                Holds::Repeated(id.to_owned())
            },
        };
        self.sheet.group(start, vec![cell], Frame::WHOLE)?;
        Ok(())
    }

    /// Texts of a list, each in a cell of its own; what is left of the last row is room for more.
    pub(super) fn texts(&mut self, id: &str, texts: &[&str], start: u16) -> Result<(), XlsxError> {
        let room = COLUMNS - start;
        let longest = texts.iter().map(|text| self.sheet.columns_for(text)).max();
        let per_row = (room / longest.unwrap_or(room).max(room / 4)).clamp(1, 4);
        let span = room / per_row;
        let numbers: Vec<u16> = (0..per_row).collect();
        for (n, chunk) in texts.chunks(usize::from(per_row)).enumerate() {
            let cell = |place: &u16| {
                let text = chunk.get(usize::from(*place)).copied().unwrap_or_default();
                let number = n * usize::from(per_row) + usize::from(*place) + 1;
                let is_last = place + 1 == per_row;
                let span = if is_last { room - span * place } else { span };
                let id = format!("{id}[{number}]");
                Cell::text(
                    start + place * (room / per_row),
                    span,
                    without_end(text),
                    &id,
                )
            };
            let cells = numbers.iter().map(cell).collect();
            self.sheet.group(start, cells, Frame::EACH)?;
        }
        Ok(())
    }

    /// 開始 and 終了 of a period that is written as two days.
    fn ends(
        &mut self,
        field: &Field,
        item: &Item,
        days: [&str; 2],
        start: u16,
    ) -> Result<(), XlsxError> {
        let form = self.assessment.form;
        let ids = form.children(form.find(&item.id)).iter().take(2);
        let ids = ids.map(|child| id_at(&form.items[*child].id, &field.at));
        let mut cells = Vec::new();
        let mut column = start;
        for ((id, day), word) in ids.zip(days).zip(["から", "まで"]) {
            let pin = Pin {
                id: id.clone(),
                part: Part::Whole,
            };
            cells.push(Cell::value(column, 9, Style::Value, day, pin));
            cells.push(Cell::words(column + 9, 2, Style::Middle, word));
            column += 11;
            self.written.insert(id);
        }
        self.sheet.group(start, cells, Frame::WHOLE)?;
        Ok(())
    }
}

/// What is written in an item of one text; none where nothing is.
pub(super) fn raw<'v>(value: &Value<'v>) -> Option<&'v str> {
    value.text().map(|text| text.text.as_str())
}

/// The line ends at the end of a text are how YAML writes it, not what it says.
pub(super) fn without_end(text: &str) -> &str {
    text.trim_end_matches('\n')
}

/// What the view prints, as text: what is derived has no markup.
fn plain(printed: &PrintedValue) -> String {
    let PrintedValue::Text { blocks } = printed else {
        return String::new();
    };
    let mut lines = Vec::new();
    for block in blocks {
        if let Rich::Paragraph { lines: found } = block {
            let text = |line: &crate::document::view::Line| {
                line.spans
                    .iter()
                    .map(|s| s.text.as_str())
                    .collect::<String>()
            };
            lines.extend(found.iter().map(text));
        }
    }
    lines.join("\n")
}
