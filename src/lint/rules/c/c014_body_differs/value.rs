//! 変更後 of items that hold a choice, boxes, a date or one name: compared by what it means, however short.

use super::gap::{Gap, GapKind};
use super::look::{Judged, Look};
use super::quoted::{Listed, counted, is_misspelt, is_option, options_listed};
use crate::assessment::field::FieldId;
use crate::assessment::value::{Checked, Value};
use crate::compare::changelog::cell::{Cell, Line};
use crate::form::ItemKind;
use crate::japanese::dates;
use crate::japanese::notation::number;
use crate::japanese::passage::Passage;
use crate::source::Span;

impl Look<'_, '_> {
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
                    None if alone && self.is_number_alone(words) => self.of_count(line, *field),
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
            (Value::Checks(checks), _) => self.of_checks(line, *field, checks),
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

    /// The options that 変更後 lists: one that is not ticked is wrong, and so is one that is ticked next to its empty box.
    fn of_checks(&self, line: &Line, field: FieldId, checks: &[Checked]) -> Judged {
        let Some(said) = self.listed(&self.entry.after) else {
            if !self.is_misspelt() {
                return Judged::Text;
            }
            let names: Vec<&str> = checks.iter().map(|c| c.text.text.trim()).collect();
            return self.wrong(line, self.cx.field(field).place(), &names.join("、"));
        };
        let ticked = |option: &usize| checks.iter().any(|c| c.option == Some(*option));
        let as_said =
            |said: &Listed| said.chosen.iter().all(ticked) && !said.empty.iter().any(ticked);
        // A change that is to come may not be made yet.
        let is_before = || {
            let before = self.listed(&self.entry.before);
            before.is_none_or(|before| as_said(&before))
        };
        let counts = |(option, n): &(usize, usize)| {
            let mut own = checks.iter().filter(|c| c.option == Some(*option));
            let detail = own.find_map(|c| number(c.detail?.text.trim()));
            detail.is_none_or(|detail| detail == *n)
        };
        if as_said(&said) && (self.planned || said.counts.iter().all(counts))
            || self.planned && is_before()
        {
            return Judged::Right;
        }
        let name = |c: &Checked| match c.detail {
            Some(detail) if number(detail.text.trim()).is_some() => {
                format!("{}（{}件）", c.text.text.trim(), detail.text.trim())
            }
            _ => c.text.text.trim().to_owned(),
        };
        let names: Vec<String> = checks.iter().map(name).collect();
        self.wrong(line, self.cx.field(field).place(), &names.join("、"))
    }

    /// Whether 変更後 of the newest revision names an option with a wrong letter.
    fn is_misspelt(&self) -> bool {
        self.latest && is_misspelt(&written(&self.entry.after), &self.options())
    }

    /// 「4件」
    fn is_number_alone(&self, words: &str) -> bool {
        let bare = Passage::of(words).text;
        let bare = bare.trim_matches(|c: char| c.is_ascii_digit() || "()（）[]件".contains(c));
        bare.is_empty() && counted(words).is_some()
    }

    /// The options that a cell lists.
    fn listed(&self, cell: &Cell) -> Option<Listed> {
        options_listed(&written(cell), &self.options())
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

    fn wrong(&self, line: &Line, other: Span, says: &str) -> Judged {
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

/// The lines of a cell as they are written.
fn written(cell: &Cell) -> String {
    let lines: Vec<&str> = cell.content().map(Line::written).collect();
    lines.join("\n")
}
