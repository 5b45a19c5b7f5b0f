//! No silence: what is in a file is read, is a comment, or lies on a line that a finding names. Where no finding speaks
//! of reading, all of it is on the page.

use std::collections::{BTreeMap, BTreeSet};

use hyokasho::assessment::{self, Assessment};
use hyokasho::document::render::html;
use hyokasho::document::view;
use hyokasho::japanese::notation::norm_key;
use hyokasho::lint::engine::check_source;
use hyokasho::lint::rules::CheckInputs;
use hyokasho::source::diagnostic::{Diagnostic, Severity};
use hyokasho::source::lang::Lang;
use hyokasho::source::{Source, Span};
use hyokasho::yaml::{Content, Document, Node, Scalar};

use crate::Trial;
use crate::check::steers_nothing;
use crate::mutate::mutated;

/// Keys whose values the form does not print as they are.
const NOT_PRINTED: [&str; 4] = ["検査の例外", "判断の前提", "様式", "版"];

pub fn run(trial: &mut Trial) {
    let text = trial.seeds.text(&mut trial.rng);
    let input = mutated(&text, &mut trial.rng, trial.seeds);
    let Ok(source) = Source::from_bytes("a.yaml", &input) else {
        return;
    };
    let stage = trial.stage();
    let check = || check_source(&source, &|_| CheckInputs::default(), stage, Lang::Ja);
    let Some(checked) = trial.guarded("check", &input, check) else {
        return;
    };
    let excepted = checked.suppressed.iter().map(|s| &s.diagnostic);
    let found: Vec<&Diagnostic> = checked.diagnostics.iter().chain(excepted).collect();
    let document = assessment::read(&source);
    let is_error = |d: &&&Diagnostic| d.severity == Severity::Error;
    let any_error = found.iter().any(|d| is_error(&d));
    if !document.unread.is_empty() && !any_error {
        trial.fault("a part is not read and nothing says so", "", &input);
    }
    // Of another edition nothing else is looked at.
    if found.iter().any(|d| d.code == "S016") {
        return;
    }
    if !matches!(document.root.content, Content::Map(_)) {
        if !any_error {
            trial.fault("there is no form and nothing says so", "", &input);
        }
        return;
    }
    if let Some((line, lost)) = lost(&source, &document, &found).pop_first() {
        let detail = format!("line {line}: {lost:?} of {:?}", source.line(line));
        trial.fault("a line is not read and not named", detail, &input);
    }
    let of_reading = |d: &&Diagnostic| match d.code {
        // What is not written yet, an invisible character, another spelling of a key.
        "S004" | "S006" | "Y021" | "Y022" => false,
        code => code.starts_with(['Y', 'S']),
    };
    if !found.iter().any(of_reading) {
        let errors = found.iter().filter(is_error);
        let named = errors
            .map(|d| source.line_of(d.primary.span.start))
            .collect();
        on_the_page(trial, &input, &source, &document, &named);
    }
}

/// The letters of each line that are in no value and no comment, where no finding names the line.
fn lost(source: &Source, document: &Document, found: &[&Diagnostic]) -> BTreeMap<usize, String> {
    let text = source.text();
    let mut read = vec![false; text.len()];
    let mut cover = |span: Span| {
        let end = span.end.min(text.len());
        read[span.start.min(end)..end].fill(true);
    };
    each_scalar(&document.root, &mut |scalar| cover(scalar.span));
    document
        .comments
        .iter()
        .for_each(|comment| cover(comment.span));
    document.unread.iter().for_each(|span| cover(*span));
    let mut named = BTreeSet::new();
    for finding in found {
        let labels = [&finding.primary].into_iter().chain(&finding.related);
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        let spans: Vec<Span> = labels
            .map(|l| l.span)
            .chain(edits.map(|e| e.span))
            .collect();
        for span in &spans {
            let last = span.end.max(span.start + 1) - 1;
            named.extend(source.line_of(span.start)..=source.line_of(last));
        }
        // 「（8行）」 names as many lines, of which some are listed.
        let said = finding
            .message
            .split_once("行）")
            .and_then(|(before, _)| before.rsplit_once('（'));
        if let Some(lines) = said.and_then(|(_, n)| n.parse::<usize>().ok()) {
            let of = |span: &Span| source.line_of(span.start);
            let first = spans.iter().map(of).min().unwrap_or(0);
            let last = spans.iter().map(of).max().unwrap_or(0);
            named.extend(first..=last + lines + 40);
        }
    }
    let mut lost: BTreeMap<usize, String> = BTreeMap::new();
    for (at, c) in text.char_indices() {
        if !read[at] && c.is_alphanumeric() && !is_block_head(text, at) {
            let line = source.line_of(at);
            if !named.contains(&line) {
                lost.entry(line).or_default().push(c);
            }
        }
    }
    lost
}

/// Whether a digit belongs to the head of a block: `|2-`.
fn is_block_head(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(|c: char| c.is_ascii_digit() || c == '+' || c == '-');
    before.ends_with(['|', '>']) && text[at..].starts_with(|c: char| c.is_ascii_digit())
}

fn each_scalar<'n>(node: &'n Node, f: &mut dyn FnMut(&'n Scalar)) {
    match &node.content {
        Content::Blank => {}
        Content::Scalar(scalar) => f(scalar),
        Content::Map(entries) => entries.iter().for_each(|entry| {
            f(&entry.key);
            each_scalar(&entry.value, f);
        }),
        Content::Seq(nodes) => nodes.iter().for_each(|node| each_scalar(node, f)),
    }
}

/// Every line of every value is on the page, but on lines that an error names, as of a name that the figure does not
/// have; and nothing there steers what shows it.
fn on_the_page(
    trial: &mut Trial,
    input: &[u8],
    source: &Source,
    document: &Document,
    named: &BTreeSet<usize>,
) {
    let stage = trial.stage();
    let Ok(assessment) = Assessment::open(source, document, stage) else {
        return;
    };
    let render = || {
        let view = view::build(&assessment);
        html::render(&view, &BTreeMap::new(), html::Templates::embedded())
    };
    let page = match trial.guarded("page", input, render) {
        Some(Ok(page)) => page,
        Some(Err(error)) => {
            trial.fault("the page can't be made", error.message(Lang::En), input);
            return;
        }
        None => return,
    };
    steers_nothing(trial, input, "page", &page.replace('\t', " "));
    let shown = letters(&text_of(&page));
    for entry in document.root.entries() {
        // As keys are read: blanks and numbers are read over.
        let key = norm_key(&entry.key.text);
        if NOT_PRINTED.iter().any(|other| norm_key(other) == key) {
            continue;
        }
        let mut missing = None;
        let mut keys = BTreeSet::new();
        each_key(&entry.value, &mut |key| {
            keys.insert(key.span.start);
        });
        each_scalar(&entry.value, &mut |scalar| {
            if keys.contains(&scalar.span.start)
                || named.contains(&source.line_of(scalar.span.start))
            {
                return;
            }
            let lost = |line: &&str| !shown.contains(&letters(line));
            missing = missing.take().or_else(|| scalar.text.lines().find(lost));
        });
        if let Some(line) = missing {
            let kind = format!("a value of {} is not on the page", entry.key.text.trim());
            trial.fault(kind, line, input);
        }
    }
}

fn each_key<'n>(node: &'n Node, f: &mut dyn FnMut(&'n Scalar)) {
    match &node.content {
        Content::Map(entries) => entries.iter().for_each(|entry| {
            f(&entry.key);
            each_key(&entry.value, f);
        }),
        Content::Seq(nodes) => nodes.iter().for_each(|node| each_key(node, f)),
        _ => {}
    }
}

/// The letters of a text; a circle is a mark, which the form prints in its own way.
fn letters(text: &str) -> String {
    let is_letter = |c: &char| c.is_alphanumeric() && *c != '〇';
    text.chars().filter(is_letter).collect()
}

/// The text of a page without its tags.
fn text_of(page: &str) -> String {
    let mut out = String::new();
    for piece in page.split('<') {
        out.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2F;", "/"),
    ];
    let plain = signs
        .iter()
        .fold(out, |text, (from, to)| text.replace(from, to));
    plain.replace("&amp;", "&")
}
