//! The titles of a record, and the matter that each is of.

use std::ops::Range;

use super::titles::Title;
use crate::assessment::Assessment;
use crate::japanese::notation::fold;
use crate::lint::record::{Said, listed, said};

/// A title of a paper.
pub(super) struct Named<'a> {
    pub(super) said: Said<'a>,
    pub(super) title: Title,
    /// The number of 諮問 that it says it belongs to.
    pub(super) of: Option<String>,
    /// Titles of one group are of different matters: those of one 次第, of the letters, of the papers of one meeting.
    pub(super) group: usize,
    /// Whether it is the title of a matter and not of a paper about one.
    pub(super) is_matter: bool,
}

/// The title of a matter with its number, if it has one.
pub(super) type Anchor<'a> = (Said<'a>, Title, Option<String>);

/// How alike titles of one matter are at least.
const ALIKE: f64 = 0.8;

/// The same of a paper that names the matter by its number.
const ALIKE_LINKED: f64 = 0.5;

/// The same of titles that stand for the whole matter: 次第, 件名, 答申.
const ALIKE_MATTERS: f64 = 0.6;

/// Where a title differs from another; all of it where it is another title altogether.
pub(super) fn shown(one: &Named, other: &Title) -> Vec<Range<usize>> {
    let differences = one.title.differences(other);
    match differences.is_empty() || one.title.likeness(other) < ALIKE_MATTERS {
        true => std::iter::once(0..one.said.str().trim_end().len()).collect(),
        false => differences,
    }
}

/// The titles of what was asked, each with its number; where nothing was, the title of the record, or of its letters.
pub(super) fn anchors<'a>(record: &Assessment<'a>) -> Vec<Anchor<'a>> {
    let of_list = |list: &str| -> Vec<Anchor<'a>> {
        let all = 1..=record.entries(list);
        let all = all.filter_map(|n| {
            let said = said(record, &format!("{list}[{n}].title"))?;
            let number = record.text(&format!("{list}[{n}].number")).map(fold);
            Some((said, Title::of(said.str()), number))
        });
        all.collect()
    };
    let own = || said(record, "title").map(|said| (said, Title::of(said.str()), None));
    let asked = of_list("consultations");
    match asked.is_empty() {
        false => asked,
        true => own().into_iter().collect(),
    }
}

/// The titles of everything else.
pub(super) fn named<'a>(record: &Assessment<'a>, anchors: &[Anchor<'a>]) -> Vec<Named<'a>> {
    let mut found: Vec<Named> = Vec::new();
    let mut add = |said: Option<Said<'a>>, of: Option<String>, group: usize, is_matter: bool| {
        // What the titles are held against is no other title.
        let said = said.filter(|said| anchors.iter().all(|(own, ..)| own.field != said.field));
        found.extend(said.map(|said| Named {
            said,
            title: Title::of(said.str()),
            of,
            group,
            is_matter,
        }));
    };
    add(said(record, "title"), None, 0, true);
    for n in 1..=record.entries("reports") {
        add(said(record, &format!("reports[{n}].title")), None, 1, true);
    }
    for n in 1..=record.entries("documents") {
        let of = record
            .text(&format!("documents[{n}].consultation"))
            .map(fold);
        add(
            said(record, &format!("documents[{n}].title")),
            of.filter(|of| !of.is_empty()),
            2,
            false,
        );
    }
    for n in 1..=record.entries("meetings") {
        for matter in listed(record, &format!("meetings[{n}].agenda")) {
            add(Some(matter), None, 2 + n, true);
        }
        for m in 1..=record.entries(&format!("meetings[{n}].handouts")) {
            add(
                said(record, &format!("meetings[{n}].handouts[{m}].title")),
                None,
                2,
                false,
            );
        }
    }
    found
}

/// The matter that a title is of: the one that it names by number, else the one that is most like it.
pub(super) fn meant(one: &Named, all: &[Named], anchors: &[Anchor]) -> Option<usize> {
    // A paper about the matter may have a title of its own.
    if let Some(of) = &one.of {
        let mut numbers = anchors.iter().map(|(.., number)| number.as_ref());
        let named = numbers.position(|number| number == Some(of))?;
        return (one.title.likeness(&anchors[named].1) >= ALIKE_LINKED).then_some(named);
    }
    let likeness = anchors
        .iter()
        .enumerate()
        .map(|(n, (_, title, _))| (n, one.title.likeness(title)));
    let (n, likeness) = likeness.max_by(|a, b| a.1.total_cmp(&b.1))?;
    let least = if one.is_matter { ALIKE_MATTERS } else { ALIKE };
    // Where another title of the same list is that of the matter, this one is of another matter.
    let is_taken = || {
        let mut group = all
            .iter()
            .filter(|other| one.is_matter && other.group == one.group);
        group.any(|other| other.title.words() == anchors[n].1.words())
    };
    (likeness >= least && !is_taken()).then_some(n)
}
