//! How the places of findings are known again when lines move: by the rule, the item, entries by what they are called, and
//! the words in question.

use crate::japanese::individual_number;
use crate::japanese::notation::on_one_line;
use crate::lint::file_report::FileReport;
use crate::source::diagnostic::{Diagnostic, Label};

/// How many characters of the words in question make them known.
const WORDS: usize = 30;

/// A place of a finding as it is known again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Known {
    /// The rule's code.
    pub rule: String,
    /// The item's id with the names of entries; empty where the place is in no item.
    pub item: String,
    /// The beginning of the words in question, empty where they must not be shown; none where any are meant.
    pub words: Option<String>,
}

/// All places of each finding, in the order of [`Diagnostic::all_places`], the findings that are excepted last.
pub fn places(report: &FileReport) -> Vec<Vec<Known>> {
    let excepted = report.suppressed.iter().map(|s| &s.diagnostic);
    let all = report.diagnostics.iter().chain(excepted);
    let places = all.map(|finding| {
        let places = finding.all_places();
        places.map(|place| known(report, finding, place)).collect()
    });
    places.collect()
}

fn known(report: &FileReport, finding: &Diagnostic, place: &Label) -> Known {
    let words = report.source.slice(place.span);
    let words = on_one_line(words);
    let words = individual_number::mask(&words);
    Known {
        rule: finding.code.to_owned(),
        item: report.entry_names.item(&place.item),
        words: Some(match finding.masked {
            true => String::new(),
            false => words.chars().take(WORDS).collect(),
        }),
    }
}
