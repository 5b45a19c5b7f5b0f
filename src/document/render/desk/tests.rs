use super::*;
use crate::assessment::{self, Assessment};
use crate::document::view::desk::{Desk, Seen};
use crate::lint::engine;
use crate::source::Source;
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

fn page() -> Page {
    Page {
        token: "t".repeat(32),
        base: "/a/kakuu.yaml".to_owned(),
        file: "kakuu.yaml".to_owned(),
        version: 1,
        stage: Stage::Review,
        ..Page::default()
    }
}

#[test]
fn every_page_is_made() {
    for text in [EXAMPLE, "様式: 全項目評価書\n版: 平成30年5月\n"] {
        desk(text, |desk| {
            let contents = desk.contents();
            for entry in &contents.entries {
                let chapter = desk.chapter(&entry.key).unwrap();
                let html = form(&page(), &contents, &chapter).map_err(|e| e.message(Lang::En));
                let html = html.unwrap();
                assert!(html.contains("</html>"), "{}", entry.key);
            }
        });
    }
}

/// Writes the pages of a file to a folder, to look at them in a browser: `DESK_PAGES=/tmp/pages DESK_FILE=a.yaml`.
#[test]
#[ignore = "writes files"]
fn pages_to_look_at() {
    let folder = std::env::var("DESK_PAGES").unwrap();
    let text = std::env::var("DESK_FILE").map(|file| std::fs::read_to_string(file).unwrap());
    let text = text.unwrap_or_else(|_| EXAMPLE.to_owned());
    desk(&text, |desk| {
        let contents = desk.contents();
        for entry in &contents.entries {
            let now = std::time::Instant::now();
            let chapter = desk.chapter(&entry.key).unwrap();
            let view = now.elapsed();
            let html = form(&page(), &contents, &chapter).unwrap();
            println!(
                "{} view {view:?} all {:?} {}",
                entry.key,
                now.elapsed(),
                html.len()
            );
            std::fs::write(format!("{folder}/{}.html", entry.key), html).unwrap();
        }
    });
    for asset in ASSETS {
        std::fs::write(format!("{folder}/static/{}", asset.name), asset.text).unwrap();
    }
}
