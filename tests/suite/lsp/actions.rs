//! What the server offers to do: the fixes of `check`, all of them as `--fix`, exceptions, rows of 別添３.

use std::fs;
use std::path::Path;
use std::process::Command;

use hyokasho::cli::lsp::ServerOptions;
use hyokasho::source::Span;
use hyokasho::source::diagnostic::{Edit, Stage};
use hyokasho::yaml::edit;
use serde_json::{Value, json};

use super::client::{Editor, Units, applied, capabilities, uri};
use super::{SMALL, check, folder_with, some_bad};

/// The kind of the action that fixes all that is certain.
const FIX_ALL: &str = "source.fixAll.hyokasho";

fn options(stage: Stage) -> ServerOptions {
    ServerOptions {
        stage: Some(stage),
        no_config: true,
        ..ServerOptions::default()
    }
}

fn run(args: &[&str], path: &Path) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
    command.args(args).arg(path).env_remove("HYOKASHO_LANG");
    let output = command.output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.success(), said)
}

/// A text with the fix of a finding of the report made.
fn with_fix(text: &str, finding: &Value) -> String {
    let edits = finding["fix"]["edits"].as_array().expect("edits");
    let number = |edit: &Value, side: &str| {
        edit["span"][side]["offset"].as_u64().expect("a number") as usize
    };
    let edits = edits.iter().map(|edit| Edit {
        span: Span::new(number(edit, "start"), number(edit, "end")),
        text: edit["text"].as_str().expect("a text").to_owned(),
    });
    edit::apply(text, &edits.collect::<Vec<_>>()).text
}

#[test]
fn every_fix_that_is_offered_is_that_of_check() {
    let mut editor = Editor::new(Units::Utf16, options(Stage::Publish));
    let mut offered = 0;
    some_bad(|name, path, _| {
        let report = check(path, Stage::Publish, &["--no-config"]);
        let findings = report["diagnostics"].as_array().expect("a list");
        let fixable: Vec<&Value> = findings.iter().filter(|f| f["fix"].is_object()).collect();
        let text = fs::read_to_string(path).expect("a text");
        let uri = uri(path);
        editor.open(&uri, &text);
        let actions = editor.actions(&uri, Some("quickfix"));
        let is_fix = |action: &&Value| {
            action["title"]
                .as_str()
                .is_some_and(|t| t.contains("を直す"))
        };
        let fixes: Vec<&Value> = actions.iter().filter(is_fix).collect();
        assert_eq!(fixes.len(), fixable.len(), "{name}");
        for (action, finding) in fixes.into_iter().zip(fixable) {
            assert_eq!(action["diagnostics"][0]["code"], finding["code"], "{name}");
            let preferred = action["isPreferred"] == true;
            assert_eq!(preferred, finding["fix"]["safety"] == "safe", "{name}");
            assert_eq!(
                editor.done(&uri, action),
                with_fix(&text, finding),
                "{name}"
            );
            offered += 1;
        }
        editor.close(&uri);
    });
    assert!(offered > 8, "{offered} fixes");
    assert!(editor.end());
}

#[test]
fn fixing_all_does_what_check_does_and_a_second_time_nothing() {
    let mut editor = Editor::new(Units::Utf16, options(Stage::Publish));
    let mut changed = 0;
    some_bad(|name, path, _| {
        let text = fs::read_to_string(path).expect("a text");
        let uri = uri(path);
        editor.open(&uri, &text);
        let actions = editor.actions(&uri, Some("source.fixAll"));
        run(
            &["check", "--no-config", "--stage", "publish", "--fix"],
            path,
        );
        let fixed = fs::read_to_string(path).expect("a text");
        if let [action] = actions.as_slice() {
            assert_eq!(action["kind"], FIX_ALL);
            let done = editor.done(&uri, action);
            assert_eq!(done, fixed, "{name}");
            changed += usize::from(done != text);
            editor.close(&uri);
            editor.open(&uri, &done);
            for action in editor.actions(&uri, Some(FIX_ALL)) {
                assert_eq!(editor.done(&uri, &action), done, "{name}: again");
            }
        } else {
            assert!(actions.is_empty(), "{name}: {actions:?}");
            assert_eq!(fixed, text, "{name}");
        }
        editor.close(&uri);
    });
    assert!(changed > 2, "{changed} files");
    assert!(editor.end());
}

#[test]
fn an_exception_with_a_reason_takes_the_finding_away() {
    let mut editor = Editor::new(Units::Utf16, options(Stage::Publish));
    let mut excepted = 0;
    let mut wrong = Vec::new();
    some_bad(|name, path, _| {
        let text = fs::read_to_string(path).expect("a text");
        let uri = uri(path);
        editor.open(&uri, &text);
        let actions = editor.actions(&uri, Some("quickfix"));
        let exceptions = actions
            .iter()
            .filter(|action| action["title"].as_str().is_some_and(|t| t.contains("例外")));
        let exceptions: Vec<Value> = exceptions.cloned().collect();
        let before = editor.pull(&uri);
        editor.close(&uri);
        for action in exceptions.iter().take(2) {
            let code = action["diagnostics"][0]["code"].as_str().expect("a code");
            editor.open(&uri, &text);
            let done = editor.done(&uri, action);
            editor.close(&uri);
            assert_eq!(
                done.matches("# hyokasho: 許可").count(),
                text.matches("# hyokasho: 許可").count() + 1
            );
            let with_reason = done.replacen(
                &format!("許可 {code} \n"),
                &format!("許可 {code} 決裁による\n"),
                1,
            );
            let with_reason = with_reason.replacen(
                &format!("許可 {code} \r"),
                &format!("許可 {code} 決裁による\r"),
                1,
            );
            editor.open(&uri, &with_reason);
            let after = editor.pull(&uri);
            editor.close(&uri);
            let places = |items: &[Value]| {
                let of_rule = items.iter().filter(|item| item["code"] == code);
                let related = of_rule
                    .map(|item| 1 + item["relatedInformation"].as_array().map_or(0, Vec::len));
                related.sum::<usize>()
            };
            let unused =
                |items: &[Value]| items.iter().filter(|item| item["code"] == "U002").count();
            if places(&after) >= places(&before) || unused(&after) > unused(&before) {
                wrong.push(format!("{name} {code}\n{with_reason}"));
            }
            excepted += 1;
        }
    });
    assert!(excepted > 50, "{excepted} exceptions");
    assert!(
        wrong.is_empty(),
        "{} of {excepted}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(editor.end());
}

#[test]
fn what_cannot_be_excepted_is_not_offered_to_be() {
    // An individual number.
    let text = format!("{SMALL}  備考: 123456789018\n");
    let mut editor = Editor::new(Units::Utf16, options(Stage::Draft));
    let uri = "file:///tmp/a.yaml";
    editor.open(uri, &text);
    let found = editor.pull(uri);
    assert!(found.iter().any(|item| item["code"] == "I001"), "{found:?}");
    assert!(
        !found
            .iter()
            .any(|item| item.to_string().contains("123456789018"))
    );
    let actions = editor.actions(uri, None);
    let of_number = |action: &&Value| action["diagnostics"][0]["code"] == "I001";
    assert_eq!(actions.iter().filter(of_number).count(), 0, "{actions:?}");
    assert!(editor.end());
}

#[test]
fn an_editor_that_knows_little_gets_edits_at_once() {
    let able = json!({ "textDocument": { "codeAction": {} } });
    let mut editor = Editor::with(Units::Utf16, options(Stage::Draft), able, None);
    let uri = "file:///tmp/a.yaml";
    editor.open(uri, SMALL);
    // Fixing all takes many checks: it is made where it is asked for.
    let all = |actions: Vec<Value>| actions.into_iter().find(|action| action["kind"] == FIX_ALL);
    assert!(all(editor.actions(uri, None)).is_none());
    let action = all(editor.actions(uri, Some("source"))).expect("it is asked for");
    assert!(action["edit"]["changes"][uri].is_array(), "{action}");
    assert!(editor.done(uri, &action).contains("基本情報: \n"));
    assert!(editor.end());
}

#[test]
fn the_cursor_is_left_where_the_reason_is_written() {
    let mut able = capabilities(Units::Utf16);
    able["workspace"]["workspaceEdit"]["snippetEditSupport"] = json!(true);
    let mut editor = Editor::with(Units::Utf16, options(Stage::Draft), able, None);
    let uri = "file:///tmp/a.yaml";
    editor.open(uri, SMALL);
    let actions = editor.actions(uri, Some("quickfix"));
    let snippets = actions
        .iter()
        .map(|action| &action["edit"]["documentChanges"][0]["edits"][0]["snippet"]);
    let snippets: Vec<&Value> = snippets.filter(|snippet| snippet.is_object()).collect();
    let expected = json!({ "kind": "snippet", "value": "        # hyokasho: 許可 S006 $0\n" });
    assert!(snippets.contains(&&expected), "{snippets:?}");
    assert!(editor.end());
}

/// An assessment of one item, of a day.
fn dated(note: &str, day: &str) -> String {
    format!(
        "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  特記事項: {note}\n  公表日: {day}\n基本情報:\n  実施する事務:\n    名称: 予防接種の事務\n"
    )
}

#[test]
fn rows_of_the_change_table_are_those_that_changelog_writes() {
    let new = dated("接種証明書を郵送する。", "令和8年6月1日");
    let (folder, path) = folder_with("new.yaml", &new);
    let old = folder.path().join("old.yaml");
    fs::write(&old, dated("接種証明書を交付する。", "令和7年6月1日")).expect("written");
    let base = old.to_str().expect("a text");
    let options = ServerOptions {
        base: Some(base.to_owned()),
        ..options(Stage::Publish)
    };
    let mut editor = Editor::new(Units::Utf16, options);
    let uri = uri(&path);
    editor.open(&uri, &new);
    let found = editor.pull(&uri);
    let report = check(&path, Stage::Publish, &["--no-config", "--base", base]);
    assert_eq!(
        found.len(),
        report["diagnostics"].as_array().map_or(0, Vec::len)
    );
    let actions = editor.actions(&uri, Some("quickfix"));
    let action = actions
        .iter()
        .find(|action| action["title"] == "別添３に行を加える");
    let done = editor.done(&uri, action.expect("a row is missing"));
    let (is_written, said) = run(&["changelog", "--base", base, "--write"], &path);
    assert!(is_written, "{said}");
    assert_eq!(done, fs::read_to_string(&path).expect("a text"));
    assert!(done.contains("接種証明書を交付する。"));
    assert!(editor.end());
}

#[test]
fn why_no_rows_can_be_added_is_said() {
    // No day on which it changed.
    let new = dated("接種証明書を郵送する。", "").replace("  公表日: \n", "");
    let (folder, path) = folder_with("new.yaml", &new);
    let old = folder.path().join("old.yaml");
    fs::write(&old, dated("接種証明書を交付する。", "")).expect("written");
    let options = ServerOptions {
        base: Some(old.to_str().expect("a text").to_owned()),
        ..options(Stage::Publish)
    };
    let mut editor = Editor::new(Units::Utf16, options);
    let uri = uri(&path);
    editor.open(&uri, &new);
    let actions = editor.actions(&uri, None);
    let action = actions
        .iter()
        .find(|action| action["title"] == "別添３に行を加える");
    let action = action.expect("a row is missing").clone();
    let resolved = editor
        .request("codeAction/resolve", action)
        .expect("an answer");
    let reason = resolved["disabled"]["reason"].as_str().expect("a reason");
    assert!(reason.contains("公表日"), "{reason}");
    assert!(
        editor
            .notifications
            .iter()
            .any(|notification| notification.params["message"] == reason)
    );
    assert!(editor.end());
}

#[test]
fn a_document_is_put_in_order_as_fmt_does_or_it_is_said_why_not() {
    let text = "版: 平成30年5月\n様式: 全項目評価書\n表紙:\n    評価書番号: '1'\n";
    let (_folder, path) = folder_with("a.yaml", text);
    let mut editor = Editor::new(Units::Utf16, options(Stage::Draft));
    let uri = uri(&path);
    let mut params = super::client::about(&uri);
    params["options"] = json!({ "tabSize": 4, "insertSpaces": true });
    editor.open(&uri, text);
    let edits = editor.request("textDocument/formatting", params.clone());
    let edits = edits.expect("an answer");
    let edits = edits.as_array().expect("it can be put in order");
    let (is_written, said) = run(&["fmt", "--no-config"], &path);
    assert!(is_written, "{said}");
    let written = fs::read_to_string(&path).expect("a text");
    assert_ne!(written, text);
    assert_eq!(applied(text, edits, Units::Utf16), written);
    // What has to be put right first.
    editor.close(&uri);
    editor.open(&uri, SMALL);
    let answer = editor.request("textDocument/formatting", params);
    assert_eq!(answer.expect("an answer"), Value::Null);
    let shown = editor.notifications.last().expect("it is said why");
    assert_eq!(shown.method, "window/showMessage");
    let why = shown.params["message"].as_str().expect("a text");
    assert!(why.contains("先に直す所がある"), "{why}");
    assert!(editor.end());
}
