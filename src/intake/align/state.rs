//! The places of the form that the aligner walks through.

use crate::form::{Form, Item, ItemId, ItemKind, Layout};

/// What an item's cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// Nothing of its own: a chapter, a bar, an entry.
    Nothing,
    Text,
    /// One option; then maybe a text.
    Choice,
    /// Boxes.
    Boxes,
    /// One box before its own words: [ ] 委託しない.
    Single,
    Date,
}

/// How large a part of the form begins with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
pub(super) enum Level {
    Row,
    Entry,
    Section,
    Chapter,
}

/// A place of the form. The aligner walks through them; the first is what comes before the form begins.
#[derive(Debug)]
pub(super) struct State {
    pub item: Option<ItemId>,
    pub takes: Takes,
    pub level: Level,
    /// The layout of its chapter.
    pub layout: Layout,
    /// The states of the chapter and of the section in which it lies.
    pub chapter: usize,
    pub section: usize,
    /// The lists in which it lies, the outermost first; a list lies in itself.
    pub lists: Vec<ItemId>,
    /// Whether it is only the heading before the item: 再委託.
    pub heading: bool,
    /// What leaving it out costs.
    pub weight: f32,
}

pub(super) fn before_the_form() -> State {
    State {
        item: None,
        takes: Takes::Nothing,
        level: Level::Row,
        layout: Layout::Cover,
        chapter: 0,
        section: 0,
        lists: Vec::new(),
        heading: false,
        weight: 0.0,
    }
}

pub(super) fn takes(item: &Item, layout: Layout) -> Takes {
    // What stands under the heading of 別添１, ２ and 別紙 is their text.
    if matches!(layout, Layout::Figure | Layout::Records | Layout::Annex) {
        return Takes::Text;
    }
    if layout == Layout::Changes {
        return Takes::Nothing;
    }
    match item.kind {
        ItemKind::Text | ItemKind::TextText | ItemKind::Table | ItemKind::Figure => Takes::Text,
        ItemKind::Choice | ItemKind::ChoiceText => Takes::Choice,
        ItemKind::Checks => Takes::Boxes,
        ItemKind::Check => Takes::Single,
        ItemKind::Count | ItemKind::Date | ItemKind::Period => Takes::Date,
        // ３．特定個人情報ファイル名: the names stand right under the bar.
        ItemKind::List if item.entry.is_none() => Takes::Text,
        ItemKind::List | ItemKind::Map => Takes::Nothing,
    }
}

/// The lists in which an item lies, the outermost first, itself included.
pub(super) fn lists(form: &Form, item: &Item) -> Vec<ItemId> {
    let ends = item
        .id
        .match_indices("[]")
        .map(|(at, sign)| at + sign.len());
    ends.filter_map(|end| form.find(&item.id[..end])).collect()
}
