//! Citations of what has moved to another place, or had not yet moved there: the search. `moved_words` says it.

use std::cell::LazyCell;
use std::ops::Range;

use jiff::civil::Date as Day;

use super::Legal;
use super::data::{Confidence, Placing, Provision, covers, data, is_table};
use super::renumbered::{Renumbered, renumbered};
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::citation::{Citation, Place, Whose};
use crate::japanese::narrow::Narrow;
use crate::lint::rules::Context;

/// Which of the moved citations a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// Articles at their old numbers.
    Articles,
    /// Tables and entries at their old numbers.
    Tables,
    /// Anything at a number that came later.
    Future,
}

/// What one finding is about: all citations of one provision at one wrong place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Cause {
    provision: usize,
    /// The place of the provision that is cited, and the one where it is.
    pub cited: usize,
    pub current: usize,
    pub place: Place,
    /// Whether it is a table that was rearranged as a whole, with its entries.
    pub entries: bool,
    pub day: Day,
    pub in_row: bool,
}

/// How far around a citation its subject may be named.
const REACH: usize = 80;

/// How far a sentence is followed, in bytes: no text is read whole for each of its citations.
const SENTENCE: usize = 1500;

/// A citation at the wrong place.
#[derive(Debug)]
pub(super) struct Moved {
    /// The text's place in [`super::Laws`], and the citation's in the text.
    pub text: usize,
    pub citation: usize,
    pub cause: Cause,
}

/// All of them; three rules share them out.
pub(super) fn all(cx: &Context) -> Vec<Moved> {
    let mut found = Vec::new();
    for (text, legal) in cx.facts.laws.texts.iter().enumerate() {
        let Some(day) = legal.day(cx) else { continue };
        // What has its number today is not to come, however old the procedure is.
        let is_law = |cause: &Cause| {
            let (cited, _) = cause.places();
            cause.is_to_come() && !legal.in_row && cited.from <= cx.as_of()
        };
        let causes = causes(cx, legal, day).filter(|(_, cause)| !is_law(cause));
        found.extend(causes.map(|(citation, cause)| Moved {
            text,
            citation,
            cause,
        }));
    }
    found
}

/// The citations of a text that are at the wrong place on a day.
fn causes<'c>(
    cx: &'c Context,
    legal: &'c Legal,
    day: Day,
) -> impl Iterator<Item = (usize, Cause)> + 'c {
    let citations = 0..legal.found.citations.len();
    citations.filter_map(move |n| Some((n, cause(cx, legal, n, day)?)))
}

/// Where a text cites what moved between two days, and to where.
pub(super) fn since<'c>(
    cx: &'c Context,
    legal: &'c Legal,
    (then, now): (Day, Day),
) -> impl Iterator<Item = (Range<usize>, Day, String)> + 'c {
    causes(cx, legal, now).filter_map(move |(n, cause)| {
        let (_, placing) = cause.places();
        let from = placing
            .from
            .filter(|from| then < *from && cause.cited < cause.current)?;
        let citation = &legal.found.citations[n];
        let number = citation.place.entry.map(|entry| entry.to_string());
        let entry = number.and_then(|number| cause.entry(&number)?.now);
        let now = match entry {
            Some(entry) => format!("{}の{entry}の項", name(placing)),
            None => name(placing),
        };
        Some((citation.range.clone(), from, now))
    })
}

/// How a place of a law is written: 番号法第19条第8号.
pub(super) fn name(placing: &Placing) -> String {
    let law = &data().names.laws[placing.of];
    let law = law.short.first().unwrap_or(&law.name);
    let written = placing.written.clone();
    written.unwrap_or_else(|| format!("{law}{}", placing.place))
}

impl Cause {
    pub fn about(&self) -> About {
        match (self.is_to_come(), is_table(&self.place)) {
            (true, _) => About::Future,
            (false, true) => About::Tables,
            (false, false) => About::Articles,
        }
    }

    /// Whether the number that is cited came later.
    pub fn is_to_come(&self) -> bool {
        self.cited > self.current
    }

    pub fn provision(&self) -> &'static Provision {
        &data().provisions[self.provision]
    }

    /// The place that is cited, and the one where the provision is.
    pub fn places(&self) -> (&'static Placing, &'static Placing) {
        let places = &self.provision().places;
        (&places[self.cited], &places[self.current])
    }

    /// What became of the entry that is cited, or what it was, where a table was rearranged as a whole.
    pub fn entry(&self, number: &str) -> Option<Renumbered> {
        let (cited, current) = self.places();
        renumbered((cited.place.table?, current.place.table?), number)
    }

    /// Whether both places were read in the source.
    pub fn is_certain(&self) -> bool {
        let (cited, now) = self.places();
        cited.confidence.min(now.confidence) == Confidence::A
    }
}

/// How surely the words around a citation say which provision is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Meant {
    /// The item is about it.
    ByItem,
    /// Its words are there.
    ByWords,
    /// There are words that distinguish it from all that has the same numbers.
    ForCertain,
}

/// Why a citation is at the wrong place on a day, if it is: of all provisions that are or were where it points,
/// the one that the words around it mean most surely.
fn cause(cx: &Context, legal: &Legal, n: usize, day: Day) -> Option<Cause> {
    let citation = legal.found.citations.get(n)?;
    let Whose::Known(law) = citation.whose else {
        return None;
    };
    if citation.former || citation.name.is_none() && is_whole_table(citation) {
        return None;
    }
    // Most citations are of nothing that moved.
    let id = &cx.field(legal.field).id;
    let window = LazyCell::new(|| window(legal, n) + &named_beside(cx, id));
    let mut meant: Vec<(Meant, usize, usize)> = Vec::new();
    let mut taken = false;
    for (number, provision) in data().provisions.iter().enumerate() {
        let Some(cited) = provision.cited_at(law, &citation.place) else {
            continue;
        };
        taken |= provision
            .on(day)
            .is_some_and(|(current, _)| current == cited);
        if provision.is_unsure(day) {
            continue;
        }
        if let Some(how) = how_meant(provision, &window, id) {
            meant.push((how, number, cited));
        }
    }
    // 「第8号及び第9号」: where two of its former places are cited, the later one is meant.
    meant.retain(|(_, number, cited)| {
        let provision = &data().provisions[*number];
        let current = provision.on(day).map_or(0, |(current, _)| current);
        let later = provision.places.get(cited + 1..current).unwrap_or_default();
        !later
            .iter()
            .any(|placing| is_cited_beside(legal, citation, placing))
    });
    // 「第8号及び第10号」: words about a provision that is cited where it is say nothing of the other number.
    if taken {
        meant.retain(|(_, number, cited)| {
            let provision = &data().provisions[*number];
            let now = provision.on(day).filter(|(current, _)| current != cited);
            now.is_none_or(|(_, placing)| !is_cited_beside(legal, citation, placing))
        });
    }
    let surest = meant.iter().map(|(how, ..)| *how).max()?;
    meant.retain(|(how, ..)| *how == surest);
    let mut best: Option<(bool, Confidence, Cause)> = None;
    for (_, number, cited) in meant {
        let provision = &data().provisions[number];
        let Some((current, placing)) = provision.on(day) else {
            continue;
        };
        if cited == current {
            return None;
        }
        let confidence = placing.confidence.min(provision.places[cited].confidence);
        // A table and all its entries are one cause.
        let entries = !provision.is_entry() && is_table(&citation.place);
        let place = match entries {
            true => Place {
                entry: None,
                ..citation.place
            },
            false => citation.place,
        };
        let cause = Cause {
            provision: number,
            cited,
            current,
            place,
            entries,
            day,
            in_row: legal.in_row,
        };
        let rank = (provision.is_entry(), confidence);
        if best
            .as_ref()
            .is_none_or(|(entry, known, _)| rank > (*entry, *known))
        {
            best = Some((rank.0, rank.1, cause));
        }
    }
    // Where the number is in use for something else, only what is certain is reported.
    let (_, confidence, cause) = best?;
    (confidence == Confidence::A || confidence == Confidence::B && !taken).then_some(cause)
}

/// Whom the law of a recipient is about: its name is in another item.
fn named_beside(cx: &Context, id: &str) -> String {
    let entry = id
        .strip_suffix(".legal_basis")
        .filter(|entry| entry.ends_with(']'));
    let name = entry.and_then(|entry| cx.assessment.text(&format!("{entry}.name")));
    name.map_or_else(String::new, |name| format!("\n{}", Narrow::of(name).text))
}

/// 「別表」 alone, which may be that of anything.
fn is_whole_table(citation: &Citation) -> bool {
    let place = citation.place;
    place.table == Some(crate::japanese::citation::Table::Only) && place.entry.is_none()
}

/// Whether the sentence of a citation cites a place, too.
fn is_cited_beside(legal: &Legal, citation: &Citation, placing: &Placing) -> bool {
    let text = &legal.text.text;
    let is_end = |c: char| matches!(c, '。' | '\n');
    let range = &citation.range;
    let from = text.floor_char_boundary(range.start.saturating_sub(SENTENCE));
    let to = text.floor_char_boundary(range.end + SENTENCE);
    let start = text[from..range.start]
        .rfind(is_end)
        .map_or(from, |at| from + at);
    let end = text[range.end..to]
        .find(is_end)
        .map_or(to, |at| range.end + at);
    // They are in the order of the text.
    let all = &legal.found.citations;
    let first = all.partition_point(|other| other.range.start < start);
    let mut others = all[first..]
        .iter()
        .take_while(|other| other.range.start < end);
    others.any(|other| {
        other.whose == Whose::Known(placing.of)
            && other.range != citation.range
            && covers(&placing.place, &other.place)
    })
}

/// How surely the words around a citation are about a provision, if they are at all.
fn how_meant(provision: &Provision, window: &str, id: &str) -> Option<Meant> {
    let says = |words: &[String]| words.iter().any(|word| occurs(window, word));
    let of_item = || {
        let mut items = provision.items.iter();
        items.any(|item| id.contains(item.as_str()))
    };
    if says(&provision.exclude) {
        None
    } else if says(&provision.decisive) {
        Some(Meant::ForCertain)
    } else if provision.context.is_empty() && provision.decisive.is_empty()
        || says(&provision.context)
    {
        Some(Meant::ByWords)
    } else {
        of_item().then_some(Meant::ByItem)
    }
}

/// Whether a word of the data is in a text; one with | after it only where it ends there.
fn occurs(text: &str, word: &str) -> bool {
    let Some(whole) = word.strip_suffix('|') else {
        return text.contains(word);
    };
    let goes_on = |rest: &str| rest.starts_with(|c| is_kanji(c) || is_katakana(c));
    let mut found = text.match_indices(whole);
    found.any(|(at, _)| !goes_on(&text[at + whole.len()..]))
}

/// The words around a citation that may say what it is about, in one width: of its sentence and the line below, up to
/// the next article that is cited.
fn window(legal: &Legal, n: usize) -> String {
    let text = &legal.text.text;
    let (before, [citation, after @ ..]) = legal.found.citations.split_at(n) else {
        return String::new();
    };
    let Range { start, end } = citation.range.clone();
    let least = text.floor_char_boundary(start.saturating_sub(SENTENCE));
    let most = text.floor_char_boundary(end + SENTENCE);
    // Citations are in the order of the text: the nearest article on each side is the only one that matters.
    let is_article = |c: &&Citation| c.place.article.is_some() && c.range != citation.range;
    let earlier = before.iter().rev().take_while(|c| c.range.end > least);
    let mut earlier = earlier.filter(is_article).map(|c| c.range.end);
    let earlier = earlier.find(|at| *at <= start);
    let least = earlier
        .filter(|_| !is_table(&citation.place))
        .unwrap_or(least);
    let stop = text[least..start].rfind(['。', '\n']);
    let from = stop.map_or(least, |at| least + at);
    let later = after.iter().take_while(|c| c.range.start < most);
    let mut later = later.filter(is_article).map(|c| c.range.start);
    let most = later.find(|at| *at >= end).unwrap_or(most);
    let to = text[end..most].find('。').map_or(most, |at| end + at);
    let after: String = text[end..to].chars().take(REACH).collect();
    Narrow::of(&format!("{}{after}", &text[from..end])).text
}
