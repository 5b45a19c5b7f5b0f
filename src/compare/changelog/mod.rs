//! 別添３ as its readers understand it: rows that continue one another are one entry, and each entry names its items.

pub mod base;
pub mod body;
pub mod cell;
pub mod cells;
pub mod compare;
pub mod coverage;
mod group;
pub mod histories;
pub mod insert;
pub mod labels;
pub mod logged;
pub mod marks;
pub mod merged;
pub mod order;
mod own;
pub mod plan;
pub mod quote;
pub mod reason;
mod rebuild;
mod reordered;
pub mod revision;
pub mod row;
pub mod side;
pub mod story;

use std::ops::Range;
use std::sync::OnceLock;

use jiff::civil::Date as Day;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use typed_index_collections::{TiSlice, TiVec};

use crate::assessment::Assessment;
use crate::assessment::field::FieldId;
use crate::assessment::resolve::{Meaning, Resolution, Resolver, references};
use crate::assessment::value::Value;
use crate::japanese::dates::{Date, Reading};
use crate::japanese::passage::Passage;
use crate::source::index::index_type;
use crate::yaml::Scalar;
use body::Index;
use cell::{Cell, ItemText};
use marks::MarkKind;
use reason::Reason;

index_type!(
    /// An entry of 別添３ by its place in [`Log::entries`].
    EntryId
);

/// The entries of 別添３ in their order.
#[derive(Debug, Default)]
pub struct Log<'a> {
    /// All of them.
    pub entries: TiVec<EntryId, LogEntry<'a>>,
}

/// 提出時期
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize)]
pub enum Timing {
    /// Before the change.
    #[serde(rename = "事前")]
    Before,
    /// After it.
    #[serde(rename = "事後")]
    After,
}

/// One change, written in one row or in several.
#[derive(Debug, Default)]
pub struct LogEntry<'a> {
    /// The numbers of its rows.
    pub rows: Vec<usize>,
    /// 変更日, where it can be read.
    pub date: Option<(Date, ItemText<'a>)>,
    /// 項目
    pub item: Option<ItemText<'a>>,
    /// What 項目 names.
    pub references: Vec<Reference>,
    /// Whether it covers items that 項目 does not name: 全体, ほか.
    pub covers_others: bool,
    /// 変更前の記載
    pub before: Cell<'a>,
    /// 変更後の記載
    pub after: Cell<'a>,
    /// 提出時期, where it can be read.
    pub timing: Option<(Timing, &'a Scalar)>,
    /// 提出時期に係る説明
    pub explanation: Option<ItemText<'a>>,
    /// What the explanation means.
    pub reason: Option<&'static Reason>,
    /// By what it is known again in another version, found when it is first asked for.
    identity: OnceLock<u64>,
}

/// A reference in 項目.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Its place in the text of 項目.
    pub words: Range<usize>,
    /// What it means.
    pub meaning: Meaning,
    /// The items of the assessment; several where it leaves out the number of an entry.
    pub places: Vec<FieldId>,
}

/// The references in 項目.
#[derive(Debug, Clone, Default)]
struct Named {
    references: Vec<Reference>,
    covers_others: bool,
}

impl Named {
    fn read(resolver: &Resolver, index: &Index, text: &str) -> Self {
        let mut named = Named::default();
        let (bare, files) = resolver.files_after(text);
        let parts = references(bare);
        let is_one = || parts.len() <= 1 && resolver.several(bare).len() <= 1;
        // One file after one item is a part of its address.
        let (parts, files) = match files.as_slice() {
            [_] if is_one() => (references(text), Vec::new()),
            _ => (parts, files),
        };
        for words in parts {
            let own = &text[words.clone()];
            let mut meaning = resolver.resolve(own);
            // 「Ⅱ６①保管場所ほか」
            let mut bare = own;
            if !meaning.is_exact()
                && let Some(rest) = marks::without_others(own)
            {
                let of_rest = resolver.resolve(rest);
                if of_rest.is_exact() || of_rest == Meaning::Several {
                    (meaning, bare) = (of_rest, rest);
                    named.covers_others = true;
                }
            }
            named.covers_others |= meaning == Meaning::Nothing && marks::is_whole(own);
            let mut all = vec![(0..bare.len(), meaning)];
            if !all[0].1.is_exact() {
                let parts = resolver.several(bare);
                if parts.iter().all(|(_, meaning)| meaning.is_exact()) {
                    all = parts;
                }
            }
            let all = all.into_iter().flat_map(|(range, meaning)| {
                let meanings = of_files(resolver, meaning, &files).into_iter();
                meanings.map(move |meaning| (range.clone(), meaning))
            });
            named.references.extend(all.map(|(range, meaning)| {
                let places = match &meaning {
                    Meaning::Item(found) => index.places(found),
                    _ => Vec::new(),
                };
                Reference {
                    words: words.start + range.start..words.start + range.end,
                    meaning,
                    places,
                }
            }));
        }
        named
    }
}

/// What finds the items that 項目 of a row names, by itself: all of 別添３ is read by [`Log::read`].
pub struct ReferenceReader<'a> {
    resolver: Resolver<'a>,
    index: Index<'a>,
}

impl<'a> ReferenceReader<'a> {
    /// A reader for the rows of an assessment.
    pub fn of(assessment: &'a Assessment<'a>) -> Self {
        ReferenceReader {
            resolver: Resolver::new(assessment),
            index: Index::of(assessment),
        }
    }

    /// What a text names, as in 項目 of a row.
    pub fn read(&self, text: &str) -> Vec<Reference> {
        Named::read(&self.resolver, &self.index, text).references
    }

    /// What finds the item of an address.
    pub fn resolver(&self) -> &Resolver<'a> {
        &self.resolver
    }

    /// What finds the places of an item.
    pub fn index(&self) -> &Index<'a> {
        &self.index
    }
}

/// What a reference means in each of some files, where it leaves the file out.
fn of_files(resolver: &Resolver, meaning: Meaning, files: &[usize]) -> Vec<Meaning> {
    match &meaning {
        Meaning::Item(found) if !files.is_empty() && resolver.is_of_a_file(found) => {
            let of_file = |file: &usize| Meaning::Item(found.clone().in_file(*file));
            files.iter().map(of_file).collect()
        }
        _ => vec![meaning],
    }
}

impl<'a> LogEntry<'a> {
    /// Adds the rows of another entry that go on with it.
    fn join(&mut self, rest: LogEntry<'a>) {
        self.rows.extend(rest.rows);
        self.before.lines.extend(rest.before.lines);
        self.after.lines.extend(rest.after.lines);
        self.timing = self.timing.or(rest.timing);
        self.explanation = self.explanation.or(rest.explanation);
        self.reason = self.reason.or(rest.reason);
    }
}

impl LogEntry<'_> {
    /// The item that it names, where it names one alone and clearly.
    pub fn only(&self) -> Option<&Resolution> {
        match self.references.as_slice() {
            [
                Reference {
                    meaning: Meaning::Item(found),
                    ..
                },
            ] if found.rivals.is_empty() => Some(found),
            _ => None,
        }
    }

    /// The items of the assessment that it speaks of, where it names one item alone and clearly.
    pub fn places(&self) -> &[FieldId] {
        match self.references.as_slice() {
            [reference] if self.only().is_some() => &reference.places,
            _ => &[],
        }
    }

    /// Its first row.
    pub fn row(&self) -> usize {
        self.rows.first().copied().unwrap_or_default()
    }
}

impl<'a> Log<'a> {
    /// Reads 別添３.
    pub fn read(assessment: &'a Assessment<'a>) -> Self {
        let mut log = Log::default();
        let count = assessment.entries("changes");
        if count == 0 {
            return log;
        }
        let resolver = Resolver::new(assessment);
        let index = Index::of(assessment);
        let mut known: FxHashMap<&str, Named> = FxHashMap::default();
        let mut reasons = FxHashMap::default();
        let mut open = Open::default();
        let rows: Vec<Row> = (1..=count)
            .into_par_iter()
            .filter_map(|number| Row::read(assessment, number))
            .collect();
        for mut row in rows {
            // The same few words explain most rows.
            let explained = row.explanation.map(|words| words.text.text.as_str());
            let timing = row.timing.map(|(timing, _)| timing);
            row.reason = row.reason.or_else(|| {
                let read = || Reason::of(explained?, timing);
                *reasons.entry((explained, timing)).or_insert_with(read)
            });
            if let Some(before) = open.continued_by(&row, &log.entries) {
                log.entries[before].join(row.entry());
                open.note(before, &log.entries[before]);
                continue;
            }
            let mut entry = row.entry();
            if let Some(item) = entry.item {
                let text = item.text.text.as_str();
                let read = || Named::read(&resolver, &index, text);
                let named = known.entry(text).or_insert_with(read);
                entry.references.clone_from(&named.references);
                entry.covers_others = named.covers_others;
            }
            let at = log.entries.push_and_get_key(entry);
            open.note(at, &log.entries[at]);
        }
        log.entries = reordered::joined(log.entries);
        log
    }
}

/// Entries that later rows may go on with, by item and day.
#[derive(Default)]
struct Open {
    /// The last entry of an item, and whether it says that it goes on.
    last: FxHashMap<(String, Option<Day>), (EntryId, bool)>,
}

impl Open {
    fn key(item: Option<ItemText>, date: Option<(Date, ItemText)>) -> (String, Option<Day>) {
        let item = item.map_or(String::new(), |words| Passage::of(&words.text.text).text);
        (item, date.map(|(date, _)| date.day))
    }

    fn note(&mut self, at: EntryId, entry: &LogEntry) {
        let goes_on = [&entry.before, &entry.after]
            .iter()
            .any(|cell| cell.is_continued(MarkKind::Below));
        self.last
            .insert(Self::key(entry.item, entry.date), (at, goes_on));
    }

    /// The entry that a row goes on with: one of them says so, and it names no other item or day. A row that names none
    /// goes on with the one above it.
    fn continued_by(&self, row: &Row, entries: &TiSlice<EntryId, LogEntry>) -> Option<EntryId> {
        let begins = [&row.before, &row.after]
            .iter()
            .any(|cell| cell.is_continued(MarkKind::Above));
        if let Some((at, goes_on)) = self.last.get(&Self::key(row.item, row.date)) {
            return (begins || *goes_on).then_some(*at);
        }
        let last = entries.last_key()?;
        row.continues(&entries[last]).then_some(last)
    }
}

/// One row of the table.
struct Row<'a> {
    number: usize,
    date: Option<(Date, ItemText<'a>)>,
    item: Option<ItemText<'a>>,
    before: Cell<'a>,
    after: Cell<'a>,
    timing: Option<(Timing, &'a Scalar)>,
    explanation: Option<ItemText<'a>>,
    /// The reason that is named; what is only explained is understood once for all rows.
    reason: Option<&'static Reason>,
}

impl<'a> Row<'a> {
    fn read(assessment: &'a Assessment<'a>, number: usize) -> Option<Self> {
        let id = format!("changes[{number}]");
        let row = assessment.find(&id)?;
        let items: Vec<(&str, FieldId)> = assessment
            .below(&id)
            .filter(|(_, f)| f.parent == Some(row))
            .map(|(id, f)| (last_name(&f.id), id))
            .collect();
        let field = |name: &str| {
            let (_, id) = items.iter().find(|(own, _)| *own == name)?;
            Some((*id, &assessment.fields[*id].value))
        };
        let words = |name: &str| match field(name)? {
            (field, Value::Text(text)) if !text.text.trim().is_empty() => {
                Some(ItemText { field, text })
            }
            _ => None,
        };
        let date = match field("date") {
            Some((field, Value::Date(text, Reading::Date(date)))) => {
                Some((*date, ItemText { field, text }))
            }
            _ => None,
        };
        let timing = match field("timing") {
            Some((
                _,
                Value::Choice {
                    text,
                    option: Some(0),
                },
            )) => Some((Timing::Before, *text)),
            Some((
                _,
                Value::Choice {
                    text,
                    option: Some(1),
                },
            )) => Some((Timing::After, *text)),
            _ => None,
        };
        let named = match field("reason") {
            Some((
                _,
                Value::Choice {
                    text,
                    option: Some(_),
                },
            )) => Reason::named(&text.text),
            _ => None,
        };
        Some(Row {
            number,
            date,
            item: words("item"),
            before: cell(words("before")),
            after: cell(words("after")),
            timing,
            explanation: words("explanation"),
            reason: named,
        })
    }

    /// Whether it goes on with an entry: one of them says so, and it names no other item or day.
    fn continues(&self, entry: &LogEntry<'a>) -> bool {
        let begins = [&self.before, &self.after]
            .iter()
            .any(|c| c.is_continued(MarkKind::Above));
        let goes_on = [&entry.before, &entry.after]
            .iter()
            .any(|c| c.is_continued(MarkKind::Below));
        if !begins && !goes_on {
            return false;
        }
        let folded = |words: Option<ItemText>| words.map(|w| Passage::of(&w.text.text).text);
        let same_item = || match (folded(self.item), folded(entry.item)) {
            (None, _) => true,
            (Some(own), Some(other)) => marks::is_continued_item(&own, &other),
            (Some(_), None) => false,
        };
        same_item()
            && (self.date.is_none() || self.date.map(|(d, _)| d) == entry.date.map(|(d, _)| d))
    }

    fn entry(self) -> LogEntry<'a> {
        LogEntry {
            rows: vec![self.number],
            date: self.date,
            item: self.item,
            references: Vec::new(),
            covers_others: false,
            before: self.before,
            after: self.after,
            timing: self.timing,
            explanation: self.explanation,
            reason: self.reason,
            identity: OnceLock::new(),
        }
    }
}

/// The last part of an id.
fn last_name(id: &str) -> &str {
    id.rsplit('.').next().unwrap_or(id)
}

fn cell(words: Option<ItemText<'_>>) -> Cell<'_> {
    let mut cell = Cell::default();
    words.into_iter().for_each(|words| cell.add(words));
    cell
}
