//! What the assessment itself says in the items that an entry names.

use std::ops::Range;

use typed_index_collections::TiVec;

use super::cell::ItemText;
use super::compare::{BREAK, holds};
use crate::assessment::Assessment;
use crate::assessment::field::{self, FieldId, is_within};
use crate::assessment::resolve::Resolution;
use crate::assessment::value::{Period, Table, Value};
use crate::form::ItemId;
use crate::japanese::passage::Passage;
use crate::source::{Source, Span};
use crate::yaml::{Content, Node, Scalar};

/// Texts in comparison form, one after the other.
#[derive(Debug, Default)]
pub struct Body<'a> {
    /// All of them, parted by a sign that no text holds.
    pub text: String,
    pieces: Vec<Piece<'a>>,
}

#[derive(Debug)]
struct Piece<'a> {
    start: usize,
    words: ItemText<'a>,
    folded: &'a Passage,
}

impl<'a> Body<'a> {
    /// What is in items and below them.
    pub fn at(assessment: &Assessment<'a>, fields: &[FieldId]) -> Self {
        let mut body = Body::default();
        for above in fields {
            let id = assessment.fields[*above].id.as_str();
            // What is below an item follows it.
            let fields = field::from(&assessment.fields, usize::from(*above));
            for (inner, field) in fields.take_while(|(_, field)| is_within(&field.id, id)) {
                body.add_field(inner, &field.value);
            }
        }
        body
    }

    /// Everything but 別添３.
    pub fn whole(assessment: &Assessment<'a>) -> Self {
        let mut body = Body::default();
        for (id, field) in assessment.printed().iter_enumerated() {
            if !is_within(&field.id, "changes") {
                body.add_field(id, &field.value);
            }
        }
        body
    }

    fn add_field(&mut self, field: FieldId, value: &Value<'a>) {
        match value {
            Value::Text(text)
            | Value::Date(text, _)
            | Value::Count(text, _)
            | Value::Choice { text, .. } => {
                self.add(field, text);
            }
            Value::Checks(checks) => {
                for check in checks {
                    self.add(field, check.text);
                    check
                        .detail
                        .into_iter()
                        .for_each(|detail| self.add(field, detail));
                }
            }
            Value::Texts(texts) => texts.iter().for_each(|text| self.add(field, text)),
            Value::Period(Period::Text(text)) | Value::Table(Table::Markdown(text)) => {
                self.add(field, text)
            }
            Value::Table(Table::Rows(rows)) => {
                rows.iter()
                    .flatten()
                    .for_each(|(_, node)| self.add_node(field, node));
            }
            // The ends of a period are items of their own, too.
            _ => {}
        }
    }

    fn add_node(&mut self, field: FieldId, node: &'a Node) {
        match &node.content {
            Content::Scalar(text) => self.add(field, text),
            Content::Map(entries) => entries.iter().for_each(|e| self.add_node(field, &e.value)),
            Content::Seq(nodes) => nodes.iter().for_each(|n| self.add_node(field, n)),
            Content::Blank => {}
        }
    }

    fn add(&mut self, field: FieldId, text: &'a Scalar) {
        let folded = text.folded();
        let start = self.text.len();
        self.text.push_str(&folded.text);
        self.text.push(BREAK);
        self.pieces.push(Piece {
            start,
            words: ItemText { field, text },
            folded,
        });
    }

    /// Whether words in comparison form are in it.
    pub fn holds(&self, words: &str) -> bool {
        holds(&self.text, words)
    }

    /// The item that a byte of the text belongs to, and where a range from there on is in the file.
    pub fn span(&self, source: &Source, range: Range<usize>) -> Option<(FieldId, Span)> {
        let last = self
            .pieces
            .partition_point(|p| p.start <= range.start)
            .checked_sub(1)?;
        let piece = self.pieces.get(last)?;
        let within = |at: usize| (at - piece.start).min(piece.folded.text.len());
        let words = piece
            .folded
            .original(within(range.start)..within(range.end.max(range.start)));
        Some((piece.words.field, piece.words.text.place(source, words)))
    }
}

/// The fields of an assessment by the items of the form.
pub struct Index<'a> {
    assessment: &'a Assessment<'a>,
    of_item: TiVec<ItemId, Vec<FieldId>>,
}

impl<'a> Index<'a> {
    /// The fields of all items.
    pub fn of(assessment: &'a Assessment<'a>) -> Self {
        let mut of_item = TiVec::from(vec![Vec::new(); assessment.form.items.len()]);
        for (id, field) in assessment.fields.iter_enumerated() {
            of_item[field.item].push(id);
        }
        Index {
            assessment,
            of_item,
        }
    }

    /// How often an item of the form is in the assessment.
    pub fn count(&self, item: ItemId) -> usize {
        self.of_item[item].len()
    }

    /// The items that a reference means; several where it leaves out the number of an entry.
    pub fn places(&self, resolution: &Resolution) -> Vec<FieldId> {
        let at = |field: FieldId| self.assessment.fields[field].at.as_slice();
        let fits = |id: &FieldId| {
            let mut pairs = at(*id).iter().zip(&resolution.at);
            pairs.all(|(n, wanted)| wanted.is_none_or(|w| w == *n))
        };
        // The entries are in the order of the list.
        let own = &self.of_item[resolution.item];
        let wanted: Vec<usize> = resolution.at.iter().map_while(|n| *n).collect();
        let lists = (0..wanted.len()).filter_map(|level| {
            let found = own.binary_search_by(|id| at(*id).cmp(&wanted[..level]));
            Some(own[found.ok()?])
        });
        let from = own.partition_point(|id| at(*id) < wanted.as_slice());
        let below = own[from..].iter().copied();
        let below = below.take_while(|id| at(*id).starts_with(&wanted));
        let all: Vec<FieldId> = lists.chain(below).filter(fits).collect();
        let levels = resolution.at.len();
        // A list stands for itself only where no entry of it is meant.
        let names_entry = resolution.at.last().is_some_and(Option::is_some);
        let is_entry = |id: &FieldId| at(*id).len() == levels;
        let entries: Vec<FieldId> = all.iter().copied().filter(is_entry).collect();
        if entries.is_empty() && !names_entry {
            all
        } else {
            entries
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment;
    use crate::source::diagnostic::Stage;

    #[test]
    fn what_is_below_an_item_comes_right_after_it() {
        let text = include_str!("../../../assessments/kakuu-jido-teate.yaml");
        let source = Source::new("a", text);
        let document = assessment::read(&source);
        let assessment = Assessment::open(&source, &document, Stage::Draft).expect("a form");
        for outer in &assessment.fields {
            let within: Vec<bool> = assessment
                .fields
                .iter()
                .map(|field| is_within(&field.id, &outer.id))
                .collect();
            let runs = within.chunk_by(|a, b| a == b).filter(|run| run[0]);
            assert_eq!(runs.count(), 1, "{}", outer.id);
        }
    }
}
