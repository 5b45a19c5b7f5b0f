//! Exceptions with reasons: an officer lets a finding stand and says why.
//!
//! They are written in three places. A comment `# hyokasho: 許可 S006 理由` behind a key covers that item and all below
//! it; on a line of its own it covers the item of the next key. An entry of 検査の例外 in the file, or of
//! `[[exceptions]]` in `hyokasho.toml`, names the item, or covers the whole file. Without a reason an exception covers
//! nothing; one that covers no finding is itself a finding. From an individual number, and from what was not read, there is no exception.

use std::collections::BTreeSet;

use crate::assessment::Assessment;
use crate::diagnostic::{Diagnostic, Lang, Stage};
use crate::form::field::Field;
use crate::form::resolve::{Manner, resolve};
use crate::form::value::Value;
use crate::japanese::individual_number;
use crate::japanese::notation::is_none_mark;
use crate::rules::{self, Surroundings, u};
use crate::settings::Settings;
use crate::source::Span;
use crate::yaml::{Content, Entry, Node, Scalar};

/// 検査の例外, the item of the form's data.
const BLOCK: &str = "exceptions";

/// A finding that is excepted, with the officer's reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Why it stands.
    pub reason: String,
    /// Where that is written.
    pub origin: Origin,
}

/// Where an exception is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A comment in the assessment.
    Comment,
    /// 検査の例外 in the assessment.
    Block,
    /// The place in the list of `hyokasho.toml`.
    Settings(usize),
}

/// An exception as written.
#[derive(Debug)]
pub(crate) struct Exception {
    /// The rule's code, as written.
    pub(crate) code: String,
    /// Why; may be empty, then it is none.
    pub(crate) reason: String,
    /// Where to point at.
    pub(crate) span: Span,
    /// Where it is written.
    pub(crate) origin: Origin,
    covers: Covers,
}

/// What an exception covers.
#[derive(Debug)]
enum Covers {
    /// What stands in a part of the file.
    Part(Span),
    /// An item and all below it, by its id.
    Item(String),
    /// The whole file.
    All,
    /// Nothing: the item that it names, as written, is not on the form.
    Unknown(String),
}

impl Exception {
    fn fits(&self, diagnostic: &Diagnostic) -> bool {
        let at = diagnostic.primary.span.start;
        self.code.eq_ignore_ascii_case(diagnostic.code)
            && match &self.covers {
                Covers::Part(part) => part.start <= at && at < part.end.max(part.start + 1),
                Covers::Item(id) => is_within(&diagnostic.primary.item, id),
                Covers::All => true,
                Covers::Unknown(_) => false,
            }
    }

    /// The item that it names, where the form has none of that name.
    pub(crate) fn unknown_item(&self) -> Option<&str> {
        match &self.covers {
            Covers::Unknown(item) => Some(item),
            _ => None,
        }
    }
}

/// Takes the excepted findings out; exceptions without a reason or a use become findings.
pub fn apply(
    assessment: &Assessment,
    surroundings: &Surroundings,
    found: Vec<Diagnostic>,
    lang: Lang,
) -> (Vec<Diagnostic>, Vec<Suppressed>) {
    let mut exceptions = comments(assessment);
    exceptions.extend(block(assessment));
    exceptions.extend(of_settings(assessment, surroundings));
    if exceptions.is_empty() {
        return (found, Vec::new());
    }
    let mut used = vec![false; exceptions.len()];
    let (mut kept, mut suppressed) = (Vec::new(), Vec::new());
    for diagnostic in found {
        let place = exceptions.iter().position(|e| e.fits(&diagnostic));
        let place = place.filter(|_| !rules::is_firm(diagnostic.code));
        let Some(place) = place else {
            kept.push(diagnostic);
            continue;
        };
        used[place] = true;
        let exception = &exceptions[place];
        if exception.reason.is_empty() {
            kept.push(diagnostic);
        } else {
            suppressed.push(Suppressed {
                diagnostic,
                // It goes into reports; a number in it is I001's to tell.
                reason: individual_number::mask(&exception.reason),
                origin: exception.origin,
            });
        }
    }
    let settings = &surroundings.settings;
    let runs = |code: &str| {
        rules::find(code).is_none_or(|rule| rules::runs(rule, assessment.stage, settings))
    };
    let mut judged = Vec::new();
    for (exception, used) in exceptions.iter().zip(used) {
        // A rule that did not look has nothing to be excepted.
        let idle = !used && !runs(&exception.code);
        // Whether an entry of the settings is of use, all files tell together.
        if !idle && !matches!(exception.origin, Origin::Settings(_)) {
            judged.extend(u::judge(assessment, exception, used, lang));
        }
    }
    judged.iter_mut().for_each(rules::mask);
    rules::weigh(&mut judged, settings);
    kept.extend(judged);
    kept.sort_by_key(|d| (d.primary.span, d.code));
    (kept, suppressed)
}

/// The findings of exceptions in `hyokasho.toml` that no finding of any file needed, of those that can be told.
pub fn unused_settings(
    settings: &Settings,
    stage: Stage,
    used: &BTreeSet<usize>,
    can_be_told: &dyn Fn(&crate::settings::Exception) -> bool,
    lang: Lang,
) -> Vec<Diagnostic> {
    let runs =
        |code: &str| rules::find(code).is_some_and(|rule| rules::runs(rule, stage, settings));
    let unused = settings.exceptions.iter().enumerate();
    let unused = unused.filter(|(n, e)| !used.contains(n) && can_be_told(e) && runs(e.rule));
    let mut found = unused
        .map(|(_, exception)| u::unused_setting(exception, lang))
        .collect();
    rules::weigh(&mut found, settings);
    found
}

/// The exceptions written as comments, in the order of the file.
fn comments(assessment: &Assessment) -> Vec<Exception> {
    let comments = assessment.document.comments.iter();
    comments
        .filter_map(|comment| {
            let text = comment.text.trim();
            let rest = text
                .strip_prefix("hyokasho:")
                .or_else(|| text.strip_prefix("hyokasho："))?
                .trim_start();
            let rest = rest
                .strip_prefix("許可")
                .or_else(|| rest.strip_prefix("allow"))
                .unwrap_or(rest)
                .trim_start();
            let end = rest
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(rest.len());
            let (code, reason) = rest.split_at(end);
            Some(Exception {
                code: code.to_owned(),
                reason: said_reason(reason.trim_start_matches([':', '：', '、', ','])),
                span: comment.span,
                origin: Origin::Comment,
                covers: Covers::Part(covered(assessment, comment.span)),
            })
        })
        .collect()
}

/// A reason as written; a dash is none.
fn said_reason(written: &str) -> String {
    let reason = written.trim();
    let says_nothing = is_none_mark(reason);
    (if says_nothing { "" } else { reason }).to_owned()
}

/// What a comment covers: what begins with the outermost key on its line, or the entry of a list there; on a line of its
/// own, the same of the next line that has one.
fn covered(assessment: &Assessment, comment: Span) -> Span {
    let source = assessment.source;
    let line = source.line_of(comment.start);
    let own_line = source.line(line).trim_start().starts_with('#');
    let line_of = |part: Span| source.line_of(part.start);
    let mut parts = Vec::new();
    coverable(&assessment.document.root, &mut parts);
    let lines = parts.iter().map(|part| line_of(*part));
    let wanted = if own_line {
        lines.filter(|l| *l > line).min()
    } else {
        Some(line)
    };
    let here = parts.iter().filter(|part| Some(line_of(**part)) == wanted);
    here.min_by_key(|span| (span.start, usize::MAX - span.end))
        .copied()
        .unwrap_or(Span::at(comment.start))
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

/// The entries of 検査の例外. One that is blank, or no entry at all, is a problem of its own.
fn block(assessment: &Assessment) -> Vec<Exception> {
    let entries = 1..=assessment.entries(BLOCK);
    let entries = entries.filter_map(|n| Some((n, assessment.item(&format!("{BLOCK}[{n}]"))?)));
    let holds = |n: usize, key: &str| {
        let field = assessment.item(&format!("{BLOCK}[{n}].{key}"));
        field.is_some_and(|field| !field.blank)
    };
    let entries =
        entries.filter(|(n, _)| ["rule", "item", "reason"].iter().any(|key| holds(*n, key)));
    entries
        .map(|(n, entry)| {
            let said = |key: &str| text_of(assessment.item(&format!("{BLOCK}[{n}].{key}")));
            let words = |key: &str| said(key).map_or("", |t| t.text.trim()).to_owned();
            let item = said("item").map(|text| covered_item(assessment, &text.text));
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
fn of_settings(assessment: &Assessment, surroundings: &Surroundings) -> Vec<Exception> {
    let all = surroundings.settings.exceptions.iter().enumerate();
    let here = all.filter(|(_, exception)| exception.covers(&surroundings.path));
    let exceptions = here.map(|(n, exception)| {
        let item = exception.item.as_deref();
        Exception {
            code: exception.rule.to_owned(),
            reason: said_reason(&exception.reason),
            span: exception.span,
            origin: Origin::Settings(n),
            covers: item.map_or(Covers::All, |item| covered_item(assessment, item)),
        }
    });
    exceptions.collect()
}

/// The item that an id (`basic.systems[1].functions`) or an address (Ⅰ２システム1②) names.
fn covered_item(assessment: &Assessment, written: &str) -> Covers {
    let written = written.trim();
    let form = assessment.form;
    let bare = |id: &str| id.replace(|c: char| c.is_ascii_digit() || "[]?".contains(c), "");
    if form
        .items
        .iter()
        .any(|item| bare(&item.id) == bare(written))
    {
        return Covers::Item(written.to_owned());
    }
    // As the report has it, else as an official writes it.
    let as_told = |field: &&Field| assessment.address(field) == written;
    if let Some(field) = assessment.fields.iter().find(as_told) {
        return Covers::Item(field.id.clone());
    }
    match resolve(assessment, written) {
        Some(found) if found.manner != Manner::LabelAlone => Covers::Item(found.id(form)),
        _ => Covers::Unknown(written.to_owned()),
    }
}

/// Whether an item is another or lies below it; a number that the other leaves open is any number.
fn is_within(item: &str, other: &str) -> bool {
    let mut parts = item.split('.');
    let name = |part: &str| part.split('[').next().unwrap_or("").to_owned();
    let is_open = |part: &str| !part.contains('[') || part.ends_with("[?]") || part.ends_with("[]");
    other.split('.').all(|wanted| {
        let part = parts.next();
        part.is_some_and(|part| part == wanted || is_open(wanted) && name(part) == name(wanted))
    })
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn an_item_covers_what_lies_below_it() {
        for (item, other, expected) in [
            ("basic.systems[1].functions", "basic.systems[1]", true),
            ("basic.systems[1].functions", "basic.systems", true),
            (
                "basic.systems[2].functions",
                "basic.systems[?].functions",
                true,
            ),
            ("basic.systems[2].functions", "basic.systems[1]", false),
            ("basic.systems[10]", "basic.systems[1]", false),
            ("basic", "basic.systems", false),
            ("basics.systems", "basic", false),
            ("", "basic", false),
        ] {
            assert_eq!(is_within(item, other), expected, "{item} in {other}");
        }
    }
}
