//! The names of a body's own ordinances and rules in running text, and which of them are nearly one name.

use std::collections::BTreeMap;
use std::ops::Range;

use super::named_twice::Pair;
use super::{OwnText, Spot};
use crate::assets::lists::titles::{ORDINANCE_WORDS, ORDINANCES};
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};
use crate::japanese::notation::{fold, has_chars};

/// How many characters the name of a body has, and the rest of the name at most.
const BODY: Range<usize> = 2..7;
const LONGEST: usize = 45;

/// How many characters must be the same where one differs.
const ALIKE: usize = 10;

/// The most names that are compared with each other; a document has a few.
const MOST: usize = 80;

/// A name as it is compared.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone)]
struct Key {
    body: String,
    /// Without the body, and without the words that people leave out.
    bare: String,
}

/// 「架空市個人番号の利用に関する条例」 and 「架空市個人番号の利用等に関する条例」
pub(super) fn ordinances<'a>(words: &'a [OwnText<'a>]) -> Vec<Pair<'a>> {
    let mut found: BTreeMap<String, (Key, Vec<Spot<'a>>)> = BTreeMap::new();
    for words in words.iter().filter(|w| !w.quotes) {
        for (range, key) in names(words.str()) {
            let name = fold(&words.str()[range.clone()]);
            let (_, spots) = found.entry(name).or_insert_with(|| (key, Vec::new()));
            spots.push(Spot::new(words, range));
        }
    }
    if found.len() > MOST {
        return Vec::new();
    }
    let mut all: Vec<_> = found.into_iter().collect();
    // The usual one comes first; of two as frequent, the first.
    let first = |spots: &[Spot]| {
        spots
            .first()
            .map(|spot| (spot.words.field, spot.range.start))
    };
    all.sort_by_key(|(_, (_, spots))| (usize::MAX - spots.len(), first(spots)));
    let mut pairs = Vec::new();
    for (n, (rare_name, (key, rare))) in all.iter().enumerate() {
        let mut usual = all[..n].iter();
        if let Some((usual_name, (_, usual))) = usual.find(|(_, (other, _))| is_one(key, other)) {
            pairs.push(Pair {
                rare_name: rare_name.clone(),
                rare: rare.clone(),
                usual_name: usual_name.clone(),
                usual: usual.clone(),
            });
        }
    }
    pairs
}

/// Whether two names are of one ordinance.
fn is_one(a: &Key, b: &Key) -> bool {
    a.body == b.body && (a.bare == b.bare || one_differs(&a.bare, &b.bare))
}

/// Whether two long names differ in a single letter that makes no other thing of it.
fn one_differs(a: &str, b: &str) -> bool {
    /// Letters that make two things: 入 and 出.
    const OPPOSITES: &str =
        "入出前後内外新旧有無大小男女上下甲乙市県区町村国公私子者児老正副第料税";
    let pairs: Vec<(char, char)> = a.chars().zip(b.chars()).collect();
    let is_long = a.chars().count() == b.chars().count() && pairs.len() > ALIKE;
    let mut differ = pairs.iter().filter(|(x, y)| x != y);
    let (Some((x, y)), None) = (differ.next(), differ.next()) else {
        return false;
    };
    let of_kind = |name: &str| {
        ORDINANCES
            .iter()
            .find(|kind| name.ends_with(**kind))
            .copied()
    };
    is_long
        && of_kind(a) == of_kind(b)
        && [x, y]
            .iter()
            .all(|c| is_kanji(**c) && !OPPOSITES.contains(**c))
        && !"一二三四五六七八九十".contains([*x, *y])
}

/// The names of ordinances in a text that begin with the name of a body: 「架空市文書管理規程」.
fn names(text: &str) -> Vec<(Range<usize>, Key)> {
    let mut found: Vec<(Range<usize>, Key)> = Vec::new();
    let bodies = text
        .char_indices()
        .filter(|(_, c)| "都道府県市区町村".contains(*c));
    for (at, kind) in bodies {
        let head = &text[..at];
        let run = head.chars().rev().take(BODY.end);
        let run = run.take_while(|c| is_kanji(*c) || is_katakana(*c));
        let start = at - run.map(char::len_utf8).sum::<usize>();
        let body = start..at + kind.len_utf8();
        let is_within = found.last().is_some_and(|(range, _)| start < range.end);
        let is_former = text[start..].starts_with('旧') || text[..start].ends_with("前の");
        if is_within || is_former || !BODY.contains(&text[body.clone()].chars().count()) {
            continue;
        }
        let Some(length) = length(&text[body.end..]) else {
            continue;
        };
        let name = &text[body.end..body.end + length];
        let bare = bare(name);
        if has_chars(&bare, 5) {
            let key = Key {
                body: fold(&text[body.clone()]),
                bare,
            };
            found.push((start..body.end + length, key));
        }
    }
    found
}

/// How far the name of an ordinance goes behind that of its body: to its last 条例, 規則 or the like.
fn length(after: &str) -> Option<usize> {
    let of_name =
        |c: char| is_kanji(c) || is_katakana(c) || is_hiragana(c) || matches!(c, '・' | 'ー');
    let all = after.char_indices().take(LONGEST);
    let end = all
        .take_while(|(_, c)| of_name(*c))
        .last()
        .map(|(at, c)| at + c.len_utf8())?;
    let words = &after[..end];
    let kinds = ORDINANCES.iter();
    let first = kinds
        .filter_map(|kind| Some(words.find(kind)? + kind.len()))
        .min()?;
    // 「情報公開条例施行規則」
    let rest = &words[first..];
    let run = rest.len() - rest.trim_start_matches(is_kanji).len();
    let more = ORDINANCES
        .iter()
        .filter_map(|kind| Some(rest[..run].rfind(kind)? + kind.len()));
    let end = first + more.max().unwrap_or(0);
    let name = &words[..end];
    let other: String = ORDINANCE_WORDS
        .iter()
        .fold(name.to_owned(), |name, word| name.replace(word, ""));
    let goes_on = after[end..].chars().next();
    let is_name = !other.contains(|c| is_hiragana(c) && !"いりきけえ".contains(c));
    let is_whole =
        goes_on.is_none_or(|c| !is_kanji(c) && !is_katakana(c) || "第等及又並別".contains(c));
    (is_name && is_whole).then_some(end)
}

/// A name without the words that people leave out, so that two ways to write it are one.
fn bare(name: &str) -> String {
    let mut bare = fold(name);
    for word in ORDINANCE_WORDS {
        bare = bare.replace(&fold(word), "");
    }
    bare.retain(|c| !"いりきけえー・".contains(c));
    bare
}

#[cfg(test)]
mod tests {
    use super::{is_one, names};

    fn one(a: &str, b: &str) -> bool {
        let key = |text: &str| names(text).into_iter().next().map(|(_, key)| key);
        key(a).zip(key(b)).is_some_and(|(a, b)| is_one(&a, &b))
    }

    #[test]
    fn one_ordinance_in_two_ways() {
        for (a, b) in [
            (
                "架空市個人番号の利用に関する条例による",
                "架空市個人番号の利用等に関する条例",
            ),
            (
                "架空市職員服務規程",
                "架空市職員の服務に関する規程（平成9年訓令第3号）",
            ),
            ("架空市児童手当事務取扱要綱", "架空市児童手当事務取扱い要綱"),
            (
                "架空市電子計算組織管理運営規則",
                "架空市電子計算組織管理運用規則",
            ),
        ] {
            assert!(one(a, b), "{a}");
        }
        for (a, b) in [
            ("架空市情報公開条例", "架空市情報公開条例施行規則"),
            ("架空市国民健康保険条例", "架空市国民健康保険税条例"),
            ("架空市保育所条例", "架空市保育料条例"),
            ("架空市文書管理規則", "架空市文書管理規程"),
            ("架空市文書管理規程", "架空県文書管理規程"),
            ("架空市が定める規則", "架空市の定める規則"),
            (
                "旧架空市個人情報保護条例",
                "架空市個人情報の保護に関する条例",
            ),
        ] {
            assert!(!one(a, b), "{a}");
        }
    }
}
