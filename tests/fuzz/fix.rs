//! `--fix`: it comes to an end, brings no error, loses no comment, and does not grow.

use std::collections::BTreeMap;

use hyokasho::assessment;
use hyokasho::lint::engine::check_source;
use hyokasho::lint::fix;
use hyokasho::lint::rules::CheckInputs;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::{Diagnostic, Safety, Severity};
use hyokasho::source::lang::Lang;
use unicode_normalization::UnicodeNormalization as _;

use crate::Trial;
use crate::mutate::mutated;

pub fn run(trial: &mut Trial) {
    let text = trial.seeds.text(&mut trial.rng);
    let input = mutated(&text, &mut trial.rng, trial.seeds);
    let Ok(source) = Source::from_bytes("a.yaml", &input) else {
        return;
    };
    let stage = trial.stage();
    let wanted = if trial.rng.bool() {
        Safety::Safe
    } else {
        Safety::Unsafe
    };
    let kind = wanted.id();
    let check = |text: &str| -> Vec<Diagnostic> {
        let source = Source::new("a.yaml", text);
        check_source(&source, &|_| CheckInputs::default(), stage, Lang::Ja).diagnostics
    };
    let fix_once = |text: &str| fix::fix_text(text, wanted, &check).text;
    let Some(once) = trial.guarded("fix", &input, || fix_once(source.text())) else {
        return;
    };
    if once == source.text() {
        return;
    }
    let Some(twice) = trial.guarded("fix", &input, || fix_once(&once)) else {
        return;
    };
    // After a guess, the rest of the unsafe fixes waits for a person to look.
    if twice != once && wanted == Safety::Safe {
        trial.fault(
            "a second safe fix changes more",
            changed(&once, &twice),
            &input,
        );
    }
    // Unsafe fixes of many lines take some rounds; those that grow at every run never end.
    if twice.len() > once.len() + 200 && fix_once(&twice).len() > twice.len() {
        trial.fault(format!("{kind} fixes grow"), changed(&once, &twice), &input);
    }
    // Where more of the file can be read, more of the form is known to be blank.
    let errors = |text: &str| {
        let found = check(text).into_iter();
        let errors = found.filter(|d| d.severity == Severity::Error && d.code != "S004");
        errors.count()
    };
    if errors(&once) > errors(source.text()) {
        trial.fault(
            format!("{kind} fixes bring errors"),
            changed(source.text(), &once),
            &input,
        );
    }
    letters(trial, &input, source.text(), &check(source.text()));
    comments(trial, &input, &source, &once);
}

/// Rules whose fix puts the right key, option, count or name in the place of what was written: that is what it is for.
const REPLACES: [&str; 5] = ["S001", "S005", "S010", "S018", "Y021"];

/// A safe fix of how the file is read, or of its structure, keeps every letter that it touches.
fn letters(trial: &mut Trial, input: &[u8], text: &str, found: &[Diagnostic]) {
    for finding in found {
        let fix = finding
            .fix
            .as_ref()
            .filter(|fix| fix.safety == Safety::Safe);
        let of_reading = finding.code.starts_with(['Y', 'S', 'U']);
        let Some(fix) = fix.filter(|_| of_reading && !REPLACES.contains(&finding.code)) else {
            continue;
        };
        let gone: String = fix
            .edits
            .iter()
            .filter_map(|e| text.get(e.span.range()))
            .collect();
        let come: String = fix.edits.iter().map(|e| e.text.as_str()).collect();
        let (gone, come) = (counted(&gone), counted(&come));
        let lost = gone.iter().any(|(c, n)| come.get(c).unwrap_or(&0) < n);
        if lost {
            trial.fault(
                format!("the safe fix of {} loses letters", finding.code),
                &finding.message,
                input,
            );
        }
    }
}

/// How often each letter is there, whatever its width.
fn counted(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in text.nfkc().filter(|c| c.is_alphanumeric()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

fn comments(trial: &mut Trial, input: &[u8], source: &Source, fixed: &str) {
    let before = assessment::read(source);
    if !before.unread.is_empty() || !before.typos.is_empty() || !before.problems.is_empty() {
        return;
    }
    // A line break that nobody sees becomes one, and parts the comment that held it.
    if source.text().contains(['\u{85}', '\u{2028}', '\u{2029}']) {
        return;
    }
    let fixed = Source::new("a.yaml", fixed);
    let after = assessment::read(&fixed);
    let mut left: Vec<&str> = after.comments.iter().map(|c| c.text.trim()).collect();
    for comment in &before.comments {
        match left.iter().position(|text| *text == comment.text.trim()) {
            Some(place) => drop(left.swap_remove(place)),
            None => {
                trial.fault("a fix loses a comment", &comment.text, input);
                return;
            }
        }
    }
}

/// The lines that differ.
pub fn changed(old: &str, new: &str) -> String {
    let diff = similar::TextDiff::from_lines(old, new);
    diff.unified_diff().context_radius(0).to_string()
}
