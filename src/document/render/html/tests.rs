use std::collections::BTreeMap;

use super::{Picture, Templates, render, render_with_findings};
use crate::assessment::figure::Names;
use crate::document::view::findings::{Findings, Note};
use crate::document::view::{
    Block, ChangeRow, Chapter, ChoiceOption, ContentsEntry, Figure, Flow, FormHead, Heading,
    Layout, Line, Meta, PrintedValue, Rich, Row, Span, View, drawing, rich,
};

const HOSTILE: &str =
    r#"<script>alert(1)</script> {{ view.stage }} "><img src=x onerror=alert(1)> &amp;"#;

fn heading(anchor: &str, label: &str) -> Heading {
    Heading {
        anchor: anchor.into(),
        address: format!("Ⅲ２　{label}"),
        label: label.into(),
        significant: true,
    }
}

fn row(anchor: &str, value: PrintedValue) -> Block {
    Block::Row(Row {
        heading: heading(anchor, "項目"),
        value: Some(value),
        rows: Vec::new(),
    })
}

fn text(words: &str, link: Option<&str>) -> PrintedValue {
    let span = Span {
        text: words.into(),
        strong: false,
        link: link.map(Into::into),
    };
    PrintedValue::Text {
        blocks: vec![Rich::Paragraph {
            lines: vec![Line {
                indent: 0,
                spans: vec![span],
            }],
        }],
    }
}

fn rating(anchor: &str) -> Block {
    let option = |number, text: &str, chosen| ChoiceOption {
        number,
        text: text.into(),
        chosen,
    };
    let options = vec![
        option(1, "特に力を入れている", false),
        option(2, "十分である", true),
    ];
    row(
        anchor,
        PrintedValue::Choice {
            chosen: "十分である".into(),
            options,
            count: None,
        },
    )
}

fn view(values: Vec<Block>) -> View {
    let chapter = |anchor: &str, blocks| Chapter {
        layout: Layout::Table,
        heading: heading(anchor, "章"),
        file: Some(HOSTILE.into()),
        blocks,
    };
    let section = Block::Section {
        heading: heading("files[1].risks.intake", "２．入手"),
        level: 1,
        blocks: values,
    };
    View {
        form: FormHead {
            title: "特定個人情報保護評価書（全項目評価書）".into(),
            mark: "［様式４］".into(),
            contents_title: "項目一覧".into(),
        },
        meta: Meta {
            number: "1".into(),
            title: HOSTILE.into(),
            agency: "○○市長".into(),
            publication_date: String::new(),
            threshold: String::new(),
        },
        stage: "draft".into(),
        legend: "※は重要な変更の対象".into(),
        contents: vec![ContentsEntry {
            anchor: "files[1].risks".into(),
            label: "Ⅲ".into(),
        }],
        marks: Default::default(),
        ratings: Vec::new(),
        chapters: vec![
            chapter("cover", Vec::new()),
            chapter("files[1].risks", vec![section]),
        ],
    }
}

fn page(values: Vec<Block>) -> String {
    let mut view = view(values);
    view.collect_ratings();
    render(&view, &BTreeMap::new(), Templates::embedded()).unwrap()
}

fn attributes<'a>(page: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    page.split(start)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
}

#[test]
fn values_are_text_never_markup() {
    let page = page(vec![row("a", text(HOSTILE, None))]);
    assert_eq!(page.matches("<script>").count(), 3);
    assert!(!page.contains("<img"));
    assert!(page.contains(
        "&lt;script&gt;alert(1)&lt;/script&gt; {{ view.stage }} &quot;&gt;&lt;img src=x"
    ));
}

#[test]
fn only_web_links_are_links() {
    for link in [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,x",
        "//example.com",
        "",
    ] {
        assert!(
            !page(vec![row("a", text("行き先", Some(link)))]).contains("noopener"),
            "{link}"
        );
    }
    let page = page(vec![row(
        "a",
        text("行き先", Some("https://example.com/?a=\"b\"&c")),
    )]);
    assert!(page.contains(
        r#"<a href="https://example.com/?a=%22b%22&amp;c" rel="noopener noreferrer">行き先</a>"#
    ));
}

#[test]
fn every_internal_link_leads_to_an_id() {
    let mut unlabelled = row("", PrintedValue::Blank);
    if let Block::Row(Row { heading, .. }) = &mut unlabelled {
        heading.label.clear();
    }
    let page = page(vec![
        rating("files[1].risks.intake.leak.sufficient"),
        row("files[1].x", PrintedValue::Blank),
        unlabelled,
        row("", PrintedValue::Blank),
    ]);
    assert!(!page.contains("id=\"\"") && !page.contains("href=\"#\""));
    let ids: Vec<&str> = attributes(&page, " id=\"").collect();
    let targets: Vec<String> = attributes(&page, "href=\"#")
        .map(|target| target.replace("%5B", "[").replace("%5D", "]"))
        .collect();
    assert!(targets.len() > 5);
    for target in targets {
        assert!(ids.contains(&target.as_str()), "{target}");
    }
}

#[test]
fn self_ratings_are_listed_and_counted() {
    let page = page(vec![
        rating("files[1].risks.intake.leak.sufficient"),
        rating("not.a.rating"),
    ]);
    assert_eq!(page.matches(r#"<td class="rate-2">"#).count(), 1);
    assert!(page.contains("十分である <strong>1</strong>"));
    assert!(page.contains("特に力を入れている <strong>0</strong>"));
}

#[test]
fn lists_keep_their_numbers_and_are_lists() {
    let written = |text: &str| {
        page(vec![row(
            "a",
            PrintedValue::Text {
                blocks: rich::read(text),
            },
        )])
    };
    let numbered = written("3) 甲\n4) 乙");
    assert!(
        numbered.contains(
            r#"<ol class="list" role="list"><li value="3"><span class="marker">3)</span>"#
        )
    );
    let dotted = written("- 甲");
    assert!(dotted.contains(
        r#"<ul class="list" role="list"><li><span class="marker" aria-hidden="true">・</span>"#
    ));
}

#[test]
fn tables_are_named_once_and_every_column_has_a_head() {
    let page = page(vec![row(
        "a",
        PrintedValue::Text {
            blocks: rich::read("| 番号 | |\n|---|---|\n| 1 | 甲 |"),
        },
    )]);
    assert!(page.contains(r#"aria-label="本文の表""#));
    assert!(page.contains(r#"<th scope="col"><span class="unseen">2列目</span></th>"#));
}

#[test]
fn changes_are_counted_day_by_day_newest_first() {
    let cell = |text: &str| rich::read(text);
    let change = |n: usize, date: &str, timing: &str| ChangeRow {
        heading: heading(&format!("changes[{n}]"), &format!("第{n}行")),
        cells: vec![cell(date), cell("Ⅱ３①"), cell(timing)],
    };
    let rows = vec![
        change(1, "令和7年4月21日", "事前"),
        change(2, "", "事前"),
        change(3, "令和8年2月1日", "事後"),
        change(4, "別途", "事後"),
    ];
    let columns = ["変更日", "項目", "提出時期"].map(Into::into).to_vec();
    let mut view = view(Vec::new());
    view.chapters[1]
        .blocks
        .push(Block::Changes { columns, rows });
    let page = render(&view, &BTreeMap::new(), Templates::embedded()).unwrap();
    let places = [
        "令和8年2月1日</strong>　1件（事後 1）",
        "令和7年4月21日</strong>　2件（事前 2）",
        "別途</strong>　1件",
    ]
    .map(|words| page.find(words));
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{places:?}"
    );
    assert!(page.contains(r##"<a href="#changes%5B2%5D">第2行</a>　Ⅱ３①"##));
}

#[test]
fn only_the_copy_for_the_desk_holds_findings() {
    let note = Note {
        severity: "error",
        word: "エラー",
        shape: "×",
        code: "P001",
        message: HOSTILE.into(),
        help: "直す".into(),
        basis: vec!["指針"],
        words: "21日".into(),
        line: 12,
        anchor: "a".into(),
        address: "Ⅵ２②".into(),
        related: Vec::new(),
        place: "12行目".into(),
    };
    let findings = Findings {
        all: vec![note.clone()],
        beside: BTreeMap::from([("a".into(), vec![note])]),
        errors: 1,
        ..Findings::default()
    };
    let view = view(vec![row("a", PrintedValue::Blank)]);
    let desk =
        render_with_findings(&view, &BTreeMap::new(), &findings, Templates::embedded()).unwrap();
    assert!(
        desk.contains("公表しないでください") && desk.contains(r#"<li class="finding error">"#)
    );
    assert_eq!(desk.matches("<script>").count(), 3);
    let public = render(&view, &BTreeMap::new(), Templates::embedded()).unwrap();
    assert!(!public.contains("公表しないでください") && !public.contains("finding error"));
}

#[test]
fn pictures_are_inlined_or_named() {
    let figure = Figure {
        images: vec!["流れ.png".into()],
        ..Figure::default()
    };
    let mut view = view(Vec::new());
    view.chapters[1]
        .blocks
        .push(row("flow_figure.figure", PrintedValue::Figure(figure)));
    let missing = render(&view, &BTreeMap::new(), Templates::embedded()).unwrap();
    assert!(missing.contains("流れ.png") && !missing.contains("<img"));
    let picture = Picture {
        mime: "image/png",
        bytes: vec![1, 2, 3],
        pixels: 1,
    };
    let page = render(
        &view,
        &BTreeMap::from([("流れ.png".into(), picture)]),
        Templates::embedded(),
    )
    .unwrap();
    assert!(page.contains(r#"src="data:image/png;base64,AQID""#));
}

#[test]
fn hostile_names_are_words_of_the_drawing() {
    let flow = Flow {
        anchor: "flow_figure.figure.flows[1]".into(),
        number: "<b>".into(),
        from: HOSTILE.into(),
        to: "\"/><script>".into(),
        information: "]]><style>".into(),
        specific: String::new(),
        means: String::new(),
    };
    let flows = vec![flow];
    let actors = vec![HOSTILE.to_owned()];
    let drawing = drawing::draw(&actors, &flows, &Names::default());
    let svg = super::drawing(drawing.as_ref().unwrap(), Templates::embedded()).unwrap();
    for markup in [
        "<script",
        "<img",
        "<b>",
        "<style",
        "]]>",
        "onerror=alert(1)>",
    ] {
        assert!(!svg.contains(markup), "{markup}");
    }
    // It is still XML, and every name is in it.
    let read = roxmltree::Document::parse(&svg).unwrap();
    let words: String = read.descendants().filter_map(|n| n.text()).collect();
    for said in [HOSTILE, "\"/><script>", "]]><style>", "<b>"] {
        assert!(words.contains(said), "{said}");
    }
    let mut view = view(Vec::new());
    let figure = Figure {
        actors,
        flows,
        drawing: drawing.map(Box::new),
        ..Figure::default()
    };
    view.chapters[1]
        .blocks
        .push(row("flow_figure.figure", PrintedValue::Figure(figure)));
    let page = render(&view, &BTreeMap::new(), Templates::embedded()).unwrap();
    assert!(page.contains(svg.trim()));
}
