//! ひな型にあった、もう行われていない制度やシステムの記載が残っている。
//! Words of a template about a system or procedure that is over.
//!
//! ## 何を確認するか
//! 国や業者のひな型から写された、終わった制度やシステム（ワクチン接種記録システム（VRS）など）が、終わった後の評価書に、いまも行うこととして書かれていないこと。
//! 「終了した」「廃止」「移行」「過去の」などと同じ文にあるものと、別添３は見ません。語ごとでなく、終わったものごとに一件にまとめます。
//!
//! ## なぜ
//! 取り扱っていない情報や、していない提供をしているように読めます。ひな型の文は多くの欄に分かれて入っているので、一部だけが残りがちです。
//!
//! ## 直し方
//! 行っていないなら、関わる記載をまとめて除きます。いまの制度として行っているなら、その制度の言い方に書き直します。
//!
//! ## 例
//! ```yaml
//! 公表日: 令和8年4月1日
//! # …
//! 入手の時期・頻度: ワクチン接種記録システムから、転入者の接種の記録を随時入手する。   # 誤: 令和6年9月30日に終わった
//! 入手の時期・頻度: 前の住所の市町村から、転入者の接種の記録を随時入手する。           # 正
//! ```
//!
//! ## 根拠
//! 終わったものごとに示します（schemas/law/retired.yaml）

use std::ops::Range;

use jiff::civil::Date as Day;

use super::data::{Confidence, Retired, Term, data};
use super::{Legal, judged_as_of, written};
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L019",
    name: "retired-template",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let Some(day) = cx.law_day() else { return };
    let mut found = Vec::new();
    for legal in cx.facts.laws.texts.iter().filter(|legal| !legal.in_row) {
        for (term, range) in legal.terms() {
            let Term::Retired(n) = term else { continue };
            let retired = &data().retired[n];
            let is_known = retired.confidence > Confidence::C && retired.ended <= day;
            if is_known && is_alone(legal, &range) && is_meant(legal, retired, &range) {
                found.push((n, legal.spot(cx, range)));
            }
        }
    }
    for (n, spots) in grouped(found) {
        let retired = &data().retired[n];
        let severity = match retired.confidence {
            Confidence::A => Severity::Warning,
            _ => Severity::Info,
        };
        let words = words(cx.lang, retired, day);
        if let Some(finding) = cx.report_all(&RULE, &spots, words) {
            finding
                .severity(severity)
                .basis(vec![retired.source.as_str()]);
        }
    }
}

/// Whether letters are no part of a longer word.
fn is_alone(legal: &Legal, range: &Range<usize>) -> bool {
    let text = &legal.text.text;
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let is_letter = |c: char| c.is_alphanumeric() && !is_japanese(c);
    !text[range.clone()].starts_with(is_letter)
        || !before.ends_with(is_letter) && !after.starts_with(is_letter)
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}')
}

/// Whether its sentence says that it is done.
fn is_meant(legal: &Legal, retired: &Retired, range: &Range<usize>) -> bool {
    let sentence = legal.sentence(range);
    let says = |words: &[String]| words.iter().any(|word| sentence.contains(word.as_str()));
    !says(&retired.exclude) && (retired.context.is_empty() || says(&retired.context))
}

fn words(lang: Lang, retired: &Retired, day: Day) -> Words {
    let (what, ended, advice) = (&retired.what, written(retired.ended), &retired.advice);
    Words::new(say!(
        lang,
        "{what}は、{ended}には終わっている",
        "「{what}」 was over by {ended}"
    ))
    .label(judged_as_of(lang, day))
    .help(say!(lang, "{advice}", "{advice}"))
}
