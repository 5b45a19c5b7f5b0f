//! The language server, as editors meet it: over a connection in memory, and over the standard streams of the program.
//!
//! `client` is an editor that counts places by itself. What `check` says is asked of the program, so that nothing is taken
//! for right because the server says it, too.

mod actions;
pub mod client;
mod findings;
mod hostile;
mod settings;
pub(crate) mod speed;
mod sync;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hyokasho::source::diagnostic::Stage;
use hyokasho::workspace;
use serde_json::Value;

/// A small assessment with findings of all kinds: safe fixes, others, exceptions.
pub const SMALL: &str = "様式: 全項目評価書
版: 平成30年5月
表紙:
  評価書番号: １
  評価書名: 𠮷野家か\u{309b}の予防接種に関する事務　全項目評価書
基本情報：
  使用するシステム:
    - システムの名称: 児童手当システム
      他のシステムとの接続:
        - その他:
";

/// What the program says of a file, as JSON.
pub fn check(path: &Path, stage: Stage, more: &[&str]) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
    command.args(["check", "--format", "json", "--stage", stage.id()]);
    command.args(more).arg(path).env_remove("HYOKASHO_LANG");
    let output = command.output().expect("the program runs");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        let said = String::from_utf8_lossy(&output.stderr);
        panic!("{}: {error}\n{said}", path.display())
    })
}

/// Each `bad.yaml` of `tests/rules` in a folder of its own, with its stage. What is none at all by its words is left out:
/// of it, an editor hears nothing.
pub fn each_bad(mut f: impl FnMut(&str, &Path, Stage)) {
    let folder = tempfile::tempdir().expect("a folder");
    let (texts, others): (Vec<_>, Vec<_>) = bad_texts()
        .into_iter()
        .partition(|(_, text, _)| workspace::is_assessment(text));
    let others: Vec<&String> = others.iter().map(|(name, ..)| name).collect();
    assert!(others.len() < 6, "{others:?}");
    for (name, text, stage) in texts {
        let own = folder.path().join(&name);
        fs::create_dir_all(&own).expect("a folder");
        let path = own.join("評価 書.yaml");
        fs::write(&path, text).expect("written");
        f(&name, &path, stage);
    }
}

/// The same of some of them, unless all are asked for: `HYOKASHO_LSP=all`.
pub fn some_bad(mut f: impl FnMut(&str, &Path, Stage)) {
    let all = std::env::var("HYOKASHO_LSP").is_ok_and(|asked| asked == "all");
    let mut number = 0;
    each_bad(|name, path, stage| {
        number += 1;
        if all || number % 6 == 0 {
            f(name, path, stage);
        }
    });
}

/// The texts of all `bad*.yaml`, by the names of their rules.
fn bad_texts() -> Vec<(String, String, Stage)> {
    let texts = std::cell::RefCell::new(Vec::new());
    crate::rules::each("bad", |code, path, source, stage| {
        let stem = path.file_stem().expect("a name").to_string_lossy();
        let name = format!("{code}-{stem}");
        texts
            .borrow_mut()
            .push((name, source.text().to_owned(), stage));
    });
    texts.into_inner()
}

/// A folder with one file.
pub fn folder_with(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, text).expect("written");
    (folder, path)
}
