//! SARIF 2.1.0 for code scanning: columns in code points, fingerprints that survive moved lines.

use serde_json::{Value, json};

use super::FileReport;
use crate::diagnostic::{Diagnostic, Label, Lang, Severity};
use crate::japanese::individual_number;
use crate::rules::{RULES, Rule};
use crate::source::{Source, Span};
use crate::suppress::{Origin, Suppressed};

/// The report as one SARIF log with a final line break.
pub fn render(reports: &[FileReport], lang: Lang) -> String {
    let results: Vec<Value> = reports
        .iter()
        .flat_map(|r| {
            let found = r.diagnostics.iter().map(|d| result(&r.source, d));
            found.chain(r.suppressed.iter().map(|s| excepted(&r.source, s)))
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
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
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
        "defaultConfiguration": {"level": level(rule.severity)},
    })
}

fn result(source: &Source, d: &Diagnostic) -> Value {
    let mut text = d.message.clone();
    if !d.help.is_empty() {
        text.push('\n');
        text.push_str(&d.help);
    }
    let related: Vec<Value> = d
        .related
        .iter()
        .enumerate()
        .map(|(id, label)| {
            let mut place = location(source, label);
            place["id"] = json!(id);
            if !label.message.is_empty() {
                place["message"] = json!({"text": label.message});
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
        "partialFingerprints": {"hyokasho/v1": fingerprint(source, d)},
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
    let physical =
        json!({"artifactLocation": artifact(source), "region": region(source, label.span)});
    let mut place = json!({"physicalLocation": physical});
    if !label.item.is_empty() {
        place["logicalLocations"] =
            json!([{"name": label.address, "fullyQualifiedName": label.item, "kind": "member"}]);
    }
    place
}

fn region(source: &Source, span: Span) -> Value {
    let (start, end) = (source.position(span.start), source.position(span.end));
    json!({"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column})
}

fn artifact(source: &Source) -> Value {
    json!({"uri": uri(source.name())})
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

/// The rule, the item and the words in question, hashed (FNV-1a): the line may move, the finding stays the same.
fn fingerprint(source: &Source, d: &Diagnostic) -> String {
    // A hash of a number of twelve digits can be turned back by trying them all.
    let words = if d.masked {
        String::new()
    } else {
        individual_number::mask(source.slice(d.primary.span))
    };
    let parts = [
        d.code,
        "\0",
        &d.primary.item,
        "\0",
        &words,
        "\0",
        &d.message,
    ];
    let hash = parts
        .iter()
        .flat_map(|p| p.bytes())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
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
