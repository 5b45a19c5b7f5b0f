//! The redline: what was and what is, for a committee and for residents. The one model that its page and its PDF read.
//!
//! All texts are ready to be shown: individual numbers are starred, and characters that nobody sees have a placeholder.

mod build;
mod reasons;
mod risk;
mod sheet;
pub mod tracked;
mod words;

pub use build::build;
pub use risk::{Measure, Risk, Risks};
pub use sheet::Sheet;

use std::collections::BTreeMap;

use serde::Serialize;

use super::Meta;
use super::ratings::RatingGroup;
use crate::compare::diff::{ChangeKind, Tag};

/// Two versions of an assessment and what differs, ready to print.
#[derive(Debug, Clone, Serialize)]
pub struct Redline {
    /// 特定個人情報保護評価書（全項目評価書）
    pub form: String,
    /// What the cover of the new version says.
    pub meta: Meta,
    /// The stage of the new version: `draft`, `review` or `publish`.
    pub stage: String,
    /// The two versions: 変更前, 変更後.
    pub versions: [Version; 2],
    /// What is to be known before reading: parts that were not compared.
    pub warnings: Vec<String>,
    /// How many changes there are, and what they mean.
    pub summary: Summary,
    /// Names that are others now, each shown once for all items that change in nothing else.
    pub replacements: Vec<Replaced>,
    /// The changes by chapter, in the order of the form; Ⅵ and what names the version at the end.
    pub parts: Vec<Part>,
    /// What follows from the changes: counts, running numbers.
    pub follows: Vec<Follow>,
    /// The chapters without a change.
    pub unchanged: Vec<String>,
    /// Whether the old version is a draft of the same revision.
    pub is_of_draft: bool,
    /// The self-ratings of the new version with those of the old one.
    pub ratings: Vec<RatingGroup>,
    /// The web page of the new version, where it is written next to this one; else empty.
    pub document: String,
    /// The PDF of the new version, whose pages are named, where it is written next to this one; else empty.
    pub paged: String,
}

/// One of the versions.
#[derive(Debug, Clone, Serialize)]
pub struct Version {
    /// 変更前 or 変更後.
    pub role: String,
    /// 令和7年4月1日公表
    pub published: String,
    /// The revision as people know it.
    pub revision: Option<String>,
    /// The file.
    pub file: String,
}

/// What is to be read first.
#[derive(Debug, Clone, Serialize)]
pub struct Summary {
    /// How many changes there are, counts and running numbers left out.
    pub all: usize,
    /// How many of them are additions, removals …
    pub kinds: Vec<Count>,
    /// How many of them 別添３ would give which reason, with 提出時期.
    pub reasons: Vec<Count>,
    /// The changes after which the procedure is held again, by the proposals.
    pub significant: Vec<Listed>,
    /// What that means for the procedure.
    pub consequence: String,
    /// When it may not apply; may be empty.
    pub unless: String,
    /// The articles that it rests on.
    pub basis: Vec<String>,
    /// What the reasons and 提出時期 are taken from.
    pub taken_from: TakenFrom,
}

/// What is said of reasons and 提出時期: they are those of 別添３ where that records the change, else proposals.
#[derive(Debug, Clone, Serialize)]
pub struct TakenFrom {
    /// The head over 重要な変更.
    pub procedure: &'static str,
    /// The head over the counted reasons.
    pub reasons: &'static str,
    /// The head over their 提出時期.
    pub timings: &'static str,
    /// The head over both in the list of changes.
    pub both: &'static str,
    /// What a reader has to know of them.
    pub note: &'static str,
}

/// How many changes are of one sort.
#[derive(Debug, Clone, Serialize)]
pub struct Count {
    /// The sort: 追加; 重要な変更.
    pub words: String,
    /// 提出時期, where the sort is a reason.
    pub timing: Option<String>,
    /// How many.
    pub number: usize,
}

/// A change in a list of changes.
#[derive(Debug, Clone, Serialize)]
pub struct Listed {
    /// [`Item::number`]
    pub number: usize,
    /// [`Item::name`]
    pub name: String,
    /// [`Item::kind_words`]
    pub kind_words: String,
}

/// The changes of a chapter.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    /// Unique in the document.
    pub anchor: String,
    /// The chapter as 項目一覧 names it.
    pub label: String,
    /// What is to be known of the whole part; may be empty.
    pub note: String,
    /// Its changes.
    pub items: Vec<Item>,
}

/// One name in the place of another.
#[derive(Debug, Clone, Serialize)]
pub struct Replaced {
    /// Its number in this document, as that of a change.
    pub number: usize,
    /// The old name.
    pub old: String,
    /// The new name.
    pub new: String,
    /// What 別添３ would say of the items with ※ among its places that it does not record yet.
    pub proposal: Option<Proposed>,
    /// What 別添３ says.
    pub logged: Vec<Logged>,
    /// Reason and 提出時期 in short.
    pub reason: String,
    /// The items.
    pub places: Vec<Spot>,
}

/// An item that is shown with others.
#[derive(Debug, Clone, Serialize)]
pub struct Spot {
    /// Its id in the new version.
    #[serde(skip)]
    pub id: String,
    /// Address and name.
    pub name: String,
    /// Whether the form prints ※ there.
    pub significant: bool,
    /// Where it is in [`Redline::document`].
    pub target: Option<String>,
    /// On which page of [`Redline::paged`] it is.
    pub page: Option<usize>,
}

/// A change.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// Its id in the new version; where it is gone, that of what it lay in.
    #[serde(skip)]
    pub id: String,
    /// Its number in this document, from 1, by which it is called: 変更12.
    pub number: usize,
    /// Address and name: Ⅱ４委託事項1⑥ 委託先名
    pub name: String,
    /// The old address, where it is another.
    pub was: Option<String>,
    /// Address and name in the old version, where it was there.
    pub before: Option<String>,
    /// The name of the entry it lies in; may be empty, or be part of the name.
    pub entry: String,
    /// Whether the form prints ※ there.
    pub significant: bool,
    /// What happened.
    pub kind: ChangeKind,
    /// The same in words: 変更（形式）
    pub kind_words: String,
    /// What 別添３ would say; none for what only names the version, and for what 別添３ records.
    pub proposal: Option<Proposed>,
    /// What 別添３ says.
    pub logged: Vec<Logged>,
    /// Reason and 提出時期 in short: 重要な変更・事前
    pub reason: String,
    /// Why the procedure is held again for it: 重要な変更, 重要な変更（案）; empty where it is not.
    pub heavy: String,
    /// What was and what is.
    pub content: Content,
    /// Of a self-rating: its risk with the measures. Of a measure: its risk.
    pub risk: Option<Risk>,
    /// Whether it is a self-rating.
    pub is_rating: bool,
    /// Where it is in [`Redline::document`].
    pub target: Option<String>,
    /// On which page of [`Redline::paged`] it is.
    pub page: Option<usize>,
}

/// What a row of 別添３ says of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Logged {
    /// Its number.
    pub row: usize,
    /// Its address: 別添３第4行
    pub address: String,
    /// 変更日
    pub date: String,
    /// 提出時期
    pub timing: String,
    /// 提出時期に係る説明
    pub explanation: String,
    /// The usual reason that it gives, else the explanation.
    pub why: String,
    /// All of it: 「別添３第4行　令和8年4月1日　事前　重要な変更」
    pub words: String,
    /// Where it is in [`Redline::document`].
    pub target: Option<String>,
    /// On which page of [`Redline::paged`] it is.
    pub page: Option<usize>,
}

/// What 別添３ would say of a change.
#[derive(Debug, Clone, Serialize)]
pub struct Proposed {
    /// Whether 意見の聴取 and 第三者点検 would be held again.
    pub repeats: bool,
    /// 理由
    pub reason: String,
    /// 提出時期
    pub timing: String,
    /// Why.
    pub because: String,
}

/// What was and what is.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Content {
    /// A text: the paragraphs that changed.
    Text {
        /// Its lines.
        lines: Vec<Line>,
    },
    /// One choice in the place of another; empty where nothing was chosen.
    Choice {
        /// What was.
        old: String,
        /// What is.
        new: String,
    },
    /// Boxes ticked, items of a listing.
    Listing {
        /// Gone.
        removed: Vec<String>,
        /// Come.
        added: Vec<String>,
        /// Words in the slots of boxes.
        details: Vec<Detail>,
        /// Whether others stay as they were.
        rest: bool,
    },
    /// A table of the officer's own.
    Table {
        /// Columns that are gone.
        removed_columns: Vec<String>,
        /// Columns that have come.
        added_columns: Vec<String>,
        /// The rows that differ.
        rows: Vec<TableRow>,
    },
    /// A whole entry that came or went.
    Entry {
        /// All that is written in it.
        parts: Vec<EntryPart>,
    },
    /// Something to be said in words: an entry that moved, a difference of order alone.
    Words {
        /// The sentence.
        text: String,
    },
}

/// A line of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What it is.
    #[serde(flatten)]
    pub kind: LineKind,
    /// Its words; none where lines are left out.
    pub segments: Vec<Segment>,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LineKind {
    /// Lines that did not change are left out here.
    LeftOut,
    /// It is new as a whole.
    Added,
    /// It is gone as a whole.
    Removed,
    /// It was in the place of the line after it.
    Before,
    /// It is in the place of the line before it.
    After,
    /// Some of its words changed.
    Edited,
    /// It is elsewhere in the text; some of its words may have changed, too.
    Moved {
        /// Its number among the paragraphs before.
        from: usize,
        /// Its number among the paragraphs now.
        to: usize,
    },
}

/// Words of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// What became of them.
    pub tag: Tag,
    /// The words.
    pub text: String,
}

/// A box whose slot changed.
#[derive(Debug, Clone, Serialize)]
pub struct Detail {
    /// The words of the box.
    pub option: String,
    /// What changed in its slot.
    pub lines: Vec<Line>,
}

/// A row of a table.
#[derive(Debug, Clone, Serialize)]
pub struct TableRow {
    /// What happened to it.
    pub kind: ChangeKind,
    /// Which row, and what happened: 3行目　追加
    pub head: String,
    /// Its first words; may be empty.
    pub name: String,
    /// The cells that differ; of a row added or removed, all of them.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// The head of its column.
    pub column: String,
    /// What changed.
    pub lines: Vec<Line>,
}

/// An item of an entry that came or went.
#[derive(Debug, Clone, Serialize)]
pub struct EntryPart {
    /// The printed label.
    pub label: String,
    /// Whether the form prints ※ there.
    pub significant: bool,
    /// What is written, line by line.
    pub lines: Vec<String>,
}

/// What follows from other changes.
#[derive(Debug, Clone, Serialize)]
pub struct Follow {
    /// Its id in the new version.
    #[serde(skip)]
    pub id: String,
    /// Address and name.
    pub name: String,
    /// What was.
    pub old: String,
    /// What is.
    pub new: String,
}

impl Redline {
    /// Names the pages of the full document: the PDF of a name in which items begin on these pages.
    pub fn turn_to(&mut self, file: &str, pages: &BTreeMap<String, usize>) {
        let page = |target: &Option<String>| pages.get(target.as_deref()?).copied();
        file.clone_into(&mut self.paged);
        for item in self.parts.iter_mut().flat_map(|part| &mut part.items) {
            item.page = page(&item.target);
            item.logged
                .iter_mut()
                .for_each(|logged| logged.page = page(&logged.target));
        }
        for replaced in &mut self.replacements {
            replaced
                .logged
                .iter_mut()
                .for_each(|logged| logged.page = page(&logged.target));
            replaced
                .places
                .iter_mut()
                .for_each(|spot| spot.page = page(&spot.target));
        }
    }

    /// Says that the old version is a draft of the same revision, such as the one that was put before the committee: what was
    /// corrected since asks for no further review.
    pub fn since_a_draft(&mut self) {
        "変更前は、公表する前の案（意見の聴取や諮問に掛けたものなど）です。ここにあるのは、その案から直したものです。意見の聴取と第三者点検をあらためて行うかどうかは、公表した前の版との違いで決まります。"
            .clone_into(&mut self.summary.consequence);
        self.summary.significant.clear();
        self.is_of_draft = true;
        for item in self.parts.iter_mut().flat_map(|part| &mut part.items) {
            item.heavy.clear();
        }
    }

    /// The changes in their order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.parts.iter().flat_map(|part| &part.items)
    }
}
