//! Where a comment has to stand that excepts what is found at a place.

use super::Lines;
use crate::assessment::Assessment;
use crate::lint::rules::is_mandatory;
use crate::source::diagnostic::{Diagnostic, Edit};
use crate::source::{Source, Span};

/// The family of rules about exceptions, from which there are none.
const OF_EXCEPTIONS: char = 'U';

/// The lines above which a comment covers something.
pub struct Commenting<'a> {
    source: &'a Source,
    /// What a comment above a line covers, in the order of the file, each with the place of the one that it is in.
    parts: Vec<(Span, Option<usize>)>,
}

impl<'a> Commenting<'a> {
    /// Those of an assessment.
    pub fn of(assessment: &'a Assessment) -> Self {
        let mut parts: Vec<(Span, Option<usize>)> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for part in Lines::of(assessment).begun.into_values() {
            while open
                .pop_if(|last| parts[*last].0.end <= part.start)
                .is_some()
            {}
            parts.push((part, open.last().copied()));
            open.push(parts.len() - 1);
        }
        Commenting {
            source: assessment.source,
            parts,
        }
    }

    /// The beginning of the line above which a comment covers a place, and as little else as there is; none where no
    /// comment covers it.
    pub fn line_for(&self, place: usize) -> Option<usize> {
        let begun = self.parts.partition_point(|(part, _)| part.start <= place);
        let mut next = begun.checked_sub(1);
        while let Some((part, around)) = next.and_then(|n| self.parts.get(n)) {
            if place <= part.end {
                let line = self.source.line_of(part.start);
                return Some(self.source.line_span(line).start);
            }
            next = *around;
        }
        None
    }

    /// The beginning of the comment that excepts a finding, up to its reason, at the beginning of a line that is still to
    /// be ended; none where nothing excepts it.
    pub fn exception(&self, finding: &Diagnostic) -> Option<Edit> {
        let code = finding.code;
        // What is missing altogether stands nowhere: no comment covers it.
        let is_nowhere = finding.primary.span == Span::at(0);
        if is_nowhere || is_mandatory(code) || code.starts_with(OF_EXCEPTIONS) {
            return None;
        }
        let place = self.line_for(finding.primary.span.start)?;
        let line = self.source.line(self.source.line_of(place));
        let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
        Some(Edit {
            span: Span::at(place),
            text: format!("{indent}# hyokasho: 許可 {code} "),
        })
    }
}
