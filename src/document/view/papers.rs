//! The papers that an office makes of the record of a review: one model that every renderer reads.
//!
//! A [`Paper`] is a flat list of sections in the order of print. Its texts are those of the record: a heading, a label or a
//! number is ours, a sentence never is.

mod answers;
mod entry;
mod minutes;
mod people;
mod reader;
mod recommendation;
mod record;
mod report;
mod table;

pub use entry::{Entry, Further, all_entries};
pub use people::{explainers, names_left};

use jiff::civil::Date as Day;
use serde::Serialize;

use self::reader::Reader;
use super::{ContentsEntry, Meta, Rich};
use crate::assessment::Assessment;
use crate::assessment::value::Value;
use crate::japanese::dates;

/// A kind of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaperKind {
    /// 報告: what was asked and reviewed, and with which result.
    Report,
    /// 会議録: each meeting, with its questions and answers.
    Minutes,
    /// 質疑回答: all questions of the body with their answers.
    Questions,
    /// 意見回答: all opinions with their answers, and where each is reflected.
    Opinions,
    /// 答申: the recommendation as a letter.
    Recommendation,
    /// 記録: the whole record.
    Record,
}

impl PaperKind {
    /// All kinds in the order in which they are made.
    pub const ALL: [PaperKind; 6] = [
        PaperKind::Report,
        PaperKind::Minutes,
        PaperKind::Questions,
        PaperKind::Opinions,
        PaperKind::Recommendation,
        PaperKind::Record,
    ];

    /// As it is called, in arguments and in the names of files.
    pub fn name(self) -> &'static str {
        match self {
            PaperKind::Report => "報告",
            PaperKind::Minutes => "会議録",
            PaperKind::Questions => "質疑回答",
            PaperKind::Opinions => "意見回答",
            PaperKind::Recommendation => "答申",
            PaperKind::Record => "記録",
        }
    }

    /// Whether a record holds anything for it.
    pub fn is_wanted(self, record: &Assessment) -> bool {
        let is_there = |id: &str| record.is_begun(id);
        let any = |ids: &[&str]| ids.iter().any(|id| is_there(id));
        let in_lists = |list: &str, inner: &[&str]| {
            let mut entries = 1..=record.entries(list);
            entries.any(|n| {
                inner
                    .iter()
                    .any(|inner| is_there(&format!("{list}[{n}].{inner}")))
            })
        };
        match self {
            PaperKind::Report => any(&["purpose", "comments", "reviews", "reports"]),
            PaperKind::Minutes => any(&["meetings"]),
            PaperKind::Questions => {
                is_there("requests") || in_lists("consultations", &["questions", "opinions"])
            }
            PaperKind::Opinions => {
                is_there("comments")
                    || in_lists("reviews", &["opinions"])
                    || in_lists("reports", &["remarks"])
            }
            PaperKind::Recommendation => is_there("reports"),
            PaperKind::Record => true,
        }
    }
}

/// How papers are made.
pub struct Wanted<'w> {
    /// Whether they are for the public: without the names of people, and without what is for the office's desk alone.
    pub is_public: bool,
    /// The page of the assessment's PDF on which an item stands, by its address as the record writes it.
    pub page_of: &'w dyn Fn(&str) -> Option<usize>,
}

/// A paper, ready to print.
#[derive(Debug, Clone, Serialize)]
pub struct Paper {
    /// 報告 …
    pub kind: String,
    /// The title of the document, for metadata and running heads.
    pub title: String,
    /// What stands above all, large.
    pub heading: String,
    /// What the heading is about, in smaller type above it; may be empty.
    pub subject: String,
    /// What running heads and metadata need.
    pub meta: Meta,
    /// `draft`, `review` or `publish`.
    pub stage: String,
    /// Whether the names of people are left out.
    pub is_public: bool,
    /// Whether its pages begin as a letter does, without a title above all.
    pub is_letter: bool,
    /// Whether headings show the addresses of the record, for those who work on it.
    pub shows_addresses: bool,
    /// One line for each section of level 1.
    pub contents: Vec<ContentsEntry>,
    /// The sections in the order of print.
    pub sections: Vec<Section>,
}

/// A heading and what is under it, up to the next heading.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Section {
    /// The id of the item, or a name of ours; unique in the paper.
    pub anchor: String,
    /// The address of the item; empty where the section is none.
    pub address: String,
    /// The words of the heading; empty, where the section only goes on.
    pub label: String,
    /// 1 to 4.
    pub level: u8,
    /// Whether it begins a page.
    pub new_page: bool,
    /// What is above the heading of a letter.
    pub letter: Option<Letter>,
    /// Its content.
    pub blocks: Vec<Block>,
}

/// The head of a letter.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Letter {
    /// 番号
    pub number: String,
    /// 日付
    pub date: String,
    /// 宛先
    pub to: String,
    /// 発信者: the body, and who signs.
    pub from: Vec<String>,
}

/// A piece of a section.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// Prose.
    Text {
        /// What it is.
        manner: Manner,
        /// The text.
        blocks: Vec<Rich>,
    },
    /// Labels and values.
    Facts {
        /// The rows.
        rows: Vec<Fact>,
    },
    /// A table with heads.
    Table {
        /// What it lists, for those who hear it.
        name: String,
        /// The columns.
        columns: Vec<Column>,
        /// The rows.
        rows: Vec<TableRow>,
    },
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// The text of the section.
    Plain,
    /// The answer to the text before it.
    Answer,
    /// 記: alone in the middle of its line.
    Centred,
    /// Smaller, beside the matter.
    Note,
}

/// A label with its value.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// The id of the item; may be empty.
    pub anchor: String,
    /// The label.
    pub label: String,
    /// The address of the item; may be empty.
    pub address: String,
    /// The value.
    pub value: Vec<Rich>,
}

/// A column of a table.
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// Its head.
    pub label: String,
    /// Its share of the width, in hundredths.
    pub share: u8,
}

/// A row of a table.
#[derive(Debug, Clone, Serialize)]
pub struct TableRow {
    /// The id of the entry; may be empty.
    pub anchor: String,
    /// The address of the entry; may be empty.
    pub address: String,
    /// The cells; the first one is the head of the row.
    pub cells: Vec<Vec<Rich>>,
}

/// Makes a paper of a record.
pub fn build(kind: PaperKind, record: &Assessment, wanted: &Wanted) -> Paper {
    let reader = Reader { record, wanted };
    let sections = match kind {
        PaperKind::Report => report::sections(&reader),
        PaperKind::Minutes => minutes::sections(&reader),
        PaperKind::Questions => answers::questions(&reader),
        PaperKind::Opinions => answers::opinions(&reader),
        PaperKind::Recommendation => recommendation::sections(&reader),
        PaperKind::Record => record::sections(&reader),
    };
    let (subject, heading) = reader.heading(kind);
    let words = [kind.name(), &subject, &heading].map(str::to_owned);
    let title = match kind {
        PaperKind::Report | PaperKind::Recommendation if heading != kind.name() => words[2].clone(),
        PaperKind::Minutes if record.entries("meetings") == 1 => {
            format!("{}　{}", words[0], reader.text("meetings[1].name"))
        }
        PaperKind::Minutes => format!("{}　{}", words[0], reader.text("body.name")),
        _ => format!("{}　{}", words[2], words[1]),
    };
    let title = title.trim().to_owned();
    let is_letter = kind == PaperKind::Recommendation;
    let contents = sections
        .iter()
        .filter(|s| s.level == 1 && !s.label.is_empty());
    let contents = contents.map(|section| ContentsEntry {
        anchor: section.anchor.clone(),
        label: section.label.clone(),
    });
    Paper {
        kind: kind.name().to_owned(),
        meta: Meta {
            number: reader.text("assessments[1].number"),
            title: title.clone(),
            agency: reader.author(kind),
            publication_date: String::new(),
            threshold: String::new(),
        },
        title,
        heading,
        subject,
        stage: record.stage.id().to_owned(),
        is_public: wanted.is_public,
        is_letter,
        shows_addresses: kind == PaperKind::Record,
        contents: contents.collect(),
        sections,
    }
}

/// The date of papers of a record: the last day on which something was said or decided. It never is the clock's.
pub fn date(record: &Assessment) -> Day {
    let is_planned = |id: &str| id.starts_with("schedule") || id.ends_with(".due");
    let days = record.fields.iter().filter_map(|field| match &field.value {
        Value::Date(text, _) if !is_planned(&field.id) => dates::date(&text.text),
        _ => None,
    });
    let last = days.map(|date| date.ends().1).max();
    last.unwrap_or(jiff::civil::date(2018, 5, 1))
}
