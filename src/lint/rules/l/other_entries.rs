//! Entries of 別表 and of 第2条の表 that are cited and are those of another law or of another body.

use std::ops::Range;

use super::Legal;
use super::entries::{Body, ENTRIES, Entry, Side, listed, names, of_usage, recalls};
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Place};

/// Where the tables are cited.
const USAGE: &str = "basic.my_number_use.legal_basis";
const LINKAGE: &str = "basic.info_linkage.legal_basis";
const TRANSFEREES: &str = ".overview.provision.transferees[";
const RECIPIENTS: &str = ".overview.provision.recipients[";

/// How the tables are called.
const TABLE: &str = "別表";
const TABLE_OF_ORDER: &str = "第2条の表";

/// What is wrong with the entries of a text that cites some.
pub(super) fn of_text(cx: &Context, legal: &Legal) -> Option<Found> {
    let id = cx.field(legal.field).id.as_str();
    if id == USAGE || id == LINKAGE {
        return Some(of_office(cx, legal, id == USAGE));
    }
    let entry = id.strip_suffix(".legal_basis")?;
    if entry.contains(TRANSFEREES) {
        of_transferee(cx, legal, entry)
    } else if entry.contains(RECIPIENTS) {
        of_recipient(cx, legal, entry)
    } else {
        None
    }
}

/// The entries of a text that are those of others.
pub(super) fn of_others(cx: &Context, legal: &Legal) -> Vec<&'static str> {
    let found = of_text(cx, legal).into_iter();
    let causes = found.flat_map(|found| found.causes);
    causes.map(|(cause, _)| cause.own.entry.as_str()).collect()
}

/// What is wrong with the entries of a text.
pub(super) struct Found {
    pub(super) table: &'static str,
    pub(super) causes: Vec<(Cause, Place)>,
}

/// What is wrong with an entry.
pub(super) struct Cause {
    pub(super) own: &'static Entry,
    pub(super) kind: EntryMistake,
}

/// What is wrong with it.
pub(super) enum EntryMistake {
    /// It has the number that another had in the table before.
    Renumbered(&'static Entry),
    /// Another law is meant, which has these entries.
    Other(Vec<&'static Entry>),
    /// This body, or the one named, has no part in it.
    Strange,
}

/// An office, by the words about it.
struct Office {
    /// Its name, folded.
    name: String,
    /// All that is said of it, folded.
    described: String,
    /// Whether an entry may be its own, by who does the work.
    fits: Box<dyn Fn(&str) -> bool>,
}

impl Office {
    /// The assessed office.
    fn assessed(cx: &Context) -> Self {
        Office {
            name: said(cx, &["cover.title", "basic.office.name"]),
            described: said(
                cx,
                &[
                    "cover.title",
                    "cover.declaration",
                    "basic.office.name",
                    "basic.office.content",
                    "basic.my_number_use.legal_basis",
                ],
            ),
            fits: of_body(cx),
        }
    }

    /// That of a recipient, by the id of its entry.
    fn of_entry(cx: &Context, entry: &str, fits: Box<dyn Fn(&str) -> bool>) -> Self {
        let ids = ["name", "purpose", "legal_basis"].map(|id| format!("{entry}.{id}"));
        let ids = ids.each_ref().map(String::as_str);
        Office {
            name: said(cx, &ids[..2]),
            described: said(cx, &ids),
            fits,
        }
    }
}

/// What is said of the office whose ground a text in an entry is: of a recipient, folded.
pub(super) fn said_of_entry(cx: &Context, legal: &Legal) -> Option<String> {
    let entry = cx.field(legal.field).id.strip_suffix(".legal_basis")?;
    let ids = ["name", "purpose", "legal_basis"].map(|id| format!("{entry}.{id}"));
    entry
        .ends_with(']')
        .then(|| said(cx, &ids.each_ref().map(String::as_str)))
}

/// What is said of the assessed office, folded.
pub(super) fn said_of_assessed(cx: &Context) -> String {
    Office::assessed(cx).described
}

/// The texts of some items, folded.
fn said(cx: &Context, ids: &[&str]) -> String {
    let texts = ids.iter().filter_map(|id| cx.assessment.text(id));
    texts.map(|text| fold(text) + "\n").collect()
}

/// Whether an entry may be one of the body whose assessment it is.
fn of_body(cx: &Context) -> Box<dyn Fn(&str) -> bool> {
    let agency = cx.assessment.form.agencies.item.as_deref();
    let body = agency.and_then(|id| Body::of(cx.assessment.text(id)?));
    Box::new(move |who| body.is_none_or(|body| body.fits(who)))
}

/// The entries of the assessed office.
fn of_office(cx: &Context, legal: &Legal, is_usage: bool) -> Found {
    let office = Office::assessed(cx);
    let (table, entries, cited) = match is_usage {
        true => (TABLE, &ENTRIES.usage, of_usage(legal)),
        false => (TABLE_OF_ORDER, &ENTRIES.linkage, of_requests(legal)),
    };
    let is_meant = |law: &str| recalls(&office.name, law);
    let causes = causes(&office, entries, &cited, is_meant);
    Found {
        table,
        causes: spots(cx, legal, causes),
    }
}

/// The entry of 別表 by which another office of the same body uses what it is given.
fn of_transferee(cx: &Context, legal: &Legal, entry: &str) -> Option<Found> {
    let cited = of_usage(legal);
    (!cited.is_empty()).then(|| {
        let office = Office::of_entry(cx, entry, of_body(cx));
        // An office may speak of its work in words that recall other laws, too.
        let is_meant = |law: &str| names(&office.name, law);
        let causes = causes(&office, &ENTRIES.usage, &cited, is_meant);
        Found {
            table: TABLE,
            causes: spots(cx, legal, causes),
        }
    })
}

/// The entry of 第2条の表 by which another body asks.
fn of_recipient(cx: &Context, legal: &Legal, entry: &str) -> Option<Found> {
    let name = cx.assessment.text(&format!("{entry}.name"))?;
    let cited = of_table(&legal.text.text);
    // A list of entries is a list of many bodies.
    let [_] = cited.as_slice() else { return None };
    let bare = name.split(['（', '(', '\n']).next().unwrap_or(name);
    let office = Office::of_entry(cx, entry, asking(bare.trim()));
    let is_meant = |law: &str| names(&office.name, law);
    let causes = causes(&office, &ENTRIES.linkage, &cited, is_meant);
    Some(Found {
        table: TABLE_OF_ORDER,
        causes: spots(cx, legal, causes),
    })
}

/// Whether an entry may be one of the body that a recipient's name is: 「都道府県知事」, 「厚生労働大臣」.
fn asking(name: &str) -> Box<dyn Fn(&str) -> bool> {
    let is_many = name.contains(['、', '，', '又', '若', '等']);
    let bare = name.trim_start_matches(['他', 'の', '各']).to_owned();
    let body = Body::of(&bare).filter(|_| !is_many);
    let is_minister = !is_many && bare.ends_with("大臣");
    Box::new(move |who| {
        body.is_none_or(|body| body.is_named(who)) && (!is_minister || who.contains(&bare))
    })
}

/// The entries that a text lists for requests; those of a text that knows no headings, too.
fn of_requests(legal: &Legal) -> Vec<(String, Range<usize>)> {
    let all = listed(&legal.text.text).into_iter();
    let text = fold(&legal.text.text);
    // 「別表第二の31の項（情報照会）」 is an entry of the table before.
    let is_old = ["別表第二", "別表第2"]
        .iter()
        .any(|word| text.contains(word));
    let requests = all.filter(|listed| {
        listed.side == Some(Side::Request) && (!is_old || text.contains("2条の表"))
    });
    requests
        .map(|listed| (listed.number, listed.range))
        .collect()
}

/// The entries of 第2条の表 that a text lists.
fn of_table(text: &str) -> Vec<(String, Range<usize>)> {
    if !fold(text).contains("2条の表") {
        return Vec::new();
    }
    let all = listed(text).into_iter();
    all.map(|listed| (listed.number, listed.range)).collect()
}

/// What is wrong with entries that are cited for an office. `is_meant` says whether its name is proof that it is one of
/// a law.
fn causes(
    office: &Office,
    entries: &'static [Entry],
    cited: &[(String, Range<usize>)],
    is_meant: impl Fn(&str) -> bool,
) -> Vec<(Cause, Range<usize>)> {
    let is_cited = |entry: &Entry| cited.iter().any(|(n, _)| *n == entry.entry);
    let fits = |entry: &Entry| (office.fits)(&entry.who);
    let is_right = |entry: &Entry| recalls(&office.described, &entry.law) && fits(entry);
    let any_right = entries
        .iter()
        .any(|entry| is_cited(entry) && is_right(entry));
    let with = |may: &dyn Fn(&str) -> bool| -> Vec<&'static Entry> {
        let all = entries
            .iter()
            .filter(|entry| fits(entry) && may(&entry.law));
        all.collect()
    };
    let mut found = Vec::new();
    for (number, range) in cited {
        let own = entries.iter().find(|e| e.entry == *number);
        let Some(own) = own.filter(|own| !office.name.is_empty() && !is_right(own)) else {
            continue;
        };
        let is_described = recalls(&office.described, &own.law);
        let before = entries.iter().find(|e| e.was.as_ref() == Some(number));
        let before =
            before.filter(|e| !is_described && recalls(&office.name, &e.law) && !is_cited(e));
        let meant = match (fits(own), is_described) {
            (true, _) => with(&is_meant),
            // The law is right, and the work is that of another body.
            (false, true) => with(&|law| law == own.law),
            (false, false) => with(&|law| recalls(&office.name, law)),
        };
        let kind = match before {
            Some(before) => EntryMistake::Renumbered(before),
            None if !meant.is_empty() && (!any_right || is_described) => EntryMistake::Other(meant),
            None if !fits(own) => EntryMistake::Strange,
            None => continue,
        };
        found.push((Cause { own, kind }, range.clone()));
    }
    found
}

fn spots(cx: &Context, legal: &Legal, causes: Vec<(Cause, Range<usize>)>) -> Vec<(Cause, Place)> {
    let causes = causes.into_iter();
    causes
        .map(|(cause, range)| (cause, legal.spot(cx, range)))
        .collect()
}
