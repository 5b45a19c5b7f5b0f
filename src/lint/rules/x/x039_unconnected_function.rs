//! 機能や事務の内容ではやりとりしているシステムが、Ⅰ２③の接続先に無い。
//! A system exchanges data with another of the list by its functions, but names no connection with it.
//!
//! ## 何を確認するか
//! - Ⅰ２②の機能に「督促システムへ渡す」「宛名システムから取り込む」のように、Ⅰ２の別のシステムとのやりとりが書かれているとき、③にその名か、
//!   それを指す選択肢があること。
//! - Ⅰ１②事務の内容の一つの文に、Ⅰ２のシステムが二つ、やりとりをするものとして書かれているとき、どちらかの③に相手があること。
//! - ③が空のシステム、②に「各業務システムと連携」のようにまとめて書いたシステム、「…を経由して」の先のシステムは見ません。
//!
//! ## なぜ
//! 個人番号がどのシステムの間を流れるかは、③から読まれます。機能にだけ書かれた接続は、対策の点検から漏れます。
//!
//! ## 直し方
//! 接続しているなら、③に加えます。媒体で渡すなど接続していないときは、そのことが分かるように②を書きます。
//!
//! ## 例
//! ```yaml
//! - システムの名称: 貸出システム
//!   システムの機能: 延滞者の一覧を督促システムへ送る。   # 誤: ③に無い
//!   システムの機能: 延滞者の一覧を画面に表示する。       # 正
//!   他のシステムとの接続:
//!     - 庁内連携システム
//! - システムの名称: 督促システム
//!   他のシステムとの接続:
//!     - 庁内連携システム
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::connections::{System, names, systems};
use super::{key, text};
use crate::assets::lists::systems::{BY_WAY_OF, EXCHANGES, NOT_USED, PARTNER, WITHOUT_LINE};
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::notation::has_chars;
use crate::japanese::sieve::Sieve;
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X039",
    name: "unconnected-function",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

/// Shorter names are words of many.
const SHORTEST: usize = 4;

fn check(cx: &mut Context) {
    let systems = systems(cx);
    let index = Index::of(&systems);
    let mut reported: FxHashSet<(usize, usize)> = FxHashSet::default();
    for (own, from) in systems.iter().enumerate() {
        if !says_all(from) {
            continue;
        }
        let id = format!("basic.systems[{}].functions", from.n);
        let Some((field, said)) = text(cx, &id) else {
            continue;
        };
        for (other, range) in index.exchanges(&said.text) {
            let to = &systems[other];
            if other == own || names(from, to).is_some() || !reported.insert((own, other)) {
                continue;
            }
            let there = key(cx, &format!("basic.systems[{}].connections", from.n));
            let span = cx.words(said, range);
            let words = words(cx.lang, &from.written, &to.written);
            let lang = cx.lang;
            let finding = cx.report(&RULE, field, span, words);
            if let Some(there) = there {
                finding.related(there, not_here(lang));
            }
        }
    }
    office(cx, &systems, &index, &reported);
}

/// Whether a system says with what it is connected, so that what it does not say is missing.
fn says_all(system: &System) -> bool {
    !system.connections.is_empty() && !system.unfinished
}

/// Two systems in one sentence of the office's work, of which neither names the other.
fn office(cx: &mut Context, systems: &[System], index: &Index, known: &FxHashSet<(usize, usize)>) {
    let Some((field, said)) = text(cx, "basic.office.content") else {
        return;
    };
    let mut reported = known.clone();
    for piece in pieces(&said.text, &['。']) {
        let sentence = &said.text[piece.clone()];
        let sieve = Sieve::of(sentence);
        let otherwise = [BY_WAY_OF, NOT_USED, WITHOUT_LINE];
        if otherwise.into_iter().any(|words| sieve.has_one(words)) || !sieve.has_one(EXCHANGES) {
            continue;
        }
        let named = index.named(sentence);
        let [(one, first), (other, second)] = named.as_slice() else {
            continue;
        };
        let (a, b) = (&systems[*one], &systems[*other]);
        let is_known = reported.contains(&(*one, *other)) || reported.contains(&(*other, *one));
        let is_stated = names(a, b).is_some() || names(b, a).is_some();
        if one == other || is_known || is_stated || !says_all(a) || !says_all(b) {
            continue;
        }
        reported.insert((*one, *other));
        let at = |range: &Range<usize>| piece.start + range.start..piece.start + range.end;
        let (first, second) = (cx.words(said, at(first)), cx.words(said, at(second)));
        let words = words(cx.lang, &a.written, &b.written);
        cx.report(&RULE, field, second, words)
            .related(first, a.written.clone());
    }
}

/// The names of the systems as texts write them, by their first characters.
struct Index<'s> {
    names: FxHashMap<char, Vec<(&'s str, usize)>>,
}

impl<'s> Index<'s> {
    fn of(systems: &'s [System]) -> Self {
        let mut names: FxHashMap<char, Vec<(&str, usize)>> = FxHashMap::default();
        for (n, system) in systems.iter().enumerate() {
            let written = system.written.trim_end_matches('ー');
            for name in [Some(written), system.alias.as_deref()]
                .into_iter()
                .flatten()
            {
                if let Some(first) = name.chars().next().filter(|_| has_chars(name, SHORTEST)) {
                    names.entry(first).or_default().push((name, n));
                }
            }
        }
        // The longest name is the one that is meant.
        for of_char in names.values_mut() {
            of_char.sort_by_key(|(name, n)| (std::cmp::Reverse(name.len()), *n));
        }
        Index { names }
    }

    /// The systems that a text names, each name once.
    fn named(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        let (mut end, mut before) = (0, '\n');
        for (at, c) in text.char_indices() {
            let is_inside = at < end || is_of_name(before) && is_of_name(c);
            before = c;
            let Some(names) = self.names.get(&c).filter(|_| !is_inside) else {
                continue;
            };
            let rest = &text[at..];
            if let Some((name, n)) = names.iter().find(|(name, _)| rest.starts_with(name)) {
                end = at + name.len();
                if found.iter().all(|(known, _)| known != n) {
                    found.push((*n, at..end));
                }
            }
        }
        found
    }

    /// The systems with which functions exchange data.
    fn exchanges(&self, functions: &str) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        for piece in pieces(functions, &['。']) {
            let sentence = &functions[piece.clone()];
            let sieve = Sieve::of(sentence);
            if sieve.has_one(NOT_USED) || sieve.has_one(WITHOUT_LINE) {
                continue;
            }
            let passes = sieve.has_one(BY_WAY_OF);
            for (n, range) in self.named(sentence) {
                let after = sentence[range.end..].trim_start_matches(['ー', '等']);
                let begins = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
                let is_partner = begins(PARTNER) && Sieve::of(after).has_one(EXCHANGES);
                if begins(BY_WAY_OF) || is_partner && !passes {
                    found.push((n, piece.start + range.start..piece.start + range.end));
                }
            }
        }
        found
    }
}

fn is_of_name(c: char) -> bool {
    is_kanji(c) || is_katakana(c) || c.is_ascii_alphanumeric()
}

fn words(lang: Lang, from: &str, to: &str) -> Words {
    Words::new(say!(
        lang,
        "「{from}」は「{to}」とやりとりすると書かれているが、Ⅰ２③の接続先に無い",
        "「{from}」 is said to exchange data with 「{to}」, but Ⅰ２③ has no such connection"
    ))
    .help(say!(
        lang,
        "接続しているなら、③に加えてください。媒体で渡すなど接続していないときは、そのことが分かるように書いてください。",
        "Add the connection, or say that there is none."
    ))
}

/// Said at the connections.
fn not_here(lang: Lang) -> String {
    say!(lang, "ここに無い", "not here")
}
