//! The version that an assessment is compared with, as far as 別添３ is concerned.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use jiff::civil::Date as Day;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Log, LogEntry};
use crate::assessment::Assessment;
use crate::assessment::resolve::{Meaning, Resolver, references};
use crate::assessment::value::{Period, Value};
use crate::compare::diff::{self, Change, Diff, Scope};
use crate::japanese::dates;
use crate::japanese::passage::Passage;

/// What is known of the version before.
#[derive(Debug)]
pub enum Base {
    /// The assessment is new since then.
    None {
        /// How the user names the version.
        name: String,
    },
    /// There was one.
    Former(Box<Former>),
}

/// The version before.
#[derive(Debug)]
pub struct Former {
    /// How the user names it.
    pub name: String,
    /// What differs.
    pub diff: Diff,
    /// Its 公表日, where it can be read.
    pub published: Option<Day>,
    /// The last days of 意見の聴取 and 第三者点検 (Ⅵ２② and Ⅵ３①), where they can be read.
    pub procedure: [Option<Day>; 2],
    /// What its rows are known again by.
    rows: FxHashSet<u64>,
    /// What the references of the new 別添３ meant in the version before, where its files, or its entries without a number,
    /// had other names or places.
    meanings: FxHashMap<String, Meaning>,
}

/// The items of [`Former::procedure`].
pub const PROCEDURE: [&str; 2] = [
    "procedure.public_comment.period",
    "procedure.third_party.date",
];

impl Former {
    /// Compares an assessment with the version before.
    pub fn of(name: String, old: &Assessment, new: &Assessment) -> Self {
        let (log, diff) = (Log::read(old), diff::compare(old, new));
        Former {
            name,
            diff,
            published: published(old),
            procedure: PROCEDURE.map(|id| last_day(old, id)),
            rows: log.entries.iter().map(identity).collect(),
            meanings: meanings(old, new),
        }
    }

    /// What a reference of the new 別添３ meant in the version before, where that may differ from what it means now.
    pub(super) fn meaning(&self, words: &str) -> Option<&Meaning> {
        self.meanings.get(words)
    }

    /// Whether an entry is about what was done since: it is new, or its day had not come when the version before was
    /// published.
    pub fn is_current(&self, entry: &LogEntry) -> bool {
        self.is_new(entry) || self.is_later(entry)
    }

    /// Whether the version before did not have an entry.
    pub fn is_new(&self, entry: &LogEntry) -> bool {
        !self.rows.contains(&identity(entry))
    }

    /// Whether the day of an entry comes after the publication of the version before.
    pub fn is_later(&self, entry: &LogEntry) -> bool {
        let day = entry.date.map(|(date, _)| date.day);
        match (day, self.published) {
            (Some(day), Some(published)) => day > published,
            _ => true,
        }
    }
}

fn meanings(old: &Assessment, new: &Assessment) -> FxHashMap<String, Meaning> {
    let mut meanings = FxHashMap::default();
    if names(old) == names(new) {
        return meanings;
    }
    let resolver = Resolver::new(old);
    for n in 1..=new.entries("changes") {
        let item = new.text(&format!("changes[{n}].item")).unwrap_or_default();
        for words in references(item) {
            let words = &item[words];
            if !meanings.contains_key(words) {
                meanings.insert(words.to_owned(), resolver.resolve(words));
            }
        }
    }
    meanings
}

/// What references name files by, and entries that the form does not number.
fn names<'a>(assessment: &'a Assessment) -> Vec<(&'a str, Option<&'a str>)> {
    let named = assessment.fields.iter().filter(|field| {
        let id = assessment.definition(field).id.as_str();
        matches!(id, "files[].name" | "files[].records[].group")
    });
    let names = named.map(|field| (field.id.as_str(), assessment.text(&field.id).map(str::trim)));
    names.collect()
}

/// What 別添３ has to cover: what the assessment says, and a new result of しきい値判断. Ⅵ else records how this version
/// came about; 公表日 and the like name it. Both differ with every publication, and published tables leave them out.
pub fn needs_row(change: &Change) -> bool {
    let of_threshold = change.proposal.is_some_and(|p| p.item.is_some());
    !change.follows && (change.scope == Scope::Body || of_threshold)
}

/// 公表日
pub fn published(assessment: &Assessment) -> Option<Day> {
    let date = dates::date(assessment.text("cover.publication_date")?)?;
    (!date.month_only).then_some(date.day)
}

/// The last day of a date or a period.
pub fn last_day(assessment: &Assessment, id: &str) -> Option<Day> {
    match &assessment.item(id)?.value {
        Value::Date(text, _) => dates::date(&text.text).map(|date| date.day),
        Value::Period(period @ (Period::Text(_) | Period::Ends(..))) => {
            period.days().map(|(_, last)| last.day)
        }
        _ => None,
    }
}

/// By what an entry is known again in another version: its day, its item and its cells, in the form for comparison. 64 bits
/// of SipHash stand for them, so that a table of a thousand rows is not copied for it.
fn identity(entry: &LogEntry) -> u64 {
    let identity = || {
        let mut hasher = DefaultHasher::new();
        entry.date.map(|(date, _)| date.day).hash(&mut hasher);
        let item = entry.item.map(|words| Passage::of(&words.text.text).text);
        item.unwrap_or_default().hash(&mut hasher);
        for cell in [&entry.before, &entry.after] {
            cell.lines.len().hash(&mut hasher);
            let lines = cell.lines.iter();
            lines.for_each(|line| line.folded.text.hash(&mut hasher));
        }
        hasher.finish()
    };
    *entry.identity.get_or_init(identity)
}
