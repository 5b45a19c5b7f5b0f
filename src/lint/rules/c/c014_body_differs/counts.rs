//! How many entries 変更後 counts: next to an option, or alone.

use super::gap::Gap;
use super::look::{Judged, Look};
use super::options::{OneBox, Part};
use crate::assessment::field::{FieldId, id_at};
use crate::assessment::value::{Checked, Value};
use crate::compare::changelog::cell::Line;
use crate::japanese::notation::number;
use crate::source::Span;

impl<'a> Look<'_, 'a> {
    /// The number of entries next to an option: 「提供を行っている：4件」.
    pub(super) fn of_number(
        &self,
        part: &Part<'_, 'a>,
        one: &OneBox,
        n: usize,
        place: Span,
    ) -> Option<Gap> {
        let tick = one.ticks.first()?;
        let list = self.item().counts_of.get(&one.option.text)?;
        let there = tick.detail.map_or(place, |detail| detail.span);
        let own = self.number_of(tick, list);
        (own != n).then(|| self.part_gap(part, part.words, there, &format!("{own}件")))
    }

    /// How many entries an option has: as its slot says, else as they are counted.
    fn number_of(&self, tick: &Checked, list: &str) -> usize {
        let written = tick.detail.and_then(|detail| number(detail.text.trim()));
        written.unwrap_or_else(|| self.entries(list))
    }

    /// The number of entries of each option, where 変更後 says nothing but a number: 「4件」.
    pub(super) fn of_lone_count(&self, line: &Line, field: FieldId, said: usize) -> Judged {
        let (cx, own) = (self.cx, self.cx.field(field));
        let counts: Vec<usize> = match &own.value {
            Value::Checks(checks) => {
                let counts = checks.iter().filter_map(|check| {
                    let list = self.item().counts_of.get(check.text.text.trim())?;
                    Some(self.number_of(check, list))
                });
                counts.collect()
            }
            Value::Choice {
                option: Some(0), ..
            } => {
                let count = format!("{}.count", self.item().id);
                let Some(count) = cx.assessment.form.find(&count) else {
                    return Judged::Right;
                };
                let list = cx.assessment.form.items[count].counts.as_deref();
                let written = cx.assessment.item(&format!("{}.count", own.id));
                let written = written.and_then(|field| match field.value {
                    Value::Count(_, n) => n,
                    _ => None,
                });
                let counted = || Some(self.entries(list?));
                written.or_else(counted).into_iter().collect()
            }
            Value::Count(_, Some(n)) => vec![*n],
            _ => return Judged::Right,
        };
        if self.planned || counts.is_empty() || counts.contains(&said) {
            return Judged::Right;
        }
        let says: Vec<String> = counts.iter().map(|n| format!("{n}件")).collect();
        self.wrong(line, own.place(), &says.join("、"))
    }

    /// How many entries a list of the form has.
    fn entries(&self, list: &str) -> usize {
        let at = self.resolution.at.iter().map_while(|n| *n);
        let id = id_at(list.trim_end_matches("[]"), &at.collect::<Vec<_>>());
        self.cx.assessment.entries(&id)
    }
}
