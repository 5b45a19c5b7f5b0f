//! Numbers that the structure of the form fixes, and that are others than in the version before: how many entries a list
//! has, and for how long a file is kept.

use crate::lint::rules::Place;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::counts::counted;
use super::echoes::{changed_at, own_texts};
use super::keeping::{kept, passed};
use super::retention::{periods, years};
use super::{Context, key, name, numbers, text};
use crate::assets::lists::retention::ERASED;
use crate::compare::changelog::base::Former;
use crate::compare::diff::{Change, ChangeKind, Content};
use crate::japanese::notation::fold;
use crate::source::Span;

/// How much.
pub(super) enum Amount {
    Entries(usize),
    Years(usize),
    /// As it is written.
    Words(String),
}

/// A number that is another now, and where the old one is left.
pub(super) struct OldNumber {
    /// What has it.
    pub(super) item: String,
    pub(super) old: Amount,
    pub(super) new: Amount,
    /// Where it changed.
    pub(super) there: Span,
    pub(super) left: Vec<Place>,
}

/// What is counted in running text, and the list that has as many.
const COUNTED: [(&[&str], &str); 5] = [
    (&["委託", CONTRACT], "files[].overview.entrustment.items"),
    (&["提供先"], "files[].overview.provision.recipients"),
    (&["移転先"], "files[].overview.provision.transferees"),
    (&["システム"], "basic.systems"),
    (&["特定個人情報ファイル"], "files"),
];

/// Elsewhere than in Ⅲ４ it may be another contract.
const CONTRACT: &str = "契約";

/// The counts of lists that grew or shrank.
pub(super) fn counts(cx: &Context, former: &Former) -> Vec<OldNumber> {
    let files: Vec<usize> = numbers(cx, "files").collect();
    let mut found = Vec::new();
    for (called, list) in COUNTED {
        if !list.starts_with("files[]") {
            found.extend(count(cx, former, called, list, |_, _| true));
            continue;
        }
        for n in &files {
            let list = list.replacen("[]", &format!("[{n}]"), 1);
            let file = format!("files[{n}].");
            let reads = |id: &str, called: &str| match id.starts_with("files[") {
                true => {
                    id.starts_with(&file)
                        && (called != CONTRACT || id.contains(".risks.entrustment."))
                }
                false => files.len() == 1 && called != CONTRACT,
            };
            found.extend(count(cx, former, called, &list, reads));
        }
    }
    found
}

/// The count of a list that grew or shrank.
fn count(
    cx: &Context,
    former: &Former,
    called: &[&str],
    list: &str,
    reads: impl Fn(&str, &str) -> bool,
) -> Option<OldNumber> {
    let now = cx.assessment.entries(list);
    let before = count_before(former, list, now)?;
    if before < 2 || before == now || contractors(cx, list) == before {
        return None;
    }
    let mut left = Vec::new();
    for (id, said) in own_texts(cx) {
        for word in called.iter().filter(|word| reads(id, word)) {
            let stale = counted(&said.sieve(), word)
                .into_iter()
                .filter(|(_, n)| *n == before);
            left.extend(stale.map(|(range, _)| said.place(cx, range)));
        }
    }
    Some(OldNumber {
        item: name(cx, list),
        old: Amount::Entries(before),
        new: Amount::Entries(now),
        there: key(cx, list).unwrap_or_else(|| cx.assessment.head()),
        left,
    })
}

/// How many entries a list had.
fn count_before(former: &Former, list: &str, now: usize) -> Option<usize> {
    let is_entry = |change: &Change| {
        let number = change.id().strip_prefix(list);
        let number = number.and_then(|rest| rest.strip_prefix('[')?.strip_suffix(']'));
        matches!(change.content, Content::Entry { .. }) && number.is_some_and(|n| !n.contains('['))
    };
    let count = |kind| {
        let changes = former.diff.changes.iter();
        changes
            .filter(|change| change.kind == kind && is_entry(change))
            .count()
    };
    let (added, removed) = (count(ChangeKind::Added), count(ChangeKind::Removed));
    (now + removed).checked_sub(added)
}

/// How many different contractors a list has: one may have two contracts.
fn contractors(cx: &Context, list: &str) -> usize {
    let names = numbers(cx, list).filter_map(|n| text(cx, &format!("{list}[{n}].contractor")));
    let different: FxHashSet<String> = names.map(|(_, name)| fold(&name.text)).collect();
    different.len()
}

/// The years of Ⅱ６② that are others now.
pub(super) fn retention(cx: &Context, former: &Former, n: usize) -> Option<OldNumber> {
    let section = format!("files[{n}].overview.storage.period");
    let changes = former.diff.changes.iter();
    let mut of_period = changes.filter(|change| change.id().starts_with(&section));
    let (change, before) = of_period.find_map(|change| {
        let old = &change.old.as_ref()?.text;
        let exact = years(old).filter(|years| years.start() == years.end());
        let stated = || periods(old).map(|(years, _)| years).next();
        Some((change, exact.map(|years| *years.start()).or_else(stated)?))
    })?;
    let said = |id: &str| {
        cx.assessment
            .text(&format!("{section}.{id}"))
            .unwrap_or_default()
    };
    let now: Vec<usize> = periods(said("validity")).map(|(years, _)| years).collect();
    let fits = || years(said("length")).is_some_and(|fits| fits.contains(&before));
    if before == 0 || now.contains(&before) || now.is_empty() && fits() {
        return None;
    }
    let file = format!("files[{n}].");
    let is_alone = cx.assessment.entries("files") == 1;
    let mut left = Vec::new();
    for (id, text) in own_texts(cx) {
        // What contracts say of their own papers is another time.
        let in_file = id
            .strip_prefix(&file)
            .filter(|id| !id.contains("entrustment."));
        let beside = is_alone && BESIDE.iter().any(|part| id.starts_with(part));
        if in_file.is_none() && !beside || id.starts_with(&section) {
            continue;
        }
        // Elsewhere other records are kept: of entries, of what was erased.
        let of_keeping = in_file.is_none_or(|id| id == DECEASED);
        let stale = said_years(text.str(), of_keeping)
            .into_iter()
            .filter(|(_, n)| *n == before);
        left.extend(stale.map(|(range, _)| text.place(cx, range)));
    }
    let length = || Amount::Words(said("length").to_owned());
    Some(OldNumber {
        item: name(cx, change.id()),
        old: Amount::Years(before),
        new: now.first().map_or_else(length, |now| Amount::Years(*now)),
        there: changed_at(cx, change, None),
        left,
    })
}

/// How the numbers of the dead are kept.
const DECEASED: &str = "risks.storage.leak.deceased.method";

/// What speaks of the file where there is one alone.
const BESIDE: [&str; 4] = ["flow_figure", "other_risks", "basic.", "cover."];

/// The years that a text gives for the keeping of a file.
fn said_years(text: &str, of_keeping: bool) -> Vec<(Range<usize>, usize)> {
    let mut all: Vec<_> = kept(text).collect();
    all.extend(passed(text, ERASED));
    all.extend(passed(text, &["経過していない"]));
    if of_keeping {
        all.extend(periods(text).map(|(years, range)| (range, years)));
    }
    all.sort_by_key(|(range, _)| range.start);
    all.dedup_by_key(|(range, _)| range.start);
    all
}
