//! One cause is one problem: what follows from another problem is not reported again.

use hyokasho::lint::engine::check_text;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::{Severity, Stage};
use hyokasho::source::lang::Lang;
use hyokasho::yaml;

use crate::conform::{ENTRUSTMENT, PROVISION, RISKS, form, missing, problems, under};

#[test]
fn none_marks_may_be_where_nothing_is_asked() {
    let text = under(
        RISKS,
        "特定個人情報の提供・移転:\n  提供・移転しない: ○\n  不適切な方法で提供・移転が行われるリスク:\n    リスクに対する措置の内容: －\n    リスクへの対策は十分か: －\n  その他のリスク及びそのリスクに対する措置: 該当なし",
    );
    assert_eq!(problems(&text), Vec::<String>::new());
    let asked = under(
        RISKS,
        "特定個人情報の提供・移転:\n  不適切な方法で提供・移転が行われるリスク:\n    リスクに対する措置の内容: －\n    リスクへの対策は十分か: －",
    );
    let option = "option files[1].risks.provision.improper_method.sufficient －";
    assert_eq!(problems(&asked), [option]);
    let agency = "表紙:\n  評価実施機関名: 架空市長\n  個人情報保護委員会承認日: －\n評価実施手続:\n  個人情報保護委員会の承認:\n    提出日: －\n    個人情報保護委員会による審査: －\n";
    assert_eq!(problems(agency), Vec::<String>::new());
}

#[test]
fn one_cause_is_one_problem() {
    // A section that is no section says nothing of its items.
    let text = "基本情報:\n  個人番号の利用: 番号法第9条\n";
    assert_eq!(problems(text), ["shape basic.my_number_use Group"]);
    assert!(
        !missing(text, Stage::Publish)
            .iter()
            .any(|id| id.contains("my_number"))
    );
    // A mistyped key is not missing as well.
    let text = "表紙:\n  評価書番合: \"12\"\n";
    assert_eq!(
        problems(text),
        ["unknown 評価書番合 near cover.number meant -"]
    );
    assert!(!missing(text, Stage::Publish).contains(&"cover.number".to_owned()));
    // Nor is one in the wrong place.
    let text = "評価実施手続:\n  公表日: 令和7年4月21日\n表紙:\n  評価書番号: \"12\"\n";
    assert!(!missing(text, Stage::Publish).contains(&"cover.publication_date".to_owned()));
    // A mistyped option may have been the one that asks for the recipients.
    let text = under(
        PROVISION,
        "提供・移転の有無: 提供を行なっている\n提供先:\n  - 名称: a",
    );
    assert_eq!(
        problems(&text),
        ["option files[1].overview.provision.has 提供を行なっている"]
    );
    // A mark that can't be read may mean yes or no.
    let text = under(
        RISKS,
        "特定個人情報の提供・移転:\n  提供・移転しない: いいえ\n  不適切な方法で提供・移転が行われるリスク:\n    リスクに対する措置の内容: 鍵",
    );
    assert_eq!(
        problems(&text),
        ["mark files[1].risks.provision.none いいえ"]
    );
    // What is ruled out is not asked for again inside.
    let text = under(
        ENTRUSTMENT,
        "委託の有無: 委託しない\n委託事項:\n  - 名称: a",
    );
    assert_eq!(
        problems(&text),
        ["not asked files[1].overview.entrustment.items"]
    );
    assert!(
        !missing(&text, Stage::Publish)
            .iter()
            .any(|id| id.contains("entrustment.items"))
    );
    // What slid into the item above it is not missing beside it.
    let text = "表紙:\n  評価書番号:\n    評価書名: a\n";
    assert_eq!(problems(text), ["deep cover.number 1"]);
    let said = missing(text, Stage::Publish);
    assert!(
        !said.contains(&"cover.number".to_owned()) && !said.contains(&"cover.title".to_owned())
    );
    // An entry without its dash is one problem, whatever its keys.
    let text = under(
        ENTRUSTMENT,
        "委託の有無: {選択: 委託する, 件数: 2}\n委託事項:\n  - 名称: a\n    委託内容: a\n    名称: b\n    委託内容: b",
    );
    assert_eq!(
        problems(&text),
        ["dash files[1].overview.entrustment.items 1"]
    );
    // An option as a key is no missing choice.
    let way = "特定個人情報ファイル > リスク対策 > 特定個人情報の使用 > 権限のない者によって不正に使用されるリスク";
    let text = under(
        way,
        "ユーザ認証の管理:\n  行っている:\n  具体的な管理方法: a",
    );
    assert!(
        !missing(&text, Stage::Publish)
            .iter()
            .any(|id| id.contains("user_auth"))
    );
}

#[test]
fn ticks_of_all_shapes_count() {
    for mark in ["○", "〇", "◯"] {
        let text = under(
            RISKS,
            &format!("特定個人情報の提供・移転:\n  提供・移転しない: {mark}"),
        );
        assert_eq!(problems(&text), Vec::<String>::new());
    }
    // The box that rules out a section is itself ruled out: one contradiction, reported at its root.
    let text = under(
        "特定個人情報ファイル",
        "概要:\n  特定個人情報ファイルの取扱いの委託:\n    委託の有無: 委託する\nリスク対策:\n  特定個人情報ファイルの取扱いの委託:\n    委託しない: ○\n    その他の措置の内容: 鍵を掛ける。",
    );
    assert_eq!(
        problems(&text),
        ["not asked files[1].risks.entrustment.none"]
    );
}

#[test]
fn what_could_not_be_read_is_not_missing() {
    let text = "表紙:\n  評価書番号: \"C:\\評\"\n  公表日: x\n基本情報:\n  他の評価実施機関: a\n";
    let document = yaml::read(&Source::new("a.yaml", text), &|key: &str| {
        form().is_key(key)
    });
    assert_eq!(document.unread.len(), 1);
    let missing = missing(text, Stage::Publish);
    assert!(!missing.iter().any(|id| id.starts_with("cover")));
    // What is in other sections was read as a whole.
    assert!(missing.contains(&"basic.office".to_owned()));
    assert!(missing.contains(&"procedure".to_owned()));
}

/// The findings from a warning on: their codes with their lines.
fn findings(text: &str) -> Vec<(&'static str, usize)> {
    let source = Source::new("a.yaml", text);
    let found = check_text(&source, Stage::Draft, Lang::Ja);
    let found = found.iter().filter(|d| d.severity >= Severity::Warning);
    found
        .map(|d| (d.code, source.line_of(d.primary.span.start)))
        .collect()
}

#[test]
fn a_value_in_the_wrong_signs_is_reported_once() {
    let codes = |text: &str| -> Vec<&'static str> {
        findings(text).into_iter().map(|(code, _)| code).collect()
    };
    let number = "基本情報:\n  特定個人情報ファイルを取り扱う事務:\n    対象人数: ";
    assert_eq!(codes(&format!("{number}{{30万人以上}}\n")), ["S005"]);
    assert_eq!(codes(&format!("{number}30万人以上: 約31万人\n")), ["S005"]);
    assert_eq!(codes("表紙:\n  評価実施機関名: [架空市長\n"), ["Y010"]);
    assert_eq!(codes("表紙:\n  公表日: 令和8年4月1日: 予定\n"), ["Y007"]);
}

#[test]
fn a_slip_in_a_table_is_reported_once() {
    let row =
        |n: usize, key: &str| format!("      - 番号: {n}\n        {key}: a\n        内容: b\n");
    let table = |rows: &[String]| format!("別紙:\n  - 題名: 経過\n    表:\n{}", rows.concat());
    // The first row is the wrong one among three.
    let rows = [row(1, "時期"), row(2, "発生時期"), row(3, "発生時期")];
    assert_eq!(findings(&table(&rows)), [("S022", 4)]);
    // The table knows its own keys.
    let rows = [row(1, "発生時期"), row(2, "発生時期")];
    let lost = table(&rows).replacen(
        "時期: a\n        内容: b\n      - 番号: 2\n        発生時期: a",
        "時期: a\n        内容: b\n      - 番号: 2\n        発生時期 a",
        1,
    );
    assert_eq!(findings(&lost), [("Y014", 8)]);
    let head = "別紙:\n  - 題名: 経過\n    表: |\n      | 番号 | 時期 | 内容 | 備考 |\n      |---|---|---|\n";
    let lines = "      | 1 | a | b |\n      | 2 | a | b |\n";
    assert_eq!(findings(&format!("{head}{lines}")), [("S022", 4)]);
}

#[test]
fn a_tab_is_reported_once_wherever_it_is() {
    let example = include_str!("../../assessments/kakuu-yobosesshu.yaml");
    let lines: Vec<&str> = example.lines().collect();
    let is_key =
        |line: &str| line.starts_with(' ') && line.trim_start_matches([' ', '-']).contains(": ");
    // 選択 is in many items, so that one tab may mean several.
    let is_own = |line: &str| line.contains("選択:");
    let places = (0..lines.len()).filter(|n| is_key(lines[*n])).step_by(29);
    let places = places.filter(|n| !is_own(lines[*n]));
    let mut wrong = Vec::new();
    for n in places {
        let tabbed = format!("\t{}", lines[n].trim_start());
        let text = [&lines[..n], &[tabbed.as_str()], &lines[n + 1..]]
            .concat()
            .join("\n");
        let found = findings(&text);
        let cascades = found
            .iter()
            .any(|(code, _)| *code != "Y004" && code.starts_with(['Y', 'S']));
        if cascades {
            wrong.push((n + 1, lines[n].trim(), found.len()));
        }
    }
    assert_eq!(wrong, []);
}
