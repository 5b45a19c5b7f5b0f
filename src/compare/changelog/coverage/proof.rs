//! An entry proved against the items of changes: which of its words are where, and which nowhere.

use std::ops::Range;

use super::super::side::Side;
use super::Unproven;
use super::cover::Cover;
use super::subject::Subject;
use crate::compare::changelog::cell::Line;
use crate::compare::changelog::compare::{holds, near};
use crate::compare::changelog::labels::Labels;
use crate::compare::changelog::quote::{Piece, Proof, Sides, Text, prove};
use crate::compare::changelog::story::{Fate, Stories};
use crate::compare::changelog::{EntryId, Log, LogEntry, marks};
use crate::japanese::notation::has_chars;

/// How alike two texts are that are meant to be one.
const ALIKE: f64 = 0.75;

/// Shorter words are names that may be in several places.
const LONG: usize = 10;

/// How alike words and a text are that no remark is.
const QUOTED: f64 = 0.6;

/// What an entry says of some changes.
#[derive(Debug, Default)]
pub(super) struct Proved {
    /// What it says of each of them.
    pub covers: Vec<Cover>,
    /// How many of its characters each of them has.
    pub scores: Vec<usize>,
    /// What no text has.
    pub unproven: Vec<Unproven>,
}

impl Proved {
    /// The unproven of a cell.
    pub fn of(&self, side: Side) -> Vec<Unproven> {
        let own = self
            .unproven
            .iter()
            .filter(|unproven| unproven.side == side);
        own.cloned().collect()
    }
}

/// How entries are proved.
pub(super) struct Prover<'p, 'a> {
    pub log: &'p Log<'a>,
    pub labels: &'p Labels<'static>,
    /// What several entries of one item make of each other's words.
    pub stories: &'p Stories,
}

impl Prover<'_, '_> {
    /// Proves an entry against changes. With `exchanged`, 変更前 is proved against the new version and 変更後 against the old
    /// one. With `planned`, both are proved against the new version, and 変更後 may say anything.
    pub fn prove(&self, e: EntryId, subjects: &[&Subject], way: Way) -> Proved {
        let entry = &self.log.entries[e];
        let mut proved = Proved {
            covers: vec![Cover::default(); subjects.len()],
            scores: vec![0; subjects.len()],
            unproven: Vec::new(),
        };
        for side in [Side::Before, Side::After] {
            if way == Way::Planned && side == Side::After {
                continue;
            }
            let of = match way {
                Way::Straight => side,
                Way::Exchanged => side.other(),
                Way::Planned => Side::After,
            };
            let sides: Vec<Sides> = subjects
                .iter()
                .map(|s| (s.text(of), s.text(of.other())))
                .collect();
            for (number, line) in side.cell(entry).lines.iter().enumerate() {
                let whole = 0..line.folded.text.len();
                // A text may itself say （中略）.
                let says_marks = line.segments.as_slice() != [whole.clone()]
                    && sides
                        .iter()
                        .any(|(own, _)| holds(&own.own, &line.folded.text));
                let ranges = if says_marks {
                    std::slice::from_ref(&whole)
                } else {
                    &line.segments
                };
                for range in ranges {
                    self.line(e, side, of, (number, line, range), &sides, &mut proved);
                }
            }
        }
        proved
    }

    fn line(
        &self,
        e: EntryId,
        side: Side,
        of: Side,
        (number, line, range): (usize, &Line, &Range<usize>),
        sides: &[Sides],
        proved: &mut Proved,
    ) {
        let words = &line.folded.text[range.clone()];
        let mut pieces = prove(words, line.is_circled(range), sides, self.labels);
        // A line of which nearly all is there is wrong in its own words, not in one of its parts.
        let names = |(own, _): &Sides| own.listed || own.boxes.is_some();
        let in_parts = pieces.len() > 1
            && pieces.iter().any(|piece| piece.proof == Proof::Unproven)
            && !sides.iter().any(names);
        if in_parts && pieces.iter().all(|piece| !piece.of_other) {
            let texts: Vec<&Text> = sides.iter().map(|(own, _)| *own).collect();
            if nearest(words, &texts).is_some_and(|near| near.likeness >= ALIKE) {
                pieces = vec![Piece {
                    range: 0..words.len(),
                    of_other: false,
                    proof: Proof::Unproven,
                }];
            }
        }
        for piece in pieces {
            let own = &words[piece.range.clone()];
            let of = if piece.of_other { of.other() } else { of };
            let place = range.start + piece.range.start..range.start + piece.range.end;
            let unproven = |range, other, row| Unproven {
                side,
                line: number,
                range,
                other,
                row,
            };
            match piece.proof {
                Proof::Aside => {}
                Proof::Found(places) => {
                    if side == Side::Before
                        && of == side
                        && let Some((row, text)) = self.overwritten(e, own)
                    {
                        let found = differing(own, &text);
                        let (range, other) = found.map_or((place.clone(), Some(text)), |(r, o)| {
                            (place.start + r.start..place.start + r.end, Some(o))
                        });
                        proved.unproven.push(unproven(range, other, Some(row)));
                        continue;
                    }
                    proved
                        .covers
                        .iter_mut()
                        .for_each(|cover| cover.say(of, own));
                    let mut last = None;
                    for (at, range) in places {
                        proved.covers[at].add(of, range, own);
                        if last != Some(at) {
                            proved.scores[at] += 1 + own.len();
                        }
                        last = Some(at);
                    }
                }
                Proof::Unproven => {
                    let texts = sides
                        .iter()
                        .map(|(own, other)| if piece.of_other { *other } else { *own });
                    let texts: Vec<&Text> = texts.collect();
                    if self.is_of_story(e, side, own, &texts) {
                        continue;
                    }
                    let best = nearest(own, &texts);
                    if marks::is_note(own)
                        && best.as_ref().is_none_or(|near| near.likeness < QUOTED)
                    {
                        // What is only said of the change names what came and went.
                        proved
                            .covers
                            .iter_mut()
                            .for_each(|cover| cover.say(of, own));
                        continue;
                    }
                    let least = best.as_ref().map_or(ALIKE, |near| near.likeness.max(ALIKE));
                    let best = best.filter(|near| near.likeness >= ALIKE);
                    // A misspelt box, or a name, may be any of those that changed.
                    let of_boxes = texts.iter().any(|text| text.boxes.is_some());
                    match &best {
                        Some(near) if !of_boxes && has_chars(own, LONG) => {
                            near.windows.iter().for_each(|(at, window)| {
                                proved.covers[*at].claim(of, window.clone());
                            })
                        }
                        _ => proved.covers.iter_mut().for_each(|cover| cover.all = true),
                    }
                    let of_row = if side == Side::Before && of == side {
                        self.written_otherwise(e, own, least)
                    } else {
                        None
                    };
                    let found = of_row.or_else(|| best.map(|near| (near.own, near.other, None)));
                    proved.unproven.push(match found {
                        Some((own, other, row)) => {
                            let range = place.start + own.start..place.start + own.end;
                            unproven(range, Some(other), row)
                        }
                        None => unproven(place, None, None),
                    });
                }
            }
        }
    }

    /// Whether another entry of the item explains words: a later one that quotes 変更後, an earlier one that wrote 変更前.
    fn is_of_story(&self, e: EntryId, side: Side, words: &str, texts: &[&Text]) -> bool {
        self.stories.with(e).any(|story| {
            let fate = match side {
                Side::Before => story.earlier(e, self.log, words),
                Side::After => story.later(e, self.log, words),
            };
            match fate {
                // What a later row quotes nearly is a matter of that row.
                Fate::Same if side == Side::After => {
                    let rows = story.quotes_alike(e, self.log, words).into_iter();
                    rows.map(|row| &self.log.entries[row]).any(|entry| {
                        let mut lines = entry.before.segments();
                        lines.any(|(_, line, _)| {
                            let alike = near(words, line).is_some_and(|n| n.likeness >= ALIKE);
                            alike && !texts.iter().any(|text| holds(&text.own, line))
                        })
                    })
                }
                Fate::Same => false,
                Fate::Quoted(_) => true,
                Fate::Edited(text) => texts.iter().any(|t| holds(&t.own, &text)),
            }
        })
    }

    /// What an earlier entry wrote that is more like words of 変更前 than anything in the version before.
    fn written_otherwise(
        &self,
        e: EntryId,
        words: &str,
        least: f64,
    ) -> Option<(Range<usize>, String, Option<EntryId>)> {
        let rows = self
            .stories
            .with(e)
            .flat_map(|story| story.wrote_alike(e, self.log, words));
        rows.into_iter().find_map(|row| {
            let mut lines = self.log.entries[row].after.segments();
            lines.find_map(|(_, line, _)| {
                let near = near(words, line).filter(|near| near.likeness > least)?;
                let (own, other) = near.hunks.into_iter().next()?;
                Some((own, line[other].to_owned(), Some(row)))
            })
        })
    }

    /// What an earlier entry put for words of 変更前, though the version before has them.
    fn overwritten(&self, e: EntryId, words: &str) -> Option<(EntryId, String)> {
        self.stories
            .with(e)
            .find_map(|story| story.replaced(e, self.log, words))
    }
}

/// How an entry is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// 変更前 is the old version, 変更後 the new one.
    Straight,
    /// The other way round.
    Exchanged,
    /// 変更前 is the new version, and 変更後 is still to come.
    Planned,
}

/// What nearly is some words.
struct Nearest {
    likeness: f64,
    /// The words that differ first, and what is there.
    own: Range<usize>,
    other: String,
    /// The texts that have something like them, and where.
    windows: Vec<(usize, Range<usize>)>,
}

/// The passages most like words.
fn nearest(words: &str, texts: &[&Text]) -> Option<Nearest> {
    let mut best: Option<Nearest> = None;
    let mut windows = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let Some(found) = near(words, &text.own) else {
            continue;
        };
        let Some((own, other)) = found.hunks.first().cloned() else {
            continue;
        };
        if found.likeness >= ALIKE {
            windows.push((at, found.window));
        }
        if best
            .as_ref()
            .is_none_or(|best| best.likeness < found.likeness)
        {
            best = Some(Nearest {
                likeness: found.likeness,
                own,
                other: text.own[other].to_owned(),
                windows: Vec::new(),
            });
        }
    }
    best.map(|best| Nearest { windows, ..best })
}

/// The first characters in which words differ from what another row wrote, where they are like it at all.
fn differing(words: &str, text: &str) -> Option<(Range<usize>, String)> {
    let near = near(words, text).filter(|near| near.likeness >= ALIKE)?;
    let (own, other) = near.hunks.into_iter().next()?;
    Some((own, text[other].to_owned()))
}

/// The words of a cell that the version of that side does not have in the item of a change.
pub(super) fn unproven<'l, 'a>(
    subject: &'l Subject,
    entry: &'l LogEntry<'a>,
    side: Side,
    labels: &'l Labels,
) -> impl Iterator<Item = (&'l Line<'a>, Range<usize>)> {
    let sides = (subject.text(side), subject.text(side.other()));
    let segments = side.cell(entry).segments();
    segments.flat_map(move |(line, words, range)| {
        let pieces = prove(words, line.is_circled(&range), &[sides], labels).into_iter();
        let is_note = |own: &str| {
            let texts = [sides.0, sides.1];
            let near = nearest(own, &texts).filter(|near| near.likeness >= QUOTED);
            marks::is_note(own) && near.is_none()
        };
        let unproven = pieces.filter(|piece| {
            piece.proof == Proof::Unproven && !is_note(&words[piece.range.clone()])
        });
        let places: Vec<Range<usize>> = unproven
            .map(|piece| range.start + piece.range.start..range.start + piece.range.end)
            .collect();
        places.into_iter().map(move |place| (line, place))
    })
}
