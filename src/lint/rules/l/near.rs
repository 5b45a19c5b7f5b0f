//! Words that nearly are an official name: 「予防接種施行規則」 for 予防接種法施行規則.
//!
//! Both ends of the name must be right: what begins or ends otherwise is another name. So only places are looked at where
//! words end that end official names.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::data::{Confidence, ENDS, OfficialName, data, official_names};
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::narrow::Narrow;

/// Names of fewer characters are too near to other words.
const SHORTEST: usize = 8;

/// From how many characters on two mistakes that are apart leave a name what it is.
const LONG: usize = 9;

struct Name {
    official: &'static str,
    source: &'static str,
    narrow: Vec<char>,
    /// Its first characters, which must be right as its last ones.
    head: String,
    /// How many mistakes a name of this length may have.
    most: usize,
    /// Whether it may have one more where the two are apart: the names of laws have other names beside them.
    two: bool,
}

struct Names {
    /// The names by their last characters.
    by_tail: FxHashMap<String, Vec<Name>>,
    right: FxHashSet<String>,
}

static NAMES: LazyLock<Names> = LazyLock::new(names);

fn names() -> Names {
    let data = data();
    let narrow = |name: &String| Narrow::of(name).text;
    let was = data.renamed.iter().flat_map(|r| &r.was);
    let mut right: FxHashSet<String> = was.map(narrow).collect();
    let mut by_tail: FxHashMap<String, Vec<Name>> = FxHashMap::default();
    let others: FxHashSet<&str> = data.names.others.iter().map(|o| o.name.as_str()).collect();
    for official in official_names(&data.names) {
        let name = Narrow::of(official.name).text;
        let chars: Vec<char> = name.chars().collect();
        right.insert(name);
        right.extend(official.also.iter().map(narrow));
        if chars.len() < SHORTEST || official.confidence == Confidence::C {
            continue;
        }
        let tail = chars[chars.len() - ENDS..].iter().collect();
        by_tail.entry(tail).or_default().push(Name {
            official: official.name,
            source: official.source,
            head: chars[..ENDS].iter().collect(),
            most: (chars.len() / 8).clamp(1, 3),
            two: (LONG..16).contains(&chars.len()) && others.contains(official.name),
            narrow: chars,
        });
    }
    Names { by_tail, right }
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

/// The near misses of a text that end at one of some places, in its order.
pub(super) fn misses(text: &Narrow, ends: &[usize]) -> Vec<Miss> {
    let known = &*NAMES;
    let mut found: Vec<(Range<usize>, usize, &Name)> = Vec::new();
    for end in ends {
        let before = &text.text[..*end];
        let Some((tail, _)) = before.char_indices().rev().nth(ENDS - 1) else {
            continue;
        };
        for name in known.by_tail.get(&before[tail..]).into_iter().flatten() {
            if let Some((range, distance)) = near(&text.text, *end, name, &known.right) {
                found.push((range, distance, name));
            }
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

/// The words up to a place that nearly are a name, with how many mistakes they have.
fn near(
    text: &str,
    end: usize,
    name: &Name,
    right: &FxHashSet<String>,
) -> Option<(Range<usize>, usize)> {
    let length = name.narrow.len();
    let starts = text[..end].char_indices().rev().map(|(at, _)| at);
    let most = name.most + usize::from(name.two);
    let starts = starts.skip(length - most - 1).take(2 * most + 1);
    let starts = starts.filter(|at| text[*at..].starts_with(name.head.as_str()));
    let mut best: Option<(usize, usize)> = None;
    for start in starts {
        let words = text[start..end].chars().filter(|c| !c.is_whitespace());
        // W005 reports the dot.
        let words: Vec<char> = words.map(|c| if c == '･' { '・' } else { c }).collect();
        if words == name.narrow {
            return None;
        }
        let distance = strsim::generic_levenshtein(&words, &name.narrow);
        let is_near = distance <= name.most || name.two && are_apart(&words, &name.narrow);
        if is_near && best.is_none_or(|(_, known)| distance < known) {
            best = Some((start, distance));
        }
    }
    let (start, distance) = best?;
    let words: String = text[start..end].split_whitespace().collect();
    let other = right.contains(&words) || !is_separate(text, &(start..end));
    (!other).then_some((start..end, distance))
}

/// Whether words have just two slips against a name, each of one character, with characters between them that are right:
/// 「照会許可照会リスト」 for 照会許可用照合リスト. Two beside each other are another word: 「情報系ネットワークシステム」.
fn are_apart(words: &[char], name: &[char]) -> bool {
    const SLIPS: [(usize, usize); 3] = [(1, 1), (0, 1), (1, 0)];
    let is_text = |c: &char| is_kanji(*c) || is_katakana(*c);
    let head = words.iter().zip(name).take_while(|(a, b)| a == b).count();
    let rest = words.len().min(name.len()) - head;
    let pairs = words.iter().rev().zip(name.iter().rev()).take(rest);
    let tail = pairs.take_while(|(a, b)| a == b).count();
    let (own, meant) = (
        &words[head..words.len() - tail],
        &name[head..name.len() - tail],
    );
    let pairs = SLIPS
        .iter()
        .flat_map(|first| SLIPS.iter().map(move |last| (*first, *last)));
    // One character that is only in another place is a slip of another kind (W021).
    let is_moved = |a: (usize, usize), b: (usize, usize)| a != b && a != (1, 1) && b != (1, 1);
    own.iter().chain(meant).all(is_text)
        && pairs.into_iter().any(|((a, b), (c, d))| {
            if is_moved((a, b), (c, d)) {
                return false;
            }
            let inner = |chars: &[char], from: usize, to: usize| {
                (chars.len() > from + to).then(|| chars[from..chars.len() - to].to_vec())
            };
            let (own, meant) = (inner(own, a, c), inner(meant, b, d));
            own.is_some() && own == meant
        })
}

/// Where a name ends that has one wrong character among its last: 「地方公共団体情報システム機能」. The head of the name has
/// been found up to a place.
pub(super) fn wrong_end(text: &str, at: usize, official: &OfficialName) -> Option<usize> {
    // 「…システム機構等」, 「…の」: such characters belong to what follows.
    const OTHERS: &str = "等類型型用者側的化一";
    let right: Vec<char> = official.name.chars().rev().take(ENDS).collect();
    let after: Vec<char> = text[at..].chars().take(ENDS).collect();
    let pairs = after.iter().zip(right.iter().rev());
    let wrong: Vec<char> = pairs.filter(|(a, b)| a != b).map(|(a, _)| *a).collect();
    let [one] = wrong.as_slice() else { return None };
    let is_word = |c: char| is_kanji(c) || is_katakana(c);
    let end = at + after.iter().map(|c| c.len_utf8()).sum::<usize>();
    let is_wrong = after.len() == ENDS
        && after.iter().all(|c| is_word(*c))
        && !OTHERS.contains(*one)
        && is_separate(text, &(at..end));
    is_wrong.then_some(end)
}

/// Whether words are not the middle of a longer word, nor the name of a rule of a town.
fn is_separate(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let first = text[range.start..].chars().next();
    let last = text[..range.end].chars().next_back();
    let is_kana = |c: Option<char>| c.is_some_and(is_katakana);
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let cut = |a, b| is_kana(a) && is_kana(b) || is_latin(a) && is_latin(b);
    let of_town = before.is_some_and(|c| "都道府県市区町村".contains(c));
    !of_town && !cut(before, first) && !cut(last, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, &str)> {
        let text_narrow = Narrow::of(text);
        let words = &data().words;
        let (found, _) = crate::japanese::citation::scan(std::slice::from_ref(&text_narrow), words);
        let misses = misses(&text_narrow, &found[0].ends);
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
    fn two_slips_that_are_apart() {
        assert_eq!(
            found("照会許可照会リストとの照合"),
            [("照会許可照会リスト", "照会許可用照合リスト")]
        );
    }

    #[test]
    fn right_and_other_names_are_left_alone() {
        for text in [
            "情報系ネットワークシステム",
            "総合情報ネットワーク",
            "市民保険団体連合会",
            "総合行政ネッワトーク",
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
