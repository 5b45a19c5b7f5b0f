//! The machine-readable report, version 1. Lines and columns count characters from 1, offsets count bytes.

use serde::Serialize;

use super::{place_in_origin, shown_fix};
use crate::lint::file_report::{FileReport, Summary};
use crate::source::diagnostic::{Diagnostic, Elsewhere, Label};
use crate::source::lang::Lang;
use crate::source::outward;
use crate::source::{Position, Source, Span};

#[derive(Serialize)]
struct Report<'r> {
    version: u32,
    diagnostics: Vec<Finding<'r>>,
    suppressed: Vec<Finding<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    failures: Vec<Failure<'r>>,
    summary: Counts,
}

#[derive(Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    info: usize,
    files: usize,
}

/// A file that could not be checked.
#[derive(Serialize)]
struct Failure<'r> {
    file: &'r str,
    message: &'r str,
}

#[derive(Serialize)]
struct Finding<'r> {
    code: &'r str,
    name: &'r str,
    severity: &'r str,
    message: &'r str,
    /// What is said at the words themselves; empty where the message says all.
    label: &'r str,
    item: &'r str,
    address: &'r str,
    file: &'r str,
    /// The sheet and cell, or the page, of a file that is no YAML; its lines below are those of the YAML that `import` makes.
    #[serde(skip_serializing_if = "String::is_empty")]
    place: String,
    span: Place,
    related: Vec<Related<'r>>,
    /// What belongs to it in other files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<Beside<'r>>,
    help: &'r str,
    basis: &'r [&'r str],
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix<'r>>,
    /// Why it is excepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'r str>,
}

#[derive(Serialize)]
struct Related<'r> {
    /// `place`: the same fault is there, too; `context`: what belongs to it otherwise.
    role: &'r str,
    message: &'r str,
    item: &'r str,
    address: &'r str,
    file: &'r str,
    #[serde(skip_serializing_if = "String::is_empty")]
    place: String,
    span: Place,
}

#[derive(Serialize)]
struct Beside<'r> {
    message: &'r str,
    item: &'r str,
    address: &'r str,
    file: &'r str,
    span: Place,
}

#[derive(Serialize)]
struct Fix<'r> {
    safety: &'r str,
    edits: Vec<Edit<'r>>,
}

#[derive(Serialize)]
struct Edit<'r> {
    span: Place,
    text: &'r str,
}

#[derive(Serialize)]
struct Place {
    start: Position,
    end: Position,
}

/// The report as one JSON document with a final line break.
pub fn render(reports: &[FileReport]) -> String {
    let summary = Summary::of(reports);
    let report = Report {
        version: 1,
        diagnostics: reports.iter().flat_map(findings).collect(),
        suppressed: reports.iter().flat_map(excepted).collect(),
        failures: reports.iter().filter_map(failure).collect(),
        summary: Counts {
            error: summary.errors,
            warning: summary.warnings,
            info: summary.infos,
            files: summary.files,
        },
    };
    outward::json(&report)
}

fn failure(report: &FileReport) -> Option<Failure<'_>> {
    Some(Failure {
        file: report.source.name(),
        message: report.failure.as_deref()?,
    })
}

fn findings(report: &FileReport) -> impl Iterator<Item = Finding<'_>> {
    report
        .diagnostics
        .iter()
        .map(|d| finding(&report.source, d))
}

fn excepted(report: &FileReport) -> impl Iterator<Item = Finding<'_>> {
    report.suppressed.iter().map(|s| Finding {
        reason: Some(&s.reason),
        ..finding(&report.source, &s.diagnostic)
    })
}

fn finding<'r>(source: &'r Source, d: &'r Diagnostic) -> Finding<'r> {
    let related = |label: &'r Label| Related {
        role: label.role.id(),
        message: &label.message,
        item: &label.item,
        address: &label.address,
        file: source.name(),
        place: place_in_origin(source, label, Lang::Ja),
        span: place(source, label.span),
    };
    let beside = |place: &'r Elsewhere| Beside {
        message: &place.message,
        item: &place.item,
        address: &place.address,
        file: &place.file,
        span: Place {
            start: place.start,
            end: place.end,
        },
    };
    let fix = shown_fix(d).map(|fix| Fix {
        safety: fix.safety.id(),
        edits: fix
            .edits
            .iter()
            .map(|e| Edit {
                span: place(source, e.span),
                text: &e.text,
            })
            .collect(),
    });
    Finding {
        code: d.code,
        name: d.name,
        severity: d.severity.id(),
        message: &d.message,
        label: &d.primary.message,
        item: &d.primary.item,
        address: &d.primary.address,
        file: source.name(),
        place: place_in_origin(source, &d.primary, Lang::Ja),
        span: place(source, d.primary.span),
        related: d.related.iter().map(related).collect(),
        elsewhere: d.elsewhere.iter().map(beside).collect(),
        help: &d.help,
        basis: &d.basis,
        fix,
        reason: None,
    }
}

fn place(source: &Source, span: Span) -> Place {
    Place {
        start: source.position(span.start),
        end: source.position(span.end),
    }
}
