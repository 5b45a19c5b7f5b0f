//! Reading `schemas/forms/*.yaml`.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use thiserror::Error;
use typed_index_collections::TiVec;

use super::address::{Known, addresses};
use super::condition::Condition;
use super::{Agencies, Chapter, Item, ItemId, ItemKind, PrintedWords};
use crate::japanese::notation::{norm_key, norm_option};

include!(concat!(env!("OUT_DIR"), "/forms.rs"));

/// An edition of the official form.
#[derive(Debug)]
pub struct Form {
    /// 全項目評価書
    pub kind: String,
    /// 平成30年5月
    pub edition: String,
    /// The heading of the cover.
    pub title: String,
    /// The mark of the edition on the cover.
    pub mark: String,
    /// 項目一覧
    pub contents_title: String,
    /// What ※ means.
    pub legend: String,
    /// How the kind of a body is recognised.
    pub agencies: Agencies,
    /// The chapters in printing order.
    pub chapters: Vec<Chapter>,
    /// The kind of form whose items its texts name by their addresses, where it is another (点検記録 names those of an
    /// assessment).
    pub refers_to: Option<String>,
    /// The families and codes of rules that say nothing of such a document.
    pub silent: Vec<String>,
    /// The families and codes of rules whose findings are notes there: what was said once is not reworded.
    pub notes: Vec<String>,
    /// All items in the form's order, an item after its parent; then those that are never printed.
    pub items: TiVec<ItemId, Item>,
    /// How many of them are the form's own. Those after them are for the check alone: 検査の例外, 判断の前提.
    pub printed: usize,
    by_id: FxHashMap<String, ItemId>,
    children: TiVec<ItemId, Vec<ItemId>>,
    roots: Vec<ItemId>,
    /// The item below another, or outermost, by its normalised key.
    keys: FxHashMap<(Option<ItemId>, String), ItemId>,
    known: FxHashSet<String>,
    addresses: OnceLock<Vec<Known>>,
    words: OnceLock<PrintedWords>,
}

/// Why a form file is no form.
#[derive(Debug, Error)]
pub enum BadForm {
    /// It can't be read as YAML of that shape.
    #[error("様式のデータが読めません: {0}")]
    Unreadable(String),
    /// Two items share an id.
    #[error("様式のデータに同じ id が2つあります: {0}")]
    Twice(String),
    /// A condition, or a rule over options, speaks of words that are no option of the item.
    #[error("様式のデータが選択肢にない言葉を指しています: {0}")]
    NoOption(String),
    /// An id names a parent, an item or a chapter that the file does not have.
    #[error("様式のデータにない項目を指しています: {0}")]
    Dangling(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: String,
    edition: String,
    title: String,
    mark: String,
    contents_title: String,
    legend: String,
    agencies: Agencies,
    #[serde(default)]
    refers_to: Option<String>,
    #[serde(default)]
    silent: Vec<String>,
    #[serde(default)]
    notes: Vec<String>,
    chapters: Vec<Chapter>,
    items: Vec<Item>,
    #[serde(default)]
    beside: Vec<Item>,
}

/// Reads a form file.
///
/// # Errors
/// Says what is wrong with the file: it is data that officials change.
pub fn load(text: &str) -> Result<Form, BadForm> {
    build(serde_saphyr::from_str(text).map_err(|e| BadForm::Unreadable(e.to_string()))?)
}

fn build(file: File) -> Result<Form, BadForm> {
    let printed = file.items.len();
    let items = TiVec::from([file.items, file.beside].concat());
    let mut form = Form {
        kind: file.kind,
        edition: file.edition,
        title: file.title,
        mark: file.mark,
        contents_title: file.contents_title,
        legend: file.legend,
        agencies: file.agencies,
        refers_to: file.refers_to,
        silent: file.silent,
        notes: file.notes,
        chapters: file.chapters,
        children: vec![Vec::new(); items.len()].into(),
        items,
        printed,
        by_id: FxHashMap::default(),
        roots: Vec::new(),
        keys: FxHashMap::default(),
        known: FxHashSet::default(),
        addresses: OnceLock::new(),
        words: OnceLock::new(),
    };
    form.index()?;
    Ok(form)
}

/// All editions that the program carries, as (kind, edition).
pub fn editions() -> Vec<(&'static str, &'static str)> {
    EMBEDDED
        .iter()
        .map(|(kind, edition, _)| (*kind, *edition))
        .collect()
}

/// The embedded form of an edition, read on first use.
///
/// # Errors
/// As [`load`]; the tests read every embedded file, so a released program has none.
pub fn embedded(kind: &str, edition: &str) -> Option<Result<&'static Form, &'static BadForm>> {
    static FORMS: OnceLock<Vec<OnceLock<Result<Form, BadForm>>>> = OnceLock::new();
    let forms = FORMS.get_or_init(|| EMBEDDED.iter().map(|_| OnceLock::new()).collect());
    let wanted = (norm_key(kind), norm_key(edition));
    let place = EMBEDDED
        .iter()
        .position(|(k, e, _)| (norm_key(k), norm_key(e)) == wanted)?;
    let json = |text: &str| {
        build(serde_json::from_str(text).map_err(|e| BadForm::Unreadable(e.to_string()))?)
    };
    Some(
        forms[place]
            .get_or_init(|| json(EMBEDDED[place].2))
            .as_ref(),
    )
}

/// Whether families and codes name a rule.
fn names(rules: &[String], code: &str) -> bool {
    rules.iter().any(|named| code.starts_with(named.as_str()))
}

impl Form {
    /// Whether a rule has something to say of such a document.
    pub fn hears(&self, code: &str) -> bool {
        !names(&self.silent, code)
    }

    /// Whether what a rule finds in such a document is but a note.
    pub fn only_notes(&self, code: &str) -> bool {
        names(&self.notes, code)
    }

    fn index(&mut self) -> Result<(), BadForm> {
        for (place, item) in self.items.iter_enumerated() {
            if self.by_id.insert(item.id.clone(), place).is_some() {
                return Err(BadForm::Twice(item.id.clone()));
            }
            let parent = match item.id.rsplit_once('.') {
                None => None,
                Some((parent, _)) => match self.by_id.get(parent) {
                    Some(parent) => Some(*parent),
                    None => return Err(BadForm::Dangling(item.id.clone())),
                },
            };
            match parent {
                Some(parent) => self.children[parent].push(place),
                None => self.roots.push(place),
            }
            for name in [&item.key, &item.label].into_iter().chain(&item.aliases) {
                let norm = norm_key(name);
                self.known.insert(norm.clone());
                self.keys.entry((parent, norm)).or_insert(place);
            }
            for option in item.options.iter().filter(|o| o.slot) {
                self.known.insert(norm_key(&option.text));
            }
        }
        self.known
            .extend(["選択", "内容", "特定個人情報ファイル名"].map(norm_key));
        self.check_references()
    }

    fn check_references(&self) -> Result<(), BadForm> {
        let mut named: Vec<&str> = self.chapters.iter().map(|c| c.item.as_str()).collect();
        for item in &self.items {
            named.extend(
                item.printed_in
                    .iter()
                    .chain(&item.empties)
                    .map(String::as_str),
            );
            named.extend(
                item.counts
                    .iter()
                    .chain(&item.same_as)
                    .chain(&item.plain)
                    .chain(&item.plain_list)
                    .chain(item.counts_of.values())
                    .map(String::as_str),
            );
            item.required.each_id(&mut |id| named.push(id));
        }
        named.extend(self.agencies.item.as_deref());
        match named.into_iter().find(|id| !self.by_id.contains_key(*id)) {
            Some(id) => Err(BadForm::Dangling(id.to_owned())),
            None => self.check_options(),
        }
    }

    /// A misspelt option in a condition would be a condition that never holds.
    fn check_options(&self) -> Result<(), BadForm> {
        let mut named: Vec<(&str, &str)> = Vec::new();
        for item in &self.items {
            let of_item = item.exclusive.iter().chain(item.counts_of.keys());
            named.extend(of_item.map(|word| (item.id.as_str(), word.as_str())));
            item.required
                .each_option(&mut |id, word| named.push((id, word)));
        }
        let is_option = |id: &str, word: &str| {
            self.find(id)
                .is_some_and(|item| self.items[item].option(word).is_some())
        };
        match named.into_iter().find(|(id, word)| !is_option(id, word)) {
            Some((id, word)) => Err(BadForm::NoOption(format!("{id}: {word}"))),
            None => Ok(()),
        }
    }

    /// An item by its id in the form data.
    pub fn find(&self, id: &str) -> Option<ItemId> {
        self.by_id.get(id).copied()
    }

    /// Whether an item is the form's own, not one for the check alone.
    pub fn is_printed(&self, item: ItemId) -> bool {
        usize::from(item) < self.printed
    }

    /// The items directly below one, or the outermost ones.
    pub fn children(&self, parent: Option<ItemId>) -> &[ItemId] {
        match parent {
            None => &self.roots,
            Some(parent) => &self.children[parent],
        }
    }

    /// The item below a parent that a key means, whatever its number, width or alias.
    pub fn child(&self, parent: Option<ItemId>, key: &str) -> Option<ItemId> {
        let exact = self
            .children(parent)
            .iter()
            .copied()
            .find(|i| self.items[*i].key == key);
        exact.or_else(|| self.keys.get(&(parent, norm_key(key))).copied())
    }

    /// The item above one.
    pub fn parent(&self, item: ItemId) -> Option<ItemId> {
        self.items[item]
            .id
            .rsplit_once('.')
            .and_then(|(parent, _)| self.find(parent))
    }

    /// All items that a key could mean anywhere in the form; where it has none, among those that are never printed.
    pub fn anywhere(&self, key: &str) -> Vec<ItemId> {
        let norm = norm_key(key);
        let mut found: Vec<ItemId> = self
            .keys
            .iter()
            .filter(|((_, n), _)| *n == norm)
            .map(|(_, item)| *item)
            .collect();
        found.sort_unstable();
        found.dedup();
        if let Some(first) = found.first()
            && self.is_printed(*first)
        {
            found.retain(|item| self.is_printed(*item));
        }
        found
    }

    /// The item below another that says how many entries a list has, with the list's id.
    pub fn count_of(&self, item: ItemId) -> Option<(&Item, &str)> {
        let below = self.children(Some(item)).iter();
        let mut below = below.map(|child| &self.items[*child]);
        below.find_map(|child| Some((child, child.counts.as_deref()?)))
    }

    /// Whether a key may be below another by the form, none being the outermost level: then whether in the entries of a list.
    pub fn below(&self, above: Option<&str>, key: &str) -> Option<bool> {
        let Some(above) = above else {
            return self.child(None, key).map(|_| false);
        };
        let mut holders = self.anywhere(above).into_iter();
        holders.find_map(|holder| {
            let item = &self.items[holder];
            let in_list = match item.kind {
                // The columns of a table are its own.
                ItemKind::Table => true,
                ItemKind::Checks => item.option(key).is_some(),
                _ => item.is_list(),
            };
            let holds = in_list && !item.is_list()
                || self.is_own_text(Some(holder), key)
                || self.child(Some(holder), key).is_some();
            holds.then_some(in_list)
        })
    }

    /// Whether a key below another, none being the outermost level, has a list of texts or of options by the form.
    pub fn lists_texts(&self, above: Option<&str>, key: &str) -> bool {
        let found: Vec<ItemId> = match above {
            None => self.child(None, key).into_iter().collect(),
            Some(above) => {
                let holders = self.anywhere(above).into_iter();
                holders.filter_map(|h| self.child(Some(h), key)).collect()
            }
        };
        let is_of_texts = |id: &ItemId| {
            let item = &self.items[*id];
            let is_plain = self.children(Some(*id)).is_empty() || item.plain_list.is_some();
            item.kind == ItemKind::Checks || item.is_list() && is_plain
        };
        !found.is_empty() && found.iter().all(is_of_texts)
    }

    /// Whether a text is a key, a label or an option with a slot of this form.
    pub fn is_key(&self, text: &str) -> bool {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
        // A key is short; long lines of text are not worth normalising.
        text.len() <= 240 && self.known.contains(&norm_key(text))
    }

    /// Whether a text is one of its options.
    pub fn is_option(&self, text: &str) -> bool {
        let option = norm_option(text);
        self.words().options.lines().any(|known| known == option)
    }

    /// 選択 and 内容: whether a key is that of an item's own value among the items below it.
    pub(crate) fn is_own_text(&self, item: Option<ItemId>, key: &str) -> bool {
        let own = item.and_then(|item| self.items[item].kind.own_key());
        own.is_some_and(|own| norm_key(key) == own)
    }

    /// All addresses of its items, read when they are first asked for.
    pub(crate) fn addresses(&self) -> &[Known] {
        self.addresses.get_or_init(|| addresses(self))
    }

    /// What it prints, for comparisons, put together when it is first asked for.
    pub fn words(&self) -> &PrintedWords {
        self.words.get_or_init(|| PrintedWords::of(self))
    }

    /// Whether an item is required whatever else is written.
    pub fn always_required(&self, item: ItemId) -> bool {
        self.items[item].required == Condition::Always
    }
}
