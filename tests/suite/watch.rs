//! `watch`, as someone sees it who saves a file again and again.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::diff::EXAMPLE;

/// Longer than a check takes on a machine with much to do.
const LONG: Duration = Duration::from_secs(60);

/// A program that goes on until it is dropped, and what it says.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Watching {
    fn begin(folder: &Path, args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
        let command = command.arg("watch").args(args).current_dir(folder);
        let piped = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().expect("hyokasho runs");
        let (sender, lines) = channel();
        let out = child.stdout.take().expect("an output");
        let err = child.stderr.take().expect("an output");
        let to_err = sender.clone();
        thread::spawn(move || pass_on(BufReader::new(out), |line| sender.send(line).is_ok()));
        thread::spawn(move || pass_on(BufReader::new(err), |line| to_err.send(line).is_ok()));
        Watching { child, lines }
    }

    /// What is said up to a line with these words.
    fn until(&self, words: &str) -> String {
        self.until_all(&[words])
    }

    /// The same for several words, in any order: there are two streams.
    fn until_all(&self, words: &[&str]) -> String {
        let end = Instant::now() + LONG;
        let mut said = String::new();
        while let Ok(line) = self
            .lines
            .recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            said.push_str(&line);
            said.push('\n');
            if words.iter().all(|words| said.contains(words)) {
                return said;
            }
        }
        panic!("{words:?} was not said, but: {said}");
    }

    /// Whether nothing is said for some seconds.
    fn is_quiet(&self) -> bool {
        self.lines.recv_timeout(Duration::from_secs(3)).is_err()
    }
}

fn pass_on(lines: impl BufRead, mut to: impl FnMut(String) -> bool) {
    for line in lines.lines().map_while(Result::ok) {
        if !to(line) {
            return;
        }
    }
}

fn desk() -> TempDir {
    let desk = tempfile::tempdir().expect("a folder");
    fs::write(desk.path().join("a.yaml"), EXAMPLE).expect("a file");
    desk
}

fn wrong() -> String {
    EXAMPLE.replacen("実施の有無: 実施する", "実施の有無: する", 1)
}

const READY: &str = "保存するたびに点検します";

#[test]
fn what_comes_and_goes_with_each_save_is_said() {
    let desk = desk();
    let at = |name: &str| desk.path().join(name);
    let watching = Watching::begin(desk.path(), &["a.yaml", "--stage", "公表"]);
    let said = watching.until(READY);
    assert!(said.contains("指摘はありません"), "{said}");

    fs::write(at("a.yaml"), wrong()).expect("a file");
    let said = watching.until("新しい指摘 ");
    assert!(said.contains("S005") && said.contains("a.yaml:"), "{said}");
    assert!(!said.contains("新しい指摘 0か所"), "{said}");

    // All lines move; nothing is new.
    fs::write(at("a.yaml"), format!("# 注記\n\n{}", wrong())).expect("a file");
    let said = watching.until("新しい指摘 ");
    assert!(said.contains("新しい指摘 0か所、解消 0か所。"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");

    // As many programs save: beside it, then in its place.
    fs::write(at("a.yaml~"), EXAMPLE).expect("a file");
    fs::rename(at("a.yaml~"), at("a.yaml")).expect("renamed");
    let said = watching.until("新しい指摘 ");
    assert!(said.contains("解消  a.yaml  S005"), "{said}");
    assert!(said.contains("新しい指摘 0か所") && said.contains("指摘はありません"));

    // Gone for a moment, and there again as it was.
    fs::rename(at("a.yaml"), at("old")).expect("renamed");
    thread::sleep(Duration::from_millis(400));
    fs::rename(at("old"), at("a.yaml")).expect("renamed");
    assert!(watching.is_quiet());

    // Gone for good, and there again.
    fs::remove_file(at("a.yaml")).expect("removed");
    let said = watching.until_all(&["点検できなかったもの 1件", "ファイルがありません: a.yaml"]);
    assert!(!said.contains("解消  "), "{said}");
    fs::write(at("a.yaml"), EXAMPLE).expect("a file");
    watching.until("新しい指摘 0か所、解消 0か所。");

    drop(watching);
    let left: Vec<_> = fs::read_dir(desk.path())
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    assert_eq!(left, ["a.yaml"]);
}

#[test]
fn a_folder_and_its_settings_are_watched() {
    let desk = desk();
    let at = |name: &str| desk.path().join(name);
    let watching = Watching::begin(desk.path(), &["."]);
    watching.until(READY);

    fs::create_dir(at("sub")).expect("a folder");
    fs::write(at("sub/b.yaml"), wrong()).expect("a file");
    let said = watching.until("2件の文書を点検しました");
    assert!(said.contains("sub/b.yaml:127"), "{said}");
    fs::remove_file(at("sub/b.yaml")).expect("removed");
    let said = watching.until("1件の文書を点検しました");
    assert!(
        said.contains("なくなったファイル") && said.contains("sub/b.yaml"),
        "{said}"
    );

    // A mistake in the settings is said, and the run goes on.
    fs::write(at("hyokasho.toml"), "stage = \"pubilsh\"\n").expect("a file");
    let said = watching.until("pubilsh");
    assert!(said.contains("「publish」ではありませんか"), "{said}");
    fs::write(at("hyokasho.toml"), "stage = \"公表\"\n").expect("a file");
    watching.until("1件の文書を点検しました");

    // What can't be read for a while hides what is in it, and resolves nothing.
    fs::write(at("a.yaml"), wrong()).expect("a file");
    watching.until("S005");
    watching.until("新しい指摘 ");
    // A character that is cut off.
    fs::write(at("a.yaml"), [wrong().as_bytes(), b"\xe6"].concat()).expect("a file");
    let said = watching.until("新しい指摘 ");
    assert!(said.contains("Y001") && !said.contains("解消  "), "{said}");
    fs::write(at("a.yaml"), wrong()).expect("a file");
    let said = watching.until("新しい指摘 ");
    assert!(said.contains("新しい指摘 0か所、解消 1か所"), "{said}");
    assert!(said.contains("Y001"), "{said}");
}

#[test]
fn what_can_not_be_watched_is_refused() {
    let desk = desk();
    for args in [
        &["none.yaml"][..],
        &["-"],
        &["a.yaml", "--baseline", "none"],
    ] {
        let mut watching = Watching::begin(desk.path(), args);
        let ended = watching.child.wait().expect("ends");
        assert_eq!(ended.code(), Some(2), "{args:?}");
    }
}
