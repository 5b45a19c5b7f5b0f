//! Kana of endings and particles that changed places, are left out or written twice: 「管理しいてる」.

use std::ops::Range;
use std::sync::LazyLock;

use crate::assets::lists::kana::{DOUBLED, INSIDE, WHOLE};
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};
use crate::japanese::finder::Finder;

/// What is meant by a slip, and whether it is one only where nothing else is beside it.
struct Slip {
    right: &'static str,
    whole: bool,
}

static SLIPS: LazyLock<(Finder, Vec<Slip>)> = LazyLock::new(|| {
    let (mut words, mut slips) = (Vec::new(), Vec::new());
    for (list, whole) in [(INSIDE, false), (DOUBLED, false), (WHOLE, true)] {
        for (right, wrong) in list {
            words.extend(wrong.iter().map(|word| (*word).to_owned()));
            slips.extend(wrong.iter().map(|_| Slip { right, whole }));
        }
    }
    (Finder::of(words), slips)
});

/// The slips of a text, none overlapping, each with what is meant.
pub(super) fn find(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let (finder, slips) = &*SLIPS;
    let mut found: Vec<(Range<usize>, &str)> = Vec::new();
    for hit in finder.all(text) {
        let slip = &slips[hit.word];
        let is_next = found
            .last()
            .is_none_or(|(last, _)| last.end <= hit.range.start);
        if is_next && (!slip.whole || is_whole(text, &hit.range)) {
            found.push((hit.range, slip.right));
        }
    }
    found
}

/// Whether kana are all that follows a word: 「管理しいた。」
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let before = |c: char| is_kanji(c) || is_katakana(c);
    text[..range.start].ends_with(before) && !text[range.end..].starts_with(is_hiragana)
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn slips_of_kana() {
        for (text, wrong) in [
            ("管理しいてるもの", "しいてる"),
            ("個人情報につていの定め", "つてい"),
            ("提供することがでるき。", "がでる"),
            ("規則にによる提供", "にによる"),
        ] {
            let found = find(text);
            let found: Vec<&str> = found.into_iter().map(|(range, _)| &text[range]).collect();
            assert!(
                found.iter().any(|w| wrong.contains(w) || w.contains(wrong)),
                "{text}: {found:?}"
            );
        }
        for text in [
            "確認するのも、するとは限らない",
            "子どもである者、手に入れることより",
            "家にいては、広がった",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }
}
