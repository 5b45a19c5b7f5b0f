//! `import`: our own exports come back as the same tree; nothing of a source is lost, however damaged it is; what an officer
//! sees and what is never written over.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use fastrand::Rng;
use hyokasho::assessment::newest_form;
use hyokasho::form::ItemKind;
use hyokasho::intake::cell::{Book, Cell};
use hyokasho::intake::conserve::{Balance, balance};
use hyokasho::intake::draft::{Content, Draft, Key};
use hyokasho::intake::read::{Read, read};
use hyokasho::intake::{align, values};
use hyokasho::japanese::notation::fold;
use hyokasho::yaml::{Content as Node, parse};
use tempfile::TempDir;

use crate::outside::named;

/// A folder of assessments as a converter gives them, which are nobody's to copy.
const SOURCES: &str = "HYOKASHO_SOURCES";

fn run(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
    command.args(arguments).current_dir(folder);
    command.output().expect("hyokasho runs")
}

fn said(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    format!("{out}{err}")
}

fn examples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments");
    let entries = std::fs::read_dir(folder).expect("the examples");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    // A record of a review is not exported.
    paths.retain(|path| !path.to_string_lossy().ends_with("-tenken.yaml"));
    paths.sort();
    paths
}

/// A folder with an export of an example in it.
fn exported(path: &Path, format: &str) -> (TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let name = format!("評価書.{format}");
    let file = path.display().to_string();
    let output = run(
        &["export", &file, "--format", format, "-o", &name],
        folder.path(),
    );
    assert!(output.status.success(), "{}", said(&output));
    (folder, name)
}

/// The tree of a text as paths with their texts; what is blank is left out.
fn tree(text: &str) -> BTreeMap<String, String> {
    fn walk(node: &hyokasho::yaml::Node, path: &str, out: &mut BTreeMap<String, String>) {
        match &node.content {
            Node::Blank => {}
            Node::Scalar(scalar) => {
                let text = scalar.text.trim_end_matches('\n');
                if !text.trim().is_empty() {
                    out.insert(path.to_owned(), text.to_owned());
                }
            }
            Node::Map(entries) => {
                for entry in entries {
                    walk(&entry.value, &format!("{path}/{}", entry.key.text), out);
                }
            }
            Node::Seq(nodes) => {
                for (number, node) in nodes.iter().enumerate() {
                    walk(node, &format!("{path}[{number}]"), out);
                }
            }
        }
    }
    let document = parse::parse(text, &hyokasho::yaml::edit::OffsetMap::identity());
    let mut out = BTreeMap::new();
    walk(&document.root, "", &mut out);
    out
}

#[test]
fn our_exports_come_back_as_the_same_tree() {
    for path in examples() {
        let text = std::fs::read_to_string(&path).expect("an example");
        for format in ["xlsx", "docx"] {
            let (folder, name) = exported(&path, format);
            let output = run(&["import", &name], folder.path());
            assert_eq!(output.status.code(), Some(0), "{}", said(&output));
            let written = std::fs::read_to_string(folder.path().join("評価書.yaml"));
            let written = written.expect("it is written");
            assert_eq!(tree(&written), tree(&text), "{} {format}", path.display());
            assert!(!written.contains("# 取込"), "{format}");
        }
    }
}

/// An export of an example whose 実施日 is a holiday.
fn with_a_holiday(format: &str) -> (TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments/kakuu-yobosesshu.yaml");
    let text = std::fs::read_to_string(path).expect("an example");
    let text = text.replace("実施日: 令和7年11月4日", "実施日: 令和7年11月3日");
    std::fs::write(folder.path().join("a.yaml"), text).expect("a file");
    let name = format!("評価書.{format}");
    let output = run(
        &["export", "a.yaml", "--format", format, "-o", &name],
        folder.path(),
    );
    assert!(output.status.success(), "{}", said(&output));
    (folder, name)
}

#[test]
fn what_is_found_in_a_workbook_is_told_by_its_cells() {
    for (format, sign) in [("xlsx", "!"), ("docx", "段落目")] {
        let (folder, name) = with_a_holiday(format);
        let check = |arguments: &[&str]| {
            let all = [&["check", &name, "--stage", "review"], arguments].concat();
            run(&all, folder.path())
        };
        let found = check(&["--format", "json"]);
        let found: serde_json::Value = serde_json::from_slice(&found.stdout).expect("JSON");
        let found = found["diagnostics"].as_array().expect("findings");
        let holiday = found
            .iter()
            .find(|d| d["code"] == "P014")
            .expect("the holiday");
        let place = holiday["place"].as_str().expect("a place").to_owned();
        assert!(place.contains(sign), "{place}");
        assert!(found.iter().all(|d| d.get("fix").is_none()));
        for (format, head) in [
            ("human", format!("╭─[{name} {place}]")),
            (
                "github",
                format!("::notice file={name},title=P014 Ⅵ１①::{place}%0A"),
            ),
            ("junit", format!("{name} {place}\n")),
            ("sarif", format!("\"text\": \"{place}\"")),
        ] {
            let shown = said(&check(&["--format", format]));
            assert!(shown.contains(&head), "{format} {head}: {shown}");
            // A log tells of all rules, whose texts show YAML.
            let of_yaml = [
                format!("{name}:"),
                "実施日: ".to_owned(),
                "--fix".to_owned(),
            ];
            let has = |words: &&String| format != "sarif" && shown.contains(words.as_str());
            assert_eq!(of_yaml.iter().find(has), None, "{format}: {shown}");
        }
        let fixed = check(&["--fix"]);
        assert_eq!(fixed.status.code(), Some(2));
        assert!(said(&fixed).contains("hyokasho import"), "{}", said(&fixed));
        let rows = run(&["changelog", &name, "--base", "a.yaml"], folder.path());
        assert_eq!(rows.status.code(), Some(2));
        assert!(
            said(&rows).contains("YAML のファイルではない"),
            "{}",
            said(&rows)
        );
    }
}

/// What a book says, read as one of an office that names no cell.
fn drafted(book: &Book) -> Draft {
    let form = newest_form().expect("a form");
    values::draft(book, form, &align::align(book, form))
}

fn book(name: &str, bytes: &[u8]) -> Book {
    match read(name, bytes, &[]).expect("it can be read") {
        Read::Book(book) => book,
        Read::Yaml(_) => panic!("{name}: cells are wanted"),
    }
}

/// The cells of an export as an office would have typed them.
fn nameless(path: &Path, format: &str) -> Book {
    let (folder, name) = exported(path, format);
    let bytes = std::fs::read(folder.path().join(&name)).expect("an export");
    let mut book = book(&name, &bytes);
    book.cells.iter_mut().for_each(|cell| cell.pin = None);
    book.cells.retain(|cell| !cell.text.trim().is_empty());
    book
}

/// A book with some of its cells dropped, swapped, joined, cut or repeated.
fn damaged(book: &Book, rng: &mut Rng) -> Book {
    let mut cells = book.cells.clone();
    for _ in 0..rng.usize(1..12) {
        let at = rng
            .usize(..cells.len().max(1))
            .min(cells.len().saturating_sub(1));
        match rng.u8(..6) {
            0 => {
                // Pages that are lost.
                let end = (at + rng.usize(1..40)).min(cells.len());
                cells.drain(at..end);
            }
            1 if cells.len() > 1 => {
                let other = rng.usize(..cells.len());
                cells.swap(at, other);
            }
            2 if at + 1 < cells.len() => {
                let joined = cells.remove(at + 1);
                cells[at]
                    .text
                    .push_str(if rng.bool() { "\n" } else { "　" });
                cells[at].text.push_str(&joined.text);
            }
            3 if at < cells.len() => {
                let text = cells[at].text.clone();
                let half = text.chars().count() / 2;
                let cut = text.char_indices().nth(half).map_or(0, |(at, _)| at);
                cells[at].text.truncate(cut);
                let rest = Cell {
                    text: text[cut..].to_owned(),
                    ..cells[at].clone()
                };
                cells.insert(at + 1, rest);
            }
            4 if at < cells.len() => cells.insert(at, cells[at].clone()),
            _ if at < cells.len() => {
                let words = [
                    "追記",
                    "[○]紙（端末）",
                    "＜選択肢＞",
                    "46108",
                    "その他（",
                    "☐",
                ];
                cells[at]
                    .text
                    .push_str(rng.choice(words).unwrap_or_default());
            }
            _ => {}
        }
    }
    Book {
        cells,
        ..book.clone()
    }
}

fn nothing_is_lost(book: &Book, what: &str) {
    let draft = drafted(book);
    let balance = balance(book, &draft);
    assert_eq!(balance, Balance::default(), "{what}");
}

#[test]
fn nothing_is_lost_of_damaged_copies() {
    // Each takes a tenth of a second without optimisation.
    let copies = if cfg!(debug_assertions) { 30 } else { 1000 };
    let mut books: Vec<(String, Book)> = Vec::new();
    for (path, format) in examples()
        .iter()
        .zip(["xlsx", "docx", "xlsx", "docx", "xlsx"])
    {
        books.push((
            format!("{} {format}", path.display()),
            nameless(path, format),
        ));
    }
    for (name, book) in sources() {
        books.push((name, book));
    }
    for (name, book) in &books {
        nothing_is_lost(book, name);
        let mut rng = Rng::with_seed(36);
        for copy in 0..copies / books.len() + 1 {
            let damaged = damaged(book, &mut rng);
            nothing_is_lost(&damaged, &format!("{name}, copy {copy}"));
        }
    }
}

/// The sources of the folder that the variable names.
fn sources() -> Vec<(String, Book)> {
    let Some(folder) = named(SOURCES) else {
        return Vec::new();
    };
    let entries = std::fs::read_dir(folder).expect("the folder").flatten();
    let files = entries.map(|entry| entry.path());
    let texts = files.filter(|path| path.to_string_lossy().ends_with(".source.txt"));
    let books = texts.map(|path| {
        let name = path.display().to_string();
        let bytes = std::fs::read(&path).expect("a source");
        let book = book(&name, &bytes);
        (name, book)
    });
    books.collect()
}

#[test]
fn an_export_without_names_is_read_by_its_labels() {
    let form = newest_form().expect("a form");
    let (mut all, mut right, mut wrong_and_sure) = (0, 0, 0);
    let mut misread = String::new();
    for path in examples() {
        let (folder, name) = exported(&path, "xlsx");
        let bytes = std::fs::read(folder.path().join(&name)).expect("an export");
        let truth = drafted(&book(&name, &bytes));
        let found = drafted(&nameless(&path, "xlsx"));
        let is_counted = |(item, _): &&Key| {
            let item = &form.items[*item];
            let kinds = [
                ItemKind::Text,
                ItemKind::TextText,
                ItemKind::Choice,
                ItemKind::ChoiceText,
            ];
            let outside = [
                "changes",
                "annexes",
                "flow_figure",
                "files[].records",
                "form",
                "edition",
            ];
            kinds.contains(&item.kind) && !outside.iter().any(|id| item.id.starts_with(id))
        };
        for key in truth.values.keys().filter(is_counted) {
            let (Content::Text(wanted), found) =
                (&truth.values[key].content, found.values.get(key))
            else {
                continue;
            };
            all += 1;
            let is_right = found.is_some_and(
                |found| matches!(&found.content, Content::Text(text) if fold(text) == fold(wanted)),
            );
            right += usize::from(is_right);
            if !is_right {
                let sure = found.is_some_and(|found| found.doubts.is_empty());
                wrong_and_sure += usize::from(sure);
                let id = &form.items[key.0].id;
                let _ = writeln!(misread, "{} {id} {:?} sure: {sure}", path.display(), key.1);
            }
        }
    }
    println!("{right} of {all}, {wrong_and_sure} wrong and sure\n{misread}");
    assert!(right * 100 >= all * 95, "{right} of {all}\n{misread}");
    assert!(
        wrong_and_sure * 100 <= all,
        "{wrong_and_sure} of {all}\n{misread}"
    );
}

const PAGE: &str = "<html><body><h1>特定個人情報保護評価書（全項目評価書）</h1><table>\
    <tr><td>評価書番号</td><td>評価書名</td></tr><tr><td>7</td><td>図書の貸出に関する事務　全項目評価書</td></tr>\
    <tr><td>評価実施機関名</td><td>架空市長</td></tr><tr><td>公表日</td><td>令和8年春</td></tr></table>\
    <h2>Ⅰ　基本情報</h2><table><tr><td>①事務の名称</td><td>図書の貸出に関する事務</td></tr>\
    <tr><td>③対象人数</td><td>[ 1万人以上10万人未満 ] ＜選択肢＞ 1) 1,000人未満 2) 1,000人以上1万人未満 \
    3) 1万人以上10万人未満 4) 10万人以上30万人未満 5) 30万人以上</td></tr></table>\
    <h2>Ⅳ　その他のリスク対策</h2><table><tr><td>３．その他のリスク対策</td><td>なし</td></tr></table>\
    <h2>Ⅴ　開示請求、問合せ</h2><table><tr><td>①請求先</td><td>架空市総務課</td></tr></table></body></html>";

#[test]
fn an_officer_sees_what_to_look_at() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("評価書.html"), PAGE).expect("a page");
    let output = run(&["import", "評価書.html"], folder.path());
    let report = said(&output);
    assert_eq!(output.status.code(), Some(1), "{report}");
    for words in [
        "評価書.html を取り込みました",
        "確かめる記載  1",
        "表紙　公表日",
        "日付として読めない",
        "見つからない章",
        "次は: hyokasho check 評価書.yaml",
    ] {
        assert!(report.contains(words), "{words}\n{report}");
    }
    let written = std::fs::read_to_string(folder.path().join("評価書.yaml")).expect("written");
    assert!(written.contains("  # 取込: 要確認（"), "{written}");
    assert!(
        written.contains("    対象人数: 1万人以上10万人未満\n"),
        "{written}"
    );
    // The same again would write over what may have been mended.
    let again = run(&["import", "評価書.html"], folder.path());
    assert_eq!(again.status.code(), Some(2), "{}", said(&again));
    let json = run(
        &["import", "評価書.html", "-o", "-", "--report", "json"],
        folder.path(),
    );
    assert_eq!(String::from_utf8_lossy(&json.stdout), written);
    let report: serde_json::Value = serde_json::from_slice(&json.stderr).expect("JSON");
    assert_eq!(
        report["assessments"][0]["doubts"][0]["id"],
        "cover.publication_date"
    );
    assert_eq!(report["assessments"][0]["sure"], false);
    // `check` says what is left to be looked at, and the comment is gone once the officer has.
    let check = said(&run(&["check", "評価書.yaml"], folder.path()));
    assert!(check.contains("S025"), "{check}");
}

#[test]
fn check_and_diff_read_what_import_reads() {
    let path = &examples()[3];
    let (folder, name) = exported(path, "xlsx");
    let yaml = path.display().to_string();
    let check = run(&["check", &name, "--no-config"], folder.path());
    assert_eq!(check.status.code(), Some(0), "{}", said(&check));
    let diff = run(&["diff", &yaml, &name, "--lang", "en"], folder.path());
    assert!(said(&diff).contains("do not differ"), "{}", said(&diff));
    let before = std::fs::read(folder.path().join(&name)).expect("the workbook");
    run(
        &["check", "--fix=unsafe", &name, "--no-config"],
        folder.path(),
    );
    assert_eq!(
        std::fs::read(folder.path().join(&name)).expect("it is there"),
        before
    );
    let own = run(&["import", &yaml], folder.path());
    assert_eq!(own.status.code(), Some(2));
    assert!(
        said(&own).contains("取り込む必要はありません"),
        "{}",
        said(&own)
    );
    std::fs::write(folder.path().join("空.txt"), "買い物\n牛乳\n").expect("a text");
    let none = run(&["import", "空.txt"], folder.path());
    assert_eq!(none.status.code(), Some(2), "{}", said(&none));
    assert!(!folder.path().join("空.yaml").exists());
}

#[test]
fn two_assessments_in_one_file_become_two_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let two = format!("{PAGE}{}", PAGE.replace("<td>7</td>", "<td>8</td>"));
    std::fs::write(folder.path().join("二つ.html"), two).expect("a page");
    let output = run(&["import", "二つ.html"], folder.path());
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("written");
    assert!(
        read("二つ.yaml").contains("評価書番号: \"7\""),
        "{}",
        said(&output)
    );
    assert!(read("二つ-2.yaml").contains("評価書番号: \"8\""));
    let check = run(&["check", "二つ.html"], folder.path());
    assert_eq!(check.status.code(), Some(2), "{}", said(&check));
}
