//! What is taken over from an older assessment and goes against the answers of now is left out: a choice, a box, a list of
//! provisions. Sentences stay, each marked to be looked at: what the check finds in them is for a person to decide.

use std::collections::BTreeSet;

use super::{is_blank, is_doubt};
use crate::assessment::start::taken::Older;
use crate::assessment::start::{self, Answers, Guidance};
use crate::form::{Form, ItemKind};
use crate::lint::engine;
use crate::source::Source;
use crate::source::diagnostic::{Diagnostic, Severity, Stage};
use crate::source::lang::Lang;

/// What is left out may bring up something else.
const ROUNDS: usize = 4;

/// The text of a new assessment in which nothing that was taken over contradicts the answers in a word.
pub(super) fn document(
    form: &Form,
    answers: &Answers,
    older: Option<&Older>,
    guidance: Guidance,
    lang: Lang,
) -> String {
    let Some(older) = older else {
        return start::document(form, answers, None, guidance);
    };
    let found = |source: &Source| engine::check_text(source, Stage::Draft, lang);
    let in_it: Vec<Diagnostic> = found(older.assessment.source);
    // What is wrong in the older one itself is not of the answers' making.
    let is_its_own = |new: &Diagnostic| {
        let mut its_own = in_it.iter();
        its_own.any(|old| old.code == new.code && old.primary.item == new.primary.item)
    };
    let mut left = older.left.clone();
    let mut text = String::new();
    for _ in 0..ROUNDS {
        let older = Older {
            left: &left,
            ..*older
        };
        text = start::document(form, answers, Some(&older), guidance);
        let source = Source::new(older.name, text.as_str());
        let found = found(&source);
        let found = found.iter().filter(|found| !is_its_own(found));
        let more: BTreeSet<String> = found.flat_map(|found| contradicted(form, found)).collect();
        let before = left.len();
        left.extend(more);
        if left.len() == before {
            break;
        }
    }
    text
}

/// The items of a finding that are said in a word, if it is about such an item.
fn contradicted(form: &Form, found: &Diagnostic) -> Vec<String> {
    let is_other = is_blank(found) || is_doubt(found);
    let is_for_a_person =
        found.severity < Severity::Warning || !in_a_word(form, &found.primary.item);
    if is_other || is_for_a_person {
        return Vec::new();
    }
    let labels = found.all_places().chain(found.context());
    let items = labels.map(|label| label.item.clone());
    items.filter(|item| in_a_word(form, item)).collect()
}

/// Whether an item is a choice, a box or a list of provisions.
fn in_a_word(form: &Form, id: &str) -> bool {
    let Some(item) = form.find(&without_numbers(id)) else {
        return false;
    };
    let item = &form.items[item];
    let is_chosen = matches!(
        item.kind,
        ItemKind::Choice | ItemKind::ChoiceText | ItemKind::Checks | ItemKind::Check
    );
    is_chosen || item.id.ends_with("legal_basis")
}

/// `files[].name` for `files[2].name`
fn without_numbers(id: &str) -> String {
    let mut parts = id.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, part| {
        let rest = part.split_once(']').map_or("", |(_, rest)| rest);
        whole + "[]" + rest
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_entries_are_no_part_of_an_item() {
        assert_eq!(
            without_numbers("files[2].records[10].note"),
            "files[].records[].note"
        );
        assert_eq!(without_numbers("cover.number"), "cover.number");
    }
}
