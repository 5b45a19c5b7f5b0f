//! Where a comment has to stand that excepts what is found at a place.

use super::Lines;
use crate::assessment::Assessment;
use crate::source::{Source, Span};

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
}
