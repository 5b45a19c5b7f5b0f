//! 別添３で、数字が1行ごとに1ずつ増えている。
//! A number in the change table grows by one from row to row.
//!
//! ## 何を確認するか
//! 説明や変更後の同じ文が三行以上に続くとき、その中の数字や変更日が1ずつ増えていないこと（第9条第2項、第9条第3項、…）。
//! 変更後の記載がそのとおり本文にあるものと、意見や指摘の番号は指摘しません。
//!
//! ## なぜ
//! 表計算でセルを下へ引いて写すと、末尾の数字や日付が1ずつ増えます。条番号や版の番号が、実際に無いものになります。
//!
//! ## 直し方
//! 最初の行と同じかを確かめて直します。表計算では、引いた後に「セルのコピー」を選ぶと増えません。
//!
//! ## 例
//! ```yaml
//! - 説明: 規則第9条第2項（緊急時の事後評価）の適用対象であるため
//! - 説明: 規則第9条第3項（緊急時の事後評価）の適用対象であるため   # 誤
//! - 説明: 規則第9条第4項（緊急時の事後評価）の適用対象であるため   # 誤
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３

use std::collections::HashMap;
use std::ops::Range;

use jiff::ToSpan;

use super::{Place, day};
use crate::changelog::body::Body;
use crate::changelog::{Entry, Log};
use crate::diagnostic::{Severity, Stage};
use crate::japanese::passage::Passage;
use crate::rules::{Context, Rule, say};
use crate::source::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "C012",
    name: "dragged-number",
    severity: Severity::Warning,
    stage: Stage::Draft,
    basis: &["全項目評価書の様式 別添３"],
    source: include_str!("c012_dragged.rs"),
    check,
};

/// From how many rows on a number grows by no chance.
const ROWS: usize = 3;

/// Shorter passages are alike by chance.
const LONG: usize = 20;

/// Words before a number that is counted up on purpose.
const COUNTED: [&str; 8] = ["意見", "指摘", "番号", "No.", "no.", "その", "回答", "質問"];

/// A number of a passage, in one row.
struct Number {
    entry: usize,
    /// All numbers of the passage with their places.
    all: Vec<(u64, Place)>,
}

/// A number that grows, with its places from row to row.
pub(super) struct Run {
    /// The entries it goes through.
    pub entries: Vec<usize>,
    places: Vec<Place>,
    first: u64,
}

fn check(cx: &mut Context) {
    let log = cx.changes();
    let runs = [of_explanations(cx, &log), of_cells(cx, &log)];
    for run in runs.into_iter().flatten() {
        let (from, to, rows) = (
            run.first,
            run.first + run.places.len() as u64 - 1,
            run.places.len(),
        );
        let message = say!(
            cx,
            "同じ文の数字が、{rows}行にわたって{from}から{to}まで1ずつ増えている",
            "A number in the same words grows from {from} to {to} over {rows} rows"
        );
        told(cx, &run.places, message);
    }
    for run in of_dates(&log) {
        let rows = run.len();
        let message = say!(
            cx,
            "変更日が、{rows}行にわたって1日ずつ増えている",
            "変更日 grows by one day over {rows} rows"
        );
        told(cx, &run, message);
    }
}

fn told(cx: &mut Context, places: &[Place], message: String) {
    let Some((place, span)) = places.get(1).or(places.first()).copied() else {
        return;
    };
    let Some((_, first)) = places.first().copied() else {
        return;
    };
    let label = say!(cx, "最初の行", "the first row");
    let help = say!(
        cx,
        "表計算でセルを下へ引いて写すと、数字や日付が1ずつ増えます。最初の行と同じかを確かめて直してください。",
        "A spreadsheet counts up when cells are dragged down. See whether all should be as in the first row."
    );
    let others: Vec<Span> = places
        .iter()
        .skip(2)
        .take(super::MOST)
        .map(|(_, s)| *s)
        .collect();
    let mut finding = cx
        .report(&RULE, place, span, message)
        .related(first, label)
        .help(help);
    for other in others {
        finding = finding.related(other, "");
    }
}

fn of_explanations(cx: &Context, log: &Log) -> Vec<Run> {
    let mut passages: HashMap<String, Vec<Number>> = HashMap::new();
    for (place, entry) in log.entries.iter().enumerate() {
        let Some(words) = entry.explanation else {
            continue;
        };
        let folded = Passage::of(&words.text.text);
        let span = |range| (words.place, cx.words(words.text, folded.original(range)));
        let (bare, all) = parted(&folded.text, span);
        if !all.is_empty() {
            passages
                .entry(bare)
                .or_default()
                .push(Number { entry: place, all });
        }
    }
    let next = |a: usize, b: usize| b == a + 1;
    sorted(
        passages
            .into_values()
            .flat_map(|numbers| runs(&numbers, next))
            .collect(),
    )
}

/// Runs in 変更後, but for what the assessment says in the very same way.
pub(super) fn of_cells(cx: &Context, log: &Log) -> Vec<Run> {
    let mut passages: HashMap<String, Vec<Number>> = HashMap::new();
    for (place, entry) in log.entries.iter().enumerate() {
        for (line, words, range) in entry.after.segments() {
            let words =
                words.trim_start_matches(|c: char| c.is_ascii_digit() || "()・.".contains(c));
            if words.len() < LONG || !words.contains(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let start = range.end - words.len();
            let span = |at: Range<usize>| {
                (
                    line.words.place,
                    line.span(cx.assessment.source, start + at.start..start + at.end),
                )
            };
            let (bare, all) = parted(words, span);
            if bare.chars().count() >= LONG {
                passages
                    .entry(bare)
                    .or_default()
                    .push(Number { entry: place, all });
            }
        }
    }
    let found = passages
        .into_values()
        .flat_map(|numbers| runs(&numbers, |a, b| b > a));
    let mut found = sorted(found.collect());
    found.retain(|run| {
        !run.entries
            .iter()
            .all(|place| stands(cx, &log.entries[*place]))
    });
    found
}

/// Whether 変更後 stands in the item it names.
fn stands(cx: &Context, entry: &Entry) -> bool {
    if entry.places().is_empty() {
        return false;
    }
    let body = Body::at(cx.assessment, entry.places());
    entry
        .after
        .segments()
        .all(|(_, words, _)| body.holds(words))
}

fn sorted(mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_by_key(|run| run.places.first().map(|(_, span)| *span));
    runs
}

/// The words without their numbers, and the numbers with their places.
fn parted(words: &str, place: impl Fn(Range<usize>) -> Place) -> (String, Vec<(u64, Place)>) {
    let mut bare = String::with_capacity(words.len());
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(c) = words[at..].chars().next() {
        let digits = words[at..].bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 9 || COUNTED.iter().any(|word| bare.ends_with(word)) {
            let length = digits.max(c.len_utf8());
            bare.push_str(&words[at..at + length]);
            at += length;
            continue;
        }
        if let Ok(number) = words[at..at + digits].parse() {
            numbers.push((number, place(at..at + digits)));
        }
        bare.push('#');
        at += digits;
    }
    (bare, numbers)
}

/// Rows, each a neighbour of the one before, in which one and the same number grows by one and no other changes.
fn runs(numbers: &[Number], neighbours: impl Fn(usize, usize) -> bool) -> Vec<Run> {
    let mut found = Vec::new();
    let mut start = 0;
    while start + 1 < numbers.len() {
        let Some(which) = step(&numbers[start], &numbers[start + 1]) else {
            start += 1;
            continue;
        };
        let mut end = start + 1;
        while end < numbers.len()
            && step(&numbers[end - 1], &numbers[end]) == Some(which)
            && neighbours(numbers[end - 1].entry, numbers[end].entry)
        {
            end += 1;
        }
        let run = &numbers[start..end];
        if run.len() >= ROWS {
            let of = |n: &Number| n.all.get(which).copied();
            found.push(Run {
                entries: run.iter().map(|n| n.entry).collect(),
                places: run.iter().filter_map(of).map(|(_, place)| place).collect(),
                first: run.first().and_then(of).map_or(0, |(value, _)| value),
            });
        }
        start = end.max(start + 1);
    }
    found
}

/// Which number grows by one, where no other differs.
fn step(a: &Number, b: &Number) -> Option<usize> {
    let mut differing = (0..a.all.len()).filter(|i| a.all[*i].0 != b.all[*i].0);
    let which = differing.next()?;
    let alone = differing.next().is_none() && a.entry != b.entry;
    (alone && a.all[which].0 + 1 == b.all[which].0).then_some(which)
}

/// Rows whose 変更日 grows by one day.
fn of_dates(log: &Log) -> Vec<Vec<Place>> {
    let mut found: Vec<Vec<Place>> = Vec::new();
    let mut run: Vec<Place> = Vec::new();
    let mut before = None;
    for entry in &log.entries {
        let own = day(entry);
        let next = before.and_then(|day: jiff::civil::Date| day.checked_add(1.day()).ok());
        if own.is_none() || own != next {
            found.push(std::mem::take(&mut run));
        }
        run.extend(entry.date.map(|(_, words)| super::whole(words)));
        before = own;
    }
    found.push(run);
    found.retain(|run| run.len() >= ROWS);
    found
}
