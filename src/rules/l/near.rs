//! Words that nearly are an official name: 「予防接種施行規則」 for 予防接種法施行規則.
//!
//! A name is cut into one piece more than it may have mistakes, so one piece of a mistaken name is whole; where a piece
//! stands, the words around it are compared. Both ends of the name must be right: what ends otherwise is another name.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::data::{Confidence, data};
use crate::japanese::narrow::Narrow;

/// Names of fewer characters are too near to other words.
const SHORTEST: usize = 8;

/// How many characters at each end must be right.
const ENDS: usize = 2;

struct Name {
    official: &'static str,
    source: &'static str,
    narrow: Vec<char>,
    /// Its first and last characters, which must be right.
    head: String,
    tail: String,
    /// How many mistakes a name of this length may have.
    most: usize,
}

struct Piece {
    name: usize,
    /// How many characters of the name stand before it.
    offset: usize,
    length: usize,
}

struct Names {
    names: Vec<Name>,
    pieces: Vec<Piece>,
    automaton: Option<AhoCorasick>,
    right: HashSet<String>,
}

static NAMES: LazyLock<Names> = LazyLock::new(names);

fn names() -> Names {
    let data = data();
    let narrow = |name: &str| Narrow::of(name).text;
    let laws = data.names.laws.iter();
    let laws = laws.map(|l| (&l.name, &l.also, l.confidence, &l.source));
    let others = data
        .names
        .others
        .iter()
        .map(|o| (&o.name, &o.also, o.confidence, &o.source));
    let was = data.renamed.iter().flat_map(|r| &r.was);
    let mut right: HashSet<String> = was.map(|name| narrow(name)).collect();
    let (mut names, mut pieces, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    for (name, also, confidence, source) in laws.chain(others) {
        right.insert(narrow(name));
        right.extend(also.iter().map(|name| narrow(name)));
        let chars: Vec<char> = narrow(name).chars().collect();
        if chars.len() < SHORTEST || confidence == Confidence::C {
            continue;
        }
        let most = (chars.len() / 8).clamp(1, 3);
        let count = most + 1;
        for n in 0..count {
            let (from, to) = (n * chars.len() / count, (n + 1) * chars.len() / count);
            texts.push(chars[from..to].iter().collect::<String>());
            pieces.push(Piece {
                name: names.len(),
                offset: from,
                length: to - from,
            });
        }
        names.push(Name {
            official: name,
            source,
            head: chars[..ENDS].iter().collect(),
            tail: chars[chars.len() - ENDS..].iter().collect(),
            narrow: chars,
            most,
        });
    }
    let builder = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .prefilter(false)
        .build(&texts);
    Names {
        names,
        pieces,
        automaton: builder.ok(),
        right,
    }
}

/// A near miss of an official name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Miss {
    /// Where, in the original text.
    pub range: Range<usize>,
    /// The official name.
    pub official: &'static str,
    /// Where it was read.
    pub source: &'static str,
}

/// The near misses of a text, in its order.
pub(super) fn misses(text: &Narrow) -> Vec<Miss> {
    let known = &*NAMES;
    let Some(automaton) = &known.automaton else {
        return Vec::new();
    };
    let mut found: Vec<(Range<usize>, usize, &Name)> = Vec::new();
    for hit in automaton.find_overlapping_iter(&text.text) {
        let piece = &known.pieces[hit.pattern().as_usize()];
        let name = &known.names[piece.name];
        if let Some((range, distance)) = near(&text.text, hit.range(), piece, name, &known.right) {
            found.push((range, distance, name));
        }
    }
    found.sort_by_key(|(range, distance, _)| (range.start, *distance, range.end));
    let mut misses: Vec<Miss> = Vec::new();
    let mut end = 0;
    for (range, _, name) in found {
        if range.start >= end {
            end = range.end;
            misses.push(Miss {
                range: text.original(range),
                official: name.official,
                source: name.source,
            });
        }
    }
    misses
}

/// The words around a piece that nearly are its name, with how many mistakes they have.
fn near(
    text: &str,
    hit: Range<usize>,
    piece: &Piece,
    name: &Name,
    right: &HashSet<String>,
) -> Option<(Range<usize>, usize)> {
    let rest = name.narrow.len() - piece.offset - piece.length;
    if !may_be_near(text, &hit, piece, name, rest) {
        return None;
    }
    let head = &name.narrow[..ENDS];
    let tail = &name.narrow[name.narrow.len() - ENDS..];
    let starts = around(
        text[..hit.start].char_indices().rev().map(|(at, _)| at),
        hit.start,
        piece.offset,
        name.most,
    );
    let ends = around(
        text[hit.end..]
            .char_indices()
            .map(|(at, c)| hit.end + at + c.len_utf8()),
        hit.end,
        rest,
        name.most,
    );
    let starts: Vec<_> = starts
        .into_iter()
        .filter(|at| text[*at..].chars().take(ENDS).eq(head.iter().copied()))
        .collect();
    if starts.is_empty() {
        return None;
    }
    let ends = ends.into_iter().filter(|at| {
        text[..*at]
            .chars()
            .rev()
            .take(ENDS)
            .eq(tail.iter().rev().copied())
    });
    let mut best: Option<(Range<usize>, usize)> = None;
    for end in ends {
        for start in &starts {
            let words: Vec<char> = text[*start..end]
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect();
            if words == name.narrow {
                return None;
            }
            let distance = strsim::generic_levenshtein(&words, &name.narrow);
            if distance <= name.most && best.as_ref().is_none_or(|(_, known)| distance < *known) {
                best = Some((*start..end, distance));
            }
        }
    }
    let (range, distance) = best?;
    let words: String = text[range.clone()].split_whitespace().collect();
    let other = right.contains(&words) || !stands_alone(text, &range);
    (!other).then_some((range, distance))
}

/// Whether the other end of the name stands as far away as it may: most pieces are no part of the name.
fn may_be_near(text: &str, hit: &Range<usize>, piece: &Piece, name: &Name, rest: usize) -> bool {
    // No character is longer.
    const LONGEST: usize = 4;
    if piece.offset == 0 {
        let end = hit.end + (rest + name.most) * LONGEST;
        let behind = &text[hit.end..text.floor_char_boundary(end)];
        return behind.contains(name.tail.as_str());
    }
    let start = hit
        .start
        .saturating_sub((piece.offset + name.most) * LONGEST);
    text[text.floor_char_boundary(start)..hit.start].contains(name.head.as_str())
}

/// The places up to so many characters around the one that is so many characters away.
fn around(
    places: impl Iterator<Item = usize>,
    here: usize,
    away: usize,
    most: usize,
) -> Vec<usize> {
    let all = std::iter::once(here).chain(places);
    all.skip(away.saturating_sub(most))
        .take(away.min(most) + most + 1)
        .collect()
}

/// Whether words are not the middle of a longer word, nor the name of a rule of a town.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let behind = text[range.end..].chars().next();
    let first = text[range.start..].chars().next();
    let last = text[..range.end].chars().next_back();
    let is_kana = |c: Option<char>| c.is_some_and(|c| ('ァ'..='ヺ').contains(&c) || c == 'ー');
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let cut = |a, b| is_kana(a) && is_kana(b) || is_latin(a) && is_latin(b);
    let of_town = before.is_some_and(|c| "都道府県市区町村".contains(c));
    !of_town && !cut(before, first) && !cut(last, behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, &str)> {
        let misses = misses(&Narrow::of(text));
        misses
            .into_iter()
            .map(|m| (&text[m.range], m.official))
            .collect()
    }

    #[test]
    fn mistaken_names_are_found_with_the_official_ones() {
        assert_eq!(
            found("予防接種施行規則第２条の７"),
            [("予防接種施行規則", "予防接種法施行規則")]
        );
        assert_eq!(
            found("国の「特定個人情報の適切な取扱いに関するガイドライン」に従う"),
            [(
                "特定個人情報の適切な取扱いに関するガイドライン",
                "特定個人情報の適正な取扱いに関するガイドライン"
            )]
        );
        assert_eq!(
            found("行政手続きにおける特定の個人を識別するための番号の利用等に関する法律"),
            [(
                "行政手続きにおける特定の個人を識別するための番号の利用等に関する法律",
                "行政手続における特定の個人を識別するための番号の利用等に関する法律"
            )]
        );
    }

    #[test]
    fn right_and_other_names_are_left_alone() {
        for text in [
            "予防接種法施行規則、予防接種法施行令、予防接種実施規則",
            "個人情報の保護に関する法律施行令",
            "政府機関等の情報セキュリティ対策のための統一基準群",
            "政府機関等のサイバーセキュリティ対策のための 統一基準群",
            "特定個人情報保護評価に関する規程",
            "架空市個人情報保護に関する規則",
            "情報提供ネットワークシステム",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
