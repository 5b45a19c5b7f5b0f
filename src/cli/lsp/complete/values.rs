//! What can be written as a value: options, addresses, codes, names that the document knows.

use rustc_hash::FxHashSet;

use super::super::found::{Completion, CompletionKind};
use super::super::names::{DECLARED_IN, NameKind, declared};
use super::place::Holder;
use super::{Request, sorted};
use crate::assessment::value::Value;
use crate::form::{ASSESSMENT, ItemId, ItemKind, editions};
use crate::source::Span;
use crate::source::outward;
use crate::yaml::write;

/// The most characters of a value that is offered for another entry.
const LONGEST: usize = 60;

/// The persons, offices and systems of the figure.
const ACTORS: &str = "flow_figure.figure.actors[]";

/// How a value stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Alone.
    Plain,
    /// In quotes, which are there.
    Quoted,
    /// In `[ ]`.
    InFlow,
}

impl Request<'_> {
    /// What can be written as a value that begins at a byte of the line.
    pub(super) fn value(&self, holder: Holder, from: usize) -> Vec<Completion> {
        let line = self.line();
        let at = self.in_line();
        let from = from.min(line.text.len());
        let end = line.end().max(at);
        let words = &line.text[from..end];
        // What a block holds is on the lines below.
        if words.starts_with(['{', '|', '>', '&', '*', '!']) {
            return Vec::new();
        }
        let (start, end, manner) = match words.chars().next() {
            Some('[') if at <= from => return Vec::new(),
            Some('[') => self.element(from, at, end),
            Some(quote @ ('"' | '\'')) if at > from => {
                let inner = &words[1..];
                let close = inner.find(quote).map_or(end, |close| from + 1 + close);
                (from + 1, close.max(at), Manner::Quoted)
            }
            // At the blank between the colon and its value.
            _ => (from.min(at), end, Manner::Plain),
        };
        let span = self.span(start, end);
        let is_tight = line.text[..start].ends_with([':', '：', '-']) && manner == Manner::Plain;
        let mut found = match holder {
            Holder::Items(Some(item)) if self.is_group(item) => {
                return self.below_key(item, end);
            }
            Holder::Items(Some(item)) => self.of_item(item, span, manner),
            Holder::Own(item) => self.of_item(item, span, manner),
            Holder::Slot(item) => self.of_slot(item, span),
            Holder::Items(None) | Holder::Unknown => Vec::new(),
        };
        if !found
            .iter()
            .any(|value| value.kind == CompletionKind::Address)
        {
            found.extend(self.addresses_in_text());
        }
        for value in &mut found {
            let is_written = value.kind == CompletionKind::Choice;
            value.insert = match manner {
                Manner::Plain if is_written => continue_with(&value.insert, is_tight),
                Manner::Plain => continue_with(&plain(&value.insert), is_tight),
                Manner::Quoted => value.insert.trim_matches('"').to_owned(),
                Manner::InFlow => in_flow(&value.insert),
            };
        }
        if manner == Manner::Plain {
            self.with_narrow_colon(start, &mut found);
        }
        found
    }

    /// Writes the colon, too, where it or the blank behind it is full-width.
    fn with_narrow_colon(&self, start: usize, found: &mut [Completion]) {
        let line = self.line();
        let Some(key) = line.key.filter(|key| key.end <= start) else {
            return;
        };
        let written = &line.text[key.end..start];
        if !written.contains(['：', '　']) {
            return;
        }
        let place = self.span(key.end, start);
        let values = found
            .iter_mut()
            .filter(|value| value.span.start == place.end);
        for value in values {
            value.span.start = place.start;
            value.insert = format!(": {}", value.insert.trim_start());
            // Editors look for what they replace.
            value.filter.insert_str(0, written);
        }
    }

    /// Whether an item has keys or entries below it and no value on its own line.
    fn is_group(&self, item: ItemId) -> bool {
        let has_keys = !self.form.children(Some(item)).is_empty();
        let kind = self.form.items[item].kind;
        has_keys && kind.own_key().is_none() && !self.line().is_entry_alone()
    }

    /// The element of a list in brackets in which a place lies.
    fn element(&self, from: usize, at: usize, end: usize) -> (usize, usize, Manner) {
        let line = self.line().text;
        let begun = line[from..at].rfind(['[', ',']);
        let begun = begun.map_or(at, |sign| from + sign + 1);
        let blanks = line[begun..at].len() - line[begun..at].trim_start().len();
        let ends = line[at..end].find([',', ']']);
        let ends = ends.map_or(end, |sign| at + sign);
        (begun + blanks, ends, Manner::InFlow)
    }

    fn of_item(&self, item: ItemId, span: Span, manner: Manner) -> Vec<Completion> {
        let definition = &self.form.items[item];
        match definition.kind {
            ItemKind::Choice if definition.id == "form" => self.kinds(span),
            ItemKind::Choice | ItemKind::ChoiceText => self.options_of(item, &[], span, ""),
            ItemKind::Checks => {
                let line = self.line();
                let ticked = match (manner, line.dashes.last()) {
                    (Manner::InFlow, _) => self.others_in_flow(),
                    (_, Some(column)) => self.place.entries(*column),
                    _ => Vec::new(),
                };
                let mut options = self.options_of(item, &ticked, span, "");
                if line.dashes.is_empty() {
                    // Words behind an option go into an entry of its own.
                    let bare = options.iter_mut();
                    bare.for_each(|o| o.insert = o.insert.trim_end_matches(": ").to_owned());
                }
                options
            }
            ItemKind::Check => vec![self.completion("○", CompletionKind::Choice, span)],
            _ => self.values_of(item, span),
        }
    }

    /// The words in the brackets of the line.
    fn others_in_flow(&self) -> Vec<&str> {
        let value = self.line().value();
        let inner = value.trim_start_matches('[');
        inner.split([',', ']']).map(str::trim).collect()
    }

    fn kinds(&self, span: Span) -> Vec<Completion> {
        let mut kinds: Vec<&str> = editions().into_iter().map(|(kind, _)| kind).collect();
        kinds.dedup();
        kinds.sort_by_key(|kind| *kind != ASSESSMENT);
        let kinds = kinds.into_iter();
        let found = kinds.map(|kind| self.completion(kind, CompletionKind::Choice, span));
        found.collect()
    }

    /// What is known of a text that belongs somewhere.
    pub(super) fn values_of(&self, item: ItemId, span: Span) -> Vec<Completion> {
        let definition = &self.form.items[item];
        let id = definition.id.as_str();
        let is_record = self.form.refers_to.is_some();
        if id == "exceptions[].rule" {
            return self.codes(span, "", false);
        }
        if id == "changes[].item" || id == "exceptions[].item" {
            return self.addresses(self.snapshot.assessment, span);
        }
        if is_record && id.ends_with(".items[]") {
            return self.addresses_elsewhere(span);
        }
        let mut words: Vec<&str> = Vec::new();
        if id == ACTORS {
            let known = declared(self.snapshot.assessment).into_iter();
            let actors =
                known.filter(|name| !matches!(name.kind, NameKind::File | NameKind::Contract));
            words.extend(actors.map(|name| name.words));
        }
        words.extend(self.expected(id).iter().flat_map(|id| self.values_in(id)));
        words.extend(definition.same_as.iter().flat_map(|id| self.values_in(id)));
        let is_short = definition.kind == ItemKind::Text && !definition.block;
        let is_name = DECLARED_IN.iter().any(|(declared, _)| *declared == id);
        let repeats = is_short && !is_name || definition.kind == ItemKind::List;
        if repeats || id == "changes[].date" {
            words.extend(self.values_in(id));
        }
        self.words(words, span)
    }

    /// The items whose texts are expected in another.
    fn expected(&self, id: &str) -> Vec<&'static str> {
        match id {
            ACTORS => vec!["files[].overview.entrustment.items[].contractor"],
            "flow_figure.figure.flows[].from" | "flow_figure.figure.flows[].to" => vec![ACTORS],
            id if id.starts_with("flow_figure.figure.lanes.") => vec![ACTORS],
            id if id.ends_with(".document") => vec!["documents[].number"],
            "documents[].consultation" => vec!["consultations[].number"],
            _ => Vec::new(),
        }
    }

    /// What is written in an item, in all its entries.
    fn values_in(&self, id: &str) -> Vec<&str> {
        let assessment = self.snapshot.assessment;
        let Some(item) = self.form.find(id) else {
            return Vec::new();
        };
        let fields = assessment.fields.iter().filter(|field| field.item == item);
        let texts = fields.flat_map(|field| field.value.texts());
        // What stands here is no other entry's.
        let others = texts.filter(|text| {
            let span = text.span;
            !(span.start <= self.offset && self.offset <= span.end)
        });
        let short = others.map(|text| text.text.trim()).filter(|words| {
            let is_one_line = !words.is_empty() && !words.contains('\n');
            is_one_line && words.chars().nth(LONGEST).is_none()
        });
        short.collect()
    }

    /// Behind an option with a slot: 「その他」 of the connections of a system names systems.
    fn of_slot(&self, item: ItemId, span: Span) -> Vec<Completion> {
        let definition = &self.form.items[item];
        let mut words = Vec::new();
        if definition.id == "basic.systems[].connections" {
            let known = declared(self.snapshot.assessment).into_iter();
            let systems = known.filter(|name| name.kind == NameKind::System);
            words.extend(systems.map(|name| name.words));
        }
        if definition.counts_of.is_empty() {
            let fields = self.snapshot.assessment.fields.iter();
            let same = fields.filter(|field| field.item == item);
            let details = same.flat_map(|field| match &field.value {
                Value::Checks(checks) => checks.as_slice(),
                _ => &[],
            });
            let details = details.filter_map(|check| check.detail);
            let short = details.map(|text| text.text.trim());
            words.extend(short.filter(|words| words.chars().nth(LONGEST).is_none()));
        }
        self.words(words, span)
    }

    /// Words, each once.
    fn words(&self, words: Vec<&str>, span: Span) -> Vec<Completion> {
        let mut known = FxHashSet::default();
        let words = words.into_iter().filter(|words| known.insert(*words));
        let found = words.enumerate().map(|(n, words)| {
            // What reads like the number of a person is not shown in a list.
            let shown = outward::words(words);
            let mut found = self.completion(&shown, CompletionKind::Name, span);
            found.insert = words.to_owned();
            found.sort = sorted(n);
            found
        });
        found.collect()
    }
}

/// A value, with a blank before it right after a colon or a dash.
fn continue_with(words: &str, is_tight: bool) -> String {
    format!("{}{words}", if is_tight { " " } else { "" })
}

/// Words as YAML writes them on the line of a key.
pub(super) fn plain(words: &str) -> String {
    write::key(words)
}

/// Words as an element of a list in brackets.
fn in_flow(words: &str) -> String {
    let plain = plain(words);
    // JSON's quotes are YAML's.
    match plain == words && plain.contains([',', '[', ']', '{', '}']) {
        true => serde_json::Value::from(words).to_string(),
        false => plain,
    }
}
