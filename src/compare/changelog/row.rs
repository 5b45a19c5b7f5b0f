//! The rows that 別添３ lacks, in the form's own terms.

use jiff::civil::Date as Day;

use super::base::{Former, needs_row, published};
use super::coverage::Coverage;
use super::order::{self, Place};
use super::reason::Reason;
use super::{Timing, cells};
use crate::assessment::Assessment;
use crate::assessment::resolve::{Manner, Meaning, Resolution, Resolver};
use crate::compare::diff::{self, Change, ChangeId, Proposal};
use crate::form::address::address;
use crate::japanese::dates::written;
use crate::japanese::notation::is_none_mark;

/// What is said of a change that need not be submitted before it is made, but is.
const OF_OWN_ACCORD: &str = "事後で足りるが任意に事前で提出";

/// A row of 別添３.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// 変更日
    pub date: String,
    /// The same as a day.
    pub day: Day,
    /// 項目
    pub item: String,
    /// 変更前の記載
    pub before: String,
    /// 変更後の記載
    pub after: String,
    /// 提出時期
    pub timing: &'static str,
    /// 提出時期に係る説明
    pub explanation: String,
    /// 理由, where the explanation does not give it.
    pub reason: Option<String>,
    /// Where the item is printed.
    pub place: Option<Place>,
    /// The change that it covers.
    pub change: ChangeId,
    /// The changes that it covers as well.
    pub others: Vec<ChangeId>,
}

/// The cells that every row has, by the last part of their items' ids, in the form's order.
pub const CELLS: [&str; 6] = ["date", "item", "before", "after", "timing", "explanation"];

impl Row {
    /// Its cells by the last part of their items' ids, in the form's order; 理由 only where it is of use.
    pub fn cells(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let reason = self.reason.as_deref().map(|reason| ("reason", reason));
        let texts = [
            self.date.as_str(),
            &self.item,
            &self.before,
            &self.after,
            self.timing,
            &self.explanation,
        ];
        CELLS.into_iter().zip(texts).chain(reason)
    }

    /// All changes that it covers.
    pub fn changes(&self) -> impl Iterator<Item = ChangeId> {
        std::iter::once(self.change).chain(self.others.iter().copied())
    }
}

/// The day of the rows: that of the new 公表日, where it comes after that of the version before.
pub fn day_of_publication(former: &Former, new: &Assessment) -> Option<Day> {
    let day = published(new)?;
    former.published.is_none_or(|old| old < day).then_some(day)
}

/// The rows for all changes that no entry covers, in the order of the form.
pub fn missing(former: &Former, coverage: &Coverage, new: &Assessment, day: Day) -> Vec<Row> {
    rows(former, new, day, &|change| !coverage.is_covered(change))
}

/// The rows for all changes that 別添３ has to cover, in the order of the form.
pub fn all(former: &Former, new: &Assessment, day: Day) -> Vec<Row> {
    let changes = &former.diff.changes;
    rows(former, new, day, &|change| needs_row(&changes[change]))
}

/// The rows for some of the changes, in the order of the form.
pub(super) fn rows(
    former: &Former,
    new: &Assessment,
    day: Day,
    wanted: &dyn Fn(ChangeId) -> bool,
) -> Vec<Row> {
    let resolver = Resolver::new(new);
    let changes = former.diff.changes.iter_enumerated();
    let wanted = changes.filter(|(change, _)| wanted(*change));
    let mut rows: Vec<Row> = wanted
        .filter_map(|(number, change)| row(number, change, &resolver, new, day))
        .collect();
    rows.sort_by_key(|row| row.place);
    rows
}

fn row(
    number: ChangeId,
    change: &Change,
    resolver: &Resolver,
    new: &Assessment,
    day: Day,
) -> Option<Row> {
    let cells = cells::of(change)?;
    let proposal = change.proposal?;
    let (item, found) = reference(change, resolver, new);
    let planned = published(new).is_some_and(|published| day > published);
    let (timing, explanation) = said(proposal, planned && !change.significant);
    let meant = match timing {
        diff::Timing::Before => Timing::Before,
        diff::Timing::After => Timing::After,
    };
    let read = Reason::of(&explanation, Some(meant)).map(|reason| reason.name.as_str());
    let own_accord = explanation == OF_OWN_ACCORD;
    let plain = own_accord || read == Some(proposal.reason.as_str());
    Some(Row {
        date: written(day),
        day,
        item,
        before: cells.before,
        after: cells.after,
        timing: timing.words(),
        explanation,
        reason: (!plain).then(|| proposal.reason.clone()),
        place: found.and_then(|found| order::place(new.form, &found)),
        change: number,
        others: Vec::new(),
    })
}

/// Whether 提出時期 and its explanation are what is proposed for some change, to the letter.
pub fn is_proposed(timing: &str, explanation: &str) -> bool {
    let own_accord = [diff::Timing::Before.words(), OF_OWN_ACCORD] == [timing, explanation];
    own_accord
        || diff::proposals().any(|p| p.timing.words() == timing && p.explanation == explanation)
}

/// 提出時期 and its explanation. What is still to come is submitted before it, whatever would do.
fn said(proposal: &Proposal, of_own_accord: bool) -> (diff::Timing, String) {
    if of_own_accord && proposal.timing == diff::Timing::After {
        (diff::Timing::Before, OF_OWN_ACCORD.to_owned())
    } else {
        (proposal.timing, proposal.explanation.clone())
    }
}

/// The item as its readers find it: address and name, the file after them where there are several, the name of the
/// entry where the address gives it no number.
fn reference(
    change: &Change,
    resolver: &Resolver,
    new: &Assessment,
) -> (String, Option<Resolution>) {
    let Some(place) = change.place() else {
        return Default::default();
    };
    let bare = address(change.item, &place.at, None);
    let file = place.address.strip_prefix(&bare).unwrap_or_default();
    let bare = place.address.strip_suffix(file).unwrap_or(&place.address);
    let label = place
        .name
        .strip_prefix(&place.address)
        .unwrap_or_default()
        .trim();
    let numbered = !change.item.address.contains('{');
    let locator = match place.entry.as_str() {
        entry if numbered && !entry.is_empty() && !is_none_mark(entry) => format!("＜{entry}＞"),
        _ => String::new(),
    };
    let candidates = [
        format!("{bare}{label}{file}{locator}"),
        format!("{bare}　{label}{file}{locator}"),
        format!("{bare}{file}{locator}"),
    ];
    let found = candidates.iter().find_map(|text| {
        let Meaning::Item(found) = resolver.resolve(text) else {
            return None;
        };
        let address = &new.form.items[found.item].address;
        let exact = matches!(found.manner, Manner::AsPrinted | Manner::LevelSkipped);
        let same = *address == change.item.address && found.rivals.is_empty();
        (exact && same).then(|| (text.clone(), Some(found)))
    });
    let [first, ..] = candidates;
    found.unwrap_or((first, None))
}
