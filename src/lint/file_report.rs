//! What the check of one file gave, and how much of it there is.

use crate::japanese::individual_number;
use crate::lint::engine::Checked;
use crate::lint::entry_names::EntryNames;
use crate::lint::suppress::Suppressed;
use crate::source::diagnostic::{Diagnostic, Severity};
use crate::source::{Source, Span};

/// The findings of one file.
#[derive(Debug, Clone)]
pub struct FileReport {
    /// The file.
    pub source: Source,
    /// Its findings in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that the officer excepts, with reasons.
    pub suppressed: Vec<Suppressed>,
    /// Why it could not be checked, where it could not: then there is nothing else.
    pub failure: Option<String>,
    /// Whether it is the settings file, which is no assessment.
    pub is_settings: bool,
    /// Whether all of it was read: what was not found in it is not there.
    pub is_whole: bool,
    /// What the entries are called in which findings lie.
    pub entry_names: EntryNames,
    /// The places of 個人番号 in the file, whose digits no report shows.
    pub(crate) hidden: Vec<Span>,
}

impl FileReport {
    /// A report of findings alone.
    pub fn of(source: Source, diagnostics: Vec<Diagnostic>) -> Self {
        let numbers = individual_number::find(source.text()).into_iter();
        let checked = Checked {
            diagnostics,
            individual_numbers: numbers.map(Span::from).collect(),
            ..Default::default()
        };
        FileReport::checked(source, checked)
    }

    /// The report of a file that could not be checked, and why.
    pub fn failed(name: &str, why: String) -> Self {
        FileReport {
            failure: Some(why),
            ..FileReport::of(Source::new(name, ""), Vec::new())
        }
    }

    /// A report on the settings file.
    pub fn of_settings(source: Source, diagnostics: Vec<Diagnostic>) -> Self {
        FileReport {
            is_settings: true,
            ..FileReport::of(source, diagnostics)
        }
    }

    /// A report of what a check gave.
    pub fn checked(source: Source, checked: Checked) -> Self {
        let Checked {
            mut diagnostics,
            mut suppressed,
            individual_numbers,
            entry_names,
            is_whole,
        } = checked;
        if source.origin().is_some() {
            // There is no YAML that could be edited.
            let excepted = suppressed.iter_mut().map(|s| &mut s.diagnostic);
            let all = diagnostics.iter_mut().chain(excepted);
            all.for_each(|diagnostic| diagnostic.fix = None);
        }
        FileReport {
            source,
            diagnostics,
            suppressed,
            failure: None,
            is_settings: false,
            is_whole,
            entry_names,
            hidden: individual_numbers,
        }
    }
}

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// エラー
    pub errors: usize,
    /// 注意
    pub warnings: usize,
    /// 参考
    pub infos: usize,
    /// Assessments looked at.
    pub files: usize,
    /// Files that could not be checked.
    pub failures: usize,
}

impl Summary {
    /// Counts the findings of some files.
    pub fn of<'r>(reports: impl IntoIterator<Item = &'r FileReport>) -> Self {
        let mut summary = Summary::default();
        for report in reports {
            summary.files += usize::from(!report.is_settings && report.failure.is_none());
            summary.failures += usize::from(report.failure.is_some());
            for diagnostic in &report.diagnostics {
                match diagnostic.severity {
                    Severity::Error => summary.errors += 1,
                    Severity::Warning => summary.warnings += 1,
                    Severity::Info => summary.infos += 1,
                }
            }
        }
        summary
    }

    /// How many findings are at or above a severity.
    pub fn at_least(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Info => self.errors + self.warnings + self.infos,
        }
    }
}
