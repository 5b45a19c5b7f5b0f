//! 報告: what the office reports of the public comment, of the review and of what comes next.

use super::answers::{count, place};
use super::entry::Entry;
use super::reader::{Reader, fact, facts, plain, section, table, text_block};
use super::table::answer;
use super::{Block, Manner, Section, TableRow};
use crate::document::view::rich;
use crate::japanese::dates;

/// The sections, numbered as they come.
pub(super) fn sections(reader: &Reader) -> Vec<Section> {
    let mut report = Report {
        reader,
        sections: Vec::new(),
        number: 0,
        part: 0,
    };
    let purpose = reader.rich("purpose");
    if !purpose.is_empty() {
        report.chapter("purpose", "本件の趣旨");
        report.push(text_block(Manner::Plain, purpose));
    }
    for id in reader.ids("comments") {
        report.comment(&id);
    }
    report.course();
    for id in reader.ids("reviews") {
        report.review(&id);
    }
    for id in reader.ids("reports") {
        report.recommendation(&id);
    }
    report.schedule();
    report.sections
}

struct Report<'r, 'a> {
    reader: &'r Reader<'r, 'a>,
    sections: Vec<Section>,
    /// The number of the last chapter, and of the last part in it.
    number: usize,
    part: usize,
}

impl Report<'_, '_> {
    fn chapter(&mut self, anchor: &str, label: &str) {
        self.number += 1;
        self.part = 0;
        let mut head = section(1, anchor, format!("{}．{label}", self.number));
        head.address = self.reader.address(anchor);
        self.sections.push(head);
    }

    fn push(&mut self, block: Option<Block>) {
        if let Some(section) = self.sections.last_mut() {
            section.blocks.extend(block);
        }
    }

    /// A part with its content; nothing where there is none.
    fn part(&mut self, anchor: &str, label: &str, blocks: Vec<Block>) {
        if blocks.is_empty() {
            return;
        }
        self.part += 1;
        let mut part = section(2, anchor, format!("({}) {label}", self.part));
        part.blocks = blocks;
        self.sections.push(part);
    }

    /// A part that is one text of the record.
    fn text(&mut self, id: &str, label: &str) {
        let block = text_block(Manner::Plain, self.reader.rich(id));
        self.part(id, label, block.into_iter().collect());
    }

    fn comment(&mut self, id: &str) {
        let of = |name: &str| format!("{id}.{name}");
        let name = self.reader.text(&of("name"));
        let name = if name.is_empty() {
            "意見聴取".to_owned()
        } else {
            name
        };
        self.chapter(id, &format!("{name}の実施結果"));
        let period = text_block(Manner::Plain, plain(&self.reader.period(&of("period"))));
        self.part(&of("period"), "実施期間", period.into_iter().collect());
        self.text(&of("method"), "実施方法");
        self.text(&of("places"), "閲覧場所");
        let entries = self.reader.entries(&of("opinions"));
        let submitters = self.reader.text(&of("submitters"));
        let count = count(self.reader, id, entries.len());
        let mut lines = vec![format!("意見・質問の件数　{count}")];
        if !submitters.is_empty() {
            lines.push(format!("提出者数　{submitters}"));
        }
        let results = text_block(Manner::Plain, plain(&lines.join("\n")));
        self.part(&of("results"), "実施結果", results.into_iter().collect());
        self.opinions(&of("opinions"), "意見と回答", &entries);
    }

    /// Opinions, each with its answer.
    fn opinions(&mut self, anchor: &str, label: &str, entries: &[Entry]) {
        if entries.is_empty() {
            return;
        }
        self.part += 1;
        let head = section(2, anchor, format!("({}) {label}", self.part));
        self.sections.push(head);
        for entry in entries {
            if entries.len() > 1 {
                let mut head = section(3, &entry.id, format!("意見{}", entry.called()));
                head.address.clone_from(&entry.address);
                self.sections.push(head);
            }
            self.push(text_block(Manner::Plain, rich::read(&entry.text)));
            self.push(text_block(Manner::Answer, answer(entry)));
        }
    }

    fn review(&mut self, id: &str) {
        let of = |name: &str| format!("{id}.{name}");
        self.chapter(id, "第三者点検の実施結果");
        self.text(&of("date"), "実施日");
        self.text(&of("body"), "点検実施機関");
        self.text(&of("method"), "点検の方法");
        let entries = self.reader.entries(&of("opinions"));
        self.opinions(&of("opinions"), "意見", &entries);
        self.text(&of("result"), "実施結果");
    }

    fn recommendation(&mut self, id: &str) {
        let of = |name: &str| format!("{id}.{name}");
        self.chapter(id, "答申");
        let reader = self.reader;
        let text = |name: &str| plain(&reader.text(&of(name)));
        self.push(facts([
            fact(of("number"), "番号", text("number")),
            fact(of("date"), "日付", text("date")),
            fact(of("title"), "件名", text("title")),
            fact(of("judgement"), "判断", text("judgement")),
        ]));
        let remarks = reader.entries(&of("remarks"));
        self.opinions(&of("remarks"), "附帯意見", &remarks);
    }

    /// How the body came to its judgement: consultations, meetings and recommendations by their days.
    fn course(&mut self) {
        let reader = self.reader;
        let mut rows: Vec<(String, TableRow)> = Vec::new();
        let mut row = |anchor: &str, day: String, matter: &str, words: [String; 2]| {
            let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
            let cells = vec![plain(&day), plain(matter), plain(&words.join("\n"))];
            let row = TableRow {
                anchor: format!("course-{anchor}"),
                address: String::new(),
                cells,
            };
            rows.push((day, row));
        };
        for id in reader.ids("consultations") {
            let of = |name: &str| reader.text(&format!("{id}.{name}"));
            let matter = match of("case_number") {
                number if number.is_empty() => format!("諮問{}", place(&id)),
                number => number,
            };
            if !of("date").is_empty() {
                row(
                    &id,
                    of("date"),
                    &matter,
                    [of("title"), of("document_number")],
                );
            }
        }
        for id in reader.ids("meetings") {
            let of = |name: &str| reader.text(&format!("{id}.{name}"));
            let decided = match of("decided") {
                day if day.is_empty() => day,
                day => format!("議決 {day}"),
            };
            row(
                &id,
                of("start"),
                &of("name"),
                [reader.choice(&format!("{id}.mode")), decided],
            );
        }
        for id in reader.ids("reports") {
            let of = |name: &str| reader.text(&format!("{id}.{name}"));
            if !of("date").is_empty() {
                row(&id, of("date"), "答申", [of("number"), of("judgement")]);
            }
        }
        // By their days, where all of them can be read; else as the record has them.
        let day = |text: &str| dates::date(text).map(|date| date.day);
        if rows.iter().all(|(text, _)| day(text).is_some()) {
            rows.sort_by_key(|(text, _)| day(text));
        }
        let rows: Vec<TableRow> = rows.into_iter().map(|(_, row)| row).collect();
        let columns = [("日付", 24), ("事項", 34), ("内容", 42)];
        if let Some(table) = table("審議の経過", &columns, rows) {
            self.chapter("course", "審議の経過");
            self.push(Some(table));
        }
    }

    /// What comes next; with what is done before it, where the record says that of some.
    fn schedule(&mut self) {
        let reader = self.reader;
        let ids = reader.ids("schedule");
        if ids.is_empty() {
            return;
        }
        let of = |id: &str, name: &str| reader.text(&format!("{id}.{name}"));
        let is_done = ids.iter().any(|id| of(id, "state") == "済");
        self.chapter(
            "schedule",
            if is_done {
                "日程"
            } else {
                "今後のスケジュール"
            },
        );
        let line = |(n, id): (usize, &String)| {
            let state = match of(id, "state").as_str() {
                "済" => "（済）",
                _ => "",
            };
            let (date, matter) = (of(id, "date"), of(id, "matter"));
            let words = [matter.as_str(), &date]
                .into_iter()
                .filter(|word| !word.is_empty());
            format!(
                "({}) {}{state}",
                n + 1,
                words.collect::<Vec<_>>().join("　")
            )
        };
        let lines: Vec<String> = ids.iter().enumerate().map(line).collect();
        self.push(text_block(Manner::Plain, plain(&lines.join("\n"))));
    }
}
