//! 同じものの廃棄や消去について、Ⅱ６③とⅢ７リスク３とで数が違う。
//! Chapters II and III give different numbers for the disposal of one thing.
//!
//! ## 何を確認するか
//! Ⅱ６③消去方法とⅢ７リスク３の消去手順に、「申込書は、職員2人以上で細断する」「電子記録媒体は、7日以内に破砕する」のように
//! 同じものについて書いた人数、日数、世代などの数が、同じであること。月はX027が見ます。
//! Ⅲ３とⅢ４に書いた同じシステムの操作の記録の保存年数が違うときも、参考として示します。
//!
//! ## なぜ
//! 同じことを二度書く欄なので、片方だけが直されて残りがちです。
//!
//! ## 直し方
//! 実際のやり方を確かめて、そろえます。
//!
//! ## 例
//! ```yaml
//! 消去方法: 申込書は、職員2人以上で細断する。
//! # …
//! 手順の内容: 申込書は、箱に入れ、職員3人以上で細断する。   # 誤: Ⅱ６③では2人以上
//! 手順の内容: 申込書は、箱に入れ、職員2人以上で細断する。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::systems::listed;
use super::{is_list_mark, numbers, text};
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::assets::lists::counts::ERASURE_UNITS;
use crate::japanese::notation::{before_bracket, fold, is_digit, number};
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X035",
    name: "erasure-numbers",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// A number that a text gives for a thing.
#[derive(Debug, PartialEq, Eq)]
struct Number {
    /// What is disposed of, folded, and the unit.
    of: (String, &'static str),
    value: usize,
    range: Range<usize>,
}

fn check(cx: &mut Context) {
    let systems = listed(cx);
    for n in numbers(cx, "files") {
        erasure(cx, n);
        logs(cx, n, &systems);
    }
}

fn erasure(cx: &mut Context, n: usize) {
    let lang = cx.lang;
    let ways = text(cx, &format!("files[{n}].overview.storage.erasure"));
    let steps = format!("files[{n}].risks.storage.never_erased.procedure.content");
    let Some(((_, ways), (field, steps))) = ways.zip(text(cx, &steps)) else {
        return;
    };
    let own = only(counted(&ways.text));
    for step in only(counted(&steps.text)) {
        let Some(way) = own.iter().find(|way| way.of == step.of) else {
            continue;
        };
        if way.value == step.value {
            continue;
        }
        let here = &steps.text[step.range.clone()];
        let there = &ways.text[way.range.clone()];
        let words = other_number(lang, &cx.name(field), here, there);
        let other = cx.words(ways, way.range.clone());
        let span = cx.words(steps, step.range);
        cx.report(&RULE, field, span, words)
            .related(other, number_there(lang, there));
    }
}

/// The numbers that a text gives for the things of its sentences.
fn counted(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    for piece in pieces(text, &['。']) {
        let sentence = &text[piece.clone()];
        let Some(subject) = subject(sentence) else {
            continue;
        };
        for unit in ERASURE_UNITS {
            for (at, _) in sentence.match_indices(unit) {
                let head = sentence[..at].trim_end_matches(is_digit);
                let Some(value) = number(&sentence[head.len()..at]) else {
                    continue;
                };
                // 「年2回以上」 and 「第2世代」 are other numbers.
                if head.ends_with(['第', '年', '月']) {
                    continue;
                }
                let range = piece.start + head.len()..piece.start + at + unit.len();
                found.push(Number {
                    of: (subject.clone(), unit),
                    value,
                    range,
                });
            }
        }
    }
    found
}

/// What a sentence is about: the words before its first 「は、」.
fn subject(sentence: &str) -> Option<String> {
    let (subject, _) = sentence.split_once("は、")?;
    let subject = fold(subject.trim_start_matches(is_list_mark));
    (!subject.is_empty()).then_some(subject)
}

/// Those that are given once: of several for one thing nobody knows which is which.
fn only(all: Vec<Number>) -> Vec<Number> {
    let mut times: FxHashMap<(String, &str), usize> = FxHashMap::default();
    for number in &all {
        *times.entry(number.of.clone()).or_default() += 1;
    }
    let is_only = |number: &Number| times[&number.of] == 1;
    all.into_iter().filter(is_only).collect()
}

/// How long the log of a system is kept, and where that is said.
struct Log<'a> {
    system: &'a str,
    years: usize,
    field: FieldId,
    span: Span,
}

/// Two times for which the log of one system is kept.
fn logs(cx: &mut Context, n: usize, systems: &[&str]) {
    let Some(first) = systems.first().copied() else {
        return;
    };
    let prefix = format!("files[{n}].risks.");
    let mut found: Vec<Log> = Vec::new();
    for (id, field) in cx.assessment.below(&format!("files[{n}]")) {
        let Value::Text(said) = field.value else {
            continue;
        };
        let item = field.id.strip_prefix(&prefix).unwrap_or_default();
        if !item.starts_with("use.") && !item.starts_with("entrustment.") {
            continue;
        }
        for (range, sentence, years) in kept_logs(&said.text) {
            let named: Vec<&str> = systems
                .iter()
                .filter(|system| sentence.contains(before_bracket(system)))
                .copied()
                .collect();
            // A log of no system by name is that of the first.
            let is_own = sentence.contains("システムの操作") || !sentence.contains("システム");
            let of_first = named.is_empty() && is_own && item.starts_with("use.");
            let named = if of_first { vec![first] } else { named };
            let span = cx.words(said, range);
            found.extend(named.into_iter().map(|system| Log {
                system,
                years,
                field: id,
                span,
            }));
        }
    }
    let mut first_of: FxHashMap<&str, &Log> = FxHashMap::default();
    let pair = found.iter().find_map(|later| {
        let other = *first_of.entry(later.system).or_insert(later);
        (other.years != later.years && other.field != later.field).then_some((other, later))
    });
    let Some((earlier, later)) = pair else { return };
    let lang = cx.lang;
    let system = before_bracket(earlier.system);
    let words = other_years(lang, system, later.years, earlier.years);
    cx.report(&RULE, later.field, later.span, words)
        .severity(Severity::Info)
        .related(earlier.span, years_here(lang, earlier.years));
}

/// The sentences that say for how many years a log is kept.
fn kept_logs(text: &str) -> Vec<(Range<usize>, &str, usize)> {
    const LOGS: [&str; 3] = ["操作の記録", "操作記録", "操作ログ"];
    let mut found = Vec::new();
    for piece in pieces(text, &['。']) {
        let sentence = &text[piece.clone()];
        let is_log = LOGS.iter().any(|word| sentence.contains(word));
        let mut years = sentence.match_indices('年').filter_map(|(at, year)| {
            let head = sentence[..at].trim_end_matches(is_digit);
            let value = number(&sentence[head.len()..at])?;
            let rest = &sentence[at + year.len()..];
            let is_kept = ["間保", "保管", "保存", "間、保"]
                .iter()
                .any(|word| rest.starts_with(word));
            is_kept.then(|| {
                (
                    piece.start + head.len()..piece.start + at + year.len(),
                    value,
                )
            })
        });
        // Of several numbers nobody knows which is that of the log.
        let numbered = sentence.matches('年').count();
        if let (true, Some((range, value))) = (is_log && numbered == 1, years.next()) {
            found.push((range, sentence, value));
        }
    }
    found
}

fn other_number(lang: Lang, item: &str, here: &str, there: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} では「{here}」だが、Ⅱ６③では「{there}」になっている",
        "{item} says 「{here}」, but Ⅱ６③ says 「{there}」"
    ))
    .help(say!(
        lang,
        "実際のやり方を確かめて、そろえてください。",
        "See how it is done, and write the same."
    ))
}

fn number_there(lang: Lang, there: &str) -> String {
    say!(lang, "Ⅱ６③では「{there}」", "「{there}」 in Ⅱ６③")
}

fn other_years(lang: Lang, system: &str, here: usize, elsewhere: usize) -> Words {
    Words::new(say!(
        lang,
        "「{system}」の操作の記録の保存が、ここでは{here}年、ほかの欄では{elsewhere}年になっている",
        "The log of 「{system}」 is kept for {here} years here and for {elsewhere} years elsewhere"
    ))
    .help(say!(
        lang,
        "規程を確かめて、そろえてください。別の記録なら、何の記録かが分かるように書きます。",
        "See how long it is kept, and write the same."
    ))
}

fn years_here(lang: Lang, years: usize) -> String {
    say!(lang, "ここでは{years}年", "{years} years here")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_one_thing() {
        let named = |text: &str| -> Vec<(String, &str, usize)> {
            let found = only(counted(text)).into_iter();
            found.map(|n| (n.of.0, n.of.1, n.value)).collect()
        };
        assert_eq!(
            named("・申込書は、職員２人以上で細断し、7日以内に報告する。"),
            [
                ("申込書".to_owned(), "人以上", 2),
                ("申込書".to_owned(), "日以内", 7)
            ]
        );
        assert_eq!(named("申込書は、2人以上で数え、3人以上で細断する。"), []);
        assert_eq!(named("年2回、職員が確かめる。"), []);
    }

    #[test]
    fn logs_and_their_years() {
        let years = |text: &str| kept_logs(text).into_iter().map(|l| l.2).collect::<Vec<_>>();
        assert_eq!(years("貸出システムの操作の記録を7年間保存する。"), [7]);
        assert_eq!(years("入退室の記録は3年間保存する。"), [0; 0]);
        assert_eq!(years("操作の記録は3年間、申込書は5年間保管する。"), [0; 0]);
    }
}
