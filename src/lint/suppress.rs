//! Exceptions with reasons: an officer accepts a finding and says why.
//!
//! They are written in three places. A comment `# hyokasho: 許可 S006 理由` after a key covers that item and all below
//! it; on a line of its own it covers the item of the next key. An entry of 検査の例外 in the file, or of
//! `[[exceptions]]` in `hyokasho.toml`, names the item, or covers the whole file. Without a reason an exception covers
//! nothing; one that covers no finding is itself a finding. A finding at many places is excepted place by place. From an individual number, and from what was not read, there is no exception.

mod commenting;
mod covering;

use std::cell::OnceCell;
use std::collections::BTreeMap;

pub use commenting::Commenting;
use covering::{Covering, is_sound};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::assessment::Assessment;
use crate::assessment::field::Field;
use crate::assessment::resolve::{Manner, resolve};
use crate::assessment::value::Value;
use crate::japanese::notation::is_none_mark;
use crate::lint::exception::{Covers, Exception, Judged, Origin};
use crate::lint::rules::{self, CheckInputs};
use crate::source::diagnostic::Diagnostic;
use crate::source::lang::Lang;
use crate::source::outward;
use crate::source::{Source, Span};
use crate::yaml::{Content, Entry, Node, Scalar, addressed};

/// 検査の例外, the item of the form's data.
const BLOCK: &str = "exceptions";

/// A finding that is excepted, with the officer's reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Why it is accepted.
    pub reason: String,
    /// Where that is written.
    pub origin: Origin,
}

/// Findings parted by the exceptions of an assessment.
#[derive(Debug, Default)]
pub struct Applied {
    /// What no exception covers.
    pub kept: Vec<Diagnostic>,
    /// What one covers.
    pub suppressed: Vec<Suppressed>,
    /// The exceptions of the assessment itself. Whether an entry of the settings is of use, all files decide together.
    pub judged: Vec<Judged>,
}

/// Takes what is excepted out of the findings, place by place.
pub fn apply(
    assessment: &Assessment,
    inputs: &CheckInputs,
    found: Vec<Diagnostic>,
    lang: Lang,
) -> Applied {
    let mut exceptions = comments(assessment);
    exceptions.extend(block(assessment));
    exceptions.extend(of_settings(assessment, inputs));
    let mut applied = Applied::default();
    if exceptions.is_empty() {
        applied.kept = found;
        return applied;
    }
    let covering = Covering::of(&exceptions);
    let mut used = vec![false; exceptions.len()];
    for diagnostic in found {
        let Some(of_rule) = covering.get(diagnostic.code) else {
            applied.kept.push(diagnostic);
            continue;
        };
        let places = diagnostic.all_places();
        let excepted: Vec<Option<usize>> = places.map(|place| of_rule.first(place)).collect();
        for (exception, diagnostic) in diagnostic.parted(&excepted, lang) {
            let Some(place) = exception else {
                applied.kept.push(diagnostic);
                continue;
            };
            used[place] = true;
            applied.suppressed.push(Suppressed {
                diagnostic,
                // It goes into reports; I001 reports a number in it.
                reason: outward::message(&exceptions[place].reason).into_owned(),
                origin: exceptions[place].origin,
            });
        }
    }
    let (settings, against) = (&inputs.settings, inputs.against());
    // A rule that did not look has nothing to be excepted, and what was not read may hold what is.
    let looked = |code: &str| {
        let runs = |rule| rules::is_enabled(rule, assessment.stage, against, settings);
        rules::find(code).is_none_or(runs) && !assessment.is_broken()
    };
    for (exception, used) in exceptions.into_iter().zip(used) {
        let is_idle = !used && is_sound(&exception) && !looked(&exception.code);
        if !matches!(exception.origin, Origin::Settings(_)) {
            applied.judged.push(Judged {
                is_used: used || is_idle,
                exception,
            });
        }
    }
    let key = |s: &Suppressed| (s.diagnostic.primary.span, s.diagnostic.code);
    applied.suppressed.sort_by_key(key);
    applied
}

/// The exceptions written as comments, in the order of the file.
fn comments(assessment: &Assessment) -> Vec<Exception> {
    let comments = assessment.document.comments.iter();
    let addressed = comments.filter_map(|c| Some((c.span, addressed::rest(&c.text)?)));
    let addressed: Vec<(Span, &str)> = addressed.collect();
    if addressed.is_empty() {
        return Vec::new();
    }
    let lines = Lines::of(assessment);
    let exception = |(span, rest): &(Span, &str)| {
        let rest = rest
            .strip_prefix("許可")
            .or_else(|| rest.strip_prefix("allow"))
            .unwrap_or(rest)
            .trim_start();
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let (code, reason) = rest.split_at(end);
        Exception {
            code: code.to_owned(),
            reason: said_reason(reason.trim_start_matches([':', '：', '、', ','])),
            span: *span,
            origin: Origin::Comment,
            covers: Covers::Part(lines.covered(assessment.source, *span)),
        }
    };
    addressed.iter().map(exception).collect()
}

/// A reason as written; a dash is none.
fn said_reason(written: &str) -> String {
    let reason = written.trim();
    let says_nothing = is_none_mark(reason);
    (if says_nothing { "" } else { reason }).to_owned()
}

/// What comments can cover, by the line on which it begins: the outermost key, or the entry of a list.
struct Lines {
    begun: BTreeMap<usize, Span>,
    /// What ends on a line, the innermost of several: a text or a list of several lines.
    ended: BTreeMap<usize, Span>,
}

impl Lines {
    fn of(assessment: &Assessment) -> Self {
        let mut parts = Vec::new();
        coverable(&assessment.document.root, &mut parts);
        parts.sort_by_key(|part| (part.start, usize::MAX - part.end));
        let (mut begun, mut ended) = (BTreeMap::new(), BTreeMap::new());
        for part in parts {
            let line = |at| assessment.source.line_of(at);
            begun.entry(line(part.start)).or_insert(part);
            ended.insert(line(part.end.saturating_sub(1)), part);
        }
        Lines { begun, ended }
    }

    /// What a comment covers: what begins on its line, or else ends there; on a line of its own, what begins on the next
    /// line on which something does.
    fn covered(&self, source: &Source, comment: Span) -> Span {
        let line = source.line_of(comment.start);
        let own_line = source.line(line).trim_start().starts_with('#');
        let part = if own_line {
            self.begun.range(line + 1..).next().map(|(_, part)| part)
        } else {
            self.begun.get(&line).or_else(|| self.ended.get(&line))
        };
        part.copied().unwrap_or(Span::at(comment.start))
    }
}

/// Keys with what is below them, and entries of lists that are a text alone.
fn coverable(node: &Node, parts: &mut Vec<Span>) {
    match &node.content {
        Content::Map(entries) => {
            for Entry { key, value } in entries {
                let end = value.span.end.max(key.span.end);
                parts.push(Span::new(key.span.start, end));
                coverable(value, parts);
            }
        }
        Content::Seq(nodes) => {
            let texts = nodes.iter().filter_map(Node::scalar);
            parts.extend(texts.map(|text| text.span));
            nodes.iter().for_each(|node| coverable(node, parts));
        }
        Content::Scalar(_) | Content::Blank => {}
    }
}

/// The entries of 検査の例外. Blank and malformed ones are reported elsewhere (S011, S003).
fn block(assessment: &Assessment) -> Vec<Exception> {
    let entries = 1..=assessment.entries(BLOCK);
    let entries = entries.filter_map(|n| Some((n, assessment.item(&format!("{BLOCK}[{n}]"))?)));
    let holds = |n: usize, key: &str| {
        let field = assessment.item(&format!("{BLOCK}[{n}].{key}"));
        field.is_some_and(|field| !field.blank)
    };
    let entries =
        entries.filter(|(n, _)| ["rule", "item", "reason"].iter().any(|key| holds(*n, key)));
    let items = Items::of(assessment);
    entries
        .map(|(n, entry)| {
            let said = |key: &str| text_of(assessment.item(&format!("{BLOCK}[{n}].{key}")));
            let words = |key: &str| said(key).map_or("", |t| t.text.trim()).to_owned();
            let item = said("item").map(|text| items.covered(&text.text));
            let first_line = first_line(assessment, entry.place());
            Exception {
                code: words("rule"),
                reason: said_reason(&words("reason")),
                span: said("rule").map_or(first_line, |text| text.span),
                origin: Origin::Block,
                covers: item.unwrap_or(Covers::All),
            }
        })
        .collect()
}

fn text_of<'a>(field: Option<&Field<'a>>) -> Option<&'a Scalar> {
    match field?.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn first_line(assessment: &Assessment, span: Span) -> Span {
    let source = assessment.source;
    let line = source.line_span(source.line_of(span.start));
    Span::new(span.start, span.end.min(line.end))
}

/// The entries of `hyokasho.toml` for this file.
fn of_settings(assessment: &Assessment, inputs: &CheckInputs) -> Vec<Exception> {
    let all = inputs.settings.exceptions.iter().enumerate();
    let here = all.filter(|(_, exception)| exception.covers(&inputs.path));
    let items = Items::of(assessment);
    let exceptions = here.map(|(n, exception)| {
        let item = exception.item.as_deref();
        Exception {
            code: exception.rule.to_owned(),
            reason: said_reason(&exception.reason),
            span: exception.span,
            origin: Origin::Settings(n),
            covers: item.map_or(Covers::All, |item| items.covered(item)),
        }
    });
    exceptions.collect()
}

/// The items that exceptions name.
struct Items<'n, 'a> {
    assessment: &'n Assessment<'a>,
    /// The ids of the form's items without numbers, once they are asked for.
    ids: OnceCell<FxHashSet<String>>,
    /// The fields' ids by the addresses that reports give, once they are asked for.
    addresses: OnceCell<FxHashMap<String, &'n str>>,
}

/// The id of the item that each of some exceptions names; none where the form has no such item.
pub(crate) fn items_named(assessment: &Assessment, written: &[&str]) -> Vec<Option<String>> {
    let items = Items::of(assessment);
    let id = |written: &&str| match items.covered(written) {
        Covers::Item(id) => Some(id),
        _ => None,
    };
    written.iter().map(id).collect()
}

impl<'n, 'a> Items<'n, 'a> {
    fn of(assessment: &'n Assessment<'a>) -> Self {
        Items {
            assessment,
            ids: OnceCell::new(),
            addresses: OnceCell::new(),
        }
    }

    /// The item that an id (`basic.systems[1].functions`) or an address (Ⅰ２システム1②) names.
    fn covered(&self, written: &str) -> Covers {
        let written = written.trim();
        let form = self.assessment.form;
        let bare = |id: &str| id.replace(|c: char| c.is_ascii_digit() || "[]?".contains(c), "");
        let ids = self
            .ids
            .get_or_init(|| form.items.iter().map(|item| bare(&item.id)).collect());
        if ids.contains(&bare(written)) {
            return Covers::Item(written.to_owned());
        }
        // As the report has it, else as an official writes it.
        if let Some(id) = self.addresses().get(written) {
            return Covers::Item((*id).to_owned());
        }
        match resolve(self.assessment, written) {
            Some(found) if found.manner != Manner::LabelAlone => Covers::Item(found.id(form)),
            _ => Covers::Unknown(written.to_owned()),
        }
    }

    fn addresses(&self) -> &FxHashMap<String, &'n str> {
        self.addresses.get_or_init(|| {
            let mut addresses = FxHashMap::default();
            for field in &self.assessment.fields {
                let address = self.assessment.address(field);
                let address = outward::message(&address).into_owned();
                addresses.entry(address).or_insert(field.id.as_str());
            }
            addresses
        })
    }
}
