//! Lists of names that grew since the version before.

use super::echoes::pattern;
use super::{Context, numbers, text};
use crate::compare::changelog::base::Former;
use crate::compare::diff::{Change, ChangeKind, Content};
use crate::japanese::notation::{before_bracket, has_chars};

/// A list that grew.
pub(super) struct Grown<'c> {
    /// The item whose text it is; that of an entry that was added where it has entries.
    pub(super) id: &'c str,
    pub(super) change: &'c Change,
    /// What was there before and still is.
    pub(super) before: Vec<String>,
    pub(super) added: Vec<String>,
}

/// Fewer names may come together by chance.
const FEWEST: usize = 3;

/// Lists with entries, and the item of an entry that is its name.
const LISTS: [(&str, &str); 5] = [
    ("basic.systems[]", "name"),
    ("files[].overview.entrustment.items[]", "name"),
    ("files[].overview.entrustment.items[]", "contractor"),
    ("files[].overview.provision.recipients[]", "name"),
    ("files[].overview.provision.transferees[]", "name"),
];

/// Items that list names.
const ITEMS: [&str; 2] = [
    "files[].overview.intake.user.departments",
    "files[].overview.basics.department",
];

/// The lists of names that grew, each with what was added to it.
pub(super) fn all<'a>(cx: &Context, former: &'a Former) -> Vec<Grown<'a>> {
    let mut found: Vec<Grown> = Vec::new();
    for change in &former.diff.changes {
        let is_new =
            matches!(change.content, Content::Entry { .. }) && change.kind == ChangeKind::Added;
        let id = pattern(change.id());
        if is_new {
            let lists = LISTS.iter().filter(|(list, _)| *list == id);
            for (_, name) in lists {
                entry(cx, former, change, name, &mut found);
            }
        } else if ITEMS.contains(&id.as_str()) {
            found.extend(item(change));
        }
    }
    found.retain(|grown| grown.before.len() >= FEWEST && !grown.added.is_empty());
    found
}

/// A list to which an entry was added; of several, the first one stands for all.
fn entry<'a>(
    cx: &Context,
    former: &'a Former,
    change: &'a Change,
    name: &str,
    found: &mut Vec<Grown<'a>>,
) {
    let Some((list, _)) = change.id().rsplit_once('[') else {
        return;
    };
    let is_added = |n: usize| {
        let id = format!("{list}[{n}]");
        let mut changes = former.diff.changes.iter();
        changes.any(|c| c.kind == ChangeKind::Added && c.id() == id)
    };
    let (mut before, mut added) = (Vec::new(), Vec::new());
    for n in numbers(cx, list) {
        let Some((_, said)) = text(cx, &format!("{list}[{n}].{name}")) else {
            continue;
        };
        let own = before_bracket(said.text.trim()).to_owned();
        if is_added(n) {
            added.push(own)
        } else {
            before.push(own)
        }
    }
    before.sort_unstable();
    before.dedup();
    added.retain(|name| !before.contains(name));
    let is_known = found.iter().any(|grown| grown.added == added);
    if !is_known && before.iter().all(|name| has_chars(name, 3)) {
        found.push(Grown {
            id: change.id(),
            change,
            before,
            added,
        });
    }
}

/// An item whose text lists more names.
fn item(change: &Change) -> Option<Grown<'_>> {
    let (old, new) = (change.old.as_ref()?, change.new.as_ref()?);
    let names = |text: &str| -> Vec<String> {
        let names = text
            .split(['、', '，', '\n'])
            .map(|name| name.trim().trim_start_matches('・'));
        names
            .filter(|name| has_chars(name, 3))
            .map(str::to_owned)
            .collect()
    };
    let (old, new) = (names(&old.text), names(&new.text));
    let is_grown = old.iter().all(|name| new.contains(name));
    let added: Vec<String> = new
        .iter()
        .filter(|name| !old.contains(name))
        .cloned()
        .collect();
    is_grown.then(|| Grown {
        id: change.id(),
        change,
        before: old,
        added,
    })
}
