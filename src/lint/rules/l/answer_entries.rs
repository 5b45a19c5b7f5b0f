//! The entries of 第2条の表 that are cited for answers, and whether this body and its office answer by them.

use std::ops::Range;

use super::entries::{Body, ENTRIES, Side, listed};
use super::other_entries::of_others;
use super::rows::{self, Row};
use crate::japanese::notation::fold;
use crate::japanese::sieve::Sieve;
use crate::lint::rules::{Context, Place};

const LINKAGE: &str = "basic.info_linkage.legal_basis";

/// An entry that is cited for answers.
pub(super) struct Cited {
    pub number: String,
    pub spot: Place,
    /// None for one that is in no table.
    pub rows: Vec<&'static Row>,
}

/// What is wrong with the entries that are cited.
pub(super) enum Wrong {
    /// They have the numbers of 別表第二.
    OldNumbers(Vec<Cited>),
    /// By some, bodies of another kind answer; by some, only other information is given.
    Entries {
        foreign: Vec<Cited>,
        strange: Vec<Cited>,
    },
}

/// What is wrong with the entries by which a body is said to answer.
pub(super) fn wrong(cx: &Context, body: Body) -> Wrong {
    let mut cited = cited(cx);
    let infos = infos_of(&said_of_office(cx));
    let is_of_office = |row: &Row| infos.iter().any(|info| row.info.contains(info));
    let fits = |rows: &[&'static Row]| {
        let mut rows = rows.iter().filter(|row| row.may_be_answered_by(body));
        rows.any(|row| row.is_of_any_law() || is_of_office(row))
    };
    if is_renumbered(&cited, &fits) {
        return Wrong::OldNumbers(cited);
    }
    // L020 reports what is in no table.
    cited.retain(|cited| !cited.rows.is_empty());
    let is_own = |cited: &Cited| cited.rows.iter().any(|row| row.may_be_answered_by(body));
    let (own, foreign): (Vec<_>, Vec<_>) = cited.into_iter().partition(is_own);
    let (fitting, mut strange): (Vec<_>, Vec<_>) =
        own.into_iter().partition(|cited| fits(&cited.rows));
    // Where few fit, the words say too little of the office.
    if strange.len() * 2 > fitting.len() {
        strange.clear();
    }
    Wrong::Entries { foreign, strange }
}

/// The entries that are cited for answers.
fn cited(cx: &Context) -> Vec<Cited> {
    let mut found = Vec::new();
    for legal in &cx.facts.laws.texts {
        let id = cx.field(legal.field).id.as_str();
        let is_recipient = id.contains(".provision.recipients[") && id.ends_with("].legal_basis");
        if !is_recipient && id != LINKAGE {
            continue;
        }
        // L013 reports those of which another body asks.
        let reported = of_others(cx, legal);
        for (number, range) in answers(&legal.text.text, is_recipient) {
            if !is_recipient || !reported.contains(&number.as_str()) {
                let rows = rows::of_entry(&number);
                let spot = legal.spot(cx, range);
                found.push(Cited { number, spot, rows });
            }
        }
    }
    found
}

/// The entries of 第2条の表 that a text cites for answers.
fn answers(text: &str, is_recipient: bool) -> Vec<(String, Range<usize>)> {
    let folded = fold(text);
    let is_old = ["別表第二", "別表第2", "条例"]
        .iter()
        .any(|word| folded.contains(word));
    if !folded.contains("2条の表") || is_old {
        return Vec::new();
    }
    let all = listed(text).into_iter();
    let own = all.filter(|listed| is_recipient || listed.side == Some(Side::Answer));
    own.map(|listed| (listed.number, listed.range)).collect()
}

/// What the assessment says that its office has and gives, folded.
fn said_of_office(cx: &Context) -> String {
    let ids = ["cover.title", "basic.office.name"];
    let mut said: String = ids
        .iter()
        .filter_map(|id| cx.assessment.text(id))
        .map(|text| fold(text) + "\n")
        .collect();
    for legal in cx.assessment.printed() {
        let id = legal.id.as_str();
        let is_info = id.ends_with("].information") && id.contains(".recipients[");
        let is_name = id.starts_with("basic.file_names[")
            || id.starts_with("files[") && id.ends_with("].name") && !id.contains("].overview");
        if let Some(text) = cx.assessment.text(id).filter(|_| is_info || is_name) {
            said.push_str(&fold(text));
            said.push('\n');
        }
    }
    said
}

/// What names of the table of informations are those of an office, by what is said of it.
fn infos_of(office: &str) -> Vec<&'static str> {
    let office = Sieve::of(office);
    let known = ENTRIES.infos.iter().chain(&ENTRIES.laws);
    let own = known.filter(|known| {
        let mut words = known.words.iter();
        words.any(|word| office.has(&fold(word)))
    });
    own.map(|known| known.name.as_str()).collect()
}

/// Whether most entries fit as those of 別表第二, and few as those of the table of now.
fn is_renumbered(cited: &[Cited], fits: &impl Fn(&[&'static Row]) -> bool) -> bool {
    const FEWEST: usize = 3;
    let of_now = cited.iter().filter(|cited| fits(&cited.rows)).count();
    let of_old = cited.iter().filter(|cited| {
        let new = successor(&cited.number);
        new.is_some_and(|new| fits(&rows::of_entry(new)))
    });
    let (total, of_old) = (cited.len(), of_old.count());
    total >= FEWEST && of_old * 5 >= total * 4 && of_now * 2 <= total
}

/// The entry of the table of now that an entry of 別表第二 became.
pub(super) fn successor(number: &str) -> Option<&'static str> {
    let mut entries = ENTRIES.linkage.iter();
    let entry = entries.find(|entry| entry.was.as_deref() == Some(number));
    entry.map(|entry| entry.entry.as_str())
}
