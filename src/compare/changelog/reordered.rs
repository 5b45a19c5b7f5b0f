//! Rows of one change that were put into another order: what goes on in the next row is above it in the table.

use jiff::civil::Date as Day;
use rustc_hash::FxHashMap;
use typed_index_collections::TiVec;

use super::marks::MarkKind;
use super::{EntryId, LogEntry, Open};

type Entries<'a> = TiVec<EntryId, LogEntry<'a>>;

/// The entries, with those as one of which one says that it goes on and the other, of the same item and day, is above it
/// and says so too, or holds all that changes.
/// Rows in their order are joined already.
pub(super) fn joined(mut entries: Entries) -> Entries {
    let goes_on = |entry: &LogEntry| is_open(entry, MarkKind::Below);
    let begins = |entry: &LogEntry| is_open(entry, MarkKind::Above);
    if !entries.iter().any(|entry| goes_on(entry) || begins(entry)) {
        return entries;
    }
    let mut same: FxHashMap<(String, Option<Day>), Vec<EntryId>> = FxHashMap::default();
    for (at, entry) in entries.iter_enumerated() {
        let key = Open::key(entry.item, entry.date);
        same.entry(key).or_default().push(at);
    }
    let mut gone = Vec::new();
    for own in same.into_values().filter(|own| own.len() > 1) {
        let Some((head, rest)) = parted(&own, &entries) else {
            continue;
        };
        let taken = std::mem::take(&mut entries[rest]);
        entries[head].join(taken);
        gone.push(rest);
    }
    let mut at = 0..;
    entries.retain(|_| {
        !at.next()
            .is_some_and(|at| gone.contains(&EntryId::from(at)))
    });
    entries
}

/// The entry that goes on, and the one above it that it goes on with, where no other two can be meant.
fn parted(own: &[EntryId], entries: &Entries) -> Option<(EntryId, EntryId)> {
    let of = |kind| {
        own.iter()
            .copied()
            .filter(move |at| is_open(&entries[*at], kind))
    };
    let (heads, rests): (Vec<_>, Vec<_>) =
        (of(MarkKind::Below).collect(), of(MarkKind::Above).collect());
    let pair = match (heads.as_slice(), rests.as_slice()) {
        ([head], [rest]) => (*head, *rest),
        // What does not change is the beginning of something that does.
        ([head], []) if is_same(&entries[*head]) => match own {
            [rest, last] if last == head => (*head, *rest),
            _ => return None,
        },
        _ => return None,
    };
    (pair.1 < pair.0).then_some(pair)
}

/// Whether 変更前 and 変更後 are the same.
fn is_same(entry: &LogEntry) -> bool {
    !entry.after.is_empty() && entry.before.text() == entry.after.text()
}

/// Whether a row of an entry says that it goes on there, and none does.
fn is_open(entry: &LogEntry, kind: MarkKind) -> bool {
    [&entry.before, &entry.after]
        .iter()
        .any(|cell| cell.is_continued(kind))
}
