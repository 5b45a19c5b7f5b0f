//! What the user's words make of the findings.

use std::sync::Arc;

use hyokasho::assessment::Assessment;
use hyokasho::config::terms;
use hyokasho::config::vocabulary::Vocabulary;
use hyokasho::lint::engine::check_source;
use hyokasho::lint::rules::{self, CheckInputs};
use hyokasho::source::Source;
use hyokasho::source::diagnostic::{Diagnostic, Stage};
use hyokasho::source::lang::Lang;

/// The findings of families W and X about a text, with the user's words beside ours.
fn findings(text: &str, words: &str) -> Vec<Diagnostic> {
    let head = "様式: 全項目評価書\n版: 平成30年5月\n基本情報:\n  使用するシステム:\n    - システムの名称: 貸出システム\n";
    let file = "特定個人情報ファイル:\n  - 名称: 貸出ファイル\n    概要:\n      特定個人情報の保管・消去:\n        保管場所: |\n";
    let mut found = check(&format!("{head}{file}          {text}\n"), words);
    found.retain(|d| d.code.starts_with(['W', 'X']));
    found
}

/// The findings about an assessment, with the user's words beside ours.
fn check(assessment: &str, words: &str) -> Vec<Diagnostic> {
    let source = Source::new("a.yaml", assessment);
    let words = terms::parse(
        &Source::new("terms/a.yaml", words),
        rules::misreadings,
        Lang::Ja,
    )
    .expect("words");
    let vocabulary = Arc::new(Vocabulary::with(vec![words]));
    let beside = |_: &Assessment| CheckInputs {
        vocabulary: Some(Arc::clone(&vocabulary)),
        ..CheckInputs::default()
    };
    check_source(&source, &beside, Stage::Draft, Lang::Ja).diagnostics
}

fn codes(text: &str, words: &str) -> Vec<&'static str> {
    let found = findings(text, words);
    found.into_iter().map(|d| d.code).collect()
}

#[test]
fn a_decided_writing_takes_the_place_of_the_majority() {
    let text = "サーバーを置く。サーバーは二台で、サーバの鍵は係長が持つ。";
    assert_eq!(codes(text, ""), ["W001"]);
    let found = findings(text, "notation:\n  - {forms: [サーバ, サーバー]}");
    let messages: Vec<_> = found.iter().map(|d| (d.code, d.message.as_str())).collect();
    assert_eq!(
        messages,
        [(
            "W002",
            "「サーバー」は、決めた書き方では「サーバ」（2か所）"
        )]
    );
    // Of three forms, all but the first, in the place of our pair.
    let text = "子供と子ども。";
    let found = findings(text, "notation:\n  - {forms: [こども, 子ども, 子供]}");
    let messages: Vec<_> = found.iter().map(|d| (d.code, d.message.as_str())).collect();
    assert_eq!(
        messages,
        [(
            "W002",
            "「子ども」「子供」は、決めた書き方では「こども」（2か所）"
        )]
    );
    assert_eq!(codes(text, "").len(), 1);
}

#[test]
fn a_decided_writing_of_letters_counts_alone() {
    let text = "IDを使い、ＩＤは変えず、IDは消す。ＩＤＳ（侵入の検知）。";
    assert_eq!(codes(text, ""), ["W003"]);
    assert_eq!(codes(text, "notation:\n  - {forms: [ID, ＩＤ]}"), ["W002"]);
    assert!(codes("IDを使う。", "notation:\n  - {forms: [ID, ＩＤ]}").is_empty());
}

#[test]
fn nothing_counts_in_names_and_allowed_words() {
    for (text, word, code) in [
        ("サーバーと、かるたサーバを使う。", "かるたサーバ", "W001"),
        ("IDと、ＩＤかるたを使う。", "ＩＤかるた", "W003"),
        ("本人を徐外しない。", "徐外", "W011"),
        ("かるたかるたを使う。", "かるたかるた", "W012"),
        ("GKNを使う。", "GKN", "W017"),
    ] {
        assert_eq!(codes(text, ""), [code], "{text}");
        for list in ["names", "allowed"] {
            let words = format!("{list}: [{word}]");
            assert_eq!(codes(text, &words), Vec::<&str>::new(), "{text}");
        }
    }
    // A longer word is another.
    assert_eq!(codes("本人を徐外しない。", "allowed: [徐外国]"), ["W011"]);
}

#[test]
fn names_of_systems_are_listed_systems() {
    let text = "蔵書カルタシステムに置く。";
    assert_eq!(codes(text, ""), ["X010"]);
    assert_eq!(codes(text, "allowed: [蔵書カルタシステム]"), ["X010"]);
    assert!(codes(text, "names: [蔵書カルタシステム]").is_empty());
}

#[test]
fn names_of_departments_end_as_the_user_says() {
    for (text, code) in [
        ("DX推進グループが使う。", "W017"),
        ("蔵書カルタシステムグループが預かる。", "X010"),
    ] {
        assert_eq!(codes(text, ""), [code], "{text}");
        let own = codes(text, "departments: [グループ]");
        assert_eq!(own, Vec::<&str>::new(), "{text}");
    }
    let training = "その他のリスク対策:
  従業者に対する教育・啓発:
    選択: 十分に行っている
    具体的な方法: 図書グループが研修を行う。
";
    let office = "基本情報:
  評価実施機関における担当部署:
    部署: 教育部図書グループ
    所属長の役職名: 文化グループ長
";
    for (text, code, ours, own) in [(training, "R003", 1, 0), (office, "X029", 0, 1)] {
        let count = |words: &str| {
            let found = check(
                &format!("様式: 全項目評価書\n版: 平成30年5月\n{text}"),
                words,
            );
            found.iter().filter(|d| d.code == code).count()
        };
        assert_eq!(
            (count(""), count("departments: [グループ]")),
            (ours, own),
            "{code}"
        );
    }
}

#[test]
fn vague_words_of_the_user_say_nothing() {
    let text = "様式: 全項目評価書
版: 平成30年5月
特定個人情報ファイル:
  - 名称: 貸出ファイル
    リスク対策:
      特定個人情報の入手:
        不適切な方法で入手が行われるリスク:
          リスクに対する措置の内容: しかるべく対処する。
";
    let codes = |words: &str| {
        let found = check(text, words).into_iter().map(|d| d.code);
        found.filter(|code| *code == "R001").count()
    };
    assert_eq!((codes(""), codes("vague: [しかるべく対処]")), (0, 1));
}

#[test]
fn abbreviations_are_known_in_any_writing() {
    for known in ["KZNET", "KZ-NET", "ＫＺＮＥＴ", "kznet"] {
        let words = format!("abbreviations: [{known}]");
        assert!(codes("KZ-NETで送る。", &words).is_empty(), "{known}");
    }
    assert_eq!(codes("KZ-NETで送る。", ""), ["W017"]);
}
