//! `hyokasho diff`, `changelog` and `check --base` over revisions, in repositories made for each test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const ASSESSMENT: &str = "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  評価書名: 予防接種に関する事務　全項目評価書\n  公表日: 令和7年4月1日\n基本情報:\n  特定個人情報ファイルを取り扱う事務:\n    事務の名称: 予防接種に関する事務\n    事務の内容: |\n      対象者を月1回抽出する。\n      予診票を送付する。\n    対象人数: 30万人以上\n";

/// A repository with one assessment, committed.
struct Repository {
    folder: TempDir,
}

impl Repository {
    fn with(path: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let repository = Repository { folder };
        repository.git(&["init", "-q", "-b", "main"]);
        repository.write(path, ASSESSMENT);
        repository.commit("first");
        repository
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", message]);
    }

    fn git(&self, args: &[&str]) {
        git(self.root(), args);
    }

    fn diff(&self, args: &[&str]) -> Finished {
        diff(self.root(), args)
    }
}

/// Runs git in a folder, whatever the user's own settings are.
pub fn git(folder: &Path, args: &[&str]) {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.jp",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(["-c", "protocol.file.allow=always"])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        // The tests may run in a hook of another repository.
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        .output()
        .expect("git");
    assert!(
        output.status.success(),
        "{args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// What a run said.
struct Finished {
    status: Option<i32>,
    out: String,
    err: String,
}

fn program(folder: &Path, args: &[&str]) -> Command {
    hyokasho(folder, &[&["diff"], args].concat())
}

fn hyokasho(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
    command
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env_remove("HYOKASHO_LANG");
    command
}

fn finished(output: Output) -> Finished {
    Finished {
        status: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn diff(folder: &Path, args: &[&str]) -> Finished {
    finished(program(folder, args).output().expect("the program"))
}

/// The assessment with its one edit.
fn edited() -> String {
    ASSESSMENT.replace("月1回", "月2回")
}

const EDIT: &str = "対象者を月[-1回-]{+2回+}抽出する。";

fn shows_the_edit(run: &Finished) {
    assert_eq!(run.status, Some(0), "{}", run.err);
    assert!(run.out.contains(EDIT), "{}", run.out);
    assert_eq!(run.err, "");
}

#[test]
fn paths_in_japanese_and_with_blanks() {
    let path = "評価書/予防 接種（案）.yaml";
    let repository = Repository::with(path);
    repository.write(path, &edited());
    shows_the_edit(&repository.diff(&["HEAD", path]));
    shows_the_edit(&repository.diff(&[&format!("HEAD:{path}"), path]));
    repository.commit("second");
    shows_the_edit(&repository.diff(&["HEAD~1", &format!("HEAD:{path}")]));
    shows_the_edit(&repository.diff(&[&format!("HEAD~1:{path}"), "main"]));
    let run = repository.diff(&["HEAD~1", path]);
    assert!(
        run.out.starts_with("変更前  令和7年4月1日公表  HEAD~1（"),
        "{}",
        run.out
    );
    // From a folder below, and from outside by the path of the file.
    let below = repository.root().join("評価書");
    shows_the_edit(&diff(&below, &["HEAD~1", "予防 接種（案）.yaml"]));
    shows_the_edit(&diff(&below, &["HEAD~1:予防 接種（案）.yaml", "HEAD"]));
    let whole: PathBuf = repository.root().join(path);
    let elsewhere = tempfile::tempdir().expect("a folder");
    shows_the_edit(&diff(
        elsewhere.path(),
        &["HEAD~1", &whole.to_string_lossy()],
    ));
}

#[test]
fn renamed_files_are_followed() {
    let repository = Repository::with("旧/接種.yaml");
    fs::create_dir_all(repository.root().join("新")).expect("a folder");
    repository.git(&["mv", "旧/接種.yaml", "新/接種.yaml"]);
    // Renamed in the index alone.
    shows_the_edit(&{
        repository.write("新/接種.yaml", &edited());
        repository.diff(&["HEAD", "新/接種.yaml"])
    });
    repository.commit("renamed and edited");
    shows_the_edit(&repository.diff(&["HEAD~1", "新/接種.yaml"]));
    repository.git(&["mv", "新/接種.yaml", "予防接種.yaml"]);
    repository.commit("renamed again");
    shows_the_edit(&repository.diff(&["HEAD~2", "予防接種.yaml"]));
    shows_the_edit(&repository.diff(&["HEAD~2", "HEAD:予防接種.yaml"]));
}

#[test]
fn a_renaming_on_another_branch_is_found() {
    let repository = Repository::with("a.yaml");
    repository.git(&["checkout", "-q", "-b", "other"]);
    repository.git(&["mv", "a.yaml", "b.yaml"]);
    repository.commit("renamed there");
    repository.git(&["checkout", "-q", "main"]);
    repository.write("a.yaml", &edited());
    repository.commit("edited here");
    let run = repository.diff(&["other", "a.yaml"]);
    shows_the_edit(&run);
    assert!(run.out.contains("  b.yaml\n"), "{}", run.out);
}

#[test]
fn a_shallow_clone_says_what_to_do() {
    let repository = Repository::with("a.yaml");
    repository.write("a.yaml", &edited());
    repository.commit("second");
    let clone = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", repository.root().display());
    git(
        clone.path(),
        &["clone", "-q", "--depth", "1", &from, "clone"],
    );
    let run = diff(&clone.path().join("clone"), &["HEAD~1", "a.yaml"]);
    assert_eq!(run.status, Some(2));
    assert!(
        run.err.contains("fetch-depth: 0") && run.err.contains("HEAD~1"),
        "{}",
        run.err
    );
}

#[test]
fn what_is_missing_is_said() {
    let repository = Repository::with("a.yaml");
    let fails = |args: &[&str], words: &str| {
        let run = repository.diff(args);
        assert_eq!((run.status, run.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.err.contains(words), "{args:?}: {}", run.err);
    };
    fails(&["v9", "a.yaml"], "「v9」というファイルも版もありません");
    fails(
        &["HEAD:b.yaml", "a.yaml"],
        "版「HEAD」に b.yaml がありません",
    );
    fails(&["b.yaml", "a.yaml"], "ファイルがありません: b.yaml");
    fails(&["HEAD", "HEAD"], "どのファイルを比べるかが分かりません");
    fails(&["HEAD:..", "a.yaml"], "版の名として使えません");
    // Nothing of the command line becomes an option of git.
    fails(
        &["--", "--output=x", "a.yaml"],
        "版の名として使えません: --output=x",
    );
    fails(&["--", "-h:a.yaml", "a.yaml"], "版の名として使えません: -h");
    assert!(!repository.root().join("x").exists());
}

#[test]
fn a_file_wins_over_a_revision_of_its_name() {
    let repository = Repository::with("a.yaml");
    repository.write("main", &edited());
    shows_the_edit(&repository.diff(&["a.yaml", "main"]));
}

#[test]
fn an_old_version_that_cannot_be_read_is_said() {
    let repository = Repository::with("a.yaml");
    repository.write(
        "a.yaml",
        "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  特記事項: \"閉じない\n  公表日: 令和7年\n",
    );
    repository.commit("broken");
    repository.write("a.yaml", &edited());
    let run = repository.diff(&["HEAD", "a.yaml"]);
    assert_eq!(run.status, Some(2), "{}", run.out);
    assert!(
        run.err.contains("最後まで読めない") && run.err.contains("HEAD:a.yaml"),
        "{}",
        run.err
    );
    assert!(run.err.contains("hyokasho check"), "{}", run.err);
    shows_the_edit(&repository.diff(&["HEAD~1", "a.yaml"]));
}

#[test]
fn nothing_is_touched() {
    let repository = Repository::with("a.yaml");
    repository.write("a.yaml", &edited());
    repository.write("untracked.yaml", ASSESSMENT);
    let index = repository.root().join(".git/index");
    let before = (
        fs::read(&index).expect("the index"),
        fs::metadata(&index).and_then(|m| m.modified()).ok(),
    );
    shows_the_edit(&repository.diff(&["HEAD", "a.yaml"]));
    let after = (
        fs::read(&index).expect("the index"),
        fs::metadata(&index).and_then(|m| m.modified()).ok(),
    );
    assert!(before == after);
    assert_eq!(
        fs::read_to_string(repository.root().join("a.yaml")).expect("the file"),
        edited()
    );
}

#[test]
fn without_git_or_a_repository() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.yaml"), ASSESSMENT).expect("a file");
    let outside = finished(
        program(folder.path(), &["HEAD", "a.yaml"])
            .env("GIT_CEILING_DIRECTORIES", folder.path())
            .output()
            .expect("the program"),
    );
    assert_eq!(outside.status, Some(2));
    assert!(
        outside.err.contains("git の置き場ではありません"),
        "{}",
        outside.err
    );
    let without = finished(
        program(folder.path(), &["HEAD", "a.yaml"])
            .env("PATH", folder.path())
            .output()
            .expect("the program"),
    );
    assert_eq!(without.status, Some(2));
    assert!(
        without.err.contains("git が見つかりません"),
        "{}",
        without.err
    );
}

/// The findings about 別添３ of a check against a revision: file, code, severity.
fn of_changes(repository: &Repository, args: &[&str]) -> Vec<(String, String, String)> {
    let args = [&["check", "--format", "json"], args].concat();
    let run = finished(hyokasho(repository.root(), &args).output().expect("a run"));
    let report: serde_json::Value = serde_json::from_str(&run.out).expect(&run.err);
    let found = report["diagnostics"].as_array().expect("findings").iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let all = found.map(|d| (text(&d["file"]), text(&d["code"]), text(&d["severity"])));
    all.filter(|(_, code, _)| code.starts_with('C')).collect()
}

fn owned(file: &str, code: &str, severity: &str) -> (String, String, String) {
    (file.to_owned(), code.to_owned(), severity.to_owned())
}

#[test]
fn a_folder_is_verified_against_a_revision() {
    let repository = Repository::with("a/old.yaml");
    repository.git(&["mv", "a/old.yaml", "a/renamed.yaml"]);
    repository.write("a/renamed.yaml", &edited());
    repository.write("a/second.yaml", ASSESSMENT);
    let found = of_changes(&repository, &["a", "--base", "HEAD"]);
    let wanted = [
        owned("a/renamed.yaml", "C015", "error"),
        owned("a/second.yaml", "C015", "info"),
    ];
    assert_eq!(found, wanted);
    let many = hyokasho(
        repository.root(),
        &["check", "a", "--base", "a/second.yaml"],
    );
    let many = finished({ many }.output().expect("a run"));
    assert_eq!(many.status, Some(2));
    assert!(many.err.contains("一つにしてください"), "{}", many.err);
}

#[test]
fn an_assessment_that_is_gone_since_the_base_is_reported() {
    let repository = Repository::with("a/old.yaml");
    repository.write("a/gone.yaml", &ASSESSMENT.replace("予防接種", "児童手当"));
    repository.write("a/compose.yaml", "services: {}\n");
    repository.commit("second");
    repository.git(&["mv", "a/old.yaml", "a/renamed.yaml"]);
    for gone in ["a/gone.yaml", "a/compose.yaml"] {
        fs::remove_file(repository.root().join(gone)).expect("a file less");
    }
    for command in [&["check"][..], &["build", "--format", "html"]] {
        let args = [command, &["a", "--base", "HEAD"]].concat();
        let run = finished(hyokasho(repository.root(), &args).output().expect("a run"));
        let line = "HEAD にはあったが、いまはない評価書 1件: a/gone.yaml\n";
        assert!(run.out.contains(line), "{}{}", run.out, run.err);
    }
}

#[test]
fn rows_are_written_once() {
    let repository = Repository::with("a.yaml");
    repository.write("a.yaml", &edited());
    let run = |args: &[&str]| {
        let all = [&["changelog", "a.yaml", "--base", "HEAD"], args].concat();
        finished(hyokasho(repository.root(), &all).output().expect("a run"))
    };
    let read = || fs::read_to_string(repository.root().join("a.yaml")).expect("the file");
    let no_day = run(&["--write"]);
    assert_eq!((no_day.status, read()), (Some(2), edited()));
    assert!(no_day.err.contains("--date"), "{}", no_day.err);
    let shown = run(&["--date", "2026-04-01"]);
    assert_eq!((shown.status, read()), (Some(0), edited()));
    let first = run(&["--date", "2026-04-01", "--write"]);
    assert_eq!(
        (first.status, first.out.as_str()),
        (Some(0), ""),
        "{}",
        first.err
    );
    assert_eq!(read(), format!("{}変更箇所:\n{}", edited(), shown.out));
    assert!(shown.out.contains("変更日: 令和8年4月1日"), "{}", shown.out);
    let after = read();
    let second = run(&["--write"]);
    assert_eq!((second.status, read()), (Some(0), after));
    assert!(
        second.err.contains("書き加える行はありません"),
        "{}",
        second.err
    );
    assert_eq!(of_changes(&repository, &["a.yaml", "--base", "HEAD"]), []);
}

#[test]
fn a_tag_is_the_base_and_merged_rows_are_made_anew() {
    let repository = Repository::with("a.yaml");
    repository.git(&["tag", "公表"]);
    // A file of the name of the tag is not meant.
    repository.write("公表", "様式: 全項目評価書\n");
    repository.commit("published");
    let run = |args: &[&str]| {
        let all = [&["changelog", "a.yaml", "--since", "公表"], args].concat();
        finished(hyokasho(repository.root(), &all).output().expect("a run"))
    };
    let read = || fs::read_to_string(repository.root().join("a.yaml")).expect("the file");
    let write = |edits: &[(&str, &str)]| {
        let edits = edits.iter().chain(&[("令和7年", "令和8年")]);
        let text = edits.fold(ASSESSMENT.to_owned(), |text, (old, new)| {
            text.replace(old, new)
        });
        repository.write("a.yaml", &text);
        let wrote = run(&["--write"]);
        assert_eq!(wrote.status, Some(0), "{}", wrote.err);
    };
    let named = ("事務の名称: 予防接種", "事務の名称: 予防接種及び検診");
    repository.git(&["checkout", "-q", "-b", "ours"]);
    write(&[("月1回", "月2回")]);
    repository.commit("ours");
    repository.git(&["checkout", "-q", "-b", "theirs", "main"]);
    write(&[named]);
    repository.commit("theirs");
    let status = Command::new("git")
        .args(["-c", "user.name=a", "-c", "user.email=a@example.jp"])
        .args(["merge", "-q", "ours"])
        .current_dir(repository.root())
        .status();
    assert!(!status.expect("git").success() && read().contains("<<<<<<<"));
    let refused = run(&["--write"]);
    assert_eq!(refused.status, Some(2));
    assert!(refused.err.contains("--rebuild"), "{}", refused.err);
    let rebuilt = run(&["--rebuild"]);
    assert_eq!(rebuilt.status, Some(0), "{}", rebuilt.err);
    let merged = read();
    write(&[("月1回", "月2回"), named]);
    assert_eq!(merged, read());
    let again = run(&["--rebuild"]);
    assert!(again.err.contains("変わりません"), "{}", again.err);
    assert_eq!(merged, read());
}

#[test]
fn a_version_that_can_not_be_read_stops_the_run() {
    let repository = Repository::with("a.yaml");
    repository.write("a.yaml", "様式: \"全項目評価書\n版: [\n");
    repository.commit("broken");
    repository.write("a.yaml", &edited());
    for args in [
        &["check", "a.yaml", "--base", "HEAD"][..],
        &["changelog", "a.yaml", "--base", "HEAD"],
        &["check", "a.yaml", "--base", "nowhere"],
    ] {
        let run = finished(hyokasho(repository.root(), args).output().expect("a run"));
        assert_eq!(run.status, Some(2), "{args:?} {}", run.err);
    }
}

#[test]
fn the_history_of_an_item_is_followed_through_renamings() {
    let repository = Repository::with("f/a.yaml");
    let monthly = ASSESSMENT.replace("月1回", "月2回");
    repository.write("f/a.yaml", &monthly);
    repository.commit("twice a month");
    repository.git(&["mv", "f/a.yaml", "f/b.yaml"]);
    repository.write("f/b.yaml", &monthly.replace("送付", "郵送"));
    repository.commit("by post");
    repository.write(
        "f/b.yaml",
        &monthly
            .replace("送付", "郵送")
            .replace("30万人以上", "10万人以上30万人未満"),
    );
    let log = |args: &[&str]| {
        let mut command = hyokasho(repository.root(), &[&["log", "f/b.yaml"], args].concat());
        finished(command.output().expect("the program"))
    };
    let all = log(&[]);
    assert_eq!(all.status, Some(0), "{}", all.err);
    let places = ["by post", "twice a month", "first"].map(|said| all.out.find(said));
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{}",
        all.out
    );
    let item = log(&["Ⅰ１②事務の内容", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&item.out).expect("JSON");
    let steps = report["steps"].as_array().expect("steps");
    let subjects: Vec<_> = steps.iter().map(|s| s["new"]["subject"].as_str()).collect();
    assert_eq!(subjects, [Some("by post"), Some("twice a month")]);
    let since = log(&["--since", "HEAD~1", "-n", "5"]);
    assert!(
        since.out.contains("by post") && !since.out.contains("first"),
        "{}",
        since.out
    );
    let none = log(&["Ⅸ９"]);
    assert_eq!(none.status, Some(2));
    assert!(none.err.contains("Ⅸ９"), "{}", none.err);
}

const RECORD: &str = "様式: 点検記録\n版: \"1\"\n評価書:\n  - ファイル: old.yaml\n諮問:\n  - 件名: 予防接種に関する事務の評価について\n    質疑:\n      - 質問: 何を送りますか。\n        回答: 予診票です。\n        対応: 説明のみ\n        項目: [Ⅰ１②]\n";

/// The findings of family K of a check against HEAD: file and code.
fn of_record(repository: &Repository, paths: &[&str]) -> Vec<(String, String)> {
    let args = [&["check", "--format", "json", "--base", "HEAD"], paths].concat();
    let run = finished(hyokasho(repository.root(), &args).output().expect("a run"));
    let report: serde_json::Value = serde_json::from_str(&run.out).expect(&run.err);
    let found = report["diagnostics"].as_array().expect("findings").iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let all = found.map(|d| (text(&d["file"]), text(&d["code"])));
    all.filter(|(_, code)| code.starts_with(['C', 'K']))
        .collect()
}

#[test]
fn a_record_is_verified_against_the_version_before() {
    let repository = Repository::with("a/old.yaml");
    repository.write("a/record.yaml", RECORD);
    repository.commit("second");
    let found = |paths: &[&str]| of_record(&repository, paths);
    let of = |file: &str, code: &str| vec![(file.to_owned(), code.to_owned())];
    assert_eq!(found(&["a"]), []);
    // What is said to be corrected did not change: told where the run checks the assessment, else in the record.
    repository.write("a/record.yaml", &RECORD.replace("説明のみ", "修正した"));
    assert_eq!(found(&["a"]), of("a/old.yaml", "K003"));
    assert_eq!(found(&["a/old.yaml"]), of("a/old.yaml", "K003"));
    assert_eq!(found(&["a/record.yaml"]), of("a/record.yaml", "K003"));
    // It changed, and 別添３ does not record it.
    repository.write("a/old.yaml", &ASSESSMENT.replace("月1回抽出", "月2回抽出"));
    assert_eq!(found(&["a"]), of("a/old.yaml", "K013"));
    assert_eq!(found(&["a/record.yaml"]), of("a/record.yaml", "K013"));
    // What was corrected before the version is not proved again.
    repository.commit("third");
    assert_eq!(found(&["a"]), []);
}
