//! A column that is blank, although something was there before or is there now.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{Place, day};
use super::RULE;
use crate::compare::changelog::marks::MarkKind;
use crate::compare::changelog::{EntryId, Log, LogEntry};
use crate::form::condition::Condition;
use crate::form::{Item, ItemKind};
use crate::japanese::passage::Passage;
use crate::lint::rules::{Context, Words};
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};

pub(super) fn check(cx: &mut Context) {
    // A draft is still being written.
    if cx.assessment.stage == Stage::Draft {
        return;
    }
    let lang = cx.lang;
    let columns = [
        (blank_after(cx), no_after(lang)),
        (blank_before(cx), no_before(lang)),
    ];
    for (places, words) in columns {
        if let Some(finding) = cx.report_all(&RULE, &places, words) {
            finding.severity(Severity::Info);
        }
    }
}

/// The blank column of the last row of an entry.
fn column(cx: &Context, entry: &LogEntry, name: &str) -> Option<Place> {
    let row = entry.rows.last()?;
    let field = cx.assessment.find(&format!("changes[{row}].{name}"))?;
    Some((field, cx.field(field).head()))
}

/// The rows of which 変更前 says something and 変更後 nothing, not even that it was deleted.
fn blank_after(cx: &Context) -> Vec<Place> {
    let log = cx.changes();
    let named = |entry: &LogEntry| {
        let item = entry.item.map(|words| Passage::of(&words.text.text).text);
        (item.unwrap_or_default(), day(entry))
    };
    let is_blank = |entry: &LogEntry| !entry.before.is_empty() && entry.after.lines.is_empty();
    if !log.entries.iter().any(is_blank) {
        return Vec::new();
    }
    let said = log
        .entries
        .iter()
        .filter(|entry| !entry.after.lines.is_empty());
    let said: FxHashSet<_> = said.map(named).collect();
    let blank = super::super::judged(cx).filter(|(_, entry)| {
        let is_figure = entry.only().is_some_and(|found| {
            let id = &cx.assessment.form.items[found.item].id;
            id.starts_with("flow_figure")
        });
        // Of what goes on in a row that is missing, C006 says so.
        let goes_on = entry.before.continuation(MarkKind::Below).is_some();
        is_blank(entry) && !goes_on && !is_figure && !said.contains(&named(entry))
    });
    let places = blank.filter_map(|(_, entry)| column(cx, entry, "after"));
    places.collect()
}

/// The rows of items that always hold a choice of which 変更前 says nothing.
fn blank_before(cx: &Context) -> Vec<Place> {
    let log = cx.changes();
    let form = cx.assessment.form;
    let item = |entry: &LogEntry| entry.only().map(|found| &form.items[found.item]);
    let is_blank = |entry: &LogEntry| entry.before.lines.is_empty() && !entry.after.is_empty();
    let is_choice = |item: &Item| {
        let kinds = [ItemKind::Choice, ItemKind::ChoiceText, ItemKind::Checks];
        kinds.contains(&item.kind) && item.required == Condition::Always
    };
    let suspects = super::super::judged(cx)
        .filter(|(_, entry)| is_blank(entry) && item(entry).is_some_and(is_choice));
    let suspects: Vec<_> = suspects.collect();
    if suspects.is_empty() {
        return Vec::new();
    }
    let added = added(cx, log);
    let known = suspects.into_iter().filter(|(at, entry)| {
        let id = cx.histories().id(*at).unwrap_or_default();
        let list = outer_entry(id);
        list.is_none_or(|list| !added.contains(&(list, day(entry))))
    });
    let places = known.filter_map(|(_, entry)| column(cx, entry, "before"));
    places.collect()
}

type Added<'i> = FxHashSet<(&'i str, Option<jiff::civil::Date>)>;

/// The entries of lists that may have come with the rows of a day: no row of theirs says what was before, or one adds the
/// entry itself or its name.
fn added<'a>(cx: &Context<'a>, log: &Log) -> Added<'a> {
    let mut rows: FxHashMap<_, (usize, bool, bool)> = FxHashMap::default();
    for (at, entry) in log.entries.iter_enumerated() {
        let Some((id, list)) = named(cx, at) else {
            continue;
        };
        let (count, says_before, is_new) = rows.entry((list, day(entry))).or_default();
        *count += 1;
        *says_before |= !entry.before.is_empty();
        *is_new |=
            entry.before.is_empty() && (id == list || id.strip_prefix(list) == Some(".name"));
    }
    let may_be = rows
        .into_iter()
        .filter(|(_, (count, says_before, is_new))| *is_new || *count > 1 && !says_before);
    may_be.map(|(key, _)| key).collect()
}

fn named<'a>(cx: &Context<'a>, at: EntryId) -> Option<(&'a str, &'a str)> {
    let id = cx.histories().id(at)?;
    Some((id, outer_entry(id)?))
}

/// The innermost entry of a list that an item belongs to.
fn outer_entry(id: &str) -> Option<&str> {
    id.rfind(']').map(|end| &id[..=end])
}

fn no_after(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "変更前に記載があるのに、変更後が空欄になっている",
        "変更前 says something, but 変更後 is blank"
    ))
    .help(say!(
        lang,
        "変えた後の記載を書いてください。消したのなら「（左記を削除）」と書くと、書き忘れでないことが分かります。",
        "Write what it was changed into, or （左記を削除） where it was deleted."
    ))
}

fn no_before(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "必ず選ぶ項目の変更なのに、変更前が空欄になっている",
        "The item always holds a choice, but 変更前 is blank"
    ))
    .help(say!(
        lang,
        "前の版で選んでいた選択肢を書いてください。",
        "Write the option that was chosen in the version before."
    ))
}
