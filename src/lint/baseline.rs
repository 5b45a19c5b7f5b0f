//! 据え置き: the findings of a day, written down so that only new ones count afterwards. They are known place by place,
//! so that they stay the same when lines move ([`crate::lint::known`]).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::lint::file_report::FileReport;
use crate::lint::known::{self, Known};
use crate::lint::rules::is_mandatory;
use crate::source::lang::Lang;
use crate::source::outward;

/// The version of the file. The first named no words: its entries stand for any in their items.
const VERSION: u32 = 2;

/// What is known, by the file's path, with how often.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<(String, Known), usize>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: String,
    rule: String,
    item: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    count: usize,
}

/// What a baseline did to the findings of a run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// How many places of findings it took out.
    pub known: usize,
    /// What it knows that is no longer found, by the file's path, with how often.
    pub stale: Vec<((String, Known), usize)>,
}

/// What a run looked at.
pub struct Looked<'r> {
    /// The path by which a file is known.
    pub path: &'r dyn Fn(&FileReport) -> String,
    /// Whether a rule looked.
    pub ran: &'r dyn Fn(&str) -> bool,
    /// Whether a file of a path is there at all.
    pub exists: &'r dyn Fn(&str) -> bool,
    /// The language of headlines.
    pub lang: Lang,
}

/// Why a text is no baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// From a line and a character on, both from 1, it is not what a baseline has there.
    At {
        /// The line.
        line: usize,
        /// The character.
        column: usize,
    },
    /// It is of a version that is not known.
    Version(u32),
    /// It sets aside a rule whose findings can't be.
    Mandatory(String),
}

impl Unfit {
    /// In words.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Unfit::At { line, column }, Lang::Ja) => format!("{line}行目の{column}文字目"),
            (Unfit::At { line, column }, Lang::En) => format!("line {line}, column {column}"),
            (Unfit::Version(number), Lang::Ja) => format!("版 {number} を知りません"),
            (Unfit::Version(number), Lang::En) => format!("version {number}"),
            (Unfit::Mandatory(rule), Lang::Ja) => format!("{rule} の指摘は据え置けません"),
            (Unfit::Mandatory(rule), Lang::En) => format!("{rule} can't be in a baseline"),
        }
    }
}

impl Baseline {
    /// The findings of some files, but for those that nothing sets aside.
    pub fn of(reports: &[FileReport], looked: &Looked) -> Self {
        let mut baseline = Baseline::default();
        for report in reports {
            let file = (looked.path)(report);
            let places = known::places(report);
            let found = places.into_iter().take(report.diagnostics.len()).flatten();
            for known in found.filter(|known| !is_mandatory(&known.rule)) {
                *baseline.counts.entry((file.clone(), known)).or_default() += 1;
            }
        }
        baseline
    }

    /// With what an older one knows of files that a run did not look at, or could not read, and of rules that did not run.
    pub fn with_rest(mut self, older: Baseline, reports: &[FileReport], looked: &Looked) -> Self {
        let read = reports.iter().filter(|report| report.is_whole);
        let seen: Vec<String> = read.map(looked.path).collect();
        let kept = older.counts.into_iter().filter(|((file, known), _)| {
            let unseen = !seen.contains(file) || !(looked.ran)(&known.rule);
            unseen && (looked.exists)(file)
        });
        self.counts.extend(kept);
        self
    }

    /// Reads the file.
    ///
    /// # Errors
    /// It is no baseline.
    pub fn parse(text: &str) -> Result<Self, Unfit> {
        let file: File = serde_json::from_str(text).map_err(|error| Unfit::At {
            line: error.line(),
            column: error.column(),
        })?;
        if !(1..=VERSION).contains(&file.version) {
            return Err(Unfit::Version(file.version));
        }
        let mut baseline = Baseline::default();
        for Entry {
            file,
            rule,
            item,
            words,
            count,
        } in file.findings
        {
            if is_mandatory(&rule) {
                return Err(Unfit::Mandatory(rule));
            }
            let known = Known { rule, item, words };
            *baseline.counts.entry((file, known)).or_default() += count;
        }
        Ok(baseline)
    }

    /// The text of the file: sorted, with a final line break.
    pub fn render(&self) -> String {
        let entry = |((file, known), count): (&(String, Known), &usize)| Entry {
            file: file.clone(),
            rule: known.rule.clone(),
            item: known.item.clone(),
            words: known.words.clone(),
            count: *count,
        };
        outward::json(&File {
            version: VERSION,
            findings: self.counts.iter().map(entry).collect(),
        })
    }

    /// How many places of findings it holds.
    pub fn len(&self) -> usize {
        self.counts.values().sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Takes the known places of findings out of the reports, and says what is no longer found.
    pub fn apply(&self, reports: &mut [FileReport], looked: &Looked) -> Applied {
        let mut left = self.counts.clone();
        let mut applied = Applied::default();
        let mut seen = Vec::new();
        for report in reports.iter_mut() {
            let file = (looked.path)(report);
            let places = known::places(report);
            let found = std::mem::take(&mut report.diagnostics).into_iter();
            for (finding, places) in found.zip(places) {
                let mut take = |known: Known| {
                    let count = left.get_mut(&(file.clone(), known));
                    let count = count.filter(|count| **count > 0);
                    count.map(|count| *count -= 1).is_some()
                };
                let mut is_known = |known: Known| {
                    let any = Known {
                        words: None,
                        ..known.clone()
                    };
                    take(known) || take(any)
                };
                let kinds: Vec<bool> = places.into_iter().map(&mut is_known).collect();
                applied.known += kinds.iter().filter(|known| **known).count();
                let parts = finding.parted(&kinds, looked.lang).into_iter();
                let new = parts.filter(|(known, _)| !known).map(|(_, part)| part);
                report.diagnostics.extend(new);
            }
            report.diagnostics.sort_by_key(|d| (d.primary.span, d.code));
            // What was not read may hold what is known.
            seen.extend(report.is_whole.then_some(file));
        }
        let stale = left.into_iter().filter(|((file, known), count)| {
            let looked_at = seen.contains(file) && (looked.ran)(&known.rule);
            *count > 0 && (looked_at || !(looked.exists)(file))
        });
        applied.stale = stale.collect();
        applied
    }
}
