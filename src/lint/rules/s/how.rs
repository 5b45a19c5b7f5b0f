//! How an item is written, for who has written nothing there yet.

use super::in_brackets;
use crate::assessment::field::FieldId;
use crate::form::{ItemKind, guide};
use crate::lint::rules::Context;
use crate::source::lang::{Lang, say};

/// The keys, the shape and the options of an item; nothing for a plain text, and for who has a workbook and no YAML. Where
/// the key of its own value stands there already, only that is to be filled in.
pub(super) fn how(cx: &Context, field: FieldId) -> Option<String> {
    let has_own = cx.field(field).own_key.is_some();
    let item = cx.assessment.form.guide(cx.field(field).item);
    let is_plain = matches!(item.item().kind, ItemKind::Text | ItemKind::Count);
    if is_plain || cx.assessment.source.origin().is_some() {
        return None;
    }
    let is_choice = !matches!(item.item().kind, ItemKind::Check);
    let options = item.choices().iter().filter(|_| is_choice);
    let options = in_brackets(options.map(|choice| choice.text.as_str()));
    let own = item.own_shape(cx.lang).filter(|_| has_own);
    let shape = own.unwrap_or_else(|| item.shape(cx.lang));
    Some(words(cx.lang, &guide::in_brackets(&shape), &options))
}

/// The same of the boxes below an item of which at least one is ticked: the first shape holds for all of them.
pub(super) fn how_below(cx: &Context, field: FieldId) -> String {
    let item = cx.assessment.form.guide(cx.field(field).item);
    if cx.assessment.source.origin().is_some() {
        return String::new();
    }
    let shape = item.below().next().map(|first| first.shape(cx.lang));
    let shape = guide::in_brackets(&shape.unwrap_or_default());
    let boxes = item.below().map(|below| {
        let options = below.choices().iter().map(|choice| choice.text.as_str());
        boxes(cx.lang, below.key(), &in_brackets(options))
    });
    std::iter::once(shape).chain(boxes).collect()
}

fn words(lang: Lang, shape: &str, options: &str) -> String {
    if options.is_empty() {
        return shape.to_owned();
    }
    say!(
        lang,
        "{shape}選択肢は{options}です。",
        "{shape} The options are {options}."
    )
}

fn boxes(lang: Lang, key: &str, options: &str) -> String {
    say!(
        lang,
        "「{key}:」の選択肢は{options}です。",
        " The options of 「{key}:」 are {options}."
    )
}
