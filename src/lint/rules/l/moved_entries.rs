//! Entries of tables that were rearranged as a whole: which a text cites, and what became of them.

use std::cell::OnceCell;

use super::Legal;
use super::entries::{ENTRIES, Listed, listed, recalls};
use super::moved::Cause;
use super::other_entries::{said_of_assessed, said_of_entry};
use super::renumbered::Renumbered;
use crate::japanese::citation::Table;
use crate::lint::rules::Context;

/// An entry of a table that was rearranged.
pub(super) struct CitedEntry {
    pub number: String,
    /// What became of it, where that is known.
    pub now: Option<Renumbered>,
    /// Whether it has the number of the new table already.
    pub is_new: bool,
}

/// What the assessment says of offices.
pub(super) struct Offices<'c, 'a> {
    cx: &'c Context<'a>,
    assessed: OnceCell<String>,
}

impl<'c, 'a> Offices<'c, 'a> {
    pub(super) fn new(cx: &'c Context<'a>) -> Self {
        Offices {
            cx,
            assessed: OnceCell::new(),
        }
    }

    /// Whether what is said of the office whose ground a text is recalls a law.
    pub(super) fn recall(&self, legal: &Legal, law: &str) -> bool {
        if let Some(said) = said_of_entry(self.cx, legal) {
            return recalls(&said, law);
        }
        let assessed = || said_of_assessed(self.cx);
        recalls(self.assessed.get_or_init(assessed), law)
    }

    /// An entry that a text cites.
    pub(super) fn entry(&self, legal: &Legal, cause: &Cause, number: String) -> CitedEntry {
        let now = cause.entry(&number);
        CitedEntry {
            is_new: self.is_new(legal, cause, &number, now),
            number,
            now,
        }
    }

    /// Whether an entry of 別表第一 has the number of 別表 already: only that one is about the assessed office.
    fn is_new(&self, legal: &Legal, cause: &Cause, number: &str, was: Option<Renumbered>) -> bool {
        let is_usage = self.cx.field(legal.field).id == "basic.my_number_use.legal_basis";
        let (_, current) = cause.places();
        if !is_usage || cause.is_to_come() || current.place.table != Some(Table::Only) {
            return false;
        }
        let own = ENTRIES.usage.iter().find(|entry| entry.entry == number);
        own.is_some_and(|own| self.recall(legal, &own.law))
            && !was.is_some_and(|was| self.recall(legal, was.law))
    }
}

/// Entries that a text lists apart from the table that it names: 「別表第二\n【照会】93の項、94の項」.
pub(super) fn loose(cx: &Context, legal: &Legal) -> Vec<Listed> {
    let text = &legal.text.text;
    let is_other = ["条例", "の表"].iter().any(|word| text.contains(word));
    if is_other || !cx.field(legal.field).id.ends_with("legal_basis") {
        return Vec::new();
    }
    let mut loose = listed(text);
    loose.retain(|listed| !legal.cites_in(&listed.range));
    loose
}
