//! What no editor should send: the server answers, or passes it over, and goes on.

use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

use hyokasho::cli::lsp::ServerOptions;
use serde_json::{Value, json};

use super::SMALL;
use super::client::{Editor, Units};
use crate::breakages::each_row;

const URI: &str = "file:///nowhere/a.yaml";

/// All requests that the server answers.
const METHODS: [&str; 13] = [
    "textDocument/diagnostic",
    "textDocument/codeAction",
    "codeAction/resolve",
    "textDocument/completion",
    "textDocument/hover",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/inlayHint",
    "textDocument/formatting",
];

fn options() -> ServerOptions {
    ServerOptions {
        no_config: true,
        ..ServerOptions::default()
    }
}

/// Parameters that serve every request, at a place.
fn at(uri: &str, line: u64, character: u64) -> Value {
    let position = json!({ "line": line, "character": character });
    json!({
        "textDocument": { "uri": uri },
        "position": position,
        "range": { "start": position, "end": position },
        "context": { "diagnostics": [], "includeDeclaration": true, "triggerKind": 1 },
        "newName": "別の名",
        "options": { "tabSize": 2, "insertSpaces": true },
        "title": "a",
    })
}

#[test]
fn what_is_not_known_is_refused_and_what_is_malformed_too() {
    let mut editor = Editor::new(Units::Utf16, options());
    editor.open(URI, SMALL);
    for method in [
        "textDocument/none",
        "",
        "initialised",
        "$/something",
        "workspace/executeCommand",
    ] {
        assert_eq!(editor.request(method, json!({})), Err(-32601), "{method}");
    }
    let malformed = [
        Value::Null,
        json!([]),
        json!("a"),
        json!({ "textDocument": 1 }),
        json!({ "textDocument": { "uri": 1 } }),
        json!({ "textDocument": { "uri": URI }, "position": { "line": -1, "character": "a" } }),
        json!({ "textDocument": { "uri": URI }, "position": { "line": 1e99, "character": 0 } }),
    ];
    for method in METHODS {
        for params in &malformed {
            let answer = editor.request(method, params.clone());
            assert!(
                answer.is_ok() || answer == Err(-32602),
                "{method} {params}: {answer:?}"
            );
        }
    }
    for method in ["didOpen", "didChange", "didClose", "didSave"] {
        for params in &malformed {
            editor.notify(&format!("textDocument/{method}"), params.clone());
        }
    }
    for method in [
        "didChangeConfiguration",
        "didChangeWatchedFiles",
        "didChangeWorkspaceFolders",
    ] {
        for params in &malformed {
            editor.notify(&format!("workspace/{method}"), params.clone());
        }
    }
    editor.notify("$/setTrace", json!({ "value": "verbose" }));
    // One of them has closed it.
    editor.open(URI, SMALL);
    assert!(!editor.pull(URI).is_empty());
    assert!(editor.end());
}

#[test]
fn places_that_are_not_there_are_cut_to_what_is() {
    let mut editor = Editor::new(Units::Utf16, options());
    editor.open(URI, SMALL);
    let most = u64::from(u32::MAX);
    for (line, character) in [(0, most), (most, 0), (most, most), (4, 8), (9, 10_000)] {
        for method in METHODS {
            let answer = editor.request(method, at(URI, line, character));
            // A place where nothing can be renamed is said so.
            assert!(
                answer.is_ok() || method == "textDocument/rename",
                "{method}: {answer:?}"
            );
        }
    }
    assert!(editor.end());
}

#[test]
fn addresses_of_all_kinds_are_taken() {
    let mut editor = Editor::new(Units::Utf16, options());
    let addresses = [
        "file:///c%3A/%E8%A9%95%E4%BE%A1/a.yaml",
        "file:///C:/a.yaml",
        "file://server/share/a.yaml",
        "file:///a/../../../../b.yaml",
        "file:///%00",
        "file:///%",
        "file:///%FF%FE.yaml",
        "untitled:Untitled-1",
        "git:/a.yaml?%7B%7D",
        "vscode-notebook-cell:/a#b",
        "",
        "a",
        "file:",
        "file:///評価書.yaml",
        "FILE:///x.yaml",
    ];
    for uri in addresses {
        editor.open(uri, SMALL);
        assert!(!editor.pull(uri).is_empty(), "{uri}");
        for method in METHODS {
            let _ = editor.request(method, at(uri, 5, 3));
        }
        editor.close(uri);
        assert!(editor.pull(uri).is_empty(), "{uri}");
    }
    assert!(editor.end());
}

#[test]
fn requests_out_of_order_are_refused() {
    let mut editor = Editor::silent(Units::Utf16, options());
    editor.open(URI, SMALL);
    assert_eq!(
        editor.request("textDocument/hover", at(URI, 0, 0)),
        Err(-32002)
    );
    assert_eq!(editor.request("shutdown", Value::Null), Err(-32002));
    editor
        .request("initialize", Value::Null)
        .expect("whatever it says");
    // It was opened before anything was agreed upon.
    assert!(editor.pull(URI).is_empty());
    assert_eq!(editor.request("initialize", json!({})), Err(-32600));
    editor.request("shutdown", Value::Null).expect("an answer");
    assert_eq!(
        editor.request("textDocument/hover", at(URI, 0, 0)),
        Err(-32600)
    );
    assert_eq!(editor.request("shutdown", Value::Null), Err(-32600));
    editor.notify("exit", Value::Null);
    assert!(editor.vanish());
}

#[test]
fn an_end_without_a_word_is_no_orderly_one() {
    assert!(!Editor::new(Units::Utf16, options()).vanish());
    let editor = Editor::new(Units::Utf16, options());
    editor.notify("exit", Value::Null);
    assert!(!editor.vanish());
    let editor = Editor::silent(Units::Utf16, options());
    editor.notify("exit", Value::Null);
    assert!(!editor.vanish());
}

#[test]
fn broken_documents_break_no_request() {
    let editor = std::cell::RefCell::new(Editor::new(Units::Utf16, options()));
    each_row(|name, text, _| {
        let mut editor = editor.borrow_mut();
        editor.open(URI, text);
        for method in METHODS {
            let answer = editor.request(method, at(URI, 7, 12));
            assert!(
                answer.is_ok() || method == "textDocument/rename",
                "{name} {method}: {answer:?}"
            );
        }
        editor.close(URI);
    });
    let parts = [
        "様式",
        "様式:",
        "版: [",
        "様式: {a: *b}\n",
        "? 様式\n",
        "様式: 全項目評価書\n版: 9999\n",
    ];
    let mut editor = editor.into_inner();
    for text in parts {
        editor.open(URI, text);
        for method in METHODS {
            for character in 0..4 {
                let answer = editor.request(method, at(URI, 0, character));
                assert!(
                    answer.is_ok() || method == "textDocument/rename",
                    "{text} {method}: {answer:?}"
                );
            }
        }
        editor.close(URI);
    }
    assert!(editor.end());
}

#[test]
fn an_answer_that_nobody_waits_for_is_passed_over() {
    let mut editor = Editor::new(Units::Utf16, options());
    for id in [json!("settings-1"), json!(99), json!("settings-x")] {
        let response: lsp_server::Response =
            serde_json::from_value(json!({ "id": id, "result": [{ "stage": 1 }] }))
                .expect("a response");
        editor.answer_of(response);
    }
    editor.open(URI, SMALL);
    assert!(!editor.pull(URI).is_empty());
    assert!(editor.end());
}

/// What the program writes and how it ends, for what is written to it.
fn spoken(input: &[u8]) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
    command
        .args(["lsp", "--stdio"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(input).expect("written");
    drop(stdin);
    let mut out = String::new();
    child
        .stdout
        .take()
        .expect("a pipe")
        .read_to_string(&mut out)
        .expect("a text");
    (out, child.wait().expect("it ends").code())
}

fn framed(message: &Value) -> Vec<u8> {
    let text = message.to_string();
    format!("Content-Length: {}\r\n\r\n{text}", text.len()).into_bytes()
}

#[test]
fn over_the_standard_streams_it_ends_in_order_or_not() {
    let request = |id: u32, method: &str| {
        framed(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": {} }))
    };
    let exit = framed(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    let whole = [
        request(1, "initialize"),
        request(2, "shutdown"),
        exit.clone(),
    ]
    .concat();
    let (out, code) = spoken(&whole);
    assert_eq!(code, Some(0), "{out}");
    assert!(
        out.contains("\"name\":\"hyokasho\"") && out.contains("\"id\":2"),
        "{out}"
    );
    assert_eq!(
        spoken(&[request(1, "initialize"), exit].concat()).1,
        Some(1)
    );
    assert_eq!(spoken(&request(1, "initialize")).1, Some(1));
    assert_eq!(spoken(b"").1, Some(1));
}

#[test]
fn what_is_no_message_costs_an_answer_alone() {
    let request = |id: u32, method: &str| {
        framed(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": {} }))
    };
    let exit = framed(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let broken = [
        b"{".to_vec(),
        b"\xFF\xFE".to_vec(),
        b"[]".to_vec(),
        nested.into_bytes(),
    ];
    let broken = broken.iter().map(|body| {
        let head = format!("Content-Length: {}\r\n\r\n", body.len());
        [head.into_bytes(), body.clone()].concat()
    });
    let input = [
        broken.collect::<Vec<_>>().concat(),
        request(1, "initialize"),
        request(2, "shutdown"),
        exit,
    ];
    let (out, code) = spoken(&input.concat());
    assert_eq!(code, Some(0), "{out}");
    assert_eq!(out.matches("-32700").count(), 4, "{out}");
    // A length that nobody sends is not waited for, nor is memory taken for it.
    let (_, code) = spoken(b"Content-Length: 99999999999999\r\n\r\n{}");
    assert_eq!(code, Some(1));
}

#[test]
fn no_file_is_written() {
    let (folder, path) = super::folder_with("a.yaml", SMALL);
    let mut editor = Editor::with(
        Units::Utf16,
        ServerOptions::default(),
        super::client::capabilities(Units::Utf16),
        Some(folder.path()),
    );
    let uri = super::client::uri(&path);
    editor.open(&uri, SMALL);
    for method in METHODS {
        let _ = editor.request(method, at(&uri, 5, 2));
    }
    for action in editor.actions(&uri, None) {
        editor.done(&uri, &action);
    }
    let _ = editor.request("textDocument/formatting", at(&uri, 0, 0));
    assert!(editor.end());
    let left = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(left, 1);
    assert_eq!(std::fs::read_to_string(&path).expect("a text"), SMALL);
}
