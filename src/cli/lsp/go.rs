//! Where what is named stands, and where it is named: rows of 別添３, exceptions, running text, names, the record of the
//! review.

mod companions;
mod mentions;

use std::ops::Range;

use super::found::Target;
use super::item::{key_at, text_at};
use super::mention::Reader;
use super::names::{DECLARED_IN, Names, declared};
use super::snapshot::Snapshot;
use crate::assessment::Assessment;
use crate::assessment::field::FieldId;
use crate::lint::suppress::items_named;
use crate::source::Span;
use crate::yaml::Scalar;

/// 項目 of a row of 別添３.
const ROW: &str = "changes[].item";

/// 項目 of an entry of 検査の例外.
const EXCEPTION: &str = "exceptions[].item";

/// Where what is named at a place stands.
pub(super) fn definition(snapshot: &Snapshot, offset: usize) -> Vec<Target> {
    let assessment = snapshot.assessment;
    let elsewhere = companions::definition(snapshot, offset);
    if !elsewhere.is_empty() {
        return elsewhere;
    }
    let mut fields = named_at(snapshot, offset);
    if fields.is_empty() {
        fields.extend(item_at(assessment, offset));
    }
    targets(fields.into_iter().map(|field| place_of(assessment, field)))
}

/// Where what stands, or is named, at a place is named.
pub(super) fn references(
    snapshot: &Snapshot,
    offset: usize,
    with_declaration: bool,
) -> Vec<Target> {
    let assessment = snapshot.assessment;
    let mut fields = named_at(snapshot, offset);
    if fields.is_empty() {
        fields.extend(item_at(assessment, offset));
    }
    // An entry and its name have one address.
    let is_name = |field: FieldId| {
        let id = &assessment.definition(&assessment.fields[field]).id;
        DECLARED_IN.iter().any(|(declared, _)| declared == id)
    };
    let entries: Vec<FieldId> = fields
        .iter()
        .filter(|field| is_name(**field))
        .filter_map(|field| assessment.fields[*field].parent)
        .collect();
    let names = fields.iter().flat_map(|field| assessment.children(*field));
    let names: Vec<FieldId> = names.copied().filter(|field| is_name(*field)).collect();
    fields.extend(entries.into_iter().chain(names));
    fields.sort_unstable();
    fields.dedup();
    if fields.is_empty() {
        return Vec::new();
    }
    let mut spans = mentions::places(snapshot, &fields);
    if with_declaration {
        let items = fields.iter().filter(|field| {
            let parent = assessment.fields[**field].parent;
            !parent.is_some_and(|parent| fields.contains(&parent))
        });
        spans.extend(items.map(|field| place_of(assessment, *field)));
    }
    let mut found = targets(spans.into_iter());
    found.extend(companions::references(snapshot, &fields));
    found
}

/// Places of this document, in its order.
fn targets(spans: impl Iterator<Item = Span>) -> Vec<Target> {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    spans.dedup();
    let target = |span| Target { read: None, span };
    spans.into_iter().map(target).collect()
}

/// The item whose key or value stands at a place.
fn item_at(assessment: &Assessment, offset: usize) -> Option<FieldId> {
    let key = key_at(assessment, offset).map(|(field, _)| field);
    key.or_else(|| Some(text_at(assessment, offset)?.0))
}

/// The items that the words at a place name.
fn named_at(snapshot: &Snapshot, offset: usize) -> Vec<FieldId> {
    let assessment = snapshot.assessment;
    let Some((field, text)) = text_at(assessment, offset) else {
        return Vec::new();
    };
    if key_at(assessment, offset).is_some_and(|(of_key, _)| of_key != field) {
        return Vec::new();
    }
    let at = Request {
        snapshot,
        text,
        offset,
    };
    match assessment.definition(&assessment.fields[field]).id.as_str() {
        EXCEPTION => {
            let id = items_named(assessment, &[&text.text]).into_iter().flatten();
            id.filter_map(|id| assessment.find(&id)).collect()
        }
        ROW => {
            let found = Reader::of(assessment).rows.read(&text.text);
            let here = found.iter().filter(|r| at.is_in(&r.words));
            let here: Vec<FieldId> = here.flat_map(|r| r.places.iter().copied()).collect();
            let all = || {
                found
                    .iter()
                    .flat_map(|r| r.places.iter().copied())
                    .collect()
            };
            // Between the references, all of them are meant.
            if here.is_empty() { all() } else { here }
        }
        _ => {
            let reader = Reader::of(assessment);
            let mut found = reader.items(field, &text.text);
            let declared = declared(assessment);
            found.extend(reader.names(&Names::of(&declared), field, &text.text));
            let here = found.into_iter().find(|mention| at.is_in(&mention.words));
            here.map_or(Vec::new(), |mention| mention.fields)
        }
    }
}

/// A place in a text that was asked about.
struct Request<'s> {
    snapshot: &'s Snapshot<'s>,
    text: &'s Scalar,
    offset: usize,
}

impl Request<'_> {
    /// Whether it lies in a part of the text.
    fn is_in(&self, words: &Range<usize>) -> bool {
        let span = self.text.place(self.snapshot.source, words.clone());
        span.start <= self.offset && self.offset <= span.end
    }
}

/// Where one goes to see an item: its key; of an entry its first key. What is not written stands where it would be.
fn place_of(assessment: &Assessment, field: FieldId) -> Span {
    let key = |field: FieldId| assessment.fields[field].key;
    let around = std::iter::successors(Some(field), |field| assessment.fields[*field].parent);
    let mut written = around.filter_map(|field| {
        let own = &assessment.fields[field];
        let first = || {
            let below = assessment.children(field).iter();
            below.filter_map(|child| key(*child)).min()
        };
        let is_there = !own.span.range().is_empty();
        own.key
            .or_else(first)
            .or_else(|| is_there.then_some(own.span))
    });
    written.next().unwrap_or_else(|| assessment.head())
}
