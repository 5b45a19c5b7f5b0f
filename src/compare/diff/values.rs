//! What differs in the value of one item.

use std::collections::HashMap;

use super::change::{Content, Detail};
use super::formal::same_but_for_form;
use super::printed::{self, Tick};
use super::table::{self, Grid};
use super::text::TextDiff;
use crate::assessment::Assessment;
use crate::assessment::field::Field;
use crate::assessment::value::Value;
use crate::form::{Item, ItemKind};
use crate::japanese::dates::Reading;
use crate::japanese::listing;
use crate::japanese::notation::{fold, is_none_mark};

/// An item in one of the versions; none where the entry or the edition does not have it.
pub(super) struct Side<'d, 'a> {
    pub(super) assessment: &'d Assessment<'a>,
    pub(super) field: Option<&'d Field<'a>>,
    /// What is printed there.
    pub(super) text: String,
}

impl<'d, 'a> Side<'d, 'a> {
    pub(super) fn new(assessment: &'d Assessment<'a>, field: Option<&'d Field<'a>>) -> Self {
        let text = field.map_or(String::new(), |f| printed::text(assessment, f));
        Side {
            assessment,
            field,
            text,
        }
    }

    fn ticks(&self) -> Vec<Tick> {
        self.field
            .map_or_else(Vec::new, |f| printed::ticks(self.assessment, f))
    }

    fn counts_its_list(&self) -> bool {
        self.field
            .is_none_or(|f| printed::counts_its_list(self.assessment, f))
    }

    /// ④ of the fourth flow.
    fn is_running_number(&self) -> bool {
        self.text.chars().all(char::is_numeric) && self.text.chars().count() <= 3
    }
}

/// 別添２ 本文, a listing rather than prose.
const RECORDED_ITEMS: &str = "files[].records[].text";

/// What differs in the value, and whether it is nothing but form.
pub(super) fn content(item: &Item, old: &Side, new: &Side) -> (Content, bool) {
    let (before, after) = (old.text.as_str(), new.text.as_str());
    let text = || {
        let paragraphs = TextDiff::new(before, after);
        let formal = only_form(old, new, &paragraphs);
        let paragraphs = paragraphs.judged(formal);
        (Content::Text { paragraphs }, formal)
    };
    match item.kind {
        ItemKind::Choice | ItemKind::ChoiceText | ItemKind::Check | ItemKind::Count => {
            let formal = same_but_for_form(before) == same_but_for_form(after);
            (Content::Choice, formal)
        }
        ItemKind::Checks => checks(&old.ticks(), &new.ticks()),
        ItemKind::List => items(before.lines().collect(), after.lines().collect()),
        ItemKind::Table => match (old.field.and_then(Grid::of), new.field.and_then(Grid::of)) {
            (Some(old), Some(new)) => table::compare(&old, &new),
            _ => text(),
        },
        _ if item.id == RECORDED_ITEMS => {
            let (before, after) = (listing::parts(before), listing::parts(after));
            if before.len().max(after.len()) > 1 {
                items(before, after)
            } else {
                text()
            }
        }
        _ => text(),
    }
}

/// Whether a change follows from other changes: it counts entries, repeats names, or numbers an entry.
pub(super) fn follows(item: &Item, content: &Content, old: &Side, new: &Side) -> bool {
    if let (Some(before), Some(after)) = (old.field, new.field)
        && before.at.last() != after.at.last()
        && old.is_running_number()
        && new.is_running_number()
    {
        return true;
    }
    let counted = match content {
        Content::Checks {
            added,
            removed,
            details,
        } => {
            let mut options = details.iter().map(|d| &d.option);
            added.is_empty()
                && removed.is_empty()
                && options.all(|option| item.counts_of.contains_key(option))
        }
        _ => item.counts.is_some() || item.same_as.is_some(),
    };
    counted && old.counts_its_list() && new.counts_its_list()
}

/// Whether a choice or a number is the same, however written: options are printed as the form spells them.
pub(super) fn same_choice(item: &Item, old: &Side, new: &Side) -> bool {
    let by_meaning = !item.options.is_empty() || item.kind == ItemKind::Count;
    by_meaning && fold(&old.text) == fold(&new.text)
}

fn only_form(old: &Side, new: &Side, paragraphs: &TextDiff) -> bool {
    let none = |side: &Side| side.text.is_empty() || is_none_mark(&side.text);
    match (old.field.map(|f| &f.value), new.field.map(|f| &f.value)) {
        (Some(Value::Date(_, Reading::Date(a))), Some(Value::Date(_, Reading::Date(b)))) => a == b,
        (Some(Value::Period(a)), Some(Value::Period(b))) if a.days().is_some() => {
            a.days() == b.days()
        }
        _ if none(old) || none(new) => none(old) && none(new),
        _ => paragraphs.is_formal(),
    }
}

fn checks(old: &[Tick], new: &[Tick]) -> (Content, bool) {
    let same = |a: &Tick, b: &Tick| fold(&a.option) == fold(&b.option);
    let missing = |from: &[Tick], of: &[Tick]| -> Vec<String> {
        let missing = of
            .iter()
            .filter(|tick| !from.iter().any(|other| same(other, tick)));
        missing.map(Tick::words).collect()
    };
    let (added, removed) = (missing(old, new), missing(new, old));
    let mut details = Vec::new();
    let mut formal = added.is_empty() && removed.is_empty();
    for after in new {
        let Some(before) = old.iter().find(|tick| same(tick, after)) else {
            continue;
        };
        if before.detail != after.detail {
            let paragraphs = TextDiff::new(&before.detail, &after.detail);
            formal &= paragraphs.is_formal();
            details.push(Detail {
                option: after.option.clone(),
                paragraphs,
            });
        }
    }
    let content = Content::Checks {
        added,
        removed,
        details,
    };
    (content, formal)
}

/// Things listed without an order, each as often as it is there.
fn items(old: Vec<&str>, new: Vec<&str>) -> (Content, bool) {
    let missing = |from: &[&str], of: &[&str]| -> Vec<String> {
        let mut counts = HashMap::new();
        for item in from {
            *counts.entry(same_but_for_form(item)).or_insert(0_usize) += 1;
        }
        let mut missing = Vec::new();
        for item in of {
            match counts.get_mut(&same_but_for_form(item)) {
                Some(count) if *count > 0 => *count -= 1,
                _ => missing.push(item.trim().to_owned()),
            }
        }
        missing
    };
    let (added, removed) = (missing(&old, &new), missing(&new, &old));
    let formal = added.is_empty() && removed.is_empty();
    (Content::Items { added, removed }, formal)
}
