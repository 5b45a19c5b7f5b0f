//! 点検記録の日付が、評価書のⅥや、諮問・会議・答申・公表の順と合わない。
//! A day of the record is not that of chapter VI, or not in the order of the procedure.
//!
//! ## 何を確認するか
//! 意見聴取の期間がⅥ２②と同じこと、第三者点検の実施日（なければ会議や答申の日）の一つがⅥ３①と同じこと。
//! 諮問、会議、答申、公表の順に日が並ぶこと。会議は、後の報告のために開くものもあるので、最初の会議とだけ比べます。
//! 答申の前文が「…付け」で引いた諮問の日が、諮問日にあること。
//! 諮問から答申までの間に使い始めたと答申が述べているものは、参考として示します。
//!
//! ## なぜ
//! 点検の前に公表や利用を始めていないことは、日付の順で示します。報告書と評価書で日が違えば、どちらかが誤っています。
//!
//! ## 直し方
//! 通知や会議録の日付を確かめ、誤っている方を直します。
//!
//! ## 例
//! ```yaml
//! 様式: 点検記録
//! 諮問:
//!   - 件名: 図書の貸出しに関する事務の評価について
//!     諮問日: 令和4年8月1日
//! 答申:
//!   - 件名: 図書の貸出しに関する事務の評価について（答申）
//!     日付: 令和4年7月25日   # 誤: 諮問より前
//!     日付: 令和4年8月25日   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価に関する規則 第7条、全項目評価書の様式 Ⅵ２②、Ⅵ３①

mod against;

use std::ops::Range;

use jiff::civil::Date as Day;

use super::pairs;
use crate::assessment::Assessment;
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::assets::lists::review::BEGINS_USE;
use crate::japanese::date_scan::{When, scan};
use crate::japanese::dates::{Date, date, written};
use crate::lint::record::{Said, said};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "K007",
    name: "review-dates",
    levels: Levels::always(Severity::Error),
    basis: &[
        "特定個人情報保護評価に関する規則 第7条",
        "全項目評価書の様式 Ⅵ",
    ],
    check,
};

/// A day of a record.
#[derive(Clone, Copy)]
struct Dated<'a> {
    said: Said<'a>,
    date: Date,
}

impl Dated<'_> {
    fn last(&self) -> Day {
        self.date.ends().1
    }

    fn first(&self) -> Day {
        self.date.ends().0
    }
}

/// The days of an item in all entries of a list.
fn days<'a>(record: &Assessment<'a>, list: &str, item: &str) -> Vec<Dated<'a>> {
    let all = 1..=record.entries(list);
    let dated = |n| {
        let said = said(record, &format!("{list}[{n}].{item}"))?;
        let date = date(said.str())?;
        Some(Dated { said, date })
    };
    all.filter_map(dated).collect()
}

fn check(cx: &mut Context) {
    if super::is_record(cx) {
        order(cx);
        asked_in_letters(cx);
        early_use(cx);
    }
    for pair in pairs(cx) {
        against::check(cx, pair);
    }
}

/// 諮問 ≤ the first meeting, 諮問 ≤ 答申, the first meeting ≤ 答申.
fn order<'a>(cx: &mut Context<'a>) {
    let record = cx.assessment;
    let asked = days(record, "consultations", "date");
    let met = days(record, "meetings", "start");
    let letters = days(record, "reports", "date");
    let first = |days: &[Dated<'_>]| days.iter().map(Dated::first).min();
    // It is not known which meeting and which letter belong to which question: each is held against the first of the others.
    let first_met = first(&met);
    let last_met = days(record, "meetings", "end")
        .iter()
        .chain(&met)
        .map(Dated::last)
        .max();
    let first_asked = first(&asked);
    let late = |letter: &Dated<'a>| {
        let before = |other: Option<Day>, before| {
            let other = other.filter(|other| letter.last() < *other)?;
            Some((*letter, other, before))
        };
        before(first_asked, Before::Asked).or_else(|| before(first_met, Before::Met))
    };
    let mut found: Vec<(Dated, Day, Before)> = letters.iter().filter_map(late).collect();
    if let Some(last_met) = last_met.filter(|_| found.is_empty()) {
        let late = asked.iter().filter(|dated| dated.first() > last_met);
        found.extend(late.map(|dated| (*dated, last_met, Before::AskedLate)));
    }
    for (dated, other, before) in found {
        let words = in_wrong_order(cx.lang, before, dated.date.day, other);
        cx.report(&RULE, dated.said.field, dated.said.place(record), words);
    }
}

/// Which order is broken.
#[derive(Clone, Copy)]
enum Before {
    /// The letter comes before what was asked.
    Asked,
    /// The letter comes before the first meeting.
    Met,
    /// What was asked comes after the last meeting.
    AskedLate,
}

/// The day of the question as a letter names it: 「令和4年8月1日付け…で諮問のあった」.
fn asked_in_letters(cx: &mut Context) {
    let record = cx.assessment;
    let asked = days(record, "consultations", "date");
    if asked.is_empty() {
        return;
    }
    for n in 1..=record.entries("reports") {
        let Some(text) = said(record, &format!("reports[{n}].preamble")) else {
            continue;
        };
        let words = text.str();
        if !words.contains("諮問") {
            continue;
        }
        for mention in scan(words) {
            let When::Day(day) = mention.when else {
                continue;
            };
            let is_of_letter = words[mention.range.end..].starts_with("付");
            if is_of_letter
                && !asked
                    .iter()
                    .any(|dated| dated.first() <= day && day <= dated.last())
            {
                let span = cx.words(text.text, mention.range);
                let words = asked_on_another(cx.lang, day, asked[0].date.day);
                cx.report(&RULE, text.field, span, words)
                    .related(asked[0].said.place(record), "");
            }
        }
    }
}

/// Use that began after the question and before the letter, as the letter itself says.
fn early_use(cx: &mut Context) {
    let record = cx.assessment;
    let asked = days(record, "consultations", "date");
    let Some(asked) = asked.iter().map(Dated::first).min() else {
        return;
    };
    let letters = 1..=record.entries("reports");
    for n in letters {
        let id = format!("reports[{n}]");
        let Some(letter) = said(record, &format!("{id}.date")).and_then(|said| date(said.str()))
        else {
            continue;
        };
        let texts: Vec<(FieldId, &Scalar)> = record
            .below(&id)
            .filter_map(|(field, item)| match item.value {
                Value::Text(text) => Some((field, text)),
                _ => None,
            })
            .collect();
        for (field, text) in texts {
            for (range, day) in begun(&text.text) {
                if asked <= day && day < letter.day {
                    let span = cx.words(text, range);
                    let words = used_before(cx.lang, day, letter.day);
                    cx.report(&RULE, field, span, words)
                        .severity(Severity::Info);
                }
            }
        }
    }
}

/// The days on which a text says that use began.
fn begun(text: &str) -> Vec<(Range<usize>, Day)> {
    let found = scan(text).into_iter().filter_map(|mention| {
        let When::Day(day) = mention.when else {
            return None;
        };
        let end = mention
            .weekday
            .map_or(mention.range.end, |(range, _)| range.end);
        let rest = text[end..].trim_start_matches(['）', ')', '曜', '日']);
        let begins = BEGINS_USE.iter().any(|word| rest.starts_with(word));
        begins.then_some((mention.range, day))
    });
    found.collect()
}

fn help(lang: Lang) -> String {
    say!(
        lang,
        "通知や会議録の日付を確かめ、誤っている方を直してください。",
        "Look the days up, and correct the one that is wrong."
    )
}

fn in_wrong_order(lang: Lang, before: Before, day: Day, other: Day) -> Words {
    let (day, other) = (written(day), written(other));
    let message = match before {
        Before::Asked => say!(
            lang,
            "答申の日（{day}）が、諮問した日（{other}）より前である",
            "The letter of {day} comes before what was asked on {other}"
        ),
        Before::Met => say!(
            lang,
            "答申の日（{day}）が、最初の会議（{other}）より前である",
            "The letter of {day} comes before the first meeting, {other}"
        ),
        Before::AskedLate => say!(
            lang,
            "諮問した日（{day}）が、最後の会議（{other}）より後である",
            "What was asked on {day} comes after the last meeting, {other}"
        ),
    };
    Words::new(message).help(help(lang))
}

/// A letter names another day than the record.
fn asked_on_another(lang: Lang, day: Day, other: Day) -> Words {
    let (day, other) = (written(day), written(other));
    Words::new(say!(
        lang,
        "答申の前文は{day}の諮問とするが、諮問日は{other}である",
        "The letter says that it was asked on {day}, and 諮問日 is {other}"
    ))
    .help(help(lang))
}

fn used_before(lang: Lang, day: Day, letter: Day) -> Words {
    let (day, letter) = (written(day), written(letter));
    Words::new(say!(
        lang,
        "{day}に使い始めていて、{letter}の答申より前である",
        "Use began on {day}, before the letter of {letter}"
    ))
    .help(say!(
        lang,
        "日付が正しければ、答申を待たずに使い始めた理由を記録に残してください。",
        "If the day is right, record why it did not wait for the letter."
    ))
}
