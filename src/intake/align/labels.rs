//! The labels of a form in printed order, and which of them a text may be.

use rustc_hash::{FxHashMap, FxHashSet};

use super::hit::{Hit, Name};
use super::numbers::{Number, agreement, bare, numbered};
use super::similar::Similar;
use super::state::{Level, State, before_the_form, lists, takes};
use super::words::{count, name_in_brackets, without_notes};
use crate::form::{Form, Item, ItemId, ItemKind, Layout, Print};
use crate::japanese::notation::norm_option;

/// The bar over an entry, or the label that counts: システム, 委託事項.
#[derive(Debug)]
struct Entry {
    word: String,
    state: usize,
    score: f32,
}

#[derive(Debug)]
pub(super) struct Labels {
    pub states: Vec<State>,
    names: FxHashMap<String, Vec<Name>>,
    begins: FxHashSet<char>,
    similar: Similar,
    entries: Vec<Entry>,
    /// The states that have an option, by its words.
    options: FxHashMap<String, Vec<usize>>,
    /// The states of an item.
    by_item: FxHashMap<ItemId, Vec<usize>>,
}

impl Labels {
    pub(super) fn of(form: &Form) -> Self {
        let mut labels = Labels {
            states: vec![before_the_form()],
            names: FxHashMap::default(),
            begins: FxHashSet::default(),
            similar: Similar::default(),
            entries: Vec::new(),
            options: FxHashMap::default(),
            by_item: FxHashMap::default(),
        };
        for chapter in &form.chapters {
            labels.chapter(form, &chapter.item, chapter.layout);
        }
        for (name, places) in &labels.names {
            labels.begins.extend(name.chars().next());
            labels.similar.add(name, places);
        }
        let words = labels.entries.iter().filter_map(|e| e.word.chars().next());
        labels.begins.extend(words);
        labels.similar.sort();
        labels
    }

    fn chapter(&mut self, form: &Form, id: &str, layout: Layout) {
        let Some(top) = form.find(id) else { return };
        let begin = self.states.len();
        self.state(form, top, layout, begin, begin);
        if layout == Layout::Cover {
            self.name(begin, &form.title, None, 2.0);
        }
        let mut section = begin;
        let inside = format!("{id}.");
        for (item, known) in form.items.iter_enumerated().take(form.printed) {
            let here = known.id.starts_with(&inside) && known.printed_in.is_empty();
            if !here && !known.printed_in.iter().any(|chapter| chapter == id)
                || known.print == Print::Hidden
                || known.kind == ItemKind::Figure
                || matches!(layout, Layout::Records | Layout::Changes | Layout::Annex)
            {
                continue;
            }
            let place = self.states.len();
            if matches!(known.print, Print::Section | Print::Chapter) {
                section = place;
            }
            if let Some(heading) = &known.heading_before {
                self.state(form, item, layout, begin, section);
                self.states[place].heading = true;
                self.states[place].weight = 0.0;
                self.name(place, heading, None, 1.6);
            }
            self.state(form, item, layout, begin, section);
        }
    }

    fn state(&mut self, form: &Form, id: ItemId, layout: Layout, chapter: usize, section: usize) {
        let item = &form.items[id];
        let place = self.states.len();
        let level = match item.print {
            Print::Chapter => Level::Chapter,
            Print::Section => Level::Section,
            Print::Subsection | Print::Entries => Level::Entry,
            // 別添１ and the like are chapters whatever their items are.
            _ if place == chapter => Level::Chapter,
            _ => Level::Row,
        };
        let always = form.always_required(id) && item.kind != ItemKind::Map;
        self.states.push(State {
            item: Some(id),
            takes: takes(item, layout),
            level,
            layout,
            chapter,
            section,
            lists: lists(form, item),
            heading: false,
            weight: if always { 1.0 } else { 0.3 },
        });
        self.by_item.entry(id).or_default().push(place);
        self.names_of(item, place);
        for option in &item.options {
            let places = self.options.entry(norm_option(&option.text)).or_default();
            places.push(place);
        }
    }

    fn names_of(&mut self, item: &Item, place: usize) {
        // 「説明」 of 別添１ is no label: the form prints none.
        let silent = self.states[place].layout == Layout::Figure && item.label == item.key;
        if silent {
            return;
        }
        let number = numbered(&item.label).0;
        self.name(place, &item.label, number, 2.0);
        for other in [&item.key].into_iter().chain(&item.aliases) {
            self.name(place, other, number, 1.7);
        }
        if let Some(row) = &item.row_label {
            self.name(place, row, None, 2.0);
        }
        let without = without_notes(&item.label);
        if without.len() < item.label.len() {
            self.name(place, &without, number, 1.8);
        }
        // A list by its bar, and the item that repeats the bar's words.
        let bar = item
            .entry
            .as_deref()
            .and_then(|bar| bar.strip_suffix("{n}"));
        let counted = item.label.strip_suffix('1').filter(|_| !item.is_list());
        for (word, score) in [(bar, 3.0), (counted, 3.2)] {
            let Some(word) = word else { continue };
            self.entries.push(Entry {
                word: bare(word),
                state: place,
                score,
            });
        }
    }

    fn name(&mut self, state: usize, name: &str, number: Option<Number>, grade: f32) {
        let key = bare(numbered(name).1);
        if key.is_empty() {
            return;
        }
        let places = self.names.entry(key).or_default();
        if !places.iter().any(|known| known.state == state) {
            places.push(Name {
                state,
                number,
                grade,
            });
        }
    }

    /// The labels that a text may begin with: a quick look before the thorough one.
    pub(super) fn may_begin(&self, text: &str) -> bool {
        let rest = numbered(text).1;
        let end = rest.char_indices().nth(3).map_or(rest.len(), |(at, _)| at);
        let first = bare(&rest[..end]).chars().next();
        first.is_some_and(|first| self.begins.contains(&first))
    }

    /// The labels that a text is, word for word.
    pub(super) fn exact(&self, text: &str) -> Vec<Hit> {
        let (number, rest) = numbered(text);
        let key = bare(rest);
        let mut hits = Vec::new();
        for name in self.names.get(&key).into_iter().flatten() {
            hits.push(Hit {
                state: name.state,
                score: name.grade + agreement(number, name.number),
                entry: None,
            });
        }
        if hits.is_empty() {
            hits = self.chapter_of_file(text);
        }
        for entry in &self.entries {
            let Some(count) = key.strip_prefix(entry.word.as_str()).and_then(count) else {
                continue;
            };
            hits.retain(|hit| hit.state != entry.state);
            hits.push(Hit {
                state: entry.state,
                score: entry.score,
                entry: Some(count),
            });
        }
        hits
    }

    /// A chapter with the name of its file: Ⅱ　特定個人情報ファイルの概要（住民記録ファイル）.
    fn chapter_of_file(&self, text: &str) -> Vec<Hit> {
        let Some((label, _)) = name_in_brackets(text) else {
            return Vec::new();
        };
        let (number, rest) = numbered(label);
        let names = self.names.get(&bare(rest));
        let chapters = names
            .into_iter()
            .flatten()
            .filter(|name| number.is_some() && self.states[name.state].level == Level::Chapter);
        let hits = chapters.map(|name| Hit {
            state: name.state,
            score: name.grade + agreement(number, name.number) - 0.2,
            entry: None,
        });
        hits.collect()
    }

    /// The labels that a text is but for a few characters.
    pub(super) fn similar(&self, text: &str) -> Vec<Hit> {
        let (number, rest) = numbered(text);
        self.similar.find(&bare(rest), number)
    }

    /// The states that have an option of these words.
    pub(super) fn option(&self, text: &str) -> &[usize] {
        let found = self.options.get(&norm_option(text));
        found.map_or(&[], Vec::as_slice)
    }

    pub(super) fn states_of(&self, item: ItemId) -> &[usize] {
        self.by_item.get(&item).map_or(&[], Vec::as_slice)
    }
}
