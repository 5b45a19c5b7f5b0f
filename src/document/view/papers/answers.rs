//! 質疑回答 and 意見回答: what was asked and said, matter by matter.

use super::entry::Entry;
use super::reader::{Reader, fact, facts, plain, section, text_block, text_of};
use super::table::answers;
use super::{Block, Fact, Manner, Section};

/// 質疑回答: each matter with its questions and opinions, then the requests.
pub(super) fn questions(reader: &Reader) -> Vec<Section> {
    let mut sections = Vec::new();
    for id in reader.ids("consultations") {
        sections.extend(consultation(reader, &id, 1, true));
    }
    sections.extend(requests(reader, 1, true));
    sections
}

/// A matter: its title, its questions, its opinions. `reflected` adds the column that says what became of each.
pub(super) fn consultation(reader: &Reader, id: &str, level: u8, reflected: bool) -> Vec<Section> {
    let number = reader.text(&format!("{id}.number"));
    let number = if number.is_empty() { place(id) } else { number };
    let title = reader.text(&format!("{id}.title"));
    let mut head = section(level, id, format!("諮問事項{number}　{title}"));
    head.address = reader.address(id);
    let of = |name: &str| format!("{id}.{name}");
    head.blocks.extend(facts([
        fact(
            of("case_number"),
            "諮問番号",
            plain(&reader.text(&of("case_number"))),
        ),
        fact(of("date"), "諮問日", plain(&reader.text(&of("date")))),
        fact(
            of("document_number"),
            "文書番号",
            plain(&reader.text(&of("document_number"))),
        ),
        fact(of("conclusion"), "結論", reader.rich(&of("conclusion"))),
    ]));
    let mut sections = vec![head];
    let parts = [("questions", "質疑", "質問"), ("opinions", "意見", "意見")];
    for (list, label, column) in parts {
        let entries = reader.entries(&of(list));
        let answers = answers(reader, &entries, label, column, reflected);
        if !answers.is_empty() {
            let mut part = section(level + 1, of(list), label);
            part.blocks = answers;
            sections.push(part);
        }
    }
    sections
}

/// 要望, where there are some.
pub(super) fn requests(reader: &Reader, level: u8, reflected: bool) -> Option<Section> {
    let entries = reader.entries("requests");
    let mut part = section(level, "requests", "要望");
    part.blocks = answers(reader, &entries, "要望", "要望", reflected);
    (!part.blocks.is_empty()).then_some(part)
}

/// 意見回答: the opinions of residents, of the third-party review and of the recommendation.
pub(super) fn opinions(reader: &Reader) -> Vec<Section> {
    let mut sections = Vec::new();
    for id in reader.ids("comments") {
        sections.push(comment(reader, &id));
    }
    for id in reader.ids("reviews") {
        let of = |name: &str| format!("{id}.{name}");
        let head = [
            fact(of("body"), "点検実施機関", plain(&reader.text(&of("body")))),
            fact(of("date"), "実施日", plain(&reader.text(&of("date")))),
        ];
        sections.extend(opinions_of(
            reader,
            &id,
            "opinions",
            "第三者点検での意見",
            head,
        ));
    }
    for id in reader.ids("reports") {
        let of = |name: &str| format!("{id}.{name}");
        let head = [
            fact(of("number"), "答申", plain(&reader.text(&of("number")))),
            fact(of("date"), "日付", plain(&reader.text(&of("date")))),
        ];
        sections.extend(opinions_of(reader, &id, "remarks", "答申の附帯意見", head));
    }
    sections
}

fn opinions_of(
    reader: &Reader,
    id: &str,
    list: &str,
    label: &str,
    head: [Fact; 2],
) -> Option<Section> {
    let entries = reader.entries(&format!("{id}.{list}"));
    let answers = answers(reader, &entries, label, "意見", true);
    if answers.is_empty() {
        return None;
    }
    let mut part = section(1, id, label);
    part.address = reader.address(id);
    part.blocks
        .extend(facts(head.into_iter().chain(counts(&entries))));
    joined(&mut part.blocks, answers);
    Some(part)
}

/// Adds blocks; facts that follow facts are added to these, but for what they say already.
fn joined(blocks: &mut Vec<Block>, more: Vec<Block>) {
    for block in more {
        match (blocks.last_mut(), block) {
            (Some(Block::Facts { rows }), Block::Facts { rows: more }) => {
                let text = |fact: &Fact| text_of(&fact.value);
                let known: Vec<String> = rows.iter().map(text).collect();
                rows.extend(more.into_iter().filter(|fact| !known.contains(&text(fact))));
            }
            (_, block) => blocks.push(block),
        }
    }
}

/// The opinions of residents.
fn comment(reader: &Reader, id: &str) -> Section {
    let of = |name: &str| format!("{id}.{name}");
    let name = reader.text(&of("name"));
    let label = if name.is_empty() {
        "意見聴取".to_owned()
    } else {
        name
    };
    let mut part = section(1, id, label);
    part.address = reader.address(id);
    let entries = reader.entries(&of("opinions"));
    part.blocks.extend(facts([
        fact(
            of("period"),
            "実施期間",
            plain(&reader.period(&of("period"))),
        ),
        fact(of("method"), "実施方法", reader.rich(&of("method"))),
        fact(of("places"), "閲覧場所", reader.rich(&of("places"))),
        fact(
            of("submitters"),
            "提出者数",
            plain(&reader.text(&of("submitters"))),
        ),
        fact(
            of("count"),
            "意見の件数",
            plain(&count(reader, id, entries.len())),
        ),
        counts(&entries).unwrap_or_else(|| fact("", "", Vec::new())),
    ]));
    let answers = answers(reader, &entries, "意見", "意見", true);
    if answers.is_empty() {
        let none = plain("意見の提出はありませんでした。");
        part.blocks.extend(text_block(Manner::Plain, none));
    }
    joined(&mut part.blocks, answers);
    part
}

/// 件数 as written, else as counted.
pub(super) fn count(reader: &Reader, id: &str, entries: usize) -> String {
    match reader.text(&format!("{id}.count")) {
        written if written.is_empty() => format!("{entries}件"),
        written => written,
    }
}

/// How many entries have each 対応, where some have one.
fn counts(entries: &[Entry]) -> Option<Fact> {
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for entry in entries.iter().filter(|entry| !entry.action.is_empty()) {
        match kinds.iter_mut().find(|(kind, _)| *kind == entry.action) {
            Some((_, number)) => *number += 1,
            None => kinds.push((&entry.action, 1)),
        }
    }
    let words = kinds
        .iter()
        .map(|(kind, number)| format!("{kind} {number}件"));
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| fact("", "対応の内訳", plain(&words.join("、"))))
}

/// The number of an entry in its list.
pub(super) fn place(id: &str) -> String {
    let place = id
        .rsplit_once('[')
        .map_or("", |(_, place)| place.trim_end_matches(']'));
    place.to_owned()
}
