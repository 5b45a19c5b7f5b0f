//! `diff`: two versions compared and shown as text, JSON and a page.

use hyokasho::assessment::{self, Assessment};
use hyokasho::compare::changelog::logged;
use hyokasho::compare::diff::{Comparison, Side};
use hyokasho::document::render::{html, redline};
use hyokasho::document::view;
use hyokasho::report;
use hyokasho::report::human::Look;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::Stage;
use hyokasho::source::lang::Lang;

use crate::Trial;
use crate::check::steers_nothing;
use crate::mutate::mutated;

pub fn run(trial: &mut Trial) {
    let old = if trial.rng.bool() {
        trial.seeds.sound(&mut trial.rng)
    } else {
        trial.seeds.text(&mut trial.rng)
    };
    let new = mutated(&old, &mut trial.rng, trial.seeds);
    let (Ok(old), Ok(new_source)) = (
        Source::from_bytes("old.yaml", old.as_bytes()),
        Source::from_bytes("new.yaml", &new),
    ) else {
        return;
    };
    let (old, new_source) = if trial.rng.bool() {
        (old, new_source)
    } else {
        (new_source, old)
    };
    let documents = (assessment::read(&old), assessment::read(&new_source));
    let (Ok(old), Ok(current)) = (
        Assessment::open(&old, &documents.0, Stage::Draft),
        Assessment::open(&new_source, &documents.1, Stage::Draft),
    ) else {
        return;
    };
    if old.is_broken() || current.is_broken() {
        return;
    }
    let compare = || {
        let diff = logged::compare(&old, &current);
        let comparison = Comparison {
            old: Side::new("old.yaml".into(), None, &old),
            new: Side::new("new.yaml".into(), None, &current),
            diff: &diff,
        };
        let look = Look {
            lang: Lang::Ja,
            colour: false,
            width: 100,
        };
        let redline = view::redline::build(&comparison, &old, &current);
        (
            report::diff::human::render(&comparison, look),
            report::diff::json::render(&comparison),
            redline::html(&redline, html::Templates::embedded()),
        )
    };
    let Some((human, json, page)) = trial.guarded("diff", &new, compare) else {
        return;
    };
    steers_nothing(trial, &new, "diff", &human);
    if serde_json::from_str::<serde_json::Value>(&json).is_err() {
        trial.fault("the JSON of diff is not valid", "", &new);
    }
    match page {
        Ok(page) => steers_nothing(trial, &new, "redline", &page.replace('\t', " ")),
        Err(error) => trial.fault("the redline can't be made", error.message(Lang::En), &new),
    }
}
