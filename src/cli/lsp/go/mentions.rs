//! Where items are named in their own document.

use rustc_hash::FxHashMap;

use super::super::mention::Reader;
use super::super::names::{DECLARED_IN, Names, declared, texts_with_names};
use super::super::snapshot::Snapshot;
use super::{EXCEPTION, ROW};
use crate::assessment::field::{Field, FieldId, is_within};
use crate::assessment::resolve::Meaning;
use crate::compare::changelog::Reference;
use crate::source::Span;
use crate::yaml::Scalar;

/// The places that name some items or what is in them.
pub(super) fn places(snapshot: &Snapshot, wanted: &[FieldId]) -> Vec<Span> {
    let search = Search {
        snapshot,
        wanted,
        reader: Reader::of(snapshot.assessment),
    };
    let mut found = search.rows();
    found.extend(search.exceptions());
    found.extend(search.running_text());
    found.extend(search.names());
    found
}

struct Search<'s> {
    snapshot: &'s Snapshot<'s>,
    wanted: &'s [FieldId],
    reader: Reader<'s>,
}

impl<'s> Search<'s> {
    /// Whether an item is one that is wanted, or lies in one.
    fn is_wanted(&self, field: FieldId) -> bool {
        let fields = &self.snapshot.assessment.fields;
        let mut around = std::iter::successors(Some(field), |field| fields[*field].parent);
        around.any(|field| self.wanted.contains(&field))
    }

    /// The items of an id, with their texts.
    fn of_item(&self, id: &str) -> Vec<(FieldId, &'s Scalar)> {
        let assessment = self.snapshot.assessment;
        let Some(item) = assessment.form.find(id) else {
            return Vec::new();
        };
        let fields = assessment.fields.iter_enumerated();
        let own = fields.filter(|(_, field)| field.item == item);
        let texts =
            own.flat_map(|(id, field)| field.value.texts().into_iter().map(move |t| (id, t)));
        texts.collect()
    }

    fn rows(&self) -> Vec<Span> {
        let mut known: FxHashMap<&str, Vec<Reference>> = FxHashMap::default();
        let mut found = Vec::new();
        for (_, text) in self.of_item(ROW) {
            let read = || self.reader.rows.read(&text.text);
            let references = known.entry(text.text.as_str()).or_insert_with(read);
            for reference in references {
                // What is written of an item at other entries is not of this one.
                let is_item = matches!(reference.meaning, Meaning::Item(_));
                if is_item && reference.places.iter().any(|place| self.is_wanted(*place)) {
                    found.push(text.place(self.snapshot.source, reference.words.clone()));
                }
            }
        }
        found
    }

    fn exceptions(&self) -> Vec<Span> {
        let assessment = self.snapshot.assessment;
        let texts = self.of_item(EXCEPTION);
        let written: Vec<&str> = texts.iter().map(|(_, text)| text.text.as_str()).collect();
        let ids = crate::lint::suppress::items_named(assessment, &written);
        let pairs = texts.into_iter().zip(ids);
        let wanted = |id: &str| {
            let ids = self
                .wanted
                .iter()
                .map(|field| &assessment.fields[*field].id);
            ids.into_iter().any(|wanted| is_within(id, wanted))
        };
        let here = pairs.filter(|(_, id)| id.as_deref().is_some_and(wanted));
        here.map(|((_, text), _)| text.span).collect()
    }

    fn running_text(&self) -> Vec<Span> {
        let mut found = Vec::new();
        for (id, field) in self.snapshot.assessment.printed().iter_enumerated() {
            if self.is_record_of_changes(field) {
                continue;
            }
            for text in texts_with_names(&field.value) {
                for mention in self.reader.items(id, &text.text) {
                    if mention.fields.iter().any(|field| self.is_wanted(*field)) {
                        found.push(text.place(self.snapshot.source, mention.words));
                    }
                }
            }
        }
        found
    }

    /// 別添３ quotes what once was written; 別添２ names records.
    fn is_record_of_changes(&self, field: &Field) -> bool {
        let id = &self.snapshot.assessment.definition(field).id;
        id.starts_with("changes") || id.starts_with("files[].records")
    }

    /// Where the name of what is wanted is used.
    fn names(&self) -> Vec<Span> {
        let assessment = self.snapshot.assessment;
        let declared = declared(assessment);
        let own = declared
            .iter()
            .filter(|name| self.wanted.contains(&name.field));
        let own: Vec<&str> = own.map(|name| name.words).collect();
        if own.is_empty() {
            return Vec::new();
        }
        let names = Names::of(&declared);
        let is_declaration = |field: &Field| {
            let id = &assessment.definition(field).id;
            DECLARED_IN.iter().any(|(declared, _)| declared == id)
        };
        let mut found = Vec::new();
        for (id, field) in assessment.fields.iter_enumerated() {
            if is_declaration(field) && self.wanted.contains(&id) {
                continue;
            }
            for text in texts_with_names(&field.value) {
                for (name, words) in names.within(&text.text) {
                    if own.contains(&name.words) {
                        found.push(text.place(self.snapshot.source, words));
                    }
                }
            }
        }
        found
    }
}
