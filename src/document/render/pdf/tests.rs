//! The conditions a PDF must meet whatever the assessment says.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::*;
use crate::document::render::templates::Own;
use crate::document::view::{
    Block, Chapter, FormHead, Heading, Layout, Line, Meta, PrintedValue, Rich, Row, Span,
};

const HOSTILE: &str = r#"#read("/etc/passwd") $x$ *a* <b> @ref // = \u{41}"#;

fn view(text: &str) -> View {
    let heading = |anchor: &str, label: &str| Heading {
        anchor: anchor.into(),
        address: "Ⅰ１①".into(),
        label: label.into(),
        significant: true,
    };
    let line = Line {
        indent: 1,
        spans: vec![Span {
            text: text.into(),
            ..Span::default()
        }],
    };
    let value = PrintedValue::Text {
        blocks: vec![Rich::Paragraph { lines: vec![line] }],
    };
    let rows = vec![Row {
        heading: heading("basic.sub", "その必要性"),
        value: Some(PrintedValue::Blank),
        rows: vec![],
    }];
    View {
        form: FormHead {
            title: "特定個人情報保護評価書".into(),
            mark: "様式４".into(),
            contents_title: "項目一覧".into(),
        },
        meta: Meta {
            number: "1".into(),
            title: String::new(),
            agency: String::new(),
            publication_date: String::new(),
            threshold: String::new(),
        },
        stage: "draft".into(),
        legend: "※".into(),
        contents: vec![],
        marks: Default::default(),
        ratings: Vec::new(),
        chapters: vec![Chapter {
            layout: Layout::Table,
            heading: heading("basic", "Ⅰ　基本情報"),
            file: None,
            blocks: vec![Block::Section {
                heading: heading("basic.office", "１．事務"),
                level: 1,
                blocks: vec![Block::Row(Row {
                    heading: heading("basic.office.name", "①名称"),
                    value: Some(value),
                    rows,
                })],
            }],
        }],
    }
}

fn options<'a>(
    pictures: &'a BTreeMap<String, Vec<u8>>,
    fonts: &'a Fonts,
    templates: &'a Templates,
) -> PdfOptions<'a> {
    PdfOptions {
        date: Date::constant(2021, 12, 17),
        pictures,
        fonts,
        missing: Missing::Refuse,
        templates,
        standard: Standard::default(),
    }
}

fn set_as(view: &View, options: &PdfOptions) -> Result<Vec<u8>, PdfError> {
    let source = Attachment {
        name: "評価書/予防接種.yaml",
        bytes: b"x: 1",
    };
    render(view, source, options)
}

fn make(view: &View, templates: &[(&str, &str)]) -> Result<Vec<u8>, PdfError> {
    let own = templates.iter().map(|&(n, t)| (n.to_owned(), t.to_owned()));
    let own = Own {
        pdf: own.collect(),
        ..Own::default()
    };
    let templates = Templates::with(own).unwrap();
    set_as(
        view,
        &options(&BTreeMap::new(), Fonts::embedded(), &templates),
    )
}

#[test]
fn same_input_gives_the_same_conforming_bytes() {
    let first = make(&view(HOSTILE), &[]).unwrap();
    assert_eq!(first, make(&view(HOSTILE), &[]).unwrap());
    let text = String::from_utf8_lossy(&first);
    assert!(text.contains("<pdfaid:part>3") && text.contains("<pdfuaid:part>1"));
}

#[test]
fn unprintable_characters_are_named_by_code_point() {
    assert_eq!(
        missing_characters("前髙𠮷か\u{3099}\u{e000}𠮷\u{7}\n"),
        ['𠮷', '\u{e000}', '\u{7}']
    );
    let error = make(&view("𠮷\u{7}"), &[]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "PDFの書体にない文字があります: 「𠮷」（U+20BB7）、U+0007"
    );
}

#[test]
fn a_wrong_template_is_reported_with_its_place() {
    let error = make(
        &view("x"),
        &[(
            "cover.typ",
            "#let cover(form, blocks) = [nothing]\n#nonsense",
        )],
    )
    .unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("PDFを組版できません（cover.typ 2行目）: unknown variable"),
        "{error}"
    );
}

#[test]
fn the_list_of_the_check_is_the_coverage_of_the_fonts() {
    let list = include_str!("../../../../templates/fonts/coverage.txt");
    let number = |text: &str| u32::from_str_radix(text, 16).unwrap();
    let listed: Vec<char> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once('-').unwrap_or((line, line)))
        .flat_map(|(first, last)| number(first)..=number(last))
        .filter_map(char::from_u32)
        .collect();
    let all: String = (' '..='\u{2FFFF}').collect();
    let missing: std::collections::HashSet<char> = missing_characters(&all).into_iter().collect();
    let printed: Vec<char> = all.chars().filter(|c| !missing.contains(c)).collect();
    let needs_glyph = |c: &&char| !typst::text::is_default_ignorable(**c);
    assert_eq!(
        listed.iter().filter(needs_glyph).collect::<Vec<_>>(),
        printed.iter().filter(needs_glyph).collect::<Vec<_>>()
    );
}

#[test]
fn a_template_sees_nothing_of_the_disk() {
    for outside in [
        "/etc/hostname",
        "../main.typ",
        "../../Cargo.toml",
        "@preview/x:1.0.0",
    ] {
        for text in [
            format!("#import \"{outside}\": *"),
            format!("#read(\"{outside}\")"),
        ] {
            let cover = format!("#let cover(form, blocks) = [nothing]\n{text}");
            let error = make(&view("x"), &[("cover.typ", &cover)]).unwrap_err();
            assert!(error.to_string().contains("cover.typ 2行目"), "{error}");
        }
    }
}

#[test]
fn every_standard_is_made_and_says_what_it_is() {
    for standard in Standard::ALL {
        let templates = Templates::default();
        let none = BTreeMap::new();
        let options = PdfOptions {
            standard,
            ..options(&none, Fonts::embedded(), &templates)
        };
        let pdf = set_as(&view(HOSTILE), &options).unwrap();
        assert_eq!(pdf, set_as(&view(HOSTILE), &options).unwrap());
        let text = String::from_utf8_lossy(&pdf);
        let says = |what: &str| text.contains(what);
        let id = standard.id();
        assert_eq!(says("<pdfaid:part>"), id.starts_with("a-"), "{id}");
        if let Some((part, level)) = id.strip_prefix("a-").map(|id| id.split_at(1)) {
            assert!(says(&format!("<pdfaid:part>{part}<")), "{id}");
            let level = level.to_uppercase();
            assert!(says(&format!("<pdfaid:conformance>{level}<")), "{id}");
        }
        let aloud = matches!(standard, Standard::A3a | Standard::A2a | Standard::Ua1);
        assert_eq!(says("<pdfuaid:part>1<"), aloud, "{id}");
        assert_eq!(says("/EmbeddedFile"), standard.takes_attachments(), "{id}");
    }
}
