//! How many findings the rules of wording give on a real published draft, so that a change that makes more of them, or
//! fewer, is seen. The draft is nobody's to copy: HYOKASHO_CORPUS says where it is.

use std::collections::BTreeMap;

use hyokasho::lint::engine::check_text;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::Stage;
use hyokasho::source::lang::Lang;

use crate::outside::{CORPUS, named};

#[test]
fn findings_of_wording_on_a_real_draft() {
    let Some(path) = named(CORPUS) else { return };
    let text = std::fs::read_to_string(path).expect("the corpus can be read");
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
