//! What the editor can do, as it says when it begins. Read leniently: what is missing or of another shape is not there.

use gen_lsp_types::PositionEncodingKind;
use serde_json::Value;

use crate::source::encoding::Encoding;

/// What the editor can do.
#[derive(Debug, Clone, Default)]
pub(super) struct Client {
    /// In what columns are counted.
    pub encoding: Encoding,
    /// It asks for findings itself.
    pub pulls: bool,
    /// It can be asked to pull again.
    pub refreshes: bool,
    /// It can be asked for its settings.
    pub configures: bool,
    /// It can be asked to watch files.
    pub watches: bool,
    /// It can be asked to report when its settings change.
    pub notifies: bool,
    /// Its edits can name the version that they are for.
    pub versions: bool,
    /// Places for the cursor in completions.
    pub snippets: bool,
    /// Places for the cursor in edits.
    pub snippet_edits: bool,
    /// The edit of an action may be made when it is chosen.
    pub resolves: bool,
    /// Actions that can't be done now may be shown with the reason.
    pub disables: bool,
    /// It knows how many blanks to put before the lines of a snippet.
    pub indents: bool,
    /// An outline may have parts within parts.
    pub nests: bool,
}

impl Client {
    /// What the parameters of `initialize` say.
    pub fn of(params: &Value) -> Self {
        let at = |path: &str| params.pointer(&format!("/capabilities/{path}"));
        let is = |path: &str| at(path).and_then(Value::as_bool) == Some(true);
        let lists = |path: &str, value: Value| {
            let list = at(path).and_then(Value::as_array);
            list.is_some_and(|list| list.contains(&value))
        };
        Client {
            encoding: encoding(at("general/positionEncodings")),
            pulls: at("textDocument/diagnostic").is_some_and(Value::is_object),
            refreshes: is("workspace/diagnostics/refreshSupport"),
            configures: is("workspace/configuration"),
            watches: is("workspace/didChangeWatchedFiles/dynamicRegistration"),
            notifies: is("workspace/didChangeConfiguration/dynamicRegistration"),
            versions: is("workspace/workspaceEdit/documentChanges"),
            snippets: is("textDocument/completion/completionItem/snippetSupport"),
            snippet_edits: is("workspace/workspaceEdit/snippetEditSupport"),
            resolves: is("textDocument/codeAction/dataSupport")
                && lists(
                    "textDocument/codeAction/resolveSupport/properties",
                    "edit".into(),
                ),
            disables: is("textDocument/codeAction/disabledSupport"),
            indents: lists(
                "textDocument/completion/completionItem/insertTextModeSupport/valueSet",
                2.into(),
            ),
            nests: is("textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
        }
    }

    /// The encoding, as the protocol names it.
    pub fn encoding_kind(&self) -> PositionEncodingKind {
        match self.encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }
}

/// The first of the editor's encodings that we know; UTF-16 where it names none, which every editor has to know.
fn encoding(offered: Option<&Value>) -> Encoding {
    let offered = offered.and_then(Value::as_array).into_iter().flatten();
    let mut known = offered.filter_map(|name| match name.as_str()? {
        "utf-8" => Some(Encoding::Utf8),
        "utf-16" => Some(Encoding::Utf16),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    });
    known.next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn utf_16_is_spoken_where_nothing_else_is_agreed_upon() {
        let encoding = |offered| {
            let params = json!({ "capabilities": { "general": { "positionEncodings": offered } } });
            Client::of(&params).encoding
        };
        assert_eq!(encoding(json!(["utf-8", "utf-16"])), Encoding::Utf8);
        assert_eq!(encoding(json!(["utf-7", "utf-32"])), Encoding::Utf32);
        for nothing in [json!(null), json!([]), json!("utf-8"), json!([8])] {
            assert_eq!(encoding(nothing), Encoding::Utf16);
        }
    }
}
