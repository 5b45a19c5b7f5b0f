//! The tree against the form: every item finds its value, every departure is collected as a [`Problem`].
//!
//! Nothing here words a message; the rules of family S do.

use rustc_hash::FxHashMap;
use typed_index_collections::TiVec;

use super::field::{Field, FieldId, id_at};
use super::keys::{Keys, sister_keys};
pub use super::problem::{Doubt, NotADate, Problem, Shape};
use super::read;
use super::value::{Period, Value};
use crate::form::{Form, ItemId, ItemKind};
use crate::japanese::dates;
use crate::japanese::notation::is_none_mark;
use crate::source::Span;
use crate::source::diagnostic::Stage;
use crate::yaml::{Content, Document, Entry, Node, Scalar, Style};

/// An assessment laid over the form.
#[derive(Debug)]
pub struct Conformed<'a> {
    /// All items in the form's order, repeated ones once for each entry.
    pub fields: TiVec<FieldId, Field<'a>>,
    /// What departs from the form, in the order of the form.
    pub problems: Vec<Problem>,
    /// The fields by their ids.
    pub index: FxHashMap<String, FieldId>,
}

/// Lays a document over a form.
pub fn conform<'a>(form: &Form, document: &'a Document, stage: Stage) -> Conformed<'a> {
    let mut walk = Walk {
        form,
        fields: TiVec::new(),
        problems: Vec::new(),
        index: FxHashMap::default(),
    };
    match &document.root.content {
        // A file of comments alone holds nothing, as an empty one.
        Content::Blank if document.unread.is_empty() => {
            walk.problems.push(Problem::NoAssessment);
        }
        Content::Map(_) | Content::Blank => {
            walk.group(None, None, document.root.entries(), &[]);
            walk.requirements(stage, &document.unread);
        }
        _ => walk.problems.push(Problem::NoAssessment),
    }
    Conformed {
        fields: walk.fields,
        problems: walk.problems,
        index: walk.index,
    }
}

/// The work in progress: what was found, and the fields by their ids.
pub(super) struct Walk<'f, 'a> {
    pub(super) form: &'f Form,
    pub(super) fields: TiVec<FieldId, Field<'a>>,
    pub(super) problems: Vec<Problem>,
    pub(super) index: FxHashMap<String, FieldId>,
}

/// What is written for an item: its key and its value, as far as they are there.
#[derive(Clone, Copy)]
struct Written<'a> {
    key: Option<Span>,
    node: Option<&'a Node>,
}

impl<'a> Written<'a> {
    const NOTHING: Self = Written {
        key: None,
        node: None,
    };

    fn of(entry: &'a Entry) -> Self {
        Written {
            key: Some(entry.key.span),
            node: Some(&entry.value),
        }
    }

    /// The value, where something is written.
    fn node(self) -> Option<&'a Node> {
        self.node.filter(|n| !n.is_blank())
    }

    fn entries(self) -> &'a [Entry] {
        self.node.map_or(&[], Node::entries)
    }

    fn is_map(self) -> bool {
        self.node
            .is_some_and(|n| matches!(n.content, Content::Map(_)))
    }
}

impl<'a> Walk<'_, 'a> {
    /// All items below one, with the entries of a map.
    pub(super) fn group(
        &mut self,
        parent: Option<ItemId>,
        field: Option<FieldId>,
        entries: &'a [Entry],
        at: &[usize],
    ) {
        let keys = Keys::sort(self.form, parent, field, entries, &mut self.problems);
        let form = self.form;
        for &child in form.children(parent) {
            let entry = keys.found.get(&child).copied();
            let written = entry.filter(|entry| !entry.value.is_blank());
            match (written, keys.numbered.get(&child)) {
                (None, Some(entries)) => self.numbered_beside(child, field, entries, at),
                (list, numbered) => {
                    if let (Some(list), Some(others)) = (list, numbered) {
                        self.beside_list(child, list, others);
                    }
                    let written = entry.map_or(Written::NOTHING, Written::of);
                    self.item(child, field, written, at);
                }
            }
        }
    }

    fn add(
        &mut self,
        item: ItemId,
        parent: Option<FieldId>,
        written: Written<'a>,
        at: &[usize],
    ) -> FieldId {
        let after_key = Span::at(written.key.map_or(0, |k| k.end));
        let is_checks = self.form.items[item].kind == ItemKind::Checks;
        // A box with an empty slot (`- その他:`) is ticked although it holds no value.
        let ticked = written.node.filter(|n| is_checks && has_keys(n));
        let span = written.node().or(ticked).map_or(after_key, |n| n.span);
        self.add_at(item, parent, written.key, span, at)
    }

    /// A field for what is at a place; an empty place means that nothing is written.
    pub(super) fn add_at(
        &mut self,
        item: ItemId,
        parent: Option<FieldId>,
        key: Option<Span>,
        span: Span,
        at: &[usize],
    ) -> FieldId {
        let id = id_at(&self.form.items[item].id, at);
        let field = self.fields.push_and_get_key(Field {
            item,
            at: at.to_vec(),
            id: id.clone(),
            key,
            own_key: None,
            span,
            blank: span.range().is_empty(),
            value: Value::Blank,
            parent,
        });
        self.index.insert(id, field);
        if !span.range().is_empty() {
            self.not_blank(parent, span);
        }
        field
    }

    /// What holds something is not blank itself.
    fn not_blank(&mut self, mut above: Option<FieldId>, span: Span) {
        while let Some(field) = above.and_then(|above| self.fields.get_mut(above)) {
            if !field.blank {
                break;
            }
            (field.blank, field.span) = (false, span);
            above = field.parent;
        }
    }

    fn item(&mut self, item: ItemId, parent: Option<FieldId>, written: Written<'a>, at: &[usize]) {
        let field = self.add(item, parent, written, at);
        match self.form.items[item].kind {
            ItemKind::Map => self.map(item, field, written, at),
            ItemKind::List => self.list(item, field, written, at),
            ItemKind::ChoiceText | ItemKind::TextText => {
                self.with_own_text(item, field, written, at)
            }
            ItemKind::Figure => self.figure(item, field, written, at),
            ItemKind::Period => self.period(item, field, written, at),
            _ => {
                if let Some(node) = written.node.filter(|_| !self.fields[field].blank) {
                    self.fields[field].value = self.leaf(field, node);
                }
            }
        }
    }

    fn map(&mut self, item: ItemId, field: FieldId, written: Written<'a>, at: &[usize]) {
        self.fields[field].value = Value::Group;
        if let Some(node) = written.node().filter(|_| !written.is_map()) {
            self.wrong_shape(field, Shape::Group, node.span);
        }
        self.group(Some(item), Some(field), written.entries(), at);
    }

    fn with_own_text(&mut self, item: ItemId, field: FieldId, written: Written<'a>, at: &[usize]) {
        let own = if written.is_map() {
            let own = Keys::own_text(self.form, item, written.entries(), &mut self.problems);
            self.fields[field].own_key = own.map(|entry| entry.key.span);
            own.map(|entry| &entry.value)
        } else {
            written.node
        };
        if let Some(node) = own.filter(|n| !n.is_blank()) {
            self.fields[field].value = self.leaf(field, node);
        }
        self.group(Some(item), Some(field), written.entries(), at);
    }

    fn list(&mut self, item: ItemId, field: FieldId, written: Written<'a>, at: &[usize]) {
        let definition = &self.form.items[item];
        let find = |id: &Option<String>| id.as_deref().and_then(|id| self.form.find(id));
        let (plain, plain_list) = (find(&definition.plain), find(&definition.plain_list));
        let of_texts = self.form.children(Some(item)).is_empty();
        self.fields[field].value = Value::Entries(0);
        let Some(node) = written
            .node
            .filter(|n| !matches!(n.content, Content::Blank))
        else {
            return;
        };
        match &node.content {
            _ if of_texts => self.texts(field, node),
            Content::Scalar(_) if node.is_blank() => {}
            Content::Scalar(_) if plain.is_some() => self.plain(item, field, plain, node, at),
            Content::Seq(nodes) if plain_list.is_some() && all_texts(nodes) => {
                self.plain(item, field, plain_list, node, at);
            }
            Content::Seq(nodes) => self.entries(item, field, nodes, at),
            Content::Map(entries) if entries.is_empty() => {}
            Content::Map(_) => self.without_dashes(item, field, node, at),
            _ => self.wrong_shape(field, Shape::List, node.span),
        }
    }

    fn entries(&mut self, item: ItemId, field: FieldId, nodes: &'a [Node], at: &[usize]) {
        let mut count = 0;
        for node in nodes {
            let groups = Keys::run_together(self.form, item, node.entries());
            if groups.len() < 2 {
                count += 1;
                self.entry(item, field, None, node, &[at, &[count]].concat());
                continue;
            }
            let dashes = groups.iter().skip(1).filter_map(|g| g.first());
            self.problems.push(Problem::MissingDash {
                field,
                span: node.span,
                dashes: dashes.map(|e| e.key.span).collect(),
            });
            for group in groups {
                count += 1;
                self.entry_without_dash(item, field, group, &[at, &[count]].concat());
            }
        }
        self.fields[field].value = Value::Entries(count);
        if let Some(most) = self.form.items[item].most
            && count > most
        {
            self.problems.push(Problem::TooMany { field, most });
        }
    }

    pub(super) fn entry(
        &mut self,
        item: ItemId,
        list: FieldId,
        key: Option<Span>,
        node: &'a Node,
        at: &[usize],
    ) {
        let written = Written {
            key,
            node: Some(node),
        };
        let entry = self.add(item, Some(list), written, at);
        self.fields[entry].value = Value::Group;
        if node.is_blank() {
            // The parser puts the place of an empty entry after the blank after its dash.
            let span = Span::at(node.span.start);
            self.fields[entry].span = span;
            let number = at.last().copied().unwrap_or(0);
            self.problems.push(Problem::BlankEntry {
                field: entry,
                span,
                number,
            });
        } else if !written.is_map() {
            self.wrong_shape(entry, Shape::Group, node.span);
        }
        self.group(Some(item), Some(entry), written.entries(), at);
    }

    /// A plain text or list in the place of a list of groups: one group with that one item.
    fn plain(
        &mut self,
        item: ItemId,
        field: FieldId,
        means: Option<ItemId>,
        node: &'a Node,
        at: &[usize],
    ) {
        let at = [at, &[1]].concat();
        let written = Written {
            key: None,
            node: Some(node),
        };
        self.fields[field].value = Value::Entries(1);
        let entry = self.add(item, Some(field), written, &at);
        self.fields[entry].value = Value::Group;
        let form = self.form;
        for &child in form.children(Some(item)) {
            let here = if Some(child) == means {
                written
            } else {
                Written::NOTHING
            };
            self.item(child, Some(entry), here, &at);
        }
    }

    fn texts(&mut self, field: FieldId, node: &'a Node) {
        let nodes = match &node.content {
            Content::Seq(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(node),
        };
        if let Content::Scalar(text) = &node.content
            && text.style == Style::Plain
            && read::is_marked_list(&text.text)
        {
            self.problems.push(Problem::MissingDash {
                field,
                span: text.span,
                dashes: Vec::new(),
            });
            self.fields[field].value = Value::Texts(Vec::new());
            return;
        }
        let mut texts = Vec::new();
        let mut wrong = None;
        for (n, node) in nodes.iter().enumerate() {
            match &node.content {
                Content::Scalar(text) if !node.is_blank() => texts.push(text),
                Content::Map(_) | Content::Seq(_) => wrong = wrong.or(Some(node.span)),
                _ if nodes.len() > 1 => self.problems.push(Problem::BlankEntry {
                    field,
                    span: Span::at(node.span.start),
                    number: n + 1,
                }),
                _ => {}
            }
        }
        if let Some(span) = wrong {
            self.wrong_shape(field, Shape::Text, span);
        }
        self.fields[field].value = Value::Texts(texts);
    }

    fn figure(&mut self, item: ItemId, field: FieldId, written: Written<'a>, at: &[usize]) {
        match written.node() {
            Some(node) if !written.is_map() => {
                self.texts(field, node);
                let texts = std::mem::replace(&mut self.fields[field].value, Value::Blank);
                if let Value::Texts(pictures) = texts {
                    self.fields[field].value = Value::Pictures(pictures);
                }
            }
            _ => self.fields[field].value = Value::Group,
        }
        self.group(Some(item), Some(field), written.entries(), at);
    }

    fn period(&mut self, item: ItemId, field: FieldId, written: Written<'a>, at: &[usize]) {
        self.group(Some(item), Some(field), written.entries(), at);
        let Some(node) = written.node() else {
            return;
        };
        self.fields[field].value = match &node.content {
            Content::Map(_) => Value::Period(Period::Ends(
                self.end_of_period(item, 0, at),
                self.end_of_period(item, 1, at),
            )),
            Content::Scalar(text) => {
                let period = Period::Text(text);
                if period.days().is_none() && !is_none_mark(&text.text) {
                    let why = match dates::read(&text.text) {
                        dates::Reading::Impossible => NotADate::NoSuchDay,
                        _ => NotADate::Other,
                    };
                    let span = text.span;
                    self.problems.push(Problem::NotADate { field, span, why });
                }
                Value::Period(period)
            }
            _ => {
                self.wrong_shape(field, Shape::Text, node.span);
                Value::Blank
            }
        };
    }

    /// 開始 or 終了 of a period whose ends are written apart.
    fn end_of_period(&self, item: ItemId, n: usize, at: &[usize]) -> Option<&'a Scalar> {
        let child = *self.form.children(Some(item)).get(n)?;
        let end = *self.index.get(&id_at(&self.form.items[child].id, at))?;
        match self.fields[end].value {
            Value::Date(text, _) => Some(text),
            _ => None,
        }
    }

    /// A value without items below it.
    fn leaf(&mut self, field: FieldId, node: &'a Node) -> Value<'a> {
        let item = self.fields[field].item;
        let keys = sister_keys(self.form, Some(item), node.entries());
        if !keys.is_empty() && self.form.items[item].kind != ItemKind::Table {
            self.problems.push(Problem::TooDeep { field, keys });
            return Value::Blank;
        }
        read::leaf(self.form, (item, field), node, &mut self.problems)
    }

    fn wrong_shape(&mut self, field: FieldId, expected: Shape, span: Span) {
        self.problems.push(Problem::WrongShape {
            field,
            expected,
            span,
        });
    }
}

/// Whether a list has nothing but texts and blanks.
fn all_texts(nodes: &[Node]) -> bool {
    nodes
        .iter()
        .all(|n| matches!(n.content, Content::Scalar(_) | Content::Blank))
}

/// Whether there are keys, in a map or in the maps of a list.
fn has_keys(node: &Node) -> bool {
    match &node.content {
        Content::Map(entries) => !entries.is_empty(),
        Content::Seq(nodes) => nodes.iter().any(has_keys),
        _ => false,
    }
}
