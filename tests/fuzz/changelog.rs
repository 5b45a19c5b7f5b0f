//! `changelog --write`: what it writes is what it accepts afterwards, and no other byte is touched.

use hyokasho::assessment::{self, Assessment};
use hyokasho::compare::changelog::Log;
use hyokasho::compare::changelog::base::Former;
use hyokasho::compare::changelog::coverage::Coverage;
use hyokasho::compare::changelog::revision::Revision;
use hyokasho::compare::changelog::row;
use hyokasho::japanese::dates;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::Stage;

use crate::Trial;
use crate::fix::changed;
use crate::mutate::{end_of_part, indent_of};
use crate::seeds::Seeds;
use crate::words::words;

pub fn run(trial: &mut Trial) {
    let example = trial.seeds.sound(&mut trial.rng);
    let old = if trial.rng.bool() {
        edited(&example, &mut trial.rng, trial.seeds)
    } else {
        example
    };
    let new = edited(&old, &mut trial.rng, trial.seeds);
    let input = format!("{new}\n#### the version before\n{old}").into_bytes();
    let Some(written) = trial.guarded("changelog", &input, || written(&old, &new)) else {
        return;
    };
    let Some(text) = written else {
        return;
    };
    if !keeps_lines(&new, &text) {
        trial.fault(
            "changelog touches other lines",
            changed(&new, &text),
            &input,
        );
    }
    let again = trial.guarded("changelog", &input, || written_again(&old, &text));
    if let Some(Some(more)) = again {
        trial.fault(
            "a second changelog writes more",
            changed(&text, &more),
            &input,
        );
    }
}

fn written_again(old: &str, text: &str) -> Option<String> {
    written(old, text)
}

/// The file with the rows that it lacks; none where it lacks none, or where they can't be written.
fn written(old: &str, new: &str) -> Option<String> {
    let (old, new) = (Source::new("old.yaml", old), Source::new("new.yaml", new));
    let documents = (assessment::read(&old), assessment::read(&new));
    let old = Assessment::open(&old, &documents.0, Stage::Draft).ok()?;
    let new = Assessment::open(&new, &documents.1, Stage::Draft).ok()?;
    if old.is_broken() || new.is_broken() {
        return None;
    }
    let former = Former::of("old".into(), &old, &new);
    let log = Log::read(&new);
    let coverage = Coverage::of(&former, &log, &new);
    let day = dates::date("令和9年6月1日").map(|d| d.day)?;
    let revision = Revision {
        old: &old,
        former: &former,
        log: &log,
        coverage: &coverage,
        new: &new,
        day: row::day_of_publication(&former, &new).unwrap_or(day),
        groups: false,
    };
    let (plan, text) = revision.written().ok()?;
    plan.writes().then_some(text)
}

/// Whether all lines outside of 別添３ are still there, in their order.
fn keeps_lines(before: &str, after: &str) -> bool {
    let mut after = after.lines();
    let mut outside = true;
    before
        .lines()
        .filter(|line| {
            if !line.starts_with([' ', '#', '-']) && !line.trim().is_empty() {
                outside = !line.starts_with("変更箇所");
            }
            outside
        })
        .all(|line| after.any(|other| other == line))
}

/// An assessment with some edits that leave it well formed.
fn edited(text: &str, rng: &mut fastrand::Rng, seeds: &Seeds) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    for _ in 0..=rng.usize(..8) {
        let at = rng.usize(..lines.len());
        edit(&mut lines, at, rng, seeds);
    }
    lines.concat()
}

fn edit(lines: &mut Vec<String>, at: usize, rng: &mut fastrand::Rng, seeds: &Seeds) {
    let line = lines[at].clone();
    let trimmed = line.trim();
    if trimmed.is_empty() || trimmed.starts_with('#') {
        return;
    }
    let indent = " ".repeat(indent_of(&line));
    let entry = trimmed.starts_with("- ");
    match (rng.u8(..4), line.split_once(": "), entry) {
        (0, _, true) => drop(lines.drain(at..end_of_part(lines, at))),
        (1, _, true) => {
            let part = lines[at..end_of_part(lines, at)].to_vec();
            lines.splice(at..at, part);
        }
        (_, Some((key, value)), _) if !value.trim().starts_with(['|', '>', '[', '{']) => {
            let new = plain(&words(rng, seeds));
            lines[at] = format!("{key}: \"{}{new}\"\n", value.trim().trim_matches('"'));
        }
        (_, None, false) if !trimmed.ends_with(':') => {
            let new = plain(&words(rng, seeds));
            match rng.u8(..3) {
                0 => lines[at] = format!("{indent}{new}。\n"),
                1 => lines.insert(at, format!("{indent}{new}。\n")),
                _ => drop(lines.remove(at)),
            }
        }
        _ => {}
    }
}

/// Words without what YAML acts upon.
fn plain(words: &str) -> String {
    let kept = words
        .chars()
        .filter(|c| !c.is_control() && !"\"\\#\u{85}\u{2028}\u{2029}\u{FEFF}".contains(*c));
    kept.collect::<String>()
        .replace(": ", "：")
        .trim()
        .to_owned()
}
