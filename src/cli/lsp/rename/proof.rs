//! That a document says the same after a renaming, but for the name.

use rustc_hash::FxHashMap;

use super::super::snapshot::Snapshot;
use crate::assessment;
use crate::source::Source;
use crate::source::diagnostic::Edit;
use crate::yaml::{Content, Node, edit};

/// Whether the edits change what the texts that begin at some bytes say to what is expected, and nothing else.
pub(super) fn holds(
    snapshot: &Snapshot,
    edits: &[Edit],
    expected: &FxHashMap<usize, String>,
) -> bool {
    let source = snapshot.source;
    let text = edit::apply(source.text(), edits).text;
    let again = assessment::read(&Source::new(source.name(), text));
    again.is_as_clean_as(snapshot.document) && same(&snapshot.document.root, &again.root, expected)
}

fn same(old: &Node, new: &Node, expected: &FxHashMap<usize, String>) -> bool {
    match (&old.content, &new.content) {
        (Content::Blank, Content::Blank) => true,
        (Content::Scalar(old), Content::Scalar(new)) => {
            let text = expected.get(&old.span.start);
            new.text == *text.unwrap_or(&old.text)
        }
        (Content::Map(old), Content::Map(new)) => {
            let mut pairs = old.iter().zip(new);
            old.len() == new.len()
                && pairs
                    .all(|(a, b)| a.key.text == b.key.text && same(&a.value, &b.value, expected))
        }
        (Content::Seq(old), Content::Seq(new)) => {
            let mut pairs = old.iter().zip(new);
            old.len() == new.len() && pairs.all(|(a, b)| same(a, b, expected))
        }
        _ => false,
    }
}
