//! What is to be shown again of a page after a change.

use super::model::{Chapter, FormBox, Part, Shell};

/// What differs between two states of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changed {
    /// Whether boxes came, went or moved: then the whole page is shown again.
    pub structure: bool,
    /// Whether what is said at the head of the page differs.
    pub head: bool,
    /// The ids of the boxes that differ, in the order of the page.
    pub boxes: Vec<String>,
}

/// What differs between a page before and after a change.
pub fn changed(before: &Chapter, after: &Chapter) -> Changed {
    let (old, new) = (flat(&before.parts), flat(&after.parts));
    let place =
        |(depth, shell, boxed): &(usize, Shell, &FormBox)| (*depth, *shell, boxed.id.clone());
    let structure = before.key != after.key || !old.iter().map(place).eq(new.iter().map(place));
    let head = (
        &before.findings,
        &before.unread,
        &before.since,
        &before.file,
    ) != (&after.findings, &after.unread, &after.since, &after.file);
    let pairs = old.iter().zip(&new).filter(|_| !structure);
    let boxes = pairs.filter(|((_, _, old), (_, _, new))| old != new);
    Changed {
        structure,
        head,
        boxes: boxes.map(|(_, (_, _, new))| new.id.clone()).collect(),
    }
}

/// All boxes, each before those below it, with how deep it lies.
fn flat(parts: &[Part]) -> Vec<(usize, Shell, &FormBox)> {
    fn all<'p>(parts: &'p [Part], depth: usize, found: &mut Vec<(usize, Shell, &'p FormBox)>) {
        for part in parts {
            found.push((depth, part.shell, &part.item));
            all(&part.parts, depth + 1, found);
        }
    }
    let mut found = Vec::new();
    all(parts, 0, &mut found);
    found
}
