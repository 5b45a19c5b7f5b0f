//! What is known of an item for people: where it is, what belongs there, when and in what shape it is written.
//!
//! One model for all who show it: `explain`, docs/items.md, the schema for editors, completion and hover, the comments
//! of a new draft.

mod basis;
mod insert;
mod search;
mod shape;
mod when;

pub use insert::Insert;
pub use search::Found;
pub use shape::in_brackets;

use super::address::address;
use super::{Choice, Form, Item, ItemId, ItemKind};
use crate::source::lang::{Lang, say};

/// An item of a form with what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Guide<'f> {
    form: &'f Form,
    id: ItemId,
}

impl Form {
    /// What is known of an item.
    pub fn guide(&self, item: ItemId) -> Guide<'_> {
        Guide {
            form: self,
            id: item,
        }
    }

    /// The same of all items, in the order of the form.
    pub fn guides(&self) -> impl Iterator<Item = Guide<'_>> {
        self.items.keys().map(|item| self.guide(item))
    }
}

impl<'f> Guide<'f> {
    /// Its place in the form.
    pub fn id(self) -> ItemId {
        self.id
    }

    /// Its definition.
    pub fn item(self) -> &'f Item {
        &self.form.items[self.id]
    }

    /// The key in an assessment.
    pub fn key(self) -> &'f str {
        &self.item().key
    }

    /// The printed label with its number.
    pub fn label(self) -> &'f str {
        &self.item().label
    }

    /// The address without the numbers of entries: Ⅱ４委託事項⑦, 別添３　変更日.
    pub fn address(self) -> String {
        let address = address(self.item(), &[], None);
        address.replace("第行", "")
    }

    /// The address and the key: Ⅱ３①「入手元」, Ⅱ４「委託の有無」 where the address ends in the key or the label.
    pub fn name(self) -> String {
        let (address, key) = (self.address(), self.key());
        let own = [key, self.label()];
        let above = own.iter().find_map(|own| address.strip_suffix(own));
        let above = above.unwrap_or(&address);
        format!("{}「{key}」", above.trim_end())
    }

    /// The keys under which it is written, the outermost first.
    pub fn path(self) -> Vec<&'f str> {
        let above = std::iter::successors(Some(self), |guide| guide.above());
        let mut keys: Vec<&str> = above.map(Guide::key).collect();
        keys.reverse();
        keys
    }

    /// The item above it.
    pub fn above(self) -> Option<Guide<'f>> {
        let above = self.form.parent(self.id)?;
        Some(self.form.guide(above))
    }

    /// The items directly below it.
    pub fn below(self) -> impl Iterator<Item = Guide<'f>> {
        let form = self.form;
        let below = form.children(Some(self.id)).iter();
        below.map(move |item| form.guide(*item))
    }

    /// Whether a change of it is 重要な変更.
    pub fn is_significant(self) -> bool {
        self.item().significant
    }

    /// Whether its text usually has several lines.
    pub fn is_block(self) -> bool {
        self.item().block
    }

    /// What belongs there.
    pub fn help(self) -> &'f str {
        &self.item().help
    }

    /// Its options with the official words, in the order of the form.
    pub fn choices(self) -> &'f [Choice] {
        &self.item().options
    }

    /// When it has to be written, in a sentence.
    pub fn when(self, lang: Lang) -> String {
        when::sentence(self, lang)
    }

    /// The same for somebody who is there already: without what the items around it ask for.
    pub fn when_there(self, lang: Lang) -> String {
        when::own(self, lang)
    }

    /// The kind of its value in a word or two.
    pub fn kind(self, lang: Lang) -> String {
        match self.item().kind {
            ItemKind::Text => say!(lang, "文", "text"),
            ItemKind::Choice => say!(lang, "一つを選ぶ", "one option"),
            ItemKind::ChoiceText => say!(lang, "一つを選び、内訳を書く", "one option with details"),
            ItemKind::TextText => say!(lang, "文と内訳", "text with details"),
            ItemKind::Checks => say!(lang, "該当するものをすべて選ぶ", "any of the options"),
            ItemKind::Check => say!(lang, "該当すれば「○」", "○ or blank"),
            ItemKind::Count => say!(lang, "件数", "number of entries"),
            ItemKind::Date => say!(lang, "日付", "date"),
            ItemKind::Period => say!(lang, "期間", "period"),
            ItemKind::List => say!(lang, "繰り返し", "list"),
            ItemKind::Table => say!(lang, "表", "table"),
            ItemKind::Figure => say!(lang, "図", "figure"),
            ItemKind::Map => say!(lang, "項目のまとまり", "group"),
        }
    }

    /// How it is written in YAML, in a sentence or two; what is typed is set as code.
    pub fn shape(self, lang: Lang) -> String {
        shape::sentence(self, lang)
    }

    /// The same of its own value, where that has a key beside those below it.
    pub fn own_shape(self, lang: Lang) -> Option<String> {
        shape::own_sentence(self, lang)
    }
}

#[cfg(test)]
mod tests;
