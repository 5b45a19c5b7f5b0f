//! 別添３で、数字が1行ごとに1ずつ増えている。
//! A number in the change table grows by one from row to row.
//!
//! ## 何を確認するか
//! 説明や変更後の同じ文が三行以上に続くとき、その中の数字や変更日が1ずつ増えていないこと（第9条第2項、第9条第3項、…）。
//! 変更後の記載がそのとおり本文にあるものと、意見や指摘の番号は指摘しません。
//!
//! 公表された評価書の素案1件（変更箇所32行）で確かめた結果: 指摘0件、見落とし0件。
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

use std::ops::Range;

use jiff::ToSpan;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Place, day};
use crate::compare::changelog::body::Body;
use crate::compare::changelog::cell::{Line, Words};
use crate::compare::changelog::{Entry, Log};
use crate::japanese::notation::has_chars;
use crate::japanese::passage::Passage;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::Severity;
use crate::source::lang::say;

/// The rule.
pub static RULE: Rule = Rule {
    code: "C012",
    name: "dragged-number",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式 別添３"],
    check,
};

/// From how many rows on a number grows by no chance.
const ROWS: usize = 3;

/// Shorter passages are alike by chance.
const LONG: usize = 20;

/// Words before a number that is counted up on purpose.
const COUNTED: [&str; 8] = ["意見", "指摘", "番号", "No.", "no.", "その", "回答", "質問"];

/// The numbers of a passage in one entry, each with its range in the comparison form of where it stands.
struct Numbers<W> {
    entry: usize,
    words: W,
    all: Vec<(u64, Range<usize>)>,
}

/// A number that grows, with its places from row to row.
#[derive(Default)]
pub(super) struct Run {
    /// The entries it goes through.
    pub entries: Vec<usize>,
    places: Vec<Place>,
    first: u64,
}

fn check(cx: &mut Context) {
    let log = cx.changes();
    let runs = [of_explanations(cx, log), of_cells(cx, log)];
    let judged: FxHashSet<usize> = super::judged(cx).map(|(at, _)| at).collect();
    let is_judged = |run: &Run| run.entries.iter().any(|e| judged.contains(e));
    for run in runs.into_iter().flatten().filter(is_judged) {
        let (from, to) = (run.first, run.first + run.places.len() as u64 - 1);
        let message = say!(
            cx,
            "同じ文の数字が、行を追って{from}から{to}まで1ずつ増えている",
            "A number in the same words grows from row to row, from {from} to {to}"
        );
        told(cx, &run.places, message);
    }
    for run in of_dates(log).into_iter().filter(is_judged) {
        let message = say!(
            cx,
            "変更日が、行を追って1日ずつ増えている",
            "変更日 grows by one day from row to row"
        );
        told(cx, &run.places, message);
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
    cx.report(&RULE, place, span, message)
        .related(first, label)
        .help(help)
        .places(places.iter().skip(2).map(|(_, span)| *span));
}

fn of_explanations(cx: &Context, log: &Log) -> Vec<Run> {
    let mut passages: FxHashMap<String, Vec<Numbers<(Words, Passage)>>> = FxHashMap::default();
    for (entry, words) in log.entries.iter().enumerate() {
        let Some(words) = words.explanation else {
            continue;
        };
        let folded = Passage::of(&words.text.text);
        let (bare, all) = parted(&folded.text, 0);
        if !all.is_empty() {
            let words = (words, folded);
            passages
                .entry(bare)
                .or_default()
                .push(Numbers { entry, words, all });
        }
    }
    let place = |(words, folded): &(Words, Passage), range| {
        (words.place, cx.words(words.text, folded.original(range)))
    };
    let next = |a: usize, b: usize| b == a + 1;
    sorted(
        passages
            .into_values()
            .flat_map(|numbers| runs(&numbers, next, place)),
    )
}

/// Runs in 変更後, but for what the assessment says in the very same way.
pub(super) fn of_cells(cx: &Context, log: &Log) -> Vec<Run> {
    let mut passages: FxHashMap<String, Vec<Numbers<&Line>>> = FxHashMap::default();
    for (entry, cells) in log.entries.iter().enumerate() {
        for (line, words, range) in cells.after.segments() {
            let own = |c: char| c.is_ascii_digit() || "()・.".contains(c);
            let words = words.trim_start_matches(own);
            if words.len() < LONG || !words.bytes().any(|b| b.is_ascii_digit()) {
                continue;
            }
            let (bare, all) = parted(words, range.end - words.len());
            if has_chars(&bare, LONG) {
                passages.entry(bare).or_default().push(Numbers {
                    entry,
                    words: line,
                    all,
                });
            }
        }
    }
    let place = |line: &&Line, range| (line.words.place, line.span(cx.assessment.source, range));
    let later = |a, b| b > a;
    let mut found = sorted(
        passages
            .into_values()
            .flat_map(|numbers| runs(&numbers, later, place)),
    );
    let stands = |entry: &usize| stands(cx, &log.entries[*entry]);
    found.retain(|run| !run.entries.iter().all(stands));
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

fn sorted(runs: impl Iterator<Item = Run>) -> Vec<Run> {
    let mut runs: Vec<Run> = runs.collect();
    runs.sort_by_key(|run| run.places.first().map(|(_, span)| *span));
    runs
}

/// The words without their numbers, and the numbers with their ranges; the words begin at `start`.
fn parted(words: &str, start: usize) -> (String, Vec<(u64, Range<usize>)>) {
    let mut bare = String::with_capacity(words.len());
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(next) = words[at..].find(|c: char| c.is_ascii_digit()) {
        bare.push_str(&words[at..at + next]);
        at += next;
        let digits = words[at..].bytes().take_while(u8::is_ascii_digit).count();
        let counted = COUNTED.iter().any(|word| bare.ends_with(word));
        let (number, range) = (&words[at..at + digits], start + at..start + at + digits);
        match number.parse() {
            Ok(value) if !counted && digits <= 9 => {
                numbers.push((value, range));
                bare.push('#');
            }
            _ => bare.push_str(number),
        }
        at += digits;
    }
    bare.push_str(&words[at..]);
    (bare, numbers)
}

/// Rows, each a neighbour of the one before, in which one and the same number grows by one and no other changes.
fn runs<W>(
    numbers: &[Numbers<W>],
    neighbours: impl Fn(usize, usize) -> bool,
    place: impl Fn(&W, Range<usize>) -> Place,
) -> Vec<Run> {
    let mut found = Vec::new();
    let mut start = 0;
    while start + 1 < numbers.len() {
        let Some(which) = step(&numbers[start], &numbers[start + 1]) else {
            start += 1;
            continue;
        };
        let goes_on = |pair: &&[Numbers<W>]| {
            step(&pair[0], &pair[1]) == Some(which) && neighbours(pair[0].entry, pair[1].entry)
        };
        let steps = numbers[start..].windows(2).take_while(goes_on).count();
        let run = &numbers[start..=start + steps];
        if run.len() >= ROWS {
            let at = |n: &Numbers<W>| Some(place(&n.words, n.all.get(which)?.1.clone()));
            found.push(Run {
                entries: run.iter().map(|n| n.entry).collect(),
                places: run.iter().filter_map(at).collect(),
                first: run[0].all.get(which).map_or(0, |(value, _)| *value),
            });
        }
        start += steps.max(1);
    }
    found
}

/// Which number grows by one, where no other differs.
fn step<W>(a: &Numbers<W>, b: &Numbers<W>) -> Option<usize> {
    let pairs = a.all.iter().zip(&b.all);
    let mut differing = pairs.enumerate().filter(|(_, (a, b))| a.0 != b.0);
    let (which, (first, second)) = differing.next()?;
    let alone = differing.next().is_none() && a.entry != b.entry;
    (alone && first.0 + 1 == second.0).then_some(which)
}

/// Rows whose 変更日 grows by one day.
fn of_dates(log: &Log) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut run = Run::default();
    let mut before = None;
    for (at, entry) in log.entries.iter().enumerate() {
        let own = day(entry);
        let next = before.and_then(|day: jiff::civil::Date| day.checked_add(1.day()).ok());
        if own.is_none() || own != next {
            found.push(std::mem::take(&mut run));
        }
        run.entries.push(at);
        run.places
            .extend(entry.date.map(|(_, words)| super::whole(words)));
        before = own;
    }
    found.push(run);
    found.retain(|run| run.places.len() >= ROWS);
    found
}
