//! 別添１: its pictures, and the data of a figure that is written in words.

use rust_xlsxwriter::Image;

use super::cells::{COLUMNS, Cell, Frame};
use super::style::{ALL, Style};
use super::tables::shared;
use super::values::{raw, without_end};
use super::{Writer, XlsxError};
use crate::assessment::field::Field;
use crate::assessment::value::Value;
use crate::assets::picture::Picture;
use crate::form::{ItemId, ItemKind};
use crate::intake::cell::{Part, Pin};

/// The most pixels of a picture: it stays on one page.
const WIDEST: f64 = 500.0;
const HIGHEST: f64 = 860.0;

/// How wide a label inside the figure's cell is.
const LABEL: u16 = 6;

impl<'a> Writer<'_, 'a> {
    /// The figure: its pictures with their paths, then who is in it and what flows.
    pub(super) fn figure(&mut self, field: &Field<'a>, start: u16) -> Result<(), XlsxError> {
        self.written.insert(field.id.clone());
        let first = self.sheet.row();
        if let Value::Pictures(paths) = &field.value {
            for path in paths {
                if let Some(picture) = self.pictures.get(path.text.trim()) {
                    self.picture(picture, start)?;
                }
            }
            let paths: Vec<&str> = paths.iter().map(|path| path.text.as_str()).collect();
            self.texts(&field.id, &paths, start)?;
        }
        let form = self.assessment.form;
        for part in form.children(Some(field.item)) {
            self.part(*part, &field.at, start)?;
        }
        if self.sheet.row() == first {
            let blank = Cell::words(start, COLUMNS - start, Style::Words, "");
            self.sheet.group(start, vec![blank], Frame::WHOLE)?;
        }
        Ok(())
    }

    /// 登場者, 区画 or 流れ, where anything is written.
    fn part(&mut self, item: ItemId, at: &[usize], start: u16) -> Result<(), XlsxError> {
        let assessment = self.assessment;
        let form = assessment.form;
        let definition = &form.items[item];
        let Some(field) = assessment.at(&definition.id, at).filter(|f| !f.blank) else {
            return Ok(());
        };
        let first = self.sheet.row();
        match (&field.value, definition.kind) {
            (Value::Entries(count), _) => self.flows(item, &field.id, *count, start + LABEL)?,
            (_, ItemKind::Map) => {
                for inner in form.children(Some(item)) {
                    self.part(*inner, at, start + LABEL)?;
                }
            }
            _ => self.field(field, &definition.label, "", start + LABEL)?,
        }
        let rows = first..self.sheet.row();
        if !rows.is_empty() {
            self.sheet.label(rows, start, LABEL, &definition.label)?;
        }
        Ok(())
    }

    /// Entries as a table, a column for each of their items.
    fn flows(&mut self, list: ItemId, id: &str, count: usize, start: u16) -> Result<(), XlsxError> {
        let assessment = self.assessment;
        let form = assessment.form;
        let columns = form.children(Some(list));
        let key = |column: &ItemId| {
            form.items[*column]
                .id
                .rsplit('.')
                .next()
                .unwrap_or_default()
        };
        let wanted: Vec<u16> = columns
            .iter()
            .map(|column| {
                if form.items[*column].label.chars().count() > 2 {
                    3
                } else {
                    2
                }
            })
            .collect();
        let spans = shared(&wanted, COLUMNS - start);
        for n in 0..=count {
            let mut cells = Vec::new();
            let mut at = start;
            for (column, span) in columns.iter().zip(&spans) {
                let label = &form.items[*column].label;
                if n == 0 {
                    cells.push(Cell::words(at, *span, Style::Head, label));
                } else {
                    let id = format!("{id}[{n}].{}", key(column));
                    let text = assessment.item(&id).and_then(|f| raw(&f.value));
                    let pin = Pin {
                        id: id.clone(),
                        part: Part::Whole,
                    };
                    let text = without_end(text.unwrap_or_default());
                    cells.push(Cell::value(at, *span, Style::Value, text, pin));
                    self.written.insert(id);
                }
                at += span;
            }
            self.sheet.group(start, cells, Frame::EACH)?;
        }
        Ok(())
    }

    /// A picture that Excel can show, in its own size or as small as it has to be.
    fn picture(&mut self, picture: &Picture, start: u16) -> Result<(), XlsxError> {
        let Ok(image) = Image::new_from_buffer(&picture.bytes) else {
            return Ok(());
        };
        let pixels = |length: f64, dpi: f64| length * 96.0 / dpi.max(1.0);
        let width = pixels(image.width(), image.width_dpi());
        let height = pixels(image.height(), image.height_dpi());
        let scale = (WIDEST / width).min(HIGHEST / height).min(1.0);
        let (width, height) = (width * scale, height * scale);
        if !(width >= 1.0 && height >= 1.0) {
            return Ok(());
        }
        let image = image
            .set_scale_to_size(width, height, true)
            .set_alt_text("事務の内容の図");
        let rows = height as u32 + 12;
        let (row, worksheet) = self.sheet.picture(rows);
        worksheet.insert_image_with_offset(row, start, &image, 6, 6)?;
        let blank = Cell::words(start, COLUMNS - start, Style::Words, "");
        self.sheet.beside(row..self.sheet.row(), &blank, ALL)
    }
}
