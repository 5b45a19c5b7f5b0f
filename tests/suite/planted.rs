//! Defects planted by chance in the worked examples are found at their words, and harmless edits give nothing. The share
//! found and what is found beside are pinned, so that a rule that goes blind, or begins to see too much, is seen.
//!
//! Many plants share one text and one check, each on lines of its own: the whole takes seconds.

mod draw;
mod harmless;
mod hosts;
mod kind;
mod kinds;
mod kinds_of_facts;
mod kinds_of_shape;
mod sentences;
mod slips;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use hyokasho::lint::engine::check_text;
use hyokasho::source::diagnostic::{Diagnostic, Stage};
use hyokasho::source::lang::Lang;
use hyokasho::source::{Source, Span};

use draw::{Draw, Edit, apply};
use hosts::{HOSTS, Host};
use kind::Kind;

/// How often each kind is planted in each example.
const ROUNDS: u64 = 2;

fn check(host: &Host, text: String) -> (Source, Vec<Diagnostic>) {
    let source = Source::new(host.name, text);
    let found = check_text(&source, Stage::Publish, Lang::Ja);
    (source, found)
}

/// Where a finding may point for a plant: at what differs, or at all that was replaced. A bracket is named where it opens or
/// closes, so that all of its line is the place.
fn place(host: &Host, text: &str, edit: &Edit, at: &Range<usize>, kind: &Kind) -> Range<usize> {
    let Kind(_, rules, plant) = kind;
    if rules.contains("W006") {
        let start = text[..at.start].rfind('\n').map_or(0, |n| n + 1);
        let end = text[at.end..].find('\n').map_or(text.len(), |n| at.end + n);
        return start..end;
    }
    match plant.is_exact() {
        true => edit.differing(host.text, at),
        false => at.clone(),
    }
}

/// Whether a finding points at a place, or at the characters beside one where something is missing.
fn points(found: &Diagnostic, at: &Range<usize>) -> bool {
    let labels = std::iter::once(&found.primary).chain(&found.related);
    let mut spans = labels.map(|l| l.span);
    spans.any(|s: Span| s.start <= at.end && at.start <= s.end && s.range().len() < 300)
}

/// What became of the plants of one kind.
#[derive(Default)]
struct Tally {
    planted: usize,
    found: usize,
    by: BTreeMap<&'static str, usize>,
    missed: Vec<String>,
}

/// Plants all kinds of a group once in an example; counts what is found, and returns what is found beside.
fn plant(host: &'static Host, kinds: &[Kind], round: u64, tallies: &mut [Tally]) -> Vec<String> {
    let mut draw = Draw::new(host, round);
    let mut edits = Vec::new();
    for (n, Kind(_, _, plant)) in kinds.iter().enumerate() {
        draw.seed(n);
        if let Some(edit) = plant.make(&mut draw) {
            draw.take(&edit);
            edits.push((n, edit));
        }
    }
    edits.sort_by_key(|(_, edit)| edit.range.start);
    let (text, places) = apply(host.text, edits.iter().map(|(_, edit)| edit));
    let (source, found) = check(host, text);
    let mut explained = vec![false; found.len()];
    for ((n, edit), at) in edits.iter().zip(&places) {
        let (kind, tally) = (&kinds[*n], &mut tallies[*n]);
        let Kind(_, rules, _) = kind;
        let at = place(host, source.text(), edit, at, kind);
        tally.planted += 1;
        let mut hits = found
            .iter()
            .enumerate()
            .filter(|(_, d)| rules.contains(d.code) && points(d, &at))
            .peekable();
        if hits.peek().is_none() {
            let before: String = host.text[..edit.range.start]
                .chars()
                .rev()
                .take(12)
                .collect();
            let before: String = before.chars().rev().collect();
            let words = &host.text[edit.range.clone()];
            tally.missed.push(format!(
                "{}: …{before}「{words}」→「{}」",
                host.name, edit.with
            ));
            continue;
        }
        tally.found += 1;
        for (d, hit) in hits {
            explained[d] = true;
            *tally.by.entry(hit.code).or_default() += 1;
        }
    }
    let beside = found
        .iter()
        .zip(&explained)
        .filter(|(_, explained)| !**explained);
    beside.map(|(d, _)| shown(host, &source, d)).collect()
}

fn shown(host: &Host, source: &Source, d: &Diagnostic) -> String {
    let words = source.slice(d.primary.span);
    let line = words.lines().next().unwrap_or("");
    let short: String = line.chars().take(24).collect();
    format!("{} {} {} 「{short}」", host.name, d.code, d.primary.item)
}

/// The table of a group of kinds: how many of the plants are found, and by which rules; then what is found beside.
fn table(kinds: &[Kind]) -> String {
    let mut tallies: Vec<Tally> = kinds.iter().map(|_| Tally::default()).collect();
    let mut beside = Vec::new();
    for round in 0..ROUNDS {
        for host in &HOSTS {
            beside.extend(plant(host, kinds, round, &mut tallies));
        }
    }
    let mut text = String::new();
    let (mut planted, mut found) = (0, 0);
    for (Kind(name, ..), tally) in kinds.iter().zip(&tallies) {
        let by: Vec<String> = tally
            .by
            .iter()
            .map(|(code, n)| format!("{code} {n}"))
            .collect();
        let _ = writeln!(
            text,
            "{:3} of {:3}  {}  ({})",
            tally.found,
            tally.planted,
            name,
            by.join(", ")
        );
        for missed in &tally.missed {
            let _ = writeln!(text, "            missed: {}", missed.replace('\n', "⏎"));
        }
        assert!(
            tally.planted >= 5,
            "{} is planted {} times",
            name,
            tally.planted
        );
        planted += tally.planted;
        found += tally.found;
    }
    let _ = writeln!(text, "{found} of {planted} in all");
    let _ = writeln!(text, "\nbeside: {}", beside.len());
    for line in &beside {
        let _ = writeln!(text, "{line}");
    }
    text
}

fn pinned(name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => "planted",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, { insta::assert_snapshot!(name, text) });
}

#[test]
fn planted_slips_of_writing() {
    pinned("writing", &table(kinds::KINDS));
}

#[test]
fn planted_errors_of_fact() {
    pinned("facts", &table(kinds_of_facts::KINDS));
}

#[test]
fn planted_errors_of_shape() {
    pinned("shape", &table(kinds_of_shape::KINDS));
}

#[test]
fn the_examples_are_clean() {
    for host in &HOSTS {
        let (source, found) = check(host, host.text.to_owned());
        let found: Vec<String> = found.iter().map(|d| shown(host, &source, d)).collect();
        assert_eq!(found, Vec::<String>::new());
    }
}

#[test]
fn harmless_edits_give_nothing() {
    let kinds = harmless::EDITS.len() + sentences::SENTENCES.len();
    assert!(kinds >= 40, "{kinds}");
    let mut made = vec![0; harmless::EDITS.len()];
    let mut text = String::new();
    for round in 0..ROUNDS {
        for host in &HOSTS {
            let mut draw = Draw::new(host, round);
            let mut all = Vec::new();
            for (n, (_, edit)) in harmless::EDITS.iter().enumerate() {
                draw.seed(n);
                let edits = edit(&mut draw);
                made[n] += usize::from(!edits.is_empty());
                edits.iter().for_each(|e| draw.take(e));
                all.extend(edits);
            }
            let said = sentences::SENTENCES.iter();
            all.extend(said.filter_map(|(_, plain, polite)| sentences::say(host, plain, polite)));
            all.sort_by_key(|edit| edit.range.start);
            let (edited, _) = apply(host.text, all.iter());
            let (source, found) = check(host, edited);
            for d in &found {
                let _ = writeln!(text, "{}", shown(host, &source, d));
            }
        }
    }
    for ((name, _), made) in harmless::EDITS.iter().zip(made) {
        assert!(made > 0, "{name} is never made");
    }
    assert_eq!(text, "");
}

#[test]
fn slips_of_one_character_are_found() {
    let host = &HOSTS[0];
    let mut edits: Vec<Edit> = slips::SLIPS
        .iter()
        .map(|slip| slips::edit(host.text, slip))
        .collect();
    edits.sort_by_key(|edit| edit.range.start);
    let (text, places) = apply(host.text, edits.iter());
    let (_, found) = check(host, text);
    let is_missed = |edit: &Edit, at| {
        let at = edit.differing(host.text, at);
        !found.iter().any(|d| points(d, &at))
    };
    let missed: Vec<&str> = edits
        .iter()
        .zip(&places)
        .filter(|(edit, at)| is_missed(edit, at))
        .map(|(edit, _)| edit.with.as_str())
        .collect();
    let (all, hits) = (edits.len(), edits.len() - missed.len());
    // 85 of 100, and what is found today stays found.
    assert!(
        hits * 100 >= all * 85,
        "{hits} of {all}; missed: {missed:?}"
    );
}

#[test]
fn other_ways_to_write_the_same_bytes_give_nothing() {
    for (n, host) in HOSTS.iter().enumerate() {
        let text = match n % 2 {
            0 => host.text.replace('\n', "\r\n"),
            _ => host.text.trim_end().to_owned(),
        };
        let (source, found) = check(host, text);
        let found: Vec<String> = found.iter().map(|d| shown(host, &source, d)).collect();
        assert_eq!(found, Vec::<String>::new());
    }
}
