//! Words and what they mean, ours (`schemas/terms/`) and the user's: data of one format, read from any number of files and
//! looked for in one pass. The format is described in `docs/terms.md`.

mod boundary;
mod file;
mod own;

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::assets::lists::companies::{FORMS, MARKS};
use crate::assets::lists::departments;
use crate::assets::lists::sentences::AFTER_NOUNS;
use crate::japanese::chars::{is_hiragana, is_katakana, is_letter};
use crate::japanese::finder::{self, Finder};
use crate::japanese::notation::fold;

pub use file::{Edge, Guards, Notation, Phrase, PhraseKind, Slip, TermFile};

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
    /// The names.
    pub names: Vec<String>,
    /// The abbreviations that readers know.
    pub abbreviations: FxHashSet<String>,
    /// What the names of the user's departments end in.
    pub departments: Vec<String>,
    /// Words by which the user's texts do not say what is done.
    pub vague: Vec<String>,
    /// The words about whose writing the user decides.
    decided: FxHashSet<String>,
    meanings: Vec<Meaning>,
    finder: Finder,
}

/// The words of `schemas/terms/`.
pub static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::of(embedded()));

fn embedded() -> [TermFile; FILES.len()] {
    FILES.map(|name| crate::assets::data::read(name).unwrap_or_default())
}

/// The embedded files of this format.
const FILES: [&str; 6] = [
    "terms/abbreviations",
    "terms/names",
    "terms/particles",
    "terms/templates",
    "terms/typos",
    "terms/wording",
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
            all.allowed.append(&mut file.allowed);
            all.abbreviations.append(&mut file.abbreviations);
            all.departments.append(&mut file.departments);
            all.vague.append(&mut file.vague);
        }
        for word in all.notation.iter_mut().filter(|w| w.noun) {
            let after = AFTER_NOUNS.iter().map(|w| Edge::Words((*w).to_owned()));
            word.context.before.extend(after);
            word.context.before.push(Edge::Line);
        }
        let decided = all.notation.iter().filter(|word| word.decided);
        let decided = decided.flat_map(Notation::words).collect();
        let mut patterns: Vec<String> = Vec::new();
        let mut meanings: Vec<Meaning> = Vec::new();
        let mut add = |pattern: String, meaning| {
            patterns.push(pattern);
            meanings.push(meaning);
        };
        for (n, word) in all.notation.iter().enumerate() {
            for f in 0..word.forms.len() {
                for e in 0..word.endings.len().max(1) {
                    add(word.word(f, e), Meaning::Notation(n, f, e));
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
        for name in all.names.iter().chain(&all.allowed) {
            add(name.clone(), Meaning::Name);
        }
        for company in FORMS.iter().chain(MARKS) {
            add((*company).to_owned(), Meaning::Company);
        }
        for definition in ["（以下", "(以下"] {
            add(definition.to_owned(), Meaning::Definition);
        }
        Vocabulary {
            notation: all.notation,
            slips: all.slips,
            phrases: all.phrases,
            names: all.names,
            abbreviations: all.abbreviations.iter().map(|a| letters(a)).collect(),
            departments: all.departments,
            vague: all.vague,
            decided,
            meanings,
            finder: Finder::of(patterns),
        }
    }

    /// Whether a name is that of a department, as we or the user know them by their ends.
    pub fn is_department(&self, name: &str) -> bool {
        let own = self.departments.iter().map(String::as_str);
        let mut ends = own.chain(departments::NAMES.iter().copied());
        ends.any(|end| name.ends_with(end))
    }

    /// Whether the user decides how a word is written.
    pub fn decides(&self, word: &str) -> bool {
        self.decided.contains(word)
    }

    /// The words in a text that count where they are, and the names in which none counts, in their order.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let mut ends = [0; 6];
        let mut hits: Vec<Hit> = Vec::new();
        self.finder.each(text, |finder::Hit { word, range }| {
            let meaning = self.meanings[word];
            let end = &mut ends[usize::from(meaning.family())];
            if range.start >= *end && self.counts(meaning, text, &range) {
                *end = range.end;
                hits.push(Hit { meaning, range });
            }
        });
        let names: Vec<Range<usize>> = hits
            .iter()
            .filter(|h| h.meaning == Meaning::Name)
            .map(|h| h.range.clone())
            .collect();
        let mut named = Covered::by(&names);
        hits.retain(|hit| match hit.meaning {
            Meaning::Name => true,
            // What cuts through a known word is the end of one word and the beginning of another.
            Meaning::Slip(_) => !named.meets(&hit.range),
            _ => !named.hold(&hit.range),
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
        let counts = is_whole(&text[range.clone()], head, tail) && guards.hold(head, tail);
        counts
            && match meaning {
                Meaning::Notation(n, ..) => !self.notation[n].noun || !is_verb(head, tail),
                Meaning::Slip(_) => !boundary::is_joint(text, range),
                _ => true,
            }
    }
}

/// The names of a text in their order, asked about places that come in order, too: each is passed once.
struct Covered<'n> {
    names: &'n [Range<usize>],
}

impl<'n> Covered<'n> {
    fn by(names: &'n [Range<usize>]) -> Self {
        Covered { names }
    }

    /// The first name that ends after the beginning of a place. Names do not overlap.
    fn first(&mut self, place: &Range<usize>) -> Option<&Range<usize>> {
        while let Some((name, rest)) = self.names.split_first() {
            if name.end > place.start {
                return Some(name);
            }
            self.names = rest;
        }
        None
    }

    /// Whether a place lies in a name.
    fn hold(&mut self, place: &Range<usize>) -> bool {
        let name = self.first(place);
        name.is_some_and(|n| n.start <= place.start && place.end <= n.end)
    }

    /// Whether a place lies in a name, or cuts through one; it may hold one.
    fn meets(&mut self, place: &Range<usize>) -> bool {
        self.first(place);
        let mut names = self.names.iter().take_while(|n| n.start < place.end);
        names.any(|n| n.start < place.start || place.end < n.end || n == place)
    }
}

/// Whether what looks like a noun may be a verb that goes on: 「情報だけを取り扱い、」, 「引き渡し、取り扱い、」, 「課に申し出」 at the
/// end of a line.
fn is_verb(head: &str, tail: &str) -> bool {
    let goes_on = tail.is_empty() || tail.starts_with(['、', '\n']);
    let before = head.chars().next_back();
    // 「情報の」, 「必要な」, 「保管及び」, 「お」 come before nouns.
    let is_before_noun = |c: char| "のなやびおご".contains(c);
    goes_on && before.is_some_and(|c| c == '、' || is_hiragana(c) && !is_before_noun(c))
}

/// An abbreviation as it is compared: LG-WAN, LGWAN.
fn letters(word: &str) -> String {
    fold(word).replace('-', "").to_uppercase()
}

/// Whether a word ends where its run of katakana or of letters ends.
fn is_whole(word: &str, head: &str, tail: &str) -> bool {
    let joins = |a: Option<char>, b: Option<char>| match (a, b) {
        (Some(a), Some(b)) => is_katakana(a) && is_katakana(b) || is_letter(a) && is_letter(b),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_can_be_read() {
        for file in FILES {
            let read = crate::assets::data::read::<TermFile>(file);
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
        let expected = ["又は法", "えの", "えの", "又は", "取込ん", "当市\n区町村"];
        assert_eq!(found, expected);
    }
}
