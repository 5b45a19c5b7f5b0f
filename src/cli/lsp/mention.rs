//! What running text names: items by address or label, entries by number or name.

use std::ops::Range;

use super::names::{Name, Names};
use crate::assessment::Assessment;
use crate::assessment::field::{Field, FieldId, id_at};
use crate::assessment::resolve::{Meaning, Resolution};
use crate::compare::changelog::ReferenceReader;
use crate::form::address::address;
use crate::form::levels::first_chapter;
use crate::japanese::chars::circled;
use crate::japanese::notation::is_digit;
use crate::japanese::numbering::numbered;
use crate::lint::rules::f::f001_reference_label::addresses;
use crate::lint::rules::f::f004_missing_entry::{LISTS, named};
use crate::lint::rules::f::quotations;

/// Words that name something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// Where in the text.
    pub words: Range<usize>,
    /// The items that are named.
    pub fields: Vec<FieldId>,
}

/// What reads the texts of an assessment.
pub(super) struct Reader<'a> {
    assessment: &'a Assessment<'a>,
    /// What reads 項目 of a row.
    pub rows: ReferenceReader<'a>,
}

impl<'a> Reader<'a> {
    pub fn of(assessment: &'a Assessment<'a>) -> Self {
        Reader {
            assessment,
            rows: ReferenceReader::of(assessment),
        }
    }

    /// The items that a text in an item names by their addresses, labels and numbers.
    pub fn items(&self, within: FieldId, text: &str) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        let field = &self.assessment.fields[within];
        for words in addresses(text) {
            let words = self.with_file(text, words);
            let fields = self.meant(field, &text[words.clone()], |_| true);
            found.push(Mention { words, fields });
        }
        for words in rows_of_numbers(text) {
            found.extend(self.several(field, text, words));
        }
        for (words, quoted) in quotations(text) {
            if first_chapter(quoted) || numbered(quoted).is_some() {
                let fields = self.quoted(field, quoted);
                found.push(Mention { words, fields });
            }
        }
        for (word, list) in LISTS {
            for (words, number) in named(text, word) {
                let fields = self.entry(field, list, number);
                found.push(Mention { words, fields });
            }
        }
        found.retain(|mention| !mention.fields.is_empty());
        // An address in a quotation, and the number of an entry in an address, are parts of a longer reference.
        found.sort_by_key(|mention| (mention.words.start, usize::MAX - mention.words.end));
        let mut end = 0;
        found.retain(|mention| {
            let is_apart = mention.words.start >= end;
            end = end.max(mention.words.end);
            is_apart
        });
        found
    }

    /// The items of several addresses in one breath: Ⅱ３①、②.
    fn several(&self, field: &Field, text: &str, words: Range<usize>) -> Vec<Mention> {
        let parts = self.rows.resolver().several(&text[words.clone()]);
        if parts.len() < 2 {
            return Vec::new();
        }
        let of_part = parts.into_iter().map(|(range, meaning)| Mention {
            words: words.start + range.start..words.start + range.end,
            fields: self.places(field, meaning, |_| true),
        });
        of_part.collect()
    }

    /// The entries that a text names by the names that the document gives them, but for its own.
    pub fn names(&self, names: &Names<'_, 'a>, within: FieldId, text: &str) -> Vec<Mention> {
        let found = names.within(text).into_iter();
        let others = found.filter(|(name, _)| name.field != within);
        let mention = |(name, words): (Name, Range<usize>)| Mention {
            words,
            fields: vec![name.field],
        };
        others.map(mention).collect()
    }

    /// An address with the name of a file in brackets behind it.
    fn with_file(&self, text: &str, words: Range<usize>) -> Range<usize> {
        let inner = text[words.end..].strip_prefix('（');
        let inner = inner.and_then(|inner| inner.split_once('）'));
        let Some((inner, _)) = inner else {
            return words;
        };
        let files = 1..=self.assessment.entries("files");
        let mut names = files.filter_map(|n| self.assessment.text(&format!("files[{n}].name")));
        match names.any(|name| name.trim() == inner) {
            true => words.start..words.end + inner.len() + "（）".len(),
            false => words,
        }
    }

    /// The items that words mean, if they mean one that is accepted.
    fn meant(
        &self,
        field: &Field,
        words: &str,
        is_accepted: impl Fn(&Resolution) -> bool,
    ) -> Vec<FieldId> {
        let meaning = self.rows.resolver().resolve(words);
        self.places(field, meaning, is_accepted)
    }

    /// The items of a meaning; of several entries those that the text lies in.
    fn places(
        &self,
        field: &Field,
        meaning: Meaning,
        is_accepted: impl Fn(&Resolution) -> bool,
    ) -> Vec<FieldId> {
        let resolver = self.rows.resolver();
        let Meaning::Item(mut found) = meaning else {
            return Vec::new();
        };
        if !is_accepted(&found) {
            return Vec::new();
        }
        let is_of_file = self.assessment.definition(field).id.starts_with("files[]");
        if resolver.is_of_a_file(&found)
            && is_of_file
            && let Some(file) = field.at.first()
        {
            found = found.in_file(*file);
        }
        let places = self.rows.index().places(&found);
        let is_around = |place: &&FieldId| {
            let at = self.assessment.fields[**place].at.as_slice();
            field.at.starts_with(at)
        };
        let around: Vec<FieldId> = places.iter().filter(is_around).copied().collect();
        if around.is_empty() { places } else { around }
    }

    /// The items that a label with its number means: in the section of the text first, then in its chapter.
    fn quoted(&self, field: &Field, quoted: &str) -> Vec<FieldId> {
        let own = address(self.assessment.definition(field), &[], None);
        let is_numeral = |c: char| ('Ⅰ'..='Ⅻ').contains(&c);
        let chapter: String = own.chars().take_while(|c| is_numeral(*c)).collect();
        let section: String = own[chapter.len()..]
            .chars()
            .take_while(|c| is_digit(*c))
            .collect();
        let heads = match first_chapter(quoted) || chapter.is_empty() {
            true => vec![String::new()],
            false => vec![format!("{chapter}{section}"), chapter, String::new()],
        };
        let is_clear = |found: &Resolution| found.is_exact() && found.rivals.is_empty();
        let mut found = heads
            .into_iter()
            .map(|head| self.meant(field, &format!("{head}{quoted}"), is_clear));
        found.find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// An entry of a list by its number: in the file of the text, else in all.
    fn entry(&self, field: &Field, list: &str, number: usize) -> Vec<FieldId> {
        let files = match list.starts_with("files[]") {
            false => vec![vec![number]],
            true if self.assessment.definition(field).id.starts_with("files[]") => {
                let file = field.at.first().copied().unwrap_or(1);
                vec![vec![file, number]]
            }
            true => {
                let files = 1..=self.assessment.entries("files");
                files.map(|file| vec![file, number]).collect()
            }
        };
        let ids = files.into_iter().map(|at| id_at(list, &at));
        ids.filter_map(|id| self.assessment.find(&id)).collect()
    }
}

/// Numbers of the form in a row with what parts them: Ⅱ３①、②.
fn rows_of_numbers(text: &str) -> Vec<Range<usize>> {
    let is_numeral = |c: char| ('Ⅰ'..='Ⅻ').contains(&c);
    let is_joint = |c: char| "、，・～〜~".contains(c);
    let goes_on = |c: char| is_numeral(c) || is_digit(c) || circled(c).is_some() || is_joint(c);
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices(is_numeral) {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let rest = &text[at..];
        let length = rest.find(|c| !goes_on(c)).unwrap_or(rest.len());
        let words = rest[..length].trim_end_matches(is_joint);
        if words.contains(is_joint) {
            found.push(at..at + words.len());
        }
    }
    found
}
