//! Findings and differences for people and for machines; one small file for each format.

pub mod diff;
pub mod github;
pub mod human;
pub mod item;
pub mod json;
pub mod junit;
pub mod sarif;

use crate::japanese::individual_number;
use crate::source::Source;
use crate::source::diagnostic::{Diagnostic, Elsewhere, Fix, Label};
use crate::source::lang::{Lang, say};
use crate::source::origin::Origin;
use crate::source::outward;

/// The fix of a finding, where it may be shown: one that writes an individual number would spread it.
pub(crate) fn shown_fix(finding: &Diagnostic) -> Option<&Fix> {
    let holds_number = |fix: &&Fix| {
        let mut texts = fix.edits.iter().map(|e| e.text.as_str());
        texts.any(|text| !individual_number::find(text).is_empty())
    };
    finding.fix.as_ref().filter(|fix| !holds_number(fix))
}

/// Where words of a finding stand, for people: 「210行」; in a file that is no YAML 「シートⅠ!C14」, or nothing where that is
/// not known.
fn place_words(source: &Source, label: &Label, lang: Lang) -> String {
    if source.origin().is_some() {
        return place_in_origin(source, label, lang);
    }
    let line = source.line_of(label.span.start);
    say!(lang, "{line}行", "line {line}")
}

/// Where words of a finding stand in the file that its text was made from; empty where that is not known.
fn place_in_origin(source: &Source, label: &Label, lang: Lang) -> String {
    let place = |origin: &Origin| origin.place(&label.item, source.slice(label.span), lang);
    outward::words(&source.origin().map(place).unwrap_or_default())
}

/// The parts of a text that are there, a line each.
pub(crate) fn lines(parts: &[&str]) -> String {
    let there = parts.iter().filter(|part| !part.is_empty());
    there.copied().collect::<Vec<_>>().join("\n")
}

/// What belongs to a finding in other files, a line each: 「../a.yaml 210行 Ⅵ３②: …」.
fn in_other_files(diagnostic: &Diagnostic, lang: Lang) -> Vec<String> {
    let line = |place: &Elsewhere| {
        let (file, line) = (outward::words(&place.file), place.start.line);
        let at = match lang {
            Lang::Ja => format!("{file} {line}行 {}", place.address),
            Lang::En => format!("{file} line {line} {}", place.address),
        };
        match place.message.as_str() {
            "" => at.trim_end().to_owned(),
            said => format!("{}: {said}", at.trim_end()),
        }
    };
    diagnostic.elsewhere.iter().map(line).collect()
}

/// How many other places of a finding are shown where only one can be marked.
const SHOWN: usize = 5;

/// What a finding says of its other places, a line each, for formats that mark one place alone.
fn elsewhere(source: &Source, diagnostic: &Diagnostic, lang: Lang) -> String {
    let shown = diagnostic.related.iter().take(SHOWN).map(|label| {
        let (address, message) = (&label.address, &label.message);
        let place = format!("{} {address}", place_words(source, label, lang));
        match message.as_str() {
            "" => place.trim().to_owned(),
            said => format!("{}: {said}", place.trim()),
        }
    });
    let mut shown: Vec<String> = shown.collect();
    shown.splice(0..0, in_other_files(diagnostic, lang));
    let more = diagnostic.related.len().saturating_sub(SHOWN);
    shown.extend((more > 0).then(|| match lang {
        Lang::Ja => format!("ほか{more}か所"),
        Lang::En => format!("and {more} more"),
    }));
    shown.join("\n")
}
