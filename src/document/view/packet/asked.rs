//! What is asked of the committee, and by when.

use jiff::civil::Date as Day;
use serde::Serialize;

use super::days_words;
use crate::assessment::Assessment;
use crate::document::view::{Rich, rich};
use crate::japanese::dates;

/// What the committee has to decide, and by when.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Asked {
    /// 趣旨
    pub purpose: Vec<Rich>,
    /// 諮問
    pub matters: Vec<Matter>,
    /// The judgements that an opinion may come to.
    pub judgements: Vec<String>,
    /// The next day on which something is due of the committee; none where the schedule names none.
    pub until: Option<Step>,
    /// 日程
    pub schedule: Vec<Step>,
    /// Opinions that were given already.
    pub done: Vec<Done>,
}

/// A matter on which the committee is asked.
#[derive(Debug, Clone, Serialize)]
pub struct Matter {
    /// 諮問第14号; else 諮問1.
    pub number: String,
    /// 件名
    pub title: String,
    /// 諮問日
    pub date: String,
    /// 文書番号
    pub document_number: String,
    /// 結論, where there is one already.
    pub conclusion: Vec<Rich>,
    /// How many questions there are, and how many of them have an answer.
    pub questions: [usize; 2],
}

/// A day of the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// 日付
    pub date: String,
    /// 事項
    pub matter: String,
    /// 状態
    pub state: String,
    /// How many days are left; empty for what is done.
    pub days: String,
}

/// An opinion that was given.
#[derive(Debug, Clone, Serialize)]
pub struct Done {
    /// 答申日
    pub date: String,
    /// 番号
    pub number: String,
    /// 件名
    pub title: String,
    /// 判断
    pub judgement: String,
}

/// What is due of a committee.
const OF_COMMITTEE: [&str; 3] = ["答申", "議決", "審議"];

/// How the name of a meeting ends.
const MEETINGS: [&str; 4] = ["審査会", "審議会", "委員会", "部会"];

impl Asked {
    pub(super) fn of(record: &Assessment, today: Day) -> Self {
        let text = |id: &str| record.text(id).unwrap_or_default().trim().to_owned();
        let all = |list: &str| {
            let list = list.to_owned();
            (1..=record.entries(&list)).map(move |n| format!("{list}[{n}]"))
        };
        let done = all("reports").filter(|id| !text(&format!("{id}.judgement")).is_empty());
        let done = done.map(|id| Done {
            date: text(&format!("{id}.date")),
            number: text(&format!("{id}.number")),
            title: text(&format!("{id}.title")),
            judgement: text(&format!("{id}.judgement")),
        });
        let steps: Vec<(Option<Day>, Step)> =
            all("schedule").map(|id| step(record, &id, today)).collect();
        let open = steps
            .iter()
            .filter(|(day, step)| !step.days.is_empty() && day.is_some_and(|day| day >= today));
        // What is due of the committee, where anything is; else the next day.
        let until = open.min_by_key(|(day, step)| {
            let is_meeting = MEETINGS.iter().any(|end| step.matter.ends_with(end));
            let is_due = OF_COMMITTEE.iter().any(|word| step.matter.contains(word));
            (!is_due && !is_meeting, *day)
        });
        let until = until.map(|(_, step)| step.clone());
        let judgements = record.form.find("reports[].judgement");
        let judgements = judgements.map_or(&[][..], |item| &record.form.items[item].options);
        Asked {
            purpose: rich::read(record.text("purpose").unwrap_or_default()),
            matters: all("consultations").map(|id| matter(record, &id)).collect(),
            judgements: judgements
                .iter()
                .map(|option| option.text.clone())
                .collect(),
            until,
            schedule: steps.into_iter().map(|(_, step)| step).collect(),
            done: done.collect(),
        }
    }
}

fn matter(record: &Assessment, id: &str) -> Matter {
    let text = |name: &str| {
        let text = record.text(&format!("{id}.{name}"));
        text.unwrap_or_default().trim().to_owned()
    };
    let number = match (text("case_number"), text("number")) {
        (case, _) if !case.is_empty() => case,
        (_, number) if !number.is_empty() => format!("諮問事項{number}"),
        _ => record
            .item(id)
            .map_or(String::new(), |field| record.address(field)),
    };
    let questions = record.entries(&format!("{id}.questions"));
    let is_answered = |n: &usize| {
        let answer = record.text(&format!("{id}.questions[{n}].answer"));
        let further = record.entries(&format!("{id}.questions[{n}].further"));
        answer.is_some_and(|answer| !answer.trim().is_empty()) || further > 0
    };
    Matter {
        number,
        title: text("title"),
        date: text("date"),
        document_number: text("document_number"),
        conclusion: rich::read(record.text(&format!("{id}.conclusion")).unwrap_or_default()),
        questions: [questions, (1..=questions).filter(is_answered).count()],
    }
}

fn step(record: &Assessment, id: &str, today: Day) -> (Option<Day>, Step) {
    let text = |name: &str| {
        let text = record.text(&format!("{id}.{name}"));
        text.unwrap_or_default().trim().to_owned()
    };
    let (date, state) = (text("date"), text("state"));
    let day = dates::date(&date).map(|date| date.ends().1);
    let days = day
        .filter(|_| state != "済")
        .map(|day| days_words(day, today));
    let step = Step {
        date,
        matter: text("matter"),
        state,
        days: days.unwrap_or_default(),
    };
    (day, step)
}
