//! Words of 変更後 that their item does not say: whether another item says them, or the item still says what 変更前 does.

use std::ops::Range;

use memchr::memmem;

use super::super::{day, is_clear, is_renumbered};
use super::gap::{Gap, GapKind};
use super::look::Look;
use super::text::{DISTINCT, LONG};
use crate::assessment::field::FieldId;
use crate::compare::changelog::body::{Body, Index};
use crate::compare::changelog::cell::Line;
use crate::japanese::notation::has_chars;
use crate::source::Span;
use crate::source::diagnostic::Stage;

/// More entries, and rows of them, are not looked at.
const MOST: usize = 64;

impl<'a> Look<'_, 'a> {
    /// What is reported of a line that the item does not have.
    pub(super) fn of_missing(&self, line: &Line, range: Range<usize>) -> Option<Gap> {
        if !self.is_named_clearly() {
            return None;
        }
        // Of a draft that does not have the item yet, nothing can be said.
        let is_written = |field: &FieldId| !self.cx.field(*field).blank;
        if self.cx.assessment.stage == Stage::Draft && !self.places.iter().any(is_written) {
            return None;
        }
        let source = self.cx.assessment.source;
        let words = &line.folded.text[range.clone()];
        let span = line.span(source, range);
        // What an older revision wrote may have been rewritten since, and said again at another place.
        let is_known =
            self.is_certain() || !self.cx.histories().is_overwritten(self.at, self.log, words);
        if has_chars(words, DISTINCT)
            && is_known
            && let whole = self.whole.get_or_init(|| Body::whole(self.cx.assessment))
            && let Some(at) = memmem::find(whole.text.as_bytes(), words.as_bytes())
            && let Some((field, there)) = whole.span(source, at..at + words.len())
            && (self.is_certain() || self.is_another(field))
        {
            let name = self.cx.name(field);
            return Some(self.gap(line, span, Some(there), GapKind::Elsewhere { name }));
        }
        if !self.is_certain() || self.planned {
            return None;
        }
        // An item that is not written has no place to show.
        let there = self.places.first().and_then(|id| {
            let field = self.cx.field(*id);
            field.key.or((!field.blank).then(|| field.place()))
        });
        Some(self.gap(line, span, there, GapKind::Missing))
    }

    /// Whether an item is not the one of the row with the number that it had before entries came or went.
    fn is_another(&self, field: FieldId) -> bool {
        self.cx.field(field).item != self.resolution.item
    }

    /// The row is about another entry of the list: that one says the words, or said them before a later row.
    pub(super) fn of_sibling(&self, line: &Line, range: &Range<usize>) -> Option<Gap> {
        let cx = self.cx;
        let words = &line.folded.text[range.clone()];
        let (own, outer) = self.resolution.at.split_last()?;
        let own = (*own)?;
        if !self.is_named_clearly() || is_renumbered(cx, &self.item().id, day(self.entry)) {
            return None;
        }
        let mut all = self.resolution.clone();
        all.at[outer.len()] = None;
        let index = self.index.get_or_init(|| Index::of(cx.assessment));
        if index.count(all.item) > MOST {
            return None;
        }
        let all = index.places(&all);
        let source = cx.assessment.source;
        let of_another = |field: &FieldId| {
            let at = &cx.field(*field).at;
            at.get(outer.len()).is_some_and(|n| *n != own)
        };
        let siblings = all.iter().copied().filter(of_another);
        let mut holding = siblings.filter_map(|field| {
            let body = Body::at(cx.assessment, &[field]);
            let is_all = || body.text.split('\u{1}').any(|text| text == words);
            let at = memmem::find(body.text.as_bytes(), words.as_bytes())?;
            let is_distinct = has_chars(words, LONG) || is_all();
            let (_, there) = body.span(source, at..at + words.len())?;
            is_distinct.then_some((field, there))
        });
        let found = holding.next();
        if holding.next().is_some() {
            return None;
        }
        let said_once = || {
            let same = cx.histories().of_item(self.resolution.item).iter();
            let later = same.map(|e| &self.log.entries[*e]);
            let later = later.filter(|entry| day(entry) > day(self.entry));
            let is_distinct = has_chars(words, LONG);
            later.take(MOST).find_map(|entry| {
                let [field] = entry.places() else { return None };
                let is_sibling = is_distinct && all.contains(field) && of_another(field);
                let mut lines = entry.before.segments().filter(|_| is_sibling);
                let (line, _, range) = lines.find(|(_, text, _)| text.contains(words))?;
                Some((*field, line.span(source, range)))
            })
        };
        let (field, there) = found.or_else(said_once)?;
        let name = cx.name(field);
        let span = line.span(source, range.clone());
        Some(self.gap(line, span, Some(there), GapKind::Elsewhere { name }))
    }

    /// The same gap, where the item says all that 変更前 has and 変更後 has not.
    pub(super) fn or_unchanged(&self, mut gap: Gap, body: &Body<'a>) -> Gap {
        if let Some(there) = self.unchanged(body) {
            gap.other = Some(there);
            gap.kind = GapKind::Unchanged;
        }
        gap
    }

    /// Where the item says what 変更前 says, and no later row says that it was put back.
    pub(super) fn unchanged(&self, body: &Body<'a>) -> Option<Span> {
        if self.planned || !self.is_named_clearly() || self.is_moved() {
            return None;
        }
        let mut gone = self.gone().peekable();
        let first = *gone.peek()?;
        let is_all = || body.text.trim_end_matches('\u{1}') == self.entry.before.text();
        let histories = self.cx.histories();
        let is_there = |words: &str| {
            let is_distinct = has_chars(words, DISTINCT / 2) || is_all();
            is_distinct
                && body.holds(words)
                && !histories.is_written_later(self.at, self.log, words)
                && !histories.is_overwritten(self.at, self.log, words)
        };
        if !gone.all(is_there) {
            return None;
        }
        let at = memmem::find(body.text.as_bytes(), first.as_bytes())?;
        let (_, there) = body.span(self.cx.assessment.source, at..at + first.len())?;
        Some(there)
    }

    /// What 変更前 says and 変更後 does not.
    pub(super) fn gone(&self) -> impl Iterator<Item = &str> {
        let after = self.entry.after.text();
        let former = self.entry.before.segments().map(|(_, words, _)| words);
        former.filter(move |words| !after.contains(*words))
    }

    /// Whether entries that came or went since may have given the row's number to another one.
    pub(super) fn is_moved(&self) -> bool {
        let is_numbered = self.resolution.at.last().is_some_and(Option::is_some);
        !self.is_certain()
            && is_numbered
            && is_renumbered(self.cx, &self.item().id, day(self.entry))
    }

    /// Whether the row says for certain which item it means.
    fn is_named_clearly(&self) -> bool {
        (self.latest || !self.planned) && is_clear(self.resolution)
    }
}
