//! 委員資料: whoever has it alone finds everything in it, on the pages that it names.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::outputs::pdf::{is_sound, output_of};
use crate::outputs::squeezed;

/// The worked example: an assessment and the record of its review.
const ASSESSMENT: &str = include_str!("../../assessments/aone-juminzei.yaml");
const RECORD: &str = include_str!("../../assessments/aone-juminzei-tenken.yaml");

struct Office(TempDir);

impl Office {
    fn new() -> Self {
        let office = Office(tempfile::tempdir().expect("a folder"));
        let write = |name: &str, text: &str| fs::write(office.path(name), text).expect("a file");
        write("aone-juminzei.yaml", ASSESSMENT);
        write("aone-juminzei-tenken.yaml", RECORD);
        // The version before: one self-rating and one measure were others.
        let rating = "リスクへの対策は十分か: 十分である";
        let old = ASSESSMENT.replacen(rating, "リスクへの対策は十分か: 課題が残されている", 1);
        let old = old.replacen("年に1回の訪問の際に、", "", 1);
        let old = old.replace("公表日: 令和8年5月29日", "公表日: 令和3年6月1日");
        assert_ne!(old, ASSESSMENT);
        write("old.yaml", &old);
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn packet(&self, more: &[&str]) -> PathBuf {
        let arguments = [
            "review",
            "aone-juminzei-tenken.yaml",
            "--paper",
            "委員資料",
            "--format",
            "pdf",
            "--as-of",
            "2026-04-01",
        ];
        let output = Command::new(env!("CARGO_BIN_EXE_hyokasho"))
            .args(arguments)
            .args(more)
            .current_dir(self.0.path())
            .output()
            .expect("hyokasho runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code().is_some_and(|code| code < 2), "{said}");
        self.path("out/aone-juminzei-tenken.委員資料.pdf")
    }
}

fn text(file: &Path) -> String {
    squeezed(&output_of("pdftotext", &[], file))
}

fn run(program: &str, arguments: &[&str], file: &Path) -> String {
    let output = Command::new(program).args(arguments).arg(file).output();
    let output = output.unwrap_or_else(|e| panic!("{program} is needed for this test: {e}"));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn attached(file: &Path) -> String {
    run("pdfdetach", &["-list"], file)
}

/// What one page says.
fn page(file: &Path, number: &str) -> String {
    squeezed(&output_of("pdftotext", &["-f", number, "-l", number], file))
}

/// The page that the contents name for a line.
fn page_in_contents(file: &Path, line: &str) -> String {
    let text = output_of("pdftotext", &["-layout", "-l", "2"], file);
    let found = text
        .lines()
        .rev()
        .find(|known| squeezed(known).starts_with(line));
    let found = found.unwrap_or_else(|| panic!("{line}: {text}"));
    found.split_whitespace().last().expect("a page").to_owned()
}

const PARTS: [&str; 9] = [
    "委員会に求められていること",
    "※の項目の変更と重要な変更",
    "前の版からの変更点",
    "リスク対策の自己評価",
    "これまでの約束と、その状態",
    "回答のない質疑、意見、要望",
    "理由を付けて直さないとした所",
    "記載の確認でなお残る点",
    "評価書の全文",
];

#[test]
fn the_parts_are_on_the_pages_that_the_contents_name() {
    let office = Office::new();
    let file = office.packet(&["--base", "old.yaml"]);
    is_sound(&file);
    let meta = run("pdfinfo", &["-meta"], &file);
    assert!(meta.contains("<pdfaid:part>3<") && meta.contains("<pdfuaid:part>1<"));
    let mut last = 0;
    for part in PARTS {
        let number = page_in_contents(&file, part);
        assert!(
            page(&file, &number).contains(part),
            "{part} is not on page {number}"
        );
        let number: usize = number.parse().expect("a number");
        assert!(number >= last, "{part} is out of order");
        last = number;
    }
    let all = text(&file);
    // Each change names the page of its item in the full document.
    let digits = |rest: &str| -> String { rest.chars().take_while(char::is_ascii_digit).collect() };
    let named: Vec<String> = all.split("全文：").skip(1).map(digits).collect();
    assert!(named.len() >= 2, "{named:?}");
    for number in named {
        assert!(
            number.parse::<usize>().is_ok_and(|number| number >= last),
            "{number}"
        );
    }
    let list = attached(&file);
    assert!(list.contains("aone-juminzei.yaml") && list.contains("aone-juminzei-tenken.yaml"));
    let again = fs::read(&file).expect("the file");
    assert!(again == fs::read(office.packet(&["--base", "old.yaml"])).expect("the file"));
}

#[test]
fn a_member_needs_nothing_else() {
    let office = Office::new();
    let all = text(&office.packet(&["--base", "old.yaml"]));
    for words in [
        // What is to be decided, and by when.
        "諮問第14号",
        "適合性：",
        "「条件を付して妥当である」",
        "令和8年5月29日までに",
        "あと58日",
        // The risk with its measures before and after.
        "目的外の入手が行われるリスク",
        "対象者以外の情報の入手を防止するための措置の内容",
        "課題が残されている",
        // A promise, and how it is proved that another was kept.
        "期限：令和9年3月31日",
        "という記載が、評価書のその項目にあります",
        // A question that only asked for an explanation.
        "そのほかの質疑、意見と回答",
    ] {
        assert!(all.contains(&squeezed(words)), "{words}");
    }
    for tool in [
        "hyokasho",
        "YAML",
        "yaml.",
        "K003",
        "C015",
        "--",
        "検査の例外",
    ] {
        assert!(!all.contains(tool), "{tool}");
    }
}

#[test]
fn without_a_version_before_it_says_so() {
    let office = Office::new();
    let all = text(&office.packet(&[]));
    assert!(all.contains("前の版が示されていないので、変更は分かりません。"));
    assert!(all.contains("比べた前の版示されていません"));
}

#[test]
fn the_public_gets_no_names() {
    let office = Office::new();
    let file = office.packet(&["--public", "--base", "old.yaml"]);
    let all = text(&file);
    for name in ["汐見", "楠田", "葛城", "貝塚", "渡良瀬"] {
        assert!(!all.contains(name), "{name}");
    }
    assert!(all.contains("公表用の資料です。") && !all.contains("記載の確認でなお残る点"));
    let list = attached(&file);
    assert!(!list.contains("tenken"), "{list}");
}
