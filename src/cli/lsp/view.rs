//! What the answer to a request is made from: a version of a document, and what the editor can do with the answer.

use std::collections::HashMap;
use std::path::Path;

use gen_lsp_types::{
    DocumentChange, Edit as ShownEdit, OptionalVersionedTextDocumentIdentifier, SnippetTextEdit,
    StringValue, TextDocumentEdit, TextDocumentIdentifier, TextEdit, WorkspaceEdit,
};

use super::client::Client;
use super::convert::Converter;
use super::diagnose::Shower;
use super::documents::{Findings, OpenDocument};
use super::folder::Folder;
use super::snapshot::Snapshot;
use crate::source::diagnostic::Edit;

/// What an answer is made from.
pub(super) struct View<'a> {
    /// The document.
    pub snapshot: Snapshot<'a>,
    /// Leads to its places.
    pub text: Converter<'a>,
    /// The document as the editor has it.
    pub open: &'a OpenDocument,
    /// Where it is stored, or would be.
    pub path: &'a Path,
    /// What holds in its folder.
    pub folder: &'a Folder,
    /// What was found in it.
    pub findings: &'a Findings,
    /// What the editor can do.
    pub client: &'a Client,
}

impl View<'_> {
    /// How findings are shown.
    pub fn shower(&self) -> Shower<'_> {
        Shower {
            uri: &self.open.uri,
            text: self.text,
            companions: &self.findings.companions,
        }
    }

    /// Edits of the document.
    pub fn workspace_edit(&self, edits: &[Edit]) -> WorkspaceEdit {
        let edits = edits.iter().map(|edit| self.text.edit(edit));
        if self.client.versions {
            return self.with_version(edits.map(ShownEdit::TextEdit).collect());
        }
        WorkspaceEdit {
            changes: Some(HashMap::from([(self.open.uri.clone(), edits.collect())])),
            ..WorkspaceEdit::default()
        }
    }

    /// A text put in, and what follows it; the cursor is left between them where the editor can do that.
    pub fn edit_with_cursor(&self, edit: &Edit, after: &str) -> WorkspaceEdit {
        let text = format!("{}{after}", edit.text);
        if !(self.client.versions && self.client.snippet_edits) {
            let edit = Edit {
                text,
                ..edit.clone()
            };
            return self.workspace_edit(&[edit]);
        }
        let escaped = |text: &str| {
            text.replace('\\', "\\\\")
                .replace('$', "\\$")
                .replace('}', "\\}")
        };
        let TextEdit { range, .. } = self.text.edit(edit);
        let value = format!("{}$0{}", escaped(&edit.text), escaped(after));
        self.with_version(vec![ShownEdit::SnippetTextEdit(SnippetTextEdit {
            range,
            snippet: StringValue { value },
            annotation_id: None,
        })])
    }

    fn with_version(&self, edits: Vec<ShownEdit>) -> WorkspaceEdit {
        let text_document = OptionalVersionedTextDocumentIdentifier {
            version: Some(self.open.version),
            text_document_identifier: TextDocumentIdentifier {
                uri: self.open.uri.clone(),
            },
        };
        WorkspaceEdit {
            document_changes: Some(vec![DocumentChange::TextDocumentEdit(TextDocumentEdit {
                text_document,
                edits,
            })]),
            ..WorkspaceEdit::default()
        }
    }
}
