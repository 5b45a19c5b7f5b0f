//! Headings that stand alone on their lines, and what two of them have in common.

use std::ops::Range;

use crate::assets::lists::headings::OTHERS;
use crate::assets::lists::sentences::WEAK_IN_HEADINGS;
use crate::japanese::chars::is_hiragana;
use crate::japanese::notation::fold;

/// The words of headings in ＜＞, 【】 or 《》: alone on their lines, or at the head of a line or after a sentence with text after
/// them, where they say that they are the measures of a place.
pub(in crate::lint::rules) fn headings(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').flat_map(move |line| {
        let at = start;
        start += line.len();
        // Most lines have none.
        let found = match line.contains(is_open).then(|| alone(line)) {
            None => Vec::new(),
            Some(Some(range)) => vec![range],
            Some(None) => inline(line),
        };
        found.into_iter().map(move |r| at + r.start..at + r.end)
    })
}

/// What closes a bracket around a heading, where it is one.
fn closing(open: char) -> Option<char> {
    Some(match open {
        '＜' => '＞',
        '<' => '>',
        '〈' => '〉',
        '【' => '】',
        '《' => '》',
        _ => return None,
    })
}

fn is_open(c: char) -> bool {
    closing(c).is_some()
}

/// The words of a heading that has its line to itself.
fn alone(line: &str) -> Option<Range<usize>> {
    let trimmed = line.trim();
    let open = trimmed.chars().next()?;
    let rest = trimmed.strip_prefix(open)?;
    let inner = rest.strip_suffix(closing(open)?)?;
    let offset = line.len() - line.trim_start().len() + open.len_utf8();
    Some(offset..offset + inner.len())
}

/// The longest heading that has text after it, in characters.
const LONGEST: usize = 60;

/// The words of headings that have text after them on their line: 「＜書庫における措置＞①棚に置く。」, 「…する。＜書庫における
/// 措置＞…」. A cell that was copied out of a table has all its lines in one.
fn inline(line: &str) -> Vec<Range<usize>> {
    const ENDS: [&str; 2] = ["措置", "対策"];
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = line[from..].find(is_open) {
        let open = from + open;
        let Some(sign) = line[open..].chars().next() else {
            break;
        };
        from = open + sign.len_utf8();
        let before = line[..open].trim_end();
        let close = closing(sign);
        let mut near = line[from..].char_indices().take(LONGEST);
        let close = near.find(|(_, c)| Some(*c) == close);
        let Some((length, _)) = close else {
            continue;
        };
        let inner = &line[from..from + length];
        let after = line[from + length..].chars().nth(1);
        let is_heading = (before.is_empty() || before.ends_with('。'))
            && ENDS.iter().any(|end| inner.ends_with(end))
            && PLACE.iter().any(|word| inner.contains(word))
            && !after.is_some_and(|c| is_hiragana(c) || matches!(c, '、' | '。' | '」'));
        if is_heading {
            found.push(from..from + length);
            from += length;
        }
    }
    found
}

/// Whether nothing is said before the first heading of a text that has one.
pub(in crate::lint::rules) fn is_blank_before_headings(text: &str) -> bool {
    let first = headings(text)
        .next()
        .map_or(text.len(), |range| range.start);
    let before = text[..first].char_indices().next_back();
    before.is_none_or(|(open, _)| text[..open].trim().is_empty())
}

/// What follows the name of a place in a heading.
pub(in crate::lint::rules) const PLACE: [&str; 4] = ["における", "に於ける", "での", "に関する"];

/// What a heading is about: 「Ａにおける追加措置」 is about A.
pub(in crate::lint::rules) fn normal(heading: &str) -> String {
    let folded = plain(heading);
    let place = PLACE.iter().find_map(|w| folded.split_once(w));
    place.map_or(folded.as_str(), |(place, _)| place).to_owned()
}

/// Whether a text that answers the places where data are kept goes by something else than by place: by what is erased
/// (＜紙の申請書＞) or by when (＜機器の更改時＞). A heading that names no place may then hold what is kept at any of them.
pub(in crate::lint::rules) fn is_ordered_otherwise(
    text: &str,
    there: &[String],
    here: &[String],
) -> bool {
    let is_known = |h: &String| {
        here.iter()
            .any(|own| is_same_place(h, own) || differs_by_own(h, own))
    };
    let names_place =
        headings(text).map(|r| PLACE.iter().any(|word| text[r.clone()].contains(word)));
    let mut headings = there.iter().zip(names_place);
    let others = headings.any(|(h, names_place)| !names_place && !is_known(h));
    others || !there.iter().any(is_known)
}

/// Whether two headings are about one place, the one in more words than the other.
pub(in crate::lint::rules) fn is_same_place(one: &str, other: &str) -> bool {
    one.contains(other) || other.contains(one)
}

/// Folded, without what is written now one way and now another: dashes of any kind stand for long vowels.
pub(in crate::lint::rules) fn plain(text: &str) -> String {
    let mut plain = fold(text);
    plain.retain(|c| !matches!(c, '・' | '･' | 'ー' | '-' | '―' | '‐' | '−'));
    plain
}

/// A heading as it is compared.
pub(in crate::lint::rules) struct Compared {
    /// Its words, see [`plain`].
    pub(in crate::lint::rules) plain: String,
    /// The same with one sign for all that joins its parts.
    joined: String,
}

impl Compared {
    pub(in crate::lint::rules) fn of(heading: &str) -> Self {
        let plain = plain(heading);
        let joined = joined(&plain);
        Compared { plain, joined }
    }

    /// Whether two different headings look like two ways to write one: they differ by what joins their parts, by 当 or 本
    /// at the head, or by one run of letters that only one of them has. W004 speaks of those that differ by its weak words.
    pub(in crate::lint::rules) fn is_variant_of(&self, other: &Self) -> bool {
        self.says_the_same_as(other) || {
            let (one, other) = (self.joined.as_str(), other.joined.as_str());
            let (short, long) = match one.len() < other.len() {
                true => (one, other),
                false => (other, one),
            };
            let (less, more) = difference(short, long);
            let is_weak = || weakened(short) == weakened(long);
            less.is_empty() && is_way_to_say(short, more) && !is_weak()
        }
    }

    /// Whether two different headings differ by what joins their parts, or by 当 or 本 at the head.
    pub(in crate::lint::rules) fn says_the_same_as(&self, other: &Self) -> bool {
        let (one, other_joined) = (&self.joined, &other.joined);
        self.plain != other.plain && (one == other_joined || differs_by_own(one, other_joined))
    }
}

/// Whether two different headings look like two ways to write one, see [`Compared::is_variant_of`].
pub(in crate::lint::rules) fn are_variants(one: &str, other: &str) -> bool {
    Compared::of(one).is_variant_of(&Compared::of(other))
}

/// A heading without the words that don't change what it is about.
fn weakened(heading: &str) -> String {
    let weak = WEAK_IN_HEADINGS.iter();
    weak.fold(heading.to_owned(), |rest, word| rest.replace(word, ""))
}

/// Whether two headings differ by 当 or 本 alone: 「当広域連合」 and 「広域連合」.
pub(in crate::lint::rules) fn differs_by_own(one: &str, other: &str) -> bool {
    const OWN: [char; 3] = ['当', '本', '各'];
    one != other && one.trim_start_matches(OWN) == other.trim_start_matches(OWN)
}

/// From how many letters on a heading is not one by chance.
const LONG: usize = 6;

/// Whether letters that one heading has more leave it about the same.
fn is_way_to_say(short: &str, more: &str) -> bool {
    let names_other = OTHERS.iter().any(|other| more.contains(other));
    // 「ワクチン接種記録システム(VRS)」 says in brackets what it is called for short.
    let letters = more
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let letters = letters.map_or(more, |rest| {
        rest.trim_matches(|c: char| c.is_ascii_alphabetic())
    });
    let numbers = letters.chars().any(|c| c.is_ascii_alphanumeric());
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
pub(in crate::lint::rules) fn difference<'t>(one: &'t str, other: &'t str) -> (&'t str, &'t str) {
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
    use super::{are_variants, headings};

    #[test]
    fn headings_with_text_after_them() {
        let found =
            |text: &str| -> Vec<String> { headings(text).map(|r| text[r].to_owned()).collect() };
        assert_eq!(
            found("　＜書庫における措置＞\n棚に置く。 <分館における追加措置> ①棚に置く。\n"),
            ["書庫における措置", "分館における追加措置"]
        );
        assert_eq!(
            found(
                "＜書庫における措置＞のとおり。\n棚は＜書庫における措置＞ による。\n＜注意＞ 棚に置く。"
            ),
            [""; 0]
        );
    }

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
