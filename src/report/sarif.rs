//! SARIF 2.1.0 for code scanning: columns in code points, fingerprints that survive moved lines.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use crate::lint::exception::Origin;
use crate::lint::file_report::FileReport;
use crate::lint::known::{self, Known};
use crate::lint::rules::{RULES, Rule};
use crate::lint::suppress::Suppressed;
use crate::source::diagnostic::{Diagnostic, Elsewhere, Label, Severity};
use crate::source::lang::Lang;
use crate::source::outward;
use crate::source::{Position, Source, Span};

/// The report as one SARIF log with a final line break.
pub fn render(reports: &[FileReport], lang: Lang) -> String {
    let mut prints = Fingerprints::default();
    let results: Vec<Value> = reports
        .iter()
        .flat_map(|r| {
            let found = r.diagnostics.iter().map(|d| result(&r.source, d));
            let excepted = r.suppressed.iter().map(|s| excepted(&r.source, s));
            let results: Vec<Value> = found.chain(excepted).collect();
            results.into_iter().zip(prints.of(r)).map(printed)
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "hyokasho",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": RULES.iter().map(|rule| rule_of(rule, lang)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation(reports)],
            "results": results,
        }],
    });
    outward::json(&log)
}

/// Whether all files could be checked, and why not.
fn invocation(reports: &[FileReport]) -> Value {
    let failed = reports
        .iter()
        .filter_map(|r| Some((r, r.failure.as_deref()?)));
    let notices: Vec<Value> = failed
        .map(|(report, why)| {
            let place = json!({"physicalLocation": {"artifactLocation": artifact(&report.source)}});
            json!({"level": "error", "message": {"text": why}, "locations": [place]})
        })
        .collect();
    json!({"executionSuccessful": notices.is_empty(), "toolExecutionNotifications": notices})
}

fn rule_of(rule: &Rule, lang: Lang) -> Value {
    let doc = rule.doc();
    let title = match lang {
        Lang::Ja => &doc.title,
        Lang::En => &doc.english,
    };
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": title},
        "help": {"text": doc.body, "markdown": doc.body},
        "defaultConfiguration": {"level": level(rule.levels.highest())},
    })
}

fn result(source: &Source, d: &Diagnostic) -> Value {
    let cell = super::place_in_origin(source, &d.primary, Lang::Ja);
    let text = super::lines(&[&d.message, &cell, &d.primary.message, &d.help]);
    let own = d.related.iter();
    let own = own.map(|label| (location(source, label), &label.message));
    let others = d.elsewhere.iter();
    let others = others.map(|place| (location_elsewhere(place), &place.message));
    let all = own.chain(others).enumerate();
    let related: Vec<Value> = all
        .map(|(id, (mut place, message))| {
            place["id"] = json!(id);
            if !message.is_empty() {
                let cell = place["message"]["text"].as_str().unwrap_or_default();
                place["message"] = json!({"text": super::lines(&[cell, message])});
            }
            place
        })
        .collect();
    let mut result = json!({
        "ruleId": d.code,
        "ruleIndex": RULES.iter().position(|rule| rule.code == d.code),
        "level": level(d.severity),
        "message": {"text": text},
        "locations": [location(source, &d.primary)],
        // Once one result says whether it is suppressed, all have to.
        "suppressions": [],
    });
    if !related.is_empty() {
        result["relatedLocations"] = Value::from(related);
    }
    if let Some(fix) = super::shown_fix(d) {
        let replacements: Vec<Value> = fix
            .edits
            .iter()
            .map(|e| json!({"deletedRegion": region(source, e.span), "insertedContent": {"text": e.text}}))
            .collect();
        let changes = json!([{"artifactLocation": artifact(source), "replacements": replacements}]);
        result["fixes"] = json!([{"description": {"text": d.help}, "artifactChanges": changes}]);
    }
    result
}

/// A finding that the officer excepts, with the reason.
fn excepted(source: &Source, suppressed: &Suppressed) -> Value {
    let kind = match suppressed.origin {
        Origin::Comment | Origin::Block => "inSource",
        Origin::Settings(_) => "external",
    };
    let mut result = result(source, &suppressed.diagnostic);
    result["suppressions"] = json!([{"kind": kind, "justification": suppressed.reason}]);
    result
}

fn location(source: &Source, label: &Label) -> Value {
    if source.origin().is_some() {
        // A workbook has cells instead of regions.
        let physical = json!({"artifactLocation": artifact(source)});
        let mut place = of_item(physical, &label.item, &label.address);
        let cell = super::place_in_origin(source, label, Lang::Ja);
        if !cell.is_empty() {
            place["message"] = json!({"text": cell});
        }
        return place;
    }
    let physical =
        json!({"artifactLocation": artifact(source), "region": region(source, label.span)});
    of_item(physical, &label.item, &label.address)
}

/// A place in another file.
fn location_elsewhere(place: &Elsewhere) -> Value {
    let artifact = json!({"uri": uri(&outward::words(&place.file))});
    let region = between(place.start, place.end);
    let physical = json!({"artifactLocation": artifact, "region": region});
    of_item(physical, &place.item, &place.address)
}

fn of_item(physical: Value, item: &str, address: &str) -> Value {
    let mut place = json!({"physicalLocation": physical});
    if !item.is_empty() {
        place["logicalLocations"] =
            json!([{"name": address, "fullyQualifiedName": item, "kind": "member"}]);
    }
    place
}

fn region(source: &Source, span: Span) -> Value {
    between(source.position(span.start), source.position(span.end))
}

fn between(start: Position, end: Position) -> Value {
    json!({"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column})
}

fn artifact(source: &Source) -> Value {
    json!({"uri": uri(&outward::words(source.name()))})
}

/// A path as a relative or file URI reference.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut out = String::new();
    for byte in path.trim_start_matches("./").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    if out.starts_with('/') {
        format!("file://{out}")
    } else {
        out
    }
}

/// The fingerprints of a log's results.
#[derive(Default)]
struct Fingerprints {
    /// How many results are known in the same way, by what is hashed.
    alike: FxHashMap<(String, Known), usize>,
}

impl Fingerprints {
    /// The fingerprint of each finding of a file, the excepted ones last: of the file and of how its first place is known
    /// again, so that it stays the same when lines move, and of its order among those that are known alike.
    fn of(&mut self, report: &FileReport) -> Vec<String> {
        let file = uri(report.source.name());
        let first = known::places(report).into_iter();
        let first = first.filter_map(|places| places.into_iter().next());
        let print = |known: Known| {
            let words = known.words.clone().unwrap_or_default();
            let parts = [file.clone(), known.rule.clone(), known.item.clone(), words];
            let alike = self.alike.entry((file.clone(), known)).or_default();
            *alike += 1;
            hash(&[parts.join("\0"), alike.to_string()].join("\0"))
        };
        first.map(print).collect()
    }
}

fn printed((mut result, fingerprint): (Value, String)) -> Value {
    result["partialFingerprints"] = json!({"hyokasho/v2": fingerprint});
    result
}

/// FNV-1a
fn hash(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("./a b/評.yaml"), "a%20b/%E8%A9%95.yaml");
        assert_eq!(uri("/tmp/a.yaml"), "file:///tmp/a.yaml");
    }
}
