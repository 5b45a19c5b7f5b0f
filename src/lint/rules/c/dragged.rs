//! Numbers that grow from row to row, as a spreadsheet counts up where cells are dragged down.

use super::{Place, day};
use crate::compare::changelog::body::Body;
use crate::compare::changelog::cell::{ItemText, Line};
use crate::compare::changelog::{EntryId, Log, LogEntry};
use crate::japanese::notation::has_chars;
use crate::japanese::passage::Passage;
use crate::lint::rules::Context;
use jiff::ToSpan;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// From how many rows on a number grows by no chance.
const ROWS: usize = 3;

/// Shorter passages are alike by chance.
const LONG: usize = 20;

/// Words before a number that is counted up on purpose.
const COUNTED: [&str; 8] = ["意見", "指摘", "番号", "No.", "no.", "その", "回答", "質問"];

/// The numbers of a passage in one entry, each with its range in the comparison form of where it is.
struct Numbers<W> {
    entry: EntryId,
    words: W,
    all: Vec<(u64, Range<usize>)>,
}

/// A number that grows, with its places from row to row.
#[derive(Default)]
pub(super) struct Run {
    /// The entries it goes through.
    pub entries: Vec<EntryId>,
    pub places: Vec<Place>,
    pub first: u64,
}

pub(super) fn of_explanations(cx: &Context, log: &Log) -> Vec<Run> {
    let mut passages: FxHashMap<String, Vec<Numbers<(ItemText, Passage)>>> = FxHashMap::default();
    for (entry, words) in log.entries.iter_enumerated() {
        let Some(words) = words.explanation else {
            continue;
        };
        let folded = Passage::of(&words.text.text);
        let (bare, all) = parted(&folded.text, 0);
        if !all.is_empty() {
            let words = (words, folded);
            passages
                .entry(bare)
                .or_default()
                .push(Numbers { entry, words, all });
        }
    }
    let place = |(words, folded): &(ItemText, Passage), range| {
        (words.field, cx.words(words.text, folded.original(range)))
    };
    let next = |a, b| usize::from(b) == usize::from(a) + 1;
    sorted(
        passages
            .into_values()
            .flat_map(|numbers| runs(&numbers, next, place)),
    )
}

/// Runs in 変更後, but for what the assessment says in the very same way.
pub(super) fn of_cells(cx: &Context, log: &Log) -> Vec<Run> {
    let mut passages: FxHashMap<String, Vec<Numbers<&Line>>> = FxHashMap::default();
    for (entry, cells) in log.entries.iter_enumerated() {
        for (line, words, range) in cells.after.segments() {
            let own = |c: char| c.is_ascii_digit() || "()・.".contains(c);
            let words = words.trim_start_matches(own);
            if words.len() < LONG || !words.bytes().any(|b| b.is_ascii_digit()) {
                continue;
            }
            let (bare, all) = parted(words, range.end - words.len());
            if has_chars(&bare, LONG) {
                passages.entry(bare).or_default().push(Numbers {
                    entry,
                    words: line,
                    all,
                });
            }
        }
    }
    let place = |line: &&Line, range| (line.words.field, line.span(cx.assessment.source, range));
    let later = |a, b| b > a;
    let mut found = sorted(
        passages
            .into_values()
            .flat_map(|numbers| runs(&numbers, later, place)),
    );
    let is_right = |entry: &EntryId| is_in_body(cx, &log.entries[*entry]);
    found.retain(|run| !run.entries.iter().all(is_right));
    found
}

/// Whether 変更後 is in the item it names.
fn is_in_body(cx: &Context, entry: &LogEntry) -> bool {
    if entry.places().is_empty() {
        return false;
    }
    let body = Body::at(cx.assessment, entry.places());
    entry
        .after
        .segments()
        .all(|(_, words, _)| body.holds(words))
}

fn sorted(runs: impl Iterator<Item = Run>) -> Vec<Run> {
    let mut runs: Vec<Run> = runs.collect();
    runs.sort_by_key(|run| run.places.first().map(|(_, span)| *span));
    runs
}

/// The words without their numbers, and the numbers with their ranges; the words begin at `start`.
fn parted(words: &str, start: usize) -> (String, Vec<(u64, Range<usize>)>) {
    let mut bare = String::with_capacity(words.len());
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(next) = words[at..].find(|c: char| c.is_ascii_digit()) {
        bare.push_str(&words[at..at + next]);
        at += next;
        let digits = words[at..].bytes().take_while(u8::is_ascii_digit).count();
        let counted = COUNTED.iter().any(|word| bare.ends_with(word));
        let (number, range) = (&words[at..at + digits], start + at..start + at + digits);
        match number.parse() {
            Ok(value) if !counted && digits <= 9 => {
                numbers.push((value, range));
                bare.push('#');
            }
            _ => bare.push_str(number),
        }
        at += digits;
    }
    bare.push_str(&words[at..]);
    (bare, numbers)
}

/// Rows, each a neighbour of the one before, in which one and the same number grows by one and no other changes.
fn runs<W>(
    numbers: &[Numbers<W>],
    neighbours: impl Fn(EntryId, EntryId) -> bool,
    place: impl Fn(&W, Range<usize>) -> Place,
) -> Vec<Run> {
    let mut found = Vec::new();
    let mut start = 0;
    while start + 1 < numbers.len() {
        let Some(which) = step(&numbers[start], &numbers[start + 1]) else {
            start += 1;
            continue;
        };
        let goes_on = |pair: &&[Numbers<W>]| {
            step(&pair[0], &pair[1]) == Some(which) && neighbours(pair[0].entry, pair[1].entry)
        };
        let steps = numbers[start..].windows(2).take_while(goes_on).count();
        let run = &numbers[start..=start + steps];
        if run.len() >= ROWS {
            let at = |n: &Numbers<W>| Some(place(&n.words, n.all.get(which)?.1.clone()));
            found.push(Run {
                entries: run.iter().map(|n| n.entry).collect(),
                places: run.iter().filter_map(at).collect(),
                first: run[0].all.get(which).map_or(0, |(value, _)| *value),
            });
        }
        start += steps.max(1);
    }
    found
}

/// Which number grows by one, where no other differs.
fn step<W>(a: &Numbers<W>, b: &Numbers<W>) -> Option<usize> {
    let pairs = a.all.iter().zip(&b.all);
    let mut differing = pairs.enumerate().filter(|(_, (a, b))| a.0 != b.0);
    let (which, (first, second)) = differing.next()?;
    let alone = differing.next().is_none() && a.entry != b.entry;
    (alone && first.0 + 1 == second.0).then_some(which)
}

/// Rows whose 変更日 grows by one day.
pub(super) fn of_dates(log: &Log) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut run = Run::default();
    let mut before = None;
    for (at, entry) in log.entries.iter_enumerated() {
        let own = day(entry);
        let next = before.and_then(|day: jiff::civil::Date| day.checked_add(1.day()).ok());
        if own.is_none() || own != next {
            found.push(std::mem::take(&mut run));
        }
        run.entries.push(at);
        run.places
            .extend(entry.date.map(|(_, words)| super::whole(words)));
        before = own;
    }
    found.push(run);
    found.retain(|run| run.places.len() >= ROWS);
    found
}
