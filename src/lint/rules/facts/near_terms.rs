//! Words that nearly are a term of the field: 「安全官理措置」 for 安全管理措置.
//!
//! A term is cut into parts so that one mistake leaves a part whole. Where a part is found and not the term, the words
//! around it are compared. What parts into known words is no slip but another term.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::assets::lists::jukugo::TWO_KANJI;
use crate::assets::lists::katakana::USUAL;
use crate::assets::lists::terms::{OF_LAW, OF_OFFICES, SYSTEMS};
use crate::japanese::chars::{is_kanji, is_katakana, large, stretch};
use crate::japanese::finder::Finder;
use crate::japanese::segment;

/// A near miss of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::lint::rules) struct Miss {
    /// The wrong words.
    pub range: Range<usize>,
    /// The term.
    pub term: &'static str,
}

/// A term.
#[derive(Clone, Copy)]
struct Term {
    text: &'static str,
    /// How many characters it has.
    length: usize,
}

/// A part of a term; the whole term, too.
struct Part {
    term: Term,
    range: Range<usize>,
}

impl Part {
    fn is_whole(&self) -> bool {
        self.range.len() == self.term.text.len()
    }
}

/// What is looked for.
struct Terms {
    /// Each part once.
    finder: Finder,
    /// The terms that have each of them.
    parts: Vec<Vec<Part>>,
}

static TERMS: LazyLock<Terms> = LazyLock::new(terms);

/// Words of katakana and of two kanji that are right as they are.
static KNOWN_WORDS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| [USUAL, TWO_KANJI].into_iter().flatten().copied().collect());

/// From how many characters on a term is cut into three parts, so that two mistakes leave one.
const LONG: usize = 9;

fn terms() -> Terms {
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    let (mut words, mut parts) = (Vec::new(), Vec::<Vec<Part>>::new());
    for text in [OF_LAW, SYSTEMS, OF_OFFICES].into_iter().flatten() {
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let length = starts.len();
        let term = Term { text, length };
        let count = if length < LONG { 2 } else { 3 };
        let cut = |n: usize| starts.get(n * length / count).map_or(text.len(), |at| *at);
        let cuts = (0..count).map(|n| cut(n)..cut(n + 1));
        for range in std::iter::once(0..text.len()).chain(cuts) {
            let word = &text[range.clone()];
            let place = *known.entry(word).or_insert(words.len());
            if place == words.len() {
                words.push(word.to_owned());
                parts.push(Vec::new());
            }
            parts[place].push(Part { term, range });
        }
    }
    let finder = Finder::of(words);
    Terms { finder, parts }
}

/// The near misses of a text, in its order.
pub(in crate::lint::rules) fn misses(text: &str) -> Vec<Miss> {
    let known = &*TERMS;
    // The terms that are right, each with its length in characters.
    let mut right: Vec<(Range<usize>, usize)> = Vec::new();
    let mut found: Vec<(Range<usize>, Range<usize>, &'static str)> = Vec::new();
    known.finder.each(text, |hit| {
        for part in &known.parts[hit.word] {
            let term = part.term;
            // In a term that is right, the parts of others mean nothing, but for those of a much longer one that begins so.
            let is_in_right = |(right, length): &(Range<usize>, usize)| {
                let holds = right.start <= hit.range.start && hit.range.end <= right.end;
                holds && term.length <= length + 2
            };
            if right.last().is_some_and(is_in_right) {
                continue;
            }
            if part.is_whole() {
                let doubled = doubled(text, &hit.range);
                found.extend(doubled.map(|(range, wrong)| (range, wrong, term.text)));
                right.push((hit.range.clone(), term.length));
            } else if may_be(text, &hit.range, part) {
                let near = around(text, &hit.range, part);
                found.extend(
                    near.into_iter()
                        .map(|(range, wrong)| (range, wrong, term.text)),
                );
            }
        }
    });
    found.retain(|(range, wrong, term)| {
        let holds = |(right, _): &(Range<usize>, usize)| {
            right.start <= wrong.start && wrong.end <= right.end
        };
        // The dictionary is asked last: it takes the longest.
        !right.iter().any(holds)
            && is_separate(text, range, wrong)
            && is_slip(text, range, wrong, term)
    });
    found.sort_by_key(|(range, ..)| (range.start, usize::MAX - range.end));
    let mut misses: Vec<Miss> = Vec::new();
    for (range, _, term) in found {
        if misses
            .last()
            .is_none_or(|last| last.range.end <= range.start)
        {
            misses.push(Miss { range, term });
        }
    }
    misses
}

/// Whether the words beside a part of a term are the rest of it with one slip, on one of its sides. It makes no copy of
/// the words and rules out nearly all parts.
fn may_be(text: &str, hit: &Range<usize>, part: &Part) -> bool {
    let (term, range) = (part.term, &part.range);
    let (head, tail) = (&term.text[..range.start], &term.text[range.end..]);
    let (first, last) = {
        let mut chars = text[hit.clone()].chars();
        let first = chars.next();
        (first, chars.next_back().or(first))
    };
    let words = text[..hit.start].chars().rev();
    let before = rest(words, head.chars().rev(), first, term);
    let after = || rest(text[hit.end..].chars(), tail.chars(), last, term);
    match before {
        Rest::Same => matches!(after(), Rest::Near),
        Rest::Near => matches!(after(), Rest::Same),
        Rest::Other => false,
    }
}

/// How words compare with the rest of a term.
enum Rest {
    Same,
    /// But for one slip.
    Near,
    Other,
}

/// Compares words with the rest of a term, from the part that they share outwards; `last` is the last character of the part
/// on this side.
fn rest(
    mut words: impl Iterator<Item = char> + Clone,
    mut meant: impl Iterator<Item = char> + Clone,
    mut last: Option<char>,
    term: Term,
) -> Rest {
    loop {
        let (all_words, all_meant) = (words.clone(), meant.clone());
        let typed = words.next();
        let Some(right) = meant.next() else {
            return Rest::Same;
        };
        if typed == Some(right) {
            last = typed;
            continue;
        }
        // One left out, another one, one written twice, two that changed places or are others: see `slip`.
        let is_near = is_lost(right) && begin(all_words, meant.clone())
            || typed.is_some_and(|typed| {
                let (next, next_right) = (words.clone().next(), meant.clone().next());
                let are_two =
                    next == Some(right) && next_right == Some(typed) || term.length >= LONG;
                is_text(typed)
                    && (is_text(right) && begin(words.clone(), meant.clone())
                        || last == Some(typed) && begin(words.clone(), all_meant)
                        || are_two && begin(words.skip(1), meant.skip(1)))
            });
        return if is_near { Rest::Near } else { Rest::Other };
    }
}

/// Whether words begin with others.
fn begin(mut words: impl Iterator<Item = char>, mut others: impl Iterator<Item = char>) -> bool {
    others.all(|c| words.next() == Some(c))
}

/// What terms are written with.
fn is_text(c: char) -> bool {
    is_kanji(c) || is_katakana(c)
}

/// Whether a character that is left out makes a word wrong: 「サーバ」, 「インタフェース」 are written with and without it.
fn is_lost(c: char) -> bool {
    is_text(c) && c != 'ー'
}

/// A term with its first character once more before it, or its last one after it: 「国国民健康保険」, but not
/// 「架空都都市計画税」.
fn doubled(text: &str, term: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let is_text = |c: char| is_text(c) || c.is_ascii_alphanumeric();
    let (head, tail) = (&text[..term.start], &text[term.end..]);
    let first = text[term.clone()].chars().next().filter(|c| is_kanji(*c))?;
    let last = text[term.clone()]
        .chars()
        .next_back()
        .filter(|c| is_kanji(*c));
    if let Some(before) = head.strip_suffix(first)
        && !before.ends_with(is_text)
    {
        return Some((before.len()..term.end, before.len()..term.start));
    }
    let after = tail.strip_prefix(last?)?;
    let end = text.len() - after.len();
    (!after.starts_with(is_text)).then_some((term.start..end, term.end..end))
}

/// The words around a part of a term that are the term but for a slip, each with the slip itself.
fn around(text: &str, hit: &Range<usize>, part: &Part) -> Vec<(Range<usize>, Range<usize>)> {
    let term: Vec<char> = part.term.text.chars().collect();
    let before = part.term.text[..part.range.start].chars().count();
    let length = part.term.text[part.range.clone()].chars().count();
    let after = term.len() - before - length;
    // The part with what is beside it, on each side one character more than the term has there.
    let head = text[..hit.start].char_indices().rev().take(before + 1);
    let mut near: Vec<(usize, char)> = head.collect();
    near.reverse();
    let from = near.len();
    let upto = from + length;
    let tail = text[hit.start..].char_indices();
    let tail = tail.take(length + after + 1);
    near.extend(tail.map(|(at, c)| (hit.start + at, c)));
    let end = near.last().map_or(hit.end, |(at, c)| at + c.len_utf8());
    let (mut places, chars): (Vec<usize>, Vec<char>) = near.into_iter().unzip();
    places.push(end);
    // As many characters as the term has, or one less or more on one side.
    let sides = [(0, 0), (-1, 0), (1, 0), (0, -1), (0, 1)];
    let words = sides.into_iter().filter_map(|(head, tail)| {
        if before == 0 && head != 0 || after == 0 && tail != 0 {
            return None;
        }
        let start = from.checked_sub(before.checked_add_signed(head)?)?;
        let end = upto + after.checked_add_signed(tail)?;
        let slip = slip(chars.get(start..end)?, &term)?;
        let wrong = places[start + slip.start]..places[start + slip.end];
        Some((places[start]..places[end], wrong))
    });
    words.collect()
}

/// Where words have one slip against a term, in characters: other ones, two that changed places, one left out or written
/// twice.
fn slip(own: &[char], term: &[char]) -> Option<Range<usize>> {
    let pairs = own.iter().zip(term);
    let head = pairs.take_while(|(a, b)| a == b).count();
    let rest = (own.len() - head).min(term.len() - head);
    let pairs = own.iter().rev().zip(term.iter().rev()).take(rest);
    let tail = pairs.take_while(|(a, b)| a == b).count();
    let (typed, meant) = (&own[head..own.len() - tail], &term[head..term.len() - tail]);
    let range = head..own.len() - tail;
    let is_term = |chars: &[char]| chars.iter().all(|c| is_text(*c));
    let holds = match (typed, meant) {
        ([own], [right]) => {
            is_text(*own) && is_text(*right) && is_katakana(*own) == is_katakana(*right)
        }
        ([a, b], [c, d]) if a == d && b == c => is_term(typed),
        ([_, _], [_, _]) => term.len() >= LONG && is_term(typed) && is_term(meant),
        // At an end, what is left is a shorter word.
        ([], [lost]) => is_lost(*lost) && head > 0 && tail > 0,
        ([twice], []) => is_text(*twice) && head > 0 && own.get(head - 1) == Some(twice),
        _ => false,
    };
    // Of a character that is there twice, either is wrong.
    let range = match meant {
        [] if head > 0 => head - 1..range.end,
        _ => range,
    };
    let mut pairs = typed.iter().zip(meant);
    let is_same = typed.len() == meant.len() && pairs.all(|(a, b)| large(*a) == large(*b));
    (holds && !is_same).then_some(range)
}

/// Whether words are not the middle of a longer word of katakana, and where their first or last character is wrong, not
/// the end of one word and the beginning of another: 「委託契約一覧」.
fn is_separate(text: &str, range: &Range<usize>, wrong: &Range<usize>) -> bool {
    let joins =
        |a: Option<char>, b: Option<char>| a.is_some_and(is_katakana) && b.is_some_and(is_katakana);
    let (head, words, tail) = (
        &text[..range.start],
        &text[range.clone()],
        &text[range.end..],
    );
    let is_part = |c: char| is_kanji(c) || is_katakana(c);
    let is_joined = joins(head.chars().next_back(), words.chars().next())
        || joins(words.chars().next_back(), tail.chars().next())
        || wrong.end == range.end && tail.starts_with(is_part)
        || wrong.start == range.start && head.ends_with(is_part);
    !is_joined
}

/// How many bytes around a slip are looked at: no compound is longer.
const AROUND: usize = 60;

/// What may stand beside a word as a character alone.
const ALONE: &str = "等用者別的内外各新旧前後";

/// What may follow a term that is not written to its end: 情報照会及び, 固定資産額.
const AFTER: &str = "及又並若諸券済宛先元計帳録届職面性化式型系数値額料費税証書票簿表員長課係室部局所署省庁院校会業法令例権中上下間時日月年期分回度号名品物状率量士師人後毎以当該同他";

/// What may come before a term that is not written from its beginning: 前期高齢者医療.
const BEFORE: &str = "未非不無再全本当同現次翌毎総主副準要被両諸約他元該者等";

/// Whether near words are no other term: 「官理」 of 安全官理措置, but not 「コード」 of 個人番号コード.
fn is_slip(text: &str, words: &Range<usize>, wrong: &Range<usize>, term: &str) -> bool {
    let lost = || {
        let at = text[words.start..wrong.start].chars().count();
        term.chars().nth(at)
    };
    let changed = text[wrong.clone()].chars().next().or_else(lost);
    if changed.is_some_and(is_katakana) {
        return !KNOWN_WORDS.contains(katakana(text, wrong));
    }
    let run = stretch(text, words, AROUND, |c| is_kanji(c) || is_katakana(c));
    let single = |part: &str| part.chars().nth(1).is_none();
    let mut cut = 0;
    let mut at = run.start;
    for part in segment::words(&text[run.clone()]) {
        let range = at..at + part.len();
        at = range.end;
        if range.end <= words.start || words.end <= range.start {
            continue;
        }
        let is_beside = range.end >= words.end && AFTER.contains(part)
            || range.start <= words.start && BEFORE.contains(part);
        let meets = range.start < wrong.end && wrong.start < range.end;
        // The dictionary knows words of Chinese, too.
        let is_unknown = is_pair(part) && !KNOWN_WORDS.contains(part);
        let is_alone = single(part) && !is_beside && !ALONE.contains(part);
        if meets && (is_unknown || is_alone) {
            return true;
        }
        cut += usize::from(is_alone);
    }
    // More characters alone than the term itself has: it is cut where no words end.
    let own = segment::words(term).into_iter().filter(|part| single(part));
    cut > own.count()
}

/// Whether a part is of two kanji.
fn is_pair(part: &str) -> bool {
    part.chars().count() == 2 && part.chars().all(is_kanji)
}

/// The word of katakana around a place.
fn katakana<'t>(text: &'t str, place: &Range<usize>) -> &'t str {
    &text[stretch(text, place, AROUND, is_katakana)]
}

#[cfg(test)]
mod tests {
    use super::misses;

    #[test]
    fn near_misses_of_terms() {
        for (text, wrong) in [
            ("安全官理措置を講じる", "安全官理措置"),
            ("都道府懸知事に報告", "都道府懸知事"),
            ("個人番号利用事務実旋者", "個人番号利用事務実旋者"),
            ("特定健康査診の結果", "特定健康査診"),
        ] {
            let found = misses(text);
            let found: Vec<&str> = found.iter().map(|m| &text[m.range.clone()]).collect();
            assert_eq!(found, [wrong], "{text}");
        }
        for text in [
            "個人番号関係事務実施者と個人番号利用事務実施者",
            "国民健康保険税と国民健康保険料",
            "個人番号コード",
            "ウィルス対策ソフト",
            "中間サーバを使う",
        ] {
            assert_eq!(misses(text), [], "{text}");
        }
    }
}
