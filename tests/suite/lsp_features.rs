//! What the server knows of a document, at the protocol's door: completion, hover, outline, places, renaming, hints.

mod broken;
mod completion;
mod places;
mod renaming;
mod typing;

use hyokasho::assessment::{self, Assessment};
use hyokasho::cli::lsp::ServerOptions;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::Stage;
use hyokasho::yaml::Document;
use serde_json::Value;

use crate::lsp::client::{Editor, Units};

/// Where the documents of these tests would be stored; there is no such folder.
const URI: &str = "file:///nowhere/%E8%A9%95%E4%BE%A1.yaml";

/// A worked example, and another with several files and many rows.
const EXAMPLE: &str = include_str!("../../assessments/kakuu-yobosesshu.yaml");
const OF_FILES: &str = include_str!("../../assessments/kakuu-jido-teate.yaml");

fn editor(units: Units) -> Editor {
    let options = ServerOptions {
        stage: Some(Stage::Draft),
        no_config: true,
        ..ServerOptions::default()
    };
    Editor::new(units, options)
}

/// An editor in which a text is open.
fn editor_with(text: &str) -> Editor {
    let mut editor = editor(Units::Utf16);
    editor.open(URI, text);
    editor
}

/// A text with its tree.
fn read(text: &str) -> (Source, Document) {
    let source = Source::new("a.yaml", text);
    let document = assessment::read(&source);
    (source, document)
}

fn over<'a>(source: &'a Source, document: &'a Document) -> Assessment<'a> {
    Assessment::open(source, document, Stage::Draft).expect("a form")
}

/// The completions at a place, in the order in which an editor shows them.
fn completions(editor: &mut Editor, offset: usize) -> Vec<Value> {
    let list = editor.at("textDocument/completion", URI, offset);
    let mut items = list["items"].as_array().expect("a list").clone();
    let sort = |item: &Value| {
        let own = |key: &str| item[key].as_str().unwrap_or("").to_owned();
        (own("sortText"), own("label"))
    };
    items.sort_by_key(sort);
    items
}

/// The labels of the completions of a kind: keys are properties.
fn labels(items: &[Value], kind: u64) -> Vec<&str> {
    let own = items.iter().filter(|item| item["kind"] == kind);
    own.map(|item| item["label"].as_str().expect("a label"))
        .collect()
}

/// Kinds of the protocol.
const KEY: u64 = 10;
const OPTION: u64 = 20;
const ADDRESS: u64 = 18;
const RULE: u64 = 21;
const NAME: u64 = 1;

/// The place of some words of a text, and of words after them.
fn place(text: &str, words: &[&str]) -> usize {
    words.iter().fold(0, |from, words| {
        let at = text[from..].find(words);
        from + at.unwrap_or_else(|| panic!("「{words}」 is not there"))
    })
}
