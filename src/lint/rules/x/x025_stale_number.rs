//! 本文に書いた委託などの件数や保管期間の年数が、Ⅱの欄と違う。
//! The text repeats a number of contracts or of years that chapter II no longer has.
//!
//! ## 何を確認するか
//! Ⅲ・Ⅳと表紙の特記事項に「4件の委託先のいずれについても」「委託先は4社」「三つの委託業務」のように書いた件数が、Ⅱ４の委託事項、Ⅱ５の提供先・移転先の数と同じであること。
//! Ⅱ６③とⅢ７リスク３に「保管期間の5年を経過した」「転出から5年を過ぎた記録を消去する」のように書いた年数が、Ⅱ６②の妥当性にある年数か、なければ期間の範囲にあること。
//! Ⅱ２③の「…から5年を経過していない者」、Ⅲ７リスク１⑩の死者の個人番号を保管する年数も見ます。
//! 一部だけを数えた言い方（「…のうち2件の委託」など）と、紙やログのような別の媒体の年数は数えません。
//!
//! ## なぜ
//! 委託を一つ加えたときや保管期間を改めたときに、Ⅱの欄だけが直されて、対策の文に古い数が残りがちです。
//!
//! ## 直し方
//! Ⅱの欄が正しければ、本文の数を直します。数を書かずに「いずれの委託先についても」とすれば、次から直さずに済みます。
//!
//! ## 例
//! ```yaml
//! 委託事項:
//!   - 名称: 蔵書の点検
//!   - 名称: 督促状の印刷
//! # …
//! 情報保護管理体制の確認: 3件の委託先のいずれについても、契約の前に確認する。   # 誤: 委託事項は二つ
//! 情報保護管理体制の確認: 2件の委託先のいずれについても、契約の前に確認する。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use super::counts::{Counts, counted};
use super::keeping::{kept, passed};
use super::retention::{periods, years};
use super::{choice, correct_one_period, numbers, text};
use crate::assessment::value::Value;
use crate::assets::lists::retention::ERASED;
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X025",
    name: "stale-number",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// What is counted in running text, and the list of a file that has as many.
const COUNTED: [(&str, &str); 4] = [
    ("委託", "overview.entrustment.items"),
    (CONTRACT, "overview.entrustment.items"),
    ("提供先", "overview.provision.recipients"),
    ("移転先", "overview.provision.transferees"),
];

/// Elsewhere than in Ⅲ４ it may be another contract.
const CONTRACT: &str = "契約";

/// Where a file's texts say when it is erased.
const ERASURE: [&str; 3] = [
    "overview.storage.erasure",
    "risks.storage.never_erased.procedure.content",
    "risks.storage.never_erased.other_measures",
];

/// Whose data a file has, and for how long.
const SUBJECTS: [&str; 1] = ["overview.basics.people_scope"];

/// How the numbers of the dead are kept.
const DECEASED: &str = "risks.storage.leak.deceased.method";

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        retention(cx, n);
    }
    for (word, list) in COUNTED {
        counts(cx, word, list);
    }
}

/// Counts in Ⅲ and Ⅳ.
fn counts(cx: &mut Context, word: &str, list: &str) {
    let files: Vec<usize> = numbers(cx, "files").collect();
    let all = Counts::of(cx, &files, list);
    let each: Vec<_> = files.iter().map(|n| Counts::of(cx, &[*n], list)).collect();
    let mut found = Vec::new();
    for (id, field) in cx.assessment.printed().iter_enumerated() {
        let Value::Text(said) = field.value else {
            continue;
        };
        let of_all = field.id.starts_with("other_risks.") || field.id == "cover.special_notes";
        let counts = if of_all && word != CONTRACT {
            all.as_ref()
        } else if field.id.starts_with("files[") && field.id.contains("].risks.") {
            if word == CONTRACT && !field.id.contains(".risks.entrustment.") {
                continue;
            }
            let file = field.at.first().and_then(|n| n.checked_sub(1));
            file.and_then(|n| each.get(n)?.as_ref())
        } else {
            None
        };
        let Some(counts) = counts else { continue };
        let stale = counted(&said.sieve(), word).into_iter();
        let stale = stale.filter(|(_, n)| !counts.numbers.contains(n));
        let list = counts.place;
        found.extend(stale.map(|(range, n)| (n, list, (id, cx.words(said, range)))));
    }
    // The same number at many places is one that was forgotten.
    found.sort_by_key(|(n, _, place)| (*n, *place));
    for same in found.chunk_by(|a, b| a.0 == b.0) {
        report(cx, word, same);
    }
}

/// A count that the text names at some places, and the list that has another.
fn report(cx: &mut Context, word: &str, found: &[(usize, Option<Span>, Place)]) {
    let Some((n, list, _)) = found.first() else {
        return;
    };
    let actual = list.and_then(|span| cx.assessment.field_at(span.start));
    let item = actual.map_or_else(String::new, |field| cx.name(field));
    let count = match actual.map(|field| &cx.field(field).value) {
        Some(Value::Entries(count)) => *count,
        _ => 0,
    };
    let lang = cx.lang;
    let words = other_count(lang, *n, word, &item, count);
    let places: Vec<Place> = found.iter().map(|(.., place)| *place).collect();
    let finding = cx.report_all(&RULE, &places, words);
    if let Some((finding, list)) = finding.zip(*list) {
        finding.related(list, counted_here(lang, count));
    }
}

/// Years of keeping in Ⅱ６③ and Ⅲ７ that Ⅱ６② does not have.
fn retention(cx: &mut Context, n: usize) {
    let lang = cx.lang;
    let section = format!("files[{n}].overview.storage.period");
    let Some((length, answer)) = choice(cx, &format!("{section}.length")) else {
        return;
    };
    let Some(fits) = years(length) else { return };
    let reason = text(cx, &format!("{section}.validity"));
    let stated: Vec<_> = reason
        .iter()
        .flat_map(|(_, said)| periods(&said.text))
        .collect();
    // One time that the reason gives is more exact than the option.
    let exact = match (stated.as_slice(), reason) {
        ([(years, range)], Some((_, said))) if fits.contains(years) => {
            Some((*years, cx.words(said, range.clone())))
        }
        _ => None,
    };
    let is_right = |n: usize| {
        stated.iter().any(|(years, _)| *years == n) || exact.is_none() && fits.contains(&n)
    };
    let mut found = Vec::new();
    let items = ERASURE.into_iter().chain(SUBJECTS).chain([DECEASED]);
    for item in items {
        let Some((field, said)) = text(cx, &format!("files[{n}].{item}")) else {
            continue;
        };
        let is_subject = SUBJECTS.contains(&item);
        let all = stated_years(&said.text, item).into_iter();
        let stale = all.filter(|(_, n)| !is_right(*n));
        found.extend(stale.map(|(range, n)| ((n, is_subject), (field, cx.words(said, range)))));
    }
    for ((years, is_subject), places) in grouped(found) {
        let words = match exact {
            Some((stated, _)) if fits.contains(&years) => other_than_stated(lang, years, stated),
            _ => other_years(lang, years, length),
        };
        // Whose data a law names may not depend on how long they are kept.
        let severity = match is_subject {
            true => Severity::Info,
            false => RULE.levels.highest(),
        };
        let (_, there) = exact
            .filter(|_| fits.contains(&years))
            .unwrap_or((0, answer));
        if let Some(finding) = cx.report_all(&RULE, &places, words) {
            finding.severity(severity).related(there, period(lang));
        }
    }
}

/// The years that the text of an item gives for the keeping of the file.
fn stated_years(text: &str, item: &str) -> Vec<(Range<usize>, usize)> {
    let mut all: Vec<(Range<usize>, usize)> = kept(text).collect();
    if SUBJECTS.contains(&item) {
        all.extend(passed(text, &["経過していない"]));
    } else if item == DECEASED {
        all.extend(periods(text).map(|(years, range)| (range, years)));
    } else {
        all.extend(passed(text, ERASED));
    }
    all.sort_by_key(|(range, _)| range.start);
    all.dedup_by_key(|(range, _)| range.start);
    all
}

fn other_count(lang: Lang, n: usize, word: &str, item: &str, count: usize) -> Words {
    Words::new(say!(
        lang,
        "本文には{n}件の{word}とあるが、{item} は{count}件である",
        "The text says {n} where {item} has {count}"
    ))
    .help(say!(
        lang,
        "Ⅱの欄が正しければ、本文の数を直してください。「いずれの」と書けば、数を直さずに済みます。",
        "Correct the number in the text if chapter II is right."
    ))
}

fn counted_here(lang: Lang, count: usize) -> String {
    say!(lang, "ここに{count}件", "{count} here")
}

fn other_years(lang: Lang, years: usize, length: &str) -> Words {
    Words::new(say!(
        lang,
        "保管期間が{years}年と書かれているが、Ⅱ６②は「{length}」である",
        "data are kept for {years} years here, but Ⅱ６② says 「{length}」"
    ))
    .help(correct_one_period(lang))
}

fn other_than_stated(lang: Lang, years: usize, stated: usize) -> Words {
    Words::new(say!(
        lang,
        "保管期間が{years}年と書かれているが、Ⅱ６②の妥当性は{stated}年である",
        "data are kept for {years} years here, but {stated} years by the reason in Ⅱ６②"
    ))
    .help(correct_one_period(lang))
}

fn period(lang: Lang) -> String {
    say!(lang, "Ⅱ６②　保管期間", "the period of Ⅱ６②")
}
