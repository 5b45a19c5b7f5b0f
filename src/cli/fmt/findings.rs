//! What the check finds at a place that stands in the way.

use crate::lint::same::Otherwise;
use crate::source::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// The line of the file at which something would be found otherwise; none where it is nowhere in it as it stands in the new
/// text.
pub(super) fn line_of(other: &Otherwise, old: &Source, new: &Source) -> Option<usize> {
    if !other.is_new {
        return Some(old.line_of(other.span.start));
    }
    let words = new.line(new.line_of(other.span.start)).trim();
    let mut lines = 1..=old.line_count();
    lines.find(|line| old.line(*line).trim() == words)
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::fmt::said;
    use crate::source::lang::Lang;

    #[test]
    fn what_would_be_found_otherwise_is_named_by_the_line_of_the_file() {
        let old = Source::new("a.yaml", "版: b\n様式: a\n");
        let new = Source::new("a.yaml", "様式: a\n\n版:  b\n");
        let other = |is_new, at| Otherwise {
            code: "S001",
            headline: "見出しが違う".to_owned(),
            is_new,
            span: Span::new(at, at + 1),
        };
        for (is_new, at, line) in [(false, 0, Some(1)), (true, 0, Some(2)), (true, 13, None)] {
            let other = other(is_new, at);
            assert_eq!(line_of(&other, &old, &new), line, "{is_new} {at}");
            let words = said::otherwise("a.yaml", &other, line, Lang::Ja);
            let place = line.map_or("a.yaml:".to_owned(), |line| format!("a.yaml:{line}:"));
            assert!(words.starts_with(&place), "{words}");
            assert!(words.contains("S001（見出しが違う）"), "{words}");
        }
    }
}
