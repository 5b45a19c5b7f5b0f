//! Who is named in a record.

use super::Wanted;
use super::entry::Entry;
use super::minutes;
use super::reader::{Reader, names_somebody};
use crate::assessment::Assessment;
use crate::assessment::value::Value;

/// Where names that the record lists stand in texts that a paper for the public prints, by their addresses.
pub fn names_left(record: &Assessment) -> Vec<String> {
    let wanted = Wanted {
        is_public: true,
        page_of: &|_| None,
    };
    let reader = Reader {
        record,
        wanted: &wanted,
    };
    let names = reader.names();
    let fields = record.printed().iter();
    let texts = fields.filter_map(|field| match &field.value {
        Value::Text(text) => Some((field, text)),
        _ => None,
    });
    // Who signs a letter is meant to be known.
    let is_shown = |id: &str| {
        !Reader::is_name(id) && !id.ends_with(".speaker") && !id.ends_with("from.person")
    };
    let texts = texts.filter(|(field, _)| is_shown(&record.definition(field).id));
    let named = texts.filter(|(_, text)| names_somebody(&text.text, &names));
    named.map(|(field, _)| record.address(field)).collect()
}

/// Who explained at the meeting of the day of an entry; where a record has one meeting, at that.
pub fn explainers(record: &Assessment, entry: &Entry) -> Vec<String> {
    let wanted = Wanted {
        is_public: false,
        page_of: &|_| None,
    };
    let reader = Reader {
        record,
        wanted: &wanted,
    };
    let ids = reader.ids("meetings");
    let id = match ids.as_slice() {
        [only] => Some(only),
        all => all.iter().find(|id| minutes::is_of(&reader, entry, id)),
    };
    id.map_or(Vec::new(), |id| reader.texts(&format!("{id}.explainers")))
}
