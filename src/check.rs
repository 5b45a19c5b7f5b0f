//! One text through the whole pipeline up to its findings.

use crate::assessment::{self, Assessment, NoForm};
use crate::diagnostic::{Diagnostic, Lang, Stage};
use crate::rules::{self, Surroundings};
use crate::source::Source;

/// All findings of a text that stands alone: nothing is known of pictures beside it.
pub fn check_text(source: &Source, stage: Stage, lang: Lang) -> Vec<Diagnostic> {
    check_source(source, &|_| Surroundings::default(), stage, lang)
}

/// All findings of a text, with what lies beside it.
pub fn check_source(
    source: &Source,
    surroundings: &dyn Fn(&Assessment) -> Surroundings,
    stage: Stage,
    lang: Lang,
) -> Vec<Diagnostic> {
    let document = assessment::read(source);
    match Assessment::open(source, &document, stage) {
        Ok(assessment) => rules::run(&assessment, &surroundings(&assessment), lang),
        Err(NoForm::Unknown(named)) => vec![rules::unknown_edition(named, lang)],
        Err(NoForm::Bad(why)) => vec![rules::broken_form(why, lang)],
    }
}
