//! What the check says, at the boxes that it speaks of.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::Desk;
use super::model::{Also, Chapter, Elsewhere, Excepted, Finding, FixedPlace, FormBox};
use crate::assessment::Assessment;
use crate::japanese::individual_number::mask;
use crate::japanese::notation::on_one_line;
use crate::lint::suppress::Commenting;
use crate::report::shown_fix;
use crate::source::diagnostic::{Diagnostic, Edit, Label, Safety, Severity};
use crate::source::lang::Lang;
use crate::source::{Source, Span, outward};

/// How many characters of the words in question are shown, and how many around what a fix changes.
const WORDS: usize = 60;
const AROUND: usize = 16;

/// How many other places of a finding are shown.
const PLACES: usize = 12;

/// The name of a finding in requests: it stays the same when the text before it changes.
pub fn name_of(finding: &Diagnostic, source: &Source) -> String {
    let mut hasher = FxHasher::default();
    finding.message.hash(&mut hasher);
    source.slice(finding.primary.span).hash(&mut hasher);
    let item = &finding.primary.item;
    format!("{}@{item}@{:08x}", finding.code, hasher.finish() >> 32)
}

/// The findings of a page by its boxes.
#[derive(Default)]
pub(super) struct Placed {
    /// Those of no box.
    page: Vec<Finding>,
    findings: BTreeMap<String, Vec<Finding>>,
    also: BTreeMap<String, Vec<Also>>,
    excepted: BTreeMap<String, Vec<Excepted>>,
}

impl Placed {
    /// The findings that lie on a page.
    pub(super) fn of(desk: &Desk, chapter: &Chapter) -> Self {
        let boxes = chapter.ids();
        let mut placed = Placed::default();
        let is_first = desk
            .places
            .all
            .first()
            .is_some_and(|first| first.key == chapter.key);
        let mut commenting = None;
        for finding in desk.seen.findings {
            let own = desk.holding(&finding.primary.item);
            let is_here = own.map_or(is_first, |key| key == chapter.key);
            let nearest = nearest(&finding.primary.item, &boxes);
            if is_here {
                let commenting =
                    commenting.get_or_insert_with(|| Commenting::of(desk.seen.assessment));
                let shown = desk.shown(finding, commenting);
                match nearest {
                    Some(id) => placed
                        .findings
                        .entry(id.to_owned())
                        .or_default()
                        .push(shown),
                    None => placed.page.push(shown),
                }
            }
            placed.put_also(desk, finding, chapter, &boxes);
        }
        for suppressed in desk.seen.excepted {
            let finding = &suppressed.diagnostic;
            if desk.holding(&finding.primary.item) == Some(&chapter.key)
                && let Some(id) = nearest(&finding.primary.item, &boxes)
            {
                let excepted = Excepted {
                    code: finding.code,
                    message: finding.message.clone(),
                    reason: suppressed.reason.clone(),
                };
                placed
                    .excepted
                    .entry(id.to_owned())
                    .or_default()
                    .push(excepted);
            }
        }
        placed
    }

    /// The other places of a fault, each once in a box.
    fn put_also(
        &mut self,
        desk: &Desk,
        finding: &Diagnostic,
        chapter: &Chapter,
        boxes: &BTreeMap<String, ()>,
    ) {
        let primary = nearest(&finding.primary.item, boxes);
        let mut told: BTreeSet<&str> = primary.into_iter().collect();
        for place in finding.all_places().skip(1) {
            let is_here = desk.holding(&place.item) == Some(&chapter.key);
            let Some(id) = nearest(&place.item, boxes).filter(|_| is_here) else {
                continue;
            };
            if told.insert(id) {
                let also = Also {
                    shape: shape(finding.severity),
                    code: finding.code,
                    message: finding.headline().to_owned(),
                    place: desk.elsewhere(&finding.primary),
                };
                self.also.entry(id.to_owned()).or_default().push(also);
            }
        }
    }

    /// Puts them to the boxes.
    pub(super) fn put(mut self, chapter: &mut Chapter) {
        chapter.findings = self.page;
        chapter.each(&mut |boxed: &mut FormBox| {
            boxed.findings = self.findings.remove(&boxed.id).unwrap_or_default();
            boxed.also = self.also.remove(&boxed.id).unwrap_or_default();
            boxed.excepted = self.excepted.remove(&boxed.id).unwrap_or_default();
        });
    }
}

/// The innermost box around an item.
fn nearest<'i>(mut item: &'i str, boxes: &BTreeMap<String, ()>) -> Option<&'i str> {
    while !item.is_empty() && !boxes.contains_key(item) {
        item = item.rfind(['.', '[']).map_or("", |end| &item[..end]);
    }
    (!item.is_empty()).then_some(item)
}

impl Desk<'_, '_> {
    /// A finding as it is shown.
    fn shown(&self, finding: &Diagnostic, commenting: &Commenting) -> Finding {
        let assessment = self.seen.assessment;
        let source = assessment.source;
        let fix = shown_fix(finding);
        let edits = fix.map_or(&[][..], |fix| &fix.edits);
        let words = match finding.masked {
            true => String::new(),
            false => shortened(source.slice(finding.primary.span)),
        };
        let places = finding.related.iter().map(|label| self.elsewhere(label));
        let mut places: Vec<Elsewhere> = places.take(PLACES).collect();
        places.extend(finding.elsewhere.iter().map(|other| Elsewhere {
            address: format!("{} {}", outward::words(&other.file), other.address),
            message: other.message.clone(),
            ..Elsewhere::default()
        }));
        Finding {
            name: name_of(finding, source),
            severity: finding.severity.id(),
            word: finding.severity.label(Lang::Ja),
            shape: shape(finding.severity),
            code: finding.code,
            message: finding.message.clone(),
            help: finding.help.clone(),
            basis: finding.basis.clone(),
            words,
            places,
            fix: edits
                .iter()
                .map(|edit| fixed_place(assessment, edit, &finding.primary))
                .collect(),
            safe: fix.is_some_and(|fix| fix.safety == Safety::Safe),
            exceptable: commenting.exception(finding).is_some(),
        }
    }

    /// A place that a finding names.
    fn elsewhere(&self, label: &Label) -> Elsewhere {
        let address = match label.address.as_str() {
            "" => String::new(),
            address => match label.item_label.as_str() {
                "" => address.to_owned(),
                label if address.contains(label) => address.to_owned(),
                label => format!("{address}　{}", label.trim_start_matches(is_number)),
            },
        };
        Elsewhere {
            chapter: self.holding(&label.item).unwrap_or_default().to_owned(),
            id: label.item.clone(),
            address,
            message: label.message.clone(),
        }
    }
}

/// The printed number before a label.
fn is_number(c: char) -> bool {
    ('①'..='⑳').contains(&c)
}

/// What an edit of a fix changes, with the words around it.
fn fixed_place(assessment: &Assessment, edit: &Edit, primary: &Label) -> FixedPlace {
    let source = assessment.source;
    let line = |at: usize| source.line_span(source.line_of(at));
    let before = Span::new(line(edit.span.start).start, edit.span.start);
    let after = Span::new(edit.span.end, line(edit.span.end).end.max(edit.span.end));
    let field = assessment.field_at(edit.span.start);
    let field = field.map(|field| &assessment.fields[field]);
    let address = field.filter(|field| field.id != primary.item);
    FixedPlace {
        address: address.map_or(String::new(), |field| assessment.address(field)),
        before: last(&mask(source.slice(before)), AROUND),
        old: shown(source.slice(edit.span)),
        new: shown(&edit.text),
        after: outward::first_line(&mask(source.slice(after)), AROUND),
    }
}

fn shown(text: &str) -> String {
    outward::text(mask(text).trim_matches('\n'))
}

/// The last characters of a text.
fn last(text: &str, most: usize) -> String {
    let count = text.chars().count();
    let kept: String = text.chars().skip(count.saturating_sub(most)).collect();
    outward::words(match count > most {
        true => kept.as_str(),
        false => kept.trim_start(),
    })
}

pub(super) fn shape(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "×",
        Severity::Warning => "△",
        Severity::Info => "・",
    }
}

fn shortened(words: &str) -> String {
    outward::beginning(&on_one_line(&mask(words)), WORDS)
}
