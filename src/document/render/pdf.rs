//! The official form as PDF, by itself PDF/A-3a and PDF/UA-1, set by the embedded Typst engine.
//!
//! A pure function: the view, the pictures, the fonts and the date come in, the same bytes come out.
//! The view reaches the templates as JSON, so no value is ever read as markup.

mod fonts;
mod pages;
#[cfg(test)]
mod tests;
mod world;

use std::collections::BTreeMap;

use jiff::civil::Date;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfStandard, PdfStandards};

use super::html::HtmlError;
use super::templates::Templates;
use crate::config::settings::Standard;
use crate::document::view::View;
use crate::document::view::packet::Packet;
use crate::document::view::papers::Paper;
use crate::document::view::redline::{Redline, Sheet};

pub use fonts::{Fonts, missing_characters};

/// The assessment's YAML, attached to its PDF.
#[derive(Debug, Clone, Copy)]
pub struct Attachment<'a> {
    /// The name under which a reader finds it; folders are cut off.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What a PDF needs besides the view.
#[derive(Clone)]
pub struct PdfOptions<'a> {
    /// The date of the document; PDF/A asks for one, and the clock would make the bytes differ.
    pub date: Date,
    /// The pictures of 別添１ by their path as written.
    pub pictures: &'a BTreeMap<String, Vec<u8>>,
    /// The faces to print with.
    pub fonts: &'a Fonts,
    /// What to do about characters that no face has, and pictures that are not given.
    pub missing: Missing,
    /// The templates.
    pub templates: &'a Templates,
    /// What the PDF keeps to; the YAML is attached where it allows that.
    pub standard: Standard,
}

/// What becomes of a character without a glyph (PDF/A allows no empty boxes) and of a picture that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// They are errors.
    Refuse,
    /// 〓 is printed in place of the character, as printers do with a sort they lack, and a note in place of the
    /// picture: good enough for a draft.
    Mark,
}

/// Why no PDF was made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// No font has these characters.
    #[error("PDFの書体にない文字があります: {}", list(.0))]
    MissingCharacters(Vec<char>),
    /// A picture of the figure was not given.
    #[error("図の画像「{0}」がありません")]
    MissingPicture(String),
    /// The view could not be passed to the templates.
    #[error("評価書をひな型に渡せません: {0}")]
    Data(#[from] serde_json::Error),
    /// The drawn figure, which is a template of the pages, could not be made.
    #[error(transparent)]
    Drawing(#[from] HtmlError),
    /// A template does not compile, a picture can't be read, or the PDF breaks a standard.
    #[error("PDFを組版できません（{place}）: {message}")]
    Typesetting {
        /// The template and line, as people write it: `cover.typ 12行目`.
        place: String,
        /// What Typst says, in English, with its hints.
        message: String,
    },
}

fn list(characters: &[char]) -> String {
    let named = characters.iter().map(|&character| {
        let code = format!("U+{:04X}", u32::from(character));
        // Neither a control character nor a blank can be seen between quotation marks.
        if character.is_control() || character.is_whitespace() {
            code
        } else {
            format!("「{character}」（{code}）")
        }
    });
    named.collect::<Vec<_>>().join("、")
}

/// Sets an assessment as the official form.
///
/// # Errors
/// If a character or a picture is missing and [`Missing::Refuse`] is asked for, if a picture can't be read, or if a
/// replaced template is wrong.
pub fn render(view: &View, source: Attachment, options: &PdfOptions) -> Result<Vec<u8>, PdfError> {
    set(
        &world::FormWorld::of_form(view, source, options)?,
        options.standard,
    )
}

/// Sets an assessment as the official form, and says on which page each item begins, by its anchor.
///
/// # Errors
/// As [`render`].
pub fn render_with_pages(
    view: &View,
    source: Attachment,
    options: &PdfOptions,
) -> Result<(Vec<u8>, BTreeMap<String, usize>), PdfError> {
    let world = world::FormWorld::of_form(view, source, options)?;
    let document = compiled(&world)?;
    let pdf = written(&world, &document, options.standard);
    let pages = pages::of_document(&document);
    forget();
    Ok((pdf?, pages))
}

/// Sets a committee's packet: the packet itself, what changed, and the whole assessment. The record is attached where it is
/// given.
///
/// # Errors
/// As [`render`].
pub fn render_packet(
    packet: &Packet,
    document: (&View, Option<&Redline>),
    attachments: (Attachment, Option<Attachment>),
    options: &PdfOptions,
) -> Result<Vec<u8>, PdfError> {
    set(
        &world::FormWorld::of_packet(packet, document, attachments, options)?,
        options.standard,
    )
}

/// On which page each item of an assessment begins, by its anchor.
///
/// # Errors
/// As [`render`].
pub fn pages(
    view: &View,
    source: Attachment,
    options: &PdfOptions,
) -> Result<BTreeMap<String, usize>, PdfError> {
    let document = compiled(&world::FormWorld::of_form(view, source, options)?)?;
    let pages = pages::of_document(&document);
    forget();
    Ok(pages)
}

/// Sets a paper made of the record of a review; the record goes with it where one is given.
///
/// # Errors
/// As [`render`].
pub fn render_paper(
    paper: &Paper,
    source: Option<Attachment>,
    options: &PdfOptions,
) -> Result<Vec<u8>, PdfError> {
    set(
        &world::FormWorld::of_paper(paper, source, options)?,
        options.standard,
    )
}

/// Sets what changed between two versions.
///
/// # Errors
/// As [`render`].
pub fn render_redline(redline: &Redline, options: &PdfOptions) -> Result<Vec<u8>, PdfError> {
    set(
        &world::FormWorld::of_redline(redline, options)?,
        options.standard,
    )
}

/// Sets 新旧対照表.
///
/// # Errors
/// As [`render`].
pub fn render_sheet(sheet: &Sheet, options: &PdfOptions) -> Result<Vec<u8>, PdfError> {
    set(
        &world::FormWorld::of_sheet(sheet, options)?,
        options.standard,
    )
}

fn set(world: &world::FormWorld, standard: Standard) -> Result<Vec<u8>, PdfError> {
    let pdf = written(world, &compiled(world)?, standard);
    forget();
    pdf
}

fn compiled(world: &world::FormWorld) -> Result<PagedDocument, PdfError> {
    let compiled = typst::compile(world).output;
    compiled.map_err(|all| world.explain(&all))
}

/// Typst remembers every layout, some 65 MB an assessment; what the next one does not ask for again may go.
fn forget() {
    typst::comemo::evict(1);
}

fn written(
    world: &world::FormWorld,
    document: &PagedDocument,
    standard: Standard,
) -> Result<Vec<u8>, PdfError> {
    let standards = PdfStandards::new(kept(standard)).map_err(|error| PdfError::Typesetting {
        place: standard.name().to_owned(),
        message: error.message().to_string(),
    })?;
    let settings = typst_pdf::PdfOptions {
        creator: Smart::Custom(Some(
            concat!("hyokasho ", env!("CARGO_PKG_VERSION")).to_owned(),
        )),
        standards,
        ..Default::default()
    };
    typst_pdf::pdf(document, &settings).map_err(|all| world.explain(&all))
}

/// A standard as Typst knows it. What is made to be read aloud (level a) is PDF/UA, too, from PDF 1.7 on.
fn kept(standard: Standard) -> &'static [PdfStandard] {
    match standard {
        Standard::A3a => &[PdfStandard::A_3a, PdfStandard::Ua_1],
        Standard::A3u => &[PdfStandard::A_3u],
        Standard::A3b => &[PdfStandard::A_3b],
        Standard::A2a => &[PdfStandard::A_2a, PdfStandard::Ua_1],
        Standard::A2u => &[PdfStandard::A_2u],
        Standard::A2b => &[PdfStandard::A_2b],
        Standard::A1a => &[PdfStandard::A_1a],
        Standard::A1b => &[PdfStandard::A_1b],
        Standard::Ua1 => &[PdfStandard::Ua_1],
        Standard::Plain => &[PdfStandard::V_1_7],
    }
}
