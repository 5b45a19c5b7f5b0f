//! Names of which the form of the text shows that they are of one thing.

use std::collections::BTreeMap;
use std::ops::Range;

use super::letters::key;
use super::{OwnText, Spot};
use crate::assets::lists::titles::{TITLE_ENDS, VARYING};
use crate::config::vocabulary::Meaning;
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana, is_letter};
use crate::japanese::notation::{fold, has_chars, is_digit};
use crate::japanese::runs::Run;
use crate::japanese::signs::signs;

/// Two names of one thing, with their places.
pub(super) struct Pair<'a> {
    pub(super) rare_name: String,
    pub(super) rare: Vec<Spot<'a>>,
    pub(super) usual_name: String,
    pub(super) usual: Vec<Spot<'a>>,
}

/// Names by what they are names of.
type Names<'a> = BTreeMap<String, BTreeMap<String, Vec<Spot<'a>>>>;

/// The most titles and identifiers that are compared with each other; a document has a few.
const MOST: usize = 80;

/// 「図書館間貸借制度（ILL）」 and 「図書館貸借の制度（ILL）」
pub(super) fn abbreviations<'a>(words: &'a [OwnText<'a>]) -> Vec<Pair<'a>> {
    let mut names = Names::new();
    for (words, open, inner) in brackets(words) {
        let is_abbreviation = (2..=10).contains(&inner.chars().count())
            && inner
                .chars()
                .all(|c| is_letter(c) || matches!(c, '-' | '－'));
        let of_name = |c: char| is_kanji(c) || is_katakana(c) || c == 'の';
        let Some(name) = name_before(words.str(), open, of_name).filter(|_| is_abbreviation) else {
            continue;
        };
        add(&mut names, key(inner), words, name);
    }
    let alike = |a: &str, b: &str| share_two(a, b);
    names
        .into_values()
        .filter_map(|names| pair(names, alike))
        .collect()
}

/// 「利用者情報（氏名、住所、電話）」 and 「基本３項目（氏名、住所、電話）」
pub(super) fn listed<'a>(words: &'a [OwnText<'a>]) -> Vec<Pair<'a>> {
    let mut names = Names::new();
    for (words, open, inner) in brackets(words) {
        let parts = inner.split(['、', '，', ',', '・', '/', '／']);
        let mut parts: Vec<String> = parts.map(fold).collect();
        let is_list = parts.len() > 2 && parts.iter().all(|p| !p.is_empty() && !has_chars(p, 13));
        let of_name = |c: char| is_kanji(c) || is_katakana(c) || is_letter(c) || is_digit(c);
        let Some(name) = name_before(words.str(), open, of_name).filter(|_| is_list) else {
            continue;
        };
        parts.sort_unstable();
        add(&mut names, parts.join("/"), words, name);
    }
    let differ = |_: &str, _: &str| true;
    names
        .into_values()
        .filter_map(|names| pair(names, differ))
        .collect()
}

/// Titles in 「」 that are alike but for a part.
pub(super) fn titles<'a>(words: &'a [OwnText<'a>]) -> Vec<Pair<'a>> {
    let mut found: BTreeMap<String, Vec<Spot<'a>>> = BTreeMap::new();
    for words in words.iter().filter(|w| !w.quotes) {
        for range in quoted(words.str()) {
            let title = fold(&words.str()[range.clone()]);
            let bare = title.split('(').next().unwrap_or(&title);
            let is_title = TITLE_ENDS.iter().any(|end| bare.ends_with(end));
            if is_title && has_chars(&title, 8) && !is_defined(words, &range) {
                found
                    .entry(title)
                    .or_default()
                    .push(Spot::new(words, range));
            }
        }
    }
    pairs(found, is_one_title)
}

/// 「統一利用者番号」 and 「利用者番号」
pub(super) fn identifiers<'a>(words: &'a [OwnText<'a>]) -> Vec<Pair<'a>> {
    let mut found: BTreeMap<String, Vec<Spot<'a>>> = BTreeMap::new();
    let mut defined: Vec<String> = Vec::new();
    for words in words.iter().filter(|w| !w.quotes) {
        let text = words.sieve();
        for end in ["番号", "符号", "コード", "ID", "ＩＤ"] {
            for (at, _) in text.places(end) {
                let tail = &words.str()[at + end.len()..];
                let of_word = |c: char| is_kanji(c) || is_katakana(c) || is_letter(c);
                if tail.starts_with(of_word) {
                    continue;
                }
                let head = &words.str()[..at];
                let start = head
                    .trim_end_matches(|c| is_kanji(c) || is_katakana(c))
                    .len();
                let range = start..at + end.len();
                let name = fold(&words.str()[range.clone()]);
                if is_defined(words, &range) {
                    defined.push(name);
                } else if has_chars(&name, 5) && !has_chars(&name, 25) {
                    found.entry(name).or_default().push(Spot::new(words, range));
                }
            }
        }
    }
    found.retain(|name, _| !defined.contains(name));
    pairs(found, |short, long, rare, usual| {
        let head = long.strip_suffix(short).unwrap_or("");
        let is_other = VARYING
            .iter()
            .any(|word| head.ends_with(word) || head.starts_with(word));
        usual > 2
            && 3 * rare <= usual
            && head.chars().filter(|c| is_kanji(*c)).count() > 1
            && !is_other
    })
}

/// The pairs of names of which one is the other in short, the rare one and the usual one.
fn pairs<'a>(
    found: BTreeMap<String, Vec<Spot<'a>>>,
    is_one: impl Fn(&str, &str, usize, usize) -> bool,
) -> Vec<Pair<'a>> {
    if found.len() > MOST {
        return Vec::new();
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for (name, spots) in &found {
        let others = found.iter().filter(|(other, others)| {
            *other != name
                && (others.len(), other.len()) > (spots.len(), name.len())
                && is_one(name, other, spots.len(), others.len())
        });
        let usual = others.max_by_key(|(_, spots)| spots.len());
        if let Some((usual_name, usual)) = usual {
            pairs.push(Pair {
                rare_name: name.clone(),
                rare: spots.clone(),
                usual_name: usual_name.clone(),
                usual: usual.clone(),
            });
        }
    }
    pairs
}

/// Whether two titles are of one paper: most of the shorter is in the other, which is not another part or edition of it.
fn is_one_title(a: &str, b: &str, _: usize, _: usize) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let is_part = ["編", "版", "別冊", "細則", "施行"]
        .iter()
        .any(|word| long.contains(word) != short.contains(word));
    let common = common(short, long);
    !is_part && common >= 12 && 10 * common >= 7 * short.chars().count()
        || !is_part
            && has_chars(short, 8)
            && long.ends_with(short)
            && !long.contains(&format!("の{short}"))
}

/// How many characters the longest words have that are in both.
fn common(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut best = 0;
    let mut before = vec![0; b.len() + 1];
    for x in &a {
        let mut here = vec![0; b.len() + 1];
        for (j, y) in b.iter().enumerate() {
            if x == y {
                here[j + 1] = before[j] + 1;
                best = best.max(here[j + 1]);
            }
        }
        before = here;
    }
    best
}

/// The rarest of several names that are not one in full and in short, with the most frequent one.
fn pair<'a>(
    names: BTreeMap<String, Vec<Spot<'a>>>,
    alike: impl Fn(&str, &str) -> bool,
) -> Option<Pair<'a>> {
    let mut names: Vec<(String, Vec<Spot>)> = names.into_iter().collect();
    names.sort_by_key(|(_, spots)| usize::MAX - spots.len());
    let (usual_name, usual) = names.first()?.clone();
    let is_other = |name: &str| {
        !name.ends_with(usual_name.as_str())
            && !usual_name.ends_with(name)
            && alike(name, &usual_name)
    };
    let (rare_name, rare) = names.into_iter().skip(1).find(|(name, _)| is_other(name))?;
    Some(Pair {
        rare_name,
        rare,
        usual_name,
        usual,
    })
}

/// Whether two names share two characters in a row.
fn share_two(a: &str, b: &str) -> bool {
    let chars: Vec<char> = a.chars().collect();
    chars
        .windows(2)
        .any(|two| b.contains(&two.iter().collect::<String>()))
}

fn add<'a>(names: &mut Names<'a>, key: String, words: &'a OwnText<'a>, name: Range<usize>) {
    let written = fold(&words.str()[name.clone()]);
    let spots = names.entry(key).or_default().entry(written).or_default();
    spots.push(Spot::new(words, name));
}

/// The innermost （…） of some texts: where they open, and what is in them.
fn brackets<'a>(
    words: &'a [OwnText<'a>],
) -> impl Iterator<Item = (&'a OwnText<'a>, usize, &'a str)> {
    words.iter().filter(|w| !w.quotes).flat_map(|words| {
        let text = words.str();
        let mut open: Option<Run> = None;
        let found = words.runs.iter().filter_map(move |run| match run.sign() {
            Some('（' | '(') => {
                open = Some(*run);
                None
            }
            Some('）' | ')') => {
                let open = open.take()?;
                Some((words, open.start, &text[open.end..run.start]))
            }
            _ => None,
        });
        found.filter(|(_, _, inner)| !inner.contains('\n'))
    })
}

/// The name right before a place.
fn name_before(text: &str, at: usize, of_name: impl Fn(char) -> bool) -> Option<Range<usize>> {
    let head = &text[..at];
    let start = head.trim_end_matches(of_name).len();
    let name = head[start..].trim_start_matches('の');
    let start = at - name.len();
    (has_chars(name, 3) && !has_chars(name, 31)).then_some(start..at)
}

/// What is in 「」 and 『』 of a text, where it holds no quotation.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut open = None;
    let mut found = Vec::new();
    for (at, sign) in signs(text) {
        match sign {
            '「' | '『' => open = Some(at + sign.len_utf8()),
            '」' | '』' => found.extend(open.take().map(|start| start..at)),
            _ => {}
        }
    }
    found
}

/// Whether a name is defined as a short one there: 「（以下「利用者番号」という。）」.
fn is_defined(words: &OwnText, range: &Range<usize>) -> bool {
    let before = words
        .hits
        .iter()
        .filter(|hit| hit.meaning == Meaning::Definition);
    let mut near = before.filter(|hit| hit.range.end <= range.start);
    near.any(|hit| {
        let between = &words.str()[hit.range.end..range.start];
        !has_chars(between, 12) && !between.contains(is_hiragana_word)
    })
}

fn is_hiragana_word(c: char) -> bool {
    is_hiragana(c) && !"単にと".contains(c)
}
