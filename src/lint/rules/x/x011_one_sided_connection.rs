//! システムの接続が、片方のシステムにしか書かれていない。
//! A connection between two systems of the list is written at one of them only.
//!
//! ## 何を確認するか
//! Ⅰ２③で、あるシステムがⅠ２の別のシステムを接続先としているとき、相手のシステムの③にもこのシステムが書かれていること。
//! 「宛名システム等」「庁内連携システム」などの選択肢は、名称（（　）の中も）や②の機能の見出しから、どのシステムのことかを読み取ります。
//! ②に「各業務システムとの連携」のようにまとめて書いてあるシステムには、相手の名前を求めません。
//!
//! ## なぜ
//! 接続先の書き漏れは、第三者点検でよく指摘されます。個人番号の流れが片方からしかたどれません。
//!
//! ## 直し方
//! 接続しているなら、もう一方の③にも書きます。
//!
//! ## 例
//! ```yaml
//! - システムの名称: 貸出システム
//!   他のシステムとの接続:
//!     - その他: 督促システム
//! - システムの名称: 督促システム
//!   他のシステムとの接続:   # 誤: 貸出システムがない
//!     - 税務システム
//!   他のシステムとの接続:   # 正
//!     - 税務システム
//!     - その他: 貸出システム
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::connections::{System, by_kind, names, systems};
use super::key;
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X011",
    name: "one-sided-connection",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let systems = systems(cx);
    let list = List::of(&systems);
    // By the system that does not say so.
    let mut missing: BTreeMap<usize, Vec<(&System, Span)>> = BTreeMap::new();
    for from in &systems {
        for n in list.named_by(from) {
            let to = &systems[n];
            // A system that says nothing of its connections is not finished, or has none: that is another question.
            if to.n == from.n || to.connections.is_empty() || to.unfinished {
                continue;
            }
            if let Some(span) = stated_once(&list, from, to) {
                missing.entry(n).or_default().push((from, span));
            }
        }
    }
    for (n, missing) in &missing {
        report(cx, &systems[*n], missing);
    }
}

/// Where a system says that it is connected with another that does not say so.
fn stated_once(list: &List, from: &System, to: &System) -> Option<Span> {
    if names(to, from).is_some() {
        return None;
    }
    // An option that means none of the list may mean this one.
    let mut open = from.perhaps.iter().filter(|kind| !list.claims(kind));
    if open.any(|kind| to.connections.iter().any(|(words, _)| *words == fold(kind))) {
        return None;
    }
    // 「地方税システム」 does not name 「税システム」 where both are listed.
    let is_longer = |words: &str| {
        let named = list.named_in(words);
        let mut named = named.into_iter().map(|n| &list.systems[n]);
        named.any(|s| s.n != to.n && s.name.contains(&to.name) && words.contains(&s.name))
    };
    let by_name = from.connected(|words| to.is_called(words) && !is_longer(words));
    by_name.or_else(|| by_kind(from, to).filter(|_| list.is_only(to)))
}

/// The systems by their names and kinds: each may be connected with a few of thousands.
struct List<'s> {
    systems: &'s [System],
    /// By name and by alias.
    names: FxHashMap<&'s str, Vec<usize>>,
    /// How long these are, in bytes.
    lengths: BTreeSet<usize>,
    kinds: FxHashMap<&'static str, Vec<usize>>,
}

impl<'s> List<'s> {
    fn of(systems: &'s [System]) -> Self {
        let mut names: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut kinds: FxHashMap<&'static str, Vec<usize>> = FxHashMap::default();
        for (n, system) in systems.iter().enumerate() {
            for name in system.names() {
                names.entry(name).or_default().push(n);
            }
            for kind in &system.kinds {
                kinds.entry(*kind).or_default().push(n);
            }
        }
        List {
            systems,
            lengths: names.keys().map(|name| name.len()).collect(),
            names,
            kinds,
        }
    }

    /// The systems whose names or aliases are in words.
    fn named_in(&self, words: &str) -> BTreeSet<usize> {
        let starts = words.char_indices().map(|(start, _)| &words[start..]);
        let parts = starts.flat_map(|rest| self.lengths.iter().filter_map(|end| rest.get(..*end)));
        let named = parts.filter_map(|part| self.names.get(part));
        named.flatten().copied().collect()
    }

    /// The systems that one may name as its connections, in the order of the list: all but those that it surely does not.
    fn named_by(&self, from: &System) -> BTreeSet<usize> {
        let words = from.connections.iter().map(|(words, _)| words);
        let mut named: BTreeSet<usize> = words.flat_map(|words| self.named_in(words)).collect();
        named.extend(self.kinds.values().filter(|of| of.len() == 1).flatten());
        named
    }

    /// Whether one of the list is what an option means.
    fn claims(&self, kind: &str) -> bool {
        self.kinds.contains_key(kind)
    }

    /// Whether no other is of a kind of this one: the option does not distinguish two.
    fn is_only(&self, system: &System) -> bool {
        let of_kind = |kind| self.kinds.get(kind).map_or(0, Vec::len);
        system.kinds.iter().all(|kind| of_kind(kind) <= 1)
    }
}

/// What several systems say and one does not is one gap.
fn report(cx: &mut Context, to: &System, missing: &[(&System, Span)]) {
    let id = format!("basic.systems[{}].connections", to.n);
    let Some((field, there)) = cx.assessment.find(&id).zip(key(cx, &id)) else {
        return;
    };
    let quoted = |from: &(&System, Span)| format!("「{}」", from.0.written);
    let others: String = missing.iter().map(quoted).collect();
    let lang = cx.lang;
    let words = words(lang, &cx.name(field), &others, &to.written);
    let mut finding = cx.report(&RULE, field, there, words);
    for (from, span) in missing {
        finding = finding.related(*span, connections_of(lang, &from.written));
    }
}

/// `item` are the connections of `to`.
fn words(lang: Lang, item: &str, others: &str, to: &str) -> Words {
    Words::new(say!(
        lang,
        "{others}は「{to}」との接続を書いているが、{item} に{others}がない",
        "{others} says that it is connected with 「{to}」, but {item} does not name {others}"
    ))
    .help(say!(
        lang,
        "接続しているなら、「{to}」の接続先にも{others}を加えてください。",
        "Add {others} to the connections of 「{to}」 if they are connected."
    ))
}

/// Said where a system names its connections.
fn connections_of(lang: Lang, system: &str) -> String {
    say!(
        lang,
        "「{system}」の接続先",
        "the connections of 「{system}」"
    )
}
