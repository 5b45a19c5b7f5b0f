//! From a printed reference (`Ⅱ３④入手に係る妥当性`) to the item that it means.

mod best;
mod named;
mod several;

use std::ops::Range;
use std::sync::OnceLock;

use typed_index_collections::TiVec;

use self::best::best;
use self::named::Names;
use crate::assessment::Assessment;
use crate::form::address::Known;
use crate::form::levels::{Levels, first_chapter};
use crate::form::{Form, Item, ItemId};
use crate::japanese::notation::{norm_key, number};

/// What the cover says of the kind of assessment; it is no cell of the form.
const KIND_OF_ASSESSMENT: &str = "評価書の種類";

/// How a reference names its item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Manner {
    /// By the number and, where there is one, the label of the form.
    AsPrinted,
    /// By its label with a part of its number left out.
    LevelSkipped,
    /// By its number and words that are nearly its label.
    CloseLabel,
    /// By its label; the number is another item's.
    LabelAlone,
    /// By its number; the words are no label of the form.
    NumberAlone,
}

/// The item that a reference means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// The item of the form.
    pub item: ItemId,
    /// The numbers of the entries it lies in, outermost first; none where the reference does not say.
    pub at: Vec<Option<usize>>,
    /// How it is named.
    pub manner: Manner,
    /// Other items that it may mean as well.
    pub rivals: Vec<ItemId>,
}

impl Resolution {
    /// Whether the form names the item so.
    pub fn is_exact(&self) -> bool {
        matches!(self.manner, Manner::AsPrinted | Manner::LevelSkipped)
    }

    /// The same in a file by its number.
    pub fn in_file(mut self, file: usize) -> Self {
        if let Some(first) = self.at.first_mut() {
            *first = Some(file);
        }
        self
    }

    /// The item's id with its entry numbers, `?` where the reference does not say.
    pub fn id(&self, form: &Form) -> String {
        let pattern = &form.items[self.item].id;
        let mut numbers = self.at.iter();
        let mut out = String::new();
        for (i, piece) in pattern.split("[]").enumerate() {
            if i > 0 {
                let number = numbers.next().copied().flatten();
                let number = number.map_or("?".to_owned(), |n| n.to_string());
                out.push_str(&format!("[{number}]"));
            }
            out.push_str(piece);
        }
        out
    }
}

impl Meaning {
    /// Whether it is one item, named as the form names it.
    pub fn is_exact(&self) -> bool {
        matches!(self, Meaning::Item(found) if found.is_exact())
    }
}

/// What a reference says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// One item.
    Item(Resolution),
    /// Several items in one breath: ①、②.
    Several,
    /// No item of the form.
    Nothing,
}

/// What finds the item of a reference in an assessment.
pub struct Resolver<'a> {
    assessment: &'a Assessment<'a>,
    known: &'static [Known],
    /// The files by their names, as far as they have one.
    files: Vec<(usize, &'a str)>,
    names: OnceLock<Names>,
    /// In which of the form's items something is written.
    written: OnceLock<TiVec<ItemId, bool>>,
}

/// What two files are called together.
const BOTH_FILES: [&str; 3] = ["両ファイル", "両方のファイル", "双方のファイル"];

/// What all files are called after an item.
const ALL_FILES: [&str; 6] = [
    "全ファイル",
    "各ファイル",
    "全てのファイル",
    "すべてのファイル",
    "全特定個人情報ファイル",
    "全ての特定個人情報ファイル",
];

/// What a whole entry is called after its number.
const WHOLE: [&str; 5] = ["全て", "すべて", "全部", "全体", "全項目"];

/// What is in brackets at the end of a text, and what is before them.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix(['）', ')', '」'])?;
    let open = inner.rfind(['（', '(', '「'])?;
    let sign = inner[open..].chars().next()?.len_utf8();
    Some((&inner[..open], &inner[open + sign..]))
}

/// A reference without the brackets around all of it: 「Ⅱ６①保管場所」.
fn unquoted(words: &str) -> &str {
    let inner = [('「', '」'), ('『', '』')]
        .into_iter()
        .find_map(|(open, close)| {
            let inner = words.strip_prefix(open)?.strip_suffix(close)?;
            (!inner.contains([open, close])).then_some(inner)
        });
    inner.unwrap_or(words)
}

/// The only item that a printed reference means. A locator `＜…＞` after it is passed over.
pub fn resolve(assessment: &Assessment, text: &str) -> Option<Resolution> {
    match Resolver::new(assessment).resolve(text) {
        Meaning::Item(found) if found.rivals.is_empty() && found.manner != Manner::NumberAlone => {
            Some(found)
        }
        _ => None,
    }
}

/// The labels that a reference names above the last one, in comparison form, the outermost first: those of the chapter and
/// the section in 「Ⅱ　概要　３．入手・使用　①入手元」.
pub fn labels_above(text: &str) -> Vec<String> {
    Levels::of(text).above
}

/// A label of the form without its number, in the comparison form of [`labels_above`]; none where it is but a number.
pub fn bare_label(label: &str) -> Option<String> {
    Levels::of(label).label
}

/// How alike two labels in comparison form are, from 0 to 1.
pub fn likeness(one: &str, other: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(one, other)
}

/// The references in one cell: each begins with the number of a chapter. Lines without one belong to the reference above.
pub fn references(text: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut before = ' ';
    let mut in_locator = false;
    for (at, c) in text.char_indices() {
        match c {
            '＜' | '<' => in_locator = true,
            '＞' | '>' | '\n' => in_locator = false,
            _ => {}
        }
        let begins = before == '\n' || "、，,；;".contains(before);
        let next = text[at..].trim_start().trim_start_matches(['「', '『']);
        if at > 0 && begins && !in_locator && first_chapter(next) {
            starts.push(at);
        }
        before = c;
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let trimmed = |start: usize, end: usize| {
        let words =
            text[start..end].trim_matches(|c: char| c.is_whitespace() || "、，,；;".contains(c));
        let words = unquoted(words);
        let at = words.as_ptr() as usize - text.as_ptr() as usize;
        at..at + words.len()
    };
    let found = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| trimmed(*start, end));
    found.filter(|range| !range.is_empty()).collect()
}

impl<'a> Resolver<'a> {
    /// A resolver for the assessment's form.
    pub fn new(assessment: &'a Assessment<'a>) -> Self {
        let files = (1..=assessment.entries("files")).filter_map(|n| {
            let name = assessment.text(&format!("files[{n}].name"))?.trim();
            (!name.is_empty()).then_some((n, name))
        });
        Resolver {
            assessment,
            known: assessment.form.addresses(),
            files: files.collect(),
            names: OnceLock::new(),
            written: OnceLock::new(),
        }
    }

    /// What a printed reference means. A locator `＜…＞` after it is passed over, unless it names an entry that the form
    /// does not number. The name of a file that is there no more gives it the number 0.
    pub fn resolve(&self, text: &str) -> Meaning {
        match self.resolve_parts(text) {
            Meaning::Item(found) => Meaning::Item(self.located(found, text)),
            meaning => meaning,
        }
    }

    fn resolve_parts(&self, text: &str) -> Meaning {
        let meaning = self.resolve_known(text);
        // 「Ⅱ４　通知書の印刷業務　⑥委託先名」
        let names_none = matches!(&meaning, Meaning::Item(found) if found.at.last() == Some(&None));
        if (names_none || !meaning.is_exact())
            && let Some(found) = self.by_name(text)
        {
            return Meaning::Item(found);
        }
        if meaning.is_exact() || meaning == Meaning::Several {
            return meaning;
        }
        if let Some(found) = self.with_its_name(text) {
            return Meaning::Item(found);
        }
        let again = without_bracketed_file(text).map(|bare| self.resolve_known(&bare));
        match again.filter(Meaning::is_exact) {
            Some(Meaning::Item(mut found)) => {
                if self.is_of_files(&found) {
                    found = found.in_file(0);
                }
                Meaning::Item(found)
            }
            _ => meaning,
        }
    }

    /// A text without the brackets at its end that name files, and those files by their numbers: 「Ⅱ３①、Ⅱ３②（住民税
    /// ファイル、宛名ファイル）」, 「…（全ファイル共通）」. They hold for every item that the text names.
    pub fn files_after<'t>(&self, text: &'t str) -> (&'t str, Vec<usize>) {
        let mut rest = text.trim_end();
        let mut files = Vec::new();
        while let Some((head, inner)) = bracketed(rest) {
            let Some(more) = self.files_named(inner) else {
                break;
            };
            files.extend(more);
            rest = head.trim_end();
        }
        files.sort_unstable();
        files.dedup();
        (rest, files)
    }

    /// Whether an item is one of each file, and it is left out of which.
    pub fn is_of_a_file(&self, found: &Resolution) -> bool {
        self.is_of_files(found) && found.at.first() == Some(&None)
    }

    fn is_of_files(&self, found: &Resolution) -> bool {
        self.assessment.form.items[found.item]
            .id
            .starts_with("files[]")
    }

    /// The files that words name and nothing else.
    fn files_named(&self, words: &str) -> Option<Vec<usize>> {
        let count = self.assessment.entries("files");
        let bare = words.trim().trim_end_matches("共通");
        let of_number = || {
            let all = bare.strip_suffix("ファイル")?;
            (number(all)? == count).then_some(())
        };
        let both = count == 2 && BOTH_FILES.contains(&bare);
        if both || ALL_FILES.contains(&bare) || of_number().is_some() {
            return Some((1..=count).collect());
        }
        let mut named = self.files.clone();
        // 「住民税ファイル」 is a part of 「個人住民税ファイル」.
        named.sort_by_key(|(_, name)| std::cmp::Reverse(name.len()));
        let (mut left, mut files) = (words.to_owned(), Vec::new());
        for (file, name) in named {
            if left.contains(name) {
                left = left.replace(name, "");
                files.push(file);
            }
        }
        let is_comma = |c: char| c.is_whitespace() || "、，,・／/及び並にと「」".contains(c);
        (!files.is_empty() && left.chars().all(is_comma)).then_some(files)
    }

    /// An entry by its number with its own name after it, or with a word for all of it: 「委託事項3（通知書の印刷業務）」.
    fn with_its_name(&self, text: &str) -> Option<Resolution> {
        let (text, files) = self.files_after(text);
        let by_blank = || {
            let (head, name) = text.rsplit_once(['\u{3000}', ' '])?;
            Some((head, name.trim_matches(['「', '」'])))
        };
        let (head, name) = bracketed(text).or_else(by_blank)?;
        let Meaning::Item(mut found) = self.resolve_known(head) else {
            return None;
        };
        if let ([file], true) = (files.as_slice(), self.is_of_a_file(&found)) {
            found = found.in_file(*file);
        }
        if !found.is_exact() || found.at.last().copied().flatten().is_none() {
            return None;
        }
        let own = self.name(&found.id(self.assessment.form));
        let is_name = own.is_some_and(|own| norm_key(own) == norm_key(name));
        (is_name || WHOLE.contains(&name)).then_some(found)
    }

    fn resolve_known(&self, text: &str) -> Meaning {
        let form = self.assessment.form;
        let (text, file) = self.without_file(text);
        let wanted = Levels::of(&text);
        if wanted.several {
            return Meaning::Several;
        }
        let label = wanted.label.as_deref();
        if label.is_some_and(|l| l.trim_matches(['(', ')']) == KIND_OF_ASSESSMENT)
            && let Some(item) = form.find("form")
        {
            return Meaning::Item(Resolution {
                item,
                at: Vec::new(),
                manner: Manner::AsPrinted,
                rivals: Vec::new(),
            });
        }
        let Some((item, manner, rivals)) = best(self.known, &wanted) else {
            return Meaning::Nothing;
        };
        let (item, rivals) = self.written(item, rivals);
        Meaning::Item(Resolution {
            item,
            at: numbers(&form.items[item], wanted.entry, wanted.file.or(file)),
            manner,
            rivals,
        })
    }

    /// The text without the name of a file, and that file; the only file where there is one.
    fn without_file(&self, text: &str) -> (String, Option<usize>) {
        let files = self.assessment.entries("files");
        let only = (files <= 1).then_some(1);
        let named = self.files.iter().filter(|(_, name)| text.contains(name));
        // 「住民税ファイル」 is a part of 「個人住民税ファイル」.
        let Some(&(file, name)) = named.max_by_key(|(_, name)| name.len()) else {
            return (text.to_owned(), only);
        };
        let brackets = [
            ("（", "）"),
            ("(", ")"),
            ("【", "】"),
            ("＜", "＞"),
            ("<", ">"),
            ("「", "」"),
        ];
        let bracketed = brackets
            .iter()
            .map(|(open, close)| format!("{open}{name}{close}"));
        match bracketed
            .into_iter()
            .find(|words| text.contains(words.as_str()))
        {
            Some(words) => (text.replacen(&words, "", 1), Some(file)),
            None if files > 1 => (text.replacen(name, "", 1), Some(file)),
            None => (text.to_owned(), only),
        }
    }

    /// What each reference of a text that names several items in one breath means, with its place in the text.
    pub fn several(&self, text: &str) -> Vec<(Range<usize>, Meaning)> {
        let parts = several::parts(text).into_iter();
        parts
            .map(|(range, text)| (range, self.resolve(&text)))
            .collect()
    }

    /// Of several items, those in which something is written.
    fn written(&self, item: ItemId, rivals: Vec<ItemId>) -> (ItemId, Vec<ItemId>) {
        if rivals.is_empty() {
            return (item, rivals);
        }
        let is_written = |item: &ItemId| self.is_written(*item);
        let all = [&[item], rivals.as_slice()].concat();
        let written: Vec<ItemId> = all.into_iter().filter(is_written).collect();
        match written.as_slice() {
            [] => (item, rivals),
            [first, rest @ ..] => (*first, rest.to_vec()),
        }
    }

    fn is_written(&self, item: ItemId) -> bool {
        let written = self.written.get_or_init(|| {
            let mut written: TiVec<ItemId, bool> =
                vec![false; self.assessment.form.items.len()].into();
            for field in &self.assessment.fields {
                written[field.item] |= !field.blank;
            }
            written
        });
        written[item]
    }
}

fn numbers(
    item: &Item,
    entry: Option<(&str, Option<usize>)>,
    file: Option<usize>,
) -> Vec<Option<usize>> {
    let levels = item.id.matches("[]").count();
    let outer = usize::from(item.id.starts_with("files[]"));
    let mut at = vec![None; levels];
    if let (1, Some(first)) = (outer, at.first_mut()) {
        *first = file;
    }
    if levels > outer
        && let Some(last) = at.last_mut()
    {
        *last = entry.and_then(|(_, n)| n);
    }
    at
}

/// The text without the name of a file in brackets at its end, or before a locator: 「Ⅱ６①保管場所（住民税ファイル）」.
fn without_bracketed_file(text: &str) -> Option<String> {
    let end = text
        .rfind("ファイル）")
        .or_else(|| text.rfind("ファイル)"))?;
    let start = text[..end].rfind(['（', '('])?;
    let open = text[start..].chars().next()?.len_utf8();
    let name = &text[start + open..end];
    let after = text[end + "ファイル".len()..].chars().next()?.len_utf8();
    let rest = &text[end + "ファイル".len() + after..];
    let ends = rest.trim_start().is_empty() || rest.trim_start().starts_with(['＜', '<', '\n']);
    (!name.is_empty() && ends).then(|| format!("{}{rest}", &text[..start]))
}

#[cfg(test)]
mod tests;
