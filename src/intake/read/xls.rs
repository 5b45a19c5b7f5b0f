//! .xls (BIFF8), read by its records: numbers as they are shown, struck-through words, hidden rows, text boxes and
//! comments. Every length in the file is checked against what is there.

mod container;
mod names;
mod objects;
mod records;
mod sheet;
mod strings;

use std::collections::HashSet;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::number_format::NumberFormat;
use super::rich::Rich;
use super::sheet::{Length, Sheet};
use super::xml::damaged;
use crate::intake::cell::{Book, Remark};
use crate::intake::refusal::{Format, Refusal};
use records::{Record, Records, long, short};

/// What all sheets share.
#[derive(Default)]
struct Shared {
    strings: Vec<Rich>,
    /// Whether each font is struck through.
    fonts: Vec<bool>,
    /// Font and format of each style.
    styles: Vec<(u16, u16)>,
    codes: FxHashMap<u16, String>,
    formats: FxHashMap<u16, Rc<NumberFormat>>,
    from_1904: bool,
}

struct Listed {
    at: usize,
    name: String,
    hidden: bool,
    is_worksheet: bool,
}

impl Shared {
    /// Whether a font is struck through. There is no font of the number 4.
    fn struck(&self, font: u16) -> bool {
        let n = usize::from(font);
        let n = if n > 4 { n - 1 } else { n };
        self.fonts.get(n).copied().unwrap_or(false)
    }

    /// How a style shows numbers, and whether it strikes through.
    fn style(&self, n: u16) -> (Rc<NumberFormat>, bool) {
        let (font, format) = self.styles.get(usize::from(n)).copied().unwrap_or_default();
        let shown = self.formats.get(&format).cloned();
        (shown.unwrap_or_default(), self.struck(font))
    }
}

/// Reads a workbook; of its sheets those that are named, or all.
///
/// # Errors
/// Where it is damaged, has a password, or has no sheet of a name.
pub(super) fn read(bytes: &[u8], names: &[String]) -> Result<Book, Refusal> {
    let container = container::Container::open(bytes).ok_or_else(damaged)?;
    let stream = container
        .stream("Workbook")
        .or_else(|| container.stream("Book"))
        .ok_or_else(damaged)?;
    let mut shared = Shared::default();
    let mut listed = Vec::new();
    let mut named = names::Names::default();
    let mut macros = container.has("_VBA_PROJECT_CUR");
    for record in Records::of(&stream) {
        match record.kind {
            0x0809 if short(record.data, 0) != Some(0x0600) => {
                return Err(Refusal::Format(Format::OldWorkbook));
            }
            0x002F => return Err(Refusal::Password),
            0x0085 => listed.extend(sheet_of(&record)),
            0x00D3 => macros = true,
            0x000A => break,
            _ => {
                global(&record, &mut shared)?;
                named.take(&record);
            }
        }
    }
    let ids: Vec<u16> = shared.styles.iter().map(|(_, format)| *format).collect();
    for id in ids {
        let own = shared.codes.get(&id).map(|code| NumberFormat::of(code));
        let format = own.unwrap_or_else(|| NumberFormat::built_in(u32::from(id)));
        shared.formats.entry(id).or_insert_with(|| Rc::new(format));
    }

    let all: Vec<String> = listed
        .iter()
        .map(|sheet: &Listed| sheet.name.clone())
        .collect();
    let wanted = super::chosen(names, &all)?;
    let mut book = Book::default();
    let mut length = Length::new();
    let mut said = HashSet::new();
    let mut pictures = 0;
    for (n, (sheet, wanted)) in listed.iter().zip(wanted).enumerate() {
        if !wanted {
            book.remarks.push(Remark::SheetLeftOut(sheet.name.clone()));
            continue;
        }
        if !sheet.is_worksheet {
            continue;
        }
        let mut out = Sheet {
            name: sheet.name.clone(),
            hidden: sheet.hidden,
            pins: named.pins(n),
            ..Sheet::default()
        };
        let records = stream.get(sheet.at..).ok_or_else(damaged)?;
        pictures += sheet::read(records, &shared, &mut length, &mut out)?;
        out.put(n, &mut said, &mut book)?;
    }
    if macros {
        book.remarks.push(Remark::Macros);
    }
    if named.links() > 0 {
        book.remarks.push(Remark::ExternalLinks(named.links()));
    }
    if pictures > 0 {
        book.remarks.push(Remark::Pictures(pictures));
    }
    Ok(book)
}

fn sheet_of(record: &Record) -> Option<Listed> {
    let data = record.data;
    Some(Listed {
        at: long(data, 0)? as usize,
        hidden: data.get(4)? & 3 != 0,
        is_worksheet: *data.get(5)? == 0,
        name: strings::short(data.get(6..)?)?,
    })
}

/// What is said before the sheets.
fn global(record: &Record, shared: &mut Shared) -> Result<(), Refusal> {
    let data = record.data;
    match record.kind {
        0x0022 => shared.from_1904 = short(data, 0) == Some(1),
        0x0031 => {
            let flags = short(data, 2).unwrap_or_default();
            shared.fonts.push(flags & 8 != 0);
        }
        0x041E => {
            let code = data.get(2..).and_then(strings::long);
            if let (Some(id), Some(code)) = (short(data, 0), code) {
                shared.codes.insert(id, code);
            }
        }
        0x00E0 => {
            let style = (short(data, 0), short(data, 2));
            let style = (style.0.unwrap_or_default(), style.1.unwrap_or_default());
            shared.styles.push(style);
        }
        0x00FC => {
            // The fonts stand before the texts.
            shared.strings = strings::table(record, shared)?;
        }
        _ => {}
    }
    Ok(())
}
