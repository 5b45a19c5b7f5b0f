//! `--fix` on every file that is known to be broken: it ends, brings no new error, and leaves nothing half done.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use hyokasho::japanese::hidden::hidden;
use hyokasho::lint::engine::check_text;
use hyokasho::lint::file_report::FileReport;
use hyokasho::lint::fix::fix_text;
use hyokasho::report::{json, sarif};
use hyokasho::source::Source;
use hyokasho::source::diagnostic::{Diagnostic, Safety, Severity, Stage};
use hyokasho::source::lang::Lang;
use unicode_normalization::UnicodeNormalization;

use crate::breakages::{BASE, each_row};
use crate::rules::each;

const KINDS: [Safety; 2] = [Safety::Safe, Safety::Unsafe];

fn found(text: &str, stage: Stage) -> Vec<Diagnostic> {
    check_text(&Source::new("x.yaml", text), stage, Lang::Ja)
}

pub(crate) fn fixed(text: &str, stage: Stage, kind: Safety) -> String {
    fix_text(text, kind, &|text| found(text, stage)).text
}

/// How many errors there are of each rule.
fn errors(text: &str, stage: Stage) -> BTreeMap<&'static str, usize> {
    let mut errors = BTreeMap::new();
    for d in found(text, stage) {
        if d.severity == Severity::Error {
            *errors.entry(d.code).or_insert(0) += 1;
        }
    }
    errors
}

/// What must hold of the fixed text, whatever was wrong with it.
pub(crate) fn assert_fixed(name: &str, text: &str, stage: Stage) {
    if found(text, stage).iter().all(|d| d.fix.is_none()) {
        return;
    }
    let before = errors(text, stage);
    for kind in KINDS {
        let once = fixed(text, stage, kind);
        for (code, n) in errors(&once, stage) {
            let was = before.get(code).copied().unwrap_or(0);
            assert!(n <= was, "{name}: {kind:?} brings {code}\n{once}");
        }
        let twice = fixed(&once, stage, kind);
        assert_eq!(once, twice, "{name}: {kind:?} leaves something to do");
    }
}

#[test]
fn broken_files_are_fixed_to_the_end_and_get_no_worse() {
    each_row(|name, text, _| assert_fixed(name, text, Stage::Draft));
    each("bad", |code, _, source, stage| {
        assert_fixed(code, source.text(), stage);
    });
}

/// Rules whose fix puts other words in the place of some by design: what they take away is what they are for.
const REPLACES: [&str; 34] = [
    // A wrong name, option, number or date gives way to the right one.
    "S001", "S005", "S010", "S018", "F001", "L003", "L006", "L007", "P006", "P015", "W002", "W003",
    "W021", "W022", "W024", "W026", "W044", "W045", "W012", "X021", "Y014",
    "Y021", // What would not be printed, or is written twice, goes.
    "P005", "S003", "S014", "S019", "W011", "Y017", // Signs that look alike.
    "W005", "W009", "W029", "W030",
    // A list on one line loses the signs between its entries, a conjunction gives way to the other.
    "S021", "W034",
];

/// What a fix brings to light: of a row that covers one change, nothing is left where its number was wrong; a word whose
/// kana were half as wide can be compared with its other spelling.
const FOLLOWS: [(&str, &str); 2] = [("L003", "C004"), ("W005", "W001")];

/// The characters that a fix may take away: signs of the notation, and blanks.
fn is_notation(c: char) -> bool {
    c.is_whitespace() || c.is_control() || c.is_ascii_punctuation() || "：｜＃・●－　".contains(c)
}

/// The characters of a text that another lacks, each as often as it is missing.
fn lost(before: &str, after: &str) -> String {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    after
        .nfkc()
        .for_each(|c| *counts.entry(c).or_default() += 1);
    let missing = |c: &char| match counts.get_mut(c) {
        Some(n) if *n > 0 => {
            *n -= 1;
            false
        }
        _ => true,
    };
    let typed = before
        .nfkc()
        .filter(|c| !is_notation(*c) && hidden(*c).is_none());
    typed.filter(missing).collect()
}

#[test]
fn no_fix_loses_what_was_typed_or_makes_another_finding() {
    let wrong = RefCell::new(String::new());
    let look = |name: &str, text: &str, stage: Stage| {
        let before = found(text, stage);
        if before.iter().all(|d| d.fix.is_none()) {
            return;
        }
        let known = |d: &Diagnostic| before.iter().any(|b| b.code == d.code);
        for kind in KINDS {
            let fixed = fix_text(text, kind, &|text| found(text, stage));
            let codes: Vec<&str> = fixed.made.iter().map(|made| made.code).collect();
            let lost = lost(text, &fixed.text);
            if !lost.is_empty() && !codes.iter().any(|code| REPLACES.contains(code)) {
                let _ = writeln!(wrong.borrow_mut(), "{name} {kind:?} {codes:?} loses {lost}");
            }
            let new = found(&fixed.text, stage);
            let follows = |d: &Diagnostic| {
                let mut made = codes.iter();
                made.any(|code| FOLLOWS.contains(&(*code, d.code)))
            };
            for d in new
                .iter()
                .filter(|d| d.code != "S004" && !known(d) && !follows(d))
            {
                let (code, message) = (d.code, &d.message);
                let _ = writeln!(
                    wrong.borrow_mut(),
                    "{name} {kind:?} {codes:?} makes {code} {message}"
                );
            }
        }
    };
    each_row(|name, text, _| look(name, text, Stage::Draft));
    each("bad", |code, path, source, stage| {
        let name = format!("{code}/{}", path.file_name().unwrap_or_default().display());
        look(&name, source.text(), stage);
    });
    let wrong = wrong.into_inner();
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn lines_that_nothing_is_wrong_with_stay_as_they_are() {
    each_row(|name, text, _| {
        for kind in KINDS {
            let fixed = fixed(text, Stage::Draft, kind);
            let lines: Vec<&str> = fixed.lines().collect();
            let kept = |line: &&str| lines.contains(line);
            let sound = text.lines().filter(|line| BASE.lines().any(|l| l == *line));
            let changed: Vec<&str> = sound.filter(|line| !kept(line)).collect();
            // A text that becomes a block, or a bracket that is closed after it, takes its own line along.
            assert!(changed.len() <= 1, "{name}: {kind:?} changes {changed:?}");
        }
    });
}

#[test]
fn no_fix_shows_an_individual_number() {
    // An invented number.
    let text = "表紙:\n  特記事項: 番号: 1234-5678-9018\n";
    let source = Source::new("x.yaml", text);
    let diagnostics = check_text(&source, Stage::Draft, Lang::Ja);
    let holds = |d: &Diagnostic| d.fix.iter().any(|f| f.edits[0].text.contains("9018"));
    assert!(diagnostics.iter().any(holds), "the fix itself is there");
    let report = [FileReport::of(source, diagnostics)];
    for shown in [json::render(&report), sarif::render(&report, Lang::Ja)] {
        assert!(!shown.contains("9018"), "{shown}");
    }
}

#[test]
fn a_key_that_fell_out_moves_alone() {
    let fix = |from: &str, to: &str| {
        assert_eq!(BASE.matches(from).count(), 1, "{from}");
        fixed(&BASE.replacen(from, to, 1), Stage::Draft, Safety::Unsafe)
    };
    // Its text is deep enough already.
    let block = "    事務の内容: |";
    assert_eq!(fix(block, "  事務の内容: |"), BASE);
    // Its text has come along, and lies as deep as the key below now, which is where it should.
    let text = "  特記事項: |\n    ・接種券の発送は委託する。\n    ①対象: 市内に住む者\n    ②＜通知＞は郵送とする。\n";
    let outdented: String = text.lines().map(|l| format!("{}\n", &l[2..])).collect();
    assert_eq!(fix(text, &outdented), BASE);
}

/// What is in the indentation and is not seen goes with it: else the line would be indented twice.
#[test]
fn an_unseen_character_in_the_indentation_is_fixed_once() {
    let line = "\n        使用の主体:";
    assert!(BASE.contains(line), "the line is there");
    for c in [
        '\u{B}', '\u{C}', '\u{1B}', '\u{200B}', '\u{200E}', '\u{85}', '\u{2028}', '\u{FEFF}',
    ] {
        for lead in [
            format!("{c}        "),
            format!(" {c}       "),
            format!("    {c}    "),
            format!("        {c}"),
        ] {
            let text = BASE.replacen(line, &format!("\n{lead}使用の主体:"), 1);
            let name = lead.escape_debug().to_string();
            assert_fixed(&name, &text, Stage::Draft);
            let fixed = fixed(&text, Stage::Draft, Safety::Unsafe);
            assert_eq!(fixed, BASE, "{name}");
        }
    }
}

#[test]
fn no_fix_swallows_a_line_that_was_not_read() {
    let text = "\
様式: 全項目評価書
版: 平成30年5月
基本情報:
  使用するシステム:
    - システムの名称: 返却システム
      他のシステムとの接続:
        - その他:
          - 予約システム
        （以下は来年度に書く）
          - 督促システム
";
    for kind in KINDS {
        assert!(fixed(text, Stage::Draft, kind).contains("以下は来年度に書く"));
    }
    let found = found(text, Stage::Draft);
    let list = found.iter().find(|finding| finding.code == "S003");
    assert!(list.is_some_and(|finding| finding.fix.is_none()));
}
