//! 会議録: the head of each meeting, what was said, and the questions with their answers.

use std::collections::BTreeSet;

use super::answers::{consultation, requests};
use super::entry::Entry;
use super::reader::{Reader, fact, facts, plain, section, table};
use super::table::answers;
use super::{Section, TableRow};
use crate::japanese::dates;

/// Each meeting on pages of its own. Questions of a day are placed with the meeting of that day where there are several.
pub(super) fn sections(reader: &Reader) -> Vec<Section> {
    let ids = reader.ids("meetings");
    let mut sections = Vec::new();
    let (mut placed, several) = (BTreeSet::new(), ids.len() > 1);
    for (n, id) in ids.iter().enumerate() {
        let mut head = meeting(reader, id, if several { 1 } else { 0 });
        head.new_page = n > 0;
        sections.push(head);
        sections.extend(statements(reader, id, if several { 2 } else { 1 }));
        if several {
            sections.extend(questions_of(reader, id, &mut placed));
        }
    }
    if !several || placed.is_empty() {
        for id in reader.ids("consultations") {
            sections.extend(consultation(reader, &id, 1, false));
        }
        sections.extend(requests(reader, 1, false));
    } else {
        sections.extend(unplaced(reader, &placed));
    }
    sections
}

/// The table at the head of a meeting. Level 0: the meeting is the title of the paper.
fn meeting(reader: &Reader, id: &str, level: u8) -> Section {
    let of = |name: &str| format!("{id}.{name}");
    let label = if level == 0 {
        String::new()
    } else {
        reader.text(&of("name"))
    };
    let mut head = section(level.max(1), id, label);
    head.address = reader.address(id);
    let line = |label: &str, name: &str| match reader.text(&of(name)) {
        text if text.is_empty() => text,
        text => format!("{label}　{text}"),
    };
    let is_written = reader.text(&of("mode")) == "書面";
    let (start, decided) = (
        if is_written {
            "審議開始日"
        } else {
            "開始"
        },
        "議決日",
    );
    let when = match (reader.text(&of("end")), reader.text(&of("decided"))) {
        (end, day) if end.is_empty() && day.is_empty() => vec![reader.text(&of("start"))],
        _ => vec![
            line(start, "start"),
            line("終了", "end"),
            line(decided, "decided"),
        ],
    };
    let mut when: Vec<String> = when.into_iter().chain([reader.text(&of("note"))]).collect();
    when.retain(|line| !line.is_empty());
    let handout = |n: usize, id: &String| {
        let number = reader.text(&format!("{id}.number"));
        let number = if number.is_empty() {
            format!("({})", n + 1)
        } else {
            number
        };
        format!("{number} {}", reader.text(&format!("{id}.title")))
    };
    let handouts = reader.ids(&of("handouts"));
    let handouts: Vec<String> = match handouts.as_slice() {
        [only] => {
            let (number, title) = (
                reader.text(&format!("{only}.number")),
                reader.text(&format!("{only}.title")),
            );
            vec![format!("{number} {title}").trim_start().to_owned()]
        }
        several => several
            .iter()
            .enumerate()
            .map(|(n, id)| handout(n, id))
            .collect(),
    };
    let agenda = reader.texts(&of("agenda"));
    let agenda = agenda
        .iter()
        .enumerate()
        .map(|(n, matter)| format!("({}) {matter}", n + 1));
    let agenda: Vec<String> = agenda.collect();
    head.blocks.extend(facts([
        fact(of("name"), "名称", plain(&reader.text(&of("name")))),
        fact(of("mode"), "開催方法", plain(&reader.choice(&of("mode")))),
        fact(of("start"), "日時", plain(&when.join("\n"))),
        fact(of("place"), "場所", plain(&reader.text(&of("place")))),
        fact(
            of("present"),
            "参加者",
            plain(&reader.people(&of("present"))),
        ),
        fact(of("absent"), "欠席者", plain(&reader.people(&of("absent")))),
        fact(
            of("explainers"),
            "説明者",
            plain(&reader.people(&of("explainers"))),
        ),
        fact(
            of("observers"),
            "傍聴人数",
            plain(&reader.text(&of("observers"))),
        ),
        fact(of("handouts"), "配布資料", plain(&handouts.join("\n"))),
        fact(of("agenda"), "諮問事項", plain(&agenda.join("\n"))),
        fact(
            of("statements_note"),
            "発言の記録",
            reader.rich(&of("statements_note")),
        ),
    ]));
    head
}

/// What was said.
fn statements(reader: &Reader, id: &str, level: u8) -> Option<Section> {
    let list = format!("{id}.statements");
    let names = reader.names();
    let row = |id: String| TableRow {
        address: reader.address(&id),
        cells: vec![
            plain(&reader.speaker(&reader.text(&format!("{id}.speaker")), &names)),
            reader.rich(&format!("{id}.text")),
        ],
        anchor: id,
    };
    let rows = reader.ids(&list).into_iter().map(row).collect();
    let table = table("発言", &[("発言者", 20), ("発言", 80)], rows)?;
    let mut part = section(level, list, "発言");
    part.blocks.push(table);
    Some(part)
}

/// Whether an entry is of a day of a meeting.
pub(super) fn is_of(reader: &Reader, entry: &Entry, meeting: &str) -> bool {
    let day = |name: &str| {
        let text = reader.text(&format!("{meeting}.{name}"));
        dates::date(&text).map(|date| date.ends())
    };
    let last = day("end")
        .into_iter()
        .chain(day("decided"))
        .map(|(_, last)| last)
        .max();
    let (Some((first, own)), Some(asked)) = (day("start"), dates::date(&entry.date)) else {
        return false;
    };
    first <= asked.day && asked.day <= last.unwrap_or(own)
}

/// The questions and opinions of each matter that no meeting before placed.
fn part(
    reader: &Reader,
    meeting: Option<&str>,
    list: &str,
    (label, column): (String, &str),
    placed: &mut BTreeSet<String>,
) -> Option<Section> {
    let mut entries = reader.entries(list);
    entries.retain(|entry| {
        let is_here = meeting.is_none_or(|meeting| is_of(reader, entry, meeting));
        is_here && !placed.contains(&entry.id)
    });
    let blocks = answers(reader, &entries, &label, column, false);
    if blocks.is_empty() {
        return None;
    }
    placed.extend(entries.into_iter().map(|entry| entry.id));
    let mut part = section(2, format!("{}-{list}", meeting.unwrap_or("others")), label);
    part.blocks = blocks;
    Some(part)
}

fn questions_of(reader: &Reader, meeting: &str, placed: &mut BTreeSet<String>) -> Vec<Section> {
    parts(reader, Some(meeting), placed)
}

fn parts(reader: &Reader, meeting: Option<&str>, placed: &mut BTreeSet<String>) -> Vec<Section> {
    let mut sections = Vec::new();
    for id in reader.ids("consultations") {
        let title = reader.text(&format!("{id}.title"));
        for (list, label) in [("questions", "質疑"), ("opinions", "意見")] {
            let column = if list == "questions" {
                "質問"
            } else {
                "意見"
            };
            let label = format!("{label}　{title}");
            sections.extend(part(
                reader,
                meeting,
                &format!("{id}.{list}"),
                (label, column),
                placed,
            ));
        }
    }
    let label = ("要望".to_owned(), "要望");
    sections.extend(part(reader, meeting, "requests", label, placed));
    sections
}

/// What no meeting placed, by the day at least.
fn unplaced(reader: &Reader, placed: &BTreeSet<String>) -> Vec<Section> {
    let mut placed = placed.clone();
    let parts = parts(reader, None, &mut placed);
    if parts.is_empty() {
        return parts;
    }
    let mut head = section(1, "others", "会議の日以外の質疑と意見");
    head.new_page = true;
    [vec![head], parts].concat()
}
