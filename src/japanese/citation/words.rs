//! The words by which citations are found: names of laws, other terms, and what only a document defines as a name.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;
use rustc_hash::FxHashMap;

use crate::japanese::finder::Finder;
use crate::japanese::narrow::Narrow;

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// A law by its number in the caller's list; none for one that the list does not hold.
    Law(Option<usize>),
    /// A term by its number in the caller's list.
    Term(usize),
    /// 条
    Article,
    /// 別表
    Table,
    /// 同法, 同令 …: the law last named of that kind.
    Same,
    /// 条例, 「…法」, 「…に関する法律」
    Kind,
}

/// A word in a text.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Where it is in the narrow text.
    pub range: Range<usize>,
    /// What it is.
    pub word: Word,
}

/// Words for which a text is searched in one pass.
#[derive(Debug, Default)]
pub struct CitationWords {
    finder: Finder,
    words: Vec<Word>,
}

/// Words that hold 法, 令 or 条 and name no law.
const NO_LAWS: [&str; 13] = [
    "方法", "法人", "法務", "法定", "法的", "法令", "条件", "手法", "司法", "違法", "適法", "用法",
    "立法",
];

impl CitationWords {
    /// Words for laws and terms, in any width, with what all citations are made of.
    pub fn new<'n>(
        laws: impl IntoIterator<Item = (&'n str, usize)>,
        terms: impl IntoIterator<Item = (&'n str, usize)>,
    ) -> Self {
        let own = [
            ("条", Word::Article),
            ("別表", Word::Table),
            ("条例", Word::Kind),
            ("法律", Word::Kind),
            ("法", Word::Kind),
        ];
        let same = ["同法", "同令", "同規則", "同命令", "同条例"].map(|name| (name, Word::Same));
        let laws = laws.into_iter().map(|(name, n)| (name, Word::Law(Some(n))));
        let terms = terms.into_iter().map(|(name, n)| (name, Word::Term(n)));
        let none = NO_LAWS
            .into_iter()
            .map(|name| (name, Word::Term(usize::MAX)));
        Self::build(
            own.into_iter()
                .chain(same)
                .chain(laws)
                .chain(terms)
                .chain(none),
        )
    }

    /// The names that a document defines and these words do not hold, or hold for another law.
    pub(super) fn of_aliases(&self, aliases: &Aliases) -> Option<Names> {
        // A known name stays what it is where its definition is not understood: the full name may be misspelt.
        let is_new = |(name, law): &(&String, &Option<usize>)| match self.find(name).as_slice() {
            [hit] if hit.range == (0..name.len()) => match hit.word {
                Word::Law(known) => law.is_some() && known != **law,
                _ => true,
            },
            _ => true,
        };
        let new = aliases.laws.iter().filter(is_new);
        let mut names: Vec<_> = new
            .map(|(name, law)| (name.as_str(), Word::Law(*law)))
            .collect();
        names.sort_unstable_by_key(|(name, _)| *name);
        if names.is_empty() {
            return None;
        }
        Some(Names {
            needles: names.iter().map(|(name, _)| needle(name)).collect(),
            words: Self::build(names),
        })
    }

    fn build<'n>(all: impl IntoIterator<Item = (&'n str, Word)>) -> Self {
        let (names, words): (Vec<String>, Vec<Word>) = all
            .into_iter()
            .map(|(name, word)| (Narrow::of(name).text, word))
            .unzip();
        CitationWords {
            finder: Finder::of(names),
            words,
        }
    }

    /// All words of a narrow text, none overlapping, the longest at each place.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let hits = self.finder.longest(text).into_iter();
        hits.map(|hit| Hit {
            range: hit.range,
            word: self.words[hit.word],
        })
        .collect()
    }
}

/// Up to this many names are searched for one by one, more in one pass.
const FEW: usize = 32;

/// The names that a document defines: few, and most texts have none of them.
pub(super) struct Names {
    words: CitationWords,
    needles: Vec<memmem::Finder<'static>>,
}

impl Names {
    /// All of them in a narrow text, as [`CitationWords::find`].
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let occurs = |needle: &memmem::Finder| needle.find(text.as_bytes()).is_some();
        if self.needles.len() > FEW || self.needles.iter().any(occurs) {
            self.words.find(text)
        } else {
            Vec::new()
        }
    }
}

fn needle(name: &str) -> memmem::Finder<'static> {
    memmem::Finder::new(&Narrow::of(name).text).into_owned()
}

/// Hits of two searches in one order; of two that overlap the longer stays, of equal ones the second's.
pub(super) fn merged(first: Vec<Hit>, second: Vec<Hit>) -> Vec<Hit> {
    let mut all: Vec<(Hit, u8)> = second.into_iter().map(|h| (h, 0)).collect();
    all.extend(first.into_iter().map(|h| (h, 1)));
    all.sort_by_key(|(h, rank)| (h.range.start, usize::MAX - h.range.len(), *rank));
    let mut out: Vec<Hit> = Vec::new();
    for (hit, _) in all {
        if out
            .last()
            .is_none_or(|last| last.range.end <= hit.range.start)
        {
            out.push(hit);
        }
    }
    out
}

/// The names that a document defines: 「（以下「番号法」という。）」
#[derive(Debug, Default)]
pub struct Aliases {
    pub(super) laws: FxHashMap<String, Option<usize>>,
}

/// How long a name is that is defined without quotes.
const LONGEST_BARE: usize = 40;

/// How far a definition may reach on either side of 「以下」, in bytes.
const REACH: usize = 900;

impl Aliases {
    /// Whether a name is defined in the document.
    pub fn defines(&self, name: &str) -> bool {
        self.laws.contains_key(name)
    }

    /// Takes up what a narrow text defines; its words are known.
    pub fn learn(&mut self, text: &str, hits: &[Hit]) {
        static BELOW: LazyLock<memmem::Finder> = LazyLock::new(|| memmem::Finder::new("以下"));
        for at in BELOW.find_iter(text.as_bytes()) {
            let after = &text[at + "以下".len()..];
            let after = &after[..after.floor_char_boundary(REACH)];
            let Some(name) = defined(after) else {
                continue;
            };
            let from = text.floor_char_boundary(at.saturating_sub(REACH));
            let Some(bracket) = enclosing_bracket(&text[from..at]) else {
                continue;
            };
            let end = text[..from + bracket].trim_end().len();
            // None overlap, so that they end in their order.
            let hit = hits.binary_search_by_key(&end, |h| h.range.end);
            let law = match hit.ok().map(|n| hits[n].word) {
                Some(Word::Law(law)) => law,
                Some(Word::Kind | Word::Same) => None,
                _ if ends_like_law(&text[..end]) => None,
                _ => continue,
            };
            self.laws.insert(name.to_owned(), law);
        }
    }
}

/// The name after 「以下」.
fn defined(after: &str) -> Option<&str> {
    let after = after.trim_start_matches(['、', ',', ' ']);
    let after = after.strip_prefix("単に").unwrap_or(after);
    if let Some(quoted) = after.strip_prefix('「') {
        let (name, rest) = quoted.split_once('」')?;
        let says_so = ["と", "又は", "若しくは", "及び"]
            .iter()
            .any(|w| rest.starts_with(w));
        return (says_so && !name.is_empty()).then_some(name);
    }
    let end = after.find("という").filter(|end| *end <= LONGEST_BARE)?;
    let name = &after[..end];
    (!name.is_empty() && !name.contains(['。', '「', '\n'])).then_some(name)
}

/// The bracket that is open at the end of a text.
fn enclosing_bracket(before: &str) -> Option<usize> {
    let mut closed = 0;
    for (at, c) in before.char_indices().rev() {
        match c {
            ')' => closed += 1,
            '(' if closed == 0 => return Some(at),
            '(' => closed -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// Whether words end as names of laws do.
pub(super) fn ends_like_law(text: &str) -> bool {
    const ENDS: [&str; 11] = [
        "法", "法律", "条例", "令", "規則", "規程", "要綱", "規約", "約款", "告示", "指針",
    ];
    ENDS.iter().any(|end| text.ends_with(end)) && !NO_LAWS.iter().any(|word| text.ends_with(word))
}
