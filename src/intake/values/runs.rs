//! The pieces of each item: what follows one another in the source is one run; what is repeated is there once.

use rustc_hash::FxHashMap;

use super::Drafter;
use crate::assets::lists::drafts::MARKS;
use crate::form::{Item, ItemKind};
use crate::intake::alignment::{Role, Segment};
use crate::intake::boxes;
use crate::intake::cell::{Note, Part};
use crate::intake::certainty::Why;
use crate::intake::draft::{Key, levels};
use crate::intake::ink::Piece;
use crate::intake::lists;
use crate::japanese::notation::fold;

/// What our own pages say of an assessment that is checked.
const IN_REVIEW: &str = "点検中";

/// The pieces of an item that follow one another in the source.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) pieces: Vec<Piece>,
    /// The cells of a table that they are, where the source says so.
    pub(super) cells: Vec<(usize, usize)>,
    pub(super) margin: f32,
}

impl Drafter<'_> {
    /// The pieces of each item, in the order in which the items begin; what belongs to none goes into the rest.
    pub(super) fn runs<'s>(
        &mut self,
        segments: impl Iterator<Item = &'s Segment>,
    ) -> Vec<(Key, Vec<Run>)> {
        let mut all: Vec<(Key, Vec<Run>)> = Vec::new();
        let mut places: FxHashMap<Key, usize> = FxHashMap::default();
        let mut current: Option<usize> = None;
        for segment in segments {
            let piece = Piece {
                cell: segment.cell,
                range: segment.range.clone(),
            };
            let key = segment.item.clone().filter(|key| self.is_sound(key));
            match (segment.role, key) {
                (Role::Blank, _) => {}
                (Role::Printed, _) => self.draft.printed.push(piece),
                (Role::Label, _) => {
                    current = None;
                    self.draft.printed.push(piece);
                }
                (Role::Value, Some(key)) => {
                    let place = *places.entry(key.clone()).or_insert_with(|| {
                        all.push((key, Vec::new()));
                        all.len() - 1
                    });
                    let runs = &mut all[place].1;
                    if current != Some(place) || runs.is_empty() {
                        runs.push(Run {
                            margin: f32::INFINITY,
                            ..Run::default()
                        });
                    }
                    current = Some(place);
                    if let Some(run) = runs.last_mut() {
                        if let Part::Cell(row, column) = segment.part {
                            run.cells.push((row, column));
                        }
                        run.pieces.push(piece);
                        run.margin = run.margin.min(segment.margin);
                    }
                }
                (Role::Value | Role::Left, _) if self.is_stamp(&piece) => {
                    self.draft.printed.push(piece);
                }
                (Role::Value | Role::Left, _) => self.left.push(piece),
            }
        }
        all
    }

    /// Whether a piece is 素案 or the like in the head of the pages or across them.
    pub(super) fn is_stamp(&self, piece: &Piece) -> bool {
        let cell = &self.book.cells[piece.cell];
        let drawn = cell.grid.is_none() && cell.notes.contains(&Note::Drawing);
        let signs = |c: char| c.is_whitespace() || "（）()【】［］[]".contains(c);
        let words = piece.text(self.book).trim_matches(signs);
        drawn && (MARKS.contains(&words) || words == IN_REVIEW)
    }

    /// Whether the numbers of an item are as many as its lists, or one less where the list itself is meant.
    pub(super) fn is_sound(&self, (item, at): &Key) -> bool {
        let levels = levels(self.form, *item);
        let is_list = self.form.items[*item].is_list();
        at.iter().all(|n| *n > 0) && (at.len() == levels || is_list && at.len() + 1 == levels)
    }

    /// The name of a group of 別添２ without the brackets around it.
    pub(super) fn without_brackets(&mut self, item: &Item, mut pieces: Vec<Piece>) -> Vec<Piece> {
        let parent = self
            .form
            .find(item.id.rsplit_once('.').map_or("", |(parent, _)| parent));
        let in_records = parent.is_some_and(|list| self.form.items[list].plain_list.is_some());
        let [piece] = pieces.as_mut_slice() else {
            return pieces;
        };
        let text = piece.text(self.book);
        if item.kind != ItemKind::Text || !in_records || text.contains('\n') {
            return pieces;
        }
        if let Some(inner) = lists::in_brackets(text.trim()) {
            let start = piece.range.start + text.find(inner).unwrap_or(0);
            let end = start + inner.len();
            let around = [piece.range.start..start, end..piece.range.end];
            let cell = piece.cell;
            let around = around.map(|range| Piece { cell, range });
            piece.range = start..end;
            self.draft.printed.extend(around);
        }
        pieces
    }

    /// Whether a piece stands in the cell right below that of another: a row of 別添３ that goes on.
    fn is_next_row(&self, one: Option<&Piece>, other: Option<&Piece>) -> bool {
        let grid = |piece: &Piece| self.book.cells[piece.cell].grid;
        let grids = one.and_then(grid).zip(other.and_then(grid));
        grids.is_some_and(|(a, b)| {
            (a.table, a.column) == (b.table, b.column) && a.row + a.rows.max(1) == b.row
        })
    }

    /// One run of the pieces of an item: what is repeated is there once, what differs goes into the rest where the item has
    /// room for one text alone.
    pub(super) fn single(
        &mut self,
        item: &Item,
        runs: Vec<Run>,
        doubts: &mut Vec<Why>,
    ) -> Vec<Piece> {
        let mut kept: Vec<(String, Vec<Piece>)> = Vec::new();
        for run in runs {
            let words: String = run.pieces.iter().map(|p| fold(p.text(self.book))).collect();
            if words.is_empty() {
                continue;
            }
            if kept.iter().any(|(known, _)| *known == words) {
                self.draft.printed.extend(run.pieces);
            } else {
                kept.push((words, run.pieces));
            }
        }
        // Beside boxes, words without any are those of another item whose label is an option here.
        let has_boxes = |words: &str| words.contains(|c: char| c == '[' || boxes::is_mark(c));
        if item.kind == ItemKind::Checks && kept.iter().any(|(words, _)| has_boxes(words)) {
            let (boxed, others): (Vec<_>, Vec<_>) =
                kept.into_iter().partition(|(words, _)| has_boxes(words));
            if !others.is_empty() {
                doubts.push(Why::Differs);
            }
            self.left
                .extend(others.into_iter().flat_map(|(_, pieces)| pieces));
            kept = boxed;
        }
        if matches!(item.kind, ItemKind::Choice | ItemKind::ChoiceText) {
            let options: Vec<String> = item.options.iter().map(|o| fold(&o.text)).collect();
            let has_option = |words: &str| options.iter().any(|o| words.contains(o.as_str()));
            kept.sort_by_key(|(words, _)| !has_option(words));
        }
        let joins = match item.kind {
            ItemKind::Text | ItemKind::TextText => item.printed_in.is_empty(),
            ItemKind::Checks | ItemKind::List | ItemKind::Table | ItemKind::Map => true,
            _ => false,
        };
        let mut kept = kept.into_iter().map(|(_, pieces)| pieces);
        let mut pieces = kept.next().unwrap_or_default();
        for more in kept {
            if joins {
                if !self.is_next_row(pieces.last(), more.first()) {
                    doubts.push(Why::Scattered);
                }
                pieces.extend(more);
            } else {
                doubts.push(Why::Differs);
                self.left.extend(more);
            }
        }
        pieces
    }
}
