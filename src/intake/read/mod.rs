//! Files of any kind, read into a [`Book`]: its content says what a file is, not its name.

mod csv;
mod docx;
mod html;
mod kind;
mod margins;
mod markup;
mod number_format;
mod ods;
mod package;
#[cfg(feature = "read-pdf")]
mod pdf;
mod rich;
mod sheet;
mod text;
mod xls;
mod xlsx;
mod xml;
mod xml_workbook;

use super::cell::Book;
use super::refusal::{Format, Refusal};
use crate::japanese::notation::fold;
use kind::FileKind;
use package::Package;

/// The largest file that is read, in bytes: pictures take most of it.
pub const MAX_BYTES: usize = 128 * 1024 * 1024;

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// Cells, of which an assessment is to be made.
    Book(Book),
    /// The text of an assessment as we have written it: our own PDF carries it.
    Yaml(String),
}

/// Reads a file; of a workbook the sheets that are named, or all.
///
/// # Errors
/// Says why it can't be read.
pub fn read(name: &str, bytes: &[u8], sheets: &[String]) -> Result<Read, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::TooLarge(MAX_BYTES as u64 >> 20));
    }
    let kind = kind::of(name, bytes)?;
    let has_sheets = matches!(
        kind,
        FileKind::Xlsx | FileKind::Xls | FileKind::Ods | FileKind::XmlWorkbook
    );
    if !has_sheets && !sheets.is_empty() {
        return Err(Refusal::NoSheets);
    }
    let book = match kind {
        FileKind::Xlsx => xlsx::read(&mut Package::open(bytes)?, sheets)?,
        FileKind::Xls => xls::read(bytes, sheets)?,
        FileKind::Ods => ods::read(&mut Package::open(bytes)?, sheets)?,
        FileKind::Docx => docx::read(&mut Package::open(bytes)?)?,
        FileKind::Xlsb => return Err(Refusal::Format(Format::BinaryWorkbook)),
        FileKind::XmlWorkbook => xml_workbook::read(&text::decode(bytes)?, sheets)?,
        FileKind::Html => text::page(&text::decode(bytes)?),
        FileKind::Csv => csv::read(&text::decode(bytes)?),
        FileKind::Markdown | FileKind::Text => text::read(&text::decode(bytes)?),
        #[cfg(feature = "read-pdf")]
        FileKind::Pdf => return pdf::read(bytes),
        #[cfg(not(feature = "read-pdf"))]
        FileKind::Pdf => return Err(Refusal::WithoutPdf),
    };
    if book.cells.is_empty() {
        return Err(Refusal::NoText);
    }
    Ok(Read::Book(book))
}

/// Which sheets are to be read: those that are named, or all. A name may differ in its forms of letters.
fn chosen(names: &[String], all: &[String]) -> Result<Vec<bool>, Refusal> {
    if names.is_empty() {
        return Ok(vec![true; all.len()]);
    }
    let mut out = vec![false; all.len()];
    for name in names {
        let exact = all.iter().position(|sheet| sheet == name);
        let like = || {
            let key = fold(name);
            all.iter()
                .position(|sheet| fold(sheet).trim() == key.trim())
        };
        let Some(n) = exact.or_else(like) else {
            return Err(Refusal::NoSuchSheet {
                name: name.clone(),
                sheets: all.to_vec(),
            });
        };
        out[n] = true;
    }
    Ok(out)
}
