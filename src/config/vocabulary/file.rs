//! A file of words as it is written.

use serde::Deserialize;

use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};

/// A file of words.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TermFile {
    /// Ways of writing of which a document should use one.
    pub notation: Vec<Notation>,
    /// Slips of the pen.
    pub slips: Vec<Slip>,
    /// What an assessment should not say.
    pub phrases: Vec<Phrase>,
    /// Names in which none of these words counts.
    pub names: Vec<String>,
    /// Words that are right as they are.
    pub allowed: Vec<String>,
    /// Abbreviations that readers know, in capitals of half width.
    pub abbreviations: Vec<String>,
    /// What the names of the office's departments end in, beside 課, 室, 係 and the like.
    pub departments: Vec<String>,
    /// Words that do not say what is done.
    pub vague: Vec<String>,
}

/// Ways of writing one word.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notation {
    /// The ways, that of official texts first; a document that uses it should use it alone.
    pub forms: Vec<String>,
    /// What may follow every form, the form of a dictionary first: [う, わ, っ].
    #[serde(default)]
    pub endings: Vec<String>,
    /// Counts only where what follows shows a noun.
    #[serde(default)]
    pub noun: bool,
    /// The forms may differ in meaning, so that a change from one to the other is more than form.
    #[serde(default)]
    pub differs: bool,
    /// The form itself writes the first, so that a document that writes only others differs from its own headings.
    #[serde(default)]
    pub in_form: bool,
    /// The first form is the right one, however often a document uses the others: the user says so.
    #[serde(skip)]
    pub decided: bool,
    /// Where it counts.
    #[serde(default)]
    pub context: Guards,
}

/// Words that are wrong wherever they are.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slip {
    /// The wrong words.
    pub wrong: Vec<String>,
    /// The right ones.
    pub right: String,
    /// Whether it is a matter of style only.
    #[serde(default)]
    pub style: bool,
    /// Where it counts.
    #[serde(default)]
    pub context: Guards,
}

/// What is wrong with a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhraseKind {
    /// A word of a template in the place of a name.
    Template,
    /// A note of those who work on the text.
    Note,
    /// A claim that nothing can happen.
    Claim,
    /// A part of a figure that only its colour shows.
    Colour,
}

/// Words that an assessment should not say.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// The kind.
    pub kind: PhraseKind,
    /// The words.
    pub words: Vec<String>,
    /// The kind of body in whose documents they are right: 市.
    #[serde(default)]
    pub own: String,
    /// Counts only in items whose id begins so.
    #[serde(default)]
    pub only_in: String,
    /// Where it counts.
    #[serde(default)]
    pub context: Guards,
}

/// What must, or must not, be next to a word: words, or <漢字> <カタカナ> <ひらがな> <英数> <空白> <端>.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Guards {
    /// One of these comes before it.
    pub after: Vec<Edge>,
    /// None of these comes before it.
    pub not_after: Vec<Edge>,
    /// One of these comes after it.
    pub before: Vec<Edge>,
    /// None of these comes after it.
    pub not_before: Vec<Edge>,
}

/// What is next to a word.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "String")]
pub enum Edge {
    /// A character of a class.
    Class(fn(char) -> bool),
    /// The beginning or the end of a line.
    Line,
    /// These words.
    Words(String),
}

impl From<String> for Edge {
    fn from(text: String) -> Self {
        match text.as_str() {
            "<漢字>" => Edge::Class(is_kanji),
            "<カタカナ>" => Edge::Class(is_katakana),
            "<ひらがな>" => Edge::Class(is_hiragana),
            "<英数>" => Edge::Class(|c| c.is_ascii_alphanumeric() || ('０'..='ｚ').contains(&c)),
            "<空白>" => Edge::Class(|c| matches!(c, ' ' | '\u{3000}')),
            "<端>" => Edge::Line,
            _ => Edge::Words(text),
        }
    }
}

impl Edge {
    fn ends(&self, head: &str) -> bool {
        match self {
            Edge::Class(holds) => head.chars().next_back().is_some_and(holds),
            Edge::Line => head.is_empty() || head.ends_with('\n'),
            Edge::Words(words) => head.ends_with(words.as_str()),
        }
    }

    fn begins(&self, tail: &str) -> bool {
        match self {
            Edge::Class(holds) => tail.chars().next().is_some_and(holds),
            Edge::Line => tail.is_empty() || tail.starts_with('\n'),
            Edge::Words(words) => tail.starts_with(words.as_str()),
        }
    }
}

impl TermFile {
    /// How many words it holds, each with its endings and where a line may break it.
    pub fn size(&self) -> usize {
        let notation = self.notation.iter();
        let notation = notation.map(|w| w.forms.len() * w.endings.len().max(1));
        let slips = self.slips.iter().map(|slip| slip.wrong.len());
        let phrases = self.phrases.iter().flat_map(|phrase| &phrase.words);
        let phrases = phrases.map(|word| word.chars().count());
        let single = [
            &self.names,
            &self.allowed,
            &self.abbreviations,
            &self.departments,
            &self.vague,
        ];
        let single = single.into_iter().map(Vec::len);
        notation.chain(slips).chain(phrases).chain(single).sum()
    }
}

impl Notation {
    /// A form with one of its endings; without any where it has none.
    pub fn word(&self, form: usize, ending: usize) -> String {
        let part = |parts: &[String], n: usize| parts.get(n).cloned().unwrap_or_default();
        part(&self.forms, form) + &part(&self.endings, ending)
    }

    /// Every form with every ending.
    pub(super) fn words(&self) -> impl Iterator<Item = String> + '_ {
        let endings = 0..self.endings.len().max(1);
        (0..self.forms.len()).flat_map(move |f| endings.clone().map(move |e| self.word(f, e)))
    }
}

impl Guards {
    pub(super) fn hold(&self, head: &str, tail: &str) -> bool {
        let any = |edges: &[Edge], holds: &dyn Fn(&Edge) -> bool| edges.iter().any(holds);
        (self.after.is_empty() || any(&self.after, &|e| e.ends(head)))
            && (self.before.is_empty() || any(&self.before, &|e| e.begins(tail)))
            && !any(&self.not_after, &|e| e.ends(head))
            && !any(&self.not_before, &|e| e.begins(tail))
    }
}
