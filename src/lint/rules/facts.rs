//! What several rules look for in the same texts; each is looked for once.

pub(super) mod changes;
pub(in crate::lint) mod company;
pub(super) mod ends;
pub(super) mod headings;
mod near_terms;

use std::cmp::Reverse;
use std::sync::OnceLock;

use jiff::ToSpan;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::l::Laws;
use super::raw_scan::RawScan;
use super::{CheckInputs, Context, Place};
use crate::assessment::Assessment;
use crate::assessment::field::FieldId;
use crate::assessment::value::{Period, Table, Value};
use crate::compare::changelog::coverage::Coverage;
use crate::compare::changelog::histories::Histories;
use crate::compare::changelog::{Log, LogEntry};
use crate::config::vocabulary::{Hit, Meaning, Vocabulary};
use crate::form::Prose;
use crate::japanese::alphabet::Alphabet;
use crate::japanese::date_scan::{Mention, scan};
use crate::japanese::runs::{Run, runs};
use crate::japanese::sieve::Sieve;
use crate::japanese::signs::Quotes;
use crate::lint::companions::{self, Opened};
use crate::source::Span;
use crate::yaml::{Content, Node, Scalar};
use near_terms::Miss;

/// A text in which dates are mentioned.
#[derive(Debug)]
pub struct Dated<'a> {
    /// The item.
    pub field: FieldId,
    /// The text.
    pub text: &'a Scalar,
    /// The dates, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// A text whose words are the document's own: not what 別添３ quotes from an older version, nor what it says of an older
/// revision.
#[derive(Debug)]
pub struct OwnText<'a> {
    /// The item.
    pub field: FieldId,
    /// The text.
    pub text: &'a Scalar,
    /// Whether it is a 変更後 of 別添３, which repeats the body.
    pub repeats: bool,
    /// Whether it says what others said, as residents sent it: no prose of the office.
    pub quotes: bool,
    /// Whether it is a title or a heading, and no sentence.
    pub is_title: bool,
    /// Whether it is a date that stands alone in its item.
    pub is_date: bool,
    /// Its katakana, letters, digits and signs.
    pub runs: Vec<Run>,
    /// The words of the vocabulary in it.
    pub hits: Vec<Hit>,
    /// The words that nearly are terms of the field.
    pub(super) near_terms: Vec<Miss>,
    /// What is in 「…」 and 『…』, found when first asked for.
    quoted: OnceLock<Quotes>,
}

impl OwnText<'_> {
    /// The text itself.
    pub fn str(&self) -> &str {
        &self.text.text
    }

    /// The text for those who look for words that few texts have.
    pub fn sieve(&self) -> Sieve<'_> {
        self.text.sieve()
    }

    /// The place in the file of a part of the text.
    pub fn span(&self, assessment: &Assessment, range: std::ops::Range<usize>) -> Span {
        self.text.place(assessment.source, range)
    }

    /// The item, and the place in the file of a part of the text.
    pub fn place(&self, cx: &Context, range: std::ops::Range<usize>) -> Place {
        (self.field, self.span(cx.assessment, range))
    }

    /// Whether a place of the text lies in 「…」 or 『…』 of its line.
    pub fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get_or_init(|| Quotes::of(self.str())).hold(at)
    }

    /// Whether a part of the text lies in a name, or is a word that the user allows.
    pub fn is_named(&self, range: &std::ops::Range<usize>) -> bool {
        let holds = |hit: &Hit| hit.range.start <= range.start && range.end <= hit.range.end;
        let mut names = self.hits_around(range);
        names.any(|hit| hit.meaning == Meaning::Name && holds(hit))
    }

    /// Whether W011 reports words at a place as a slip.
    pub fn is_slip(&self, range: &std::ops::Range<usize>) -> bool {
        let mut hits = self.hits_around(range);
        hits.any(|hit| matches!(hit.meaning, Meaning::Slip(_)) && range.start < hit.range.end)
    }

    /// The words at or beside a place that nearly are terms of the field, as W021 reports them.
    pub(super) fn near_terms_around(
        &self,
        range: &std::ops::Range<usize>,
    ) -> impl Iterator<Item = &Miss> {
        let (start, end) = (range.start, range.end);
        let misses = &self.near_terms;
        let first = misses.partition_point(|miss| miss.range.end < start);
        let misses = misses[first..].iter();
        misses.take_while(move |miss| miss.range.start <= end)
    }

    /// The words that may lie at a place: no word is longer than some hundred bytes.
    pub fn hits_around(&self, range: &std::ops::Range<usize>) -> impl Iterator<Item = &Hit> {
        const LONGEST: usize = 1000;
        let first = range.start.saturating_sub(LONGEST);
        let first = self.hits.partition_point(|hit| hit.range.start < first);
        let hits = self.hits[first..].iter();
        hits.take_while(move |hit| hit.range.start < range.end)
    }
}

/// What was looked for in all texts of an assessment.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The assessment.
    pub assessment: &'a Assessment<'a>,
    /// The texts with dates.
    pub dated: Vec<Dated<'a>>,
    /// The document's own texts with their words.
    pub words: Vec<OwnText<'a>>,
    /// What was found in the text of the file, whatever its parts mean.
    pub raw: &'a RawScan,
    /// 別添３.
    pub changes: Log<'a>,
    /// Which of its entries cover what changed since the version before.
    pub(super) coverage: OnceLock<Coverage>,
    pub(super) histories: OnceLock<Histories>,
    /// The day as of which law is judged, found once for all rules.
    pub(super) law_day: OnceLock<Option<jiff::civil::Date>>,
    /// The characters of the document's own texts.
    alphabet: OnceLock<Alphabet>,
    /// The documents that belong to the assessment.
    pub companions: Vec<Opened<'a>>,
    /// What the texts cite of law, and what they name.
    pub laws: Laws<'a>,
}

impl<'a> Facts<'a> {
    /// Looks through an assessment.
    pub fn of(assessment: &'a Assessment<'a>, inputs: &'a CheckInputs, raw: &'a RawScan) -> Self {
        let vocabulary = inputs.vocabulary();
        let dated = |(field, text): (FieldId, &'a Scalar)| {
            let mentions = scan(&text.text);
            (!mentions.is_empty()).then_some(Dated {
                field,
                text,
                mentions,
            })
        };
        let texts = texts(assessment);
        let words = || {
            let texts = texts.par_iter();
            texts
                .filter_map(|(field, text)| words(assessment, vocabulary, *field, text))
                .collect::<Vec<OwnText>>()
        };
        let dated = || texts.par_iter().copied().filter_map(dated).collect();
        let ((laws, mut words), (changes, dated)) = rayon::join(
            || rayon::join(|| Laws::of(assessment, &texts), words),
            || (Log::read(assessment), dated()),
        );
        let history = history(assessment, &changes);
        words.retain(|w: &OwnText| {
            !w.repeats || !row_of(assessment, w).is_some_and(|n| history.contains(&n))
        });
        Facts {
            assessment,
            companions: companions::opened(&inputs.companions, assessment.stage),
            laws,
            words,
            dated,
            raw,
            changes,
            coverage: OnceLock::new(),
            histories: OnceLock::new(),
            law_day: OnceLock::new(),
            alphabet: OnceLock::new(),
        }
    }

    /// The characters of the document's own texts, found when first asked for.
    pub(super) fn alphabet(&self) -> &Alphabet {
        let texts = || self.words.iter().map(OwnText::str);
        self.alphabet.get_or_init(|| Alphabet::of(texts()))
    }

    /// The words that nearly are terms of the field, each with its text.
    pub(super) fn near_terms(&self) -> impl Iterator<Item = (&OwnText<'a>, &Miss)> {
        let texts = self.words.iter();
        texts.flat_map(|words| words.near_terms.iter().map(move |miss| (words, miss)))
    }

    /// The places of words that nearly are official names or terms of the field, each with its item.
    pub(super) fn misspelt(&self) -> impl Iterator<Item = (FieldId, std::ops::Range<usize>)> {
        let terms = self.near_terms();
        let terms = terms.map(|(words, miss)| (words.field, miss.range.clone()));
        self.laws.misspelt().chain(terms)
    }
}

/// How many days before the document's own date a change may be made and still belong to its revision.
const REVISION: i64 = 180;

/// The rows of 別添３ about an older revision, in the words of that time.
fn history(assessment: &Assessment, changes: &Log) -> FxHashSet<usize> {
    let Ok(oldest) = assessment.date().checked_sub(REVISION.days()) else {
        return FxHashSet::default();
    };
    let is_old = |entry: &&LogEntry| {
        entry
            .date
            .as_ref()
            .is_some_and(|(date, _)| date.day < oldest)
    };
    let old = changes.entries.iter().filter(is_old);
    old.flat_map(|entry| entry.rows.iter().copied()).collect()
}

/// The row of 別添３ that a text is in.
fn row_of(assessment: &Assessment, words: &OwnText) -> Option<usize> {
    let id = assessment.fields[words.field].id.strip_prefix("changes[")?;
    id.split(']').next()?.parse().ok()
}

fn words<'a>(
    assessment: &Assessment,
    vocabulary: &Vocabulary,
    field: FieldId,
    text: &'a Scalar,
) -> Option<OwnText<'a>> {
    let item = &assessment.fields[field];
    let id = item.id.as_str();
    let prose = assessment.definition(item).prose;
    if prose == Prose::Address {
        return None;
    }
    let of_log = id.starts_with("changes[");
    let repeats = of_log && id.ends_with("].after");
    (repeats || !of_log).then(|| OwnText {
        near_terms: near_terms::misses(&text.text),
        field,
        text,
        repeats,
        quotes: prose == Prose::Quoted,
        is_title: prose == Prose::Title,
        is_date: matches!(
            item.value,
            Value::Date(..) | Value::Period(Period::Ends(..))
        ),
        runs: runs(&text.text),
        hits: vocabulary.find(&text.text),
        quoted: OnceLock::new(),
    })
}

/// All texts of an assessment that are printed as running text or as dates, each with its item.
pub(super) fn texts<'a>(assessment: &Assessment<'a>) -> Vec<(FieldId, &'a Scalar)> {
    let mut found: Vec<(FieldId, &'a Scalar)> = Vec::new();
    for (id, field) in assessment.printed().iter_enumerated() {
        let mut add = |text: &'a Scalar| found.push((id, text));
        match &field.value {
            Value::Text(text) | Value::Date(text, _) => add(text),
            Value::Checks(checks) => checks.iter().filter_map(|c| c.detail).for_each(add),
            Value::Texts(texts) => texts.iter().copied().for_each(add),
            Value::Period(Period::Text(text)) => add(text),
            Value::Period(Period::Ends(start, end)) => {
                [*start, *end].into_iter().flatten().for_each(add);
            }
            Value::Table(Table::Markdown(text)) => add(text),
            Value::Table(Table::Rows(rows)) => {
                for (_, node) in rows.iter().flatten() {
                    scalars(node, &mut add);
                }
            }
            _ => {}
        }
    }
    // The ends of a period are items of their own, too.
    found.sort_by_key(|(id, text)| (text.span, Reverse(*id)));
    found.dedup_by_key(|(_, text)| text.span);
    found
}

fn scalars<'a>(node: &'a Node, add: &mut impl FnMut(&'a Scalar)) {
    match &node.content {
        Content::Scalar(text) => add(text),
        Content::Map(entries) => entries.iter().for_each(|e| scalars(&e.value, add)),
        Content::Seq(nodes) => nodes.iter().for_each(|n| scalars(n, add)),
        _ => {}
    }
}
