//! What a change is, and what it would mean: 重要な変更 or not, and what 別添３ would say of it. Always a proposal.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::risk::Rated;
use super::text::TextDiff;
use crate::assets::data;
use crate::form::{Form, Item, Layout};

/// What happened to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Written in the new version alone: an entry of a list, or an item that was blank.
    Added,
    /// Written in the old version alone.
    Removed,
    /// Written in both, and different.
    Edited,
    /// An entry that moved within its list.
    Moved,
    /// The name of an entry that goes on under another name.
    Renamed,
}

impl ChangeKind {
    /// In Japanese.
    pub fn words(self) -> &'static str {
        match self {
            ChangeKind::Added => "追加",
            ChangeKind::Removed => "削除",
            ChangeKind::Edited => "変更",
            ChangeKind::Moved => "移動",
            ChangeKind::Renamed => "改称",
        }
    }
}

/// Which part of an assessment an item belongs to, as far as changes go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// What the assessment says: 表紙 from 評価書名 to 特記事項, Ⅰ to Ⅴ, 別添１, 別添２, 別紙.
    Body,
    /// Ⅵ 評価実施手続: it records how this very version came about and differs with every publication.
    Procedure,
    /// 版, 評価書番号, 公表日, 承認日: they name the version and are no change of it.
    Version,
}

/// An item in one of the versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its id with entry numbers: `basic.systems[3].functions`.
    pub id: String,
    /// The numbers of the entries it lies in.
    pub at: Vec<usize>,
    /// Its address: Ⅰ２システム3②
    pub address: String,
    /// Address and name for people: Ⅰ２システム3② システムの機能
    pub name: String,
    /// The name of the entry that it is or lies in: 予診票等データ入力業務; empty where there is none.
    pub entry: String,
    /// What is printed there; of an entry, all its items with their labels.
    pub text: String,
}

/// What changed in an item.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Content {
    /// A text.
    Text {
        /// Its paragraphs.
        paragraphs: TextDiff,
    },
    /// One choice in the place of another: the texts of both places.
    Choice,
    /// Boxes ticked and unticked.
    Checks {
        /// Ticked in the new version alone, with what is written in the slot.
        added: Vec<String>,
        /// Ticked in the old version alone.
        removed: Vec<String>,
        /// Ticked in both with other words in the slot.
        details: Vec<Detail>,
    },
    /// Things that are listed without an order: 記録項目.
    Items {
        /// In the new version alone.
        added: Vec<String>,
        /// In the old version alone.
        removed: Vec<String>,
    },
    /// A table of the officer's own.
    Table {
        /// Columns of the new version alone.
        added_columns: Vec<String>,
        /// Columns of the old version alone.
        removed_columns: Vec<String>,
        /// The rows that differ.
        rows: Vec<RowChange>,
    },
    /// A whole entry of a list, added or removed: its written items.
    Entry {
        /// In the form's order.
        parts: Vec<Part>,
    },
    /// An entry that moved; what changed inside is a change of its own.
    Order {
        /// Where it was: 委託事項2; 「宛名情報」の次, where the form gives entries no number.
        old: String,
        /// Where it is.
        new: String,
    },
}

/// A box whose slot changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Detail {
    /// The words of the option.
    pub option: String,
    /// What changed in the slot.
    pub paragraphs: TextDiff,
}

/// A row of a table that changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RowChange {
    /// What happened to it.
    pub kind: ChangeKind,
    /// Whether nothing but its form or its place changed.
    pub formal: bool,
    /// Its first cell that is no number.
    pub name: String,
    /// Its number in the old table, from 1.
    pub old: Option<usize>,
    /// Its number in the new table, from 1.
    pub new: Option<usize>,
    /// The cells that differ; of a row added or removed, all of them.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// The head of its column.
    pub column: String,
    /// What changed.
    pub paragraphs: TextDiff,
}

/// A written item of an entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// Its id with entry numbers.
    pub item: String,
    /// The printed label.
    pub label: String,
    /// What is printed there.
    pub text: String,
    /// Whether the item is one of ※.
    pub significant: bool,
}

/// A change of one item.
#[derive(Debug, Clone)]
pub struct Change {
    /// The item, by the form of the new version where it still has it.
    pub item: &'static Item,
    /// What happened.
    pub kind: ChangeKind,
    /// Where it was; absent where the entry is new.
    pub old: Option<Place>,
    /// Where it is; absent where the entry is gone.
    pub new: Option<Place>,
    /// What changed inside.
    pub content: Content,
    /// The chapter that prints it, by its place among [`super::Diff::chapters`].
    pub chapter: Option<usize>,
    /// Which part of the assessment it belongs to.
    pub scope: Scope,
    /// Whether only the form changed: blanks, width, notation, order, numbers of a list.
    pub formal: bool,
    /// Whether the item is one of ※, a change of which is 重要な変更 unless it is formal (規則第11条, 指針別表).
    pub significant: bool,
    /// Whether it only repeats what other changes say: 件数 of a list that grew, ファイル名 in Ⅰ３.
    pub follows: bool,
    /// The replacements of which it is nothing but the places, by their places among [`super::Diff::replacements`].
    pub replacements: Vec<usize>,
    /// What 別添３ would say of it; none where the item only names the version.
    pub proposal: Option<&'static Proposal>,
    /// What 別添３ of the new version says of it, in the order of its rows; found by [`crate::compare::changelog::logged`].
    pub logged: Vec<Logged>,
    /// Of a self-rating of Ⅲ: its risk, with the measures that it rests on; found with `logged`.
    pub risk: Option<Rated>,
}

/// What an entry of 別添３ says of a change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Logged {
    /// The number of its first row.
    pub row: usize,
    /// 変更日, as written.
    pub date: String,
    /// 提出時期, as written.
    pub timing: String,
    /// 提出時期に係る説明, as written.
    pub explanation: String,
    /// The usual reason that it gives (重要な変更, 形式的な変更 …), where it gives one.
    pub reason: String,
}

impl Logged {
    /// Why, in a word where it is a usual reason, else in its own words.
    pub fn why(&self) -> &str {
        match self.reason.as_str() {
            "" => &self.explanation,
            reason => reason,
        }
    }

    /// Whether 意見の聴取 and 第三者点検 are held again by what it says.
    pub fn repeats(&self) -> bool {
        proposals().any(|proposal| proposal.repeat && proposal.reason == self.reason)
    }
}

impl Change {
    /// What is proposed for 別添３, as long as that does not record the change.
    pub fn proposed(&self) -> Option<&'static Proposal> {
        self.proposal.filter(|_| self.logged.is_empty())
    }

    /// Whether 意見の聴取 and 第三者点検 are held again: by what 別添３ says, or is to say.
    pub fn repeats(&self) -> bool {
        let logged = self.logged.iter().any(Logged::repeats);
        logged || self.proposed().is_some_and(|proposal| proposal.repeat)
    }

    /// Whether it changes what an item with ※ says: neither its form alone nor a name alone.
    pub fn is_of_substance(&self) -> bool {
        self.significant && !self.formal && self.replacements.is_empty()
    }

    /// The place to show: the new one, or the old one where there is none.
    pub fn place(&self) -> Option<&Place> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// The id to show.
    pub fn id(&self) -> &str {
        self.place().map_or("", |place| &place.id)
    }

    /// Address and name; of an entry, and where the address does not number it, with the name of the entry.
    pub fn name(&self) -> String {
        let Some(place) = self.place() else {
            return String::new();
        };
        let is_entry = matches!(self.content, Content::Entry { .. } | Content::Order { .. });
        let numbered = self.item.address.contains("{n}");
        let name_is_enough = place.entry.is_empty() || !is_entry && numbered;
        if name_is_enough {
            place.name.clone()
        } else {
            format!("{}（{}）", place.name, place.entry)
        }
    }

    /// The old address, where it is another.
    pub fn was(&self) -> Option<&str> {
        let (old, new) = (self.old.as_ref()?, self.new.as_ref()?);
        (old.address != new.address).then_some(old.address.as_str())
    }
}

/// What has another name now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Renamed {
    /// 課, 部, 委員会 …
    Office,
    /// 法, 条例, 規則 …
    Law,
    /// A system of Ⅰ２.
    System,
}

/// 提出時期: when a change has to be submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum Timing {
    /// 事前
    #[serde(rename = "事前")]
    Before,
    /// 事後
    #[serde(rename = "事後")]
    After,
}

impl Timing {
    /// As the form prints it.
    pub fn words(self) -> &'static str {
        match self {
            Timing::Before => "事前",
            Timing::After => "事後",
        }
    }
}

/// What `schemas/law/change.yaml` proposes for a change.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// The item that it is for, where it is for one alone.
    #[serde(default)]
    pub item: Option<String>,
    /// 理由, one of the options of `changes[].reason`.
    pub reason: String,
    /// 提出時期
    pub timing: Timing,
    /// 提出時期に係る説明, as it may be written into 別添３.
    pub explanation: String,
    /// Why, in Japanese.
    pub because: String,
    /// Why, in English.
    pub because_en: String,
    /// Whether 意見の聴取 and 第三者点検 are to be held again (規則第7条第4項).
    pub repeat: bool,
    /// When it may not apply.
    #[serde(default)]
    pub unless: String,
    /// The same in English.
    #[serde(default)]
    pub unless_en: String,
    /// The articles that it rests on.
    pub source: Vec<String>,
    /// Since when they hold.
    pub effective: String,
    /// A or B.
    pub confidence: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Proposals {
    significant: Proposal,
    formal: Proposal,
    renamed_office: Proposal,
    renamed_law: Proposal,
    renamed_system: Proposal,
    other: Proposal,
    threshold: Proposal,
}

impl Proposals {
    fn all(&self) -> [&Proposal; 7] {
        [
            &self.significant,
            &self.formal,
            &self.renamed_office,
            &self.renamed_law,
            &self.renamed_system,
            &self.other,
            &self.threshold,
        ]
    }
}

static PROPOSALS: LazyLock<Result<Proposals, String>> = LazyLock::new(|| data::read("law/change"));

/// All that is proposed for changes of one kind or another.
pub fn proposals() -> impl Iterator<Item = &'static Proposal> {
    let all = PROPOSALS.as_ref().ok().into_iter();
    all.flat_map(Proposals::all)
}

/// The proposal for an item with ※ in which nothing but a name is another.
pub(super) fn proposed_for(of: Renamed) -> Option<&'static Proposal> {
    let proposals = PROPOSALS.as_ref().ok()?;
    Some(match of {
        Renamed::Office => &proposals.renamed_office,
        Renamed::Law => &proposals.renamed_law,
        Renamed::System => &proposals.renamed_system,
    })
}

/// The proposal for a change of an item.
pub(super) fn propose(
    item: &Item,
    scope: Scope,
    significant: bool,
    formal: bool,
) -> Option<&'static Proposal> {
    let proposals = PROPOSALS.as_ref().ok()?;
    if scope == Scope::Version {
        return None;
    }
    let of_item = proposals.threshold.item.as_deref() == Some(item.id.as_str());
    Some(match (of_item && !formal, significant, formal) {
        (true, ..) => &proposals.threshold,
        (_, true, false) => &proposals.significant,
        (_, true, true) => &proposals.formal,
        (_, false, _) => &proposals.other,
    })
}

/// Items that name the version.
const OF_VERSION: [&str; 5] = [
    "form",
    "edition",
    "cover.number",
    "cover.publication_date",
    "cover.commission_approval_date",
];

/// The part of the assessment that an item belongs to.
pub(super) fn scope(item: &Item) -> Scope {
    if OF_VERSION.contains(&item.id.as_str()) {
        Scope::Version
    } else if item.id == "procedure" || item.id.starts_with("procedure.") {
        Scope::Procedure
    } else {
        Scope::Body
    }
}

/// Whether an item is 別添３, which records changes and is no change.
pub(super) fn is_change_table(form: &Form, item: &Item) -> bool {
    form.chapters
        .iter()
        .any(|chapter| chapter.layout == Layout::Changes && chapter.item == item.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::newest_form;

    #[test]
    fn the_proposals_speak_of_the_form() {
        let proposals: Proposals = data::read("law/change").expect("schemas/law/change.yaml");
        let form = newest_form().expect("a form");
        let options = |id: &str| {
            let item = form.find(id).expect("an item");
            let options = form.items[item].options.iter();
            options.map(|o| o.text.as_str()).collect::<Vec<_>>()
        };
        let (reasons, timings) = (options("changes[].reason"), options("changes[].timing"));
        for proposal in proposals.all() {
            assert!(reasons.contains(&proposal.reason.as_str()));
            assert!(timings.contains(&proposal.timing.words()));
            assert!(["A", "B"].contains(&proposal.confidence.as_str()));
        }
        let item = proposals.threshold.item.as_deref().expect("an item");
        assert!(form.find(item).is_some());
        for id in OF_VERSION {
            assert!(form.find(id).is_some(), "{id}");
        }
    }
}
