//! What the editor reports: that it begins, that documents change, that settings and files do.

use std::path::PathBuf;

use gen_lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    InitializeResult,
};
use lsp_server::{Notification, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::abilities;
use super::client::Client;
use super::options::{SECTION, ServerOptions};
use super::session::Session;
use super::uri;

/// What our request for the editor's settings is called.
const SETTINGS: &str = "settings";

impl Session<'_> {
    /// Takes up what the editor can do and is set to, and says what we can.
    pub fn begin(&mut self, params: &Value) -> InitializeResult {
        self.client = Client::of(params);
        self.root = root(params);
        if let Some(options) = params.get("initializationOptions") {
            self.first_options = self.options_of(options);
            self.options = self.first_options.clone();
        }
        abilities::of(&self.client)
    }

    /// Takes up a notification; of what is malformed or not known, nothing comes.
    pub fn hear(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match method.as_str() {
            "initialized" => self.ask_first(),
            "textDocument/didOpen" => {
                if let Some(opened) = read::<DidOpenTextDocumentParams>(params) {
                    self.documents.open(opened.text_document);
                }
            }
            "textDocument/didChange" => self.change(params),
            "textDocument/didClose" => self.close(params),
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => self.check_again(),
            "workspace/didChangeConfiguration" => self.settings_changed(&params),
            "workspace/didChangeWorkspaceFolders" => self.folders_changed(&params),
            _ => {}
        }
    }

    fn change(&mut self, params: Value) {
        let Some(changed) = read::<DidChangeTextDocumentParams>(params) else {
            return;
        };
        let named = changed.text_document;
        let encoding = self.client.encoding;
        if let Some(open) = self
            .documents
            .get_mut(&named.text_document_identifier.uri.0)
        {
            open.change(named.version, changed.content_changes, encoding);
        }
    }

    fn close(&mut self, params: Value) {
        let Some(closed) = read::<DidCloseTextDocumentParams>(params) else {
            return;
        };
        let uri = closed.text_document.uri;
        let closed = self.documents.close(&uri.0);
        self.folders.keep(|folder| self.documents.lies_in(folder));
        self.answer_pulls(&uri.0);
        if let Some(open) = closed.filter(|open| open.is_marked) {
            self.unpublish(open.uri);
        }
    }

    /// Asks for what can be asked for only now: the settings, and to hear of changes.
    fn ask_first(&mut self) {
        let mut registrations = Vec::new();
        if self.client.watches {
            let patterns = ["**/hyokasho.toml", "**/*.{yaml,yml}"];
            let watchers = patterns.map(|pattern| json!({ "globPattern": pattern }));
            registrations.push(json!({
                "id": "files",
                "method": "workspace/didChangeWatchedFiles",
                "registerOptions": { "watchers": watchers },
            }));
        }
        if self.client.notifies {
            registrations.push(json!({
                "id": "settings",
                "method": "workspace/didChangeConfiguration",
                "registerOptions": { "section": SECTION },
            }));
        }
        if !registrations.is_empty() {
            let params = json!({ "registrations": registrations });
            self.ask("register", "client/registerCapability", params);
        }
        self.ask_settings();
    }

    fn ask_settings(&mut self) {
        if self.client.configures {
            let params = json!({ "items": [{ "section": SECTION }] });
            self.ask(SETTINGS, "workspace/configuration", params);
        }
    }

    /// Takes up settings, or asks for them where the editor only says that they changed.
    fn settings_changed(&mut self, params: &Value) {
        let settings = params.get("settings").unwrap_or(&Value::Null);
        if settings.get(SECTION).is_some() || !self.client.configures {
            self.set_options(settings);
        } else {
            self.ask_settings();
        }
    }

    /// Takes up the answer to our request for settings; no other answer matters.
    pub fn settings_came(&mut self, response: Response) {
        let is_ours = response
            .id
            .to_string()
            .trim_matches('"')
            .starts_with(SETTINGS);
        if is_ours && let Ok(Value::Array(settings)) = response.response_result {
            self.set_options(settings.first().unwrap_or(&Value::Null));
        }
    }

    /// The options by the editor's settings; what is wrong in these is said.
    fn options_of(&self, settings: &Value) -> ServerOptions {
        let (options, mistakes) = self.first_options.with(settings, self.root.as_deref());
        mistakes.iter().for_each(|mistake| self.warn(mistake));
        options
    }

    fn set_options(&mut self, settings: &Value) {
        let options = self.options_of(settings);
        if options != self.options {
            self.options = options;
            self.check_again();
        }
    }

    fn folders_changed(&mut self, params: &Value) {
        let folders = |which: &str| {
            let list = params.pointer(&format!("/event/{which}"));
            let list = list.and_then(Value::as_array).into_iter().flatten();
            list.filter_map(folder).collect::<Vec<PathBuf>>()
        };
        if self
            .root
            .as_ref()
            .is_some_and(|root| folders("removed").contains(root))
        {
            self.root = None;
        }
        self.root = self
            .root
            .take()
            .or_else(|| folders("added").into_iter().next());
        self.check_again();
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Option<T> {
    serde_json::from_value(params).ok()
}

/// The first folder that is open.
fn root(params: &Value) -> Option<PathBuf> {
    let folders = params.get("workspaceFolders").and_then(Value::as_array);
    let mut folders = folders.into_iter().flatten().filter_map(folder);
    let uri = params.get("rootUri").and_then(Value::as_str);
    folders.next().or_else(|| uri::path_of(uri?))
}

fn folder(folder: &Value) -> Option<PathBuf> {
    uri::path_of(folder.get("uri")?.as_str()?)
}
