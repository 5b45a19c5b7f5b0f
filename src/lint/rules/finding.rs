//! A finding as a rule writes it: its words, its places, and what belongs to it.

use super::Context;
use crate::assessment::Assessment;
use crate::assessment::field::FieldId;
use crate::source::Span;
use crate::source::diagnostic::{Diagnostic, Edit, Elsewhere, Fix, Label, Role, Safety, Severity};

/// The words of a finding. A rule makes them in functions that take a language and plain facts, apart from its search.
#[derive(Debug, Clone)]
pub struct Words {
    pub(super) message: String,
    pub(super) label: String,
    pub(super) help: String,
    /// Whether the advice is about writing YAML.
    pub(super) is_of_yaml: bool,
}

impl Words {
    /// A headline, with nothing said at the underlined place and no advice.
    pub fn new(message: String) -> Self {
        Words {
            message,
            label: String::new(),
            help: String::new(),
            is_of_yaml: false,
        }
    }

    /// What is said at the underlined place; of several places, at the first, instead of what that says itself.
    pub fn label(self, label: String) -> Self {
        Words { label, ..self }
    }

    /// How to fix it.
    pub fn help(self, help: String) -> Self {
        Words { help, ..self }
    }

    /// How to fix it in YAML; who has a workbook gets other advice.
    pub fn help_in_yaml(self, help: String) -> Self {
        Words {
            help,
            is_of_yaml: true,
            ..self
        }
    }
}

/// A place of a fault: the item and its words there.
pub type Place = (FieldId, Span);

/// The places of one fault.
pub type Places = Vec<Place>;

/// What says where a fault is: words, with the item where the rule knows it (a key that is missing has its place at another
/// item); and what is said there, where that is not the same at all places.
pub trait Located {
    /// The place as a finding names it.
    fn label(&self, assessment: &Assessment) -> Label;
}

impl Located for (Option<FieldId>, Span) {
    fn label(&self, assessment: &Assessment) -> Label {
        let (field, span) = *self;
        let Some(field) = field.map(|id| &assessment.fields[id]) else {
            return Label::at(span);
        };
        Label {
            item: field.id.clone(),
            address: assessment.address(field),
            item_label: assessment.definition(field).label.clone(),
            ..Label::at(span)
        }
    }
}

impl Located for Place {
    fn label(&self, assessment: &Assessment) -> Label {
        let (field, span) = *self;
        (Some(field), span).label(assessment)
    }
}

impl<P: Located> Located for &P {
    fn label(&self, assessment: &Assessment) -> Label {
        (*self).label(assessment)
    }
}

/// In the innermost item around it, if any.
impl Located for Span {
    fn label(&self, assessment: &Assessment) -> Label {
        (assessment.field_at(self.start), *self).label(assessment)
    }
}

/// With what is said there.
impl<P: Located> Located for (P, String) {
    fn label(&self, assessment: &Assessment) -> Label {
        let (place, says) = self;
        Label {
            message: says.clone(),
            ..place.label(assessment)
        }
    }
}

/// A finding being written.
pub struct FindingBuilder<'c, 'a> {
    pub(super) cx: &'c mut Context<'a>,
    /// Its number among those found so far.
    pub(super) at: usize,
}

impl FindingBuilder<'_, '_> {
    pub(super) fn change(self, change: impl FnOnce(&mut Diagnostic)) -> Self {
        if let Some(diagnostic) = self.cx.found.get_mut(self.at) {
            change(diagnostic);
        }
        self
    }

    /// Another severity than the rule's own.
    pub fn severity(self, severity: Severity) -> Self {
        self.change(|d| d.severity = severity)
    }

    /// Other articles and guidelines than the rule's own.
    pub fn basis(self, basis: Vec<&'static str>) -> Self {
        self.change(|d| d.basis = basis)
    }

    /// What belongs to the fault without being one: the other side of a contradiction, the answer that asks for more.
    pub fn related(self, span: Span, message: impl Into<String>) -> Self {
        let label = Label {
            role: Role::Context,
            ..(span, message.into()).label(self.cx.assessment)
        };
        self.change(|d| d.related.push(label))
    }

    /// What belongs to the fault in a document beside this one.
    pub fn elsewhere(
        self,
        other: &Assessment,
        field: FieldId,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        let place = (field, span).label(other);
        let place = Elsewhere {
            file: other.source.name().to_owned(),
            start: other.source.position(span.start),
            end: other.source.position(span.end),
            item: place.item,
            address: place.address,
            message: message.into(),
        };
        self.change(|d| d.elsewhere.push(place))
    }

    /// Never shows the words underlined: they must not be published.
    pub fn hide_words(self) -> Self {
        self.change(|d| d.masked = true)
    }

    /// Takes back what was offered to fix it.
    pub fn without_fix(self) -> Self {
        self.change(|d| d.fix = None)
    }

    /// Lets somebody look before what was offered to fix it is done.
    pub fn fix_needs_review(self) -> Self {
        self.change(|d| {
            if let Some(fix) = &mut d.fix {
                fix.safety = Safety::Unsafe;
            }
        })
    }

    /// Edits that fix it; none where one of them would lose a comment or a line that was not read.
    pub fn fix(self, safety: Safety, edits: Vec<Edit>) -> Self {
        if edits.iter().any(|edit| self.cx.swallows(edit.span)) {
            return self;
        }
        self.change(|d| d.fix = Some(Fix { safety, edits }))
    }
}
