//! The measures that a self-rating of Ⅲ rests on, in two versions: without them nobody can judge a change of it.

use serde::Serialize;

use super::Diff;
use crate::assessment::Assessment;
use crate::assessment::field::Field;
use crate::assessment::value::Value;

/// How the item of a self-rating ends: リスクへの対策は十分か.
pub const RATING: &str = ".sufficient";

/// A risk with its measures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rated {
    /// Its name as the form prints it; of a section with one rating, that of the section.
    pub name: String,
    /// The risks that the form names below the heading of such a section; may be empty.
    pub about: String,
    /// The measures, as far as anything is written in one of the versions.
    pub measures: Vec<Measure>,
}

/// A measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// Its item in the new version.
    pub id: String,
    /// The printed label.
    pub label: String,
    /// What was written.
    pub before: String,
    /// What is written.
    pub now: String,
}

impl Rated {
    /// The risk of an id in the new version; none where there is none.
    pub fn of(id: &str, old: &Assessment, new: &Assessment, diff: &Diff) -> Option<Self> {
        let risk = new.item(id)?;
        let rating = format!("{id}{RATING}");
        let label = |field: &Field| new.definition(field).label_at(&field.at);
        let measures = new.below(id).filter(|(_, field)| field.id != rating);
        let measures = measures.filter_map(|(_, field)| {
            let now = written(new, &field.id)?;
            let before = diff.id_before(&field.id).and_then(|id| written(old, &id));
            let outer = field.parent.map(|outer| &new.fields[outer]);
            let outer = outer.filter(|outer| outer.id != id);
            let label = match outer {
                Some(outer) => format!("{}　{}", label(outer), label(field)),
                None => label(field),
            };
            let measure = Measure {
                id: field.id.clone(),
                label,
                before: before.unwrap_or_default(),
                now,
            };
            (!measure.before.is_empty() || !measure.now.is_empty()).then_some(measure)
        });
        Some(Rated {
            name: label(risk),
            about: new.definition(risk).notes.join("、"),
            measures: measures.collect(),
        })
    }
}

fn written(assessment: &Assessment, id: &str) -> Option<String> {
    match &assessment.item(id)?.value {
        Value::Text(text) | Value::Choice { text, .. } => Some(text.text.trim().to_owned()),
        Value::Blank => Some(String::new()),
        _ => None,
    }
}
