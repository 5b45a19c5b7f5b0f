//! The machine-readable difference, version 1. Field by field: `docs/diff.md`.

use serde::Serialize;

use super::{Comparison, Side};
use crate::compare::diff::{
    Change, ChangeKind, Content, Diff, Logged, Place, Proposal, Rated, Renamed, Replacement, Scope,
};
use crate::source::outward;

#[derive(Serialize)]
struct Report<'r> {
    version: u32,
    old: Version<'r>,
    new: Version<'r>,
    changes: Vec<Entry<'r>>,
    replacements: Vec<Replaced<'r>>,
    unchanged: &'r [String],
    summary: Summary,
}

#[derive(Serialize)]
pub(super) struct Version<'r> {
    file: &'r str,
    revision: Option<&'r str>,
    commit: Option<&'r str>,
    title: &'r str,
    publication_date: &'r str,
    outside_the_form: usize,
}

#[derive(Serialize)]
pub(super) struct Entry<'r> {
    kind: ChangeKind,
    item: &'r str,
    label: String,
    name: &'r str,
    scope: Scope,
    significant: bool,
    formal: bool,
    follows: bool,
    replacements: &'r [usize],
    old: Option<At<'r>>,
    new: Option<At<'r>>,
    content: &'r Content,
    proposal: Option<Proposed<'r>>,
    /// What 別添３ says of it; then nothing is proposed.
    #[serde(rename = "told", skip_serializing_if = "<[Logged]>::is_empty")]
    logged: &'r [Logged],
    /// Of a self-rating: its risk.
    #[serde(skip_serializing_if = "Option::is_none")]
    risk: Option<&'r Rated>,
}

#[derive(Serialize)]
struct At<'r> {
    id: &'r str,
    address: &'r str,
    entry: &'r str,
    text: &'r str,
}

/// One name in the place of another, with the changes that are nothing else.
#[derive(Serialize)]
struct Replaced<'r> {
    of: Renamed,
    old: &'r str,
    new: &'r str,
    changes: Vec<usize>,
    places: Vec<&'r str>,
}

#[derive(Serialize)]
struct Proposed<'r> {
    reason: &'r str,
    timing: &'r str,
    explanation: &'r str,
    because: &'r str,
    repeats_procedure: bool,
    unless: &'r str,
    basis: &'r [String],
    confidence: &'r str,
}

#[derive(Serialize, Default)]
struct Summary {
    added: usize,
    removed: usize,
    edited: usize,
    moved: usize,
    renamed: usize,
    significant: usize,
    formal: usize,
    replaced: usize,
    follows: usize,
    repeats_procedure: bool,
}

/// The report as one JSON document with a final line break.
pub fn render(comparison: &Comparison) -> String {
    let changes = &comparison.diff.changes;
    let report = Report {
        version: 1,
        old: version(&comparison.old),
        new: version(&comparison.new),
        changes: changes.iter().map(entry).collect(),
        replacements: replacements(comparison.diff),
        unchanged: &comparison.diff.unchanged,
        summary: summary(comparison.diff),
    };
    outward::json(&report)
}

fn replacements(diff: &Diff) -> Vec<Replaced<'_>> {
    let places = |r: &Replacement| {
        let changes = r.changes.iter().filter_map(|n| diff.changes.get(*n));
        changes
            .filter_map(Change::place)
            .map(|place| place.name.as_str())
            .collect::<Vec<_>>()
    };
    let all = diff.replacements.iter().map(|r| Replaced {
        of: r.of,
        old: &r.old,
        new: &r.new,
        changes: r.changes.iter().map(|id| usize::from(*id)).collect(),
        places: places(r),
    });
    all.collect()
}

pub(super) fn version(side: &Side) -> Version<'_> {
    let revision = side.revision.as_ref();
    Version {
        file: &side.file,
        revision: revision.map(|(named, _)| named.as_str()),
        commit: revision.map(|(_, commit)| commit.as_str()),
        title: &side.title,
        publication_date: side.publication_date.as_deref().unwrap_or_default(),
        outside_the_form: side.outside,
    }
}

pub(super) fn entry(change: &Change) -> Entry<'_> {
    let place = change.place();
    Entry {
        kind: change.kind,
        item: &change.item.id,
        label: label(change),
        name: place.map_or("", |p| &p.name),
        scope: change.scope,
        significant: change.significant,
        formal: change.formal,
        follows: change.follows,
        replacements: &change.replacements,
        old: change.old.as_ref().map(at),
        new: change.new.as_ref().map(at),
        content: &change.content,
        proposal: change.proposed().map(proposed),
        logged: &change.logged,
        risk: change.risk.as_ref(),
    }
}

/// The printed label; of an entry, with the number that the form gives it.
fn label(change: &Change) -> String {
    let at = change.place().map_or(&[][..], |place| &place.at);
    let numbered = change.item.numbered_at(at);
    numbered.unwrap_or_else(|| change.item.label_at(at))
}

fn at(place: &Place) -> At<'_> {
    At {
        id: &place.id,
        address: &place.address,
        entry: &place.entry,
        text: &place.text,
    }
}

fn proposed(proposal: &Proposal) -> Proposed<'_> {
    Proposed {
        reason: &proposal.reason,
        timing: proposal.timing.words(),
        explanation: &proposal.explanation,
        because: &proposal.because,
        repeats_procedure: proposal.repeat,
        unless: &proposal.unless,
        basis: &proposal.source,
        confidence: &proposal.confidence,
    }
}

/// What follows from other changes is counted apart.
fn summary(diff: &Diff) -> Summary {
    let mut summary = Summary {
        repeats_procedure: diff.repeats_procedure(),
        ..Summary::default()
    };
    for change in &diff.changes {
        if change.follows {
            summary.follows += 1;
            continue;
        }
        let of_kind = match change.kind {
            ChangeKind::Added => &mut summary.added,
            ChangeKind::Removed => &mut summary.removed,
            ChangeKind::Edited => &mut summary.edited,
            ChangeKind::Moved => &mut summary.moved,
            ChangeKind::Renamed => &mut summary.renamed,
        };
        *of_kind += 1;
        summary.significant += usize::from(change.is_of_substance());
        summary.replaced += usize::from(!change.replacements.is_empty());
        summary.formal += usize::from(change.formal);
    }
    summary
}
