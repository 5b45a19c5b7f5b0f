//! How long the parts of a run take on the worked example, and on one of the size of a long assessment (390 kB), which is
//! the example with its change table repeated.
//!
//! `cargo bench` runs them.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use hyokasho::assessment::{self, Assessment};
use hyokasho::compare::diff::{self, TextDiff};
use hyokasho::document::view;
use hyokasho::lint::engine::check_text;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::Stage;
use hyokasho::source::lang::Lang;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const EXAMPLE: &str = include_str!("../assessments/kakuu-yobosesshu.yaml");

/// A file of this many bytes has some 200 pages.
const LONG_FOR_PRINT: usize = 800_000;

/// The example with its last change entries repeated until the file has about `bytes` bytes.
fn long(bytes: usize) -> String {
    let head = EXAMPLE.find("\n変更箇所:\n").unwrap_or(0) + "\n変更箇所:\n".len();
    let rest = &EXAMPLE[head..];
    let end = rest.find("\n別紙:").map_or(rest.len(), |i| i + 1);
    let (entries, tail) = rest.split_at(end);
    let times = bytes.saturating_sub(EXAMPLE.len()) / entries.len() + 1;
    [&EXAMPLE[..head], &entries.repeat(times), tail].concat()
}

/// The parts of a check of one text.
fn pipeline_of(c: &mut Criterion, name: &str, text: String) {
    let source = Source::new("assessment.yaml", text);
    let size = source.text().len() / 1000;
    let mut group = c.benchmark_group(format!("{name}, {size} kB"));
    group.bench_function("yaml events alone", |b| {
        b.iter(|| granit_parser::Parser::new_from_str(black_box(source.text())).count());
    });
    group.bench_function("read", |b| b.iter(|| assessment::read(black_box(&source))));
    group.bench_function("check", |b| {
        b.iter(|| check_text(black_box(&source), Stage::Publish, Lang::Ja));
    });
    group.finish();
}

fn pipeline(c: &mut Criterion) {
    pipeline_of(c, "example", EXAMPLE.to_owned());
    pipeline_of(c, "long", long(390_000));
    // Another assessment, where one is named: HYOKASHO_CORPUS=FILE cargo bench
    let named = std::env::var_os("HYOKASHO_CORPUS");
    if let Some(text) = named.and_then(|path| std::fs::read_to_string(path).ok()) {
        pipeline_of(c, "corpus", text);
    }
}

/// The example with an edit in every tenth line that can take one.
fn edited(text: &str) -> String {
    let lines = text.lines().enumerate();
    let edited = lines.map(|(n, line)| match n % 10 {
        0 if line.ends_with('。') => format!("{}ことがある。", line.trim_end_matches('。')),
        _ => line.to_owned(),
    });
    edited.collect::<Vec<_>>().join("\n") + "\n"
}

fn differences(c: &mut Criterion) {
    let old = Source::new("old.yaml", long(390_000));
    let new = Source::new("new.yaml", edited(old.text()));
    let (old_tree, new_tree) = (assessment::read(&old), assessment::read(&new));
    let (Ok(before), Ok(after)) = (
        Assessment::open(&old, &old_tree, Stage::Draft),
        Assessment::open(&new, &new_tree, Stage::Draft),
    ) else {
        return;
    };
    let mut group = c.benchmark_group("diff");
    group.bench_function("two of 390 kB, opened", |b| {
        b.iter(|| {
            diff::compare(black_box(&before), black_box(&after))
                .changes
                .len()
        });
    });
    group.bench_function("two of 390 kB, from text", |b| {
        b.iter(|| {
            let (old_tree, new_tree) = (assessment::read(&old), assessment::read(&new));
            let before = Assessment::open(&old, &old_tree, Stage::Draft).ok();
            let after = Assessment::open(&new, &new_tree, Stage::Draft).ok();
            before
                .zip(after)
                .map(|(old, new)| diff::compare(&old, &new).changes.len())
        });
    });
    // One text of the length of a whole assessment, every tenth line of it edited.
    group.sample_size(10);
    group.bench_function("one text of 390 kB", |b| {
        b.iter(|| {
            TextDiff::new(black_box(old.text()), black_box(new.text()))
                .paragraphs
                .len()
        });
    });
    group.finish();
}

/// The worked example, and one of some 200 pages, most of them its change table.
fn outputs(c: &mut Criterion) {
    outputs_of(c, "worked example", EXAMPLE);
    outputs_of(c, "200 pages", &long(LONG_FOR_PRINT));
}

fn outputs_of(c: &mut Criterion, name: &str, text: &str) {
    let source = Source::new("example.yaml", text);
    let document = assessment::read(&source);
    let Ok(assessment) = Assessment::open(&source, &document, Stage::Publish) else {
        return;
    };
    let view = view::build(&assessment);
    let mut group = c.benchmark_group(name);
    group.sample_size(10);
    group.bench_function("view", |b| b.iter(|| view::build(black_box(&assessment))));
    group.bench_function("html", |b| {
        b.iter(|| {
            hyokasho::document::render::html::render(
                black_box(&view),
                &Default::default(),
                hyokasho::document::render::html::Templates::embedded(),
            )
            .map(|p| p.len())
        });
    });
    #[cfg(feature = "pdf")]
    group.bench_function("pdf", |b| {
        b.iter(|| pdf(black_box(&view), &assessment, text));
    });
    group.finish();
}

#[cfg(feature = "pdf")]
fn pdf(view: &view::View, assessment: &Assessment, text: &str) -> usize {
    use hyokasho::document::render::pdf::{Attachment, Fonts, Missing, PdfOptions, render};
    let options = PdfOptions {
        date: assessment.date(),
        pictures: &Default::default(),
        fonts: Fonts::embedded(),
        missing: Missing::Refuse,
        templates: hyokasho::document::render::templates::Templates::embedded(),
        standard: Default::default(),
    };
    let source = Attachment {
        name: "example.yaml",
        bytes: text.as_bytes(),
    };
    render(view, source, &options).map_or(0, |pdf| pdf.len())
}

criterion_group!(benches, pipeline, differences, outputs);
criterion_main!(benches);
