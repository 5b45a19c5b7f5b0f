//! What the features find, in bytes of the text: `answer` puts it into the words of the protocol.

use std::sync::Arc;

use crate::lint::companions::Read;
use crate::source::Span;

/// Something that can be written at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Completion {
    /// What the list shows.
    pub label: String,
    /// A few words beside it.
    pub detail: String,
    /// More about it, in Markdown.
    pub documentation: String,
    /// What is written; with `$0` for the cursor where it is a snippet.
    pub insert: String,
    /// Whether `insert` has places for the cursor. Lines after the first are indented by the client as the first is.
    pub is_snippet: bool,
    /// What is replaced.
    pub span: Span,
    /// What is typed to find it: the key, and its address in ASCII.
    pub filter: String,
    /// By what the list is sorted.
    pub sort: String,
    /// What it is.
    pub kind: CompletionKind,
}

/// What a completion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CompletionKind {
    /// A key of the form.
    Key,
    /// An option of a choice.
    Choice,
    /// The address of an item.
    Address,
    /// The code of a rule.
    Rule,
    /// A name that the document knows.
    Name,
    /// Another value.
    Value,
}

/// What is said of the words under the pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hover {
    /// In Markdown.
    pub markdown: String,
    /// Of which words it is said.
    pub span: Span,
}

/// A part of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Symbol {
    /// As the form calls it.
    pub name: String,
    /// A few words beside it.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it.
    pub span: Span,
    /// What is selected where one goes to it; lies in `span`.
    pub name_span: Span,
    /// What is in it.
    pub children: Vec<Symbol>,
}

/// What a part of the outline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SymbolKind {
    /// A chapter of the form.
    Chapter,
    /// An item.
    Item,
    /// An entry of a list: a file, a system, a contract.
    Entry,
    /// A row of 別添３.
    Row,
}

/// Lines that can be folded: from the line on which the span begins to that on which it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fold {
    /// The lines.
    pub span: Span,
    /// What they are.
    pub kind: FoldKind,
}

/// What folded lines are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FoldKind {
    /// A part of the document.
    Part,
    /// Comments.
    Comment,
}

/// A place to go to.
#[derive(Debug, Clone)]
pub(super) struct Target {
    /// The document that it is in; none where it is the one that was asked about.
    pub read: Option<Arc<Read>>,
    /// Where in it.
    pub span: Span,
}

/// Words shown within a line that are not in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hint {
    /// Where.
    pub at: usize,
    /// The words.
    pub text: String,
    /// More about them; may be empty.
    pub tooltip: String,
    /// Whether they stand before what follows, and not after what comes before.
    pub is_before: bool,
}
