//! The systems of Ⅰ２: what each is called, what it does, and with what it says that it is connected.

use super::{numbers, text, ticks};
use crate::assets::lists::systems::{ALL_SYSTEMS, KINDS, PERHAPS};
use crate::japanese::notation::{before_bracket, fold, has_chars};
use crate::lint::rules::Context;
use crate::source::Span;

/// Shorter parts of a name are words of many.
const PART: usize = 4;

/// A heading of functions is short: 「１．統合宛名機能」
const HEADING: usize = 24;

/// A system of the list.
pub(super) struct System {
    /// Its number in the list.
    pub n: usize,
    /// Its name without brackets, folded, and without a long vowel at its end.
    pub name: String,
    /// What the brackets after its name call it: 「（以下「貸出システム」という。）」.
    pub alias: Option<String>,
    /// As written.
    pub written: String,
    /// The options that mean it: one platform may be several.
    pub kinds: Vec<&'static str>,
    /// The options that may mean it: those of which its functions speak, and by its name.
    pub perhaps: Vec<&'static str>,
    /// What it says that it is connected with: the words, folded, and where.
    pub connections: Vec<(String, Span)>,
    /// Whether it may be connected with any system: an option is without the words it asks for, or its functions
    /// speak of the systems of all offices.
    pub unfinished: bool,
}

impl System {
    /// What it is called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [Some(self.name.as_str()), self.alias.as_deref()]
            .into_iter()
            .flatten()
    }

    /// Whether words name it.
    pub fn is_called(&self, words: &str) -> bool {
        self.names().any(|name| words.contains(name))
    }

    /// The first place where it says words of a kind about its connections.
    pub fn connected(&self, is_it: impl Fn(&str) -> bool) -> Option<Span> {
        let mut connections = self.connections.iter();
        let (_, span) = connections.find(|(words, _)| is_it(words))?;
        Some(*span)
    }
}

/// The options whose words are said.
fn kinds_of(kinds: &[(&'static str, &[&str])], says: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let kinds = kinds.iter();
    let kinds = kinds.filter(|(_, words)| words.iter().any(|word| says(word)));
    kinds.map(|(kind, _)| *kind).collect()
}

/// The systems of the list that have names.
pub(super) fn systems(cx: &Context) -> Vec<System> {
    numbers(cx, "basic.systems")
        .filter_map(|n| system(cx, n))
        .collect()
}

fn system(cx: &Context, n: usize) -> Option<System> {
    let (_, name) = text(cx, &format!("basic.systems[{n}].name"))?;
    let written = before_bracket(&name.text).trim().to_owned();
    let folded = fold(&written).trim_end_matches('ー').to_owned();
    let whole = fold(&name.text);
    let inside = whole
        .split_once('(')
        .and_then(|(_, rest)| rest.split(')').next());
    let quoted = inside.and_then(|inside| inside.split_once('「')?.1.split('」').next());
    let alias = quoted
        .or(inside)
        .filter(|alias| has_chars(alias, PART))
        .map(str::to_owned);
    let functions = text(cx, &format!("basic.systems[{n}].functions"));
    let functions = functions.map_or("", |(_, said)| said.text.as_str());
    let headings = functions
        .lines()
        .filter(|line| !has_chars(line.trim(), HEADING));
    let headings: Vec<&str> = headings.filter(|line| line.contains("機能")).collect();
    let says = |word: &str| whole.contains(word) || headings.iter().any(|h| h.contains(word));
    let kinds = kinds_of(KINDS, says);
    let mut perhaps = kinds_of(KINDS, |word| functions.contains(word));
    perhaps.extend(kinds_of(PERHAPS, |word| whole.contains(word)));
    let mut connections = Vec::new();
    let mut unfinished =
        !kinds.is_empty() && ALL_SYSTEMS.iter().any(|word| functions.contains(word));
    let id = format!("basic.systems[{n}].connections");
    for tick in ticks(cx, &id) {
        unfinished |= tick.detail.is_none() && has_slot(cx, &id, tick.option);
        let (words, span) = match tick.detail {
            Some(detail) => (detail.text.as_str(), detail.span),
            None => (tick.option, tick.span),
        };
        connections.push((fold(words), span));
    }
    (!folded.is_empty()).then_some(System {
        n,
        name: folded,
        alias,
        written,
        kinds,
        perhaps,
        connections,
        unfinished,
    })
}

/// Whether an option of an item asks for words of its own.
fn has_slot(cx: &Context, id: &str, option: &str) -> bool {
    let definition = cx.assessment.item(id).map(|f| cx.assessment.definition(f));
    definition.is_some_and(|d| d.options.iter().any(|o| o.slot && o.text == option))
}

/// Where one system names another: by its name, by a part of it, or by an option that means it.
pub(super) fn names(from: &System, to: &System) -> Option<Span> {
    // 「国保総合システム及び国保情報集約システム」 are two in one row.
    let parts = to
        .name
        .split("及び")
        .flat_map(|part| part.split(['・', '、']));
    let parts: Vec<&str> = parts.filter(|part| has_chars(part, PART)).collect();
    let is_it = |words: &str| to.is_called(words) || parts.iter().any(|part| words.contains(part));
    from.connected(is_it).or_else(|| by_kind(from, to))
}

/// Where one system names another by an option that means it.
pub(super) fn by_kind(from: &System, to: &System) -> Option<Span> {
    let kinds: Vec<String> = to.kinds.iter().map(|kind| fold(kind)).collect();
    from.connected(|words| kinds.iter().any(|kind| words.contains(kind)))
}
