//! What an assessment, a name or a revision holds steers nothing, and no individual number is shown: by no command, in no
//! format.

use std::fs;
use std::path::Path;
use std::process::Command;

use hyokasho::japanese::hidden::steers;
use hyokasho::japanese::individual_number;

/// An assessment whose keys and values would set the title of the window, its colours and the direction of writing. The
/// numbers are invented.
const HOSTILE: &str = r#"様式: 全項目評価書
版: 平成30年5月
表紙:
  評価書番号: "1\e[31m 123456789018"
  "悪い\e]0;owned\a\e[31mキー\x85\u2028": x
  評価書名: "名\e[2J\u202e称\L\x9b 1234-5678-9018"
  評価実施機関名: "\u2066架空市長\u061c"
  公表日: "\e[31m令和8年"
基本情報:
  特定個人情報ファイルを取り扱う事務:
    事務の名称: "予防\t接種\r"
    対象人数: "\e[5m30万人以上"
    事務の内容: |
      住所えの通知を送る。
  使用するシステム:
    - システムの名称: "貸出\e[0mシステム"
      他のシステムとの接続:
        - その他: "宛名\u202eシステム"
    - システムの名称: "宛名\u202eシステム"
変更箇所:
  - 変更日: "\e[1m令和8年4月1日"
    項目: "Ⅸ９\u2067⑨ 123456789018"
    変更前: "\ea"
    変更後: "\ea"
    提出時期: "事\u200e後\e"
    提出時期に係る説明: "\e[7m重要"
検査の例外:
  - 規則: "S0\e06"
    項目: "Ⅰ２\u202e"
    理由: "\e理由 123456789018"
"#;

/// What a run prints, on both streams.
fn run(folder: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_hyokasho"))
        .args(args)
        .current_dir(folder)
        .env_remove("HYOKASHO_LANG")
        .env("GITHUB_STEP_SUMMARY", folder.join("summary.md"))
        .output()
        .expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    text(&output.stdout) + &text(&output.stderr)
}

fn assert_inert(what: &str, text: &str) {
    let steering = |c: &char| steers(*c) && !matches!(c, '\n' | '\t');
    let bare = text.replace("\r\n", "\n");
    let found = bare.lines().find(|line| line.chars().any(|c| steering(&c)));
    assert_eq!(found, None, "{what}");
    let numbers = individual_number::find(text);
    let shown = numbers.first().map(|at| &text[at.clone()]);
    assert_eq!(shown, None, "{what}");
}

#[test]
fn no_command_prints_what_steers_or_a_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("a file");
    write("a.yaml", HOSTILE);
    write(
        "old.yaml",
        &HOSTILE
            .replace("住所えの", "\u{202e}住所の")
            .replace("予防\\t", "123456789018\\e"),
    );
    write(
        "s016.yaml",
        "様式: 全項目評価書\n版: 平成30年5月 \u{202e}123456789018\n",
    );
    // A system that takes no such name of a file has nothing to show.
    let hostile = "b\u{1b}[31m\u{202e}\u{85}123456789018.yaml";
    let has_hostile = fs::write(folder.join(hostile), HOSTILE).is_ok();
    fs::create_dir(folder.join("set")).expect("a folder");
    write(
        "set/hyokasho.toml",
        "\"\\u001b[31m\\u202e\" = 1\nstage = \"\\u001b[31m123456789018\"\n",
    );
    write("set/a.yaml", HOSTILE);
    write(
        "known.json",
        "{\"version\": 2, \"findings\": [{\"file\": \"a.yaml\", \"rule\": \"S006\", \"item\": \"\\u001b[31m\\u202e\", \"words\": \"\", \"count\": 1}]}",
    );
    write("broken.json", "{\"version\": 2, \"\\u001b[31m\": 1}");
    let formats = ["human", "json", "sarif", "github", "junit"];
    let mut runs: Vec<Vec<&str>> = Vec::new();
    for format in formats {
        for file in ["a.yaml", "s016.yaml", hostile] {
            for lang in ["ja", "en"] {
                runs.push(vec![
                    "check", file, "--format", format, "--stage", "publish", "--lang", lang,
                ]);
            }
        }
    }
    runs.push(vec!["check", "a.yaml", "--base", "old.yaml"]);
    runs.push(vec!["check", "a.yaml", "--diff"]);
    runs.push(vec!["check", "a.yaml", "--base", "\u{1b}[31m\u{202e}"]);
    runs.push(vec!["check", "a.yaml", "--baseline", "known.json"]);
    runs.push(vec!["check", "a.yaml", "--baseline", "broken.json"]);
    runs.push(vec!["check", "a.yaml", "--\u{1b}[31m"]);
    runs.push(vec![
        "check",
        "a.yaml",
        "--stage",
        "\u{1b}[31m123456789018",
        "--lang",
        "en",
    ]);
    runs.push(vec!["check", "\u{1b}[31m123456789018.yaml"]);
    runs.push(vec!["check", "set"]);
    runs.push(vec!["explain", "\u{1b}[31m"]);
    for format in ["human", "json"] {
        runs.push(vec![
            "status",
            "a.yaml",
            hostile,
            "s016.yaml",
            "--format",
            format,
        ]);
        runs.push(vec!["diff", "old.yaml", "a.yaml", "--format", format]);
    }
    runs.push(vec!["diff", "\u{1b}[31m:a.yaml", "a.yaml"]);
    runs.push(vec![
        "changelog",
        "a.yaml",
        "--base",
        "old.yaml",
        "--date",
        "令和8年6月1日",
    ]);
    runs.push(vec![
        "build",
        "a.yaml",
        "--format",
        "html",
        "-o",
        "out",
        "--with-findings",
    ]);
    for args in runs {
        if has_hostile || !args.contains(&hostile) {
            let text = run(folder, &args);
            assert!(!text.is_empty(), "{args:?}");
            assert_inert(&format!("{args:?}"), &text);
        }
    }
    let summary = fs::read_to_string(folder.join("summary.md")).expect("a summary");
    assert_inert("the summary of the job", &summary);
    for format in formats {
        let output = format!("{format}=report.{format}");
        run(folder, &["check", "a.yaml", "--output", &output]);
        let text = fs::read_to_string(folder.join(format!("report.{format}"))).expect("a report");
        assert_inert(format, &text);
    }
}

#[test]
fn pages_hold_no_raw_control_character() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(
        folder.join("a.yaml"),
        HOSTILE
            .replace("123456789018", "")
            .replace("1234-5678-9018", ""),
    )
    .expect("a file");
    fs::write(
        folder.join("old.yaml"),
        HOSTILE.replace("住所えの", "住所の"),
    )
    .expect("a file");
    run(
        folder,
        &[
            "build",
            "a.yaml",
            "--format",
            "html",
            "-o",
            "out",
            "--with-findings",
        ],
    );
    run(
        folder,
        &[
            "diff",
            "old.yaml",
            "a.yaml",
            "--format",
            "html",
            "-o",
            "out/redline.html",
        ],
    );
    let mut seen = 0;
    for entry in fs::read_dir(folder.join("out")).expect("pages") {
        let path = entry.expect("a page").path();
        let page = fs::read_to_string(&path).expect("a page");
        let raw = |c: &char| steers(*c) && !matches!(c, '\n' | '\t');
        let found = page.lines().find(|line| line.chars().any(|c| raw(&c)));
        assert_eq!(found, None, "{}", path.display());
        seen += 1;
    }
    assert!(seen >= 3, "{seen}");
}

/// Only notes: an assessment that is begun.
const NOTES: &str =
    "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  評価書名: a|b\\|c & @e\n  評価書番号: \"12\"\n";

#[test]
fn all_reports_say_what_the_status_of_the_run_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("a.yaml"), NOTES).expect("a file");
    for (deny, fails) in [("error", false), ("warning", false), ("info", true)] {
        let output = Command::new(env!("CARGO_BIN_EXE_hyokasho"))
            .args(["check", "a.yaml", "--format", "junit", "--deny", deny])
            .current_dir(folder)
            .output()
            .expect("the program runs");
        assert_eq!(output.status.code(), Some(i32::from(fails)), "{deny}");
        let xml = String::from_utf8(output.stdout).expect("UTF-8");
        let failures = xml.matches("<failure ").count();
        assert!(xml.contains(&format!("failures=\"{failures}\"")), "{xml}");
        assert_eq!(failures > 0, fails, "{xml}");
        assert!(xml.contains("S004"), "{xml}");
    }
}

#[test]
fn the_summary_of_a_job_is_a_table_whatever_a_message_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let text = "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  \"a|b\\\\|c<img src=x>`d`\\n| e | [f](http://g) @h\": x\n";
    fs::write(folder.join("a.yaml"), text).expect("a file");
    run(folder, &["check", "a.yaml", "--format", "github"]);
    let summary = fs::read_to_string(folder.join("summary.md")).expect("a summary");
    let rows: Vec<&str> = summary.lines().filter(|l| l.starts_with("| ")).collect();
    assert!(rows.len() >= 2, "{summary}");
    for row in rows {
        assert_eq!(row.matches('|').count(), 6, "{row}");
        assert!(!row.contains(['<', '`', '\\', '@', '[']), "{row}");
    }
}

#[test]
fn a_file_that_could_not_be_checked_is_in_every_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("a.yaml"), NOTES).expect("a file");
    // There is no repository here, so there is nothing to compare with.
    for (format, words) in [
        ("human", "点検できなかったもの 1件"),
        ("json", "\"failures\": ["),
        ("sarif", "\"executionSuccessful\": false"),
        ("github", "::error file=a.yaml::"),
        ("junit", "errors=\"1\""),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_hyokasho"))
            .args(["check", "a.yaml", "--base", "HEAD", "--format", format])
            .current_dir(folder)
            .env("GIT_CEILING_DIRECTORIES", folder)
            .output()
            .expect("the program runs");
        assert_eq!(output.status.code(), Some(2), "{format}");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(text.contains(words), "{format}: {text}");
    }
}

#[test]
fn a_baseline_of_some_files_keeps_the_others_and_is_written_over_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let text = |more: &str| {
        format!(
            "様式: 全項目評価書\n版: 平成30年5月\n基本情報:\n  使用するシステム:\n    - システムの名称: 甲\n      システムの機能: 住所えの通知を作る。\n    - システムの名称: 乙\n      システムの機能: 住所えの通知を送る。\n{more}"
        )
    };
    for name in ["a.yaml", "b.yaml"] {
        fs::write(folder.join(name), text("")).expect("a file");
    }
    let check = |args: &[&str]| run(folder, &[&["check"], args].concat());
    check(&["a.yaml", "b.yaml", "--write-baseline", "known.json"]);
    check(&["a.yaml", "--write-baseline", "known.json"]);
    let clean = check(&["a.yaml", "b.yaml", "--baseline", "known.json"]);
    assert!(clean.contains("指摘はありません"), "{clean}");
    // One place more: it alone is new.
    let more = "    - システムの名称: 丙\n      システムの機能: 住所えの通知を送る。\n";
    fs::write(folder.join("b.yaml"), text(more)).expect("a file");
    let new = check(&["b.yaml", "--baseline", "known.json", "--format", "json"]);
    let places = new.matches("basic.systems[3].functions").count();
    assert_eq!(
        (places, new.matches("basic.systems[1].functions").count()),
        (1, 0),
        "{new}"
    );
    // A draft that can't be read does not lose what is known of it.
    fs::write(
        folder.join("b.yaml"),
        text("表紙:\n  評価書名: \"閉じない\n"),
    )
    .expect("a file");
    check(&["b.yaml", "--write-baseline", "known.json"]);
    fs::write(folder.join("b.yaml"), text("")).expect("a file");
    let clean = check(&["b.yaml", "--baseline", "known.json"]);
    assert!(clean.contains("指摘はありません"), "{clean}");
    // An assessment is no baseline.
    let refused = check(&["b.yaml", "--write-baseline", "a.yaml"]);
    assert!(refused.contains("書き換えません"), "{refused}");
    assert_eq!(
        fs::read_to_string(folder.join("a.yaml")).expect("a file"),
        text("")
    );
}

#[test]
fn no_part_of_a_number_is_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("a file");
    let text = |number: &str| {
        format!("様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  特記事項: 番号は{number}である。\n")
    };
    for (old, new, part) in [
        ("1234 5678 9018", "1234 5678 0000", "9018"),
        ("0000 5678 9018", "1234 5678 9018", "1234"),
        (
            "１２３４－５６７８－９０１８",
            "１２３４－５６７８－００００",
            "９０１８",
        ),
    ] {
        write("old.yaml", &text(old));
        write("new.yaml", &text(new));
        for format in ["human", "json"] {
            let shown = run(
                folder,
                &["diff", "old.yaml", "new.yaml", "--format", format],
            );
            assert!(!shown.contains(part), "{format}: {shown}");
        }
    }
    // Wherever a quoted text is cut, the number in it is masked before.
    for before in 0..24 {
        let value = "あ".repeat(before) + "123456789018";
        write(
            "cut.yaml",
            &format!(
                "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  公表日: {value}\n基本情報:\n  特定個人情報ファイルを取り扱う事務:\n    対象人数: {value}\n"
            ),
        );
        for format in ["human", "sarif"] {
            let shown = run(folder, &["check", "cut.yaml", "--format", format]);
            assert!(!shown.contains("1234567"), "{before}: {shown}");
        }
    }
}

#[test]
fn a_number_in_the_name_of_a_file_does_not_become_a_link() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let text = "様式: 全項目評価書\n版: 平成30年5月\n";
    fs::write(folder.join("123456789018.yaml"), text).expect("a file");
    let shown = run(folder, &["check", "."]);
    assert!(shown.contains("I001"), "{shown}");
    run(folder, &["build", ".", "--format", "html", "-o", "out"]);
    assert!(!folder.join("out/123456789018.html").exists());
}

/// What is wrong in a file of words is quoted: it must not be any file of the machine.
#[test]
fn words_lie_beside_the_settings() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::create_dir(folder.join("repository")).expect("a folder");
    fs::write(folder.join("secret"), "password: himitsu\n").expect("a file");
    let repository = folder.join("repository");
    fs::write(repository.join("a.yaml"), HOSTILE).expect("a file");
    for terms in ["../secret", folder.join("secret").to_str().expect("a path")] {
        let settings = format!("terms = [\"{terms}\"]\n");
        fs::write(repository.join("hyokasho.toml"), settings).expect("a file");
        let shown = run(&repository, &["check", "a.yaml"]);
        assert!(
            shown.contains("外にあります") && !shown.contains("password"),
            "{shown}"
        );
    }
}
