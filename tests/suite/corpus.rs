//! How many findings the rules of wording give on a real published draft, so that a change that makes more of them, or
//! fewer, is seen. The draft is nobody's to copy and lies beside the repository, or where HYOKASHO_CORPUS says; without
//! it there is nothing to test.

use std::collections::BTreeMap;
use std::path::PathBuf;

use hyokasho::lint::engine::check_text;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::Stage;
use hyokasho::source::lang::Lang;

fn corpus() -> Option<String> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/sendai.yaml");
    let path = std::env::var_os("HYOKASHO_CORPUS").map_or_else(beside, PathBuf::from);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        eprintln!(
            "SKIPPED: no corpus at {}; set HYOKASHO_CORPUS",
            path.display()
        );
    }
    text
}

#[test]
fn findings_of_wording_on_a_real_draft() {
    let Some(text) = corpus() else { return };
    let source = Source::new("corpus.yaml", text);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for found in check_text(&source, Stage::Publish, Lang::Ja) {
        if found.code.starts_with(['B', 'R', 'W']) {
            *counts.entry(found.code).or_default() += 1;
        }
    }
    let counts: Vec<(&str, usize)> = counts.into_iter().collect();
    assert_eq!(counts, EXPECTED);
}

const EXPECTED: &[(&str, usize)] = &[
    ("B001", 1),
    ("B003", 1),
    ("R002", 1),
    ("R004", 1),
    ("R006", 1),
    ("W001", 2),
    ("W002", 14),
    ("W003", 3),
    ("W004", 2),
    ("W005", 2),
    ("W006", 1),
    ("W007", 1),
    ("W008", 1),
    ("W009", 1),
    ("W010", 1),
    ("W011", 12),
    ("W013", 2),
    ("W014", 1),
    ("W016", 1),
    ("W017", 3),
];
