//! Exceptions and levels: what an officer lets stand is told with its reason; an individual number is never let stand.

use std::sync::Arc;

use hyokasho::assessment::{self, Assessment};
use hyokasho::check::{Checked, check_source};
use hyokasho::config;
use hyokasho::diagnostic::{Lang, Severity, Stage};
use hyokasho::report::{FileReport, sarif};
use hyokasho::rules::Surroundings;
use hyokasho::source::Source;
use hyokasho::view;

/// Two boxes without their detail (S006).
const TWO: &str = "様式: 全項目評価書
版: 平成30年5月
基本情報:
  使用するシステム:
    - システムの名称: 児童手当システム
      他のシステムとの接続:
        - その他:
    - システムの名称: 宛名システム
      # hyokasho: 許可 S006 接続先は契約の後に決まるため
      他のシステムとの接続:
        - その他:
";

const BLOCK: &str = "検査の例外:
  - 規則: S006
    項目: Ⅰ２システム1③
    理由: 移行の後に決まるため
判断の前提:
  取扱者数: 500人未満
  見直し日: 令和8年4月1日
";

fn check(text: &str, settings: &str) -> Checked {
    let settings = config::parse(&Source::new("hyokasho.toml", settings), Lang::Ja);
    let settings = Arc::new(settings.expect("the settings can be read"));
    let beside = |_: &Assessment| Surroundings {
        settings: Arc::clone(&settings),
        path: "a.yaml".into(),
        ..Default::default()
    };
    check_source(
        &Source::new("a.yaml", text),
        &beside,
        Stage::Draft,
        Lang::Ja,
    )
}

fn codes(checked: &Checked) -> Vec<(&str, Severity)> {
    let found = checked.diagnostics.iter().filter(|d| d.code != "S004");
    found.map(|d| (d.code, d.severity)).collect()
}

fn reasons(checked: &Checked) -> Vec<&str> {
    checked
        .suppressed
        .iter()
        .map(|s| s.reason.as_str())
        .collect()
}

#[test]
fn an_exception_is_a_comment_an_entry_or_a_setting() {
    let checked = check(TWO, "");
    assert_eq!(codes(&checked), [("S006", Severity::Warning)]);
    let by_entry = check(&format!("{TWO}{BLOCK}"), "");
    assert!(codes(&by_entry).is_empty());
    let expected = ["移行の後に決まるため", "接続先は契約の後に決まるため"];
    assert_eq!(reasons(&by_entry), expected);
    for item in [
        "item = \"Ⅰ２システム1\"\n",
        "item = \"basic.systems[1]\"\n",
        "",
    ] {
        for (file, used) in [("a.yaml", true), ("*.yaml", true), ("b.yaml", false)] {
            let settings = format!(
                "[[exceptions]]\nrule = \"S006\"\n{item}file = \"{file}\"\nreason = \"移行の後に決まるため\"\n"
            );
            let checked = check(TWO, &settings);
            assert_eq!(codes(&checked).is_empty(), used, "{settings}");
            assert_eq!(checked.suppressed.len(), 1 + usize::from(used));
        }
    }
}

#[test]
fn a_comment_behind_an_option_or_above_it_covers_the_option() {
    let option = "        - その他:\n";
    let at = TWO.find(option).expect("it is there");
    let (head, tail) = (&TWO[..at], &TWO[at + option.len()..]);
    let said = "# hyokasho: 許可 S006 移行の後に決まるため";
    for written in [
        format!("        - その他:   {said}\n"),
        format!("        {said}\n        - その他:\n"),
    ] {
        let checked = check(&format!("{head}{written}{tail}"), "");
        assert!(
            codes(&checked).is_empty(),
            "{written}: {:?}",
            codes(&checked)
        );
        assert_eq!(checked.suppressed.len(), 2);
    }
    let dash = "        - その他:   # hyokasho: 許可 S006 －\n";
    let checked = check(&format!("{head}{dash}{tail}"), "");
    let found: Vec<&str> = codes(&checked).iter().map(|(code, _)| *code).collect();
    assert_eq!(found, ["S006", "U001"]);
}

#[test]
fn sarif_says_where_an_exception_is_written() {
    let settings = "[[exceptions]]\nrule = \"S006\"\nitem = \"basic.systems[1]\"\nreason = \"移行の後に決まるため\"\n";
    let checked = check(&format!("{TWO}ない見出し: a\n"), settings);
    let report = FileReport::checked(Source::new("a.yaml", TWO), checked);
    let log: serde_json::Value =
        serde_json::from_str(&sarif::render(&[report], Lang::Ja)).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let of = |code: &str| -> Vec<String> {
        let results = results.iter().filter(|r| r["ruleId"] == code);
        results.map(|r| r["suppressions"].to_string()).collect()
    };
    assert_eq!(of("S001"), ["[]"]);
    assert_eq!(
        of("S006"),
        [
            "[{\"justification\":\"移行の後に決まるため\",\"kind\":\"external\"}]",
            "[{\"justification\":\"接続先は契約の後に決まるため\",\"kind\":\"inSource\"}]",
        ]
    );
}

#[test]
fn an_individual_number_is_never_excepted() {
    let text = "様式: 全項目評価書
版: 平成30年5月
表紙:
  特記事項: 例は123456789018とする。  # hyokasho: 許可 I001 例の番号のため
検査の例外:
  - 規則: I001
    理由: 例の番号のため
";
    let checked = check(text, "[rules]\nI = \"off\"\n");
    assert_eq!(
        codes(&checked),
        [
            ("I001", Severity::Error),
            ("U002", Severity::Warning),
            ("U002", Severity::Warning)
        ]
    );
    assert!(checked.suppressed.is_empty());
    let reason = TWO.replace("接続先は", "申請者123456789018の接続先は");
    let checked = check(&reason, "");
    assert_eq!(
        reasons(&checked),
        ["申請者************の接続先は契約の後に決まるため"]
    );
    assert!(codes(&checked).contains(&("I001", Severity::Error)));
}

#[test]
fn an_entry_takes_the_address_that_a_report_gives() {
    let text = |item: &str| {
        format!(
            "様式: 全項目評価書\n版: 平成30年5月\n変更箇所:\n  - 変更日: 近日中\n  - 変更日: 近日中\n検査の例外:\n  - 規則: S013\n    項目: {item}\n    理由: 議会の日程による\n"
        )
    };
    let addresses = |item: &str| {
        let checked = check(&text(item), "");
        let addresses = checked
            .suppressed
            .iter()
            .map(|s| s.diagnostic.primary.address.clone());
        addresses.collect::<Vec<_>>()
    };
    let second = "別添３第2行　変更日";
    for item in [second, "別添３第2行", "changes[2]", "changes[2].date"] {
        assert_eq!(addresses(item), [second], "{item}");
    }
    for item in ["別添３", "changes", "changes[].date"] {
        assert_eq!(addresses(item).len(), 2, "{item}");
    }
    // What is no entry is told once, by its shape.
    let checked = check("様式: 全項目評価書\n検査の例外:\n  - S006\n", "");
    assert_eq!(codes(&checked), [("S003", Severity::Error)]);
}

#[test]
fn levels_are_those_of_the_settings() {
    for (settings, expected) in [
        ("S006 = \"error\"", vec![("S006", Severity::Error)]),
        ("detail-missing = \"info\"", vec![("S006", Severity::Info)]),
        ("S = \"error\"", vec![("S006", Severity::Error)]),
        // An exception from a rule that does not run is not unused.
        ("S006 = \"off\"", vec![]),
        ("S = \"error\"\nS006 = \"off\"", vec![]),
    ] {
        let checked = check(TWO, &format!("[rules]\n{settings}\n"));
        assert_eq!(codes(&checked), expected, "{settings}");
    }
    let unused = TWO.replace("許可 S006", "許可 S013");
    assert!(codes(&check(&unused, "")).contains(&("U002", Severity::Warning)));
    let info = check(&unused, "[rules]\nunused-exception = \"info\"\n");
    assert!(codes(&info).contains(&("U002", Severity::Info)));
}

#[test]
fn what_stands_beside_the_form_is_not_printed() {
    let view = |text: &str| {
        let source = Source::new("a.yaml", text);
        let document = assessment::read(&source);
        let assessment = Assessment::open(&source, &document, Stage::Draft);
        format!("{:?}", view::build(&assessment.expect("its form is known")))
    };
    assert_eq!(view(TWO), view(&format!("{TWO}{BLOCK}")));
}
