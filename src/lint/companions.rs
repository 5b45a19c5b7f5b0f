//! The documents that belong to the one under check: the record of its review, or the assessments that a record is about.
//!
//! They are found by path and by 評価書番号 before the check (`cli::companions`), each read once in a run. A rule sees them
//! laid over their forms, and names places in them by `FindingBuilder::elsewhere`.

use std::sync::{Arc, OnceLock};

use crate::assessment::Assessment;
use crate::compare::changelog::base::Former;
use crate::source::Source;
use crate::source::diagnostic::Stage;
use crate::yaml::Document;

/// A document as it was read.
#[derive(Debug)]
pub struct Read {
    /// Its text.
    pub source: Source,
    /// Its tree.
    pub document: Document,
}

/// A document that belongs to the one under check.
#[derive(Debug, Clone)]
pub struct Companion {
    /// The document.
    pub read: Arc<Read>,
    /// Whether the run checks it by itself, too: then a contradiction of the two is reported in one of them alone.
    pub is_checked: bool,
    /// Its version at the revision that the run compares with (`--base`), with the name of that.
    pub former: Option<(String, Arc<Read>)>,
}

/// A companion laid over its form.
#[derive(Debug)]
pub struct Opened<'a> {
    /// The document.
    pub assessment: Assessment<'a>,
    /// See [`Companion::is_checked`].
    pub is_checked: bool,
    /// See [`Companion::former`].
    pub former: Option<(&'a str, Assessment<'a>)>,
    compared: OnceLock<Option<Former>>,
}

impl Opened<'_> {
    /// What differs from its version at the revision that the run compares with.
    pub fn compared(&self) -> Option<&Former> {
        let compare = || {
            let (name, old) = self.former.as_ref()?;
            Some(Former::of((*name).to_owned(), old, &self.assessment))
        };
        self.compared.get_or_init(compare).as_ref()
    }
}

/// The companions whose forms we have.
pub fn opened(companions: &[Companion], stage: Stage) -> Vec<Opened<'_>> {
    companions
        .iter()
        .filter_map(|companion| open(companion, stage))
        .collect()
}

fn open(companion: &Companion, stage: Stage) -> Option<Opened<'_>> {
    let former = companion.former.as_ref();
    Some(Opened {
        assessment: over_form(&companion.read, stage)?,
        is_checked: companion.is_checked,
        former: former.and_then(|(name, read)| Some((name.as_str(), over_form(read, stage)?))),
        compared: OnceLock::new(),
    })
}

fn over_form(read: &Read, stage: Stage) -> Option<Assessment<'_>> {
    Assessment::open(&read.source, &read.document, stage).ok()
}
