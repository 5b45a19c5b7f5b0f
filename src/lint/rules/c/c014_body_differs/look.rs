//! Without a version before: the rows of 別添３, each compared with what its items say now.

use std::cell::OnceCell;

use jiff::civil::Date as Day;
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{day, dragged, is_clear, is_planned, newest, target_name};
use super::gap::{Gap, GapKind};
use super::made::{Described, made_days};
use crate::assessment::field::FieldId;
use crate::assessment::resolve::{Meaning, Resolution};
use crate::compare::changelog::body::{Body, Index};
use crate::compare::changelog::cell::Line;
use crate::compare::changelog::labels::{Labels, is_list_of_names};
use crate::compare::changelog::quote::Text;
use crate::compare::changelog::{EntryId, Log, LogEntry};
use crate::form::{Item, ItemKind};
use crate::lint::rules::Context;
use crate::source::Span;
use crate::source::lang::{Lang, say};

/// 別添１: its changes are no words that can be compared.
const FIGURE: &str = "flow_figure";

/// Parts that are written anew at every assessment, whether 別添３ records it or not.
const RENEWED: [&str; 2] = ["cover", "procedure"];

/// All lines of the latest 変更後 of each item that are not what the assessment says; one for an entry.
pub(super) fn find<'a>(cx: &Context<'a>, log: &Log<'a>) -> Vec<Gap> {
    // Numbers that a spreadsheet counted up are reported by C012.
    let runs = dragged::of_cells(cx, log).into_iter();
    let dragged: FxHashSet<EntryId> = runs.flat_map(|run| run.entries).collect();
    let rows = Rows {
        cx,
        log,
        newest: newest(cx, log),
        as_of: cx.as_of(),
        made: made_days(cx, log),
        index: OnceCell::new(),
        whole: OnceCell::new(),
    };
    let mut said = FxHashMap::default();
    let entries = log.entries.iter_enumerated();
    let entries = entries.filter(|(at, _)| !dragged.contains(at));
    let gaps = entries.filter_map(|(at, entry)| match (entry.only(), cx.histories().id(at)) {
        (Some(resolution), Some(id)) => rows.of_one(at, resolution, id, &mut said),
        _ => rows.of_several(at),
    });
    gaps.collect()
}

/// What is known of all rows.
struct Rows<'l, 'a> {
    cx: &'l Context<'a>,
    log: &'l Log<'a>,
    /// The day of the newest revision.
    newest: Option<Day>,
    as_of: Option<Day>,
    /// The days to come that the assessment describes already.
    made: FxHashMap<Option<Day>, Described>,
    /// Where the items of the form are, found when first asked for.
    index: OnceCell<Index<'a>>,
    /// All that the assessment says, read when first asked for.
    whole: OnceCell<Body<'a>>,
}

/// What items say, and the same as what a row may quote.
type Said<'a> = (Body<'a>, Text);

impl<'a> Rows<'_, 'a> {
    /// What a row that names one item says and the item does not; `said` holds what items with other rows say, by their ids.
    fn of_one<'i>(
        &self,
        at: EntryId,
        resolution: &Resolution,
        id: &'i str,
        said: &mut FxHashMap<&'i str, Said<'a>>,
    ) -> Option<Gap> {
        let entry = &self.log.entries[at];
        let is_renewed = RENEWED.iter().any(|part| id.starts_with(part));
        let is_empty = entry.after.is_empty() || entry.places().is_empty();
        if is_renewed && day(entry) != self.newest || is_empty || id.starts_with(FIGURE) {
            return None;
        }
        let look = self.look(at, resolution, entry.places());
        match look.of_value() {
            Judged::Right => None,
            Judged::Wrong(gap) => Some(gap),
            Judged::Text => {
                let item = look.item();
                let is_list = is_list_of_names(item) || item.kind == ItemKind::List;
                let (body, text) = said.entry(id).or_insert_with(|| look.said(is_list));
                look.of_text(body, text)
            }
        }
    }

    /// What a row of the newest revision that names several items says and none of them does.
    fn of_several(&self, at: EntryId) -> Option<Gap> {
        let entry = &self.log.entries[at];
        let is_newest = self.newest.is_some() && day(entry) == self.newest;
        if !is_newest || entry.covers_others {
            return None;
        }
        let items = entry.references.iter().map(|reference| {
            let Meaning::Item(found) = &reference.meaning else {
                return None;
            };
            let is_alone = found.rivals.is_empty() && !reference.places.is_empty();
            let of_figure = self.cx.assessment.form.items[found.item]
                .id
                .starts_with(FIGURE);
            (is_alone && !of_figure).then_some(found)
        });
        let items: Vec<&Resolution> = items.collect::<Option<_>>()?;
        let [first, _, ..] = items.as_slice() else {
            return None;
        };
        let places = entry.references.iter().flat_map(|r| &r.places).copied();
        let places: Vec<FieldId> = places.collect();
        let look = self.look(at, first, &places);
        let (body, text) = look.said(true);
        look.of_text(&body, &text)
    }

    fn look<'s>(
        &'s self,
        at: EntryId,
        resolution: &'s Resolution,
        places: &'s [FieldId],
    ) -> Look<'s, 'a> {
        let entry = &self.log.entries[at];
        let is_newest = self.newest.is_some() && day(entry) == self.newest;
        let described = self.made.get(&day(entry)).copied();
        Look {
            cx: self.cx,
            log: self.log,
            at,
            entry,
            resolution,
            places,
            latest: is_newest || described.is_some(),
            planned: is_planned(entry, self.as_of) && described != Some(Described::Wholly),
            labels: Labels::of(self.cx.assessment.form),
            index: &self.index,
            whole: &self.whole,
        }
    }
}

/// What the comparison by meaning comes to (`value`, `names`).
pub(super) enum Judged {
    /// As it should be, or nothing can be said.
    Right,
    /// Not so.
    Wrong(Gap),
    /// It has to be compared as text (`text`).
    Text,
}

/// An entry under comparison.
pub(super) struct Look<'l, 'a> {
    pub cx: &'l Context<'a>,
    pub log: &'l Log<'a>,
    /// The entry's place in the log.
    pub at: EntryId,
    pub entry: &'l LogEntry<'a>,
    /// The item that it names; of several, the first.
    pub resolution: &'l Resolution,
    /// The items of the assessment that it speaks of.
    pub places: &'l [FieldId],
    /// Whether it belongs to the newest revision, or to a day to come that the assessment describes already.
    pub latest: bool,
    /// Whether the change was still to come, and the assessment may not describe it yet: of a day that it describes in part,
    /// it may describe the row or what was before.
    pub planned: bool,
    pub labels: Labels<'static>,
    /// See [`Rows::index`].
    pub index: &'l OnceCell<Index<'a>>,
    /// See [`Rows::whole`].
    pub whole: &'l OnceCell<Body<'a>>,
}

impl<'a> Look<'_, 'a> {
    pub fn gap(&self, line: &Line, span: Span, other: Option<Span>, kind: GapKind) -> Gap {
        Gap {
            entry: self.at,
            field: line.words.field,
            span,
            other,
            item: self.name(),
            kind,
            newest: self.latest,
        }
    }

    /// How a message names the items that the row speaks of.
    fn name(&self) -> String {
        let first = self.entry.references.first();
        let places = first.map_or(self.places, |first| first.places.as_slice());
        let name = target_name(self.cx, self.resolution, places);
        if self.entry.references.len() > 1 {
            and_others(self.cx.lang, &name)
        } else {
            name
        }
    }

    /// The item that the row names, as the form has it.
    pub fn item(&self) -> &'static Item {
        &self.cx.assessment.form.items[self.resolution.item]
    }

    /// Whether the row is of the newest revision and says for certain which item it means.
    pub fn is_certain(&self) -> bool {
        self.latest && is_clear(self.resolution)
    }

    /// What the items say; `listed` where the row may quote it in any order.
    fn said(&self, listed: bool) -> Said<'a> {
        let body = Body::at(self.cx.assessment, self.places);
        let text = Text {
            own: body.text.clone(),
            listed,
            ..Text::default()
        };
        (body, text)
    }
}

fn and_others(lang: Lang, name: &str) -> String {
    say!(lang, "{name} ほか", "{name} and others")
}
