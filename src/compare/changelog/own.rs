//! Which rows of 別添３ were written by us, and which of them nobody has edited.

use super::base::published;
use super::body::Body;
use super::compare::holds;
use super::insert;
use super::labels::{Labels, has_all_names};
use super::marks::{self, MarkKind};
use super::revision::Revision;
use super::row;
use super::side::Side;
use super::{EntryId, LogEntry};
use crate::assessment::Assessment;
use crate::assessment::field::Field;
use crate::assessment::resolve::{Manner, Resolution};

impl Revision<'_, '_> {
    /// Whether an entry belongs to this revision: not to the version before, and not to what is still to come.
    pub(super) fn is_of_revision(&self, e: EntryId) -> bool {
        let entry = &self.log.entries[e];
        let day = entry.date.map(|(date, _)| date.day);
        let planned = published(self.new)
            .zip(day)
            .is_some_and(|(now, day)| day > now);
        self.former.is_new(entry)
            && (day == Some(self.day) || self.former.is_later(entry) && !planned)
    }

    /// Whether nobody has edited a row: it is as we write them, and 提出時期 and 説明 are what we
    /// propose.
    pub(super) fn is_only_ours(&self, e: EntryId) -> bool {
        let entry = &self.log.entries[e];
        let said = self.said(e);
        let is_proposed = said.is_some_and(|(timing, said)| row::is_proposed(timing, said));
        is_proposed && self.is_as_written(e) && !self.has_remark(entry)
    }

    /// 提出時期 and 説明 of an entry, where both are written.
    pub(super) fn said(&self, e: EntryId) -> Option<(&str, &str)> {
        let entry = &self.log.entries[e];
        let explanation = entry.explanation?.text.text.trim();
        let (_, timing) = entry.timing?;
        Some((timing.text.trim(), explanation))
    }

    /// Whether a row is as we write them: of the day on which rows are written, with our keys, and 変更前 only quotes what
    /// was in the version before.
    pub(super) fn is_as_written(&self, e: EntryId) -> bool {
        let entry = &self.log.entries[e];
        let of_day = entry.date.is_some_and(|(date, _)| date.day == self.day);
        of_day && self.has_our_keys(entry) && self.quotes(e)
    }

    /// Whether 変更前 only quotes what was in the version before, or says that nothing was where nothing is.
    fn quotes(&self, e: EntryId) -> bool {
        let entry = &self.log.entries[e];
        if entry.before.is_empty() {
            let body = Body::at(self.new, entry.places());
            let is_gone = || {
                let mut lines = entry.after.content();
                lines.any(|line| !body.holds(&line.folded.text))
            };
            return entry.before.has(MarkKind::Nothing) && is_gone();
        }
        let body = self.former_body(entry);
        let former =
            self.coverage.change[e].map_or("", |change| self.coverage.text(change, Side::Before));
        let labels = Labels::of(self.new.form);
        entry.before.content().all(|line| {
            let words = line.folded.text.as_str();
            labels.are_in(&body.text, words)
                || has_all_names(&body.text, words)
                || holds(former, words)
                || marks::is_note(words)
                || words.trim_start_matches(|c: char| c.is_ascii_digit()) == "行目"
        })
    }

    /// The text before of what an entry of 別添３ speaks of: of the item of all files, or in the whole of
    /// the list that it lies in, as its number may have been another.
    fn former_body(&self, entry: &LogEntry) -> Body<'_> {
        let Some(found) = entry.only() else {
            return Body::default();
        };
        let id = self.new.form.items[found.item].id.as_str();
        let end = id.rfind("[]").filter(|end| *end > "files".len());
        let wanted = end.map_or(id, |end| &id[..end + 2]);
        let levels = wanted.matches("[]").count();
        let is_wanted = |field: &Field| {
            let of_item = self.old.definition(field).id == wanted;
            of_item && (end.is_none() || field.at.len() < levels)
        };
        let fields = self.old.fields.iter_enumerated();
        let fields = fields.filter(|(_, field)| is_wanted(field));
        Body::at(self.old, &fields.map(|(id, _)| id).collect::<Vec<_>>())
    }

    /// Whether a row has the keys that rows are written with here, in their order.
    pub(super) fn has_our_keys(&self, entry: &LogEntry) -> bool {
        let Some(node) = insert::node(self.new, entry.row()) else {
            return false;
        };
        let form = self.new.form;
        let key = |name: &str| {
            let item = form.find(&format!("changes[].{name}"));
            item.map_or("", |item| form.items[item].key.as_str())
        };
        let names = row::CELLS.map(key);
        let keys = node.entries().iter().map(|entry| entry.key.text.as_str());
        keys.filter(|own| *own != key("reason")).eq(names)
    }

    /// Whether what an entry names is known for certain, or was before a file got another name.
    pub(super) fn is_clear(&self, entry: &LogEntry) -> bool {
        let certain =
            |found: &Resolution| matches!(found.manner, Manner::AsPrinted | Manner::LevelSkipped);
        entry.only().is_some_and(certain) || self.names_no_file(entry)
    }

    /// Whether 項目 names a file of the version before by a name that no file has now.
    pub(super) fn names_no_file(&self, entry: &LogEntry) -> bool {
        let text = entry.item.map_or("", |words| words.text.text.as_str());
        let has = |assessment: &Assessment, wanted: &dyn Fn(&str) -> bool| {
            let files = (1..=assessment.entries("files")).map(|n| format!("files[{n}].name"));
            let mut names = files.filter_map(|id| assessment.text(&id));
            names.any(|name| wanted(name.trim()))
        };
        let said = |name: &str| !name.is_empty() && text.contains(&format!("（{name}）"));
        has(self.old, &said) && !has(self.new, &said)
    }

    /// Whether somebody has noted something next to the cells of an entry.
    pub(super) fn has_remark(&self, entry: &LogEntry) -> bool {
        let text = self.new.source.text();
        entry.rows.iter().any(|row| {
            let range = insert::node(self.new, *row).and_then(|node| insert::lines_of(text, node));
            let comments = self.new.document.comments.iter();
            let starts: Vec<usize> = comments.map(|comment| comment.span.start).collect();
            range.is_some_and(|range| starts.iter().any(|start| range.contains(start)))
        })
    }
}
