//! What is to be done to 別添３: rows that are missing are added, rows of this revision that cover a change as it was some
//! time ago are brought up to date, and rows of changes that were undone are taken out. What a person has worded or
//! decided stays as it is. [`super::rebuild`] makes all rows of this revision anew.

use super::EntryId;
use super::row::Row;
use crate::compare::diff::ChangeId;

/// What is to be done.
#[derive(Debug, Default)]
pub struct Plan {
    /// Rows to add.
    pub add: Vec<Row>,
    /// Rows to bring up to date.
    pub renew: Vec<Renewal>,
    /// Rows to take out, by their numbers.
    pub drop: Vec<usize>,
    /// Rows that cover nothing that changed, for a person to look at, by their numbers.
    pub idle: Vec<usize>,
    /// Rows that cover a change otherwise than it is, for a person to look at, by their numbers.
    pub unfit: Vec<usize>,
    /// Rows whose 提出時期 or 説明 another row of the same change had decided otherwise, by their numbers.
    pub disputed: Vec<usize>,
    /// Items of changes that no row can be written for: it would show an individual number, or not be known again.
    pub withheld: Vec<Withheld>,
}

/// A change that no row can be written for.
#[derive(Debug, PartialEq, Eq)]
pub struct Withheld {
    /// What the row would name.
    pub item: String,
    /// Whether the text holds an individual number.
    pub number: bool,
}

/// A row to bring up to date.
#[derive(Debug)]
pub struct Renewal {
    /// Its number.
    pub row: usize,
    /// The cells to write, by the last part of their items' ids.
    pub cells: Vec<(&'static str, String)>,
    /// Whether its 提出時期 or 説明 is another than what would be proposed now.
    pub decided: bool,
    pub(super) entry: EntryId,
    pub(super) change: ChangeId,
    pub(super) others: Vec<ChangeId>,
}

impl Renewal {
    /// All changes that the row is to cover.
    pub(super) fn changes(&self) -> impl Iterator<Item = ChangeId> {
        std::iter::once(self.change).chain(self.others.iter().copied())
    }
}

impl Plan {
    /// Whether there is nothing to write and nothing to say.
    pub fn is_empty(&self) -> bool {
        let left = [&self.idle, &self.unfit, &self.disputed];
        !self.writes() && self.withheld.is_empty() && left.iter().all(|rows| rows.is_empty())
    }

    /// The numbers of the rows in order, each once.
    pub(super) fn sorted(mut self) -> Self {
        for rows in [
            &mut self.unfit,
            &mut self.idle,
            &mut self.drop,
            &mut self.disputed,
        ] {
            rows.sort_unstable();
            rows.dedup();
        }
        self
    }

    /// Whether anything is to be written.
    pub fn writes(&self) -> bool {
        !(self.add.is_empty() && self.renew.is_empty() && self.drop.is_empty())
    }
}
