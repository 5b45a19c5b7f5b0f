//! Choices and boxes to tick, with the brackets and the options that the form prints around them.

use std::ops::Range;

use super::cells::{COLUMNS, Cell, Frame, Holds, Offer};
use super::style::{BOTTOM, LEFT, Style, TOP};
use super::values::{raw, without_end};
use super::{Writer, XlsxError};
use crate::assessment::field::{Field, id_at};
use crate::assessment::value::{Checked, Value};
use crate::form::{Item, ItemKind};
use crate::intake::cell::{Part, Pin};

/// How wide a chosen word is, in columns, where its options stand beside it.
const CHOSEN: u16 = 10;

impl<'a> Writer<'_, 'a> {
    /// A single box: `[ ○ ] 委託しない`
    pub(super) fn single(
        &mut self,
        id: &str,
        mark: &str,
        label: &str,
        start: u16,
    ) -> Result<(), XlsxError> {
        let pin = Pin {
            id: id.to_owned(),
            part: Part::Whole,
        };
        let mut cells = ticked(start, mark, pin);
        cells.push(Cell::words(
            start + 3,
            COLUMNS - start - 3,
            Style::Words,
            label,
        ));
        let rows = self.sheet.group(start, cells, Frame::WHOLE)?;
        self.sheet.offer(rows.start, start + 1, &tick())
    }

    /// `[ 十分である ] ＜選択肢＞ 1) … 2) …`, the options beside the choice where there is room, else below it.
    pub(super) fn choice(
        &mut self,
        field: &Field<'a>,
        item: &Item,
        chosen: &str,
        start: u16,
    ) -> Result<(), XlsxError> {
        let count = self.count(field);
        let is_beside =
            count.is_none() && COLUMNS - start >= 2 * CHOSEN && !item.options.is_empty();
        let span = match &count {
            _ if is_beside => CHOSEN,
            Some(_) => COLUMNS - start - 9,
            None => COLUMNS - start - 2,
        };
        let pin = Pin {
            id: field.id.clone(),
            part: Part::Whole,
        };
        let mut head = vec![
            Cell::words(start, 1, Style::Middle, "["),
            Cell::value(start + 1, span, Style::Chosen, without_end(chosen), pin),
            Cell::words(start + 1 + span, 1, Style::Middle, "]"),
        ];
        if let Some((text, holds)) = count {
            let style = match holds {
                Holds::One(_) => Style::Chosen,
                _ => Style::Repeated,
            };
            let column = start + span + 2;
            head.push(Cell::words(column, 1, Style::Middle, "（"));
            head.push(Cell {
                column: column + 1,
                span: 3,
                style,
                text,
                holds,
            });
            head.push(Cell::words(column + 4, 3, Style::Words, "）件"));
        }
        let has_options = !item.options.is_empty();
        let first = self.sheet.row();
        let mut left = start;
        let mut frame = Frame::WHOLE;
        if is_beside {
            left = start + span + 2;
            frame.left = false;
        } else {
            frame.bottom = !has_options;
            self.sheet.group(start, head.clone(), frame)?;
            frame.top = false;
        }
        if has_options {
            let options = self.options(item, left, frame)?;
            let offer = Offer::Cells(left + 2, options);
            self.sheet.offer(first, start + 1, &offer)?;
        }
        if is_beside {
            let rows = first..self.sheet.row();
            for (cell, edges) in head
                .iter()
                .zip([LEFT | TOP | BOTTOM, TOP | BOTTOM, TOP | BOTTOM])
            {
                self.sheet.beside(rows.clone(), cell, edges)?;
            }
        }
        Ok(())
    }

    /// The options of a choice, one below the other. Gives their rows.
    fn options(&mut self, item: &Item, left: u16, frame: Frame) -> Result<Range<u32>, XlsxError> {
        let head = Cell::words(left, COLUMNS - left, Style::Words, "＜選択肢＞");
        let without_bottom = Frame {
            bottom: false,
            ..frame
        };
        self.sheet.group(left, vec![head], without_bottom)?;
        let first = self.sheet.row();
        for (n, option) in item.options.iter().enumerate() {
            let cells = vec![
                Cell::words(left, 2, Style::Words, &format!("{})", n + 1)),
                Cell::words(left + 2, COLUMNS - left - 2, Style::Words, &option.text),
            ];
            let frame = Frame {
                top: false,
                bottom: n + 1 == item.options.len(),
                ..frame
            };
            self.sheet.group(left, cells, frame)?;
        }
        Ok(first..self.sheet.row())
    }

    /// 件数 beside a choice: as written, else as counted; none where the form has no such place.
    fn count(&mut self, field: &Field<'a>) -> Option<(String, Holds)> {
        let assessment = self.assessment;
        let form = assessment.form;
        let children = form.children(Some(field.item)).iter();
        let counter = children
            .map(|c| &form.items[*c])
            .find(|item| item.kind == ItemKind::Count)?;
        let id = id_at(&counter.id, &field.at);
        self.written.insert(id.clone());
        let written = assessment.item(&id).and_then(|f| raw(&f.value));
        let list = counter.counts.as_deref().map(|list| id_at(list, &field.at));
        let counted = list.map_or(0, |list| assessment.entries(&list));
        Some(match written {
            None if counted > 0 => (counted.to_string(), Holds::Repeated(id)),
            text => {
                let part = Part::Whole;
                (
                    text.unwrap_or_default().to_owned(),
                    Holds::One(Pin { id, part }),
                )
            }
        })
    }

    /// `[ ○ ] 紙  [　] 専用線 …`: two beside each other where they are short, one with brackets after it in its own row.
    pub(super) fn checks(
        &mut self,
        id: &str,
        item: &Item,
        value: &Value<'a>,
        start: u16,
    ) -> Result<(), XlsxError> {
        let checks: &[Checked] = match value {
            Value::Checks(checks) => checks,
            _ => &[],
        };
        let pin = |part: Part| Pin {
            id: id.to_owned(),
            part,
        };
        let half = (COLUMNS - start) / 2;
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for (n, option) in item.options.iter().enumerate() {
            let here: Vec<&Checked> = checks.iter().filter(|c| c.option == Some(n)).collect();
            let mark = if here.is_empty() { "" } else { "○" };
            let needed = self.sheet.columns_for(&option.text).max(2);
            if !option.slot && needed + 3 <= half {
                let is_open = |row: &Vec<Cell>| {
                    row.len() == 4 && row[3].column == start + 3 && row[3].span == half - 3
                };
                let column = if rows.last().is_some_and(is_open) {
                    start + half
                } else {
                    rows.push(Vec::new());
                    start
                };
                let mut cells = ticked(column, mark, pin(Part::Tick(n + 1)));
                cells.push(Cell::words(
                    column + 3,
                    half - 3,
                    Style::Words,
                    &option.text,
                ));
                if let Some(row) = rows.last_mut() {
                    row.append(&mut cells);
                }
                continue;
            }
            let mut row = ticked(start, mark, pin(Part::Tick(n + 1)));
            let room = COLUMNS - start - 3;
            if !option.slot {
                row.push(Cell::words(start + 3, room, Style::Words, &option.text));
                rows.push(row);
                continue;
            }
            let details = here.iter().filter_map(|c| c.detail);
            let details: Vec<&str> = details.map(|d| without_end(&d.text)).collect();
            let unit = if item.counts_of.contains_key(&option.text) {
                "）件"
            } else {
                "）"
            };
            let mut column = start + 3;
            if needed + 10 <= room {
                row.push(Cell::words(column, needed, Style::Words, &option.text));
                column += needed;
            } else {
                row.push(Cell::words(column, room, Style::Words, &option.text));
                rows.push(std::mem::take(&mut row));
            }
            let span = COLUMNS - column - 4;
            row.push(Cell::words(column, 1, Style::Words, "（"));
            let slot = pin(Part::Slot(n + 1));
            row.push(Cell::value(
                column + 1,
                span,
                Style::Value,
                &details.join("\n"),
                slot,
            ));
            row.push(Cell::words(column + 1 + span, 3, Style::Words, unit));
            rows.push(row);
        }
        let unknown = checks.iter().filter(|c| c.option.is_none());
        for (n, checked) in (item.options.len() + 1..).zip(unknown) {
            let detail = checked
                .detail
                .map(|d| format!("：{}", without_end(&d.text)));
            let text = format!("{}{}", checked.text.text, detail.unwrap_or_default());
            let mut row = ticked(start, "○", pin(Part::Tick(n)));
            let slot = pin(Part::Slot(n));
            let span = COLUMNS - start - 3;
            row.push(Cell::value(start + 3, span, Style::Value, &text, slot));
            rows.push(row);
        }
        let last = rows.len().saturating_sub(1);
        for (n, row) in rows.into_iter().enumerate() {
            let ticks: Vec<u16> = row
                .iter()
                .filter(|c| is_tick(c))
                .map(|c| c.column)
                .collect();
            let frame = Frame {
                top: n == 0,
                bottom: n == last,
                ..Frame::WHOLE
            };
            let at = self.sheet.group(start, row, frame)?;
            for column in ticks {
                self.sheet.offer(at.start, column, &tick())?;
            }
        }
        Ok(())
    }
}

fn is_tick(cell: &Cell) -> bool {
    matches!(&cell.holds, Holds::One(pin) if matches!(pin.part, Part::Tick(_)))
}

/// `[`, a mark, `]`: the brackets in cells of their own, so that only the mark is typed.
fn ticked(column: u16, mark: &str, pin: Pin) -> Vec<Cell> {
    vec![
        Cell::words(column, 1, Style::Middle, "["),
        Cell::value(column + 1, 1, Style::Chosen, mark, pin),
        Cell::words(column + 2, 1, Style::Middle, "]"),
    ]
}

fn tick() -> Offer {
    Offer::Words(vec!["○".to_owned()])
}
