//! The rows of this revision made anew: after two branches that both wrote rows were merged, or where the table has got out
//! of step. What the officer decided in 提出時期, 説明 and 変更日 goes over to the new row of the same change; rows in a
//! person's own words that cover their change by themselves stay; rows of the version before are not touched.

use typed_index_collections::{TiVec, ti_vec};

use super::insert::Refused;
use super::plan::Plan;
use super::revision::{Barred, Revision, withheld};
use super::row;
use super::row::Row;
use super::{EntryId, LogEntry, Timing};
use crate::compare::diff::{self, Change};

/// What an officer may have decided in a row.
struct Decided {
    /// The row's number.
    row: usize,
    /// Whether it is what we would propose for some change.
    proposed: bool,
    timing: &'static str,
    explanation: String,
    reason: Option<String>,
}

impl Revision<'_, '_> {
    /// The file with the rows of this revision made anew, and what was done. Days that rows have stay, if asked to.
    ///
    /// # Errors
    /// Says why nothing can be written.
    pub fn rebuilt(&self, keeps_days: bool) -> Result<(Plan, String), Refused> {
        self.carried_out(&|barred| self.anew(keeps_days, barred))
    }

    /// What is to be done to have the rows of this revision anew.
    fn anew(&self, keeps_days: bool, barred: &Barred) -> Plan {
        let entries = &self.log.entries;
        let changes = &self.former.diff.changes;
        let own: Vec<EntryId> = entries.keys().filter(|e| self.is_of_revision(*e)).collect();
        let mut plan = Plan::default();
        let mut stays: TiVec<EntryId, bool> = ti_vec![false; entries.len()];
        let mut replaced: TiVec<EntryId, bool> = ti_vec![false; entries.len()];
        for mut row in self.all_gathered(barred) {
            let change = &changes[row.change];
            let is_covered = |e: &EntryId| row.changes().any(|c| self.coverage.by[c].contains(e));
            let fits = |e: &EntryId| is_covered(e) || self.was(*e, &row, change);
            let covering: Vec<EntryId> = own.iter().copied().filter(fits).collect();
            let withheld = withheld(&row, barred);
            if withheld.is_some() || self.is_worded(&covering, &row, change) {
                covering.iter().for_each(|e| stays[*e] = true);
                plan.withheld.extend(withheld);
                continue;
            }
            covering.iter().for_each(|e| replaced[*e] = true);
            plan.disputed.extend(self.decide(&mut row, &covering));
            if keeps_days {
                self.keep_day(&mut row, &covering);
            }
            // A row that can't be taken away is written anew where it is.
            let fast = |e: &&EntryId| self.has_remark(&entries[**e]) || barred.entries.contains(e);
            match covering.iter().find(fast).filter(|e| !stays[**e]) {
                Some(e) => {
                    stays[*e] = true;
                    plan.renew.extend(self.renewal(*e, &row, change));
                }
                None => plan.add.push(row),
            }
        }
        for e in own.into_iter().filter(|e| !stays[*e]) {
            let entry = &entries[e];
            let fast = self.has_remark(entry) || barred.entries.contains(&e);
            if !fast && (replaced[e] || self.is_only_ours(e)) {
                plan.drop.extend(&entry.rows);
            } else {
                plan.idle.push(entry.row());
            }
        }
        plan.add.sort_by_key(|row| (row.day, row.place));
        plan.sorted()
    }

    /// Whether a change is covered, to its end, by one row in a person's own words, or by rows that cover a renaming in several
    /// items each.
    fn is_worded(&self, covering: &[EntryId], row: &Row, change: &Change) -> bool {
        let entry = |e: &EntryId| &self.log.entries[*e];
        let is_several = |e: &EntryId| entry(e).references.len() > 1;
        let is_one = |e: &EntryId| entry(e).rows.len() == 1 && !is_several(e);
        let ours = |e: &EntryId| is_one(e) && self.has_our_shape(entry(e), row, change);
        let is_whole = |e: &EntryId| entry(e).date.is_some() && self.said(*e).is_some();
        let worded = covering.iter().all(|e| !ours(e) && is_whole(e));
        let alone = covering.len() == 1 || !covering.is_empty() && covering.iter().all(is_several);
        alone && worded && row.changes().all(|change| self.coverage.is_covered(change))
    }

    /// Gives a row what was decided for its change; the numbers of rows that decided otherwise.
    fn decide(&self, row: &mut Row, covering: &[EntryId]) -> Vec<usize> {
        let decided = |e: &EntryId| self.decided(*e, &self.log.entries[*e]);
        let all: Vec<Decided> = covering.iter().filter_map(decided).collect();
        let same =
            |a: &Decided, timing: &str, words: &str| a.timing == timing && a.explanation == words;
        let fresh = |a: &&Decided| same(a, row.timing, &row.explanation);
        let of_person = all.iter().find(|a| !a.proposed && !fresh(a));
        // What was proposed for one of several items is no decision on all of them.
        let any = all.first().filter(|_| row.others.is_empty());
        let chosen = of_person.or_else(|| all.iter().find(fresh)).or(any);
        let Some(chosen) = chosen else {
            return Vec::new();
        };
        let others = all.iter().filter(|a| !a.proposed && !fresh(a));
        let others = others.filter(|a| !same(a, chosen.timing, &chosen.explanation));
        let others: Vec<usize> = others.map(|a| a.row).collect();
        let disputed = if others.is_empty() {
            Vec::new()
        } else {
            [&[chosen.row], others.as_slice()].concat()
        };
        if !fresh(&chosen) {
            row.timing = chosen.timing;
            row.explanation.clone_from(&chosen.explanation);
            row.reason.clone_from(&chosen.reason);
        }
        disputed
    }

    fn decided(&self, e: EntryId, entry: &LogEntry) -> Option<Decided> {
        let (timing, explanation) = self.said(e)?;
        let proposed = row::is_proposed(timing, explanation);
        let (timing, _) = entry.timing?;
        let reason = self.new.text(&format!("changes[{}].reason", entry.row()));
        Some(Decided {
            row: entry.row(),
            proposed,
            timing: match timing {
                Timing::Before => diff::Timing::Before.words(),
                Timing::After => diff::Timing::After.words(),
            },
            explanation: explanation.to_owned(),
            reason: reason.map(|reason| reason.trim().to_owned()),
        })
    }

    /// The day of a change is the last that a row of it has.
    fn keep_day(&self, row: &mut Row, covering: &[EntryId]) {
        let dates = covering.iter().filter_map(|e| self.log.entries[*e].date);
        if let Some((date, words)) = dates.max_by_key(|(date, _)| date.day) {
            row.day = date.day;
            row.date = words.text.text.trim().to_owned();
        }
    }
}
