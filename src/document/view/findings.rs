//! Findings as the officer's own copy of the page shows them: next to the items, with what the rules say.
//!
//! No individual number is in them; [`masked_text`] gives the assessment's text without any.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Block, Rich, Row, View, rich};
use crate::japanese::individual_number::{find, mask};
use crate::japanese::notation::on_one_line;
use crate::lint::file_report::{FileReport, Summary};
use crate::lint::rules;
use crate::source::Source;
use crate::source::diagnostic::{Diagnostic, Label, Severity};
use crate::source::lang::Lang;
use crate::source::outward;

/// All findings of an assessment.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Findings {
    /// All, in the order of the file.
    pub all: Vec<Note>,
    /// By the anchor of the heading that they are below.
    pub beside: BTreeMap<String, Vec<Note>>,
    /// What the rules that spoke say of themselves, by code.
    pub rules: Vec<RuleText>,
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many remarks.
    pub infos: usize,
}

/// A finding.
#[derive(Debug, Clone, Serialize)]
pub struct Note {
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// エラー, 注意 or 参考
    pub word: &'static str,
    /// The shape that says the same as the word.
    pub shape: &'static str,
    /// The rule's code.
    pub code: &'static str,
    /// The headline.
    pub message: String,
    /// How to fix it; may be empty.
    pub help: String,
    /// The articles it rests on.
    pub basis: Vec<&'static str>,
    /// The words in question, shortened; may be empty.
    pub words: String,
    /// The line of the file, from 1; of a file that is no YAML, that of the YAML that an import makes of it.
    pub line: usize,
    /// Where the words are, for people: 「12行目」, a cell of a workbook; empty where it is not known.
    pub place: String,
    /// The anchor of the heading that it is below; empty where it belongs to none.
    pub anchor: String,
    /// The address of its item: Ⅱ３①
    pub address: String,
    /// Other places, in words.
    pub related: Vec<Related>,
}

/// Another place of a finding.
#[derive(Debug, Clone, Serialize)]
pub struct Related {
    /// The anchor of the heading near it; may be empty.
    pub anchor: String,
    /// Its address; may be empty.
    pub address: String,
    /// What is said of it.
    pub message: String,
    /// The line of the file, from 1.
    pub line: usize,
    /// Where it is, for people; may be empty.
    pub place: String,
}

/// What a rule says of itself.
#[derive(Debug, Clone, Serialize)]
pub struct RuleText {
    /// Its code.
    pub code: &'static str,
    /// Its headline.
    pub title: String,
    /// Its sections: 何を確認するか, なぜ …
    pub sections: Vec<RuleSection>,
}

/// A section of a rule's text.
#[derive(Debug, Clone, Serialize)]
pub struct RuleSection {
    /// Its heading.
    pub title: String,
    /// Text and examples in turn.
    pub pieces: Vec<Piece>,
}

/// A stretch of a rule's text.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Piece {
    /// Running text.
    Text {
        /// The text.
        blocks: Vec<Rich>,
    },
    /// An example as it is in a file.
    Example {
        /// The lines.
        text: String,
    },
}

/// How many characters of the words in question are shown.
const WORDS: usize = 60;

impl Findings {
    /// The findings of a report, by the headings of a view.
    pub fn of(report: &FileReport, view: &View) -> Self {
        let anchors = anchors(view);
        let source = &report.source;
        let all: Vec<Note> = report
            .diagnostics
            .iter()
            .map(|found| note(found, source, &anchors))
            .collect();
        let mut beside: BTreeMap<String, Vec<Note>> = BTreeMap::new();
        for note in all.iter().filter(|note| !note.anchor.is_empty()) {
            beside
                .entry(note.anchor.clone())
                .or_default()
                .push(note.clone());
        }
        let codes: BTreeSet<&str> = all.iter().map(|note| note.code).collect();
        let summary = Summary::of([report]);
        Findings {
            all,
            beside,
            rules: codes.into_iter().filter_map(rule_text).collect(),
            errors: summary.errors,
            warnings: summary.warnings,
            infos: summary.infos,
        }
    }
}

/// The text of an assessment with the digits of every individual number replaced by ＊, which means nothing in YAML; none
/// where there is no number.
pub fn masked_text(text: &str) -> Option<String> {
    let places = find(text);
    if places.is_empty() {
        return None;
    }
    let hidden = |at: usize| places.iter().any(|place| place.contains(&at));
    let shown = |(at, c): (usize, char)| {
        let digit = matches!(c, '0'..='9' | '０'..='９');
        if digit && hidden(at) { '＊' } else { c }
    };
    Some(text.char_indices().map(shown).collect())
}

fn note(found: &Diagnostic, source: &Source, anchors: &BTreeSet<&str>) -> Note {
    let line = |label: &Label| source.position(label.span.start).line;
    let place = |label: &Label| match source.origin() {
        Some(origin) => {
            let place = origin.place(&label.item, source.slice(label.span), Lang::Ja);
            mask(&place).into_owned()
        }
        None => format!("{}行目", line(label)),
    };
    let words = source.slice(found.primary.span);
    // A comment that an import would write is not in the file.
    let is_of_import = source.origin().is_some() && words.starts_with('#');
    let words = if found.masked || is_of_import {
        String::new()
    } else {
        shortened(&mask(words))
    };
    let related = |label: &Label| Related {
        anchor: nearest(&label.item, anchors),
        address: label.address.clone(),
        message: label.message.clone(),
        line: line(label),
        place: place(label),
    };
    Note {
        severity: found.severity.id(),
        word: found.severity.label(Lang::Ja),
        shape: shape(found.severity),
        code: found.code,
        message: found.message.clone(),
        help: found.help.clone(),
        basis: found.basis.clone(),
        words,
        line: line(&found.primary),
        place: place(&found.primary),
        anchor: nearest(&found.primary.item, anchors),
        address: found.primary.address.clone(),
        related: found.related.iter().map(related).collect(),
    }
}

fn shape(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "×",
        Severity::Warning => "△",
        Severity::Info => "・",
    }
}

fn shortened(words: &str) -> String {
    let words = on_one_line(words);
    outward::beginning(&words, WORDS)
}

/// The innermost heading of the page above an item: `changes[3].after` is below `changes[3]`.
fn nearest(item: &str, anchors: &BTreeSet<&str>) -> String {
    let mut id = item;
    while !id.is_empty() && !anchors.contains(id) {
        id = id.rfind(['.', '[']).map_or("", |end| &id[..end]);
    }
    id.to_owned()
}

/// The headings below which the page has room for findings.
fn anchors(view: &View) -> BTreeSet<&str> {
    let mut anchors = BTreeSet::new();
    for chapter in &view.chapters {
        anchors.insert(chapter.heading.anchor.as_str());
        for block in &chapter.blocks {
            of_block(block, &mut anchors);
        }
    }
    anchors.remove("");
    anchors
}

fn of_block<'v>(block: &'v Block, anchors: &mut BTreeSet<&'v str>) {
    match block {
        Block::Section {
            heading, blocks, ..
        } => {
            anchors.insert(&heading.anchor);
            blocks.iter().for_each(|block| of_block(block, anchors));
        }
        Block::Row(row) => of_row(row, anchors),
        Block::Records { groups } => {
            anchors.extend(groups.iter().map(|group| group.heading.anchor.as_str()));
        }
        Block::Changes { rows, .. } => {
            anchors.extend(rows.iter().map(|row| row.heading.anchor.as_str()));
        }
        Block::Note { .. } => {}
    }
}

fn of_row<'v>(row: &'v Row, anchors: &mut BTreeSet<&'v str>) {
    anchors.insert(&row.heading.anchor);
    row.rows.iter().for_each(|row| of_row(row, anchors));
}

fn rule_text(code: &str) -> Option<RuleText> {
    let rule = rules::find(code)?;
    let doc = rule.doc();
    let sections = doc.body.split("## ").skip(1).map(section);
    Some(RuleText {
        code: rule.code,
        title: doc.title,
        sections: sections.collect(),
    })
}

/// A section of a rule's text: its heading, then text and fenced examples in turn.
fn section(text: &str) -> RuleSection {
    let (title, body) = text.split_once('\n').unwrap_or((text, ""));
    let pieces = body.split("```").enumerate().filter_map(|(n, piece)| {
        if n % 2 == 0 {
            let blocks = rich::read(piece.trim());
            return (!blocks.is_empty()).then_some(Piece::Text { blocks });
        }
        // The rest of the fence's first line names the language.
        let (_, text) = piece.split_once('\n')?;
        Some(Piece::Example {
            text: text.trim_end().to_owned(),
        })
    });
    RuleSection {
        title: title.trim().to_owned(),
        pieces: pieces.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::diagnostic::Stage;

    #[test]
    fn findings_are_below_the_nearest_heading() {
        let anchors = BTreeSet::from(["changes[3]", "changes", "files[1].risks"]);
        assert_eq!(nearest("changes[3].after", &anchors), "changes[3]");
        assert_eq!(nearest("changes[4].after", &anchors), "changes");
        assert_eq!(nearest("premises.review_date", &anchors), "");
        assert_eq!(nearest("", &anchors), "");
    }

    #[test]
    fn individual_numbers_reach_neither_page_nor_findings() {
        // An invented number.
        let number = "1234-5678-9018";
        let text = format!("様式: 全項目評価書\n表紙:\n  評価書名: {number}\n  公表日: {number}\n");
        let masked = masked_text(&text).unwrap();
        assert!(!masked.contains("1234") && masked.contains("評価書名: ＊＊＊＊-"));
        assert_eq!(masked_text("令和7年"), None);

        let source = Source::new("a.yaml", text.as_str());
        let diagnostics = crate::lint::engine::check_text(&source, Stage::Publish, Lang::Ja);
        let report = FileReport::of(source, diagnostics);
        let source = Source::new("a.yaml", masked);
        let document = crate::assessment::read(&source);
        let assessment =
            crate::assessment::Assessment::open(&source, &document, Stage::Publish).unwrap();
        let view = crate::document::view::build(&assessment);
        let findings = Findings::of(&report, &view);
        assert!(findings.all.iter().any(|note| note.code == "I001"));
        let all = serde_json::to_string(&(&findings, &view)).unwrap();
        assert!(!all.contains("5678"), "{all}");
    }

    #[test]
    fn rules_are_explained_section_by_section() {
        for rule in rules::RULES {
            let text = rule_text(rule.code).unwrap();
            assert_eq!(text.sections.len(), 5, "{}", rule.code);
            assert!(
                text.sections.iter().all(|s| !s.pieces.is_empty()),
                "{}",
                rule.code
            );
        }
    }
}
