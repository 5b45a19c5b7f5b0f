//! `check`: no panic, places inside the text, and reports that programs can read and that steer nothing.

use hyokasho::japanese::individual_number;
use hyokasho::lint::engine::check_source;
use hyokasho::lint::file_report::FileReport;
use hyokasho::lint::rules::{self, CheckInputs};
use hyokasho::report::human::Look;
use hyokasho::report::{github, human, json, junit, sarif};
use hyokasho::source::diagnostic::Diagnostic;
use hyokasho::source::lang::Lang;
use hyokasho::source::{Source, Span};

use crate::Trial;
use crate::mutate::mutated;

pub fn run(trial: &mut Trial) {
    let text = trial.seeds.text(&mut trial.rng);
    let input = mutated(&text, &mut trial.rng, trial.seeds);
    let (stage, lang) = (trial.stage(), trial.lang());
    let report = match Source::from_bytes("a.yaml", &input) {
        Err(why) => FileReport::of(
            Source::new("a.yaml", ""),
            vec![rules::unreadable(why, lang)],
        ),
        Ok(source) => {
            let check = || check_source(&source, &|_| CheckInputs::default(), stage, lang);
            let Some(checked) = trial.guarded("check", &input, check) else {
                return;
            };
            let excepted = checked.suppressed.iter().map(|s| &s.diagnostic);
            for finding in checked.diagnostics.iter().chain(excepted) {
                places(trial, &input, source.text(), finding);
            }
            FileReport::checked(source, checked)
        }
    };
    reports(trial, &input, &[report], lang);
}

/// Whether all places of a finding lie in the text, and its edits beside each other.
pub fn places(trial: &mut Trial, input: &[u8], text: &str, finding: &Diagnostic) {
    let labels = [&finding.primary].into_iter().chain(&finding.related);
    let mut edits: Vec<Span> = Vec::new();
    if let Some(fix) = &finding.fix {
        edits.extend(fix.edits.iter().map(|edit| edit.span));
    }
    let mut spans = labels.map(|label| label.span).chain(edits.iter().copied());
    if spans.any(|span| text.get(span.range()).is_none()) {
        trial.fault(
            format!("{} points outside the text", finding.code),
            &finding.message,
            input,
        );
    }
    edits.sort();
    if edits.windows(2).any(|pair| pair[0].end > pair[1].start) {
        trial.fault(
            format!("{} has edits that overlap", finding.code),
            &finding.message,
            input,
        );
    }
    if finding.message.trim().is_empty() {
        trial.fault(format!("{} says nothing", finding.code), "", input);
    }
}

fn reports(trial: &mut Trial, input: &[u8], reports: &[FileReport], lang: Lang) {
    let width = [40, 80, 100, 160][trial.rng.usize(..4)];
    let look = Look {
        lang,
        colour: false,
        width,
    };
    // One report an input, so that more inputs can be tried; SARIF brings the documentation of all rules each time.
    let format = trial.rng.u8(..40);
    let render = || match format {
        0 => ("sarif", sarif::render(reports, lang)),
        1..10 => ("json", json::render(reports)),
        10..20 => ("junit", junit::render(reports, lang)),
        20..30 => ("github", github::render(reports, lang)),
        _ => ("human", human::render(reports, look)),
    };
    let Some((name, text)) = trial.guarded("reports", input, render) else {
        return;
    };
    let valid = match name {
        "json" | "sarif" => serde_json::from_str::<serde_json::Value>(&text).is_ok(),
        "junit" => roxmltree::Document::parse(&text).is_ok(),
        "github" => text.lines().all(is_command_or_text),
        _ => true,
    };
    if !valid {
        trial.fault(format!("{name} is not valid"), &text, input);
    }
    // Of JSON and SARIF the text is quoted: only line ends are not.
    steers_nothing(trial, input, name, &text);
    let source = reports.first().map_or("", |report| report.source.text());
    let numbers = individual_number::find(source);
    for place in individual_number::find(&text) {
        // A number that chance makes of the report's own digits is none of the file.
        if numbers
            .iter()
            .any(|of| source[of.clone()] == text[place.clone()])
        {
            trial.fault(
                format!("{name} shows an individual number"),
                &text[place],
                input,
            );
        }
    }
}

fn is_command_or_text(line: &str) -> bool {
    let commands = ["::error ", "::warning ", "::notice "];
    commands.iter().any(|command| line.starts_with(command)) || !line.contains("::")
}

/// No control character and none that turns the direction of writing.
pub fn steers_nothing(trial: &mut Trial, input: &[u8], name: &str, text: &str) {
    let steers = |c: &char| match c {
        '\n' => false,
        c => {
            c.is_control()
                || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        }
    };
    if let Some(c) = text.chars().find(steers) {
        let line = text.lines().find(|line| line.contains(c)).unwrap_or("");
        trial.fault(format!("{name} holds U+{:04X}", u32::from(c)), line, input);
    }
}
