//! Entries that a reference calls by their names instead of their numbers: 「別添２　項目＜識別情報＞」,
//! 「Ⅱ４　通知書の印刷業務　⑥委託先名」.

use std::ops::Range;

use rustc_hash::FxHashMap;
use typed_index_collections::TiVec;

use super::{Meaning, Resolution, Resolver};
use crate::assessment::Assessment;
use crate::assessment::field::{Field, FieldId};
use crate::assessment::value::Value;
use crate::form::ItemId;
use crate::form::levels::ENTRIES;
use crate::japanese::finder::Finder;
use crate::japanese::passage::Passage;

/// The list whose entries the form does not number, and its level among the lists that an item lies in.
const UNNUMBERED: (&str, usize) = ("files[].records[]", 1);

/// Shorter names may be words of a label.
const SHORTEST: usize = 4;

/// Brackets that may be around a name.
const OPEN: [char; 6] = ['「', '『', '＜', '<', '（', '('];
const CLOSE: [char; 6] = ['」', '』', '＞', '>', '）', ')'];

/// The entries of an assessment by their names.
pub(super) struct Names {
    /// Finds the names of [`Names::lists`].
    finder: Finder,
    /// For each name, the lists in which an entry is called so.
    lists: Vec<Vec<Called>>,
    /// The file and the number of the entries that the form does not number, by their names in comparison form.
    unnumbered: FxHashMap<String, Vec<(usize, usize)>>,
}

/// The entries of one name in one list.
struct Called {
    /// The list in the form's items.
    list: ItemId,
    /// What the form puts before the number of its entries: 委託事項.
    word: &'static str,
    /// The fields of the entries.
    fields: Vec<FieldId>,
}

impl Names {
    pub fn of(assessment: &Assessment) -> Self {
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        let mut lists: Vec<Vec<Called>> = Vec::new();
        let mut unnumbered: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
        let word = |address: &str| {
            let before = address.strip_suffix("{n}")?;
            ENTRIES.iter().find(|word| before.ends_with(**word))
        };
        let items = &assessment.form.items;
        let words: TiVec<ItemId, Option<&&str>> = items
            .iter()
            .map(|item| word(&item.address).filter(|_| item.is_list()))
            .collect();
        for (id, field) in assessment.fields.iter_enumerated() {
            let of_list = items[field.item].id == UNNUMBERED.0;
            if words[field.item].is_none() && !of_list {
                continue;
            }
            let Some(name) = name(assessment, id) else {
                continue;
            };
            if let (true, [file, n]) = (of_list, field.at.as_slice()) {
                let same = unnumbered.entry(Passage::of(name).text).or_default();
                same.push((*file, *n));
            }
            let Some(word) = words[field.item].filter(|_| name.chars().count() >= SHORTEST) else {
                continue;
            };
            let known = *places.entry(name).or_insert(lists.len());
            if known == lists.len() {
                lists.push(Vec::new());
            }
            let called = &mut lists[known];
            match called.iter_mut().find(|called| called.list == field.item) {
                Some(called) => called.fields.push(id),
                None => called.push(Called {
                    list: field.item,
                    word,
                    fields: vec![id],
                }),
            }
        }
        let mut names: Vec<(&str, usize)> = places.into_iter().collect();
        names.sort_unstable_by_key(|(_, known)| *known);
        let names = names.into_iter().map(|(name, _)| name.to_owned());
        Names {
            finder: Finder::of(names.collect()),
            lists,
            unnumbered,
        }
    }
}

impl Resolver<'_> {
    /// The entries by their names, looked up once for all references.
    fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(self.assessment))
    }

    /// The same with the number of the entry that a locator `＜…＞` names, where the form gives it none.
    pub(super) fn located(&self, mut found: Resolution, text: &str) -> Resolution {
        let (list, level) = UNNUMBERED;
        let of_list = self.assessment.form.items[found.item].id.starts_with(list);
        if !of_list || found.at.get(level) != Some(&None) {
            return found;
        }
        let Some(named) = locator(text).map(|name| Passage::of(name).text) else {
            return found;
        };
        let wanted = found.at.first().copied().flatten();
        let all = self.names().unnumbered.get(&named).into_iter().flatten();
        let mut same = all.filter(|(file, _)| wanted.is_none_or(|wanted| wanted == *file));
        if let (Some((file, n)), None) = (same.next(), same.next()) {
            found.at[0] = Some(*file);
            found.at[level] = Some(*n);
        }
        found
    }

    /// What a reference means that calls an entry of a numbered list by its name.
    pub(super) fn by_name(&self, text: &str) -> Option<Resolution> {
        let names = self.names();
        let mut hits = names.finder.all(text);
        hits.sort_by_key(|hit| (hit.word, hit.range.start));
        hits.dedup_by_key(|hit| hit.word);
        let mut meant: Option<Resolution> = None;
        for hit in hits {
            for called in &names.lists[hit.word] {
                for found in self.called(text, &hit.range, called) {
                    match &meant {
                        Some(other) if *other != found => return None,
                        _ => meant = Some(found),
                    }
                }
            }
        }
        meant
    }

    /// What a reference means where the name in it is replaced by the number of each of its entries.
    fn called<'s>(
        &'s self,
        text: &str,
        name: &Range<usize>,
        called: &'s Called,
    ) -> impl Iterator<Item = Resolution> + 's {
        let field = |id: &FieldId| &self.assessment.fields[*id];
        let word = called.word;
        let head = text[..name.start].trim_end_matches(OPEN);
        let head = head.strip_suffix(word).unwrap_or(head);
        let after = text[name.end..].trim_start_matches(CLOSE);
        let items = &self.assessment.form.items;
        let resolved = |number: &usize| {
            let Meaning::Item(found) = self.resolve_known(&format!("{head}{word}{number}{after}"))
            else {
                return None;
            };
            let of_list = items[found.item].id.starts_with(&items[called.list].id);
            (found.is_exact() && found.rivals.is_empty() && of_list).then_some(found)
        };
        // Which item it is does not depend on the number.
        let first = called.fields.first().and_then(|id| field(id).at.last());
        let found = first.and_then(resolved).into_iter();
        found.flat_map(move |found| {
            let of_any_file = self.is_of_a_file(&found);
            let given = found.at.clone();
            let outer = given.len().saturating_sub(1);
            let fits = move |field: &&Field| {
                let mut pairs = given.iter().take(outer).zip(&field.at).enumerate();
                let own = |(level, (given, at)): (usize, (&Option<usize>, &usize))| {
                    *given == Some(*at) || level == 0 && of_any_file
                };
                field.at.len() == given.len() && pairs.all(own)
            };
            let here = called.fields.iter().map(field).filter(fits);
            here.map(move |field| Resolution {
                at: field.at.iter().copied().map(Some).collect(),
                ..found.clone()
            })
        })
    }

    /// The name of an entry.
    pub(super) fn name(&self, entry: &str) -> Option<&str> {
        name(self.assessment, self.assessment.find(entry)?)
    }
}

/// The name of an entry: its first text.
fn name<'a>(assessment: &'a Assessment, entry: FieldId) -> Option<&'a str> {
    let children = assessment.children(entry);
    children
        .iter()
        .find_map(|child| match &assessment.fields[*child].value {
            Value::Text(text) => Some(text.text.trim()),
            _ => None,
        })
}

/// What is in the locator at the end of a text.
fn locator(text: &str) -> Option<&str> {
    let inner = text.trim_end().strip_suffix(['＞', '>'])?;
    let open = inner.rfind(['＜', '<'])?;
    let sign = inner[open..].chars().next()?.len_utf8();
    Some(&inner[open + sign..])
}
