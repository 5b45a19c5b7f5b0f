//! Lists that are written without their `- `: entries by number, or one after the other.

use super::conform::Walk;
use super::field::FieldId;
use super::keys::{Keys, is_entry_of};
use super::problem::Problem;
use super::value::Value;
use crate::form::ItemId;
use crate::source::Span;
use crate::yaml::{Entry, Node};

impl<'a> Walk<'_, 'a> {
    /// `委託事項2:` beside the list to which it belongs.
    pub(super) fn beside_list(&mut self, item: ItemId, list: &Entry, others: &[&Entry]) {
        let list = list.key.span;
        let pairs = others.iter().map(|other| (list, other.key.span));
        self.problems
            .extend(pairs.map(|(list, other)| Problem::DuplicateKey {
                item,
                first: list.min(other),
                second: list.max(other),
            }));
    }

    /// `委託事項1:` and `委託事項2:` beside each other, without the list's own key.
    pub(super) fn numbered_beside(
        &mut self,
        item: ItemId,
        parent: Option<FieldId>,
        entries: &[&'a Entry],
        at: &[usize],
    ) {
        if let (Some(first), Some(last)) = (entries.first(), entries.last()) {
            let span = Span::new(first.key.span.start, last.span().end);
            let field = self.add_at(item, parent, Some(first.key.span), span, at);
            self.numbered(item, field, entries, at);
        }
    }

    /// Entries whose number is written as a key: read as what they are meant for.
    fn numbered(&mut self, item: ItemId, field: FieldId, entries: &[&'a Entry], at: &[usize]) {
        let spans = entries.iter().map(|e| e.key.span).collect();
        self.problems.push(Problem::NumberedKeys { field, spans });
        self.fields[field].value = Value::Entries(entries.len());
        for (n, entry) in entries.iter().enumerate() {
            let (key, at) = (Some(entry.key.span), [at, &[n + 1]].concat());
            self.entry(item, field, key, &entry.value, &at);
        }
    }

    /// Entries one after the other without their `- `: a key that comes again begins the next one.
    pub(super) fn without_dashes(
        &mut self,
        item: ItemId,
        field: FieldId,
        node: &'a Node,
        at: &[usize],
    ) {
        let (entries, span) = (node.entries(), node.span);
        if entries
            .iter()
            .all(|e| is_entry_of(self.form, item, &e.key.text))
        {
            return self.numbered(item, field, &entries.iter().collect::<Vec<_>>(), at);
        }
        let groups = Keys::split(self.form, item, entries);
        let dashes: Vec<Span> = groups
            .iter()
            .filter_map(|group| group.first().map(|e| e.key.span))
            .collect();
        self.problems.push(Problem::MissingDash {
            field,
            span,
            dashes,
        });
        self.fields[field].value = Value::Entries(groups.len());
        for (n, group) in groups.into_iter().enumerate() {
            self.entry_without_dash(item, field, group, &[at, &[n + 1]].concat());
        }
    }

    pub(super) fn entry_without_dash(
        &mut self,
        item: ItemId,
        field: FieldId,
        group: &'a [Entry],
        at: &[usize],
    ) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            return;
        };
        let span = Span::new(first.key.span.start, last.span().end);
        let entry = self.add_at(item, Some(field), None, span, at);
        self.fields[entry].value = Value::Group;
        self.group(Some(item), Some(entry), group, at);
    }
}
