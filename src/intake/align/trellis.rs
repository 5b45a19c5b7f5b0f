//! The best way through the form for a row of labels and texts (Viterbi), with how much better it is than the next best.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::atoms::Atom;
use super::hints::Hint;
use super::hit::Hit;
use super::labels::Labels;
use super::state::{Level, State};
use crate::form::{ItemId, Layout};
use crate::intake::cell::Order;

/// Longer books are walked through in parts of so many steps: the memory stays within bounds.
const PART: usize = 4_000;

/// The margin of what has no rival.
const SURE: f32 = 9.0;

const NEVER: f32 = -1e9;

/// A step of the way.
#[derive(Debug)]
pub(super) enum Step {
    /// A text that may be one of several labels, or a value.
    Label {
        atom: usize,
        hits: Vec<Hit>,
        refuse: f32,
    },
    /// Texts that are no labels.
    Gap { atoms: Range<usize>, hint: Hint },
}

/// Where a step leads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stop {
    pub state: usize,
    pub label: bool,
    pub margin: f32,
}

/// What it costs to go from one state to another: rows of costs by the state to which they lead.
pub(super) struct Moves {
    into: Vec<Vec<f32>>,
}

impl Moves {
    pub(super) fn of(labels: &Labels, order: Order) -> Self {
        let mut sums = vec![0.0];
        for state in &labels.states {
            sums.push(sums.last().copied().unwrap_or(0.0) + state.weight);
        }
        let states = &labels.states;
        // Where each list begins.
        let mut begins: FxHashMap<ItemId, usize> = FxHashMap::default();
        for (place, state) in states.iter().enumerate() {
            for list in &state.lists {
                begins.entry(*list).or_insert(place);
            }
        }
        let cost = |from: usize, to: usize| cost(states, &sums, &begins, order, from, to);
        let row = |to: usize| (0..states.len()).map(|from| cost(from, to)).collect();
        Moves {
            into: (0..states.len()).map(row).collect(),
        }
    }
}

/// What a label that is left out costs.
const SKIP: f32 = 0.06;

/// What it costs besides, however many they are: what is lost is rather lost in one piece.
const GAP: f32 = 0.3;

fn cost(
    states: &[State],
    sums: &[f32],
    begins: &FxHashMap<ItemId, usize>,
    order: Order,
    from: usize,
    to: usize,
) -> f32 {
    let (a, b) = (&states[from], &states[to]);
    let skipped = |from: usize, to: usize| SKIP * (sums[to] - sums[from]).max(0.0);
    if to > from {
        // Lost pages are no reason to disbelieve the heading of the next chapter.
        let most = match b.level {
            Level::Chapter => 1.5,
            Level::Section => 2.5,
            _ if from == 0 => 2.0,
            _ => 3.5,
        };
        let gap = if to > from + 1 { GAP } else { 0.0 };
        return -(gap + skipped(from + 1, to)).min(most) - leaving(a, b);
    }
    let mut best: f32 = match (order, b.level) {
        (_, _) if to == from && b.level > Level::Row => -0.3,
        (_, _) if to == from => -1.0,
        (_, Level::Chapter) => -2.0,
        (_, Level::Section) => -2.8,
        (Order::Read, _) if a.section == b.section => -2.5,
        (Order::Drawn, _) if a.section == b.section => -2.0,
        (_, _) => -4.0,
    };
    // An entry of a list begins again.
    for list in &a.lists {
        if b.lists.contains(list) {
            let begin = begins.get(list).copied().unwrap_or(to);
            let cost = -0.3 - skipped(begin, to);
            best = best.max(cost);
        }
    }
    best - leaving(a, b)
}

/// In a chapter that has a text of its own the words of a label are rather its words: 識別情報, 備考.
fn leaving(from: &State, to: &State) -> f32 {
    const COST: f32 = 2.5;
    let own_text = matches!(
        from.layout,
        Layout::Records | Layout::Annex | Layout::Changes
    );
    let inside = from.chapter == to.chapter || to.level >= Level::Section;
    if own_text && !inside { COST } else { 0.0 }
}

/// The steps for a row of pieces.
pub(super) fn steps<'t>(
    atoms: &[Atom],
    labels: &Labels,
    text: impl Fn(&Atom) -> &'t str,
) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut place = 0;
    while place < atoms.len() {
        let atom = &atoms[place];
        if atom.hits.is_empty() {
            let length = atoms[place..]
                .iter()
                .take_while(|a| a.hits.is_empty())
                .count();
            let range = place..place + length;
            let hint = Hint::of(atoms[range.clone()].iter().map(&text), labels);
            place = range.end;
            steps.push(Step::Gap { atoms: range, hint });
        } else {
            steps.push(Step::Label {
                atom: place,
                hits: atom.hits.clone(),
                refuse: atom.refuse,
            });
            place += 1;
        }
    }
    steps
}

/// The best way.
pub(super) fn walk(steps: &[Step], labels: &Labels, moves: &Moves) -> Vec<Stop> {
    let mut stops = Vec::with_capacity(steps.len());
    let mut state = 0;
    for part in steps.chunks(PART) {
        stops.extend(walk_part(part, labels, moves, state));
        state = stops.last().map_or(0, |stop: &Stop| stop.state);
    }
    stops
}

fn walk_part(steps: &[Step], labels: &Labels, moves: &Moves, start: usize) -> Vec<Stop> {
    let states = &labels.states;
    let mut first = vec![NEVER; states.len()];
    first[start] = 0.0;
    let mut before = vec![first];
    for (place, step) in steps.iter().enumerate() {
        let scores = forward(step, &before[place], states, moves);
        before.push(scores);
    }
    // What the rest of the way is worth from each state.
    let mut rest = vec![0.0; states.len()];
    let Some(last) = before.last() else {
        return Vec::new();
    };
    let mut state = best(last);
    let mut stops = Vec::with_capacity(steps.len());
    for (place, step) in steps.iter().enumerate().rev() {
        let margin = margin(&before[place + 1], &rest, state, states);
        let came = match step {
            Step::Label { hits, refuse, .. } => {
                came(hits, *refuse, &before[place], state, states, moves)
            }
            Step::Gap { .. } => None,
        };
        stops.push(Stop {
            state,
            label: came.is_some(),
            margin,
        });
        state = came.unwrap_or(state);
        rest = backward(step, &rest, states, moves);
    }
    stops.reverse();
    stops
}

/// Whether a state takes any words for its text, those of labels too.
fn takes_all(state: &State) -> bool {
    let text_alone = matches!(
        state.layout,
        Layout::Records | Layout::Annex | Layout::Changes
    );
    state.item.is_none() || text_alone
}

fn forward(step: &Step, before: &[f32], states: &[State], moves: &Moves) -> Vec<f32> {
    let mut after = before.to_vec();
    match step {
        Step::Gap { hint, .. } => hint.add(&mut after, states),
        Step::Label { hits, refuse, .. } => {
            for (score, state) in after.iter_mut().zip(states) {
                if !takes_all(state) {
                    *score -= refuse;
                }
            }
            for hit in hits {
                let (_, score) = arrival(hit, before, moves);
                after[hit.state] = after[hit.state].max(score);
            }
        }
    }
    after
}

/// From where a label is best reached, and what that is worth.
fn arrival(hit: &Hit, before: &[f32], moves: &Moves) -> (usize, f32) {
    let into = &moves.into[hit.state];
    let mut found = (0, NEVER);
    for (from, (score, cost)) in before.iter().zip(into).enumerate() {
        if score + cost > found.1 {
            found = (from, score + cost);
        }
    }
    (found.0, found.1 + hit.score)
}

fn backward(step: &Step, rest: &[f32], states: &[State], moves: &Moves) -> Vec<f32> {
    let mut earlier = rest.to_vec();
    match step {
        Step::Gap { hint, .. } => hint.add(&mut earlier, states),
        Step::Label { hits, refuse, .. } => {
            for (score, state) in earlier.iter_mut().zip(states) {
                if !takes_all(state) {
                    *score -= refuse;
                }
            }
            for hit in hits {
                let worth = rest[hit.state] + hit.score;
                let into = &moves.into[hit.state];
                for (score, cost) in earlier.iter_mut().zip(into) {
                    *score = score.max(cost + worth);
                }
            }
        }
    }
    earlier
}

/// From which state the label of a state was reached; none where the text is a value of it.
fn came(
    hits: &[Hit],
    refuse: f32,
    before: &[f32],
    state: usize,
    states: &[State],
    moves: &Moves,
) -> Option<usize> {
    let stayed = before[state]
        - if takes_all(&states[state]) {
            0.0
        } else {
            refuse
        };
    let hit = hits.iter().filter(|hit| hit.state == state);
    let arrivals = hit.map(|hit| arrival(hit, before, moves));
    let arrival = arrivals.max_by(|a, b| a.1.total_cmp(&b.1))?;
    (arrival.1 > stayed).then_some(arrival.0)
}

fn best(scores: &[f32]) -> usize {
    let best = scores
        .iter()
        .enumerate()
        .max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
    best.map_or(0, |(state, _)| state)
}

/// How much better the best way is than the best that goes through another item here.
fn margin(before: &[f32], rest: &[f32], state: usize, states: &[State]) -> f32 {
    let worth = |state: usize| before[state] + rest[state];
    let own = &states[state];
    // An entry and its name are one thing: 委託事項1.
    let same = |other: &State| {
        other.item == own.item
            || other
                .item
                .is_some_and(|item| own.lists.last() == Some(&item))
    };
    let others = (0..states.len()).filter(|other| !same(&states[*other]));
    let other = others.map(worth).fold(NEVER, f32::max);
    (worth(state) - other).clamp(0.0, SURE)
}
