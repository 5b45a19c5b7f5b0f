//! Annotations and a job summary for GitHub Actions, which shows ten of each kind and drops the rest in silence: the
//! gravest come first, and a closing line says how many are not shown.

use std::fmt::Write as _;

use super::human::closing;
use super::{elsewhere, lines, place_in_origin};
use crate::lint::file_report::{FileReport, Summary};
use crate::source::Source;
use crate::source::diagnostic::{Diagnostic, Severity};
use crate::source::lang::Lang;
use crate::source::outward;

/// How many annotations of a kind GitHub shows for a step.
const SHOWN: usize = 10;

/// The workflow commands, gravest first.
pub fn render(reports: &[FileReport], lang: Lang) -> String {
    let mut out = String::new();
    for (report, why) in failed(reports) {
        let (file, why) = (property(report.source.name()), data(why));
        let _ = writeln!(out, "::error file={file}::{why}");
    }
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let found: Vec<_> = findings(reports)
            .filter(|(_, d)| d.severity == severity)
            .collect();
        for (source, d) in found.iter().take(SHOWN) {
            out.push_str(&annotation(source, d, lang));
        }
        let cut = found.len().saturating_sub(SHOWN);
        if cut > 0 {
            let label = severity.label(lang);
            let _ = match lang {
                Lang::Ja => writeln!(
                    out,
                    "{label}は、ほかに{cut}件あります（GitHub の表示は{SHOWN}件まで）。"
                ),
                Lang::En => writeln!(out, "{cut} more {label}(s) are not shown as annotations."),
            };
        }
    }
    outward::text(&(out + &closing(Summary::of(reports), lang) + "\n"))
}

/// The job summary as Markdown.
pub fn summary(reports: &[FileReport], lang: Lang) -> String {
    let (title, head) = match lang {
        Lang::Ja => ("評価書の点検", "| 重さ | 規則 | 場所 | 項目 | 指摘 |"),
        Lang::En => (
            "Assessments",
            "| severity | rule | place | item | finding |",
        ),
    };
    let mut out = format!("## {title}\n\n{}\n", closing(Summary::of(reports), lang));
    for (_, why) in failed(reports) {
        let _ = writeln!(out, "\n- {}", cell(why));
    }
    if findings(reports).next().is_some() {
        let _ = writeln!(out, "\n{head}\n|---|---|---|---|---|");
    }
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        for (source, d) in findings(reports).filter(|(_, d)| d.severity == severity) {
            let cells = [
                severity.label(lang),
                d.code,
                &place(source, d, lang),
                &d.primary.address,
                &lines(&[&d.message, &d.primary.message]),
            ];
            let cells: Vec<String> = cells.iter().map(|c| cell(c)).collect();
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
    }
    out
}

/// Where a finding is: the file with its line, or the cell of a workbook.
fn place(source: &Source, d: &Diagnostic, lang: Lang) -> String {
    let name = source.name();
    if source.origin().is_some() {
        let place = place_in_origin(source, &d.primary, lang);
        return format!("{name} {place}").trim_end().to_owned();
    }
    format!("{name}:{}", source.position(d.primary.span.start).line)
}

/// The files that could not be checked, and why.
fn failed(reports: &[FileReport]) -> impl Iterator<Item = (&FileReport, &str)> {
    reports
        .iter()
        .filter_map(|report| Some((report, report.failure.as_deref()?)))
}

/// Text in a table of Markdown: no line break, and nothing that would be markup, a link or a name that is called.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for c in outward::words(&text.replace('\n', " ")).chars() {
        match c {
            '&' | '<' | '>' | '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '!' | '~' | '#' | '@'
            | '$' | ':' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

fn findings(reports: &[FileReport]) -> impl Iterator<Item = (&Source, &Diagnostic)> {
    reports
        .iter()
        .flat_map(|r| r.diagnostics.iter().map(|d| (&r.source, d)))
}

fn annotation(source: &Source, d: &Diagnostic, lang: Lang) -> String {
    let command = match d.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let title = format!("{} {}", d.code, d.primary.address);
    let elsewhere = elsewhere(source, d, lang);
    if source.origin().is_some() {
        // A workbook has no lines that could be marked.
        let place = place_in_origin(source, &d.primary, lang);
        let text = lines(&[&place, &d.message, &d.primary.message, &elsewhere, &d.help]);
        let (file, title, text) = (property(source.name()), property(title.trim()), data(&text));
        return format!("::{command} file={file},title={title}::{text}\n");
    }
    let (start, end) = (
        source.position(d.primary.span.start),
        source.position(d.primary.span.end),
    );
    let text = lines(&[&d.message, &d.primary.message, &elsewhere, &d.help]);
    format!(
        "::{command} file={},line={},col={},endLine={},endColumn={},title={}::{}\n",
        property(source.name()),
        start.line,
        start.column,
        end.line,
        end.column,
        property(title.trim()),
        data(&text)
    )
}

/// Text after `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
