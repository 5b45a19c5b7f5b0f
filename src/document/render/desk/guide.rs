//! What is known of an item, for who fills it in: no word of it speaks of YAML.

use serde::Serialize;

use crate::assessment::example;
use crate::form::guide::Guide;
use crate::form::{Choice, Form, ItemId, ItemKind};
use crate::lint::rules::about;
use crate::source::lang::Lang;

/// What the page says of an item besides what belongs there.
#[derive(Debug, Default, Serialize)]
pub(super) struct Known {
    when: String,
    significant: &'static str,
    options: Vec<String>,
    examples: Vec<String>,
    basis: &'static str,
    rules: Vec<(&'static str, String)>,
}

/// What is known of an item by its id; of one that the form does not have, nothing.
pub(super) fn of(form: &'static Form, item: &str) -> Known {
    let Some(id) = form.find(item) else {
        return Known::default();
    };
    let guide = form.guide(id);
    Known {
        when: guide.when(Lang::Ja),
        significant: match guide.is_significant() {
            true => {
                "変えるときは「重要な変更」に当たるかを検討します。当たるときは、原則として事前に評価を再実施します。"
            }
            false => "",
        },
        options: options(guide),
        examples: example(form, id).into_iter().collect(),
        basis: guide.basis().map_or("", |(article, _)| article),
        rules: about::rules(form, id)
            .into_iter()
            .map(|rule| (rule.code, rule.doc().title))
            .collect(),
    }
}

/// The options in the words of the form.
fn options(guide: Guide) -> Vec<String> {
    let worded = |choice: &Choice| match choice.slot {
        true => format!("{}（　　）", choice.text),
        false => choice.text.clone(),
    };
    guide.choices().iter().map(worded).collect()
}

/// What an invented office wrote there, as the box would show it; of what is no text, nothing.
fn example(form: &'static Form, item: ItemId) -> Option<String> {
    let kind = form.items[item].kind;
    let is_text = matches!(
        kind,
        ItemKind::Text | ItemKind::TextText | ItemKind::Date | ItemKind::Period
    );
    let yaml = example::of(form, item).filter(|_| is_text)?;
    let (first, rest) = yaml.split_once('\n').unwrap_or((yaml, ""));
    let (_, first) = first.split_once(':')?;
    let first = first.trim().trim_matches(['|', '"']);
    let lines = rest.lines().map(|line| {
        let line = line.trim_start();
        let own = line.strip_prefix("内容: ");
        own.unwrap_or(line)
            .trim_end_matches(" |")
            .trim_start_matches('|')
    });
    let lines = std::iter::once(first).chain(lines);
    let lines: Vec<&str> = lines
        .map(|line| match line {
            "# …" => "…",
            line => line,
        })
        .filter(|line| !line.is_empty())
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// What a new assessment begins with, by the names that the page gives them.
#[derive(Debug, Serialize)]
pub(super) struct Asked {
    agency: Item,
    office: Item,
    people: Item,
    handlers: Item,
    incidents: Item,
    number: Item,
    department: Item,
    head: Item,
    system: Item,
    file: Item,
    start: Item,
}

#[derive(Debug, Default, Serialize)]
struct Item {
    help: &'static str,
    options: Vec<String>,
}

/// The items of the form that are asked for at the beginning.
pub(super) fn asked(form: &'static Form) -> Asked {
    let item = |id: &str| match form.find(id) {
        Some(id) => Item {
            help: form.guide(id).help(),
            options: options(form.guide(id)),
        },
        None => Item::default(),
    };
    Asked {
        agency: item("cover.agency"),
        office: item("basic.office.name"),
        people: item("basic.office.people_count"),
        handlers: item("premises.handlers"),
        incidents: item("premises.incidents"),
        number: item("cover.number"),
        department: item("basic.department.name"),
        head: item("basic.department.head_title"),
        system: item("basic.systems[].name"),
        file: item("files[].name"),
        start: item("files[].overview.basics.holding_start"),
    }
}
