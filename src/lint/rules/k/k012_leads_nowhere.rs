//! 「項目」「変更箇所」「資料」が、どこも指していない。
//! An address of the record leads nowhere.
//!
//! ## 何を確認するか
//! 「項目」の番地（Ⅱ３①、Ⅱ４委託事項2④ など）が、対象の評価書にあること。評価書が見つからなければ、様式にあること。
//! 「変更箇所」の行が、評価書の別添３にあること。質疑や意見の「資料」が、資料か配布資料の番号にあること、資料の「諮問」が諮問の番号に
//! あること（番号を一つも書いていなければ見ません）。「評価書」のファイルが見つかること。
//!
//! ## なぜ
//! 番地が違うと、どこを直したのか分からず、「修正した」を確かめられません。
//!
//! ## 直し方
//! 評価書の様式の番号を確かめて、指している項目の番地に直します。
//!
//! ## 例
//! ```yaml
//! 様式: 点検記録
//! 諮問:
//!   - 件名: 図書の貸出しに関する事務の評価について
//!     質疑:
//!       - 質問: 入手元はどこですか。
//!         回答: 本人です。
//!         項目: [Ⅱ９①]   # 誤: Ⅱに９はない
//!         項目: [Ⅱ３①]   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

mod words;

use std::ops::Range;

use words::{Fault, words};

use crate::assessment::field::{FieldId, is_within};
use crate::assessment::resolve::{Manner, Meaning, references};
use crate::assessment::{Assessment, newest_form};
use crate::compare::changelog::{Log, LogEntry};
use crate::form::ASSESSMENT;
use crate::japanese::notation::{fold, is_digit, number};
use crate::lint::companions::Opened;
use crate::lint::record::mended::{Shelved, shelf};
use crate::lint::record::{Said, entries, said};
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::{Edit, Safety, Severity, Stage};
use crate::source::outward;

/// The rule.
pub static RULE: Rule = Rule {
    code: "K012",
    name: "leads-nowhere",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    if !super::is_record(cx) {
        return;
    }
    let record = cx.assessment;
    let companions: Vec<&Opened> = cx.companions(ASSESSMENT).collect();
    let papers: Vec<&Assessment> = companions.iter().map(|opened| &opened.assessment).collect();
    let mut found: Vec<(Said, Range<usize>, Fault)> = Vec::new();
    // Where no assessment is found, its form says which items there are.
    let blank = newest_form()
        .ok()
        .map(|form| Assessment::over(form, record.source, record.document, Stage::Draft));
    let known = match papers.is_empty() {
        true => shelf(blank.iter().collect::<Vec<_>>().as_slice()),
        false => shelf(&papers),
    };
    let numbers = numbers(record);
    let logs: Vec<Log> = papers.iter().map(|paper| Log::read(paper)).collect();
    for entry in entries(record) {
        for item in &entry.items {
            for range in references(item.str()) {
                let words = &item.str()[range.clone()];
                let faults = known
                    .iter()
                    .map(|known| item_fault(known, words, !papers.is_empty()));
                found.extend(least(faults).map(|fault| (*item, range, fault)));
            }
        }
        for row in &entry.rows {
            let other = papers.iter().zip(&logs).find_map(|(paper, log)| {
                let fields = known.iter().flat_map(|known| known.of_entry(&entry));
                other_row(paper, log, row.str(), &fields.collect::<Vec<_>>())
            });
            if let Some(right) = other.filter(|_| papers.len() == 1) {
                found.push((*row, 0..row.str().trim_end().len(), Fault::OtherRow(right)));
                continue;
            }
            let faults = papers
                .iter()
                .map(|paper| row_fault(row.str(), paper.entries("changes")));
            let fault = match papers.is_empty() {
                true => row_number(row.str()).is_none().then_some(Fault::NotARow),
                false => least(faults),
            };
            found.extend(fault.map(|fault| (*row, 0..row.str().len(), fault)));
        }
        if let Some(document) = entry
            .document
            .filter(|said| !is_listed(&numbers, said.str()))
        {
            found.push((document, 0..document.str().trim_end().len(), Fault::NoPaper));
        }
    }
    let asked = texts(record, "consultations", "number");
    for of in texts(record, "documents", "consultation") {
        let is_there = asked
            .iter()
            .any(|number| fold(number.str()) == fold(of.str()));
        if !is_there && !asked.is_empty() {
            found.push((of, 0..of.str().trim_end().len(), Fault::NoConsultation));
        }
    }
    for file in texts(record, "assessments", "file") {
        let last = |path: &str| path.trim().rsplit(['/', '\\']).next().map(str::to_owned);
        let is_there = papers
            .iter()
            .any(|paper| last(paper.source.name()) == last(file.str()));
        if !is_there {
            found.push((file, 0..file.str().trim_end().len(), Fault::NoFile));
        }
    }
    let mut moved = Vec::new();
    let mut beyond = Vec::new();
    for (said, range, fault) in found {
        let named = outward::first_line(&said.str()[range.clone()], 30);
        let span = cx.words(said.text, range);
        if let Fault::OtherRow(right) = fault {
            let text = format!("別添３第{right}行");
            moved.push(((said.field, span), Edit { span, text }));
            continue;
        }
        if let Fault::NoRow(rows) = fault {
            beyond.push(((said.field, span), rows));
            continue;
        }
        let is_of_papers = matches!(fault, Fault::NoPaper | Fault::NoConsultation);
        let words = words(cx.lang, &named, &fault);
        let finding = cx.report(&RULE, said.field, span, words);
        if is_of_papers {
            finding.severity(Severity::Warning);
        }
    }
    // Rows that were put in or taken out move all after them: that is one fault.
    let places: Vec<_> = beyond.iter().map(|(place, _)| *place).collect();
    let rows = beyond.first().map_or(0, |(_, rows)| *rows);
    let words_of_rows = words(cx.lang, "", &Fault::NoRow(rows));
    cx.report_all(&RULE, &places, words_of_rows);
    let (places, edits): (Vec<_>, Vec<Edit>) = moved.into_iter().unzip();
    let words = words(cx.lang, "", &Fault::OtherRow(0));
    if let Some(finding) = cx.report_all(&RULE, &places, words) {
        finding.fix(Safety::Unsafe, edits);
    }
}

/// The fault of an address, where all assessments have one: that of the one that has most of it.
fn least(faults: impl Iterator<Item = Option<Fault>>) -> Option<Fault> {
    let all: Option<Vec<Fault>> = faults.collect();
    all?.into_iter()
        .max_by_key(|fault| matches!(fault, Fault::NotThere | Fault::NoRow(_)))
}

fn item_fault(known: &Shelved, words: &str, is_paper: bool) -> Option<Fault> {
    let Shelved {
        resolver, index, ..
    } = known;
    let one = |meaning: Meaning| match meaning {
        Meaning::Item(found) if found.manner != Manner::LabelAlone => {
            let is_there = !is_paper || !index.places(&found).is_empty();
            (!is_there).then_some(Fault::NotThere)
        }
        _ => Some(Fault::NoItem),
    };
    match resolver.resolve(words) {
        Meaning::Several => resolver
            .several(words)
            .into_iter()
            .find_map(|(_, meaning)| one(meaning)),
        meaning => one(meaning),
    }
}

/// The row that covers items, where the one that a text names covers none of them, and only one other does.
fn other_row(paper: &Assessment, log: &Log, text: &str, fields: &[FieldId]) -> Option<usize> {
    let number = row_number(text)?;
    let ids: Vec<&str> = fields
        .iter()
        .map(|field| paper.fields[*field].id.as_str())
        .collect();
    let covers = |entry: &LogEntry| {
        let mut places = entry
            .references
            .iter()
            .flat_map(|reference| reference.places.iter().copied());
        places.any(|place| {
            let id = paper.fields[place].id.as_str();
            ids.iter()
                .any(|own| is_within(id, own) || is_within(own, id))
        })
    };
    let own = log
        .entries
        .iter()
        .find(|entry| entry.rows.contains(&number))?;
    // A row whose items are not there any more may have covered these.
    let is_clear = own
        .references
        .iter()
        .any(|reference| !reference.places.is_empty());
    if !is_clear || covers(own) {
        return None;
    }
    let mut others = log.entries.iter().filter(|entry| covers(entry));
    let first = others.next()?;
    others.next().is_none().then(|| first.row())
}

fn row_fault(text: &str, rows: usize) -> Option<Fault> {
    match row_number(text) {
        None => Some(Fault::NotARow),
        Some(row) if row == 0 || row > rows => Some(Fault::NoRow(rows)),
        Some(_) => None,
    }
}

/// 4 of 「別添３第4行」, 「第4行」, 「4行目」, 「4」.
pub(crate) fn row_number(text: &str) -> Option<usize> {
    let folded = fold(text);
    let rest = folded.strip_prefix("別添3").unwrap_or(&folded);
    let rest = rest.trim_start_matches(['の', '(', '変', '更', '箇', '所', ')', '第', 'の']);
    let digits = rest.find(|c| !is_digit(c)).map_or(rest, |end| &rest[..end]);
    let tail = &rest[digits.len()..];
    matches!(tail, "" | "行" | "行目")
        .then(|| number(digits))
        .flatten()
}

fn texts<'a>(record: &Assessment<'a>, list: &str, item: &str) -> Vec<Said<'a>> {
    let all = 1..=record.entries(list);
    all.filter_map(|n| said(record, &format!("{list}[{n}].{item}")))
        .collect()
}

/// The numbers of the papers, in comparison form.
fn numbers(record: &Assessment) -> Vec<String> {
    let meetings = 1..=record.entries("meetings");
    let handouts =
        meetings.flat_map(|n| texts(record, &format!("meetings[{n}].handouts"), "number"));
    let all = texts(record, "documents", "number")
        .into_iter()
        .chain(handouts);
    all.map(|said| fold(said.str())).collect()
}

/// Whether words begin with the number of a paper: 「資料1-2 4(1)ア」; also where no paper has a number.
fn is_listed(numbers: &[String], words: &str) -> bool {
    let folded = fold(words);
    let first = words
        .split_whitespace()
        .next()
        .map(fold)
        .unwrap_or_default();
    let is_it = |number: &String| {
        let bare = |text: &str| {
            text.trim_start_matches("資料")
                .trim_start_matches("No.")
                .to_owned()
        };
        *number == folded || *number == first || bare(number) == bare(&first)
    };
    numbers.is_empty() || numbers.iter().any(is_it)
}
