//! What the check finds at a place that stands in the way.

use crate::source::Span;
use crate::source::diagnostic::Diagnostic;

/// What is found of how a place is read, with the code of the rule.
pub(super) fn found_at(found: &[Diagnostic], span: Span) -> Option<String> {
    let is_there = |found: &&Diagnostic| {
        let mut places = found.all_places();
        let end = span.end.max(span.start + 1);
        places.any(|place| place.span.start < end && span.start <= place.span.end)
    };
    let found = found.iter().filter(is_there);
    // What is missing for that reason is said of the place, too.
    let found = found.filter(|found| found.code != "S004");
    let found = found.min_by_key(|found| !found.code.starts_with('Y'))?;
    Some(format!("{} {}", found.code, found.message))
}
