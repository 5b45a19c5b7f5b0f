//! Which item a key means, whatever its number, width or alias; keys that mean none become problems.

use rustc_hash::FxHashMap;

use super::field::{FieldId, is_within};
use super::problem::Problem;
use crate::form::{Form, ItemId};
use crate::japanese::notation::{norm_key, number, similarity};
use crate::source::Span;
use crate::yaml::{Content, Entry, Scalar};

/// How alike a key has to be to the one that is offered for it.
const NEAR: f64 = 0.5;

/// The entries of a map by the items they mean.
#[derive(Default)]
pub(super) struct Keys<'a> {
    /// One entry for an item.
    pub found: FxHashMap<ItemId, &'a Entry>,
    /// `委託事項1:`, `委託事項2:` … by the list that they are entries of.
    pub numbered: FxHashMap<ItemId, Vec<&'a Entry>>,
    /// Entries with the known key above each.
    unknown: Vec<(&'a Entry, Option<ItemId>)>,
}

impl<'a> Keys<'a> {
    /// Finds the item of every key.
    pub fn sort(
        form: &Form,
        parent: Option<ItemId>,
        field: Option<FieldId>,
        entries: &'a [Entry],
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut keys = Keys::default();
        keys.take(form, parent, entries, problems);
        let unknown = std::mem::take(&mut keys.unknown);
        for (entry, after) in unknown {
            let problem = keys.unknown_key(form, parent, field, entry, after);
            problems.push(problem);
        }
        keys
    }

    fn take(
        &mut self,
        form: &Form,
        parent: Option<ItemId>,
        entries: &'a [Entry],
        problems: &mut Vec<Problem>,
    ) {
        let mut above = None;
        for entry in entries {
            match meaning(form, parent, entry, problems) {
                Meaning::Own | Meaning::OwnHeading => {}
                Meaning::Numbered(list) => self.numbered.entry(list).or_default().push(entry),
                Meaning::Item(item) => {
                    self.place(form, item, entry, problems);
                    above = Some(item);
                }
                Meaning::Heading => self.take(form, parent, entry.value.entries(), problems),
                Meaning::Unknown => self.unknown.push((entry, above)),
            }
        }
    }

    fn place(&mut self, form: &Form, item: ItemId, entry: &'a Entry, problems: &mut Vec<Problem>) {
        let key = &entry.key;
        if let Some(first) = self.found.get(&item).copied() {
            problems.push(Problem::DuplicateKey {
                item,
                first: first.key.span,
                second: key.span,
            });
            // What is written counts, whichever of the two holds it.
            if first.value.is_blank() {
                self.found.insert(item, entry);
            }
            return;
        }
        let contradicts =
            matches!(problems.last(), Some(Problem::RiskNumber { span, .. }) if *span == key.span);
        if key.text != form.items[item].key && !contradicts {
            problems.push(Problem::OtherKey {
                item,
                span: key.span,
            });
        }
        self.found.insert(item, entry);
    }

    fn unknown_key(
        &self,
        form: &Form,
        parent: Option<ItemId>,
        within: Option<FieldId>,
        entry: &Entry,
        after: Option<ItemId>,
    ) -> Problem {
        let key = &entry.key;
        let score = |item: ItemId| {
            let item = &form.items[item];
            similarity(&key.text, &item.key).max(similarity(&key.text, &item.label))
        };
        let free = form.children(parent).iter().copied();
        let free: Vec<ItemId> = free
            .filter(|i| !self.found.contains_key(i) && !self.numbered.contains_key(i))
            .collect();
        let near = free
            .iter()
            .map(|i| (score(*i), *i))
            .filter(|(s, _)| *s >= NEAR)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, i)| i);
        // What follows the heading of several items answers the first.
        let headed = free.iter().find(|i| is_heading_of(form, **i, &key.text));
        let nearest = headed.copied().or(near);
        let (elsewhere, meant) = match after {
            // 選択 that fell out of the item above: as misplaced as the items below it.
            Some(above) if form.is_own_text(Some(above), &key.text) => {
                (Vec::new(), form.children(Some(above)).first().copied())
            }
            _ => elsewhere(form, parent, after, &key.text),
        };
        // A key that belongs further below lost its indentation; any other is rather a short word for an item here.
        let id = |item: ItemId| form.items[item].id.as_str();
        let is_below = |item: &ItemId| parent.is_none_or(|p| is_within(id(*item), id(p)));
        let fell_out = elsewhere.iter().chain(&meant).any(is_below);
        let is_short = nearest.is_none() && !fell_out;
        let short = is_short.then(|| shortened(form, &free, &key.text));
        let short = short.flatten();
        let meant = meant.filter(|_| short.is_none());
        Problem::UnknownKey {
            key: key.text.clone(),
            span: key.span,
            entry: entry.span(),
            within,
            after,
            nearest: nearest.or(short),
            elsewhere,
            meant,
            swallowed: sister_keys(form, meant, entry.value.entries())
                .into_iter()
                .map(|(item, _)| item)
                .collect(),
        }
    }

    /// The key 選択 or 内容 with its value, or the item's own label once more inside. It is written once.
    pub fn own_text(
        form: &Form,
        item: ItemId,
        entries: &'a [Entry],
        problems: &mut Vec<Problem>,
    ) -> Option<&'a Entry> {
        let mut found = Vec::new();
        own_texts(form, item, entries, &mut found);
        // What is written counts, whichever of two holds it.
        let written = found.iter().position(|entry| !entry.value.is_blank());
        let read = written.unwrap_or(0);
        let meant = found.get(read)?.key.span;
        let others = found.iter().enumerate().filter(|(n, _)| *n != read);
        problems.extend(others.map(|(_, other)| Problem::DuplicateKey {
            item,
            first: meant.min(other.key.span),
            second: meant.max(other.key.span),
        }));
        found.get(read).copied()
    }

    /// An entry of a list that has swallowed the next one, whose `- ` is missing: two keys or more come again.
    pub fn run_together(form: &Form, list: ItemId, entries: &'a [Entry]) -> Vec<&'a [Entry]> {
        let groups = Keys::split(form, list, entries);
        let items = |group: &[Entry]| -> Vec<ItemId> {
            let items = group
                .iter()
                .filter_map(|e| form.child(Some(list), &e.key.text));
            items.collect()
        };
        let come_again = |pair: &[&[Entry]]| {
            let (first, second) = (items(pair[0]), items(pair[1]));
            second.iter().filter(|item| first.contains(item)).count() > 1
        };
        if groups.windows(2).all(come_again) {
            groups
        } else {
            vec![entries]
        }
    }

    /// The entries of a list whose `- ` is missing: a key that comes again begins the next one.
    pub fn split(form: &Form, list: ItemId, entries: &'a [Entry]) -> Vec<&'a [Entry]> {
        let mut groups = Vec::new();
        let (mut start, mut seen) = (0, Vec::new());
        for (n, entry) in entries.iter().enumerate() {
            let item = form.child(Some(list), &entry.key.text);
            if item.is_some() && seen.contains(&item) {
                groups.push(&entries[start..n]);
                (start, seen) = (n, Vec::new());
            }
            seen.push(item);
        }
        groups.push(&entries[start..]);
        groups
    }
}

/// What a key of a map means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// 選択, 内容: the value of the item that the map belongs to.
    Own,
    /// The label of that item, printed once more inside: its value, too.
    OwnHeading,
    /// A numbered entry of a list: 委託事項2.
    Numbered(ItemId),
    /// An item.
    Item(ItemId),
    /// A heading of the form over some of the items.
    Heading,
    /// Nothing that the form has here.
    Unknown,
}

/// What the key of an entry means below an item, or outermost.
pub(super) fn meaning(
    form: &Form,
    parent: Option<ItemId>,
    entry: &Entry,
    problems: &mut Vec<Problem>,
) -> Meaning {
    let key = &entry.key;
    if form.is_own_text(parent, &key.text) {
        return Meaning::Own;
    }
    if let Some(list) = numbered_entry(form, parent, entry) {
        return Meaning::Numbered(list);
    }
    match child(form, parent, key, problems) {
        Some(item) => Meaning::Item(item),
        None if is_heading(form, parent, &key.text) && holds_keys(entry) => Meaning::Heading,
        None if is_own_heading(form, parent, &key.text) => Meaning::OwnHeading,
        None => Meaning::Unknown,
    }
}

/// The one item whose key ends in another, which is then a short word for it: 「宣言」.
fn shortened(form: &Form, items: &[ItemId], key: &str) -> Option<ItemId> {
    let short = norm_key(key);
    let ends_so = |item: &&ItemId| norm_key(&form.items[**item].key).ends_with(&short);
    let mut longer = items.iter().filter(ends_so);
    let only = longer.next().filter(|_| longer.next().is_none());
    only.copied().filter(|_| short.chars().count() > 1)
}

/// The keys of a map that belong next to an item.
pub(super) fn sister_keys(
    form: &Form,
    item: Option<ItemId>,
    entries: &[Entry],
) -> Vec<(ItemId, Span)> {
    let Some(item) = item else {
        return Vec::new();
    };
    let above = form.parent(item);
    let keys = entries
        .iter()
        .filter_map(|e| Some((form.child(above, &e.key.text)?, e.key.span)));
    keys.filter(|(other, _)| *other != item).collect()
}

/// The items elsewhere that have just this key, the likeliest first, and the one that is likelier than all others:
/// below the key above it (its indentation is missing), else the one that shares most of the way.
fn elsewhere(
    form: &Form,
    parent: Option<ItemId>,
    after: Option<ItemId>,
    key: &str,
) -> (Vec<ItemId>, Option<ItemId>) {
    let here = parent.map_or("", |p| form.items[p].id.as_str());
    let above = after.map(|a| format!("{}.", form.items[a].id));
    let score = |item: ItemId| {
        let id = form.items[item].id.as_str();
        let below = above.as_deref().and_then(|above| id.strip_prefix(above));
        let shared = here.split('.').zip(id.split('.'));
        (
            below.is_some_and(|rest| !rest.contains('.')),
            below.is_some(),
            shared.take_while(|(a, b)| a == b).count(),
        )
    };
    let mut found = form.anywhere(key);
    // The item that may be here is no other place, nor is one that would have to be within itself.
    found.retain(|item| form.parent(*item) != parent && Some(*item) != parent);
    found.sort_by_key(|item| std::cmp::Reverse(score(*item)));
    let meant = match found.as_slice() {
        [only] => Some(*only),
        [first, second, ..] if score(*first) > score(*second) => Some(*first),
        _ => None,
    };
    (found, meant)
}

/// All values that are meant for the item itself, in the order of the file.
fn own_texts<'a>(form: &Form, item: ItemId, entries: &'a [Entry], found: &mut Vec<&'a Entry>) {
    for entry in entries {
        let (key, parent) = (&entry.key.text, Some(item));
        if form.is_own_text(parent, key) {
            found.push(entry);
        } else if is_heading(form, parent, key) && holds_keys(entry) {
            own_texts(form, item, entry.value.entries(), found);
        } else if is_own_heading(form, parent, key) {
            found.push(entry);
        }
    }
}

/// Whether an entry may be above others, as a heading is.
fn holds_keys(entry: &Entry) -> bool {
    matches!(entry.value.content, Content::Map(_) | Content::Blank)
}

/// Headings that the form prints and that may be written although they are no items.
fn is_heading(form: &Form, parent: Option<ItemId>, key: &str) -> bool {
    let mut children = form.children(parent).iter();
    is_own_heading(form, parent, key) || children.any(|item| is_heading_of(form, *item, key))
}

/// Whether a key is the heading that is printed before an item.
fn is_heading_of(form: &Form, item: ItemId, key: &str) -> bool {
    let heading = form.items[item].heading_before.as_deref();
    heading.is_some_and(|heading| norm_key(heading) == norm_key(key))
}

/// Whether a key is the label of the item that it is in, printed once more inside.
fn is_own_heading(form: &Form, parent: Option<ItemId>, key: &str) -> bool {
    let item = parent.map(|p| &form.items[p]);
    let own = item.filter(|item| item.kind.own_key().is_some());
    let own = own.and_then(|item| item.row_label.as_deref());
    own.is_some_and(|own| norm_key(own) == norm_key(key))
}

/// The list of which a key is a numbered entry: 委託事項2 where the form prints 「委託事項{n}」.
fn numbered_entry(form: &Form, parent: Option<ItemId>, entry: &Entry) -> Option<ItemId> {
    if matches!(entry.value.content, Content::Seq(_)) {
        return None;
    }
    let mut lists = form.children(parent).iter().copied();
    lists.find(|list| is_entry_of(form, *list, &entry.key.text))
}

/// Whether a key is a number of a list's entries: システム2 of 使用するシステム.
pub(super) fn is_entry_of(form: &Form, list: ItemId, key: &str) -> bool {
    let pattern = form.items[list].entry.as_deref();
    let Some((before, after)) = pattern.and_then(|p| p.split_once("{n}")) else {
        return false;
    };
    let norm = norm_key(key);
    norm.strip_prefix(&norm_key(before))
        .and_then(|rest| rest.strip_suffix(&norm_key(after)))
        .is_some_and(|digits| number(digits).is_some())
}

/// The item of a key; リスクn is the n-th risk of its section.
fn child(
    form: &Form,
    parent: Option<ItemId>,
    key: &Scalar,
    problems: &mut Vec<Problem>,
) -> Option<ItemId> {
    let by_name = form.child(parent, &key.text);
    let Some((n, title)) = risk_number(&key.text) else {
        return by_name;
    };
    let is_risk = |item: &&ItemId| risk_number(&form.items[**item].label).is_some();
    let mut risks = form.children(parent).iter().filter(is_risk);
    let by_number = n.checked_sub(1).and_then(|n| risks.nth(n)).copied();
    if title.is_empty() {
        return by_number;
    }
    if let Some(item) = by_name
        && by_number != Some(item)
    {
        problems.push(Problem::RiskNumber {
            item,
            numbered: by_number,
            span: key.span,
        });
    }
    by_name
}

/// リスク２：… → 2 and the title.
fn risk_number(key: &str) -> Option<(usize, &str)> {
    let rest = key.trim().strip_prefix("リスク")?;
    let digits: usize = rest
        .chars()
        .take_while(|c| c.is_numeric())
        .map(char::len_utf8)
        .sum();
    let title = rest[digits..].trim_start_matches(['：', ':', '　', ' ']);
    number(&rest[..digits]).map(|n| (n, title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn risk_numbers_are_read_in_any_width() {
        assert_eq!(risk_number("リスク２：　不適切な"), Some((2, "不適切な")));
        assert_eq!(risk_number("リスク2"), Some((2, "")));
        assert_eq!(risk_number("リスク対策"), None);
        assert_eq!(risk_number("リスクに対する措置の内容"), None);
    }
}
