//! 法令の引用: which article, paragraph, item or table of which law a text cites, with the place of every part.
//!
//! Read in every width and in Chinese numbers: 「番号法第19条第8号」, 「番号法１６条」, 「別表第二の16の2の項及び115の2の項」,
//! 「第9条第1項及び第19条第8号」. Whose article it is, is said by the name right before it, by the list that it goes on,
//! or, for a table, by the law last named. Nothing is guessed for an article that stands alone.

pub mod number;
mod read;
mod words;

use std::fmt;
use std::ops::Range;

use number::Number;
pub use words::{Aliases, CitationWords, Hit, Word};

use super::narrow::Narrow;

/// 別表
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Table {
    /// 別表
    Only,
    /// 別表第二
    Numbered(Number),
    /// 第2条の表
    OfArticle,
}

/// What of a law is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Place {
    /// 第19条
    pub article: Option<Number>,
    /// 第1項
    pub paragraph: Option<Number>,
    /// 第8号
    pub item: Option<Number>,
    /// 別表第二
    pub table: Option<Table>,
    /// 16の2の項
    pub entry: Option<Number>,
}

impl fmt::Display for Place {
    /// As it is written: 第19条第8号, 別表第二の16の2の項
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(article) = self.article {
            write!(f, "{}", ordinal(article, "条"))?;
        }
        if let Some(paragraph) = self.paragraph {
            write!(f, "{}", ordinal(paragraph, "項"))?;
        }
        if let Some(item) = self.item {
            write!(f, "{}", ordinal(item, "号"))?;
        }
        match self.table {
            Some(Table::Only) => f.write_str("別表")?,
            Some(Table::Numbered(n)) => write!(f, "別表第{}", table_number(n))?,
            Some(Table::OfArticle) => f.write_str("の表")?,
            None => {}
        }
        match (self.entry, self.table) {
            (Some(entry), Some(_)) => write!(f, "の{entry}の項"),
            (Some(entry), None) => write!(f, "{entry}の項"),
            (None, _) => Ok(()),
        }
    }
}

/// 第19条, and 第2条の7: the branch follows the unit.
fn ordinal(number: Number, unit: &str) -> String {
    let words = number.to_string();
    match words.split_once('の') {
        Some((first, branches)) => format!("第{first}{unit}の{branches}"),
        None => format!("第{words}{unit}"),
    }
}

/// Tables are numbered in Chinese characters.
fn table_number(number: Number) -> String {
    const DIGITS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let words = number.to_string();
    let digit = words
        .parse::<usize>()
        .ok()
        .and_then(|n| DIGITS.get(n.checked_sub(1)?));
    digit.map_or(words, |d| (*d).to_owned())
}

/// What a part of a citation counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 条
    Article,
    /// 項 of an article
    Paragraph,
    /// 号
    Item,
    /// 別表, or 「の表」 of an article
    Table,
    /// の項 of a table
    Entry,
}

/// A part of a citation: 「第19条」, 「8号」.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it counts.
    pub unit: Unit,
    /// Where it is in the original text.
    pub range: Range<usize>,
    /// Whether 第 comes before its number, where one belongs there.
    pub marked: bool,
}

/// Whose article is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// That of a law of the caller's list.
    Known(usize),
    /// That of another law or of an ordinance.
    Other,
    /// Not said.
    Unsaid,
}

/// A law named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where, in the original text.
    pub range: Range<usize>,
    /// The law in the caller's list; none for another law or an ordinance.
    pub law: Option<usize>,
    /// Whether it is the law as it was: 旧, 改正前の.
    pub former: bool,
    narrow: Range<usize>,
}

/// A citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Whose.
    pub whose: Whose,
    /// Where the law's name is, if right before.
    pub name: Option<Range<usize>>,
    /// Whether it is the law as it was: 旧, 改正前の.
    pub former: bool,
    /// What is cited, with what a list leaves out.
    pub place: Place,
    /// The parts that are written here; never empty.
    pub parts: Vec<Part>,
    /// From the first part to the last, in the original text.
    pub range: Range<usize>,
}

/// What was found in a text.
#[derive(Debug, Default)]
pub struct Found {
    /// Laws named, in the order of the text.
    pub mentions: Vec<Mention>,
    /// Citations, in the order of the text.
    pub citations: Vec<Citation>,
    /// Terms of the caller's list with their places in the original text, in its order.
    pub terms: Vec<(usize, Range<usize>)>,
    /// Where a word ends that was looked for, in the narrow text.
    pub ends: Vec<usize>,
}

/// All texts of a document, read together: a name may be defined in one and used in another.
pub fn scan(texts: &[Narrow], words: &CitationWords) -> (Vec<Found>, Aliases) {
    let mut aliases = Aliases::default();
    let mut hits: Vec<Vec<Hit>> = Vec::with_capacity(texts.len());
    for text in texts {
        let found = words.find(&text.text);
        aliases.learn(&text.text, &found);
        hits.push(found);
    }
    let own = words.of_aliases(&aliases);
    let found = texts.iter().zip(hits).map(|(text, hits)| {
        let defined = own.as_ref().map_or(Vec::new(), |own| own.find(&text.text));
        let hits = match defined.as_slice() {
            [] => hits,
            _ => words::merged(hits, defined),
        };
        read::Reader::new(text).read(hits)
    });
    (found.collect(), aliases)
}

/// The entries that lists of a narrow text name without their table, each with its place in the original text: 「131の項及び
/// 132の項」, 「2、3及び55の2の項」.
pub fn entries_of_lists(text: &Narrow) -> Vec<(Number, Range<usize>)> {
    const AFTER: [&str; 3] = ["の項", "項", "から"];
    let mut found = Vec::new();
    for (at, _) in text.text.match_indices('項') {
        if text.text[at..].starts_with("項目") {
            continue;
        }
        let head = &text.text[..at];
        let head = head.strip_suffix('の').unwrap_or(head);
        let mut end = head.len();
        let mut list = Vec::new();
        while let Some((number, start)) = number::before(&text.text[..end]) {
            // 「第1項」 is a paragraph.
            if text.text[..start].ends_with('第') {
                list.clear();
                break;
            }
            list.push((number, text.original(start..end)));
            let before = text.text[..start].trim_end();
            let joint = read::JOINTS.iter().find(|joint| before.ends_with(**joint));
            let Some(joint) = joint else { break };
            end = before.len() - joint.len();
            let rest = text.text[..end].trim_end();
            // 「131の項及び132の項」: the entry before has been read by itself.
            if AFTER.iter().any(|word| rest.ends_with(word)) {
                break;
            }
            end = rest.len();
        }
        list.reverse();
        found.extend(list);
    }
    found
}

/// What phrases cite by themselves: 「別表第二の16の2の項」; none for one that cites nothing or several things.
pub fn places<'p>(phrases: impl IntoIterator<Item = &'p str>) -> Vec<Option<Place>> {
    let narrow: Vec<_> = phrases.into_iter().map(Narrow::of).collect();
    let (found, _) = scan(&narrow, &CitationWords::new([], []));
    let only = |f: Found| match f.citations.as_slice() {
        [citation] => Some(citation.place),
        _ => None,
    };
    found.into_iter().map(only).collect()
}

#[cfg(test)]
mod tests;
