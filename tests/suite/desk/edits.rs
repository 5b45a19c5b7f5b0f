//! Many changes in a row over the desk: the file is what the same changes make of the text, and `check` finds what the page
//! shows. How long they take, and whether memory stays what it is, is measured where a number of them is named:
//! `HYOKASHO_DESK_EDITS=1000 cargo test --release --test suite desk::edits -- --nocapture`.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use fastrand::Rng;
use hyokasho::assessment::change::{Change, change};
use hyokasho::assessment::{self, Assessment};
use hyokasho::source::Source;
use hyokasho::source::diagnostic::Stage;
use serde_json::{Value, json};

use super::Desk;
use crate::diff::EXAMPLE;
use crate::item_changes::random::any_change;
use crate::lsp::speed::large;

/// How long an answer may take at the 95th of a hundred.
const MOST: Duration = Duration::from_millis(100);

/// How long a page may take.
const MOST_OF_PAGE: Duration = Duration::from_secs(1);

/// How many changes are asked for, more than an everyday run makes.
fn measured() -> Option<usize> {
    let asked = std::env::var("HYOKASHO_DESK_EDITS").ok();
    asked.and_then(|asked| asked.parse().ok())
}

/// What a page sends.
fn sent(change: &Change) -> Value {
    match change {
        Change::Set { id, text } => json!({"kind": "set", "id": id, "text": text}),
        Change::Tick {
            id,
            option,
            on,
            detail,
        } => json!({"kind": "tick", "id": id, "option": option, "on": on, "detail": detail}),
        Change::Texts { id, texts } => json!({"kind": "texts", "id": id, "texts": texts}),
        Change::Rows { id, rows } => json!({"kind": "rows", "id": id, "rows": rows}),
        Change::Add { id, after, copy_of } => {
            json!({"kind": "add", "id": id, "after": after, "copy_of": copy_of})
        }
        Change::Remove { id, entry } => json!({"kind": "remove", "id": id, "entry": entry}),
        Change::Move { id, from, to } => json!({"kind": "move", "id": id, "from": from, "to": to}),
    }
}

/// The codes of what `check` finds, with the items.
fn found_by_check(desk: &Desk) -> BTreeSet<String> {
    let mut check = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
    let check = check.args(["check", "a.yaml", "--stage", "draft", "--format", "json"]);
    let output = check.current_dir(desk.folder.path()).output();
    let report: Value =
        serde_json::from_slice(&output.expect("hyokasho runs").stdout).expect("a report");
    let findings = report["diagnostics"].as_array().expect("findings");
    let name = |finding: &Value| {
        Some(format!(
            "{} {}",
            finding["code"].as_str()?,
            finding["item"].as_str()?
        ))
    };
    findings.iter().filter_map(name).collect()
}

/// The codes of what all pages show, with the items.
fn found_on_pages(desk: &Desk) -> BTreeSet<String> {
    let first = desk.get("/a/a.yaml").body;
    let pages = first.split("<a href=\"/a/a.yaml/").skip(1);
    let pages: BTreeSet<&str> = pages
        .filter_map(|rest| rest.split(['"', '#']).next())
        .collect();
    let mut found = BTreeSet::new();
    for page in pages {
        let body = desk.get(&format!("/a/a.yaml/{page}")).body;
        let names = body.split("data-finding=\"").skip(1);
        for name in names.filter_map(|rest| rest.split('"').next()) {
            let mut parts = name.split('@');
            if let (Some(code), Some(item)) = (parts.next(), parts.next()) {
                found.insert(format!("{code} {item}"));
            }
        }
    }
    found
}

#[test]
fn any_changes_are_what_they_are_as_edits_of_the_text() {
    let count = measured().unwrap_or(40);
    let desk = Desk::on(EXAMPLE);
    assert_eq!(desk.get("/a/a.yaml").status, 200);
    let mut rng = Rng::with_seed(19);
    let mut source = Source::new("a.yaml", EXAMPLE);
    let (mut version, mut undoable, mut refused) = (1, Vec::new(), 0);
    for n in 0..count {
        // Now and then a step is taken back, and taken again.
        if n % 9 == 8 && undoable.last().is_some() {
            let body = json!({"version": version, "chapter": "cover"});
            let undone = desk.post("undo", &body);
            assert_eq!(
                (undone.status, desk.text()),
                (200, undoable.pop().expect("a step")),
                "{n}"
            );
            version = undone.version();
            source = Source::new("a.yaml", desk.text());
        }
        let document = assessment::read(&source);
        let opened = Assessment::open(&source, &document, Stage::Draft).expect("a form");
        let (wanted, _) = any_change(&opened, &mut rng);
        let body = json!({"version": version, "chapter": "cover", "group": format!("g{n}"), "changes": [sent(&wanted)]});
        let answer = desk.post("change", &body);
        match change(&source, &wanted) {
            Ok(changed) => {
                assert_eq!(answer.status, 200, "{n}: {wanted:?}: {}", answer.body);
                assert_eq!(desk.text(), changed.text, "{n}: {wanted:?}");
                if changed.text != source.text() {
                    undoable.push(source.text().to_owned());
                }
                source = Source::new("a.yaml", changed.text);
                version = answer.version();
            }
            Err(_) => {
                assert_eq!(
                    (answer.status, desk.text().as_str()),
                    (422, source.text()),
                    "{n}: {wanted:?}"
                );
                refused += 1;
            }
        }
    }
    assert!(
        refused * 4 < count,
        "{refused} of {count} changes are refused"
    );
    let shown = found_on_pages(&desk);
    assert!(!shown.is_empty());
    assert_eq!(shown, found_by_check(&desk));
    let left: Vec<_> = fs::read_dir(desk.folder.path())
        .expect("the folder")
        .collect();
    assert_eq!(left.len(), 1, "nothing lies beside the file");
}

/// The memory of a process, in kilobytes; none where the system does not say.
fn memory(process: u32) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().split(' ').next()?.parse().ok()
}

#[test]
fn an_edit_of_a_large_file_is_answered_at_once() {
    let measured = measured().filter(|count| *count >= 20);
    let count = measured.unwrap_or(3);
    let text = large();
    let desk = Desk::on(&text);
    let begun = Instant::now();
    assert_eq!(desk.get("/a/a.yaml").status, 200);
    let mut pages = vec![begun.elapsed()];
    for page in ["cover", "basic", "changes"] {
        let begun = Instant::now();
        assert_eq!(desk.get(&format!("/a/a.yaml/{page}")).status, 200, "{page}");
        pages.push(begun.elapsed());
    }
    let (mut times, mut sizes) = (Vec::new(), Vec::new());
    let mut version = 1;
    for n in 0..count {
        let change = json!({"kind": "set", "id": "basic.office.content", "text": format!("{n}件の事務を行う。")});
        let body = json!({"version": version, "chapter": "basic", "group": n.to_string(), "changes": [change]});
        let begun = Instant::now();
        let answer = desk.post("change", &body);
        times.push(begun.elapsed());
        assert_eq!(answer.status, 200, "{}", answer.body);
        version = answer.version();
        sizes.push(memory(desk.child.id()).unwrap_or(1));
    }
    if measured.is_none() {
        return;
    }
    times.sort();
    let at = |share: usize| times[(count * share / 100).min(count - 1)];
    let mean = |part: &[usize]| part.iter().sum::<usize>() / part.len().max(1);
    let (early, late) = (
        mean(&sizes[count / 4..count / 2]),
        mean(&sizes[count * 3 / 4..]),
    );
    println!(
        "{count} edits of {} bytes: median {:?}, 95 % {:?}, most {:?}; pages {pages:?}; memory {} MB, then {} MB",
        text.len(),
        at(50),
        at(95),
        at(100),
        early >> 10,
        late >> 10
    );
    assert!(at(95) <= MOST, "{:?}", at(95));
    assert!(pages.iter().all(|page| *page <= MOST_OF_PAGE), "{pages:?}");
    assert!(
        late < early + early / 10,
        "memory grows from {early} to {late} kB"
    );
}
