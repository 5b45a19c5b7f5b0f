//! Another name for a system, a file, a contract or a recipient: everywhere but in what the document said before.

mod proof;
mod refused;
mod scalar;

use jiff::civil::Date as Day;
use rustc_hash::FxHashMap;

use super::item::text_at;
use super::names::{Name, NameKind, Names, declared, texts_with_names};
use super::snapshot::Snapshot;
use crate::assessment::Assessment;
use crate::assessment::field::{Field, FieldId};
use crate::assessment::value::Value;
use crate::japanese::dates::Reading;
use crate::japanese::hidden::steers;
use crate::source::diagnostic::Edit;
use crate::source::{Source, Span};
use crate::yaml::{Content, Node, Scalar};
use refused::Refused;

/// The name at a place and where it stands; none where nothing can be renamed.
pub(super) fn prepare(snapshot: &Snapshot, offset: usize) -> Option<(Span, String)> {
    let declared = declared(snapshot.assessment);
    let (name, span) = name_at(snapshot, &declared, offset)?;
    Some((span, name.words.to_owned()))
}

/// The edits that give what is named at a place another name.
///
/// # Errors
/// In words: nothing can be renamed there, or the name can't be used.
pub(super) fn rename(
    snapshot: &Snapshot,
    offset: usize,
    new_name: &str,
) -> Result<Vec<Edit>, String> {
    renamed(snapshot, offset, new_name).map_err(|why| why.message(snapshot.lang))
}

fn renamed(snapshot: &Snapshot, offset: usize, new_name: &str) -> Result<Vec<Edit>, Refused> {
    let assessment = snapshot.assessment;
    let declared = declared(assessment);
    let (name, _) = name_at(snapshot, &declared, offset).ok_or(Refused::NoName)?;
    if assessment.is_broken() {
        return Err(Refused::Broken);
    }
    let new_name = new_name.trim();
    if let Some(why) = unfit(&declared, &name, new_name) {
        return Err(why);
    }
    let kept = kept(assessment, &declared, &name);
    let names = Names::of(&declared);
    let mut edits = Vec::new();
    let mut expected: FxHashMap<usize, String> = FxHashMap::default();
    let mut all = Vec::new();
    scalars(snapshot.source, &snapshot.document.root, false, &mut all);
    for (text, in_flow) in all {
        // Most texts have no such name; whether one is kept is asked of few.
        if !text.text.contains(name.words) || kept.iter().any(|span| holds(*span, text.span)) {
            continue;
        }
        let uses = names.uses(name.words, &text.text).into_iter();
        let whole: Vec<_> = uses
            .filter(|(_, is_word)| *is_word)
            .map(|(range, _)| range)
            .collect();
        if whole.is_empty() {
            continue;
        }
        let mut changed = text.text.clone();
        for range in whole.iter().rev() {
            changed.replace_range(range.clone(), new_name);
        }
        let written = scalar::edits(snapshot.source, text, &whole, new_name, &changed, in_flow);
        edits.extend(written);
        expected.insert(text.span.start, changed);
    }
    if proof::holds(snapshot, &edits, &expected) {
        Ok(edits)
    } else {
        Err(Refused::Unproved)
    }
}

/// The name at a place: where it is declared, or where a text uses it.
fn name_at<'a>(
    snapshot: &Snapshot<'a>,
    declared: &[Name<'a>],
    offset: usize,
) -> Option<(Name<'a>, Span)> {
    let assessment = snapshot.assessment;
    let (field, text) = text_at(assessment, offset)?;
    let place = |range| text.place(snapshot.source, range);
    if let Some(own) = declared.iter().find(|name| name.field == field) {
        let at = text.text.len() - text.text.trim_start().len();
        return Some((*own, place(at..at + own.words.len())));
    }
    let is_used = texts_with_names(&assessment.fields[field].value)
        .into_iter()
        .any(|used| std::ptr::eq(used, text));
    if is_history(assessment, field) || !is_used {
        return None;
    }
    let found = Names::of(declared).within(&text.text).into_iter();
    let mut places = found.map(|(name, range)| (name, place(range)));
    places.find(|(_, span)| span.start <= offset && offset <= span.end)
}

/// Why a new name can't be used.
fn unfit(declared: &[Name], name: &Name, new_name: &str) -> Option<Refused> {
    if new_name.is_empty() {
        return Some(Refused::Blank);
    }
    if new_name.chars().any(|c| c.is_control() || steers(c)) {
        return Some(Refused::Unprintable);
    }
    // One name for two things of a kind would make them one.
    let others = declared.iter().filter(|other| other.words != name.words);
    let mut same = others.filter(|other| other.kind == name.kind && other.words == new_name);
    same.next().map(|_| Refused::Known(new_name.to_owned()))
}

/// The parts of a document that keep the name.
fn kept(assessment: &Assessment, declared: &[Name], name: &Name) -> Vec<Span> {
    let mut same = declared.iter().filter(|other| other.words == name.words);
    let is_body =
        same.all(|other| matches!(other.kind, NameKind::Recipient | NameKind::Transferee));
    let newest = newest(assessment);
    let fields = assessment.fields.iter().filter(|field| !field.blank);
    let kept = fields.filter(|field| {
        let item = assessment.definition(field);
        match item.id.as_str() {
            "changes[].before" => true,
            "changes[].after" | "changes[].explanation" => !is_present(assessment, field, newest),
            // What was taken over from another document stands there as it was.
            "leftovers[]" => true,
            // A paper of a day says what was on that day.
            "annexes[]" => {
                let day = assessment.item(&format!("{}.as_of", field.id));
                day.is_some_and(|day| !day.blank)
            }
            // The law calls bodies by the same words as a recipient may be called.
            _ => is_body && item.label.contains("根拠"),
        }
    });
    let mut spans: Vec<Span> = kept.map(|field| field.span).collect();
    // The words of an option are the form's, whatever is called so.
    spans.extend(
        assessment
            .fields
            .iter()
            .flat_map(|field| match &field.value {
                Value::Choice { text, .. } => vec![text.span],
                Value::Checks(checks) => {
                    let options = checks.iter().filter(|check| check.option.is_some());
                    options.map(|check| check.text.span).collect()
                }
                _ => Vec::new(),
            }),
    );
    spans.sort_unstable();
    spans
}

/// Whether an item records what was.
fn is_history(assessment: &Assessment, id: FieldId) -> bool {
    let field = &assessment.fields[id];
    match assessment.definition(field).id.as_str() {
        "changes[].before" => true,
        "changes[].after" | "changes[].explanation" => {
            !is_present(assessment, field, newest(assessment))
        }
        id => id.starts_with("leftovers[]"),
    }
}

/// The day of the newest rows of 別添３.
fn newest(assessment: &Assessment) -> Option<Day> {
    let rows = 1..=assessment.entries("changes");
    rows.filter_map(|n| day(assessment, n)).max()
}

fn day(assessment: &Assessment, row: usize) -> Option<Day> {
    match assessment.item(&format!("changes[{row}].date"))?.value {
        Value::Date(_, Reading::Date(date)) => Some(date.day),
        _ => None,
    }
}

/// Whether a cell is of a row of the present revision: of the newest day, or without a day yet.
fn is_present(assessment: &Assessment, cell: &Field, newest: Option<Day>) -> bool {
    let row = cell.at.first().copied().unwrap_or(0);
    let day = day(assessment, row);
    day.is_none() || day == newest
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The texts that are values, and whether each stands in brackets.
fn scalars<'n>(
    source: &Source,
    node: &'n Node,
    in_flow: bool,
    found: &mut Vec<(&'n Scalar, bool)>,
) {
    let in_flow = in_flow || source.slice(node.span).starts_with(['[', '{']);
    match &node.content {
        Content::Scalar(text) => found.push((text, in_flow)),
        Content::Map(entries) => {
            let values = entries.iter().map(|entry| &entry.value);
            values.for_each(|value| scalars(source, value, in_flow, found));
        }
        Content::Seq(nodes) => {
            let nodes = nodes.iter();
            nodes.for_each(|node| scalars(source, node, in_flow, found));
        }
        Content::Blank => {}
    }
}
