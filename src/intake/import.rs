//! The one door: a file of an office as an assessment.

use super::alignment::Alignment;
use super::cell::{Book, Part, Remark};
use super::draft::Draft;
use super::read::{self, Read};
use super::refusal::Refusal;
use super::{align, values, write};
use crate::assessment::newest_form;
use crate::form::{self, Form};
use crate::japanese::notation::norm_key;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The sheets to read; all where none is named.
    pub sheets: Vec<String>,
    /// 様式 of the result; none for the one that fits.
    pub form: Option<String>,
    /// 版 of the result; none for the one that fits.
    pub edition: Option<String>,
}

/// An assessment, read.
#[derive(Debug)]
pub struct Imported {
    /// Its YAML.
    pub yaml: String,
    /// The edition of the form with which it was read.
    pub form: &'static Form,
    /// How it was read.
    pub how: How,
    /// What the reader had to say of the file as a whole.
    pub remarks: Vec<Remark>,
}

/// How an assessment was read.
#[derive(Debug)]
pub enum How {
    /// Its own YAML was attached to the file.
    Attached,
    /// Put together from the cells of the file.
    Drafted(Box<Drafted>),
}

/// What an assessment was put together from.
#[derive(Debug)]
pub struct Drafted {
    /// The cells.
    pub book: Book,
    /// What they were found to be.
    pub alignment: Alignment,
    /// What they say.
    pub draft: Draft,
    /// Whether the file itself names its cells, as our own export does.
    pub is_marked: bool,
}

impl Imported {
    /// What was put together; none where the YAML was attached.
    pub fn drafted(&self) -> Option<&Drafted> {
        match &self.how {
            How::Attached => None,
            How::Drafted(drafted) => Some(drafted),
        }
    }
}

/// Reads a file; `name` is its name, by which formats of texts are known. Where several assessments stand in it, all of
/// them.
///
/// # Errors
/// Says why it can't be read, and what to do instead.
pub fn import(name: &str, bytes: &[u8], options: &Options) -> Result<Vec<Imported>, Refusal> {
    let book = match read::read(name, bytes, &options.sheets)? {
        Read::Yaml(yaml) => {
            let form = newest_form().map_err(|_| Refusal::NoText)?;
            return Ok(vec![Imported {
                yaml,
                form,
                how: How::Attached,
                remarks: Vec::new(),
            }]);
        }
        Read::Book(book) => book,
    };
    let form = form_of(&book, options)?;
    let parts = parts(book, form);
    let imported: Vec<Imported> = parts
        .into_iter()
        .map(|book| read_book(book, form))
        .collect();
    let is_empty = |one: &Imported| one.drafted().is_some_and(|d| d.draft.values.is_empty());
    if imported.iter().all(is_empty) {
        return Err(Refusal::NoAssessment);
    }
    Ok(imported)
}

/// Reads a file in which one assessment stands.
///
/// # Errors
/// As [`import`]; and where several stand in it.
pub fn import_one(name: &str, bytes: &[u8], options: &Options) -> Result<Imported, Refusal> {
    let mut all = import(name, bytes, options)?;
    match all.len() {
        1 => all.pop().ok_or(Refusal::NoAssessment),
        several => Err(Refusal::Several(several)),
    }
}

fn read_book(mut book: Book, form: &'static Form) -> Imported {
    let remarks = std::mem::take(&mut book.remarks);
    align::copy_down(&mut book, form);
    let alignment = align::align(&book, form);
    let draft = values::draft(&book, form, &alignment);
    let is_marked = book.cells.iter().any(|cell| {
        let pin = cell.pin.as_ref();
        pin.is_some_and(|pin| pin.part != Part::Printed)
    });
    Imported {
        yaml: write::yaml(&draft, form),
        form,
        how: How::Drafted(Box::new(Drafted {
            book,
            alignment,
            draft,
            is_marked,
        })),
        remarks,
    }
}

/// The edition that is asked for, that the file itself names, or that fits.
fn form_of(book: &Book, options: &Options) -> Result<&'static Form, Refusal> {
    let newest = newest_form().map_err(|_| Refusal::NoText)?;
    let said = |id: &str| {
        let mut pinned = book.cells.iter().filter(|cell| {
            let pin = cell.pin.as_ref();
            pin.is_some_and(|pin| pin.id == id) && !cell.text.trim().is_empty()
        });
        pinned.next().map(|cell| cell.text.clone())
    };
    let (fits_kind, fits_edition) = align::edition(book).unzip();
    let kind = options.form.clone().or_else(|| said("form"));
    let kind = kind.or_else(|| fits_kind.map(str::to_owned));
    let asked = kind.unwrap_or_else(|| newest.kind.clone());
    let edition = options.edition.clone().or_else(|| said("edition"));
    let edition = edition.or_else(|| fits_edition.map(str::to_owned));
    let edition = edition.or_else(|| newest_edition(&asked));
    let edition = edition.unwrap_or_else(|| newest.edition.clone());
    let found = form::embedded(&asked, &edition).and_then(Result::ok);
    if let Some(form) = found {
        return Ok(form);
    }
    // What the file itself names may be an edition of tomorrow; what is asked for must be there.
    if options.form.is_none() && options.edition.is_none() {
        return Ok(newest);
    }
    let known = form::editions().into_iter();
    let known = known.map(|(kind, edition)| format!("{kind} {edition}"));
    Err(Refusal::NoSuchForm {
        asked: format!("{asked} {edition}"),
        known: known.collect(),
    })
}

fn newest_edition(kind: &str) -> Option<String> {
    let all = form::editions().into_iter().rev();
    let mut of_kind = all.filter(|(known, _)| norm_key(known) == norm_key(kind));
    of_kind.next().map(|(_, edition)| edition.to_owned())
}

/// The book, cut where another assessment begins; what stands before the first cover belongs to the first.
fn parts(mut book: Book, form: &Form) -> Vec<Book> {
    let covers = align::covers(&book, form);
    let mut parts = Vec::new();
    for cut in covers.iter().skip(1).rev() {
        let cells = book.cells.split_off((*cut).min(book.cells.len()));
        parts.push(Book {
            cells,
            remarks: Vec::new(),
            line_ends: book.line_ends,
            order: book.order,
        });
    }
    parts.push(book);
    parts.reverse();
    parts
}

/// Whether bytes begin like a workbook, a document or a PDF, whatever the file is called.
pub fn is_packed(bytes: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 4] = [b"PK\x03\x04", b"PK\x05\x06", b"\xD0\xCF\x11\xE0", b"%PDF-"];
    BEGINNINGS.iter().any(|begin| bytes.starts_with(begin))
}
