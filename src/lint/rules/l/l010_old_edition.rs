//! 引用している文書の版が、評価書の日付には古くなっている。
//! A cited document had a newer edition on the day of the document.
//!
//! ## 何を確認するか
//! 「政府機関等のサイバーセキュリティ対策のための統一基準群（令和3年度版）」のように版を書いて引用した文書に、評価書の公表日（`--as-of` があればその日）までに新しい版が出ていないか。
//! 別添３の変更前は見ず、変更後は変更日で読みます。実測: 公表された評価書1件には版の記載がなく、指摘なし、見落としなし。
//!
//! ## なぜ
//! 準拠する版が古いままだと、今の対策の水準を示したことになりません。契約で版が決まっていることもあるので、参考として示します。
//!
//! ## 直し方
//! 今の版に準拠しているなら版を書き改めます。古い版に準拠しているなら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 公表日: 令和8年4月1日
//! # …
//! 使用方法: 政府機関等のサイバーセキュリティ対策のための統一基準群（令和3年度版）に準拠する。   # 誤: 令和5年7月4日から令和5年度版
//! 使用方法: 政府機関等のサイバーセキュリティ対策のための統一基準群（令和5年度版）に準拠する。   # 正
//! ```
//!
//! ## 根拠
//! 政府機関等のサイバーセキュリティ対策のための統一基準群（令和3年度版、令和5年度版）

use super::data::{Confidence, Edition, Term, data};
use super::written;
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L010",
    name: "old-edition",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let mut found = Vec::new();
    for legal in &cx.facts.laws.texts {
        let Some(day) = legal.day(cx) else { continue };
        for (term, range) in legal.terms() {
            let Term::Versions(n) = term else { continue };
            let versions = &data().versions[n];
            let begun = |e: &&Edition| e.from.is_none_or(|from| from <= day);
            let Some(newest) = versions.editions.iter().rfind(begun) else {
                continue;
            };
            let after = legal.after(range.end);
            let after = after.trim_start_matches(['」', '(', ' ', ':']);
            let old = versions
                .editions
                .iter()
                .find(|e| after.starts_with(e.edition.as_str()));
            let Some(old) = old.filter(|old| old.from < newest.from) else {
                continue;
            };
            if versions.confidence > Confidence::C {
                let editions = (old.edition.as_str(), newest.edition.as_str());
                let from = newest.from.map(written).unwrap_or_default();
                found.push(((n, editions, from), legal.spot(cx, range)));
            }
        }
    }
    for ((n, (old, edition), from), spots) in grouped(found) {
        let (name, source) = (&data().versions[n].name, &data().versions[n].source);
        let words = words(cx.lang, name, old, edition, &from);
        if let Some(finding) = cx.report_all(&RULE, &spots, words) {
            finding.basis(vec![source.as_str()]);
        }
    }
}

fn words(lang: Lang, name: &str, old: &str, edition: &str, from: &str) -> Words {
    Words::new(say!(
        lang,
        "「{name}」の{old}には、新しい{edition}がある（{from}から）",
        "{edition} of 「{name}」 has replaced {old} from {from}"
    ))
    .help(say!(
        lang,
        "どちらの版に準拠しているかを確かめ、{edition}なら書き改めてください。",
        "See which edition is followed."
    ))
}
