//! The one model of an assessment that every renderer reads.
//!
//! A [`View`] holds what the official form prints, in the order in which it prints it: labels, values,
//! option lists, repeated groups. It knows nothing of YAML and nothing of HTML or PDF, so one test over it
//! proves that every leaf of an assessment reaches every output.

mod build;
pub mod desk;
pub mod drawing;
pub mod findings;
pub mod marks;
pub mod overview;
pub mod packet;
pub mod papers;
pub mod ratings;
pub mod redline;
pub mod rich;
mod table;
mod texts;
mod values;

pub use build::build;

use serde::Serialize;

pub use crate::form::Layout;

/// A whole assessment, ready to print.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    /// What the form prints by itself on the cover.
    pub form: FormHead,
    /// What running heads, metadata and the index need, as written by the officer (may be empty).
    pub meta: Meta,
    /// `draft`, `review` or `publish`.
    pub stage: String,
    /// What the printed mark ※ means.
    pub legend: String,
    /// 項目一覧: one entry for each chapter but the cover, in the form's order.
    pub contents: Vec<ContentsEntry>,
    /// The cover first, then the chapters in the order of 項目一覧; Ⅱ, 別添２ and Ⅲ once for each file.
    pub chapters: Vec<Chapter>,
    /// What changed since an older version, where the document is compared with one.
    pub marks: marks::Marks,
    /// The self-ratings of Ⅲ in one table: no part of the form.
    pub ratings: Vec<ratings::RatingGroup>,
}

/// The fixed words of the form's cover.
#[derive(Debug, Clone, Serialize)]
pub struct FormHead {
    /// 特定個人情報保護評価書（全項目評価書）
    pub title: String,
    /// The mark of the edition: ［平成30年５月　様式４］
    pub mark: String,
    /// The heading of the contents: 項目一覧
    pub contents_title: String,
}

/// The values of the cover that other places print again.
#[derive(Debug, Clone, Serialize)]
pub struct Meta {
    /// 評価書番号
    pub number: String,
    /// 評価書名
    pub title: String,
    /// 評価実施機関名
    pub agency: String,
    /// 公表日, as written
    pub publication_date: String,
    /// しきい値判断結果, as written
    pub threshold: String,
}

/// One line of 項目一覧.
#[derive(Debug, Clone, Serialize)]
pub struct ContentsEntry {
    /// The [`Chapter::anchor`] it leads to.
    pub anchor: String,
    /// The label as 項目一覧 prints it, with the file's name where there are several files.
    pub label: String,
}

/// A chapter of the form: 表紙, Ⅰ, 別添１, Ⅱ …
#[derive(Debug, Clone, Serialize)]
pub struct Chapter {
    /// Its layout.
    pub layout: Layout,
    /// The printed heading.
    pub heading: Heading,
    /// The name of the file it belongs to, where an assessment has several.
    pub file: Option<String>,
    /// Its content.
    pub blocks: Vec<Block>,
}

/// A printed heading that belongs to an item of the form.
#[derive(Debug, Clone, Serialize)]
pub struct Heading {
    /// The item's id with its entry numbers, such as `files[1].overview.basics`; unique in the document.
    pub anchor: String,
    /// The address for people: Ⅱ２
    pub address: String,
    /// The printed words; without the mark ※, unless the form goes on after it (the chapter Ⅲ).
    pub label: String,
    /// Whether ※ is printed after the label.
    pub significant: bool,
}

/// A piece of a chapter.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A bar over further blocks: １．, リスク１：, システム1, 提供先2 …
    Section {
        /// The bar's words.
        heading: Heading,
        /// 1 = numbered section (２．基本情報), 2 = risk or repeated entry inside it.
        level: u8,
        /// What is under the bar.
        blocks: Vec<Block>,
    },
    /// A label cell and its value cell.
    Row(Row),
    /// Words that the form prints by itself: システム2～5, 再委託 …
    Note {
        /// The words.
        text: String,
    },
    /// 別添２ of one file.
    Records {
        /// The groups in order.
        groups: Vec<RecordGroup>,
    },
    /// 別添３.
    Changes {
        /// The column heads: 変更日, 項目, 変更前の記載, 変更後の記載, 提出時期, 提出時期に係る説明.
        columns: Vec<String>,
        /// The entries in the document's order.
        rows: Vec<ChangeRow>,
    },
}

/// A label cell with its value, and the cells below the same label.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The label; empty, without an anchor of its own, where the bar above is the label (３．特定個人情報ファイル名).
    pub heading: Heading,
    /// The value; absent where the label only groups the rows below it (⑦使用の主体).
    pub value: Option<PrintedValue>,
    /// Sub-rows of the same label: その必要性, 具体的な方法 …
    pub rows: Vec<Row>,
}

/// What is in a value cell.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PrintedValue {
    /// Nothing is written.
    Blank,
    /// Free text, a date, a period.
    Text {
        /// The text.
        blocks: Vec<Rich>,
    },
    /// 選択: `[ 十分である ] ＜選択肢＞ 1) … 2) …`
    Choice {
        /// The chosen words as the form spells them, or as written where they are no option; empty = none.
        chosen: String,
        /// All options in the form's order.
        options: Vec<ChoiceOption>,
        /// 件数 next to the choice: `（ 4 ）件`; absent where the form has no such slot.
        count: Option<String>,
    },
    /// `[ ○ ] 紙  [　] 専用線 …`
    Checks {
        /// All options in the form's order.
        options: Vec<CheckOption>,
    },
    /// A single box: `[ ○ ] 委託しない`
    Check {
        /// Whether it is ticked.
        checked: bool,
    },
    /// A table of the officer's own.
    Table(PrintedTable),
    /// 別添１.
    Figure(Figure),
}

/// One of the choices that the form lists.
#[derive(Debug, Clone, Serialize)]
pub struct ChoiceOption {
    /// Its printed number, from 1.
    pub number: usize,
    /// Its words.
    pub text: String,
    /// Whether it is the chosen one.
    pub chosen: bool,
}

/// One of the boxes that the form lists.
#[derive(Debug, Clone, Serialize)]
pub struct CheckOption {
    /// Its words: その他
    pub text: String,
    /// Whether it is ticked.
    pub checked: bool,
    /// Whether the form prints （　　） after it.
    pub slot: bool,
    /// What is printed after the closing bracket: 件, or nothing.
    pub unit: String,
    /// What is written in the slot.
    pub detail: Vec<Rich>,
}

/// A table with its own columns.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PrintedTable {
    /// The column heads.
    pub columns: Vec<Vec<Line>>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Vec<Line>>>,
}

/// 別添１: the figure of the flow of specific personal information.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Figure {
    /// Paths of pictures in the folder of the assessment, as written.
    pub images: Vec<String>,
    /// 登場者: the names of the boxes.
    pub actors: Vec<String>,
    /// 流れ: the arrows.
    pub flows: Vec<Flow>,
    /// Actors and flows as a drawing.
    pub drawing: Option<Box<drawing::Drawing>>,
}

/// An arrow of the figure, as written (parts may be empty).
#[derive(Debug, Clone, Serialize)]
pub struct Flow {
    /// Its anchor.
    pub anchor: String,
    /// 番号: ①
    pub number: String,
    /// から
    pub from: String,
    /// へ
    pub to: String,
    /// 情報
    pub information: String,
    /// 特定個人情報: 含む or 含まない
    pub specific: String,
    /// 手段
    pub means: String,
}

/// A group of recorded items in 別添２.
#[derive(Debug, Clone, Serialize)]
pub struct RecordGroup {
    /// Its anchor and address; the label is 区分 as written and may be empty.
    pub heading: Heading,
    /// 項目: one recorded item each.
    pub items: Vec<String>,
    /// 本文
    pub text: Vec<Rich>,
    /// 表
    pub table: Option<PrintedTable>,
    /// 注記
    pub note: Vec<Rich>,
}

/// An entry of 別添３.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeRow {
    /// Its anchor and address; the label is 「第n行」.
    pub heading: Heading,
    /// The cells in the order of the columns.
    pub cells: Vec<Vec<Rich>>,
}

/// A block of text in a value.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Rich {
    /// Lines as the officer broke them.
    Paragraph {
        /// The lines.
        lines: Vec<Line>,
    },
    /// A Markdown list.
    List {
        /// Its items.
        items: Vec<ListItem>,
    },
    /// A Markdown table.
    Table(PrintedTable),
}

/// An item of a list.
#[derive(Debug, Clone, Serialize)]
pub struct ListItem {
    /// What to print before it: ・ for a bullet, else the number as written (`2.`).
    pub marker: String,
    /// Its content.
    pub blocks: Vec<Rich>,
}

/// A line of text.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Line {
    /// How many full-width blanks the line was indented by.
    pub indent: usize,
    /// Its runs of equally styled text; none = an empty line.
    pub spans: Vec<Span>,
}

/// A run of text.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Span {
    /// The words: text, never markup.
    pub text: String,
    /// Whether it is bold.
    pub strong: bool,
    /// Where it links to: http, https or mailto only.
    pub link: Option<String>,
}
