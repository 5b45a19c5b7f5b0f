//! Ⅲ４の措置が、委託事項の一つのことしか書いていない。
//! The measures for entrusted work speak of one contract only.
//!
//! ## 何を確認するか
//! Ⅱ４に二つ以上の委託事項があるとき、Ⅲ４の欄のほとんどが一つの委託事項のシステムのことだけを述べ、
//! ほかの委託事項や「委託先」「受注者」「契約終了」など契約一般のことを述べていない、ということがないこと。
//! システムの名も、それを述べる見出しもない文に契約一般のことがある欄は、示しません。
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
//! 実測: 公表された素案一つ（254項目）で指摘1件（6欄）。直すべきもの。見落とし1（Ⅲ５の提供ルールは見ない）。完成した記入例二つで指摘0件。

use std::ops::RangeInclusive;

use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::assets::lists::contracts::CONTRACTORS;
use crate::japanese::notation::{before_bracket, has_chars};
use crate::lint::rules::facts::headings::headings;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::edit;

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
    let contracts: Vec<Contract> = items
        .map(|n| Contract::of(cx, &format!("{list}[{n}]")))
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
        let of_others = contracts.iter().filter(|one| !one.text.contains(name));
        let of_others: Vec<&str> = of_others.map(|one| one.name).collect();
        let others_are_general = others.iter().any(|(_, _, text)| is_general(text));
        let all = of_it.len();
        let alone = of_it.into_iter();
        let alone: Vec<_> = alone
            .filter(|(_, _, text)| !besides(text, name).any(is_general))
            .collect();
        // At least one contract is of the system, and another is not.
        if alone.len() < FEWEST
            || of_others.is_empty()
            || of_others.len() == contracts.len()
            || others_are_general
            || 2 * alone.len() < all
        {
            continue;
        }
        let places = alone.iter().map(|(field, span, _)| (*field, *span));
        let places: Vec<_> = places.collect();
        cx.report_all(&RULE, &places, words(cx.lang, name, &of_others));
        return;
    }
}

/// A contract of Ⅱ４.
struct Contract<'a> {
    name: &'a str,
    /// All that is said of it.
    text: String,
}

impl<'a> Contract<'a> {
    fn of(cx: &Context<'a>, id: &str) -> Self {
        let name = cx.assessment.text(&format!("{id}.name"));
        Contract {
            name: before_bracket(name.unwrap_or("")).trim(),
            text: said_under(cx, id),
        }
    }
}

/// Whether a sentence is about whoever does work for the office.
fn is_general(sentence: &str) -> bool {
    CONTRACTORS.iter().any(|word| sentence.contains(word))
}

/// The sentences of a text that are not about a system: it is named neither in them nor under their heading.
fn besides<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = &'t str> {
    let starts = headings(text).map(|heading| edit::line_start(text, heading.start));
    let starts: Vec<usize> = std::iter::once(0).chain(starts).collect();
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([text.len()]).collect();
    let parts = starts.into_iter().zip(ends).enumerate();
    let others = parts.filter_map(move |(n, (start, end))| {
        let part = text.get(start..end)?;
        (n == 0 || !part.contains(name)).then_some(part)
    });
    others.flat_map(move |part| {
        let sentences = part.split_inclusive(['。', '\n']);
        sentences.filter(move |sentence| !sentence.contains(name) && !sentence.trim().is_empty())
    })
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

/// How many contracts are named.
const NAMED: usize = 3;

fn words(lang: Lang, system: &str, others: &[&str]) -> Words {
    let named = others.iter().filter(|name| !name.is_empty()).take(NAMED);
    let named: Vec<String> = named.map(|name| format!("「{name}」")).collect();
    let more = others.len() - named.len();
    let named = named.concat();
    let others = match (more, named.is_empty()) {
        (0, _) => named,
        (more, true) => say!(lang, "{more}件", "{more}"),
        (more, false) => say!(lang, "{named}ほか{more}件", "{named} and {more} more"),
    };
    Words::new(say!(
        lang,
        "Ⅲ４の措置が「{system}」のことだけで、ほかの委託事項（{others}）のことが書かれていない",
        "The measures of Ⅲ４ mention only 「{system}」, and none of the other contracts ({others})"
    ))
    .help(say!(
        lang,
        "示した欄に、ほかの委託事項の措置を、委託事項の名を見出しにして書き加えてください。",
        "Add the measures for the other contracts under their names in these items."
    ))
}

#[cfg(test)]
mod tests {
    use super::{besides, is_general};

    #[test]
    fn what_is_said_besides_a_system() {
        let text = "契約終了時に返還させる。\n＜追加措置＞\n貸出記録システムの規約による。\n・委託先の確認\n＜その他＞\n受託者に報告させる。";
        let found: Vec<&str> = besides(text, "貸出記録システム").map(str::trim).collect();
        assert_eq!(
            found,
            [
                "契約終了時に返還させる。",
                "＜その他＞",
                "受託者に報告させる。"
            ]
        );
        assert!(is_general(found[0]) && !is_general(found[1]) && is_general(found[2]));
    }
}
