//! Findings and differences for people and for machines; one small file for each format.

pub mod diff;
pub mod github;
pub mod human;
pub mod json;
pub mod junit;
pub mod sarif;

use crate::japanese::individual_number;
use crate::source::diagnostic::{Diagnostic, Fix};

/// The fix of a finding, where it may be shown: one that writes an individual number would spread it.
fn shown_fix(finding: &Diagnostic) -> Option<&Fix> {
    let holds_number = |fix: &&Fix| {
        let mut texts = fix.edits.iter().map(|e| e.text.as_str());
        texts.any(|text| !individual_number::find(text).is_empty())
    };
    finding.fix.as_ref().filter(|fix| !holds_number(fix))
}
