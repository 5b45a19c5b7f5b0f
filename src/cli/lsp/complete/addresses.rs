//! The addresses of items, where a text names them.

use rustc_hash::FxHashSet;

use super::super::found::{Completion, CompletionKind};
use super::super::item::{ascii, first_words};
use super::{Request, sorted};
use crate::assessment::{Assessment, newest_form};
use crate::form::address::address;
use crate::form::{ASSESSMENT, Print};
use crate::lint::companions::opened;
use crate::source::Span;
use crate::source::diagnostic::Stage;

/// The most characters after the numeral of a chapter that may be an address.
const LONGEST: usize = 40;

impl Request<'_> {
    /// The addresses of all items of an assessment, with their labels and first words.
    pub(super) fn addresses(&self, assessment: &Assessment, span: Span) -> Vec<Completion> {
        let mut known = FxHashSet::default();
        let fields = assessment.printed().iter_enumerated();
        let fields = fields.filter(|(_, field)| {
            let item = assessment.definition(field);
            let is_row = item.id.starts_with("changes[]") && item.id != "changes[]";
            item.print != Print::Hidden && !is_row
        });
        let found = fields.filter_map(|(id, field)| {
            let place = assessment.address(field);
            if place.is_empty() || !known.insert(place.clone()) {
                return None;
            }
            let item = assessment.definition(field);
            let label = item.called_at(&field.at);
            let said = first_words(assessment, id);
            Some(self.address(&place, &label, said, known.len(), span))
        });
        found.collect()
    }

    fn address(&self, place: &str, label: &str, said: String, n: usize, span: Span) -> Completion {
        let mut found = self.completion(place, CompletionKind::Address, span);
        if !place.contains(label) {
            found.label = format!("{place}　{label}");
        }
        found.detail = said;
        found.filter = format!("{place} {label} {}", ascii(place));
        found.sort = sorted(n);
        found
    }

    /// The addresses of the assessments that a record is about; of the form, where there is none.
    pub(super) fn addresses_elsewhere(&self, span: Span) -> Vec<Completion> {
        let papers = opened(self.snapshot.companions, Stage::Draft);
        let papers = papers.iter().map(|paper| &paper.assessment);
        let mut papers = papers
            .filter(|paper| paper.form.kind == ASSESSMENT)
            .peekable();
        if papers.peek().is_none() {
            return self.addresses_of_form(span);
        }
        let mut known = FxHashSet::default();
        let all = papers.flat_map(|paper| self.addresses(paper, span));
        all.filter(|found| known.insert(found.insert.clone()))
            .collect()
    }

    fn addresses_of_form(&self, span: Span) -> Vec<Completion> {
        let Ok(form) = newest_form() else {
            return Vec::new();
        };
        let items = form.items.iter().take(form.printed);
        let items = items.filter(|item| item.print != Print::Hidden);
        let mut known = FxHashSet::default();
        let found = items.filter_map(|item| {
            let place = address(item, &[], None);
            known.insert(place.clone()).then(|| {
                let label = item.called_at(&[]);
                self.address(&place, &label, String::new(), known.len(), span)
            })
        });
        found.collect()
    }

    /// In running text: the addresses of the chapter whose numeral stands right before the place.
    pub(super) fn addresses_in_text(&self) -> Vec<Completion> {
        let before = &self.line().text[..self.in_line()];
        let is_numeral = |c: char| ('Ⅰ'..='Ⅻ').contains(&c);
        let Some(begun) = before.rfind(is_numeral) else {
            return Vec::new();
        };
        let typed = &before[begun..];
        let ends = |c: char| "。、」）".contains(c);
        if typed.contains(ends) || typed.chars().nth(LONGEST).is_some() {
            return Vec::new();
        }
        let span = Span::new(self.offset - typed.len(), self.offset);
        let assessment = self.snapshot.assessment;
        let all = match self.form.refers_to {
            Some(_) => self.addresses_elsewhere(span),
            None => self.addresses(assessment, span),
        };
        all.into_iter()
            .filter(|found| found.insert.starts_with(typed))
            .collect()
    }
}
