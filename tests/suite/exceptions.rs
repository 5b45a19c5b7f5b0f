//! Exceptions and levels: what an officer accepts is reported with its reason; an individual number is never accepted.

use std::sync::Arc;

use hyokasho::assessment::{self, Assessment};
use hyokasho::config::settings::{self, Settings};
use hyokasho::config::settings_file;
use hyokasho::document::view;
use hyokasho::lint::engine::{Checked, check_source};
use hyokasho::lint::file_report::FileReport;
use hyokasho::lint::rules::{self, CheckInputs};
use hyokasho::report::sarif;
use hyokasho::source::diagnostic::{Diagnostic, Label, Severity, Stage};
use hyokasho::source::lang::Lang;
use hyokasho::source::{Source, Span};

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
    let settings = settings_file::parse(
        &Source::new("hyokasho.toml", settings),
        &rules::named(),
        Lang::Ja,
    );
    let settings = Arc::new(settings.expect("the settings can be read"));
    let beside = |_: &Assessment| CheckInputs {
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
fn a_comment_after_an_option_or_above_it_covers_the_option() {
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
    // What is no entry is reported once, by its shape.
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
fn what_is_not_on_the_form_is_not_printed() {
    let view = |text: &str| {
        let source = Source::new("a.yaml", text);
        let document = assessment::read(&source);
        let assessment = Assessment::open(&source, &document, Stage::Draft);
        format!("{:?}", view::build(&assessment.expect("its form is known")))
    };
    assert_eq!(view(TWO), view(&format!("{TWO}{BLOCK}")));
}

/// Where findings of a rule are, but for those that are excepted: the items of all places.
fn items<'d>(found: impl Iterator<Item = &'d Diagnostic>, code: &str) -> Vec<&'d str> {
    found
        .filter(|d| d.code == code)
        .flat_map(Diagnostic::all_places)
        .map(|place| place.item.as_str())
        .collect()
}

#[test]
fn of_many_places_the_excepted_ones_alone_are_taken_out() {
    crate::rules::each("bad", |code, path, source, stage| {
        let with = |exceptions: Vec<settings::Exception>| {
            let settings = Settings {
                exceptions,
                ..Settings::default()
            };
            crate::rules::checked(path, source, stage, Lang::Ja, settings)
        };
        let whole = with(Vec::new());
        let all = items(whole.diagnostics.iter(), code);
        let mut excepted: Vec<&str> = all.clone();
        excepted.sort_unstable();
        excepted.dedup();
        // What nothing is excepted from is tried elsewhere.
        if excepted.len() < 2 || rules::is_mandatory(code) || code.starts_with('U') {
            return;
        }
        for item in excepted.into_iter().filter(|item| !item.is_empty()) {
            let rule = rules::find(code).expect("a rule").code;
            let exception = settings::Exception {
                rule,
                item: Some(item.to_owned()),
                file: None,
                reason: "理由".into(),
                span: Span::default(),
            };
            let checked = with(vec![exception]);
            let is_in = |other: &&&str| {
                let rest = other.strip_prefix(item);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            };
            let name = format!("{code} {} {item}", path.display());
            let left = items(checked.diagnostics.iter(), code);
            let gone = items(checked.suppressed.iter().map(|s| &s.diagnostic), code);
            let sorted = |mut items: Vec<&str>| {
                items.sort_unstable();
                items.into_iter().map(str::to_owned).collect::<Vec<_>>()
            };
            let wanted: (Vec<&str>, Vec<&str>) = {
                let (inside, outside) = all.iter().partition::<Vec<&str>, _>(|i| is_in(i));
                (outside, inside)
            };
            assert_eq!(sorted(left), sorted(wanted.0), "{name}");
            assert_eq!(sorted(gone), sorted(wanted.1), "{name}");
            let parts = checked.suppressed.iter().map(|s| &s.diagnostic);
            for part in checked.diagnostics.iter().chain(parts) {
                let count = match part.all_places().count() {
                    1 => String::new(),
                    n => format!("（{n}か所）"),
                };
                assert_eq!(part.count, count, "{name}");
                assert!(part.message.ends_with(&count), "{name}: {}", part.message);
                // No fix reaches into a place that is accepted, or out of one.
                let fix = part.fix.iter().flat_map(|fix| &fix.edits);
                for edit in fix.filter(|_| part.code == code) {
                    let of_other = |label: &&Label| {
                        let span = label.span;
                        span.start < edit.span.end && edit.span.start < span.end
                    };
                    let others = checked.diagnostics.iter();
                    let others = others.chain(checked.suppressed.iter().map(|s| &s.diagnostic));
                    let others = others.filter(|d| d.code == code && *d != part);
                    let message = part.headline();
                    let others = others.filter(|d| d.headline() == message);
                    let mut places = others.flat_map(Diagnostic::all_places);
                    assert_eq!(places.find(of_other), None, "{name}");
                }
            }
            assert!(
                !checked.diagnostics.iter().any(|d| d.code == "U002"),
                "{name}"
            );
        }
    });
}

/// One slip (W011) in three items.
const THREE: &str = "様式: 全項目評価書
版: 平成30年5月
基本情報:
  使用するシステム:
    - システムの名称: 貸出システム
      システムの機能: |
        住所えの通知を作る。
    - システムの名称: 宛名システム
      システムの機能: |
        住所えの送付を記録する。
    - システムの名称: 蔵書システム
      システムの機能: |
        住所えの督促を記録する。
";

/// [`THREE`] with an exception above the functions of one of the systems.
fn excepted(n: usize) -> String {
    let mut seen = 0;
    let lines = THREE.lines().map(|line| {
        seen += usize::from(line.contains("システムの機能"));
        let own = line.contains("システムの機能") && seen == n;
        let comment = if own {
            "      # hyokasho: 許可 W011 引用のため\n"
        } else {
            ""
        };
        format!("{comment}{line}\n")
    });
    lines.collect()
}

#[test]
fn a_comment_covers_its_place_and_no_other() {
    for n in 1..=3 {
        let checked = check(&excepted(n), "");
        let slips: Vec<&Diagnostic> = checked
            .diagnostics
            .iter()
            .filter(|d| d.code == "W011")
            .collect();
        let [slip] = slips.as_slice() else {
            panic!("{n}: {slips:?}");
        };
        let items: Vec<&str> = slip.all_places().map(|p| p.item.as_str()).collect();
        let expected = (1..=3)
            .filter(|m| *m != n)
            .map(|m| format!("basic.systems[{m}].functions"));
        assert_eq!(items, expected.collect::<Vec<_>>());
        assert!(slip.message.ends_with("（2か所）"), "{}", slip.message);
        assert_eq!(slip.fix.as_ref().map(|fix| fix.edits.len()), Some(2));
        assert_eq!(reasons(&checked), ["引用のため"]);
        let [gone] = checked.suppressed.as_slice() else {
            panic!()
        };
        assert_eq!(
            gone.diagnostic.primary.item,
            format!("basic.systems[{n}].functions")
        );
        assert_eq!(gone.diagnostic.count, "");
        assert!(
            !codes(&checked)
                .iter()
                .any(|(code, _)| code.starts_with('U'))
        );
    }
}

#[test]
fn one_blank_before_a_comment_to_us_is_enough() {
    let text = |after: &str| {
        format!(
            "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  特記事項: 住所えの通知を送る。{after}\n"
        )
    };
    for after in [
        " # hyokasho: 許可 W011 引用のため",
        " #hyokasho: 許可 W011 引用のため",
        " # hyokasho：許可 W011 引用のため",
        "  # hyokasho: 許可 W011 引用のため",
    ] {
        let checked = check(&text(after), "");
        assert_eq!(codes(&checked), [], "{after}");
        assert_eq!(reasons(&checked), ["引用のため"], "{after}");
    }
    // Where a text goes on, it may be at the end.
    let long = "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  特記事項: \"通知を送る。\n    住所えの通知\" # hyokasho: 許可 W011 引用のため\n";
    assert_eq!(reasons(&check(long, "")), ["引用のため"]);
    // In a list, too; and what addresses nobody is still reported.
    let list = "様式: 全項目評価書\n版: 平成30年5月\n基本情報:\n  使用するシステム:\n    - システムの名称: 貸出システム\n      システムの機能: 住所えの通知の作成 # hyokasho: 許可 W011 引用のため\n";
    assert_eq!(reasons(&check(list, "")).len(), 1);
    let other = check(&text(" # 覚え"), "");
    assert!(codes(&other).contains(&("Y008", Severity::Warning)));
}

#[test]
fn what_was_not_read_or_not_asked_for_makes_no_exception_unused() {
    // A quote that is not closed: what the exception is for may be in the part that was not read.
    let broken = "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  # hyokasho: 許可 S006 接続先は契約の後に決まるため\n  評価書名: \"閉じない\n";
    let found = check(broken, "");
    assert!(
        !codes(&found).iter().any(|(code, _)| *code == "U002"),
        "{:?}",
        codes(&found)
    );
    // Without a version to compare with, C015 does not look.
    let alone = "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  # hyokasho: 許可 C015 誤記のため\n  評価書名: 図書館\n";
    assert_eq!(codes(&check(alone, "")), []);
    // What names no rule is reported all the same.
    let unknown = broken.replace("S006", "X999");
    assert!(codes(&check(&unknown, "")).contains(&("U002", Severity::Warning)));
}

#[test]
fn two_findings_never_share_a_fingerprint_and_moved_lines_keep_theirs() {
    // Invented numbers.
    let text = "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  特記事項: 番号は987654321018及び123456789018（甲である（乙である。\n";
    let prints = |text: &str| {
        let source = Source::new("a.yaml", text);
        let report = FileReport::checked(source, check(text, ""));
        let log: serde_json::Value =
            serde_json::from_str(&sarif::render(&[report], Lang::Ja)).expect("JSON");
        let results = log["runs"][0]["results"]
            .as_array()
            .expect("results")
            .clone();
        let of = |r: &serde_json::Value| {
            let known = r["ruleId"] != "S004";
            known.then(|| format!("{} {}", r["ruleId"], r["partialFingerprints"]))
        };
        results.iter().filter_map(of).collect::<Vec<_>>()
    };
    let first = prints(text);
    assert!(first.len() >= 4, "{first:?}");
    let different: std::collections::BTreeSet<&String> = first.iter().collect();
    assert_eq!(different.len(), first.len(), "{first:?}");
    let moved = text.replace("表紙:\n", "# 覚え\n\n表紙:\n");
    assert_eq!(prints(&moved), first);
}
