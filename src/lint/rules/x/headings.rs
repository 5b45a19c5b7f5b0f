//! Headings that stand alone on their lines, and what two of them have in common.

use std::ops::Range;

use crate::assets::lists::headings::OTHERS;
use crate::assets::lists::sentences::WEAK_IN_HEADINGS;
use crate::japanese::notation::fold;

/// The words of headings in ＜＞, 【】 or 《》 that stand alone on their lines.
pub(super) fn headings(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let at = start;
        start += line.len();
        let trimmed = line.trim();
        let inner = [
            ('＜', '＞'),
            ('<', '>'),
            ('〈', '〉'),
            ('【', '】'),
            ('《', '》'),
        ]
        .iter()
        .find_map(|(open, close)| trimmed.strip_prefix(*open)?.strip_suffix(*close))?;
        let offset = at + line.find(inner)?;
        Some(offset..offset + inner.len())
    })
}

/// What follows the name of a place in a heading.
pub(super) const PLACE: [&str; 4] = ["における", "に於ける", "での", "に関する"];

/// What a heading is about: 「Ａにおける追加措置」 is about A.
pub(super) fn normal(heading: &str) -> String {
    let folded = plain(heading);
    let place = PLACE.iter().find_map(|w| folded.split_once(w));
    place.map_or(folded.as_str(), |(place, _)| place).to_owned()
}

/// Folded, without what is written now one way and now another: dashes of any kind stand for long vowels.
pub(super) fn plain(text: &str) -> String {
    fold(text).replace(['・', '･', 'ー', '-', '―', '‐', '−'], "")
}

/// Whether two different headings look like two ways to write one: they differ by what joins their parts, by 当 or 本 at the
/// head, or by one run of letters that only one of them has. W004 speaks of those that differ by its weak words.
pub(super) fn are_variants(one: &str, other: &str) -> bool {
    say_the_same(one, other) || {
        let (one, other) = (joined(&plain(one)), joined(&plain(other)));
        let (short, long) = match one.len() < other.len() {
            true => (one.as_str(), other.as_str()),
            false => (other.as_str(), one.as_str()),
        };
        let is_weak = weakened(short) == weakened(long);
        let (less, more) = difference(short, long);
        less.is_empty() && !is_weak && is_way_to_say(short, more)
    }
}

/// Whether two different headings differ by what joins their parts, or by 当 or 本 at the head.
pub(super) fn say_the_same(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    if one == other {
        return false;
    }
    let (one, other) = (joined(&one), joined(&other));
    one == other || differs_by_own(&one, &other)
}

/// A heading without the words that don't change what it is about.
fn weakened(heading: &str) -> String {
    let weak = WEAK_IN_HEADINGS.iter();
    weak.fold(heading.to_owned(), |rest, word| rest.replace(word, ""))
}

/// Whether two headings differ by 当 or 本 alone: 「当広域連合」 and 「広域連合」.
pub(super) fn differs_by_own(one: &str, other: &str) -> bool {
    const OWN: [char; 3] = ['当', '本', '各'];
    one != other && one.trim_start_matches(OWN) == other.trim_start_matches(OWN)
}

/// From how many letters on a heading is not one by chance.
const LONG: usize = 6;

/// Whether letters that one heading has more leave it about the same.
fn is_way_to_say(short: &str, more: &str) -> bool {
    let names_other = OTHERS.iter().any(|other| more.contains(other));
    let numbers = more.chars().any(|c| c.is_ascii_alphanumeric());
    let length = short.chars().count();
    length >= LONG && more.chars().count() * 2 <= length && !names_other && !numbers
}

/// A heading with one sign for all that joins its parts.
fn joined(heading: &str) -> String {
    const JOINTS: [&str; 7] = ["及び", "並びに", "および", "又は", "，", ",", "/"];
    let joints = JOINTS.into_iter();
    joints.fold(heading.to_owned(), |joined, joint| {
        joined.replace(joint, "、")
    })
}

/// The letters of two texts between what both begin and what both end with.
pub(super) fn difference<'t>(one: &'t str, other: &'t str) -> (&'t str, &'t str) {
    let common = |pairs: &mut dyn Iterator<Item = (char, char)>| {
        let same = pairs.take_while(|(a, b)| a == b);
        same.map(|(a, _)| a.len_utf8()).sum::<usize>()
    };
    let head = common(&mut one.chars().zip(other.chars()));
    let (one, other) = (&one[head..], &other[head..]);
    let tail = common(&mut one.chars().rev().zip(other.chars().rev()));
    (&one[..one.len() - tail], &other[..other.len() - tail])
}

#[cfg(test)]
mod tests {
    use super::are_variants;

    #[test]
    fn ways_to_write_a_heading() {
        for (one, other) in [
            ("書庫の運用における措置", "書庫、閲覧室の運用における措置"),
            ("図書館における措置", "図書館における追加措置"),
            ("書庫、閲覧室における措置", "書庫・閲覧室における措置"),
            ("貸出管理システムにおける措置", "貸出システムにおける措置"),
        ] {
            assert!(are_variants(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("書庫における措置", "閲覧室における措置"),
            ("旧書庫棟における措置", "書庫棟における措置"),
            ("第1書庫における措置", "第2書庫における措置"),
            ("本館における措置", "分館における措置"),
            (
                "貸出しに関する事務における措置",
                "貸出しに関する業務における措置",
            ),
            ("サーバーにおける措置", "サーバにおける措置"),
            (
                "庫・ソフトウェアにおける措置",
                "庫・プラットフォームにおける措置",
            ),
        ] {
            assert!(!are_variants(one, other), "{one} {other}");
        }
    }
}
