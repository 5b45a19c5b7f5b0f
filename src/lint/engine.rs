//! One text through the whole pipeline up to its findings.

use crate::assessment::{self, Assessment, NoForm};
use crate::lint::entry_names::EntryNames;
use crate::lint::rules::{self, CheckInputs, Facts, RawScan};
use crate::lint::suppress::{self, Applied, Suppressed};
use crate::source::diagnostic::{Diagnostic, Stage};
use crate::source::lang::Lang;
use crate::source::{Source, Span};
use crate::yaml::Document;

/// What a text's check gives.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// The findings in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that the officer excepts, with reasons.
    pub suppressed: Vec<Suppressed>,
    /// The places of 個人番号 in the text, whose digits no report shows.
    pub individual_numbers: Vec<Span>,
    /// What the entries are called in which findings lie.
    pub entry_names: EntryNames,
    /// Whether all of the text was read, as a form that is known: what was not found in it is not there.
    pub is_whole: bool,
}

/// All findings of a text by itself: nothing is known of pictures.
pub fn check_text(source: &Source, stage: Stage, lang: Lang) -> Vec<Diagnostic> {
    check_source(source, &|_| CheckInputs::default(), stage, lang).diagnostics
}

/// All findings of a text, with its inputs.
pub fn check_source(
    source: &Source,
    inputs: &dyn Fn(&Assessment) -> CheckInputs,
    stage: Stage,
    lang: Lang,
) -> Checked {
    check_read(source, &assessment::read(source), inputs, stage, lang)
}

/// The same of a text that was read.
pub fn check_read(
    source: &Source,
    document: &Document,
    inputs: &dyn Fn(&Assessment) -> CheckInputs,
    stage: Stage,
    lang: Lang,
) -> Checked {
    let raw = RawScan::of(source);
    match Assessment::open(source, document, stage) {
        Ok(assessment) => {
            let inputs = inputs(&assessment);
            let facts = Facts::of(&assessment, &inputs, &raw);
            check(&inputs, &facts, lang)
        }
        Err(why) => no_form(why, &raw, lang),
    }
}

/// The one finding of a text whose form we do not have.
fn no_form(why: NoForm, raw: &RawScan, lang: Lang) -> Checked {
    let mut finding = match why {
        NoForm::Unknown(named) => rules::unknown_edition(named, lang),
        NoForm::Bad(why) => rules::broken_form(why, lang),
    };
    rules::present(&mut finding);
    Checked {
        diagnostics: vec![finding],
        individual_numbers: raw.individual_numbers.clone(),
        ..Default::default()
    }
}

/// All findings of an assessment, the excepted ones apart.
pub fn check_assessment(assessment: &Assessment, inputs: &CheckInputs, lang: Lang) -> Checked {
    let raw = RawScan::of(assessment.source);
    let facts = Facts::of(assessment, inputs, &raw);
    check(inputs, &facts, lang)
}

fn check(inputs: &CheckInputs, facts: &Facts, lang: Lang) -> Checked {
    let assessment = facts.assessment;
    let found = rules::run(inputs, facts, lang);
    let Applied {
        kept: mut diagnostics,
        suppressed,
        judged,
    } = suppress::apply(assessment, inputs, found, lang);
    if !judged.is_empty() {
        let of_exceptions = rules::run_over_exceptions(inputs, facts, &judged, lang);
        diagnostics.extend(of_exceptions);
        diagnostics.sort_by_key(|d| (d.primary.span, d.code));
    }
    let excepted = suppressed.iter().map(|s| &s.diagnostic);
    Checked {
        entry_names: EntryNames::of(assessment, diagnostics.iter().chain(excepted)),
        diagnostics,
        suppressed,
        individual_numbers: facts.raw.individual_numbers.clone(),
        is_whole: !assessment.is_broken(),
    }
}
