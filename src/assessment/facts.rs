//! The answers that conditions ask for, seen from a place in the assessment.

use rustc_hash::FxHashMap;
use typed_index_collections::TiSlice;

use super::field::{Field, FieldId, id_at};
use super::value::Value;
use crate::form::condition::Facts;
use crate::form::{AgencyKind, Form};
use crate::japanese::dates;
use crate::source::diagnostic::Stage;

/// What a condition can ask, seen from a place in the assessment.
pub(super) struct At<'w, 'a> {
    pub(super) form: &'w Form,
    pub(super) fields: &'w TiSlice<FieldId, Field<'a>>,
    pub(super) index: &'w FxHashMap<String, FieldId>,
    pub(super) at: &'w [usize],
    pub(super) stage: Stage,
}

impl At<'_, '_> {
    fn value(&self, id: &str) -> Option<&Field<'_>> {
        let place = self.index.get(&id_at(id, self.at))?;
        Some(&self.fields[*place])
    }
}

impl Facts for At<'_, '_> {
    fn choice(&self, id: &str) -> Option<&str> {
        let field = self.value(id)?;
        match field.value {
            Value::Choice {
                option: Some(option),
                ..
            } => self.form.items[field.item]
                .options
                .get(option)
                .map(|o| o.text.as_str()),
            _ => None,
        }
    }

    fn has(&self, id: &str, option: &str) -> Option<bool> {
        let field = self.value(id)?;
        let wanted = self.form.items[field.item].option(option);
        let Value::Checks(checks) = &field.value else {
            return None;
        };
        let ticked = checks.iter().any(|c| c.option == wanted);
        // Words that are no option may be meant for this one.
        let doubtful = checks.iter().any(|c| c.option.is_none());
        (ticked || !doubtful).then_some(ticked)
    }

    fn empty(&self, id: &str) -> Option<bool> {
        let field = self.value(id)?;
        // A mark that can't be read may mean yes or no.
        let unread = !field.blank && matches!(field.value, Value::Blank);
        (!unread).then_some(field.blank)
    }

    fn days(&self, id: &str) -> Option<i64> {
        match self.value(id)?.value {
            Value::Period(period) => period
                .days()
                .map(|(start, end)| dates::days_inclusive(start, end))
                // An end before its start is a mistake of its own and says nothing of the length.
                .filter(|days| *days > 0),
            _ => None,
        }
    }

    fn gyosei_kikan(&self) -> Option<bool> {
        let agencies = &self.form.agencies;
        let Value::Text(name) = self.value(agencies.item.as_deref()?)?.value else {
            return None;
        };
        match agencies.kind(&name.text)? {
            AgencyKind::Local => Some(false),
            AgencyKind::State | AgencyKind::Administrative => Some(true),
            AgencyKind::Association => None,
        }
    }

    fn published(&self) -> bool {
        self.stage == Stage::Publish
    }
}
