//! The words that the rules of families B and W look for: data of one format, read from any number of files and looked
//! for in one pass. The format is described in `docs/terms.md`.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::japanese::finder::{self, Finder};

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
}

/// Ways of writing one word.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notation {
    /// The ways; the first wins where a document uses both equally often.
    pub forms: Vec<String>,
    /// What may follow every form, the form of a dictionary first: [う, わ, っ].
    #[serde(default)]
    pub endings: Vec<String>,
    /// Counts only where what follows shows a noun.
    #[serde(default)]
    pub noun: bool,
    /// Where it counts.
    #[serde(default)]
    pub context: Guards,
}

/// Words that are wrong wherever they stand.
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
    /// A part of a figure that its colour alone tells.
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

/// What must, or must not, stand beside a word: words, or <漢字> <カタカナ> <ひらがな> <英数> <端>.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Guards {
    /// One of these stands before it.
    pub after: Vec<Edge>,
    /// None of these stands before it.
    pub not_after: Vec<Edge>,
    /// One of these stands behind it.
    pub before: Vec<Edge>,
    /// None of these stands behind it.
    pub not_before: Vec<Edge>,
}

/// What stands beside a word.
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

impl Guards {
    fn hold(&self, head: &str, tail: &str) -> bool {
        let any = |edges: &[Edge], holds: &dyn Fn(&Edge) -> bool| edges.iter().any(holds);
        (self.after.is_empty() || any(&self.after, &|e| e.ends(head)))
            && (self.before.is_empty() || any(&self.before, &|e| e.begins(tail)))
            && !any(&self.not_after, &|e| e.ends(head))
            && !any(&self.not_before, &|e| e.begins(tail))
    }
}

/// What a word of the vocabulary means, with its place in the lists of the [`Vocabulary`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A way of writing: the word, the form, the ending.
    Notation(usize, usize, usize),
    /// A slip.
    Slip(usize),
    /// A phrase.
    Phrase(usize),
    /// A name in which nothing counts.
    Name,
    /// 株式会社 and its like.
    Company,
    /// 「（以下」 of a definition.
    Definition,
}

impl Meaning {
    /// Words of one family do not overlap: the longest of those that begin first counts.
    fn family(self) -> u8 {
        match self {
            Meaning::Notation(..) => 0,
            Meaning::Slip(_) => 1,
            Meaning::Phrase(_) => 2,
            Meaning::Name => 3,
            Meaning::Company => 4,
            Meaning::Definition => 5,
        }
    }
}

/// A word found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it means.
    pub meaning: Meaning,
    /// Where.
    pub range: Range<usize>,
}

/// Words ready to be looked for.
#[derive(Debug)]
pub struct Vocabulary {
    /// The ways of writing.
    pub notation: Vec<Notation>,
    /// The slips.
    pub slips: Vec<Slip>,
    /// The phrases.
    pub phrases: Vec<Phrase>,
    meanings: Vec<Meaning>,
    finder: Finder,
}

/// The words of `schemas/terms/`.
pub static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let read = |name| crate::data::read::<TermFile>(name).unwrap_or_default();
    Vocabulary::of(FILES.map(read))
});

/// The embedded files of this format.
const FILES: [&str; 3] = ["terms/wording", "terms/typos", "terms/templates"];

/// What shows that a word before it is a noun.
const BEHIND_NOUNS: [&str; 17] = [
    "を",
    "が",
    "は",
    "の",
    "も",
    "と",
    "に関",
    "に係",
    "につい",
    "に当",
    "におい",
    "により",
    "に従",
    "方法",
    "業務",
    "状況",
    "後の",
];

impl Vocabulary {
    /// The words of several files together.
    pub fn of(files: impl IntoIterator<Item = TermFile>) -> Self {
        let mut all = TermFile::default();
        for mut file in files {
            all.notation.append(&mut file.notation);
            all.slips.append(&mut file.slips);
            all.phrases.append(&mut file.phrases);
            all.names.append(&mut file.names);
        }
        for word in all.notation.iter_mut().filter(|w| w.noun) {
            let behind = BEHIND_NOUNS.map(|w| Edge::Words(w.to_owned()));
            word.context.before.extend(behind);
            word.context.before.push(Edge::Line);
        }
        let mut patterns: Vec<String> = Vec::new();
        let mut meanings: Vec<Meaning> = Vec::new();
        let mut add = |pattern: String, meaning| {
            patterns.push(pattern);
            meanings.push(meaning);
        };
        for (n, word) in all.notation.iter().enumerate() {
            for (f, form) in word.forms.iter().enumerate() {
                for e in 0..word.endings.len().max(1) {
                    let ending = word.endings.get(e).map_or("", String::as_str);
                    add(format!("{form}{ending}"), Meaning::Notation(n, f, e));
                }
            }
        }
        for (n, slip) in all.slips.iter().enumerate() {
            for wrong in &slip.wrong {
                add(wrong.clone(), Meaning::Slip(n));
            }
        }
        for (n, phrase) in all.phrases.iter().enumerate() {
            for word in &phrase.words {
                broken(word).for_each(|word| add(word, Meaning::Phrase(n)));
            }
        }
        for name in &all.names {
            add(name.clone(), Meaning::Name);
        }
        for company in ["株式会社", "有限会社", "合同会社", "（株）", "(株)", "㈱"]
        {
            add(company.to_owned(), Meaning::Company);
        }
        for definition in ["（以下", "(以下"] {
            add(definition.to_owned(), Meaning::Definition);
        }
        Vocabulary {
            notation: all.notation,
            slips: all.slips,
            phrases: all.phrases,
            meanings,
            finder: Finder::of(patterns),
        }
    }

    /// The words in a text that count where they stand, in their order.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let found = self.finder.all(text).into_iter();
        let found = found.filter_map(|finder::Hit { word, range }| {
            let meaning = *self.meanings.get(word)?;
            self.counts(meaning, text, &range)
                .then_some(Hit { meaning, range })
        });
        let mut ends = [0; 6];
        let mut hits: Vec<Hit> = Vec::new();
        for hit in found {
            let family = usize::from(hit.meaning.family());
            if hit.range.start >= ends[family] {
                ends[family] = hit.range.end;
                hits.push(hit);
            }
        }
        let names: Vec<Range<usize>> = hits
            .iter()
            .filter(|h| h.meaning == Meaning::Name)
            .map(|h| h.range.clone())
            .collect();
        hits.retain(|hit| {
            let inside = |n: &Range<usize>| n.start <= hit.range.start && hit.range.end <= n.end;
            hit.meaning != Meaning::Name && !names.iter().any(inside)
        });
        hits
    }

    fn counts(&self, meaning: Meaning, text: &str, range: &Range<usize>) -> bool {
        let (head, tail) = (&text[..range.start], &text[range.end..]);
        let guards = match meaning {
            Meaning::Notation(n, ..) => &self.notation[n].context,
            Meaning::Slip(n) => &self.slips[n].context,
            Meaning::Phrase(n) => &self.phrases[n].context,
            Meaning::Name | Meaning::Company | Meaning::Definition => return true,
        };
        is_whole(&text[range.clone()], head, tail) && guards.hold(head, tail)
    }
}

/// Whether a word ends where its run of katakana or of letters ends.
fn is_whole(word: &str, head: &str, tail: &str) -> bool {
    let joins = |a: Option<char>, b: Option<char>| match (a, b) {
        (Some(a), Some(b)) => {
            is_katakana(a) && is_katakana(b) || a.is_ascii_alphabetic() && b.is_ascii_alphabetic()
        }
        _ => false,
    };
    !joins(head.chars().next_back(), word.chars().next())
        && !joins(word.chars().next_back(), tail.chars().next())
}

/// A word, and the same word broken by the end of a line.
fn broken(word: &str) -> impl Iterator<Item = String> + '_ {
    let inner = word.char_indices().map(|(at, _)| at).skip(1);
    let broken = inner.map(|at| format!("{}\n{}", &word[..at], &word[at..]));
    std::iter::once(word.to_owned()).chain(broken)
}

/// A Chinese character.
pub fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '々')
}

/// Katakana with ー.
pub fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

/// Hiragana.
pub fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_can_be_read() {
        for file in FILES {
            let read = crate::data::read::<TermFile>(file);
            assert!(read.is_ok(), "{file}: {:?}", read.err());
        }
    }

    #[test]
    fn words_count_as_a_whole_and_where_their_context_fits() {
        let file: TermFile = serde_json::from_str(
            r#"{"notation": [{"forms": ["または", "又は"]}, {"forms": ["取り込", "取込"], "endings": ["む", "ん"]}],
                "slips": [{"wrong": ["えの"], "right": "への", "context": {"after": ["村", "<カタカナ>"]}}],
                "phrases": [{"kind": "template", "words": ["当市区町村"]}], "names": ["又は法"]}"#,
        )
        .expect("a file");
        let vocabulary = Vocabulary::of([file]);
        let text = "又は法による村えの控えのデータえの又は取込ん、当市\n区町村";
        let found: Vec<&str> = vocabulary
            .find(text)
            .into_iter()
            .map(|hit| &text[hit.range])
            .collect();
        assert_eq!(found, ["えの", "えの", "又は", "取込ん", "当市\n区町村"]);
    }
}
