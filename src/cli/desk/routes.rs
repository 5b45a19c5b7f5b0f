//! What each address asks for.

use serde::Deserialize;

use crate::assessment::change::Change;

/// A request that came from one of our pages.
#[derive(Debug)]
pub(super) enum Ask {
    /// All assessments of the folder.
    Home,
    /// The page on which a new one is begun.
    New,
    /// A page of the form.
    Form { key: String, chapter: String },
    /// The versions that the file can be compared with.
    Versions { key: String },
    /// The rows that 別添３ lacks.
    Rows { key: String, base: String },
    /// What changed, as a page: against the version that the file is compared with.
    Redline { key: String, layout: Layout },
    /// The document as it will be.
    Preview { key: String, what: Preview },
    /// What is known of an item.
    Guide { key: String, item: String },
    /// Where words stand.
    Search { key: String, words: String },
    /// What is new since a version of the text.
    State {
        key: String,
        version: u64,
        chapter: String,
    },
    /// Something to be done with a file.
    Act { key: String, act: Act },
    /// A new assessment, of answers.
    Begin(Vec<u8>),
    /// A file that was chosen as the version before.
    Former {
        key: String,
        name: String,
        bytes: Vec<u8>,
    },
    /// A file to be imported.
    Import { name: String, bytes: Vec<u8> },
}

/// Something to be done with a file; the answer is about the chapter that the page shows.
#[derive(Debug, Deserialize)]
pub(super) struct Act {
    /// The text that the page has.
    #[serde(default)]
    pub version: u64,
    /// The page.
    #[serde(default)]
    pub chapter: String,
    #[serde(flatten)]
    pub deed: Deed,
}

/// What is to be done.
#[derive(Debug, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub(super) enum Deed {
    Change {
        #[serde(default)]
        group: String,
        changes: Vec<Change>,
    },
    Undo,
    Redo,
    /// Makes the fix of a finding.
    Fix {
        finding: String,
    },
    /// Excepts a finding for a reason.
    Except {
        finding: String,
        reason: String,
    },
    /// For which stage it is checked, and with what it is compared.
    View {
        #[serde(default)]
        stage: Option<String>,
        #[serde(default)]
        base: Option<String>,
    },
    /// Writes rows into 別添３.
    Changelog {
        /// The version that they are about.
        #[serde(default)]
        base: Option<String>,
        /// The text of each cell by the last part of its item's id.
        rows: Vec<std::collections::BTreeMap<String, String>>,
    },
    /// Writes the files that are published.
    Build,
}

/// How changes are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// 変更点
    Redline,
    /// 新旧対照表
    Table,
}

/// The document as it will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Preview {
    Html,
    Pdf,
}

/// What a request is answered.
#[derive(Debug)]
pub(super) struct Answer {
    /// The number of the protocol.
    pub status: u16,
    pub body: Vec<u8>,
    pub mime: &'static str,
    /// Whether it is a page of the product, which has a policy of its own.
    pub is_preview: bool,
}

impl Answer {
    pub(super) fn page(html: String) -> Self {
        Answer {
            status: 200,
            body: html.into_bytes(),
            mime: "text/html; charset=utf-8",
            is_preview: false,
        }
    }

    pub(super) fn json(status: u16, value: &impl serde::Serialize) -> Self {
        Answer {
            status,
            body: serde_json::to_vec(value).unwrap_or_default(),
            mime: "application/json",
            is_preview: false,
        }
    }

    /// Nothing new.
    pub(super) fn nothing() -> Self {
        Answer {
            status: 204,
            body: Vec::new(),
            mime: "application/json",
            is_preview: false,
        }
    }

    /// That something could not be done, in an officer's words.
    pub(super) fn refused(status: u16, message: &str) -> Self {
        Answer::json(status, &serde_json::json!({ "message": message }))
    }
}

impl Act {
    /// A deed by its name, with what it needs as JSON; none where it is none.
    pub(super) fn of(deed: &str, json: &[u8]) -> Option<Self> {
        let mut fields: serde_json::Map<String, serde_json::Value> = match json {
            b"" => serde_json::Map::new(),
            json => serde_json::from_slice(json).ok()?,
        };
        fields.insert("deed".to_owned(), deed.into());
        serde_json::from_value(fields.into()).ok()
    }
}
