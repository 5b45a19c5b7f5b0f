//! What an item says as printed, for comparison and for 別添３.

use super::table::Grid;
use crate::assessment::Assessment;
use crate::assessment::field::{Field, id_at};
use crate::assessment::value::{Checked, Period, Table, Value};
use crate::form::{Item, ItemKind};
use crate::yaml::Scalar;

/// The text of an item; empty where nothing is written and nothing is printed either.
pub(super) fn text(assessment: &Assessment, field: &Field) -> String {
    let definition = assessment.definition(field);
    match &field.value {
        Value::Text(text) | Value::Date(text, _) => text.text.trim_end().to_owned(),
        Value::Choice { text, option } => match option.and_then(|o| definition.options.get(o)) {
            Some(option) => option.text.clone(),
            None => text.text.trim().to_owned(),
        },
        Value::Checks(_) => ticks(assessment, field)
            .iter()
            .map(Tick::words)
            .collect::<Vec<_>>()
            .join("\n"),
        Value::Check(_) => "○".into(),
        Value::Count(text, _) => text.text.trim().to_owned(),
        Value::Period(period) => of_period(period),
        Value::Texts(texts) | Value::Pictures(texts) if !texts.is_empty() => lines(texts),
        // Rows with keys and a Markdown table of the same cells are the same table.
        Value::Table(table) => match (Grid::of(field), table) {
            (Some(grid), _) => grid.text(),
            (None, Table::Markdown(text)) => text.text.trim_end().to_owned(),
            (None, Table::Rows(_)) => String::new(),
        },
        _ => derived(assessment, field, definition),
    }
}

fn lines(texts: &[&Scalar]) -> String {
    let lines: Vec<&str> = texts.iter().map(|t| t.text.trim()).collect();
    lines.join("\n")
}

fn of_period(period: &Period) -> String {
    let text = |s: &Option<&Scalar>| s.map(|s| s.text.trim().to_owned()).unwrap_or_default();
    match period {
        Period::Text(text) => text.text.trim().to_owned(),
        Period::Ends(start, None) => text(start),
        Period::Ends(start, end) => format!("{}から{}まで", text(start), text(end)),
    }
}

/// What is printed where nothing is written: a fixed text, a count, the texts of other items.
pub(super) fn derived(assessment: &Assessment, field: &Field, definition: &Item) -> String {
    if let Some(list) = &definition.counts {
        return match assessment.entries(&id_at(list, &field.at)) {
            0 => String::new(),
            n => n.to_string(),
        };
    }
    if let Some(other) = &definition.same_as {
        let same = |f: &&Field| assessment.definition(f).id == *other;
        let texts = assessment.fields.iter().filter(same);
        let texts = texts.filter_map(|f| match f.value {
            Value::Text(text) => Some(text),
            _ => None,
        });
        return lines(&texts.collect::<Vec<_>>());
    }
    // The heading of a part that is not written at all prints no default.
    let above = field
        .parent
        .and_then(|parent| assessment.fields.get(parent));
    let default = definition
        .default
        .as_ref()
        .filter(|_| above.is_none_or(|f| !f.blank));
    default.cloned().unwrap_or_default()
}

/// A ticked box.
#[derive(Debug, PartialEq)]
pub(super) struct Tick {
    /// The words of the option.
    pub(super) option: String,
    /// What is in its slot.
    pub(super) detail: String,
    /// Whether the slot holds the number of entries of a list.
    pub(super) counted: bool,
}

impl Tick {
    /// その他（中間サーバー）
    pub(super) fn words(&self) -> String {
        match (self.detail.as_str(), self.counted) {
            ("", _) => self.option.clone(),
            (detail, false) => format!("{}（{detail}）", self.option),
            (detail, true) => format!("{}（{detail}件）", self.option),
        }
    }
}

/// The ticked boxes in the form's order.
pub(super) fn ticks(assessment: &Assessment, field: &Field) -> Vec<Tick> {
    let Value::Checks(checks) = &field.value else {
        return Vec::new();
    };
    let definition = assessment.definition(field);
    let mut sorted: Vec<&Checked> = checks.iter().collect();
    sorted.sort_by_key(|c| c.option.unwrap_or(usize::MAX));
    sorted
        .into_iter()
        .map(|checked| {
            let known = checked.option.and_then(|o| definition.options.get(o));
            let option = known
                .map_or(checked.text.text.trim(), |o| &o.text)
                .to_owned();
            let list = definition.counts_of.get(&option);
            let written = checked.detail.map(|d| d.text.trim().to_owned());
            let detail = written.or_else(|| {
                let entries = assessment.entries(&id_at(list?, &field.at));
                (entries > 0).then(|| entries.to_string())
            });
            Tick {
                counted: list.is_some(),
                detail: detail.unwrap_or_default(),
                option,
            }
        })
        .collect()
}

/// Whether a count says what the list says: then a change of it only follows from the list.
pub(super) fn counts_its_list(assessment: &Assessment, field: &Field) -> bool {
    let definition = assessment.definition(field);
    match &field.value {
        Value::Count(_, number) => {
            let list = definition.counts.as_deref().unwrap_or_default();
            *number == Some(assessment.entries(&id_at(list, &field.at)))
        }
        Value::Texts(texts) if definition.same_as.is_some() => {
            let blank = Field {
                value: Value::Blank,
                ..field.clone()
            };
            texts.is_empty() || lines(texts) == derived(assessment, &blank, definition)
        }
        Value::Checks(_) => ticks(assessment, field)
            .iter()
            .filter(|t| t.counted)
            .all(|tick| {
                let list = definition.counts_of.get(&tick.option);
                let entries = list.map_or(0, |list| assessment.entries(&id_at(list, &field.at)));
                tick.detail.is_empty() || tick.detail == entries.to_string()
            }),
        _ => true,
    }
}

/// Whether an item's value is text of the officer's own, which distinguishes entries.
pub(super) fn is_prose(kind: ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Text | ItemKind::TextText | ItemKind::List | ItemKind::Table
    )
}
