//! What must and what must not be written, once every item has found its value.
//!
//! One cause is one problem: what is below a blank, below a value of the wrong shape or below an item that
//! is not asked for is not looked at again. Where keys stand in a group that is blank, they are what is blank.

mod begun;
mod explained;
mod repeated;

use typed_index_collections::{TiSlice, TiVec};

use self::begun::Begun;
use self::explained::Explained;
use super::conform::Walk;
use super::facts::At;
use super::field::{Field, FieldId, below, id_at};
use super::problem::Problem;
use super::value::{Period, Value};
use crate::form::condition::Condition;
use crate::form::{Item, ItemKind};
use crate::japanese::dates::Reading;
use crate::japanese::elsewhere::points_elsewhere;
use crate::japanese::notation::{is_hollow, is_none_mark};
use crate::source::Span;
use crate::source::diagnostic::Stage;

/// The state of an item in an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// It is looked at, and what is below it.
    Open,
    /// Nothing more is said of it or of what is below it.
    Closed,
    /// It is ruled out, and so is what is below it.
    RuledOut,
}

impl<'a> Walk<'_, 'a> {
    /// Everything that conditions ask for or rule out, and numbers and names that repeat others.
    pub(super) fn requirements(&mut self, stage: Stage, unread: &[Span]) {
        let explained = self.explained(unread);
        let mut states: TiVec<FieldId, State> = TiVec::with_capacity(self.fields.len());
        let mut begun = Begun::default();
        let mut problems = Vec::new();
        for id in self.fields.keys() {
            let above = self.fields[id].parent.map(|p| (p, states[p]));
            let state = match above {
                Some((_, state)) if state != State::Open => state,
                Some((above, _)) if self.fields[above].blank && !begun.holds(above) => {
                    State::Closed
                }
                _ => self.weigh(id, stage, &explained, &mut problems),
            };
            let is_missing =
                matches!(problems.last(), Some(Problem::Missing { field, .. }) if *field == id);
            let is_entry = above.is_some_and(|(above, _)| begun.holds(above)) && self.is_entry(id);
            let state = match is_missing || is_entry {
                true => begun.note(self, id, state),
                false => state,
            };
            states.push(state);
        }
        begun.settle(self, &mut problems);
        for id in self.fields.keys().filter(|id| states[*id] == State::Open) {
            self.ticked(id, &states, &mut problems);
            if !explained.unread {
                self.counted(id, &explained, &mut problems);
                self.same_as(id, &mut problems);
            }
        }
        if !explained.unread {
            self.counted_in_words(&explained, &mut problems);
        }
        self.drop_none_marks(stage, &states);
        without_second_side(&mut problems);
        let hollow = |span: &Span| {
            let mut found = problems.iter();
            found.any(
                |p| matches!(p, Problem::Missing { written, .. } if written.as_ref() == Some(span)),
            )
        };
        self.problems
            .retain(|p| !matches!(p, Problem::NotADate { span, .. } if hollow(span)));
        self.problems.extend(problems);
    }

    /// Whether an item that may be looked at is missing, or written although it is ruled out.
    fn weigh(
        &self,
        id: FieldId,
        stage: Stage,
        explained: &Explained,
        problems: &mut Vec<Problem>,
    ) -> State {
        let field = &self.fields[id];
        let definition = &self.form.items[field.item];
        if self.is_entry(id) {
            let closed = field.blank || explained.misread.contains(&id);
            return if closed { State::Closed } else { State::Open };
        }
        let required = match self.required_by_sibling(id) {
            true => Some(true),
            false => definition.required.holds(&self.facts(&field.at, stage)),
        };
        let hollow = self.hollow(id);
        if required == Some(true) && (self.holds_nothing(id) || hollow.is_some()) {
            if self.is_explained(id, explained) {
                return State::Closed;
            }
            problems.push(if definition.at_least_one && field.blank {
                Problem::NoneOf { field: id }
            } else {
                let because = self.because(definition, &field.at);
                Problem::Missing {
                    field: id,
                    because,
                    written: hollow,
                }
            });
        }
        if explained.misread.contains(&id) {
            return State::Closed;
        }
        if required != Some(false) || field.blank {
            return State::Open;
        }
        if self.says_none(id) {
            return State::Closed;
        }
        let because = self.because(definition, &field.at);
        let agency = mentions_agency(&definition.required);
        if because.is_empty() {
            return State::Open;
        }
        problems.push(Problem::NotAsked {
            field: id,
            because,
            agency,
        });
        State::RuledOut
    }

    /// What conditions can ask at a place.
    fn facts<'w>(&'w self, at: &'w [usize], stage: Stage) -> At<'w, 'a> {
        At {
            form: self.form,
            fields: &self.fields,
            index: &self.index,
            at,
            stage,
        }
    }

    fn is_entry(&self, id: FieldId) -> bool {
        let field = &self.fields[id];
        let definition = &self.form.items[field.item];
        definition.is_list() && field.at.len() == definition.id.matches("[]").count()
    }

    /// 登場者 and 流れ of a figure need each other, and a period that ends has a beginning.
    fn required_by_sibling(&self, id: FieldId) -> bool {
        let field = &self.fields[id];
        let Some(above) = field.parent.map(|p| &self.fields[p]) else {
            return false;
        };
        match self.form.items[above.item].kind {
            ItemKind::Figure => {
                let is_list = self.form.items[field.item].kind == ItemKind::List;
                is_list && matches!(above.value, Value::Group) && !above.blank
            }
            ItemKind::Period => {
                let first = self.form.children(Some(above.item)).first();
                first == Some(&field.item)
                    && !above.blank
                    && matches!(above.value, Value::Period(Period::Ends(..)))
            }
            _ => false,
        }
    }

    /// Whether an item's own value is not written, whatever is below it.
    fn holds_nothing(&self, id: FieldId) -> bool {
        let field = &self.fields[id];
        field.blank || matches!(field.value, Value::Blank | Value::Entries(0))
    }

    /// What is written in an item and does not answer it: 「なし」 where the form does not allow it, 「未定」, 「○○」, 「前述のとおり」.
    fn hollow(&self, id: FieldId) -> Option<Span> {
        let field = &self.fields[id];
        let text = match field.value {
            Value::Text(text) | Value::Date(text, Reading::Other) => text,
            Value::Period(period @ Period::Text(text)) if period.days().is_none() => text,
            _ => return None,
        };
        let none = self.form.items[field.item].none;
        (is_hollow(&text.text, none) || points_elsewhere(&text.text)).then_some(text.span)
    }

    /// The items that a condition speaks of, where they are in the assessment.
    fn because(&self, definition: &Item, at: &[usize]) -> Vec<FieldId> {
        let mut found = Vec::new();
        definition
            .required
            .each_id(&mut |id| found.extend(self.resolve(id, at)));
        if mentions_agency(&definition.required)
            && let Some(agency) = &self.form.agencies.item
        {
            found.extend(self.resolve(agency, at));
        }
        found.retain(|id| !self.fields[*id].blank);
        found
    }

    /// Whether everything written in a field and below it says "none": that may be in an unasked item.
    fn says_none(&self, id: FieldId) -> bool {
        let outer = self.fields[id].id.as_str();
        let inside = |f: &&Field| {
            f.id.strip_prefix(outer)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        self.fields[id..]
            .iter()
            .take_while(inside)
            .all(|f| match &f.value {
                Value::Text(text) | Value::Date(text, _) | Value::Choice { text, .. } => {
                    is_none_statement(&text.text)
                }
                Value::Checks(checks) => checks.iter().all(|c| is_none_mark(&c.text.text)),
                Value::Texts(texts) => texts.iter().all(|t| is_none_statement(&t.text)),
                Value::Blank | Value::Group | Value::Entries(_) => true,
                _ => false,
            })
    }

    /// 「－」 in a choice that nothing asks for is no unknown option.
    fn drop_none_marks(&mut self, stage: Stage, states: &TiSlice<FieldId, State>) {
        let asked = |id: FieldId| {
            let field = &self.fields[id];
            let required = &self.form.items[field.item].required;
            states[id] == State::Open && required.holds(&self.facts(&field.at, stage)) == Some(true)
        };
        let kept: Vec<bool> = self
            .problems
            .iter()
            .map(|problem| match problem {
                Problem::UnknownOption { field, text, .. } => !is_none_mark(text) || asked(*field),
                _ => true,
            })
            .collect();
        let mut kept = kept.into_iter();
        self.problems.retain(|_| kept.next().unwrap_or(true));
    }

    pub(super) fn resolve(&self, id: &str, at: &[usize]) -> Option<FieldId> {
        self.index.get(&id_at(id, at)).copied()
    }

    /// A ticked 「委託しない」 leaves the rest of its section empty; conditions cover most of it, this the rest.
    fn ticked(&self, id: FieldId, states: &TiSlice<FieldId, State>, problems: &mut Vec<Problem>) {
        let field = &self.fields[id];
        if !matches!(field.value, Value::Check(_)) {
            return;
        }
        let sections = &self.form.items[field.item].empties;
        for section in sections.iter().filter_map(|id| self.resolve(id, &field.at)) {
            for (below, f) in below(&self.fields, section) {
                let is_leaf = !matches!(
                    f.value,
                    Value::Group | Value::Blank | Value::Entries(_) | Value::Check(_)
                );
                let unconditional = self.form.items[f.item].required == Condition::Optional;
                if is_leaf
                    && unconditional
                    && states[below] == State::Open
                    && !self.says_none(below)
                {
                    problems.push(Problem::NotAsked {
                        field: below,
                        because: vec![id],
                        agency: false,
                    });
                }
            }
        }
    }
}

/// An answer that rules out what is written (委託しない) often asks for something else (Ⅲ４の○) at the same time.
/// Only the contradiction is reported: what follows depends on which of the two is true.
fn without_second_side(problems: &mut Vec<Problem>) {
    let doubted: Vec<Vec<FieldId>> = problems
        .iter()
        .filter_map(|problem| match problem {
            Problem::NotAsked { because, .. } => Some(because.clone()),
            _ => None,
        })
        .collect();
    problems.retain(|problem| match problem {
        Problem::Missing { because, .. } => because.is_empty() || !doubted.contains(because),
        _ => true,
    });
}

fn mentions_agency(condition: &Condition) -> bool {
    match condition {
        Condition::GyoseiKikan => true,
        Condition::Not(inner) => mentions_agency(inner),
        Condition::And(a, b) | Condition::Or(a, b) => mentions_agency(a) || mentions_agency(b),
        _ => false,
    }
}

/// Words that say there is nothing: 「－」, 「該当なし」, 「再委託は想定していない。」, also after a reason for it.
fn is_none_statement(text: &str) -> bool {
    let text = text.trim().trim_end_matches('。');
    let last = text.rsplit(['。', '\n']).next().unwrap_or(text);
    let ends = |words: &[&str]| words.iter().any(|end| last.ends_with(end));
    // 「承諾なく再委託してはならない」 is a rule, not a "none".
    let short = text.chars().count() <= 30 && ends(&["ない", "ません"]) && !ends(&["ならない"]);
    is_none_mark(text) || short || ends(&["していない", "行わない", "該当しない", "なし", "無し"])
}
