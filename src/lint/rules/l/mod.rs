//! L: law, bodies and names, read by the date of the document.

pub mod l001_stale_citation;
pub mod l002_stale_table;
pub mod l003_not_yet_in_force;
pub mod l004_repealed_law;
pub mod l005_stale_name;
pub mod l006_official_name;
pub mod l007_law_number;
pub mod l008_missing_dai;
pub mod l009_undefined_short_name;
pub mod l010_old_edition;
pub mod l011_ended_proof;
pub mod l012_law_since;
pub mod l013_other_entry;
pub mod l014_article;
pub mod l015_order_article;
pub mod l016_rows_differ;
pub mod l017_network_authority;
pub mod l018_answer_entry;
pub mod l019_retired;
pub mod l020_no_such_entry;
pub mod l021_rule_for_ministries;
pub mod l022_statutory_period;
pub mod l023_handover_basis;

mod answer_entries;
mod article_words;
mod articles;
mod data;
mod ended;
mod entries;
mod heading_words;
mod headings;
mod linkage;
mod moved;
mod moved_entries;
mod moved_report;
mod moved_words;
mod near;
mod other_entries;
mod periods;
mod renumbered;

use crate::lint::rules::Place;
use std::ops::Range;
use std::sync::OnceLock;

use jiff::civil::Date as Day;
use rustc_hash::{FxHashMap, FxHashSet};

use self::articles::Articles;
use self::data::{Term, data};
use super::Context;
use crate::assessment::Assessment;
use crate::assessment::field::FieldId;
use crate::assets::lists::former::{AFTER, BEFORE};
use crate::assets::rows;
use crate::japanese::citation::{self, Aliases, Found};
use crate::japanese::dates;
use crate::japanese::dates::written;
use crate::japanese::narrow::Narrow;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// What all texts of an assessment cite and name.
#[derive(Debug)]
pub struct Laws<'a> {
    texts: Vec<Legal<'a>>,
    aliases: Aliases,
    /// What is elsewhere by now, found when it is first asked for.
    moved: OnceLock<Vec<moved::Moved>>,
    /// The articles of the laws that are named, found when they are first asked for.
    articles: OnceLock<FxHashMap<usize, Articles>>,
}

/// A text with what it cites and names.
#[derive(Debug)]
struct Legal<'a> {
    field: FieldId,
    text: &'a Scalar,
    /// Whether it is the text before a change, or only says which item was changed.
    former: bool,
    /// The day as of which law is read in a row of 別添３.
    row_day: Option<Day>,
    in_row: bool,
    found: Found,
    /// Words that nearly are official names.
    near: Vec<near::Miss>,
}

impl<'a> Laws<'a> {
    /// Reads the texts of an assessment.
    pub(super) fn of(assessment: &Assessment<'a>, texts: &[(FieldId, &'a Scalar)]) -> Self {
        let narrow: Vec<_> = texts
            .iter()
            .map(|(_, text)| Narrow::of(&text.text))
            .collect();
        let (found, aliases) = citation::scan(&narrow, &data().words);
        let all = texts.iter().zip(narrow.iter().zip(found));
        let all = all.map(|(text, (narrow, found))| {
            let near = near::misses(narrow, &found.ends);
            (text, (found, near))
        });
        let with_law = all.filter(|(_, (found, near))| {
            let said = [
                found.mentions.len(),
                found.citations.len(),
                found.terms.len(),
                near.len(),
            ];
            said.iter().any(|n| *n > 0)
        });
        let legal = with_law.map(|((id, text), (found, near))| {
            let field = &assessment.fields[*id];
            let in_row = field.id.starts_with("changes[");
            let row = field.at.first().filter(|_| in_row);
            let row_day = row.and_then(|n| {
                let day = assessment.text(&format!("changes[{n}].date"))?;
                dates::date(day).map(|date| date.day)
            });
            Legal {
                field: *id,
                text,
                former: in_row && !field.id.ends_with("].after"),
                row_day,
                in_row,
                found,
                near,
            }
        });
        Laws {
            texts: legal.collect(),
            aliases,
            moved: OnceLock::new(),
            articles: OnceLock::new(),
        }
    }
}

impl Laws<'_> {
    /// What is elsewhere by now.
    fn moved(&self, cx: &Context) -> &[moved::Moved] {
        self.moved.get_or_init(|| moved::all(cx))
    }

    /// The articles of the laws that are named, by the law's place in [`data::Names::laws`].
    fn articles(&self) -> &FxHashMap<usize, Articles> {
        self.articles.get_or_init(|| {
            let named = self.texts.iter().flat_map(|legal| &legal.found.mentions);
            let named: FxHashSet<usize> = named.filter_map(|mention| mention.law).collect();
            let known = named.into_iter().filter_map(|law| {
                let articles = Articles::of(&data().names.laws[law].id)?;
                Some((law, articles))
            });
            known.collect()
        })
    }

    /// The places of words that nearly are official names, each with its item.
    pub(super) fn misspelt(&self) -> impl Iterator<Item = (FieldId, Range<usize>)> {
        self.names(|term| matches!(term, Term::Slip(_)))
    }

    /// The places of official names and of words that nearly are one, each with its item.
    pub(super) fn official(&self) -> impl Iterator<Item = (FieldId, Range<usize>)> {
        self.names(|term| matches!(term, Term::Slip(_) | Term::Official))
    }

    /// The places of some terms, and of words that nearly are official names.
    fn names(&self, is_meant: fn(&Term) -> bool) -> impl Iterator<Item = (FieldId, Range<usize>)> {
        self.texts.iter().flat_map(move |legal| {
            let near = legal.near.iter().map(|miss| miss.range.clone());
            let terms = legal.terms().filter(move |(term, _)| is_meant(term));
            let all = near.chain(terms.map(|(_, range)| range));
            all.map(|range| (legal.field, range))
        })
    }
}

impl Legal<'_> {
    /// The day as of which its law is read; none where it is not to be judged.
    fn day(&self, cx: &Context) -> Option<Day> {
        if self.former {
            return None;
        }
        if self.in_row {
            self.row_day
        } else {
            cx.law_day()
        }
    }

    /// The words around a range up to the ends of its sentence, in one width.
    fn sentence(&self, range: &Range<usize>) -> String {
        let text = &self.text.text;
        let start = text[..range.start].rfind(['。', '\n']).map_or(0, |at| at);
        let end = text[range.end..]
            .find(['。', '\n'])
            .map_or(text.len(), |at| range.end + at);
        Narrow::of(&text[start..end]).text
    }

    /// What comes right before a place, in one width.
    fn before(&self, at: usize) -> String {
        Narrow::of(tail(&self.text.text[..at], 16)).text
    }

    /// What comes right after a place, in one width.
    fn after(&self, at: usize) -> String {
        let text: String = self.text.text[at..].chars().take(40).collect();
        Narrow::of(&text).text
    }

    /// Whether an article is cited right after a place.
    fn cites_at(&self, end: usize) -> bool {
        let rest = &self.text.text[end..];
        let at = end + rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
        self.found.citations.iter().any(|c| c.range.start == at)
    }

    /// Whether a citation is in a range.
    fn cites_in(&self, range: &Range<usize>) -> bool {
        let citations = &self.found.citations;
        let next = citations.partition_point(|c| c.range.end <= range.start);
        citations
            .get(next)
            .is_some_and(|c| c.range.start < range.end)
    }

    /// A place of a finding in it.
    fn spot(&self, cx: &Context, range: Range<usize>) -> Place {
        (self.field, cx.words(self.text, range))
    }

    /// The terms of a kind with their places.
    fn terms(&self) -> impl Iterator<Item = (Term, Range<usize>)> {
        let term = |(n, range): &(usize, Range<usize>)| {
            data().terms.get(*n).map(|term| (*term, range.clone()))
        };
        self.found.terms.iter().filter_map(term)
    }
}

/// The last characters of a text, at most `count`.
fn tail(text: &str, count: usize) -> &str {
    let start = text
        .char_indices()
        .rev()
        .nth(count - 1)
        .map_or(0, |(at, _)| at);
    &text[start..]
}

/// Whether a name is said to be a former one: 「旧…」, 「改正前の…」, 「…（現…）」.
fn is_former_name(before: &str, after: &str) -> bool {
    let before = before.trim_end_matches(['「', '『', ' ']);
    let after = after.trim_start_matches(['」', '』', ' ']);
    BEFORE.iter().any(|mark| before.ends_with(mark))
        || AFTER.iter().any(|mark| after.starts_with(mark))
}

/// An article by its number: 第20条の2.
fn article(number: &str) -> String {
    match number.split_once('の') {
        Some((first, branches)) => format!("第{first}条の{branches}"),
        None => format!("第{number}条"),
    }
}

fn judged_as_of(lang: Lang, day: Day) -> String {
    let day = written(day);
    say!(lang, "点検の基準日は{day}", "judged as of {day}")
}
