//! システムの接続が、片方のシステムにしか書かれていない。
//! A connection between two systems of the list is told at one of them only.
//!
//! ## 何を確認するか
//! Ⅰ２③で、あるシステムがⅠ２の別のシステムを接続先としているとき、相手のシステムの③にもこのシステムが書かれていること。
//! 「宛名システム等」「庁内連携システム」などの選択肢は、名称（（　）の中も）や②の機能の見出しから、どのシステムのことかを読み取ります。
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
//!   他のシステムとの接続:          # 誤: 貸出システムがない
//!     - 税務システム
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{key, numbers, text, ticks};
use crate::diagnostic::{Severity, Stage};
use crate::japanese::notation::{fold, has_chars};
use crate::rules::{Context, Rule, say};
use crate::source::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X011",
    name: "one-sided-connection",
    severity: Severity::Warning,
    stage: Stage::Draft,
    basis: &["全項目評価書の様式"],
    source: include_str!("x011_one_sided_connection.rs"),
    check,
};

/// Words in the name of a system, or in the headings of its functions, that make it what an option of ③ means.
const KINDS: [(&str, &[&str]); 4] = [
    ("宛名システム等", &["宛名"]),
    ("庁内連携システム", &["庁内連携"]),
    (
        "既存住民基本台帳システム",
        &[
            "既存住民基本台帳",
            "既存住基",
            "住民基本台帳システム",
            "住民記録",
        ],
    ),
    ("税務システム", &["税務"]),
];

/// Shorter parts of a name are words of many.
const PART: usize = 4;

/// A heading of functions is short: 「１．統合宛名機能」
const HEADING: usize = 24;

/// A system of the list.
struct System {
    /// Its number in the list.
    n: usize,
    /// Its name without brackets, folded, and without a long vowel at its end.
    name: String,
    /// As written.
    written: String,
    /// The options that mean it: one platform may be several.
    kinds: Vec<&'static str>,
    /// The options of which its functions speak.
    spoken: Vec<&'static str>,
    /// What it says that it is connected with: the words, folded, and where.
    connections: Vec<(String, Span)>,
    /// Whether an option stands without the words it asks for, which may name any system.
    unfinished: bool,
}

impl System {
    /// The first place where it says words of a kind about its connections.
    fn connected(&self, is_it: impl Fn(&str) -> bool) -> Option<Span> {
        let mut connections = self.connections.iter();
        let (_, span) = connections.find(|(words, _)| is_it(words))?;
        Some(*span)
    }
}

/// The options whose words are said.
fn kinds_of(says: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let kinds = KINDS.iter();
    let kinds = kinds.filter(|(_, words)| words.iter().any(|word| says(word)));
    kinds.map(|(kind, _)| *kind).collect()
}

fn check(cx: &mut Context) {
    let systems: Vec<System> = numbers(cx, "basic.systems")
        .filter_map(|n| system(cx, n))
        .collect();
    for from in &systems {
        for to in systems.iter().filter(|to| to.n != from.n) {
            // A system that says nothing of its connections is not finished, or has none: that is another question.
            if to.connections.is_empty() || to.unfinished || names(to, from).is_some() {
                continue;
            }
            // An option that means none of the list may mean this one, whose functions speak of it.
            let is_claimed = |kind: &str| systems.iter().any(|s| s.kinds.contains(&kind));
            let mut open = from.spoken.iter().filter(|kind| !is_claimed(kind));
            if open.any(|kind| to.connections.iter().any(|(words, _)| *words == fold(kind))) {
                continue;
            }
            // Two systems of one kind can't be told apart by the option.
            let alike = |s: &&System| s.kinds.iter().any(|kind| to.kinds.contains(kind));
            // 「地方税システム」 does not name 「税システム」 where both are listed.
            let is_longer = |words: &str| {
                let mut longer = systems
                    .iter()
                    .filter(|s| s.n != to.n && s.name.contains(&to.name));
                longer.any(|s| words.contains(&s.name))
            };
            let by_name = from.connected(|words| words.contains(&to.name) && !is_longer(words));
            let only = systems.iter().filter(alike).count() <= 1;
            if let Some(span) = by_name.or(by_kind(from, to).filter(|_| only)) {
                one(cx, from, to, span);
            }
        }
    }
}

fn system(cx: &Context, n: usize) -> Option<System> {
    let (_, name) = text(cx, &format!("basic.systems[{n}].name"))?;
    let written = name.text.split(['（', '(']).next()?.trim().to_owned();
    let folded = fold(&written).trim_end_matches('ー').to_owned();
    let whole = fold(&name.text);
    let functions = text(cx, &format!("basic.systems[{n}].functions"));
    let functions = functions.map_or("", |(_, said)| said.text.as_str());
    let headings = functions
        .lines()
        .filter(|line| !has_chars(line.trim(), HEADING));
    let headings: Vec<&str> = headings.filter(|line| line.contains("機能")).collect();
    let says = |word: &str| whole.contains(word) || headings.iter().any(|h| h.contains(word));
    let kinds = kinds_of(says);
    let spoken = kinds_of(|word| functions.contains(word));
    let mut connections = Vec::new();
    let mut unfinished = false;
    let id = format!("basic.systems[{n}].connections");
    for tick in ticks(cx, &id) {
        unfinished |= tick.detail.is_none() && has_slot(cx, &id, tick.option);
        let (words, span) = match tick.detail {
            Some(detail) => (detail.text.as_str(), detail.span),
            None => (tick.option, tick.span),
        };
        connections.push((fold(words), span));
    }
    (!folded.is_empty()).then_some(System {
        n,
        name: folded,
        written,
        kinds,
        spoken,
        connections,
        unfinished,
    })
}

/// Whether an option of an item asks for words of its own.
fn has_slot(cx: &Context, id: &str, option: &str) -> bool {
    let definition = cx.assessment.item(id).map(|f| cx.assessment.definition(f));
    definition.is_some_and(|d| d.options.iter().any(|o| o.slot && o.text == option))
}

/// Where one system names another: by its name, by a part of it, or by an option that means it.
fn names(from: &System, to: &System) -> Option<Span> {
    // 「国保総合システム及び国保情報集約システム」 are two in one row.
    let parts = to
        .name
        .split("及び")
        .flat_map(|part| part.split(['・', '、']));
    let parts: Vec<&str> = parts.filter(|part| has_chars(part, PART)).collect();
    let is_it =
        |words: &str| words.contains(&to.name) || parts.iter().any(|part| words.contains(part));
    from.connected(is_it).or_else(|| by_kind(from, to))
}

/// Where one system names another by an option that means it.
fn by_kind(from: &System, to: &System) -> Option<Span> {
    let kinds: Vec<String> = to.kinds.iter().map(|kind| fold(kind)).collect();
    from.connected(|words| kinds.iter().any(|kind| words.contains(kind)))
}

fn one(cx: &mut Context, from: &System, to: &System, span: Span) {
    let id = format!("basic.systems[{}].connections", to.n);
    let Some((place, there)) = cx.assessment.find(&id).zip(key(cx, &id)) else {
        return;
    };
    let (a, b) = (&from.written, &to.written);
    let item = cx.name(place);
    let message = say!(
        cx,
        "「{a}」は「{b}」との接続を書いているが、{item} に「{a}」がない",
        "「{a}」 is connected with 「{b}」, but {item} does not name 「{a}」"
    );
    let label = say!(cx, "「{a}」の接続先", "the connections of 「{a}」");
    let help = say!(
        cx,
        "接続しているなら、「{b}」の接続先にも「{a}」を加えてください。",
        "Add 「{a}」 to the connections of 「{b}」 if they are connected."
    );
    cx.report(&RULE, place, there, message)
        .related(span, label)
        .help(help);
}
