//! 変更後 compared as text, line by line.

use std::ops::Range;

use super::super::widened;
use super::gap::{Gap, GapKind};
use super::look::Look;
use super::quoted::around;
use crate::compare::changelog::body::Body;
use crate::compare::changelog::cell::Line;
use crate::compare::changelog::compare::{Hunk, near, nearly};
use crate::compare::changelog::labels::{has_all_names, is_list_of_names, is_sign};
use crate::compare::changelog::marks::is_note;
use crate::compare::changelog::quote::{Piece, Proof, Sides, Text, prove};
use crate::compare::changelog::story::Fate;
use crate::japanese::notation::has_chars;

/// How alike two texts are that are meant to be one.
const ALIKE: f64 = 0.75;

/// How alike they are for a change that is still to come.
const SURE: f64 = 0.9;

/// How alike they are in an older revision, after which other things may have been rewritten.
const OLD: f64 = 0.85;

/// Shorter words may be anything.
pub(super) const LONG: usize = 8;

/// Shorter words may occur in another item by chance.
pub(super) const DISTINCT: usize = 20;

/// How a line fits the body.
enum Fit {
    /// It is there, or nothing can be said.
    Right,
    /// Nearly all of it is there.
    Differs(Gap),
    /// It is not there.
    Missing,
}

impl<'a> Look<'_, 'a> {
    /// The first line that the body nearly has, or else the first that is not there at all.
    pub(super) fn of_text(&self, body: &Body<'a>, text: &Text) -> Option<Gap> {
        // The assessment may still say what was before a change to come.
        let is_before = || self.planned && self.gone().any(|words| body.holds(words));
        if body.holds(self.entry.after.text()) || is_before() {
            return None;
        }
        let former = Text {
            own: self.entry.before.text().to_owned(),
            ..Text::default()
        };
        let mut missing = None;
        for (line, _, range) in self.entry.after.segments() {
            let Some(range) = self.unproven(line, range, (text, &former)) else {
                continue;
            };
            match self.fit(line, &range, body) {
                Fit::Right => {}
                Fit::Differs(gap) => return Some(self.or_unchanged(gap, body)),
                Fit::Missing => {
                    let words = &line.folded.text[range.clone()];
                    let is_distinct = has_chars(words, LONG) && !is_note(words);
                    missing = missing.or(is_distinct.then_some((line, range)));
                }
            }
        }
        let (line, range) = missing?;
        if let Some(there) = self.unchanged(body) {
            let span = line.span(self.cx.assessment.source, range);
            return Some(self.gap(line, span, Some(there), GapKind::Unchanged));
        }
        self.of_missing(line, range)
    }

    /// The words of a line that its item does not have, as people quote it: 「窓口課→市民課」, 「5年間／耐火金庫」. The whole line,
    /// where the body nearly has it as a whole.
    fn unproven(&self, line: &Line, range: Range<usize>, sides: Sides) -> Option<Range<usize>> {
        let words = &line.folded.text[range.clone()];
        let pieces = prove(words, line.is_circled(&range), &[sides], &self.labels);
        let unproven = |piece: &&Piece| piece.proof == Proof::Unproven && !piece.of_other;
        let unproven = pieces.iter().find(unproven)?;
        let is_part = unproven.range != (0..words.len());
        let as_whole =
            || near(words, &sides.0.own).is_some_and(|near| near.likeness >= self.least());
        if is_part && pieces.len() > 1 && as_whole() {
            return Some(range);
        }
        Some(range.start + unproven.range.start..range.start + unproven.range.end)
    }

    /// How words of a line fit the body.
    fn fit(&self, line: &Line, range: &Range<usize>, body: &Body) -> Fit {
        let words = &line.folded.text[range.clone()];
        if self.is_there(words, &body.text) {
            return Fit::Right;
        }
        if let Some(fit) = self.by_later_rows(line, range, body) {
            return fit;
        }
        let alike = near(words, &body.text).filter(|near| near.likeness >= self.least());
        let short = || nearly(words, &body.text).filter(|_| self.is_certain());
        let hunks = alike.map(|near| near.hunks);
        let Some(hunks) = hunks.or_else(|| Some(vec![short()?])) else {
            return Fit::Missing;
        };
        let is_text =
            |(own, other): &&Hunk| !self.is_outside(&words[own.clone()], &body.text[other.clone()]);
        let Some((own, other)) = hunks.iter().find(is_text) else {
            return Fit::Right;
        };
        let histories = self.cx.histories();
        let former = around(words, own.clone());
        let said = around(&body.text, other.clone());
        if histories.is_rewritten(self.at, self.log, former, said)
            || histories.is_overwritten(self.at, self.log, words)
        {
            return Fit::Right;
        }
        // What the assessment says there is another line of 変更後.
        if self.entry.after.text().contains(said) {
            return Fit::Missing;
        }
        let kind = GapKind::Differs {
            own: words[own.clone()].to_owned(),
            other: body.text[other.clone()].to_owned(),
        };
        let source = self.cx.assessment.source;
        let own = widened(words, own.clone());
        let own = line.span(source, range.start + own.start..range.start + own.end);
        let other = body.span(source, widened(&body.text, other.clone()));
        Fit::Differs(self.gap(line, own, other.map(|(_, span)| span), kind))
    }

    /// Whether the body has the words, or the names that they list, but for what the form prints around them.
    fn is_there(&self, words: &str, body: &str) -> bool {
        // 「5年間」 does not begin with the number of a list.
        let counts = words.starts_with(|c: char| c.is_ascii_digit()) && !has_chars(words, LONG);
        is_list_of_names(self.item()) && has_all_names(body, words)
            || !counts && self.labels.are_in(body, words)
    }

    /// How words that the body does not have fit it by what later rows make of them; none where that leaves it open.
    fn by_later_rows(&self, line: &Line, range: &Range<usize>, body: &Body) -> Option<Fit> {
        let words = &line.folded.text[range.clone()];
        let histories = self.cx.histories();
        let is_right = match histories.later(self.at, self.log, words) {
            Fate::Quoted(_) => true,
            Fate::Edited(text) => {
                // What a later row put in wrongly is reported at that row.
                let is_own = |(own, _): &Hunk| words.contains(around(&text, own.clone()));
                let is_of_later =
                    || near(&text, &body.text).is_some_and(|near| !near.hunks.iter().any(is_own));
                body.holds(&text) || is_of_later()
            }
            Fate::Same => {
                if let Some(gap) = self.of_sibling(line, range) {
                    return Some(Fit::Differs(gap));
                }
                // A later row goes on with them, though it names another item.
                has_chars(words, DISTINCT) && histories.is_quoted_later(self.at, self.log, words)
            }
        };
        is_right.then_some(Fit::Right)
    }

    /// How alike a text must be to be meant.
    fn least(&self) -> f64 {
        match (self.planned, self.latest) {
            (_, true) => ALIKE,
            (true, false) => SURE,
            (false, false) => OLD,
        }
    }

    /// Whether words of 変更後 and what the body has in their place are no text: a label of the form or a sign that only
    /// 変更後 has, or what parts two texts of the item (「②一部　1万人以上」).
    fn is_outside(&self, own: &str, other: &str) -> bool {
        let is_seam =
            other.chars().all(char::is_control) && !own.chars().any(char::is_alphanumeric);
        let bare = own.trim_matches(is_sign);
        let is_printed = bare.is_empty() || self.labels.contains(bare);
        is_seam || other.is_empty() && !own.is_empty() && is_printed
    }
}
