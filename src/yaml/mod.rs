//! YAML as text with positions: every scalar is a string, every node knows its bytes, comments are kept.
//!
//! [`read`] first looks for what goes wrong when Japanese text is typed by hand ([`typos`]), fixes a copy so
//! that the rest of the file can still be read, and parses that copy; all spans are places of the original text.

pub mod addressed;
pub mod bare;
mod breakage;
pub mod edit;
mod kept;
pub mod parse;
mod place;
pub mod typos;
pub mod write;

pub use kept::Kept;
pub use place::Written;

use crate::japanese::passage::Passage;
use crate::japanese::sieve::{Beginnings, Sieve};
use crate::source::{Source, Span};
use typos::{FormWords, Typo, TypoKind};

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `text`
    Plain,
    /// `'text'`
    SingleQuoted,
    /// `"text"`
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
}

/// A piece of text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text as the officer means it: without quotes, indentation and the final line break.
    pub text: String,
    /// Where it is, with its quotes or its `|`.
    pub span: Span,
    /// How it is written.
    pub style: Style,
    /// Where its lines and characters are written, once that is asked for.
    pub written: Kept<Written>,
    /// Its text in comparison form; see [`Scalar::folded`].
    pub folded: Kept<Passage>,
    /// Which words it may have; see [`Scalar::sieve`].
    pub beginnings: Kept<Beginnings>,
}

impl Scalar {
    /// Its text in comparison form; that words are bold is no matter.
    pub fn folded(&self) -> &Passage {
        let fold = || Passage::of(&self.text).without("**");
        self.folded.get_or_find(fold)
    }

    /// Its text for those who look for words that few texts have.
    pub fn sieve(&self) -> Sieve<'_> {
        let find = || Beginnings::of(&self.text);
        Sieve::known(&self.text, self.beginnings.get_or_find(find))
    }
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: Scalar,
    /// The value.
    pub value: Node,
}

impl Entry {
    /// The place of the key with its value.
    pub fn span(&self) -> Span {
        let key = self.key.span;
        Span::new(key.start, self.value.span.end.max(key.end))
    }
}

/// A node of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where it is; empty for a blank.
    pub span: Span,
    /// What it is.
    pub content: Content,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Nothing is written.
    Blank,
    /// Text.
    Scalar(Scalar),
    /// Keys and values in the order of the file.
    Map(Vec<Entry>),
    /// Entries of a list.
    Seq(Vec<Node>),
}

impl Node {
    /// A blank at a place.
    pub fn blank(offset: usize) -> Self {
        Node {
            span: Span::at(offset),
            content: Content::Blank,
        }
    }

    /// Whether nothing is written: no value, empty quotes, or a text of white space.
    pub fn is_blank(&self) -> bool {
        match &self.content {
            Content::Blank => true,
            Content::Scalar(scalar) => scalar.text.trim().is_empty(),
            Content::Map(entries) => entries.iter().all(|e| e.value.is_blank()),
            Content::Seq(nodes) => nodes.iter().all(Node::is_blank),
        }
    }

    /// The text, where the node is a scalar.
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.content {
            Content::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The entries, where the node is a map.
    pub fn entries(&self) -> &[Entry] {
        match &self.content {
            Content::Map(entries) => entries,
            _ => &[],
        }
    }
}

/// A comment, with its `#`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The text after `#`.
    pub text: String,
    /// Where it is.
    pub span: Span,
}

/// A YAML feature that we refuse because a reviewer can't see what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feature {
    /// `&name`
    Anchor,
    /// `*name`
    Alias,
    /// `!tag`
    Tag,
    /// `<<:`
    MergeKey,
    /// `? key`
    ComplexKey,
    /// A second `---`
    SecondDocument,
    /// `%YAML`
    Directive,
}

/// What the parser itself could not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyntaxProblem {
    /// A feature we refuse.
    Feature {
        /// Which one.
        feature: Feature,
        /// Where.
        span: Span,
    },
    /// Deeper than [`parse::MAX_DEPTH`] levels.
    TooDeep {
        /// Where the level is crossed.
        span: Span,
        /// What was not read.
        unread: Span,
    },
    /// Something else that is no YAML.
    Broken {
        /// Where reading stopped.
        span: Span,
        /// What kind of breakage it is.
        kind: Breakage,
        /// What was not read: it may begin before the place where reading stopped.
        unread: Span,
        /// Where reading went on, if it did.
        resumed: Option<Span>,
    },
    /// A text outside of a `|` block that goes on in the next line and is joined by a blank.
    Continued {
        /// The whole text.
        span: Span,
    },
}

/// Kinds of broken YAML that a person would distinguish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breakage {
    /// An opening quote without its closing one.
    Quote,
    /// `[` or `{` without its closing sign.
    Bracket,
    /// A line that is indented like nothing around it.
    Indentation,
    /// A tab where blanks must be.
    Tab,
    /// A text that begins with a sign of YAML.
    Sign,
    /// A `\` in double quotes that begins no character.
    Escape,
    /// Anything else.
    Other,
}

/// A file as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The tree; blank where nothing could be read.
    pub root: Node,
    /// All comments in the order of the file.
    pub comments: Vec<Comment>,
    /// What was mistyped.
    pub typos: Vec<Typo>,
    /// What the parser could not take.
    pub problems: Vec<SyntaxProblem>,
    /// Parts of the file that could not be read: what is missing there is not known to be missing.
    pub unread: Vec<Span>,
}

impl Document {
    /// Whether as much could be read as of another, and as many comments are there: what an edit has to keep.
    pub fn is_as_clean_as(&self, other: &Document) -> bool {
        self.typos.len() == other.typos.len()
            && self.problems.len() == other.problems.len()
            && self.unread.len() == other.unread.len()
            && self.comments.len() == other.comments.len()
    }
}

/// Reads a file. By the words of the form, what is mistyped is recognised.
pub fn read(source: &Source, words: &dyn FormWords) -> Document {
    // Most files have no typo: then the parse that ran in parallel is used.
    let (parsed, typos) = rayon::join(
        || parse::parse(source.text(), &edit::OffsetMap::identity()),
        || typos::find(source.text(), words),
    );
    let edits: Vec<_> = typos
        .iter()
        .flat_map(|typo| typo.edits.iter().cloned())
        .collect();
    let mut document = if edits.is_empty() {
        parsed
    } else {
        let fixed = edit::apply(source.text(), &edits);
        parse::parse(&fixed.text, &fixed.map)
    };
    // A second document is left out of the copy whole.
    let second = typos
        .iter()
        .filter(|typo| typo.kind == TypoKind::Refused(Feature::SecondDocument))
        .flat_map(|typo| typo.edits.iter().map(|edit| (typo.span, edit.span)))
        .filter(|(mark, left_out)| left_out.end > mark.end)
        .map(|(_, left_out)| left_out);
    document.unread.extend(second);
    document.typos = typos;
    document
}
