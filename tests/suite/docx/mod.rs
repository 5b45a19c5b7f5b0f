//! Documents for Word: both versions can be had from the redline, and the whole assessment is in its document.

mod edits;
pub mod strip;
mod whole;

use hyokasho::assessment::{self, Assessment};
use hyokasho::compare::diff::{self, Change, Comparison, Content, Diff, Side};
use hyokasho::document::render::docx;
use hyokasho::document::view::redline;
use hyokasho::document::view::redline::tracked::Tracked;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::Stage;
use rayon::prelude::*;

use crate::diff::EXAMPLE;
use crate::diff::session::session;
use strip::{Changes, part, rows, tables};

/// Opens a text as an assessment and passes it on.
fn opened<T>(text: &str, stage: Stage, look: impl FnOnce(&Assessment) -> T) -> T {
    let source = Source::new("a.yaml", text);
    let tree = assessment::read(&source);
    look(&Assessment::open(&source, &tree, stage).expect("a known form"))
}

/// The redline of two texts, and what differs.
fn redline_of<T>(old: &str, new: &str, look: impl FnOnce(&[u8], &Diff) -> T) -> T {
    opened(old, Stage::Publish, |before| {
        opened(new, Stage::Publish, |after| {
            let diff = diff::compare(before, after).masked();
            let comparison = Comparison {
                old: Side::default(),
                new: Side::default(),
                diff: &diff,
            };
            let said = redline::build(&comparison, before, after);
            let tracked = Tracked::of(&comparison, after, said);
            let bytes = docx::redline(&tracked).expect("a document");
            assert!(docx::redline(&tracked).is_ok_and(|again| again == bytes));
            look(&bytes, &diff)
        })
    })
}

/// The texts of one of the versions, change by change, in the order of the document.
fn texts_of(diff: &Diff, side: Changes) -> Vec<String> {
    let comparison = Comparison {
        old: Side::default(),
        new: Side::default(),
        diff,
    };
    let own = comparison.own_changes().into_iter();
    let changes: Vec<&Change> = own
        .chain(diff.changes.iter().filter(|c| c.follows))
        .collect();
    let text = |change: &Change| {
        let (here, there) = match side {
            Changes::Accepted => (&change.new, &change.old),
            Changes::Rejected => (&change.old, &change.new),
        };
        match (here, there) {
            (Some(here), _) => Some(here.text.clone()),
            // An entry that the version does not have is no row of it.
            (None, _) if matches!(change.content, Content::Entry { .. }) => None,
            (None, _) => Some(String::new()),
        }
    };
    changes.into_iter().filter_map(text).collect()
}

/// Accepting and rejecting everything gives both versions.
fn both_versions_are_there(old: &str, new: &str) -> usize {
    redline_of(old, new, |bytes, diff| {
        let xml = part(bytes, "word/document.xml");
        for side in [Changes::Accepted, Changes::Rejected] {
            let found: Vec<String> = rows(&xml, side)
                .into_iter()
                .map(|row| row[1].clone())
                .collect();
            assert_eq!(found, texts_of(diff, side), "{side:?}");
        }
        strip::is_sound(bytes);
        diff.changes.len()
    })
}

#[test]
fn a_session_of_edits_can_be_accepted_and_rejected() {
    let (new, expected) = session();
    let changes = both_versions_are_there(EXAMPLE, &new);
    assert!(changes >= expected.len(), "{changes}");
    both_versions_are_there(&new, EXAMPLE);
}

#[test]
fn random_edits_can_be_accepted_and_rejected() {
    let counts: Vec<usize> = (0..14_u64)
        .into_par_iter()
        .map(|seed| {
            let (new, edits) = edits::edited(EXAMPLE, seed);
            let changes = if seed % 2 == 0 {
                both_versions_are_there(EXAMPLE, &new)
            } else {
                both_versions_are_there(&new, EXAMPLE)
            };
            assert!(changes > 0, "{edits:?}");
            edits.len()
        })
        .collect();
    let all: usize = counts.iter().sum();
    assert!(all >= 40, "{all} edits");
}

#[test]
fn what_moved_says_so() {
    let (new, _) = session();
    redline_of(EXAMPLE, &new, |bytes, _| {
        let comments = part(bytes, "word/comments.xml");
        assert!(comments.contains(">移動（"), "{comments}");
        let document = part(bytes, "word/document.xml");
        let signs = document.matches("<w:commentReference").count();
        assert_eq!(signs, comments.matches("<w:comment ").count());
    });
}

#[test]
fn changes_carry_the_agency_and_the_date_of_the_new_version() {
    let new = EXAMPLE.replacen("公表日: 令和8年3月27日", "公表日: 令和9年3月26日", 1);
    redline_of(EXAMPLE, &new, |bytes, _| {
        let document = part(bytes, "word/document.xml");
        let by = "w:author=\"架空市長\" w:date=\"2027-03-26T00:0";
        let marks = document.matches("<w:ins ").count() + document.matches("<w:del ").count();
        assert_eq!(document.matches(by).count(), marks);
        assert!(marks > 0);
    });
    // Where neither is written, both are fixed.
    redline_of(
        "表紙:\n  評価書名: 甲\n",
        "表紙:\n  評価書名: 乙\n",
        |bytes, _| {
            let document = part(bytes, "word/document.xml");
            assert!(document.contains("w:author=\"評価実施機関\" w:date=\"2018-05-01T00:00:00Z\""));
        },
    );
}

#[test]
fn hostile_texts_are_text() {
    // The number is an invented one.
    let text = |note: &str| {
        format!("表紙:\n  評価書名: '<w:p/>&amp;\"'\n  特記事项: x\n  特記事項: {note}\n")
    };
    let old = text("\"番号は1234-5678-9018 \\x07\\t\\u202e </w:t>\"");
    let new = text("\"<!-- --> ]]> &#0; \\uFFFF𠮷\"");
    redline_of(&old, &new, |bytes, _| {
        let xml = part(bytes, "word/document.xml");
        assert!(!xml.contains("9018") && xml.contains("****"));
        let rows = rows(&xml, Changes::Accepted);
        assert!(
            rows.iter()
                .any(|row| row[1].starts_with("<!-- --> ]]> &#0; "))
        );
        strip::is_sound(bytes);
    });
    redline_of(EXAMPLE, EXAMPLE, |bytes, _| {
        let xml = part(bytes, "word/document.xml");
        assert_eq!(tables(&xml), 0);
        assert!(xml.contains("二つの版に違いはありません。"));
        strip::is_sound(bytes);
    });
}
