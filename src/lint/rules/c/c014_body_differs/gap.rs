//! The lines of 変更後 that are not in the items they speak of.

use std::cell::OnceCell;
use std::ops::Range;

use jiff::civil::Date as Day;
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{day, dragged, is_planned, newest, target_name, widened};
use super::made::made_days;
use super::quoted::around;
use crate::assessment::resolve::{Manner, Meaning, Resolution};
use crate::compare::changelog::body::{Body, Index};
use crate::compare::changelog::cell::Line;
use crate::compare::changelog::compare::{Hunk, near, nearly};
use crate::compare::changelog::labels::{Labels, has_all_names, is_list_of_names, is_sign};
use crate::compare::changelog::marks::is_note;
use crate::compare::changelog::quote::{Piece, Proof, Sides, Text, prove};
use crate::compare::changelog::story::Fate;
use crate::compare::changelog::{Log, LogEntry};
use crate::form::ItemKind;
use crate::japanese::notation::has_chars;
use crate::lint::rules::Context;
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::say;

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

/// A line of 変更後 that is not what the assessment says.
pub(super) struct Gap {
    /// The entry's place in the log.
    pub entry: usize,
    /// The item of the row.
    pub place: usize,
    /// The words in question.
    pub span: Span,
    /// Where the assessment says otherwise.
    pub other: Option<Span>,
    /// How a message names the item that the row speaks of.
    pub item: String,
    /// What is wrong.
    pub kind: GapKind,
    /// Whether it belongs to the newest revision.
    pub newest: bool,
}

pub(super) enum GapKind {
    /// Nearly all of it is there: the first words that differ.
    Differs { own: String, other: String },
    /// Another option is chosen, another day written.
    Choice { other: String },
    /// Nothing of it is there.
    Missing,
    /// It is in another item.
    Elsewhere { name: String },
    /// 変更前 says what is now, and 変更後 what was before.
    Exchanged,
    /// What 変更前 says is still there, and what 変更後 says is not.
    Unchanged,
}

impl Gap {
    /// The words that differ, for finding the same difference elsewhere.
    pub fn words(&self) -> Option<(&str, &str)> {
        match &self.kind {
            GapKind::Differs { own, other } => Some((own, other)),
            _ => None,
        }
    }

    pub fn severity(&self) -> Severity {
        match &self.kind {
            GapKind::Differs { own, other }
                if bare(own) == bare(other) || are_list_marks(own, other) =>
            {
                Severity::Info
            }
            GapKind::Differs { .. } | GapKind::Choice { .. } | GapKind::Unchanged
                if self.newest =>
            {
                Severity::Error
            }
            _ => Severity::Warning,
        }
    }
}

/// Whether two words are marks of an item of a list, or parts of them: 「イ」 and 「(2)」, 「②」 and 「ア．」. Numbers alone may count
/// anything.
fn are_list_marks(own: &str, other: &str) -> bool {
    /// A mark is short.
    const LONGEST: usize = 3;
    let is_sign = |c: char| {
        "()（）．.・○●◎ 　アイウエオカキクケコサシスセソ".contains(c) || ('①'..='⑳').contains(&c)
    };
    let is_mark = |words: &str| {
        let words = words.trim();
        !has_chars(words, LONGEST + 1) && words.chars().all(|c| is_sign(c) || c.is_ascii_digit())
    };
    let any_sign = own.contains(is_sign) || other.contains(is_sign);
    is_mark(own) && is_mark(other) && any_sign
}

/// Words without the signs in which notations differ.
fn bare(words: &str) -> String {
    words
        .chars()
        .filter(|c| !"、。・.ー-()「」".contains(*c))
        .collect()
}

/// All lines of the latest 変更後 of each item that are not what the assessment says; one for an entry.
pub(super) fn find<'a>(cx: &Context<'a>, log: &Log<'a>) -> Vec<Gap> {
    let histories = cx.histories();
    let newest = newest(cx, log);
    let as_of = cx.as_of();
    let labels = Labels::of(cx.assessment.form);
    let made = made_days(cx, log);
    let runs = dragged::of_cells(cx, log).into_iter();
    let dragged: FxHashSet<usize> = runs.flat_map(|run| run.entries).collect();
    let mut bodies: FxHashMap<&str, (Body, Text)> = FxHashMap::default();
    let mut whole: Option<Body> = None;
    let index = OnceCell::new();
    let mut found = Vec::new();
    for (at, entry) in log.entries.iter().enumerate() {
        let (Some(resolution), Some(id)) = (entry.only(), histories.id(at)) else {
            if !dragged.contains(&at) {
                found.extend(several(cx, log, at, newest, &index, &mut whole));
            }
            continue;
        };
        // The cover and Ⅵ are written anew at every assessment, whether 別添３ records it or not.
        let renewed = ["cover", "procedure"]
            .iter()
            .any(|part| id.starts_with(part));
        if renewed && day(entry) != newest {
            continue;
        }
        if dragged.contains(&at) {
            continue;
        }
        let look = Look {
            cx,
            log,
            at,
            entry,
            resolution,
            places: entry.places(),
            latest: newest.is_some() && day(entry) == newest || made.contains(&day(entry)),
            planned: is_planned(entry, as_of) && !made.contains(&day(entry)),
            labels,
            index: &index,
        };
        let nothing = entry.after.is_empty() || entry.places().is_empty();
        let of_figure = id.starts_with("flow_figure");
        let judged = if nothing || of_figure {
            Judged::Right
        } else {
            look.of_value()
        };
        let gap = match judged {
            Judged::Right => None,
            Judged::Wrong(gap) => Some(gap),
            Judged::Text => {
                let of_item = || {
                    let body = Body::at(cx.assessment, entry.places());
                    let item = &cx.assessment.form.items[resolution.item];
                    let text = Text {
                        own: body.text.clone(),
                        listed: is_list_of_names(item) || item.kind == ItemKind::List,
                        ..Text::default()
                    };
                    (body, text)
                };
                let (body, text) = bodies.entry(id).or_insert_with(of_item);
                look.of_text(body, text, &mut whole)
            }
        };
        found.extend(gap);
    }
    found
}

/// What a row of the newest revision that names several items says and none of them does.
fn several<'a>(
    cx: &Context<'a>,
    log: &Log<'a>,
    at: usize,
    newest: Option<Day>,
    index: &OnceCell<Index<'a>>,
    whole: &mut Option<Body<'a>>,
) -> Option<Gap> {
    let entry = &log.entries[at];
    let planned = is_planned(entry, cx.as_of());
    let clear = entry
        .references
        .iter()
        .map(|reference| match &reference.meaning {
            Meaning::Item(found) if found.rivals.is_empty() && !reference.places.is_empty() => {
                Some(found)
            }
            _ => None,
        });
    let clear: Vec<&Resolution> = clear.collect::<Option<_>>()?;
    let of_figure = |found: &&Resolution| {
        cx.assessment.form.items[found.item]
            .id
            .starts_with("flow_figure")
    };
    let judged = newest.is_some() && day(entry) == newest && !planned && !entry.covers_others;
    if clear.len() < 2 || !judged || clear.iter().any(of_figure) {
        return None;
    }
    let places: Vec<usize> = entry
        .references
        .iter()
        .flat_map(|r| &r.places)
        .copied()
        .collect();
    let look = Look {
        cx,
        log,
        at,
        entry,
        resolution: clear.first()?,
        places: &places,
        latest: true,
        planned,
        labels: Labels::of(cx.assessment.form),
        index,
    };
    let body = Body::at(cx.assessment, &places);
    let text = Text {
        own: body.text.clone(),
        listed: true,
        ..Text::default()
    };
    look.of_text(&body, &text, whole)
}

/// How a line fits the body.
enum Fit {
    /// It is there, or nothing can be said.
    Right,
    /// Nearly all of it is there.
    Differs(Gap),
    /// It is not there.
    Missing,
}

pub(super) enum Judged {
    /// As it should be, or nothing can be said.
    Right,
    /// Not so.
    Wrong(Gap),
    /// It has to be compared as text.
    Text,
}

/// An entry under comparison.
pub(super) struct Look<'l, 'a> {
    pub cx: &'l Context<'a>,
    pub log: &'l Log<'a>,
    /// The entry's place in the log.
    pub at: usize,
    pub entry: &'l LogEntry<'a>,
    pub resolution: &'l Resolution,
    /// The items of the assessment that it speaks of.
    pub places: &'l [usize],
    /// Whether it belongs to the newest revision, or to a day to come that the assessment describes already.
    pub latest: bool,
    /// Whether the change was still to come, and the assessment may not describe it yet.
    pub planned: bool,
    pub labels: Labels<'static>,
    /// Where the items of the form are, found when first asked for.
    pub index: &'l OnceCell<Index<'a>>,
}

impl<'a> Look<'_, 'a> {
    pub fn gap(&self, line: &Line, span: Span, other: Option<Span>, kind: GapKind) -> Gap {
        Gap {
            entry: self.at,
            place: line.words.place,
            span,
            other,
            item: self.name(),
            kind,
            newest: self.latest,
        }
    }

    /// How a message names the items that the row speaks of.
    fn name(&self) -> String {
        let cx = self.cx;
        let first = match self.entry.references.first() {
            Some(first) => target_name(cx, self.resolution, &first.places),
            None => target_name(cx, self.resolution, self.places),
        };
        if self.entry.references.len() > 1 {
            say!(cx.lang, "{first} ほか", "{first} and others")
        } else {
            first
        }
    }

    /// The first line that the body nearly has, or else the first that is not there at all.
    fn of_text(&self, body: &Body<'a>, text: &Text, whole: &mut Option<Body<'a>>) -> Option<Gap> {
        let after = self.entry.after.text();
        if body.holds(after) || self.planned && self.still_before(body) {
            return None;
        }
        let mut missing = None;
        let former = Text {
            own: self.entry.before.text().to_owned(),
            ..Text::default()
        };
        for (line, words, range) in self.entry.after.segments() {
            let Some(range) = self.unproven(line, words, range, (text, &former)) else {
                continue;
            };
            let words = &line.folded.text[range.clone()];
            match self.fit(line, words, range.clone(), body, after) {
                Fit::Right => {}
                Fit::Differs(gap) => return Some(self.or_unchanged(gap, body)),
                Fit::Missing => {
                    let is_distinct = has_chars(words, LONG) && !is_note(words);
                    missing = missing.or(is_distinct.then_some((line, words, range)));
                }
            }
        }
        let (line, words, range) = missing?;
        if let Some(there) = self.unchanged(body) {
            let span = line.span(self.cx.assessment.source, range);
            return Some(self.gap(line, span, Some(there), GapKind::Unchanged));
        }
        self.of_missing(line, words, range, whole)
    }

    /// The words of a line that its item does not have, as people quote it: 「窓口課→市民課」, 「5年間／耐火金庫」. The whole line,
    /// where the body nearly has it as a whole.
    fn unproven(
        &self,
        line: &Line,
        words: &str,
        range: Range<usize>,
        sides: Sides,
    ) -> Option<Range<usize>> {
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

    /// How a line fits the body; `after` is all of 変更後.
    fn fit(
        &self,
        line: &Line,
        words: &str,
        range: Range<usize>,
        body: &Body<'a>,
        after: &str,
    ) -> Fit {
        let item = &self.cx.assessment.form.items[self.resolution.item];
        let listed = is_list_of_names(item) && has_all_names(&body.text, words);
        // 「5年間」 does not begin with the number of a list.
        let counts = words.starts_with(|c: char| c.is_ascii_digit()) && !has_chars(words, LONG);
        if listed || !counts && self.labels.are_in(&body.text, words) {
            return Fit::Right;
        }
        let histories = self.cx.histories();
        match histories.later(self.at, self.log, words) {
            Fate::Quoted(_) => return Fit::Right,
            Fate::Edited(text) if body.holds(&text) => return Fit::Right,
            Fate::Same => {
                if let Some(gap) = self.of_sibling(line, words, &range) {
                    return Fit::Differs(gap);
                }
                // A later row goes on with them, though it names another item.
                if has_chars(words, DISTINCT) && histories.is_quoted_later(self.at, self.log, words)
                {
                    return Fit::Right;
                }
            }
            // What a later row put in wrongly is reported at that row.
            Fate::Edited(text) => {
                let is_own = |(own, _): &Hunk| words.contains(around(&text, own.clone()));
                let near = near(&text, &body.text);
                if near.is_some_and(|near| !near.hunks.iter().any(is_own)) {
                    return Fit::Right;
                }
            }
        }
        let near = near(words, &body.text).filter(|n| n.likeness >= self.least());
        let short = || nearly(words, &body.text).filter(|_| self.is_certain());
        let hunks = match near {
            Some(near) => near.hunks,
            None => match short() {
                Some(hunk) => vec![hunk],
                None => return Fit::Missing,
            },
        };
        // 「②一部　1万人以上」: what is between two texts of the item is no text.
        let is_seam = |own: &str, other: &str| {
            other.chars().all(char::is_control) && !own.chars().any(char::is_alphanumeric)
        };
        let is_text = |(own, other): &&Hunk| {
            let (own, said) = (&words[own.clone()], &body.text[other.clone()]);
            !self.is_outside(own, other) && !is_seam(own, said)
        };
        let Some((own, other)) = hunks.iter().find(is_text) else {
            return Fit::Right;
        };
        let said = around(&body.text, other.clone());
        let former = around(words, own.clone());
        let rewritten = histories.is_rewritten(self.at, self.log, former, said)
            || histories.is_overwritten(self.at, self.log, words);
        if rewritten {
            return Fit::Right;
        }
        // What the assessment says there is another line of 変更後.
        if after.contains(said) {
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

    /// Whether the row is of the newest revision and says for certain which item it means.
    pub(super) fn is_certain(&self) -> bool {
        let certain = matches!(
            self.resolution.manner,
            Manner::AsPrinted | Manner::CloseLabel | Manner::LevelSkipped
        );
        certain && self.latest
    }

    /// How alike a text must be to be meant.
    fn least(&self) -> f64 {
        if self.planned {
            SURE
        } else if self.latest {
            ALIKE
        } else {
            OLD
        }
    }

    /// Whether words that only 変更後 has are a label of the form or a sign before the text.
    fn is_outside(&self, own: &str, other: &Range<usize>) -> bool {
        let bare = own.trim_matches(is_sign);
        other.is_empty() && !own.is_empty() && (bare.is_empty() || self.labels.contains(bare))
    }

    /// Whether the assessment still says what 変更前 says.
    fn still_before(&self, body: &Body) -> bool {
        let entry = self.entry;
        let after = entry.after.text();
        let mut former = entry
            .before
            .segments()
            .filter(|(_, words, _)| !after.contains(words));
        former.any(|(_, words, _)| body.holds(words))
    }
}
