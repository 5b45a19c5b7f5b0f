//! Entries that don't fit the items that they name: they cover the change of another item, call it by the number that
//! it had, or they have the two versions exchanged.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::proof::Proved;
use super::super::{Claim, Verdict};
use super::Pairing;
use crate::compare::changelog::cell::Cell;
use crate::compare::changelog::quote::{Text, core};
use crate::compare::changelog::side::Side;
use crate::compare::changelog::{EntryId, LogEntry};
use crate::compare::diff::{ChangeId, Place};
use crate::japanese::finder::Finder;
use crate::japanese::notation::has_chars;

/// At most this many rows are looked for in changes of other items.
const MOST: usize = 300;

/// Shorter words occur in other items by chance.
const SIGNIFICANT: usize = 4;

/// Shorter words that both sides have may be of any item.
const LONG: usize = 8;

/// An entry that does not fit what it names.
pub(super) struct Mismatch {
    pub e: EntryId,
    /// What it says of the items that it names, where they changed.
    pub own: Option<(Vec<ChangeId>, Proved)>,
    /// Whether it fits them and may cover others as well.
    pub fits: bool,
}

impl Pairing<'_, '_> {
    /// For each of them, the changes of any item that has its longest words.
    pub(super) fn elsewhere(&self, mismatches: &[Mismatch]) -> Vec<Vec<ChangeId>> {
        let mut found = vec![Vec::new(); mismatches.len()];
        let mut words: Vec<String> = Vec::new();
        let mut of_word: Vec<Vec<usize>> = Vec::new();
        let mut known: FxHashMap<String, usize> = FxHashMap::default();
        for (number, mismatch) in mismatches.iter().enumerate().take(MOST) {
            let entry = &self.log.entries[mismatch.e];
            for side in [Side::Before, Side::After] {
                let longest = side
                    .cell(entry)
                    .segments()
                    .max_by_key(|(_, words, _)| words.len());
                let Some((line, own, range)) = longest else {
                    continue;
                };
                let own = core(own, line.is_circled(&range));
                if !has_chars(own, SIGNIFICANT) {
                    continue;
                }
                let word = *known.entry(own.to_owned()).or_insert_with(|| {
                    words.push(own.to_owned());
                    of_word.push(Vec::new());
                    words.len() - 1
                });
                of_word[word].push(number);
            }
        }
        if words.is_empty() {
            return found;
        }
        let finder = Finder::of(words);
        for (c, subject) in self.coverage.subjects.iter_enumerated() {
            if !subject.demanded {
                continue;
            }
            for side in [Side::Before, Side::After] {
                let Text { own, as_row, .. } = subject.text(side);
                let hits = [own, as_row].into_iter().flat_map(|text| finder.all(text));
                for hit in hits {
                    for number in &of_word[hit.word] {
                        if found[*number].last() != Some(&c) {
                            found[*number].push(c);
                        }
                    }
                }
            }
        }
        found
    }

    /// The same for entries that are as we write them, however short their words are.
    pub(super) fn as_written(&self, mismatches: &[Mismatch], found: &mut [Vec<ChangeId>]) {
        let mut own: FxHashMap<[String; 2], Vec<ChangeId>> = FxHashMap::default();
        for (c, subject) in self.coverage.subjects.iter_enumerated() {
            if let Some(cells) = subject.written() {
                own.entry(cells).or_default().push(c);
            }
        }
        for (mismatch, found) in mismatches.iter().zip(found).take(MOST) {
            let cells = written(&self.log.entries[mismatch.e]);
            let same = own.get(&cells).into_iter().flatten();
            let new: Vec<ChangeId> = same.copied().filter(|c| !found.contains(c)).collect();
            found.extend(new);
        }
    }

    /// Whether an entry has both cells as a row of ours for a change has them.
    pub(super) fn is_as_written(&self, e: EntryId, change: ChangeId) -> bool {
        self.coverage.subjects[change].written() == Some(written(&self.log.entries[e]))
    }

    /// Whether an entry covers a change in form or in place alone: as we write it, or in words that are the same on both
    /// sides.
    pub(super) fn covers_form(&self, e: EntryId, change: ChangeId) -> bool {
        let LogEntry { before, after, .. } = &self.log.entries[e];
        let of_form = self.coverage.subjects[change].hunks.is_empty();
        let same = || before.text() == after.text() && has_chars(after.text(), LONG);
        self.is_as_written(e, change) || of_form && same()
    }

    /// Marks an entry that has the two versions exchanged, though its words are in both of them.
    pub(super) fn exchanged(&mut self, e: EntryId) {
        let claims = &mut self.coverage.claims[e];
        let subject = |claim: &Claim| &self.coverage.subjects[claim.change];
        let nothing_else = claims.iter().all(|t| subject(t).hunks.is_empty());
        let entry = &self.log.entries[e];
        if nothing_else && claims.iter().any(|t| subject(t).is_exchanged(entry)) {
            claims.iter_mut().for_each(|claim| claim.fits = false);
            self.coverage.verdicts[e] = Verdict::Exchanged;
        }
    }

    /// Entries that call what they cover by the number that it had, in a table that numbers its list as it is now: the number
    /// is another's. Where all of them do so, it is their way.
    pub(super) fn misnumbered(&mut self) {
        let mut as_now: FxHashSet<&str> = FxHashSet::default();
        let mut as_before = Vec::new();
        let form = self.assessment.form;
        for (e, entry) in self.log.entries.iter_enumerated() {
            let Some(found) = entry
                .only()
                .filter(|_| self.coverage.verdicts[e] == Verdict::Right)
            else {
                continue;
            };
            let item = &form.items[found.item];
            let at: Option<Vec<usize>> = found.at.iter().copied().collect();
            let Some((at, (list, _))) = at.zip(item.address.split_once("{n}")) else {
                continue;
            };
            let is_at = |place: &Option<Place>| {
                place
                    .as_ref()
                    .is_some_and(|place| place.at.starts_with(&at))
            };
            let both = |c: &ChangeId| {
                let change = &self.former.diff.changes[*c];
                (is_at(&change.old), is_at(&change.new))
            };
            let there = |c: &ChangeId| {
                let change = &self.former.diff.changes[*c];
                change.old.is_some() && change.new.is_some()
            };
            let changes: Vec<ChangeId> = self.coverage.claims[e].iter().map(|t| t.change).collect();
            let Some(first) = changes.first().copied() else {
                continue;
            };
            if !changes.iter().all(there) {
                continue;
            }
            if changes.iter().any(|c| both(c) == (false, true)) {
                as_now.insert(list);
            } else if changes.iter().all(|c| both(c) == (true, false)) {
                as_before.push((e, first, list));
            }
        }
        for (e, change, list) in as_before {
            if as_now.contains(list) {
                self.coverage.verdicts[e] = Verdict::Elsewhere(change);
            }
        }
    }
}

/// Both cells of an entry in comparison form.
fn written(entry: &LogEntry) -> [String; 2] {
    [&entry.before, &entry.after].map(Cell::written)
}
