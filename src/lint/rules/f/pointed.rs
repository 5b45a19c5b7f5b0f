//! What a text says of an address that it names: 「Ⅲ５の情報保護管理体制の確認」, 「Ⅱ３③に記載した者」. The number and the words
//! are of one item, or one of them is wrong.

use std::ops::Range;

use super::beside::{Beside, Named, is_cell, label};
use crate::assessment::Assessment;
use crate::assessment::resolve::{Meaning, Resolver};
use crate::japanese::chars::is_kanji;

/// What a text says an address to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stated {
    /// The name of an item, the address at which the form has it, and which item is at the address that is named.
    Name {
        name: String,
        there: String,
        here: String,
    },
    /// Persons, or entries of a law, which the item at the address does not list.
    Kind { item: String, kind: &'static str },
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
    let beside = Beside {
        form,
        named,
        here: found.item,
    };
    if let Some((whole, name, item)) = beside.behind(after).map_or_else(
        || beside.before(&text[..range.start], after, range.end),
        |(length, name, item)| Some((range.start..range.end + length, name, item)),
    ) {
        let there = beside.address(item);
        let (name, here) = (name.to_owned(), label(form, found.item));
        return Some((whole, Stated::Name { name, there, here }));
    }
    let item = &form.items[found.item];
    // A section says nothing of its items.
    let (kind, length) = kind(after, of_persons).filter(|_| is_cell(form, found.item))?;
    let is_of_kind = match kind {
        PERSONS => item.label.contains("範囲") || LISTS_PERSONS.contains(&item.id.as_str()),
        _ => item.label.contains("根拠"),
    };
    (!is_of_kind).then(|| {
        let item = label(form, found.item);
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
}
