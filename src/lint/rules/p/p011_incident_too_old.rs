//! 過去3年以内の重大事故の欄に、3年より前の事故が書かれている。
//! An incident is older than the three years that the item asks for.
//!
//! ## 何を確認するか
//! Ⅲ７リスク１⑨で「発生あり」のとき、その内容又は重大事故の別紙に書かれた事故が、公表日（`--as-of` があればその日）の前3年以内のものであること。
//! 公表日が空欄なら、法令（L012）と同じく、評価の手続と変更の最も新しい日から数えます。
//! 別紙は、題名に「事故」とあるものの、「発生」で始まる列を見ます。
//!
//! ## なぜ
//! 古い事故が残っているのは、別紙を見直していない印です。新しい事故が抜けているおそれもあります。
//!
//! ## 直し方
//! 3年より前の事故を除き、その後の事故がないかを確かめます。残す理由があるときは、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 公表日: 令和5年4月1日
//! # …
//! 過去3年以内の個人情報に関する重大事故:
//!   選択: 発生あり
//!   その内容: 別紙1のとおり
//! # …
//! 別紙:
//!   - 題名: 過去3年以内に発生した重大事故
//!     表:
//!       - 発生時期: 令和元年5月   # 誤: 公表日の3年より前
//!       - 発生時期: 令和3年5月    # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use jiff::ToSpan;
use jiff::civil::Date as Day;

use super::{PROCEDURE, written};
use crate::assessment::value::{Table, Value};
use crate::japanese::date_scan::{Mention, When, scan};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "P011",
    name: "incident-too-old",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let years = PROCEDURE.incident_years.value;
    // A draft that was left years ago was right in its time.
    let Some(as_of) = cx.law_day() else { return };
    let Ok(since) = as_of.checked_sub(years.years()) else {
        return;
    };
    let mut found: Vec<Span> = Vec::new();
    let mut occurred = false;
    for n in 1..=cx.assessment.entries("files") {
        let id = format!("files[{n}].risks.storage.leak.serious_incidents");
        let answer = cx.assessment.item(&id).map(|f| &f.value);
        // 発生あり is the first option.
        if !matches!(
            answer,
            Some(Value::Choice {
                option: Some(0),
                ..
            })
        ) {
            continue;
        }
        occurred = true;
        let content = cx.assessment.item(&format!("{id}.content"));
        if let Some(Value::Text(text)) = content.map(|f| &f.value) {
            found.extend(only_old(cx, text, since));
        }
    }
    if occurred {
        for n in 1..=cx.assessment.entries("annexes") {
            annex(cx, n, since, &mut found);
        }
    }
    found.sort_unstable();
    found.dedup();
    report(cx, &found, as_of);
}

fn report(cx: &mut Context, found: &[Span], as_of: Day) {
    let years = PROCEDURE.incident_years.value;
    let days_of_lists = days_of_lists(cx, found).into_iter();
    let lang = cx.lang;
    let said = |span: &Span| (*span, too_old(lang, years, as_of));
    let places: Vec<(Span, String)> = found.iter().map(said).collect();
    if let Some(finding) = cx.report_all(&RULE, &places, words(lang, years, as_of)) {
        days_of_lists.fold(finding, |finding, day| {
            finding.related(day, day_of_list(lang))
        });
    }
}

/// Where annexes of incidents say their day: why they may be old.
fn days_of_lists(cx: &Context, found: &[Span]) -> Vec<Span> {
    let of = |n: usize| {
        let table = cx.assessment.item(&format!("annexes[{n}].table"))?.span;
        let holds = |s: &Span| table.start <= s.start && s.end <= table.end;
        found.iter().any(holds).then_some(())?;
        match cx.assessment.item(&format!("annexes[{n}].as_of"))?.value {
            Value::Text(text) => Some(text.span),
            _ => None,
        }
    };
    (1..=cx.assessment.entries("annexes"))
        .filter_map(of)
        .collect()
}

fn is_date(mention: &Mention) -> bool {
    matches!(mention.when, When::Day(_) | When::Month(_))
}

fn is_old(mention: &Mention, since: Day) -> bool {
    mention.when.days().is_some_and(|(_, last)| last < since)
}

/// The first date of a text in which all dates are old: one that is not may be the incident's.
fn only_old(cx: &Context, text: &Scalar, since: Day) -> Option<Span> {
    let mentions: Vec<Mention> = scan(&text.text).into_iter().filter(is_date).collect();
    let first = mentions.first()?;
    let all = mentions.iter().all(|mention| is_old(mention, since));
    all.then(|| cx.words(text, first.range.clone()))
}

/// The old dates in the column of an annex that says when incidents occurred.
fn annex(cx: &Context, n: usize, since: Day, found: &mut Vec<Span>) {
    let title = cx.assessment.text(&format!("annexes[{n}].title"));
    if !title.is_some_and(|title| title.contains("事故")) {
        return;
    }
    let table = cx.assessment.item(&format!("annexes[{n}].table"));
    let Some(Value::Table(Table::Rows(rows))) = table.map(|f| &f.value) else {
        return;
    };
    for (key, node) in rows.iter().flatten() {
        let Some(text) = node.scalar().filter(|_| key.text.starts_with("発生")) else {
            continue;
        };
        found.extend(only_old(cx, text, since));
    }
}

fn words(lang: Lang, years: i64, as_of: Day) -> Words {
    let day = written(as_of);
    Words::new(say!(
        lang,
        "過去{years}年以内の重大事故に、{day}から{years}年より前のものがある",
        "Incidents lie more than {years} years before {day}"
    ))
    .help(say!(
        lang,
        "{years}年より前の事故を除き、その後の事故が抜けていないかを確かめてください。",
        "Leave out what is older, and see whether later ones are missing."
    ))
}

/// Said at each of the incidents.
fn too_old(lang: Lang, years: i64, as_of: Day) -> String {
    let day = written(as_of);
    say!(
        lang,
        "{years}年より前（点検の基準日は{day}）",
        "more than {years} years ago (judged as of {day})"
    )
}

fn day_of_list(lang: Lang) -> String {
    say!(lang, "この一覧の時点", "as of when the list is")
}
