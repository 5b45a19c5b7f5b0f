//! A form as a JSON Schema (draft-07), for editors that know YAML but not us: completion, hover and the coarse mistakes.
//!
//! The schema takes what the reader of assessments takes, as far as a schema can say it: keys with their printed number
//! are known, but not offered. What it reports, `check` reports too; `check` reports far more.

mod json;
mod pattern;

use self::json::{Json, array, entries, object};
use super::guide::Guide;
use super::{Choice, Form, Item, ItemId, ItemKind};
use crate::source::lang::Lang;

/// The schema of a form, as the text of a file.
pub fn schema(form: &Form) -> String {
    let title = format!("{}（{}）", form.kind, form.edition);
    let definitions = form
        .guides()
        .map(|guide| (name(guide.item()), definition(form, guide)));
    let mut root = vec![
        (
            "$schema",
            Json::text("http://json-schema.org/draft-07/schema#"),
        ),
        ("title", Json::Text(title)),
        ("description", Json::text(&form.title)),
    ];
    root.extend(group(form, None, &[]));
    // Without them nobody knows which form it is.
    let named = ["form", "edition"].into_iter();
    let named = named.filter_map(|id| Some(Json::text(&form.items[form.find(id)?].key)));
    root.push(("required", Json::List(named.collect())));
    root.push(("definitions", Json::Object(definitions.collect())));
    object(root).written()
}

/// What an item is called among the definitions: brackets have no place in a reference.
fn name(item: &Item) -> String {
    item.id.replace("[]", "")
}

/// An item with its words and its shape.
fn definition(form: &Form, guide: Guide) -> Json {
    let mut fields = vec![
        ("title", Json::Text(heading(guide))),
        ("description", Json::text(guide.help())),
        ("markdownDescription", Json::Text(described(guide))),
    ];
    fields.extend(shape(form, guide));
    object(fields)
}

/// The address and the label of the form: what a key alone does not say.
fn heading(guide: Guide) -> String {
    let mark = if guide.is_significant() { "　※" } else { "" };
    format!("{}{mark}", guide.name())
}

fn described(guide: Guide) -> String {
    let mut text = format!(
        "{}\n\n- いつ書くか: {}\n- 書き方: {}",
        guide.help(),
        guide.when(Lang::Ja),
        guide.shape(Lang::Ja)
    );
    let choices: Vec<&str> = guide.choices().iter().map(|c| c.text.as_str()).collect();
    if !choices.is_empty() && guide.item().kind != ItemKind::Check {
        text.push_str(&format!("\n- 選択肢: {}", choices.join(" ／ ")));
    }
    text
}

type Fields = Vec<(&'static str, Json)>;

fn shape(form: &Form, guide: Guide) -> Fields {
    let item = guide.item();
    match item.kind {
        ItemKind::Text => text(),
        ItemKind::Count => {
            let mut fields = types(&["integer", "string", "null"]);
            fields.extend(pattern::matching(
                pattern::COUNT,
                "件数を数字で書いてください。",
            ));
            fields
        }
        ItemKind::Date => date(),
        ItemKind::Check => {
            let mut fields = types(&["string", "null"]);
            fields.push(("default", Json::text("○")));
            fields.extend(pattern::matching(
                pattern::CHECK,
                "該当するときは「○」を書き、しないときは空欄にしてください。",
            ));
            fields
        }
        ItemKind::Choice => one_of(item),
        ItemKind::ChoiceText => {
            let own = (
                "選択",
                own_text(one_of(item), "選択肢の文字を一つ書きます。"),
            );
            any_of(vec![
                object(one_of(item)),
                object(map(form, guide.id(), &[own])),
            ])
        }
        ItemKind::TextText => {
            let own = ("内容", own_text(text(), "文を書きます。"));
            any_of(vec![object(text()), object(map(form, guide.id(), &[own]))])
        }
        ItemKind::Checks => checks(item),
        ItemKind::Period => any_of(vec![
            object(map(form, guide.id(), &[])),
            object(types(&["string", "null"])),
        ]),
        ItemKind::List => list(form, guide),
        ItemKind::Table => table(),
        ItemKind::Figure => any_of(vec![
            object(map(form, guide.id(), &[])),
            array(object(text())),
            object(types(&["string", "null"])),
        ]),
        ItemKind::Map => or_blank(map(form, guide.id(), &[])),
    }
}

/// A text as other readers of YAML type it, or nothing yet.
fn text() -> Fields {
    types(&["string", "number", "boolean", "null"])
}

/// What the key of an item's own value holds. Without words of its own an editor would show those of the item twice.
fn own_text(shape: Fields, says: &str) -> Json {
    let mut fields = vec![("description", Json::text(says))];
    fields.extend(shape);
    object(fields)
}

fn one_of(item: &Item) -> Fields {
    vec![("enum", options(item))]
}

/// A shape whose type may as well be nothing yet. In a choice of shapes only one may be so: an editor shows the words of
/// all that fit.
fn or_blank(shape: Fields) -> Fields {
    let or_null = |(field, json): (&'static str, Json)| match (field, json) {
        ("type", json) => ("type", Json::List(vec![json, Json::text("null")])),
        other => other,
    };
    shape.into_iter().map(or_null).collect()
}

fn types(names: &[&str]) -> Fields {
    vec![(
        "type",
        Json::List(names.iter().map(|name| Json::text(name)).collect()),
    )]
}

fn any_of(shapes: Vec<Json>) -> Fields {
    vec![("anyOf", Json::List(shapes))]
}

fn date() -> Fields {
    let mut fields = types(&["string", "number", "null"]);
    fields.extend(pattern::matching(
        pattern::DATE,
        "日付を「令和7年4月21日」の形で書いてください。",
    ));
    fields
}

/// The words of the options, and nothing for what is still blank. An edition is a number to other readers of YAML.
fn options(item: &Item) -> Json {
    let mut options = Vec::new();
    for choice in &item.options {
        options.push(Json::text(&choice.text));
        options.extend(choice.text.parse().ok().map(Json::Number));
    }
    options.push(Json::Null);
    Json::List(options)
}

/// A list of options; one with room for words or a number as a key with it.
fn checks(item: &Item) -> Fields {
    let words = item.options.iter().map(|choice| Json::text(&choice.text));
    let words = Json::List(words.collect());
    let mut one = vec![object(vec![("enum", words)])];
    let slots = item.options.iter().filter(|choice| choice.slot);
    let slot = |choice: &Choice| (choice.text.clone(), object(text()));
    let slots: Vec<(String, Json)> = slots.map(slot).collect();
    if !slots.is_empty() {
        one.push(object(vec![
            ("type", Json::text("object")),
            ("properties", Json::Object(slots)),
            ("additionalProperties", Json::Bool(false)),
        ]));
    }
    one.push(object(vec![("type", Json::text("null"))]));
    any_of(vec![array(object(any_of(one))), object(one_of(item))])
}

fn list(form: &Form, guide: Guide) -> Fields {
    let item = guide.item();
    if guide.below().next().is_none() {
        return any_of(vec![
            array(object(text())),
            object(types(&["string", "number", "null"])),
        ]);
    }
    let entry = or_blank(map(form, guide.id(), &[]));
    let entry = match item.plain_list {
        Some(_) => any_of(vec![object(entry), object(types(&["string", "number"]))]),
        None => entry,
    };
    match item.plain {
        Some(_) => any_of(vec![
            array(object(entry)),
            object(types(&["string", "null"])),
        ]),
        None => or_blank(entries(object(entry))),
    }
}

/// Rows with columns of their own, or a table of Markdown.
fn table() -> Fields {
    let mut row = types(&["object", "null"]);
    row.push(("additionalProperties", object(text())));
    any_of(vec![array(object(row)), object(types(&["string", "null"]))])
}

/// What lies below an item.
fn map(form: &Form, item: ItemId, own: &[(&str, Json)]) -> Fields {
    group(form, Some(item), own)
}

/// The items below one, or the outermost, in the order of the form.
fn group(form: &Form, above: Option<ItemId>, own: &[(&str, Json)]) -> Fields {
    let below = || form.children(above).iter().map(|item| &form.items[*item]);
    let of_item = |item: &Item| {
        let name = format!("#/definitions/{}", name(item));
        object(vec![("$ref", Json::Text(name))])
    };
    let own = own
        .iter()
        .map(|(key, json)| ((*key).to_owned(), json.clone()));
    let properties = own.chain(below().map(|item| (item.key.clone(), of_item(item))));
    let others = below().map(|item| (pattern::other_keys(item), of_item(item)));
    vec![
        ("type", Json::text("object")),
        ("properties", Json::Object(properties.collect())),
        ("patternProperties", Json::Object(others.collect())),
        ("additionalProperties", Json::Bool(false)),
    ]
}
