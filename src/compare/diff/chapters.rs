//! The chapters of the form, and which of them changes belong to.

use typed_index_collections::TiSlice;

use super::ChangeId;
use super::change::Change;
use crate::assessment::Assessment;
use crate::form::{Chapter, Form, Item, Layout};

/// The chapter that prints an item, by its place among the form's chapters.
pub(super) fn chapter(form: &Form, item: &Item) -> Option<usize> {
    let lies_in = |outer: &str, inner: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let mut chapters = form.chapters.iter();
    chapters.position(|chapter| {
        let whole_file = lies_in(&item.id, &chapter.item);
        lies_in(&chapter.item, &item.id) || item.printed_in.contains(&chapter.item) || whole_file
    })
}

/// What the chapters are called, as 項目一覧 prints it.
pub(super) fn labels(form: &Form) -> Vec<String> {
    form.chapters.iter().map(|c| label(form, c)).collect()
}

fn label(form: &Form, chapter: &Chapter) -> String {
    let item = form
        .find(&chapter.item)
        .map(|item| form.items[item].label.clone());
    chapter.contents.clone().or(item).unwrap_or_default()
}

/// The chapters that hold none of the changes.
pub(super) fn unchanged(new: &Assessment, changes: &TiSlice<ChangeId, Change>) -> Vec<String> {
    let form = new.form;
    // A whole file has several chapters.
    let whole_file = |chapter: &Chapter| {
        let of_file = |c: &Change| chapter.item.starts_with(&format!("{}.", c.item.id));
        changes.iter().any(of_file)
    };
    let chapters = form.chapters.iter().enumerate().filter(|(n, chapter)| {
        let written = |item| new.fields.iter().any(|f| f.item == item && !f.blank);
        let is_compared = chapter.layout != Layout::Changes;
        is_compared
            && form.find(&chapter.item).is_some_and(written)
            && !changes.iter().any(|c| c.chapter == Some(*n))
            && !whole_file(chapter)
    });
    chapters.map(|(_, chapter)| label(form, chapter)).collect()
}
