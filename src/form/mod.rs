//! The official form as data: its items, their addresses, and the conditions on which each is to be written.

pub mod address;
pub mod condition;
pub mod guide;
pub(crate) mod levels;
mod load;
pub mod schema;
mod words;

pub use load::{BadForm, Form, editions, embedded, load};
pub use words::PrintedWords;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use condition::Condition;

use crate::source::index::index_type;

/// The kind of form of an assessment.
pub const ASSESSMENT: &str = "全項目評価書";

/// The kind of form of the record of a review.
pub const RECORD: &str = "点検記録";

index_type!(
    /// An item of a form by its place in [`Form::items`].
    ItemId
);

/// How an item's value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum ItemKind {
    /// Free text.
    #[serde(rename = "text")]
    Text,
    /// One of the options.
    #[serde(rename = "choice")]
    Choice,
    /// One of the options, with texts below it.
    #[serde(rename = "choice+text")]
    ChoiceText,
    /// A text, with further texts below it.
    #[serde(rename = "text+text")]
    TextText,
    /// Any of the options.
    #[serde(rename = "checks")]
    Checks,
    /// A single box.
    #[serde(rename = "check")]
    Check,
    /// A number of entries.
    #[serde(rename = "count")]
    Count,
    /// A day or a month.
    #[serde(rename = "date")]
    Date,
    /// A first and a last day.
    #[serde(rename = "period")]
    Period,
    /// Repeated entries.
    #[serde(rename = "list")]
    List,
    /// A table with columns of its own.
    #[serde(rename = "table")]
    Table,
    /// 別添１の図
    #[serde(rename = "figure")]
    Figure,
    /// Items below it and nothing of its own.
    #[serde(rename = "map")]
    Map,
}

impl ItemKind {
    /// The key of an item's own value among the items below it.
    pub(crate) fn own_key(self) -> Option<&'static str> {
        match self {
            ItemKind::ChoiceText => Some("選択"),
            ItemKind::TextText => Some("内容"),
            _ => None,
        }
    }
}

/// How an item is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Print {
    /// A label cell and a value cell.
    #[default]
    Row,
    /// A chapter of its own (see [`Chapter`]).
    Chapter,
    /// A bar over the items below it: ２．基本情報
    Section,
    /// A smaller bar: リスク１：
    Subsection,
    /// Numbered entries, each under a bar: 委託事項1
    Entries,
    /// Not by itself: the form, the items of a table, the ends of a period.
    Hidden,
}

/// Whose words an item holds, and of what kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prose {
    /// The office's own sentences.
    #[default]
    Own,
    /// What others said, as they said it: residents, reviewers.
    Quoted,
    /// A title or a heading: no sentence.
    Title,
    /// The address of an item, the number of a paper, the name of a person: no words of anybody.
    Address,
}

/// The words of an option.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct Choice {
    /// Its words without the slot.
    pub text: String,
    /// Whether the form prints （　　） after it.
    pub slot: bool,
}

impl From<String> for Choice {
    fn from(text: String) -> Self {
        match text.strip_suffix("( )") {
            Some(bare) => Choice {
                text: bare.to_owned(),
                slot: true,
            },
            None => Choice { text, slot: false },
        }
    }
}

/// An item of the form. Field by field: `docs/form-data.md`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// `files[].overview.basics.kind`; `[]` stands for the number of an entry.
    pub id: String,
    /// The key in an assessment.
    pub key: String,
    /// The printed label with its number and without ※.
    pub label: String,
    /// The printed address with `{n}` for the entry's number: `Ⅱ４委託事項{n}①`; `|` parts alternatives.
    pub address: String,
    /// How its value is written.
    #[serde(rename = "type")]
    pub kind: ItemKind,
    /// Whether a change of it is 重要な変更 (規則第11条、指針別表; the form's ※).
    #[serde(default)]
    pub significant: bool,
    /// Whether the form prints ※ next to this very label.
    #[serde(default)]
    pub marked: bool,
    /// The options in the form's order.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// When it has to be written.
    pub required: Condition,
    /// Whether 「なし」 is an answer where it has to be written.
    #[serde(default)]
    pub none: bool,
    /// Whether its date has a day, not only a month.
    #[serde(default)]
    pub to_the_day: bool,
    /// What belongs here (our words, from 記載要領 and the form).
    pub help: String,
    /// Whether its text usually has several lines.
    #[serde(default)]
    pub block: bool,
    /// Whose words it holds.
    #[serde(default)]
    pub prose: Prose,
    /// Other keys that mean it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// How it is printed.
    #[serde(default)]
    pub print: Print,
    /// The bar over an entry: `システム{n}`.
    #[serde(default)]
    pub entry: Option<String>,
    /// Headings that the form prints before an entry of that number.
    #[serde(default)]
    pub bundles: BTreeMap<usize, String>,
    /// How many entries the form has room for.
    #[serde(default)]
    pub most: Option<usize>,
    /// Chapters that print it although it is in another place of the tree.
    #[serde(default)]
    pub printed_in: Vec<String>,
    /// A heading that the form prints before it.
    #[serde(default)]
    pub heading_before: Option<String>,
    /// Words that the form prints at its top.
    #[serde(default)]
    pub notes: Vec<String>,
    /// The label of its row where its own label is the bar above.
    #[serde(default)]
    pub row_label: Option<String>,
    /// What is printed where nothing is written.
    #[serde(default)]
    pub default: Option<String>,
    /// The list whose entries it counts.
    #[serde(default)]
    pub counts: Option<String>,
    /// For options with a number in their slot: the list that each one counts.
    #[serde(default)]
    pub counts_of: BTreeMap<String, String>,
    /// Options that exclude all others.
    #[serde(default)]
    pub exclusive: Vec<String>,
    /// Items that are left empty once this box is ticked.
    #[serde(default)]
    pub empties: Vec<String>,
    /// Whether at least one of the items below it has to be written.
    #[serde(default)]
    pub at_least_one: bool,
    /// The item below it that a plain text in its place means.
    #[serde(default)]
    pub plain: Option<String>,
    /// The item below it that a plain list of texts in its place means.
    #[serde(default)]
    pub plain_list: Option<String>,
    /// The item whose texts this list repeats in the same order.
    #[serde(default)]
    pub same_as: Option<String>,
}

impl Item {
    /// Whether it is repeated.
    pub fn is_list(&self) -> bool {
        self.kind == ItemKind::List
    }

    /// The printed label at its entry numbers: システム2 for an entry, 委託事項2 for its name.
    pub fn label_at(&self, at: &[usize]) -> String {
        let number = at.last().map(ToString::to_string).unwrap_or_default();
        let is_entry = self.is_list() && at.len() == self.id.matches("[]").count();
        match &self.entry {
            Some(entry) if is_entry => entry.replace("{n}", &number),
            // 「提供先1」 is the label of every 提供先's name.
            None if !number.is_empty() && self.label.ends_with('1') => {
                format!("{}{number}", self.label.trim_end_matches('1'))
            }
            _ => self.label.clone(),
        }
    }

    /// How the form counts an entry: システム2, 特定個人情報ファイル1; none where it does not (別添２), and for all other
    /// items.
    pub fn numbered_at(&self, at: &[usize]) -> Option<String> {
        let number = at.last()?.to_string();
        let is_entry = self.is_list() && at.len() == self.id.matches("[]").count();
        let address = || self.address.split('|').next()?.rsplit('　').next();
        let pattern = self.entry.as_deref().or_else(address)?;
        let counted = pattern.contains('{') && is_entry;
        counted.then(|| pattern.replace("{n}", &number).replace("{f}", &number))
    }

    /// What the form calls it after its number: its key, where that is a part of the label; else the label.
    pub fn called_at(&self, at: &[usize]) -> String {
        if self.label.contains(&self.key) {
            return self.key.clone();
        }
        let label = match at {
            [] => self.label.trim_end_matches('1').to_owned(),
            _ => self.label_at(at),
        };
        let after = |sign: char| Some(label.split_once(sign)?.1.trim_start());
        let words = after('．').or_else(|| after('：')).unwrap_or(&label);
        let words = words.trim_start_matches(|c| ('①'..='⑳').contains(&c));
        // 「Ⅴ　開示請求、問合せ」, 「（別添１）事務の内容」.
        let bracketed = words.strip_prefix('（');
        let bare = |words: &str| Some(words.strip_prefix(&self.address)?.to_owned());
        let bare = bare(bracketed.unwrap_or(words));
        let bare = bare.unwrap_or_else(|| words.to_owned());
        bare.trim_start_matches(['）', '　']).to_owned()
    }

    /// The position of an option by its exact words.
    pub fn option(&self, text: &str) -> Option<usize> {
        self.options.iter().position(|o| o.text == text)
    }
}

/// How a chapter is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// 表紙
    Cover,
    /// Label cells and value cells
    Table,
    /// 別添１
    Figure,
    /// 別添２
    Records,
    /// 別添３
    Changes,
    /// 別紙
    Annex,
    /// A part of a record: left out where nothing is written
    Record,
}

/// A chapter of the printed form, in the order of 項目一覧.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// The item it prints.
    pub item: String,
    /// How.
    pub layout: Layout,
    /// Its line in 項目一覧; absent for the cover.
    #[serde(default)]
    pub contents: Option<String>,
}

/// Words by which 評価実施機関名 shows what kind of body it is.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Agencies {
    /// The item that names the body.
    pub item: Option<String>,
    /// Organs of the State.
    pub state: Vec<String>,
    /// 地方公共団体等
    pub local: Vec<String>,
    /// What the bare names of 地方公共団体 end in.
    pub local_ends: Vec<String>,
    /// Bodies of insured people and employers, which are neither.
    pub associations: Vec<String>,
    /// Other 行政機関等: those whose assessment the 個人情報保護委員会 approves (番号法第28条).
    pub administrative: Vec<String>,
}

/// What kind of body makes an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgencyKind {
    /// A minister or another organ of the State.
    State,
    /// 地方公共団体等
    Local,
    /// 健康保険組合 and the like.
    Association,
    /// 独立行政法人等
    Administrative,
}

impl Agencies {
    /// The kind of body that a name shows; none for a name that shows nothing.
    pub fn kind(&self, name: &str) -> Option<AgencyKind> {
        let name = name.trim();
        let says = |words: &[String]| words.iter().any(|word| name.contains(word.as_str()));
        let ends = |words: &[String]| words.iter().any(|word| name.ends_with(word.as_str()));
        if says(&self.state) {
            Some(AgencyKind::State)
        } else if says(&self.local) || ends(&self.local_ends) {
            Some(AgencyKind::Local)
        } else if says(&self.associations) {
            Some(AgencyKind::Association)
        } else {
            says(&self.administrative).then_some(AgencyKind::Administrative)
        }
    }
}
