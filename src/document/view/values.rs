//! What an item holds, as it is printed in its cell.

use super::build::Builder;
use super::drawing;
use super::rich;
use super::table;
use super::{CheckOption, ChoiceOption, Figure, Flow, PrintedValue};
use crate::assessment::field::{Field, id_at};
use crate::assessment::figure::{Flows, Names};
use crate::assessment::value::{Checked, Period, Table, Value};
use crate::form::{Item, ItemKind};
use crate::yaml::Scalar;

impl<'a> Builder<'_, 'a> {
    pub(super) fn value(&self, field: &Field<'a>) -> PrintedValue {
        let definition = self.assessment.definition(field);
        match (&field.value, definition.kind) {
            (_, ItemKind::Figure) => PrintedValue::Figure(self.figure(field)),
            (_, ItemKind::Checks) => PrintedValue::Checks {
                options: checks(definition, &field.value),
            },
            (value, ItemKind::Choice | ItemKind::ChoiceText) => {
                self.choice(field, definition, value)
            }
            (value, ItemKind::Check) => PrintedValue::Check {
                checked: matches!(value, Value::Check(_)),
            },
            (Value::Text(text) | Value::Date(text, _) | Value::Count(text, _), _) => {
                text_value(&text.text)
            }
            (Value::Period(period), _) => text_value(&period_text(period)),
            (Value::Table(table), _) => table_value(table),
            (Value::Texts(texts), _) if !texts.is_empty() => text_value(
                &texts
                    .iter()
                    .map(|t| t.text.as_str())
                    .collect::<Vec<_>>()
                    .join("\n"),
            ),
            _ => self.derived(definition),
        }
    }

    /// What is printed where nothing is written: a fixed text, or the texts of other items.
    pub(super) fn derived(&self, definition: &Item) -> PrintedValue {
        if let Some(text) = &definition.default {
            return text_value(text);
        }
        let Some(other) = &definition.same_as else {
            return PrintedValue::Blank;
        };
        let same = |f: &&Field| self.assessment.definition(f).id == *other;
        let texts: Vec<&str> = self
            .assessment
            .fields
            .iter()
            .filter(same)
            .filter_map(|f| match f.value {
                Value::Text(text) => Some(text.text.as_str()),
                _ => None,
            })
            .collect();
        if texts.is_empty() {
            PrintedValue::Blank
        } else {
            text_value(&texts.join("\n"))
        }
    }

    pub(super) fn choice(
        &self,
        field: &Field<'a>,
        definition: &Item,
        value: &Value,
    ) -> PrintedValue {
        let (written, place) = match value {
            Value::Choice { text, option } => (text.text.as_str(), *option),
            _ => ("", None),
        };
        let options: Vec<ChoiceOption> = definition
            .options
            .iter()
            .enumerate()
            .map(|(i, o)| ChoiceOption {
                number: i + 1,
                text: o.text.clone(),
                chosen: place == Some(i),
            })
            .collect();
        let chosen = options
            .iter()
            .find(|o| o.chosen)
            .map_or(written, |o| &o.text)
            .to_owned();
        PrintedValue::Choice {
            chosen,
            options,
            count: self.count(field),
        }
    }

    /// 件数 next to a choice: as written, else as counted.
    pub(super) fn count(&self, field: &Field<'a>) -> Option<String> {
        let form = self.assessment.form;
        let children = form.children(Some(field.item)).iter();
        let counter = children
            .map(|c| &form.items[*c])
            .find(|item| item.kind == ItemKind::Count)?;
        if let Some(Value::Count(text, _)) =
            self.assessment.at(&counter.id, &field.at).map(|f| &f.value)
        {
            return Some(text.text.clone());
        }
        let list = counter.counts.as_deref().map(|id| id_at(id, &field.at));
        let entries = list.map_or(0, |id| self.assessment.entries(&id));
        Some(if entries == 0 {
            String::new()
        } else {
            entries.to_string()
        })
    }

    pub(super) fn figure(&self, field: &Field<'a>) -> Figure {
        let texts = |id: &str| match self
            .assessment
            .item(&format!("{}.{id}", field.id))
            .map(|f| &f.value)
        {
            Some(Value::Texts(texts)) => texts.iter().map(|t| t.text.trim().to_owned()).collect(),
            _ => Vec::new(),
        };
        let images = match &field.value {
            Value::Pictures(paths) => paths.iter().map(|p| p.text.trim().to_owned()).collect(),
            _ => Vec::new(),
        };
        let flows: Vec<Flow> = (1..=self.assessment.entries(&format!("{}.flows", field.id)))
            .map(|n| {
                let anchor = format!("{}.flows[{n}]", field.id);
                let part = |id: &str| {
                    self.assessment
                        .text(&format!("{anchor}.{id}"))
                        .unwrap_or("")
                        .trim()
                        .to_owned()
                };
                Flow {
                    number: part("number"),
                    from: part("from"),
                    to: part("to"),
                    information: part("information"),
                    specific: part("specific"),
                    means: part("means"),
                    anchor,
                }
            })
            .collect();
        let mut actors: Vec<String> = texts("actors");
        if actors.is_empty() {
            // Not listed yet: those that have their lane are drawn, as those are that the flows name.
            let placed = Flows::of(self.assessment).placed.into_iter();
            actors = placed
                .map(|(_, name)| name.text.trim().to_owned())
                .collect();
            actors.dedup();
        }
        let drawing = drawing::draw(&actors, &flows, &Names::of(self.assessment));
        Figure {
            images,
            actors,
            flows,
            drawing: drawing.map(Box::new),
        }
    }
}

pub(super) fn text_value(text: &str) -> PrintedValue {
    let blocks = rich::read(text);
    if blocks.is_empty() {
        PrintedValue::Blank
    } else {
        PrintedValue::Text { blocks }
    }
}

pub(super) fn period_text(period: &Period) -> String {
    let text = |s: &Option<&Scalar>| s.map(|s| s.text.trim().to_owned()).unwrap_or_default();
    match period {
        Period::Text(text) => text.text.clone(),
        Period::Ends(start, None) => text(start),
        Period::Ends(start, end) => format!("{}から{}まで", text(start), text(end)),
    }
}

/// All boxes of the form, ticked or not; what is ticked and no option comes after them.
pub(super) fn checks(definition: &Item, value: &Value) -> Vec<CheckOption> {
    let ticked: &[Checked] = match value {
        Value::Checks(checks) => checks,
        _ => &[],
    };
    let detail = |checked: &Checked| checked.detail.map_or(Vec::new(), |d| rich::read(&d.text));
    let known = definition.options.iter().enumerate().map(|(i, option)| {
        let here: Vec<&Checked> = ticked.iter().filter(|c| c.option == Some(i)).collect();
        CheckOption {
            text: option.text.clone(),
            checked: !here.is_empty(),
            slot: option.slot,
            unit: if definition.counts_of.contains_key(&option.text) {
                "件".into()
            } else {
                String::new()
            },
            detail: here.iter().flat_map(|c| detail(c)).collect(),
        }
    });
    let unknown = ticked
        .iter()
        .filter(|c| c.option.is_none())
        .map(|c| CheckOption {
            text: c.text.text.clone(),
            checked: true,
            slot: c.detail.is_some(),
            unit: String::new(),
            detail: detail(c),
        });
    known.chain(unknown).collect()
}

pub(super) fn table_value(table: &Table) -> PrintedValue {
    match table {
        Table::Markdown(text) => text_value(&text.text),
        Table::Rows(rows) => PrintedValue::Table(table::of_rows(rows)),
    }
}
