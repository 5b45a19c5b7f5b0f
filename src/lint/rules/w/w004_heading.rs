//! ＜…における措置＞のような見出しが、ほかの欄の同じ見出しと少しだけ違う。
//! A heading in brackets differs a little from the same heading elsewhere.
//!
//! ## 何を確認するか
//! ＜ ＞でくくった見出しの行について、括弧の全角と半角が混ざっていないこと。
//! 「事務・業務・実施・に関する・に係る・における」などの語だけが違う見出しがないこと（＜予防…に関する事務における措置＞と
//! ＜予防…に関する業務における措置＞など）。別添３の変更前は数えません。
//!
//! ## なぜ
//! 同じ区分の措置を欄ごとに読み比べられません。別の区分を指すと読まれることもあります。
//!
//! ## 直し方
//! 多い方の見出しにそろえます。別の区分なら、違いが分かる名にします。
//!
//! ## 例
//! ```yaml
//! 消去方法: |
//!   ＜貸出に関する事務における措置＞
//! 保管場所: |
//!   ＜貸出に関する業務における措置＞   # 誤: 事務と業務
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式
//!
//! 実測: 公表された素案一つ（254項目）で指摘2件。すべて見出しの揺れ。見落とし0。完成した記入例二つで指摘0件。

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{Form, Spot, add, mixed};
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Rule};
use crate::source::diagnostic::{Severity, Stage};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W004",
    name: "heading",
    severity: Severity::Info,
    stage: Stage::Draft,
    basis: &["全項目評価書の様式"],
    source: include_str!("w004_heading.rs"),
    check,
};

/// Words that make no other part of the office.
const WEAK: [&str; 14] = [
    "に関する",
    "に関わる",
    "にかかわる",
    "に係る",
    "にかかる",
    "における",
    "に於ける",
    "での",
    "実施",
    "事務",
    "業務",
    "対応",
    "措置",
    "の",
];

fn check(cx: &mut Context) {
    let mut brackets = vec![Form::new("＜ ＞"), Form::new("< >")];
    let mut headings: BTreeMap<String, Vec<Form>> = BTreeMap::new();
    // The same headings come under every risk.
    let mut known: FxHashMap<&str, (String, String)> = FxHashMap::default();
    for words in &cx.texts.words {
        let mut start = 0;
        for line in words.text.text.split_inclusive('\n') {
            let at = start + (line.len() - line.trim_start().len());
            start += line.len();
            let Some((inner, is_half)) = heading(line.trim()) else {
                continue;
            };
            let spot = Spot::new(words, at..at + line.trim().len());
            brackets[usize::from(is_half)].spots.push(spot.clone());
            let (name, weakened) = known.entry(inner).or_insert_with(|| {
                let name = plain(inner);
                let weakened = weakened(&name);
                (name, weakened)
            });
            let forms = headings.entry(weakened.clone()).or_default();
            let form = Form {
                name: format!("＜{}＞", inner.trim()),
                ..Form::new(name)
            };
            add(forms, form, spot);
        }
    }
    let all = std::iter::once(brackets).chain(headings.into_values());
    for forms in all {
        if let Some(finding) = mixed(cx, &RULE, forms) {
            finding.unfixed();
        }
    }
}

/// What stands between the brackets of a line that is a heading, and whether they are of half width.
fn heading(line: &str) -> Option<(&str, bool)> {
    let full = || line.strip_prefix('＜')?.strip_suffix('＞');
    let half = || line.strip_prefix('<')?.strip_suffix('>');
    let found = full().map(|inner| (inner, false));
    let found = found.or_else(|| half().map(|inner| (inner, true)));
    found.filter(|(inner, _)| !inner.contains(['＜', '＞', '<', '>']))
}

/// A heading without what other rules tell about: width, 中黒, ー.
fn plain(inner: &str) -> String {
    fold(inner).replace(['･', '・', 'ー', '･'], "")
}

/// A heading without its weak words.
fn weakened(name: &str) -> String {
    WEAK.iter()
        .fold(name.to_owned(), |name, word| name.replace(word, ""))
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
    }
}
