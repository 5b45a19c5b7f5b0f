//! One text through the whole pipeline up to its findings.

use crate::assessment::{self, Assessment, NoForm};
use crate::lint::known::EntryNames;
use crate::lint::rules::{self, Surroundings, Whole};
use crate::lint::suppress::{self, Suppressed};
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

/// All findings of a text that stands alone: nothing is known of pictures beside it.
pub fn check_text(source: &Source, stage: Stage, lang: Lang) -> Vec<Diagnostic> {
    check_source(source, &|_| Surroundings::default(), stage, lang).diagnostics
}

/// A text read, before it is laid over the form.
pub struct Read {
    document: Document,
    whole: Whole,
}

/// Reads a text.
pub fn read(source: &Source) -> Read {
    let (document, whole) = rayon::join(|| assessment::read(source), || Whole::of(source));
    Read { document, whole }
}

/// All findings of a text, with what lies beside it.
pub fn check_source(
    source: &Source,
    surroundings: &dyn Fn(&Assessment) -> Surroundings,
    stage: Stage,
    lang: Lang,
) -> Checked {
    check_read(source, read(source), surroundings, stage, lang)
}

/// The same of a text that is read.
pub fn check_read(
    source: &Source,
    read: Read,
    surroundings: &dyn Fn(&Assessment) -> Surroundings,
    stage: Stage,
    lang: Lang,
) -> Checked {
    let Read { document, whole } = read;
    // What the rules know is read while the form is laid over the file.
    let open = || Assessment::open(source, &document, stage);
    let (opened, ()) = rayon::join(open, rules::prepare);
    let alone = |mut why, whole: Whole| {
        rules::present(&mut why);
        Checked {
            diagnostics: vec![why],
            individual_numbers: whole.individual_numbers,
            ..Default::default()
        }
    };
    let checked = match opened {
        Ok(assessment) => check(&assessment, &surroundings(&assessment), whole, lang),
        Err(NoForm::Unknown(named)) => alone(rules::unknown_edition(named, lang), whole),
        Err(NoForm::Bad(why)) => alone(rules::broken_form(why, lang), whole),
    };
    // Nobody waits until the tree is taken down.
    rayon::spawn(|| drop(document));
    checked
}

/// All findings of an assessment, the excepted ones apart.
pub fn check_assessment(
    assessment: &Assessment,
    surroundings: &Surroundings,
    lang: Lang,
) -> Checked {
    let whole = Whole::of(assessment.source);
    check(assessment, surroundings, whole, lang)
}

fn check(
    assessment: &Assessment,
    surroundings: &Surroundings,
    whole: Whole,
    lang: Lang,
) -> Checked {
    let found = rules::run(assessment, surroundings, &whole, lang);
    let (diagnostics, suppressed) = suppress::apply(assessment, surroundings, found, lang);
    let excepted = suppressed.iter().map(|s| &s.diagnostic);
    Checked {
        entry_names: EntryNames::of(assessment, diagnostics.iter().chain(excepted)),
        diagnostics,
        suppressed,
        individual_numbers: whole.individual_numbers,
        is_whole: !assessment.is_broken(),
    }
}
