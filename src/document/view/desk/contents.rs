//! The pages of a file, with how many boxes are still to be written and how much the check finds on each.

use serde::Serialize;

use super::Desk;
use super::walk::is_missing;
use crate::assessment::asked::Asked;
use crate::document::view::Meta;
use crate::source::diagnostic::Severity;

/// The contents of a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contents {
    /// 評価書名; may be empty.
    pub title: String,
    /// 評価実施機関名; may be empty.
    pub agency: String,
    /// What the form is called.
    pub form: String,
    /// What ※ means; may be empty.
    pub legend: String,
    /// The pages in the order of the form.
    pub entries: Vec<ContentsEntry>,
    /// Of all pages together.
    pub counts: Counts,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContentsEntry {
    /// Its place among the pages.
    pub key: String,
    /// Its line.
    pub label: String,
    /// What is on it.
    pub counts: Counts,
}

/// How much is still to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Boxes that are to be written and are blank.
    pub blanks: usize,
    /// エラー
    pub errors: usize,
    /// 注意
    pub warnings: usize,
    /// 参考
    pub infos: usize,
}

impl Counts {
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }
}

impl Contents {
    /// The key of the page that is opened where none is named.
    pub fn first(&self) -> &str {
        self.entries.first().map_or("", |entry| &entry.key)
    }
}

impl Desk<'_, '_> {
    /// The pages.
    pub fn contents(&self) -> Contents {
        let assessment = self.seen.assessment;
        let mut all = Counts::default();
        let mut counts = vec![Counts::default(); self.places.all.len()];
        for (id, field) in assessment.fields.iter_enumerated() {
            let definition = assessment.definition(field);
            let is_blank = self.asked[id] == Asked::Demanded && is_missing(field, definition);
            let page = is_blank
                .then(|| self.places.at(field.item, &field.at))
                .flatten();
            if let Some(page) = page.filter(|_| !assessment.is_entry(field)) {
                counts[page].blanks += 1;
                all.blanks += 1;
            }
        }
        for finding in self.seen.findings {
            let key = self.holding(&finding.primary.item);
            let page = key.and_then(|key| self.places.all.iter().position(|p| p.key == key));
            if let Some(counts) = counts.get_mut(page.unwrap_or(0)) {
                counts.add(finding.severity);
            }
            all.add(finding.severity);
        }
        let meta = Meta::of(assessment);
        let entries = self.places.all.iter().zip(counts);
        Contents {
            title: meta.title,
            agency: meta.agency,
            form: assessment.form.title.clone(),
            legend: assessment.form.legend.clone(),
            entries: entries
                .map(|(place, counts)| ContentsEntry {
                    key: place.key.clone(),
                    label: place.label.clone(),
                    counts,
                })
                .collect(),
            counts: all,
        }
    }
}
