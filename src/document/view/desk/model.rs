//! What a page of the form to fill in is made of.

use serde::Serialize;

use crate::compare::diff::Segment;
use crate::document::view::drawing::Drawing;
use crate::form::Layout;

/// A chapter as a page to fill in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chapter {
    /// Its place among the pages: `files-1-overview`.
    pub key: String,
    /// Its item with the numbers of entries: `files[1].overview`.
    pub id: String,
    /// How the form lays it out.
    pub layout: Layout,
    /// The printed heading.
    pub label: String,
    /// The name of the file that it belongs to, where there are several; else empty.
    pub file: String,
    /// Findings that lie in no item, and those of the chapter itself.
    pub findings: Vec<Finding>,
    /// Why some of the file can't be read, in a sentence; empty where all can.
    pub unread: String,
    /// The version that it is compared with; empty where there is none.
    pub since: String,
    /// What is on it.
    pub parts: Vec<Part>,
}

/// A box, or a heading, with what is below it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// How it is laid out.
    pub shell: Shell,
    /// The box itself.
    pub item: FormBox,
    /// What is below it.
    pub parts: Vec<Part>,
}

/// How a part is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shell {
    /// Words that the form prints by itself.
    Note,
    /// A bar over what is below it.
    Section,
    /// A smaller bar.
    Subsection,
    /// A repeated group: its entries are below it.
    Group,
    /// An entry of a repeated group.
    Entry,
    /// A label and its box; what is below shares the label.
    Row,
    /// A repeated group as a table: 別添３, the flows of 別添１.
    Table,
    /// An entry of such a table: its boxes are the cells.
    TableRow,
    /// The drawing of 別添１.
    Drawing,
}

/// A box of the form: what is said around it, and what is in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormBox {
    /// The item's id with the numbers of entries; of a note, a name that is unique on the page.
    pub id: String,
    /// The item's id in the form, by which its guidance is asked for.
    pub item: &'static str,
    /// The key by which a row of a table names it: 変更日.
    pub key: &'static str,
    /// Ⅱ３①
    pub address: String,
    /// The printed label.
    pub label: String,
    /// Whether ※ is printed next to it.
    pub significant: bool,
    /// Of an entry: what is written as its name.
    pub name: String,
    /// What can be written in it.
    pub control: Control,
    /// Whether it is to be written.
    pub state: State,
    /// When it is to be written, where that depends on something.
    pub when: String,
    /// Whether nothing is written in it or below it.
    pub blank: bool,
    /// Whether something is to be written in the box itself, and is not.
    pub missing: bool,
    /// What belongs there.
    pub help: &'static str,
    /// What is printed where nothing is written; may be empty.
    pub instead: String,
    /// What the check says of it.
    pub findings: Vec<Finding>,
    /// What the check says at other boxes and has found here, too.
    pub also: Vec<Also>,
    /// What the office has excepted, with its reasons.
    pub excepted: Vec<Excepted>,
    /// What stood there in the version that is compared with.
    pub before: Vec<Before>,
}

/// Whether a box is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is.
    Demanded,
    /// It may be.
    #[default]
    Optional,
    /// Another answer rules it out.
    RuledOut,
    /// That depends on an answer that is still to be given.
    Open,
}

/// What can be written in a box.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Control {
    /// Nothing: a heading.
    Heading,
    /// A text.
    Text {
        /// As written, without the line break at its end.
        value: String,
        /// Whether it usually has several lines.
        block: bool,
    },
    /// A day or a month.
    Date {
        /// As written.
        value: String,
        /// As it is understood: 令和8年4月20日（月）; empty where it is not.
        read: String,
        /// Whether a month is not enough.
        to_the_day: bool,
    },
    /// A number of entries.
    Count {
        /// As written.
        value: String,
        /// How many there are, where they are counted.
        counted: Option<usize>,
    },
    /// One of the options.
    Choice {
        /// The options in the form's order.
        options: Vec<Choice>,
        /// What is written and is no option; else empty.
        other: String,
    },
    /// Any of the options.
    Checks {
        /// The options in the form's order.
        options: Vec<Tick>,
        /// What is written and is no option.
        others: Vec<Tick>,
    },
    /// A single box.
    Check {
        /// Whether it is ticked.
        on: bool,
    },
    /// Texts one after the other.
    Texts {
        /// As written.
        values: Vec<String>,
        /// What one of them is called: 項目.
        noun: String,
    },
    /// A table of the officer's own.
    Table {
        /// The heads of its columns.
        columns: Vec<String>,
        /// Its rows, each with as many cells as there are columns.
        rows: Vec<Vec<String>>,
        /// Whether it is written as a Markdown table.
        markdown: bool,
    },
    /// A period as two days: these are below it.
    Period {
        /// What is written as a text instead; may be empty.
        value: String,
        /// How many days it has, where both can be read.
        days: Option<i64>,
    },
    /// A repeated group.
    Group {
        /// What an entry is called: システム.
        noun: String,
        /// How many there are.
        count: usize,
        /// How many the form has room for.
        most: Option<usize>,
    },
    /// An entry of a repeated group.
    Entry {
        /// The id of the list.
        list: String,
        /// Its number, from 1.
        n: usize,
        /// How many there are.
        of: usize,
        /// Pages on which its parts are, with their labels.
        pages: Vec<(String, String)>,
    },
    /// 別添１ as it is drawn.
    Drawing {
        /// What is drawn.
        figure: Figure,
    },
    /// Something that is not written in the way of its item: as it stands in the file.
    Raw {
        /// The lines of the file.
        text: String,
    },
}

/// 別添１.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// The drawing of actors and flows; none where there is nothing to draw.
    pub drawing: Option<Box<Drawing>>,
    /// The pictures that are named instead.
    pub pictures: Vec<String>,
}

/// An option of which one is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Its printed number, from 1.
    pub number: usize,
    /// Its words.
    pub text: String,
    /// Whether it is the chosen one.
    pub on: bool,
}

/// An option that can be ticked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tick {
    /// Its words.
    pub text: String,
    /// Whether it is ticked.
    pub on: bool,
    /// Whether the form prints （　　） after it.
    pub slot: bool,
    /// What is printed after the closing bracket: 件, or nothing.
    pub unit: &'static str,
    /// What is written in the slot.
    pub detail: String,
    /// Whether it excludes all others.
    pub exclusive: bool,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Its name in requests.
    pub name: String,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// エラー, 注意 or 参考
    pub word: &'static str,
    /// The shape that says the same.
    pub shape: &'static str,
    /// The rule's code.
    pub code: &'static str,
    /// The headline.
    pub message: String,
    /// How to fix it; may be empty.
    pub help: String,
    /// The articles that it rests on.
    pub basis: Vec<&'static str>,
    /// The words in question, shortened; may be empty.
    pub words: String,
    /// Other places.
    pub places: Vec<Elsewhere>,
    /// What the fix changes; none where there is no fix.
    pub fix: Vec<FixedPlace>,
    /// Whether the meaning can't change by the fix.
    pub safe: bool,
    /// Whether it can be excepted with a reason.
    pub exceptable: bool,
}

/// A finding of another box that is about this one, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Also {
    /// The shape of its severity.
    pub shape: &'static str,
    /// The rule's code.
    pub code: &'static str,
    /// The headline.
    pub message: String,
    /// Where it is shown in full.
    pub place: Elsewhere,
}

/// Another place.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Elsewhere {
    /// The key of its page; empty where it is on none.
    pub chapter: String,
    /// The item's id; may be empty.
    pub id: String,
    /// Its address or its name; may be empty.
    pub address: String,
    /// What is said of it; may be empty.
    pub message: String,
}

/// A place that a fix changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FixedPlace {
    /// The address of the item in which it lies; empty where it is that of the finding.
    pub address: String,
    /// The words right before.
    pub before: String,
    /// What goes.
    pub old: String,
    /// What comes.
    pub new: String,
    /// The words right after.
    pub after: String,
}

/// A finding that the office has excepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Excepted {
    /// The rule's code.
    pub code: &'static str,
    /// The headline.
    pub message: String,
    /// Why it is accepted.
    pub reason: String,
}

/// What stood in a box before.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Before {
    /// 追加, 変更, 削除, 移動
    pub what: &'static str,
    /// Of an entry that is gone: what it was called; else empty.
    pub name: String,
    /// Whether nothing but its form changed.
    pub formal: bool,
    /// The words of both versions, line by line, where they can be compared.
    pub lines: Vec<Vec<Segment>>,
    /// Else what stood there; empty where nothing did.
    pub text: String,
}
