//! Words that a text nearly has: where, and in which characters the two differ.

use std::ops::Range;

use memchr::memmem;
use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// How many characters together make a trace of the words.
/// A mark between two texts, so that nothing is found across them.
pub(super) const BREAK: char = '\u{1}';

const GRAM: usize = 4;

/// Longer texts are not compared character by character.
const LONGEST: usize = 2000;

/// How large a part of the words must leave a trace.
const TRACED: f64 = 0.4;

/// Changes that fewer equal characters part are one.
const APART: usize = 2;

/// Words of fewer letters say nothing, and of more leave traces where the text nearly has them.
const SHORTEST: usize = 3;
const SHORT: usize = 9;

/// Four characters that a text and words have in common: their number and their byte in the text, and their number in the
/// words.
type Trace = (usize, usize, usize);

/// Signs with which a paragraph of a list begins.
const MARKS: &str = "・○●◎()．. 、";

/// How many bytes of words are looked for first.
const HEAD: usize = 48;

/// Where words and a text differ, in bytes of either.
pub type Hunk = (Range<usize>, Range<usize>);

/// A place in a text that is nearly the words.
#[derive(Debug, PartialEq)]
pub struct Near {
    /// Where they differ.
    pub hunks: Vec<Hunk>,
    /// The part of all characters that is equal, from 0 to 1.
    pub likeness: f64,
    /// Where it is in the text.
    pub window: Range<usize>,
}

/// Whether words are in a text, both in comparison form: as `contains`, but quick on the long texts of a document.
pub fn holds(text: &str, words: &str) -> bool {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    // A search looks at all of what is sought before it begins; the head of long words is mostly enough.
    let Some(at) = memmem::find(text, &words[..words.len().min(HEAD)]) else {
        return false;
    };
    text[at..].starts_with(words) || memmem::find(&text[at + 1..], words).is_some()
}

/// The place of a text that is most like the words, both in comparison form.
pub fn near(words: &str, text: &str) -> Option<Near> {
    let own: Vec<(usize, char)> = words.char_indices().collect();
    if own.len() <= GRAM || own.len() > LONGEST {
        return None;
    }
    let alike = || all_but_one(&own, text).map(|(window, _)| window);
    let (window, narrow) = match window(&own, text) {
        Some(windows) => windows,
        None => (alike()?, None),
    };
    let wide = within(&own, words.len(), text, &window);
    let narrow = narrow.map(|narrow| within(&own, words.len(), text, &narrow));
    Some(match narrow {
        Some(narrow) if narrow.likeness > wide.likeness => narrow,
        _ => wide,
    })
}

/// How words of this many bytes differ from a part of a text.
fn within(own: &[(usize, char)], length: usize, text: &str, window: &Range<usize>) -> Near {
    let other: Vec<(usize, char)> = text[window.clone()]
        .char_indices()
        .map(|(i, c)| (window.start + i, c))
        .collect();
    let plain = |chars: &[(usize, char)]| chars.iter().map(|(_, c)| *c).collect::<Vec<char>>();
    let (a, b) = (plain(own), plain(&other));
    let ops = capture_diff_slices(Algorithm::Myers, &a, &b);
    let byte =
        |chars: &[(usize, char)], at: usize, end: usize| chars.get(at).map_or(end, |(i, _)| *i);
    let mut equal = 0;
    let mut hunks: Vec<Hunk> = Vec::new();
    for op in &ops {
        if let DiffOp::Equal { len, .. } = op {
            equal += len;
            continue;
        }
        let (old, new) = (op.old_range(), op.new_range());
        match hunks.last_mut() {
            Some((o, n)) if old.start - o.end <= APART && new.start - n.end <= APART => {
                (o.end, n.end) = (old.end, new.end);
            }
            _ => hunks.push((old, new)),
        }
    }
    // What the text has before and after the words is no difference.
    let outside = |(old, _): &Hunk| old.is_empty() && (old.start == 0 || old.end == a.len());
    let extra: usize = hunks
        .iter()
        .filter(|h| outside(h))
        .map(|(_, new)| new.len())
        .sum();
    hunks.retain(|h| !outside(h));
    // That a list has other marks there is the least of the differences.
    let is_mark = |text: &[char]| {
        text.iter()
            .all(|c| c.is_ascii_digit() || MARKS.contains(*c))
    };
    let of_mark =
        |(old, new): &Hunk| old.start == 0 && is_mark(&a[old.clone()]) && is_mark(&b[new.clone()]);
    if hunks.len() > 1 && hunks.first().is_some_and(of_mark) {
        hunks.remove(0);
    }
    whole_numbers(&mut hunks, &a, &b);
    let all = a.len().max(b.len().saturating_sub(extra));
    let bytes = |(old, new): Hunk| {
        let own = byte(own, old.start, length)..byte(own, old.end, length);
        let other = byte(&other, new.start, window.end)..byte(&other, new.end, window.end);
        (own, other)
    };
    Near {
        likeness: equal as f64 / all.max(1) as f64,
        hunks: hunks.into_iter().map(bytes).collect(),
        window: window.clone(),
    }
}

/// Of numbers that differ in some digits, all digits differ.
fn whole_numbers(hunks: &mut [Hunk], a: &[char], b: &[char]) {
    let is_digit = |text: &[char], at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let mut floor = 0;
    for n in 0..hunks.len() {
        let ceiling = hunks.get(n + 1).map_or(a.len(), |(next, _)| next.start);
        let (old, new) = &mut hunks[n];
        let begins = is_digit(a, old.start) || is_digit(b, new.start);
        let ends =
            old.end > 0 && is_digit(a, old.end - 1) || new.end > 0 && is_digit(b, new.end - 1);
        while begins && old.start > floor && new.start > 0 && is_digit(a, old.start - 1) {
            (old.start, new.start) = (old.start - 1, new.start - 1);
        }
        while ends && old.end < ceiling && new.end < b.len() && is_digit(a, old.end) {
            (old.end, new.end) = (old.end + 1, new.end + 1);
        }
        floor = old.end;
    }
}

/// Where a text nearly has words that are too short to leave a trace: all but one letter of a word, all but one digit.
pub fn nearly(words: &str, text: &str) -> Option<Hunk> {
    let own: Vec<(usize, char)> = words.char_indices().collect();
    all_but_one(&own, text).map(|(_, hunk)| hunk)
}

/// The part of a text that differs from short words in one letter, and that letter.
fn all_but_one(own: &[(usize, char)], text: &str) -> Option<(Range<usize>, Hunk)> {
    if !(SHORTEST..=SHORT).contains(&own.len()) {
        return None;
    }
    let is_word = !own.iter().any(|(_, c)| ('ぁ'..='ん').contains(c));
    let other: Vec<(usize, char)> = text.char_indices().collect();
    other.windows(own.len()).find_map(|window| {
        let pairs = own.iter().zip(window);
        let mut differing = pairs.filter(|((_, a), (_, b))| a != b);
        let ((at, a), (there, b)) = differing.next()?;
        let alone = differing.next().is_none();
        let digits = a.is_ascii_digit() && b.is_ascii_digit();
        // Of three letters the one that differs may make another word.
        let sure = own.len() > SHORTEST || digits || is_word && b.is_alphabetic();
        let (start, _) = window.first()?;
        let (last, c) = window.last()?;
        (alone && sure && *b > ' ').then(|| {
            let hunk = (*at..at + a.len_utf8(), *there..there + b.len_utf8());
            (*start..last + c.len_utf8(), hunk)
        })
    })
}

/// The part of a text with most traces of the words, not across a break; and the part of it that has them as
/// the words do, where that is another.
fn window(own: &[(usize, char)], text: &str) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let mut grams: FxHashMap<[char; GRAM], usize> = FxHashMap::default();
    for (at, four) in own.windows(GRAM).enumerate() {
        let gram = [four[0].1, four[1].1, four[2].1, four[3].1];
        grams.entry(gram).or_insert(at);
    }
    let reach = own.len() + own.len() / 4 + 8;
    let mut last: [(usize, char); GRAM] = [(0, BREAK); GRAM];
    let mut traces: Vec<Trace> = Vec::new();
    for (number, (byte, c)) in text.char_indices().enumerate() {
        last.rotate_left(1);
        last[GRAM - 1] = (byte, c);
        if let Some(at) = grams.get(&last.map(|(_, c)| c)) {
            traces.push((number + 1 - GRAM, last[0].0, *at));
        }
    }
    let mut best = (0, 0..0);
    let mut start = 0;
    for end in 0..traces.len() {
        while traces[end].0 - traces[start].0 > reach {
            start += 1;
        }
        if end + 1 - start > best.0 {
            best = (end + 1 - start, start..end + 1);
        }
    }
    let of_all = best.0 as f64 / (own.len() + 1 - GRAM) as f64;
    if of_all < TRACED {
        return None;
    }
    let traces = &traces[best.1];
    let wide = around(own, text, &on_the_way(traces, own.len() / 3 + 8))?;
    let narrow = around(own, text, &on_the_way(traces, GRAM));
    let other = narrow.filter(|narrow| *narrow != wide);
    Some((wide, other))
}

/// The part of a text that has the first and the last of the traces of words, and what the words have before and after.
fn around(own: &[(usize, char)], text: &str, found: &[Trace]) -> Option<Range<usize>> {
    let (first, final_) = (found.first()?, found.last()?);
    let before = text[..first.1].char_indices().rev().take(first.2);
    let from = before
        .take_while(|(_, c)| *c != BREAK)
        .last()
        .map_or(first.1, |(i, _)| i);
    let rest = own.len().saturating_sub(final_.2);
    let after = text[final_.1..]
        .char_indices()
        .take(rest)
        .take_while(|(_, c)| *c != BREAK);
    let to = after
        .last()
        .map_or(final_.1, |(i, c)| final_.1 + i + c.len_utf8());
    (from < to).then_some(from..to)
}

/// The traces at the place at which most of them put the words, or not far off. Others are of words like these
/// before or after, as 「確認する。」 does at the end of each paragraph.
fn on_the_way(traces: &[Trace], far: usize) -> Vec<Trace> {
    let begin = |(number, _, at): &Trace| *number as isize - *at as isize;
    let mut votes: FxHashMap<isize, usize> = FxHashMap::default();
    for trace in traces {
        *votes.entry(begin(trace)).or_default() += 1;
    }
    let most = votes
        .into_iter()
        .max_by_key(|(at, votes)| (*votes, -*at))
        .map_or(0, |(at, _)| at);
    let near = |trace: &&Trace| begin(trace).abs_diff(most) <= far;
    traces.iter().filter(near).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differences(words: &str, text: &str) -> Option<Vec<(String, String)>> {
        let near = near(words, text)?;
        let pair = |(a, b): Hunk| (words[a].to_owned(), text[b].to_owned());
        Some(near.hunks.into_iter().map(pair).collect())
    }

    fn pair(a: &str, b: &str) -> (String, String) {
        (a.to_owned(), b.to_owned())
    }

    #[test]
    fn short_words_are_nearly_there_where_one_letter_differs() {
        let text = "記録は5年間、地下の耐火金庫に置く。";
        let found = |words: &str| {
            let (own, other) = nearly(words, text)?;
            Some((words[own].to_owned(), text[other].to_owned()))
        };
        assert_eq!(found("6年間"), Some(pair("6", "5")));
        assert_eq!(found("防火金庫"), Some(pair("防", "耐")));
        assert_eq!(found("地中の"), None);
        assert_eq!(found("保管庫"), None);
        assert_eq!(found("記録を"), None);
        assert_eq!(found("保管庫に置く"), None);
    }

    #[test]
    fn a_paragraph_like_the_one_before_it_is_found_alone() {
        let text = "・貸出しの記録は、毎日更新する。\u{1}・予約の記録は、棚ごとに管理し、返却の都度最新の内容に更新する。";
        let words = "・予約の記録は、棚ごとに管理し、返却の都度最新の内要に更新する。";
        assert_eq!(differences(words, text), Some(vec![pair("要", "容")]));
        let likeness = near(words, text).map(|near| near.likeness);
        assert!(likeness > Some(0.9), "{likeness:?}");
        let text = text.replace('\u{1}', "");
        assert_eq!(differences(words, &text), Some(vec![pair("要", "容")]));
    }

    #[test]
    fn the_differing_characters_are_found() {
        let text = "機器は施錠した部屋に置く。\u{1}通信は専用の回線で行い、TLS1.3で暗号化する。鍵は係長が持つ。";
        let words = "通信は専用の回線で行い、TLS1.4で暗号化する。";
        assert_eq!(differences(words, text), Some(vec![pair("4", "3")]));
        let shorter = "通信は専用の回線で行い、暗号化する。鍵は係長が持つ。";
        assert_eq!(differences(shorter, text), Some(vec![pair("", "TLS1.3で")]));
        let years = "通信は専用の回線で行い、TLS1.13で暗号化する。";
        let text2 = "通信は専用の回線で行い、TLS1.14で暗号化する。";
        assert_eq!(differences(years, text2), Some(vec![pair("13", "14")]));
        let longer = "通信は庁内の専用の回線で行い、TLS1.3で暗号化する。";
        assert_eq!(differences(longer, text), Some(vec![pair("庁内の", "")]));
        let marked = "2庁舎の通話は専用の回線で行い、";
        assert_eq!(
            differences(marked, "・庁舎の通信は専用の回線で行い、"),
            Some(vec![pair("話", "信")])
        );
        let begins = "通話は専用の回線で行い、TLS1.3で暗号化する。";
        assert_eq!(differences(begins, text), Some(vec![pair("話", "信")]));
        assert_eq!(
            differences("毎月末に点検票で確かめ、課長に報告する。", text),
            None
        );
    }
}
