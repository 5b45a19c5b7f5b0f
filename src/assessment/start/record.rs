//! A record of a review that is begun, beside an assessment.

use super::known::Known;
use super::{Guidance, write};
use crate::form::Form;

/// What is known of a record before the review.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordAnswers {
    /// The number of the assessment.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The work that it is of.
    pub office: String,
    /// Its file, as seen from the folder of the record.
    pub file: String,
    /// The body that reviews it.
    pub body: String,
}

/// The document: which assessment is reviewed and by whom; the parts that the review will bring are shown in comments.
pub fn document(form: &Form, answers: &RecordAnswers, guidance: Guidance) -> String {
    let mut known = Known::of(form);
    known.text("form", &[], &form.kind);
    known.text("edition", &[], &form.edition);
    let title = match answers.office.is_empty() {
        true => String::new(),
        false => format!("{}に係る特定個人情報保護評価について", answers.office),
    };
    known.text("title", &[], &title);
    known.entry("assessments[]", &[1]);
    known.text("assessments[].number", &[1], &answers.number);
    known.text("assessments[].title", &[1], &answers.title);
    known.text("assessments[].file", &[1], &answers.file);
    known.text("body.name", &[], &answers.body);
    write::yaml(form, &known, guidance)
}
