//! 変更後 of items that hold a choice, boxes, a date or one name: compared by what it means, however short.

use super::gap::{Gap, GapKind};
use super::look::{Judged, Look};
use super::options::written;
use super::quoted::{counted, is_misspelt, is_option, lone_count};
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::compare::changelog::cell::Line;
use crate::form::ItemKind;
use crate::japanese::dates;
use crate::source::Span;

impl<'a> Look<'_, 'a> {
    /// Choices and dates are compared by what they mean.
    pub(super) fn of_value(&self) -> Judged {
        let item = self.item();
        let mut lines = self.entry.after.content();
        let (Some(line), alone) = (lines.next(), lines.next().is_none()) else {
            return Judged::Right;
        };
        let [field] = self.entry.places() else {
            return Judged::Text;
        };
        let is_value = !matches!(
            item.kind,
            ItemKind::Text | ItemKind::TextText | ItemKind::Table | ItemKind::List
        );
        if is_value && self.cx.histories().is_renewed(self.at) {
            return Judged::Right;
        }
        let words = line.written();
        let is_counted = !item.counts_of.is_empty() || self.counts(*field);
        let is_count = matches!(self.cx.field(*field).value, Value::Count(..));
        let said = lone_count(words).or_else(|| counted(words).filter(|_| is_count));
        if let Some(said) = said.filter(|_| alone && is_counted) {
            return self.of_lone_count(line, *field, said);
        }
        if let Some(boxes) = self.boxes(*field) {
            return self.of_boxes(line, &boxes);
        }
        match (&self.cx.field(*field).value, item.kind) {
            (
                Value::Choice {
                    text,
                    option: Some(chosen),
                },
                _,
            ) => {
                let said = item.options.iter().position(|o| is_option(words, &o.text));
                match said.filter(|_| alone) {
                    Some(said) if said == *chosen => self.of_count(line, *field),
                    Some(_) if self.planned && !self.is_neither(*chosen) => Judged::Right,
                    Some(_) => self.wrong(line, text.span, &item.options[*chosen].text),
                    None if self.is_misspelt() => {
                        self.wrong(line, text.span, &item.options[*chosen].text)
                    }
                    None if item.kind == ItemKind::Choice => Judged::Right,
                    None => Judged::Text,
                }
            }
            (Value::Date(text, dates::Reading::Date(date)), _) => match dates::date(words.trim()) {
                Some(said) if said != *date && alone && !self.planned => {
                    self.wrong(line, text.span, text.text.trim())
                }
                _ => Judged::Right,
            },
            (Value::Text(said), ItemKind::Text) if alone => self.of_name(line, *field, said),
            (_, ItemKind::List) if alone => self.of_entry(line, *field),
            (
                _,
                ItemKind::Text
                | ItemKind::TextText
                | ItemKind::ChoiceText
                | ItemKind::List
                | ItemKind::Map
                | ItemKind::Table,
            ) => Judged::Text,
            _ => Judged::Right,
        }
    }

    /// Whether 変更後 of the newest revision names an option with a wrong letter.
    fn is_misspelt(&self) -> bool {
        self.latest && is_misspelt(&written(&self.entry.after), &self.options())
    }

    /// Whether an item is a number of entries, or has one next to its choice.
    fn counts(&self, field: FieldId) -> bool {
        let has_count = || {
            let id = format!("{}.count", self.item().id);
            self.cx.assessment.form.find(&id).is_some()
        };
        match self.cx.field(field).value {
            Value::Count(..) => true,
            Value::Choice { .. } => has_count(),
            _ => false,
        }
    }

    /// The options of the item.
    fn options(&self) -> Vec<&'static str> {
        let options = self.item().options.iter();
        options.map(|option| option.text.as_str()).collect()
    }

    /// Whether the chosen option of an item is not the one of 変更前 either, though 変更前 names one.
    fn is_neither(&self, chosen: usize) -> bool {
        let item = self.item();
        let before = self.entry.before.only_line().and_then(|line| {
            let words = line.written();
            item.options.iter().position(|o| is_option(words, &o.text))
        });
        before.is_some_and(|before| before != chosen)
    }

    /// The number of entries that 変更後 gives next to the option: 「委託する（5件）」.
    fn of_count(&self, line: &Line, field: FieldId) -> Judged {
        let id = format!("{}.count", self.cx.field(field).id);
        let count = self.cx.assessment.item(&id);
        let count = count.map(|field| &field.value);
        match (counted(line.written()), count) {
            (Some(said), Some(Value::Count(text, Some(n)))) if said != *n && !self.planned => {
                self.wrong(line, text.span, &format!("{n}件"))
            }
            _ => Judged::Right,
        }
    }

    pub(super) fn wrong(&self, line: &Line, other: Span, says: &str) -> Judged {
        Judged::Wrong(self.choice(line, other, says))
    }

    /// The assessment says something else at a place.
    pub(super) fn choice(&self, line: &Line, other: Span, says: &str) -> Gap {
        let span = line.whole(self.cx.assessment.source);
        let kind = GapKind::Choice {
            other: says.to_owned(),
        };
        self.gap(line, span, Some(other), kind)
    }
}
