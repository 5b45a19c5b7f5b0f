//! The whole assessment as a document: every value once, in a control of its own, exactly as it is written.

use std::collections::{BTreeMap, BTreeSet};

use hyokasho::assessment::Assessment;
use hyokasho::assessment::value::{Period, Table, Value};
use hyokasho::document::render::docx;
use hyokasho::document::view;
use hyokasho::intake::cell::{Part, Pin};
use hyokasho::intake::import::Options;
use hyokasho::intake::{self, names};
use hyokasho::source::diagnostic::Stage;
use hyokasho::yaml::write;
use proptest::prelude::*;
use roxmltree::Document;

use super::opened;
use super::strip::{self, Changes, is, part};
use crate::diff::EXAMPLE;
use crate::outputs::{missing_from, squeezed};

const EXAMPLES: [&str; 5] = [
    EXAMPLE,
    include_str!("../../../assessments/kakuu-jido-teate.yaml"),
    include_str!("../../../assessments/aone-juminzei.yaml"),
    include_str!("../../../assessments/hawatari-kaigohoken.yaml"),
    include_str!("../../../assessments/shiomibara-jumin.yaml"),
];

fn document(assessment: &Assessment) -> Vec<u8> {
    docx::whole(&view::build(assessment), assessment).expect("a document")
}

/// What is written, by the names of the controls.
fn written(assessment: &Assessment) -> BTreeMap<Pin, String> {
    let mut all = BTreeMap::new();
    for field in &assessment.fields {
        let mut put = |id: String, part: Part, text: &str| {
            assert_eq!(all.insert(Pin { id, part }, text.to_owned()), None);
        };
        let id = || field.id.clone();
        let options = assessment.definition(field).options.len();
        match &field.value {
            Value::Text(text) | Value::Date(text, _) | Value::Count(text, _) => {
                put(id(), Part::Whole, &text.text);
            }
            Value::Choice { text, .. } | Value::Check(text) => put(id(), Part::Whole, &text.text),
            Value::Period(Period::Text(text)) | Value::Table(Table::Markdown(text)) => {
                put(id(), Part::Whole, &text.text);
            }
            Value::Texts(texts) => {
                for (n, text) in (1..).zip(texts) {
                    put(format!("{}[{n}]", field.id), Part::Whole, &text.text);
                }
            }
            Value::Pictures(paths) => match paths.as_slice() {
                [path] if path.span == field.span => put(id(), Part::Whole, &path.text),
                paths => {
                    for (n, path) in (1..).zip(paths) {
                        put(format!("{}[{n}]", field.id), Part::Whole, &path.text);
                    }
                }
            },
            Value::Checks(checks) => {
                for checked in checks {
                    let n = checked.option.map_or(options, |o| o) + 1;
                    put(id(), Part::Tick(n), "○");
                    if let Some(detail) = checked.detail {
                        put(id(), Part::Slot(n), &detail.text);
                    }
                }
            }
            Value::Table(Table::Rows(rows)) => {
                let mut heads: Vec<&str> = Vec::new();
                for (r, row) in (1..).zip(rows) {
                    for (key, node) in row {
                        let place = heads.iter().position(|head| *head == key.text);
                        let place = place.unwrap_or_else(|| {
                            heads.push(&key.text);
                            heads.len() - 1
                        });
                        let text = node.scalar().map_or("", |text| text.text.as_str());
                        put(id(), Part::Cell(r, place + 1), text);
                    }
                }
                for (c, head) in (1..).zip(heads) {
                    put(id(), Part::Cell(0, c), head);
                }
            }
            Value::Blank | Value::Group | Value::Entries(_) | Value::Period(_) => {}
        }
    }
    all.retain(|_, text| !text.is_empty());
    all
}

/// What the controls of a document hold; without what the form prints by itself.
fn controls(bytes: &[u8]) -> BTreeMap<Pin, String> {
    let xml = part(bytes, "word/document.xml");
    let document = Document::parse(&xml).expect("XML");
    let mut all = BTreeMap::new();
    for node in document.descendants().filter(|n| is(n, "sdt")) {
        let find = |name: &str| node.descendants().find(|n| is(n, name));
        let tag = find("tag")
            .expect("a tag")
            .attributes()
            .next()
            .expect("its value");
        assert!(tag.value().len() <= 64, "{}", tag.value());
        let pin = names::pin(tag.value()).expect("a name of ours");
        if pin.part == Part::Printed {
            continue;
        }
        let mut text = String::new();
        if find("showingPlcHdr").is_none() {
            strip::words(node, Changes::Accepted, &mut text);
        }
        if matches!(pin.part, Part::Tick(_)) || text.trim().is_empty() {
            text = text.trim().to_owned();
        }
        assert_eq!(all.insert(pin.clone(), text), None, "{pin:?} twice");
    }
    all.retain(|_, text| !text.is_empty());
    all
}

#[test]
fn every_value_is_in_its_control() {
    for text in EXAMPLES {
        opened(text, Stage::Draft, |assessment| {
            let bytes = document(assessment);
            strip::is_sound(&bytes);
            let (found, expected) = (controls(&bytes), written(assessment));
            assert!(expected.len() > 400, "{}", expected.len());
            for (pin, text) in &expected {
                assert_eq!(found.get(pin), Some(text), "{pin:?}");
            }
            let more: Vec<_> = found
                .keys()
                .filter(|pin| !expected.contains_key(pin))
                .collect();
            assert!(more.is_empty(), "{more:?}");
        });
    }
}

#[test]
fn everything_that_is_printed_is_in_the_document() {
    for text in EXAMPLES {
        opened(text, Stage::Draft, |assessment| {
            let view = view::build(assessment);
            let bytes = docx::whole(&view, assessment).expect("a document");
            assert!(docx::whole(&view, assessment).is_ok_and(|again| again == bytes));
            let xml = part(&bytes, "word/document.xml");
            let parsed = Document::parse(&xml).expect("XML");
            let mut all = String::new();
            strip::words(parsed.root_element(), Changes::Accepted, &mut all);
            let mut texts = Vec::new();
            view.each_text(&mut |text| texts.push(text.to_owned()));
            let missing = missing_from(&[squeezed(&all)], &texts);
            assert!(missing.is_empty(), "{missing:#?}");
        });
    }
}

#[test]
fn word_finds_its_way() {
    opened(EXAMPLE, Stage::Draft, |assessment| {
        let view = view::build(assessment);
        let bytes = document(assessment);
        let xml = part(&bytes, "word/document.xml");
        let headings = |level: usize| xml.matches(&format!("w:val=\"Heading{level}\"")).count();
        assert_eq!(
            headings(1),
            view.contents.len() + 1,
            "one for what has no place in the form"
        );
        assert!(headings(2) > 20 && headings(3) > 20);
        for n in 1..=view.contents.len() {
            assert!(xml.contains(&format!("w:anchor=\"chapter{n}\"")));
            assert!(xml.contains(&format!("w:name=\"chapter{n}\"")));
        }
        assert!(xml.contains("w:orient=\"landscape\"") && xml.contains("<w:tblHeader/>"));
        assert!(
            !xml.contains("cantSplit"),
            "rows go on over the end of a page"
        );
        let core = part(&bytes, "docProps/core.xml");
        assert!(core.contains("<dc:language>ja-JP</dc:language>"));
        assert!(core.contains(&view.meta.title) && core.contains("2026-03-27T00:00:00Z"));
        assert!(part(&bytes, "word/footer1.xml").contains(" PAGE "));
    });
}

#[test]
fn characters_that_xml_does_not_allow_are_seen() {
    let text = "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  評価書名: \"甲\\x07乙\\r丙\\uFFFF\"\n  特記事項: \"  前\\t後 \\n\\n<&> \"\n";
    opened(text, Stage::Draft, |assessment| {
        let bytes = document(assessment);
        strip::is_sound(&bytes);
        let found = controls(&bytes);
        let whole = |id: &str| Pin {
            id: id.to_owned(),
            part: Part::Whole,
        };
        assert_eq!(found[&whole("cover.title")], "甲␇乙␍丙\u{fffd}");
        assert_eq!(found[&whole("cover.special_notes")], "  前\t後 \n\n<&> ");
    });
}

#[test]
fn what_is_published_says_what_the_form_prints() {
    let text = format!("{EXAMPLE}判断の前提:\n  取扱者数: 500人以上\n");
    let ids = |stage: Stage| {
        opened(&text, stage, |assessment| {
            let found = controls(&document(assessment)).into_keys();
            found.map(|pin| pin.id).collect::<BTreeSet<String>>()
        })
    };
    let (draft, public) = (ids(Stage::Draft), ids(Stage::Publish));
    let kept_back: Vec<&String> = draft.difference(&public).collect();
    assert!(!kept_back.is_empty());
    for id in kept_back {
        let desk = ["premises", "exceptions", "changes"];
        assert!(desk.iter().any(|head| id.starts_with(head)), "{id}");
        assert!(
            !id.starts_with("changes") || id.ends_with(".reason"),
            "{id}"
        );
    }
}

/// The YAML that a document is read back as.
fn read_back(bytes: &[u8]) -> String {
    let read = intake::import::import("a.docx", bytes, &Options::default()).expect("an import");
    let [read] = <[_; 1]>::try_from(read).expect("one assessment");
    read.yaml
}

#[test]
fn a_document_is_read_back_as_it_was_written() {
    for text in EXAMPLES {
        let text = format!("{text}判断の前提:\n  取扱者数: 500人以上\n");
        let (bytes, expected) = opened(&text, Stage::Draft, |assessment| {
            (document(assessment), written(assessment))
        });
        opened(&read_back(&bytes), Stage::Draft, |again| {
            assert_eq!(written(again), expected);
            assert_eq!(document(again), bytes, "the same once more");
        });
    }
}

fn hostile_value() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "申請を受け付ける。",
        "\n",
        "\n\n",
        "- ",
        "* ",
        "**太字**",
        "<tag>",
        "&amp;",
        "]]>",
        "｜",
        "| a | b |",
        "  ",
        "\u{3000}",
        "\t",
        "# ",
        ": ",
        "＜選択肢＞",
        "1) 十分である",
        "[ ○ ]",
        "○",
        "①",
        "※",
        "（　）",
        "𠮷",
        "\u{200b}",
        "Ⅱ３① 入手元",
        "特定個人情報ファイル",
        "hk.words.printed",
        "=1+1",
        "なし",
        "012",
    ]);
    prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_value_is_read_back(values in prop::collection::vec(hostile_value(), 12)) {
        prop_assume!(values.iter().all(|value| !value.trim().is_empty()));
        let value = |n: usize, indent: usize| write::value(&values[n], indent, "\n");
        let text = [
            "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n".to_owned(),
            format!("  評価書名:{}\n  特記事項:{}\n", value(0, 2), value(1, 2)),
            "基本情報:\n  使用するシステム:\n".to_owned(),
            format!("    - システムの名称:{}\n      システムの機能:{}\n", value(2, 6), value(3, 6)),
            format!("      他のシステムとの接続:\n        - その他:{}\n", value(4, 10)),
            format!("    - システムの名称:{}\n", value(5, 6)),
            "変更箇所:\n".to_owned(),
            format!("  - 項目:{}\n    変更前の記載:{}\n", value(6, 4), value(7, 4)),
            "別紙:\n".to_owned(),
            format!("  - 表題:{}\n    本文:{}\n", value(8, 4), value(9, 4)),
            format!("    表:\n      - 番号:{}\n        内容:{}\n", value(10, 8), value(11, 8)),
        ]
        .concat();
        let (bytes, expected) = opened(&text, Stage::Draft, |assessment| {
            (document(assessment), written(assessment))
        });
        let again = read_back(&bytes);
        opened(&again, Stage::Draft, |again| {
            prop_assert_eq!(written(again), expected);
            Ok(())
        })?;
    }
}
