//! All findings of one text: the whole pipeline from its characters to the rules.

use crate::assessment::{self, Assessment, NoForm};
use crate::diagnostic::{Diagnostic, Lang, Stage};
use crate::rules;
use crate::source::Source;

/// Checks a text as an assessment; findings come in the order of the file.
pub fn check_text(source: &Source, stage: Stage, lang: Lang) -> Vec<Diagnostic> {
    let document = assessment::read(source);
    match Assessment::open(source, &document, stage) {
        Ok(assessment) => rules::run(&assessment, lang),
        Err(NoForm::Unknown(named)) => vec![rules::unknown_edition(named, lang)],
        Err(NoForm::Bad(why)) => vec![rules::broken_form(why, lang)],
    }
}
