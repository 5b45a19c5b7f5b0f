//! No silence: of every part that is not read an error says so, and which lines it has.

mod every_item;

use hyokasho::assessment;
use hyokasho::lint::engine::check_text;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::{Diagnostic, Severity, Stage};
use hyokasho::source::lang::Lang;
use hyokasho::yaml::{Content, Node};

/// In each text, what follows a key that is none says 読まれない on every line.
const NOT_READ: [&str; 14] = [
    // A map, a list or a text in the place of a key.
    "? 読まれない:\n      - 名: 読まれない\n    読まれない: い\n",
    "? - 読まれない\n  - 読まれない\n: 読まれない\n",
    "? [読まれない,\n  読まれない]\n:\n  - 読まれない\n  - 読まれない: い\n",
    "表紙:\n  ? {読まれない: い}\n  :\n    読まれない: い\n    読まれない: ろ\n  公表日: 令和6年4月1日\n",
    "表紙:\n  ? |\n    公表日\n  : 令和6年4月1日\n  ? 読まれない:\n      読まれない\n",
    // Nothing in its place.
    "表紙:\n  公表日: 令和6年4月1日\n  ?\n  : 読まれない\n",
    "表紙:\n  &x : 読まれない\n  公表日: 令和6年4月1日\n",
    // What another place is to be copied to.
    "表紙:\n  *読まれない :\n    あ: 読まれない\n    い: 読まれない\n  公表日: 令和6年4月1日\n",
    "<<: |-\n   読まれない\n   読まれない\n表紙:\n  公表日: 令和6年4月1日\n",
    "<< :\n  読まれない: い\n  読まれない: ろ\n",
    "表紙:\n  <<:\n    - 読まれない\n    - {あ: 読まれない}\n  公表日: 令和6年4月1日\n",
    // Reading stops before they end.
    "基本情報:\n  ? 読まれない:\n      - 名: 読まれない\n     読まれない: は\n    読まれない\n表紙:\n  公表日: い\n",
    "変更箇所:\n ?  -\n      読まれない: い\n    読まれない: ろ\n    読まれない: は\n",
    "<<:\n   - 読まれない\n  - 読まれない: い\n  読まれない\n",
];

#[test]
fn of_what_is_not_read_an_error_names_the_lines() {
    for text in NOT_READ {
        let text = format!("様式: 全項目評価書\n版: 平成30年5月\n{text}");
        let source = Source::new("a.yaml", text.as_str());
        let document = assessment::read(&source);
        assert!(!document.unread.is_empty(), "{text}");
        let mut read = Vec::new();
        texts(&document.root, &mut read);
        let read = read.iter().find(|words| words.contains("読まれない"));
        assert_eq!(read, None, "{text}");
        let found = check_text(&source, Stage::Draft, Lang::Ja);
        let named: Vec<usize> = found.iter().flat_map(|d| lines_of(&source, d)).collect();
        for (n, line) in text.lines().enumerate() {
            let is_named = named.contains(&(n + 1));
            assert!(
                is_named || !line.contains("読まれない"),
                "{line} of\n{text}"
            );
        }
    }
}

#[test]
fn what_was_read_before_reading_stopped_is_checked() {
    let texts = [
        "特定個人情報ファイル:\n  - 名称: い\n    概要:\n      特定個人情報の入手・使用:\n        入手方法:\n          - 木簡\n        \"a\\q\": い\n表紙:\n",
        "特定個人情報ファイル:\n  - 名称: い\n    概要:\n      特定個人情報の入手・使用:\n        入手方法:\n          - 木簡\n          - \"\\q\"\n表紙:\n",
    ];
    for text in texts {
        let text = format!("様式: 全項目評価書\n版: 平成30年5月\n{text}");
        let source = Source::new("a.yaml", text.as_str());
        let found = check_text(&source, Stage::Draft, Lang::Ja);
        let of_option = |d: &Diagnostic| d.code == "S005" && d.message.contains("木簡");
        assert!(found.iter().any(of_option), "{text}");
    }
}

/// Values whose keys the form knows, and which it has no room for: each says 余り.
const TOO_MUCH: [&str; 8] = [
    "その他のリスク対策:\n  従業者に対する教育・啓発:\n    従業者に対する教育・啓発:\n      - 余り\n",
    "その他のリスク対策:\n  従業者に対する教育・啓発:\n    選択: 十分に行っている\n    従業者に対する教育・啓発: 余り\n",
    "その他のリスク対策:\n  従業者に対する教育・啓発:\n    従業者に対する教育・啓発: 十分に行っている\n    従業者に対する教育・啓発: 余り\n",
    "その他のリスク対策:\n  従業者に対する教育・啓発:\n    選択: 十分に行っている\n    従業者に対する教育・啓発:\n      選択: 余り\n",
    "特定個人情報ファイル:\n  - 名称: い\n    概要:\n      特定個人情報ファイルの取扱いの委託:\n        委託事項:\n          - 委託事項名: あ\n            再委託: 余り\n",
    "特定個人情報ファイル:\n  - 名称: い\n    概要:\n      特定個人情報ファイルの取扱いの委託:\n        委託事項:\n          - 委託事項名: あ\n            再委託: [余り]\n",
    "特定個人情報ファイル:\n  - 名称: い\n    概要:\n      特定個人情報ファイルの取扱いの委託:\n        委託事項:\n          - 委託事項名: あ\n        委託事項2: {委託事項名: 余り}\n",
    "基本情報:\n  システム1: {システムの名称: 余り}\n  使用するシステム:\n    - システムの名称: い\n",
];

#[test]
fn what_the_form_has_no_room_for_is_reported_once() {
    for text in TOO_MUCH {
        let text = format!("様式: 全項目評価書\n版: 平成30年5月\n{text}");
        let source = Source::new("a.yaml", text.as_str());
        let found = check_text(&source, Stage::Draft, Lang::Ja);
        let errors = found.iter().filter(|d| d.severity == Severity::Error);
        let places = errors.map(|d| {
            let related = d.related.iter().map(|label| label.span);
            let spans = [d.primary.span].into_iter().chain(related);
            spans
                .map(|span| source.line_of(span.start))
                .collect::<Vec<_>>()
        });
        let places: Vec<_> = places.collect();
        let line = text.lines().position(|line| line.contains("余り"));
        let is_named = |lines: &Vec<usize>| lines.contains(&line.map_or(0, |n| n + 1));
        assert!(
            places.len() == 1 && places.iter().all(is_named),
            "{places:?} of\n{text}"
        );
    }
}

#[test]
fn a_list_without_entries_is_written_as_numbers() {
    let text = "様式: 全項目評価書\n版: 平成30年5月\n基本情報:\n  使用するシステム:\n  システム1: {システムの名称: い}\n  システム2: {システムの名称: ろ}\n";
    let source = Source::new("a.yaml", text);
    let document = assessment::read(&source);
    let read = assessment::Assessment::open(&source, &document, Stage::Draft);
    let Ok(read) = read else {
        panic!("the edition is there");
    };
    assert_eq!(read.entries("basic.systems"), 2);
}

fn texts<'n>(node: &'n Node, found: &mut Vec<&'n str>) {
    match &node.content {
        Content::Blank => {}
        Content::Scalar(scalar) => found.push(&scalar.text),
        Content::Map(entries) => entries.iter().for_each(|entry| {
            found.push(&entry.key.text);
            texts(&entry.value, found);
        }),
        Content::Seq(nodes) => nodes.iter().for_each(|node| texts(node, found)),
    }
}

/// The lines that an error names: its own, and those that it says were not checked.
fn lines_of(source: &Source, finding: &Diagnostic) -> Vec<usize> {
    if finding.severity != Severity::Error {
        return Vec::new();
    }
    let mut lines = vec![source.line_of(finding.primary.span.start)];
    for words in [&finding.primary.message, &finding.help] {
        let Some((before, after)) = words.split_once("行目から") else {
            continue;
        };
        let first = before.rsplit(|c: char| !c.is_ascii_digit()).next();
        let last = after.split_once("行目まで").map(|(last, _)| last);
        let line = |digits: Option<&str>| digits.and_then(|d| d.parse::<usize>().ok());
        if let (Some(first), Some(last)) = (line(first), line(last)) {
            lines.extend(first..=last);
        }
    }
    lines
}
