//! Values of the settings file by their kind, and what is said of those that are none.

use toml::de::{DeTable, DeValue};

use super::{Key, Mistake, Reader, Value};
use crate::japanese::nearest::nearest;
use crate::source::Span;
use crate::source::lang::say;

impl Reader<'_> {
    pub(super) fn text<'v>(&mut self, name: &str, value: &'v Value) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            let message = say!(
                self.lang,
                "「{name}」には、\"\" で囲んだ文字を書きます。",
                "`{name}` wants a text in quotes."
            );
            self.mistake(value.span(), message);
        }
        text
    }

    /// A list of texts; a text alone is a list of one.
    pub(super) fn texts(&mut self, name: &str, value: &Value) -> Option<Vec<String>> {
        let texts: Vec<Option<&str>> = match value.get_ref() {
            DeValue::Array(entries) => entries.iter().map(|e| self.text(name, e)).collect(),
            DeValue::String(text) => vec![Some(text)],
            _ => {
                self.no_list(name, value);
                return None;
            }
        };
        Some(texts.into_iter().flatten().map(str::to_owned).collect())
    }

    pub(super) fn no_list(&mut self, name: &str, value: &Value) {
        let message = say!(
            self.lang,
            "「{name}」には、[\"…\", \"…\"] の形の一覧を書きます。",
            "`{name}` wants a list of texts, [\"…\", \"…\"]."
        );
        self.mistake(value.span(), message);
    }

    pub(super) fn boolean(&mut self, name: &str, value: &Value) -> Option<bool> {
        let said = value.get_ref().as_bool();
        if said.is_none() {
            let message = say!(
                self.lang,
                "「{name}」には、true 又は false を書きます。",
                "`{name}` wants true or false."
            );
            self.mistake(value.span(), message);
        }
        said
    }

    pub(super) fn table<'v, 'i>(
        &mut self,
        name: &str,
        value: &'v Value<'i>,
    ) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            let message = say!(
                self.lang,
                "「{name}」の設定は、[{name}] の見出しの下に書きます。",
                "The settings of `{name}` belong below a heading [{name}]."
            );
            self.mistake(value.span(), message);
        }
        table
    }

    pub(super) fn unknown(&mut self, key: &Key, known: &[&'static str]) {
        let name: &str = key.get_ref();
        let near = self.perhaps(name, known.iter().copied());
        let list = known.join(say!(self.lang, "、", ", ").as_str());
        let message = say!(
            self.lang,
            "「{name}」という設定はありません。{near}ここに書けるもの: {list}。",
            "There is no setting `{name}`.{near} Known here: {list}."
        );
        self.mistake(key.span(), message);
    }

    pub(super) fn no_value(
        &mut self,
        name: &str,
        value: &Value,
        text: &str,
        known: &[&'static str],
    ) {
        let near = self.perhaps(text, known.iter().copied());
        self.no_value_but(name, value, text, known, &near);
    }

    /// The same with what may have been meant.
    pub(super) fn no_value_but(
        &mut self,
        name: &str,
        value: &Value,
        text: &str,
        known: &[&'static str],
        near: &str,
    ) {
        let list = known.join(say!(self.lang, "、", ", ").as_str());
        let message = say!(
            self.lang,
            "「{name}」に「{text}」は使えません。{near}使える値: {list}。",
            "`{name}` can't be `{text}`.{near} Known: {list}."
        );
        self.mistake(value.span(), message);
    }

    /// The known word that is nearest to one, as a sentence; empty where none is near.
    pub(super) fn perhaps(&self, word: &str, known: impl Iterator<Item = &'static str>) -> String {
        nearest(word, known).map_or(String::new(), |near| {
            say!(
                self.lang,
                "「{near}」ではありませんか。",
                " Did you mean `{near}`?"
            )
        })
    }

    pub(super) fn broken(&mut self, error: &toml::de::Error) {
        let why = error
            .message()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned();
        let message = say!(
            self.lang,
            "TOML の書き方として読めません（{why}）。",
            "This is no TOML: {why}."
        );
        self.mistake(error.span().unwrap_or_default(), message);
    }

    pub(super) fn mistake(&mut self, span: std::ops::Range<usize>, message: String) {
        let span = Span::new(span.start, span.end);
        self.mistakes.push(Mistake { span, message });
    }
}
