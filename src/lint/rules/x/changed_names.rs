//! The items that are names, and what changed in them.

use rustc_hash::FxHashSet;

use super::echoes::pattern;
use crate::compare::diff::{Change, ChangeKind, Content};
use crate::japanese::notation::fold;

/// What kinds of things have names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameKind {
    System,
    Department,
    Contract,
    Contractor,
    /// 提供先 and 移転先: a body that is spoken of for other reasons, too.
    Recipient,
    Other,
}

/// The items that are names.
pub(super) const NAMES: [(&str, NameKind); 11] = [
    ("basic.systems[].name", NameKind::System),
    ("basic.department.name", NameKind::Department),
    ("files[].overview.basics.department", NameKind::Department),
    (
        "files[].overview.intake.user.departments",
        NameKind::Department,
    ),
    (
        "files[].overview.entrustment.items[].name",
        NameKind::Contract,
    ),
    (
        "files[].overview.entrustment.items[].contractor",
        NameKind::Contractor,
    ),
    (
        "files[].overview.provision.recipients[].name",
        NameKind::Recipient,
    ),
    (
        "files[].overview.provision.transferees[].name",
        NameKind::Recipient,
    ),
    ("files[].name", NameKind::Other),
    ("basic.office.name", NameKind::Other),
    ("basic.file_names[]", NameKind::Other),
];

/// The names that a change took away and those that it brought, of one kind.
pub(super) fn named(change: &Change) -> Vec<(NameKind, Vec<String>, Vec<String>)> {
    let kind = |id: &str| {
        NAMES
            .iter()
            .find(|(item, _)| *item == id)
            .map(|(_, kind)| *kind)
    };
    if let (Content::Entry { parts }, ChangeKind::Removed) = (&change.content, change.kind) {
        let parts = parts.iter().filter_map(|part| {
            let kind = kind(&pattern(&part.item))?;
            Some((kind, split(kind, &part.text), Vec::new()))
        });
        return parts.collect();
    }
    let (Some(kind), Some(old)) = (kind(&change.item.id), &change.old) else {
        return Vec::new();
    };
    let (old, new) = (
        split(kind, &old.text),
        change
            .new
            .as_ref()
            .map_or_else(Vec::new, |new| split(kind, &new.text)),
    );
    let without = |all: &[String], others: &[String]| -> Vec<String> {
        let known: FxHashSet<String> = others.iter().map(|name| fold(name)).collect();
        all.iter()
            .filter(|name| !known.contains(&fold(name)))
            .cloned()
            .collect()
    };
    vec![(kind, without(&old, &new), without(&new, &old))]
}

/// The names of an item.
fn split(kind: NameKind, text: &str) -> Vec<String> {
    let is_one = matches!(
        kind,
        NameKind::Contract | NameKind::Other | NameKind::System
    );
    let ends = |c: char| c == '\n' || !is_one && matches!(c, '、' | '，');
    let names = text
        .split(ends)
        .map(|name| name.trim().trim_start_matches('・'));
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}
