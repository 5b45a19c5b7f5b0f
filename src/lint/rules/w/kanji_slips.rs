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
use crate::japanese::chars::is_hiragana;
use crate::japanese::notation::is_digit;
use crate::japanese::runs::kanji;
use crate::lint::rules::OwnText;

/// Two kanji.
type Pair = (char, char);

struct Known {
    /// Words, and what is as right as they are.
    words: FxHashSet<Pair>,
    /// The words that may have been meant, in the order of their kanji, and the other way round.
    by_first: Vec<Pair>,
    by_second: Vec<Pair>,
    /// Kanji with the sounds that they have, in their order.
    sounds: Vec<(char, usize)>,
    /// A kanji and another of a like shape.
    shapes: FxHashSet<Pair>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let pairs = |words: &'static [&str]| words.iter().filter_map(|word| pair(word));
    let all = [TWO_KANJI, OTHER_WORDS, ACROSS].into_iter();
    let words = set(
        all.clone().map(|words| words.len()).sum(),
        all.flat_map(pairs),
    );
    let no_words = set(NO_WORDS.len(), pairs(NO_WORDS));
    let is_meant = |pair: &Pair| {
        !no_words.contains(pair) && !NUMBERS.contains(pair.0) && !NUMBERS.contains(pair.1)
    };
    let mut by_first: Vec<Pair> = pairs(TWO_KANJI).filter(is_meant).collect();
    by_first.sort_unstable();
    let mut by_second: Vec<Pair> = by_first.iter().map(|(a, b)| (*b, *a)).collect();
    by_second.sort_unstable();
    let sounds = SOUNDS.iter().enumerate();
    let sounds = sounds.flat_map(|(n, (_, kanji))| {
        let kanji = kanji.iter().flat_map(|kanji| kanji.chars());
        kanji.map(move |c| (c, n))
    });
    let mut sounds: Vec<(char, usize)> = sounds.collect();
    sounds.sort_unstable();
    let shapes = SHAPES.iter().flat_map(|(right, kanji)| {
        let right = right.chars();
        right.flat_map(|c| kanji.iter().flat_map(|k| k.chars()).map(move |k| (c, k)))
    });
    Known {
        words,
        by_first,
        by_second,
        sounds,
        shapes: set(4 * SHAPES.len(), shapes),
    }
});

/// Pairs as a set that has the room for about as many.
fn set(count: usize, pairs: impl Iterator<Item = Pair>) -> FxHashSet<Pair> {
    let mut set = FxHashSet::with_capacity_and_hasher(count, Default::default());
    set.extend(pairs);
    set
}

/// What stands beside a kanji in a list in the order of its kanji.
fn beside<T>(list: &[(char, T)], c: char) -> &[(char, T)] {
    let list = &list[list.partition_point(|(other, _)| *other < c)..];
    &list[..list.partition_point(|(other, _)| *other == c)]
}

/// Words of two kanji as such.
fn pair(word: &str) -> Option<Pair> {
    let mut chars = word.chars();
    Some((chars.next()?, chars.next()?))
}

impl Known {
    /// Whether a kanji may have become another.
    fn confuses(&self, right: char, wrong: char) -> bool {
        let sounds = |c| beside(&self.sounds, c).iter().map(|(_, sound)| *sound);
        right != wrong
            && (self.shapes.contains(&(right, wrong))
                || sounds(right).any(|sound| sounds(wrong).any(|other| other == sound)))
    }

    /// The words that two kanji may have been.
    fn meant(&self, (a, b): Pair) -> impl Iterator<Item = Pair> {
        let seconds = beside(&self.by_first, a).iter().map(|(_, c)| *c);
        let firsts = beside(&self.by_second, b).iter().map(|(_, c)| *c);
        let seconds = seconds.filter(move |c| self.confuses(*c, b));
        let firsts = firsts.filter(move |c| self.confuses(*c, a));
        seconds
            .map(move |c| (a, c))
            .chain(firsts.map(move |c| (c, b)))
    }
}

/// In how many places a document may have the same slip.
const RARE: usize = 2;

/// Longer stretches of kanji are lists of names.
const LONGEST: usize = 24;

/// How many bytes a kanji has.
const WIDTH: usize = 3;

/// Kanji in a row.
struct Stretch<'t> {
    text: &'t OwnText<'t>,
    at: usize,
    kanji: &'t str,
}

impl<'t> Stretch<'t> {
    /// Whether so many are looked at.
    fn is_read(&self) -> bool {
        self.kanji.len() <= LONGEST * WIDTH
    }

    /// What is written after it.
    fn after(&self) -> &'t str {
        &self.text.str()[self.at + self.kanji.len()..]
    }

    fn pairs(&self) -> impl Iterator<Item = Pair> {
        let kanji = self.kanji.chars();
        kanji.clone().zip(kanji.skip(1))
    }
}

/// The slips of a document, each with its text, its place and the word that was meant.
pub(super) fn find<'t>(texts: &[&'t OwnText<'t>]) -> Vec<(&'t OwnText<'t>, Range<usize>, String)> {
    let all = texts.iter().copied().flat_map(stretches);
    let all: Vec<Stretch> = all.collect();
    let mut counts: FxHashMap<Pair, usize> = FxHashMap::default();
    for pair in all.iter().flat_map(Stretch::pairs) {
        *counts.entry(pair).or_default() += 1;
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
    for stretch in all.iter().filter(|stretch| stretch.is_read()) {
        for (n, pair) in stretch.pairs().enumerate() {
            let Some((a, b)) = slips.get(&pair) else {
                continue;
            };
            let kanji: Vec<char> = stretch.kanji.chars().collect();
            // 「1行上」
            let before = &stretch.text.str()[..stretch.at];
            let is_counted = n == 0 && before.ends_with(is_digit);
            if !is_counted && is_apart(known, &kanji, n, stretch.after()) {
                let start = stretch.at + n * WIDTH;
                let range = start..start + 2 * WIDTH;
                found.push((stretch.text, range, format!("{a}{b}")));
            }
        }
    }
    let mut others = torn(known, &all);
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
fn torn<'t>(known: &Known, all: &[Stretch<'t>]) -> Vec<(&'t OwnText<'t>, Range<usize>, String)> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for stretch in all.iter().filter(|stretch| stretch.is_read()) {
        *counts.entry(stretch.kanji).or_default() += 1;
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
    let once = all.iter().filter(|stretch| {
        let goes_on = |after: &str| after.starts_with(|c| is_hiragana(c) && !PARTICLES.contains(c));
        counts.get(stretch.kanji) == Some(&1)
            && stretch.kanji.len() > 2 * WIDTH
            && !goes_on(stretch.after())
            && !is_word(stretch.kanji)
    });
    let found = once.filter_map(|stretch| {
        let range = stretch.at..stretch.at + stretch.kanji.len();
        Some((stretch.text, range, meant(stretch.kanji)?))
    });
    found.collect()
}

/// The stretches of two and more kanji of a text.
fn stretches<'t>(text: &'t OwnText<'t>) -> impl Iterator<Item = Stretch<'t>> {
    let runs = kanji(text.str()).filter(|run| run.len() > WIDTH);
    runs.map(move |run| Stretch {
        text,
        at: run.start,
        kanji: &text.str()[run],
    })
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
        let is_word = n >= 1 && ends[n - 1] && known.words.contains(&(kanji[n - 1], *c));
        let is_alone = || ends[n] && (alone.contains(*c) || NUMBERS.contains(*c));
        // What follows a word may follow it anywhere: 対象者 in 対象者情報.
        let follows = || n >= 2 && ends[n] && AFTER.contains(*c);
        let ends_here = is_word || is_alone() || follows();
        ends.push(ends_here);
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
