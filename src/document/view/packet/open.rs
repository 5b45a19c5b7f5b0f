//! What was asked: what has no answer, and what has one.

use jiff::civil::Date as Day;
use rustc_hash::FxHashSet;
use serde::Serialize;

use super::spots::{Spot, spots};
use crate::assessment::Assessment;
use crate::document::view::marks::Anchors;
use crate::document::view::papers::{self, Entry};
use crate::document::view::{Rich, rich};
use crate::japanese::dates;
use crate::lint::record::{self, Action, mended};

/// A question without an answer.
#[derive(Debug, Clone, Serialize)]
pub struct Question {
    /// 質疑3
    pub called: String,
    /// Who asked.
    pub person: String,
    /// When.
    pub date: String,
    /// For how long it has been open.
    pub days: String,
    /// What was asked.
    pub text: Vec<Rich>,
    /// The items that it names.
    pub items: Vec<Spot>,
}

/// A question or an opinion with its answer.
#[derive(Debug, Clone, Serialize)]
pub struct Answered {
    /// 質疑3
    pub called: String,
    /// What was said.
    pub text: Vec<Rich>,
    /// What was answered; nothing where an opinion is owed no answer.
    pub answer: Vec<Rich>,
    /// 対応
    pub action: String,
}

/// Whether an answer is one of those whose state is shown.
pub(super) fn is_deed(entry: &record::Entry) -> bool {
    let deeds = [
        Action::Corrected,
        Action::ToCorrect,
        Action::ToConsider,
        Action::Elsewhere,
    ];
    entry
        .action
        .is_some_and(|(action, _)| deeds.contains(&action))
}

/// What was asked and answered, and is no promise.
pub(super) fn answered(record: &Assessment) -> Vec<Answered> {
    let entries = record::entries(record);
    let deeds: FxHashSet<&str> = entries
        .iter()
        .filter(|entry| is_deed(entry))
        .map(|entry| entry.id.as_str())
        .collect();
    let texts = papers::all_entries(record).into_iter();
    let others = texts.filter(|entry| !entry.is_open && !deeds.contains(entry.id.as_str()));
    let answered = others.map(|entry| Answered {
        called: called(record, &entry),
        text: rich::read(&entry.text),
        answer: answers(&entry),
        action: action(&entry),
    });
    answered.collect()
}

/// 対応 with what is written to it.
pub(super) fn action(entry: &Entry) -> String {
    match entry.detail.as_str() {
        "" => entry.action.clone(),
        detail => format!("{}（{detail}）", entry.action),
    }
}

/// The answers, the latest last.
pub(super) fn answers(entry: &Entry) -> Vec<Rich> {
    let mut all = rich::read(&entry.answer);
    for further in &entry.further {
        let date = if further.date.is_empty() {
            String::new()
        } else {
            format!("（{}）", further.date)
        };
        all.extend(rich::read(&format!("再回答{date}　{}", further.text)));
    }
    all
}

/// 質疑3; with the matter where there are several.
pub(super) fn called(record: &Assessment, entry: &Entry) -> String {
    let matters = record.entries("consultations");
    let outer = entry.id.split(['.', ']']).next().unwrap_or_default();
    let (list, place) = outer.split_once('[').unwrap_or((outer, ""));
    let number = entry.called();
    let what = if entry.id.contains(".questions[") {
        "質疑"
    } else if entry.id.contains(".remarks[") {
        "附帯意見"
    } else if list == "requests" {
        "要望"
    } else {
        "意見"
    };
    // 「質疑7」 where 番号 is 「7」; 「条件ア」 stays as it is.
    let is_number = number.starts_with(|c: char| c.is_numeric());
    let own = if !is_number {
        number
    } else {
        format!("{what}{number}")
    };
    match list {
        "comments" => format!("意見聴取の{own}"),
        "reviews" => format!("点検の{own}"),
        "reports" => format!("答申の{own}"),
        "consultations" if matters > 1 => {
            let number = record.text(&format!("consultations[{place}].case_number"));
            match number.map(str::trim).filter(|number| !number.is_empty()) {
                Some(number) => format!("{number}の{own}"),
                None => format!("諮問{place}の{own}"),
            }
        }
        _ => own,
    }
}

/// What has no answer.
pub(super) fn questions(
    record: &Assessment,
    assessment: &Assessment,
    anchors: &Anchors,
    today: Day,
) -> Vec<Question> {
    let papers = [assessment];
    let shelf = mended::shelf(&papers);
    let texts = papers::all_entries(record);
    let open = texts.iter().filter(|entry| entry.is_open);
    let question = |entry: &Entry| {
        let asked = dates::date(&entry.date).filter(|date| !date.month_only);
        let days = asked
            .map(|date| (today - date.day).get_days())
            .filter(|days| *days > 0);
        Question {
            called: called(record, entry),
            person: entry.person.clone(),
            date: entry.date.clone(),
            days: days.map_or(String::new(), |days| {
                format!("{}現在で{days}日", dates::written(today))
            }),
            text: rich::read(&entry.text),
            items: spots(&entry.items, &shelf, assessment, anchors),
        }
    };
    open.map(question).collect()
}
