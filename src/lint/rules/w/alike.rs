//! Sentences of a document that are nearly the same: a rare one, the usual one, and where they differ.

use std::collections::BTreeMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Spot, kana_slips};
use crate::assets::lists::sentences::CHANGES_MEANING;
use crate::config::vocabulary::Meaning;
use crate::japanese::chars::{is_hiragana, is_kanji};
use crate::japanese::notation::has_chars;
use crate::japanese::segment::words;
use crate::japanese::signs::pieces;
use crate::lint::rules::Context;

/// What is compared with what.
pub(super) struct Unit {
    /// What separates the pieces of a text, besides the end of a line.
    ends: &'static [char],
    /// From how many characters on two pieces are not alike by chance.
    long: usize,
    /// How many characters of the head or the tail find the pieces to compare.
    edge: usize,
    /// How often the usual one must occur for each of the rare one.
    usual: usize,
}

/// Whole sentences are alike when both occur once; parts of sentences only where one is a habit of the document.
pub(super) const UNITS: [Unit; 2] = [
    Unit {
        ends: &['。'],
        long: 30,
        edge: 12,
        usual: 1,
    },
    Unit {
        ends: &['。', '、'],
        long: 12,
        edge: 6,
        usual: 4,
    },
];

/// How many characters may differ.
const OFF: usize = 2;

/// How many pieces of one head are compared; more are a template with many variants.
const MOST: usize = 16;

/// A sentence as it is in the document, with where: nearly all are there once.
pub(super) struct Sentence<'a> {
    pub(super) text: &'a str,
    pub(super) first: Spot<'a>,
    others: Vec<Spot<'a>>,
}

impl<'a> Sentence<'a> {
    pub(super) fn spots(&self) -> impl Iterator<Item = &Spot<'a>> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

pub(super) fn sentences<'a>(cx: &Context<'a>, unit: &Unit) -> Vec<Sentence<'a>> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let places = 4 * cx.facts.words.len();
    let mut known: FxHashMap<&str, usize> =
        FxHashMap::with_capacity_and_hasher(places, Default::default());
    for words in cx.facts.words.iter().filter(|w| !w.quotes) {
        for range in split(&words.text.text, unit) {
            let text = &words.text.text[range.clone()];
            let spot = Spot::new(words, range);
            let n = *known.entry(text).or_insert(sentences.len());
            match sentences.get_mut(n) {
                Some(sentence) => sentence.others.push(spot),
                None => sentences.push(Sentence {
                    text,
                    first: spot,
                    others: Vec::new(),
                }),
            }
        }
    }
    sentences
}

/// The long pieces of a text.
fn split(text: &str, unit: &Unit) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for piece in pieces(text, unit.ends) {
        let part = &text[piece.clone()];
        let is_edge = |c: char| c.is_whitespace() || c == '・' || unit.ends.contains(&c);
        let words = part.trim_start_matches(is_edge);
        let at = piece.start + (part.len() - words.len());
        let words = words.trim_end_matches(is_edge);
        // Headings have a rule of their own.
        if has_chars(words, unit.long) && !words.starts_with(['＜', '<']) {
            found.push(at..at + words.len());
        }
    }
    found
}

/// A rare sentence, the usual one, and where the rare one differs.
pub(super) fn pairs(sentences: &[Sentence], unit: &Unit) -> Vec<(usize, usize, Range<usize>)> {
    // The first with a head or a tail, and the others with the same.
    let mut buckets: FxHashMap<(bool, &str), (usize, Vec<usize>)> =
        FxHashMap::with_capacity_and_hasher(2 * sentences.len(), Default::default());
    for (n, sentence) in sentences.iter().enumerate() {
        let mut chars = sentence.text.char_indices();
        let head = chars
            .nth(unit.edge)
            .map_or(sentence.text, |(at, _)| &sentence.text[..at]);
        let mut chars = sentence.text.char_indices().rev();
        let tail = chars
            .nth(unit.edge)
            .map_or(sentence.text, |(at, c)| &sentence.text[at + c.len_utf8()..]);
        for edge in [(true, head), (false, tail)] {
            match buckets.entry(edge) {
                Entry::Occupied(mut bucket) => bucket.get_mut().1.push(n),
                Entry::Vacant(place) => _ = place.insert((n, Vec::new())),
            }
        }
    }
    let buckets = buckets
        .into_values()
        .filter(|(_, others)| !others.is_empty() && others.len() < MOST);
    let mut best: BTreeMap<usize, (usize, Range<usize>)> = BTreeMap::new();
    for (first, others) in buckets {
        let bucket = [vec![first], others].concat();
        for (i, a) in bucket.iter().enumerate() {
            for b in &bucket[i + 1..] {
                let count = |n: &usize| 1 + sentences[*n].others.len();
                // Of two as frequent, the later one is reported.
                let (rare, usual) = if count(a) < count(b) {
                    (*a, *b)
                } else {
                    (*b, *a)
                };
                if count(&usual) < unit.usual * count(&rare) || count(&usual) < unit.usual {
                    continue;
                }
                let range = off(sentences[rare].text, sentences[usual].text);
                if let Some(range) = range.filter(|range| !is_known(&sentences[rare], range)) {
                    // The first in the text, in whatever order the buckets come.
                    let known = best.entry(rare).or_insert((usual, range.clone()));
                    if usual < known.0 {
                        *known = (usual, range);
                    }
                }
            }
        }
    }
    best.into_iter()
        .map(|(rare, (usual, range))| (rare, usual, range))
        .collect()
}

/// Whether the difference is a slip that another rule reports.
fn is_known(sentence: &Sentence, range: &Range<usize>) -> bool {
    let spot = &sentence.first;
    let start = spot.range.start;
    let place = start + range.start..start + range.end;
    let touches = |other: &Range<usize>| other.start <= place.end && place.start <= other.end;
    let overlaps = |other: &Range<usize>| other.start < place.end && place.start < other.end;
    let near = place.start..place.end + 1;
    let mut hits = spot.words.hits_around(&near);
    let is_word = hits.any(|hit| match hit.meaning {
        Meaning::Slip(_) => touches(&hit.range),
        Meaning::Notation(..) => overlaps(&hit.range),
        _ => false,
    });
    let meets = |slip: &Range<usize>| slip.start <= range.end && range.start <= slip.end;
    is_word
        || spot.words.near_terms_around(&place).next().is_some()
        || kana_slips::find(sentence.text)
            .iter()
            .any(|(slip, _)| meets(slip))
}

/// Where one text differs from another in a character or two that may be a slip.
fn off(rare: &str, usual: &str) -> Option<Range<usize>> {
    let same = |a: (usize, char), b: (usize, char)| a.1 == b.1;
    let head: usize = rare
        .char_indices()
        .zip(usual.char_indices())
        .take_while(|(a, b)| same(*a, *b))
        .map(|(a, _)| a.1.len_utf8())
        .sum();
    let tail: usize = rare[head..]
        .chars()
        .rev()
        .zip(usual[head..].chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let (here, there) = (
        &rare[head..rare.len() - tail],
        &usual[head..usual.len() - tail],
    );
    let length = |text: &str| text.chars().count();
    // A sentence cut off, or with more before it, is another matter.
    if head == 0 || tail == 0 {
        return None;
    }
    let is_short = length(here) <= OFF && length(there) <= OFF;
    let is_text = |text: &str| {
        text.chars()
            .all(|c| (is_kanji(c) || is_hiragana(c)) && !NUMERALS.contains(c))
    };
    let may_be_slip = is_short && is_text(here) && is_text(there) && is_slip(here, there);
    (may_be_slip && !is_other_word(rare, head, tail) && !is_other_word(usual, head, tail))
        .then(|| head..rare.len() - tail)
}

/// What counts, and what it counts by in dates and citations: 一年六月, 前二項.
const NUMERALS: &str = "〇一二三四五六七八九十百千万年月";

/// Whether what a sentence has more, between a head and a tail, is a word of its own: 安全 in 安全衛生.
fn is_other_word(text: &str, head: usize, tail: usize) -> bool {
    let more = head..text.len() - tail;
    if text[more.clone()].chars().count() < 2 || !text[more.clone()].chars().all(is_kanji) {
        return false;
    }
    // The same words may begin earlier: compared with 工学, 機械工学 has 機械 more, or 械機.
    let mut at = 0;
    words(text).iter().any(|word| {
        let start = at;
        at += word.len();
        word.len() == more.len() && start.abs_diff(more.start) <= word.len()
    })
}

/// Whether a difference may be a slip and not another meaning: something is missing or too much, or kana differ.
fn is_slip(here: &str, there: &str) -> bool {
    let differs_in_meaning = |text: &str| CHANGES_MEANING.contains(&text);
    let is_kana = |text: &str| text.chars().all(is_hiragana);
    // Both are right: 施行に関し必要, 施行に関して必要; 関係のない, 関係ない; なっている, なっていた.
    if BOTH_RIGHT
        .iter()
        .any(|(a, b)| (here, there) == (*a, *b) || (there, here) == (*a, *b))
    {
        return false;
    }
    if here.is_empty() || there.is_empty() {
        return !differs_in_meaning(here) && !differs_in_meaning(there);
    }
    is_kana(here) && is_kana(there)
}

/// Differences of style.
const BOTH_RIGHT: [(&str, &str); 5] = [
    ("", "て"),
    ("", "や"),
    ("る", "た"),
    ("", "つつ"),
    ("", "も"),
];

/// The words that differ, with one at least on each side, so that a missing one can be shown, too: whole words in both
/// sentences.
pub(super) fn shown(rare: &str, usual: &str, range: &Range<usize>) -> Range<usize> {
    let before = rare[..range.start].chars().next_back();
    let after = rare[range.end..].chars().next();
    let width = |c: Option<char>| c.map_or(0, char::len_utf8);
    let start = range.start - width(before);
    let tail = rare.len() - range.end - width(after);
    // Before the difference the sentences are the same from the front, and after it from the back.
    let head = |text: &str| outer(text, start, text.len() - tail).0;
    let rest = |text: &str| text.len() - outer(text, start, text.len() - tail).1;
    head(rare).min(head(usual))..rare.len() - rest(rare).min(rest(usual))
}

/// Where the words begin and end that a part of a sentence lies in; its own ends where a word is very long.
fn outer(text: &str, start: usize, end: usize) -> (usize, usize) {
    const LONGEST: usize = 12;
    let (mut at, mut first, mut last) = (0, start, end);
    for word in words(text) {
        let next = at + word.len();
        let is_short = word.chars().count() <= LONGEST;
        if is_short && at < start && start < next {
            first = at;
        }
        if is_short && at < end && end < next {
            last = next;
        }
        at = next;
    }
    (first, last)
}

#[cfg(test)]
mod tests {
    use super::off;

    #[test]
    fn whole_words_are_shown() {
        let usual = "転出先市区町村へ接種の記録を提供する";
        let rare = usual.replace("町村へ", "町村の");
        let range = off(&rare, usual).expect("they differ");
        let shown = super::shown(&rare, usual, &range);
        assert!(
            rare[shown.clone()].ends_with("町村の接種"),
            "{}",
            &rare[shown]
        );
    }

    #[test]
    fn slips_and_other_meanings() {
        let base = "転出先市区町村へ接種の記録を提供するために、個人番号を入手する";
        let found = |other: &str| off(other, base).map(|r| other[r].to_owned());
        assert_eq!(found(&base.replace("町村へ", "町へ")).as_deref(), Some(""));
        assert_eq!(
            found(&base.replace("を提供", "の提供")).as_deref(),
            Some("の")
        );
        assert_eq!(found(&base.replace("転出", "転入")), None);
        let off = |a: &str, b: &str| super::off(a, b).is_some();
        assert!(!off(
            "公布の日から起算して一年を超えない",
            "公布の日から起算して一年六月を超えない"
        ));
        assert!(!off(
            "厚生労働大臣は前項の規定により",
            "厚生労働大臣は前二項の規定により"
        ));
        assert!(!off(
            "委員会は衛生の事項を調べる",
            "委員会は安全衛生の事項を調べる"
        ));
        assert!(!off("施行に関し必要な事項", "施行に関して必要な事項"));
        assert_eq!(found(&base.replace("接種", "接種等")), None);
    }
}
