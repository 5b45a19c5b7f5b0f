//! A file in the order and layout of its form: what `fmt` writes.
//!
//! The keys of the form stand in its order and are spelt as it spells them; all is in block style with two blanks for a
//! level. Entries of lists, rows of tables and what the form does not know stay in their order, texts as they are written,
//! comments with what they stand at. What comes out is read again, and kept only if it says the same.

pub(super) mod comments;
mod order;
mod parts;
pub(super) mod place;
mod proof;
pub(super) mod scalar;
mod write;

use super::problem::Problem;
use super::{Assessment, NoForm, read};
use crate::form::Form;
use crate::source::diagnostic::Stage;
use crate::source::{Source, Span};
use crate::yaml::{Content, Document, Entry, SyntaxProblem};

/// A file in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arranged {
    /// Its text, with the line breaks of the file.
    pub text: String,
    /// The keys of the file that are spelt otherwise now: what was found in their spelling is gone.
    pub respelt: Vec<Span>,
}

/// Why a file is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unarranged {
    /// It is no map of keys of the form.
    NoAssessment,
    /// It names a form that we do not have.
    NoForm(Span),
    /// Something in it has to be put right first, or it could be read in two ways.
    Unclean(Span),
    /// What would come out does not say the same for certain.
    Unproved,
}

/// How keys of the form are spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// As the form spells them.
    OfForm,
    /// As they are written.
    AsWritten,
}

/// The text of a file in the order and the spelling of its form.
///
/// # Errors
/// Where it can't be put in order without a doubt.
pub fn arrange(source: &Source) -> Result<Arranged, Unarranged> {
    arrange_spelt(source, Spelling::OfForm)
}

/// The text of a file in the order of its form.
///
/// # Errors
/// As [`arrange`].
pub fn arrange_spelt(source: &Source, spelling: Spelling) -> Result<Arranged, Unarranged> {
    let document = read(source);
    let assessment = match Assessment::open(source, &document, Stage::Draft) {
        Ok(assessment) => assessment,
        Err(NoForm::Unknown(named)) => return Err(Unarranged::NoForm(named.span)),
        Err(NoForm::Bad(_)) => return Err(Unarranged::NoAssessment),
    };
    if let Some(span) = unclean(&assessment) {
        return Err(Unarranged::Unclean(span));
    }
    let form = assessment.form;
    if !is_of_form(form, document.root.entries()) {
        return Err(Unarranged::NoAssessment);
    }
    let mut parts = parts::parts(form, source, &document, spelling).ok_or(Unarranged::Unproved)?;
    let frame = Frame::of(source, &document);
    if !proof::is_all(source, frame.body, &parts.words, &document.comments) {
        return Err(Unarranged::Unproved);
    }
    comments::settle(source, &document.comments, frame.body, &mut parts);
    order::order(&mut parts);
    let text = frame.around(&write::write(&parts));
    let new = Source::new(source.name(), text.as_str());
    if !proof::says_the_same(form, &document, &read(&new)) {
        return Err(Unarranged::Unproved);
    }
    let respelt = parts.respelt;
    Ok(Arranged { text, respelt })
}

/// Whether a file is of a form: it names it, or has one of its chapters. Other files have a 備考 or a 表紙, too.
fn is_of_form(form: &Form, entries: &[Entry]) -> bool {
    let names_it = [form.find("form"), form.find("edition")];
    entries.iter().any(|entry| {
        let item = form.child(None, &entry.key.text);
        let has_parts = matches!(entry.value.content, Content::Map(_) | Content::Seq(_));
        item.is_some() && (has_parts || names_it.contains(&item))
    })
}

/// The first place that has to be put right before the order of the keys is certain.
fn unclean(assessment: &Assessment) -> Option<Span> {
    let document = assessment.document;
    let typos = document.typos.iter().map(|typo| typo.span);
    let problems = document
        .problems
        .iter()
        .filter_map(|problem| match problem {
            SyntaxProblem::Feature { span, .. }
            | SyntaxProblem::TooDeep { span, .. }
            | SyntaxProblem::Broken { span, .. } => Some(*span),
            SyntaxProblem::Continued { .. } => None,
        });
    let twice = assessment
        .problems
        .iter()
        .filter_map(|problem| match problem {
            Problem::DuplicateKey { second, .. } => Some(*second),
            Problem::MissingDash { dashes, .. } => dashes.first().copied(),
            _ => None,
        });
    let unread = document.unread.iter().copied();
    typos.chain(problems).chain(twice).chain(unread).min()
}

/// What is before the keys of a file: all up to the line `---`.
struct Frame<'a> {
    source: &'a Source,
    /// What comes after it.
    body: Span,
}

impl<'a> Frame<'a> {
    fn of(source: &'a Source, document: &Document) -> Self {
        let first = source.line_of(document.root.span.start);
        let mut lines = (1..first).map(|line| source.line_span(line));
        let mark = lines.find(|line| source.slice(*line).trim_end() == "---");
        Frame {
            source,
            body: Span::new(mark.map_or(0, |line| line.end), source.text().len()),
        }
    }

    /// Lines in the place of the body, with the line breaks of the file. The last line has one, too: without it, the text
    /// of a block that comes to stand at the end would be another one to those who count it.
    fn around(&self, lines: &str) -> String {
        let text = self.source.text();
        let before = text[..self.body.start].replace('\r', "");
        let gap = if before.is_empty() { "" } else { "\n" };
        let whole = [&before, gap, lines].concat();
        match self.source.newline() {
            "\n" => whole,
            newline => whole.replace('\n', newline),
        }
    }
}

#[cfg(test)]
mod tests;
