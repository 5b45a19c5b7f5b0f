use std::collections::BTreeMap;

use super::*;
use crate::assessment;
use crate::lint::engine;
use crate::source::Source;
use crate::source::diagnostic::Stage;
use crate::source::lang::Lang;

const EXAMPLE: &str = include_str!("../../../../assessments/kakuu-jido-teate.yaml");

/// Calls `then` with the pages of a text.
fn desk<T>(text: &str, then: impl FnOnce(&Desk) -> T) -> T {
    let source = Source::new("a.yaml", text);
    let document = assessment::read(&source);
    let opened = Assessment::open(&source, &document, Stage::Review).unwrap();
    let findings = engine::check_text(&source, Stage::Review, Lang::Ja);
    then(&Desk::of(Seen {
        assessment: &opened,
        findings: &findings,
        excepted: &[],
        since: None,
    }))
}

fn pages(desk: &Desk) -> Vec<Chapter> {
    let entries = desk.contents().entries;
    let pages = entries
        .iter()
        .map(|entry| desk.chapter(&entry.key).unwrap());
    pages.collect()
}

fn empty() -> &'static str {
    "様式: 全項目評価書\n版: 平成30年5月\n"
}

/// Is this the name of a file (`files[0].name`), and not of what lies below one?
fn is_file_name(id: &str) -> bool {
    let rest = id.strip_prefix("files[");
    rest.and_then(|rest| rest.split_once(']'))
        .is_some_and(|(_, rest)| rest == ".name")
}

/// What only names the form, or is shown in the box around it.
const NOT_BOXES: [&str; 0] = [];

#[test]
fn every_item_is_a_box_of_one_page() {
    for text in [EXAMPLE, empty()] {
        desk(text, |desk| {
            let mut seen: BTreeMap<String, usize> = BTreeMap::new();
            for page in pages(desk) {
                for id in page.ids().into_keys() {
                    *seen.entry(id).or_default() += 1;
                }
            }
            let pages: Vec<&str> = desk.places.all.iter().map(|p| p.id.as_str()).collect();
            for field in &desk.seen.assessment.fields {
                let id = field.id.as_str();
                let is_whole = pages
                    .iter()
                    .any(|page| *page == id || *page == format!("{id}[]"));
                let expected = match id {
                    _ if NOT_BOXES.contains(&id) => 0,
                    // ⅠとⅡ, and the list of files.
                    _ if is_file_name(id) => 3,
                    _ => 1,
                };
                let times = seen.get(id).copied().unwrap_or(0);
                assert!(times == expected || is_whole && times == 0, "{id}: {times}");
            }
        });
    }
}
