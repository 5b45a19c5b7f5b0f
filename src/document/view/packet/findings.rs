//! What is still found in the assessment, and what the office leaves as it is: in plain words, with address and page.

use serde::Serialize;

use crate::document::view::marks::Anchors;
use crate::japanese::individual_number::mask;
use crate::japanese::notation::on_one_line;
use crate::lint::file_report::FileReport;
use crate::lint::rules;
use crate::source::diagnostic::{Diagnostic, Severity};
use crate::source::outward;

/// Something that is found.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// 直す必要がある, 確かめるとよい …
    pub weight: &'static str,
    /// What was found.
    pub message: String,
    /// The words in question, shortened; may be empty.
    pub words: String,
    /// The address of the item; may be empty.
    pub address: String,
    /// Where it is in the full document.
    pub target: Option<String>,
    /// The other places: address and anchor.
    pub places: Vec<Place>,
    /// The articles it rests on.
    pub basis: Vec<&'static str>,
}

/// Another place of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Its address.
    pub address: String,
    /// Where it is in the full document.
    pub target: Option<String>,
}

/// Something that the office leaves as it is.
#[derive(Debug, Clone, Serialize)]
pub struct Excepted {
    /// What was found.
    pub message: String,
    /// Why it stays.
    pub reason: String,
    /// The address of the item; may be empty.
    pub address: String,
    /// Where it is in the full document.
    pub target: Option<String>,
}

/// How many characters of the words in question are shown.
const WORDS: usize = 60;

/// How many other places are named.
const PLACES: usize = 12;

/// Families of rules that speak of the writing of the file, which no reader of the document sees.
const OF_THE_FILE: [char; 1] = ['Y'];

pub(super) fn findings(report: &FileReport, anchors: &Anchors) -> Vec<Finding> {
    let all = report.diagnostics.iter();
    let mut seen: Vec<&Diagnostic> = all
        .filter(|found| !found.code.starts_with(OF_THE_FILE))
        .collect();
    // What weighs most comes first; each weight in the order of the document.
    seen.sort_by_key(|found| weight(found.severity).0);
    seen.into_iter()
        .map(|found| finding(found, report, anchors))
        .collect()
}

pub(super) fn exceptions(report: &FileReport, anchors: &Anchors) -> Vec<Excepted> {
    let excepted = report.suppressed.iter();
    let excepted = excepted.map(|excepted| Excepted {
        message: plain(&excepted.diagnostic),
        reason: excepted.reason.clone(),
        address: excepted.diagnostic.primary.address.clone(),
        target: target(&excepted.diagnostic.primary.item, anchors),
    });
    excepted.collect()
}

fn weight(severity: Severity) -> (u8, &'static str) {
    match severity {
        Severity::Error => (0, "直す必要があります"),
        Severity::Warning => (1, "確かめる必要があります"),
        Severity::Info => (2, "参考"),
    }
}

fn finding(found: &Diagnostic, report: &FileReport, anchors: &Anchors) -> Finding {
    let words = if found.masked {
        String::new()
    } else {
        let words = report.source.slice(found.primary.span);
        let words = on_one_line(words);
        outward::beginning(&mask(&words), WORDS)
    };
    let mut places: Vec<Place> = Vec::new();
    for label in &found.related {
        let place = Place {
            address: label.address.clone(),
            target: target(&label.item, anchors),
        };
        if !place.address.is_empty()
            && place.address != found.primary.address
            && !places.contains(&place)
        {
            places.push(place);
        }
    }
    places.truncate(PLACES);
    Finding {
        weight: weight(found.severity).1,
        message: plain(found),
        words,
        address: found.primary.address.clone(),
        target: target(&found.primary.item, anchors),
        places,
        basis: found.basis.clone(),
    }
}

/// What was found, without what only the file shows.
fn plain(found: &Diagnostic) -> String {
    // A headline that speaks of the file says less to a reader than the title of its rule.
    const OF_FILE: [&str; 4] = ["YAML", "hyokasho", "`", "キー"];
    if OF_FILE.iter().any(|word| found.message.contains(word)) {
        let title = rules::find(found.code).map(|rule| rule.doc().title);
        return title.unwrap_or_else(|| found.message.clone());
    }
    found.message.clone()
}

fn target(item: &str, anchors: &Anchors) -> Option<String> {
    anchors.nearest(item).map(ToOwned::to_owned)
}
