//! The redline: nothing that changed is missing, nothing that was written steers it, and people find their way.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use hyokasho::compare::diff::{Change, Content, Diff, TextDiff};
use tempfile::TempDir;

use crate::diff::session::session;
use crate::diff::{EXAMPLE, compared};
use crate::git::git;
use crate::outputs::{missing_from, squeezed, text_of_html};

/// Two versions on the disk, and room for what is made of them.
struct Versions {
    folder: TempDir,
}

impl Versions {
    fn of(old: &str, new: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let versions = Versions { folder };
        fs::write(versions.path("old.yaml"), old).expect("a file");
        fs::write(versions.path("new.yaml"), new).expect("a file");
        versions
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, args: &[&str]) {
        let output = Command::new(env!("CARGO_BIN_EXE_hyokasho"))
            .args(args)
            .current_dir(self.folder.path())
            .output()
            .expect("hyokasho runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code().is_some_and(|code| code < 2), "{said}");
    }

    fn page(&self) -> String {
        self.run(&["diff", "old.yaml", "new.yaml", "--format", "html"]);
        fs::read_to_string(self.path("out/new.redline.html")).expect("the page")
    }
}

/// All texts that a redline has to show.
fn texts(diff: &Diff) -> Vec<String> {
    let mut texts = diff.unchanged.clone();
    for change in &diff.changes {
        texts.push(change.name());
        if change.follows {
            let places = [&change.old, &change.new].into_iter().flatten();
            let lines = places.flat_map(|p| p.text.lines().map(ToOwned::to_owned));
            texts.extend(lines.collect::<Vec<_>>());
        } else {
            inside(change, &mut texts);
        }
    }
    texts
}

fn inside(change: &Change, texts: &mut Vec<String>) {
    match &change.content {
        Content::Text { paragraphs } => words(paragraphs, texts),
        Content::Choice => {
            let places = [&change.old, &change.new].into_iter().flatten();
            texts.extend(places.map(|p| p.text.clone()));
        }
        Content::Checks {
            added,
            removed,
            details,
        } => {
            texts.extend(added.iter().chain(removed).cloned());
            for detail in details {
                texts.push(detail.option.clone());
                words(&detail.paragraphs, texts);
            }
        }
        Content::Items { added, removed } => texts.extend(added.iter().chain(removed).cloned()),
        Content::Table {
            added_columns,
            removed_columns,
            rows,
        } => {
            texts.extend(added_columns.iter().chain(removed_columns).cloned());
            for row in rows {
                texts.push(row.name.clone());
                for cell in &row.cells {
                    texts.push(cell.column.clone());
                    words(&cell.paragraphs, texts);
                }
            }
        }
        Content::Entry { parts } => {
            for part in parts {
                texts.extend([part.label.clone(), part.text.clone()]);
            }
        }
        Content::Order { .. } => {}
    }
}

/// The words of the paragraphs that changed.
fn words(diff: &TextDiff, texts: &mut Vec<String>) {
    let changed = diff.paragraphs.iter().filter(|p| !p.is_kept());
    texts.extend(changed.flat_map(|p| p.segments.iter().map(|s| s.text.clone())));
}

/// What is between a beginning and the next quotation mark.
fn attributes<'p>(page: &'p str, start: &'p str) -> Vec<String> {
    let starts = page.split(start).skip(1);
    let found = starts.filter_map(|rest| rest.split('"').next());
    let brackets = |text: &str| text.replace("%5B", "[").replace("%5D", "]");
    found.map(brackets).collect()
}

#[test]
fn everything_that_changed_is_in_the_page() {
    let (new, _) = session();
    let page = Versions::of(EXAMPLE, &new).page();
    let text = squeezed(&text_of_html(&page));
    compared(EXAMPLE, &new, |diff| {
        let texts = texts(diff);
        assert!(texts.len() > 200, "{}", texts.len());
        let missing = missing_from(&[text], &texts);
        assert!(missing.is_empty(), "{missing:#?}");
    });
}

#[test]
fn what_did_not_change_is_not_shown() {
    let (new, _) = session();
    let page = Versions::of(EXAMPLE, &new).page();
    // A paragraph of the first system's functions, which nobody touched.
    let untouched = "接種記録の管理";
    assert!(EXAMPLE.contains(untouched));
    assert!(!page.contains(untouched) && page.contains("（中略）"));
    let same = Versions::of(EXAMPLE, EXAMPLE).page();
    assert!(same.contains("二つの版に違いはありません。") && !same.contains("<ins"));
}

#[test]
fn the_page_can_be_walked_by_its_structure() {
    let (new, _) = session();
    let page = Versions::of(EXAMPLE, &new).page();
    let mut depth = 0;
    for level in page.split("<h").skip(1) {
        let Some(level) = level.chars().next().and_then(|c| c.to_digit(10)) else {
            continue;
        };
        assert!((1..=depth + 1).contains(&level), "h{level} below h{depth}");
        depth = level;
    }
    let ids = attributes(&page, " id=\"");
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "an id occurs once");
    for target in attributes(&page, "href=\"#") {
        assert!(ids.contains(&target), "{target}");
    }
    for (open, close, words) in [
        ("<ins>", "</ins>", "（小数点以下2桁）"),
        ("<del>", "</del>", "健康推進"),
    ] {
        let count = page.matches(open).count();
        assert!(count > 20 && count == page.matches(close).count(), "{open}");
        let mut shown = page
            .split(open)
            .skip(1)
            .filter_map(|rest| rest.split(close).next());
        assert!(shown.any(|text| text.contains(words)), "{words}");
    }
    // What a screen reader says in place of lines and brackets.
    assert!(page.contains("<ins><span class=\"unseen\">追加、</span>"));
    assert!(page.contains("<del><span class=\"unseen\">削除、</span>"));
    assert!(page.contains("変更は<strong>45件</strong>です"));
}

#[test]
fn values_are_text_and_numbers_are_starred() {
    let text = |special: &str, file: &str, row: &str| {
        format!(
            "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  評価書名: '{file}'\n  特記事項: '{special}'\n別紙:\n  - 表題: 事故\n    表:\n      - {{ 番号: '1', 内容: '{row}' }}\n"
        )
    };
    // The number is an invented one.
    let hostile =
        "<script>alert(1)</script><img src=x onerror=alert(1)> {{ redline }} #read(\"x\")";
    let old = text("番号は1234-5678-9018です。", "旧", hostile);
    let new = text(hostile, hostile, "番号は123456789018です。\u{202e}");
    let page = Versions::of(&old, &new).page();
    assert!(!page.contains("<script") && !page.contains("<img"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;") && page.contains("{{ redline }}"));
    assert!(!page.contains("9018") && page.contains("****-****-****"));
    assert!(!page.contains('\u{202e}'));
}

#[test]
fn a_built_document_and_its_redline_lead_to_each_other() {
    let (new, _) = session();
    let versions = Versions::of(EXAMPLE, &new);
    let args = ["build", "new.yaml", "--base", "old.yaml"];
    versions.run(&[&args[..], &["--format", "html"]].concat());
    let read = |name: &str| fs::read_to_string(versions.path(name)).expect(name);
    let (page, redline) = (read("out/new.html"), read("out/new.redline.html"));
    let (page_ids, redline_ids) = (attributes(&page, " id=\""), attributes(&redline, " id=\""));
    let marks = attributes(&page, "class=\"changed\" href=\"new.redline.html#");
    assert!(marks.len() > 30, "{}", marks.len());
    for mark in &marks {
        assert!(redline_ids.contains(mark), "{mark}");
    }
    let targets = attributes(&redline, "<a href=\"new.html#");
    // What 別添３ says of a change leads to its row.
    let rows = targets
        .iter()
        .filter(|target| target.starts_with("changes["));
    assert_eq!(
        targets.len() - rows.count(),
        45,
        "every change has its place in the document"
    );
    for target in targets {
        assert!(page_ids.contains(&target), "{target}");
    }
    assert!(page.contains("「改」は、令和8年3月27日公表の版から変更のあった項目の印です。"));
    let index = read("out/index.html");
    assert!(index.contains("45件") && index.contains("href=\"new.redline.html\""));
}

#[test]
fn a_document_says_that_it_is_new() {
    let versions = Versions::of(EXAMPLE, EXAMPLE);
    let git = |args: &[&str]| git(versions.folder.path(), args);
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "old.yaml"]);
    git(&["commit", "-q", "-m", "first"]);
    fs::write(
        versions.path("new.yaml"),
        EXAMPLE.replace("評価書番号: \"12\"", "評価書番号: \"13\""),
    )
    .expect("a file");
    let args = ["build", "new.yaml", "old.yaml", "--base", "main"];
    versions.run(&[&args[..], &["--format", "html"]].concat());
    let read = |name: &str| fs::read_to_string(versions.path(name)).expect(name);
    let page = read("out/new.html");
    assert!(page.contains("この評価書は、版「main」にはない新しい評価書です。"));
    assert!(!page.contains("class=\"changed\"") && !versions.path("out/new.redline.html").exists());
    assert!(read("out/old.html").contains("令和8年3月27日公表の版（main（"));
    let index = read("out/index.html");
    assert!(index.contains("新しい評価書") && index.contains("0件"));
}

fn made(versions: &Versions, format: &str, name: &str) -> Vec<u8> {
    let args = [
        "diff", "old.yaml", "new.yaml", "--format", format, "-o", name,
    ];
    versions.run(&args);
    fs::read(versions.path(name)).expect("the output")
}

fn is_the_same_every_time(format: &str) {
    let (new, _) = session();
    let versions = Versions::of(EXAMPLE, &new);
    let first = made(&versions, format, "a");
    assert!(first == made(&versions, format, "b"), "{format} differs");
}

#[test]
fn two_runs_give_the_same_page() {
    is_the_same_every_time("html");
}

/// The page of 新旧対照表.
fn table(versions: &Versions) -> String {
    let args = [
        "diff", "old.yaml", "new.yaml", "--format", "html", "--layout", "table",
    ];
    versions.run(&args);
    fs::read_to_string(versions.path("out/new.table.html")).expect("the page")
}

#[test]
fn both_versions_are_side_by_side() {
    let (new, _) = session();
    let page = table(&Versions::of(EXAMPLE, &new));
    for words in ["改正後", "改正前", "（略）", "（新設）", "（削る）"] {
        assert!(page.contains(words), "{words}");
    }
    let new = EXAMPLE.replacen(
        "入退室の記録は3年間保存する",
        "入退室の記録は5年間保存する",
        1,
    );
    let page = table(&Versions::of(EXAMPLE, &new));
    assert!(page.contains("<ins>5年間</ins>") && page.contains("<del>3年間</del>"));
    let row = page.find("<ins>5年間</ins>").expect("it is there");
    assert!(
        page[row..].find("<del>3年間</del>").is_some(),
        "改正後 comes first"
    );
    assert!(page.contains("Ⅱ６① 保管場所"));
    assert!(table(&Versions::of(EXAMPLE, EXAMPLE)).contains("違いはありません"));
}

#[cfg(feature = "pdf")]
mod pdf {
    use super::*;
    use crate::outputs::pdf::{is_sound, pages};

    fn is_complete(old: &str, new: &str, head: &str) {
        let versions = Versions::of(old, new);
        made(&versions, "pdf", "changes.pdf");
        let file = versions.path("changes.pdf");
        is_sound(&file);
        let pages = pages(&file, head);
        compared(old, new, |diff| {
            let missing = missing_from(&pages, &texts(diff));
            assert!(missing.is_empty(), "{missing:#?}");
        });
    }

    #[test]
    fn everything_that_changed_is_in_the_pages() {
        let (new, _) = session();
        let head = "評価書番号 12　予防接種に関する事務　全項目評価書　前の版からの変更点";
        is_complete(EXAMPLE, &new, head);
    }

    #[test]
    fn two_runs_give_the_same_pages() {
        is_the_same_every_time("pdf");
    }

    #[test]
    fn the_table_is_sound() {
        let (new, _) = session();
        let versions = Versions::of(EXAMPLE, &new);
        let args = [
            "diff", "old.yaml", "new.yaml", "--format", "pdf", "--layout", "table",
        ];
        versions.run(&args);
        is_sound(&versions.path("out/new.table.pdf"));
    }

    #[test]
    fn a_form_with_marks_is_sound() {
        let (new, _) = session();
        let versions = Versions::of(EXAMPLE, &new);
        let args = ["build", "new.yaml", "--base", "old.yaml", "--format", "pdf"];
        versions.run(&args);
        let file = versions.path("out/new.pdf");
        is_sound(&file);
        let text: String = pages(&file, "").concat();
        assert!(text.contains("「改」は、令和8年3月27日公表の版から変更のあった項目の印です。"));
        assert!(
            text.contains("②事務の内容※改"),
            "a mark comes after its label"
        );
        assert!(versions.path("out/new.redline.pdf").exists());
    }
}
