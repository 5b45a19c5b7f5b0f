//! That a changed file says what the file said, with the change made on it, and nothing else.

use super::tree::{Delta, Tree};
use super::{Change, Unchangeable, meant};
use crate::assessment::Assessment;
use crate::assessment::problem::Problem;
use crate::assessment::value::Value;
use crate::source::{Source, Span};
use crate::yaml::{Comment, Document};

/// Whether a file is another with a change: the same keys and texts in the same order but for that, the same comments but
/// for those of what was taken out, and nothing mistyped or unread that was not so before.
pub(super) fn is_changed_so(
    (old_source, old): (&Source, &Document),
    (delta, taken): (&Delta, &[Span]),
    (new_source, new): (&Source, &Document),
) -> bool {
    let is_clean = new.typos.len() <= old.typos.len()
        && new.problems.len() <= old.problems.len()
        && new.unread.len() <= old.unread.len();
    let is_kept = |comment: &&Comment| {
        let is_in = |span: &Span| span.start <= comment.span.start && comment.span.start < span.end;
        !taken.iter().any(is_in)
    };
    is_clean
        && words(old_source, old.comments.iter().filter(is_kept))
            == words(new_source, new.comments.iter())
        && delta.on(&old.root) == Tree::of(&new.root)
}

fn words<'a>(source: &'a Source, comments: impl Iterator<Item = &'a Comment>) -> Vec<&'a str> {
    let words = comments.map(|comment| source.slice(comment.span).trim_end());
    let mut words: Vec<&str> = words.collect();
    words.sort_unstable();
    words
}

/// That an item of a file says after a change what it was to say, seen through the form, and that nothing has left the form.
///
/// # Errors
/// Says what stands in the way.
pub(super) fn is_done(
    before: &Assessment,
    after: &Assessment,
    change: &Change,
) -> Result<(), Unchangeable> {
    let id = change.id();
    let is_done = match change {
        Change::Set { text, .. } => {
            let text = meant(text);
            let wanted: Vec<&str> = Some(&*text)
                .filter(|text| !text.is_empty())
                .into_iter()
                .collect();
            reads(after, id, &wanted)
        }
        Change::Texts { texts, .. } => {
            let texts: Vec<_> = texts.iter().map(|text| meant(text)).collect();
            let wanted = texts
                .iter()
                .map(|text| &**text)
                .filter(|text| !text.is_empty());
            reads(after, id, &wanted.collect::<Vec<_>>())
        }
        Change::Tick { option, on, .. } => is_ticked(after, id, option) == *on,
        Change::Rows { .. } => true,
        Change::Add { .. } => after.entries(id) == before.entries(id) + 1,
        Change::Remove { .. } => after.entries(id) + 1 == before.entries(id),
        Change::Move { .. } => after.entries(id) == before.entries(id),
    };
    let is_copy = matches!(
        change,
        Change::Add {
            copy_of: Some(_),
            ..
        }
    );
    if is_done && (is_copy || after.outside_the_form() <= before.outside_the_form()) {
        return Ok(());
    }
    let item = before.item(id).map(|field| field.item);
    let twice = before.problems.iter().find_map(|problem| match problem {
        Problem::DuplicateKey {
            item: own, second, ..
        } if Some(*own) == item => Some(*second),
        _ => None,
    });
    let place = before.item(id).map_or(before.head(), |field| field.place());
    Err(twice.map_or(Unchangeable::Layout(place), Unchangeable::Twice))
}

/// Whether an item is read as some texts. What is written there and can't be read as a value of the item is a finding.
fn reads(after: &Assessment, id: &str, wanted: &[&str]) -> bool {
    let Some(field) = after.item(id) else {
        return wanted.is_empty();
    };
    let texts = field.value.texts();
    let is_unread = matches!(field.value, Value::Blank) && !field.blank;
    is_unread && !wanted.is_empty()
        || texts
            .iter()
            .map(|text| text.text.as_str())
            .eq(wanted.iter().copied())
}

fn is_ticked(after: &Assessment, id: &str, option: &str) -> bool {
    let Some(Value::Checks(checks)) = after.item(id).map(|field| &field.value) else {
        return false;
    };
    let item = &after.form.items[after.item(id).map_or(0.into(), |field| field.item)];
    let meant = crate::assessment::options::find(item, option);
    checks.iter().any(|check| match meant {
        Some(_) => check.option == meant,
        None => check.text.text.trim() == option.trim(),
    })
}
