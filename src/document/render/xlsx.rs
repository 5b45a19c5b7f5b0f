//! The official form as an Excel workbook that an office goes on writing in: a sheet for each chapter in A4, the row
//! heights computed, since no reader fits them to merged cells by itself.
//!
//! A pure function: the view, the assessment and the pictures come in, the same bytes come out. Every value is text,
//! never a formula, exactly as it is written in the assessment, and its cell has a name ([`crate::intake::names`]):
//! what was written is read back from it as it was. What the form does not print is on a sheet of its own, unless the
//! workbook is to be published.

mod beside;
mod cells;
mod chapters;
mod choices;
mod lines;
mod names;
mod pictures;
mod sheet;
mod style;
mod tables;
mod values;

use std::collections::BTreeMap;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use rustc_hash::FxHashSet;

use super::html::StageLabel;
use crate::assessment::Assessment;
use crate::assets::picture::Picture;
use crate::document::view::View;
use crate::source::diagnostic::Stage;
use crate::source::lang::Lang;
use cells::Paper;
use sheet::Sheet;

/// Why no workbook was made.
#[derive(Debug)]
pub enum XlsxError {
    /// A word that must be in one cell is longer than any cell. Where it is, and how it begins.
    TooLong {
        /// The sheet.
        sheet: String,
        /// Its first words.
        begins: String,
    },
    /// The library refuses something that we believe to be right.
    Workbook(rust_xlsxwriter::XlsxError),
}

impl From<rust_xlsxwriter::XlsxError> for XlsxError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        XlsxError::Workbook(error)
    }
}

impl XlsxError {
    /// For the user.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (XlsxError::TooLong { sheet, begins }, Lang::Ja) => format!(
                "Excel の一つのセルには 32,767 字までしか入りません。シート「{sheet}」に入る「{begins}…」を短くするか、別の欄に分けてください。"
            ),
            (XlsxError::TooLong { sheet, begins }, Lang::En) => format!(
                "a cell of Excel holds 32,767 characters; shorten what goes onto sheet {sheet} and begins with “{begins}…”"
            ),
            (XlsxError::Workbook(error), Lang::Ja) => {
                format!("Excel のファイルを作れません: {error}")
            }
            (XlsxError::Workbook(error), Lang::En) => {
                format!("the workbook could not be made: {error}")
            }
        }
    }
}

/// An assessment as a workbook. `pictures` holds the images of 別添１ by the path that the assessment writes.
///
/// # Errors
/// A single word is longer than a cell.
pub fn render(
    view: &View,
    assessment: &Assessment,
    pictures: &BTreeMap<String, Picture>,
) -> Result<Vec<u8>, XlsxError> {
    let mut writer = Writer {
        view,
        assessment,
        pictures,
        sheets: names::sheets(view),
        sheet: Sheet::new("", Paper::Portrait, "")?,
        done: Vec::new(),
        written: FxHashSet::default(),
        addresses: FxHashSet::default(),
    };
    writer.chapters()?;
    if assessment.stage != Stage::Publish {
        writer.beside()?;
    }
    writer.finish()
}

/// The work in progress.
struct Writer<'b, 'a> {
    view: &'b View,
    assessment: &'b Assessment<'a>,
    pictures: &'b BTreeMap<String, Picture>,
    /// The names of the sheets, one for each chapter.
    sheets: Vec<String>,
    /// The sheet that is being written.
    sheet: Sheet,
    /// Those before it.
    done: Vec<Sheet>,
    /// The ids of the items that have their place.
    written: FxHashSet<String>,
    /// The addresses that name a cell already, in their comparison form.
    addresses: FxHashSet<String>,
}

impl Writer<'_, '_> {
    /// Begins a sheet.
    fn begin(&mut self, name: &str, paper: Paper) -> Result<(), XlsxError> {
        let stage = StageLabel::of(&self.view.stage).words();
        let next = Sheet::new(name, paper, stage)?;
        let last = std::mem::replace(&mut self.sheet, next);
        if !last.name.is_empty() {
            self.done.push(last);
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<u8>, XlsxError> {
        self.begin("end", Paper::Portrait)?;
        let mut workbook = Workbook::new();
        let (format, row, column) = style::default();
        workbook.set_default_format(&format, row, column)?;
        workbook.set_properties(&self.properties()?);
        let (mut words, mut known) = (1, FxHashSet::default());
        for mut sheet in self.done {
            for (name, area) in std::mem::take(&mut sheet.named) {
                if known.insert(name.clone()) {
                    workbook.define_name(name, &format!("={area}"))?;
                }
            }
            for (name, areas) in names::of_words(&sheet.words, words) {
                workbook.define_name(name, &format!("={areas}"))?;
                words += 1;
            }
            workbook.push_worksheet(sheet.finish()?);
        }
        Ok(workbook.save_to_buffer()?)
    }

    /// What a file manager shows. The date is the document's, so that the bytes are the same every time.
    fn properties(&self) -> Result<DocProperties, XlsxError> {
        let meta = &self.view.meta;
        let day = self.assessment.date();
        let part = |n: i8| n.unsigned_abs();
        let year = u16::try_from(day.year()).unwrap_or(2018).clamp(1900, 9999);
        let date = ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))?;
        let clipped = |text: &str| text.chars().take(200).collect::<String>();
        Ok(DocProperties::new()
            .set_title(clipped(&meta.title))
            .set_author(clipped(&meta.agency))
            .set_subject(clipped(&self.view.form.title))
            .set_creation_datetime(&date))
    }
}

#[cfg(test)]
mod tests;
