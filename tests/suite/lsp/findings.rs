//! The server shows what `check` finds, at the same places, in all encodings; pulled and pushed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use hyokasho::cli::lsp::ServerOptions;
use hyokasho::source::diagnostic::Stage;
use serde_json::{Value, json};

use super::client::{ALL_UNITS, Editor, Units, about, capabilities, uri};
use super::{SMALL, check, each_bad, folder_with, some_bad};

/// A finding: code, severity, first and last byte.
type Place = (String, u64, usize, usize);

/// What the program finds.
fn expected(report: &Value) -> Vec<Place> {
    let findings = report["diagnostics"].as_array().expect("a list");
    let place = |finding: &Value| {
        let offset =
            |side: &str| finding["span"][side]["offset"].as_u64().expect("a number") as usize;
        let severity = match finding["severity"].as_str() {
            Some("error") => 1,
            Some("warning") => 2,
            _ => 3,
        };
        let code = finding["code"].as_str().expect("a code").to_owned();
        (code, severity, offset("start"), offset("end"))
    };
    findings.iter().map(place).collect()
}

/// What the editor is shown.
pub(super) fn shown(items: &[Value], text: &str, units: Units) -> Vec<Place> {
    let place = |item: &Value| {
        let offset = |side: &str| units.offset(text, &item["range"][side]);
        let code = item["code"].as_str().unwrap_or_default().to_owned();
        let severity = item["severity"].as_u64().unwrap_or_default();
        assert_eq!(item["source"], "hyokasho");
        (code, severity, offset("start"), offset("end"))
    };
    items.iter().map(place).collect()
}

fn options(stage: Stage) -> ServerOptions {
    ServerOptions {
        stage: Some(stage),
        no_config: true,
        ..ServerOptions::default()
    }
}

#[test]
fn every_bad_file_gives_what_check_finds_in_all_encodings() {
    let mut editors: BTreeMap<(Stage, &str), Editor> = BTreeMap::new();
    let mut places = 0;
    each_bad(|name, path, stage| {
        let text = fs::read_to_string(path).expect("a text");
        let expected = expected(&check(path, stage, &["--no-config"]));
        places += expected.len();
        for units in ALL_UNITS {
            let editor = editors
                .entry((stage, units.name()))
                .or_insert_with(|| Editor::new(units, options(stage)));
            let uri = uri(path);
            editor.open(&uri, &text);
            let items = editor.pull(&uri);
            assert_eq!(shown(&items, &text, units), expected, "{name} {units:?}");
            editor.close(&uri);
        }
    });
    assert!(places > 300, "{places} findings");
    assert!(editors.into_values().all(Editor::end));
}

#[test]
fn a_mark_at_the_beginning_and_all_line_breaks_are_counted_as_the_editor_does() {
    let marked = format!("\u{FEFF}{SMALL}");
    let texts = [
        marked.replace('\n', "\r\n"),
        SMALL.replace('\n', "\r\n"),
        SMALL.replace('\n', "\r"),
        marked,
    ];
    for text in texts {
        let (_folder, path) = folder_with("a.yaml", &text);
        let expected = expected(&check(&path, Stage::Review, &["--no-config"]));
        assert!(expected.len() > 3, "{expected:?}");
        for units in ALL_UNITS {
            let mut editor = Editor::new(units, options(Stage::Review));
            editor.open(&uri(&path), &text);
            let items = editor.pull(&uri(&path));
            assert_eq!(shown(&items, &text, units), expected, "{text:?} {units:?}");
            assert!(editor.end());
        }
    }
}

#[test]
fn findings_are_sent_to_an_editor_that_does_not_ask_and_taken_back_when_it_closes() {
    let mut able = capabilities(Units::Utf16);
    able["textDocument"]["diagnostic"] = Value::Null;
    let mut editor = Editor::with(Units::Utf16, options(Stage::Draft), able, None);
    let uri = "file:///tmp/a.yaml";
    editor.open(uri, SMALL);
    let first = editor.pushed(uri, 1);
    assert!(first.iter().any(|item| item["code"] == "S006"), "{first:?}");
    // Edits one after the other are checked once, when it is quiet.
    for _ in 0..20 {
        let at = editor.text(uri).len();
        editor.change(uri, at, at, "# 一\n");
    }
    assert_eq!(editor.pushed(uri, 21).len(), first.len());
    let pushed = editor
        .notifications
        .iter()
        .filter(|notification| notification.params["uri"] == uri);
    assert!(pushed.count() < 3, "nearly every version was checked");
    editor.close(uri);
    let empty = json!({ "uri": uri, "diagnostics": [] });
    editor
        .request("textDocument/hover", hover(uri))
        .expect("an answer");
    assert!(
        editor
            .notifications
            .iter()
            .any(|notification| notification.params == empty),
        "{:?}",
        editor.notifications
    );
    assert!(editor.end());
}

fn hover(uri: &str) -> Value {
    let mut params = about(uri);
    params["position"] = json!({ "line": 0, "character": 0 });
    params
}

#[test]
fn a_finding_says_what_check_says_and_leads_to_its_other_places() {
    let mut seen = 0;
    let mut editor = Editor::new(Units::Utf32, options(Stage::Publish));
    some_bad(|name, path, _| {
        let report = check(path, Stage::Publish, &["--no-config"]);
        let text = fs::read_to_string(path).expect("a text");
        editor.open(&uri(path), &text);
        let items = editor.pull(&uri(path));
        let findings = report["diagnostics"].as_array().expect("a list");
        assert_eq!(items.len(), findings.len(), "{name}");
        for (item, finding) in items.iter().zip(findings) {
            let said = item["message"].as_str().expect("a text");
            for part in ["message", "label", "help"] {
                let part = finding[part].as_str().expect("a text");
                assert!(said.contains(part), "{name}: {said}");
            }
            let related = item["relatedInformation"].as_array().map_or(0, Vec::len);
            let count = |key: &str| finding[key].as_array().map_or(0, Vec::len);
            assert_eq!(related, count("related") + count("elsewhere"), "{name}");
            seen += related;
            let fix = &item["data"]["fix"];
            assert_eq!(fix["safety"], finding["fix"]["safety"], "{name}");
        }
        editor.close(&uri(path));
    });
    assert!(seen > 20, "{seen} other places");
    assert!(editor.end());
}

#[test]
fn the_same_findings_are_not_sent_twice_to_who_asks() {
    let mut editor = Editor::new(Units::Utf16, options(Stage::Draft));
    let uri = "file:///tmp/a.yaml";
    editor.open(uri, SMALL);
    let first = editor
        .request("textDocument/diagnostic", about(uri))
        .expect("an answer");
    let mut again = about(uri);
    again["previousResultId"] = first["resultId"].clone();
    let second = editor
        .request("textDocument/diagnostic", again.clone())
        .expect("an answer");
    assert_eq!(second["kind"], "unchanged");
    editor.change(uri, 0, 0, "# 一\n");
    let third = editor
        .request("textDocument/diagnostic", again)
        .expect("an answer");
    assert_eq!(third["kind"], "full");
    assert_ne!(third["resultId"], first["resultId"]);
    assert!(editor.end());
}

#[test]
fn of_what_is_no_assessment_nothing_is_said() {
    let others = [
        "a: 1\nb:\n  - c\n",
        "services:\n  web:\n    image: x\n",
        "{",
        "\u{0}\u{1}",
        "- 1\n",
    ];
    let mut editor = Editor::new(Units::Utf16, options(Stage::Publish));
    for text in others {
        let uri = "file:///tmp/b.yaml";
        editor.open(uri, text);
        assert!(editor.pull(uri).is_empty(), "{text}");
        let methods = [
            "completion",
            "hover",
            "definition",
            "documentSymbol",
            "foldingRange",
            "inlayHint",
        ];
        for method in methods {
            let mut params = hover(uri);
            params["range"] = json!({ "start": params["position"], "end": params["position"] });
            let answer = editor.request(&format!("textDocument/{method}"), params);
            assert_eq!(answer.expect("an answer"), Value::Null, "{method} {text}");
        }
        assert!(editor.actions(uri, None).is_empty());
        editor.close(uri);
    }
    assert!(editor.end());
}

#[test]
fn the_record_beside_an_assessment_is_seen_as_check_sees_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/review.in");
    let here = tempfile::tempdir().expect("a folder");
    let names = ["hyoka.yaml", "kiroku.yaml"];
    for name in names {
        fs::copy(folder.join(name), here.path().join(name)).expect("copied");
    }
    let mut led = 0;
    for name in names {
        let path = here.path().join(name);
        let text = fs::read_to_string(&path).expect("a text");
        let report = check(&path, Stage::Publish, &["--no-config"]);
        let mut editor = Editor::new(Units::Utf16, options(Stage::Publish));
        editor.open(&uri(&path), &text);
        let items = editor.pull(&uri(&path));
        let shown = shown(&items, &text, Units::Utf16);
        assert_eq!(shown, expected(&report), "{name}");
        let findings = report["diagnostics"].as_array().expect("a list");
        for (item, finding) in items.iter().zip(findings) {
            let elsewhere = finding["elsewhere"].as_array().into_iter().flatten();
            let before = finding["related"].as_array().map_or(0, Vec::len);
            for (n, place) in elsewhere.enumerate() {
                let location = &item["relatedInformation"][before + n]["location"];
                let file = Path::new(place["file"].as_str().expect("a file"));
                assert_eq!(location["uri"], uri(file));
                let other = fs::read_to_string(file).expect("a text");
                let start = Units::Utf16.offset(&other, &location["range"]["start"]);
                assert_eq!(place["span"]["start"]["offset"], start);
                led += 1;
            }
        }
        assert!(editor.end());
    }
    assert!(led > 0, "nothing leads to the other document");
}
