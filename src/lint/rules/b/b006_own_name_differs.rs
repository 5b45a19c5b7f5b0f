//! 同じ文で、自分の団体の呼び方が違う（架空市と当市）。
//! The same sentence calls the own body by two names.
//!
//! ## 何を確認するか
//! 団体の名の後と「当市」「本市」「市」の後に、20字以上の同じ文が続くところ、又は団体の呼び方のほかは20字以上が同じ一つの文があること（参考）。
//! 広域連合、組合、機構などでは、「当広域連合」「本組合」のような呼び方を見ます。表紙、Ⅵ、別添３、寄せられた意見は見ません。
//!
//! ## なぜ
//! 国のひな形や別の欄から写した文の一方だけを直した跡です。写したときの古い文が、もう一方に残っていることもあります。
//!
//! ## 直し方
//! 呼び方をそろえ、二つの文のほかの違いも確かめます。
//!
//! ## 例
//! ```yaml
//! 表紙:
//!   評価実施機関名: 架空市長
//! # …
//! 備考: |
//!   当市、県及び運用保守事業者の三者の関係を規約に定めている。     # 誤
//!   架空市、県及び運用保守事業者の三者の関係を規約に定めている。   # 正
//!   架空市、県及び運用保守事業者の三者の関係を規約に定めている。
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::body;
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::notation::{fold, has_chars};
use crate::japanese::sieve::Sieve;
use crate::lint::rules::{Context, Levels, OwnText, Place, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "B006",
    name: "own-name-differs",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

/// How many characters beside two names are not the same by chance.
const SAME: usize = 20;

/// How far a sentence goes on both sides of a name, in bytes.
const LONGEST: usize = 600;

/// What is no text that is copied from item to item.
const ELSEWHERE: [&str; 4] = ["cover.", "procedure", "changes", "annexes"];

/// Bodies that are no municipality, by the ends of their names.
const KINDS: [&str; 8] = [
    "広域連合",
    "一部事務組合",
    "組合",
    "連合会",
    "機構",
    "基金",
    "事業団",
    "協会",
];

/// What stands for a name in a text that is compared.
const NAME: char = '\u{1}';

/// What the body calls itself.
struct Called {
    name: String,
    /// 本市, 当市, and 市 where it stands alone.
    short: [String; 3],
}

impl Called {
    fn of(cx: &Context) -> Option<Self> {
        let of_kind = |name: &str, kind: &str| Called {
            name: name.to_owned(),
            short: [format!("本{kind}"), format!("当{kind}"), kind.to_owned()],
        };
        if let Some(body) = body(cx) {
            // 「東京都品川区」 calls itself 品川区.
            let parts = body.name.char_indices().rev().skip(2);
            let mut cut = parts.filter(|(_, c)| matches!(c, '都' | '道' | '府' | '県'));
            let from = cut.next().map_or(0, |(at, c)| at + c.len_utf8());
            return Some(of_kind(&body.name[from..], &body.kind.to_string()));
        }
        let item = cx.assessment.form.agencies.item.as_deref()?;
        let name = cx.assessment.text(item)?.trim();
        // 「架空県後期高齢者医療広域連合長」
        let found = KINDS
            .iter()
            .filter_map(|kind| Some((name.rfind(kind)?, *kind)));
        let (at, kind) = found.min()?;
        let name = &name[..at + kind.len()];
        (at > 0 && name.chars().all(char::is_alphanumeric)).then(|| of_kind(name, kind))
    }

    /// Where a text calls the body by one of its names, and by which: none for its own.
    fn names(&self, text: &Sieve) -> Vec<(Range<usize>, Option<&str>)> {
        let own = found(text, &self.name).map(|range| (range, None));
        let short = self.short.iter().flat_map(|word| {
            let ranges = found(text, word).filter(|range| is_alone(text.text(), range, word));
            ranges.map(|range| (range, Some(word.as_str())))
        });
        let mut all: Vec<_> = own.chain(short).collect();
        all.sort_by_key(|(range, _)| (range.start, usize::MAX - range.end));
        all.dedup_by(|next, last| next.0.start < last.0.end);
        all
    }
}

/// Whether a short name is no part of another word: 「本市場」, 「日本市」, 「市立」.
fn is_alone(text: &str, range: &Range<usize>, word: &str) -> bool {
    let goes_on = |c: char| is_kanji(c) || is_katakana(c) || c.is_ascii_alphanumeric();
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    // 「本市ホームページ」 is of the body, 「市ホームページ」 may be of any.
    let is_bare = !word.starts_with(['本', '当']);
    !(before.is_some_and(goes_on) || is_bare && after.is_some_and(goes_on))
}

fn check(cx: &mut Context) {
    let Some(called) = Called::of(cx) else { return };
    let mut named: FxHashMap<String, Span> = FxHashMap::default();
    let mut others: Vec<(String, &str, Place)> = Vec::new();
    for words in cx.facts.words.iter().filter(|words| is_of_body(cx, words)) {
        let text = words.str();
        let names = called.names(&words.sieve());
        for (n, (range, short)) in names.iter().enumerate() {
            let after = after(text, range.end, &names[n + 1..]);
            for key in after.into_iter().chain(sentence(text, n, &names)) {
                let span = words.span(cx.assessment, range.clone());
                match short {
                    None => drop(named.entry(key).or_insert(span)),
                    Some(word) => others.push((key, word, (words.field, span))),
                }
            }
        }
    }
    others.retain(|(key, ..)| named.contains_key(key));
    let Some((key, word, _)) = others.first() else {
        return;
    };
    let mut places: Vec<Place> = others
        .iter()
        .filter(|(_, other, _)| other == word)
        .map(|(.., place)| *place)
        .collect();
    places.sort_by_key(|(_, span)| *span);
    places.dedup();
    let lang = cx.lang;
    let there = named.get(key).copied();
    if let Some(finding) = cx.report_all(&RULE, &places, words(lang, word, &called.name))
        && let Some(there) = there
    {
        finding.related(there, same_sentence(lang));
    }
}

fn is_of_body(cx: &Context, words: &OwnText) -> bool {
    let id = cx.field(words.field).id.as_str();
    !words.quotes && !words.repeats && !ELSEWHERE.iter().any(|list| id.starts_with(list))
}

fn found(text: &Sieve, word: &str) -> impl Iterator<Item = Range<usize>> {
    text.places(word).map(|(at, word)| at..at + word.len())
}

type Names<'t> = [(Range<usize>, Option<&'t str>)];

/// The characters after a place, where there are enough of them, whatever the body is called in them.
fn after(text: &str, at: usize, names: &Names) -> Option<String> {
    let (end, _) = text[at..].char_indices().nth(SAME)?;
    Some(unnamed(text, at..at + end, names))
}

/// The sentence around a name, where it is long enough, whatever the body is called in it.
fn sentence(text: &str, n: usize, names: &Names) -> Option<String> {
    let (range, _) = names.get(n)?;
    let from = text.floor_char_boundary(range.start.saturating_sub(LONGEST));
    let until = text.floor_char_boundary((range.end + LONGEST).min(text.len()));
    let is_end = |c: char| matches!(c, '。' | '\n');
    let start = match text[from..range.start].rfind(is_end) {
        Some(at) => from + at + text[from + at..].chars().next().map_or(0, char::len_utf8),
        None if from > 0 => return None,
        None => 0,
    };
    let end = match text[range.end..until].find(is_end) {
        Some(at) => range.end + at,
        None if until < text.len() => return None,
        None => until,
    };
    let first = names.partition_point(|(range, _)| range.start < start);
    let words = unnamed(text, start..end, &names[first..]);
    // Which of its names it is belongs to the comparison.
    let nth = n - first;
    has_chars(&words, SAME + 1).then(|| format!("{nth}{NAME}{words}"))
}

/// A part of a text, folded, with one sign for each name of the body.
fn unnamed(text: &str, range: Range<usize>, names: &Names) -> String {
    let mut out = String::new();
    let mut at = range.start;
    for (name, _) in names.iter().take_while(|(name, _)| name.start < range.end) {
        out.push_str(&fold(&text[at..name.start]));
        out.push(NAME);
        at = name.end;
    }
    out.push_str(&fold(&text[at.min(range.end)..range.end]));
    out
}

fn words(lang: Lang, word: &str, name: &str) -> Words {
    Words::new(say!(
        lang,
        "同じ文が、ほかの所では「{word}」でなく「{name}」になっている",
        "The same sentence says 「{name}」 elsewhere, and not 「{word}」"
    ))
    .help(say!(
        lang,
        "呼び方をそろえてください。一方が写したときの古い文のままでないか、ほかの違いも確かめます。",
        "Use one name, and see whether one of the two is an older copy."
    ))
}

fn same_sentence(lang: Lang) -> String {
    say!(lang, "同じ文", "the same sentence")
}
