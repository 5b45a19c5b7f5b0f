//! What can be changed in an assessment, and how each change becomes the smallest edit of its text.
//!
//! A change names its item as [`super::field::Field::id`] does: `files[1].name`. All bytes that it does not concern stay:
//! comments, order, line breaks, indentation, the quotes of neighbours. What comes out is read again, and kept only if it
//! is the old tree with the change made on it.

mod edit;
mod page;
mod plan;
mod proof;
mod render;
mod said;
mod tree;

use std::borrow::Cow;

use serde::Deserialize;

use super::{Assessment, read};
use crate::source::diagnostic::{Edit, Stage};
use crate::source::{Source, Span};
use crate::yaml;
use edit::Manner;

pub use tree::Tree;

/// A change of an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// The text of an item: a text, a date, a count, a choice, `○`, a period, a Markdown table, the path of a picture.
    /// A blank text clears it; its key stays.
    Set {
        /// The item.
        id: String,
        /// Its text.
        text: String,
    },
    /// A box of an item with boxes.
    Tick {
        /// The item.
        id: String,
        /// The words of the option, or those of a box that the file has and the form does not.
        option: String,
        /// Whether it is ticked.
        on: bool,
        /// What is written in its slot; none leaves what stands there.
        #[serde(default)]
        detail: Option<String>,
    },
    /// The texts of a list of texts, or the paths of several pictures: all of them.
    Texts {
        /// The list.
        id: String,
        /// Its texts; those that are blank are left out.
        texts: Vec<String>,
    },
    /// The rows of a table, all of them: the text of each column by its name. For a list of entries with nothing but
    /// single texts (別添３), by the keys of the form.
    Rows {
        /// The table.
        id: String,
        /// Its rows.
        rows: Vec<Vec<(String, String)>>,
    },
    /// A new entry of a list.
    Add {
        /// The list.
        id: String,
        /// The number of the entry after which it comes; 0 for the first place.
        after: usize,
        /// The entry whose copy it is; none for a blank one.
        #[serde(default)]
        copy_of: Option<usize>,
    },
    /// An entry of a list taken out, with the comments that are about it.
    Remove {
        /// The list.
        id: String,
        /// Its number, from 1.
        entry: usize,
    },
    /// An entry of a list in another place.
    Move {
        /// The list.
        id: String,
        /// Its number.
        from: usize,
        /// The number that it has then.
        to: usize,
    },
}

impl Change {
    /// The item that is changed.
    pub fn id(&self) -> &str {
        match self {
            Change::Set { id, .. }
            | Change::Tick { id, .. }
            | Change::Texts { id, .. }
            | Change::Rows { id, .. }
            | Change::Add { id, .. }
            | Change::Remove { id, .. }
            | Change::Move { id, .. } => id,
        }
    }
}

/// A file after a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Its text.
    pub text: String,
    /// What was done to the text before, in its order; nothing where the file says so already.
    pub edits: Vec<Edit>,
}

/// Why a change was not made. The file is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unchangeable {
    /// The file is no assessment of a form that we have.
    NoForm,
    /// The form has no such item.
    NoSuchItem,
    /// The list has no such entry.
    NoSuchEntry {
        /// How many it has.
        entries: usize,
    },
    /// The item has no such option.
    NoSuchOption,
    /// The form prints no （　） after the option.
    NoSlot,
    /// Such a change is not one of this kind of item.
    OtherKind,
    /// A row has a text without a column, or two of one column; or the list has no such column.
    Columns,
    /// What stands there has another shape than the form's, which has to be put right first.
    Shape(Span),
    /// Entries of the list are written without their `- `.
    NoDashes(Span),
    /// A period is written as one text, or the figure as a picture: what is below it can't be written beside that.
    InItsPlace(Span),
    /// The item is written twice.
    Twice(Span),
    /// A part of the file can't be read; the item may stand there.
    Unread(Span),
    /// What stands there is laid out in a way in which it can't be changed without a doubt.
    Layout(Span),
}

/// A file with a change made.
///
/// # Errors
/// Says why it can't be made without a doubt.
pub fn change(source: &Source, change: &Change) -> Result<Changed, Unchangeable> {
    let document = read(source);
    let opened = Assessment::open(source, &document, Stage::Draft);
    change_of(&opened.map_err(|_| Unchangeable::NoForm)?, change)
}

/// A file that is open already, with a change made.
///
/// # Errors
/// As [`change`].
pub fn change_of(opened: &Assessment, change: &Change) -> Result<Changed, Unchangeable> {
    let (source, document) = (opened.source, opened.document);
    let delta = plan::plan(opened, change)?;
    if delta.is_same(&document.root) {
        return Ok(Changed {
            text: source.text().to_owned(),
            edits: Vec::new(),
        });
    }
    let page = page::Page::of(source, document);
    let mut refusal = None;
    for manner in [Manner::AsBefore, Manner::Anew, Manner::Quoted] {
        let Some(edits) = edit::edits(&page, &delta, manner) else {
            continue;
        };
        let text = yaml::edit::apply(source.text(), &edits.all).text;
        let new_source = Source::new(source.name(), text.as_str());
        let new = read(&new_source);
        let (old, made) = ((source, document), (&delta, edits.taken.as_slice()));
        if !proof::is_changed_so(old, made, (&new_source, &new)) {
            continue;
        }
        let after = Assessment::over(opened.form, &new_source, &new, opened.stage);
        match proof::is_done(opened, &after, change) {
            Ok(()) => {
                let edits = edits.all;
                return Ok(Changed { text, edits });
            }
            Err(why) => refusal = Some(why),
        }
    }
    let place = opened.item(change.id()).map(|field| field.place());
    let place = place.unwrap_or_else(|| opened.head());
    Err(refusal.unwrap_or(Unchangeable::Layout(place)))
}

/// A text as it is meant: its lines end with line feeds, and what is blank before and after it is none of it. Blanks
/// before its first word are.
fn meant(text: &str) -> Cow<'_, str> {
    let fed: Cow<str> = match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n").into(),
        false => text.into(),
    };
    let end = fed.trim_end().len();
    let mut start = 0;
    while let Some(feed) = fed[start..end].find('\n')
        && fed[start..start + feed].trim().is_empty()
    {
        start += feed + 1;
    }
    match fed {
        Cow::Borrowed(text) => text[start..end].into(),
        Cow::Owned(text) => text[start..end].to_owned().into(),
    }
}

#[cfg(test)]
mod tests;
