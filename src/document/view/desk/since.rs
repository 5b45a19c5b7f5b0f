//! What changed since a version before, at the boxes in which it did.

use std::collections::BTreeMap;

use super::model::{Before, Chapter};
use crate::compare::diff::{Change, Content, Diff, Segment};
use crate::source::outward;

/// Puts the changes of a page to its boxes.
pub(super) fn put(diff: &Diff, chapter: &mut Chapter) {
    let boxes = chapter.ids();
    let mut changes: BTreeMap<String, Vec<Before>> = BTreeMap::new();
    for change in &diff.changes {
        if let Some(id) = nearest(change, &boxes) {
            changes.entry(id).or_default().push(before(change));
        }
    }
    chapter.each(&mut |boxed| boxed.before = changes.remove(&boxed.id).unwrap_or_default());
}

/// The box of a change: its own, or of an entry that is gone the box of its list.
fn nearest(change: &Change, boxes: &BTreeMap<String, ()>) -> Option<String> {
    if let Some(place) = &change.new {
        return boxes.contains_key(&place.id).then(|| place.id.clone());
    }
    let old = &change.old.as_ref()?.id;
    let (list, _) = old.rsplit_once('[').filter(|_| old.ends_with(']'))?;
    boxes.contains_key(list).then(|| list.to_owned())
}

fn before(change: &Change) -> Before {
    let lines = match &change.content {
        Content::Text { paragraphs } => {
            let lines = paragraphs.paragraphs.iter();
            lines
                .map(|line| line.segments.iter().map(shown).collect())
                .collect()
        }
        _ => Vec::new(),
    };
    let old = change.old.as_ref();
    let is_gone = change.new.is_none();
    Before {
        what: change.kind.words(),
        name: old
            .filter(|_| is_gone)
            .map_or(String::new(), |old| old.name.clone()),
        formal: change.formal,
        lines,
        text: match &change.content {
            Content::Order { old, .. } => old.clone(),
            _ => old.map_or(String::new(), |old| outward::text(&old.text)),
        },
    }
}

fn shown(segment: &Segment) -> Segment {
    Segment {
        text: outward::text(&segment.text),
        ..*segment
    }
}
