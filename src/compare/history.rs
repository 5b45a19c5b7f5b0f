//! How an assessment came to say what it says: its versions one after the other, what changed from each to the next, and
//! the rows of 別添３ that cover it. Of one item, it is followed back to where it came from, whatever number it had.

use crate::assessment::Assessment;
use crate::assessment::resolve::{Meaning, Resolver};
use crate::compare::changelog::base::Former;
use crate::compare::changelog::body::Index;
use crate::compare::changelog::coverage::Coverage;
use crate::compare::changelog::{Log, LogEntry};
use crate::compare::diff::{Change, ChangeId, Diff, Side};

/// A version with what people know it by.
#[derive(Debug, Clone, Default)]
pub struct Version {
    /// File, revision, 公表日.
    pub side: Side,
    /// The day of the revision; empty for a file on the disk.
    pub date: String,
    /// What the revision says of itself.
    pub subject: String,
}

/// What changed with a version.
#[derive(Debug)]
pub struct Step {
    /// The version.
    pub version: Version,
    /// The version before, as people name it.
    pub before: Version,
    /// What differs; all of it, whether it is asked for or not.
    pub diff: Diff,
    /// The changes that are asked for, and the numbers of the rows that cover each of them.
    pub changes: Vec<(ChangeId, Vec<usize>)>,
    /// The rows of 別添３ that came with the version and cover the changes.
    pub rows: Vec<Row>,
}

/// A row of 別添３.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number.
    pub number: usize,
    /// 変更日
    pub date: String,
    /// 項目
    pub item: String,
    /// 変更前の記載
    pub before: String,
    /// 変更後の記載
    pub after: String,
    /// 提出時期
    pub timing: String,
    /// 提出時期に係る説明
    pub explanation: String,
}

/// The versions of an assessment, the newest first.
#[derive(Debug, Default)]
pub struct History {
    /// What is asked for: address and name of the item; empty for all.
    pub item: String,
    /// The versions with which something changed.
    pub steps: Vec<Step>,
    /// Versions that can't be read to their end and were passed over.
    pub unread: Vec<Version>,
    /// The oldest version that was looked at.
    pub oldest: Option<Version>,
    /// Whether more lies before it.
    pub more: bool,
}

/// The item whose history is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Its ids in the version that is looked at; several where the number of an entry is left out.
    ids: Vec<String>,
    /// Whether everything is asked for.
    all: bool,
}

impl Wanted {
    /// All items.
    pub fn all() -> Self {
        Wanted {
            ids: Vec::new(),
            all: true,
        }
    }

    /// The item that an address (Ⅱ６①), a printed label or an id means, and what it is called; none where it means none.
    pub fn of(assessment: &Assessment, text: &str) -> Option<(Self, String)> {
        let place = assessment.find(text.trim());
        let places = match place {
            Some(place) => vec![place],
            None => match Resolver::new(assessment).resolve(text) {
                Meaning::Item(found) => Index::of(assessment).places(&found),
                _ => Vec::new(),
            },
        };
        let fields: Vec<_> = places
            .iter()
            .filter_map(|p| assessment.fields.get(*p))
            .collect();
        let name = assessment.name(fields.first()?);
        let ids = fields.iter().map(|field| field.id.clone()).collect();
        Some((Wanted { ids, all: false }, name))
    }

    /// Whether there is nothing left to look for.
    pub fn is_nothing(&self) -> bool {
        !self.all && self.ids.is_empty()
    }

    /// Whether a change is of the item, of something in it, or of the entry that it lies in.
    fn holds(&self, change: &Change, old: &Wanted) -> bool {
        let within = |id: &str, outer: &str| {
            let rest = id.strip_prefix(outer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let meets = |ids: &[String], id: &str| {
            ids.iter().any(|wanted| {
                let inside = within(id, wanted);
                // A list or a heading above the item may have changed without it.
                inside || id.ends_with(']') && within(wanted, id)
            })
        };
        let new = change
            .new
            .as_ref()
            .is_some_and(|place| meets(&self.ids, &place.id));
        let gone = change.new.is_none();
        let before = change.old.as_ref().filter(|_| gone);
        self.all || new || before.is_some_and(|place| meets(&old.ids, &place.id))
    }

    /// The same item in the version before.
    fn before(&self, diff: &Diff) -> Self {
        Wanted {
            ids: self
                .ids
                .iter()
                .filter_map(|id| diff.id_before(id))
                .collect(),
            all: self.all,
        }
    }
}

impl History {
    /// Compares a version with the one before and notes what is asked for; gives what to look for in that one.
    pub fn add(
        &mut self,
        (before, old): (Version, &Assessment),
        (version, new): (Version, &Assessment),
        wanted: &Wanted,
    ) -> Wanted {
        let former = Former::of(before.side.file.clone(), old, new);
        let log = Log::read(new);
        let coverage = Coverage::of(&former, &log, new);
        let wanted_before = wanted.before(&former.diff);
        let mut rows: Vec<usize> = Vec::new();
        let mut changes: Vec<(ChangeId, Vec<usize>)> = Vec::new();
        for (n, change) in former.diff.changes.iter_enumerated() {
            if change.follows || !wanted.holds(change, &wanted_before) {
                continue;
            }
            let by = coverage.by[n].iter().filter_map(|e| log.entries.get(*e));
            let by = by.filter(|entry| former.is_new(entry));
            let numbers: Vec<usize> = by.map(LogEntry::row).collect();
            rows.extend(&numbers);
            changes.push((n, numbers));
        }
        rows.sort_unstable();
        rows.dedup();
        if !changes.is_empty() {
            self.steps.push(Step {
                version,
                before,
                diff: former.diff.masked(),
                changes,
                rows: rows.into_iter().map(|number| row(new, number)).collect(),
            });
        }
        wanted_before
    }
}

fn row(assessment: &Assessment, number: usize) -> Row {
    let text = |name: &str| {
        let text = assessment.text(&format!("changes[{number}].{name}"));
        text.unwrap_or_default().trim().to_owned()
    };
    Row {
        number,
        date: text("date"),
        item: text("item"),
        before: text("before"),
        after: text("after"),
        timing: text("timing"),
        explanation: text("explanation"),
    }
}
