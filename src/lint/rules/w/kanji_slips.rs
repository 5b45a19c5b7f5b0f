//! Common words of two kanji of which one is another of the same sound or a like shape: 「状法」 for 情報.
//!
//! What is no word at all, and near a word that the document uses elsewhere, is looked at together with the kanji
//! around it: where these part into words, it stands where a word has to stand, and is no end of one word with the
//! beginning of another. A stretch that does not part into words is compared with those that the document has often:
//! 「守義務」 with 守秘義務.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::assets::lists::jukugo::TWO_KANJI;
use crate::assets::lists::kanji::{ACROSS, NO_WORDS, OTHER_WORDS, SHAPES, SOUNDS};
use crate::japanese::chars::{is_hiragana, is_kanji};
use crate::japanese::notation::is_digit;
use crate::lint::rules::OwnText;

/// Two kanji.
type Pair = (char, char);

struct Known {
    /// Words, and what is as right as they are.
    words: FxHashSet<Pair>,
    /// The second kanji of the words that may have been meant, by the first, and the other way round.
    by_first: FxHashMap<char, Vec<char>>,
    by_second: FxHashMap<char, Vec<char>>,
    /// Which sounds a kanji has.
    sounds: FxHashMap<char, Vec<usize>>,
    /// A kanji and another of a like shape.
    shapes: FxHashSet<Pair>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let usual: FxHashSet<Pair> = TWO_KANJI.iter().filter_map(|word| pair(word)).collect();
    let no_words: FxHashSet<Pair> = NO_WORDS.iter().filter_map(|word| pair(word)).collect();
    let others = [OTHER_WORDS, ACROSS].into_iter().flatten();
    let mut known = Known {
        words: others.filter_map(|word| pair(word)).collect(),
        by_first: FxHashMap::default(),
        by_second: FxHashMap::default(),
        sounds: FxHashMap::default(),
        shapes: FxHashSet::default(),
    };
    let is_number = |c: &char| NUMBERS.contains(*c);
    let meant = usual.difference(&no_words);
    for (a, b) in meant.filter(|(a, b)| !is_number(a) && !is_number(b)) {
        known.by_first.entry(*a).or_default().push(*b);
        known.by_second.entry(*b).or_default().push(*a);
    }
    known.words.extend(usual);
    for (n, (_, kanji)) in SOUNDS.iter().enumerate() {
        for c in kanji.iter().flat_map(|kanji| kanji.chars()) {
            known.sounds.entry(c).or_default().push(n);
        }
    }
    for (right, kanji) in SHAPES {
        let right = right.chars();
        let pairs = right.flat_map(|c| kanji.iter().flat_map(|k| k.chars()).map(move |k| (c, k)));
        known.shapes.extend(pairs);
    }
    known
});

/// Words of two kanji as such.
fn pair(word: &str) -> Option<Pair> {
    let mut chars = word.chars();
    Some((chars.next()?, chars.next()?))
}

impl Known {
    /// Whether a kanji may have become another.
    fn confuses(&self, right: char, wrong: char) -> bool {
        let of = |c| self.sounds.get(&c).map_or(&[][..], Vec::as_slice);
        right != wrong
            && (self.shapes.contains(&(right, wrong))
                || of(right).iter().any(|sound| of(wrong).contains(sound)))
    }

    /// The words that two kanji may have been.
    fn meant(&self, (a, b): Pair) -> impl Iterator<Item = Pair> {
        let seconds = self.by_first.get(&a).into_iter().flatten();
        let firsts = self.by_second.get(&b).into_iter().flatten();
        let seconds = seconds.filter(move |c| self.confuses(**c, b));
        let firsts = firsts.filter(move |c| self.confuses(**c, a));
        seconds
            .map(move |c| (a, *c))
            .chain(firsts.map(move |c| (*c, b)))
    }
}

/// In how many places a document may have the same slip.
const RARE: usize = 2;

/// Longer stretches of kanji are lists of names.
const LONGEST: usize = 24;

/// The slips of a document, each with its text, its place and the word that was meant.
pub(super) fn find<'t>(texts: &[&'t OwnText<'t>]) -> Vec<(&'t OwnText<'t>, Range<usize>, String)> {
    let mut counts: FxHashMap<Pair, usize> = FxHashMap::default();
    for text in texts {
        let chars = text.str().chars();
        for pair in chars.clone().zip(chars.skip(1)) {
            if is_kanji(pair.0) && is_kanji(pair.1) {
                *counts.entry(pair).or_default() += 1;
            }
        }
    }
    if counts.is_empty() {
        return Vec::new();
    }
    let known = &*KNOWN;
    let often = |pair: &Pair| counts.get(pair).copied().unwrap_or(0);
    let rare = counts.iter().filter(|(_, n)| **n <= RARE);
    let unknown = rare.filter(|(pair, _)| !known.words.contains(*pair));
    let slips = unknown.filter_map(|(pair, n)| {
        let meant = known.meant(*pair).filter(|word| often(word) >= 2 * n);
        // Of words used as often, any: the same one in every run.
        let meant = meant.max_by_key(|word| (often(word), *word))?;
        (often(&meant) >= 2).then_some((*pair, meant))
    });
    let slips: FxHashMap<Pair, Pair> = slips.collect();
    let mut found = Vec::new();
    for text in texts {
        for (at, run) in stretches(text.str()) {
            let kanji: Vec<char> = run.chars().collect();
            for (n, pair) in kanji.windows(2).enumerate() {
                let Some((a, b)) = slips.get(&(pair[0], pair[1])) else {
                    continue;
                };
                let (before, after) = (&text.str()[..at], &text.str()[at + run.len()..]);
                // 「1行上」
                let is_counted = n == 0 && before.ends_with(is_digit);
                if !is_counted && is_apart(known, &kanji, n, after) {
                    let start = at + kanji[..n].iter().map(|c| c.len_utf8()).sum::<usize>();
                    let length = pair[0].len_utf8() + pair[1].len_utf8();
                    found.push((*text, start..start + length, format!("{a}{b}")));
                }
            }
        }
    }
    let mut others = torn(known, texts);
    others.retain(|(text, range, _)| {
        let meets = |(other, place, _): &(&OwnText, Range<usize>, String)| {
            std::ptr::eq(*other, *text) && place.start < range.end && range.start < place.end
        };
        !found.iter().any(meets)
    });
    found.extend(others);
    found
}

/// How often a stretch of kanji must be there for another to be it with a kanji lost.
const OFTEN: usize = 5;

/// The stretches of kanji that are there once, are no words, and are a frequent one but for a kanji that is lost or
/// written twice, or for two that changed places.
fn torn<'t>(
    known: &Known,
    texts: &[&'t OwnText<'t>],
) -> Vec<(&'t OwnText<'t>, Range<usize>, String)> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for text in texts {
        for (_, run) in stretches(text.str()) {
            *counts.entry(run).or_default() += 1;
        }
    }
    let is_word = |run: &str| parts(known, &run.chars().collect::<Vec<char>>(), AFTER);
    let frequent = counts
        .iter()
        .filter(|(run, n)| **n >= OFTEN && is_word(run));
    // Without one of its kanji, but for the first and the last: these may be of another word.
    let mut lost: FxHashMap<String, &str> = FxHashMap::default();
    for (run, _) in frequent {
        let kanji: Vec<char> = run.chars().collect();
        if kanji.len() < 4 {
            continue;
        }
        for n in 1..kanji.len() - 1 {
            let rest = kanji[..n].iter().chain(&kanji[n + 1..]).collect();
            let known = lost.entry(rest).or_insert(run);
            // Of several, always the same one.
            *known = (*known).min(run);
        }
    }
    let often = |run: &String| counts.get(run.as_str()).is_some_and(|n| *n > RARE);
    let meant = |run: &str| -> Option<String> {
        let kanji: Vec<char> = run.chars().collect();
        let changed = (1..kanji.len()).map(|n| match kanji[n - 1] == kanji[n] {
            true => kanji[..n].iter().chain(&kanji[n + 1..]).collect(),
            false => {
                let mut turned = kanji.clone();
                turned.swap(n - 1, n);
                turned.into_iter().collect()
            }
        });
        let changed = changed.into_iter().find(|run| often(run) && is_word(run));
        changed.or_else(|| lost.get(run).map(|run| (*run).to_owned()))
    };
    let mut found = Vec::new();
    for text in texts {
        for (at, run) in stretches(text.str()) {
            let end = at + run.len();
            let after = &text.str()[end..];
            let goes_on = after.starts_with(|c| is_hiragana(c) && !PARTICLES.contains(c));
            let is_long = run.chars().nth(2).is_some();
            if counts.get(run) == Some(&1)
                && is_long
                && !goes_on
                && !is_word(run)
                && let Some(meant) = meant(run)
            {
                found.push((*text, at..end, meant));
            }
        }
    }
    found
}

/// The stretches of kanji of a text, each with its place.
fn stretches(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text[at..].find(is_kanji)?;
        let rest = &text[at..];
        let run = &rest[..rest.find(|c| !is_kanji(c)).unwrap_or(rest.len())];
        let start = at;
        at += run.len();
        Some((start, run))
    })
    .filter(|(_, run)| run.chars().nth(LONGEST).is_none())
}

/// Whether two kanji of a stretch stand where a word has to stand.
fn is_apart(known: &Known, kanji: &[char], at: usize, after: &str) -> bool {
    let is_last = at + 2 == kanji.len();
    // 「取違え」: with the kana after it, it is another word.
    let goes_on = after.starts_with(|c| is_hiragana(c) && !PARTICLES.contains(c));
    !(is_last && goes_on)
        && parts(known, &kanji[..at], BEFORE)
        && parts(known, &kanji[at + 2..], AFTER)
        && !parts(known, kanji, AFTER)
}

/// Whether kanji part into words of two and such as stand alone.
fn parts(known: &Known, kanji: &[char], alone: &str) -> bool {
    let mut ends = vec![true];
    for (n, c) in kanji.iter().enumerate() {
        let is_alone = ends[n] && (alone.contains(*c) || NUMBERS.contains(*c));
        // What follows a word may follow it anywhere: 対象者 in 対象者情報.
        let follows = n >= 2 && ends[n] && AFTER.contains(*c);
        let is_word = n >= 1 && ends[n - 1] && known.words.contains(&(kanji[n - 1], *c));
        ends.push(is_alone || follows || is_word);
    }
    ends[kanji.len()]
}

const NUMBERS: &str = "一二三四五六七八九十百千万億〇";

/// What may follow a stretch of kanji that ends with a whole word: particles, and する, だ, など.
const PARTICLES: &str = "をがはにのでとへもやかすさしせなだよ";

/// What stands alone before a word.
const BEFORE: &str =
    "再各本当両全新旧前後同他未非不無副総主第被次翌毎約計仮現及又並若年月日回件人市町村区県国";

/// What stands alone beside a word, before or after it.
const AFTER: &str = "再各本当両全新旧前後同他未非不無副総主第年月日時分者等化的性書証票簿表課部室係局所省庁員長人名物品法令例権金費料税額数率量値型式面内外中上下間度回件号番項条目欄別用機地点線類種級位先元側口院校会団家士師医紙帳案要被次翌毎約計仮現及又並若市町村区県国都道府諸最高低大小多少公私";

#[cfg(test)]
mod tests {
    use super::{KNOWN, is_apart};

    #[test]
    fn where_a_word_has_to_stand() {
        let is_apart = |run: &str, at, after| {
            let kanji: Vec<char> = run.chars().collect();
            is_apart(&KNOWN, &kanji, at, after)
        };
        assert!(is_apart("状法", 0, "を扱う"));
        assert!(is_apart("状法政策課", 0, "が"));
        assert!(is_apart("特定個人清報", 4, "の"));
        assert!(!is_apart("来庁者", 1, "の"));
        assert!(!is_apart("取違", 0, "えた"));
    }
}
