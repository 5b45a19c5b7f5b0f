//! What must and what must not be written, once every item has found its value.
//!
//! One cause is one problem: what is below a blank, below a value of the wrong shape or below an item that
//! is not asked for is not looked at again.

use rustc_hash::FxHashSet;

use super::conform::Walk;
use super::facts::At;
use super::field::{Field, below, id_at};
use super::problem::{Doubt, Problem};
use super::value::{Checked, Period, Value};
use crate::form::condition::Condition;
use crate::form::{Item, ItemKind};
use crate::japanese::dates::Reading;
use crate::japanese::notation::{fold, is_digit, is_hollow, is_none_mark, norm_key, number};
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

/// What the problems found so far explain by themselves.
struct Explained {
    /// Fields whose value could not be read.
    misread: FxHashSet<usize>,
    /// Items that a mistyped key was meant for, with the field they are in.
    meant: FxHashSet<(Option<usize>, usize)>,
    /// Items that a misplaced key was meant for, with the numbers of the entries it lies in.
    misplaced: Vec<(usize, Vec<usize>)>,
    /// Whether a part of the file could not be read.
    unread: bool,
    /// Fields in whose values an unread part begins, with all that hold them.
    cut: FxHashSet<usize>,
}

impl Walk<'_, '_> {
    /// Everything that conditions ask for or rule out, and numbers and names that repeat others.
    pub(super) fn requirements(&mut self, stage: Stage, unread: &[Span]) {
        let explained = self.explained(unread);
        let mut states: Vec<State> = Vec::with_capacity(self.fields.len());
        let mut problems = Vec::new();
        for place in 0..self.fields.len() {
            let above = self.fields[place].parent.map(|p| (p, states[p]));
            let state = match above {
                Some((_, state)) if state != State::Open => state,
                Some((above, _)) if self.fields[above].blank => State::Closed,
                _ => self.weigh(place, stage, &explained, &mut problems),
            };
            states.push(state);
        }
        for place in (0..self.fields.len()).filter(|p| states[*p] == State::Open) {
            self.ticked(place, &states, &mut problems);
            if !explained.unread {
                self.counted(place, &explained, &mut problems);
                self.same_as(place, &mut problems);
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
        place: usize,
        stage: Stage,
        explained: &Explained,
        problems: &mut Vec<Problem>,
    ) -> State {
        let field = &self.fields[place];
        let definition = &self.form.items[field.item];
        if self.is_entry(place) {
            let closed = field.blank || explained.misread.contains(&place);
            return if closed { State::Closed } else { State::Open };
        }
        let required = match self.required_by_sibling(place) {
            true => Some(true),
            false => definition.required.holds(&At::new(self, &field.at, stage)),
        };
        let hollow = self.hollow(place);
        if required == Some(true) && (self.holds_nothing(place) || hollow.is_some()) {
            if self.is_explained(place, explained) {
                return State::Closed;
            }
            problems.push(if definition.at_least_one && field.blank {
                Problem::NoneOf { field: place }
            } else {
                let because = self.because(definition, &field.at);
                Problem::Missing {
                    field: place,
                    because,
                    written: hollow,
                }
            });
        }
        if explained.misread.contains(&place) {
            return State::Closed;
        }
        if required != Some(false) || field.blank {
            return State::Open;
        }
        if self.says_none(place) {
            return State::Closed;
        }
        let because = self.because(definition, &field.at);
        let agency = mentions_agency(&definition.required);
        if because.is_empty() {
            return State::Open;
        }
        problems.push(Problem::NotAsked {
            field: place,
            because,
            agency,
        });
        State::RuledOut
    }

    fn is_entry(&self, place: usize) -> bool {
        let field = &self.fields[place];
        let definition = &self.form.items[field.item];
        definition.is_list() && field.at.len() == definition.id.matches("[]").count()
    }

    /// 登場者 and 流れ of a figure need each other, and a period that ends has a beginning.
    fn required_by_sibling(&self, place: usize) -> bool {
        let field = &self.fields[place];
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
    fn holds_nothing(&self, place: usize) -> bool {
        let field = &self.fields[place];
        field.blank || matches!(field.value, Value::Blank | Value::Entries(0))
    }

    /// What is written in an item and does not answer it: 「なし」 where the form does not allow it, 「未定」, 「○○」.
    fn hollow(&self, place: usize) -> Option<Span> {
        let field = &self.fields[place];
        let text = match field.value {
            Value::Text(text) | Value::Date(text, Reading::Other) => text,
            Value::Period(period @ Period::Text(text)) if period.days().is_none() => text,
            _ => return None,
        };
        is_hollow(&text.text, self.form.items[field.item].none).then_some(text.span)
    }

    /// The items that a condition speaks of, where they are in the assessment.
    fn because(&self, definition: &Item, at: &[usize]) -> Vec<usize> {
        let mut places = Vec::new();
        definition
            .required
            .each_id(&mut |id| places.extend(self.resolve(id, at)));
        if mentions_agency(&definition.required)
            && let Some(agency) = &self.form.agencies.item
        {
            places.extend(self.resolve(agency, at));
        }
        places.retain(|place| !self.fields[*place].blank);
        places
    }

    fn explained(&self, unread: &[Span]) -> Explained {
        let mut explained = Explained {
            misread: FxHashSet::default(),
            meant: FxHashSet::default(),
            misplaced: Vec::new(),
            unread: !unread.is_empty(),
            cut: FxHashSet::default(),
        };
        for problem in &self.problems {
            match problem {
                Problem::WrongShape { field, .. } | Problem::BadMark { field, .. } => {
                    explained.misread.insert(*field);
                }
                Problem::TooDeep { field, keys } => {
                    explained.misread.insert(*field);
                    let above = self.fields[*field].parent;
                    explained
                        .meant
                        .extend(keys.iter().map(|(item, _)| (above, *item)));
                }
                Problem::UnknownKey {
                    within,
                    nearest,
                    meant,
                    swallowed,
                    key,
                    ..
                } => {
                    for item in swallowed {
                        let shared = self.shared(*within, *item);
                        explained.misplaced.push((*item, shared));
                    }
                    if let Some(nearest) = nearest {
                        explained.meant.insert((*within, *nearest));
                    }
                    if let Some(within) = within.filter(|w| self.is_option(*w, key)) {
                        explained.misread.insert(within);
                    }
                    let mut item = *meant;
                    while let Some(here) = item {
                        explained.misplaced.push((here, self.shared(*within, here)));
                        item = self.form.parent(here);
                    }
                }
                _ => {}
            }
        }
        let keys = || {
            let fields = self.fields.iter().enumerate();
            let mut keys: Vec<(usize, usize)> = fields
                .filter_map(|(i, f)| f.key.map(|key| (key.end, i)))
                .collect();
            keys.sort_unstable();
            keys
        };
        let keys = if unread.is_empty() {
            Vec::new()
        } else {
            keys()
        };
        for part in unread {
            let before = keys.partition_point(|(end, _)| *end <= part.start);
            let mut cut = before.checked_sub(1).map(|last| keys[last].1);
            while let Some(place) = cut.filter(|place| !explained.cut.contains(place)) {
                explained.cut.insert(place);
                cut = self.fields[place].parent;
            }
        }
        explained
    }

    /// The numbers of the entries that a field shares with an item elsewhere in the form.
    fn shared(&self, field: Option<usize>, item: usize) -> Vec<usize> {
        let Some(field) = field.map(|f| &self.fields[f]) else {
            return Vec::new();
        };
        let ids = [field.item, item].map(|i| self.form.items[i].id.split('.'));
        let [here, there] = ids;
        let same = here.zip(there).take_while(|(a, b)| a == b);
        let levels = same.filter(|(a, _)| a.ends_with("[]")).count();
        field.at.iter().take(levels).copied().collect()
    }

    /// Whether a key is an option of the item it is in: `行っている: …` where 選択 belongs.
    fn is_option(&self, within: usize, key: &str) -> bool {
        let item = &self.form.items[self.fields[within].item];
        super::options::find(item, key).is_some()
    }

    /// Whether something else already says why an item is blank.
    fn is_explained(&self, place: usize, explained: &Explained) -> bool {
        let field = &self.fields[place];
        let shape =
            |p: &Problem| matches!(p, Problem::MissingDash { field, .. } if *field == place);
        // A key in the first file was not meant for the second.
        let here = |(item, shared): &(usize, Vec<usize>)| {
            *item == field.item && field.at.starts_with(shared)
        };
        explained.misread.contains(&place)
            || explained.meant.contains(&(field.parent, field.item))
            || explained.misplaced.iter().any(here)
            || explained.cut.contains(&place)
            || field.key.is_none() && field.parent.is_some_and(|p| explained.cut.contains(&p))
            || self.problems.iter().any(shape)
    }

    /// Whether everything written in a field and below it says "none": that may be in an unasked item.
    fn says_none(&self, place: usize) -> bool {
        let id = &self.fields[place].id;
        let inside = |f: &&Field| {
            f.id.strip_prefix(id.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        self.fields[place..]
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
    fn drop_none_marks(&mut self, stage: Stage, states: &[State]) {
        let asked = |place: usize| {
            let field = &self.fields[place];
            let required = &self.form.items[field.item].required;
            states[place] == State::Open
                && required.holds(&At::new(self, &field.at, stage)) == Some(true)
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

    pub(super) fn resolve(&self, id: &str, at: &[usize]) -> Option<usize> {
        self.index.get(&id_at(id, at)).copied()
    }

    /// A ticked 「委託しない」 leaves the rest of its section empty; conditions cover most of it, this the rest.
    fn ticked(&self, place: usize, states: &[State], problems: &mut Vec<Problem>) {
        let field = &self.fields[place];
        if !matches!(field.value, Value::Check(_)) {
            return;
        }
        let sections = &self.form.items[field.item].empties;
        for section in sections.iter().filter_map(|id| self.resolve(id, &field.at)) {
            for (i, f) in below(&self.fields, section) {
                let is_leaf = !matches!(
                    f.value,
                    Value::Group | Value::Blank | Value::Entries(_) | Value::Check(_)
                );
                let unconditional = self.form.items[f.item].required == Condition::Optional;
                if is_leaf && unconditional && states[i] == State::Open && !self.says_none(i) {
                    problems.push(Problem::NotAsked {
                        field: i,
                        because: vec![place],
                        agency: false,
                    });
                }
            }
        }
    }

    /// Written numbers of entries against the entries.
    fn counted(&self, place: usize, explained: &Explained, problems: &mut Vec<Problem>) {
        let field = &self.fields[place];
        let definition = &self.form.items[field.item];
        match (&field.value, &definition.counts) {
            (Value::Count(text, _), Some(list)) => {
                problems.extend(self.count(place, (&text.text, text.span), list, explained));
            }
            (Value::Checks(checks), _) => {
                for Checked { option, detail, .. } in checks {
                    let option = option.and_then(|o| definition.options.get(o));
                    let list = option.and_then(|o| definition.counts_of.get(&o.text));
                    if let (Some(detail), Some(list)) = (detail, list) {
                        let count = self.count(place, (&detail.text, detail.span), list, explained);
                        problems.extend(count);
                    }
                }
            }
            _ => {}
        }
    }

    /// Numbers after an option where the printed form has them: 委託する（2）件.
    fn counted_in_words(&self, explained: &Explained, problems: &mut Vec<Problem>) {
        for problem in &self.problems {
            let Problem::UnknownOption {
                field,
                span,
                text,
                nearest: Some(option),
                doubt,
            } = problem
            else {
                continue;
            };
            let item = self.fields[*field].item;
            let definition = &self.form.items[item];
            let in_box = definition.counts_of.get(&definition.options[*option].text);
            let at = &self.fields[*field].at;
            let counted = match doubt {
                Doubt::Count(_) => self
                    .form
                    .count_of(item)
                    .and_then(|(count, list)| Some((self.resolve(&count.id, at)?, list))),
                Doubt::Detail(_) => in_box.map(|list| (*field, list.as_str())),
                _ => None,
            };
            // Only text that is in the file as it is read has its digits at known places.
            let digits = text
                .rfind(is_digit)
                .filter(|_| text.len() == span.range().len());
            let (Some((field, list)), Some(last)) = (counted, digits) else {
                continue;
            };
            let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
            let start = text[..end].trim_end_matches(is_digit).len();
            let place = Span::new(span.start + start, span.start + end);
            problems.extend(self.count(field, (&text[start..end], place), list, explained));
        }
    }

    fn count(
        &self,
        place: usize,
        (text, span): (&str, Span),
        list: &str,
        explained: &Explained,
    ) -> Option<Problem> {
        let counted = self.resolve(list, &self.fields[place].at)?;
        let Value::Entries(actual) = self.fields[counted].value else {
            return None;
        };
        let written = number(text);
        let none = actual == 0 && is_none_mark(text);
        let misread = explained.misread.contains(&counted);
        // A list that is missing as a whole is one problem, of the list.
        let missing = actual == 0 && written.is_some_and(|n| n > 0) && self.is_asked(counted);
        (written != Some(actual) && !none && !misread && !missing).then_some(Problem::Count {
            field: place,
            span,
            written,
            actual,
            list: counted,
        })
    }

    fn is_asked(&self, place: usize) -> bool {
        let field = &self.fields[place];
        let required = &self.form.items[field.item].required;
        required.holds(&At::new(self, &field.at, Stage::Draft)) == Some(true)
    }

    fn same_as(&self, place: usize, problems: &mut Vec<Problem>) {
        let field = &self.fields[place];
        let Some(other) = &self.form.items[field.item].same_as else {
            return;
        };
        let Value::Texts(texts) = &field.value else {
            return;
        };
        let others = self
            .fields
            .iter()
            .filter(|f| self.form.items[f.item].id == *other);
        let names: Vec<Option<&str>> = others
            .map(|f| match f.value {
                Value::Text(text) => Some(text.text.trim()),
                _ => None,
            })
            .collect();
        // A name that is missing is reported where it is missing.
        let Some(names) = names.into_iter().collect::<Option<Vec<&str>>>() else {
            return;
        };
        let same = |written: Vec<&str>| {
            let folded = |text: &&str| norm_key(without_bracketed_number(text));
            written.iter().map(folded).eq(names.iter().map(folded))
        };
        let whole: Vec<&str> = texts.iter().map(|t| t.text.trim()).collect();
        // One text may name them all.
        let parts = texts
            .iter()
            .flat_map(|t| t.text.split(['\n', '、']))
            .filter(|t| !fold(t).is_empty());
        if !same(whole) && !same(parts.collect()) {
            problems.push(Problem::Differs {
                field: place,
                expected: names.into_iter().map(str::to_owned).collect(),
            });
        }
    }
}

/// An answer that rules out what is written (委託しない) often asks for something else (Ⅲ４の○) at the same time.
/// Only the contradiction is reported: what follows depends on which of the two is true.
fn without_second_side(problems: &mut Vec<Problem>) {
    let doubted: Vec<Vec<usize>> = problems
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

/// （1）予防接種ファイル
fn without_bracketed_number(text: &str) -> &str {
    let inner = text.trim().strip_prefix(['（', '(']);
    inner
        .and_then(|t| t.split_once(['）', ')']))
        .filter(|(digits, _)| number(digits).is_some())
        .map_or(text, |(_, rest)| rest)
}
