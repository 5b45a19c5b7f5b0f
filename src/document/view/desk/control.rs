//! What can be written in a box, with what is written there.

use super::model::{Choice, Control, Figure, Tick};
use crate::assessment::Assessment;
use crate::assessment::field::{Field, id_at};
use crate::assessment::value::{Checked, Period, Table, Value};
use crate::document::view::build::Builder;
use crate::form::{Item, ItemKind};
use crate::japanese::dates::{self, Reading};
use crate::source::outward;
use crate::yaml::{Node, Scalar};

/// The control of a field.
pub(super) fn control(assessment: &Assessment, field: &Field) -> Control {
    let definition = assessment.definition(field);
    if is_unread(field, definition) {
        let text = assessment.source.slice(field.span).trim_end();
        return Control::Raw {
            text: outward::text(text),
        };
    }
    let written = || written(&field.value);
    match definition.kind {
        ItemKind::Map => Control::Heading,
        ItemKind::Text | ItemKind::TextText => Control::Text {
            value: written(),
            block: definition.block,
        },
        ItemKind::Date => Control::Date {
            read: understood(&field.value),
            value: written(),
            to_the_day: definition.to_the_day,
        },
        ItemKind::Count => Control::Count {
            value: written(),
            counted: counted(assessment, definition, field),
        },
        ItemKind::Choice | ItemKind::ChoiceText => choice(definition, &field.value),
        ItemKind::Checks => checks(definition, &field.value),
        ItemKind::Check => Control::Check {
            on: matches!(field.value, Value::Check(_)),
        },
        ItemKind::Period => period(&field.value),
        ItemKind::Table => table(&field.value),
        ItemKind::Figure => pictures(field),
        ItemKind::List => list(assessment, definition, field),
    }
}

/// What stands in an item as its box shows it; none where the assessment has no such item.
pub fn text_of(assessment: &Assessment, item: &str) -> Option<String> {
    let field = assessment.item(item)?;
    let texts = field.value.texts();
    let lines = texts.iter().map(|text| text.text.trim_end());
    let shown = match field.value {
        Value::Group | Value::Entries(_) => assessment.source.slice(field.span).to_owned(),
        _ => lines.collect::<Vec<_>>().join("\n"),
    };
    Some(shown)
}

/// The drawing of 別添１.
pub(super) fn drawing(assessment: &Assessment, field: &Field) -> Control {
    let figure = Builder { assessment }.figure(field);
    Control::Drawing {
        figure: Figure {
            drawing: figure.drawing,
            pictures: figure.images,
        },
    }
}

/// Whether something stands there that its item can't hold.
fn is_unread(field: &Field, definition: &Item) -> bool {
    let of_nothing = matches!(field.value, Value::Blank) && !field.blank;
    match definition.kind {
        ItemKind::ChoiceText | ItemKind::TextText | ItemKind::Figure | ItemKind::Period => false,
        ItemKind::Map => false,
        ItemKind::Table => of_nothing || !is_even(&field.value),
        _ => of_nothing,
    }
}

/// The words of a value without the line break at their end.
fn written(value: &Value) -> String {
    let text = value.text().map_or("", |text| text.text.as_str());
    text.trim_end_matches(['\n', '\r']).to_owned()
}

/// A date as it is understood, as far as that is not what is written: 令和8年4月20日（月）, 月曜日.
fn understood(value: &Value) -> String {
    let Value::Date(text, Reading::Date(date)) = value else {
        return String::new();
    };
    let (words, weekday) = match date.month_only {
        true => {
            let month = date.day.month();
            (format!("{}{month}月", dates::written_year(date.day)), "")
        }
        false => (dates::written(date.day), weekday(date.day)),
    };
    match (text.text.trim() == words, weekday) {
        (true, "") => String::new(),
        (true, weekday) => format!("{weekday}曜日"),
        (false, "") => words,
        (false, weekday) => format!("{words}（{weekday}）"),
    }
}

fn weekday(day: jiff::civil::Date) -> &'static str {
    use jiff::civil::Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    match day.weekday() {
        Monday => "月",
        Tuesday => "火",
        Wednesday => "水",
        Thursday => "木",
        Friday => "金",
        Saturday => "土",
        Sunday => "日",
    }
}

/// How many entries the list has that an item counts.
fn counted(assessment: &Assessment, definition: &Item, field: &Field) -> Option<usize> {
    let list = definition.counts.as_ref()?;
    Some(assessment.entries(&id_at(list, &field.at)))
}

fn choice(definition: &Item, value: &Value) -> Control {
    let (text, place) = match value {
        Value::Choice { text, option } => (text.text.trim(), *option),
        _ => ("", None),
    };
    let options = definition.options.iter().enumerate();
    let options = options.map(|(n, option)| Choice {
        number: n + 1,
        text: option.text.clone(),
        on: place == Some(n),
    });
    Control::Choice {
        options: options.collect(),
        other: place.map_or(text, |_| "").to_owned(),
    }
}

fn checks(definition: &Item, value: &Value) -> Control {
    let ticked: &[Checked] = match value {
        Value::Checks(ticked) => ticked,
        _ => &[],
    };
    let detail = |checked: &Checked| {
        let detail = checked.detail.map_or("", |text| text.text.as_str());
        detail.trim_end_matches(['\n', '\r']).to_owned()
    };
    let options = definition.options.iter().enumerate();
    let options = options.map(|(n, option)| {
        let here = ticked.iter().find(|checked| checked.option == Some(n));
        Tick {
            text: option.text.clone(),
            on: here.is_some(),
            slot: option.slot || here.is_some_and(|checked| checked.detail.is_some()),
            unit: match definition.counts_of.contains_key(&option.text) {
                true => "件",
                false => "",
            },
            detail: here.map_or(String::new(), detail),
            exclusive: definition.exclusive.contains(&option.text),
        }
    });
    let others = ticked.iter().filter(|checked| checked.option.is_none());
    let others = others.map(|checked| Tick {
        text: checked.text.text.clone(),
        on: true,
        slot: checked.detail.is_some(),
        unit: "",
        detail: detail(checked),
        exclusive: false,
    });
    Control::Checks {
        options: options.collect(),
        others: others.collect(),
    }
}

fn period(value: &Value) -> Control {
    let (value, days) = match value {
        Value::Period(period) => {
            let text = match period {
                Period::Text(text) => text.text.trim_end().to_owned(),
                Period::Ends(..) => String::new(),
            };
            let days = period.days();
            (
                text,
                days.map(|(first, last)| dates::days_inclusive(first, last)),
            )
        }
        _ => (String::new(), None),
    };
    Control::Period { value, days }
}

fn pictures(field: &Field) -> Control {
    let values = match &field.value {
        Value::Pictures(paths) => texts(paths),
        _ if field.blank => Vec::new(),
        _ => return Control::Heading,
    };
    Control::Texts {
        values,
        noun: "図の画像ファイル".to_owned(),
    }
}

fn texts(texts: &[&Scalar]) -> Vec<String> {
    let lines = texts.iter();
    lines
        .map(|text| text.text.trim_end_matches(['\n', '\r']).to_owned())
        .collect()
}

fn list(assessment: &Assessment, definition: &Item, field: &Field) -> Control {
    if assessment.form.children(Some(field.item)).is_empty() {
        let values = match &field.value {
            Value::Texts(values) => texts(values),
            _ => Vec::new(),
        };
        return Control::Texts {
            values,
            noun: definition.key.clone(),
        };
    }
    let noun = definition.entry.as_deref().unwrap_or(&definition.key);
    Control::Group {
        noun: noun.replace("{n}", ""),
        count: assessment.entries(&field.id),
        most: definition.most,
    }
}

/// Whether all cells of a table are texts.
fn is_even(value: &Value) -> bool {
    let Value::Table(Table::Rows(rows)) = value else {
        return true;
    };
    let mut cells = rows.iter().flatten();
    cells.all(|(_, node)| node.is_blank() || node.scalar().is_some())
}

fn table(value: &Value) -> Control {
    match value {
        Value::Table(Table::Rows(rows)) => of_rows(rows),
        Value::Table(Table::Markdown(text)) => match of_markdown(&text.text) {
            Some((columns, rows)) => Control::Table {
                columns,
                rows,
                markdown: true,
            },
            None => Control::Text {
                value: text.text.trim_end().to_owned(),
                block: true,
            },
        },
        _ => Control::Table {
            columns: Vec::new(),
            rows: Vec::new(),
            markdown: false,
        },
    }
}

fn of_rows(rows: &[Vec<(&Scalar, &Node)>]) -> Control {
    let mut columns: Vec<String> = Vec::new();
    for (key, _) in rows.iter().flatten() {
        if !columns.contains(&key.text) {
            columns.push(key.text.clone());
        }
    }
    let cell = |row: &[(&Scalar, &Node)], column: &String| {
        let mut cells = row.iter().filter(|(key, _)| key.text == *column);
        let text = cells.next().and_then(|(_, node)| node.scalar());
        let text = text.map_or("", |text| text.text.as_str());
        text.trim_end_matches(['\n', '\r']).to_owned()
    };
    let rows = rows.iter();
    let rows = rows.map(|row| columns.iter().map(|column| cell(row, column)).collect());
    Control::Table {
        rows: rows.collect(),
        columns,
        markdown: false,
    }
}

type Grid = (Vec<String>, Vec<Vec<String>>);

/// A text that is one plain table of Markdown and nothing else, so that it can be written again from its cells.
fn of_markdown(text: &str) -> Option<Grid> {
    let cells = |line: &str| -> Option<Vec<String>> {
        let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
        (!inner.contains('\\')).then(|| inner.split('|').map(|c| c.trim().to_owned()).collect())
    };
    let mut lines = text.trim_end().lines();
    let columns = cells(lines.next()?)?;
    let rule = cells(lines.next()?)?;
    let is_rule = |cell: &String| !cell.is_empty() && cell.chars().all(|c| c == '-');
    if rule.len() != columns.len() || !rule.iter().all(is_rule) {
        return None;
    }
    let rows: Option<Vec<Vec<String>>> = lines.map(cells).collect();
    let rows = rows?;
    rows.iter()
        .all(|row| row.len() == columns.len())
        .then_some((columns, rows))
}
