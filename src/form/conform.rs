//! The tree against the form: every item finds its value, every departure is collected as a [`Problem`].
//!
//! Nothing here words a message; the rules of family S do.

use std::collections::HashMap;

use super::condition::{Condition, Facts};
use super::field::{Field, id_at};
use super::value::{Checked, Value};
use super::{Form, Kind, read};
use crate::diagnostic::Stage;
use crate::japanese::notation::{fold, is_none_mark, norm_key, number, similarity};
use crate::source::Span;
use crate::yaml::{Content, Document, Entry, Node, Scalar};

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Text, not a list or a group.
    Text,
    /// Keys with values.
    Group,
    /// A list with `- `.
    List,
    /// Rows of a table.
    Rows,
}

/// A departure from the form. Fields are named by their place in [`Conformed::fields`].
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// A key that the form does not have here.
    UnknownKey {
        /// The key as written.
        key: String,
        /// Where.
        span: Span,
        /// The field it stands in; none at the outermost level.
        within: Option<usize>,
        /// The item here whose key is nearest.
        nearest: Option<usize>,
        /// Items elsewhere in the form that have just this key.
        elsewhere: Vec<usize>,
    },
    /// A key that stands twice, perhaps written in two ways.
    DuplicateKey {
        /// The item.
        item: usize,
        /// The first.
        first: Span,
        /// The second.
        second: Span,
    },
    /// A key that is known by its label, its number or an alias.
    OtherKey {
        /// The item.
        item: usize,
        /// Where.
        span: Span,
    },
    /// リスク2 over the title of another risk.
    RiskNumber {
        /// The item that the title names.
        item: usize,
        /// Where.
        span: Span,
    },
    /// A list where a text belongs, or the like.
    WrongShape {
        /// The field.
        field: usize,
        /// What was expected.
        expected: Shape,
        /// Where.
        span: Span,
    },
    /// Options or entries one below the other without `- `.
    MissingDash {
        /// The field.
        field: usize,
        /// Where.
        span: Span,
        /// The places where `- ` would have to stand; empty where that is not certain.
        dashes: Vec<Span>,
    },
    /// Nothing is written where something must be.
    Missing {
        /// The field.
        field: usize,
    },
    /// None of several items is written of which one must be.
    NoneOf {
        /// The field above them.
        field: usize,
    },
    /// Words that are none of the options.
    UnknownOption {
        /// The field.
        field: usize,
        /// Where.
        span: Span,
        /// As written.
        text: String,
        /// The nearest option, or the one whose number is written.
        nearest: Option<usize>,
        /// Whether it is meant for certain: its number was written.
        certain: bool,
    },
    /// その他 without saying what.
    DetailMissing {
        /// The field.
        field: usize,
        /// The option as written.
        span: Span,
    },
    /// Words behind an option that has no room for them.
    DetailNotAsked {
        /// The field.
        field: usize,
        /// The words.
        span: Span,
        /// The option.
        option: usize,
    },
    /// The same box twice.
    OptionTwice {
        /// The field.
        field: usize,
        /// The second.
        span: Span,
    },
    /// 行っていない together with something else.
    Exclusive {
        /// The field.
        field: usize,
        /// The excluding option.
        span: Span,
        /// The others.
        others: Vec<Span>,
    },
    /// A mark in a single box that is no ○.
    BadMark {
        /// The field.
        field: usize,
        /// As written.
        text: String,
    },
    /// Something is written although the answer to another item rules it out.
    NotAsked {
        /// The field.
        field: usize,
        /// The fields whose answers rule it out.
        because: Vec<usize>,
        /// Whether it is only for 行政機関等 (or only for others).
        agency: bool,
    },
    /// A number of entries that is not the number of entries.
    Count {
        /// The field with the number.
        field: usize,
        /// The number's place.
        span: Span,
        /// As written.
        written: Option<usize>,
        /// The entries there are.
        actual: usize,
        /// The list that is counted.
        list: String,
    },
    /// An entry of a list with nothing in it.
    BlankEntry {
        /// The entry's field.
        field: usize,
    },
    /// More entries than the form has room for.
    TooMany {
        /// The list's field.
        field: usize,
        /// The room.
        most: usize,
    },
    /// A text where a date belongs.
    NotADate {
        /// The field.
        field: usize,
        /// The text's place.
        span: Span,
        /// Whether it looks like a date that does not exist.
        impossible: bool,
    },
    /// A row of a table whose columns differ from the first row's.
    UnevenRow {
        /// The field.
        field: usize,
        /// The row.
        span: Span,
    },
    /// A list that must repeat other items and does not.
    Differs {
        /// The list's field.
        field: usize,
        /// The texts it should have.
        expected: Vec<String>,
    },
    /// The whole file is no map of keys.
    NoAssessment,
}

/// An assessment laid over the form.
#[derive(Debug)]
pub struct Conformed<'a> {
    /// All items in the form's order, repeated ones once for each entry.
    pub fields: Vec<Field<'a>>,
    /// What departs from the form, in the order of the form.
    pub problems: Vec<Problem>,
}

/// Lays a document over a form.
pub fn conform<'a>(form: &Form, document: &'a Document, stage: Stage) -> Conformed<'a> {
    let mut walk = Walk {
        form,
        fields: Vec::new(),
        problems: Vec::new(),
        index: HashMap::new(),
    };
    match &document.root.content {
        Content::Map(_) | Content::Blank => {
            walk.group(None, None, &document.root, &[]);
        }
        _ => walk.problems.push(Problem::NoAssessment),
    }
    walk.requirements(stage, !document.unread.is_empty());
    Conformed {
        fields: walk.fields,
        problems: walk.problems,
    }
}

struct Walk<'f, 'a> {
    form: &'f Form,
    fields: Vec<Field<'a>>,
    problems: Vec<Problem>,
    index: HashMap<String, usize>,
}

impl<'a> Walk<'_, 'a> {
    /// All items below one, with the keys of a map; `own` is the key of the item's own text in that map.
    fn group(&mut self, parent: Option<usize>, field: Option<usize>, node: &'a Node, at: &[usize]) {
        let mut found: HashMap<usize, &'a Entry> = HashMap::new();
        self.sort_keys(parent, field, node.entries(), &mut found);
        let form = self.form;
        for &child in form.children(parent) {
            let entry = found.get(&child).copied();
            self.item(
                child,
                field,
                entry.map(|e| e.key.span),
                entry.map(|e| &e.value),
                at,
            );
        }
    }

    /// Finds the item of every key.
    fn sort_keys(
        &mut self,
        parent: Option<usize>,
        field: Option<usize>,
        entries: &'a [Entry],
        found: &mut HashMap<usize, &'a Entry>,
    ) {
        for entry in entries {
            let key = &entry.key;
            if self.is_own_text(parent, &key.text) {
                continue;
            }
            match self.child(parent, key) {
                Some(item) => {
                    if let Some(first) = found.get(&item) {
                        let (first, second) = (first.key.span, key.span);
                        self.problems.push(Problem::DuplicateKey {
                            item,
                            first,
                            second,
                        });
                        continue;
                    }
                    if key.text != self.form.items[item].key {
                        self.problems.push(Problem::OtherKey {
                            item,
                            span: key.span,
                        });
                    }
                    found.insert(item, entry);
                }
                None if self.is_heading(parent, &key.text) => {
                    self.sort_keys(parent, field, entry.value.entries(), found);
                }
                None => self.unknown_key(parent, field, key),
            }
        }
    }

    /// 選択 and 内容: the item's own value beside the items below it.
    fn is_own_text(&self, parent: Option<usize>, key: &str) -> bool {
        parent
            .and_then(|p| own_key(self.form.items[p].kind))
            .is_some_and(|own| norm_key(key) == own)
    }

    /// Headings that the form prints and that may be written although they are no items.
    fn is_heading(&self, parent: Option<usize>, key: &str) -> bool {
        let norm = norm_key(key);
        let own = parent.is_some_and(|p| {
            self.form.items[p]
                .row_label
                .as_deref()
                .is_some_and(|l| norm_key(l) == norm)
        });
        let heading = |item: &usize| self.form.items[*item].heading_before.as_deref();
        own || self
            .form
            .children(parent)
            .iter()
            .filter_map(heading)
            .any(|h| norm_key(h) == norm)
    }

    /// The item of a key; リスクn is the n-th risk of its section.
    fn child(&mut self, parent: Option<usize>, key: &Scalar) -> Option<usize> {
        let by_name = self.form.child(parent, &key.text);
        let Some((n, title)) = risk_number(&key.text) else {
            return by_name;
        };
        let is_risk = |item: &&usize| self.form.items[**item].label.starts_with("リスク");
        let by_number = self
            .form
            .children(parent)
            .iter()
            .filter(is_risk)
            .nth(n.wrapping_sub(1))
            .copied();
        if title.is_empty() {
            return by_number;
        }
        if let Some(item) = by_name
            && by_number != Some(item)
        {
            self.problems.push(Problem::RiskNumber {
                item,
                span: key.span,
            });
        }
        by_name
    }

    fn unknown_key(&mut self, parent: Option<usize>, within: Option<usize>, key: &Scalar) {
        let score = |item: &usize| {
            let item = &self.form.items[*item];
            similarity(&key.text, &item.key).max(similarity(&key.text, &item.label))
        };
        let nearest = self
            .form
            .children(parent)
            .iter()
            .copied()
            .map(|i| (score(&i), i));
        let nearest = nearest
            .filter(|(s, _)| *s >= 0.5)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, i)| i);
        let elsewhere = self.form.anywhere(&key.text);
        let (span, key) = (key.span, key.text.clone());
        self.problems.push(Problem::UnknownKey {
            key,
            span,
            within,
            nearest,
            elsewhere,
        });
    }

    fn add(
        &mut self,
        item: usize,
        parent: Option<usize>,
        key: Option<Span>,
        node: Option<&'a Node>,
        at: &[usize],
    ) -> usize {
        let id = id_at(&self.form.items[item].id, at);
        let place = self.fields.len();
        self.index.insert(id.clone(), place);
        let span = node
            .filter(|n| !n.is_blank())
            .map_or(Span::at(key.map_or(0, |k| k.end)), |n| n.span);
        let blank = node.is_none_or(Node::is_blank);
        self.fields.push(Field {
            item,
            at: at.to_vec(),
            id,
            key,
            span,
            blank,
            value: Value::Blank,
            parent,
        });
        place
    }

    fn item(
        &mut self,
        item: usize,
        parent: Option<usize>,
        key: Option<Span>,
        node: Option<&'a Node>,
        at: &[usize],
    ) {
        let field = self.add(item, parent, key, node, at);
        let definition = &self.form.items[item];
        let written = node.filter(|n| !n.is_blank());
        match definition.kind {
            Kind::Map => self.map(item, field, node, at),
            Kind::List => self.list(item, field, node, at),
            Kind::ChoiceText | Kind::TextText => self.with_own_text(item, field, node, at),
            Kind::Figure => self.figure(item, field, node, at),
            Kind::Period => self.period(item, field, node, at),
            _ => {
                if let Some(node) = written {
                    self.fields[field].value = self.leaf(field, node);
                }
            }
        }
    }

    fn map(&mut self, item: usize, field: usize, node: Option<&'a Node>, at: &[usize]) {
        self.fields[field].value = Value::Group;
        match node {
            Some(node) if !node.is_blank() && !matches!(node.content, Content::Map(_)) => {
                self.wrong_shape(field, Shape::Group, node.span);
                self.group(Some(item), Some(field), &NOTHING, at);
            }
            _ => self.group(Some(item), Some(field), node.unwrap_or(&NOTHING), at),
        }
    }

    fn with_own_text(&mut self, item: usize, field: usize, node: Option<&'a Node>, at: &[usize]) {
        let own = own_key(self.form.items[item].kind).unwrap_or_default();
        let (text, below) = match node.map(|n| (&n.content, n)) {
            Some((Content::Map(entries), node)) => {
                (entries.iter().find(|e| norm_key(&e.key.text) == own), node)
            }
            _ => (None, &NOTHING),
        };
        let direct = node.filter(|n| !matches!(n.content, Content::Map(_)));
        let value = text.map(|e| &e.value).or(direct).filter(|n| !n.is_blank());
        if let Some(node) = value {
            self.fields[field].value = self.leaf(field, node);
        }
        // The row label written once more inside: 従業者に対する教育・啓発.
        let inner = below
            .entries()
            .iter()
            .find(|e| self.is_heading(Some(item), &e.key.text));
        if let Some(node) = inner.map(|e| &e.value).filter(|n| n.scalar().is_some()) {
            self.fields[field].value = self.leaf(field, node);
        }
        self.group(Some(item), Some(field), below, at);
    }

    fn list(&mut self, item: usize, field: usize, node: Option<&'a Node>, at: &[usize]) {
        let definition = &self.form.items[item];
        let Some(node) = node.filter(|n| !matches!(n.content, Content::Blank)) else {
            self.fields[field].value = Value::Entries(0);
            return;
        };
        let plain = definition
            .plain
            .as_deref()
            .and_then(|id| self.form.find(id));
        let plain_list = definition
            .plain_list
            .as_deref()
            .and_then(|id| self.form.find(id));
        match &node.content {
            _ if self.form.children(Some(item)).is_empty() => self.texts(field, node),
            Content::Scalar(_) if plain.is_some() => self.plain(item, field, plain, node, at),
            Content::Seq(nodes)
                if plain_list.is_some() && nodes.iter().all(|n| n.scalar().is_some()) =>
            {
                self.plain(item, field, plain_list, node, at);
            }
            Content::Seq(nodes) => {
                self.fields[field].value = Value::Entries(nodes.len());
                for (n, node) in nodes.iter().enumerate() {
                    self.entry(item, field, node, &[at, &[n + 1]].concat());
                }
                if let Some(most) = definition.most
                    && nodes.len() > most
                {
                    self.problems.push(Problem::TooMany { field, most });
                }
            }
            Content::Map(_) => {
                let span = node.entries().first().map_or(node.span, |e| e.key.span);
                self.problems.push(Problem::MissingDash {
                    field,
                    span,
                    dashes: Vec::new(),
                });
                self.fields[field].value = Value::Entries(1);
                self.entry(item, field, node, &[at, &[1]].concat());
            }
            _ => {
                self.wrong_shape(field, Shape::List, node.span);
                self.fields[field].value = Value::Entries(0);
            }
        }
    }

    fn entry(&mut self, item: usize, list: usize, node: &'a Node, at: &[usize]) {
        let entry = self.add(item, Some(list), None, Some(node), at);
        self.fields[entry].value = Value::Group;
        if node.is_blank() {
            self.fields[entry].span = Span::at(node.span.start);
            self.problems.push(Problem::BlankEntry { field: entry });
        } else if !matches!(node.content, Content::Map(_)) {
            self.wrong_shape(entry, Shape::Group, node.span);
        }
        self.group(
            Some(item),
            Some(entry),
            if node.entries().is_empty() {
                &NOTHING
            } else {
                node
            },
            at,
        );
    }

    /// A plain text or list in the place of a list of groups: one group with that one item.
    fn plain(
        &mut self,
        item: usize,
        field: usize,
        means: Option<usize>,
        node: &'a Node,
        at: &[usize],
    ) {
        let at = [at, &[1]].concat();
        self.fields[field].value = Value::Entries(1);
        let entry = self.add(item, Some(field), None, Some(node), &at);
        self.fields[entry].value = Value::Group;
        let form = self.form;
        for &child in form.children(Some(item)) {
            let node = (Some(child) == means).then_some(node);
            self.item(child, Some(entry), None, node, &at);
        }
    }

    fn texts(&mut self, field: usize, node: &'a Node) {
        let nodes = match &node.content {
            Content::Seq(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut texts = Vec::new();
        for node in nodes {
            match &node.content {
                Content::Scalar(text) if !node.is_blank() => texts.push(text),
                Content::Map(_) | Content::Seq(_) => {
                    self.wrong_shape(field, Shape::Text, node.span)
                }
                _ => {}
            }
        }
        self.fields[field].value = Value::Texts(texts);
    }

    fn figure(&mut self, item: usize, field: usize, node: Option<&'a Node>, at: &[usize]) {
        match node.map(|n| (&n.content, n)) {
            Some((Content::Seq(_) | Content::Scalar(_), node)) if !node.is_blank() => {
                self.texts(field, node);
                if let Value::Texts(pictures) =
                    std::mem::replace(&mut self.fields[field].value, Value::Blank)
                {
                    self.fields[field].value = Value::Pictures(pictures);
                }
                self.group(Some(item), Some(field), &NOTHING, at);
            }
            _ => {
                self.fields[field].value = Value::Group;
                self.group(Some(item), Some(field), node.unwrap_or(&NOTHING), at);
            }
        }
    }

    fn period(&mut self, item: usize, field: usize, node: Option<&'a Node>, at: &[usize]) {
        let below = node.filter(|n| matches!(n.content, Content::Map(_)));
        self.group(Some(item), Some(field), below.unwrap_or(&NOTHING), at);
        let Some(node) = node.filter(|n| !n.is_blank()) else {
            return;
        };
        self.fields[field].value = match &node.content {
            Content::Map(_) => {
                let end = |n: usize| {
                    let child = self.form.children(Some(item)).get(n)?;
                    let place = self.index.get(&id_at(&self.form.items[*child].id, at))?;
                    match self.fields[*place].value {
                        Value::Date(text, _) => Some(text),
                        _ => None,
                    }
                };
                Value::Period(super::value::Period::Ends(end(0), end(1)))
            }
            Content::Scalar(text) => {
                let period = super::value::Period::Text(text);
                if period.days().is_none() && !is_none_mark(&text.text) {
                    self.problems.push(Problem::NotADate {
                        field,
                        span: text.span,
                        impossible: false,
                    });
                }
                Value::Period(period)
            }
            _ => {
                self.wrong_shape(field, Shape::Text, node.span);
                Value::Blank
            }
        };
    }

    /// A value without items below it.
    fn leaf(&mut self, field: usize, node: &'a Node) -> Value<'a> {
        let definition = &self.form.items[self.fields[field].item];
        read::leaf(definition, field, node, &mut self.problems)
    }

    fn wrong_shape(&mut self, field: usize, expected: Shape, span: Span) {
        self.problems.push(Problem::WrongShape {
            field,
            expected,
            span,
        });
    }

    // ---- what must and what must not be written ----

    fn requirements(&mut self, stage: Stage, partly_unread: bool) {
        let mut not_asked: Vec<bool> = vec![false; self.fields.len()];
        let mut problems = Vec::new();
        for place in 0..self.fields.len() {
            let field = &self.fields[place];
            let definition = &self.form.items[field.item];
            let above = field.parent.map(|p| &self.fields[p]);
            let is_entry =
                definition.is_list() && field.at.len() == definition.id.matches("[]").count();
            if above.is_some_and(|above| above.blank) || is_entry && field.blank {
                continue;
            }
            let here = At {
                walk: self,
                at: &field.at,
                stage,
            };
            let holds = definition.required.holds(&here);
            let own_blank = match field.value {
                Value::Blank | Value::Entries(0) => true,
                _ => field.blank,
            };
            if holds == Some(true) && own_blank && !is_entry {
                let broken = self.has_shape_problem(place);
                if !broken && !(partly_unread && field.key.is_none()) {
                    problems.push(Problem::Missing { field: place });
                }
            } else if field.parent.is_some_and(|p| not_asked[p]) {
                not_asked[place] = true;
            } else if holds == Some(false) && !field.blank && !self.says_none(place) {
                let mut because = Vec::new();
                definition
                    .required
                    .each_id(&mut |id| because.extend(self.resolve(id, &field.at)));
                let agency = mentions_agency(&definition.required);
                if !because.is_empty() || agency {
                    not_asked[place] = true;
                    problems.push(Problem::NotAsked {
                        field: place,
                        because,
                        agency,
                    });
                }
            }
            if definition.at_least_one && field.blank && holds == Some(true) {
                problems.retain(|p| *p != Problem::Missing { field: place });
                problems.push(Problem::NoneOf { field: place });
            }
            self.ticked_empties(place, &not_asked, &mut problems);
            self.counted(place, &mut problems);
            self.same_as(place, &mut problems);
        }
        self.problems.extend(problems);
    }

    fn has_shape_problem(&self, place: usize) -> bool {
        self.problems.iter().any(|p| match p {
            Problem::WrongShape { field, .. }
            | Problem::MissingDash { field, .. }
            | Problem::BadMark { field, .. } => *field == place,
            _ => false,
        })
    }

    /// Whether everything written in a field and below it says "none": that may stand in an unasked item.
    fn says_none(&self, place: usize) -> bool {
        let prefix = format!("{}.", self.fields[place].id);
        let inside = |f: &Field| f.id == self.fields[place].id || f.id.starts_with(&prefix);
        self.fields[place..]
            .iter()
            .take_while(|f| inside(f))
            .all(|f| match &f.value {
                Value::Text(text) | Value::Date(text, _) => is_none_statement(&text.text),
                Value::Blank | Value::Group | Value::Entries(0) => true,
                _ => false,
            })
    }

    fn resolve(&self, id: &str, at: &[usize]) -> Option<usize> {
        self.index.get(&id_at(id, at)).copied()
    }

    /// A ticked 「委託しない」 leaves the rest of its section empty.
    fn ticked_empties(&self, place: usize, not_asked: &[bool], problems: &mut Vec<Problem>) {
        let field = &self.fields[place];
        if !matches!(field.value, Value::Check(_)) {
            return;
        }
        for id in &self.form.items[field.item].empties {
            let Some(section) = self.resolve(id, &field.at) else {
                continue;
            };
            let prefix = format!("{}.", self.fields[section].id);
            for (i, f) in self.fields.iter().enumerate() {
                let leaf = !matches!(f.value, Value::Group | Value::Blank | Value::Entries(_));
                let known = not_asked[i]
                    || problems
                        .iter()
                        .any(|p| matches!(p, Problem::NotAsked { field, .. } if *field == i));
                let unconditional = matches!(self.form.items[f.item].required, Condition::Optional);
                let box_itself = matches!(f.value, Value::Check(_));
                if f.id.starts_with(&prefix)
                    && leaf
                    && unconditional
                    && !box_itself
                    && !known
                    && !self.says_none(i)
                {
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
    fn counted(&self, place: usize, problems: &mut Vec<Problem>) {
        let field = &self.fields[place];
        let definition = &self.form.items[field.item];
        let mut compare = |text: &Scalar, list: &str| {
            let Some(counted) = self.resolve(list, &field.at) else {
                return;
            };
            let Value::Entries(actual) = self.fields[counted].value else {
                return;
            };
            let written = number(&text.text);
            if written != Some(actual) {
                let list = self.fields[counted].id.clone();
                problems.push(Problem::Count {
                    field: place,
                    span: text.span,
                    written,
                    actual,
                    list,
                });
            }
        };
        match (&field.value, &definition.counts) {
            (Value::Count(text, _), Some(list)) => compare(text, list),
            (Value::Checks(checks), _) => {
                for Checked { option, detail, .. } in checks {
                    let name = option
                        .and_then(|o| definition.options.get(o))
                        .map(|o| &o.text);
                    if let (Some(detail), Some(list)) =
                        (detail, name.and_then(|n| definition.counts_of.get(n)))
                    {
                        compare(detail, list);
                    }
                }
            }
            _ => {}
        }
    }

    fn same_as(&self, place: usize, problems: &mut Vec<Problem>) {
        let field = &self.fields[place];
        let Some(other) = &self.form.items[field.item].same_as else {
            return;
        };
        let Value::Texts(texts) = &field.value else {
            return;
        };
        let same_item = |f: &&Field| self.form.items[f.item].id == *other;
        let expected: Vec<String> = self
            .fields
            .iter()
            .filter(same_item)
            .filter_map(|f| match f.value {
                Value::Text(text) => Some(text.text.clone()),
                _ => None,
            })
            .collect();
        // One text may name them all.
        let joined = |texts: &[String]| texts.iter().map(|t| fold(t)).collect::<Vec<_>>();
        let written = texts
            .iter()
            .flat_map(|t| t.text.split(['\n', '、']))
            .map(fold)
            .filter(|t| !t.is_empty());
        let whole: Vec<String> = texts.iter().map(|t| fold(&t.text)).collect();
        if whole != joined(&expected)
            && written.map(|t| norm_key(&t)).collect::<Vec<_>>() != joined(&expected)
        {
            problems.push(Problem::Differs {
                field: place,
                expected,
            });
        }
    }
}

/// What a condition can ask, seen from a place in the assessment.
struct At<'w, 'f, 'a> {
    walk: &'w Walk<'f, 'a>,
    at: &'w [usize],
    stage: Stage,
}

impl At<'_, '_, '_> {
    fn value(&self, id: &str) -> Option<&Field<'_>> {
        self.walk
            .resolve(id, self.at)
            .map(|place| &self.walk.fields[place])
    }
}

impl Facts for At<'_, '_, '_> {
    fn choice(&self, id: &str) -> Option<&str> {
        let field = self.value(id)?;
        match field.value {
            Value::Choice {
                option: Some(option),
                ..
            } => self.walk.form.items[field.item]
                .options
                .get(option)
                .map(|o| o.text.as_str()),
            _ => None,
        }
    }

    fn has(&self, id: &str, option: &str) -> Option<bool> {
        let field = self.value(id)?;
        let wanted = self.walk.form.items[field.item].option(option);
        match &field.value {
            Value::Checks(checks) => Some(checks.iter().any(|c| c.option == wanted)),
            _ => None,
        }
    }

    fn empty(&self, id: &str) -> Option<bool> {
        self.value(id).map(|field| field.blank)
    }

    fn days(&self, id: &str) -> Option<i64> {
        match self.value(id)?.value {
            Value::Period(period) => period
                .days()
                .map(|(start, end)| crate::japanese::dates::days_inclusive(start, end)),
            _ => None,
        }
    }

    fn gyosei_kikan(&self) -> Option<bool> {
        let Value::Text(name) = self.value("cover.agency")?.value else {
            return None;
        };
        let says = |words: &[String]| words.iter().any(|word| name.text.contains(word.as_str()));
        let agencies = &self.walk.form.agencies;
        if says(&agencies.local) {
            Some(false)
        } else {
            says(&agencies.administrative).then_some(true)
        }
    }

    fn published(&self) -> bool {
        self.stage == Stage::Publish
    }
}

static NOTHING: Node = Node {
    span: Span { start: 0, end: 0 },
    content: Content::Blank,
};

/// The key of an item's own value beside the items below it.
fn own_key(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::ChoiceText => Some("選択"),
        Kind::TextText => Some("内容"),
        _ => None,
    }
}

/// リスク２：… → 2 and the title.
fn risk_number(key: &str) -> Option<(usize, &str)> {
    let rest = key.trim().strip_prefix("リスク")?;
    let digits: usize = rest
        .chars()
        .take_while(|c| c.is_numeric())
        .map(char::len_utf8)
        .sum();
    let title = rest[digits..].trim_start_matches(['：', ':', '　', ' ']);
    number(&rest[..digits]).map(|n| (n, title))
}

fn mentions_agency(condition: &Condition) -> bool {
    match condition {
        Condition::GyoseiKikan => true,
        Condition::Not(inner) => mentions_agency(inner),
        Condition::And(a, b) | Condition::Or(a, b) => mentions_agency(a) || mentions_agency(b),
        _ => false,
    }
}

/// Short words that say there is nothing: 「－」「再委託は想定していない。」
fn is_none_statement(text: &str) -> bool {
    let text = text.trim().trim_end_matches('。');
    is_none_mark(text)
        || text.chars().count() <= 30
            && (text.ends_with("ない") || text.ends_with("なし") || text.ends_with("ません"))
}
