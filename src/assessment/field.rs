//! An item of the form as it is in one assessment.

use typed_index_collections::TiSlice;

use super::value::Value;
use crate::form::ItemId;
use crate::source::Span;
use crate::source::index::index_type;

index_type!(
    /// A field by its place in [`crate::assessment::Assessment::fields`].
    FieldId
);

/// An item with its place in the assessment and what is written there.
#[derive(Debug, Clone)]
pub struct Field<'a> {
    /// The item of the form.
    pub item: ItemId,
    /// The numbers of the entries it lies in, outermost first, from 1.
    pub at: Vec<usize>,
    /// Its id with those numbers: `files[1].overview.basics.kind`.
    pub id: String,
    /// The key, where it is written; for an entry of a list, none.
    pub key: Option<Span>,
    /// The key 選択 or 内容 in it, where that is written.
    pub own_key: Option<Span>,
    /// What is written, with everything below it; empty where nothing is.
    pub span: Span,
    /// Whether nothing is written here or below.
    pub blank: bool,
    /// The value.
    pub value: Value<'a>,
    /// The field above it.
    pub parent: Option<FieldId>,
}

impl Field<'_> {
    /// What to point at: the value, or the key where there is no value.
    pub fn place(&self) -> Span {
        if self.span.range().is_empty() {
            self.key.unwrap_or(self.span)
        } else {
            self.span
        }
    }

    /// What to point at of the item as a whole: its key, or what is written where it has none.
    pub fn head(&self) -> Span {
        self.key.unwrap_or_else(|| self.place())
    }
}

/// The items and entries below one at any depth.
pub(super) fn below<'s, 'a>(
    fields: &'s TiSlice<FieldId, Field<'a>>,
    above: FieldId,
) -> impl Iterator<Item = (FieldId, &'s Field<'a>)> + use<'s, 'a> {
    // They are right after it.
    from(fields, usize::from(above) + 1).take_while(move |(_, field)| field.parent >= Some(above))
}

/// The fields from a place on. Skipping those before one by one would make each walk over a part cost the whole.
pub fn from<'s, 'a>(
    fields: &'s TiSlice<FieldId, Field<'a>>,
    start: usize,
) -> impl Iterator<Item = (FieldId, &'s Field<'a>)> + use<'s, 'a> {
    let rest = fields.raw.get(start..).unwrap_or_default();
    let rest = rest.iter().enumerate();
    rest.map(move |(n, field)| (FieldId::from(start + n), field))
}

/// An id of the form data with the numbers of entries put in: `files[].name` and 2 give `files[2].name`.
/// A `[]` for which there is no number is dropped: it means the list itself.
pub fn id_at(pattern: &str, at: &[usize]) -> String {
    let mut out = String::with_capacity(pattern.len() + 4 * at.len());
    let mut numbers = at.iter();
    let mut rest = pattern;
    while let Some(place) = memchr::memchr(b'[', rest.as_bytes()) {
        out.push_str(&rest[..place]);
        if let Some(number) = numbers.next() {
            out.extend(["[", &number.to_string(), "]"]);
        }
        rest = &rest[place + "[]".len()..];
    }
    out.push_str(rest);
    out
}

/// Whether an item is another or lies below it, by their ids.
pub fn is_within(id: &str, outer: &str) -> bool {
    id.strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// The ids of an item and of all items above it, the outermost first.
pub fn outer(id: &str) -> impl Iterator<Item = &str> {
    let ends = id.char_indices().filter(|(_, c)| ['.', '['].contains(c));
    ends.map(|(at, _)| &id[..at]).chain([id])
}

#[cfg(test)]
mod tests {
    use super::id_at;

    #[test]
    fn numbers_fill_the_brackets_in_order() {
        assert_eq!(
            id_at("files[].records[].note", &[2, 103]),
            "files[2].records[103].note"
        );
        assert_eq!(id_at("files[].records[]", &[2]), "files[2].records");
        assert_eq!(id_at("basic.office", &[]), "basic.office");
    }
}
