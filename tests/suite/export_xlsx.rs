//! What `export --format xlsx` writes: everything, as it is written, in cells that are named; the same on every run.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use calamine::{Data, Reader as _, Xlsx};
use hyokasho::assessment::value::{Period, Table, Value};
use hyokasho::assessment::{self, Assessment};
use hyokasho::intake::cell::{Part, Pin};
use hyokasho::intake::names;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::Stage;

fn export(file: &Path, out: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
    command.arg("export").arg(file).arg("-o").arg(out);
    command.args(arguments).arg("--no-config");
    command.output().expect("hyokasho runs")
}

/// The workbook of a text.
fn workbook(text: &str, arguments: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (folder.path().join("a.yaml"), folder.path().join("a.xlsx"));
    std::fs::write(&file, text).expect("it is written");
    let output = export(&file, &out, arguments);
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    std::fs::read(&out).expect("a workbook")
}

/// The file of a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut text = String::new();
    let mut file = zip.by_name(name).expect("its part");
    file.read_to_string(&mut text).expect("text");
    text
}

/// The texts of the named cells, by their names.
fn named(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let defined = book.defined_names().to_vec();
    let mut sheets = BTreeMap::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).expect("a sheet");
        sheets.insert(name, range);
    }
    let mut texts = BTreeMap::new();
    let of_one = |(name, area): &&(String, String)| name.starts_with("hk.") && !area.contains(',');
    for (name, area) in defined.iter().filter(of_one) {
        let (sheet, cell) = area.rsplit_once('!').expect("a place");
        let (column, row) = cell
            .trim_start_matches('$')
            .split_once('$')
            .expect("a cell");
        let letters = column
            .bytes()
            .fold(0, |n, b| n * 26 + u32::from(b - b'A') + 1);
        let row: u32 = row.parse().expect("a row");
        let range = &sheets[sheet.trim_matches('\'')];
        let text = match range.get_value((row - 1, letters - 1)) {
            Some(Data::String(text)) => text.clone(),
            None | Some(Data::Empty) => String::new(),
            Some(other) => panic!("{name}: {other:?} is no text"),
        };
        texts.insert(name.clone(), text);
    }
    texts
}

/// The text of an item, whichever cells it is in.
fn whole(cells: &BTreeMap<String, String>, id: &str) -> Option<String> {
    let at = |part: Part| {
        let pin = Pin {
            id: id.to_owned(),
            part,
        };
        cells.get(&names::name(&pin)).cloned()
    };
    if let Some(text) = at(Part::Whole) {
        return Some(text);
    }
    let mut text = at(Part::Piece(1))?;
    for n in 2.. {
        if let Some(more) = at(Part::Piece(n)) {
            text = format!("{text}\n{more}");
        } else if let Some(more) = at(Part::Run(n)) {
            text.push_str(&more);
        } else {
            break;
        }
    }
    Some(text)
}

fn check_all(path: &Path, cells: &BTreeMap<String, String>) {
    let bytes = std::fs::read(path).expect("the file is there");
    let source = Source::from_bytes("a.yaml", &bytes).expect("it is text");
    let document = assessment::read(&source);
    let assessment = Assessment::open(&source, &document, Stage::Draft).expect("a form");
    let mut count = 0;
    let mut same = |id: &str, text: &str| {
        let found = whole(cells, id);
        assert_eq!(found.as_deref(), Some(text.trim_end_matches('\n')), "{id}");
        count += 1;
    };
    for field in &assessment.fields {
        let id = &field.id;
        match &field.value {
            Value::Text(text)
            | Value::Choice { text, .. }
            | Value::Check(text)
            | Value::Count(text, _)
            | Value::Date(text, _)
            | Value::Period(Period::Text(text))
            | Value::Table(Table::Markdown(text)) => same(id, &text.text),
            Value::Texts(texts) | Value::Pictures(texts) => {
                for (n, text) in texts.iter().enumerate() {
                    same(&format!("{id}[{}]", n + 1), &text.text);
                }
            }
            Value::Checks(checks) => {
                for checked in checks {
                    let n = checked.option.expect("an option") + 1;
                    assert_eq!(cells[&format!("{}.tick{n}", hk(id))], "○", "{id}");
                    if let Some(detail) = checked.detail {
                        let slot = &cells[&format!("{}.slot{n}", hk(id))];
                        assert_eq!(slot, detail.text.trim_end_matches('\n'), "{id}");
                    }
                }
            }
            Value::Table(Table::Rows(rows)) => {
                for (n, row) in rows.iter().enumerate() {
                    for (place, (key, node)) in row.iter().enumerate() {
                        let cell = |row| &cells[&format!("{}.cell{row}_{}", hk(id), place + 1)];
                        assert_eq!(cell(0), &key.text, "{id}");
                        let text = node.scalar().map_or("", |s| s.text.as_str());
                        assert_eq!(cell(n + 1), text.trim_end_matches('\n'), "{id}");
                    }
                }
            }
            _ => {}
        }
    }
    assert!(count > 100, "{count}");
}

/// The name of an item's cell.
fn hk(id: &str) -> String {
    names::name(&Pin {
        id: id.to_owned(),
        part: Part::Whole,
    })
}

fn examples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments");
    let entries = std::fs::read_dir(folder).expect("the examples");
    let paths = entries.map(|e| e.expect("an entry").path());
    // A record of a review has no layout of its own to be written in.
    paths
        .filter(|p| p.extension().is_some_and(|e| e == "yaml"))
        .filter(|p| !p.to_string_lossy().ends_with("-tenken.yaml"))
        .collect()
}

#[test]
fn every_text_of_every_example_is_in_a_cell_of_its_name_the_same_each_time() {
    for path in examples() {
        let folder = tempfile::tempdir().expect("a folder");
        let made = ["a.xlsx", "b.xlsx"].map(|name| {
            let out = folder.path().join(name);
            let output = export(&path, &out, &[]);
            assert!(output.status.success(), "{output:?}");
            std::fs::read(out).expect("a workbook")
        });
        assert!(made[0] == made[1], "{}: other bytes", path.display());
        check_all(&path, &named(&made[0]));
    }
}

#[test]
fn text_is_text_and_nothing_else() {
    let text = r#"様式: 全項目評価書
表紙:
  評価書番号: "012"
  評価書名: '=HYPERLINK("http://example.com","x")'
  特記事項: "<r>&_x0041_ \x01 +1 -1 @A1"
基本情報:
  特定個人情報ファイルを取り扱う事務:
    事務の名称: "<r><t>印</t></r>"
    事務の内容: "1行目\n\n  3行目\n"
"#;
    let bytes = workbook(text, &[]);
    let cells = named(&bytes);
    let cell = |id: &str| cells[&hk(id)].as_str();
    assert_eq!(cell("cover.number"), "012");
    assert_eq!(
        cell("cover.title"),
        "=HYPERLINK(\"http://example.com\",\"x\")"
    );
    assert_eq!(cell("basic.office.name"), "<r><t>印</t></r>");
    assert_eq!(cell("basic.office.content"), "1行目\n\n  3行目");
    let strings = part(&bytes, "xl/sharedStrings.xml");
    assert!(strings.contains("&lt;r&gt;&amp;_x005F_x0041_ _x0001_ +1 -1 @A1"));
    for sheet in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
        let sheet = part(&bytes, sheet);
        assert!(!sheet.contains("<f>") && sheet.contains("<sheetProtection"));
        assert!(!sheet.contains("password="));
    }
    assert!(
        part(&bytes, "xl/styles.xml").contains("formatCode=\"@\"") || {
            // The format of text has a number of its own.
            part(&bytes, "xl/styles.xml").contains("numFmtId=\"49\"")
        }
    );
}

#[test]
fn a_text_longer_than_a_cell_is_in_several() {
    let long = format!(
        "{}\n\n{}",
        "あ".repeat(40_000),
        "句点のある文です。".repeat(500)
    );
    let quoted = long.replace('\n', "\\n");
    let text = format!("様式: 全項目評価書\n表紙:\n  特記事項: \"{quoted}\"\n");
    let cells = named(&workbook(&text, &[]));
    let found = whole(&cells, "cover.special_notes");
    assert!(found.is_some_and(|found| found == long));
    assert!(cells.len() > 10);
}

#[test]
fn what_the_form_does_not_print_stays_in_the_office() {
    let text = "様式: 全項目評価書\n判断の前提:\n  見直し日: 令和8年4月1日\n検査の例外:\n- 規則: S006\n  理由: 内輪の話\n";
    let cells = named(&workbook(text, &[]));
    assert_eq!(cells[&hk("exceptions[1].reason")], "内輪の話");
    assert_eq!(cells[&hk("premises.review_date")], "令和8年4月1日");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.yaml");
    std::fs::write(&file, text).expect("it is written");
    let out = folder.path().join("a.xlsx");
    let held = export(&file, &out, &["--stage", "publish"]);
    assert_eq!(held.status.code(), Some(1));
    assert!(!out.exists());
    let forced = export(&file, &out, &["--stage", "publish", "--force-draft"]);
    assert!(forced.status.success());
    let bytes = std::fs::read(&out).expect("a workbook");
    assert!(!part(&bytes, "xl/sharedStrings.xml").contains("内輪の話"));
    assert!(part(&bytes, "xl/worksheets/sheet1.xml").contains("素案"));
}

#[test]
fn a_file_that_nobody_may_see_is_not_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.yaml");
    let out = folder.path().join("a.xlsx");
    std::fs::write(&file, "表紙:\n  特記事項: 個人番号は123456789018です\n")
        .expect("it is written");
    let held = export(&file, &out, &[]);
    assert_eq!(held.status.code(), Some(1), "{held:?}");
    assert!(!out.exists());
    let said = String::from_utf8_lossy(&held.stdout);
    assert!(said.contains("個人番号") && !said.contains("123456789018"));
}

#[test]
fn no_row_is_higher_than_excel_allows_and_every_sheet_has_a_name_it_takes() {
    for path in examples() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("a.xlsx");
        assert!(export(&path, &out, &[]).status.success());
        let bytes = std::fs::read(&out).expect("a workbook");
        let book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).expect("a workbook");
        for (n, name) in book.sheet_names().iter().enumerate() {
            assert!(name.encode_utf16().count() <= 31);
            let sheet = part(&bytes, &format!("xl/worksheets/sheet{}.xml", n + 1));
            for height in sheet.split(" ht=\"").skip(1) {
                let height: f64 = height
                    .split('"')
                    .next()
                    .unwrap_or("")
                    .parse()
                    .expect("points");
                assert!(height <= 409.5, "{name}: {height}");
            }
        }
    }
}

#[test]
fn what_is_printed_twice_is_written_once() {
    let name = "長い名称。".repeat(300);
    let text = format!("様式: 全項目評価書\n特定個人情報ファイル:\n- 名称: {name}\n");
    let cells = named(&workbook(&text, &[]));
    let found = whole(&cells, "files[1].name");
    assert_eq!(found.as_deref(), Some(name.as_str()));
    let printed = |id: &str| {
        let part = Part::Printed;
        let id = id.to_owned();
        &cells[&names::name(&Pin { id, part })]
    };
    assert_eq!(printed("files[1].name"), &name);
    assert_eq!(printed("basic.file_names"), &name);
}
