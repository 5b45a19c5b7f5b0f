//! One conversation with an editor: what is known of both, and the messages that wait.

use std::collections::VecDeque;
use std::path::PathBuf;

use gen_lsp_types::{MessageType, ShowMessageParams};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId};
use serde::Serialize;
use serde_json::Value;

use super::client::Client;
use super::documents::{Documents, Reading};
use super::folder::{self, Folders};
use super::options::ServerOptions;
use super::refusal::Refusal;
use super::snapshot::Snapshot;
use super::view::View;
use crate::assessment::{Assessment, newest_form};
use crate::source::outward;

/// How many messages are taken in before one is answered.
const MOST_WAITING: usize = 10_000;

/// A conversation.
pub(super) struct Session<'c> {
    /// Where messages come from and go to.
    pub connection: &'c Connection,
    /// How far it is.
    pub phase: Phase,
    /// What the editor can do.
    pub client: Client,
    /// The first folder that is open in the editor.
    pub root: Option<PathBuf>,
    /// What the user asked for when the server began.
    pub first_options: ServerOptions,
    /// The same with the editor's settings since.
    pub options: ServerOptions,
    /// What is open.
    pub documents: Documents,
    /// What holds in the folders.
    pub folders: Folders,
    /// Messages that are not answered yet.
    pub waiting: VecDeque<Message>,
    /// Requests for findings that wait for a check.
    pub pulls: Vec<Pull>,
    /// How many checks there were.
    pub checks: u64,
    /// How many requests we made.
    asked: u64,
}

/// How far the conversation is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// Nothing is agreed upon yet.
    Before,
    /// Requests are answered.
    Running,
    /// The editor is about to end it.
    ShutDown,
}

/// A request for the findings of a document.
pub(super) struct Pull {
    /// To be answered once.
    pub id: RequestId,
    /// The document, by its key.
    pub key: String,
    /// The check whose findings the editor has.
    pub known: Option<String>,
}

impl<'c> Session<'c> {
    /// A conversation that begins.
    pub fn new(connection: &'c Connection, arguments: ServerOptions) -> Self {
        Session {
            connection,
            options: arguments.clone(),
            first_options: arguments,
            phase: Phase::Before,
            client: Client::default(),
            root: None,
            documents: Documents::default(),
            folders: Folders::default(),
            waiting: VecDeque::new(),
            pulls: Vec::new(),
            checks: 0,
            asked: 0,
        }
    }

    /// Takes in all that has come.
    pub fn take_in(&mut self) {
        while self.waiting.len() < MOST_WAITING
            && let Ok(message) = self.connection.receiver.try_recv()
        {
            self.wait_for(message);
        }
    }

    /// Puts a message at the end of those that wait; a cancelled request leaves them.
    pub fn wait_for(&mut self, message: Message) {
        match message {
            Message::Notification(notification) if notification.method == "$/cancelRequest" => {
                self.cancel(&notification)
            }
            message => self.waiting.push_back(message),
        }
    }

    fn cancel(&mut self, notification: &Notification) {
        let id = notification
            .params
            .get("id")
            .cloned()
            .map(serde_json::from_value);
        let Some(Ok(id)) = id else { return };
        let is_it = |message: &Message| matches!(message, Message::Request(r) if r.id == id);
        let before = self.waiting.len() + self.pulls.len();
        self.waiting.retain(|message| !is_it(message));
        self.pulls.retain(|pull| pull.id != id);
        if self.waiting.len() + self.pulls.len() < before {
            let refusal = Refusal::new(ErrorCode::RequestCanceled, "cancelled");
            self.send(refusal.response(id));
        }
    }

    /// Sends something; where nobody listens any more, the next message that does not come says so.
    pub fn send(&self, message: impl Into<Message>) {
        let _ = self.connection.sender.send(message.into());
    }

    /// Notifies the editor.
    pub fn notify(&self, method: &str, params: impl Serialize) {
        self.send(Notification::new(method.to_owned(), params));
    }

    /// Shows something to the user.
    pub fn warn(&self, message: &str) {
        let params = ShowMessageParams {
            kind: MessageType::Warning,
            message: outward::text(message),
        };
        self.notify("window/showMessage", params);
    }

    /// Asks the editor for something; the answer matters only where its name is known.
    pub fn ask(&mut self, name: &str, method: &str, params: impl Serialize) {
        self.asked += 1;
        let id = RequestId::from(format!("{name}-{}", self.asked));
        self.send(Request::new(id, method.to_owned(), params));
    }

    /// Looks at a document that is open and can be read.
    pub fn with_view<T>(&mut self, uri: &str, look: impl FnOnce(&View) -> T) -> Option<T> {
        let open = self.documents.get(uri)?;
        let (Reading::Text(read) | Reading::Begun(read)) = open.reading() else {
            return None;
        };
        let path = folder::place_of(open.path.as_ref(), self.root.as_ref());
        let folder = self.folders.of(&path, &self.options);
        let (source, document, stage) = (&read.source, &read.document, folder.options.stage);
        let assessment = match Assessment::open(source, document, stage) {
            Ok(assessment) => assessment,
            Err(_) => Assessment::over(newest_form().ok()?, source, document, stage),
        };
        let findings = open.checked.clone().unwrap_or_default();
        let companions = folder.options.library.companions(&path, &assessment);
        let view = View {
            snapshot: Snapshot {
                source,
                document,
                assessment: &assessment,
                findings: &findings.found,
                companions: &companions,
                lang: folder.options.lang,
            },
            text: open.converter(self.client.encoding),
            open,
            path: &path,
            folder: &folder,
            findings: &findings,
            client: &self.client,
        };
        Some(look(&view))
    }
}

/// The document that a request is about.
pub(super) fn uri_of(params: &Value) -> Result<String, Refusal> {
    let uri = params.pointer("/textDocument/uri").and_then(Value::as_str);
    let uri = uri.map(str::to_owned);
    uri.ok_or_else(|| Refusal::new(ErrorCode::InvalidParams, "textDocument.uri is missing"))
}
