//! Kana of endings and particles that changed places, are left out or written twice: 「管理しいてる」.
//!
//! Most are wrong wherever they are. Others are words of their own (去る, 出る), and wrong only after certain ones: nobody
//! writes さる after 保存, which する follows, nor にいて after 規定, where nobody is.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::assets::lists::actions::{ACTIONS, ACTS};
use crate::assets::lists::kana::{
    AFTER_ACTIONS, AFTER_RULES, AFTER_WORDS, DOUBLED, INSIDE, RULES, WHOLE,
};
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};
use crate::japanese::finder::Finder;

/// Where a slip is one.
#[derive(Clone, Copy)]
enum Where {
    Anywhere,
    /// Where nothing else is beside it: 「管理しいた。」
    Alone,
    AfterWord,
    AfterAction,
    AfterRule,
}

/// What is meant by a slip.
struct Slip {
    right: &'static str,
    place: Where,
    /// The bytes of it: what follows shows that it is one, and is right.
    length: usize,
}

static SLIPS: LazyLock<(Finder, Vec<Slip>)> = LazyLock::new(|| {
    let (mut words, mut slips) = (Vec::new(), Vec::new());
    for (list, place) in [
        (INSIDE, Where::Anywhere),
        (DOUBLED, Where::Anywhere),
        (WHOLE, Where::Alone),
        (AFTER_WORDS, Where::AfterWord),
        (AFTER_ACTIONS, Where::AfterAction),
        (AFTER_RULES, Where::AfterRule),
    ] {
        for (right, wrong) in list {
            for written in *wrong {
                let (word, next) = written.split_once('|').unwrap_or((written, ""));
                let length = word.len();
                words.push(format!("{word}{next}"));
                slips.push(Slip {
                    right,
                    place,
                    length,
                });
            }
        }
    }
    (Finder::of(words), slips)
});

/// Nouns of action, by their last word: 保存 of 一時保存.
static ACTED: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| ACTIONS.iter().chain(ACTS).copied().collect());

/// The slips of a text, none overlapping, each with what is meant.
pub(super) fn find(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let (finder, slips) = &*SLIPS;
    let mut found: Vec<(Range<usize>, &str)> = Vec::new();
    for hit in finder.all(text) {
        let slip = &slips[hit.word];
        let start = hit.range.start;
        let range = start..start + slip.length;
        let is_next = found.last().is_none_or(|(last, _)| last.end <= start);
        if is_next && slip.place.is_at(text, &range) {
            found.push((range, slip.right));
        }
    }
    found
}

impl Where {
    fn is_at(self, text: &str, range: &Range<usize>) -> bool {
        let (head, tail) = (&text[..range.start], &text[range.end..]);
        match self {
            Where::Anywhere => true,
            // A word may go on in the next line.
            Where::Alone => ends_word(head) && !tail.trim_start().starts_with(is_hiragana),
            Where::AfterWord => ends_word(head),
            Where::AfterAction => ends_action(head),
            Where::AfterRule => RULES.iter().any(|rule| head.ends_with(rule)) || ends_action(head),
        }
    }
}

fn ends_word(head: &str) -> bool {
    head.ends_with(|c| is_kanji(c) || is_katakana(c))
}

/// Whether a text ends in what is done: 保存, 暗号化, アクセス.
fn ends_action(head: &str) -> bool {
    let before = head.trim_end_matches(is_katakana);
    if before.len() < head.len() {
        return ACTED.contains(&head[before.len()..]);
    }
    let last = head.char_indices().rev().nth(1);
    let last = last.map(|(at, _)| &head[at..]);
    last.is_some_and(|word| ACTED.contains(word)) || head.strip_suffix('化').is_some_and(ends_word)
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
            ("書庫に保存さる。", "さる"),
            ("端末から参照でる職員", "でる"),
            ("履歴を暗号化すする。", "すする"),
            ("サーバーにアクセスさること", "さる"),
            ("この事務にいて取り扱う", "にいて"),
            ("規定におる提供", "におる"),
            ("本市にける取扱い", "にける"),
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
            "去る者、職を辞さるべき者、尊重さるべき権利",
            "窓口にいて、庁舎におる職員",
            "本人が家からでるとき",
            "確認しに行き、利用しつつ、保存し得る",
            "保存されれば、記録を取消すこと",
            "情報を入手してい\n  る職員",
            "具体的なことを記し、幸いなことに後押ししたいところがあるところ",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }
}
