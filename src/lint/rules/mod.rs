//! The rules: one folder for each family, one file for each rule.
//!
//! A rule is a const and a function. The text at the head of its file is its documentation everywhere:
//! `hyokasho explain`, `docs/rules/` and machine-readable reports read it from there.

pub mod about;
pub mod b;
pub mod c;
mod context;
mod doc;
pub mod f;
pub(super) mod facts;
mod finding;
pub mod i;
pub mod k;
pub mod l;
pub mod p;
pub mod r;
mod raw_scan;
pub mod s;
pub mod t;
pub mod u;
pub mod w;
pub mod x;
pub mod y;

pub use context::{Against, CheckInputs, Context};
pub use doc::Doc;
use facts::company;
pub use facts::{Dated, Facts, OwnText};
pub use finding::{FindingBuilder, Located, Place, Places, Words};
pub use raw_scan::RawScan;

use std::borrow::Cow;
use std::hash::Hash;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::assessment::field::is_within;
use crate::assessment::{self, Assessment};
use crate::config::settings::{Level, Settings};
use crate::config::settings_file::NamedRule;
use crate::form::BadForm;
use crate::lint::exception::Judged;
use crate::source::diagnostic::{Diagnostic, Label, Severity, Stage};
use crate::source::lang::Lang;
use crate::source::outward;
use crate::source::{Source, Span, Unreadable};
use crate::yaml::{Document, Scalar};

/// A rule.
pub struct Rule {
    /// A letter for the family and three digits; never reused.
    pub code: &'static str,
    /// A name that reads well after "allow".
    pub name: &'static str,
    /// How much its findings matter at each stage, where the rule does not say otherwise.
    pub levels: Levels,
    /// The articles and guidelines it rests on.
    pub basis: &'static [&'static str],
    /// Looks at an assessment and reports.
    pub check: fn(&mut Context),
}

/// How much the findings of a rule matter at each stage; below its first stage it does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Levels([Option<Severity>; 3]);

impl Levels {
    /// The same at every stage.
    pub const fn always(severity: Severity) -> Self {
        Levels([Some(severity); 3])
    }

    /// The same from a stage on.
    pub const fn from(stage: Stage, severity: Severity) -> Self {
        let severity = Some(severity);
        match stage {
            Stage::Draft => Levels([severity; 3]),
            Stage::Review => Levels([None, severity, severity]),
            Stage::Publish => Levels([None, None, severity]),
        }
    }

    /// Another in a draft, for review and for publication.
    pub const fn by_stage(draft: Severity, review: Severity, publish: Severity) -> Self {
        Levels([Some(draft), Some(review), Some(publish)])
    }

    /// What counts the more the nearer publication is: 参考 in a draft, 注意 at review, エラー when published.
    pub const GROWING: Self = Self::by_stage(Severity::Info, Severity::Warning, Severity::Error);

    /// That of a stage; none where the rule does not speak yet.
    pub const fn at(self, stage: Stage) -> Option<Severity> {
        match stage {
            Stage::Draft => self.0[0],
            Stage::Review => self.0[1],
            Stage::Publish => self.0[2],
        }
    }

    /// That of a stage, also of one at which a rule speaks for another.
    pub fn of(self, stage: Stage) -> Severity {
        self.at(stage).unwrap_or(self.highest())
    }

    /// The stage from which on the rule speaks.
    pub fn first(self) -> Stage {
        let stages = [Stage::Draft, Stage::Review];
        let first = stages.into_iter().find(|stage| self.at(*stage).is_some());
        first.unwrap_or(Stage::Publish)
    }

    /// That for publication, which no stage goes beyond.
    pub fn highest(self) -> Severity {
        self.at(Stage::Publish).unwrap_or(Severity::Info)
    }
}

impl Rule {
    /// A finding of this rule with nothing but its place and words.
    fn finding(&self, stage: Stage, primary: Label, words: Words) -> Diagnostic {
        let message = match words.label.is_empty() {
            true => primary.message,
            false => words.label,
        };
        let primary = Label { message, ..primary };
        Diagnostic {
            code: self.code,
            name: self.name,
            severity: self.levels.of(stage),
            message: words.message,
            count: String::new(),
            primary,
            related: Vec::new(),
            elsewhere: Vec::new(),
            help: words.help,
            basis: self.basis.to_vec(),
            fix: None,
            masked: false,
        }
    }

    /// The documentation at the head of the rule's file.
    pub fn doc(&self) -> Doc {
        let text = DOCS.iter().find(|(code, _)| *code == self.code);
        Doc::of(text.map_or("", |(_, text)| text))
    }
}

/// Findings of one cause together, in the order of their first places.
fn grouped<K: Eq + Hash + Clone, P>(found: Vec<(K, P)>) -> Vec<(K, Vec<P>)> {
    let mut known: FxHashMap<K, usize> = FxHashMap::default();
    let mut groups: Vec<(K, Vec<P>)> = Vec::new();
    for (cause, place) in found {
        match known.get(&cause) {
            Some(group) => groups[*group].1.push(place),
            None => {
                known.insert(cause.clone(), groups.len());
                groups.push((cause, vec![place]));
            }
        }
    }
    groups
}

// `RULES`, every rule in the order of the families and the codes, and `DOCS`, the text at the head of its file: made by
// `build.rs` from the files that there are.
include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The codes of rules that are no more: none of them comes back for another.
#[cfg(test)]
static RETIRED: &[&str] = &["X004"];

/// Opt-in rules: they run only by `--pedantic`, or by a level of their own in `hyokasho.toml`.
pub static PEDANTIC: &[&str] = &["K005", "R005", "W035"];

/// Rules whose findings nothing suppresses: no level, no exception, no baseline. See [`is_mandatory`].
static MANDATORY: &[&str] = &["I001", "S016"];

/// Whether nothing suppresses the findings of a rule, by its code: they mark what must not be published, or what was not
/// read as written (the errors of family Y).
pub fn is_mandatory(code: &str) -> bool {
    let misread =
        |rule: &Rule| rule.code.starts_with('Y') && rule.levels.highest() == Severity::Error;
    MANDATORY.contains(&code) || find(code).is_some_and(misread)
}

/// The rule of a code, in any case: `s004`.
pub fn find(code: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .copied()
        .find(|rule| rule.code.eq_ignore_ascii_case(code) || rule.name == code)
}

/// All rules as the settings name them.
pub fn named() -> Vec<NamedRule> {
    let named = |rule: &&Rule| NamedRule {
        code: rule.code,
        name: rule.name,
        is_mandatory: is_mandatory(rule.code),
    };
    RULES.iter().map(named).collect()
}

/// The finding of a file that is no text we read.
pub fn unreadable(why: Unreadable, lang: Lang) -> Diagnostic {
    y::y001_unreadable::finding(why, lang)
}

/// What family Y finds in a file that is no assessment, in the order of the file: what was not read as written.
pub fn misreadings(source: &Source, document: &Document, lang: Lang) -> Vec<Diagnostic> {
    let Ok(form) = assessment::newest_form() else {
        return Vec::new();
    };
    let assessment = Assessment::over(form, source, document, Stage::Draft);
    let inputs = CheckInputs::default();
    let raw = RawScan::of(source);
    let facts = Facts::of(&assessment, &inputs, &raw);
    let mut cx = Context::new(&assessment, &inputs, &facts, lang);
    let of_reading = RULES.iter().filter(|rule| rule.code.starts_with('Y'));
    of_reading.for_each(|rule| (rule.check)(&mut cx));
    let mut found = cx.finish();
    found.extend(unread(&assessment, &inputs, &facts, &found, lang));
    found.retain(|diagnostic| diagnostic.severity >= Severity::Warning);
    found.sort_by_key(|d| (d.primary.span, d.code));
    found
}

/// The finding of a file that names an edition of the form that we do not have.
pub fn unknown_edition(named: &Scalar, lang: Lang) -> Diagnostic {
    s::s016_unknown_edition::finding(named, lang)
}

/// The finding of form data that can't be used: a fault of the program, not of the file.
pub fn broken_form(why: &BadForm, lang: Lang) -> Diagnostic {
    s::s016_unknown_edition::broken(why, lang)
}

/// The level that the settings give a rule, where they give it one.
pub fn level(code: &str, settings: &Settings) -> Option<Level> {
    if is_mandatory(code) {
        return None;
    }
    settings.levels.of(code, PEDANTIC.contains(&code))
}

/// Rules that need a version to compare with.
static COMPARING: &[&str] = &[
    "C015", "C016", "C017", "C018", "K013", "X056", "X057", "X058",
];

/// Rules that need other assessments of the run.
static BESIDE: &[&str] = &["X051", "X052", "X053", "X054"];

/// Rules that know what a place said before, and so what is wrong there: others of the family that stumble over the same
/// words say no more of it.
static ECHOES: &[&str] = &["X056", "X057", "X058"];

/// Whether a rule looks at assessments of a stage, which may be held against others.
pub fn is_enabled(rule: &Rule, stage: Stage, against: Against, settings: &Settings) -> bool {
    rule.levels.at(stage).is_some()
        && (against.base || !COMPARING.contains(&rule.code))
        && (against.beside || !BESIDE.contains(&rule.code))
        && level(rule.code, settings) != Some(Level::Off)
}

/// Gives findings the severities that the settings ask for.
pub fn apply_levels(found: &mut Vec<Diagnostic>, settings: &Settings) {
    found.retain_mut(|diagnostic| {
        let level = level(diagnostic.code, settings);
        if let Some(Level::At(severity)) = level {
            diagnostic.severity = severity;
        }
        level != Some(Level::Off)
    });
}

/// All findings of an assessment, in the order of the file.
pub fn run(inputs: &CheckInputs, facts: &Facts, lang: Lang) -> Vec<Diagnostic> {
    let assessment = facts.assessment;
    let against = inputs.against();
    let found_by = |rule: &&Rule| {
        let mut cx = Context::new(assessment, inputs, facts, lang);
        (rule.check)(&mut cx);
        cx.finish()
    };
    // Rules are independent; their findings are collected in the order of the table. Costs differ a hundredfold, so that
    // each rule is one task.
    let mut found: Vec<Diagnostic> = RULES
        .par_iter()
        .with_max_len(1)
        .filter(|rule| assessment.form.hears(rule.code))
        .filter(|rule| is_enabled(rule, assessment.stage, against, &inputs.settings))
        .flat_map_iter(found_by)
        .collect();
    if against.base {
        one_of_each(&mut found);
        only_of_reviewers(&mut found);
    }
    for diagnostic in &mut found {
        if assessment.form.only_notes(diagnostic.code) {
            diagnostic.severity = Severity::Info;
        }
    }
    let unread = unread(assessment, inputs, facts, &found, lang);
    found.extend(unread);
    found.iter_mut().for_each(present);
    apply_levels(&mut found, &inputs.settings);
    found.sort_by_key(|d| (d.primary.span, d.code));
    found
}

/// Drops the findings of family X that follow from a change left half done: those at its places or at the change itself, and
/// those about an entry that changed and an item that still has the former words.
fn one_of_each(found: &mut Vec<Diagnostic>) {
    let is_echo = |d: &Diagnostic| ECHOES.contains(&d.code);
    let (echoes, others): (Vec<Diagnostic>, Vec<Diagnostic>) =
        std::mem::take(found).into_iter().partition(is_echo);
    let labels = echoes
        .iter()
        .flat_map(|d| d.all_places().chain(d.context()));
    let mut known: Vec<Span> = labels.map(|label| label.span).collect();
    known.sort_unstable();
    let items: FxHashSet<&str> = places(&echoes).map(|label| label.item.as_str()).collect();
    let changes = echoes.iter().flat_map(Diagnostic::context);
    let changed: Vec<&str> = changes.filter_map(|label| entry(&label.item)).collect();
    let is_known = |label: &Label| {
        let next = known.partition_point(|span| span.end <= label.span.start);
        known
            .get(next)
            .is_some_and(|span| span.start < label.span.end)
    };
    let is_of_changed = |label: &Label| changed.iter().any(|entry| is_within(&label.item, entry));
    let follows = |d: &Diagnostic| {
        d.code.starts_with('X')
            && (d.all_places().all(is_known)
                || items.contains(d.primary.item.as_str()) && d.context().any(is_of_changed))
    };
    *found = others.into_iter().filter(|d| !follows(d)).collect();
    found.extend(echoes);
}

/// Drops what says of a change that 別添３ does not record it, where another finding says so, and who asked for the change.
fn only_of_reviewers(found: &mut Vec<Diagnostic>) {
    let asked = found.iter().filter(|d| d.code == "K013");
    let asked: FxHashSet<(String, Span)> = asked
        .flat_map(Diagnostic::all_places)
        .map(|label| (label.item.clone(), label.span))
        .collect();
    found
        .retain(|d| d.code != "C015" || !asked.contains(&(d.primary.item.clone(), d.primary.span)));
}

/// The places of findings.
fn places(found: &[Diagnostic]) -> impl Iterator<Item = &Label> {
    found.iter().flat_map(Diagnostic::all_places)
}

/// The entry of a list in which an item lies.
fn entry(item: &str) -> Option<&str> {
    Some(&item[..=item.rfind(']')?])
}

/// The rules that speak of exceptions.
static OF_EXCEPTIONS: [&Rule; 2] = [
    &u::u001_exception_without_reason::RULE,
    &u::u002_unused_exception::RULE,
];

/// What is to be said of the exceptions of an assessment, once they are judged.
pub fn run_over_exceptions(
    inputs: &CheckInputs,
    facts: &Facts,
    exceptions: &[Judged],
    lang: Lang,
) -> Vec<Diagnostic> {
    let mut cx = Context::new(facts.assessment, inputs, facts, lang);
    cx.exceptions = exceptions;
    OF_EXCEPTIONS.iter().for_each(|rule| (rule.check)(&mut cx));
    let mut found = cx.finish();
    found.iter_mut().for_each(present);
    apply_levels(&mut found, &inputs.settings);
    found
}

/// What was not read and no finding names: the last word of every check, so that nothing is passed over in silence.
fn unread<'a>(
    assessment: &'a Assessment<'a>,
    inputs: &'a CheckInputs,
    facts: &'a Facts<'a>,
    found: &[Diagnostic],
    lang: Lang,
) -> Vec<Diagnostic> {
    let mut cx = Context::new(assessment, inputs, facts, lang);
    y::y019_broken::report_unread(&mut cx, found);
    cx.finish()
}

/// What a finding says steers nothing, and repeats no individual number that it quotes by chance.
pub(crate) fn present(diagnostic: &mut Diagnostic) {
    let Diagnostic {
        primary,
        related,
        elsewhere,
        message,
        help,
        ..
    } = diagnostic;
    let labels = std::iter::once(primary).chain(related);
    let of_labels = labels.flat_map(|label| [&mut label.message, &mut label.address]);
    let beside = elsewhere.iter_mut();
    let of_others = beside.flat_map(|place| [&mut place.message, &mut place.address]);
    for text in of_labels.chain(of_others).chain([message, help]) {
        if let Cow::Owned(shown) = outward::message(text) {
            *text = shown;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The headings that every rule has, in this order.
    const HEADINGS: [&str; 5] = ["何を確認するか", "なぜ", "直し方", "例", "根拠"];

    #[test]
    fn codes_and_names_are_unique_and_in_order() {
        let codes: Vec<_> = RULES.iter().map(|r| r.code).collect();
        let mut sorted = codes.clone();
        sorted.sort_unstable();
        sorted.dedup();
        // Families are in the order of the module list, codes in the order of their numbers.
        assert_eq!(codes.len(), sorted.len());
        let mut names: Vec<_> = RULES.iter().map(|r| r.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RULES.len());
    }

    #[test]
    fn a_number_that_no_rule_has_is_that_of_a_retired_one() {
        let mut gaps = Vec::new();
        for pair in RULES.windows(2) {
            let number = |rule: &Rule| rule.code[1..].parse::<usize>().expect("a number");
            let family = &pair[0].code[..1];
            if pair[1].code.starts_with(family) {
                let between = number(pair[0]) + 1..number(pair[1]);
                gaps.extend(between.map(|n| format!("{family}{n:03}")));
            } else {
                assert_eq!(number(pair[1]), 1, "{}", pair[1].code);
            }
        }
        assert_eq!(gaps, RETIRED);
    }

    #[test]
    fn every_rule_is_documented() {
        for rule in RULES {
            let doc = rule.doc();
            let headings: Vec<_> = doc
                .body
                .lines()
                .filter_map(|l| l.strip_prefix("## "))
                .collect();
            assert_eq!(headings, HEADINGS, "{}", rule.code);
            assert!(
                doc.english.is_ascii() && !doc.title.is_ascii(),
                "{}",
                rule.code
            );
        }
    }
}
