//! `hyokasho.toml` into [`Settings`]. All mistakes are collected, each with its place: a setting that is misspelt would
//! be a setting that never works.

use std::path::PathBuf;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::settings::{Exception, Level, Named, Pattern, Settings, Standard};
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::Lang;
use crate::source::lang::say;
use crate::source::{Source, Span};

mod values;

/// The name under which the settings are looked for.
pub const FILE_NAME: &str = "hyokasho.toml";

const SETTINGS: [&str; 11] = [
    "paths",
    "terms",
    "stage",
    "pedantic",
    "pdf-standard",
    "keep-comments",
    "fonts",
    "templates",
    "agency",
    "rules",
    "exceptions",
];
const OF_AGENCY: [&str; 2] = ["name", "short"];
const OF_EXCEPTION: [&str; 4] = ["rule", "item", "file", "reason"];
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];
const OFF: &str = "off";

/// A rule as the settings name it.
#[derive(Debug, Clone, Copy)]
pub struct NamedRule {
    /// The code: `S004`.
    pub code: &'static str,
    /// The name: `missing`.
    pub name: &'static str,
    /// Whether nothing sets its findings aside.
    pub is_mandatory: bool,
}

/// What is wrong at a place of the settings file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where.
    pub span: Span,
    /// What, in the language of the run.
    pub message: String,
}

/// Reads the settings, which may name these rules.
///
/// # Errors
/// All mistakes in the order of the file.
pub fn parse(source: &Source, rules: &[NamedRule], lang: Lang) -> Result<Settings, Vec<Mistake>> {
    let mut reader = Reader {
        lang,
        rules,
        settings: Settings::default(),
        mistakes: Vec::new(),
    };
    let (table, broken) = DeTable::parse_recoverable(source.text());
    if broken.is_empty() {
        reader.top(table.get_ref());
    } else {
        broken.iter().for_each(|error| reader.broken(error));
    }
    reader.mistakes.sort_by_key(|mistake| mistake.span);
    if reader.mistakes.is_empty() {
        Ok(reader.settings)
    } else {
        Err(reader.mistakes)
    }
}

type Key<'i> = Spanned<toml::de::DeString<'i>>;
type Value<'i> = Spanned<DeValue<'i>>;

struct Reader<'r> {
    lang: Lang,
    rules: &'r [NamedRule],
    settings: Settings,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn top(&mut self, table: &DeTable) {
        for (key, value) in table {
            let name: &str = key.get_ref();
            match name {
                "paths" => self.paths(value),
                "terms" => {
                    let named = self.texts(name, value).unwrap_or_default();
                    self.settings.terms = Some(named.into_iter().map(PathBuf::from).collect());
                }
                "stage" => self.settings.stage = self.stage(value),
                "pedantic" => {
                    self.settings.levels.pedantic = self.boolean(name, value).unwrap_or_default();
                }
                "pdf-standard" => self.settings.output.standard = self.standard(value),
                "keep-comments" => {
                    self.settings.output.keep_comments =
                        self.boolean(name, value).unwrap_or_default();
                }
                "fonts" => self.settings.output.fonts = self.fonts(value),
                "templates" => self.settings.output.templates = self.named(name, value),
                "agency" => self.agency(value),
                "rules" => self.levels(value),
                "exceptions" => self.exceptions(value),
                _ => self.unknown(key, &SETTINGS),
            }
        }
    }

    fn paths(&mut self, value: &Value) {
        let paths = self.texts("paths", value);
        if paths.as_ref().is_some_and(Vec::is_empty) {
            let message = say!(
                self.lang,
                "「paths」に、点検するファイルやフォルダーがありません。",
                "`paths` names nothing to check."
            );
            self.mistake(value.span(), message);
        }
        self.settings.paths = paths.into_iter().flatten().map(PathBuf::from).collect();
    }

    fn stage(&mut self, value: &Value) -> Option<Stage> {
        let text = self.text("stage", value)?;
        let known = Stage::named(text);
        if known.is_none() {
            let ids = Stage::ALL.map(Stage::id);
            let words = Stage::ALL.into_iter().flat_map(Stage::words).copied();
            let near = self.perhaps(text, ids.into_iter().chain(words));
            self.no_value_but("stage", value, text, &ids, &near);
        }
        known
    }

    fn standard(&mut self, value: &Value) -> Option<Standard> {
        let text = self.text("pdf-standard", value)?;
        let known = Standard::find(text);
        if known.is_none() {
            self.no_value(
                "pdf-standard",
                value,
                text,
                &Standard::ALL.map(Standard::id),
            );
        }
        known
    }

    fn fonts(&mut self, value: &Value) -> Vec<Named> {
        let entries = match value.get_ref() {
            DeValue::Array(entries) => entries.iter().collect(),
            DeValue::String(_) => vec![value],
            _ => {
                self.no_list("fonts", value);
                return Vec::new();
            }
        };
        let named = entries.into_iter().filter_map(|e| self.named("fonts", e));
        named.collect()
    }

    /// A file or folder, with its place: its reader says whether it is of use.
    fn named(&mut self, name: &str, value: &Value) -> Option<Named> {
        let path = self.text(name, value)?.to_owned();
        let span = Span::new(value.span().start, value.span().end);
        Some(Named { path, span })
    }

    fn agency(&mut self, value: &Value) {
        let Some(table) = self.table("agency", value) else {
            return;
        };
        for (key, value) in table {
            let name: &str = key.get_ref();
            match name {
                "name" => {
                    self.settings.agency.name = self.text(name, value).map(str::to_owned);
                }
                "short" => {
                    self.settings.agency.short = self.texts(name, value).unwrap_or_default();
                }
                _ => self.unknown(key, &OF_AGENCY),
            }
        }
    }

    fn levels(&mut self, value: &Value) {
        let Some(table) = self.table("rules", value) else {
            return;
        };
        for (key, value) in table {
            let level = self.level(key.get_ref(), value);
            let twice = match self.family(key.get_ref()) {
                Some(family) => {
                    let families = &mut self.settings.levels.families;
                    level.and_then(|level| families.insert(family, level))
                }
                None => {
                    let code = self.changeable(key);
                    let rules = &mut self.settings.levels.rules;
                    code.zip(level)
                        .and_then(|(code, level)| rules.insert(code, level))
                }
            };
            if twice.is_some() {
                let name = key.get_ref();
                let message = say!(
                    self.lang,
                    "「{name}」の規則の重さが、別の書き方でも書かれています。どちらかを消してください。",
                    "The level of `{name}` is set twice, in two writings."
                );
                self.mistake(key.span(), message);
            }
        }
    }

    /// The code of a rule whose level may be set.
    fn changeable(&mut self, key: &Key) -> Option<&'static str> {
        let NamedRule {
            code, is_mandatory, ..
        } = self.rule(key.get_ref(), key.span())?;
        if !is_mandatory {
            return Some(code);
        }
        let message = say!(
            self.lang,
            "{code} の重さは変えられません。公表できないものや読めていないものが、指摘なしになるからです。",
            "The level of {code} can't be changed: what must not be published, or was not read, would pass."
        );
        self.mistake(key.span(), message);
        None
    }

    fn level(&mut self, name: &str, value: &Value) -> Option<Level> {
        let text = self.text(name, value)?;
        let severity = SEVERITIES.into_iter().find(|s| s.id() == text);
        let level = match severity {
            Some(severity) => Some(Level::At(severity)),
            None => (text == OFF).then_some(Level::Off),
        };
        if level.is_none() {
            let [error, warning, info] = SEVERITIES.map(Severity::id);
            self.no_value(name, value, text, &[error, warning, info, OFF]);
        }
        level
    }

    /// The rule of a code or a name.
    fn rule(&mut self, name: &str, span: std::ops::Range<usize>) -> Option<NamedRule> {
        let mut rules = self.rules.iter().copied();
        let found = rules.find(|rule| rule.code.eq_ignore_ascii_case(name) || rule.name == name);
        if found.is_none() {
            let codes = self.rules.iter().flat_map(|rule| [rule.code, rule.name]);
            let near = self.perhaps(name, codes);
            let message = say!(
                self.lang,
                "「{name}」という規則はありません。{near}",
                "There is no rule `{name}`.{near}"
            );
            self.mistake(span, message);
        }
        found
    }

    /// The letter of a family of rules, where a name is just that.
    fn family(&self, name: &str) -> Option<char> {
        let mut letters = name.chars();
        let letter = letters.next()?.to_ascii_uppercase();
        let is_letter = letters.next().is_none();
        let mut rules = self.rules.iter();
        (is_letter && rules.any(|rule| rule.code.starts_with(letter))).then_some(letter)
    }

    fn exceptions(&mut self, value: &Value) {
        let DeValue::Array(entries) = value.get_ref() else {
            let message = say!(
                self.lang,
                "例外は、[[exceptions]] の見出しの下に一つずつ書きます。",
                "Each exception belongs below a heading [[exceptions]]."
            );
            return self.mistake(value.span(), message);
        };
        for entry in entries {
            if let Some(exception) = self.exception(entry) {
                self.settings.exceptions.push(exception);
            }
        }
    }

    fn exception(&mut self, entry: &Value) -> Option<Exception> {
        let table = self.table("exceptions", entry)?;
        let (mut rule, mut item, mut file, mut reason) = (None, None, None, None);
        let mut place = entry.span();
        for (key, value) in table {
            let name: &str = key.get_ref();
            match name {
                "rule" => {
                    rule = Some(self.excepted_rule(value));
                    place = value.span();
                }
                "item" => item = self.text(name, value).map(str::to_owned),
                "file" => file = self.pattern(value),
                "reason" => reason = Some(self.text(name, value).map(str::trim)),
                _ => self.unknown(key, &OF_EXCEPTION),
            }
        }
        if rule.is_none() {
            let message = say!(
                self.lang,
                "例外にする規則の番号（rule）がありません。",
                "The exception names no `rule`."
            );
            self.mistake(entry.span(), message);
        }
        // A reason that is no text has been reported.
        if reason.is_none_or(|reason| reason.is_some_and(str::is_empty)) {
            let message = say!(
                self.lang,
                "例外に理由（reason）がありません。直さない理由を書いてください。",
                "The exception gives no `reason`."
            );
            self.mistake(place.clone(), message);
        }
        Some(Exception {
            rule: rule??,
            item,
            file,
            reason: reason??.to_owned(),
            span: Span::new(place.start, place.end),
        })
    }

    fn excepted_rule(&mut self, value: &Value) -> Option<&'static str> {
        let name = self.text("rule", value)?;
        let rule = self.rule(name, value.span())?;
        if rule.is_mandatory {
            let code = rule.code;
            let message = say!(
                self.lang,
                "{code} は例外にできません。公表できないものや読めていないものが、指摘なしになるからです。",
                "There is no exception from {code}."
            );
            self.mistake(value.span(), message);
        }
        Some(rule.code)
    }

    fn pattern(&mut self, value: &Value) -> Option<Pattern> {
        let text = self.text("file", value)?;
        let pattern = Pattern::new(text.trim_start_matches("./"));
        if pattern.is_none() {
            let message = say!(
                self.lang,
                "「{text}」はファイルの名前として読めません。「*」と「**」は、フォルダーの区切りの間に書きます。",
                "`{text}` is no path; `*` and `**` belong between slashes."
            );
            self.mistake(value.span(), message);
        }
        pattern
    }
}

#[cfg(test)]
mod tests;
