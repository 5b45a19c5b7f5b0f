//! An editor that talks to the server in memory, and counts places by itself.

use std::collections::HashMap;
use std::path::Path;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use hyokasho::cli::lsp::{ServerOptions, serve};
use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

/// How long an answer may take; far more than any does.
const PATIENCE: Duration = Duration::from_secs(120);

/// In what an editor counts columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Units {
    Utf8,
    Utf16,
    Utf32,
}

pub const ALL_UNITS: [Units; 3] = [Units::Utf8, Units::Utf16, Units::Utf32];

impl Units {
    pub fn name(self) -> &'static str {
        match self {
            Units::Utf8 => "utf-8",
            Units::Utf16 => "utf-16",
            Units::Utf32 => "utf-32",
        }
    }

    fn of(self, c: char) -> usize {
        match self {
            Units::Utf8 => c.len_utf8(),
            Units::Utf16 => c.len_utf16(),
            Units::Utf32 => 1,
        }
    }

    /// The place of a byte, counted from the beginning of the text.
    pub fn position(self, text: &str, offset: usize) -> Value {
        let (mut line, mut column) = (0, 0);
        for (at, c) in text[..offset].char_indices() {
            let is_break = c == '\n' || c == '\r' && !text[at..].starts_with("\r\n");
            if is_break {
                (line, column) = (line + 1, 0);
            } else {
                column += self.of(c);
            }
        }
        json!({ "line": line, "character": column })
    }

    /// The byte of a place.
    pub fn offset(self, text: &str, position: &Value) -> usize {
        let number = |key: &str| position[key].as_u64().expect("a number") as usize;
        let (line, column) = (number("line"), number("character"));
        let mut start = 0;
        for _ in 0..line {
            let rest = &text[start..];
            let Some(end) = rest.find(['\n', '\r']) else {
                return text.len();
            };
            let length = if rest[end..].starts_with("\r\n") {
                2
            } else {
                1
            };
            start += end + length;
        }
        let mut units = 0;
        for (at, c) in text[start..].char_indices() {
            if units >= column || c == '\n' || c == '\r' {
                return start + at;
            }
            units += self.of(c);
        }
        text.len()
    }
}

/// An editor.
pub struct Editor {
    connection: Option<Connection>,
    server: Option<JoinHandle<bool>>,
    pub units: Units,
    asked: i32,
    /// Notifications that came and were not asked for yet.
    pub notifications: Vec<Notification>,
    /// The settings that it answers with.
    pub settings: Value,
    pub abilities: Value,
    /// The texts that are open, by their addresses, with their versions.
    texts: HashMap<String, (i32, String)>,
}

/// What an editor that can do everything says of itself.
pub fn capabilities(units: Units) -> Value {
    json!({
        "general": { "positionEncodings": [units.name()] },
        "workspace": {
            "configuration": true,
            "workspaceEdit": { "documentChanges": true },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "diagnostics": { "refreshSupport": true },
        },
        "textDocument": {
            "diagnostic": {},
            "codeAction": {
                "dataSupport": true,
                "disabledSupport": true,
                "resolveSupport": { "properties": ["edit"] },
            },
            "completion": { "completionItem": { "snippetSupport": true } },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
        },
    })
}

impl Editor {
    /// An editor that can do everything and asks for findings itself.
    pub fn new(units: Units, options: ServerOptions) -> Self {
        Editor::with(units, options, capabilities(units), None)
    }

    /// An editor of certain abilities, with a folder.
    pub fn with(
        units: Units,
        options: ServerOptions,
        capabilities: Value,
        root: Option<&Path>,
    ) -> Self {
        let mut editor = Editor::silent(units, options);
        let folders = root.map(|root| json!([{ "uri": uri(root), "name": "root" }]));
        let params = json!({
            "processId": null,
            "rootUri": null,
            "capabilities": capabilities,
            "workspaceFolders": folders,
        });
        editor.abilities = editor.request("initialize", params).expect("an answer");
        editor.notify("initialized", json!({}));
        editor
    }

    /// An editor that has not said anything yet.
    pub fn silent(units: Units, options: ServerOptions) -> Self {
        let (server, client) = Connection::memory();
        Editor {
            server: Some(thread::spawn(move || serve(&server, options))),
            connection: Some(client),
            units,
            asked: 0,
            notifications: Vec::new(),
            settings: Value::Null,
            abilities: Value::Null,
            texts: HashMap::new(),
        }
    }

    fn connection(&self) -> &Connection {
        self.connection.as_ref().expect("it goes on")
    }

    pub fn notify(&self, method: &str, params: Value) {
        let message = Notification::new(method.to_owned(), params);
        self.connection().sender.send(message.into()).expect("sent");
    }

    /// Sends a request without waiting for its answer.
    pub fn send(&mut self, method: &str, params: Value) -> RequestId {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        let request = Request::new(id.clone(), method.to_owned(), params);
        self.connection().sender.send(request.into()).expect("sent");
        id
    }

    /// Sends a request and waits for its answer; the code of the error where it is refused.
    pub fn request(&mut self, method: &str, params: Value) -> Result<Value, i32> {
        let id = self.send(method, params);
        self.answer(&id)
    }

    /// Answers something that was not asked.
    pub fn answer_of(&mut self, response: Response) {
        self.connection()
            .sender
            .send(response.into())
            .expect("sent");
    }

    /// Waits for an answer.
    pub fn answer(&mut self, id: &RequestId) -> Result<Value, i32> {
        loop {
            if let Some(response) = self.take()
                && response.id == *id
            {
                return response.response_result.map_err(|error| error.code);
            }
        }
    }

    /// Takes one message; what the server asks is answered.
    fn take(&mut self) -> Option<Response> {
        let message = self.connection().receiver.recv_timeout(PATIENCE);
        match message.expect("the server answers") {
            Message::Response(response) => return Some(response),
            Message::Notification(notification) => self.notifications.push(notification),
            Message::Request(request) => {
                let answer = match request.method.as_str() {
                    "workspace/configuration" => json!([self.settings]),
                    _ => Value::Null,
                };
                let response = Response::new_ok(request.id, answer);
                self.connection()
                    .sender
                    .send(response.into())
                    .expect("sent");
            }
        }
        None
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        self.texts.insert(uri.to_owned(), (1, text.to_owned()));
        let item = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": item }));
    }

    pub fn close(&mut self, uri: &str) {
        self.texts.remove(uri);
        self.notify(
            "textDocument/didClose",
            json!({ "textDocument": { "uri": uri } }),
        );
    }

    /// The text of a document as the editor has it.
    pub fn text(&self, uri: &str) -> &str {
        &self.texts[uri].1
    }

    /// Replaces a part of a text.
    pub fn change(&mut self, uri: &str, start: usize, end: usize, by: &str) {
        let (version, mut text) = self.texts.remove(uri).expect("it is open");
        let [from, to] = [start, end].map(|at| self.units.position(&text, at));
        let change = json!({ "range": { "start": from, "end": to }, "text": by });
        text.replace_range(start..end, by);
        self.texts.insert(uri.to_owned(), (version + 1, text));
        let document = json!({ "uri": uri, "version": version + 1 });
        let params = json!({ "textDocument": document, "contentChanges": [change] });
        self.notify("textDocument/didChange", params);
    }

    /// Asks for the findings of a document.
    pub fn pull(&mut self, uri: &str) -> Vec<Value> {
        let report = self.request("textDocument/diagnostic", about(uri));
        let report = report.expect("an answer");
        report["items"].as_array().expect("items").clone()
    }

    /// Waits for the findings of a version of a document that the server tells.
    pub fn pushed(&mut self, uri: &str, version: i32) -> Vec<Value> {
        loop {
            let is_it = |notification: &Notification| {
                notification.method == "textDocument/publishDiagnostics"
                    && notification.params["uri"] == uri
                    && notification.params["version"] == version
            };
            if let Some(at) = self.notifications.iter().position(is_it) {
                let notification = self.notifications.remove(at);
                return notification.params["diagnostics"]
                    .as_array()
                    .expect("a list")
                    .clone();
            }
            self.take();
        }
    }

    /// A request about a place of a document.
    pub fn at(&mut self, method: &str, uri: &str, offset: usize) -> Value {
        let position = self.units.position(self.text(uri), offset);
        let params = json!({ "textDocument": { "uri": uri }, "position": position });
        self.request(method, params).expect("an answer")
    }

    /// The actions for the whole of a document.
    pub fn actions(&mut self, uri: &str, only: Option<&str>) -> Vec<Value> {
        let end = self.units.position(self.text(uri), self.text(uri).len());
        let start = json!({ "line": 0, "character": 0 });
        let mut context = json!({ "diagnostics": [] });
        if let Some(only) = only {
            context["only"] = json!([only]);
        }
        let params = json!({
            "textDocument": { "uri": uri },
            "range": { "start": start, "end": end },
            "context": context,
        });
        let actions = self.request("textDocument/codeAction", params);
        actions
            .expect("an answer")
            .as_array()
            .cloned()
            .unwrap_or_default()
    }

    /// The text with the edits of an action made.
    pub fn done(&mut self, uri: &str, action: &Value) -> String {
        let resolved = match &action["edit"] {
            Value::Null => self
                .request("codeAction/resolve", action.clone())
                .expect("an answer"),
            _ => action.clone(),
        };
        let (version, text) = &self.texts[uri];
        let edits = match &resolved["edit"]["documentChanges"] {
            Value::Null => resolved["edit"]["changes"][uri].as_array(),
            changes => {
                assert_eq!(changes[0]["textDocument"]["version"], *version);
                assert_eq!(changes[0]["textDocument"]["uri"], uri);
                changes[0]["edits"].as_array()
            }
        };
        let edits = edits.unwrap_or_else(|| panic!("no edits: {resolved}"));
        applied(text, edits, self.units)
    }

    /// Ends the conversation in order; whether the server did, too.
    pub fn end(mut self) -> bool {
        self.request("shutdown", Value::Null).expect("an answer");
        self.notify("exit", Value::Null);
        let server = self.server.take().expect("it runs");
        server.join().expect("it ends")
    }

    /// Ends it without a word.
    pub fn vanish(mut self) -> bool {
        drop(self.connection.take());
        let server = self.server.take().expect("it runs");
        server.join().expect("it ends")
    }
}

/// A text with edits of the protocol made, as an editor makes them.
pub fn applied(text: &str, edits: &[Value], units: Units) -> String {
    let spans = edits.iter().map(|edit| {
        let [start, end] = ["start", "end"].map(|key| units.offset(text, &edit["range"][key]));
        (start, end, edit["newText"].as_str().expect("a text"))
    });
    let mut spans: Vec<_> = spans.collect();
    spans.sort_by_key(|(start, end, _)| (*start, *end));
    let mut out = String::new();
    let mut at = 0;
    for (start, end, by) in spans {
        assert!(start >= at, "edits overlap");
        out.push_str(&text[at..start]);
        out.push_str(by);
        at = end;
    }
    out + &text[at..]
}

/// The parameters of a request about a document.
pub fn about(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri } })
}

/// The address of a path, as VS Code writes it.
pub fn uri(path: &Path) -> String {
    let path = path.to_str().expect("a text").replace('\\', "/");
    let escaped = path.bytes().map(|byte| match byte {
        b'/' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    format!(
        "file:///{}",
        escaped.collect::<String>().trim_start_matches('/')
    )
}
