//! 本文に書いた委託などの件数や保管期間の年数が、Ⅱの欄と違う。
//! The text repeats a number of contracts or of years that chapter II no longer has.
//!
//! ## 何を確認するか
//! Ⅲ・Ⅳと表紙の特記事項に「4件の委託先のいずれについても」のように書いた件数が、Ⅱ４の委託事項、Ⅱ５の提供先・移転先、特定個人情報ファイルの数と同じであること。
//! Ⅱ６③とⅢ７リスク３に「保管期間の5年を経過した」「転出から5年を経過した記録を消去する」のように書いた年数が、Ⅱ６②の期間かその妥当性にあること。
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

use rustc_hash::FxHashSet;

use super::retention::{names_medium, periods, years};
use super::{choice, key, numbers, text};
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::assets::lists::counts::CONTRACTS;
use crate::japanese::notation::{fold, is_digit, number};
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, Levels, Rule, Words};
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
const COUNTED: [(&str, &str); 3] = [
    ("委託", "overview.entrustment.items"),
    ("提供先", "overview.provision.recipients"),
    ("移転先", "overview.provision.transferees"),
];

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

/// The numbers of a list that a text may name: of one file, or of all together.
struct Counts {
    numbers: FxHashSet<usize>,
    /// Where the list is.
    place: Option<Span>,
}

impl Counts {
    fn of(cx: &Context, files: &[usize], list: &str) -> Option<Counts> {
        let lists: Vec<String> = files.iter().map(|n| format!("files[{n}].{list}")).collect();
        let each: Vec<usize> = lists
            .iter()
            .map(|list| cx.assessment.entries(list))
            .collect();
        // A list that is not begun says nothing.
        if each.contains(&0) {
            return None;
        }
        let mut numbers: FxHashSet<usize> = each.iter().copied().collect();
        numbers.insert(each.iter().sum());
        // 「3者の委託先」: one may have two contracts.
        let names = lists.iter().flat_map(|list| {
            self::numbers(cx, list)
                .filter_map(move |i| text(cx, &format!("{list}[{i}].contractor")))
        });
        let different: FxHashSet<String> = names.map(|(_, name)| fold(&name.text)).collect();
        if !different.is_empty() {
            numbers.insert(different.len());
        }
        let place = lists.first().and_then(|list| key(cx, list));
        Some(Counts { numbers, place })
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
        let counts = if of_all {
            all.as_ref()
        } else if field.id.starts_with("files[") && field.id.contains("].risks.") {
            let file = field.at.first().and_then(|n| n.checked_sub(1));
            file.and_then(|n| each.get(n)?.as_ref())
        } else {
            None
        };
        let Some(counts) = counts else { continue };
        let stale = counted(&said.text, word).filter(|(_, n)| !counts.numbers.contains(n));
        found.extend(stale.map(|(range, n)| (id, cx.words(said, range), n, counts.place)));
    }
    // The same number at many places is one that was forgotten.
    found.sort_by_key(|(field, span, n, _)| (*n, *field, *span));
    for same in found.chunk_by(|a, b| a.2 == b.2) {
        report(cx, word, same);
    }
}

/// A count that the text names at some places, and the list that has another.
fn report(cx: &mut Context, word: &str, places: &[(FieldId, Span, usize, Option<Span>)]) {
    let Some(((field, span, n, list), rest)) = places.split_first() else {
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
    let mut finding = cx.report(&RULE, *field, *span, words);
    if let Some(list) = list {
        finding = finding.related(*list, counted_here(lang, count));
    }
    finding.places(rest.iter().map(|(_, span, ..)| *span));
}

/// The counts of something in a text, where all of them are meant: 「4件の委託先」 at the start of a clause.
fn counted<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = (Range<usize>, usize)> + 't {
    text.match_indices(word).filter_map(move |(at, _)| {
        let after = &text[at + word.len()..];
        let is_contract = word != "委託" || CONTRACTS.iter().any(|word| after.starts_with(word));
        let head = text[..at].strip_suffix('の').unwrap_or(&text[..at]);
        let units = ["件", "つ", "者", "社", "業務", "事業者"];
        let digits = units.iter().find_map(|unit| head.strip_suffix(unit))?;
        let before = digits.trim_end_matches(is_digit);
        let n = number(&digits[before.len()..]).filter(|n| *n > 1)?;
        // 「個人番号を渡す2件の委託」 and 「このうち2件の委託」 are some of them.
        let begins = |c: char| "。、，・：:「（(\n　 はが全".contains(c);
        let all = ["委託している", "委託する", "委託した"];
        let is_all = all.iter().any(|words| before.ends_with(words));
        let is_whole = is_all || before.chars().next_back().is_none_or(begins);
        (is_contract && is_whole).then(|| (before.len()..at + word.len(), n))
    })
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
    let reason = reason.map_or("", |(_, said)| said.text.as_str());
    let stated: Vec<usize> = periods(reason).map(|(years, _)| years).collect();
    let mut found = Vec::new();
    let items = ERASURE.into_iter().chain(SUBJECTS).chain([DECEASED]);
    for item in items {
        let Some((field, said)) = text(cx, &format!("files[{n}].{item}")) else {
            continue;
        };
        let text = &said.text;
        let mut all: Vec<(Range<usize>, usize)> = kept(text).collect();
        if SUBJECTS.contains(&item) {
            all.extend(passed(text, &["経過していない"]));
        } else if item == DECEASED {
            all.extend(periods(text).map(|(years, range)| (range, years)));
        } else {
            all.extend(passed(
                text,
                &[
                    "を経過した",
                    "が経過した",
                    "を経過し、",
                    "間保管した",
                    "間保存した",
                    "経過後",
                ],
            ));
        }
        all.sort_by_key(|(range, _)| range.start);
        all.dedup_by_key(|(range, _)| range.start);
        all.retain(|(_, n)| !fits.contains(n) && !stated.contains(n));
        found.extend(
            all.into_iter()
                .map(|(range, n)| (field, cx.words(said, range), n)),
        );
    }
    for (field, span, years) in found {
        // Whose data a law names may not depend on how long they are kept.
        let id = &cx.field(field).id;
        let severity = match SUBJECTS.iter().any(|item| id.ends_with(item)) {
            true => Severity::Info,
            false => RULE.levels.highest(),
        };
        let words = other_years(lang, &cx.name(field), years, length);
        cx.report(&RULE, field, span, words)
            .severity(severity)
            .related(answer, period(lang));
    }
}

/// The years that a text names as 保管期間 of the file: 「保管期間の5年」, 「5年の保管期間」.
fn kept(text: &str) -> impl Iterator<Item = (Range<usize>, usize)> + '_ {
    let mut heading = "";
    let sentences = pieces(text, &['。']).filter_map(move |piece| {
        let sentence = text[piece.clone()].trim();
        if sentence.starts_with(['＜', '<', '〈', '【', '《', '○', '■'])
            && !sentence.ends_with('。')
        {
            heading = sentence;
        }
        (!names_medium(sentence) && !names_medium(heading)).then_some(piece)
    });
    sentences.flat_map(move |piece| {
        let sentence = &text[piece.clone()];
        let terms = ["保管期間", "保存期間"];
        let places = terms
            .into_iter()
            .flat_map(|term| sentence.match_indices(term));
        let found: Vec<(Range<usize>, usize)> = places
            .filter_map(|(at, term)| {
                let (start, end) =
                    after(sentence, at + term.len()).or_else(|| before(sentence, at))?;
                let n = number(&sentence[start..end])?;
                Some((piece.start + start..piece.start + end + "年".len(), n))
            })
            .collect();
        found
    })
}

/// The years after which a text says that data are erased, or not yet: 「転出から5年を経過した記録を消去する」.
fn passed<'t>(
    text: &'t str,
    words: &'t [&str],
) -> impl Iterator<Item = (Range<usize>, usize)> + 't {
    const OTHERS: [&str; 8] = [
        "時効",
        "除斥",
        "請求権",
        "有効期",
        "令和",
        "平成",
        "契約",
        "年度ごと",
    ];
    let sentences = pieces(text, &['。']).filter(move |piece| {
        let sentence = &text[piece.clone()];
        !names_medium(sentence) && !OTHERS.iter().any(|word| sentence.contains(word))
    });
    sentences.flat_map(move |piece| {
        let sentence = &text[piece.clone()];
        let years = sentence.match_indices('年').filter_map(move |(at, year)| {
            let head = sentence[..at].trim_end_matches(is_digit);
            let value = number(&sentence[head.len()..at])?;
            let after = &sentence[at + year.len()..];
            let is_passed = words.iter().any(|word| {
                after.starts_with(word)
                    || after
                        .strip_prefix('を')
                        .is_some_and(|b| b.starts_with(word))
            });
            // 「5年を経過した者に通知する」 says nothing of the file.
            let is_counted = head.ends_with(['ら', '後', '期', '、']) || head.contains("から");
            (is_passed && is_counted && !head.ends_with('第')).then(|| {
                (
                    piece.start + head.len()..piece.start + at + year.len(),
                    value,
                )
            })
        });
        years.collect::<Vec<_>>()
    })
}

/// The number of years behind a place: 「（5年）」, 「である5年」.
fn after(sentence: &str, from: usize) -> Option<(usize, usize)> {
    let rest = &sentence[from..];
    let joins = ["である", "の", "（", "(", "：", ":", "は、", "は", ""];
    let rest = joins.iter().find_map(|join| {
        let rest = rest.strip_prefix(join)?;
        rest.starts_with(is_digit).then_some(rest)
    })?;
    let start = sentence.len() - rest.len();
    let end = start + rest.find(|c: char| !is_digit(c))?;
    sentence[end..].starts_with('年').then_some((start, end))
}

/// The number of years before a place: 「5年の保管期間」, 「5年間の保管期間」.
fn before(sentence: &str, to: usize) -> Option<(usize, usize)> {
    let head = sentence[..to].strip_suffix('の')?;
    let head = head.strip_suffix('間').unwrap_or(head).strip_suffix('年')?;
    let start = head.trim_end_matches(is_digit).len();
    (start < head.len()).then_some((start, head.len()))
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

fn other_years(lang: Lang, item: &str, years: usize, length: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} に保管期間が{years}年とあるが、Ⅱ６②は「{length}」である",
        "{item} says that data are kept for {years} years, but Ⅱ６② says 「{length}」"
    ))
    .help(say!(
        lang,
        "規程に定めた期間を確かめ、どちらかを直してください。",
        "Correct one of the two."
    ))
}

fn period(lang: Lang) -> String {
    say!(lang, "Ⅱ６②　期間", "the period of Ⅱ６②")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_counts_of_all_are_counted() {
        let counts = |text: &str| -> Vec<usize> { counted(text, "委託").map(|c| c.1).collect() };
        assert_eq!(counts("・4件の委託のいずれについても確かめる。"), [4]);
        assert_eq!(counts("図書館は、３つの委託先の責任者と会う。"), [3]);
        assert_eq!(counts("名簿を渡す2件の委託では、誓約を求める。"), [0; 0]);
        assert_eq!(counts("委託のうち2件の委託は、再委託をする。"), [0; 0]);
        assert_eq!(counts("1件の委託を除く。"), [0; 0]);
        assert_eq!(counts("5件の委託料を支払う。"), [0; 0]);
    }

    #[test]
    fn years_after_which_data_are_erased() {
        let years = |text: &str| -> Vec<usize> {
            passed(text, &["を経過した", "経過していない"])
                .map(|p| p.1)
                .collect()
        };
        assert_eq!(
            years("転出又は死亡から3年を経過した記録は、毎年5月に消去する。"),
            [3]
        );
        assert_eq!(years("返却の日から５年を経過していない者"), [5]);
        assert_eq!(years("申込書は、受付から3年を経過したら細断する。"), [0; 0]);
        assert_eq!(
            years("請求権の時効により、5年を経過した記録を消去する。"),
            [0; 0]
        );
    }

    #[test]
    fn the_years_of_the_file_are_told_from_others() {
        let years = |text: &str| -> Vec<usize> { kept(text).map(|k| k.1).collect() };
        assert_eq!(
            years("毎年5月に、保管期間の5年を経過した者を抽出する。"),
            [5]
        );
        assert_eq!(years("保存期間（７年）を過ぎた記録を消去する。"), [7]);
        assert_eq!(years("10年の保管期間が満了した記録を消去する。"), [10]);
        assert_eq!(
            years("保管期間を経過した記録を、5年ごとに消去する。"),
            [0; 0]
        );
        assert_eq!(
            years("申込書は、保管期間（3年）が過ぎたら細断する。"),
            [0; 0]
        );
        assert_eq!(
            years("＜紙媒体＞\n保管期間の3年を過ぎたら細断する。"),
            [0; 0]
        );
        assert_eq!(
            years("＜紙媒体＞\n細断する。\n＜電子データ＞\n保管期間は3年とする。"),
            [3]
        );
    }
}
