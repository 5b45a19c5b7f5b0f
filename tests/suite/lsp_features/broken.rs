//! Half-typed and broken documents: every request is answered, everywhere, and in time.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{EXAMPLE, OF_FILES, URI, editor_with};
use crate::lsp::client::{Editor, about};

/// All requests about a place.
fn ask_all(editor: &mut Editor, at: usize) {
    let text = editor.text(URI).to_owned();
    let position = editor.units.position(&text, at);
    for method in [
        "textDocument/completion",
        "textDocument/hover",
        "textDocument/definition",
        "textDocument/prepareRename",
    ] {
        editor.at(method, URI, at);
    }
    let mut params = json!({
        "textDocument": { "uri": URI },
        "position": position,
        "context": { "includeDeclaration": true },
    });
    editor
        .request("textDocument/references", params.clone())
        .expect("an answer");
    params["newName"] = json!("別の名");
    let refused = editor.request("textDocument/rename", params);
    // A refusal is an answer; an error of the server's own is none.
    assert_ne!(refused.err(), Some(-32603));
}

fn ask_of_document(editor: &mut Editor) {
    for method in ["textDocument/documentSymbol", "textDocument/foldingRange"] {
        editor.request(method, about(URI)).expect("an answer");
    }
    let text = editor.text(URI).to_owned();
    let end = editor.units.position(&text, text.len());
    let params = json!({
        "textDocument": { "uri": URI },
        "range": { "start": { "line": 0, "character": 0 }, "end": end },
    });
    editor
        .request("textDocument/inlayHint", params)
        .expect("an answer");
}

/// Texts cut, broken and turned upside down in many ways.
fn broken() -> Vec<String> {
    let head: String = EXAMPLE
        .lines()
        .take(150)
        .map(|l| format!("{l}\n"))
        .collect();
    let tail: String = OF_FILES
        .lines()
        .rev()
        .take(60)
        .map(|l| format!("{l}\n"))
        .collect();
    let mut texts = vec![
        String::new(),
        "様式".to_owned(),
        "様式: 全項目評価書\n- a\n-\n  - :\n: :\n".to_owned(),
        "様式: 全項目評価書\n基本情報: {使用するシステム: [{システムの名称: a, ".to_owned(),
        "様式: 全項目評価書\n表紙:\n  評価書名: \"a\n  公表日: [\n - 'x\n".to_owned(),
        "様式: 全項目評価書\n変更箇所:\n  - 項目: Ⅱ\n    変更日: 令和99年\n  - \n  -\n".to_owned(),
        "様式: 全項目評価書\n表紙: |\n  a\n 公表日: b\n\t公: c\n".to_owned(),
        "様式: 全項目評価書\r\n表紙:\r\n  公表日: b\r\n  \r\n".to_owned(),
        format!("様式: 全項目評価書\n{}", "- ".repeat(300)),
        format!("様式: 全項目評価書\n{}", "{".repeat(300)),
        format!("様式: 全項目評価書\n{}: x", " ".repeat(500)),
        tail,
    ];
    for (n, by) in [
        "：", "\t", "　", "\"", "[", "- ", "|", "\u{feff}", "\r", "𠮷", "\n\n",
    ]
    .iter()
    .enumerate()
    {
        let mut text = head.clone();
        for step in 1..12 {
            let mut at = (head.len() * step / 12 + n * 37).min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            text.insert_str(at, by);
        }
        texts.push(text);
    }
    let mut cut = head.len() / 2;
    while !head.is_char_boundary(cut) {
        cut -= 1;
    }
    texts.push(head[..cut].to_owned());
    texts
}

#[test]
fn every_request_is_answered_on_broken_documents() {
    for text in broken() {
        let mut editor = editor_with(&text);
        ask_of_document(&mut editor);
        let step = (text.len() / 40).max(1);
        for at in (0..=text.len()).step_by(step) {
            let mut at = at;
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            ask_all(&mut editor, at);
        }
        assert!(editor.end(), "{text}");
    }
}

#[test]
fn places_past_the_end_are_answered() {
    let mut editor = editor_with("様式: 全項目評価書\n表紙:\n");
    for (line, character) in [(0, 999), (99, 0), (2, 5), (1, 3)] {
        let params = json!({
            "textDocument": { "uri": URI },
            "position": { "line": line, "character": character },
        });
        for method in [
            "textDocument/completion",
            "textDocument/hover",
            "textDocument/definition",
        ] {
            editor.request(method, params.clone()).expect("an answer");
        }
    }
}

/// The largest of our documents, with many rows.
fn large() -> String {
    let (body, rows) = EXAMPLE.split_once("\n変更箇所:\n").expect("rows");
    let rows = rows.trim_end();
    let mut text = format!("{body}\n変更箇所:\n");
    while text.len() < 390_000 {
        text.push_str(rows);
        text.push('\n');
    }
    text
}

/// Far more than in a release build, for one that is not optimised and a machine that does other things.
const SLACK: u32 = 40;

#[test]
fn requests_on_a_large_document_are_fast() {
    let text = large();
    let mut editor = editor_with(&text);
    editor.pull(URI);
    let at = super::place(&text, &["対象人数: 30万人以上"]);
    let row = super::place(&text, &["変更箇所:", "項目: ", "Ⅰ"]) + "Ⅰ".len();
    // What is made once is made before.
    ask_all(&mut editor, at);
    let mut slow: Vec<(String, Duration)> = Vec::new();
    let mut time = |what: &str, editor: &mut Editor, ask: &dyn Fn(&mut Editor) -> Value| {
        let mut took: Vec<Duration> = (0..5)
            .map(|_| {
                let begun = Instant::now();
                ask(editor);
                begun.elapsed()
            })
            .collect();
        took.sort();
        eprintln!("{what}: {:?}", took[2]);
        slow.push((what.to_owned(), took[2]));
    };
    for method in [
        "textDocument/completion",
        "textDocument/hover",
        "textDocument/definition",
    ] {
        time(method, &mut editor, &|editor| editor.at(method, URI, at));
        time(&format!("{method} (row)"), &mut editor, &|e| {
            e.at(method, URI, row)
        });
    }
    for method in ["textDocument/documentSymbol", "textDocument/foldingRange"] {
        time(method, &mut editor, &|editor| {
            editor.request(method, about(URI)).expect("an answer")
        });
    }
    let position = editor.units.position(&text, at);
    let references = json!({
        "textDocument": { "uri": URI },
        "position": position,
        "context": { "includeDeclaration": true },
    });
    time("references", &mut editor, &|editor| {
        let params = references.clone();
        editor
            .request("textDocument/references", params)
            .expect("an answer")
    });
    let part = json!({
        "textDocument": { "uri": URI },
        "range": { "start": { "line": 100, "character": 0 }, "end": { "line": 160, "character": 0 } },
    });
    time("inlayHint", &mut editor, &|editor| {
        editor
            .request("textDocument/inlayHint", part.clone())
            .expect("an answer")
    });
    let most = Duration::from_millis(20) * SLACK;
    let slow: Vec<_> = slow.into_iter().filter(|(_, took)| *took > most).collect();
    assert!(slow.is_empty(), "{slow:?}");
}
