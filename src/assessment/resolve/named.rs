//! Entries that a reference calls by their names instead of their numbers: 「別添２　項目＜識別情報＞」,
//! 「Ⅱ４　通知書の印刷業務　⑥委託先名」.

use super::{Meaning, Resolution, Resolver};
use crate::assessment::field::id_at;
use crate::assessment::value::Value;
use crate::form::levels::ENTRIES;
use crate::japanese::passage::Passage;

/// The list whose entries the form does not number, and its level among the lists that an item lies in.
const UNNUMBERED: (&str, usize) = ("files[].records[]", 1);

/// Shorter names may be words of a label.
const SHORTEST: usize = 4;

/// What may stand around a name.
const OPEN: [char; 6] = ['「', '『', '＜', '<', '（', '('];
const CLOSE: [char; 6] = ['」', '』', '＞', '>', '）', ')'];

impl Resolver<'_> {
    /// The same with the number of the entry that a locator `＜…＞` names, where the form gives it none.
    pub(super) fn located(&self, mut found: Resolution, text: &str) -> Resolution {
        let (list, level) = UNNUMBERED;
        let of_list = self.assessment.form.items[found.item].id.starts_with(list);
        if !of_list || found.at.get(level) != Some(&None) {
            return found;
        }
        let files = match found.at.first().copied().flatten() {
            Some(file) => file..=file,
            None => 1..=self.assessment.entries("files"),
        };
        let Some(named) = locator(text).map(|name| Passage::of(name).text) else {
            return found;
        };
        let entries = files.flat_map(|file| {
            let records = id_at(list, &[file]);
            let count = self.assessment.entries(&records);
            (1..=count).map(move |n| (file, n))
        });
        let is_it = |at: &(usize, usize)| {
            let name = self.name(&id_at(list, &[at.0, at.1]));
            name.is_some_and(|name| Passage::of(name).text == named)
        };
        let mut same = entries.filter(is_it);
        if let (Some((file, n)), None) = (same.next(), same.next()) {
            found.at[0] = Some(file);
            found.at[level] = Some(n);
        }
        found
    }

    /// What a reference means that calls an entry of a numbered list by its name.
    pub(super) fn by_name(&self, text: &str) -> Option<Resolution> {
        let mut meant = self.assessment.fields.iter().filter_map(|field| {
            let item = self.assessment.definition(field);
            let numbered = |word: &&&str| item.address.ends_with(&format!("{word}{{n}}"));
            let word = ENTRIES.iter().find(numbered).filter(|_| item.is_list())?;
            let name = self.name(&field.id)?;
            let (head, behind) = text.split_once(name)?;
            if name.chars().count() < SHORTEST {
                return None;
            }
            let head = head.trim_end_matches(OPEN);
            let head = head.strip_suffix(*word).unwrap_or(head);
            let behind = behind.trim_start_matches(CLOSE);
            let number = field.at.last()?;
            let text = format!("{head}{word}{number}{behind}");
            let Meaning::Item(mut found) = self.resolve_known(&text) else {
                return None;
            };
            if self.is_of_a_file(&found) {
                found = found.in_file(*field.at.first()?);
            }
            let at: Vec<usize> = found.at.iter().copied().flatten().collect();
            let certain = found.is_exact() && found.rivals.is_empty();
            let of_list = self.assessment.form.items[found.item]
                .id
                .starts_with(&item.id);
            (certain && of_list && at == field.at).then_some(found)
        });
        let first = meant.next()?;
        meant.all(|other| other == first).then_some(first)
    }

    /// The name of an entry: its first text.
    pub(super) fn name(&self, entry: &str) -> Option<&str> {
        let children = self.assessment.children(self.assessment.find(entry)?);
        children
            .iter()
            .find_map(|child| match &self.assessment.fields[*child].value {
                Value::Text(text) => Some(text.text.trim()),
                _ => None,
            })
    }
}

/// What stands in the locator at the end of a text.
fn locator(text: &str) -> Option<&str> {
    let inner = text.trim_end().strip_suffix(['＞', '>'])?;
    let open = inner.rfind(['＜', '<'])?;
    let sign = inner[open..].chars().next()?.len_utf8();
    Some(&inner[open + sign..])
}
