//! That an arranged file says what the file said.

use super::place::{Place, Placed};
use crate::form::Form;
use crate::source::{Source, Span};
use crate::yaml::{Comment, Content, Document, Entry, Node};

/// Whether a file says what another does: the same texts below the same keys, in the same order but for that of the keys
/// of the form, and the same comments.
pub(super) fn says_the_same(form: &Form, old: &Document, new: &Document) -> bool {
    let comments = |document: &Document| -> Vec<String> {
        let comments = document.comments.iter();
        let mut comments: Vec<String> = comments.map(|c| c.text.trim_end().to_owned()).collect();
        comments.sort_unstable();
        comments
    };
    new.is_as_clean_as(old)
        && comments(old) == comments(new)
        && same(form, Place::Group(None), &old.root, &new.root)
}

fn same(form: &Form, place: Place, old: &Node, new: &Node) -> bool {
    match (&old.content, &new.content) {
        (Content::Blank, Content::Blank) => true,
        (Content::Scalar(old), Content::Scalar(new)) => old.text == new.text,
        (Content::Map(old), Content::Map(new)) => {
            let (old, new) = (sorted(form, place, old), sorted(form, place, new));
            let is_same = |(old, new): (&Keyed, &Keyed)| {
                let place = old.placed.value;
                old.key() == new.key()
                    && place == new.placed.value
                    && same(form, place, &old.entry.value, &new.entry.value)
            };
            old.len() == new.len() && old.iter().zip(&new).all(is_same)
        }
        (Content::Seq(old), Content::Seq(new)) => {
            let mut pairs = old.iter().zip(new);
            old.len() == new.len() && pairs.all(|(a, b)| same(form, place.entry(), a, b))
        }
        _ => false,
    }
}

/// An entry of a map with its place in the form.
struct Keyed<'f, 'e> {
    placed: Placed<'f>,
    entry: &'e Entry,
}

impl Keyed<'_, '_> {
    /// The key as the form spells it.
    fn key(&self) -> &str {
        self.placed.key.unwrap_or(&self.entry.key.text)
    }
}

fn sorted<'f, 'e>(form: &'f Form, place: Place, entries: &'e [Entry]) -> Vec<Keyed<'f, 'e>> {
    let placed = place.entries(form, entries).into_iter();
    let keyed = placed.zip(entries);
    let mut keyed: Vec<_> = keyed
        .map(|(placed, entry)| Keyed { placed, entry })
        .collect();
    keyed.sort_by_key(|keyed| keyed.placed.rank);
    keyed
}

/// Whether a part of a file holds nothing but words, comments and the signs between them: what was taken for neither
/// would be lost.
pub(super) fn is_all(source: &Source, body: Span, words: &[Span], comments: &[Comment]) -> bool {
    let comments = comments.iter().map(|comment| comment.span);
    let mut known: Vec<Span> = words.iter().copied().chain(comments).collect();
    known.sort_unstable();
    let is_sign = |c: char| c.is_ascii_whitespace() || "-:,[]{}".contains(c);
    let mut at = body.start;
    let mut gaps = Vec::new();
    for span in known {
        gaps.push(Span::new(at, span.start.min(body.end)));
        at = at.max(span.end);
    }
    gaps.push(Span::new(at, body.end));
    gaps.iter()
        .all(|gap| source.slice(*gap).chars().all(is_sign))
}
