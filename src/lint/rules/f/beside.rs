//! The names of items beside an address in a text, and what the form has at that address.

use std::ops::Range;

use crate::form::address::address;
use crate::form::{Form, ItemId};
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::notation::has_chars;

/// An item with the names by which a text may call it.
pub(super) struct Named<'f> {
    item: ItemId,
    names: Vec<&'f str>,
}

/// Fewer characters are words of any sentence, unless they stand right beside the address.
const LEAST: usize = 4;
const SHORTEST: usize = 3;

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
    let items = form.items.iter_enumerated();
    let items = items.filter(|(_, item)| PARTS.iter().any(|part| item.id.starts_with(part)));
    items
        .map(|(id, item)| {
            let printed = item.label.split('※').next().unwrap_or_default();
            let printed = printed.trim_start_matches(|c: char| {
                c.is_numeric() || c.is_whitespace() || "．.：:".contains(c)
            });
            let names = [printed.trim(), item.key.as_str()].into_iter();
            let names = names.filter(|name| has_chars(name, SHORTEST)).collect();
            Named { item: id, names }
        })
        .collect()
}

/// What leads from an address to the name of an item, and what must follow the name.
const JOINTS: [(&str, &str); 5] = [
    ("の「", "」"),
    ("「", "」"),
    ("の", ""),
    ("\u{3000}", ""),
    (" ", ""),
];

/// The same where the address is one of a numbered item: 「Ⅱ６②（保管期間）」, 「Ⅱ６②に記載した保管期間」, 「Ⅱ６②保管期間」.
const JOINTS_OF_CELL: [(&str, &str); 13] = [
    ("（", "）"),
    ("(", ")"),
    ("＜", "＞"),
    ("『", "』"),
    ("に記載した", ""),
    ("に記載の", ""),
    ("に記載する", ""),
    ("に掲げる", ""),
    ("に掲げた", ""),
    ("に定める", ""),
    ("に示す", ""),
    ("に示した", ""),
    ("", ""),
];

/// An address in a text, and the names that may stand beside it.
pub(super) struct Beside<'a, 'f> {
    pub(super) form: &'f Form,
    pub(super) named: &'a [Named<'f>],
    pub(super) here: ItemId,
}

impl<'f> Beside<'_, 'f> {
    /// The name after the address where the form has it elsewhere: how far it goes, the name, and its item.
    pub(super) fn behind(&self, after: &str) -> Option<(usize, &'f str, ItemId)> {
        let is_cell = is_cell(self.form, self.here);
        let of_cell = JOINTS_OF_CELL.iter().filter(|_| is_cell);
        JOINTS.iter().chain(of_cell).find_map(|(joint, close)| {
            let rest = after.strip_prefix(joint)?;
            let names = self.names().filter(|(_, name)| rest.starts_with(name));
            let (name, item) = self.elsewhere(names)?;
            let rest = &rest[name.len()..];
            let is_beside = joint.is_empty() || !close.is_empty();
            // 「Ⅱ６②保管期間満了後」 and 「Ⅲ４の委託先名簿」 are other words.
            let goes_on = rest.starts_with(|c| is_kanji(c) || is_katakana(c));
            let least = if is_beside { SHORTEST } else { LEAST };
            let is_name = !goes_on && rest.starts_with(close) && has_chars(name, least);
            let length = joint.len() + name.len() + close.len();
            is_name.then_some((length, name, item))
        })
    }

    /// The name before the address in brackets: 「保管場所（Ⅱ６③）」, with all of it and its item.
    pub(super) fn before(
        &self,
        head: &str,
        after: &str,
        end: usize,
    ) -> Option<(Range<usize>, &'f str, ItemId)> {
        const SEE: [&str; 6] = ["", "に記載", "のとおり", "を参照", "参照", "に示す"];
        let see = SEE.iter().find(|see| {
            let rest = after.strip_prefix(**see);
            rest.is_some_and(|rest| rest.starts_with(['）', ')']))
        })?;
        let close = after[see.len()..].chars().next()?;
        let said = head.strip_suffix(['（', '('])?;
        if !is_cell(self.form, self.here) {
            return None;
        }
        let cells = self
            .names()
            .filter(|(item, name)| is_cell(self.form, *item) && has_chars(name, LEAST));
        let (name, item) = self.elsewhere(cells.filter(|(_, name)| said.ends_with(name)))?;
        let start = said.len() - name.len();
        let goes_on = said[..start].ends_with(|c| is_kanji(c) || is_katakana(c));
        let end = end + see.len() + close.len_utf8();
        (!goes_on).then_some((start..end, name, item))
    }

    fn names(&self) -> impl Iterator<Item = (ItemId, &'f str)> {
        let named = self.named.iter();
        named.flat_map(|named| named.names.iter().map(|name| (named.item, *name)))
    }

    /// The longest of some names, where no item of that name is at the address.
    fn elsewhere(
        &self,
        names: impl Iterator<Item = (ItemId, &'f str)>,
    ) -> Option<(&'f str, ItemId)> {
        let names: Vec<(ItemId, &str)> = names.collect();
        let longest = names.iter().map(|(_, name)| name.len()).max()?;
        let mut meant = names.iter().filter(|(_, name)| name.len() == longest);
        let is_near = |item: ItemId| {
            is_within(self.form, item, self.here) || is_within(self.form, self.here, item)
        };
        if meant.clone().any(|(item, _)| is_near(*item)) {
            return None;
        }
        let (item, name) = meant.next()?;
        // 「Ⅱ４委託事項1④の提供方法」: the end of its own name.
        let is_own = self.form.items[self.here].label.contains(name);
        (!is_own).then_some((*name, *item))
    }

    /// The address of an item. The words of one that has no number of its own are the name again.
    pub(super) fn address(&self, item: ItemId) -> String {
        let there = address(&self.form.items[item], &[], None);
        there
            .split('\u{3000}')
            .next()
            .unwrap_or_default()
            .to_owned()
    }
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

/// The words that the form prints for an item, with its number.
pub(super) fn label(form: &Form, item: ItemId) -> String {
    let label = form.items[item].label.split('※').next();
    label.unwrap_or_default().trim().to_owned()
}

/// Whether an item has a circled number, so that an address can name it alone.
pub(super) fn is_cell(form: &Form, item: ItemId) -> bool {
    form.items[item]
        .label
        .starts_with(|c| ('①'..='⑳').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_belong_to_their_addresses() {
        let form = crate::assessment::newest_form().expect("the form can be read");
        let named = named(form);
        let here = |id: &str| form.find(id).expect("an item of the form");
        let stated = |id: &str, after: &str| {
            let beside = Beside {
                form,
                named: &named,
                here: here(id),
            };
            let found = beside.behind(after);
            found.map(|(_, name, item)| (name.to_owned(), beside.address(item)))
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
        let (period, erasure) = (
            "files[].overview.storage.period",
            Some(("消去方法".to_owned(), "Ⅱ６③".to_owned())),
        );
        for after in [
            "消去方法に記載した手順",
            "（消去方法）のとおり",
            "に記載した消去方法",
        ] {
            assert_eq!(stated(period, after), erasure, "{after}");
        }
        for after in [
            "保管期間",
            "（保管期間）",
            "（消去方法を除く）",
            "消去方法書",
        ] {
            assert_eq!(stated(period, after), None, "{after}");
        }
    }
}
