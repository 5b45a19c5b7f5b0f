//! What a run looks at and what it writes: nothing is left out without a word, nothing is lost.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::diff::EXAMPLE;

struct Desk(TempDir);

impl Desk {
    fn with(files: &[(&str, &str)]) -> Self {
        let desk = Desk(tempfile::tempdir().expect("a folder"));
        files.iter().for_each(|(name, text)| desk.write(name, text));
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    fn there(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.path(name).exists())
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
        command
            .args(args)
            .current_dir(self.0.path())
            .env("NO_COLOR", "1");
        command
    }

    /// The status, and all that is said.
    fn run(&self, args: &[&str]) -> (Option<i32>, String) {
        finished(&self.command(args).output().expect("hyokasho runs"))
    }
}

fn finished(output: &Output) -> (Option<i32>, String) {
    let said = [&output.stdout[..], &output.stderr[..]].concat();
    (
        output.status.code(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

/// An option that is none: an error at every stage.
fn wrong() -> String {
    EXAMPLE.replacen("実施の有無: 実施する", "実施の有無: する", 1)
}

/// A heading that the form writes otherwise: a fix that is certain.
fn fixable() -> String {
    EXAMPLE.replacen("公表日: ", "公表日：", 1)
}

#[test]
fn nothing_unfit_is_published() {
    let desk = Desk::with(&[("wrong.yaml", &wrong()), ("clean.yaml", EXAMPLE)]);
    let build =
        |args: &[&str]| desk.run(&[&["build", "--format", "html", "--no-config"], args].concat());
    let (code, said) = build(&["wrong.yaml", "--stage", "publish", "-o", "alone"]);
    assert!(
        code == Some(1) && said.contains("公表用には書き出していません"),
        "{said}"
    );
    assert!(!desk.path("alone").exists());

    build(&[
        "wrong.yaml",
        "clean.yaml",
        "--stage",
        "publish",
        "-o",
        "both",
    ]);
    assert!(!desk.there(&["both/wrong.html"]) && desk.there(&["both/clean.html"]));
    let index = desk.read("both/index.html");
    assert!(index.contains("書き出していません") && !index.contains("エラー"));

    let (code, _) = build(&[
        "wrong.yaml",
        "--stage",
        "publish",
        "-o",
        "forced",
        "--force-draft",
    ]);
    assert_eq!(code, Some(1));
    assert!(
        desk.read("forced/wrong.html")
            .contains("<strong class=\"badge\">素案</strong>")
    );
    assert!(desk.read("forced/index.html").contains("素案"));
    // A draft may have them, and shows that it is one.
    build(&["wrong.yaml", "-o", "draft"]);
    assert!(
        desk.read("draft/wrong.html")
            .contains("<strong class=\"badge\">素案</strong>")
    );

    // What an earlier run has written is not what was checked now.
    desk.write("clean.yaml", &wrong());
    let (_, said) = build(&[
        "wrong.yaml",
        "clean.yaml",
        "--stage",
        "publish",
        "-o",
        "both",
    ]);
    assert!(said.contains("clean.html は、前に書き出したもの"), "{said}");
}

#[test]
fn no_page_holds_an_individual_number() {
    let plain = EXAMPLE.replacen("評価書名: ", "評価書名: 123456789018 ", 1);
    let title = EXAMPLE
        .lines()
        .find(|line| line.contains("評価書名: "))
        .expect("a title");
    let escaped = EXAMPLE.replacen(title, "  評価書名: \"\\u0031\\u0032345678\\u0039018\"", 1);
    for text in [&plain, &escaped] {
        for stage in ["draft", "publish"] {
            let desk = Desk::with(&[("a.yaml", text)]);
            let args = ["build", "a.yaml", "--format", "html", "--stage", stage];
            let (code, said) =
                desk.run(&[&args[..], &["--force-draft", "--with-findings"]].concat());
            assert!(
                code == Some(1) && said.contains("個人番号とみられる"),
                "{said}"
            );
            assert!(!desk.there(&["out/a.html", "out/index.html"]));
            for page in ["out/a.findings.html", "out/index.findings.html"] {
                assert!(!desk.read(page).contains("123456789018"), "{page}");
            }
            assert!(!said.contains("123456789018"));
        }
    }
}

#[test]
fn findings_are_for_the_desk() {
    let desk = Desk::with(&[("a.yaml", &wrong())]);
    desk.run(&["build", "a.yaml", "--format", "html", "--with-findings"]);
    let (public, own) = (
        desk.read("out/index.html"),
        desk.read("out/index.findings.html"),
    );
    assert!(!public.contains("a.findings.html") && !public.contains("点検の結果"));
    assert!(own.contains("a.findings.html") && own.contains("エラー <strong>1</strong>"));
}

#[test]
fn build_judges_as_check_does() {
    let later = EXAMPLE.replacen("対象者を", "対象者の全員を", 1);
    for text in [
        wrong(),
        later,
        "様式: 全項目評価書\n".into(),
        "あ: [\n".into(),
        "\n".into(),
    ] {
        let desk = Desk::with(&[("old.yaml", EXAMPLE), ("a.yaml", &text)]);
        for base in [&[][..], &["--base", "old.yaml"]] {
            for deny in ["error", "warning", "info"] {
                let all = |command: &[&str]| {
                    let rest = ["a.yaml", "--no-config", "--stage", "review", "--deny", deny];
                    desk.run(&[command, &rest, base].concat())
                };
                let (checked, said) = all(&["check"]);
                let (built, built_said) = all(&["build", "--format", "html"]);
                assert_eq!(checked, built, "{deny} {base:?}\n{said}\n{built_said}");
                let closing = said.lines().find(|line| line.contains("件の文書を点検"));
                assert!(
                    closing.is_none_or(|line| built_said.contains(line)),
                    "{built_said}"
                );
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn what_was_not_checked_is_said_once() {
    use std::os::unix::fs::symlink;
    let desk = Desk::with(&[
        ("f/a.yaml", EXAMPLE),
        ("f/below/b.yaml", EXAMPLE),
        ("f/below/hyokasho.toml", "stage = \"publish\"\n"),
        ("f/docker-compose.yaml", "services: {}\n"),
        ("f/.hidden.yaml", EXAMPLE),
        ("f/terms/words.yaml", "names: [架空台帳]\n"),
        ("elsewhere/c.yaml", EXAMPLE),
    ]);
    symlink("../elsewhere/c.yaml", desk.path("f/c.yaml")).expect("a link");
    symlink("../elsewhere", desk.path("f/linked")).expect("a link");
    // What a link within the folder leads to is met without it.
    symlink("a.yaml", desk.path("f/again.yaml")).expect("a link");
    let (code, said) = desk.run(&["check", "f"]);
    assert_eq!(code, Some(0), "{said}");
    for words in [
        "2件の文書を点検しました",
        "YAML ファイル 1件: f/docker-compose.yaml\n",
        "2件: f/c.yaml、f/linked\n",
        "評価書 1件: f/.hidden.yaml\n",
        "1件: f/below/hyokasho.toml\n",
    ] {
        assert_eq!(said.matches(words).count(), 1, "{words}\n{said}");
    }
    assert!(!said.contains("words.yaml") && !said.contains("again.yaml"));
    let json = desk
        .command(&["check", "f", "--format", "json"])
        .output()
        .expect("runs");
    assert!(serde_json::from_slice::<serde_json::Value>(&json.stdout).is_ok());
    assert!(String::from_utf8_lossy(&json.stderr).contains("f/.hidden.yaml"));
}

#[test]
fn one_file_that_fails_does_not_cost_the_others() {
    let desk = Desk::with(&[("a.yaml", EXAMPLE)]);
    for command in ["check", "build", "status"] {
        let (code, said) = desk.run(&[command, "none.yaml", "a.yaml", "./a.yaml"]);
        assert!(
            code == Some(2) && said.contains("ファイルがありません: none.yaml"),
            "{said}"
        );
        assert!(said.contains("1件"), "{said}");
    }
    assert!(desk.there(&["out/a.html"]) && !desk.there(&["out/a-2.html"]));
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_can_not_be_written_is_a_failure() {
    let desk = Desk::with(&[("a.yaml", EXAMPLE), ("b.yaml", &wrong())]);
    let to_full = |args: &[&str]| {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .expect("a device");
        finished(&desk.command(args).stdout(full).output().expect("runs")).0
    };
    for args in [
        &["check", "a.yaml"][..],
        &["check", "a.yaml", "--format", "json"],
        &["status", "a.yaml"],
        &["diff", "a.yaml", "b.yaml"],
        &["explain"],
        &["--help"],
    ] {
        assert_eq!(to_full(args), Some(2), "{args:?}");
    }
    // The findings are shown although one of the outputs fails.
    let (code, said) = desk.run(&["check", "b.yaml", "--output", "json=/dev/full"]);
    assert!(
        code == Some(2) && said.contains("1件の文書を点検しました"),
        "{said}"
    );
    // Whoever has read enough is no failure.
    let mut child = desk
        .command(&["explain"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("runs");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("ends").code(), Some(0));
}

#[cfg(unix)]
#[test]
fn a_hyphen_as_an_output_is_the_screen_and_no_file_of_that_name() {
    let desk = Desk::with(&[("a.yaml", EXAMPLE)]);
    let (code, said) = desk.run(&["check", "a.yaml", "--output", "json=-"]);
    assert!(code == Some(0) && said.contains("\"version\": 1"), "{said}");
    assert!(!desk.path("-").exists());
}

#[test]
fn no_output_takes_the_place_of_an_input_or_another_output() {
    let desk = Desk::with(&[
        ("a.yaml", EXAMPLE),
        ("a.html", EXAMPLE),
        ("b.yaml", EXAMPLE),
    ]);
    for args in [
        &["check", "a.yaml", "--output", "json=./a.yaml"][..],
        &["check", "a.yaml", "--write-baseline", "a.yaml"],
        &[
            "check",
            "a.yaml",
            "--output",
            "json=x",
            "--output",
            "sarif=./x",
        ],
        &["diff", "a.yaml", "b.yaml", "-o", "b.yaml"],
        &["build", "a.html", "--format", "html", "-o", "."],
    ] {
        let (code, said) = desk.run(args);
        assert_eq!(code, Some(2), "{args:?} {said}");
    }
    for name in ["a.yaml", "a.html", "b.yaml"] {
        assert_eq!(desk.read(name), EXAMPLE);
    }
    assert!(!desk.there(&["x"]));
}

#[test]
fn no_page_takes_the_place_of_an_offices_own_template() {
    let page = include_str!("../../templates/html/page.html");
    let desk = Desk::with(&[
        ("page.yaml", EXAMPLE),
        ("hyokasho.toml", "templates = \"office\"\n"),
        ("office/html/page.html", page),
    ]);
    let args = [
        "build",
        "page.yaml",
        "--format",
        "html",
        "-o",
        "office/html",
    ];
    let (code, said) = desk.run(&args);
    assert_eq!(code, Some(2), "{said}");
    assert_eq!(desk.read("office/html/page.html"), page);
}

#[cfg(unix)]
#[test]
fn new_files_have_the_rights_that_the_user_gives_to_new_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::with(&[("a.yaml", &fixable())]);
    let program = env!("CARGO_BIN_EXE_hyokasho");
    let script = format!(
        "umask 077; '{program}' check a.yaml --output json=report.json; '{program}' check a.yaml --fix"
    );
    fs::set_permissions(desk.path("a.yaml"), fs::Permissions::from_mode(0o640)).expect("rights");
    let mut shell = Command::new("sh");
    shell.args(["-c", &script]).current_dir(desk.0.path());
    shell.output().expect("a shell");
    let rights = |name: &str| {
        let found = fs::metadata(desk.path(name)).expect("a file");
        found.permissions().mode() & 0o777
    };
    assert_eq!((rights("report.json"), rights("a.yaml")), (0o600, 0o640));
}

#[cfg(unix)]
#[test]
fn a_fix_goes_where_the_link_leads_and_no_further_than_the_settings() {
    use std::os::unix::fs::symlink;
    let desk = Desk::with(&[
        (
            "office/hyokasho.toml",
            "paths = [\"in.yaml\", \"../out.yaml\"]\n",
        ),
        ("office/real.yaml", &fixable()),
        ("out.yaml", &fixable()),
    ]);
    symlink("real.yaml", desk.path("office/in.yaml")).expect("a link");
    let output = desk
        .command(&["check", "--fix"])
        .current_dir(desk.path("office"))
        .output();
    let (code, said) = finished(&output.expect("runs"));
    assert!(
        code == Some(2) && said.contains("設定ファイルのフォルダーの外"),
        "{said}"
    );
    assert_eq!(desk.read("out.yaml"), fixable());
    assert_eq!(desk.read("office/real.yaml"), EXAMPLE);
    // What could not be written is not said to be fixed.
    assert!(said.contains("\n1件を直しました。"), "{said}");
    assert!(desk.path("office/in.yaml").is_symlink());
    // Named by hand it is fixed.
    desk.run(&["check", "out.yaml", "--fix"]);
    assert_eq!(desk.read("out.yaml"), EXAMPLE);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_kept() {
    use std::os::unix::ffi::OsStrExt as _;
    let desk = Desk::with(&[]);
    let name = Path::new(std::ffi::OsStr::from_bytes(b"b\xff.yaml"));
    fs::write(desk.0.path().join(name), fixable()).expect("a file");
    desk.command(&["check", ".", "--fix"])
        .output()
        .expect("runs");
    let names = fs::read_dir(desk.0.path()).expect("a folder").flatten();
    assert_eq!(
        names.map(|e| e.file_name()).collect::<Vec<_>>(),
        [name.as_os_str()]
    );
    assert_eq!(
        fs::read(desk.0.path().join(name)).expect("a file"),
        EXAMPLE.as_bytes()
    );
}

#[test]
fn standard_input_is_checked() {
    let desk = Desk::with(&[]);
    let run = |args: &[&str]| {
        let mut command = desk.command(args);
        let piped = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = piped.spawn().expect("runs");
        let mut input = child.stdin.take().expect("an input");
        let _ = input.write_all(wrong().as_bytes());
        drop(input);
        finished(&child.wait_with_output().expect("ends"))
    };
    let (code, said) = run(&["check", "-"]);
    assert!(code == Some(1) && said.contains("標準入力:"), "{said}");
    assert_eq!(run(&["check", "-", "--fix"]).0, Some(2));
    assert_eq!(run(&["build", "-"]).0, Some(2));
}

#[test]
fn a_name_in_the_other_form_of_unicode_is_found() {
    let desk = Desk::with(&[("か\u{3099}/テ\u{3099}ータ.yaml", EXAMPLE)]);
    for command in ["check", "status", "build"] {
        let (code, said) = desk.run(&[command, "が/データ.yaml"]);
        assert_eq!(code, Some(0), "{said}");
    }
}

#[test]
fn exceptions_are_not_judged_by_what_was_not_read() {
    let settings = |file: &str| {
        format!(
            "paths = [\"f\"]\n[[exceptions]]\nrule = \"S006\"\nreason = \"契約の後に決まるため\"\n{file}"
        )
    };
    let desk = Desk::with(&[("hyokasho.toml", &settings("")), ("f/empty.yaml", "\n")]);
    let (_, said) = desk.run(&["check"]);
    assert!(said.contains("Y001") && !said.contains("U002"), "{said}");
    desk.write("f/a.yaml", EXAMPLE);
    desk.write("hyokasho.toml", &settings("file = \"g/*.yaml\"\n"));
    let (_, said) = desk.run(&["check"]);
    assert!(
        said.contains("file「g/*.yaml」に当たる評価書がない"),
        "{said}"
    );
}

#[test]
fn what_hyokasho_toml_is_must_be_settings() {
    let desk = Desk::with(&[("a.yaml", EXAMPLE), ("hyokasho.toml/x", "")]);
    let (code, said) = desk.run(&["check", "a.yaml"]);
    assert!(
        code == Some(2) && said.contains("hyokasho.toml（フォルダーです）"),
        "{said}"
    );
    assert_eq!(desk.run(&["check", "a.yaml", "--no-config"]).0, Some(0));
}

/// A pipe that nobody writes into would be waited for without a word.
#[cfg(unix)]
#[test]
fn pipes_and_devices_are_refused_wherever_a_file_is_read() {
    let desk = Desk::with(&[("a.yaml", EXAMPLE), ("b/a.yaml", EXAMPLE)]);
    let pipe = Command::new("mkfifo").arg(desk.path("p.yaml")).status();
    assert!(pipe.is_ok_and(|made| made.success()), "a pipe");
    for args in [
        &["check", "p.yaml"][..],
        &["check", "a.yaml", "p.yaml"],
        &["check", "a.yaml", "--config", "p.yaml"],
        &["check", "a.yaml", "--baseline", "p.yaml"],
        &["check", "a.yaml", "--base", "p.yaml"],
        &["check", "/dev/zero"],
        &["fmt", "p.yaml"],
        &["fmt", "--check", "p.yaml"],
        &["build", "p.yaml", "-o", "out", "--format", "html"],
        &["export", "p.yaml"],
        &["import", "p.yaml"],
        &["diff", "p.yaml", "a.yaml"],
        &["diff", "a.yaml", "p.yaml"],
        &["changelog", "p.yaml", "--base", "a.yaml"],
        &["changelog", "a.yaml", "--base", "p.yaml"],
        &["log", "p.yaml"],
        &["status", "p.yaml"],
        &["new", "n.yaml", "--answers", "p.yaml"],
        &["new", "n.yaml", "--like", "p.yaml"],
    ] {
        let mut command = desk.command(args);
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = child.expect("hyokasho starts");
        let begun = std::time::Instant::now();
        while child.try_wait().expect("a child").is_none() {
            if begun.elapsed().as_secs() > 60 {
                child.kill().expect("it ends");
                panic!("{args:?} waits");
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        let (status, said) = finished(&child.wait_with_output().expect("it ended"));
        assert_eq!(status, Some(2), "{args:?}: {said}");
        assert!(said.contains("ふつうのファイルでない"), "{args:?}: {said}");
    }
    // In a folder it is passed by.
    let (status, said) = desk.run(&["fmt", "--check", "."]);
    assert!(status != Some(2) && said.contains("p.yaml"), "{said}");
}
