//! The worked year of `docs/review-year.md`: its commands run, and what the committee asked for is proved beside the version
//! that was put before it. What is planted in the worked record is in `record_planted`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::git::git;

const RECORD: &str = "aone-juminzei-tenken.yaml";
const ASSESSMENT: &str = "aone-juminzei.yaml";
/// The version that was put before the committee, as the record names it.
const TAG: &str = "諮問-令和8年3月";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the worked example as it is published, or as it was in March.
fn file(is_final: bool, name: &str) -> String {
    let folder = if is_final {
        "assessments"
    } else {
        "docs/review-year"
    };
    fs::read_to_string(root().join(folder).join(name)).expect("a file of the worked year")
}

/// A folder with a record and its assessment.
struct Year(TempDir);

impl Year {
    fn with(record: &str, assessment: &str) -> Self {
        let year = Year(tempfile::tempdir().expect("a folder"));
        year.write(RECORD, record);
        year.write(ASSESSMENT, assessment);
        year
    }

    /// In March: a repository with the version that was put before the committee.
    fn in_march() -> Self {
        let year = Year::with(&file(false, RECORD), &file(false, ASSESSMENT));
        git(year.0.path(), &["init", "-q", "-b", "main"]);
        git(year.0.path(), &["add", "-A"]);
        git(year.0.path(), &["commit", "-q", "-m", "諮問に掛けた版"]);
        git(year.0.path(), &["tag", TAG]);
        year
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).expect("it is written");
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
        command.args(arguments).current_dir(self.0.path());
        command.output().expect("hyokasho runs")
    }

    /// What `check` finds on a day: code and message.
    fn found(&self, day: &str, further: &[&str]) -> Vec<Found> {
        let mut arguments = vec!["check", ".", "--format", "json", "--as-of", day];
        arguments.extend(further);
        let output = self.run(&arguments);
        let report: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
        let found = report["diagnostics"].as_array().expect("diagnostics");
        let text = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
        let read = |one| Found {
            code: text(one, "code"),
            message: text(one, "message"),
        };
        found.iter().map(read).collect()
    }
}

/// A finding.
#[derive(Debug)]
struct Found {
    code: String,
    message: String,
}

fn codes(found: &[Found]) -> Vec<&str> {
    found.iter().map(|one| one.code.as_str()).collect()
}

const PUBLISH: [&str; 2] = ["--stage", "publish"];
const PROVED: [&str; 4] = ["--stage", "publish", "--base", TAG];

#[test]
fn what_the_committee_asked_for_is_proved() {
    let year = Year::in_march();
    // Five promises and four questions are open, and the rows that the corrections push down are told.
    let march = year.found("2026-03-31", &["--stage", "review"]);
    assert_eq!(codes(&march), ["K001", "S004"], "{march:#?}");
    year.write(ASSESSMENT, &file(true, ASSESSMENT));
    let april = year.found("2026-04-02", &["--stage", "review", "--base", TAG]);
    assert_eq!(codes(&april), ["K012", "K001"], "{april:#?}");
    year.run(&["check", ".", "--fix=unsafe"]);
    let april = year.found("2026-04-02", &["--stage", "review", "--base", TAG]);
    assert_eq!(codes(&april), ["K001"], "{april:#?}");
    year.write(RECORD, &file(true, RECORD));
    let may = year.found("2026-05-29", &PROVED);
    assert!(may.is_empty(), "{may:#?}");
    // The one promise that is open.
    let october = year.found("2026-10-01", &PUBLISH);
    assert_eq!(codes(&october), ["K004"], "{october:#?}");
}

#[test]
fn what_is_written_before_it_is_done_is_found() {
    let year = Year::in_march();
    year.write(RECORD, &file(true, RECORD));
    let found = year.found("2026-04-16", &["--stage", "review", "--base", TAG]);
    let unproved = found.iter().filter(|one| one.code == "K003");
    // Each of the six items that the committee had corrected, and no item that the residents had.
    let said: Vec<&str> = unproved.map(|one| one.message.as_str()).collect();
    for item in [
        "Ⅲ２リスク３",
        "Ⅲ３リスク２",
        "Ⅲ４　情報保護管理体制の確認",
        "Ⅲ４　特定個人情報の消去ルール",
        "Ⅲ４　その他の措置の内容",
        "Ⅲ４　リスクへの対策は十分か",
    ] {
        assert!(
            said.iter().any(|said| said.contains(item)),
            "{item}: {said:#?}"
        );
    }
    assert!(!said.iter().any(|said| said.contains("Ⅱ６")), "{said:#?}");
}

#[test]
fn a_correction_without_its_row_is_found() {
    let text = file(true, ASSESSMENT);
    let head = "  - 変更日: 令和8年5月29日\n    項目: Ⅲ４　リスクへの対策は十分か\n";
    let start = text.find(head).expect("the row");
    let behind = start + head.len();
    let next = text[behind..].find("  - 変更日").expect("the next row") + behind;
    let year = Year::in_march();
    year.write(ASSESSMENT, &format!("{}{}", &text[..start], &text[next..]));
    // The rows behind it are one less.
    let record = file(true, RECORD).replace("        変更箇所:\n          - 別添３第16行\n", "");
    year.write(RECORD, &record.replace("別添３第17行", "別添３第16行"));
    let found = year.found("2026-05-29", &PROVED);
    assert_eq!(codes(&found), ["K013"], "{found:#?}");
}

#[test]
fn words_that_were_there_before_are_no_correction() {
    let year = Year::in_march();
    let record = file(true, RECORD);
    let start = record
        .find("言い切って差し支えありません")
        .expect("the answer");
    let end = record[start..].find("説明のみ").expect("its 対応") + start;
    let said = "「個人番号を電話で尋ねることはしない。」と書き加えました。\n        対応: 修正した";
    let behind = end + "説明のみ".len();
    year.write(
        RECORD,
        &format!("{}{said}{}", &record[..start], &record[behind..]),
    );
    year.write(ASSESSMENT, &file(true, ASSESSMENT));
    let found = year.found("2026-05-29", &PROVED);
    assert_eq!(codes(&found), ["K003"], "{found:#?}");
    assert!(found[0].message.contains("諮問1質疑8"), "{found:#?}");
}

#[test]
fn the_commands_of_the_page_run() {
    let page = fs::read_to_string(root().join("docs/review-year.md")).expect("the page");
    let year = Year(tempfile::tempdir().expect("a folder"));
    let mut ran = 0;
    for line in commands(&page) {
        // Papers and documents have tests of their own, and PDF is not in every build.
        let is_made = line.starts_with("hyokasho build") || line.contains(" -o ");
        if is_made || line.starts_with("repo=") || line.starts_with("mkdir") {
            continue;
        }
        let output = shell(year.0.path(), line);
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.code().is_some_and(|code| code < 2),
            "{line}: {text}"
        );
        ran += 1;
    }
    assert!(ran > 12, "{ran}");
}

/// The lines of the blocks of a page.
fn commands(page: &str) -> impl Iterator<Item = &str> {
    let blocks = page.split("```").skip(1).step_by(2);
    let lines = blocks.flat_map(str::lines).map(str::trim);
    lines.filter(|line| !line.is_empty())
}

fn shell(folder: &Path, line: &str) -> Output {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_hyokasho"));
    let program = program.parent().expect("its folder").display().to_string();
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(folder);
    command.env("PATH", format!("{program}:{path}"));
    command.env("repo", root());
    for name in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{name}_NAME"), "a");
        command.env(format!("GIT_{name}_EMAIL"), "a@example.jp");
    }
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null");
    command.output().expect("a shell")
}
