//! Where in the assessment a change is that was made since the version before.

use crate::assessment::field::{FieldId, outer};
use crate::compare::changelog::body::Body;
use crate::compare::changelog::coverage::Wanted;
use crate::compare::diff::Change;
use crate::japanese::notation::has_chars;
use crate::japanese::passage::Passage;
use crate::lint::rules::Context;
use crate::source::Span;

/// Where a change is in the assessment: words of it, or the item; where it is gone, the nearest key above it.
pub(in crate::lint::rules) fn change_place(
    cx: &Context,
    change: &Change,
    words: Option<&Wanted>,
) -> (Option<FieldId>, Span) {
    let assessment = cx.assessment;
    let here = change.new.as_ref().and_then(|new| assessment.find(&new.id));
    if let Some(field) = here.filter(|field| !cx.field(*field).blank) {
        let body = Body::at(assessment, &[field]);
        let entry = change.new.as_ref().map_or("", |new| new.entry.as_str());
        let entry = Passage::of(entry).text;
        let words = match words {
            Some(wanted) => {
                let around = body
                    .text
                    .find(&wanted.around)
                    .and_then(|around| Some(around + wanted.around.find(&wanted.words)?));
                // Labels and neighbours that the form prints around the words are not written there.
                let is_distinct = has_chars(&wanted.words, 2);
                let alone = || body.text.find(&wanted.words).filter(|_| is_distinct);
                let start = around.or_else(alone);
                start.map(|start| start..start + wanted.words.len())
            }
            None => body
                .text
                .find(&entry)
                .map(|start| start..start + entry.len()),
        };
        let words = words.filter(|range| !range.is_empty());
        let found = words.and_then(|range| body.span(assessment.source, range));
        return match found {
            Some((inner, span)) => (Some(inner), span),
            None => (Some(field), cx.field(field).head()),
        };
    }
    let found = outer(change.id())
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .find_map(|outer| {
            let field = assessment.find(outer)?;
            Some((Some(field), cx.field(field).key?))
        });
    found.unwrap_or_else(|| (None, assessment.head()))
}
