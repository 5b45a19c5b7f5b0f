//! 別添３ written from what changed, and verified against it.

mod again;
mod layouts;
mod merge;
mod mismatch;
mod renames;
mod session;

use std::sync::Arc;

use hyokasho::assessment::{self, Assessment};
use hyokasho::compare::changelog::Log;
use hyokasho::compare::changelog::base::{Base, Former};
use hyokasho::compare::changelog::coverage::Coverage;
use hyokasho::compare::changelog::insert::{self, Refused};
use hyokasho::compare::changelog::plan::Plan;
use hyokasho::compare::changelog::revision::Revision;
use hyokasho::compare::changelog::row::{self, Row};
use hyokasho::config::settings::{Level, Settings};
use hyokasho::lint::engine::check_source;
use hyokasho::lint::rules::{CheckInputs, RULES};
use hyokasho::source::Source;
use hyokasho::source::diagnostic::{Diagnostic, Severity, Stage};
use hyokasho::source::lang::Lang;
use jiff::civil::Date as Day;

const EXAMPLE: &str = include_str!("../../../assessments/kakuu-yobosesshu.yaml");
const OTHER: &str = include_str!("../../../assessments/kakuu-jido-teate.yaml");

/// The text with its 別添３ brought up to date, and the rows that were added.
fn written(old: &str, new: &str, day: Option<Day>) -> Result<(String, Vec<Row>), Refused> {
    let done = carried_out(old, new, day, |revision| revision.written())?;
    Ok((done.1, done.0.add))
}

/// The text with the rows of this revision made anew, and what was done.
fn rebuilt(old: &str, new: &str, day: Option<Day>) -> Result<(Plan, String), Refused> {
    carried_out(old, new, day, |revision| revision.rebuilt(true))
}

/// The text with its 別添３ brought up to date, one row for each renaming, and what was done.
fn grouped(old: &str, new: &str) -> Result<(Plan, String), Refused> {
    carried_out(old, new, None, |revision| {
        let groups = true;
        Revision {
            groups,
            ..*revision
        }
        .written()
    })
}

fn carried_out(
    old: &str,
    new: &str,
    day: Option<Day>,
    f: impl Fn(&Revision) -> Result<(Plan, String), Refused>,
) -> Result<(Plan, String), Refused> {
    let (old, new) = (Source::new("old.yaml", old), Source::new("new.yaml", new));
    let (old_tree, new_tree) = (assessment::read(&old), assessment::read(&new));
    let open = |source, tree| Assessment::open(source, tree, Stage::Draft).expect("a known form");
    let (old, new) = (open(&old, &old_tree), open(&new, &new_tree));
    let former = Former::of("old".into(), &old, &new);
    let log = Log::read(&new);
    let coverage = Coverage::of(&former, &log, &new);
    let day = day.or(row::day_of_publication(&former, &new));
    let revision = Revision {
        old: &old,
        former: &former,
        log: &log,
        coverage: &coverage,
        new: &new,
        day: day.expect("a day"),
        groups: false,
    };
    f(&revision)
}

/// All findings of a text, compared with another.
fn findings(old: &str, new: &str, stage: Stage) -> Vec<Diagnostic> {
    found(old, new, stage, &Arc::default())
}

fn found(old: &str, new: &str, stage: Stage, settings: &Arc<Settings>) -> Vec<Diagnostic> {
    let old = Source::new("old.yaml", old);
    let old_tree = assessment::read(&old);
    let beside = |new: &Assessment| {
        let old = Assessment::open(&old, &old_tree, Stage::Draft).expect("a known form");
        CheckInputs {
            base: Some(Base::Former(Box::new(Former::of("旧版".into(), &old, new)))),
            settings: Arc::clone(settings),
            ..Default::default()
        }
    };
    check_source(&Source::new("new.yaml", new), &beside, stage, Lang::Ja).diagnostics
}

/// The findings about 別添３, each with the words underlined.
fn of_changes(old: &str, new: &str) -> Vec<(&'static str, String, String)> {
    let mut settings = Settings::default();
    let others = RULES.iter().filter_map(|rule| rule.code.chars().next());
    let others = others.filter(|family| *family != 'C');
    settings.levels.families = others.map(|family| (family, Level::Off)).collect();
    let found = found(old, new, Stage::Publish, &Arc::new(settings));
    let of_family = found.into_iter().filter(|d| d.code.starts_with('C'));
    of_family
        .map(|d| {
            let words = new[d.primary.span.range()].to_owned();
            (d.code, words, d.message)
        })
        .collect()
}

/// The findings that are not about 別添３ and its comparison, without their places and counts: words of the body that are
/// quoted in 別添３ are there, too.
fn others(old: &str, new: &str) -> Vec<(&'static str, Severity, String)> {
    let found = findings(old, new, Stage::Publish).into_iter();
    let others = found.filter(|d| !d.code.starts_with('C'));
    let uncounted = |message: &str| message.replace(|c: char| c.is_ascii_digit(), "");
    others
        .map(|d| (d.code, d.severity, uncounted(d.headline())))
        .collect()
}

/// Whether taking the new lines out of a text gives the old one.
fn only_adds(old: &str, new: &str) -> bool {
    let mut lines = new.split_inclusive('\n');
    old.split_inclusive('\n')
        .all(|line| lines.any(|new| new == line))
}
