//! .ods: what each cell shows stands in it as text; comments, hidden rows and struck-through words as in other books.

mod cells;
mod styles;

use std::collections::{HashMap, HashSet};

use super::package::{self, Package};
use super::sheet::{Area, Length};
use super::xml::{Event, Tag};
use crate::intake::cell::{Book, Pin, Remark};
use crate::intake::names;
use crate::intake::refusal::Refusal;

const CONTENT: &str = "content.xml";

/// Reads a workbook; of its sheets those that are named, or all.
///
/// # Errors
/// Where it is damaged, has a password, or has no sheet of a name.
pub(super) fn read(package: &mut Package, wanted: &[String]) -> Result<Book, Refusal> {
    let manifest = package.bytes("META-INF/manifest.xml")?.unwrap_or_default();
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(Refusal::Password);
    }
    let listed = listed(package)?;
    let wanted = super::chosen(wanted, &listed.sheets)?;
    let mut pins = pins(&listed.names);
    let styles = styles::read(package)?;
    let mut book = Book::default();
    let mut length = Length::new();
    let mut said = HashSet::new();
    let mut around = cells::Around::default();
    let Some(mut pull) = package.stream(CONTENT)? else {
        return Err(Refusal::Damaged(CONTENT.to_owned()));
    };
    let mut n = 0;
    while let Some(event) = pull.next().map_err(|e| package::at(e, CONTENT))? {
        let Event::Start(tag) = event else {
            continue;
        };
        // A table may lie in a chart or a text box: only those of the book itself are sheets.
        if tag.name != "table" || tag.attribute("name").is_none() {
            continue;
        }
        let name = tag.attribute("name").unwrap_or_default().into_owned();
        if !wanted.get(n).copied().unwrap_or(true) {
            book.remarks.push(Remark::SheetLeftOut(name));
            pull.skip().map_err(|e| package::at(e, CONTENT))?;
        } else {
            let hidden = styles.hides(tag.attribute("style-name").as_deref());
            let mut out = super::sheet::Sheet {
                pins: pins.remove(&name).unwrap_or_default(),
                name,
                hidden,
                ..Default::default()
            };
            cells::read(&mut pull, &styles, &mut length, &mut around, &mut out)
                .map_err(|e| package::at(e, CONTENT))?;
            out.put(n, &mut said, &mut book)?;
        }
        n += 1;
    }
    drop(pull);
    if package
        .names()
        .iter()
        .any(|name| name.starts_with("basic/") || name.starts_with("scripts/"))
    {
        book.remarks.push(Remark::Macros);
    }
    if around.links > 0 {
        book.remarks.push(Remark::ExternalLinks(around.links));
    }
    if around.pictures > 0 {
        book.remarks.push(Remark::Pictures(around.pictures));
    }
    Ok(book)
}

/// What a workbook says before and behind its cells.
#[derive(Default)]
struct Outline {
    sheets: Vec<String>,
    names: Vec<(String, String)>,
}

impl Outline {
    /// Takes a name: of one cell, or of several in brackets.
    fn name(&mut self, tag: Tag) {
        let value = |name: &str| tag.attribute(name).unwrap_or_default().into_owned();
        match tag.name {
            "named-range" => self
                .names
                .push((value("name"), value("cell-range-address"))),
            "named-expression" => {
                for cell in value("expression").split('[').skip(1) {
                    let cell = cell.split(']').next().unwrap_or_default();
                    self.names.push((value("name"), cell.to_owned()));
                }
            }
            _ => {}
        }
    }
}

/// The sheets and the names of cells: the names stand behind the sheets for which they are needed.
fn listed(package: &mut Package) -> Result<Outline, Refusal> {
    let at = |e| package::at(e, CONTENT);
    let mut out = Outline::default();
    let Some(mut pull) = package.stream(CONTENT)? else {
        return Err(Refusal::Damaged(CONTENT.to_owned()));
    };
    while let Some(event) = pull.next().map_err(at)? {
        let Event::Start(tag) = event else {
            continue;
        };
        match tag.name {
            "table" if tag.attribute("name").is_some() => {
                let name = tag.attribute("name").unwrap_or_default();
                out.sheets.push(name.into_owned());
                // A table in a cell is no sheet.
                names_within(&mut pull, &mut out).map_err(at)?;
            }
            _ => out.name(tag),
        }
    }
    Ok(out)
}

/// Passes over a sheet, in which names may stand, too.
fn names_within<R: std::io::BufRead>(
    pull: &mut super::xml::Pull<R>,
    out: &mut Outline,
) -> Result<(), Refusal> {
    let mut depth = 1;
    while depth > 0 {
        match pull.next()? {
            Some(Event::Start(tag)) => {
                depth += 1;
                out.name(tag);
            }
            Some(Event::End(_)) => depth -= 1,
            Some(Event::Text(_)) => {}
            None => break,
        }
    }
    Ok(())
}

/// The cells of a sheet that our own names mean: row, column and what the name says.
type Pinned = Vec<((u32, u32), Pin)>;

/// The cells that our own names mean (`$'Ⅱ'.$C$14`), by their sheets.
fn pins(named: &[(String, String)]) -> HashMap<String, Pinned> {
    let of = |name: &str, address: &str| {
        let pin = names::pin(name)?;
        let first = address.split_once(':').map_or(address, |(first, _)| first);
        let (sheet, cell) = first.rsplit_once('.')?;
        let sheet = sheet.trim_start_matches('$');
        let sheet = match sheet.strip_prefix('\'') {
            Some(quoted) => quoted.strip_suffix('\'')?.replace("''", "'"),
            None => sheet.to_owned(),
        };
        let area = Area::of(cell)?;
        Some((sheet, ((area.row, area.column), pin)))
    };
    let mut pins: HashMap<String, Pinned> = HashMap::new();
    for (name, address) in named {
        if let Some((sheet, pin)) = of(name, address) {
            pins.entry(sheet).or_default().push(pin);
        }
    }
    pins
}
