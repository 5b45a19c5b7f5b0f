//! Ⅲ４の措置が、委託事項の一つのことしか書いていない。
//! The measures for entrusted work speak of one contract only.
//!
//! ## 何を確認するか
//! Ⅱ４に二つ以上の委託事項があるとき、Ⅲ４の欄のほとんどが一つの委託事項のシステムのことだけを述べ、
//! ほかの委託事項や「委託先」一般のことを述べていない、ということがないこと。
//!
//! ## なぜ
//! 国のひな形（ワクチン接種記録システムなど）の文だけが貼られ、ほかの委託先の管理が書かれていない評価書が実際にあります。
//! Ⅲ４はすべての委託事項のリスク対策を書く欄です。
//!
//! ## 直し方
//! ほかの委託事項の措置を、委託事項の名を見出しにして書き加えます。
//!
//! ## 例
//! ```yaml
//! 使用するシステム:
//!   - システムの名称: 貸出記録システム
//! # …
//! 委託事項:
//!   - 名称: 貸出記録システムの保守
//!   - 名称: 督促状の封入封緘
//! # …
//! 情報保護管理体制の確認: 「貸出記録システム利用規約」に定めている。           # 誤: 封入封緘の委託のことがない
//! 情報保護管理体制の確認: どの委託先についても、契約の前に責任者を確認する。   # 正
//! 特定個人情報ファイルの閲覧者・更新者の制限:
//!   具体的な制限方法: 「貸出記録システム利用規約」に定めている。
//! 特定個人情報ファイルの取扱いの記録:
//!   具体的な方法: 「貸出記録システム利用規約」に定めている。
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式（Ⅲ４）
//!
//! 実測: 公表された素案一つ（254項目）で指摘1件（7欄）。直すべきもの。見落とし1（Ⅲ５の提供ルールは見ない）。完成した記入例二つで指摘0件。

use std::ops::RangeInclusive;

use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::japanese::notation::{before_bracket, has_chars};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "R004",
    name: "other-contracts",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式（Ⅲ４）"],
    check,
};

/// How many texts must speak of one system before it counts.
const FEWEST: usize = 3;

fn check(cx: &mut Context) {
    for file in 1..=cx.assessment.entries("files") {
        of_file(cx, file);
    }
}

fn of_file(cx: &mut Context, file: usize) {
    let list = format!("files[{file}].overview.entrustment.items");
    let items: RangeInclusive<usize> = 1..=cx.assessment.entries(&list);
    if *items.end() < 2 {
        return;
    }
    // What is said of subcontracting is said of whatever is entrusted.
    let again = format!("files[{file}].risks.entrustment.reentrustment");
    let mut measures = texts_under(cx, &format!("files[{file}].risks.entrustment"));
    measures.retain(|(field, ..)| !cx.field(*field).id.starts_with(&again));
    let contracts: Vec<String> = items
        .map(|n| said_under(cx, &format!("{list}[{n}]")))
        .collect();
    let systems = 1..=cx.assessment.entries("basic.systems");
    for n in systems {
        let name = cx.assessment.text(&format!("basic.systems[{n}].name"));
        let name = before_bracket(name.unwrap_or("")).trim();
        if name.chars().count() < 4 {
            continue;
        }
        let (of_it, others): (Vec<_>, Vec<_>) = measures
            .iter()
            .partition(|(_, _, text)| text.contains(name));
        let of_others = contracts.iter().filter(|text| !text.contains(name)).count();
        let is_general = |text: &str| {
            ["委託先", "受託", "委託事業者", "委託業者", "委託契約"]
                .iter()
                .any(|w| text.contains(w))
        };
        let others_are_general = others.iter().any(|(_, _, text)| is_general(text));
        let own_general = of_it
            .iter()
            .filter(|(_, _, text)| without(text, name).lines().any(is_general))
            .count();
        // At least one contract is of the system, and another is not.
        if of_it.len() < FEWEST
            || of_others == 0
            || of_others == contracts.len()
            || others_are_general
            || 2 * own_general > of_it.len()
        {
            continue;
        }
        let places = of_it.iter().map(|(field, span, _)| (*field, *span));
        let places: Vec<_> = places.collect();
        cx.report_all(&RULE, &places, words(cx.lang, name, of_others));
        return;
    }
}

/// A text without the sentences that speak of a system.
fn without(text: &str, name: &str) -> String {
    let lines = text
        .split_inclusive(['。', '\n'])
        .filter(|s| !s.contains(name));
    lines.collect()
}

/// The texts below an item.
fn texts_under<'a>(cx: &Context<'a>, id: &str) -> Vec<(FieldId, Span, &'a str)> {
    let fields = cx.assessment.below(id);
    let found = fields.filter_map(|(id, field)| match field.value {
        Value::Text(text) if has_chars(text.text.trim(), 4) => {
            Some((id, text.span, text.text.as_str()))
        }
        _ => None,
    });
    found.collect()
}

fn said_under(cx: &Context, id: &str) -> String {
    texts_under(cx, id)
        .into_iter()
        .map(|(_, _, text)| format!("{text}\n"))
        .collect()
}

fn words(lang: Lang, system: &str, others: usize) -> Words {
    Words::new(say!(
        lang,
        "Ⅲ４の措置が「{system}」のことだけで、ほかの委託事項（{others}件）のことが書かれていない",
        "The measures of Ⅲ４ mention only 「{system}」, and none of {others} other contracts"
    ))
    .help(say!(
        lang,
        "ほかの委託事項の措置を、委託事項の名を見出しにして書き加えてください。",
        "Add the measures for the other contracts under their names."
    ))
}
