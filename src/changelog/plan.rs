//! What is to be done to 別添３: rows that are missing are added, rows of this revision that tell a change as it was some
//! time ago are brought up to date, and rows of changes that were undone are taken out. What a person has worded or
//! decided stays as it is.

use jiff::civil::Date as Day;
use rustc_hash::FxHashSet;

use super::base::{Former, is_to_be_told, published};
use super::body::Body;
use super::compare::{holds, near};
use super::insert::{self, Refused};
use super::marks::Kind as Mark;
use super::row::{self, Row};
use super::told::{Side, Told};
use super::{Entry, Log};
use crate::assessment::Assessment;
use crate::diff::{Change, Kind};
use crate::form::resolve::Manner;
use crate::japanese::individual_number::{find, mask};
use crate::japanese::passage::Passage;
use crate::source::Source;

/// How alike a passage and the words of a row must be for the row to mean it.
const ALIKE: f64 = 0.6;

/// How often rows are proved and left out before nothing is written.
const ROUNDS: usize = 8;

/// What is to be done.
#[derive(Debug, Default)]
pub struct Plan {
    /// Rows to add.
    pub add: Vec<Row>,
    /// Rows to bring up to date.
    pub renew: Vec<Renewal>,
    /// Rows to take out, by their numbers.
    pub drop: Vec<usize>,
    /// Rows that tell nothing that changed, for a person to look at, by their numbers.
    pub idle: Vec<usize>,
    /// Rows that tell a change otherwise than it is, for a person to look at, by their numbers.
    pub unfit: Vec<usize>,
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
    entry: usize,
    change: usize,
}

impl Plan {
    /// Whether there is nothing to write and nothing to say.
    pub fn is_empty(&self) -> bool {
        !self.writes() && self.idle.is_empty() && self.unfit.is_empty() && self.withheld.is_empty()
    }

    /// Whether anything is to be written.
    pub fn writes(&self) -> bool {
        !(self.add.is_empty() && self.renew.is_empty() && self.drop.is_empty())
    }
}

/// An assessment beside the version before.
#[derive(Clone, Copy)]
pub struct Revision<'r, 'a> {
    /// The version before, read.
    pub old: &'r Assessment<'r>,
    /// What is known of it.
    pub former: &'r Former,
    /// 別添３ as it is.
    pub log: &'r Log<'a>,
    /// Which of its rows tell which changes.
    pub told: &'r Told,
    /// The assessment.
    pub new: &'a Assessment<'a>,
    /// The day of rows to add.
    pub day: Day,
}

/// What must not be done, because it was tried and the row was not known again.
#[derive(Default)]
struct Barred {
    changes: FxHashSet<usize>,
    entries: FxHashSet<usize>,
}

impl Revision<'_, '_> {
    /// What is to be done.
    pub fn plan(&self) -> Plan {
        self.plan_without(&Barred::default())
    }

    /// The file with the plan carried out, and what of the plan was. Each row is read again and must tell its change.
    ///
    /// # Errors
    /// Says why nothing can be written.
    pub fn written(&self) -> Result<(Plan, String), Refused> {
        let mut barred = Barred::default();
        for _ in 0..ROUNDS {
            let plan = self.plan_without(&barred);
            if !plan.writes() {
                return Ok((plan, self.new.source.text().to_owned()));
            }
            let text = match insert::insert(self.new, self.log, &plan) {
                Ok(text) => text,
                // Somebody's row can't be touched: new ones are written beside it.
                Err(Refused::Unsafe) if !plan.renew.is_empty() || !plan.drop.is_empty() => {
                    let dropped = self.entries_of(&plan.drop);
                    let renewed = plan.renew.iter().map(|renewal| renewal.entry);
                    barred.entries.extend(renewed.chain(dropped));
                    continue;
                }
                Err(why) => return Err(why),
            };
            let unknown = self.unknown(&plan, &text);
            if unknown.is_empty() {
                return Ok((plan, text));
            }
            for change in unknown {
                match plan.renew.iter().find(|renewal| renewal.change == change) {
                    Some(renewal) => barred.entries.insert(renewal.entry),
                    None => barred.changes.insert(change),
                };
            }
        }
        Err(Refused::Unsafe)
    }

    /// The changes whose rows would not be known again in a text.
    fn unknown(&self, plan: &Plan, text: &str) -> Vec<usize> {
        let source = Source::new(self.new.source.name(), text);
        let document = crate::assessment::read(&source);
        let added = plan.add.iter().map(|row| row.change);
        let renewed = plan.renew.iter().map(|renewal| renewal.change);
        let mut changes: Vec<usize> = added.chain(renewed).collect();
        let Ok(again) = Assessment::open(&source, &document, self.new.stage) else {
            return changes;
        };
        let former = Former::of(self.former.name.clone(), self.old, &again);
        let log = Log::read(&again);
        let told = Told::of(&former, &log, &again);
        changes.retain(|change| !told.is_told(*change, &log));
        changes
    }

    fn entries_of<'s>(&'s self, rows: &'s [usize]) -> impl Iterator<Item = usize> + 's {
        let entries = self.log.entries.iter().enumerate();
        let within = |entry: &Entry| rows.contains(&entry.row());
        entries.filter(move |(_, e)| within(e)).map(|(e, _)| e)
    }

    fn plan_without(&self, barred: &Barred) -> Plan {
        let Revision { log, told, .. } = *self;
        let mut plan = Plan::default();
        let changes = &self.former.diff.changes;
        let mut kept = vec![false; log.entries.len()];
        for row in row::missing(self.former, log, told, self.new, self.day) {
            let change = row.change;
            if !find(&row.after).is_empty() || barred.changes.contains(&change) {
                plan.withheld.push(Withheld {
                    number: !find(&row.after).is_empty(),
                    item: row.item,
                });
                continue;
            }
            let own = |e: &usize| !kept[*e] && !barred.entries.contains(e) && self.is_open(*e);
            let by = told.by[change].iter().copied();
            let stale = match told.by[change].as_slice() {
                [] => {
                    (0..log.entries.len()).find(|e| own(e) && self.was(*e, &row, &changes[change]))
                }
                [_] => by.clone().find(own),
                // Several rows share the change: which of them is to say what is a person's choice.
                _ => None,
            };
            let renewal = stale.and_then(|e| {
                kept[e] = true;
                self.renewal(e, &row, &changes[change])
            });
            match renewal {
                Some(renewal) => plan.renew.push(renewal),
                None => {
                    by.for_each(|e| kept[e] = true);
                    plan.unfit
                        .extend(told.by[change].iter().map(|e| log.entries[*e].row()));
                    plan.add.push(row);
                }
            }
        }
        for (e, entry) in log.entries.iter().enumerate() {
            if kept[e] || !self.is_idle(e) {
                continue;
            }
            if !barred.entries.contains(&e) && self.is_only_ours(e) {
                plan.drop.extend(&entry.rows);
            } else {
                plan.idle.push(entry.row());
            }
        }
        for rows in [&mut plan.unfit, &mut plan.idle, &mut plan.drop] {
            rows.sort_unstable();
            rows.dedup();
        }
        plan
    }

    /// Whether an entry is one row of this revision, not of the version before and not of what is still to come.
    fn is_open(&self, e: usize) -> bool {
        let entry = &self.log.entries[e];
        let day = entry.date.map(|(date, _)| date.day);
        let planned = published(self.new)
            .zip(day)
            .is_some_and(|(now, day)| day > now);
        entry.rows.len() == 1
            && self.former.is_new(entry)
            && (day == Some(self.day) || self.former.is_later(entry) && !planned)
    }

    /// Whether a row that tells nothing now is one that was written for a change before it went elsewhere in its list.
    fn was(&self, e: usize, row: &Row, change: &Change) -> bool {
        let entry = &self.log.entries[e];
        let of_item = entry
            .only()
            .is_some_and(|found| self.new.form.items[found.item].address == change.item.address);
        let same = |cell: &super::cell::Cell, own: &str| {
            !cell.is_empty() && cell.written() == folded_lines(own).join("\n")
        };
        let moved = change.kind == Kind::Moved;
        let cells = same(&entry.before, &row.before) || same(&entry.after, &row.after);
        self.told.change[e].is_none() && of_item && (cells || moved) && self.has_our_keys(entry)
    }

    /// A row that tells a change as it was, brought up to date: written anew where it has the shape in which rows are
    /// written here, else only in the words that differ.
    fn renewal(&self, e: usize, row: &Row, change: &Change) -> Option<Renewal> {
        let entry = &self.log.entries[e];
        let cells = if self.has_our_shape(entry, row, change) {
            // How the item is named stays, too, unless its place in a list is another by now.
            let named = self.told.by[row.change].contains(&e);
            let item = (!named).then(|| ("item", row.item.clone()));
            let both = [("before", row.before.clone()), ("after", row.after.clone())];
            item.into_iter().chain(both).collect()
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
        })
    }

    /// Whether a row quotes whole lines, as rows are written here.
    fn has_our_shape(&self, entry: &Entry, row: &Row, change: &Change) -> bool {
        let text = |place: &Option<crate::diff::Place>| {
            place
                .as_ref()
                .map_or(String::new(), |place| mask(&place.text))
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
        before && after && self.has_our_keys(entry)
    }

    /// Whether a row has the keys that rows are written with here, in their order.
    fn has_our_keys(&self, entry: &Entry) -> bool {
        let Some(node) = insert::node(self.new, entry.row()) else {
            return false;
        };
        let form = self.new.form;
        let key = |name: &str| {
            let item = form.find(&format!("changes[].{name}"));
            item.map_or("", |item| form.items[item].key.as_str())
        };
        let names = row::CELLS.map(key);
        let keys = node.entries().iter().map(|entry| entry.key.text.as_str());
        keys.filter(|own| *own != key("reason")).eq(names)
    }

    /// 変更後 of a row with the words that the new version has otherwise put right.
    fn patched(&self, e: usize, number: usize, change: &Change) -> Option<String> {
        let new = Passage::of(&change.new.as_ref()?.text);
        let original = &change.new.as_ref()?.text;
        let mut edits: Vec<(std::ops::Range<usize>, &str)> = Vec::new();
        let mut text = None;
        for (line, range) in self
            .told
            .strays_of(number, &self.log.entries[e], Side::After)
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

    /// Whether a row of this revision tells nothing that differs from the version before, or a change that another row
    /// tells as it is by now.
    fn is_idle(&self, e: usize) -> bool {
        let entry = &self.log.entries[e];
        let Some(found) = entry.only().filter(|_| self.is_open(e)) else {
            return false;
        };
        let certain = matches!(found.manner, Manner::AsPrinted | Manner::LevelSkipped);
        if !certain || self.new.form.items[found.item].id == "form" {
            return false;
        }
        match self.told.change[e] {
            Some(change) => {
                let is_stale = !self.told.fits(change, entry);
                let demanded = is_to_be_told(&self.former.diff.changes[change]);
                is_stale && demanded && self.told.is_told(change, self.log)
            }
            None => !self.told.touched[e] || entry.places().is_empty(),
        }
    }

    /// Whether nobody has put a word of his own into a row: it is of the day on which rows are written, has our keys,
    /// one of our reasons, and 変更前 only quotes.
    fn is_only_ours(&self, e: usize) -> bool {
        let entry = &self.log.entries[e];
        let of_day = entry.date.is_some_and(|(date, _)| date.day == self.day);
        let explanation = entry.explanation.map(|words| words.text.text.trim());
        let timing = entry.timing.map(|(_, words)| words.text.trim());
        let proposed = timing.zip(explanation);
        let is_proposed = proposed.is_some_and(|(timing, said)| row::is_proposed(timing, said));
        let quotes = match self.told.change[e] {
            Some(change) => {
                let old = self.told.text(change, Side::Before);
                entry
                    .before
                    .content()
                    .all(|line| holds(old, &line.folded.text))
            }
            None => {
                let body = Body::at(self.new, entry.places());
                let changes = self.former.diff.changes.iter();
                let gone: Vec<String> = changes
                    .filter(|change| change.kind == Kind::Removed)
                    .filter_map(|change| Some(Passage::of(&change.old.as_ref()?.text).text))
                    .collect();
                let stood =
                    |words: &str| body.holds(words) || gone.iter().any(|text| holds(text, words));
                let added = entry.before.is_empty() && entry.before.has(Mark::Nothing);
                let new = || {
                    entry
                        .after
                        .content()
                        .all(|line| !body.holds(&line.folded.text))
                };
                let before = entry.before.content().all(|line| stood(&line.folded.text));
                if added { new() } else { before }
            }
        };
        of_day && is_proposed && quotes && self.has_our_keys(entry)
    }
}

/// The lines of a text in comparison form, without blank ones.
fn folded_lines(text: &str) -> Vec<String> {
    let lines = text.split('\n').map(|line| Passage::of(line).text);
    lines.filter(|line| !line.is_empty()).collect()
}
