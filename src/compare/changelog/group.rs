//! One row for one renaming: an office, a law or a system that has another name in many items is covered by a single row that
//! names them all.

use rustc_hash::FxHashSet;

use super::base::Former;
use super::cell::folded_lines;
use super::plan::Renewal;
use super::revision::{Barred, Revision};
use super::row::{self, Row};
use super::{EntryId, LogEntry};
use crate::compare::diff::{ChangeId, Replacement};

impl Revision<'_, '_> {
    /// The rows with one for each renaming in the place of those that cover nothing else, and the rows that are there for a
    /// renaming with the items that they lack.
    pub(super) fn gathered(&self, rows: Vec<Row>, barred: &Barred) -> (Vec<Row>, Vec<Renewal>) {
        if !self.groups {
            return (rows, Vec::new());
        }
        let is_apart = |change: ChangeId| {
            barred.apart.contains(&change) || !self.coverage.by[change].is_empty()
        };
        let mut renewals = Vec::new();
        let mut rows = rows;
        for (number, replacement) in self.former.diff.replacements.iter().enumerate() {
            let Some(e) = self
                .row_of(replacement)
                .filter(|e| !barred.entries.contains(e))
            else {
                continue;
            };
            let alone = |row: &Row| self.names(row.change) == [number] && !is_apart(row.change);
            let (new, rest): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(alone);
            rows = rest;
            if let Some(renewal) = self.with_items(e, number, &new) {
                renewals.push(renewal);
            }
        }
        (grouped(self.former, rows, &is_apart), renewals)
    }

    /// All rows of this revision, with one for each renaming.
    pub(super) fn all_gathered(&self, barred: &Barred) -> Vec<Row> {
        let rows = row::all(self.former, self.new, self.day);
        if self.groups {
            grouped(self.former, rows, &|change| barred.apart.contains(&change))
        } else {
            rows
        }
    }

    /// The renamings of which a change is nothing but a place.
    fn names(&self, change: ChangeId) -> &[usize] {
        &self.former.diff.changes[change].replacements
    }

    /// The row of this revision that covers a renaming in several items.
    fn row_of(&self, replacement: &Replacement) -> Option<EntryId> {
        let says = |entry: &LogEntry| {
            let is = |cell: &super::cell::Cell, name: &str| {
                cell.written() == folded_lines(name).join("\n")
            };
            is(&entry.before, &replacement.old) && is(&entry.after, &replacement.new)
        };
        let entries = self.log.entries.iter_enumerated();
        let mut several = entries.filter(|(_, entry)| entry.references.len() > 1 && says(entry));
        several.find(|(e, _)| self.is_open(*e)).map(|(e, _)| e)
    }

    /// A row of a renaming with the items of more changes; none where there are none.
    fn with_items(&self, e: EntryId, number: usize, new: &[Row]) -> Option<Renewal> {
        let added: FxHashSet<ChangeId> = new.iter().map(|row| row.change).collect();
        let first = new.first()?.change;
        let is_covered = |change: ChangeId| {
            self.names(change).contains(&number) && self.coverage.by[change].contains(&e)
        };
        let all = row::rows(self.former, self.new, self.day, &|change| {
            added.contains(&change) || is_covered(change)
        });
        let others = new.iter().skip(1).map(|row| row.change);
        Some(Renewal {
            row: self.log.entries[e].row(),
            cells: vec![("item", items(&all))],
            decided: false,
            entry: e,
            change: first,
            others: others.collect(),
        })
    }
}

/// The rows with one for each renaming that several of them cover and nothing else, but for changes that are apart.
fn grouped(former: &Former, mut rows: Vec<Row>, is_apart: &dyn Fn(ChangeId) -> bool) -> Vec<Row> {
    let diff = &former.diff;
    let names = |row: &Row| -> &[usize] {
        let apart = is_apart(row.change);
        if apart {
            &[]
        } else {
            &diff.changes[row.change].replacements
        }
    };
    let mut alone: Vec<Row> = Vec::new();
    // A row goes where others cover all of its renamings; then another row may be the only one left for one of them.
    loop {
        let size = |n: &usize| rows.iter().filter(|row| names(row).contains(n)).count();
        let goes = |row: &Row| !names(row).is_empty() && names(row).iter().all(|n| size(n) > 1);
        let going: Vec<bool> = rows.iter().map(goes).collect();
        if !going.contains(&false) {
            break;
        }
        let mut going = going.into_iter();
        let (kept, left) = rows.into_iter().partition(|_| going.next() == Some(true));
        rows = kept;
        alone.extend::<Vec<Row>>(left);
    }
    for (n, replacement) in diff.replacements.iter().enumerate() {
        let renaming: Vec<&Row> = rows.iter().filter(|row| names(row).contains(&n)).collect();
        let Some((first, others)) = renaming.split_first() else {
            continue;
        };
        // What is said of an item with ※ holds for the others as well.
        let said = renaming
            .iter()
            .find(|row| diff.changes[row.change].significant);
        let said = said.unwrap_or(first);
        alone.push(Row {
            item: items(renaming.iter().copied()),
            before: replacement.old.clone(),
            after: replacement.new.clone(),
            others: others.iter().map(|row| row.change).collect(),
            timing: said.timing,
            explanation: said.explanation.clone(),
            reason: said.reason.clone(),
            ..(*first).clone()
        });
    }
    alone.sort_by_key(|row| row.place);
    alone
}

/// The items of rows, each on a line.
fn items<'r>(rows: impl IntoIterator<Item = &'r Row>) -> String {
    let items: Vec<&str> = rows.into_iter().map(|row| row.item.as_str()).collect();
    items.join("\n")
}
