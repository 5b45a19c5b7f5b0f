//! What 別添３ says of each change: once an entry covers it, its 提出時期 and 説明 count, and no proposal. And what a change of a
//! self-rating rests on.

use super::base::Former;
use super::coverage::Coverage;
use super::{Log, LogEntry};
use crate::assessment::Assessment;
use crate::assessment::field::id_at;
use crate::compare::diff::{self, Change, Diff, Logged, RATING, Rated};

/// Compares two versions; each change has what 別添３ of the new one says of it, each self-rating its risk.
pub fn compare(old: &Assessment, new: &Assessment) -> Diff {
    let mut diff = with_rows(old, new);
    let rated = |change: &Change| {
        let (risk, _) = change.new.as_ref()?.id.split_once(RATING)?;
        Rated::of(risk, old, new, &diff)
    };
    let risks: Vec<Option<Rated>> = diff.changes.iter().map(rated).collect();
    for (change, risk) in diff.changes.iter_mut().zip(risks) {
        change.risk = risk;
    }
    diff
}

fn with_rows(old: &Assessment, new: &Assessment) -> Diff {
    let log = Log::read(new);
    if log.entries.is_empty() {
        return diff::compare(old, new);
    }
    let mut former = Former::of(String::new(), old, new);
    let coverage = Coverage::of(&former, &log, new);
    for (change, by) in coverage.by.iter_enumerated() {
        let entries = by.iter().filter_map(|entry| log.entries.get(*entry));
        // What the version before says already is about an earlier change of the item.
        let current = entries.filter(|entry| former.is_current(entry));
        let logged = current.map(|entry| logged(entry, new)).collect();
        if let Some(change) = former.diff.changes.get_mut(change) {
            change.logged = logged;
            change.logged.sort_by_key(|logged| logged.row);
        }
    }
    former.diff
}

fn logged(entry: &LogEntry, new: &Assessment) -> Logged {
    // Rows that go on with the first leave these cells blank, or repeat them.
    let text = |name: &str| {
        let texts = entry.rows.iter().filter_map(|row| {
            let text = new
                .text(&id_at(&format!("changes[].{name}"), &[*row]))?
                .trim();
            (!text.is_empty()).then_some(text)
        });
        { texts }.next().unwrap_or_default().replace('\n', "")
    };
    Logged {
        row: entry.row(),
        date: text("date"),
        timing: text("timing"),
        explanation: text("explanation"),
        reason: entry
            .reason
            .map_or(String::new(), |reason| reason.name.clone()),
    }
}
