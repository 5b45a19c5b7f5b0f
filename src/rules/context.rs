//! What a rule sees, and how it reports.

use std::collections::BTreeMap;

use super::Rule;
use crate::assessment::Assessment;
use crate::diagnostic::{Diagnostic, Edit, Fix, Label, Lang, Safety, Severity};
use crate::form::field::Field;
use crate::picture::{Picture, Unusable};
use crate::source::Span;

/// What lies beside an assessment, as far as it names it.
#[derive(Debug, Default)]
pub struct Surroundings {
    /// The pictures of the figure by their path as written.
    pub pictures: BTreeMap<String, Result<Picture, Unusable>>,
}

/// An assessment under check, with the findings so far.
pub struct Context<'a> {
    /// The assessment.
    pub assessment: &'a Assessment<'a>,
    /// What lies beside the file.
    pub surroundings: &'a Surroundings,
    /// The language of messages.
    pub lang: Lang,
    found: Vec<Diagnostic>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        assessment: &'a Assessment<'a>,
        surroundings: &'a Surroundings,
        lang: Lang,
    ) -> Self {
        Context {
            assessment,
            surroundings,
            lang,
            found: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Vec<Diagnostic> {
        self.found
    }

    /// The field at a place of the assessment's list.
    pub fn field(&self, place: usize) -> &'a Field<'a> {
        &self.assessment.fields[place]
    }

    /// How a message names an item: 「Ⅱ３①　入手元」.
    pub fn name(&self, place: usize) -> String {
        let field = self.field(place);
        let address = self.assessment.address(field);
        let key = &self.assessment.definition(field).key;
        if address.contains(key.as_str()) {
            address
        } else {
            format!("{address} {key}")
        }
    }

    /// Reports a finding about an item, at the words in question.
    pub fn report(
        &mut self,
        rule: &'static Rule,
        place: usize,
        span: Span,
        message: String,
    ) -> Finding<'_, 'a> {
        let field = self.field(place);
        let definition = self.assessment.definition(field);
        let primary = Label {
            span,
            message: String::new(),
            item: field.id.clone(),
            address: self.assessment.address(field),
        };
        let item_label = definition.label.clone();
        self.push(rule, primary, item_label, message)
    }

    /// Reports a finding at words that may lie in no item.
    pub fn report_at(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: String,
    ) -> Finding<'_, 'a> {
        match self.assessment.field_at(span.start) {
            Some(place) => self.report(rule, place, span, message),
            None => {
                let primary = Label {
                    span,
                    message: String::new(),
                    item: String::new(),
                    address: String::new(),
                };
                self.push(rule, primary, String::new(), message)
            }
        }
    }

    fn push(
        &mut self,
        rule: &'static Rule,
        primary: Label,
        item_label: String,
        message: String,
    ) -> Finding<'_, 'a> {
        let place = self.found.len();
        self.found.push(Diagnostic {
            code: rule.code,
            name: rule.name,
            severity: rule.severity,
            message,
            primary,
            item_label,
            related: Vec::new(),
            help: String::new(),
            basis: rule.basis.to_vec(),
            fix: None,
        });
        Finding { cx: self, place }
    }
}

/// A finding being written.
pub struct Finding<'c, 'a> {
    cx: &'c mut Context<'a>,
    place: usize,
}

impl Finding<'_, '_> {
    fn change(self, change: impl FnOnce(&mut Diagnostic)) -> Self {
        if let Some(diagnostic) = self.cx.found.get_mut(self.place) {
            change(diagnostic);
        }
        self
    }

    /// Words beside the underlined place.
    pub fn saying(self, message: impl Into<String>) -> Self {
        self.change(|d| d.primary.message = message.into())
    }

    /// Another severity than the rule's own.
    pub fn severity(self, severity: Severity) -> Self {
        self.change(|d| d.severity = severity)
    }

    /// How to mend it.
    pub fn help(self, help: impl Into<String>) -> Self {
        self.change(|d| d.help = help.into())
    }

    /// Another place that belongs to it.
    pub fn related(self, span: Span, message: impl Into<String>) -> Self {
        let assessment = self.cx.assessment;
        let field = assessment
            .field_at(span.start)
            .map(|place| &assessment.fields[place]);
        let item = field.map(|f| f.id.clone()).unwrap_or_default();
        let address = field.map(|f| assessment.address(f)).unwrap_or_default();
        self.change(|d| {
            d.related.push(Label {
                span,
                message: message.into(),
                item,
                address,
            })
        })
    }

    /// Edits that mend it.
    pub fn fix(self, safety: Safety, edits: Vec<Edit>) -> Self {
        self.change(|d| d.fix = Some(Fix { safety, edits }))
    }
}
