//! ＜…における措置＞のような見出しが、ほかの欄の同じ見出しと少しだけ違う。
//! A heading in brackets differs a little from the same heading elsewhere.
//!
//! ## 何を確認するか
//! ＜ ＞でくくった見出しの行について、括弧の全角と半角が混ざっていないこと（数によらず、全角にそろえます）。
//! 「事務・業務・実施・に関する・に係る・における」などの語だけが違う見出しがないこと（＜予防…に関する事務における措置＞と
//! ＜予防…に関する業務における措置＞など）。評価書の全ての見出しを数えて、多い方の書き方を示します。別添３の変更前は数えません。
//!
//! ## なぜ
//! 同じ区分の措置を欄ごとに読み比べられません。別の区分を指すと読まれることもあります。
//!
//! ## 直し方
//! 多い方の見出しにそろえます。別の区分なら、違いが分かる名にします。
//!
//! ## 例
//! ```yaml
//! 保管場所: |
//!   ＜貸出に関する事務における措置＞
//! 消去方法: |
//!   ＜貸出に関する業務における措置＞   # 誤: 事務と業務
//!   ＜貸出に関する事務における措置＞   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式
//!
//! 実測: 公表された素案一つ（254項目）で指摘2件。すべて見出しの揺れ。見落とし0。完成した記入例二つで指摘0件。

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{Form, Spot, any_of_them, are_mixed, mixed_beside_official};
use crate::assets::lists::sentences::WEAK_IN_HEADINGS;
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W004",
    name: "heading",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

/// What a heading says.
struct Heading<'a> {
    written: &'a str,
    /// Folded.
    plain: String,
    /// Without its weak words.
    weakened: String,
    style: String,
}

impl<'a> Heading<'a> {
    fn of(inner: &'a str) -> Self {
        let plain = plain(inner);
        Heading {
            written: inner.trim(),
            weakened: weakened(&plain),
            style: style(&plain),
            plain,
        }
    }
}

/// A heading as it is written, with its places.
struct Name<'a> {
    /// Folded.
    plain: String,
    /// As it is written first.
    written: &'a str,
    style: String,
    spots: Vec<Spot<'a>>,
}

/// A way of writing headings that the document prefers, with the headings that are written in others.
struct Mixed<'a> {
    style: String,
    /// A heading as it should be written, and as it is.
    kept: &'a str,
    others: Vec<&'a str>,
    /// Each place with the heading that belongs there.
    spots: Vec<(Spot<'a>, &'a str)>,
    /// How many headings of the document are written in this way, and in the most frequent of the others.
    counts: (usize, usize),
}

fn check(cx: &mut Context) {
    let mut brackets = vec![Form::new("＜ ＞"), Form::new("< >")];
    let mut headings: BTreeMap<String, Vec<Name>> = BTreeMap::new();
    // The same headings come under every risk.
    let mut known: FxHashMap<&str, Heading> = FxHashMap::default();
    for words in &cx.facts.words {
        let mut start = 0;
        let mut own: Vec<(&str, Spot)> = Vec::new();
        for line in words.text.text.split_inclusive('\n') {
            let at = start + (line.len() - line.trim_start().len());
            start += line.len();
            let Some((inner, is_half)) = heading(line.trim()) else {
                continue;
            };
            let spot = Spot::new(words, at..at + line.trim().len());
            brackets[usize::from(is_half)].spots.push(spot.clone());
            known.entry(inner).or_insert_with(|| Heading::of(inner));
            own.push((inner, spot));
        }
        let own: Vec<_> = own.into_iter().map(|(i, spot)| (&known[i], spot)).collect();
        if is_series(&own) {
            continue;
        }
        for (heading, spot) in own {
            let names = headings.entry(heading.weakened.clone()).or_default();
            match names.iter_mut().find(|n| n.plain == heading.plain) {
                Some(known) => known.spots.push(spot),
                None => names.push(Name {
                    style: heading.style.clone(),
                    plain: heading.plain.clone(),
                    written: heading.written,
                    spots: vec![spot],
                }),
            }
        }
    }
    if let Some(finding) = mixed_beside_official(cx, &RULE, brackets) {
        finding.without_fix();
    }
    for mixed in styles(headings.into_values().collect()) {
        report(cx, &mixed);
    }
}

/// Whether the headings of a text are a series of names, 「＜貸出システム＞」 「＜紙の申込書＞」 「＜書庫＞」, which go together.
fn is_series(headings: &[(&Heading, Spot)]) -> bool {
    let is_name = |(heading, _): &(&Heading, Spot)| heading.style == "…";
    let first = headings.first().map(|(heading, _)| heading.written);
    let others = headings
        .iter()
        .any(|(heading, _)| Some(heading.written) != first);
    others && headings.iter().all(is_name)
}

/// The headings that are not written as the document writes most of its headings, by the way that it prefers: advice on
/// one heading never goes against that on another.
fn styles(headings: Vec<Vec<Name>>) -> Vec<Mixed> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in headings.iter().flatten() {
        *counts.entry(name.style.clone()).or_default() += name.spots.len();
    }
    let count = |name: &Name| counts.get(&name.style).copied().unwrap_or(0);
    let mut found: Vec<Mixed> = Vec::new();
    for mut names in headings {
        names.sort_by_key(|name| Reverse((count(name), name.spots.len())));
        let Some((kept, others)) = names.split_first().filter(|(_, o)| !o.is_empty()) else {
            continue;
        };
        let known = found.iter().position(|mixed| mixed.style == kept.style);
        let known = known.unwrap_or_else(|| {
            found.push(Mixed {
                style: kept.style.clone(),
                kept: kept.written,
                others: others.iter().map(|other| other.written).collect(),
                spots: Vec::new(),
                counts: (count(kept), 0),
            });
            found.len() - 1
        });
        let mixed = &mut found[known];
        for other in others {
            mixed.counts.1 = mixed.counts.1.max(count(other));
            let spots = other.spots.iter();
            mixed
                .spots
                .extend(spots.map(|spot| (spot.clone(), kept.written)));
        }
    }
    found
}

fn report(cx: &mut Context, mixed: &Mixed) {
    let spots = mixed.spots.iter();
    let mut places: Vec<(Place, String)> =
        spots.map(|(s, kept)| (s.place(cx), quoted(kept))).collect();
    places.sort_by_key(|((_, span), _)| *span);
    let words = words(cx.lang, mixed.kept, &mixed.others, mixed.counts);
    cx.report_all(&RULE, &places, words);
}

/// What is between the brackets of a line that is a heading, and whether they are of half width.
fn heading(line: &str) -> Option<(&str, bool)> {
    let full = || line.strip_prefix('＜')?.strip_suffix('＞');
    let half = || line.strip_prefix('<')?.strip_suffix('>');
    let found = full().map(|inner| (inner, false));
    let found = found.or_else(|| half().map(|inner| (inner, true)));
    found.filter(|(inner, _)| !inner.contains(['＜', '＞', '<', '>']))
}

/// A heading without what other rules report: width, 中黒, ー.
fn plain(inner: &str) -> String {
    fold(inner).replace(['･', '・', 'ー', '･'], "")
}

/// A heading without its weak words.
fn weakened(name: &str) -> String {
    WEAK_IN_HEADINGS
        .iter()
        .fold(name.to_owned(), |name, word| name.replace(word, ""))
}

/// How a heading is written around what it is about: its weak words.
fn style(name: &str) -> String {
    let mut rest = name;
    let mut style = String::new();
    while let Some(c) = rest.chars().next() {
        // 「の」 is a part of names, too.
        let mut weak = WEAK_IN_HEADINGS.iter().filter(|word| **word != "の");
        let weak = weak.find(|word| rest.starts_with(**word));
        match weak {
            Some(word) => style.push_str(word),
            None if style.ends_with('…') => {}
            None => style.push('…'),
        }
        rest = &rest[weak.map_or(c.len_utf8(), |word| word.len())..];
    }
    style
}

/// The headings that are mixed, of which one is kept, and how many are written like it and like the others.
fn words(lang: Lang, kept: &str, others: &[&str], (more, fewer): (usize, usize)) -> Words {
    let names = std::iter::once(&kept).chain(others);
    let names: Vec<String> = names.map(|name| format!("＜{name}＞")).collect();
    let help = match more > fewer {
        true => say!(
            lang,
            "この評価書の見出しに多い「＜{kept}＞」の書き方（{more}か所）にそろえてください。",
            "Write headings as most are written, 「＜{kept}＞」 ({more})."
        ),
        false => any_of_them(lang, &format!("＜{kept}＞")),
    };
    Words::new(are_mixed(lang, &names)).help(help)
}

/// The heading that belongs at a place.
fn quoted(heading: &str) -> String {
    format!("「＜{heading}＞」")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_mean_the_same() {
        let key = |line: &str| weakened(&plain(heading(line).expect("a heading").0));
        assert_eq!(
            key("＜貸出に関する事務における措置＞"),
            key("<貸出の実施に係る業務における措置>")
        );
        assert_ne!(
            key("＜貸出に関する事務における措置＞"),
            key("＜返却に関する事務における措置＞")
        );
        assert_eq!(heading("＜甲＞と＜乙＞"), None);
        assert_eq!(
            style("貸出に関する事務における措置"),
            "…に関する事務における措置"
        );
        assert_eq!(style("返却の箱での措置"), "…での措置");
    }
}
