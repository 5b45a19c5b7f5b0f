//! 「若しくは」だけ、「並びに」だけで語を結んでいる。
//! A conjunction of the second level joins words alone.
//!
//! ## 何を確認するか
//! 同じ文に「又は」がないのに「若しくは」を、「及び」がないのに「並びに」を使っていないこと（かな書きも）。一つの評価書で一件にまとめます。
//! 条例や規則の文を「」で引く所、寄せられた意見は数えません。
//!
//! ## なぜ
//! 公用文では、一つの段階だけで結ぶときは「又は」「及び」を使い、二つの段階があるときに小さい方を「若しくは」、大きい方を「並びに」で
//! 結びます。単独で使うと、もう一つの段階があるように読まれます。
//!
//! ## 直し方
//! 「又は」「及び」に改めます。
//!
//! ## 例
//! ```yaml
//! 備考: 窓口若しくは電話で受け付ける。   # 誤: 文に「又は」がない
//! 備考: 窓口又は電話で受け付ける。       # 正
//! ```
//!
//! ## 根拠
//! 公用文における漢字使用等について、公用文作成の考え方（令和4年1月11日）

use super::Places;
use super::conjunctions::alone;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
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
    let mut found = Places::new();
    for words in cx.facts.words.iter().filter(|w| !w.quotes && !w.repeats) {
        for range in alone(words.str()) {
            if !words.is_quoted(range.start) {
                found.push((words.field, words.span(cx.assessment, range)));
            }
        }
    }
    cx.report_all(&RULE, &found, words(cx.lang));
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "「若しくは」「並びに」が、「又は」「及び」のない文で使われている",
        "若しくは or 並びに is in a sentence without 又は or 及び"
    ))
    .help(say!(
        lang,
        "語を一つの段階で結ぶときは「又は」「及び」にしてください。",
        "Write 又は or 及び where words are joined at one level."
    ))
}
