//! Reports citations at the wrong place, and how to write them.

use rustc_hash::FxHashMap;

use super::Legal;
use super::entries::ENTRIES;
use super::moved::{About, Cause};
use super::moved_entries::{CitedEntry, Offices, loose};
use super::moved_words::{of_entry, words, words_of_entries};
use crate::japanese::citation::number::{self, Number};
use crate::japanese::citation::{self, Citation, Part, Unit};
use crate::lint::rules::{Context, Place, Rule, grouped};
use crate::source::diagnostic::{Edit, Safety, Severity};

/// A citation of a cause.
struct Cited {
    spot: Place,
    /// Its entry, where a table was rearranged as a whole.
    entry: Option<CitedEntry>,
    edit: Option<Edit>,
}

/// Reports the moved citations of a kind.
pub(super) fn report(cx: &mut Context, rule: &'static Rule, about: About) {
    let found = cited(cx, about);
    for (cause, mut cited) in grouped(found) {
        cited.sort_by_key(|cited| cited.spot.1);
        report_cause(cx, rule, &cause, &cited);
    }
}

fn cited(cx: &Context, about: About) -> Vec<(Cause, Cited)> {
    let laws = &cx.facts.laws;
    let offices = Offices::new(cx);
    let mut found = Vec::new();
    // The cause of each text that is a table; none where it has several.
    let mut tables: FxHashMap<usize, Option<&Cause>> = FxHashMap::default();
    let moved = laws.moved(cx).iter();
    for moved in moved.filter(|moved| moved.cause.about() == about) {
        let (legal, cause) = (&laws.texts[moved.text], &moved.cause);
        let citation = &legal.found.citations[moved.citation];
        let spot = legal.spot(cx, citation.range.clone());
        let number = citation.place.entry.filter(|_| cause.entries);
        let entry = number.map(|number| offices.entry(legal, cause, number.to_string()));
        let text = replacement(&offices, legal, citation, cause, entry.as_ref());
        let edit = text.map(|text| Edit { span: spot.1, text });
        found.push((cause.clone(), Cited { spot, entry, edit }));
        if cause.entries {
            let known = tables.entry(moved.text).or_insert(Some(cause));
            *known = known.filter(|known| *known == cause);
        }
    }
    let tables = tables.into_iter();
    let single = tables.filter_map(|(text, cause)| Some((&laws.texts[text], cause?)));
    for (legal, cause) in single.filter(|(_, cause)| !cause.is_to_come()) {
        found.extend(loose(cx, legal).into_iter().map(|listed| {
            let cited = Cited {
                spot: legal.spot(cx, listed.range),
                entry: Some(offices.entry(legal, cause, listed.number)),
                edit: None,
            };
            (cause.clone(), cited)
        }));
    }
    found
}

/// The new place in the words of the old one; none where another law has taken it up, or the new entry is not known.
fn replacement(
    offices: &Offices,
    legal: &Legal,
    citation: &Citation,
    cause: &Cause,
    entry: Option<&CitedEntry>,
) -> Option<String> {
    let (cited, now) = cause.places();
    if !cause.is_certain() || now.of != cited.of || now.written.is_some() {
        return None;
    }
    let entry = match entry {
        // The office must be that of the entry.
        Some(entry) => {
            let now = entry
                .now
                .filter(|now| !entry.is_new && offices.recall(legal, now.law))?;
            Some(number_of(now.now?)?)
        }
        None => now.place.entry,
    };
    if citation.place.entry.is_some() != entry.is_some() {
        return None;
    }
    let old = &legal.text.text[citation.range.clone()];
    let writes = |unit: Unit| citation.parts.iter().any(|p: &Part| p.unit == unit);
    let place = citation::Place {
        article: now.place.article.filter(|_| writes(Unit::Article)),
        paragraph: now
            .place
            .paragraph
            .or(citation.place.paragraph)
            .filter(|_| writes(Unit::Paragraph)),
        item: now.place.item.filter(|_| writes(Unit::Item)),
        table: now.place.table.filter(|_| writes(Unit::Table)),
        entry: entry.filter(|_| writes(Unit::Entry)),
    };
    let mut new = place.to_string();
    if !old.ends_with('項') && place.entry.is_some() {
        new = new.trim_end_matches("の項").to_owned();
    }
    let is_wide = old.chars().any(|c| ('０'..='９').contains(&c));
    Some(if is_wide {
        new.chars().map(widened).collect()
    } else {
        new
    })
}

/// 16の2
fn number_of(words: &str) -> Option<Number> {
    let (number, length) = number::leading(words)?;
    let (number, branches) = number::with_branches(&words[length..], number);
    (length + branches == words.len()).then_some(number)
}

fn widened(c: char) -> char {
    match c.to_digit(10) {
        Some(digit) => char::from_u32('０' as u32 + digit).unwrap_or(c),
        None => c,
    }
}

fn report_cause(cx: &mut Context, rule: &'static Rule, cause: &Cause, cited: &[Cited]) {
    let lang = cx.lang;
    let mut basis = vec![cause.provision().source.as_str()];
    if cited
        .iter()
        .any(|c| c.entry.as_ref().is_some_and(|e| e.now.is_some()))
    {
        basis.push(ENTRIES.source.as_str());
    }
    let words = match only_entry(cited) {
        Some(entry) => words(lang, cause, Some(entry)),
        None if cited.iter().any(|c| c.entry.is_some()) => {
            let entries: Vec<Option<&CitedEntry>> =
                cited.iter().map(|c| c.entry.as_ref()).collect();
            words_of_entries(lang, cause, &entries)
        }
        None => words(lang, cause, None),
    };
    let is_list = only_entry(cited).is_none();
    let said = |cited: &Cited| {
        let entry = cited.entry.as_ref().filter(|_| is_list);
        let says = entry.map(|entry| of_entry(lang, entry));
        (cited.spot, says.unwrap_or_default())
    };
    let places: Vec<(Place, String)> = cited.iter().map(said).collect();
    let Some(mut finding) = cx.report_all(rule, &places, words) else {
        return;
    };
    finding = finding.basis(basis);
    if !cause.is_certain() {
        finding = finding.severity(Severity::Info);
    }
    // A list that is half rewritten would be worse than before.
    let edits: Option<Vec<Edit>> = cited.iter().map(|c| c.edit.clone()).collect();
    if let Some(edits) = edits {
        finding.fix(Safety::Unsafe, edits);
    }
}

/// The entry that all citations of a cause are of.
fn only_entry(cited: &[Cited]) -> Option<&CitedEntry> {
    let first = cited.first()?.entry.as_ref()?;
    let mut others = cited.iter().map(|c| c.entry.as_ref());
    others
        .all(|entry| entry.is_some_and(|e| e.number == first.number && e.is_new == first.is_new))
        .then_some(first)
}
