//! The session of edits, written into 別添３ and verified; then one mistake at a time.

use hyokasho::source::diagnostic::Stage;

use super::super::diff::session::{Session, session};
use super::*;

/// The edited example, with the procedure held again.
fn edited() -> String {
    let (text, _) = session();
    let mut text = Session(text);
    text.replace("開始: 令和7年12月1日", "開始: 令和8年12月1日");
    text.replace("終了: 令和8年1月9日", "終了: 令和9年1月8日");
    text.replace("実施日: 令和8年2月13日", "実施日: 令和9年2月12日");
    text.0
}

/// The other example, which has two files, edited.
fn other_edited() -> String {
    let mut text = Session(OTHER.to_owned());
    for (old, new) in [
        ("公表日: 令和8年4月20日", "公表日: 令和9年4月20日"),
        (
            "口座振込のデータを作成する。",
            "口座振込のデータ及び通知書を作成する。",
        ),
        (
            "設定の変更はデジタル推進課の職員2人で行う",
            "設定の変更はデジタル推進課の職員3人で行う",
        ),
        (
            "リスクへの対策は十分か: 十分である",
            "リスクへの対策は十分か: 特に力を入れている",
        ),
        (
            "着任の日に、事務外の閲覧をしない旨",
            "着任の日及び毎年4月に、事務外の閲覧をしない旨",
        ),
        (
            "申立書の内容を添付書類と照らし",
            "申立書の内容を住民基本台帳と照らし",
        ),
        (
            "係長が毎月1日に権限の一覧を出力し",
            "係長が毎月5日に権限の一覧を出力し",
        ),
        ("研修（90分）を受ける", "研修（120分）を受ける"),
    ] {
        text.replace(old, new);
    }
    // The same words in the second file alone.
    let second = text
        .0
        .find("  - 名称: 監護状況確認ファイル")
        .expect("the second file");
    let option = "リスクへの対策は十分か: 十分である";
    let at = second + text.0[second..].find(option).expect("a rating");
    text.0.replace_range(
        at..at + option.len(),
        "リスクへの対策は十分か: 特に力を入れている",
    );
    text.0
}

/// Both examples with their edits.
fn examples() -> [(&'static str, String); 2] {
    [(EXAMPLE, edited()), (OTHER, other_edited())]
}

/// The findings about 別添３ but for C018: the second office has not held its procedure again.
fn of_rows(old: &str, new: &str) -> Vec<(&'static str, String, String)> {
    let mut found = of_changes(old, new);
    found.retain(|(code, ..)| *code != "C018");
    found
}

#[test]
fn the_second_example_is_covered_too() {
    let new = other_edited();
    let (text, rows) = written(OTHER, &new, None).expect("rows can be written");
    assert!(rows.len() >= 8, "{}", rows.len());
    assert!(
        rows.iter()
            .any(|row| row.item.ends_with("（監護状況確認ファイル）"))
    );
    assert_eq!(of_rows(OTHER, &text), []);
    assert_eq!(others(OTHER, &text), others(OTHER, &new));
    assert!(only_adds(&new, &text));
    let (again, none) = written(OTHER, &text, None).expect("nothing is written");
    assert_eq!((again == text, none), (true, Vec::new()));
}

#[test]
fn what_is_written_covers_the_changes() {
    let new = edited();
    let (text, rows) = written(EXAMPLE, &new, None).expect("rows can be written");
    assert!(rows.len() > 40, "{}", rows.len());
    assert_eq!(of_changes(EXAMPLE, &text), []);
    assert_eq!(others(EXAMPLE, &text), others(EXAMPLE, &new));
    assert!(only_adds(&new, &text));
    let (again, none) = written(EXAMPLE, &text, None).expect("nothing is written");
    assert_eq!((again == text, none), (true, Vec::new()));
    // Without the version before, the table stands for itself.
    let alone =
        hyokasho::lint::engine::check_text(&Source::new("a", text), Stage::Publish, Lang::Ja);
    let of_table: Vec<_> = alone
        .iter()
        .filter(|d| d.code.starts_with('C'))
        .map(|d| (d.code, &d.message))
        .collect();
    assert_eq!(of_table, []);
}

/// The rows of the session, and the file with some of them, changed.
fn with_rows(old: &str, new: &str, change: impl Fn(Vec<Row>) -> Vec<Row>) -> String {
    let (old, new) = (Source::new("old.yaml", old), Source::new("new.yaml", new));
    let (old_tree, new_tree) = (assessment::read(&old), assessment::read(&new));
    let open = |source, tree| Assessment::open(source, tree, Stage::Draft).expect("a known form");
    let (old, new) = (open(&old, &old_tree), open(&new, &new_tree));
    let former = Former::of("old".into(), &old, &new);
    let log = Log::read(&new);
    let coverage = Coverage::of(&former, &log, &new);
    let day = row::day_of_publication(&former, &new).expect("a later 公表日");
    let add = change(row::missing(&former, &coverage, &new, day));
    let plan = Plan {
        add,
        ..Plan::default()
    };
    insert::insert(&new, &log, &plan).expect("rows can be written")
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The rows are tried in this many lots, to save runs.
const LOTS: usize = 2;

#[test]
fn a_row_that_is_taken_out_is_one_finding() {
    for (old, new) in examples() {
        rows_taken_out(old, &new);
    }
}

fn rows_taken_out(old: &str, new: &str) {
    let (_, rows) = written(old, new, None).expect("rows can be written");
    for lot in 0..LOTS {
        let of_lot = |n: usize| n % LOTS == lot;
        let text = with_rows(old, new, |rows| {
            let rows = rows.into_iter().enumerate();
            rows.filter(|(n, _)| !of_lot(*n))
                .map(|(_, row)| row)
                .collect()
        });
        let mut found = of_rows(old, &text);
        for (_, row) in rows.iter().enumerate().filter(|(n, _)| of_lot(*n)) {
            let bare = row.item.split('＜').next().unwrap_or_default();
            let item = without_blanks(bare);
            let is_it = |(code, _, message): &(&str, String, String)| {
                let message = without_blanks(message).replace("※の項目", "");
                let after = message.strip_prefix(&item);
                *code == "C015" && after.is_some_and(|rest| rest.starts_with(['が', 'の', '（']))
            };
            let place = found.iter().position(is_it);
            found.remove(place.unwrap_or_else(|| panic!("{}: {found:#?}", row.item)));
        }
        assert_eq!(found, []);
    }
}

#[test]
fn a_character_that_is_wrong_in_a_row_is_one_finding() {
    for (old, new) in examples() {
        characters_wrong(old, &new);
    }
}

fn characters_wrong(old: &str, new: &str) {
    let (_, rows) = written(old, new, None).expect("rows can be written");
    let is_mark = |line: &str| line.starts_with('（') && line.ends_with('）');
    let wrong = |n: usize, cell: &mut String| {
        let line = cell
            .split('\n')
            .rfind(|line| !is_mark(line))
            .expect("words");
        let start = line.as_ptr() as usize - cell.as_ptr() as usize;
        let middle = line.chars().count() / 2;
        let (at, c) = line.char_indices().nth(middle).expect("a character");
        let sign = sign(n).to_string();
        cell.replace_range(start + at..start + at + c.len_utf8(), &sign);
    };
    let sides: [(Side, &str); 2] = [
        (|row| &mut row.after, "C014"),
        (|row| &mut row.before, "C017"),
    ];
    for (side, code) in sides {
        for lot in 0..LOTS {
            let changed = |n: usize, row: &Row| {
                let cell = side(&mut row.clone()).clone();
                n % LOTS == lot && !cell.lines().all(is_mark)
            };
            let text = with_rows(old, new, |mut rows| {
                for (n, row) in rows.iter_mut().enumerate() {
                    if changed(n, row) {
                        wrong(n, side(row));
                    }
                }
                rows
            });
            let mut found = of_rows(old, &text);
            for (n, row) in rows.iter().enumerate().filter(|(n, row)| changed(*n, row)) {
                let is_it = |(of, words, _): &(&str, String, String)| {
                    *of == code && words.contains(sign(n))
                };
                let place = found.iter().position(is_it);
                found.remove(place.unwrap_or_else(|| panic!("{} {code}: {found:#?}", row.item)));
            }
            assert_eq!(found, [], "{code}");
        }
    }
}

/// One of the two cells of a row.
type Side = fn(&mut Row) -> &mut String;

/// A character of its own for each row, in none of the texts.
fn sign(row: usize) -> char {
    char::from_u32('龐' as u32 + row as u32).expect("a character")
}

#[test]
fn a_digit_that_is_wrong_in_the_body_is_one_finding() {
    let (text, _) = written(EXAMPLE, &edited(), None).expect("rows can be written");
    let edits = [
        // In words that a row has.
        (
            "入退室の記録は5年間保存する",
            "入退室の記録は6年間保存する",
            "C014",
        ),
        (
            "電話　0999-00-5679\n    対応",
            "電話　0999-00-5670\n    対応",
            "C014",
        ),
        (
            "委託先名: 架空入力センター株式会社",
            "委託先名: 架空入力センター2株式会社",
            "C014",
        ),
        // In other words of an item that has a row, and in an item that has none.
        ("満了日まで6か月となった", "満了日まで7か月となった", "C015"),
        ("8日後までに失われる", "9日後までに失われる", "C015"),
        (
            "年1回、再委託先の作業場所",
            "年3回、再委託先の作業場所",
            "C015",
        ),
    ];
    for (old, new, code) in edits {
        assert!(text.contains(old), "{old}");
        let found = of_changes(EXAMPLE, &text.replacen(old, new, 1));
        let codes: Vec<&str> = found.iter().map(|(code, ..)| *code).collect();
        assert_eq!(codes, [code], "{new}: {found:#?}");
    }
}

#[test]
fn a_row_of_what_did_not_change_is_found() {
    let new = edited();
    let text = with_rows(EXAMPLE, &new, |mut rows| {
        let row = rows
            .iter_mut()
            .find(|row| row.item == "Ⅰ１③対象人数")
            .expect("a row");
        row.item = "Ⅰ２システム1②システムの機能".into();
        rows
    });
    let found = of_changes(EXAMPLE, &text);
    let codes: Vec<&str> = found.iter().map(|(code, ..)| *code).collect();
    // The item whose change the row covers is known by its words, and named.
    assert_eq!(codes, ["C016"], "{found:#?}");
}

#[test]
fn a_significant_change_wants_the_procedure_again() {
    let (text, _) = session();
    let (text, _) = written(EXAMPLE, &text, None).expect("rows can be written");
    let found = of_changes(EXAMPLE, &text);
    let named: Vec<_> = found
        .iter()
        .map(|(code, words, _)| (*code, words.trim_end()))
        .collect();
    assert_eq!(named.len(), 1, "{found:#?}");
    assert_eq!(named[0].0, "C018");
    assert!(named[0].1.contains("令和7年12月1日"), "{}", named[0].1);
}
