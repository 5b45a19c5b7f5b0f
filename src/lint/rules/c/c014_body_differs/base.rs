//! With a version before: what 変更後 of the rows of this revision says that the items whose changes they tell do not say.

use super::super::{judged, newest, spread, target_name};
use super::gap::{Gap, Kind};
use crate::compare::changelog::Entry;
use crate::compare::changelog::coverage::{Stray, Verdict};
use crate::lint::rules::Context;
use crate::source::Span;

/// One for an entry at most.
pub(super) fn find(cx: &Context) -> Vec<Gap> {
    let Some((former, coverage)) = cx.coverage() else {
        return Vec::new();
    };
    let newest = newest(cx, cx.changes());
    let found = judged(cx).filter_map(|(at, entry)| {
        let change = coverage.change[at].map(|change| &former.diff.changes[change]);
        let there = change.map(|change| super::super::change_place(cx, change, None).1);
        let item = match (entry.only(), change) {
            (Some(found), _) => target_name(cx, found, entry.places()),
            (None, Some(change)) => change.name(),
            (None, None) => String::new(),
        };
        let gap = |(place, span): (usize, Span), kind| Gap {
            entry: at,
            place,
            span,
            other: there,
            item: item.clone(),
            kind,
            newest: super::super::day(entry) == newest && newest.is_some(),
        };
        match &coverage.verdicts[at] {
            Verdict::Strays { after, .. } => {
                let missing = || after.iter().find(|stray| stray.other.is_none());
                let stray = missing().or(after.first())?;
                let kind = match &stray.other {
                    Some(other) => Kind::Differs {
                        own: words(entry, stray).to_owned(),
                        other: other.clone(),
                    },
                    None => Kind::Missing,
                };
                Some(gap(place(cx, entry, stray), kind))
            }
            Verdict::Exchanged => {
                let line = entry.after.lines.first().or(entry.before.lines.first())?;
                let span = line.whole(cx.assessment.source);
                Some(gap((line.words.place, span), Kind::Exchanged))
            }
            _ => None,
        }
    });
    found.collect()
}

fn words<'e>(entry: &'e Entry, stray: &Stray) -> &'e str {
    &entry.after.lines[stray.line].folded.text[stray.range.clone()]
}

fn place(cx: &Context, entry: &Entry, stray: &Stray) -> (usize, Span) {
    let line = &entry.after.lines[stray.line];
    let range = spread(&line.folded.text, stray.range.clone());
    (line.words.place, line.span(cx.assessment.source, range))
}
