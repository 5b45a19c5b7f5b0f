//! What the desk changes in a file: each change is the smallest edit of its text, and nothing else is touched.

mod boxes;
mod entries;
mod lists;
mod model;
pub(crate) mod random;
mod refused;
mod texts;
mod walk;

use hyokasho::assessment::change::{Change, Unchangeable, change};
use hyokasho::source::Source;
use hyokasho::yaml::edit::apply;

pub(super) fn made(text: &str, wanted: &Change) -> Result<String, Unchangeable> {
    let changed = change(&Source::new("a.yaml", text), wanted)?;
    let applied = apply(text, &changed.edits).text;
    assert_eq!(applied, changed.text, "the edits are the change");
    Ok(changed.text)
}

/// Texts before and after a change.
#[track_caller]
pub(super) fn all(change: &Change, cases: &[(&str, &str)]) {
    for (old, new) in cases {
        assert_eq!(
            made(old, change).as_deref(),
            Ok(*new),
            "{change:?} of\n{old}"
        );
    }
}

pub(super) fn set(id: &str, text: &str) -> Change {
    let (id, text) = (id.to_owned(), text.to_owned());
    Change::Set { id, text }
}

pub(super) fn tick(id: &str, option: &str, on: bool, detail: Option<&str>) -> Change {
    Change::Tick {
        id: id.to_owned(),
        option: option.to_owned(),
        on,
        detail: detail.map(str::to_owned),
    }
}

pub(super) fn texts(id: &str, texts: &[&str]) -> Change {
    Change::Texts {
        id: id.to_owned(),
        texts: texts.iter().map(|text| (*text).to_owned()).collect(),
    }
}

pub(super) fn rows(id: &str, rows: &[&[(&str, &str)]]) -> Change {
    let cell = |(key, text): &(&str, &str)| ((*key).to_owned(), (*text).to_owned());
    Change::Rows {
        id: id.to_owned(),
        rows: rows
            .iter()
            .map(|row| row.iter().map(cell).collect())
            .collect(),
    }
}

pub(super) fn add(id: &str, after: usize, copy_of: Option<usize>) -> Change {
    let id = id.to_owned();
    Change::Add { id, after, copy_of }
}

pub(super) fn remove(id: &str, entry: usize) -> Change {
    let id = id.to_owned();
    Change::Remove { id, entry }
}

pub(super) fn put_elsewhere(id: &str, from: usize, to: usize) -> Change {
    let id = id.to_owned();
    Change::Move { id, from, to }
}

/// An item of a file, written with the lines below its key.
pub(super) fn in_file(chapter: &str, lines: &str) -> String {
    let lines = lines.lines().map(|line| format!("        {line}\n"));
    format!(
        "特定個人情報ファイル:\n  - 名称: a\n    概要:\n      {chapter}:\n{}",
        lines.collect::<String>()
    )
}

#[track_caller]
pub(super) fn all_in_file(chapter: &str, change: &Change, cases: &[(&str, &str)]) {
    for (old, new) in cases {
        let [old, new] = [old, new].map(|lines| in_file(chapter, lines));
        assert_eq!(
            made(&old, change).as_deref(),
            Ok(new.as_str()),
            "{change:?}"
        );
    }
}

#[test]
fn a_change_is_read_from_json() {
    let read = |json: &str| serde_json::from_str::<Change>(json).ok();
    let cases = [
        (
            r#"{"kind":"set","id":"cover.number","text":"13"}"#,
            set("cover.number", "13"),
        ),
        (
            r#"{"kind":"tick","id":"a","option":"紙","on":true,"detail":null}"#,
            tick("a", "紙", true, None),
        ),
        (
            r#"{"kind":"tick","id":"a","option":"紙","on":true}"#,
            tick("a", "紙", true, None),
        ),
        (
            r#"{"kind":"texts","id":"a","texts":["b"]}"#,
            texts("a", &["b"]),
        ),
        (
            r#"{"kind":"rows","id":"a","rows":[[["b","c"]]]}"#,
            rows("a", &[&[("b", "c")]]),
        ),
        (
            r#"{"kind":"add","id":"a","after":1,"copy_of":null}"#,
            add("a", 1, None),
        ),
        (r#"{"kind":"remove","id":"a","entry":1}"#, remove("a", 1)),
        (
            r#"{"kind":"move","id":"a","from":1,"to":2}"#,
            put_elsewhere("a", 1, 2),
        ),
    ];
    for (json, change) in cases {
        assert_eq!(read(json), Some(change), "{json}");
    }
    assert_eq!(read(r#"{"kind":"set","id":"a","text":"b","more":1}"#), None);
    assert_eq!(read(r#"{"kind":"else","id":"a"}"#), None);
}

/// The worked examples with their names.
fn examples() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assessments");
    let paths = std::fs::read_dir(folder).expect("the folder of the examples");
    let mut paths: Vec<_> = paths.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "yaml"));
    paths.sort();
    let read = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).expect("an example");
        (path.display().to_string(), text)
    };
    paths.into_iter().map(read).collect()
}
