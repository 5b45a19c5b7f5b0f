//! `schemas/guide/rules.tsv`: which rules speak of which items, seen at work in their own fixtures.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use hyokasho::assessment::change::Tree;
use hyokasho::assessment::put::put;
use hyokasho::assessment::{self, Assessment};
use hyokasho::config::settings::Settings;
use hyokasho::form::{ASSESSMENT, ItemId, ItemKind};
use hyokasho::lint::rules::{RULES, about};
use hyokasho::source::Source;
use hyokasho::source::diagnostic::{Diagnostic, Label, Role, Stage};
use hyokasho::source::lang::Lang;

use super::{forms, is_fresh};
use crate::rules;

/// The rules in whose fixtures an item is a place, by kind of form and rule.
type Seen = BTreeMap<(String, &'static str), BTreeSet<String>>;

/// The families that look at how a file is written, not at items: what is asked of an item by the form is known from it.
const OF_FORM: [char; 3] = ['Y', 'S', 'U'];

const HEAD: [&str; 2] = ["form", "edition"];

/// Texts in which nobody expects a rule that speaks of other items.
const ANY_TEXT: [&str; 2] = ["basic.reasons.benefits", "disclosure.inquiry.handling"];

/// Where each rule finds something in its own fixtures.
#[test]
fn the_rules_of_each_item_are_fresh() {
    let seen = std::cell::RefCell::new(Seen::new());
    rules::each("bad", |code, path, source, stage| {
        let rule = RULES.iter().find(|rule| rule.code == code).expect(code);
        if OF_FORM.contains(&code.chars().next().unwrap_or_default()) {
            return;
        }
        let document = assessment::read(source);
        let Ok(opened) = Assessment::open(source, &document, stage) else {
            return;
        };
        let found = of_rule(path, source, stage, code);
        let ids = items_of(&opened, &found, || {
            is_generic(path, &opened, &found, stage, code)
        });
        if !ids.is_empty() {
            let key = (opened.form.kind.clone(), rule.code);
            seen.borrow_mut().entry(key).or_default().extend(ids);
        }
    });
    let mut out = String::new();
    for ((kind, code), ids) in seen.into_inner() {
        let ids: Vec<String> = ids.into_iter().collect();
        _ = writeln!(out, "{kind}\t{code}\t{}", ids.join(" "));
    }
    is_fresh("schemas/guide/rules.tsv", &out);
}

/// The items of which findings speak. A rule that finds the same words in any text speaks of no item but those that it holds
/// against them.
fn items_of(
    opened: &Assessment,
    found: &[Diagnostic],
    is_generic: impl FnOnce() -> bool,
) -> BTreeSet<String> {
    let (mut texts, mut others) = (BTreeSet::new(), BTreeSet::new());
    for label in found
        .iter()
        .flat_map(|finding| std::iter::once(&finding.primary).chain(&finding.related))
    {
        let Some(item) = item_of(opened, label) else {
            continue;
        };
        let definition = &opened.form.items[item];
        let is_text = matches!(definition.kind, ItemKind::Text | ItemKind::TextText);
        // What nothing points at is said of the head of the file.
        if HEAD.contains(&definition.id.as_str()) {
            continue;
        }
        match is_text && label.role == Role::Place {
            true => texts.insert(definition.id.clone()),
            false => others.insert(definition.id.clone()),
        };
    }
    if !texts.is_empty() && is_generic() {
        return others.difference(&texts).cloned().collect();
    }
    texts.append(&mut others);
    texts
}

fn of_rule(path: &Path, source: &Source, stage: Stage, code: &str) -> Vec<Diagnostic> {
    let checked = rules::checked(path, source, stage, Lang::Ja, Settings::default());
    let mut found = checked.diagnostics;
    found.retain(|finding| finding.code == code);
    found
}

/// The item in which a label's words are written.
fn item_of(opened: &Assessment, label: &Label) -> Option<ItemId> {
    let field = opened.item(&label.item)?;
    Some(field.item)
}

/// Whether a rule finds the words of one of its first findings in any other text, too, be they copied or moved there.
fn is_generic(
    path: &Path,
    opened: &Assessment,
    found: &[Diagnostic],
    stage: Stage,
    code: &str,
) -> bool {
    let places = found.iter().map(|finding| finding.primary.item.as_str());
    let places = places.filter_map(|id| Some((id, opened.text(id)?)));
    let is_found_at = |(any, moved): (&str, String)| {
        let found = of_rule(path, &Source::new("moved.yaml", moved), stage, code);
        let labels = |finding: &Diagnostic| -> Vec<String> {
            let labels = std::iter::once(&finding.primary).chain(&finding.related);
            labels.map(|label| label.item.clone()).collect()
        };
        found.iter().flat_map(labels).any(|item| item == any)
    };
    places.take(3).any(|(id, text)| {
        let span = opened.item(id).expect("it has a text").span;
        let mut without = opened.source.text().to_owned();
        without.replace_range(span.range(), "");
        let moved = elsewhere(&Source::new("moved.yaml", without), id, text);
        let copied = elsewhere(opened.source, id, text);
        moved.into_iter().chain(copied).any(is_found_at)
    })
}

/// A document with a text in items where it means nothing in particular, each with the id of that item.
fn elsewhere(source: &Source, from: &str, text: &str) -> Vec<(&'static str, String)> {
    let put = |id| Some((id, put(source, id, &Tree::Text(text.into()))?));
    let mut all: Vec<(&str, String)> = ANY_TEXT.into_iter().filter_map(put).collect();
    let document = assessment::read(source);
    let Ok(opened) = Assessment::open(source, &document, Stage::Draft) else {
        return all;
    };
    let Some(file) = opened.item("files[1].overview").filter(|file| !file.blank) else {
        return all;
    };
    let column = source.position(file.span.start).column - 1;
    let quoted = serde_json::to_string(text).expect("JSON");
    let lines = [
        ("files[1].overview.remarks", format!("備考: {quoted}")),
        (
            "files[1].overview.storage.erasure",
            format!("特定個人情報の保管・消去: {{消去方法: {quoted}}}"),
        ),
    ];
    for (id, line) in lines {
        let section = id.strip_suffix(".erasure").unwrap_or(id);
        let is_free = opened.item(section).is_none_or(|item| item.key.is_none());
        if id != from && is_free {
            let mut more = source.text().to_owned();
            more.insert_str(file.span.start, &format!("{line}\n{}", " ".repeat(column)));
            all.push((id, more));
        }
    }
    all
}

/// What the form asks of an item is what the rules of family S hold it to.
#[test]
fn the_rules_of_the_form_speak_of_the_items_they_are_listed_at() {
    let form = forms()
        .into_iter()
        .find(|form| form.kind == ASSESSMENT)
        .expect("the form");
    let codes = |id: &str| -> Vec<&str> {
        let item = form.find(id).expect(id);
        about::rules(form, item)
            .into_iter()
            .map(|rule| rule.code)
            .collect()
    };
    // Each fixture of family S finds its code in an item where it is listed.
    rules::each("bad", |code, path, source, stage| {
        if !code.starts_with('S')
            || ["S001", "S002", "S003", "S016", "S023", "S025"].contains(&code)
        {
            return;
        }
        let document = assessment::read(source);
        let opened = Assessment::open(source, &document, stage).expect("a form");
        for finding in of_rule(path, source, stage, code) {
            let Some(item) = item_of(&opened, &finding.primary) else {
                continue;
            };
            // A table may be drawn in any text.
            if code == "S022" && opened.form.items[item].kind == ItemKind::Text {
                continue;
            }
            let listed = about::rules(opened.form, item);
            let id = &opened.form.items[item].id;
            assert!(
                listed.iter().any(|rule| rule.code == code),
                "{code} at {id}"
            );
        }
    });
    assert_eq!(
        codes("cover.special_notes")
            .iter()
            .filter(|c| c.starts_with('S'))
            .count(),
        0
    );
}
