//! The server: one message after the other, and a check where it is quiet.
//!
//! All messages that have come are taken in before one is answered, so that a request that was cancelled is not begun, and
//! a check of a text that has changed meanwhile is not sent. The work itself uses all cores (`lint::rules`).

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use gen_lsp_types::CodeAction;
use lsp_server::{ErrorCode, Message, Request, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::documents::{OpenDocument, Reading};
use super::refusal::Refusal;
use super::session::{Phase, Session, uri_of};
use super::view::View;
use super::{act, answer};

/// What comes of a request: an answer, or none yet.
type Outcome = Result<Option<Value>, Refusal>;

impl Session<'_> {
    /// Talks until the editor ends it; whether it did so in order.
    pub fn run(mut self) -> bool {
        loop {
            self.take_in();
            if let Some(message) = self.waiting.pop_front() {
                match message {
                    Message::Notification(notification) if notification.method == "exit" => {
                        return self.phase == Phase::ShutDown;
                    }
                    Message::Notification(notification) if self.phase == Phase::Running => {
                        self.hear(notification)
                    }
                    Message::Notification(_) => {}
                    Message::Request(request) => self.answer(request),
                    Message::Response(response) => self.settings_came(response),
                }
                continue;
            }
            let receiver = &self.connection.receiver;
            let message = match self.next_due() {
                None => receiver.recv().ok(),
                Some((due, uri)) => {
                    let time = due.saturating_duration_since(Instant::now());
                    if time.is_zero() {
                        self.report(&uri.0);
                        continue;
                    }
                    match receiver.recv_timeout(time) {
                        Err(error) if error.is_timeout() => continue,
                        message => message.ok(),
                    }
                }
            };
            let Some(message) = message else { return false };
            self.wait_for(message);
        }
    }

    /// Answers a request. A fault of ours costs the answer, not the conversation.
    fn answer(&mut self, request: Request) {
        let Request { id, method, params } = request;
        let outcome = catch_unwind(AssertUnwindSafe(|| self.outcome(&id, &method, params)));
        let fault = || Refusal::new(ErrorCode::InternalError, format!("{method} failed"));
        match outcome.unwrap_or_else(|_| Err(fault())) {
            Ok(Some(answer)) => self.send(Response::new_ok(id, answer)),
            Ok(None) => {}
            Err(refusal) => self.send(refusal.response(id)),
        }
    }

    fn outcome(&mut self, id: &RequestId, method: &str, params: Value) -> Outcome {
        match (self.phase, method) {
            (Phase::Before, "initialize") => {
                self.phase = Phase::Running;
                to_value(&self.begin(&params)).map(Some)
            }
            (Phase::Before, _) => Err(Refusal::new(
                ErrorCode::ServerNotInitialized,
                "initialize comes first",
            )),
            (Phase::ShutDown, _) | (Phase::Running, "initialize") => Err(Refusal::new(
                ErrorCode::InvalidRequest,
                format!("{method} can't be answered any more"),
            )),
            (Phase::Running, "shutdown") => {
                self.phase = Phase::ShutDown;
                self.refuse_pulls();
                Ok(Some(Value::Null))
            }
            (Phase::Running, _) => self.of_document(id, method, params),
        }
    }

    /// The requests about a document: a line each.
    fn of_document(&mut self, id: &RequestId, method: &str, params: Value) -> Outcome {
        match method {
            "textDocument/diagnostic" => self.pull(id, &params),
            "textDocument/codeAction" => self.on_checked(params, answer::actions),
            "codeAction/resolve" => self.resolve(params),
            "textDocument/completion" => self.on_begun(params, answer::completion),
            "textDocument/hover" => self.on_checked(params, answer::hover),
            "textDocument/documentSymbol" => self.on(params, answer::symbols),
            "textDocument/foldingRange" => self.on(params, answer::folds),
            "textDocument/definition" => self.on(params, answer::definition),
            "textDocument/references" => self.on(params, answer::references),
            "textDocument/prepareRename" => self.on(params, answer::prepare_rename),
            "textDocument/rename" => self.on(params, answer::renaming),
            "textDocument/inlayHint" => self.on(params, answer::hints),
            "textDocument/formatting" => self.format(params),
            _ => Err(Refusal::new(
                ErrorCode::MethodNotFound,
                format!("{method} is not known"),
            )),
        }
    }

    /// Answers a request from a document as it is now; nothing is said of one that is not open or no assessment.
    fn on<P: DeserializeOwned, A: Serialize>(
        &mut self,
        params: Value,
        answer: fn(&View, P) -> Result<A, Refusal>,
    ) -> Outcome {
        let uri = uri_of(&params)?;
        let is_assessment = |open: &OpenDocument| matches!(open.reading(), Reading::Text(_));
        if !self.documents.get(&uri).is_some_and(is_assessment) {
            return Ok(Some(Value::Null));
        }
        self.on_begun(params, answer)
    }

    /// The same, where the findings of this very text are needed.
    fn on_checked<P: DeserializeOwned, A: Serialize>(
        &mut self,
        params: Value,
        answer: fn(&View, P) -> Result<A, Refusal>,
    ) -> Outcome {
        let uri = uri_of(&params)?;
        self.ensure_checked(&uri);
        self.on(params, answer)
    }

    /// The same of a document in which next to nothing is written yet, too.
    fn on_begun<P: DeserializeOwned, A: Serialize>(
        &mut self,
        params: Value,
        answer: fn(&View, P) -> Result<A, Refusal>,
    ) -> Outcome {
        let uri = uri_of(&params)?;
        let params: P = serde_json::from_value(params).map_err(|error| Refusal::params(&error))?;
        match self.with_view(&uri, |view| answer(view, params)) {
            Some(answer) => to_value(&answer?).map(Some),
            None => Ok(Some(Value::Null)),
        }
    }

    /// Puts a document in order. Why that can't be done is shown by us: editors say nothing of it, or little.
    fn format(&mut self, params: Value) -> Outcome {
        let outcome = self.on(params, answer::formatting);
        match outcome.as_ref().err().and_then(Refusal::for_user) {
            Some(why) => {
                self.warn(why);
                Ok(Some(Value::Null))
            }
            None => outcome,
        }
    }

    /// The edits of an action that was chosen.
    fn resolve(&mut self, params: Value) -> Outcome {
        let action: CodeAction =
            serde_json::from_value(params).map_err(|error| Refusal::params(&error))?;
        let uri = act::document_of(&action).map(str::to_owned);
        let resolved =
            uri.and_then(|uri| self.with_view(&uri, |view| act::resolved(view, action.clone())));
        let resolved = resolved.unwrap_or(action);
        // Editors drop an action that turns out to be impossible without a word.
        if let Some(why) = &resolved.disabled {
            self.warn(&why.reason);
        }
        to_value(&resolved).map(Some)
    }
}

fn to_value(answer: &impl Serialize) -> Result<Value, Refusal> {
    serde_json::to_value(answer).map_err(|error| Refusal::internal(&error))
}
