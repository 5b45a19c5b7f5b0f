//! A name is changed everywhere but in what the document said before, and the check finds nothing new.

use std::collections::BTreeMap;

use hyokasho::source::diagnostic::Stage;
use serde_json::{Value, json};

use super::{EXAMPLE, OF_FILES, URI, editor_with, place};
use crate::lsp::client::{Editor, applied};
use crate::lsp::{check, folder_with};

/// The text after a renaming; the error where it is refused.
fn renamed(editor: &mut Editor, at: usize, name: &str) -> Result<String, i32> {
    let text = editor.text(URI).to_owned();
    let position = editor.units.position(&text, at);
    let params = json!({
        "textDocument": { "uri": URI },
        "position": position,
        "newName": name,
    });
    let answer = editor.request("textDocument/rename", params)?;
    let edits = match &answer["documentChanges"] {
        Value::Null => answer["changes"][URI].as_array(),
        changes => changes[0]["edits"].as_array(),
    };
    Ok(applied(&text, edits.expect("edits"), editor.units))
}

/// How often each rule finds something.
fn findings(text: &str) -> BTreeMap<String, usize> {
    let (_folder, path) = folder_with("評価.yaml", text);
    let report = check(&path, Stage::Review, &["--no-config"]);
    let mut counts = BTreeMap::new();
    for finding in report["diagnostics"].as_array().expect("a list") {
        let code = finding["code"].as_str().expect("a code").to_owned();
        *counts.entry(code).or_default() += 1;
    }
    counts
}

#[test]
fn each_kind_of_name_is_renamed_without_a_new_finding() {
    for (text, given, old, new) in [
        (
            EXAMPLE,
            "システムの名称: 申請管理システム",
            "申請管理システム",
            "申請受付システム",
        ),
        (
            EXAMPLE,
            "- 名称: 予防接種ファイル",
            "予防接種ファイル",
            "接種情報ファイル",
        ),
        (
            EXAMPLE,
            "- 名称: 予診票等データ入力業務",
            "予診票等データ入力業務",
            "予診票入力業務",
        ),
        (
            EXAMPLE,
            "- 名称: こども未来部こども家庭課",
            "こども未来部こども家庭課",
            "こども部子育て支援課",
        ),
        (
            OF_FILES,
            "- 名称: 監護状況確認ファイル",
            "監護状況確認ファイル",
            "監護状況管理ファイル",
        ),
    ] {
        let mut editor = editor_with(text);
        let at = place(text, &[given, old]) + 3;
        let prepared = editor.at("textDocument/prepareRename", URI, at);
        assert_eq!(prepared["placeholder"], old);
        let changed = renamed(&mut editor, at, new).expect("it is renamed");
        let before = findings(text);
        for (code, count) in findings(&changed) {
            let was = before.get(&code).copied().unwrap_or(0);
            assert!(count <= was, "{old}: {code}");
        }
        let given = given.replace(old, new);
        assert!(changed.contains(&given), "{given}");
        // And back: nothing else was touched.
        let mut editor = editor_with(&changed);
        let at = place(&changed, &[&given, new]) + 3;
        let back = renamed(&mut editor, at, old).expect("it is renamed back");
        assert_eq!(back, text, "{old}");
    }
}

const HISTORY: &str = "様式: 全項目評価書
版: 平成30年5月
基本情報:
  使用するシステム:
    - システムの名称: 貸出システム
      システムの機能: |
        貸出システムは、貸出システム端末から使う。新貸出システム、貸出システムズは別のものである。
      他のシステムとの接続: [その他: 貸出システム]
    - システムの名称: '図書館''貸出システム'
    - システムの名称: 庁内連携システム
      他のシステムとの接続:
        - 庁内連携システム
  他の評価実施機関: \"貸出システム\\u306e\"
変更箇所:
  - 変更日: 令和7年4月1日
    項目: Ⅰ２システム1②
    変更前: 旧の仕組み
    変更後: 貸出システムは、端末から使う。
    提出時期: 事後
    説明: 貸出システムの更改
  - 変更日: 令和8年4月1日
    項目: Ⅰ２システム1②
    変更前: 貸出システムは、端末から使う。
    変更後: 貸出システムは、貸出システム端末から使う。
    提出時期: 事後
    説明: 貸出システムの更改
";

#[test]
fn what_was_said_before_keeps_its_words() {
    let mut editor = editor_with(HISTORY);
    let at = place(HISTORY, &["貸出システムは"]) + "貸出".len();
    let prepared = editor.at("textDocument/prepareRename", URI, at);
    assert_eq!(prepared["placeholder"], "貸出システム");
    let changed = renamed(&mut editor, at, "蔵書システム").expect("it is renamed");
    for kept in [
        "新貸出システム、貸出システムズは別のもの",
        "変更後: 貸出システムは、端末から使う。\n",
        "変更前: 貸出システムは、端末から使う。\n",
        "'図書館''貸出システム'",
    ] {
        assert!(changed.contains(kept), "{kept}\n{changed}");
    }
    for new in [
        "システムの名称: 蔵書システム\n",
        "蔵書システムは、蔵書システム端末から使う。新貸出",
        "[その他: 蔵書システム]",
        "\"蔵書システム\\u306e\"",
        "変更後: 蔵書システムは、蔵書システム端末から使う。",
    ] {
        assert!(changed.contains(new), "{new}\n{changed}");
    }
    assert_eq!(changed.matches("説明: 貸出システムの更改").count(), 1);
    // The words of an option are the form's.
    let at = place(HISTORY, &["名称: 庁内連携システム", "庁内"]);
    let changed = renamed(&mut editor, at, "連携基盤").expect("it is renamed");
    assert!(changed.contains("名称: 連携基盤\n") && changed.contains("- 庁内連携システム\n"));
    // In history nothing can be renamed.
    let at = place(HISTORY, &["変更前: 貸出システム", "貸出"]);
    assert_eq!(
        editor.at("textDocument/prepareRename", URI, at),
        Value::Null
    );
    let at = place(HISTORY, &["他の評価実施機関"]);
    assert_eq!(
        editor.at("textDocument/prepareRename", URI, at),
        Value::Null
    );
}

#[test]
fn names_that_yaml_would_read_otherwise_are_put_into_quotes_or_refused() {
    let mut editor = editor_with(HISTORY);
    let at = place(HISTORY, &["名称: 貸出システム", "貸出"]);
    for (name, given) in [
        ("システム: 貸出", "システムの名称: \"システム: 貸出\"\n"),
        ("*貸出", "システムの名称: \"*貸出\"\n"),
        ("貸出 #2", "システムの名称: \"貸出 #2\"\n"),
        ("貸出'\"\\", "貸出'"),
        ("貸出, 返却", "[その他: \"貸出, 返却\"]"),
    ] {
        let changed = renamed(&mut editor, at, name).unwrap_or_else(|_| panic!("{name}"));
        assert!(changed.contains(given), "{name}\n{changed}");
        let (_, document) = super::read(&changed);
        assert!(
            document.typos.is_empty() && document.problems.is_empty(),
            "{changed}"
        );
    }
    for name in [
        "",
        "　",
        "庁内連携システム",
        "貸出\nシステム",
        "貸出\u{202e}",
    ] {
        assert!(renamed(&mut editor, at, name).is_err(), "{name}");
    }
    // Where parts can't be read, names in them would be left behind.
    let broken = format!("{HISTORY}\"\n");
    let mut editor = editor_with(&broken);
    assert!(renamed(&mut editor, at, "蔵書システム").is_err());
}
