//! Which entry of each list a piece belongs to: by its printed number, else by counting.

use rustc_hash::{FxHashMap, FxHashSet};

use super::labels::Labels;
use super::spot::Spot;
use super::state::{Level, State};
use super::words::name_in_brackets;
use crate::form::{Form, ItemId, Layout};
use crate::intake::cell::{Book, Order};
use crate::japanese::notation::fold;

/// Gives every piece the numbers of the entries in which it lies.
pub(super) fn number(spots: &mut [Spot], book: &Book, form: &Form, labels: &Labels) {
    let mut count = Count::default();
    let mut places: Vec<Option<(ItemId, Vec<usize>)>> = Vec::with_capacity(spots.len());
    for (place, spot) in spots.iter().enumerate() {
        let state = &labels.states[spot.state];
        if spot.is_label() {
            count.label(spots, place, book, labels);
        }
        let at = |item: ItemId| (item, count.at(state));
        places.push(state.item.map(at));
    }
    for (spot, place) in spots.iter_mut().zip(places) {
        spot.item = place;
    }
    if book.order == Order::Drawn {
        late_headings(spots, form, labels);
    }
}

#[derive(Default)]
struct Count {
    /// The entry of each list that is open.
    open: FxHashMap<ItemId, usize>,
    /// What was seen of it.
    seen: FxHashMap<ItemId, FxHashSet<usize>>,
    /// The file of each chapter that there is once for each file.
    files: FxHashMap<usize, usize>,
    /// The names of the files.
    names: Vec<String>,
    last: Option<usize>,
}

impl Count {
    fn at(&self, state: &State) -> Vec<usize> {
        let number = |(place, list): (usize, &ItemId)| {
            // The outermost list of several chapters counts by chapter.
            let chapter = (place == 0)
                .then(|| self.files.get(&state.chapter))
                .flatten();
            chapter
                .or_else(|| self.open.get(list))
                .copied()
                .unwrap_or(1)
        };
        let mut lists: &[ItemId] = &state.lists;
        // Text right under the bar of a list that has no bars for its entries holds all of them.
        let whole = state.level != Level::Entry && state.layout != Layout::Annex;
        if whole
            && lists.last() == state.item.as_ref()
            && !self.open.contains_key(&lists[lists.len() - 1])
        {
            lists = &lists[..lists.len() - 1];
        }
        lists.iter().enumerate().map(number).collect()
    }

    fn label(&mut self, spots: &[Spot], place: usize, book: &Book, labels: &Labels) {
        let spot = &spots[place];
        let state = &labels.states[spot.state];
        if is_of_file(state, labels) {
            self.file(spots, place, book, labels);
        }
        let lists = &state.lists[usize::from(is_of_file(state, labels))..];
        for list in lists {
            let own = state.item == Some(*list);
            let opens = own && (spot.entry.is_some() || state.level != Level::Section)
                || spot.entry.is_some();
            let seen = self.seen.entry(*list).or_default();
            let open = self.open.get(list).copied();
            // The bar of the whole list opens no entry.
            if own && !opens {
                continue;
            }
            let again = seen.contains(&spot.state) && self.last != Some(spot.state);
            let next = match (spot.entry, open) {
                (Some(n), _) => n,
                (None, None) => 1,
                (None, Some(open)) if again || own && !seen.is_empty() => open + 1,
                (None, Some(open)) => open,
            };
            if open != Some(next) || spot.entry.is_some() {
                self.open.insert(*list, next);
                seen.clear();
            }
            seen.insert(spot.state);
        }
        self.last = Some(spot.state);
    }

    /// Ⅱ, 別添２ and Ⅲ begin again for the next file.
    fn file(&mut self, spots: &[Spot], place: usize, book: &Book, labels: &Labels) {
        let spot = &spots[place];
        let state = &labels.states[spot.state];
        let list = state.lists[0];
        let chapter = state.chapter;
        let named = name_in_brackets(spot.text(book)).map(|(_, name)| fold(name));
        let named = named.and_then(|name| self.names.iter().position(|known| *known == name));
        if state.layout == Layout::Records {
            match named {
                Some(file) => self.files.insert(chapter, file + 1),
                None => return self.records(chapter, labels),
            };
            return;
        }
        let now = self.files.entry(chapter).or_insert(1);
        // The chapter's own heading, repeated at the top of a page, begins nothing.
        let begins =
            spot.state == chapter || spot.state == chapter + 1 && book.order == Order::Read;
        let key = labels.states[chapter].item.unwrap_or(list);
        let seen = self.seen.entry(key).or_default();
        let later = seen.iter().copied().max().unwrap_or(0);
        // A page that was drawn in another order has its heading anywhere, but only once.
        let known = book.order == Order::Read || seen.contains(&spot.state);
        if begins && known && later > chapter + 1 && follows_early(spots, place, later) {
            *now += 1;
            seen.clear();
            // Its lists begin again, too.
            let inner: Vec<ItemId> = self.open.keys().copied().collect();
            for inner in inner {
                let of_chapter = |s: &State| s.chapter == chapter && s.lists.contains(&inner);
                if inner != list && labels.states.iter().any(of_chapter) {
                    self.open.remove(&inner);
                }
            }
        }
        self.seen.entry(key).or_default().insert(spot.state);
        let name = spots
            .get(place + 1)
            .filter(|next| next.is_value() && next.state == spot.state);
        if spot.state == chapter + 1
            && let Some(name) = name.map(|next| fold(next.text(book)))
        {
            self.named(chapter, name);
        }
    }

    /// 別添２ has nothing but its heading, which each of its pages may repeat: its next one is that of the next file where
    /// the chapters before have come to that.
    fn records(&mut self, chapter: usize, labels: &Labels) {
        let of_file = |other: &&usize| labels.states[**other].layout == Layout::Table;
        let others = || {
            self.files
                .keys()
                .filter(of_file)
                .map(|other| self.files[other])
        };
        let (first, last) = (others().min().unwrap_or(1), others().max().unwrap_or(1));
        let both = others().count() > 1;
        match self.files.get_mut(&chapter) {
            Some(now) if *now < last => *now += 1,
            Some(_) => {}
            // Ⅲ of the file before is there: its 別添２ is lost.
            None => {
                let begin = if both { last } else { first };
                self.files.insert(chapter, begin);
            }
        }
    }

    /// The chapters of one file bear its name.
    fn named(&mut self, chapter: usize, name: String) {
        let now = self.files[&chapter];
        match self.names.iter().position(|known| *known == name) {
            Some(known) => {
                self.files.insert(chapter, known + 1);
            }
            None if self.names.len() + 1 == now => self.names.push(name),
            None => {}
        }
    }
}

/// Whether a chapter stands once for each file: it lies in a list, and is not that list.
fn is_of_file(state: &State, labels: &Labels) -> bool {
    let chapter = &labels.states[state.chapter];
    let list = chapter.lists.first();
    list.is_some() && (chapter.item != list.copied())
}

/// Whether the next label of the chapter is one of those at its beginning.
fn follows_early(spots: &[Spot], place: usize, later: usize) -> bool {
    let own = spots[place].state;
    const NEAR: usize = 50;
    let labels = spots[place + 1..].iter().filter(|s| s.is_label());
    let next = labels.take(NEAR).map(|s| s.state);
    let mut next = next.filter(|state| *state != own && *state != own + 1);
    next.next().is_none_or(|state| state < later)
}

/// On a page that was drawn in another order the heading of an entry may come after its items: an entry that was opened
/// without a heading is that of a heading without items.
fn late_headings(spots: &mut [Spot], form: &Form, labels: &Labels) {
    let is_heading = |spot: &Spot| spot.is_label() && spot.entry.is_some();
    let mut headings: Vec<usize> = (0..spots.len())
        .filter(|place| is_heading(&spots[*place]))
        .collect();
    headings.push(spots.len());
    let (mut begin, mut last) = (0, None);
    for pair in headings.windows(2) {
        let (place, next) = (pair[0], pair[1]);
        // What stands between the heading before and this one.
        let (before, from) = (begin..place, place + 1);
        begin = from;
        let heading = &spots[place];
        let state = &labels.states[heading.state];
        // The entry that the heading before opened is its own.
        let opened = last.replace((heading.state, heading.entry));
        let is_list = state.item.is_some_and(|item| form.items[item].is_list());
        let (Some(list), Some(own)) = (state.lists.last().copied(), heading.entry) else {
            continue;
        };
        let depth = state.lists.len() - 1;
        let inside = |spot: &Spot| labels.states[spot.state].lists.get(depth) == Some(&list);
        let has_items = spots[from..next]
            .iter()
            .any(|spot| spot.is_label() && inside(spot));
        let at = |spot: &Spot| {
            spot.item
                .as_ref()
                .and_then(|(_, at)| at.get(depth))
                .copied()
        };
        let run = before.clone().rev().filter(|place| inside(&spots[*place]));
        let Some(orphan) = run.map(|place| at(&spots[place])).next().flatten() else {
            continue;
        };
        if has_items || !is_list || opened == Some((heading.state, Some(orphan))) {
            continue;
        }
        for place in before {
            if labels.states[spots[place].state].lists.get(depth) == Some(&list)
                && let Some((_, at)) = &mut spots[place].item
                && at.get(depth) == Some(&orphan)
            {
                at[depth] = own;
            }
        }
    }
}
