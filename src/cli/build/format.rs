//! What `build` can make of an assessment.

use clap::ValueEnum;

use crate::cli::export::Office;
use crate::cli::pdf;
use crate::source::lang::Lang;

/// A format of the output.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    Html,
    Pdf,
    Xlsx,
    Docx,
}

impl Format {
    /// The format that an office's own programs open, if it is one.
    pub(super) fn office(self) -> Option<Office> {
        match self {
            Format::Html | Format::Pdf => None,
            Format::Xlsx => Some(Office::Xlsx),
            Format::Docx => Some(Office::Docx),
        }
    }

    /// The ending of its files.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Pdf => "pdf",
            Format::Xlsx => Office::Xlsx.ending(),
            Format::Docx => Office::Docx.ending(),
        }
    }
}

/// What to make: what is asked for, else all that this program can.
pub(super) fn formats(asked: &[Format], lang: Lang) -> Result<Vec<Format>, String> {
    let able = cfg!(feature = "pdf");
    match asked {
        [] if able => Ok(vec![Format::Html, Format::Pdf]),
        [] => Ok(vec![Format::Html]),
        asked => {
            if asked.contains(&Format::Pdf) {
                pdf::is_there(lang)?;
            }
            Ok(asked.to_vec())
        }
    }
}
