//! A document written by completions alone is read as it is meant.

use hyokasho::assessment::newest_form;
use hyokasho::assessment::problem::Problem;
use hyokasho::form::{Form, ItemId, ItemKind};
use hyokasho::source::diagnostic::Stage;
use serde_json::Value;

use super::{URI, completions, editor, over, read};
use crate::lsp::client::{Editor, Units};

/// Chooses a completion as an editor does; returns where the cursor is then.
fn choose(editor: &mut Editor, item: &Value) -> usize {
    let text = editor.text(URI).to_owned();
    let edit = &item["textEdit"];
    let [start, end] =
        ["start", "end"].map(|side| editor.units.offset(&text, &edit["range"][side]));
    let mut written = edit["newText"].as_str().expect("a text").to_owned();
    let mut cursor = written.len();
    if item["insertTextFormat"] == 2 {
        // An editor puts the blanks of the line before each line of a snippet.
        let line = text[..start].rfind('\n').map_or(0, |feed| feed + 1);
        let blanks = text[line..start].len() - text[line..start].trim_start_matches(' ').len();
        written = written.replace('\n', &format!("\n{}", " ".repeat(blanks)));
        cursor = written.find("$0").expect("a place for the cursor");
        written = written.replacen("$0", "", 1).replace('\\', "");
    }
    editor.change(URI, start, end, &written);
    start + cursor
}

fn take(editor: &mut Editor, at: usize, label: &str) -> usize {
    let items = completions(editor, at);
    let text = editor.text(URI);
    let item = items.iter().find(|item| item["label"] == label);
    let item = item.unwrap_or_else(|| {
        let labels: Vec<&Value> = items.iter().map(|item| &item["label"]).collect();
        panic!("no {label} at {at} of\n{text}\n{labels:?}")
    });
    choose(editor, &item.clone())
}

/// Writes an item with all keys above it; what belongs there is chosen or typed.
fn write(editor: &mut Editor, form: &Form, item: ItemId) {
    let mut path: Vec<ItemId> =
        std::iter::successors(Some(item), |item| form.parent(*item)).collect();
    path.reverse();
    let last = item;
    let mut at = editor.text(URI).len();
    let mut above: Option<ItemId> = None;
    for item in path {
        let key = &form.items[item].key;
        // Texts below an own value are written with it, as blank lines of their own.
        let begun = above.is_some_and(|above| {
            let kind = form.items[above].kind;
            matches!(
                kind,
                ItemKind::ChoiceText | ItemKind::TextText | ItemKind::Period
            )
        });
        let line = format!("{key}:");
        let here = editor
            .text(URI)
            .lines()
            .find(|l| l.trim_start().starts_with(&line));
        if let (true, Some(line)) = (begun, here) {
            let text = editor.text(URI);
            let start = line.as_ptr() as usize - text.as_ptr() as usize;
            at = start + line.len();
            let value = start + line.len();
            if line.ends_with(':') {
                editor.change(URI, value, value, " ");
                at += 1;
            }
        } else {
            if let (true, Some(above)) = (begun, above) {
                at = next_line(editor, form, above, at);
            }
            at = take(editor, at, key);
            // A block is not left empty.
            let is_text = form.items[item].kind == ItemKind::TextText;
            if is_text && form.parent(last) == Some(item) {
                editor.change(URI, at, at, "書いた文");
            }
        }
        above = Some(item);
    }
    fill(editor, form, item, at);
}

/// Answers an item with the first of its options, and goes on below the answer.
fn next_line(editor: &mut Editor, form: &Form, item: ItemId, at: usize) -> usize {
    let at = match form.items[item].options.first() {
        Some(option) => take(editor, at, &option.text),
        None => at,
    };
    let line = editor.text(URI)[..at]
        .rfind('\n')
        .map_or(0, |feed| feed + 1);
    let line = &editor.text(URI)[line..at];
    let blanks = line.len() - line.trim_start_matches(' ').len();
    let below = format!("\n{}", " ".repeat(blanks));
    editor.change(URI, at, at, &below);
    at + below.len()
}

fn fill(editor: &mut Editor, form: &Form, item: ItemId, at: usize) {
    let definition = &form.items[item];
    match definition.kind {
        _ if definition.options.len() == 1 => {}
        ItemKind::Choice | ItemKind::ChoiceText | ItemKind::Checks => {
            let option = &definition.options[0];
            let at = take(editor, at, &option.text);
            if option.slot && definition.kind == ItemKind::Checks {
                editor.change(URI, at, at, "1");
            }
        }
        ItemKind::Text | ItemKind::TextText => {
            let is_block = editor.text(URI)[..at].ends_with('|');
            let text = if is_block { "" } else { "書いた文" };
            editor.change(URI, at, at, text);
        }
        ItemKind::Date | ItemKind::Period => editor.change(URI, at, at, "令和8年4月1日"),
        ItemKind::Count => editor.change(URI, at, at, "1"),
        ItemKind::List if form.children(Some(item)).is_empty() => {
            editor.change(URI, at, at, "書いた文");
        }
        ItemKind::Table => editor.change(URI, at, at, "列: 値"),
        _ => {}
    }
}

#[test]
fn each_item_can_be_written_by_completions_alone() {
    let form = newest_form().expect("the form can be read");
    let mut editor = editor(Units::Utf16);
    editor.open(URI, "");
    for (id, item) in form.items.iter_enumerated() {
        if item.id == "form" || item.id == "edition" {
            continue;
        }
        let old = editor.text(URI).len();
        editor.change(URI, 0, old, "");
        take(&mut editor, 0, &format!("様式: {}", form.kind));
        let end = editor.text(URI).len();
        editor.change(URI, end, end, "\n");
        write(&mut editor, form, id);
        let text = editor.text(URI).to_owned();
        let (source, document) = read(&text);
        assert!(document.problems.is_empty(), "{}\n{text}", item.id);
        let typos: Vec<_> = document.typos.iter().map(|typo| typo.kind).collect();
        assert!(typos.is_empty(), "{}\n{text}\n{typos:?}", item.id);
        let assessment = over(&source, &document);
        let wrong = assessment.problems.iter().filter(|problem| {
            !matches!(
                problem,
                Problem::Missing { .. }
                    | Problem::NoneOf { .. }
                    | Problem::Count { .. }
                    | Problem::BlankEntry { .. }
                    | Problem::NotAsked { .. }
                    | Problem::DetailMissing { .. }
                    | Problem::Differs { .. }
            )
        });
        let wrong: Vec<_> = wrong.collect();
        assert!(wrong.is_empty(), "{}\n{text}\n{wrong:?}", item.id);
        let is_written = assessment
            .fields
            .iter()
            .any(|field| field.item == id && field.key.is_some());
        assert!(is_written, "{}\n{text}", item.id);
    }
}

#[test]
fn the_stage_changes_nothing_of_what_is_offered() {
    let text = "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  ";
    let mut offered = [Stage::Draft, Stage::Publish].map(|stage| {
        let options = hyokasho::cli::lsp::ServerOptions {
            stage: Some(stage),
            no_config: true,
            ..Default::default()
        };
        let mut editor = Editor::new(Units::Utf16, options);
        editor.open(URI, text);
        completions(&mut editor, text.len())
    });
    let [draft, publish] = &mut offered;
    assert_eq!(draft, publish);
}
