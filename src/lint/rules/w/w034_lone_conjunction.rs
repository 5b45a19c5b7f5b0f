//! 「若しくは」だけ、「並びに」だけで語を結んでいる。
//! A conjunction of the second level joins words alone.
//!
//! ## 何を確認するか
//! 同じ文に「又は」がないのに「若しくは」を、「及び」がないのに「並びに」を使っていないこと（かな書きも）。語ごとに一件にまとめます。
//! 条例や規則の文を「」で引く所、寄せられた意見は数えません。
//!
//! ## なぜ
//! 公用文では、一つの段階だけで結ぶときは「又は」「及び」を使い、二つの段階があるときに小さい方を「若しくは」、大きい方を「並びに」で
//! 結びます。単独で使うと、もう一つの段階があるように読まれます。
//!
//! ## 直し方
//! 「又は」「及び」に改めます。`hyokasho check --fix=unsafe` で直せます。
//!
//! ## 例
//! ```yaml
//! 備考: 窓口若しくは電話で受け付ける。   # 誤: 文に「又は」がない
//! 備考: 窓口又は電話で受け付ける。       # 正
//! ```
//!
//! ## 根拠
//! 公用文における漢字使用等について、公用文作成の考え方（令和4年1月11日）

use super::conjunctions::{alone, first_level};
use super::edits;
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
use crate::source::diagnostic::{Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W034",
    name: "lone-conjunction",
    levels: Levels::always(Severity::Info),
    basis: &["公用文作成の考え方"],
    check,
};

fn check(cx: &mut Context) {
    let mut found: Vec<(&str, Place)> = Vec::new();
    for words in cx.facts.words.iter().filter(|w| !w.quotes && !w.repeats) {
        for range in alone(&words.sieve()) {
            let Some(first) = first_level(&words.str()[range.clone()]) else {
                continue;
            };
            if !words.is_quoted(range.start) {
                found.push((first, words.place(cx, range)));
            }
        }
    }
    for (first, places) in grouped(found) {
        let second = places
            .first()
            .map_or("", |(_, span)| cx.assessment.source.slice(*span));
        let edits = edits(&places, |_| first.to_owned());
        let words = words(cx.lang, second, first);
        if let Some(finding) = cx.report_all(&RULE, &places, words) {
            finding.fix(Safety::Unsafe, edits);
        }
    }
}

fn words(lang: Lang, second: &str, first: &str) -> Words {
    Words::new(say!(
        lang,
        "「{second}」が、「{first}」のない文で使われている",
        "「{second}」 is in a sentence without 「{first}」"
    ))
    .help(say!(
        lang,
        "「{first}」と書いてください。「{second}」は、「{first}」で結んだものと段階を分けるときに使います。",
        "Write 「{first}」; 「{second}」 is for a level apart from what 「{first}」 joins."
    ))
}
