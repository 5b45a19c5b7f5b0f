//! What becomes of the file: changes, undo, other programs, a program that is killed, two desks.

use std::fs;
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;

use super::{Desk, TITLE, start};

#[test]
fn a_change_is_the_smallest_edit_of_the_file_and_can_be_undone() {
    let desk = Desk::open();
    let page = desk.get("/a/a.yaml");
    assert_eq!(page.status, 200, "{}", page.head);
    let before = desk.text();
    let answer = desk.set(1, TITLE, "別の名の事務　全項目評価書");
    assert_eq!(answer.status, 200, "{}", answer.body);
    let after = desk.text();
    let pairs = before.lines().zip(after.lines());
    let changed: Vec<_> = pairs.filter(|(old, new)| old != new).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(changed[0].1.contains("別の名の事務"));
    let undone = desk.post(
        "undo",
        &json!({"version": answer.version(), "chapter": "cover"}),
    );
    assert_eq!((undone.status, desk.text()), (200, before));
    let redone = desk.post(
        "redo",
        &json!({"version": undone.version(), "chapter": "cover"}),
    );
    assert_eq!((redone.status, desk.text()), (200, after));
}

#[test]
fn what_another_program_changes_is_kept() {
    let desk = Desk::open();
    let path = desk.folder.path().join("a.yaml");
    assert_eq!(desk.get("/a/a.yaml").status, 200);
    // Another item: both changes stay.
    let others = format!("# 覚え\n{}", desk.text());
    fs::write(&path, &others).expect("saved");
    let answer = desk.set(1, TITLE, "甲の事務　全項目評価書");
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(desk.text().starts_with("# 覚え\n") && desk.text().contains("甲の事務"));
    // The same item: nothing is written, and both texts are shown.
    let theirs = desk.text().replace("甲の事務", "乙の事務");
    fs::write(&path, &theirs).expect("saved");
    let conflict = desk.set(answer.version(), TITLE, "丙の事務　全項目評価書");
    let told = conflict.json();
    assert_eq!((conflict.status, desk.text()), (409, theirs));
    assert_eq!(told["mine"], "丙の事務　全項目評価書");
    assert_eq!(told["theirs"], "乙の事務　全項目評価書");
    let again = desk.set(conflict.version(), TITLE, "丙の事務　全項目評価書");
    assert_eq!(again.status, 200, "{}", again.body);
    assert!(desk.text().contains("丙の事務"));
    let state = desk.get(&format!(
        "/api/a/a.yaml/state?version={}&chapter=cover",
        again.version()
    ));
    assert_eq!(state.status, 204, "{}", state.body);
}

#[test]
fn what_was_saved_outlives_the_program() {
    let mut desk = Desk::open();
    assert_eq!(desk.get("/a/a.yaml").status, 200);
    let mut version = 1;
    for n in 0..5 {
        let answer = desk.set(version, TITLE, &format!("第{n}の事務　全項目評価書"));
        assert_eq!(answer.status, 200, "{}", answer.body);
        version = answer.version();
    }
    desk.child.kill().expect("killed");
    assert!(desk.text().contains("第4の事務"));
    let beside = fs::read_dir(desk.folder.path())
        .expect("the folder")
        .count();
    assert_eq!(beside, 1, "nothing is left beside the file");
}

#[test]
fn a_program_killed_while_it_saves_leaves_the_old_text_or_the_new_one() {
    let mut text = super::EXAMPLE.to_owned();
    let mut written = 0;
    for n in 0..20 {
        let mut desk = Desk::on(&text);
        assert_eq!(desk.get("/a/a.yaml").status, 200);
        let title = format!("第{n}の事務　全項目評価書");
        let change = json!({"kind": "set", "id": TITLE, "text": title});
        let body = json!({"version": 1, "chapter": "cover", "group": "", "changes": [change]});
        let request = desk.request("change", &body);
        let mut stream = desk.connect();
        std::io::Write::write_all(&mut stream, request.as_bytes()).expect("sent");
        // Sooner and later, so that it is met before, in and after the save.
        std::thread::sleep(Duration::from_micros(500).mul_f64(1.5_f64.powi(n)));
        desk.child.kill().expect("killed");
        desk.child.wait().expect("it ends");
        let now = desk.text();
        let is_new = now.contains(&title);
        assert!(is_new || now == text, "{n}: half a text");
        written += u32::from(is_new);
        let lines = |text: &str| text.lines().count();
        assert_eq!(lines(&now), lines(&text));
        text = now;
    }
    assert!(written > 0, "nothing was written");
}

#[test]
fn a_second_desk_is_told_of_the_first() {
    let first = Desk::open();
    assert_eq!(first.get("/a/a.yaml").status, 200);
    let (child, port, token) = start(first.folder.path());
    let folder = TempDir::new().expect("a folder");
    let second = Desk {
        child,
        folder,
        port,
        token,
    };
    let page = second.get("/a/a.yaml");
    assert!(page.body.contains("ほかの画面"), "{}", page.head);
    drop(first);
}
