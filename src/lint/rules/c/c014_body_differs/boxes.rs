//! 変更後 of boxes, compared as a set: each option that it lists and what is in its slot.

use super::super::is_clear;
use super::gap::{Gap, GapKind};
use super::look::{Judged, Look};
use super::options::{Boxes, Part, detail, head, is_as_said, meant, name, parts, written};
use super::quoted::{counted, is_misspelt};
use crate::compare::changelog::cell::Line;
use crate::compare::changelog::compare::{near, nearly};
use crate::compare::changelog::marks::{self, MarkKind, is_note};
use crate::compare::changelog::quote::outside_brackets;
use crate::japanese::passage::Passage;
use crate::source::Span;

/// How alike two texts of a slot are that are meant to be one.
const ALIKE: f64 = 0.6;

impl<'a> Look<'_, 'a> {
    /// The options that 変更後 lists: one that is not ticked is wrong, and so is one that is ticked next to its empty box.
    pub(super) fn of_boxes(&self, line: &Line<'a>, boxes: &Boxes<'_, 'a>) -> Judged {
        let after = parts(&self.entry.after, boxes);
        if after.is_empty() || after.iter().any(|part| part.option.is_none()) {
            return self.of_strange(line, boxes, &after);
        }
        let wrong = after.iter().find(|part| !is_as_said(part, boxes));
        if self.planned && (wrong.is_none() || self.is_as_before(boxes)) {
            return Judged::Right;
        }
        if let Some(part) = wrong {
            let listed: Vec<usize> = after.iter().filter_map(|part| part.option).collect();
            let others = boxes.ticked(&listed);
            let says = if others.is_empty() || part.is_empty {
                boxes.ticked(&[])
            } else {
                others
            };
            return self.wrong_part(part, part.words, boxes.place, &says);
        }
        if let Some(gap) = after.iter().find_map(|part| self.of_detail(part, boxes)) {
            return Judged::Wrong(gap);
        }
        self.of_remaining(line, boxes, &after)
    }

    /// An option that the row takes away and the item still has.
    fn of_remaining(&self, line: &Line, boxes: &Boxes<'_, 'a>, after: &[Part<'_, 'a>]) -> Judged {
        let before = parts(&self.entry.before, boxes);
        let goes_on = |part: &Part| after.iter().any(|other| other.option == part.option);
        let is_ticked = |part: &&Part| {
            let one = part.option.map(|option| &boxes.all[option]);
            !part.is_empty && one.is_some_and(|one| !one.ticks.is_empty())
        };
        let is_list = before.iter().all(|part| part.option.is_some());
        let remains = before.iter().filter(is_ticked).find(|part| !goes_on(part));
        if !is_list || remains.is_none() || !self.is_certain() {
            return Judged::Right;
        }
        let span = line.whole(self.cx.assessment.source);
        let other = boxes.ticked(&[]);
        Judged::Wrong(self.gap(line, span, Some(boxes.place), GapKind::Choice { other }))
    }

    /// Words among the options that the form does not have: an option with a wrong letter, or of another item.
    fn of_strange(&self, line: &Line, boxes: &Boxes<'_, 'a>, after: &[Part<'_, 'a>]) -> Judged {
        let mut strange = after.iter().filter(|part| part.option.is_none());
        let alone = match (strange.next(), strange.next()) {
            (Some(part), None) if self.latest || !self.planned => Some(part),
            _ => None,
        };
        if let Some((part, meant)) = alone.and_then(|part| Some((part, meant(part.words, boxes)?)))
        {
            let one = &boxes.all[meant];
            let says = one.ticks.first().map(|tick| name(tick));
            let says = says.unwrap_or_else(|| boxes.ticked(&[]));
            return self.wrong_part(part, head(part.words), boxes.place, &says);
        }
        let names = boxes.all.iter().map(|one| one.option.text.as_str());
        let names: Vec<&str> = names.collect();
        if self.latest && is_misspelt(&written(&self.entry.after), &names) {
            return self.wrong(line, boxes.place, &boxes.ticked(&[]));
        }
        match alone.filter(|part| self.is_of_other_item(part, after, boxes)) {
            Some(part) => self.wrong_part(part, part.words, boxes.place, &boxes.ticked(&[])),
            None => Judged::Text,
        }
    }

    /// Whether words among at least two options that are ticked are an option of other items, and not said here.
    fn is_of_other_item(&self, part: &Part, after: &[Part], boxes: &Boxes) -> bool {
        let right = after.iter().filter(|other| is_as_said(other, boxes));
        let folded = Passage::of(part.words).text;
        let is_said = || {
            let mut details = boxes.all.iter().flat_map(|one| &one.ticks);
            details.any(|tick| {
                let detail = tick.detail.map(|detail| Passage::of(&detail.text).text);
                detail.is_some_and(|detail| detail.contains(&folded))
            })
        };
        self.is_certain() && right.count() >= 2 && self.labels.contains(&folded) && !is_said()
    }

    /// What is in the slot of an option, where the item says something else there.
    fn of_detail(&self, part: &Part<'_, 'a>, boxes: &Boxes<'_, 'a>) -> Option<Gap> {
        let one = &boxes.all[part.option?];
        if self.planned {
            return None;
        }
        if let Some(n) = counted(part.words) {
            return self.of_number(part, one, n, boxes.place);
        }
        let detail = detail(part.words, one.option)?;
        let said: Vec<_> = one.ticks.iter().filter_map(|tick| tick.detail).collect();
        let [said] = said.as_slice() else { return None };
        let body = Passage::of(&said.text).text;
        let is_said = |words: &str| body.contains(Passage::of(words).text.as_str());
        let is_text = |words: &str| {
            let folded = Passage::of(words).text;
            marks::kind(&folded) == MarkKind::Text && !is_note(&folded)
        };
        let names = outside_brackets(detail, "、，,").into_iter();
        let mut names = names.filter(|name| !name.trim().is_empty());
        if !is_clear(self.resolution) || is_said(detail) || !is_text(detail) {
            return None;
        }
        let name = names.find(|name| !is_said(name.trim().trim_end_matches('等')))?;
        let folded = Passage::of(name);
        let hunk = near(&folded.text, &body)
            .filter(|near| near.likeness >= ALIKE)
            .and_then(|near| near.hunks.into_iter().next())
            .or_else(|| nearly(&folded.text, &body));
        let (own, other) = match hunk {
            Some((own, other)) if !own.is_empty() => (own, &body[other]),
            // Nothing like it is there: the whole name.
            None if !self.latest => return None,
            None => return Some(self.part_gap(part, name, said.span, said.text.trim())),
            Some((_, other)) => (0..folded.text.len(), &body[other]),
        };
        let kind = GapKind::Differs {
            own: folded.text[own.clone()].to_owned(),
            other: other.to_owned(),
        };
        let own = folded.original(own);
        let span = self.place(part, &name[own]);
        Some(self.gap(part.line, span, Some(said.span), kind))
    }

    /// Whether the item still has what 変更前 lists: a change that is to come may not be made yet.
    fn is_as_before(&self, boxes: &Boxes<'_, 'a>) -> bool {
        let before = parts(&self.entry.before, boxes);
        before
            .iter()
            .all(|part| part.option.is_none() || is_as_said(part, boxes))
    }

    fn wrong_part(&self, part: &Part<'_, 'a>, words: &str, other: Span, says: &str) -> Judged {
        Judged::Wrong(self.part_gap(part, words, other, says))
    }

    pub(super) fn part_gap(
        &self,
        part: &Part<'_, 'a>,
        words: &str,
        other: Span,
        says: &str,
    ) -> Gap {
        let other_words = says.to_owned();
        let kind = GapKind::Choice { other: other_words };
        self.gap(part.line, self.place(part, words), Some(other), kind)
    }

    /// Where words of a part are in the file.
    fn place(&self, part: &Part<'_, 'a>, words: &str) -> Span {
        let text = part.line.words.text;
        let start = words.as_ptr() as usize - text.text.as_ptr() as usize;
        self.cx.words(text, start..start + words.len())
    }
}
