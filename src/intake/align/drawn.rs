//! Pages that were drawn in another order than they are read: brackets, options and answers far from their labels.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::labels::Labels;
use super::printed::is_options;
use super::spot::{GUESSED, Spot};
use super::state::Takes;
use crate::form::{Form, ItemId, Layout};
use crate::intake::alignment::Role;
use crate::intake::cell::Book;
use crate::japanese::notation::fold;

/// An answer this many pieces away from its label may still be its.
const NEAR: usize = 40;

pub(super) fn mend(spots: &mut [Spot], book: &Book, form: &Form, labels: &Labels) {
    cover(spots, book, form, labels);
    answers(spots, book, labels);
    for spot in spots.iter_mut().filter(|spot| spot.is_value()) {
        fragment(spot, book, labels);
    }
}

/// Who makes the assessment, and the declaration, are recognised by their words.
fn cover(spots: &mut [Spot], book: &Book, form: &Form, labels: &Labels) {
    let agency = form.agencies.item.as_deref().and_then(|id| form.find(id));
    let label = |spot: &Spot| spot.is_label() && labels.states[spot.state].layout == Layout::Cover;
    let declaration = spots
        .iter()
        .filter(|spot| label(spot))
        .find(|spot| fold(spot.text(book)).ends_with("宣言"));
    let declaration = declaration
        .and_then(|spot| spot.item.as_ref())
        .map(|(item, _)| *item);
    let is_agency = |text: &str| text.chars().count() <= 20 && form.agencies.kind(text).is_some();
    let declares = |text: &str| text.trim_end().ends_with("宣言する。");
    type Fits<'f> = &'f dyn Fn(&str) -> bool;
    let wanted = [
        (agency, &is_agency as Fits),
        (declaration, &declares as Fits),
    ];
    for (item, fits) in wanted {
        let Some(item) = item else { continue };
        let of_item = |spot: &Spot| spot.item.as_ref().is_some_and(|(other, _)| *other == item);
        if spots
            .iter()
            .any(|spot| spot.is_value() && of_item(spot) && fits(spot.text(book)))
        {
            continue;
        }
        let on_cover =
            |spot: &&mut Spot| spot.is_value() && labels.states[spot.state].layout == Layout::Cover;
        let mut found = spots.iter_mut().filter(on_cover);
        if let Some(spot) = found.find(|spot| fits(spot.text(book)))
            && let Some(state) = labels.states_of(item).first()
        {
            spot.state = *state;
            spot.item = Some((item, Vec::new()));
            spot.margin = GUESSED;
        }
    }
}

/// An option alone, without brackets and in a text, answers the nearest choice that has it and no answer.
fn answers(spots: &mut [Spot], book: &Book, labels: &Labels) {
    let bare = |spot: &Spot| {
        let signs = |c: char| c.is_whitespace() || "[]［］".contains(c);
        labels.option(spot.text(book).trim_matches(signs)).to_vec()
    };
    let own = spots
        .iter()
        .filter(|spot| spot.is_value() && bare(spot).contains(&spot.state));
    let answered: FxHashSet<(ItemId, Vec<usize>)> = own.filter_map(|s| s.item.clone()).collect();
    let is_open = |spot: &Spot| {
        let choice = labels.states[spot.state].takes == Takes::Choice;
        let known = spot
            .item
            .as_ref()
            .is_some_and(|item| answered.contains(item));
        spot.is_label() && choice && !known
    };
    let labels_of = (0..spots.len()).filter(|place| is_open(&spots[*place]));
    let mut open: BTreeSet<usize> = labels_of.collect();
    for place in 0..spots.len() {
        let (spot, options) = (&spots[place], bare(&spots[place]));
        if !spot.is_value() || options.is_empty() || options.contains(&spot.state) {
            continue;
        }
        let near = open.range(place.saturating_sub(NEAR)..=place + NEAR);
        let fits = near.filter(|label| options.contains(&spots[**label].state));
        let Some(label) = fits.min_by_key(|label| label.abs_diff(place)).copied() else {
            continue;
        };
        open.remove(&label);
        let (state, item) = (spots[label].state, spots[label].item.clone());
        let spot = &mut spots[place];
        spot.state = state;
        spot.item = item;
        spot.margin = GUESSED;
    }
}

/// A bracket, a tick or an option that a page drew far from its label says nothing of the item after which it came.
fn fragment(spot: &mut Spot, book: &Book, labels: &Labels) {
    let state = &labels.states[spot.state];
    let text = spot.text(book);
    let parts = text.split(|c: char| c.is_whitespace() || "[]［］()（）○〇◯件".contains(c));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let bracketed = text.contains(['[', ']', '［', '］', '(', ')', '（', '）']);
    if !bracketed || state.takes == Takes::Boxes {
        return;
    }
    let words = text.trim_matches(|c: char| c.is_whitespace() || "[]［］○〇◯".contains(c));
    let options = labels.option(words);
    let bare: String = text.chars().filter(|c| !"[]［］".contains(*c)).collect();
    let of_form = || parts.iter().all(|part| !labels.option(part).is_empty());
    if parts.is_empty() || is_options(&bare, labels) {
        spot.role = Role::Printed;
    } else if !options.contains(&spot.state) && (!options.is_empty() || of_form()) {
        spot.role = Role::Left;
    }
}
