//! JUnit XML: a suite for each file, a failed case for each finding.

use std::fmt::Write as _;

use super::{FileReport, Summary};
use crate::diagnostic::{Diagnostic, Lang};
use crate::source::Source;

/// The report as one XML document.
pub fn render(reports: &[FileReport], lang: Lang) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let total: usize = reports.iter().map(|r| r.diagnostics.len()).sum();
    let cases = total + reports.iter().filter(|r| r.diagnostics.is_empty()).count();
    let _ = writeln!(
        out,
        "<testsuites name=\"hyokasho\" tests=\"{cases}\" failures=\"{total}\">"
    );
    for report in reports {
        let name = escape(report.source.name());
        let failures = report.diagnostics.len();
        let tests = failures.max(1);
        let _ = writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\">"
        );
        if report.diagnostics.is_empty() {
            let passed = super::human::closing(Summary::of([report]), lang);
            let _ = writeln!(
                out,
                "    <testcase classname=\"{name}\" name=\"{}\"/>",
                escape(&passed)
            );
        }
        for d in &report.diagnostics {
            out.push_str(&case(&report.source, d, lang));
        }
        out.push_str("  </testsuite>\n");
    }
    out + "</testsuites>\n"
}

fn case(source: &Source, d: &Diagnostic, lang: Lang) -> String {
    let at = source.position(d.primary.span.start);
    let file = source.name();
    let name = format!("{} {}", d.code, d.primary.address);
    let body = format!(
        "{file}:{}:{}\n{}\n{}\n{}",
        at.line,
        at.column,
        d.message,
        d.help,
        d.basis.join("、")
    );
    format!(
        "    <testcase classname=\"{}\" name=\"{}\" file=\"{0}\" line=\"{}\">\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>\n",
        escape(file),
        escape(name.trim()),
        at.line,
        d.severity.label(lang),
        escape(&d.message),
        escape(body.trim_end())
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
