//! .xlsx and .xlsm: one pass over the parts of the package. A sheet is a stream, so that formatted empty rows cost no
//! memory, and all that changes what is read (runs, number formats, hidden rows) is at hand where a cell is made.

mod cells;
mod comments;
mod drawing;
mod styles;

use std::collections::{HashMap, HashSet};

use super::package::{self, Package, Relation};
use super::rich::Rich;
use super::sheet::{Area, Length, Sheet};
use super::xml::{self, Event};
use crate::intake::cell::{Book, Pin, Remark};
use crate::intake::names;
use crate::intake::refusal::Refusal;

/// What the cells of all sheets share.
struct Shared {
    strings: Vec<Rich>,
    styles: styles::Styles,
    from_1904: bool,
}

/// What the workbook says of one sheet.
struct Listed {
    name: String,
    relation: String,
    hidden: bool,
}

/// Reads a workbook; of its sheets those that are named, or all.
///
/// # Errors
/// Where it is damaged, too large, or has no sheet of a name.
pub(super) fn read(package: &mut Package, names: &[String]) -> Result<Book, Refusal> {
    let path = workbook_path(package)?;
    let relations = package.relations(&path)?;
    let Some(text) = package.text(&path)? else {
        return Err(Refusal::Damaged(path));
    };
    let tree = package::tree(&text, &path)?;
    let listed = listed(&tree);
    let all: Vec<String> = listed.iter().map(|sheet| sheet.name.clone()).collect();
    let wanted = super::chosen(names, &all)?;
    let mut pins = pins(&tree, &listed);
    let shared = Shared {
        from_1904: tree
            .descendants()
            .find(|node| node.tag_name().name() == "workbookPr")
            .and_then(|node| node.attribute("date1904"))
            .is_some_and(xml::truth),
        strings: match target(&relations, "sharedStrings") {
            Some(path) => strings(package, path)?,
            None => Vec::new(),
        },
        styles: match target(&relations, "styles") {
            Some(path) => styles::read(package, path)?,
            None => styles::Styles::default(),
        },
    };

    let mut book = Book::default();
    let mut said = HashSet::new();
    let mut length = Length::new();
    let mut pictures = 0;
    for (n, sheet) in listed.iter().enumerate() {
        if !wanted[n] {
            book.remarks.push(Remark::SheetLeftOut(sheet.name.clone()));
            continue;
        }
        let relation = relations.iter().find(|r| r.id == sheet.relation);
        // Sheets that are a chart or hold macros have no cells.
        let Some(relation) = relation.filter(|r| r.kind == "worksheet" && !r.external) else {
            continue;
        };
        let mut out = Sheet {
            name: sheet.name.clone(),
            hidden: sheet.hidden,
            pins: pins.remove(&n).unwrap_or_default(),
            ..Sheet::default()
        };
        cells::read(package, &relation.target, &shared, &mut length, &mut out)?;
        pictures += around(package, &relation.target, &mut length, &mut out)?;
        out.put(n, &mut said, &mut book)?;
    }
    remarks(package, &relations, pictures, &mut book);
    Ok(book)
}

fn workbook_path(package: &mut Package) -> Result<String, Refusal> {
    let relations = package.relations("")?;
    let path = target(&relations, "officeDocument").unwrap_or("xl/workbook.xml");
    Ok(path.to_owned())
}

fn target<'r>(relations: &'r [Relation], kind: &str) -> Option<&'r str> {
    relations
        .iter()
        .find(|r| r.kind == kind && !r.external)
        .map(|r| r.target.as_str())
}

fn listed(tree: &roxmltree::Document) -> Vec<Listed> {
    tree.descendants()
        .filter(|node| node.tag_name().name() == "sheet")
        .map(|node| Listed {
            name: node.attribute("name").unwrap_or_default().to_owned(),
            relation: node
                .attributes()
                .find(|a| a.name() == "id" && a.namespace().is_some())
                .map_or(String::new(), |a| a.value().to_owned()),
            hidden: node
                .attribute("state")
                .is_some_and(|state| state != "visible"),
        })
        .collect()
}

/// The cells of a sheet that our own names mean: row, column and what the name says.
type Pinned = Vec<((u32, u32), Pin)>;

/// The cells that our own names mean, by their sheets. A name may mean several cells.
fn pins(tree: &roxmltree::Document, listed: &[Listed]) -> HashMap<usize, Pinned> {
    let sheets = listed.iter().enumerate();
    let sheets: HashMap<&str, usize> = sheets.map(|(n, sheet)| (sheet.name.as_str(), n)).collect();
    let mut pins: HashMap<usize, Pinned> = HashMap::new();
    for node in tree.descendants() {
        if node.tag_name().name() != "definedName" {
            continue;
        }
        let Some(pin) = node.attribute("name").and_then(names::pin) else {
            continue;
        };
        for one in references(node.text().unwrap_or_default()) {
            let place = one.rsplit_once('!').and_then(|(sheet, area)| {
                let sheet = match sheet.trim().strip_prefix('\'') {
                    Some(quoted) => quoted.strip_suffix('\'')?.replace("''", "'"),
                    None => sheet.trim().to_owned(),
                };
                let area = Area::of(area.trim())?;
                let n = sheets.get(sheet.as_str())?;
                Some((*n, (area.row, area.column)))
            });
            if let Some((n, at)) = place {
                pins.entry(n).or_default().push((at, pin.clone()));
            }
        }
    }
    pins
}

/// The references that a name joins by commas; the name of a sheet may hold one, too.
fn references(formula: &str) -> Vec<&str> {
    let mut quoted = false;
    let parts = formula.split(|c| {
        quoted ^= c == '\'';
        c == ',' && !quoted
    });
    parts.collect()
}

fn strings(package: &mut Package, path: &str) -> Result<Vec<Rich>, Refusal> {
    let mut strings = Vec::new();
    let mut length = Length::new();
    let at = |refusal| package::at(refusal, path);
    let Some(mut pull) = package.stream(path)? else {
        return Ok(strings);
    };
    while let Some(event) = pull.next().map_err(at)? {
        if matches!(&event, Event::Start(tag) if tag.name == "si") {
            let text = super::rich::read(&mut pull).map_err(at)?;
            length.add(&text.text)?;
            strings.push(text);
        }
    }
    Ok(strings)
}

/// What lies around the cells of a sheet: comments, text boxes. Returns how many pictures there are.
fn around(
    package: &mut Package,
    path: &str,
    length: &mut Length,
    out: &mut Sheet,
) -> Result<usize, Refusal> {
    let mut pictures = 0;
    let relations = package.relations(path)?;
    let of = |kind: &str| {
        let found = relations
            .iter()
            .filter(|r| r.kind == kind && !r.external)
            .map(|r| r.target.clone());
        found.collect::<Vec<_>>()
    };
    let threaded = of("threadedComment");
    let (mut threads, mut notes) = (Vec::new(), Vec::new());
    for path in threaded {
        threads.extend(comments::read(package, &path)?);
    }
    for path in of("comments") {
        notes.extend(comments::read(package, &path)?);
    }
    out.notes.extend(comments::merged(threads, notes));
    for path in of("drawing") {
        pictures += drawing::read(package, &path, &mut out.drawn)?;
    }
    for cell in &out.drawn {
        length.add(&cell.text)?;
    }
    Ok(pictures)
}

/// What is to be said of the workbook as a whole.
fn remarks(package: &Package, relations: &[Relation], pictures: usize, book: &mut Book) {
    let macros = relations
        .iter()
        .any(|r| r.kind == "vbaProject" || r.kind.to_ascii_lowercase().ends_with("macrosheet"));
    if macros || package.has("xl/vbaProject.bin") {
        book.remarks.push(Remark::Macros);
    }
    let links = relations
        .iter()
        .filter(|r| r.kind == "externalLink" || (r.external && r.kind != "hyperlink"))
        .count();
    if links > 0 {
        book.remarks.push(Remark::ExternalLinks(links));
    }
    if pictures > 0 {
        book.remarks.push(Remark::Pictures(pictures));
    }
}
