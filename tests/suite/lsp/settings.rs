//! Which settings hold: of the folder of each document, of the editor, and again when they change.

use std::fs;

use hyokasho::cli::lsp::ServerOptions;
use hyokasho::source::diagnostic::Stage;
use serde_json::{Value, json};

use super::client::{Editor, Units, capabilities, uri};
use super::{SMALL, check, folder_with};

fn codes(items: &[Value]) -> Vec<String> {
    let codes = items
        .iter()
        .map(|item| item["code"].as_str().unwrap_or("-").to_owned());
    codes.collect()
}

#[test]
fn each_folder_has_its_own_settings() {
    let home = tempfile::tempdir().expect("a folder");
    let settings = ["[rules]\nS006 = \"off\"\n", "stage = \"publish\"\n", ""];
    let mut editor = Editor::with(
        Units::Utf16,
        ServerOptions::default(),
        capabilities(Units::Utf16),
        Some(home.path()),
    );
    let mut all = Vec::new();
    for (n, settings) in settings.iter().enumerate() {
        let folder = home.path().join(format!("課{n}"));
        fs::create_dir_all(folder.join("中")).expect("a folder");
        fs::write(folder.join("hyokasho.toml"), settings).expect("written");
        let path = folder.join("中/a.yaml");
        fs::write(&path, SMALL).expect("written");
        editor.open(&uri(&path), SMALL);
        all.push(path);
    }
    let found: Vec<Vec<String>> = all
        .iter()
        .map(|path| codes(&editor.pull(&uri(path))))
        .collect();
    for (path, found) in all.iter().zip(&found) {
        // No stage is asked for: that of the settings holds.
        let stage = if path.to_string_lossy().contains("課1") {
            Stage::Publish
        } else {
            Stage::Draft
        };
        let report = check(path, stage, &[]);
        let expected = report["diagnostics"].as_array().expect("a list").iter();
        let expected: Vec<String> = expected
            .map(|f| f["code"].as_str().unwrap_or("-").to_owned())
            .collect();
        assert_eq!(*found, expected, "{}", path.display());
    }
    assert!(!found[0].contains(&"S006".to_owned()) && found[2].contains(&"S006".to_owned()));
    assert!(found[1].len() > found[2].len());
    assert!(editor.end());
}

#[test]
fn settings_that_change_are_read_again() {
    let (folder, path) = folder_with("a.yaml", SMALL);
    let uri = uri(&path);
    let mut editor = Editor::new(Units::Utf16, ServerOptions::default());
    editor.open(&uri, SMALL);
    let has = |editor: &mut Editor| codes(&editor.pull(&uri)).contains(&"S006".to_owned());
    assert!(has(&mut editor));
    let file = folder.path().join("hyokasho.toml");
    fs::write(&file, "[rules]\nS006 = \"off\"\n").expect("written");
    let changed = json!({ "changes": [{ "uri": super::client::uri(&file), "type": 1 }] });
    editor.notify("workspace/didChangeWatchedFiles", changed);
    assert!(!has(&mut editor));
    // An editor that watches nothing: seen at the next check.
    fs::remove_file(&file).expect("removed");
    editor.change(&uri, 0, 0, "# 一\n");
    assert!(has(&mut editor));
    assert!(editor.end());
}

#[test]
fn settings_that_cannot_be_read_are_said_and_the_check_goes_on() {
    let (folder, path) = folder_with("a.yaml", SMALL);
    fs::write(folder.path().join("hyokasho.toml"), "stage = \"いつか\"\n").expect("written");
    let mut editor = Editor::new(Units::Utf16, ServerOptions::default());
    editor.open(&uri(&path), SMALL);
    let items = editor.pull(&uri(&path));
    let first = items[0]["message"].as_str().expect("a text");
    assert!(
        first.contains("hyokasho.toml") && first.contains("いつか"),
        "{first}"
    );
    assert_eq!(items[0]["severity"], 1);
    assert!(codes(&items).contains(&"S006".to_owned()));
    assert!(editor.end());
}

#[test]
fn the_editor_may_ask_for_a_stage_and_a_language() {
    let mut editor = Editor::new(Units::Utf16, ServerOptions::default());
    let uri = "file:///nowhere/a.yaml";
    editor.open(uri, SMALL);
    let draft = editor.pull(uri);
    editor.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "hyokasho": { "stage": "公表", "lang": "en" } } }),
    );
    let publish = editor.pull(uri);
    assert!(publish.len() > draft.len());
    assert!(
        publish[0]["message"]
            .as_str()
            .is_some_and(|said| said.is_ascii() || said.contains(' '))
    );
    // Settings that say nothing: as it was.
    editor.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "hyokasho": {} } }),
    );
    assert_eq!(editor.pull(uri), draft);
    // An editor that is asked.
    editor.settings = json!({ "stage": "publish", "lang": "en" });
    editor.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": null }),
    );
    editor
        .request("textDocument/none", Value::Null)
        .expect_err("nothing");
    let asked = editor.pull(uri);
    assert!(asked == publish || editor.pull(uri) == publish);
    let refreshed = json!({ "event": { "added": [], "removed": [] } });
    editor.notify("workspace/didChangeWorkspaceFolders", refreshed);
    assert_eq!(editor.pull(uri), publish);
    assert!(editor.end());
}

#[test]
fn settings_that_are_none_are_said_and_left() {
    let mut editor = Editor::new(Units::Utf16, ServerOptions::default());
    let uri = "file:///nowhere/a.yaml";
    editor.open(uri, SMALL);
    let draft = editor.pull(uri);
    editor.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "hyokasho": { "stage": "いつか" } } }),
    );
    assert_eq!(editor.pull(uri), draft);
    let said = editor
        .notifications
        .iter()
        .find(|notification| notification.method == "window/showMessage");
    let said = said
        .map(|notification| notification.params["message"].to_string())
        .unwrap_or_default();
    assert!(
        said.contains("hyokasho.stage") && said.contains("いつか"),
        "{said}"
    );
    assert!(editor.end());
}

#[test]
fn a_stage_of_the_arguments_comes_before_that_of_the_file() {
    let (folder, path) = folder_with("a.yaml", SMALL);
    fs::write(folder.path().join("hyokasho.toml"), "stage = \"publish\"\n").expect("written");
    let pull = |options: ServerOptions| {
        let mut editor = Editor::new(Units::Utf16, options);
        editor.open(&uri(&path), SMALL);
        let items = codes(&editor.pull(&uri(&path)));
        assert!(editor.end());
        items
    };
    let by_file = pull(ServerOptions::default());
    let asked = pull(ServerOptions {
        stage: Some(Stage::Draft),
        ..ServerOptions::default()
    });
    let without = pull(ServerOptions {
        no_config: true,
        ..ServerOptions::default()
    });
    let named = pull(ServerOptions {
        config: Some(folder.path().join("hyokasho.toml")),
        ..ServerOptions::default()
    });
    assert!(by_file.len() > asked.len());
    assert_eq!(asked, without);
    assert_eq!(by_file, named);
}

#[test]
fn a_file_beside_that_is_saved_is_seen() {
    let picture = format!("{SMALL}（別添１）事務の内容:\n  図: a.png\n");
    let (folder, path) = folder_with("a.yaml", &picture);
    let uri = uri(&path);
    let mut editor = Editor::new(Units::Utf16, ServerOptions::default());
    editor.open(&uri, &picture);
    let before = codes(&editor.pull(&uri));
    assert_eq!(before, codes_of_check(&path));
    fs::write(folder.path().join("a.png"), "no picture").expect("written");
    editor.notify(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": uri } }),
    );
    assert_eq!(codes(&editor.pull(&uri)), codes_of_check(&path));
    assert!(editor.end());
}

fn codes_of_check(path: &std::path::Path) -> Vec<String> {
    let report = check(path, Stage::Draft, &[]);
    let findings = report["diagnostics"].as_array().expect("a list").iter();
    findings
        .map(|f| f["code"].as_str().unwrap_or("-").to_owned())
        .collect()
}
