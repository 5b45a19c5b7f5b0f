//! Findings and differences for people and for machines; one small file for each format.

pub mod diff;
pub mod github;
pub mod human;
pub mod json;
pub mod junit;
pub mod sarif;

use crate::japanese::individual_number;
use crate::source::Source;
use crate::source::diagnostic::{Diagnostic, Fix};
use crate::source::lang::Lang;

/// The fix of a finding, where it may be shown: one that writes an individual number would spread it.
fn shown_fix(finding: &Diagnostic) -> Option<&Fix> {
    let holds_number = |fix: &&Fix| {
        let mut texts = fix.edits.iter().map(|e| e.text.as_str());
        texts.any(|text| !individual_number::find(text).is_empty())
    };
    finding.fix.as_ref().filter(|fix| !holds_number(fix))
}

/// The parts of a text that are there, a line each.
fn lines(parts: &[&str]) -> String {
    let there = parts.iter().filter(|part| !part.is_empty());
    there.copied().collect::<Vec<_>>().join("\n")
}

/// How many other places of a finding are shown where only one can be marked.
const SHOWN: usize = 5;

/// What a finding says of its other places, a line each, for formats that mark one place alone.
fn elsewhere(source: &Source, diagnostic: &Diagnostic, lang: Lang) -> String {
    let shown = diagnostic.related.iter().take(SHOWN).map(|label| {
        let line = source.line_of(label.span.start);
        let (address, message) = (&label.address, &label.message);
        let place = match lang {
            Lang::Ja => format!("{line}行 {address}"),
            Lang::En => format!("line {line} {address}"),
        };
        match message.as_str() {
            "" => place.trim_end().to_owned(),
            said => format!("{}: {said}", place.trim_end()),
        }
    });
    let mut shown: Vec<String> = shown.collect();
    let more = diagnostic.related.len() - shown.len();
    shown.extend((more > 0).then(|| match lang {
        Lang::Ja => format!("ほか{more}か所"),
        Lang::En => format!("and {more} more"),
    }));
    shown.join("\n")
}
