//! What the program is at a terminal: colours, standard input and output, completions, pages for `man`.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::diff::EXAMPLE;
use crate::outside::skip;

const ESCAPE: char = '\u{1b}';

fn wrong() -> String {
    EXAMPLE.replacen("実施の有無: 実施する", "実施の有無: する", 1)
}

/// Fixes itself.
fn fixable() -> String {
    EXAMPLE.replacen("公表日: ", "公表日：", 1)
}

fn desk() -> TempDir {
    let desk = tempfile::tempdir().expect("a folder");
    fs::write(desk.path().join("a.yaml"), EXAMPLE).expect("a file");
    fs::write(desk.path().join("b.yaml"), wrong()).expect("a file");
    fs::write(desk.path().join("c.yaml"), fixable()).expect("a file");
    desk
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
    command.args(args).current_dir(folder);
    for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().expect("hyokasho runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// What is printed to standard output for something at standard input.
fn piped(folder: &Path, args: &[&str], input: &str) -> Output {
    let mut command = command(folder, args);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().expect("runs");
    let mut to = child.stdin.take().expect("an input");
    let _ = to.write_all(input.as_bytes());
    drop(to);
    child.wait_with_output().expect("ends")
}

#[test]
fn colours_are_where_they_are_asked_for() {
    let desk = desk();
    let commands: [&[&str]; 3] = [
        &["check", "b.yaml"],
        &["diff", "a.yaml", "b.yaml"],
        &["check", "c.yaml", "--diff"],
    ];
    for args in commands {
        let is_coloured = |more: &[&str], variables: &[(&str, &str)]| {
            let mut command = command(desk.path(), &[args, more].concat());
            let output = command.envs(variables.iter().copied()).output();
            text(&output.expect("runs").stdout).contains(ESCAPE)
        };
        assert!(!is_coloured(&[], &[]), "{args:?}");
        assert!(is_coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
        assert!(is_coloured(&[], &[("FORCE_COLOR", "1")]), "{args:?}");
        assert!(is_coloured(&[], &[("CLICOLOR_FORCE", "1")]));
        assert!(!is_coloured(&["--color=never"], &[("FORCE_COLOR", "1")]));
    }
    // A patch without its colours is the patch.
    let plain = text(&run(desk.path(), &["check", "c.yaml", "--diff"]).stdout);
    let args = ["check", "c.yaml", "--diff", "--color", "always"];
    let mut coloured = text(&run(desk.path(), &args).stdout);
    for style in ["1", "36", "32", "31", "0"] {
        coloured = coloured.replace(&format!("{ESCAPE}[{style}m"), "");
    }
    assert_eq!(plain, coloured);
    // What machines read has none.
    for format in ["json", "sarif", "github", "junit"] {
        let args = ["check", "b.yaml", "--format", format, "--color", "always"];
        assert!(!text(&run(desk.path(), &args).stdout).contains(ESCAPE));
    }
}

#[test]
fn standard_input_has_a_name_and_takes_the_settings_of_the_folder() {
    let desk = desk();
    let output = piped(desk.path(), &["check", "-"], &wrong());
    let said = text(&output.stdout);
    assert!(said.contains("[標準入力:"), "{said}");
    let output = piped(desk.path(), &["--lang", "en", "check", "-"], &wrong());
    let said = text(&output.stdout);
    assert!(said.contains("[standard input:"), "{said}");
    let settings = "[rules]\nS005 = \"off\"\n";
    fs::write(desk.path().join("hyokasho.toml"), settings).expect("a file");
    let output = piped(desk.path(), &["check", "-"], &wrong());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    // Nothing of that kind can be written back.
    for args in [
        &["check", "-", "--fix"][..],
        &["build", "-"],
        &["watch", "-"],
    ] {
        assert_eq!(piped(desk.path(), args, EXAMPLE).status.code(), Some(2));
    }
}

#[test]
fn what_goes_to_standard_output_stands_alone_there() {
    let desk = desk();
    let plain = run(desk.path(), &["check", "b.yaml", "--format", "json"]).stdout;
    for args in [
        &["check", "b.yaml", "--output", "json=-"][..],
        &[
            "check",
            "b.yaml",
            "-o",
            "json=-",
            "--output",
            "sarif=b.sarif",
        ],
        &["check", "b.yaml", "--format", "json", "-o", "-"],
    ] {
        let output = run(desk.path(), args);
        assert_eq!(text(&output.stdout), text(&plain), "{args:?}");
        assert_eq!(output.status.code(), Some(1));
    }
    assert!(desk.path().join("b.sarif").exists());
    let human = text(&run(desk.path(), &["check", "b.yaml", "-o", "json=-"]).stderr);
    assert!(
        human.contains("S005") && human.contains("エラー 1"),
        "{human}"
    );
    let twice = ["check", "b.yaml", "-o", "json=-", "-o", "sarif=-"];
    assert_eq!(run(desk.path(), &twice).status.code(), Some(2));

    let workbook = run(desk.path(), &["export", "a.yaml", "-o", "-"]);
    assert!(workbook.stdout.starts_with(b"PK"), "{:?}", workbook.status);
    let args = ["diff", "a.yaml", "b.yaml", "--format", "html", "-o", "-"];
    let page = text(&run(desk.path(), &args).stdout);
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    let args = ["diff", "a.yaml", "b.yaml", "--format", "docx", "-o", "-"];
    assert!(run(desk.path(), &args).stdout.starts_with(b"PK"));
    // Several files need a folder.
    let output = run(desk.path(), &["build", "a.yaml", "-o", "-"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!desk.path().join("-").exists());
}

/// Runs a line in a shell; none where there is no such shell.
fn in_shell(folder: &Path, shell: &str, args: &[&str], line: &str) -> Option<String> {
    let output = Command::new(shell)
        .args(args)
        .arg(line)
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .env("HOME", folder)
        .output();
    let Ok(output) = output else {
        skip(&format!("there is no {shell}"));
        return None;
    };
    let said = text(&output.stderr);
    assert!(output.status.success(), "{shell}: {said}");
    Some(text(&output.stdout) + &said)
}

#[test]
fn shells_complete_commands_options_and_stages() {
    let desk = desk();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(desk.path(), &["completions", shell]);
        assert_eq!(output.status.code(), Some(0), "{shell}");
        let script = text(&output.stdout);
        for word in ["check", "watch", "pdf-standard", "draft"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
        let file = format!("script.{shell}");
        let args = ["completions", shell, "-o", &file];
        assert_eq!(run(desk.path(), &args).status.code(), Some(0));
        let written = fs::read_to_string(desk.path().join(&file)).expect("a file");
        assert_eq!(written.trim_start_matches('\u{feff}'), script);
        // The PowerShell of Windows takes a script without a mark for the old code page.
        assert_eq!(written.starts_with('\u{feff}'), shell == "powershell");
    }
    let folder = desk.path();
    let bash = "source script.bash\n\
        complete_of() { COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _hyokasho hyokasho \"${@: -1}\" \"${@: -2:1}\"; echo \"${COMPREPLY[@]}\"; }\n\
        complete_of hyokasho wa; complete_of hyokasho check --st; complete_of hyokasho check --stage '';\
        complete_of hyokasho new --form ''; complete_of hyokasho explain --form ''; complete_of hyokasho check --as-of '' 2>/dev/null; \
        complete_of hyokasho check --config script.b";
    if let Some(said) = in_shell(folder, "bash", &["--norc", "-c"], bash) {
        // What is no file is not completed by the names of files.
        let forms = "全項目評価書 点検記録\n全項目評価書 点検記録\n\nscript.bash\n";
        assert_eq!(
            said,
            format!("watch\n--stage\ndraft review publish\n{forms}")
        );
    }
    let fish = "source script.fish; complete -C 'hyokasho wa'; complete -C 'hyokasho check --st'; \
        complete -C 'hyokasho check --stage '";
    if let Some(said) = in_shell(folder, "fish", &["--no-config", "-c"], fish) {
        for word in [
            "watch\t保存するたびに",
            "--stage\tどの段階",
            "draft",
            "publish",
        ] {
            assert!(said.contains(word), "{word}: {said}");
        }
    }
    let zsh = "autoload -Uz compinit && compinit -u -d dump && source script.zsh && \
        whence -w _hyokasho && zsh -n script.zsh && print ${_comps[hyokasho]}";
    if let Some(said) = in_shell(folder, "zsh", &["-f", "-c"], zsh) {
        assert_eq!(said, "_hyokasho: function\n_hyokasho\n");
    }
}

#[test]
fn pages_for_man_keep_their_japanese() {
    let desk = desk();
    let output = run(desk.path(), &["man", "-o", "man1"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let mut names: Vec<String> = fs::read_dir(desk.path().join("man1"))
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for page in ["hyokasho.1", "hyokasho-check.1", "hyokasho-review-status.1"] {
        assert!(names.iter().any(|name| name == page), "{page}: {names:?}");
    }
    let page = text(&run(desk.path(), &["man", "review", "status"]).stdout);
    let path = desk.path().join("man1/hyokasho-review-status.1");
    assert_eq!(page, fs::read_to_string(path).expect("a page"));
    let output = run(desk.path(), &["man", "chekc"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("「check」ではありませんか"));

    let there = Command::new("mandoc").arg("-h").output();
    if there.is_err() {
        return skip("there is no mandoc");
    }
    for name in names {
        let mandoc = |args: &[&str]| {
            let mut command = Command::new("mandoc");
            let command = command.args(args).arg(desk.path().join("man1").join(&name));
            text(&command.output().expect("mandoc runs").stdout)
        };
        let complaints = mandoc(&["-Tlint", "-Wwarning"]);
        let harmless = ["missing date", "NAME"];
        let serious = complaints
            .lines()
            .filter(|line| !harmless.iter().any(|h| line.contains(h)));
        assert_eq!(serious.collect::<Vec<_>>(), Vec::<&str>::new(), "{name}");
        let shown = mandoc(&["-Tutf8", "-Owidth=80"]);
        assert!(
            shown.contains("説明") && shown.contains("する"),
            "{name}: {shown}"
        );
        assert!(
            !shown.contains('\u{fffd}') && !shown.contains("\\:"),
            "{shown}"
        );
    }
}

/// An option that is parted at the end of a line can't be typed as it is shown.
#[test]
fn pages_for_man_part_no_word() {
    let desk = desk();
    if Command::new("groff").arg("-v").output().is_err() {
        return skip("there is no groff");
    }
    for args in [&["man", "check"][..], &["--lang", "en", "man", "check"]] {
        let page = run(desk.path(), args).stdout;
        fs::write(desk.path().join("page.1"), page).expect("a file");
        for width in 40..80 {
            let mut groff = Command::new("groff");
            let groff = groff.args(["-Kutf8", "-Tutf8", "-man", &format!("-rLL={width}n")]);
            let shown = groff.arg("page.1").current_dir(desk.path()).output();
            let shown = text(&shown.expect("groff runs").stdout);
            assert!(shown.contains("hyokasho"), "{shown}");
            let parted = shown.lines().find(|line| line.contains('\u{2010}'));
            assert_eq!(parted, None, "{width}");
        }
    }
}
