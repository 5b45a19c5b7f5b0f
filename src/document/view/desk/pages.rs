//! The pages around the form: all assessments of a folder, a new one, what an import could not decide, versions, proposed rows.

use serde::Serialize;

use crate::document::view::overview::Entry;

/// All that is in a folder.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Home {
    /// The folder, as it is shown.
    pub folder: String,
    /// The assessments.
    pub assessments: Vec<HomeLine>,
    /// The records of reviews.
    pub records: Vec<HomeLine>,
    /// Files that are not taken for assessments, with the reason.
    pub unseen: Vec<String>,
    /// What is said of deadlines: from which day they are counted.
    pub today: String,
}

/// A file of a folder.
#[derive(Debug, Clone, Default, Serialize)]
pub struct HomeLine {
    /// The address of its first page; empty where it can't be opened.
    pub url: String,
    /// Its name below the folder.
    pub file: String,
    /// Its line of `status`.
    pub entry: Entry,
    /// Why it can't be opened; empty where it can.
    pub problem: String,
    /// Other pages of it: what they are called, and where they are.
    pub links: Vec<(String, String)>,
}

/// The page on which a new assessment is begun.
#[derive(Debug, Clone, Default, Serialize)]
pub struct New {
    /// The folder in which it is written.
    pub folder: String,
    /// Older assessments that can be taken as a model: the key and the name.
    pub older: Vec<(String, String)>,
    /// The answers to 情報連携, in the words of `new`.
    pub linkages: Vec<String>,
}

/// The versions that a file can be compared with.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Versions {
    /// The versions, the newest first.
    pub all: Vec<Version>,
    /// Why there are none, or what else is to be known; may be empty.
    pub note: String,
}

/// A version of a file.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Version {
    /// What `base` is set to.
    pub base: String,
    /// Its name: a tag, a day, a file.
    pub name: String,
    /// 公表日 in it, as written; may be empty.
    pub published: String,
    /// Further words: who saved it, with which message.
    pub note: String,
    /// Whether it is the one that is compared with.
    pub chosen: bool,
    /// Other pages of it: 変更点, 新旧対照表.
    pub links: Vec<(String, String)>,
}

/// The rows that 別添３ lacks since a version.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Proposed {
    /// The version, as `base` is set.
    pub base: String,
    /// What it is called.
    pub name: String,
    /// The rows.
    pub rows: Vec<ProposedRow>,
    /// What was not proposed, and why; may be empty.
    pub notes: Vec<String>,
}

/// A row that is proposed for 別添３.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ProposedRow {
    /// 変更日
    pub date: String,
    /// 項目
    pub item: String,
    /// 変更前の記載
    pub before: String,
    /// 変更後の記載
    pub after: String,
    /// 提出時期
    pub timing: String,
    /// 提出時期に係る説明
    pub explanation: String,
    /// 理由
    pub reason: String,
}

/// A page that says why something could not be done.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Problem {
    /// In a line.
    pub title: String,
    /// What happened, and what can be done; a paragraph each.
    pub lines: Vec<String>,
    /// Where to go on: what it is called, and where it is.
    pub links: Vec<(String, String)>,
}
