//! Names of persons and the numbers of their phones in a text.

use std::ops::Range;

use crate::assets::lists::persons::{FAMILY_NAMES, OFFICES, POSTS};
use crate::japanese::chars::is_kanji;

/// What is between the parts of a post: 「健康福祉部　健康推進課長（山田）」.
const BETWEEN: [char; 18] = [
    ' ', '\u{3000}', '\n', '(', ')', '（', '）', '[', ']', '［', '］', '・', '、', '，', ',', ':',
    '：', '／',
];

/// Words of a line that make a phone number one to be published.
const CONTACT: [&str; 6] = ["窓口", "問合せ", "問い合わせ", "問合わせ", "連絡先", "受付"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    Name,
    Phone,
}

/// What is next to a post and is neither another post nor an office: 「健康推進課長　山田　太郎」. Without a blank
/// between them, only what begins with a family name.
pub(super) fn after_post(text: &str) -> Option<Range<usize>> {
    let ends = |word: &str, list: &[&str]| list.iter().any(|end| word.ends_with(end));
    let is_post = |word: &str| ends(word, POSTS);
    let is_office = |word: &str| is_post(word) || ends(word, OFFICES);
    let is_person = |word: &str| {
        let given = FAMILY_NAMES.iter().find_map(|name| word.strip_prefix(name));
        given.is_some_and(|given| !is_office(given))
    };
    let is_name = |word: &str| {
        let plain = word.chars().all(|c| c.is_alphabetic() || c == '々');
        plain && word.chars().count() <= 8 && (is_person(word) || !is_office(word))
    };
    let words = words(text);
    let joined = |(range, word): &(Range<usize>, &str)| {
        let after = POSTS.iter().filter_map(|post| {
            let at = word.rfind(post)? + post.len();
            is_person(&word[at..]).then_some(range.start + at..range.end)
        });
        after.max_by_key(|range| range.start)
    };
    if let Some(joined) = words.iter().find_map(joined) {
        return Some(joined);
    }
    let is_head = |(_, word): &(Range<usize>, &str)| is_post(word) && !is_person(word);
    let post = words.iter().position(is_head)?;
    let after = words[post + 1..]
        .iter()
        .filter(|(_, word)| !is_post(word) || is_person(word));
    let after: Vec<_> = after.collect();
    let names: Vec<_> = match after.as_slice() {
        [] => words[..post]
            .iter()
            .filter(|(_, word)| is_person(word))
            .collect(),
        [(_, first), ..] if is_person(first) || after.iter().all(|(_, word)| is_name(word)) => {
            after
        }
        _ => Vec::new(),
    };
    Some(names.first()?.0.start..names.last()?.0.end)
}

/// The words of a post with their places.
fn words(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches(BETWEEN);
    while !rest.is_empty() {
        let start = text.len() - rest.len();
        let word = rest.split(BETWEEN).next().unwrap_or(rest);
        found.push((start..start + word.len(), word));
        rest = rest[word.len()..].trim_start_matches(BETWEEN);
    }
    found
}

pub(super) fn details(text: &str) -> Vec<(Range<usize>, Detail)> {
    let mut found = Vec::new();
    let mut offset = 0;
    for line in text.split('\n') {
        let at = |range: Range<usize>| offset + range.start..offset + range.end;
        found.extend(names(line).into_iter().map(|r| (at(r), Detail::Name)));
        if !CONTACT.iter().any(|word| line.contains(word)) {
            found.extend(phones(line).into_iter().map(|r| (at(r), Detail::Phone)));
        }
        offset += line.len() + 1;
    }
    found
}

/// Mobile phone numbers next to the name of somebody in charge: 「電話 090-1234-5678（担当 架空）」.
pub(super) fn phones_of_persons(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut offset = 0;
    for line in text.split('\n') {
        if is_of_person(line) {
            let own = phones(line).into_iter();
            found.extend(own.map(|r| offset + r.start..offset + r.end));
        }
        offset += line.len() + 1;
    }
    found
}

/// Whether a line names somebody in charge.
fn is_of_person(line: &str) -> bool {
    const CHARGE: &str = "担当";
    line.match_indices(CHARGE).any(|(at, _)| {
        let after = &line[at + CHARGE.len()..];
        let after = after.strip_prefix('者').unwrap_or(after);
        let name = after.trim_start_matches([' ', '\u{3000}', ':', '：', '、']);
        let is_parted = name.len() < after.len();
        let word = name.split(BETWEEN).next().unwrap_or(name);
        let ends = |list: &[&str]| list.iter().any(|end| word.ends_with(end));
        let is_word =
            (1..=6).contains(&word.chars().count()) && word.chars().all(char::is_alphabetic);
        let is_known = FAMILY_NAMES.iter().any(|family| word.starts_with(family));
        let is_office = ends(POSTS) || ends(OFFICES) || word.contains("窓口");
        is_parted && is_word && (is_known || !is_office)
    })
}

/// A family name, at most three characters of a given name, and 氏, 様 or さん.
fn names(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, family) in FAMILY_NAMES.iter().flat_map(|n| line.match_indices(n)) {
        // A word that ends like a name, and 中山間, 上田市.
        if line[..start].ends_with(is_kanji) {
            continue;
        }
        let rest = &line[start + family.len()..];
        let given: usize = rest
            .chars()
            .take_while(|c| {
                is_kanji(*c) && !"氏様市区町村県郡".contains(*c) || *c == '　' || *c == ' '
            })
            .take(4)
            .map(char::len_utf8)
            .sum();
        let after = &rest[given..];
        let title = ["氏", "様", "さん"].iter().find(|t| after.starts_with(**t));
        let Some(title) = title else { continue };
        let next = &after[title.len()..];
        // 氏名, 様式, 様子: another word.
        if !next.starts_with(|c: char| is_kanji(c) && "名式子態々".contains(c)) {
            found.push(start..start + family.len() + given + title.len());
        }
    }
    found
}

/// 090, 080 or 070 with eight more digits.
fn phones(line: &str) -> Vec<Range<usize>> {
    let digit = |c: char| match c {
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
        c if c.is_ascii_digit() => Some(c),
        _ => None,
    };
    let is_hyphen = |c: char| {
        matches!(
            c,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}' | 'ー'
        )
    };
    let mut found = Vec::new();
    let mut pieces: Vec<(usize, usize, String)> = Vec::new();
    for (at, c) in line.char_indices() {
        let end = at + c.len_utf8();
        let joins = |p: &&mut (usize, usize, String)| p.1 == at;
        match (digit(c), pieces.last_mut().filter(joins)) {
            (Some(d), Some((_, to, digits))) => {
                *to = end;
                digits.push(d);
            }
            (Some(d), None) => pieces.push((at, end, d.to_string())),
            (None, Some((_, to, digits))) if is_hyphen(c) => {
                *to = end;
                digits.push('-');
            }
            _ => {}
        }
    }
    for (start, end, digits) in pieces {
        let groups: Vec<usize> = digits.split('-').map(str::len).collect();
        let mobile = ["090", "080", "070"].iter().any(|p| digits.starts_with(p));
        if mobile && matches!(groups.as_slice(), [11] | [3, 4, 4] | [3, 8]) {
            found.push(start..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    // All names and numbers here are invented.

    #[test]
    fn numbers_of_persons() {
        for text in [
            "電話　090-0000-0000（担当　架空）",
            "担当者：山田　電話080-0000-0000",
        ] {
            assert_eq!(phones_of_persons(text).len(), 1, "{text}");
        }
        for text in [
            "電話　0996-00-0000（担当　架空）",
            "携帯電話 090-0000-0000",
            "担当課 090-0000-0000",
            "担当：総務課　090-0000-0000",
        ] {
            assert!(phones_of_persons(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_post_is_no_name() {
        for (text, name) in [
            ("健康推進課長　山田　太郎", "山田　太郎"),
            ("健康推進課長 山田太郎", "山田太郎"),
            ("健康推進課長（山田）", "山田"),
            ("健康推進課長：山田　花子", "山田　花子"),
            ("健康推進課長山田太郎", "山田太郎"),
            ("市民部　住民課　課長　阿部 一郎", "阿部 一郎"),
            ("総務主幹　架空　次郎", "架空　次郎"),
            ("長谷川　花子　税務課長", "長谷川"),
            ("情報政策監　佐藤", "佐藤"),
            ("窓口担当　鈴木", "鈴木"),
            ("税務課長　阿部　直人", "阿部　直人"),
        ] {
            assert_eq!(after_post(text).map(|r| &text[r]), Some(name), "{text}");
        }
        for text in [
            "健康推進課長",
            "健康福祉部　健康推進課長",
            "健康福祉部 健康推進課 課長",
            "市民部長　保険年金課長",
            "健康推進課長（健康福祉部次長兼務）",
            "健康推進課長補佐",
            "保健所長（健康推進課長事務取扱）",
            "課長・係長",
            "支所長、出張所長",
            "事業管理課長 事業企画課長 年金給付部長",
            "税務課長（課税担当）",
            "課長級職員",
            "担当課長（総務担当）",
            "情報政策監",
            "市長",
            "長寿社会課長",
            "",
        ] {
            assert_eq!(after_post(text), None, "{text}");
        }
    }

    #[test]
    fn persons_are_recognised() {
        for text in [
            "田中一郎様の申請書",
            "申請者の佐藤　花子さん",
            "委託先の田中氏が",
        ] {
            assert_eq!(names(text).len(), 1, "{text}");
        }
        for text in [
            "Ａ社、Aとする、対象者129名分",
            "上田市様式、中山間地域、田中氏名欄",
            "仕様、お客様、皆様、同氏",
            "株式会社佐藤商店の従業員",
        ] {
            assert_eq!(names(text).len(), 0, "{text}");
        }
    }

    #[test]
    fn mobile_phones_are_recognised_outside_contact_lines() {
        let count = |text| details(text).len();
        assert_eq!(count("電話 090-0000-0000 に"), 1);
        assert_eq!(count("０８０－００００－００００"), 1);
        assert_eq!(count("00900000000"), 0);
        assert_eq!(count("電話番号 000-000-0000"), 0);
        assert_eq!(count("窓口の連絡先: 090-0000-0000"), 0);
    }
}
