//! A difference as it may be shown: no individual number can be read in it, whole or in parts.

use super::Diff;
use super::change::{Change, Content};
use super::text::{Paragraph, TextDiff};
use super::words::{Segment, Tag};
use crate::japanese::individual_number::mask;

impl Diff {
    /// The difference with stars for the digits of individual numbers. A number may lie across several runs of words and
    /// over the end of a line, so stars come from the whole texts.
    pub fn masked(mut self) -> Self {
        self.changes.iter_mut().for_each(mask_change);
        self
    }
}

fn mask_change(change: &mut Change) {
    for logged in &mut change.logged {
        logged.explanation = mask(&logged.explanation).into_owned();
    }
    for measure in change.risk.iter_mut().flat_map(|risk| &mut risk.measures) {
        measure.before = mask(&measure.before).into_owned();
        measure.now = mask(&measure.now).into_owned();
    }
    if let Content::Text { paragraphs } = &mut change.content {
        *paragraphs = masked(paragraphs);
    }
}

fn masked(diff: &TextDiff) -> TextDiff {
    let (old, new) = (diff.old(), diff.new_text());
    let (old_shown, new_shown) = (mask(&old), mask(&new));
    if old == old_shown && new == new_shown {
        return diff.clone();
    }
    let lines = |text: &str| {
        text.split('\n')
            .map(ToOwned::to_owned)
            .collect::<Vec<String>>()
    };
    let (old, new) = (lines(&old_shown), lines(&new_shown));
    // A paragraph may be elsewhere now: its number says which line it was.
    let line = |lines: &[String], number: Option<usize>| -> String {
        let line = number.and_then(|n| lines.get(n.checked_sub(1)?));
        line.cloned().unwrap_or_default()
    };
    let paragraph = |p: &Paragraph| {
        let (before, after) = (line(&old, p.old), line(&new, p.new));
        Paragraph {
            segments: as_shown(p, &before, &after, |c| c)
                .into_iter()
                .map(|(tag, text)| Segment { tag, text })
                .collect(),
            ..p.clone()
        }
    };
    TextDiff {
        paragraphs: diff.paragraphs.iter().map(paragraph).collect(),
    }
}

/// The words of a paragraph with the signs that its whole lines show in their place. Kept words may belong to a number in one
/// of the versions alone; `plain` is how a character is shown that belongs to none.
pub fn as_shown(
    paragraph: &Paragraph,
    old: &str,
    new: &str,
    plain: impl Fn(char) -> char,
) -> Vec<(Tag, String)> {
    let (mut old, mut new) = (old.chars(), new.chars());
    let segment = |segment: &Segment| {
        let text = segment.text.chars().map(|c| {
            let before = (segment.tag != Tag::Added).then(|| old.next()).flatten();
            let after = (segment.tag != Tag::Removed).then(|| new.next()).flatten();
            let mut shown = before.into_iter().chain(after);
            let plain = plain(c);
            shown.find(|shown| *shown != plain).unwrap_or(plain)
        });
        (segment.tag, text.collect())
    };
    paragraph.segments.iter().map(segment).collect()
}
