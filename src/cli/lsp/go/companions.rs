//! From the record of a review to the assessments that it is about, and back.

use std::sync::Arc;

use super::super::found::Target;
use super::super::item::text_at;
use super::super::snapshot::Snapshot;
use super::place_of;
use crate::assessment::Assessment;
use crate::assessment::field::FieldId;
use crate::assessment::resolve::references as parts;
use crate::form::{ASSESSMENT, RECORD};
use crate::lint::companions::{Companion, Read};
use crate::lint::record::mended::{Shelved, shelf};
use crate::lint::record::{Said, entries};
use crate::lint::rules::k::k012_leads_nowhere::row_number;
use crate::source::Span;
use crate::source::diagnostic::Stage;

/// A companion laid over its form.
fn opened<'c>(companion: &'c Companion, kind: &str) -> Option<(&'c Arc<Read>, Assessment<'c>)> {
    let read = &companion.read;
    let assessment = Assessment::open(&read.source, &read.document, Stage::Draft).ok()?;
    (assessment.form.kind == kind).then_some((read, assessment))
}

/// What the words at a place of a record mean in the assessments.
pub(super) fn definition(snapshot: &Snapshot, offset: usize) -> Vec<Target> {
    let record = snapshot.assessment;
    if record.form.refers_to.is_none() {
        return Vec::new();
    }
    let Some((field, text)) = text_at(record, offset) else {
        return Vec::new();
    };
    let is_here = |said: &&Said| std::ptr::eq(said.text, text);
    let all = entries(record);
    let item = all.iter().flat_map(|entry| &entry.items).find(is_here);
    let row = all.iter().flat_map(|entry| &entry.rows).find(is_here);
    let is_paper = record.fields[field].id.starts_with("assessments[");
    let found = snapshot.companions.iter().flat_map(|companion| {
        let Some((read, paper)) = opened(companion, ASSESSMENT) else {
            return Vec::new();
        };
        let fields = match (item, row) {
            (Some(said), _) => {
                // Of several references, that at the place.
                let here = parts(&said.text.text).into_iter().find(|words| {
                    let span = text.place(snapshot.source, words.clone());
                    span.start <= offset && offset <= span.end
                });
                let words = here.map_or(said.text.text.as_str(), |words| &said.text.text[words]);
                let shelf = shelf(&[&paper]);
                shelf.iter().flat_map(|known| known.named(words)).collect()
            }
            (None, Some(said)) => {
                let number = row_number(&said.text.text);
                let id = number.map(|number| format!("changes[{number}]"));
                id.and_then(|id| paper.find(&id)).into_iter().collect()
            }
            (None, None) if is_paper && is_named(record, field, &paper) => {
                return vec![target(read, paper.head())];
            }
            (None, None) => Vec::<FieldId>::new(),
        };
        let fields = fields.into_iter();
        fields
            .map(|field| target(read, place_of(&paper, field)))
            .collect()
    });
    found.collect()
}

/// Whether an entry of 評価書 in a record, in which an item lies, names an assessment.
fn is_named(record: &Assessment, field: FieldId, paper: &Assessment) -> bool {
    let n = record.fields[field].at.first().copied().unwrap_or(0);
    let said = |key: &str| {
        record
            .text(&format!("assessments[{n}].{key}"))
            .map(str::trim)
    };
    let last = |path: &str| path.rsplit(['/', '\\']).next().map(str::to_owned);
    let is_file = said("file").map(|file| last(file) == last(paper.source.name()));
    let own = paper.text("cover.number").map(str::trim);
    let bare = |number: &str| number.trim_start_matches('0').to_owned();
    is_file.unwrap_or_else(|| said("number").map(bare) == own.map(bare))
}

fn target(read: &Arc<Read>, span: Span) -> Target {
    Target {
        read: Some(Arc::clone(read)),
        span,
    }
}

/// Where the records of an assessment name some of its items.
pub(super) fn references(snapshot: &Snapshot, wanted: &[FieldId]) -> Vec<Target> {
    let paper = snapshot.assessment;
    if paper.form.kind != ASSESSMENT {
        return Vec::new();
    }
    let records = snapshot.companions.iter();
    let records: Vec<_> = records.filter_map(|c| opened(c, RECORD)).collect();
    if records.is_empty() {
        return Vec::new();
    }
    let shelf = shelf(&[paper]);
    let mut found = Vec::new();
    for (read, record) in &records {
        for entry in entries(record) {
            let items = entry.items.iter();
            let items = items.filter(|said| names(&shelf, said, paper, wanted));
            found.extend(items.map(|said| target(read, said.text.span)));
            let rows = entry.rows.iter();
            let rows = rows.filter(|said| is_row(said, paper, wanted));
            found.extend(rows.map(|said| target(read, said.text.span)));
        }
    }
    found
}

/// Whether a text of a record names an item that is wanted, or one in it.
fn names(shelf: &[Shelved], said: &Said, paper: &Assessment, wanted: &[FieldId]) -> bool {
    let mut named = shelf.iter().flat_map(|known| known.named(&said.text.text));
    named.any(|field| {
        let parents = |field: &FieldId| paper.fields[*field].parent;
        std::iter::successors(Some(field), parents).any(|field| wanted.contains(&field))
    })
}

/// Whether a text of a record names a row of 別添３ that is wanted.
fn is_row(said: &Said, paper: &Assessment, wanted: &[FieldId]) -> bool {
    let row = row_number(&said.text.text);
    let row = row.and_then(|row| paper.find(&format!("changes[{row}]")));
    row.is_some_and(|row| wanted.contains(&row))
}
