//! What the order of the labels alone does not show: labels side by side above their values, boxes before their words, a
//! text that stands before its label.

use std::ops::Range;

use super::beside::{boxes_before, is_box, label_last, side_by_side};
use super::drawn;
use super::labels::Labels;
use super::spot::{GUESSED, Spot, row};
use super::state::Takes;
use crate::form::{Form, ItemId, ItemKind};
use crate::intake::alignment::Role;
use crate::intake::cell::{Book, Order};
use crate::japanese::notation::fold;

/// Puts right what stands in another order than the form's.
pub(super) fn mend(spots: &mut Vec<Spot>, book: &Book, form: &Form, labels: &Labels) {
    side_by_side(spots, book, labels);
    label_last(spots, book, labels);
    boxes_before(spots, book, labels);
    closing_brackets(spots, book);
    without_label(spots, form, labels);
    text_before_label(spots, book, form, labels);
    lost_label(spots, book, labels);
    if book.order == Order::Drawn {
        drawn::mend(spots, book, form, labels);
    }
    for spot in spots {
        let state = &labels.states[spot.state];
        let box_alone = || is_box(spot.text(book));
        let placeless = state.item.is_none()
            || state.takes == Takes::Nothing && spot.item.as_ref().map(|(i, _)| *i) == state.item
            || state.takes == Takes::Single && !box_alone();
        if spot.is_value() && placeless {
            spot.role = Role::Left;
        }
    }
}

/// A line of a text that has the words of the label under which it stands is a heading of the text.
pub(super) fn repeated(spots: &mut [Spot]) {
    const DOUBTFUL: f32 = 1.9;
    for place in 1..spots.len() {
        let (before, spot) = (&spots[place - 1], &spots[place]);
        let same = before.is_value() && spot.is_label() && before.state == spot.state;
        let inside = before.cell == spot.cell || spot.score < DOUBTFUL;
        if same && inside && spot.entry.is_none() {
            spots[place].role = Role::Value;
        }
    }
}

/// （手数料額、納付方法: …）: the brackets around a label and its value are the form's.
fn closing_brackets(spots: &mut Vec<Spot>, book: &Book) {
    let bracket = |of: &Spot, range: Range<usize>| Spot {
        range,
        role: Role::Printed,
        ..of.clone()
    };
    let mut all: Vec<Spot> = Vec::with_capacity(spots.len());
    let mut open = false;
    for mut spot in std::mem::take(spots) {
        if spot.bracket && spot.is_label() {
            if let Some(before) = all.last_mut().filter(|b| b.cell == spot.cell) {
                let end = before.range.end;
                let kept = before
                    .text(book)
                    .trim_end()
                    .trim_end_matches(['(', '（'])
                    .len();
                before.range.end = before.range.start + kept;
                let opening = bracket(before, before.range.end..end);
                all.push(opening);
            }
            open = true;
            all.push(spot);
            continue;
        }
        let of_label = open && spot.is_value() && all.last().is_some_and(|l| l.cell == spot.cell);
        open = false;
        let text = spot.text(book).trim_end();
        let inner = text.strip_suffix([')', '）']).filter(|inner| {
            of_label && inner.matches(['(', '（']).count() <= inner.matches([')', '）']).count()
        });
        let Some(inner) = inner.map(str::len) else {
            all.push(spot);
            continue;
        };
        let end = spot.range.start + text.len();
        spot.range.end = spot.range.start + inner;
        let closing = bracket(&spot, spot.range.end..end);
        all.extend([spot, closing]);
    }
    *spots = all;
}

/// Where an item that every assessment has is left out, a second row of values before may be its own: its label is lost.
fn lost_label(spots: &mut [Spot], book: &Book, labels: &Labels) {
    const DOUBT: f32 = 0.7;
    let mut place = 0;
    while place < spots.len() {
        let begin = place;
        let state = spots[begin].state;
        let length = spots[begin..]
            .iter()
            .take_while(|spot| spot.state == state)
            .count();
        place += length;
        let Some(next) = spots.get(place).map(|next| next.state) else {
            break;
        };
        let near = next > state && labels.states[next].section == labels.states[state].section;
        let skipped = labels.states.get(state + 1..next).unwrap_or_default();
        let lost = skipped
            .iter()
            .any(|s| s.weight >= 1.0 && s.takes != Takes::Nothing);
        let values = || spots[begin..place].iter().filter(|spot| spot.is_value());
        let mut rows = values().map(|spot| row(book, spot.cell).unwrap_or((spot.cell, 0)));
        let first = rows.next();
        let many = first.is_some() && rows.any(|other| Some(other) != first);
        if near && lost && many {
            for spot in &mut spots[begin..place] {
                spot.margin = spot.margin.min(DOUBT);
            }
        }
    }
}

/// A text right under a bar belongs to the item below it where that has no other: システム1, and the name without a label.
fn without_label(spots: &mut [Spot], form: &Form, labels: &Labels) {
    let filled: Vec<(ItemId, Vec<usize>)> = spots
        .iter()
        .filter(|spot| spot.is_value())
        .filter_map(|spot| spot.item.clone())
        .collect();
    let filled: rustc_hash::FxHashSet<_> = filled.into_iter().collect();
    for spot in spots {
        let state = &labels.states[spot.state];
        let (true, Takes::Nothing, Some((item, at))) = (spot.is_value(), state.takes, &spot.item)
        else {
            continue;
        };
        let below = form.children(Some(*item));
        let texts = below.iter().filter(|child| {
            let kind = form.items[**child].kind;
            matches!(kind, ItemKind::Text | ItemKind::TextText)
        });
        let texts: Vec<ItemId> = texts.copied().collect();
        let is_entry = form.items[*item].is_list() && !at.is_empty();
        let only = below.len() == 1 || is_entry;
        let Some(child) = texts.first().copied().filter(|_| only) else {
            continue;
        };
        let to = (child, at.clone());
        if !filled.contains(&to)
            && let Some(state) = labels.states_of(child).first()
        {
            spot.state = *state;
            spot.item = Some(to);
            spot.margin = GUESSED;
        }
    }
}

/// ⑤物理的対策 [ … ] ＜選択肢＞ 1) … 3) … and then the text whose label 具体的な対策の内容 follows it: a text after the options
/// of a choice belongs to the empty item below it.
fn text_before_label(spots: &mut Vec<Spot>, book: &Book, form: &Form, labels: &Labels) {
    let rests = (0..spots.len()).filter_map(|place| {
        let rest = behind_options(spots, place, book, form, labels)?;
        Some((place, rest))
    });
    let rests: Vec<(usize, Spot)> = rests.collect();
    let mut rests = rests.into_iter().peekable();
    let mut all = Vec::with_capacity(spots.len() + rests.len());
    for (place, mut spot) in std::mem::take(spots).into_iter().enumerate() {
        match rests.next_if(|(at, _)| *at == place) {
            Some((_, rest)) => {
                spot.range.end = rest.range.start;
                all.extend([spot, rest]);
            }
            None => all.push(spot),
        }
    }
    *spots = all;
}

/// The text behind the options of a choice, as the value of the item below it.
fn behind_options(
    spots: &[Spot],
    place: usize,
    book: &Book,
    form: &Form,
    labels: &Labels,
) -> Option<Spot> {
    const NEAR: usize = 60;
    let spot = &spots[place];
    let (item, at) = spot.item.as_ref()?;
    if labels.states[spot.state].takes != Takes::Choice || !spot.is_value() {
        return None;
    }
    let options = form.items[*item].options.iter();
    let end = after_options(spot.text(book), options.map(|option| option.text.as_str()))?;
    let is_text = |child: &&ItemId| form.items[**child].kind == ItemKind::Text;
    let child = form.children(Some(*item)).iter().find(is_text)?;
    let to = (*child, at.clone());
    let after = spots[place + 1..].iter().take(NEAR).take_while(|other| {
        let below = other.item.as_ref().map(|(item, _)| *item);
        below == Some(*item) || below == Some(*child)
    });
    let mut values = after.filter(|other| other.is_value() && other.item.as_ref() == Some(&to));
    if values.any(|value| value.cell != spot.cell) {
        return None;
    }
    let mut rest = spot.clone();
    rest.range.start += end;
    if rest.text(book).trim().is_empty() {
        return None;
    }
    rest.item = Some(to);
    rest.margin = GUESSED;
    rest.state = labels
        .states_of(*child)
        .first()
        .copied()
        .unwrap_or(rest.state);
    Some(rest)
}

/// Where a list of options ends that says so: after the last option with its number.
fn after_options<'o>(text: &str, options: impl Iterator<Item = &'o str>) -> Option<usize> {
    let marked = text.find("選択肢")?;
    let mut end = None;
    for option in options {
        let wanted: Vec<char> = fold(option).chars().collect();
        end = end.max(Some(found_after(text, marked, &wanted)?));
    }
    end
}

/// Where words end that stand after a place, whatever blanks and widths they are written with.
fn found_after(text: &str, from: usize, wanted: &[char]) -> Option<usize> {
    const LONGEST: usize = 1_500;
    let folded: Vec<(usize, char)> = text[from..]
        .char_indices()
        .take(LONGEST)
        .flat_map(|(at, c)| {
            let end = from + at + c.len_utf8();
            let folded: Vec<char> = fold(c.encode_utf8(&mut [0; 4])).chars().collect();
            folded.into_iter().map(move |c| (end, c))
        })
        .collect();
    let fits = |window: &&[(usize, char)]| window.iter().zip(wanted).all(|((_, a), b)| a == b);
    let mut windows = folded.windows(wanted.len().max(1));
    let window = windows.find(fits)?;
    window.last().map(|(end, _)| *end)
}
