//! What is wrong in a document: the findings of `check`, as the protocol has them.

use std::path::Path;

use gen_lsp_types::{
    Code, Diagnostic as Shown, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Message,
    Position, Range, Uri,
};
use serde_json::{Value, json};

use super::convert::{self, Converter};
use super::documents::{Findings, Reading};
use super::folder::Folder;
use super::uri;
use crate::lint::companions::Companion;
use crate::lint::rules;
use crate::report::{lines, shown_fix};
use crate::source::diagnostic::{Diagnostic, Elsewhere, Label, Severity};
use crate::source::{Position as Counted, outward};

/// The name of what finds all this.
pub(super) const SOURCE: &str = "hyokasho";

/// What `check` finds in a document.
pub(super) fn findings(reading: &Reading, path: &Path, folder: &Folder, number: u64) -> Findings {
    let options = &folder.options;
    let read = match reading {
        Reading::Foreign | Reading::Begun(_) => {
            return Findings {
                number,
                ..Findings::default()
            };
        }
        Reading::Unreadable(why) => {
            return Findings {
                found: vec![rules::unreadable(*why, options.lang)],
                number,
                ..Findings::default()
            };
        }
        Reading::Text(read) => read,
    };
    let (checked, companions, failure) = folder.check(&read.source, &read.document, path);
    Findings {
        found: checked.diagnostics,
        companions,
        failure,
        number,
    }
}

/// How findings are shown.
pub(super) struct Shower<'a> {
    /// The document, as the editor names it.
    pub uri: &'a Uri,
    /// Leads to its places.
    pub text: Converter<'a>,
    /// The documents in which some places lie.
    pub companions: &'a [Companion],
}

impl Shower<'_> {
    /// All that is shown of a document.
    pub fn all(&self, findings: &Findings) -> Vec<Shown> {
        let failure = findings.failure.iter().map(|why| self.failure(why));
        failure
            .chain(findings.found.iter().map(|finding| self.finding(finding)))
            .collect()
    }

    /// A finding.
    pub fn finding(&self, finding: &Diagnostic) -> Shown {
        let related = finding
            .related
            .iter()
            .map(|label| self.related(label, finding));
        let elsewhere = finding
            .elsewhere
            .iter()
            .map(|place| self.elsewhere(place, finding));
        let related: Vec<_> = related.chain(elsewhere).collect();
        Shown {
            range: self.text.range(finding.primary.span),
            severity: Some(match finding.severity {
                Severity::Error => DiagnosticSeverity::Error,
                Severity::Warning => DiagnosticSeverity::Warning,
                Severity::Info => DiagnosticSeverity::Information,
            }),
            code: Some(Code::String(finding.code.to_owned())),
            code_description: None,
            source: Some(SOURCE.to_owned()),
            message: Message::String(said(finding)),
            tags: None,
            related_information: (!related.is_empty()).then_some(related),
            data: Some(self.data(finding)),
        }
    }

    /// What an editor that knows us may use: the item, and the fix.
    fn data(&self, finding: &Diagnostic) -> Value {
        let label = &finding.primary;
        let fix = shown_fix(finding).map(|fix| {
            let edits = fix.edits.iter().map(|edit| self.text.edit(edit));
            json!({ "safety": fix.safety.id(), "edits": edits.collect::<Vec<_>>() })
        });
        json!({ "item": label.item, "address": label.address, "fix": fix })
    }

    fn related(&self, label: &Label, finding: &Diagnostic) -> DiagnosticRelatedInformation {
        DiagnosticRelatedInformation {
            location: Location {
                uri: self.uri.clone(),
                range: self.text.range(label.span),
            },
            message: words(&label.address, &label.message, finding),
        }
    }

    fn elsewhere(&self, place: &Elsewhere, finding: &Diagnostic) -> DiagnosticRelatedInformation {
        let mut companions = self
            .companions
            .iter()
            .map(|companion| &companion.read.source);
        let source = companions.find(|source| source.name() == place.file);
        let position = |counted: Counted| match source {
            Some(source) => {
                let offset = counted.offset.saturating_sub(source.position(0).offset);
                convert::position(source, offset, self.text.encoding())
            }
            None => in_characters(counted),
        };
        DiagnosticRelatedInformation {
            location: Location {
                uri: uri::of_path(Path::new(&place.file)),
                range: Range {
                    start: position(place.start),
                    end: position(place.end),
                },
            },
            message: words(&place.address, &place.message, finding),
        }
    }

    /// What stands in the way of the check, at the beginning of the document.
    fn failure(&self, why: &str) -> Shown {
        Shown {
            range: Range::default(),
            severity: Some(DiagnosticSeverity::Error),
            source: Some(SOURCE.to_owned()),
            message: Message::String(outward::text(why)),
            ..Shown::default()
        }
    }
}

/// All that a finding says, without its places.
fn said(finding: &Diagnostic) -> String {
    lines(&[&finding.message, &finding.primary.message, &finding.help])
}

/// What is said at another place of a finding.
fn words(address: &str, message: &str, finding: &Diagnostic) -> String {
    match (address, message) {
        ("", "") => finding.headline().to_owned(),
        (words, "") | ("", words) => words.to_owned(),
        (address, message) => format!("{address}: {message}"),
    }
}

/// A place as people count it; of a document whose text is not at hand.
fn in_characters(counted: Counted) -> Position {
    let number = |n: usize| u32::try_from(n.saturating_sub(1)).unwrap_or(u32::MAX);
    Position {
        line: number(counted.line),
        character: number(counted.column),
    }
}
