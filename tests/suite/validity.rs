//! The built pages by the judgement of the Nu Html Checker, the validator of the HTML standard.
//!
//! Needs Java, and `vnu.jar` at the path that `HYOKASHO_VNU` names (`npm pack vnu-jar`); `.ci/run` fetches both. Skipped,
//! saying so, where they are missing.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::outside::{named, skip};

use crate::diff::EXAMPLE;
use crate::diff::session::session;

/// What it says that is meant so, or that it can't know.
const MEANT: [&str; 2] = [
    // Without the role, a list without bullets is none to VoiceOver.
    "The “list” role is unnecessary",
    // It does not compare the hashes in the policy; the probe of a browser shows that the scripts run.
    "Inline script violates Content Security Policy",
];

fn checker() -> Option<PathBuf> {
    let path = named("HYOKASHO_VNU")?;
    if Command::new("java").arg("-version").output().is_err() {
        skip("there is no Java");
        return None;
    }
    // Where it is asked for, it has to be there.
    assert!(Path::new(&path).exists(), "HYOKASHO_VNU: {path:?}");
    Some(path)
}

/// What is wrong with the pages of a folder, a line each.
fn faults(checker: &Path, folder: &Path) -> Vec<String> {
    let output = Command::new("java")
        .arg("-jar")
        .arg(checker)
        .args(["--stdout", "--exit-zero-always", "--skip-non-html"])
        .arg(folder)
        .output()
        .expect("Java runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let output = String::from_utf8_lossy(&output.stdout).into_owned();
    let faults = output
        .lines()
        .filter(|line| !MEANT.iter().any(|meant| line.contains(meant)));
    faults.map(ToOwned::to_owned).collect()
}

fn run(folder: &Path, args: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_hyokasho"))
        .args(args)
        .current_dir(folder)
        .output()
        .expect("hyokasho runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code().is_some_and(|code| code < 2), "{said}");
}

#[test]
fn pages_are_valid() {
    let Some(checker) = checker() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let write = |name: &str, text: &[u8]| {
        std::fs::write(folder.path().join(name), text).expect("a file");
    };
    for (name, path) in [
        ("two-files.yaml", "assessments/kakuu-jido-teate.yaml"),
        (
            "draft.yaml",
            "tests/cli/build.in/assessments/kashidashi.yaml",
        ),
    ] {
        write(name, &std::fs::read(root.join(path)).expect("a file"));
    }
    write("old.yaml", EXAMPLE.as_bytes());
    write("new.yaml", session().0.as_bytes());
    let html = ["--format", "html", "-o", "pages"];
    crate::review::papers(&folder.path().join("pages"));
    let build = ["build", "two-files.yaml", "draft.yaml", "--with-findings"];
    run(folder.path(), &[&build[..], &html].concat());
    let compared = ["build", "new.yaml", "--base", "old.yaml"];
    let beside = ["--format", "html", "-o", "pages/compared"];
    run(folder.path(), &[&compared[..], &beside].concat());
    let found = faults(&checker, &folder.path().join("pages"));
    assert!(found.is_empty(), "{found:#?}");

    // What it can't see it would not miss.
    let index = folder.path().join("pages/index.html");
    let page = std::fs::read_to_string(&index).expect("the index");
    let spoiled = page
        .replace("<h1>", "<p><h1>")
        .replace("</h1>", "</h1></p>");
    std::fs::write(&index, spoiled).expect("a file");
    let found = faults(&checker, &folder.path().join("pages")).join("\n");
    assert!(found.contains("No “p” element in scope"), "{found}");
}
