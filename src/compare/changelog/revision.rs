//! A revision: an assessment compared with the version before, and the plan of what is to be done to 別添３.

use jiff::civil::Date as Day;
use rustc_hash::FxHashSet;
use typed_index_collections::{TiVec, ti_vec};

use super::base::{Former, needs_row};
use super::cell::folded_lines;
use super::compare::{holds, near};
use super::coverage::Coverage;
use super::insert::{self, Refused};
use super::plan::{Plan, Renewal, Withheld};
use super::row::{self, Row};
use super::side::Side;
use super::{EntryId, Log, LogEntry};
use crate::assessment::Assessment;
use crate::compare::diff::{Change, ChangeId, ChangeKind, Content};
use crate::japanese::individual_number::{find, mask};
use crate::japanese::passage::Passage;
use crate::source::Source;

/// How alike a passage and the words of a row must be for the row to mean it.
const ALIKE: f64 = 0.6;

/// How often rows are proved and left out before nothing is written.
const ROUNDS: usize = 8;

/// An assessment compared with the version before.
#[derive(Clone, Copy)]
pub struct Revision<'r, 'a> {
    /// The version before, read.
    pub old: &'r Assessment<'r>,
    /// What is known of it.
    pub former: &'r Former,
    /// 別添３ as it is.
    pub log: &'r Log<'a>,
    /// Which of its rows cover which changes.
    pub coverage: &'r Coverage,
    /// The assessment.
    pub new: &'a Assessment<'a>,
    /// The day of rows to add.
    pub day: Day,
    /// Whether a name that is another in several items is covered by one row.
    pub groups: bool,
}

/// What must not be done, because it was tried and the row was not known again.
#[derive(Default)]
pub(super) struct Barred {
    pub changes: FxHashSet<ChangeId>,
    /// Changes that can't share a row with others.
    pub apart: FxHashSet<ChangeId>,
    pub entries: FxHashSet<EntryId>,
}

/// What a plan would do wrong.
struct Proof {
    /// The changes whose rows would not be known again.
    unknown: Vec<ChangeId>,
    /// The entries that would be dropped although a change would be without a row then.
    needed: Vec<EntryId>,
}

impl Revision<'_, '_> {
    /// What is to be done.
    pub fn plan(&self) -> Plan {
        self.plan_without(&Barred::default())
    }

    /// The file with the plan carried out, and what of the plan was. Each row is read again and must cover its change.
    ///
    /// # Errors
    /// Says why nothing can be written.
    pub fn written(&self) -> Result<(Plan, String), Refused> {
        self.carried_out(&|barred| self.plan_without(barred))
    }

    pub(super) fn carried_out(
        &self,
        plan: &dyn Fn(&Barred) -> Plan,
    ) -> Result<(Plan, String), Refused> {
        let mut barred = Barred::default();
        for _ in 0..ROUNDS {
            let mut plan = plan(&barred);
            if !plan.writes() {
                return Ok((plan, self.new.source.text().to_owned()));
            }
            let text = match insert::insert(self.new, self.log, &plan) {
                Ok(text) => text,
                // Somebody's row can't be touched: new ones are added to it.
                Err(Refused::Unsafe) if !plan.renew.is_empty() || !plan.drop.is_empty() => {
                    let dropped = self.entries_of(&plan.drop);
                    let renewed = plan.renew.iter().map(|renewal| renewal.entry);
                    barred.entries.extend(renewed.chain(dropped));
                    continue;
                }
                Err(why) => return Err(why),
            };
            let Proof { unknown, needed } = self.prove(&plan, &text);
            if unknown.is_empty() && needed.is_empty() {
                // What is as it would be written is not brought up to date.
                if text == self.new.source.text() {
                    plan.renew.clear();
                }
                return Ok((plan, text));
            }
            barred.entries.extend(needed);
            for change in unknown {
                let mut renewals = plan.renew.iter();
                let renewal = renewals.find(|renewal| renewal.changes().any(|c| c == change));
                let together =
                    |row: &Row| !row.others.is_empty() && row.changes().any(|c| c == change);
                match renewal {
                    Some(renewal) => barred.entries.insert(renewal.entry),
                    None if plan.add.iter().any(together) => barred.apart.insert(change),
                    None => barred.changes.insert(change),
                };
            }
        }
        Err(Refused::Unsafe)
    }

    /// Reads the text that a plan would write, and looks which changes its rows cover.
    fn prove(&self, plan: &Plan, text: &str) -> Proof {
        let source = Source::new(self.new.source.name(), text);
        let document = crate::assessment::read(&source);
        let added = plan.add.iter().flat_map(Row::changes);
        let renewed = plan.renew.iter().flat_map(Renewal::changes);
        let mut unknown: Vec<ChangeId> = added.chain(renewed).collect();
        let Ok(again) = Assessment::open(&source, &document, self.new.stage) else {
            let needed = self.entries_of(&plan.drop).collect();
            return Proof { unknown, needed };
        };
        let former = Former::of(self.former.name.clone(), self.old, &again);
        let log = Log::read(&again);
        let coverage = Coverage::of(&former, &log, &again);
        unknown.retain(|change| !coverage.is_covered(*change));
        let is_lost = |c: ChangeId| self.coverage.is_covered(c) && !coverage.is_covered(c);
        let loses = !plan.drop.is_empty() && self.former.diff.changes.keys().any(is_lost);
        let needed = self.entries_of(&plan.drop).filter(|_| loses).collect();
        Proof { unknown, needed }
    }

    fn entries_of<'s>(&'s self, rows: &'s [usize]) -> impl Iterator<Item = EntryId> + 's {
        let entries = self.log.entries.iter_enumerated();
        let within = |entry: &LogEntry| rows.contains(&entry.row());
        entries.filter(move |(_, e)| within(e)).map(|(e, _)| e)
    }

    fn plan_without(&self, barred: &Barred) -> Plan {
        let Revision { log, coverage, .. } = *self;
        let mut plan = Plan::default();
        let changes = &self.former.diff.changes;
        let mut kept: TiVec<EntryId, bool> = ti_vec![false; log.entries.len()];
        let missing = row::missing(self.former, coverage, self.new, self.day);
        let (missing, renewals) = self.gathered(missing, barred);
        renewals
            .iter()
            .for_each(|renewal| kept[renewal.entry] = true);
        plan.renew = renewals;
        for row in missing {
            let change = row.change;
            if let Some(withheld) = withheld(&row, barred) {
                plan.withheld.push(withheld);
                continue;
            }
            let own = |e: &EntryId| !kept[*e] && !barred.entries.contains(e) && self.is_open(*e);
            let by = &coverage.by[change];
            let stale = match by.as_slice() {
                [] => None,
                [one] => Some(*one).filter(own),
                // Several rows share the change: what persons have worded is theirs, and one of ours says the rest.
                several => {
                    let of_ours = several.iter().copied().filter(|e| {
                        own(e) && self.has_our_shape(&log.entries[*e], &row, &changes[change])
                    });
                    of_ours.min_by_key(|e| coverage.fits(change, &log.entries[*e]))
                }
            };
            let renewal = |e: EntryId| self.renewal(e, &row, &changes[change]);
            let former = || {
                let was = |e: &EntryId| own(e) && self.was(*e, &row, &changes[change]);
                log.entries.keys().find(was).and_then(renewal)
            };
            if let Some(renewal) = stale.and_then(renewal).or_else(former) {
                kept[renewal.entry] = true;
                plan.renew.push(renewal);
                continue;
            }
            // A row of ours for what was at that number before goes.
            let gone = |e: &EntryId| {
                own(e) && !coverage.fits(change, &log.entries[*e]) && self.is_only_ours(*e)
            };
            let (gone, unfit): (Vec<EntryId>, Vec<EntryId>) = by.iter().partition(|e| gone(e));
            let rows = |entries: &[EntryId]| -> Vec<usize> {
                let rows = entries.iter().flat_map(|e| &log.entries[*e].rows);
                rows.copied().collect()
            };
            plan.drop.extend(rows(&gone));
            plan.unfit.extend(rows(&unfit));
            by.iter().for_each(|e| kept[*e] = true);
            plan.add.push(row);
        }
        for row in self.misplaced() {
            let change = &changes[row.change];
            let own = |e: &EntryId| !kept[*e] && !barred.entries.contains(e) && self.is_open(*e);
            let e = coverage.by[row.change].iter().copied().find(own);
            if let Some(e) = e.filter(|e| self.has_our_keys(&log.entries[*e])) {
                kept[e] = true;
                plan.renew.extend(self.renewal(e, &row, change));
            }
        }
        for (e, entry) in log.entries.iter_enumerated() {
            if kept[e] || !self.is_idle(e, &plan) {
                continue;
            }
            if !barred.entries.contains(&e) && self.is_only_ours(e) {
                plan.drop.extend(&entry.rows);
            } else {
                plan.idle.push(entry.row());
            }
        }
        plan.sorted()
    }

    /// The rows for changes that one row covers, but with another place in a list than what moved has now, or under another
    /// number or name of a file.
    fn misplaced(&self) -> Vec<Row> {
        let changes = &self.former.diff.changes;
        let only = |c: ChangeId| match self.coverage.by[c].as_slice() {
            [e] => Some(&self.log.entries[*e]),
            _ => None,
        };
        let may_be = |c: ChangeId| {
            let change = &changes[c];
            let misnamed = only(c).is_some_and(|entry| self.is_misnamed(entry, change));
            (misnamed || has_moved(change)) && self.coverage.is_covered(c)
        };
        let mut rows = row::rows(self.former, self.new, self.day, &may_be);
        rows.retain(|row| {
            only(row.change).is_some_and(|entry| {
                let differs = entry.after.written() != folded_lines(&row.after).join("\n");
                differs || self.is_misnamed(entry, &changes[row.change])
            })
        });
        rows
    }

    /// Whether the item of an entry has another number in its list, or another file, than that of the change it covers, or
    /// does not say which.
    fn is_misnamed(&self, entry: &LogEntry, change: &Change) -> bool {
        let numbers = entry.only().zip(change.new.as_ref());
        let differs = numbers.is_some_and(|(found, new)| {
            let mut pairs = found.at.iter().zip(&new.at);
            pairs.any(|(named, n)| named.is_some_and(|named| named != *n))
        });
        differs || entry.places().len() > 1 || self.names_no_file(entry)
    }

    /// Whether an entry is one row of this revision, not of the version before and not of what is still to come.
    pub(super) fn is_open(&self, e: EntryId) -> bool {
        self.log.entries[e].rows.len() == 1 && self.is_of_revision(e)
    }

    /// Whether a row that covers nothing now is one that was written for a change before it went elsewhere in its list.
    pub(super) fn was(&self, e: EntryId, row: &Row, change: &Change) -> bool {
        let entry = &self.log.entries[e];
        let of_item = entry
            .only()
            .is_some_and(|found| self.new.form.items[found.item].address == change.item.address);
        let same = |cell: &super::cell::Cell, own: &str| {
            !cell.is_empty() && cell.written() == folded_lines(own).join("\n")
        };
        // An entry is known by its name, whatever else was written in it since.
        let name = change.place().map_or("", |place| place.entry.as_str());
        let name = Passage::of(name).text;
        let of_entry = matches!(
            change.content,
            Content::Entry { .. } | Content::Order { .. }
        );
        let named =
            |cell: &super::cell::Cell| of_entry && !name.is_empty() && holds(cell.text(), &name);
        let same = |cell: &super::cell::Cell, own: &str| same(cell, own) || named(cell);
        let moved = change.kind == ChangeKind::Moved;
        let cells = same(&entry.before, &row.before) || same(&entry.after, &row.after);
        self.coverage.change[e].is_none() && of_item && (cells || moved) && self.has_our_keys(entry)
    }

    /// A row that covers a change as it was, brought up to date: written anew where it has the shape in which rows are
    /// written here, else only in the words that differ.
    pub(super) fn renewal(&self, e: EntryId, row: &Row, change: &Change) -> Option<Renewal> {
        let entry = &self.log.entries[e];
        // The change that it covered is another change by now, or none.
        let elsewhere = !self.coverage.by[row.change].contains(&e);
        let cells = if self.has_our_shape(entry, row, change) || elsewhere && self.is_as_written(e)
        {
            // How the item is named stays, too, unless its place in a list, or its file's name, is another by now.
            let named = !elsewhere && !self.is_misnamed(entry, change);
            let item = (!named).then(|| ("item", row.item.clone()));
            let both = [("before", row.before.clone()), ("after", row.after.clone())];
            item.into_iter().chain(both).collect()
        } else if self.names_no_file(entry) && self.coverage.is_covered(row.change) {
            vec![("item", row.item.clone())]
        } else {
            vec![("after", self.patched(e, row.change, change)?)]
        };
        let explanation = entry.explanation.map(|words| words.text.text.trim());
        let timing = entry.timing.map(|(_, words)| words.text.trim());
        let decided = timing != Some(row.timing) || explanation != Some(row.explanation.as_str());
        Some(Renewal {
            row: entry.row(),
            cells,
            decided,
            entry: e,
            change: row.change,
            others: Vec::new(),
        })
    }

    /// Whether a row quotes whole lines, as rows are written here.
    pub(super) fn has_our_shape(&self, entry: &LogEntry, row: &Row, change: &Change) -> bool {
        let text = |place: &Option<crate::compare::diff::Place>| {
            place
                .as_ref()
                .map_or(String::new(), |place| mask(&place.text).into_owned())
        };
        let (old, new) = (text(&change.old), text(&change.new));
        let of = |text: &str, cell: &str| -> FxHashSet<String> {
            folded_lines(text)
                .into_iter()
                .chain(folded_lines(cell))
                .collect()
        };
        let (old_lines, new_lines) = (of(&old, &row.before), of(&new, &row.after));
        let (old, new) = (Passage::of(&old).text, Passage::of(&new).text);
        let before = entry.before.content().all(|line| {
            let words = &line.folded.text;
            let mut cells = words.split('/');
            old_lines.contains(words) || words.contains('/') && cells.all(|cell| holds(&old, cell))
        });
        let after = entry.after.content().all(|line| {
            let words = &line.folded.text;
            new_lines.contains(words) || words.contains('/') || !holds(&new, words)
        });
        // Where 変更前 is whole, so was 変更後, of which a part may remain.
        let whole = !entry.before.is_empty();
        before && (whole || after) && self.has_our_keys(entry)
    }

    /// 変更後 of a row with the words that the new version has otherwise put right.
    fn patched(&self, e: EntryId, number: ChangeId, change: &Change) -> Option<String> {
        let new = Passage::of(&change.new.as_ref()?.text);
        let original = &change.new.as_ref()?.text;
        let mut edits: Vec<(std::ops::Range<usize>, &str)> = Vec::new();
        let mut text = None;
        for (line, range) in self
            .coverage
            .unproven_words(number, &self.log.entries[e], Side::After)
        {
            let words = &line.folded.text[range.clone()];
            let near = near(words, &new.text).filter(|near| near.likeness >= ALIKE)?;
            text = Some(line.words.text.text.as_str());
            edits.extend(near.hunks.into_iter().map(|(own, other)| {
                let own = line.range(range.start + own.start..range.start + own.end);
                (own, &original[new.original(other)])
            }));
        }
        let mut text = text?.to_owned();
        edits.sort_by_key(|(own, _)| std::cmp::Reverse(own.start));
        for (own, words) in edits {
            text.replace_range(own, words);
        }
        Some(text)
    }

    /// Whether a row of this revision covers nothing that differs from the version before, or a change that another row
    /// covers as it is by now, or is going to.
    fn is_idle(&self, e: EntryId, plan: &Plan) -> bool {
        let entry = &self.log.entries[e];
        let Some(found) = entry.only().filter(|_| self.is_open(e)) else {
            return false;
        };
        if !self.is_clear(entry) || self.new.form.items[found.item].id == "form" {
            return false;
        }
        match self.coverage.change[e] {
            Some(change) => {
                let is_stale = !self.coverage.fits(change, entry);
                let demanded = needs_row(&self.former.diff.changes[change]);
                let mut renewals = plan.renew.iter();
                let renewed = renewals.any(|renewal| renewal.changes().any(|c| c == change));
                let is_covered = renewed || self.coverage.is_covered(change);
                is_stale && demanded && is_covered
            }
            None => {
                let unchanged = !self.coverage.touched[e] || entry.places().is_empty();
                unchanged || self.is_as_written(e)
            }
        }
    }
}

/// That no row is written for a change: it would show an individual number, or it was tried and not known again.
pub(super) fn withheld(row: &Row, barred: &Barred) -> Option<Withheld> {
    let number = !find(&row.after).is_empty();
    let held = number || barred.changes.contains(&row.change);
    held.then(|| Withheld {
        number,
        item: row.item.clone(),
    })
}

/// Whether entries of a list or rows of a table have moved: a row of ours says at which.
fn has_moved(change: &Change) -> bool {
    match &change.content {
        Content::Order { .. } => true,
        Content::Table { rows, .. } => rows.iter().any(|row| row.kind == ChangeKind::Moved),
        _ => false,
    }
}
