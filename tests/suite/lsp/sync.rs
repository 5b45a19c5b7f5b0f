//! The server's text stays the editor's, whatever is edited, and what is said is of the text that it is said of.

use hyokasho::cli::lsp::ServerOptions;
use hyokasho::lint::engine::check_text;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::Stage;
use hyokasho::source::lang::Lang;
use serde_json::{Value, json};

use super::client::{ALL_UNITS, Editor, Units, about};
use super::findings::shown;
use super::{SMALL, folder_with};

const URI: &str = "file:///nowhere/%E6%A1%88/a.yaml";

fn options() -> ServerOptions {
    ServerOptions {
        no_config: true,
        ..ServerOptions::default()
    }
}

/// What random edits put in.
const PIECES: [&str; 14] = [
    "𠮷",
    "か\u{309b}",
    "\r\n",
    "\n",
    "\r",
    "\u{FEFF}",
    "a",
    "：",
    "  ",
    "- ",
    "\t",
    "名称: |\n    一\n",
    "# 註\n",
    "",
];

/// How many random edits are made for each encoding.
fn edits() -> usize {
    let asked = std::env::var("HYOKASHO_EDITS").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(150)
}

/// A place that an editor can name: no character or line break is cut.
fn place(text: &str, random: &mut fastrand::Rng) -> usize {
    let mut at = random.usize(..=text.len());
    while !text.is_char_boundary(at) || (text[..at].ends_with('\r') && text[at..].starts_with('\n'))
    {
        at -= 1;
    }
    at
}

/// Findings as they come from a text itself.
fn of_text(text: &str) -> Vec<(String, usize, usize)> {
    let Ok(source) = Source::from_bytes("a.yaml", text.as_bytes()) else {
        return Vec::new();
    };
    let found = check_text(&source, Stage::Draft, Lang::Ja);
    let mark = source.position(0).offset;
    // A place within a line break is at the end of its line.
    let at = |offset: usize| {
        let offset = offset + mark;
        let is_cut = text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
        offset - usize::from(is_cut)
    };
    let places = found.iter().map(|d| {
        let span = d.primary.span;
        (d.code.to_owned(), at(span.start), at(span.end))
    });
    places.collect()
}

#[test]
fn random_edits_leave_both_with_the_same_text() {
    for units in ALL_UNITS {
        let mut random = fastrand::Rng::with_seed(7);
        let mut editor = Editor::new(units, options());
        editor.open(URI, SMALL);
        for n in 1..=edits() {
            let text = editor.text(URI);
            let (a, b) = (place(text, &mut random), place(text, &mut random));
            // Mostly what is typed; now and then a part goes.
            let (start, end) = match random.u8(..8) {
                0 if a.abs_diff(b) < 40 => (a.min(b), a.max(b)),
                _ => (a, a),
            };
            let by = PIECES[random.usize(..PIECES.len())];
            editor.change(URI, start, end, by);
            if n % 25 == 0 {
                let found = editor.pull(URI);
                let text = editor.text(URI);
                let found = shown(&found, text, units);
                let found: Vec<_> = found
                    .into_iter()
                    .map(|(code, _, a, b)| (code, a, b))
                    .collect();
                assert_eq!(found, of_text(text), "{units:?} after {n} edits:\n{text:?}");
                // Not too far from an assessment.
                if n % 100 == 0 {
                    let end = text.len();
                    editor.change(URI, 0, end, SMALL);
                }
            }
        }
        assert!(editor.end());
    }
}

#[test]
fn several_changes_at_once_are_made_one_after_the_other() {
    let mut editor = Editor::new(Units::Utf16, options());
    editor.open(URI, "様式: 全項目評価書\n");
    let range = |a: (u32, u32), b: (u32, u32)| {
        let at = |(line, character)| json!({ "line": line, "character": character });
        json!({ "start": at(a), "end": at(b) })
    };
    // The second is about the text after the first; the third is behind the end, the fourth goes backwards.
    let changes = json!([
        { "range": range((1, 0), (1, 0)), "text": "版: 𠮷成30年5月\n" },
        { "range": range((1, 3), (1, 5)), "text": "平" },
        { "range": range((99, 99), (99, 99)), "text": "表紙:\n" },
        { "range": range((2, 3), (2, 0)), "text": "表紙：\n" },
    ]);
    let document = json!({ "uri": URI, "version": 2 });
    editor.notify(
        "textDocument/didChange",
        json!({ "textDocument": document, "contentChanges": changes }),
    );
    let whole = "様式: 全項目評価書\n版: 平成30年5月\n表紙：\n\n";
    let found = editor.pull(URI);
    let found = shown(&found, whole, Units::Utf16);
    let found: Vec<_> = found
        .into_iter()
        .map(|(code, _, a, b)| (code, a, b))
        .collect();
    assert_eq!(found, of_text(whole));
    // A whole text takes its place.
    let document = json!({ "uri": URI, "version": 3 });
    let changes = json!([{ "text": "a: b\n" }]);
    editor.notify(
        "textDocument/didChange",
        json!({ "textDocument": document, "contentChanges": changes }),
    );
    assert!(editor.pull(URI).is_empty());
    assert!(editor.end());
}

#[test]
fn one_document_has_one_name_however_its_address_is_written() {
    let (_folder, path) = folder_with("評価 書.yaml", SMALL);
    let path = path.to_str().expect("a text");
    let plain = format!("file://{path}");
    let escaped = super::client::uri(std::path::Path::new(path));
    assert_ne!(plain, escaped);
    let mut editor = Editor::new(Units::Utf16, options());
    editor.open(&plain, SMALL);
    let found = editor.pull(&escaped);
    assert!(!found.is_empty());
    assert_eq!(found, editor.pull(&plain));
    assert!(editor.end());
}

#[test]
fn a_request_that_was_cancelled_is_not_answered_twice() {
    let mut editor = Editor::new(Units::Utf16, options());
    editor.open(URI, SMALL);
    assert!(!editor.pull(URI).is_empty());
    editor.change(URI, 0, 0, "# 一\n");
    // It waits until it is quiet.
    let waiting = editor.send("textDocument/diagnostic", about(URI));
    editor.notify("$/cancelRequest", json!({ "id": 0 }));
    editor.notify("$/cancelRequest", Value::Null);
    let number: i32 = waiting.to_string().parse().expect("a number");
    editor.notify("$/cancelRequest", json!({ "id": number }));
    assert_eq!(editor.answer(&waiting), Err(-32800));
    assert!(!editor.pull(URI).is_empty());
    assert!(editor.end());
}

#[test]
fn findings_are_of_the_newest_text_when_it_is_edited_while_they_are_asked_for() {
    let mut editor = Editor::new(Units::Utf16, options());
    editor.open(URI, SMALL);
    let first = editor.send("textDocument/diagnostic", about(URI));
    editor.change(URI, 0, 0, "# 一\n# 二\n");
    let report = editor.answer(&first).expect("an answer");
    let items = report["items"].as_array().expect("items").clone();
    let now = editor.pull(URI);
    let lines = |items: &[Value]| -> Vec<Value> {
        items
            .iter()
            .map(|item| item["range"]["start"]["line"].clone())
            .collect()
    };
    // Of the first text, or of the second: never of something between.
    let moved: Vec<u64> = lines(&now).iter().filter_map(Value::as_u64).collect();
    let before: Vec<u64> = lines(&items).iter().filter_map(Value::as_u64).collect();
    let shifted: Vec<u64> = before.iter().map(|line| line + 2).collect();
    assert!(before == moved || shifted == moved, "{before:?} {moved:?}");
    assert!(editor.end());
}
