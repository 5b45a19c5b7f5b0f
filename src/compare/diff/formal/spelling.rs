//! Words in one of their ways of writing: kana or Chinese characters, okurigana, katakana.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::plain;
use crate::assets::data;
use crate::config::vocabulary::VOCABULARY;
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};
use crate::japanese::finder::Finder;
use crate::japanese::notation::fold;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    spellings: Vec<Vec<String>>,
    okurigana: Okurigana,
}

/// Kana that may be written or left out, with the characters that they follow.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Okurigana {
    first: FxHashMap<String, String>,
    second: FxHashMap<String, String>,
    inner: FxHashMap<String, String>,
}

/// The tables, made ready once.
struct Tables {
    finder: Finder,
    /// The way that stands for all, for each word of the finder.
    stands_for: Vec<String>,
    first: FxHashMap<char, Vec<String>>,
    second: FxHashMap<char, Vec<String>>,
    inner: FxHashMap<char, Vec<String>>,
    /// What can be the second part of a compound.
    seconds: FxHashSet<char>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let file: File = data::read("terms/spellings").unwrap_or_default();
    let folded = |word: &str| fold(word).chars().map(plain).collect::<String>();
    let (mut words, mut stands_for) = (Vec::new(), Vec::new());
    let mut groups: Vec<Vec<String>> = Vec::new();
    for forms in &file.spellings {
        groups.push(forms.iter().map(|form| folded(form)).collect());
    }
    for word in VOCABULARY.notation.iter().filter(|word| !word.differs) {
        for ending in 0..word.endings.len().max(1) {
            let forms = (0..word.forms.len()).map(|form| folded(&word.word(form, ending)));
            groups.push(forms.collect());
        }
    }
    // A word may be the beginning of the one that stands for it (申込, 申込み), which then stands for itself.
    let others = groups
        .iter()
        .flat_map(|forms| forms.iter().skip(1).map(move |other| (other, &forms[0])));
    let firsts = groups
        .iter()
        .filter_map(|forms| Some((forms.first()?, forms.first()?)));
    let mut known = FxHashSet::default();
    for (word, first) in others.chain(firsts) {
        if known.insert(word) {
            words.push(word.clone());
            stands_for.push(first.clone());
        }
    }
    let by_character = |table: &FxHashMap<String, String>| {
        let mut found: FxHashMap<char, Vec<String>> = FxHashMap::default();
        for (kana, characters) in table {
            for c in characters.chars() {
                found.entry(c).or_default().push(kana.clone());
            }
        }
        // The longest counts, in whatever order the table was read.
        for kana in found.values_mut() {
            kana.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        }
        found
    };
    let second = by_character(&file.okurigana.second);
    Tables {
        finder: Finder::of(words),
        stands_for,
        first: by_character(&file.okurigana.first),
        seconds: second.keys().copied().collect(),
        second,
        inner: by_character(&file.okurigana.inner),
    }
});

/// A folded text with each word in the first of its ways of writing.
pub(super) fn spelt(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for hit in TABLES.finder.longest(text) {
        out.push_str(&text[at..hit.range.start]);
        out.push_str(&TABLES.stands_for[hit.word]);
        at = hit.range.end;
    }
    out.push_str(&text[at..]);
    katakana(&okurigana(&out))
}

/// A text without the okurigana that may be left out.
fn okurigana(text: &str) -> String {
    let tables = &*TABLES;
    let mut out = String::with_capacity(text.len());
    let mut before: Option<char> = None;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        at += c.len_utf8();
        out.push(c);
        let rest = &text[at..];
        // Kana alone may be left out.
        if is_kanji(c) && rest.starts_with(is_hiragana) {
            let after = |kana: &str| rest[kana.len()..].chars().next();
            let second =
                following(&tables.second, c, rest).filter(|_| before.is_some_and(is_kanji));
            let first = || {
                let goes_on =
                    |kana: &&str| after(kana).is_some_and(|c| tables.seconds.contains(&c));
                following(&tables.first, c, rest).filter(goes_on)
            };
            let inner = || {
                following(&tables.inner, c, rest)
                    .filter(|kana| after(kana).is_some_and(is_hiragana))
            };
            at += second.or_else(first).or_else(inner).map_or(0, str::len);
        }
        before = Some(c);
    }
    out
}

/// The kana of a table that follow a character.
fn following<'t>(table: &'t FxHashMap<char, Vec<String>>, c: char, rest: &str) -> Option<&'t str> {
    let kana = table.get(&c)?.iter();
    kana.map(String::as_str)
        .find(|kana| rest.starts_with(*kana))
}

/// How many characters of a word of katakana come before a long vowel that may be left out: カバー is no カバ.
const BEFORE_LONG_VOWEL: usize = 3;

/// A text whose words of katakana have no ー after their beginning, no ・ between them and no small vowels.
fn katakana(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut run = 0;
    while let Some(c) = chars.next() {
        if c == '・' && run > 0 && chars.peek().copied().is_some_and(is_katakana) {
            continue;
        }
        run = if is_katakana(c) { run + 1 } else { 0 };
        let kept = match c {
            'ー' if run > BEFORE_LONG_VOWEL => continue,
            'ヵ' | 'ヶ' => 'か',
            'ァ' => 'ア',
            'ィ' => 'イ',
            'ゥ' => 'ウ',
            'ェ' => 'エ',
            'ォ' => 'オ',
            'ヂ' => 'ジ',
            'ヅ' => 'ズ',
            c => c,
        };
        out.push(kept);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_can_be_read_and_no_spelling_replaces_itself() {
        let file: File = data::read("terms/spellings").expect("schemas/terms/spellings.yaml");
        assert!(file.spellings.iter().all(|forms| forms.len() > 1));
        assert!(!TABLES.stands_for.is_empty() && !TABLES.first.is_empty());
    }
}
