//! A file of the user's words (`terms/*.yaml`) into a [`TermFile`]. Like the settings it is written by hand, so all
//! mistakes are collected, each with its place: a word that is misread would be a word that is never found.

use serde_json::{Map, Value};

use crate::config::settings_file::Mistake;
use crate::config::vocabulary::TermFile;
use crate::japanese::nearest::nearest;
use crate::source::diagnostic::Diagnostic;
use crate::source::lang::Lang;
use crate::source::lang::say;
use crate::source::{Source, Span};
use crate::yaml::{self, Content, Document, Entry, Node, Scalar};

/// The name of the folder in which the files are looked for.
pub const FOLDER: &str = "terms";

/// The most words that all files of a run may hold together, each with its endings.
pub const MOST_WORDS: usize = 20_000;

/// The most characters of a word.
const LONGEST: usize = 100;

/// What may be written at a place of the file.
enum Shape {
    /// `true`, `false`
    Flag,
    /// A word of a list.
    One(&'static [&'static str]),
    /// A word.
    Word,
    /// A list of words, with at least this many.
    Words(usize),
    /// A list of words and `<漢字>`.
    Edges,
    /// Fields.
    Table(&'static [Field]),
    /// A list of entries with fields.
    Entries(&'static [Field]),
}

struct Field {
    name: &'static str,
    shape: Shape,
    required: bool,
}

const fn may(name: &'static str, shape: Shape) -> Field {
    let required = false;
    Field {
        name,
        shape,
        required,
    }
}

const fn must(name: &'static str, shape: Shape) -> Field {
    let required = true;
    Field {
        name,
        shape,
        required,
    }
}

const FILE: &[Field] = &[
    may("names", Shape::Words(1)),
    may("allowed", Shape::Words(1)),
    may("abbreviations", Shape::Words(1)),
    may("departments", Shape::Words(1)),
    may("vague", Shape::Words(1)),
    may("notation", Shape::Entries(NOTATION)),
    may("slips", Shape::Entries(SLIP)),
    may("phrases", Shape::Entries(PHRASE)),
];

const NOTATION: &[Field] = &[
    must("forms", Shape::Words(2)),
    may("endings", Shape::Words(1)),
    may("noun", Shape::Flag),
    may("differs", Shape::Flag),
    may("in_form", Shape::Flag),
    may("context", Shape::Table(CONTEXT)),
];

const SLIP: &[Field] = &[
    must("wrong", Shape::Words(1)),
    must("right", Shape::Word),
    may("style", Shape::Flag),
    may("context", Shape::Table(CONTEXT)),
];

const PHRASE: &[Field] = &[
    must("kind", Shape::One(&["template", "note", "claim", "colour"])),
    must("words", Shape::Words(1)),
    may("own", Shape::One(&["市", "区", "町", "村", "県"])),
    may("only_in", Shape::Word),
    may("context", Shape::Table(CONTEXT)),
];

const CONTEXT: &[Field] = &[
    may("after", Shape::Edges),
    may("not_after", Shape::Edges),
    may("before", Shape::Edges),
    may("not_before", Shape::Edges),
];

/// What stands for a class of characters in a context.
const CLASSES: [&str; 6] = [
    "<漢字>",
    "<カタカナ>",
    "<ひらがな>",
    "<英数>",
    "<空白>",
    "<端>",
];

/// Finds what of a YAML file was not read as it is.
pub type FindMisreadings = fn(&Source, &Document, Lang) -> Vec<Diagnostic>;

/// Reads a file of words; what of it was not read as it is is among the mistakes.
///
/// # Errors
/// All mistakes in the order of the file.
pub fn parse(
    source: &Source,
    misreadings: FindMisreadings,
    lang: Lang,
) -> Result<TermFile, Vec<Mistake>> {
    let tables = [FILE, NOTATION, SLIP, PHRASE, CONTEXT];
    let is_field = |key: &str| tables.iter().any(|t| t.iter().any(|f| f.name == key));
    let document = yaml::read(source, &is_field);
    let mut reader = Reader {
        lang,
        mistakes: Vec::new(),
    };
    for finding in misreadings(source, &document, lang) {
        let stop = say!(reader.lang, "。", ". ");
        let message = format!("{}{stop}{}", finding.message, finding.help);
        reader.mistake(finding.primary.span, message);
    }
    let read = reader.table(&document.root, FILE);
    reader.mistakes.sort_by_key(|mistake| mistake.span);
    if !reader.mistakes.is_empty() {
        return Err(reader.mistakes);
    }
    serde_json::from_value(read).map_err(|error| {
        reader.mistake(document.root.span, error.to_string());
        reader.mistakes
    })
}

struct Reader {
    lang: Lang,
    mistakes: Vec<Mistake>,
}

impl Reader {
    fn table(&mut self, node: &Node, fields: &'static [Field]) -> Value {
        let entries = match &node.content {
            Content::Map(entries) => entries.as_slice(),
            Content::Blank => &[],
            _ => {
                let list = self.list(fields.iter().map(|f| f.name));
                let message = say!(
                    self.lang,
                    "「名前: 内容」の形で書きます。ここに書けるもの: {list}。",
                    "Fields belong here: {list}."
                );
                self.mistake(node.span, message);
                return Value::Null;
            }
        };
        let mut read = Map::new();
        let mut misspelt = false;
        for Entry { key, value } in entries {
            let Some(field) = fields.iter().find(|f| f.name == key.text) else {
                self.unknown(key, fields);
                misspelt = true;
                continue;
            };
            let value = self.value(field.name, value, &field.shape);
            if read.insert(field.name.to_owned(), value).is_some() {
                let message = say!(
                    self.lang,
                    "「{}」が二度書かれています。一つにまとめてください。",
                    "`{}` occurs twice.",
                    field.name
                );
                self.mistake(key.span, message);
            }
        }
        for field in fields {
            // What is missing may be there under another name.
            if field.required && !misspelt && !read.contains_key(field.name) {
                let message = say!(
                    self.lang,
                    "「{}」がありません。",
                    "`{}` is missing.",
                    field.name
                );
                self.mistake(node.span, message);
            }
        }
        Value::Object(read)
    }

    fn value(&mut self, name: &str, node: &Node, shape: &Shape) -> Value {
        match shape {
            Shape::Flag => self.one_of(name, node, &["true", "false"], |text| {
                (text == "true").into()
            }),
            Shape::One(known) => self.one_of(name, node, known, Value::from),
            Shape::Word => self.word(name, node),
            Shape::Words(least) => self.words(name, node, *least),
            Shape::Edges => self.edges(name, node),
            Shape::Table(fields) => self.table(node, fields),
            Shape::Entries(fields) => match &node.content {
                Content::Seq(entries) => entries.iter().map(|e| self.table(e, fields)).collect(),
                Content::Blank => Value::Array(Vec::new()),
                _ => {
                    let message = say!(
                        self.lang,
                        "「{name}」の下には、「- 」で始まる行に一つずつ書きます。",
                        "The entries of `{name}` belong on lines that begin with a dash."
                    );
                    self.mistake(node.span, message);
                    Value::Null
                }
            },
        }
    }

    fn words(&mut self, name: &str, node: &Node, least: usize) -> Value {
        let words: Vec<Value> = match &node.content {
            Content::Seq(nodes) => nodes.iter().map(|n| self.word(name, n)).collect(),
            Content::Blank => Vec::new(),
            _ => vec![self.word(name, node)],
        };
        if words.len() < least {
            let message = say!(
                self.lang,
                "「{name}」には、語を{least}つ以上書きます（[…, …] の形か、「- 」で始まる行に一つずつ）。",
                "`{name}` wants {least} words or more, as [..., ...] or on lines that begin with a dash."
            );
            self.mistake(node.span, message);
        }
        Value::Array(words)
    }

    fn edges(&mut self, name: &str, node: &Node) -> Value {
        let words = self.words(name, node, 1);
        for (at, word) in words.as_array().into_iter().flatten().enumerate() {
            let word = word.as_str().unwrap_or_default();
            let is_class = word.starts_with('<') && word.ends_with('>') && word.len() > 1;
            if is_class && !CLASSES.contains(&word) {
                let list = self.list(CLASSES);
                let message = say!(
                    self.lang,
                    "「{word}」という字の種類はありません。書けるもの: {list}。",
                    "There is no class of characters `{word}`. Known: {list}."
                );
                let span = match &node.content {
                    Content::Seq(nodes) => nodes.get(at).map_or(node.span, |n| n.span),
                    _ => node.span,
                };
                self.mistake(span, message);
            }
        }
        words
    }

    fn word(&mut self, name: &str, node: &Node) -> Value {
        let text = node.scalar().map(|scalar| scalar.text.trim());
        let message = match text {
            None if !node.is_blank() => say!(
                self.lang,
                "「{name}」には語を書きます。",
                "`{name}` wants words."
            ),
            None | Some("") => say!(
                self.lang,
                "「{name}」に、何も書かれていない語があります。",
                "A word of `{name}` is empty."
            ),
            Some(text) if text.chars().count() > LONGEST => say!(
                self.lang,
                "「{name}」の語が{LONGEST}字を超えています。",
                "A word of `{name}` has more than {LONGEST} characters."
            ),
            Some(text) => return text.into(),
        };
        self.mistake(node.span, message);
        Value::Null
    }

    fn one_of(
        &mut self,
        name: &str,
        node: &Node,
        known: &'static [&'static str],
        read: impl Fn(&'static str) -> Value,
    ) -> Value {
        let text = node.scalar().map_or("", |scalar| scalar.text.trim());
        if let Some(known) = known.iter().find(|known| **known == text) {
            return read(known);
        }
        let list = self.list(known.iter().copied());
        let message = say!(
            self.lang,
            "「{name}」に「{text}」は使えません。使えるもの: {list}。",
            "`{name}` can't be `{text}`. Known: {list}."
        );
        self.mistake(node.span, message);
        Value::Null
    }

    fn unknown(&mut self, key: &Scalar, fields: &'static [Field]) {
        let names = || fields.iter().map(|f| f.name);
        let near = nearest(&key.text, names()).map_or(String::new(), |near| {
            say!(
                self.lang,
                "「{near}」ではありませんか。",
                " Did you mean `{near}`?"
            )
        });
        let (name, list) = (&key.text, self.list(names()));
        let message = say!(
            self.lang,
            "「{name}」という欄はありません。{near}ここに書けるもの: {list}。",
            "There is no field `{name}`.{near} Known here: {list}."
        );
        self.mistake(key.span, message);
    }

    fn list(&self, names: impl IntoIterator<Item = &'static str>) -> String {
        let names: Vec<&str> = names.into_iter().collect();
        names.join(&say!(self.lang, "、", ", "))
    }

    fn mistake(&mut self, span: Span, message: String) {
        self.mistakes.push(Mistake { span, message });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(text: &str) -> Vec<String> {
        let source = Source::new("terms/a.yaml", text);
        let mistakes = parse(&source, crate::lint::rules::misreadings, Lang::Ja)
            .err()
            .unwrap_or_default();
        let line = |m: Mistake| {
            let place = source.position(m.span.start);
            format!("{}:{} {}", place.line, place.column, m.message)
        };
        mistakes.into_iter().map(line).collect()
    }

    #[test]
    fn our_own_files_have_the_format_of_the_users() {
        for name in ["abbreviations", "templates", "typos", "wording"] {
            let path = format!("{}/schemas/terms/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(&path).expect("the file");
            assert_eq!(mistakes(&text), Vec::<String>::new(), "{name}");
            let read = parse(
                &Source::new(name, text),
                crate::lint::rules::misreadings,
                Lang::Ja,
            )
            .expect("words");
            let ours: TermFile =
                crate::assets::data::read(&format!("terms/{name}")).expect("words");
            assert_eq!(format!("{read:?}"), format!("{ours:?}"), "{name}");
        }
    }

    #[test]
    fn mistakes_are_reported_with_their_place() {
        let long = "あ".repeat(LONGEST + 1);
        for (text, expected) in [
            (
                "notations: []",
                "1:1 「notations」という欄はありません。「notation」ではありませんか。",
            ),
            (
                "notation:\n  - {forms: [又は]}",
                "2:13 「forms」には、語を2つ以上書きます",
            ),
            ("slips:\n  - {wrong: [えの]}", "2:5 「right」がありません。"),
            (
                "names: [ほけん, '']",
                "1:14 「names」に、何も書かれていない語があります。",
            ),
            (
                "allowed:\n  -\n",
                "2:4 「allowed」に、何も書かれていない語があります。",
            ),
            (
                &format!("names: [{long}]"),
                "1:9 「names」の語が100字を超えています。",
            ),
            (
                "phrases:\n  - {kind: memo, words: [あ]}",
                "2:12 「kind」に「memo」は使えません。",
            ),
            (
                "slips:\n  - {wrong: [え], right: へ, context: {after: [<かんじ>]}}",
                "2:46 「<かんじ>」という字の種類はありません。",
            ),
            (
                "names: [あ]\nnames: [い]",
                "2:1 「names」が二度書かれています。",
            ),
            (
                "names： [あ]",
                "1:6 「：」が全角なので、見出しと内容に分かれていない。",
            ),
            ("names: [あ", "1:8 括弧「[」が「]」で閉じていない。"),
            ("又は", "1:1 「名前: 内容」の形で書きます。"),
        ] {
            let found = mistakes(text);
            assert!(
                found.len() == 1 && found[0].starts_with(expected),
                "{text}: {found:#?}"
            );
        }
    }
}
