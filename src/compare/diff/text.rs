//! What changed inside a text, paragraph by paragraph.

use std::collections::HashMap;
use std::ops::Range;

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::formal::{Mark, marked, same_but_for_form};
use super::likeness::Profile;
use super::rows;
use super::words::{Segment, Tag, edited};

/// A paragraph (a line of the text) in one or both versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// Its line in the old text, from 1.
    pub old: Option<usize>,
    /// Its line in the new text, from 1.
    pub new: Option<usize>,
    /// Whether nothing but its form changed: width, blanks, notation, the number before it, where lines are broken, and
    /// of one without a number its place in the text.
    pub formal: bool,
    /// Whether it moved among the others.
    pub moved: bool,
    /// Its words.
    pub segments: Vec<Segment>,
}

impl Paragraph {
    /// Whether it is in both versions, letter for letter and at its place.
    pub fn is_kept(&self) -> bool {
        let there = self.old.is_some() && self.new.is_some();
        there && !self.moved && self.segments.iter().all(|s| s.tag == Tag::Kept)
    }

    /// Its words in the old text.
    pub fn old_text(&self) -> String {
        self.text(Tag::Added)
    }

    /// Its words in the new text.
    pub fn new_text(&self) -> String {
        self.text(Tag::Removed)
    }

    fn text(&self, without: Tag) -> String {
        let kept = self.segments.iter().filter(|s| s.tag != without);
        kept.map(|s| s.text.as_str()).collect()
    }
}

/// The difference of two texts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct TextDiff {
    /// The paragraphs in the order of the new text, removed ones where they were.
    pub paragraphs: Vec<Paragraph>,
}

impl TextDiff {
    /// Compares two texts.
    pub fn new(old: &str, new: &str) -> Self {
        let (old_lines, new_lines) = (Line::all(old), Line::all(new));
        let mut pairs = align(&old_lines, &new_lines);
        find_moved(&mut pairs, &old_lines, &new_lines);
        let whole = same_but_for_form(old) == same_but_for_form(new);
        let paragraph = |pair: Pair| {
            let (i, j) = (
                pair.old.map(|i| &old_lines[i]),
                pair.new.map(|j| &new_lines[j]),
            );
            Paragraph {
                old: pair.old.map(|i| i + 1),
                new: pair.new.map(|j| j + 1),
                formal: whole || pair.formal || is_formal(i, j, pair.moved),
                moved: pair.moved,
                segments: segments(i, j),
            }
        };
        TextDiff {
            paragraphs: pairs.into_iter().map(paragraph).collect(),
        }
    }

    /// The paragraphs in the order of the old text, added ones where they came.
    pub fn in_old_order(&self) -> Vec<&Paragraph> {
        let (moved, mut ordered): (Vec<&Paragraph>, Vec<&Paragraph>) =
            self.paragraphs.iter().partition(|p| p.moved);
        for paragraph in moved {
            let after = ordered
                .iter()
                .rposition(|p| p.old.is_some() && p.old < paragraph.old);
            ordered.insert(after.map_or(0, |at| at + 1), paragraph);
        }
        ordered
    }

    /// The old text.
    pub fn old(&self) -> String {
        let there = self.in_old_order().into_iter().filter(|p| p.old.is_some());
        let lines: Vec<String> = there.map(Paragraph::old_text).collect();
        lines.join("\n")
    }

    /// The new text.
    pub fn new_text(&self) -> String {
        let there = self.paragraphs.iter().filter(|p| p.new.is_some());
        let lines: Vec<String> = there.map(Paragraph::new_text).collect();
        lines.join("\n")
    }

    /// Whether nothing but the form changed.
    pub fn is_formal(&self) -> bool {
        self.paragraphs.iter().all(|p| p.formal)
    }

    /// The same, where it is known from elsewhere that nothing but the form changed, or that more did.
    pub(super) fn judged(mut self, formal: bool) -> Self {
        if formal || self.is_formal() {
            self.paragraphs.iter_mut().for_each(|p| p.formal = formal);
        }
        self
    }
}

/// Whether a paragraph says what it said.
fn is_formal(old: Option<&Line>, new: Option<&Line>, moved: bool) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => {
            // Steps that are numbered are done in their order.
            let may_move = !moved || !old.mark.numbered && !new.mark.numbered;
            old.key == new.key && old.mark.says_the_same(new.mark) && may_move
        }
        (old, new) => old.or(new).is_none_or(|line| line.key.is_empty()),
    }
}

struct Line<'t> {
    text: &'t str,
    /// The same without what is before a line of a list.
    words: &'t str,
    /// What it says, whatever its form.
    key: String,
    /// What is before that.
    mark: Mark,
    profile: Profile,
}

impl<'t> Line<'t> {
    fn all(text: &'t str) -> Vec<Self> {
        if text.is_empty() {
            return Vec::new();
        }
        let alone = !text.contains('\n');
        text.split('\n')
            .map(|text| {
                let (mark, words) = marked(text, alone);
                let key = same_but_for_form(words);
                let profile = Profile::of(&key);
                Line {
                    text,
                    words,
                    key,
                    mark,
                    profile,
                }
            })
            .collect()
    }
}

/// Paired lines.
#[derive(Debug, Clone, Copy, Default)]
struct Pair {
    old: Option<usize>,
    new: Option<usize>,
    /// Whether its lines are only broken elsewhere.
    formal: bool,
    moved: bool,
}

type Pairs = Vec<Pair>;

fn together(old: Option<usize>, new: Option<usize>) -> Pair {
    Pair {
        old,
        new,
        ..Pair::default()
    }
}

/// The lines of both texts, paired.
fn align(old: &[Line], new: &[Line]) -> Pairs {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut number_of = |key| {
        let next = numbers.len();
        *numbers.entry(key).or_insert(next)
    };
    let old_numbers: Vec<usize> = old.iter().map(|l| number_of(l.key.as_str())).collect();
    let new_numbers: Vec<usize> = new.iter().map(|l| number_of(l.key.as_str())).collect();
    let mut pairs = Pairs::new();
    for (olds, news, same) in blocks(&old_numbers, &new_numbers) {
        match same {
            true => pairs.extend(olds.zip(news).map(|(i, j)| together(Some(i), Some(j)))),
            false => {
                let joined = |lines: &[Line]| {
                    let texts: Vec<&str> = lines.iter().map(|line| line.text).collect();
                    same_but_for_form(&texts.join("\n"))
                };
                let both = !olds.is_empty() && !news.is_empty();
                let broken = both && joined(&old[olds.clone()]) == joined(&new[news.clone()]);
                let start = pairs.len();
                if broken {
                    pair_by_likeness(old, new, olds, news, &mut pairs);
                    pairs[start..].iter_mut().for_each(|p| p.formal = true);
                } else {
                    beside_broken(old, new, olds, news, &mut pairs);
                }
            }
        }
    }
    pairs
}

/// Blocks of lines: those that are the same, and those between them.
type Block = (Range<usize>, Range<usize>, bool);

/// Beyond this many lines, the time of a thorough search would grow with their square.
const THOROUGH: usize = 4_000;

fn blocks(old: &[usize], new: &[usize]) -> Vec<Block> {
    if old.len() + new.len() <= THOROUGH {
        let ops = capture_diff_slices(Algorithm::Patience, old, new).into_iter();
        let block = |op: DiffOp| {
            let same = matches!(op, DiffOp::Equal { .. });
            (op.old_range(), op.new_range(), same)
        };
        return ops.map(block).collect();
    }
    // The first of a kind meets the first, the second the second; as many as possible keep their order.
    let mut known: HashMap<usize, Vec<usize>> = HashMap::new();
    for (i, number) in old.iter().enumerate().rev() {
        known.entry(*number).or_default().push(i);
    }
    let mut partner = |number: &usize| known.get_mut(number).and_then(Vec::pop);
    let of_new: Vec<Option<usize>> = new.iter().map(&mut partner).collect();
    let moved = rows::moved(&of_new);
    let mut blocks: Vec<Block> = Vec::new();
    let (mut i, mut j) = (0, 0);
    let stays = of_new.iter().zip(moved).enumerate();
    let stays = stays.filter_map(|(j, (i, moved))| Some(((*i)?, j)).filter(|_| !moved));
    for (old_line, new_line) in stays.chain([(old.len(), new.len())]) {
        if i < old_line || j < new_line {
            blocks.push((i..old_line, j..new_line, false));
        }
        if old_line < old.len() {
            blocks.push((old_line..old_line + 1, new_line..new_line + 1, true));
        }
        (i, j) = (old_line + 1, new_line + 1);
    }
    blocks
}

/// How alike a line that is gone and one that came must be to be the same, moved and edited.
const MOVED: f64 = 0.8;

/// Beyond this many comparisons, only lines that say the same are looked for elsewhere.
const SEARCHED: usize = 4_000;

/// Lines that are gone here and came there are moved.
fn find_moved(pairs: &mut Pairs, old: &[Line], new: &[Line]) {
    let one_sided = |pair: &Pair, side: Option<usize>, lines: &[Line]| {
        let words = side.is_some_and(|line| !lines[line].profile.is_empty());
        (!pair.formal && words).then_some(()).and(side)
    };
    let gone = |p: &Pair| one_sided(p, p.old, old).filter(|_| p.new.is_none());
    let come = |p: &Pair| one_sided(p, p.new, new).filter(|_| p.old.is_none());
    let mut free: Vec<usize> = pairs.iter().filter_map(gone).collect();
    let mut wanted: Vec<usize> = (0..pairs.len())
        .filter(|n| come(&pairs[*n]).is_some())
        .collect();
    let mut by_key: HashMap<&str, Vec<usize>> = HashMap::new();
    for &i in free.iter().rev() {
        by_key.entry(old[i].key.as_str()).or_default().push(i);
    }
    let mut taken = vec![false; old.len()];
    wanted.retain(|&n| {
        let key = pairs[n].new.map_or("", |j| new[j].key.as_str());
        let Some(i) = by_key.get_mut(key).and_then(Vec::pop) else {
            return true;
        };
        pairs[n].old = Some(i);
        taken[i] = true;
        false
    });
    free.retain(|i| !taken[*i]);
    if free.len() * wanted.len() <= SEARCHED {
        let mut alike: Vec<(f64, usize, usize)> = Vec::new();
        for &n in &wanted {
            let Some(j) = pairs[n].new else { continue };
            let likeness = |i: &usize| (old[*i].profile.likeness(&new[j].profile), *i, n);
            alike.extend(free.iter().map(likeness).filter(|(l, ..)| *l >= MOVED));
        }
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, i, n) in alike {
            if !taken[i] && pairs[n].old.is_none() {
                pairs[n].old = Some(i);
                taken[i] = true;
            }
        }
    }
    for pair in pairs.iter_mut() {
        pair.moved = pair.new.is_some() && pair.old.is_some_and(|i| taken[i]);
    }
    pairs.retain(|p| p.new.is_some() || p.old.is_none_or(|i| !taken[i]));
}

/// Of how many lines one line may have been made, or the other way round.
const JOINED: usize = 8;

/// Lines of which none is the same, those first that are only broken elsewhere.
fn beside_broken(
    old: &[Line],
    new: &[Line],
    olds: Range<usize>,
    news: Range<usize>,
    pairs: &mut Pairs,
) {
    let (mut i0, mut j0) = (olds.start, news.start);
    let mut i = i0;
    while i < olds.end && olds.len() * news.len() <= COMPARISONS {
        let found = (j0..news.end).find_map(|j| {
            let parted = made_of(&old[i], &new[j..news.end]).map(|n| (j, 1, n));
            parted.or_else(|| made_of(&new[j], &old[i..olds.end]).map(|n| (j, n, 1)))
        });
        let Some((j, of_old, of_new)) = found else {
            i += 1;
            continue;
        };
        pair_by_likeness(old, new, i0..i, j0..j, pairs);
        (i0, j0) = (i + of_old, j + of_new);
        for n in 0..of_old.max(of_new) {
            pairs.push(Pair {
                old: (n < of_old).then_some(i + n),
                new: (n < of_new).then_some(j + n),
                formal: true,
                moved: false,
            });
        }
        i = i0;
    }
    pair_by_likeness(old, new, i0..olds.end, j0..news.end, pairs);
}

/// Of how many of some lines a line was made: two or more.
fn made_of(line: &Line, others: &[Line]) -> Option<usize> {
    let [first, rest @ ..] = others else {
        return None;
    };
    if first.key.is_empty() || !line.key.starts_with(first.key.as_str()) {
        return None;
    }
    let mut joined = first.words.to_owned();
    for (n, other) in rest.iter().take(JOINED).enumerate() {
        joined.push('\n');
        joined.push_str(other.text);
        let key = same_but_for_form(&joined);
        if key == line.key {
            return Some(n + 2);
        }
        if key.len() > line.key.len() {
            break;
        }
    }
    None
}

/// How alike two lines must be to be the same paragraph, edited.
const EDITED: f64 = 0.35;

/// Beyond this many comparisons, lines are paired in order.
const COMPARISONS: usize = 40_000;

/// Lines of which none is the same: pairs those that are similar, in their order.
fn pair_by_likeness(
    old: &[Line],
    new: &[Line],
    olds: Range<usize>,
    news: Range<usize>,
    pairs: &mut Pairs,
) {
    // A text of one line stays one text, however much is rewritten.
    let only_ones = old.len() == 1 && new.len() == 1;
    if only_ones || olds.len() * news.len() > COMPARISONS {
        let (mut olds, mut news) = (olds, news);
        loop {
            match (olds.next(), news.next()) {
                (None, None) => return,
                (i, j) => pairs.push(together(i, j)),
            }
        }
    }
    let (i0, j0, width) = (olds.start, news.start, news.len() + 1);
    // best[i][j]: the greatest sum of likenesses of the lines from i and j on.
    let mut best = vec![0.0_f64; (olds.len() + 1) * width];
    let mut alike = vec![0.0_f64; (olds.len() + 1) * width];
    for i in (0..olds.len()).rev() {
        for j in (0..news.len()).rev() {
            let at = i * width + j;
            let likeness = old[i0 + i].profile.likeness(&new[j0 + j].profile);
            alike[at] = if likeness >= EDITED { likeness } else { 0.0 };
            let together = best[at + width + 1] + alike[at];
            best[at] = best[at + width].max(best[at + 1]).max(together);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < olds.len() || j < news.len() {
        let at = i * width + j;
        if i < olds.len()
            && j < news.len()
            && alike[at] > 0.0
            && best[at] == best[at + width + 1] + alike[at]
        {
            pairs.push(together(Some(i0 + i), Some(j0 + j)));
            (i, j) = (i + 1, j + 1);
        } else if i < olds.len() && (j == news.len() || best[at] == best[at + width]) {
            pairs.push(together(Some(i0 + i), None));
            i += 1;
        } else {
            pairs.push(together(None, Some(j0 + j)));
            j += 1;
        }
    }
}

/// Below that, two texts share no more than any two texts do, and nothing of one counts as kept in the other.
const REWRITTEN: f64 = 0.15;

fn segments(old: Option<&Line>, new: Option<&Line>) -> Vec<Segment> {
    let one = |tag, line: &Line| Segment {
        tag,
        text: line.text.to_owned(),
    };
    let segments = match (old, new) {
        (Some(old), Some(new)) if old.text == new.text => vec![one(Tag::Kept, old)],
        (Some(old), Some(new)) if old.profile.likeness(&new.profile) >= REWRITTEN => {
            edited(old.text, new.text)
        }
        (old, new) => {
            let old = old.map(|old| one(Tag::Removed, old));
            old.into_iter()
                .chain(new.map(|new| one(Tag::Added, new)))
                .collect()
        }
    };
    segments
        .into_iter()
        .filter(|s| !s.text.is_empty())
        .collect()
}

#[cfg(test)]
mod tests;
