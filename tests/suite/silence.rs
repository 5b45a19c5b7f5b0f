//! No silence: of every part that is not read an error says so, and which lines it has.

use hyokasho::assessment;
use hyokasho::lint::engine::check_text;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::{Diagnostic, Severity, Stage};
use hyokasho::source::lang::Lang;
use hyokasho::yaml::{Content, Node};

/// In each text, what stands behind a key that is none says 読まれない on every line.
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
        let told: Vec<usize> = found.iter().flat_map(|d| told(&source, d)).collect();
        for (n, line) in text.lines().enumerate() {
            let is_told = told.contains(&(n + 1));
            assert!(is_told || !line.contains("読まれない"), "{line} of\n{text}");
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

/// The lines of which an error tells: its own, and those that it says were not checked.
fn told(source: &Source, finding: &Diagnostic) -> Vec<usize> {
    if finding.severity != Severity::Error {
        return Vec::new();
    }
    let mut lines = vec![source.line_of(finding.primary.span.start)];
    for words in [&finding.primary.message, &finding.help] {
        let Some((before, behind)) = words.split_once("行目から") else {
            continue;
        };
        let first = before.rsplit(|c: char| !c.is_ascii_digit()).next();
        let last = behind.split_once("行目まで").map(|(last, _)| last);
        let line = |digits: Option<&str>| digits.and_then(|d| d.parse::<usize>().ok());
        if let (Some(first), Some(last)) = (line(first), line(last)) {
            lines.extend(first..=last);
        }
    }
    lines
}
