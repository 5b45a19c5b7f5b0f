//! With a version before: what 変更後 of the rows of this revision says that the items whose changes they cover do not say.

use super::super::{Place, change_place, day, judged, newest, target_name, widened};
use super::gap::{Gap, GapKind};
use crate::compare::changelog::LogEntry;
use crate::compare::changelog::coverage::{Unproven, Verdict};
use crate::lint::rules::Context;

/// One for an entry at most.
pub(super) fn find(cx: &Context) -> Vec<Gap> {
    let Some((former, coverage)) = cx.coverage() else {
        return Vec::new();
    };
    let newest = newest(cx, cx.changes());
    let found = judged(cx).filter_map(|(at, entry)| {
        let change = coverage.change[at].map(|change| &former.diff.changes[change]);
        let there = change.map(|change| change_place(cx, change, None).1);
        let item = match (entry.only(), change) {
            (Some(found), _) => target_name(cx, found, entry.places()),
            (None, Some(change)) => change.name(),
            (None, None) => String::new(),
        };
        let gap = |(field, span): Place, kind| Gap {
            entry: at,
            field,
            span,
            other: there,
            item: item.clone(),
            kind,
            newest: day(entry) == newest && newest.is_some(),
        };
        match &coverage.verdicts[at] {
            Verdict::Unproven { after, .. } => {
                let missing = || after.iter().find(|unproven| unproven.other.is_none());
                let unproven = missing().or(after.first())?;
                let kind = match &unproven.other {
                    Some(other) => GapKind::Differs {
                        own: words(entry, unproven).to_owned(),
                        other: other.clone(),
                    },
                    None => GapKind::Missing,
                };
                Some(gap(place(cx, entry, unproven), kind))
            }
            Verdict::Exchanged => {
                let line = entry.after.lines.first().or(entry.before.lines.first())?;
                let span = line.whole(cx.assessment.source);
                Some(gap((line.words.field, span), GapKind::Exchanged))
            }
            _ => None,
        }
    });
    found.collect()
}

fn words<'e>(entry: &'e LogEntry, unproven: &Unproven) -> &'e str {
    &entry.after.lines[unproven.line].folded.text[unproven.range.clone()]
}

fn place(cx: &Context, entry: &LogEntry, unproven: &Unproven) -> Place {
    let line = &entry.after.lines[unproven.line];
    let range = widened(&line.folded.text, unproven.range.clone());
    (line.words.field, line.span(cx.assessment.source, range))
}
