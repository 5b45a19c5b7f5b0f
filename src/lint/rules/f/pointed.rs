//! What a text says of an address that it names: 「Ⅲ５の情報保護管理体制の確認」, 「Ⅱ３③に記載した者」. The number and the words
//! are of one item, or one of them is wrong.

use std::ops::Range;

use crate::assessment::Assessment;
use crate::assessment::resolve::{Meaning, Resolver};
use crate::form::address::address;
use crate::form::{Form, ItemId};
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::notation::has_chars;

/// What a text says an address to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stated {
    /// The name of an item, and the address at which the form has it.
    Name { name: String, there: String },
    /// Persons, or entries of a law, which the item at the address does not list.
    Kind { item: String, kind: &'static str },
}

/// An item with the names by which a text may call it.
pub(super) struct Named<'f> {
    item: ItemId,
    names: Vec<&'f str>,
}

/// The items that have a name of their own, by the words that the form prints.
pub(super) fn named(form: &Form) -> Vec<Named<'_>> {
    const PARTS: [&str; 6] = [
        "basic.",
        "files[].overview.",
        "files[].risks.",
        "other_risks.",
        "disclosure.",
        "procedure.",
    ];
    /// Fewer characters are words of any sentence.
    const LEAST: usize = 4;
    let items = form.items.iter_enumerated();
    let items = items.filter(|(_, item)| PARTS.iter().any(|part| item.id.starts_with(part)));
    items
        .map(|(id, item)| {
            let printed = item.label.split('※').next().unwrap_or_default();
            let printed = printed.trim_start_matches(|c: char| {
                c.is_numeric() || c.is_whitespace() || "．.：:".contains(c)
            });
            let names = [printed.trim(), item.key.as_str()].into_iter();
            let names = names.filter(|name| has_chars(name, LEAST)).collect();
            Named { item: id, names }
        })
        .collect()
}

/// What a text says wrongly of the item at an address.
pub(super) fn wrong(
    assessment: &Assessment,
    resolver: &Resolver,
    named: &[Named],
    text: &str,
    range: &Range<usize>,
    of_persons: bool,
) -> Option<(Range<usize>, Stated)> {
    let Meaning::Item(found) = resolver.resolve(&text[range.clone()]) else {
        return None;
    };
    let form = assessment.form;
    let after = &text[range.end..];
    if let Some((length, name, there)) = other_name(form, named, found.item, after) {
        return Some((
            range.start..range.end + length,
            Stated::Name { name, there },
        ));
    }
    let item = &form.items[found.item];
    // A section says nothing of its items.
    let is_cell = item.label.starts_with(|c| ('①'..='⑳').contains(&c));
    let (kind, length) = kind(after, of_persons).filter(|_| is_cell)?;
    let is_of_kind = match kind {
        PERSONS => item.label.contains("範囲") || LISTS_PERSONS.contains(&item.id.as_str()),
        _ => item.label.contains("根拠"),
    };
    let label = item.label.split('※').next().unwrap_or_default().trim();
    (!is_of_kind).then(|| {
        let item = label.to_owned();
        (range.start..range.end + length, Stated::Kind { item, kind })
    })
}

/// Items that name persons without saying 範囲.
const LISTS_PERSONS: [&str; 2] = [
    "files[].overview.intake.sources",
    "files[].overview.intake.user",
];

/// What such words say an item to have, and the words.
const PERSONS: &str = "本人の範囲";
const ENTRIES: &str = "法令上の根拠";
const WHO: &str = "者";
const WHICH: &str = "項";

/// What the words after an address say to stand there, and how far they go: 「に記載した者」, 「に掲げる項」, and in an item about
/// persons 「と同じ」.
fn kind(after: &str, of_persons: bool) -> Option<(&'static str, usize)> {
    // 「Ⅱ２③（貸出ファイル）に掲げる者」
    let bracket = after
        .strip_prefix('（')
        .and_then(|inside| inside.split_once('）'))
        .map_or(0, |(inside, _)| inside.len() + "（）".len());
    let rest = &after[bracket..];
    let verbs = [
        "に記載した",
        "に記載する",
        "に記載の",
        "に掲げる",
        "に掲げた",
        "に定める",
        "に示す",
        "に示した",
    ];
    if of_persons
        && ["と同じ", "に同じ"]
            .iter()
            .any(|word| rest.starts_with(word))
    {
        return Some((PERSONS, bracket + "と同じ".len()));
    }
    let verb = verbs.iter().find(|verb| rest.starts_with(**verb))?;
    let what = &rest[verb.len()..];
    let end = bracket + verb.len() + WHO.len();
    let goes_on = what.chars().nth(1).is_some_and(is_kanji);
    if goes_on {
        None
    } else if what.starts_with(WHO) {
        Some((PERSONS, end))
    } else {
        what.starts_with(WHICH).then_some((ENTRIES, end))
    }
}

/// The name of an item after an address at which the form does not have it, how far it goes, and where the form has it.
fn other_name(
    form: &Form,
    named: &[Named],
    here: ItemId,
    after: &str,
) -> Option<(usize, String, String)> {
    let joint = ["の「", "「", "の", "\u{3000}", " "]
        .iter()
        .find_map(|joint| Some((joint.len(), after.strip_prefix(joint)?)));
    let (joint, rest) = joint?;
    let all = named.iter().flat_map(|named| {
        let names = named.names.iter();
        names.map(|name| (named.item, *name))
    });
    let begins = all.filter(|(_, name)| rest.starts_with(name));
    let begins: Vec<(ItemId, &str)> = begins.collect();
    let longest = begins.iter().map(|(_, name)| name.len()).max()?;
    let goes_on = |c: char| is_kanji(c) || is_katakana(c);
    if rest[longest..].starts_with(goes_on) {
        return None;
    }
    let mut meant = begins.iter().filter(|(_, name)| name.len() == longest);
    let is_near = |item: ItemId| is_within(form, item, here) || is_within(form, here, item);
    if meant.clone().any(|(item, _)| is_near(*item)) {
        return None;
    }
    let (item, name) = meant.next()?;
    let there = address(&form.items[*item], &[], None);
    // The words of an address that has no number of its own are the name again.
    let there = there
        .split('\u{3000}')
        .next()
        .unwrap_or_default()
        .to_owned();
    Some((joint + longest, (*name).to_owned(), there))
}

/// Whether an item is another, or lies in it.
pub(super) fn is_within(form: &Form, item: ItemId, outer: ItemId) -> bool {
    let mut item = Some(item);
    while let Some(here) = item {
        if here == outer {
            return true;
        }
        item = form.parent(here);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_after_an_address_say_what_stands_there() {
        let stated = |text: &str| kind(text, false).map(|(kind, _)| kind);
        assert_eq!(stated("に記載した者と同じ"), Some(PERSONS));
        assert_eq!(stated("（貸出ファイル）に掲げる者のうち、"), Some(PERSONS));
        assert_eq!(stated("に掲げる項）"), Some(ENTRIES));
        assert_eq!(stated("に掲げる項目"), None);
        assert_eq!(stated("に定める期間"), None);
        assert_eq!(stated("と同じ"), None);
        assert_eq!(kind("と同じ", true).map(|found| found.0), Some(PERSONS));
    }

    #[test]
    fn names_belong_to_their_addresses() {
        let form = crate::assessment::newest_form().expect("the form can be read");
        let named = named(form);
        let here = |id: &str| form.find(id).expect("an item of the form");
        let stated = |id: &str, after: &str| {
            other_name(form, &named, here(id), after).map(|found| (found.1, found.2))
        };
        let entrusted = "files[].risks.entrustment";
        assert_eq!(stated(entrusted, "の情報保護管理体制の確認に"), None);
        assert_eq!(
            stated("files[].risks.provision", "の情報保護管理体制の確認に"),
            Some(("情報保護管理体制の確認".to_owned(), "Ⅲ４".to_owned()))
        );
        assert_eq!(
            stated("files[].overview.storage.period", "の保管期間の欄"),
            None
        );
        assert_eq!(
            stated("files[].overview.storage.erasure", "の保管期間の欄"),
            Some(("保管期間".to_owned(), "Ⅱ６②".to_owned()))
        );
        assert_eq!(stated(entrusted, "の対策を見直す"), None);
        assert_eq!(stated(entrusted, "の委託先名簿を見直す"), None);
        assert_eq!(stated("files[].risks.intake", "のリスク対策"), None);
    }
}
