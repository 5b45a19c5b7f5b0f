//! Imports go one way: each room of `src` uses only the rooms that `lib.rs` names before it.

use std::fs;
use std::path::{Path, PathBuf};

const SRC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src");

/// The rooms in the order of `lib.rs`.
fn rooms() -> Vec<String> {
    let lib = fs::read_to_string(format!("{SRC}/lib.rs")).expect("lib.rs");
    let rooms = lib.lines().filter_map(|line| line.strip_prefix("pub mod "));
    rooms
        .map(|room| room.trim_end_matches(';').to_owned())
        .collect()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of src") {
        let path = entry.expect("an entry of src").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The code of a file without its comments and its tests, which may look at what they like.
fn code(path: &Path) -> String {
    if path.ends_with("tests.rs") {
        return String::new();
    }
    let text = fs::read_to_string(path).expect("a file of src");
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| format!("{line}\n")).collect()
}

/// The imports that a room makes of one that comes after it.
fn turned_round(rooms: &[String], room: &str, code: &str) -> Vec<String> {
    let place = |name: &str| rooms.iter().position(|room| room == name);
    let uses = code.split("crate::").skip(1);
    let names = uses.map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_'));
    let names = names.filter_map(|mut words| words.next());
    let wrong = names.filter(|name| place(name) > place(room));
    wrong.map(str::to_owned).collect()
}

#[test]
fn no_room_uses_one_that_comes_after_it() {
    let rooms = rooms();
    let mut wrong = Vec::new();
    let mut paths = Vec::new();
    for room in &rooms {
        paths.clear();
        files(&Path::new(SRC).join(room), &mut paths);
        assert!(!paths.is_empty(), "no folder of room {room}");
        for path in &paths {
            for used in turned_round(&rooms, room, &code(path)) {
                wrong.push(format!("{} uses {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_of_src_is_a_room_and_there_are_at_most_sixteen_entries() {
    let rooms = rooms();
    let entries = fs::read_dir(SRC).expect("src");
    let names = entries.map(|e| e.expect("an entry").file_name().display().to_string());
    let names: Vec<String> = names.collect();
    assert!(names.len() <= 16, "{names:?}");
    let known =
        |name: &&String| rooms.contains(name) || ["lib.rs", "main.rs"].contains(&name.as_str());
    assert_eq!(names.iter().find(|name| !known(name)), None);
}

#[test]
fn an_import_that_is_turned_round_is_seen() {
    let rooms = ["source", "yaml", "lint"].map(str::to_owned);
    let code = "use crate::source::Span;\nfn f() { crate::lint::run() }";
    assert_eq!(turned_round(&rooms, "yaml", code), ["lint"]);
}
