//! The boxes of an item, and the options that a cell lists.

use super::look::Look;
use super::quoted::{BETWEEN, as_option, is_nearly, unboxed};
use crate::assessment::field::FieldId;
use crate::assessment::value::{Checked, Value};
use crate::compare::changelog::cell::{Cell, Line};
use crate::compare::changelog::quote::outside_brackets;
use crate::form::{Choice, ItemKind};
use crate::japanese::notation::{before_bracket, number};
use crate::japanese::passage::Passage;
use crate::source::Span;

/// A box of the item, or of an item below it.
pub(super) struct OneBox<'b, 'a> {
    pub option: &'static Choice,
    pub ticks: Vec<&'b Checked<'a>>,
}

/// All of them.
pub(super) struct Boxes<'b, 'a> {
    pub all: Vec<OneBox<'b, 'a>>,
    /// Where the item is.
    pub place: Span,
}

impl Boxes<'_, '_> {
    /// What is ticked, as a row would write it; without some of it.
    pub fn ticked(&self, but: &[usize]) -> String {
        let all = self.all.iter().enumerate();
        let others = all.filter(|(option, _)| !but.contains(option));
        let names = others.flat_map(|(_, one)| one.ticks.iter().map(|tick| name(tick)));
        names.collect::<Vec<_>>().join("、")
    }
}

/// What is ticked as a row writes it: with the number in its slot.
pub(super) fn name(tick: &Checked) -> String {
    let option = tick.text.text.trim();
    match tick.detail.map(|detail| detail.text.trim()) {
        Some(detail) if number(detail).is_some() => format!("{option}（{detail}件）"),
        _ => option.to_owned(),
    }
}

/// An option in a cell.
pub(super) struct Part<'c, 'a> {
    pub line: &'c Line<'a>,
    /// The words of the option with what is in its slot.
    pub words: &'c str,
    /// Its place among the boxes; none where the form has no such option.
    pub option: Option<usize>,
    /// Whether its box is drawn and empty.
    pub is_empty: bool,
}

impl<'a> Look<'_, 'a> {
    /// The boxes of a field; those of the items below it where it has nothing else: 主な記録項目.
    pub(super) fn boxes(&self, field: FieldId) -> Option<Boxes<'_, 'a>> {
        let (cx, own) = (self.cx, self.cx.field(field));
        let form = cx.assessment.form;
        let items: Vec<_> = match self.item().kind {
            ItemKind::Checks => vec![self.item()],
            ItemKind::Map => {
                let head = format!("{}.", self.item().id);
                let below = form.items.iter().filter(|item| item.id.starts_with(&head));
                below.collect()
            }
            _ => return None,
        };
        if items.is_empty() || items.iter().any(|item| item.kind != ItemKind::Checks) {
            return None;
        }
        let all = items.into_iter().flat_map(|item| {
            let field = cx.assessment.at(&item.id, &own.at);
            let checks = match field.map(|field| &field.value) {
                Some(Value::Checks(checks)) => checks.as_slice(),
                _ => &[],
            };
            item.options
                .iter()
                .enumerate()
                .map(move |(n, option)| OneBox {
                    option,
                    ticks: checks.iter().filter(|c| c.option == Some(n)).collect(),
                })
        });
        Some(Boxes {
            all: all.collect(),
            place: own.place(),
        })
    }
}

/// Whether an option is ticked, or not where its box is empty.
pub(super) fn is_as_said(part: &Part, boxes: &Boxes) -> bool {
    let ticked = part
        .option
        .map(|option| !boxes.all[option].ticks.is_empty());
    ticked == Some(!part.is_empty)
}

/// The options that a cell lists.
pub(super) fn parts<'c, 'a>(cell: &'c Cell<'a>, boxes: &Boxes) -> Vec<Part<'c, 'a>> {
    let known = |words: &str| {
        let is_it = |whole: bool| {
            let mut all = boxes.all.iter();
            all.position(|one| as_option(words, &one.option.text, whole))
        };
        is_it(true).or_else(|| is_it(false))
    };
    let mut found = Vec::new();
    // What is in a slot may go on in the next line.
    let mut open = 0;
    for line in cell.content() {
        for part in outside_brackets(line.written(), BETWEEN) {
            let goes_on = open > 0;
            open = left_open(open, part);
            let (is_empty, words) = unboxed(part);
            if goes_on || words.is_empty() {
                continue;
            }
            found.push(Part {
                line,
                words,
                option: known(words),
                is_empty,
            });
        }
    }
    found
}

/// How many brackets are open after a text.
fn left_open(open: usize, text: &str) -> usize {
    text.chars().fold(open, |open, c| match c {
        '（' | '(' => open + 1,
        '）' | ')' => open.saturating_sub(1),
        _ => open,
    })
}

/// The option that words are, but for a letter or two.
pub(super) fn meant(words: &str, boxes: &Boxes) -> Option<usize> {
    let own = Passage::of(head(words)).text;
    let whole = Passage::of(words).text;
    boxes.all.iter().position(|one| {
        let option = Passage::of(&one.option.text).text;
        is_nearly(&whole, &option) || is_nearly(&own, &option) || {
            let option = Passage::of(head(&one.option.text)).text;
            words.contains(['（', '(']) && is_nearly(&own, &option)
        }
    })
}

/// Words without what is in brackets at their end.
pub(super) fn head(words: &str) -> &str {
    before_bracket(words)
}

/// What is in the slot of an option.
pub(super) fn detail<'w>(words: &'w str, option: &Choice) -> Option<&'w str> {
    let rest = words.get(head(words).len()..)?;
    let inner = rest.strip_prefix(['（', '('])?;
    let inner = inner.trim_end_matches(['件', '。']);
    let inner = inner.strip_suffix(['）', ')']).unwrap_or(inner).trim();
    (option.slot && !inner.is_empty()).then_some(inner)
}

/// The lines of a cell as they are written.
pub(super) fn written(cell: &Cell) -> String {
    let lines: Vec<&str> = cell.content().map(Line::written).collect();
    lines.join("\n")
}
