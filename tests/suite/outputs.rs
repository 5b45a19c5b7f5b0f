//! What `build` writes: complete, the same on every run, and good PDF by other programs' judgement.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use hyokasho::assessment::{self, Assessment};
use hyokasho::document::render::html;
use hyokasho::document::view::{self, Block, PrintedValue, Row, View};
use hyokasho::source::Source;
use hyokasho::source::diagnostic::Stage;

use crate::outside::{CORPUS, named};

const EXAMPLES: [&str; 2] = ["kakuu-yobosesshu", "kakuu-jido-teate"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn example(name: &str) -> PathBuf {
    root().join("assessments").join(format!("{name}.yaml"))
}

pub fn build(paths: &[&Path], stage: &str, out: &Path, environment: &[(&str, &str)]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
    command
        .arg("build")
        .args(paths)
        .args(["--stage", stage, "-o"])
        .arg(out);
    command.envs(environment.iter().copied());
    let output = command.output().expect("hyokasho runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code().is_some_and(|code| code < 2), "{said}");
}

/// Calls `f` with the view of a file.
fn with_view(path: &Path, stage: Stage, f: impl FnOnce(&View)) {
    let bytes = std::fs::read(path).expect("the file is there");
    let source = Source::from_bytes("a.yaml", &bytes).expect("it is text");
    let document = assessment::read(&source);
    let assessment = Assessment::open(&source, &document, stage).expect("its form is known");
    f(&view::build(&assessment));
}

pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// All texts of a view that some pages do not hold.
fn not_found(view: &View, pages: &[String]) -> Vec<String> {
    let mut texts = Vec::new();
    view.each_text(&mut |text| texts.push(text.to_owned()));
    missing_from(pages, &texts)
}

/// The texts that some pages do not hold. A text may go on from one page to the next.
pub fn missing_from(pages: &[String], texts: &[String]) -> Vec<String> {
    let on = |text: &str| pages.iter().any(|page| page.contains(text));
    let over_the_edge = |text: &str| {
        let cuts = text.char_indices().map(|(i, _)| text.split_at(i)).skip(1);
        cuts.into_iter().any(|(before, after)| {
            pages
                .windows(2)
                .any(|two| two[0].contains(before) && two[1].contains(after))
        })
    };
    let texts = texts.iter().map(|text| squeezed(text));
    let missing = texts.filter(|text| !text.is_empty() && !on(text) && !over_the_edge(text));
    missing.collect()
}

/// The text of a page: without tags, style and script, entities read.
pub fn text_of_html(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let skipped = ["style", "script"]
            .iter()
            .find(|tag| rest[1..].starts_with(*tag));
        let end = match skipped {
            Some(tag) => rest.find(&format!("</{tag}>")).map(|i| i + tag.len() + 3),
            None => rest.find('>').map(|i| i + 1),
        };
        rest = &rest[end.unwrap_or(rest.len())..];
    }
    out.push_str(rest);
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(out, |text, (entity, c)| text.replace(entity, c))
}

#[test]
fn every_text_of_the_examples_is_in_the_page() {
    let out = tempfile::tempdir().expect("a folder");
    let paths: Vec<PathBuf> = EXAMPLES.iter().map(|name| example(name)).collect();
    build(
        &paths.iter().map(PathBuf::as_path).collect::<Vec<_>>(),
        "publish",
        out.path(),
        &[],
    );
    for (name, path) in EXAMPLES.iter().zip(&paths) {
        let page =
            std::fs::read_to_string(out.path().join(format!("{name}.html"))).expect("the page");
        with_view(path, Stage::Publish, |view| {
            let missing = not_found(view, &[squeezed(&text_of_html(&page))]);
            assert!(missing.is_empty(), "{name}: {missing:#?}");
        });
    }
    let index = std::fs::read_to_string(out.path().join("index.html")).expect("the index");
    assert!(
        EXAMPLES
            .iter()
            .all(|name| index.contains(&format!("{name}.html")))
    );
}

#[test]
fn every_text_of_the_corpus_is_in_the_page() {
    let Some(path) = named(CORPUS) else { return };
    let out = tempfile::tempdir().expect("a folder");
    build(&[&path], "draft", out.path(), &[]);
    let page = std::fs::read_to_string(out.path().join("sendai.html")).expect("the page");
    with_view(&path, Stage::Draft, |view| {
        let missing = not_found(view, &[squeezed(&text_of_html(&page))]);
        assert!(missing.is_empty(), "{missing:#?}");
    });
}

#[test]
fn the_figure_of_the_example_is_drawn_the_same_everywhere() {
    with_view(&example("kakuu-yobosesshu"), Stage::Publish, |view| {
        let blocks = view.chapters.iter().flat_map(|c| &c.blocks);
        let drawing = blocks.into_iter().find_map(|block| match block {
            Block::Row(Row {
                value: Some(PrintedValue::Figure(figure)),
                ..
            }) => figure.drawing.as_ref(),
            _ => None,
        });
        let svg = html::drawing(drawing.expect("a drawing"), html::Templates::embedded())
            .expect("the template fits");
        insta::with_settings!({
            snapshot_path => "../drawing",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, { insta::assert_snapshot!("kakuu-yobosesshu", svg) });
    });
}

#[test]
fn two_runs_give_the_same_bytes_wherever_they_are() {
    let files = |out: &Path| -> BTreeMap<String, Vec<u8>> {
        let entries = std::fs::read_dir(out)
            .expect("the folder")
            .map(|e| e.expect("an entry"));
        entries
            .map(|e| {
                (
                    e.file_name().to_string_lossy().into_owned(),
                    std::fs::read(e.path()).expect("a file"),
                )
            })
            .collect()
    };
    let (a, b) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    let path = example("kakuu-jido-teate");
    build(
        &[&path],
        "publish",
        a.path(),
        &[("TZ", "Asia/Tokyo"), ("LANG", "ja_JP.UTF-8")],
    );
    build(
        &[&path],
        "publish",
        b.path(),
        &[("TZ", "America/New_York"), ("LANG", "C")],
    );
    let (a, b) = (files(a.path()), files(b.path()));
    assert!(!a.is_empty() && a.keys().eq(b.keys()));
    a.iter()
        .for_each(|(name, bytes)| assert!(bytes == &b[name], "{name} differs"));
}

#[cfg(feature = "pdf")]
pub mod pdf {
    use super::*;

    pub fn output_of(program: &str, arguments: &[&str], file: &Path) -> String {
        let output = Command::new(program)
            .args(arguments)
            .arg(file)
            .arg("-")
            .output();
        let output = output.unwrap_or_else(|e| panic!("{program} is needed for this test: {e}"));
        assert!(
            output.status.success(),
            "{program}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// The text of each page without its running head and page number.
    pub fn pages(file: &Path, head: &str) -> Vec<String> {
        let text = output_of("pdftotext", &["-raw"], file);
        let count = text.matches('\u{C}').count();
        let head = squeezed(head);
        let pages = text.split('\u{C}').enumerate().map(|(n, page)| {
            let page = squeezed(page).replace(&format!("-{}/{count}-", n + 1), "");
            page.strip_prefix(&head)
                .map_or(page.clone(), ToOwned::to_owned)
        });
        pages.collect()
    }

    fn is_complete(path: &Path, stage: Stage, name: &str) {
        let out = tempfile::tempdir().expect("a folder");
        build(&[path], stage.id(), out.path(), &[]);
        let file = out.path().join(format!("{name}.pdf"));
        with_view(path, stage, |view| {
            let head = format!("{}{}", view.meta.number, view.meta.title);
            let pages = pages(&file, &head);
            let missing = not_found(view, &pages);
            assert!(missing.is_empty(), "{name}: {missing:#?}");
        });
        is_sound(&file);
    }

    pub fn is_sound(file: &Path) {
        let checked = Command::new("qpdf").arg("--check").arg(file).output();
        let checked = checked.unwrap_or_else(|e| panic!("qpdf is needed for this test: {e}"));
        assert!(
            checked.status.success(),
            "{}",
            String::from_utf8_lossy(&checked.stdout)
        );
        let fonts = Command::new("pdffonts")
            .arg(file)
            .output()
            .expect("pdffonts runs");
        let fonts = String::from_utf8_lossy(&fonts.stdout).into_owned();
        let faces: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!faces.is_empty());
        for face in faces {
            // name … emb sub uni object ID
            assert!(
                face.contains("yes yes yes"),
                "not embedded and subset: {face}"
            );
        }
        let info = Command::new("pdfinfo")
            .arg(file)
            .output()
            .expect("pdfinfo runs");
        let info = String::from_utf8_lossy(&info.stdout).into_owned();
        assert!(
            info.lines()
                .any(|l| l.starts_with("Tagged:") && l.ends_with("yes")),
            "{info}"
        );
    }

    #[test]
    fn the_examples_are_complete_and_sound() {
        for name in EXAMPLES {
            is_complete(&example(name), Stage::Publish, name);
        }
    }

    #[test]
    fn the_corpus_is_complete_and_sound() {
        let Some(path) = named(CORPUS) else { return };
        is_complete(&path, Stage::Draft, "sendai");
    }
}
