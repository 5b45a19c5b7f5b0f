//! What the user asks for: by the arguments of the server, and by the settings of the editor, which come before them.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::source::diagnostic::Stage;
use crate::source::lang::{Lang, say};

/// The section of an editor's settings that is ours.
pub(super) const SECTION: &str = "hyokasho";

/// The values of two settings.
const STAGES: &str = "draft, review, publish";
const LANGS: &str = "ja, en";

/// What the user options.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServerOptions {
    /// As which stage documents are checked; none where their `hyokasho.toml` says it.
    pub stage: Option<Stage>,
    /// The settings file for all documents; none where each has the nearest one.
    pub config: Option<PathBuf>,
    /// Whether no settings file is used.
    pub no_config: bool,
    /// The version with which documents are compared: a revision of git, or a file.
    pub base: Option<String>,
    /// The language of what is said.
    pub lang: Lang,
}

impl ServerOptions {
    /// The same with what an editor's settings say, and what is wrong in these. What they do not name stays.
    pub fn with(&self, settings: &Value, root: Option<&Path>) -> (Self, Vec<String>) {
        let ours = settings.get(SECTION).unwrap_or(settings);
        let mut options = self.clone();
        let mut mistakes = Vec::new();
        let mut text = |key: &str, known: &str| match ours.get(key) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text.trim()).filter(|text| !text.is_empty()),
            Some(other) => {
                mistakes.push(mistake(key, &other.to_string(), known, self.lang));
                None
            }
        };
        let (stage, lang) = (text("stage", STAGES), text("lang", LANGS));
        if let Some(config) = text("config", "hyokasho.toml") {
            options.config = Some(root.unwrap_or(Path::new("")).join(config));
            options.no_config = false;
        }
        if let Some(base) = text("base", "HEAD, main") {
            options.base = Some(base.to_owned());
        }
        match ours.get("noConfig") {
            Some(Value::Bool(true)) => (options.config, options.no_config) = (None, true),
            None | Some(Value::Null | Value::Bool(false)) => {}
            Some(other) => {
                let other = other.to_string();
                mistakes.push(mistake("noConfig", &other, "true, false", self.lang));
            }
        }
        match stage.map(|name| Stage::named(name).ok_or(name)) {
            Some(Ok(stage)) => options.stage = Some(stage),
            Some(Err(name)) => mistakes.push(mistake("stage", name, STAGES, self.lang)),
            None => {}
        }
        match lang {
            Some("ja") => options.lang = Lang::Ja,
            Some("en") => options.lang = Lang::En,
            Some(name) => mistakes.push(mistake("lang", name, LANGS, self.lang)),
            None => {}
        }
        (options, mistakes)
    }
}

/// What is said of a setting whose value is none.
fn mistake(key: &str, value: &str, known: &str, lang: Lang) -> String {
    say!(
        lang,
        "エディターの設定 {SECTION}.{key} の値「{value}」は使えません。{known} のように書いてください。",
        "{value} can't be the value of the setting {SECTION}.{key}: write it such as {known}"
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_of_the_editor_come_before_the_arguments() {
        let arguments = ServerOptions {
            stage: Some(Stage::Review),
            ..ServerOptions::default()
        };
        let settings = json!({ "hyokasho": { "stage": "公表", "config": "a.toml", "lang": "en" } });
        let (options, mistakes) = arguments.with(&settings, Some(Path::new("/a")));
        assert!(mistakes.is_empty());
        assert_eq!(options.stage, Some(Stage::Publish));
        assert_eq!(options.config.as_deref(), Some(Path::new("/a/a.toml")));
        assert_eq!(options.lang, Lang::En);
        for nothing in [
            json!(null),
            json!([1]),
            json!({ "lang": "", "stage": null }),
        ] {
            assert_eq!(
                arguments.with(&nothing, None),
                (arguments.clone(), Vec::new())
            );
        }
        let wrong = json!({ "stage": "いつか", "lang": 3, "base": "main", "noConfig": "x" });
        let (options, mistakes) = arguments.with(&wrong, None);
        assert_eq!((options.stage, options.lang), (arguments.stage, Lang::Ja));
        assert_eq!(options.base.as_deref(), Some("main"));
        assert!(
            mistakes.len() == 3 && mistakes[2].contains("いつか"),
            "{mistakes:?}"
        );
    }
}
