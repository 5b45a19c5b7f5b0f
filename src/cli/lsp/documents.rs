//! The documents that are open in the editor.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use gen_lsp_types::{LanguageKind, Range, TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::convert::{self, Converter};
use super::uri;
use crate::assessment;
use crate::lint::companions::{Companion, Read};
use crate::source::diagnostic::Diagnostic;
use crate::source::encoding::Encoding;
use crate::source::{Source, Unreadable};
use crate::workspace;

/// How long after the last key a document is checked.
const QUIET: Duration = Duration::from_millis(150);

/// How long it is waited for that quiet.
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// The open documents by [`uri::key`].
#[derive(Default)]
pub(super) struct Documents(BTreeMap<String, OpenDocument>);

/// A document that is open.
pub(super) struct OpenDocument {
    /// As the editor names it.
    pub uri: Uri,
    /// Where it is stored; none where it never was.
    pub path: Option<PathBuf>,
    /// The editor's number of this text.
    pub version: i32,
    /// The language that it is written in, as the editor says.
    language: LanguageKind,
    /// What was found in this text.
    pub checked: Option<Arc<Findings>>,
    /// Whether the editor shows findings of it.
    pub is_marked: bool,
    /// The text as the editor has it.
    whole: Source,
    reading: OnceCell<Reading>,
    due: Option<Due>,
}

/// What the text of a document is.
pub(super) enum Reading {
    /// No assessment: nothing is said of it.
    Foreign,
    /// Next to nothing is written yet; it may become an assessment.
    Begun(Arc<Read>),
    /// No text that we read.
    Unreadable(Unreadable),
    /// An assessment, or another of our forms.
    Text(Arc<Read>),
}

/// What was found in one version of a document.
#[derive(Default)]
pub(super) struct Findings {
    /// The findings of the check.
    pub found: Vec<Diagnostic>,
    /// The documents that belong to it.
    pub companions: Vec<Companion>,
    /// Why it could not be checked as it should.
    pub failure: Option<String>,
    /// The number of this check.
    pub number: u64,
}

/// When a document is to be checked.
#[derive(Clone, Copy)]
struct Due {
    at: Instant,
    at_the_latest: Instant,
}

impl Documents {
    /// The document of an address.
    pub fn get(&self, uri: &str) -> Option<&OpenDocument> {
        self.0.get(&uri::key(uri))
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, uri: &str) -> Option<&mut OpenDocument> {
        self.0.get_mut(&uri::key(uri))
    }

    /// All of them.
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut OpenDocument> {
        self.0.values_mut()
    }

    /// Whether one of a folder is open.
    pub fn lies_in(&self, folder: &Path) -> bool {
        let mut paths = self.0.values().filter_map(|open| open.path.as_ref());
        paths.any(|path| workspace::folder_of(path) == folder)
    }

    /// Takes up a document.
    pub fn open(&mut self, item: TextDocumentItem) {
        let key = uri::key(&item.uri.0);
        let path = uri::path_of(&item.uri.0);
        let whole = named(path.as_ref(), &item.uri, item.text);
        let known = self.0.get(&key).is_some_and(|open| open.is_marked);
        let document = OpenDocument {
            uri: item.uri,
            path,
            version: item.version,
            language: item.language_id,
            checked: None,
            is_marked: known,
            whole,
            reading: OnceCell::new(),
            due: Some(Due::now()),
        };
        self.0.insert(key, document);
    }

    /// Drops a document.
    pub fn close(&mut self, uri: &str) -> Option<OpenDocument> {
        self.0.remove(&uri::key(uri))
    }

    /// The document that is to be checked next, and when; of those whose findings are awaited, by their keys.
    pub fn next_due(&self, is_awaited: impl Fn(&str) -> bool) -> Option<(Instant, Uri)> {
        let awaited = self.0.iter().filter(|(key, _)| is_awaited(key));
        let due = awaited.filter_map(|(_, open)| Some((open.due?.at, &open.uri)));
        let next = due.min_by_key(|(at, _)| *at);
        next.map(|(at, uri)| (at, uri.clone()))
    }
}

impl OpenDocument {
    /// Makes changes to the text, one after the other.
    pub fn change(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        use TextDocumentContentChangeEvent::{
            TextDocumentContentChangePartial as Partial,
            TextDocumentContentChangeWholeDocument as Whole,
        };
        for change in changes {
            let text = match change {
                Whole(change) => change.text,
                Partial(change) => self.replaced(change.range, &change.text, encoding),
            };
            self.whole = named(self.path.as_ref(), &self.uri, text);
        }
        self.version = version;
        self.reading = OnceCell::new();
        self.checked = None;
        self.due = Some(self.due.unwrap_or(Due::now()).put_off());
    }

    fn replaced(&self, range: Range, by: &str, encoding: Encoding) -> String {
        let text = self.whole.text();
        let [start, end] =
            [range.start, range.end].map(|at| convert::offset(&self.whole, at, encoding));
        let (start, end) = (start.min(end), start.max(end));
        [&text[..start], by, &text[end..]].concat()
    }

    /// What the text is.
    pub fn reading(&self) -> &Reading {
        self.reading.get_or_init(|| {
            let text = self.whole.text();
            let read = |source: Source| {
                let document = assessment::read(&source);
                Arc::new(Read { source, document })
            };
            let source = Source::from_bytes(self.whole.name(), text.as_bytes());
            match (workspace::is_assessment(text), source) {
                (true, Ok(source)) => Reading::Text(read(source)),
                (true, Err(why)) => Reading::Unreadable(why),
                (false, Ok(source)) if is_begun(text) => Reading::Begun(read(source)),
                (false, Err(Unreadable::Empty)) => Reading::Begun(read(self.whole.clone())),
                (false, _) => Reading::Foreign,
            }
        })
    }

    /// Whether it is written as YAML, of which JSON is a part that has another layout.
    pub fn is_yaml(&self) -> bool {
        !self.language.as_str().starts_with("json")
    }

    /// Whether something can be said of it.
    pub fn is_ours(&self) -> bool {
        matches!(self.reading(), Reading::Text(_) | Reading::Unreadable(_))
    }

    /// Leads between what was read and the editor's text.
    pub fn converter(&self, encoding: Encoding) -> Converter<'_> {
        let mark = match self.reading() {
            Reading::Text(read) | Reading::Begun(read) => read.source.position(0).offset,
            Reading::Foreign | Reading::Unreadable(_) => 0,
        };
        Converter::new(&self.whole, mark, encoding)
    }

    /// That it is checked as soon as there is time.
    pub fn hurry(&mut self) {
        self.checked = None;
        self.due = Some(Due::now());
    }

    /// Takes up what was found in it.
    pub fn settle(&mut self, findings: Arc<Findings>) {
        self.checked = Some(findings);
        self.due = None;
    }
}

impl Due {
    fn now() -> Self {
        let now = Instant::now();
        Due {
            at: now,
            at_the_latest: now + LONGEST_WAIT,
        }
    }

    /// After a key: not before it is quiet.
    fn put_off(self) -> Self {
        Due {
            at: (Instant::now() + QUIET).min(self.at_the_latest),
            ..self
        }
    }
}

/// Whether nothing but comments is written, and at most the beginning of the first key.
fn is_begun(text: &str) -> bool {
    const FIRST_KEYS: [&str; 2] = ["様式", "版"];
    let lines = text.lines().map(str::trim);
    let mut lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let first = lines.next().unwrap_or_default();
    FIRST_KEYS.iter().any(|key| key.starts_with(first)) && lines.next().is_none()
}

/// A text with the name of its file.
fn named(path: Option<&PathBuf>, uri: &Uri, text: String) -> Source {
    let name = match path {
        Some(path) => workspace::shown(path).display().to_string(),
        None => uri.0.clone(),
    };
    Source::new(name, text)
}

#[cfg(test)]
mod tests;
