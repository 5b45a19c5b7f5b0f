//! One text through the whole pipeline up to its findings.

use crate::assessment::{self, Assessment, NoForm};
use crate::diagnostic::{Diagnostic, Lang, Stage};
use crate::rules;
use crate::source::Source;

/// All findings of a text that stands alone.
pub fn check_text(source: &Source, stage: Stage, lang: Lang) -> Vec<Diagnostic> {
    let document = assessment::read(source);
    match Assessment::open(source, &document, stage) {
        Ok(assessment) => rules::run(&assessment, lang),
        Err(NoForm::Unknown(named)) => vec![rules::unknown_edition(named, lang)],
        Err(NoForm::Bad(why)) => vec![rules::broken_form(why, lang)],
    }
}
