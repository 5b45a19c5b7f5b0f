//! What is known to have changed since the version before, for rules that look for places that still say the old.

use std::ops::Range;

use super::Context;
use crate::assessment::Assessment;
use crate::assessment::field::outer;
use crate::assessment::value::Value;
use crate::assets::lists::former::{AFTER, BEFORE_OFFICES, TITLES_OF_TODAY};
use crate::compare::changelog::base::{Base, Former};
use crate::compare::diff::Change;
use crate::lint::rules::OwnText;
use crate::source::Span;

/// The version before, where there is one.
pub(super) fn former<'a>(cx: &Context<'a>) -> Option<&'a Former> {
    match &cx.inputs.base {
        Some(Base::Former(former)) => Some(former),
        _ => None,
    }
}

/// The texts that speak of today: not 別添３, nor what records how the version came about or what was held once.
pub(super) fn own_texts<'c, 'a>(
    cx: &Context<'a>,
) -> impl Iterator<Item = (&'a str, &'a OwnText<'a>)> + use<'c, 'a> {
    let (facts, assessment) = (cx.facts, cx.assessment);
    let texts = facts.words.iter().filter(|text| !text.repeats);
    texts.filter_map(move |text| {
        let id = assessment.fields[text.field].id.as_str();
        let is_record = id.starts_with("procedure")
            || id.starts_with("changes")
            || id.starts_with("annexes") && !is_of_today(assessment, id);
        (!is_record).then_some((id, text))
    })
}

/// Whether a 別紙 says by its title what is planned or what there is.
fn is_of_today(assessment: &Assessment, id: &str) -> bool {
    let entry = outer(id).find(|outer| outer.ends_with(']'));
    let title = entry.and_then(|entry| assessment.text(&format!("{entry}.title")));
    title.is_some_and(|title| TITLES_OF_TODAY.iter().any(|word| title.contains(word)))
}

/// Where a change can be seen in the new version: some of its words, else its item, else what it was in.
pub(super) fn changed_at(cx: &Context, change: &Change, words: Option<&str>) -> Span {
    let found = outer(change.id()).collect::<Vec<_>>();
    let field = found
        .into_iter()
        .rev()
        .find_map(|id| cx.assessment.item(id));
    let Some(field) = field else {
        return cx.assessment.head();
    };
    if let Value::Text(said) = field.value
        && let Some(words) = words
        && let Some(at) = said.text.find(words)
    {
        return cx.words(said, at..at + words.len());
    }
    match &field.value {
        Value::Text(said) if field.id == change.id() => said.span,
        Value::Choice { text, .. } => text.span,
        _ => field.head(),
    }
}

/// How a message names what changed; of an entry that came or went, the list that it is of.
pub(super) fn list_name(cx: &Context, change: &Change) -> String {
    let list = change
        .id()
        .strip_suffix(']')
        .and_then(|id| id.rsplit_once('['));
    let list = list.map_or_else(String::new, |(list, _)| super::name(cx, list));
    if list.is_empty() { change.name() } else { list }
}

/// Whether words are said to be former ones: 「旧図書課」, 「図書課（現文化課）」, 「図書課から文化課へ」.
pub(super) fn is_called_former(text: &str, range: &Range<usize>, new: Option<&str>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let handed_on = || {
        let rest = after.strip_prefix("から").unwrap_or_default();
        new.is_some_and(|new| rest.trim_start_matches(['、', '「']).starts_with(new))
    };
    BEFORE_OFFICES.iter().any(|word| before.ends_with(word))
        || AFTER.iter().any(|word| after.starts_with(word))
        || handed_on()
}

/// The id of an item of the form without the numbers of entries.
pub(super) fn pattern(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    let mut inside = false;
    for c in id.chars() {
        if c == ']' {
            inside = false;
        }
        if !inside {
            out.push(c);
        }
        if c == '[' {
            inside = true;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_without_numbers() {
        assert_eq!(
            pattern("files[2].overview.entrustment.items[13].name"),
            "files[].overview.entrustment.items[].name"
        );
    }
}
