//! JUnit XML: a suite for each file, a case for each finding; those that are denied have failed.

use std::fmt::Write as _;

use crate::lint::file_report::{FileReport, Summary};
use crate::source::Source;
use crate::source::diagnostic::{Diagnostic, Severity};
use crate::source::lang::Lang;
use crate::source::outward;

/// The report as one XML document, errors denied.
pub fn render(reports: &[FileReport], lang: Lang) -> String {
    render_denying(reports, Severity::Error, lang)
}

/// The report as one XML document: what is at least as grave as `denied` is a failure, as in the status of the run.
pub fn render_denying(reports: &[FileReport], denied: Severity, lang: Lang) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let cases: usize = reports.iter().map(|r| r.diagnostics.len().max(1)).sum();
    let summary = Summary::of(reports);
    let _ = writeln!(
        out,
        "<testsuites name=\"hyokasho\" tests=\"{cases}\" failures=\"{}\" errors=\"{}\">",
        summary.at_least(denied),
        summary.failures
    );
    for report in reports {
        let name = escape(&outward::words(report.source.name()));
        let summary = Summary::of([report]);
        let failures = summary.at_least(denied);
        let tests = report.diagnostics.len().max(1);
        let _ = writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{}\">",
            summary.failures
        );
        if let Some(why) = &report.failure {
            let why = escape(why);
            let _ = writeln!(
                out,
                "    <testcase classname=\"{name}\" name=\"{name}\">\n      <error message=\"{why}\"/>\n    </testcase>"
            );
        } else if report.diagnostics.is_empty() {
            let passed = super::human::closing(summary, lang);
            let _ = writeln!(
                out,
                "    <testcase classname=\"{name}\" name=\"{}\"/>",
                escape(&passed)
            );
        }
        for d in &report.diagnostics {
            out.push_str(&case(&report.source, d, denied, lang));
        }
        out.push_str("  </testsuite>\n");
    }
    outward::text(&(out + "</testsuites>\n"))
}

fn case(source: &Source, d: &Diagnostic, denied: Severity, lang: Lang) -> String {
    let at = source.position(d.primary.span.start);
    let file = outward::words(source.name());
    let name = format!("{} {}", d.code, d.primary.address);
    let (place, line) = if source.origin().is_some() {
        let place = super::place_in_origin(source, &d.primary, lang);
        (
            format!("{file} {place}").trim_end().to_owned(),
            String::new(),
        )
    } else {
        let place = format!("{file}:{}:{}", at.line, at.column);
        (place, format!(" line=\"{}\"", at.line))
    };
    let elsewhere = super::elsewhere(source, d, lang);
    let basis = d.basis.join("、");
    let body = super::lines(&[
        &place,
        &d.message,
        &d.primary.message,
        &elsewhere,
        &d.help,
        &basis,
    ]);
    let (file, body) = (escape(&file), escape(&body));
    let (kind, message) = (d.severity.label(lang), escape(&d.message));
    // What is not denied is reported, but nothing has failed.
    let outcome = if d.severity >= denied {
        format!("<failure type=\"{kind}\" message=\"{message}\">{body}</failure>")
    } else {
        format!("<system-out>{kind} {body}</system-out>")
    };
    format!(
        "    <testcase classname=\"{file}\" name=\"{}\" file=\"{file}\"{line}>\n      {outcome}\n    </testcase>\n",
        escape(name.trim()),
    )
}

/// XML text; characters that XML does not know are left out.
fn escape(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
        out
    })
}
