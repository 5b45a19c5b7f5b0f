//! Checks, and how their findings reach the editor: it asks for them (pull), or gets them unasked (push).

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Instant;

use gen_lsp_types::{
    DocumentDiagnosticReport, FullDocumentDiagnosticReport, PublishDiagnosticsParams,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Uri,
};
use lsp_server::{ErrorCode, Message, RequestId, Response};
use serde_json::Value;

use super::diagnose::{self, Shower};
use super::documents::{Findings, OpenDocument};
use super::refusal::Refusal;
use super::session::{Phase, Pull, Session, uri_of};
use super::{folder, uri};
use crate::source::lang::say;

impl Session<'_> {
    /// Takes up a request for findings; it is answered at once, or after the next check.
    pub fn pull(&mut self, id: &RequestId, params: &Value) -> Result<Option<Value>, Refusal> {
        let uri = uri_of(params)?;
        let known = params.get("previousResultId").and_then(Value::as_str);
        self.pulls.push(Pull {
            id: id.clone(),
            key: uri::key(&uri),
            known: known.map(str::to_owned),
        });
        let document = self.documents.get(&uri);
        if document.is_none_or(|open| open.checked.is_some()) {
            self.answer_pulls(&uri);
        }
        Ok(None)
    }

    /// The document that is to be checked next, and when. Where the editor asks for findings, only those that it asks for.
    pub fn next_due(&self) -> Option<(Instant, Uri)> {
        if self.phase != Phase::Running {
            return None;
        }
        let is_asked = |key: &str| self.pulls.iter().any(|pull| pull.key == key);
        let is_awaited = |key: &str| !self.client.pulls || is_asked(key);
        self.documents.next_due(is_awaited)
    }

    /// Checks a document, unless this very text was checked.
    pub fn ensure_checked(&mut self, uri: &str) {
        if self
            .documents
            .get(uri)
            .is_some_and(|open| open.checked.is_none())
        {
            self.report(uri);
        }
    }

    /// Checks a document and says what was found. Of a text that has changed meanwhile, nothing is said.
    pub fn report(&mut self, uri: &str) {
        let Some(open) = self.documents.get(uri) else {
            return;
        };
        self.checks += 1;
        let number = self.checks;
        let path = folder::place_of(open.path.as_ref(), self.root.as_ref());
        let folder = self.folders.of(&path, &self.options);
        let found = catch_unwind(AssertUnwindSafe(|| {
            diagnose::findings(open.reading(), &path, &folder, number)
        }));
        let findings = found.unwrap_or_else(|_| Findings {
            failure: Some(say!(
                folder.options.lang,
                "この文書の点検は、プログラムの誤りのため終わりませんでした。",
                "A fault of the program ended the check of this document."
            )),
            number,
            ..Findings::default()
        });
        if let Some(open) = self.documents.get_mut(uri) {
            open.settle(Arc::new(findings));
        }
        self.take_in();
        if self.will_change(uri) {
            return;
        }
        self.publish(uri);
        self.answer_pulls(uri);
    }

    /// Whether a change of a document waits.
    fn will_change(&self, uri: &str) -> bool {
        let key = uri::key(uri);
        let is_change = |message: &Message| match message {
            Message::Notification(notification)
                if notification.method == "textDocument/didChange" =>
            {
                uri_of(&notification.params).is_ok_and(|uri| uri::key(&uri) == key)
            }
            _ => false,
        };
        self.waiting.iter().any(is_change)
    }

    /// Sends them to an editor that does not ask; for a document of others only where there were some.
    fn publish(&mut self, uri: &str) {
        let Some(open) = self.documents.get(uri).filter(|_| !self.client.pulls) else {
            return;
        };
        let diagnostics = self.shown(open);
        let is_news = open.is_marked || !diagnostics.is_empty() || open.is_ours();
        let (uri, version) = (open.uri.clone(), Some(open.version));
        let is_marked = !diagnostics.is_empty();
        if is_news {
            self.notify(
                "textDocument/publishDiagnostics",
                PublishDiagnosticsParams {
                    uri: uri.clone(),
                    version,
                    diagnostics,
                },
            );
        }
        if let Some(open) = self.documents.get_mut(&uri.0) {
            open.is_marked = is_marked;
        }
    }

    /// Takes back what was said of a document.
    pub fn unpublish(&mut self, uri: Uri) {
        self.notify(
            "textDocument/publishDiagnostics",
            PublishDiagnosticsParams {
                uri,
                version: None,
                diagnostics: Vec::new(),
            },
        );
    }

    /// Answers the requests for the findings of a document.
    pub fn answer_pulls(&mut self, uri: &str) {
        let key = uri::key(uri);
        let (asked, others) = std::mem::take(&mut self.pulls)
            .into_iter()
            .partition(|pull| pull.key == key);
        self.pulls = others;
        for pull in asked {
            let report = self.answered(uri, &pull);
            self.send(Response::new_ok(pull.id, report));
        }
    }

    /// Answers those that wait when the editor ends.
    pub fn refuse_pulls(&mut self) {
        for pull in std::mem::take(&mut self.pulls) {
            let refusal = Refusal::new(ErrorCode::ServerCancelled, "the server ends");
            self.send(refusal.response(pull.id));
        }
    }

    fn answered(&self, uri: &str, pull: &Pull) -> DocumentDiagnosticReport {
        let open = self.documents.get(uri);
        let checked = open.and_then(|open| open.checked.as_ref());
        let result_id = checked.map(|checked| checked.number.to_string());
        match result_id {
            Some(result_id) if pull.known.as_ref() == Some(&result_id) => {
                let report = UnchangedDocumentDiagnosticReport { result_id };
                DocumentDiagnosticReport::from(RelatedUnchangedDocumentDiagnosticReport {
                    unchanged_document_diagnostic_report: report,
                    ..RelatedUnchangedDocumentDiagnosticReport::default()
                })
            }
            result_id => {
                let items = open.map_or(Vec::new(), |open| self.shown(open));
                let report = FullDocumentDiagnosticReport { result_id, items };
                DocumentDiagnosticReport::from(RelatedFullDocumentDiagnosticReport {
                    full_document_diagnostic_report: report,
                    ..RelatedFullDocumentDiagnosticReport::default()
                })
            }
        }
    }

    /// What is shown of a document.
    fn shown(&self, open: &OpenDocument) -> Vec<gen_lsp_types::Diagnostic> {
        let Some(findings) = &open.checked else {
            return Vec::new();
        };
        let shower = Shower {
            uri: &open.uri,
            text: open.converter(self.client.encoding),
            companions: &findings.companions,
        };
        shower.all(findings)
    }

    /// Checks all documents again: something beside them changed.
    pub fn check_again(&mut self) {
        self.folders.forget();
        self.documents.all_mut().for_each(OpenDocument::hurry);
        if self.client.pulls && self.client.refreshes {
            self.ask("refresh", "workspace/diagnostic/refresh", Value::Null);
        }
    }
}
