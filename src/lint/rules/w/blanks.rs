//! Blanks that cut a word in two, or stand at one side of a sign.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Spot, line};
use crate::assets::lists::sentences::{AFTER_BLANKS, NOUNS_LIKE_PARTICLES};
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana, is_letter};
use crate::japanese::finder::Finder;
use crate::japanese::runs::Run;
use crate::lint::rules::Context;

/// A blank that may be misplaced.
#[derive(Debug)]
pub(super) struct Gap {
    pub(super) range: Range<usize>,
    /// The word without the blank, where only its being elsewhere shows that the blank is wrong.
    word: Option<Word>,
}

/// A word that a blank cuts in two.
#[derive(Debug, PartialEq, Eq, Hash, Clone)]
struct Word {
    whole: String,
    /// Its first part, where that may be a label: it is none where it occurs in this word alone.
    label: Option<String>,
}

/// How many characters on each side of a blank make the word that is looked for.
const SIDE: usize = 5;

/// How many words are looked for; a text with more is made of columns.
const MOST: usize = 60;

/// The blanks of a text that may be misplaced.
pub(super) fn inside(text: &str, runs: &[Run]) -> Vec<Gap> {
    let is_blank = |r: &&Run| matches!(r.sign(), Some(' ' | '　'));
    let blanks: Vec<Run> = runs.iter().filter(is_blank).copied().collect();
    let groups = blanks.chunk_by(|a, b| a.end == b.start);
    let ranges = groups.filter_map(|group| Some(group.first()?.start..group.last()?.end));
    let mut here = 0..0;
    let mut is_row = true;
    let mut found = Vec::new();
    for range in ranges {
        if range.start >= here.end {
            here = line(text, range.start);
            is_row = is_columns(&text[here.clone()]);
        }
        if !is_row {
            found.extend(gap(text, &here, range));
        }
    }
    found
}

/// Whether blanks part the words of a line, which is a row of a table or a list.
fn is_columns(line: &str) -> bool {
    let mut words = line.split(['　', ' ']).filter(|word| !word.is_empty());
    line.trim_start().starts_with('|') || words.nth(4).is_some()
}

fn gap(text: &str, line: &Range<usize>, range: Range<usize>) -> Option<Gap> {
    let (head, tail) = (&text[line.start..range.start], &text[range.end..line.end]);
    let (before, after) = (head.chars().next_back()?, tail.chars().next()?);
    let is_wide = text[range.clone()].contains('　');
    let certain = is_letter(before) && is_letter(after) && is_wide
        || at_sign(head, before, tail, after)
        || is_of_word(before) && AFTER_BLANKS.iter().any(|word| tail.starts_with(word))
        || in_sentence(head, before, tail, after);
    if certain {
        return Some(Gap { range, word: None });
    }
    let is_split = is_of_word(before) && is_of_word(after);
    let word = is_split.then(|| split_word(head, tail)).flatten()?;
    Some(Gap {
        range,
        word: Some(word),
    })
}

/// Whether a blank is the only one of a sentence, and no label ends before it: 「書面で承諾した　場合に限る。」, but not
/// 「異動したとき　権限を失効させる。」
fn in_sentence(head: &str, before: char, tail: &str, after: char) -> bool {
    let is_only = !head.trim_start().contains(['　', ' ']) && !tail.contains(['　', ' ']);
    let goes_on = is_hiragana(before) && is_japanese(after);
    let has_begun = head.contains(['を', 'が']) || head.contains("は、");
    let is_label =
        NOUNS_LIKE_PARTICLES.iter().any(|word| head.ends_with(word)) || head.ends_with("とき");
    is_only && goes_on && has_begun && !is_label && tail.ends_with('。')
}

/// Whether a blank is at one side of ・ or /, with words around both.
fn at_sign(head: &str, before: char, tail: &str, after: char) -> bool {
    let is_sign = |c: char| matches!(c, '・' | '／' | '/');
    if is_sign(before) && is_japanese(after) {
        // A mark at the head of a line, and 「A ／ B」 have their blanks.
        let mut chars = head.chars().rev();
        chars.next();
        return chars.next().is_some_and(is_japanese);
    }
    if is_sign(after) && after != '・' && is_japanese(before) {
        let mut chars = tail.chars();
        chars.next();
        return chars.next().is_some_and(is_japanese);
    }
    false
}

/// The word that a blank cuts in two.
fn split_word(head: &str, tail: &str) -> Option<Word> {
    let ends_in_katakana = |c: Option<char>| c.is_some_and(is_katakana);
    if ends_in_katakana(head.chars().next_back()) && ends_in_katakana(tail.chars().next()) {
        let left = head.trim_end_matches(is_katakana).len();
        let right = tail.len() - tail.trim_start_matches(is_katakana).len();
        let whole = format!("{}{}", &head[left..], &tail[..right]);
        return Some(Word { whole, label: None });
    }
    let left: Vec<char> = head.chars().rev().take_while(|c| is_of_word(*c)).collect();
    let right: Vec<char> = tail.chars().take_while(|c| is_of_word(*c)).collect();
    let left_bytes: usize = left.iter().map(|c| c.len_utf8()).sum();
    let right_bytes: usize = right.iter().map(|c| c.len_utf8()).sum();
    let sentence = &head[..head.len() - left_bytes];
    let rest = &tail[right_bytes..];
    // 「受付　窓口で受け取る」 may have a label; a name alone in its line has none.
    let is_sentence = sentence.contains(is_hiragana) || sentence.contains('、');
    let is_name = sentence.is_empty() && rest.trim().is_empty();
    let length = left.len().min(SIDE) + right.len().min(SIDE);
    // A shorter word may be a label and what it stands for.
    if length < 4 && !(is_sentence && rest.contains('。')) {
        return None;
    }
    let left: String = left.iter().take(SIDE).rev().collect();
    let right = right.iter().take(SIDE);
    let whole: String = left.chars().chain(right.copied()).collect();
    let label = (!is_sentence && !is_name).then_some(left);
    Some(Word { whole, label })
}

fn is_of_word(c: char) -> bool {
    is_kanji(c) || is_katakana(c) || is_letter(c)
}

fn is_japanese(c: char) -> bool {
    is_kanji(c) || is_katakana(c) || is_hiragana(c)
}

/// The places of those blanks that are wrong: the word is elsewhere in the assessment without one.
pub(super) fn misplaced<'a>(cx: &Context<'a>, gaps: Vec<(Gap, Spot<'a>)>) -> Vec<Spot<'a>> {
    let mut words: Vec<&str> = Vec::new();
    let mut asked: FxHashSet<&Word> = FxHashSet::default();
    for word in gaps.iter().filter_map(|(gap, _)| gap.word.as_ref()) {
        if asked.len() < MOST && asked.insert(word) {
            words.push(&word.whole);
            words.extend(word.label.as_deref());
        }
    }
    let counts = counts(cx, words);
    let is_elsewhere = |word: &Word| {
        let whole = counts[word.whole.as_str()];
        // The label itself is there once more, before the blank.
        let is_label = |label: &String| counts[label.as_str()] > whole + 1;
        whole > 0 && !word.label.as_ref().is_some_and(is_label)
    };
    let is_wrong = |gap: &Gap| match &gap.word {
        None => true,
        Some(word) => asked.contains(word) && is_elsewhere(word),
    };
    let wrong = gaps.iter().filter(|(gap, _)| is_wrong(gap));
    wrong.map(|(_, spot)| spot.clone()).collect()
}

/// How often the assessment has some words, none of them overlapping itself.
fn counts<'w>(cx: &Context, mut words: Vec<&'w str>) -> FxHashMap<&'w str, usize> {
    if words.is_empty() {
        return FxHashMap::default();
    }
    words.sort_unstable();
    words.dedup();
    let finder = Finder::of(words.iter().map(|word| (*word).to_owned()).collect());
    let mut counts = vec![0; words.len()];
    for text in &cx.facts.words {
        let mut ends = vec![0; words.len()];
        finder.each(text.str(), |hit| {
            if ends[hit.word] <= hit.range.start {
                ends[hit.word] = hit.range.end;
                counts[hit.word] += 1;
            }
        });
    }
    words.into_iter().zip(counts).collect()
}

#[cfg(test)]
mod tests {
    use super::inside;
    use crate::japanese::runs::runs;

    #[test]
    fn blanks_that_may_be_misplaced() {
        let found = |text: &str| -> Vec<Option<String>> {
            let gaps = inside(text, &runs(text)).into_iter();
            gaps.map(|gap| gap.word.map(|word| word.whole)).collect()
        };
        for text in [
            "利用者のLibrary　Cardを",
            "公民館・　図書館",
            "氏名　/住所",
            "氏名／　住所",
            "記録　を残す",
            "本人を確認　する",
            "係長が書面で承諾した　場合に限る。",
            "住所を改める ときは届け出る。",
        ] {
            assert_eq!(found(text), [None], "{text}");
        }
        assert_eq!(found("窓口のクラス　名簿を"), [Some("クラス名簿".into())]);
        assert_eq!(found("貸出　システム"), [Some("貸出システム".into())]);
        assert_eq!(found("資格の管 理を行う。"), [Some("管理".into())]);
        for text in [
            "・　図書館",
            "氏名 / 住所",
            "１　概要",
            "氏名　住所　電話　生年月日　性別",
            "甲の次　・乙",
            "職員が異動したとき　権限を失効させる。",
            "貸出しを記録する　係長の承認を要する",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
