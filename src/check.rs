//! One text through the whole pipeline up to its findings.

use crate::assessment::{self, Assessment, NoForm};
use crate::diagnostic::{Diagnostic, Lang, Stage};
use crate::rules::{self, Surroundings};
use crate::source::Source;
use crate::suppress::{self, Suppressed};

/// What a text's check gives.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// The findings in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that the officer excepts, with reasons.
    pub suppressed: Vec<Suppressed>,
}

/// All findings of a text that stands alone: nothing is known of pictures beside it.
pub fn check_text(source: &Source, stage: Stage, lang: Lang) -> Vec<Diagnostic> {
    check_source(source, &|_| Surroundings::default(), stage, lang).diagnostics
}

/// All findings of a text, with what lies beside it.
pub fn check_source(
    source: &Source,
    surroundings: &dyn Fn(&Assessment) -> Surroundings,
    stage: Stage,
    lang: Lang,
) -> Checked {
    let document = assessment::read(source);
    let alone = |diagnostic| Checked {
        diagnostics: vec![diagnostic],
        suppressed: Vec::new(),
    };
    match Assessment::open(source, &document, stage) {
        Ok(assessment) => check_assessment(&assessment, &surroundings(&assessment), lang),
        Err(NoForm::Unknown(named)) => alone(rules::unknown_edition(named, lang)),
        Err(NoForm::Bad(why)) => alone(rules::broken_form(why, lang)),
    }
}

/// All findings of an assessment, the excepted ones apart.
pub fn check_assessment(
    assessment: &Assessment,
    surroundings: &Surroundings,
    lang: Lang,
) -> Checked {
    let found = rules::run(assessment, surroundings, lang);
    let (diagnostics, suppressed) = suppress::apply(assessment, surroundings, found, lang);
    Checked {
        diagnostics,
        suppressed,
    }
}
