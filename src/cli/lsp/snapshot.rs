//! One version of an open document, as the features see it.

use crate::assessment::Assessment;
use crate::lint::companions::Companion;
use crate::source::Source;
use crate::source::diagnostic::Diagnostic;
use crate::source::lang::Lang;
use crate::yaml::Document;

/// A version of a document and what is known of it. All offsets are bytes of [`Source::text`].
#[derive(Clone, Copy)]
pub(super) struct Snapshot<'a> {
    /// The text.
    pub source: &'a Source,
    /// Its tree and comments.
    pub document: &'a Document,
    /// The tree laid over its form; over the newest one where it names an edition that we do not have.
    pub assessment: &'a Assessment<'a>,
    /// The findings of this very version; none where it was not checked yet.
    pub findings: &'a [Diagnostic],
    /// The documents that belong to it.
    pub companions: &'a [Companion],
    /// The language of what is said.
    pub lang: Lang,
}
