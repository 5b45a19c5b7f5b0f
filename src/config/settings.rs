//! What `hyokasho.toml` sets for all assessments of a repository. [`crate::config::settings_file`] reads it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::source::Span;
use crate::source::diagnostic::{Severity, Stage};

mod pattern;
mod standard;

pub use pattern::Pattern;
pub use standard::Standard;

/// The settings of a run.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// What is checked where the command line names nothing: paths from the folder of the settings file.
    pub paths: Vec<PathBuf>,
    /// The files of the user's words, or folders of them, from the folder of the settings file; none where the settings do
    /// not say.
    pub terms: Option<Vec<PathBuf>>,
    /// The stage where the command line names none.
    pub stage: Option<Stage>,
    /// 評価実施機関
    pub agency: Agency,
    /// How much each rule's findings matter.
    pub levels: Levels,
    /// Findings that are accepted.
    pub exceptions: Vec<Exception>,
    /// How documents are made.
    pub output: Output,
}

/// What `hyokasho.toml` sets for the documents that are made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// What a PDF keeps to.
    pub standard: Option<Standard>,
    /// Whether the YAML that a PDF holds keeps its comments. They are notes of the office to itself.
    pub keep_comments: bool,
    /// The files of further faces, in the order in which they are tried.
    pub fonts: Vec<Named>,
    /// The folder of templates that replace ours.
    pub templates: Option<Named>,
}

/// A file or folder that the settings name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its path from the folder of the settings file, as written.
    pub path: String,
    /// Where it is named.
    pub span: Span,
}

/// The body that makes the assessments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agency {
    /// 評価実施機関の名称: 架空市長
    pub name: Option<String>,
    /// Its 略称, as it calls itself in running text: 架空市、本市
    pub short: Vec<String>,
}

/// What a setting makes of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It never runs.
    Off,
    /// All its findings matter as much as this.
    At(Severity),
}

/// The levels of rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    /// Whether the opt-in rules run.
    pub pedantic: bool,
    /// By the rule's code.
    pub rules: BTreeMap<&'static str, Level>,
    /// By the letter of a family.
    pub families: BTreeMap<char, Level>,
}

impl Levels {
    /// The level of a rule; none where its findings have the rule's own severities. What is set for the rule itself
    /// counts more than what is set for its family, and only a setting of its own enables an opt-in rule.
    pub fn of(&self, code: &str, opt_in: bool) -> Option<Level> {
        if let Some(level) = self.rules.get(code) {
            return Some(*level);
        }
        if opt_in && !self.pedantic {
            return Some(Level::Off);
        }
        let family = code.chars().next()?;
        self.families.get(&family).copied()
    }
}

/// An entry of `[[exceptions]]`.
#[derive(Debug, Clone)]
pub struct Exception {
    /// The rule's code.
    pub rule: &'static str,
    /// The id or the address of the item that it covers with all below it; all items where there is none.
    pub item: Option<String>,
    /// The files that it covers; all where there is none.
    pub file: Option<Pattern>,
    /// Why the finding is accepted.
    pub reason: String,
    /// Its place in the settings file.
    pub span: Span,
}

impl Exception {
    /// Whether it covers an assessment, named by its path from the folder of the settings file.
    pub fn covers(&self, path: &str) -> bool {
        let covers = |pattern: &Pattern| pattern.covers(path);
        self.file.as_ref().is_none_or(covers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_counts_more_than_its_family_and_pedantic_rules_wait() {
        let level = Level::At(Severity::Info);
        let mut levels = Levels::default();
        assert_eq!(levels.of("P001", false), None);
        assert_eq!(levels.of("P099", true), Some(Level::Off));
        levels.families.insert('P', level);
        assert_eq!(levels.of("P001", false), Some(level));
        assert_eq!(levels.of("P099", true), Some(Level::Off));
        levels.rules.insert("P001", Level::Off);
        assert_eq!(levels.of("P001", false), Some(Level::Off));
        levels.pedantic = true;
        assert_eq!(levels.of("P099", true), Some(level));
        levels.rules.insert("P099", Level::At(Severity::Error));
        levels.pedantic = false;
        let error = Some(Level::At(Severity::Error));
        assert_eq!(levels.of("P099", true), error);
    }
}
