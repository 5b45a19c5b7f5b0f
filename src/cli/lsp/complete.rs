//! What can be written at a place: keys that are not written yet, options, addresses, names, codes of rules.
//!
//! Where a place is in the form is read from the lines alone ([`place`]), so that a line that is half typed is known as well
//! as a whole one; what the document says elsewhere comes from its tree.

mod addresses;
mod around;
mod comment;
mod keys;
mod line;
mod place;
mod values;

use super::found::{Completion, CompletionKind};
use super::item::text_at;
use super::snapshot::Snapshot;
use crate::form::Form;
use crate::source::Span;
use crate::yaml::Style;
use line::Line;
use place::{Holder, Place};

/// What can be written at a place of the text.
pub(super) fn complete(snapshot: &Snapshot, offset: usize) -> Vec<Completion> {
    let text = snapshot.source.text();
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let asked = Request {
        snapshot,
        form: snapshot.assessment.form,
        offset,
        place: Place::of(snapshot.assessment.form, text, offset),
    };
    asked.found()
}

/// A place that was asked about.
struct Request<'s> {
    snapshot: &'s Snapshot<'s>,
    form: &'static Form,
    offset: usize,
    place: Place<'s>,
}

impl<'s> Request<'s> {
    fn found(&self) -> Vec<Completion> {
        let (line, at) = (self.line(), self.in_line());
        if self.place.is_text || self.is_in_quotes() {
            return self.addresses_in_text();
        }
        if let Some(sign) = comment::sign(line, at) {
            return self.in_comment(sign);
        }
        match line.key {
            // Right after the colon the value begins, too.
            Some(key) if at >= key.colon => self.value(self.place.value_of(), key.value),
            Some(key) if at >= line.at => self.other_key(key.end),
            None if !line.dashes.is_empty() && at >= line.at.min(line.text.len()) => {
                self.in_entry()
            }
            None if line.dashes.is_empty() => self.at_level(),
            _ => Vec::new(),
        }
    }

    /// Whether the line goes on with a text in quotes that begins above.
    fn is_in_quotes(&self) -> bool {
        let text = text_at(self.snapshot.assessment, self.offset);
        text.is_some_and(|(_, text)| {
            let is_quoted = matches!(text.style, Style::SingleQuoted | Style::DoubleQuoted);
            is_quoted && text.span.start < self.line().start && self.offset < text.span.end
        })
    }

    fn line(&self) -> &Line<'s> {
        &self.place.line
    }

    /// The place in bytes of its line.
    fn in_line(&self) -> usize {
        (self.offset - self.line().start).min(self.line().text.len())
    }

    /// A part of the line.
    fn span(&self, from: usize, to: usize) -> Span {
        let start = self.line().start;
        Span::new(start + from, start + to)
    }

    /// A key that is written: others that may stand in its place.
    fn other_key(&self, end: usize) -> Vec<Completion> {
        let Holder::Items(parent) = self.place.key_of() else {
            return Vec::new();
        };
        let written = self.place.siblings(self.line().column);
        let span = self.span(self.line().at, end);
        self.keys(parent, &written, |guide| keys::Written {
            text: guide.key().to_owned(),
            cursor: None,
            span,
        })
    }

    /// Behind a dash: the first key of an entry, or a value.
    fn in_entry(&self) -> Vec<Completion> {
        let holder = self.place.value_of();
        let line = self.line();
        let Holder::Items(Some(list)) = holder else {
            return Vec::new();
        };
        if self.form.children(Some(list)).is_empty() || !self.form.items[list].is_list() {
            return self.value(holder, line.at);
        }
        let written = self.place.siblings(line.column);
        let is_bare = line.text.ends_with('-');
        let span = self.span(line.at.min(line.text.len()), line.end().max(self.in_line()));
        let before = if is_bare { " " } else { "" };
        self.keys(Some(list), &written, |guide| {
            let insert = guide.insert(line.column);
            keys::Written {
                text: format!("{before}{}", insert.text),
                cursor: Some(before.len() + insert.cursor),
                span,
            }
        })
    }

    /// On a line that is blank or has a few words without a colon: keys, or entries of a list.
    fn at_level(&self) -> Vec<Completion> {
        let line = self.line();
        let column = match line.is_blank() {
            true => self.in_line(),
            false => line.indent,
        };
        let Some(level) = self.place.level(column) else {
            return Vec::new();
        };
        // In another column than that of what belongs there: the blanks before it are replaced, too.
        let is_right = level.column == column;
        let from = match line.is_blank() {
            _ if !is_right => 0,
            true => self.in_line(),
            false => line.at,
        };
        let end = match line.is_blank() {
            true => line.text.len(),
            false => line.end().max(self.in_line()),
        };
        let span = self.span(from, end);
        let before = if is_right {
            String::new()
        } else {
            " ".repeat(level.column)
        };
        if level.is_list {
            return self.entries(level, span, &before);
        }
        let written = self.place.siblings(level.column);
        self.keys(level.parent, &written, |guide| {
            let insert = guide.insert(level.column);
            keys::Written {
                text: format!("{before}{}", insert.text),
                cursor: Some(before.len() + insert.cursor),
                span,
            }
        })
    }

    /// Something to be written.
    fn completion(&self, label: &str, kind: CompletionKind, span: Span) -> Completion {
        Completion {
            label: label.to_owned(),
            detail: String::new(),
            documentation: String::new(),
            insert: label.to_owned(),
            is_snippet: false,
            span,
            filter: label.to_owned(),
            sort: String::new(),
            kind,
        }
    }
}

/// A number by which a list is sorted.
fn sorted(place: usize) -> String {
    format!("{place:05}")
}
