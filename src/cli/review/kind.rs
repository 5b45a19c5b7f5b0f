//! What `review` can make: the papers, and in which formats.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::assessment::Assessment;
use crate::cli::pdf;
use crate::document::view::papers::PaperKind;
use crate::source::lang::Lang;

/// A paper that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum PaperArg {
    /// One that is made of the record alone.
    Paper(PaperKind),
    /// 委員資料: made of the record and its assessment.
    Packet,
}

impl PaperArg {
    /// As it is called, in arguments and in the names of files.
    pub(super) fn name(self) -> &'static str {
        match self {
            PaperArg::Paper(kind) => kind.name(),
            PaperArg::Packet => "委員資料",
        }
    }
}

const ALL: [PaperArg; PaperKind::ALL.len() + 1] = {
    let mut all = [PaperArg::Packet; PaperKind::ALL.len() + 1];
    let mut n = 0;
    while n < PaperKind::ALL.len() {
        all[n] = PaperArg::Paper(PaperKind::ALL[n]);
        n += 1;
    }
    all
};

impl ValueEnum for PaperArg {
    fn value_variants<'a>() -> &'a [Self] {
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// A format of a paper.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    Html,
    Pdf,
    Docx,
}

impl Format {
    /// The ending of its files.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Pdf => "pdf",
            Format::Docx => "docx",
        }
    }
}

/// What to make: what is asked for, else all that this program can.
///
/// # Errors
/// PDF is asked for, and this program has none.
pub(super) fn formats(asked: &[Format], lang: Lang) -> Result<Vec<Format>, String> {
    let able = cfg!(feature = "pdf");
    match asked {
        [] if able => Ok(vec![Format::Html, Format::Pdf, Format::Docx]),
        [] => Ok(vec![Format::Html, Format::Docx]),
        asked => {
            if asked.contains(&Format::Pdf) {
                pdf::is_there(lang)?;
            }
            let mut formats = asked.to_vec();
            formats.sort_by_key(|format| *format as u8);
            formats.dedup();
            Ok(formats)
        }
    }
}

/// The papers to make of a record: those that are asked for, else those for which it holds something.
pub(super) fn wanted(asked: &[PaperArg], record: &Assessment) -> Vec<PaperKind> {
    let all = PaperKind::ALL.into_iter();
    let is_wanted = |kind: &PaperKind| match asked {
        [] => kind.is_wanted(record),
        asked => asked.contains(&PaperArg::Paper(*kind)),
    };
    all.filter(is_wanted).collect()
}

/// Whether 委員資料 is to be made, and whether it was asked for by name.
pub(super) fn packet_wanted(asked: &[PaperArg]) -> (bool, bool) {
    let is_named = asked.contains(&PaperArg::Packet);
    (is_named || asked.is_empty(), is_named)
}
