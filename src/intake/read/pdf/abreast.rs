//! Sheets that are wider than their paper: their columns go on on a later page, at the same heights. Both pages draw the cells
//! at the edge, each time with all their words, and show a part of them: that says which pages lie side by side.

use rustc_hash::FxHashMap;

use super::drawn::{Bar, Cut, Drawn, Glyph, Rule, Seam, Way};

/// So many characters at the edge of a page are looked for on others, and so many of them must be there, in percent; with more
/// no other page is looked at.
const SAMPLE: usize = 100;
const FOUND: usize = 70;
const SURE: usize = 95;

/// With fewer characters chance may have put them there.
const LEAST: usize = 3;

/// How many pages later the columns go on at most.
const FARTHEST: usize = 300;

/// How far two characters may lie apart that are one, in points.
const NEAR: f64 = 1.5;

/// What part of the lines of a page must go on on the other, in percent.
const LINES: usize = 80;

/// A page whose columns go on: the later page, and how far it is shifted.
#[derive(Debug, Clone, Copy)]
struct Next {
    page: usize,
    shift: f64,
}

/// Puts pages that lie side by side together, where the first of them is.
pub(super) fn join(mut pages: Vec<Drawn>) -> Vec<Drawn> {
    let next = partners(&pages);
    if next.iter().all(Option::is_none) {
        return pages;
    }
    let mut is_right = vec![false; pages.len()];
    for found in next.iter().flatten() {
        is_right[found.page] = true;
    }
    let mut joined = Vec::with_capacity(pages.len());
    for first in (0..pages.len()).filter(|page| !is_right[*page]) {
        let mut whole = std::mem::take(&mut pages[first]);
        let (mut last, mut shift) = (first, 0.0);
        while let Some(found) = next[last] {
            shift += found.shift;
            let part = std::mem::take(&mut pages[found.page]);
            add(&mut whole, part, shift);
            last = found.page;
        }
        joined.push(whole);
    }
    joined
}

/// The page on which the columns of each page go on.
fn partners(pages: &[Drawn]) -> Vec<Option<Next>> {
    let mut next: Vec<Option<Next>> = vec![None; pages.len()];
    let mut taken = vec![false; pages.len()];
    let mut known: Vec<Option<Index>> = Vec::new();
    known.resize_with(pages.len(), || None);
    // Most sheets have the same distance as the page before.
    let mut usual = 1;
    for page in 0..pages.len() {
        let edge = edge(&pages[page]);
        if edge.len() < LEAST {
            continue;
        }
        let later = page + 1..pages.len().min(page + 1 + FARTHEST);
        let first = Some(page + usual).filter(|page| later.contains(page));
        let mut best: Option<(usize, Next)> = None;
        for other in first.into_iter().chain(later).filter(|page| !taken[*page]) {
            let index = known[other].get_or_insert_with(|| Index::of(&pages[other]));
            let Some((count, shift)) = index.shift(&edge) else {
                continue;
            };
            if best.is_none_or(|(most, _)| count > most) {
                best = Some((count, Next { page: other, shift }));
            }
            if count * 100 >= edge.len() * SURE {
                break;
            }
        }
        let found = best.map(|(_, found)| found);
        if let Some(found) = found {
            taken[found.page] = true;
            usual = found.page - page;
        }
        next[page] = found;
    }
    // Other pages at whose edge no words are cut.
    let order = (0..pages.len()).chain((0..pages.len()).rev());
    for page in order {
        // Both are the first of their sheets, or both go on.
        let is_like = |near: &usize| next[*near].is_some() && taken[*near] == taken[page];
        let before = (0..page).rev().find(is_like);
        let after = (page + 1..pages.len()).find(is_like);
        let fits = [before, after].into_iter().flatten().filter_map(|near| {
            let found = next[near]?;
            let other = page + (found.page - near);
            let is_free = next[page].is_none() && !*taken.get(other)?;
            let goes_on = is_free && lines_go_on(&pages[page], &pages[other], found.shift);
            goes_on.then_some(Next {
                page: other,
                shift: found.shift,
            })
        });
        if let Some(found) = { fits }.next() {
            taken[found.page] = true;
            next[page] = Some(found);
        }
    }
    next
}

/// The characters that the right edge of a page cuts off.
fn edge(page: &Drawn) -> Vec<&Glyph> {
    let cut = || {
        page.glyphs.iter().filter(|glyph| {
            let right = glyph.cut == Cut::Beside && glyph.x > glyph.edge;
            right && !glyph.text.trim().is_empty()
        })
    };
    let last = cut().map(|glyph| glyph.edge).fold(0.0, f64::max);
    cut()
        .filter(|glyph| glyph.edge > last - NEAR)
        .take(SAMPLE)
        .collect()
}

/// The characters that a page shows, by their heights.
struct Index(FxHashMap<(char, i64), Vec<f64>>);

impl Index {
    fn of(page: &Drawn) -> Self {
        let mut index: FxHashMap<(char, i64), Vec<f64>> = FxHashMap::default();
        for glyph in page.glyphs.iter().filter(|glyph| glyph.cut == Cut::No) {
            if let Some(c) = glyph.text.chars().next() {
                let places = index.entry((c, glyph.y.round() as i64)).or_default();
                places.push(glyph.x);
            }
        }
        Index(index)
    }

    /// How far to the right this page has to be put so that it shows what the edge of another cuts off, and how much of it
    /// that is.
    fn shift(&self, edge: &[&Glyph]) -> Option<(usize, f64)> {
        let mut votes: FxHashMap<i64, usize> = FxHashMap::default();
        for glyph in edge {
            for shift in self.near(glyph).map(|x| glyph.x - x) {
                *votes.entry(shift.round() as i64).or_default() += 1;
            }
        }
        let (best, _) = votes
            .into_iter()
            .filter(|(shift, _)| *shift > 0)
            .max_by_key(|(shift, count)| (*count, *shift))?;
        let mut shifts: Vec<f64> = edge
            .iter()
            .filter_map(|glyph| {
                let shifts = self.near(glyph).map(|x| glyph.x - x);
                { shifts }.find(|shift| (shift - best as f64).abs() <= NEAR)
            })
            .collect();
        shifts.sort_unstable_by(f64::total_cmp);
        let enough = shifts.len() >= LEAST && shifts.len() * 100 >= edge.len() * FOUND;
        enough.then(|| (shifts.len(), shifts[shifts.len() / 2]))
    }

    /// Where the same character stands at the same height.
    fn near(&self, glyph: &Glyph) -> impl Iterator<Item = f64> {
        let c = glyph.text.chars().next();
        let y = glyph.y.round() as i64;
        let places = c.into_iter().flat_map(move |c| {
            let heights = (y - 1..=y + 1).filter_map(move |y| self.0.get(&(c, y)));
            heights.flatten()
        });
        places.copied()
    }

    fn holds(&self, glyph: &Glyph, shift: f64) -> bool {
        self.near(glyph)
            .any(|x| (x + shift - glyph.x).abs() <= NEAR)
    }
}

/// Whether the level lines at the right edge of a page begin again at the left edge of another.
fn lines_go_on(left: &Drawn, right: &Drawn, shift: f64) -> bool {
    const LONG: f64 = 20.0;
    let level = |page: &Drawn| -> Vec<Rule> {
        let rules = page.rules.iter().filter(|rule| rule.level);
        rules
            .filter(|rule| rule.to - rule.from > LONG)
            .copied()
            .collect()
    };
    let (left, right) = (level(left), level(right));
    let end = left.iter().map(|rule| rule.to).fold(0.0, f64::max);
    let begin = right.iter().map(|rule| rule.from);
    let begin = begin.fold(f64::INFINITY, f64::min);
    let ending = left.iter().filter(|rule| rule.to > end - NEAR);
    let ends: Vec<f64> = ending.map(|rule| rule.at).collect();
    let beginning = right.iter().filter(|rule| rule.from < begin + NEAR);
    let begins: Vec<f64> = beginning.map(|rule| rule.at).collect();
    let meet = (begin + shift - end).abs() < LONG;
    let same = |some: &[f64], others: &[f64]| {
        let known = |at: &&f64| others.iter().any(|other| (other - **at).abs() <= NEAR);
        some.iter().filter(known).count() * 100 >= some.len() * LINES
    };
    meet && ends.len() > 1 && begins.len() > 1 && same(&ends, &begins) && same(&begins, &ends)
}

/// Adds a page to the right of what is there; what one of them cuts off and the other shows is there once.
fn add(whole: &mut Drawn, mut part: Drawn, shift: f64) {
    let cut = edge(whole);
    let level = whole.rules.iter().filter(|rule| rule.level);
    let seam = match cut.is_empty() {
        true => level.map(|rule| rule.to).fold(0.0, f64::max),
        false => cut.iter().map(|glyph| glyph.edge).fold(0.0, f64::max),
    };
    let shown = Index::of(&part);
    let kept = |glyph: &Glyph| glyph.cut != Cut::Beside || !shown.holds(glyph, shift);
    whole.glyphs.retain(kept);
    for glyph in &mut part.glyphs {
        glyph.x += shift;
        match glyph.way {
            Way::Right | Way::Stamp => {
                glyph.from += shift;
                glyph.to += shift;
            }
            Way::Down => glyph.across -= shift,
            Way::Up => glyph.across += shift,
        }
        if glyph.cut == Cut::Beside {
            glyph.edge += shift;
        }
    }
    let there = Index::of(whole);
    part.glyphs.retain(|glyph| {
        let at_seam = (glyph.x - seam).abs() < 2.0 * glyph.size;
        !(glyph.cut == Cut::Beside || at_seam) || !there.holds(glyph, 0.0)
    });
    let rules = part.rules.iter().map(|rule| match rule.level {
        true => Rule {
            from: rule.from + shift,
            to: rule.to + shift,
            ..*rule
        },
        false => Rule {
            at: rule.at + shift,
            ..*rule
        },
    });
    whole.rules.extend(rules);
    let bars = part.bars.iter().map(|bar| Bar {
        left: bar.left + shift,
        right: bar.right + shift,
        ..*bar
    });
    whole.bars.extend(bars);
    whole.glyphs.append(&mut part.glyphs);
    whole.seams.push(Seam {
        at: seam,
        page: part.page,
        shift,
    });
}
