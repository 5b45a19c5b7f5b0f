//! A short assessment broken by hand in every way that we could think of: each is found where it is, once, and
//! what is certain to be fixed is fixed by the fix.

mod colons;
mod files;
mod form;
mod lines;
mod values;

use hyokasho::assessment;
use hyokasho::japanese::notation::is_invisible;
use hyokasho::lint::engine::check_text;
use hyokasho::lint::file_report::FileReport;
use hyokasho::lint::rules;
use hyokasho::report::human::{self, Look};
use hyokasho::source::diagnostic::{Diagnostic, Safety, Severity, Stage};
use hyokasho::source::lang::Lang;
use hyokasho::source::{Source, Unreadable};
use hyokasho::yaml::{Content, Entry, Node, edit};

pub(crate) const BASE: &str = include_str!("../../breakages/base.yaml");

/// One way of breaking the file.
struct Row {
    name: &'static str,
    text: String,
    /// Codes with words of the line where each must be; empty where nothing may be found.
    expected: Vec<(&'static str, &'static str)>,
    /// Codes with the numbers of lines, where no words name the line.
    lines: Vec<(&'static str, usize)>,
    /// Whether the rest of the file must be read as if nothing were broken.
    healed: bool,
}

/// A row that replaces words of the file, which must be there once.
fn swap(name: &'static str, from: &str, to: &str) -> Row {
    assert_eq!(BASE.matches(from).count(), 1, "{name}: {from}");
    made(name, BASE.replacen(from, to, 1))
}

fn made(name: &'static str, text: String) -> Row {
    Row {
        name,
        text,
        expected: Vec::new(),
        lines: Vec::new(),
        healed: false,
    }
}

impl Row {
    fn at(mut self, code: &'static str, words: &'static str) -> Self {
        self.expected.push((code, words));
        self
    }

    fn on(mut self, code: &'static str, line: usize) -> Self {
        self.lines.push((code, line));
        self
    }

    fn healed(mut self) -> Self {
        self.healed = true;
        self
    }
}

/// Indents the lines from one that holds some words to the line before another.
fn indent(from: &str, to: &str, change: impl Fn(&str) -> String) -> String {
    let mut inside = false;
    let mut out = String::new();
    for line in BASE.lines() {
        inside = (inside || line.contains(from)) && !line.contains(to);
        out += &if inside {
            change(line)
        } else {
            line.to_owned()
        };
        out.push('\n');
    }
    out
}

fn deeper(line: &str) -> String {
    format!(" {line}")
}

fn with_tabs(line: &str) -> String {
    let text = line.trim_start();
    "\t".repeat((line.len() - text.len()) / 2) + text
}

fn wide_indented(line: &str) -> String {
    let text = line.trim_start();
    "　".repeat((line.len() - text.len()) / 2) + text
}

fn flush(line: &str) -> String {
    line.trim_start().to_owned()
}

/// The findings that count: from a warning on, or what a row names.
fn found(row: &Row) -> Vec<(&'static str, usize)> {
    let source = Source::new("x.yaml", row.text.as_str());
    let mut found: Vec<_> = check_text(&source, Stage::Draft, Lang::Ja)
        .iter()
        .inspect(|d| spans_are_valid(row.name, &source, d))
        .filter(|d| d.severity >= Severity::Warning || row.expected.iter().any(|e| e.0 == d.code))
        .map(|d| (d.code, source.line_of(d.primary.span.start)))
        .collect();
    found.sort_unstable();
    found
}

pub(crate) fn spans_are_valid(name: &str, source: &Source, diagnostic: &Diagnostic) {
    let edits = diagnostic.fix.iter().flat_map(|f| &f.edits).map(|e| e.span);
    let places = diagnostic.related.iter().map(|l| l.span);
    for span in edits.chain(places).chain([diagnostic.primary.span]) {
        let valid = source.text().get(span.range()).is_some();
        assert!(valid, "{name}: {} {span:?}", diagnostic.code);
    }
}

fn wanted(row: &Row) -> Vec<(&'static str, usize)> {
    let source = Source::new("x.yaml", row.text.as_str());
    let mut wanted: Vec<_> = row
        .expected
        .iter()
        .map(|(code, words)| {
            let at = row.text.find(words);
            let at = at.unwrap_or_else(|| panic!("{}: {words} is not in the text", row.name));
            (*code, source.line_of(at))
        })
        .chain(row.lines.iter().copied())
        .collect();
    wanted.sort_unstable();
    wanted
}

/// The tree without places and styles.
fn shape(node: &Node) -> String {
    match &node.content {
        Content::Blank => "_".into(),
        Content::Scalar(scalar) => format!("{:?}", scalar.text),
        Content::Map(entries) => {
            let key = |e: &Entry| e.key.text.replace(is_invisible, "");
            let entry = |e: &Entry| format!("{}: {}", key(e), shape(&e.value));
            format!(
                "{{{}}}",
                entries.iter().map(entry).collect::<Vec<_>>().join(", ")
            )
        }
        Content::Seq(nodes) => {
            format!(
                "[{}]",
                nodes.iter().map(shape).collect::<Vec<_>>().join(", ")
            )
        }
    }
}

fn read_shape(text: &str) -> String {
    shape(&assessment::read(&Source::new("x.yaml", text)).root)
}

fn rows() -> Vec<Row> {
    [
        colons::colons_blanks_and_tabs(),
        values::signs_in_values(),
        lines::lines_and_indentation(),
        files::features_and_files(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Every broken text with its name and whether the rest of it must be read as if nothing were broken.
pub(crate) fn each_row(f: impl Fn(&str, &str, bool)) {
    for row in rows().into_iter().chain(form::against_the_form()) {
        f(row.name, &row.text, row.healed);
    }
}

#[test]
fn the_unbroken_text_has_no_findings() {
    assert_eq!(found(&made("そのまま", BASE.to_owned())), []);
}

#[test]
fn every_breakage_is_found_where_it_is_and_once() {
    let mut wrong = Vec::new();
    for row in rows() {
        let (wanted, found) = (wanted(&row), found(&row));
        let yaml: Vec<_> = found
            .iter()
            .filter(|(code, _)| code.starts_with('Y'))
            .copied()
            .collect();
        if yaml != wanted || row.healed && found != wanted {
            wrong.push(format!("{}: wanted {wanted:?}, found {found:?}", row.name));
        }
    }
    assert!(rows().len() >= 60);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_rest_is_read_as_if_nothing_were_broken() {
    let whole = read_shape(BASE);
    let mut wrong = Vec::new();
    for row in rows().iter().filter(|row| row.healed) {
        let read = read_shape(&row.text);
        if read != whole {
            wrong.push(format!("{}: {read}", row.name));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn safe_fixes_work_and_keep_what_was_read() {
    for row in rows() {
        let source = Source::new("x.yaml", row.text.as_str());
        let findings = check_text(&source, Stage::Draft, Lang::Ja);
        let safe = |d: &&Diagnostic| d.fix.as_ref().is_some_and(|f| f.safety == Safety::Safe);
        let codes: Vec<_> = findings.iter().filter(safe).map(|d| d.code).collect();
        let edits: Vec<_> = findings
            .iter()
            .filter(safe)
            .filter_map(|d| d.fix.clone())
            .flat_map(|f| f.edits)
            .collect();
        if edits.is_empty() {
            continue;
        }
        let fixed = edit::apply(source.text(), &edits).text;
        let again = check_text(
            &Source::new("x.yaml", fixed.as_str()),
            Stage::Draft,
            Lang::Ja,
        );
        let left: Vec<_> = again
            .iter()
            .filter(|d| codes.contains(&d.code) && safe(d))
            .collect();
        assert!(left.is_empty(), "{}: {left:?}\n{fixed}", row.name);
        if row.expected.iter().all(|(code, _)| codes.contains(code)) {
            assert_eq!(
                read_shape(&fixed),
                read_shape(&row.text),
                "{}\n{fixed}",
                row.name
            );
        }
    }
}

#[test]
fn every_finding_can_be_drawn() {
    let look = Look {
        lang: Lang::Ja,
        colour: false,
        width: 80,
    };
    for row in rows() {
        let source = Source::new("x.yaml", row.text.as_str());
        let diagnostics = check_text(&source, Stage::Draft, Lang::Ja);
        let report = FileReport::of(source, diagnostics);
        let drawn = human::render(&[report], look);
        assert!(!drawn.contains("Failed to read"), "{}:\n{drawn}", row.name);
    }
}

#[test]
fn departures_from_the_form_are_found_beside() {
    let mut wrong = Vec::new();
    for row in form::against_the_form() {
        let (wanted, found) = (wanted(&row), found(&row));
        let there = wanted
            .iter()
            .filter(|(code, _)| rules::find(code).is_some());
        let missing: Vec<_> = there.filter(|w| !found.contains(w)).collect();
        let yaml = found
            .iter()
            .filter(|f| f.0.starts_with('Y') && !wanted.contains(f))
            .count();
        if !missing.is_empty() || yaml > 0 {
            wrong.push(format!("{}: wanted {wanted:?}, found {found:?}", row.name));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn bytes_that_are_no_text_are_named() {
    let refused = |bytes: &[u8]| Source::from_bytes("x.yaml", bytes).err();
    assert_eq!(
        refused(&encoding_rs::SHIFT_JIS.encode(BASE).0),
        Some(Unreadable::ShiftJis)
    );
    assert_eq!(
        refused(&encoding_rs::EUC_JP.encode(BASE).0),
        Some(Unreadable::EucJp)
    );
    let utf16: Vec<u8> = BASE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused(&utf16), Some(Unreadable::Utf16));
    assert_eq!(
        refused(&[b"\xFF\xFE".as_slice(), &utf16].concat()),
        Some(Unreadable::Utf16)
    );
    assert_eq!(
        refused(BASE.replace('市', "\0").as_bytes()),
        Some(Unreadable::Binary)
    );
    assert_eq!(
        refused(&vec![b'a'; 20 * 1024 * 1024]),
        Some(Unreadable::TooLarge)
    );
    assert_eq!(refused(b""), Some(Unreadable::Empty));
    let marked = Source::from_bytes("x.yaml", format!("\u{FEFF}{BASE}").as_bytes()).unwrap();
    assert_eq!(read_shape(marked.text()), read_shape(BASE));
}

#[test]
fn large_files_of_broken_lines_are_read_in_time() {
    for line in [
        "備考: [\n",
        "備考: \"\n",
        "備考: *a\n",
        "：\n",
        "- a\n b: |\n",
        "　x: {\n",
        "a:\n",
    ] {
        let text = line.repeat(20_000 / line.len());
        let started = std::time::Instant::now();
        check_text(&Source::new("x.yaml", text), Stage::Draft, Lang::Ja);
        let seconds = started.elapsed().as_secs();
        assert!(seconds < 30, "{line:?} took {seconds} s");
    }
}

#[test]
fn sound_assessments_have_no_findings_of_this_family() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let examples = ["kakuu-jido-teate", "kakuu-yobosesshu"];
    let examples = examples.map(|name| root.join(format!("assessments/{name}.yaml")));
    let corpus = crate::outside::named(crate::outside::CORPUS);
    for path in examples.into_iter().chain(corpus) {
        let text = std::fs::read_to_string(&path).expect("the assessment can be read");
        let source = Source::new(path.display().to_string(), text);
        for stage in [Stage::Draft, Stage::Publish] {
            let findings = check_text(&source, stage, Lang::Ja);
            let yaml: Vec<_> = findings
                .iter()
                .filter(|d| d.code.starts_with('Y'))
                .collect();
            assert!(yaml.is_empty(), "{}: {yaml:?}", path.display());
        }
    }
}
