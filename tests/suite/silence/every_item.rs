//! Every item with values of every shape: what the form has no room for is reported, all else is on the page.

use std::collections::BTreeMap;

use hyokasho::assessment::{self, Assessment};
use hyokasho::document::render::html;
use hyokasho::document::view;
use hyokasho::form::{Form, ItemId};
use hyokasho::lint::engine::check_text;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::{Diagnostic, Severity, Stage};
use hyokasho::source::lang::Lang;
use rayon::prelude::*;

use crate::conform::form;

/// What may be written for an item (見出し), for the first below it (小見出し), after a heading that is printed among
/// those (中見出し), and for an entry by its number (番号2).
const SHAPES: [&str; 13] = [
    "見出し: |\n  余り一\n  余り二\n",
    "見出し:\n  - 余り一\n  - 余り二\n",
    "見出し:\n  - - 余り一\n  - 余り二: い\n",
    "見出し:\n  余り一: い\n  い:\n    - 余り二\n",
    "見出し:\n  選択: 余り一\n  内容: 余り二\n",
    "見出し:\n  見出し: 余り一\n",
    "見出し:\n  見出し:\n    - 余り一\n",
    "見出し: 余り一\n見出し: 余り二\n",
    "見出し:\n  小見出し: 余り一\n  小見出し: 余り二\n",
    "見出し:\n  中見出し: 余り一\n",
    "見出し:\n  - 小見出し: い\n    中見出し: 余り一\n",
    "見出し:\n  - 小見出し: い\n番号2:\n  小見出し: 余り一\n",
    "見出し:\n番号1:\n  小見出し: 余り一\n番号2:\n  小見出し: 余り二\n",
];

/// Items that are not printed.
const NOT_PRINTED: &str = "exceptions[]";

#[test]
fn values_of_every_shape_are_read_or_reported() {
    let form = form();
    let is_printed = |item: &ItemId| !form.items[*item].id.starts_with(NOT_PRINTED);
    let items: Vec<ItemId> = form.items.keys().filter(is_printed).collect();
    let silent: Vec<String> = items
        .into_par_iter()
        .flat_map_iter(|item| SHAPES.iter().filter_map(move |s| silent(form, item, s)))
        .collect();
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

/// The text of which a part is neither on the page nor reported.
fn silent(form: &Form, item: ItemId, shape: &str) -> Option<String> {
    let value = written(form, item, shape)?;
    let text = format!("様式: 全項目評価書\n版: 平成30年5月\n{value}");
    let source = Source::new("a.yaml", text.as_str());
    let speaks = |d: &Diagnostic| {
        let line = source.line(source.line_of(d.primary.span.start));
        d.severity >= Severity::Warning && (d.code.starts_with(['S', 'Y']) || line.contains("余り"))
    };
    let found = check_text(&source, Stage::Draft, Lang::Ja);
    if found.iter().any(speaks) {
        return None;
    }
    let document = assessment::read(&source);
    let read = Assessment::open(&source, &document, Stage::Draft).ok()?;
    let view = view::build(&read);
    let page = html::render(&view, &BTreeMap::new(), html::Templates::embedded());
    let page = page.expect("the page can be made");
    let lost = ["余り一", "余り二"].map(|word| text.contains(word) && !page.contains(word));
    lost.contains(&true).then_some(text)
}

/// A shape as an item's value, below all that the item lies in; none where the item has no such parts.
fn written(form: &Form, item: ItemId, shape: &str) -> Option<String> {
    let children = || form.children(Some(item)).iter().map(|i| &form.items[*i]);
    let mut value = shape.to_owned();
    let mut put = |name: &str, word: Option<&str>| {
        let missing = word.is_none() && value.contains(name);
        value = value.replace(name, word.unwrap_or_default());
        (!missing).then_some(())
    };
    put(
        "中見出し",
        children().find_map(|c| c.heading_before.as_deref()),
    )?;
    put("小見出し", children().next().map(|c| c.key.as_str()))?;
    put("見出し", Some(&form.items[item].key))?;
    let entry = form.items[item].entry.as_deref();
    for n in ["1", "2"] {
        let numbered = entry.map(|entry| entry.replace("{n}", n));
        put(&format!("番号{n}"), numbered.as_deref())?;
    }
    let mut inner = item;
    while let Some(above) = form.parent(inner) {
        let (first, others) = match form.items[above].is_list() {
            true => ("  - ", "    "),
            false => ("  ", "  "),
        };
        let lines = value.lines().enumerate();
        let lines = lines.map(|(n, line)| [if n == 0 { first } else { others }, line].concat());
        let lines: Vec<_> = lines.collect();
        value = format!("{}:\n{}\n", form.items[above].key, lines.join("\n"));
        inner = above;
    }
    Some(value)
}
