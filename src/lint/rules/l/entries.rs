//! What texts cite of the tables of offices of 番号法, and what they say of an office.

use std::ops::Range;

use jiff::civil::{Date as Day, date};

use super::data::law_of;
use super::{Context, Legal};
pub(super) use crate::assets::offices::{Body, ENTRIES, Entry, Gone, names, recalls};
use crate::japanese::citation::{Table, entries_of_lists};
use crate::japanese::narrow::Narrow;

/// From when on the entries have their numbers. A constant, so that a check that needs no entry does not read them.
const FROM: Day = date(2024, 5, 27);

/// Whether the entries have their numbers on the day as of which an assessment is judged.
pub(super) fn is_in_force(cx: &Context) -> bool {
    cx.law_day().is_some_and(|day| day >= FROM)
}

/// The entries of the table of 番号法 that a text cites.
pub(super) fn of_usage(legal: &Legal) -> Vec<(String, Range<usize>)> {
    let citations = legal.found.citations.iter();
    let own = citations.filter(|citation| {
        let law = law_of(citation);
        let is_own = law.is_some_and(|law| law.id == "bango") && !citation.former;
        is_own && citation.place.table == Some(Table::Only)
    });
    let numbered = own.filter_map(|citation| {
        let number = citation.place.entry?.to_string();
        Some((number, citation.range.clone()))
    });
    numbered.collect()
}

/// What an entry of 第2条の表 is cited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// 照会
    Request,
    /// 提供
    Answer,
}

/// An entry in a list, and under which heading it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    pub number: String,
    pub range: Range<usize>,
    pub side: Option<Side>,
}

/// The entries that a text lists, with the headings for requests and for answers: 「【情報照会】131の項及び132の項」,
/// 「・情報提供の根拠　25の項」, 「53の項（情報照会）」.
pub(super) fn listed(text: &str) -> Vec<Listed> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        marks.extend(self::marks(line, start));
        start += line.len();
    }
    marks.sort_by_key(|mark| mark.at);
    let side = |at: usize| {
        let line = at + text[at..].find('\n').unwrap_or(text.len() - at);
        let (before, after) = marks.split_at(marks.partition_point(|mark| mark.at < at));
        // 「53の項（情報照会）」
        let next = after.first().filter(|mark| mark.is_after && mark.at < line);
        let mut above = before.iter().rev().filter(|mark| !mark.is_after);
        next.or_else(|| above.next()).map(|mark| mark.side)
    };
    let listed = entries_of_lists(&Narrow::of(text)).into_iter();
    let listed = listed.map(|(number, range)| Listed {
        number: number.to_string(),
        side: side(range.start),
        range,
    });
    listed.collect()
}

/// A heading of a list.
struct Mark {
    at: usize,
    side: Side,
    /// Whether it directly follows an entry.
    is_after: bool,
}

/// The headings in a line, which begins at a place of the text.
fn marks(line: &str, start: usize) -> Vec<Mark> {
    const OPEN: [char; 9] = ['【', '（', '(', '＜', '<', '〈', '［', '[', '《'];
    const CLOSE: [char; 9] = ['】', '）', ')', '＞', '>', '〉', '］', ']', '》'];
    /// A heading is short, in bytes.
    const LONGEST: usize = 40;
    let brackets = line.match_indices(OPEN).filter_map(|(at, open)| {
        let inside = &line[at + open.len()..];
        let inside = &inside[..inside.floor_char_boundary(LONGEST + '】'.len_utf8())];
        let end = inside.find(CLOSE).filter(|end| *end <= LONGEST)?;
        Some(Mark {
            at: start + at,
            side: side(&inside[..end])?,
            is_after: line[..at].trim_end().ends_with('項'),
        })
    });
    let mut found: Vec<Mark> = brackets.collect();
    let is_mark = |c: char| {
        c.is_whitespace() || c.is_ascii_digit() || "・･○●◎◆◇■□－-※①②③④⑤⑥⑦⑧⑨．.".contains(c)
    };
    let head = line.trim_start_matches(is_mark);
    let at = line.len() - head.len();
    let ends = head
        .find(['：', ':', '\u{3000}', ' ', '\n'])
        .filter(|end| *end <= LONGEST);
    if let Some(side) = ends.and_then(|end| side(&head[..end])) {
        found.push(Mark {
            at: start + at,
            side,
            is_after: false,
        });
    }
    found
}

/// Which of the two a heading is about.
fn side(heading: &str) -> Option<Side> {
    let is_other = ["以下", "関係情報", "ネットワーク", "条", "命令"];
    if is_other.iter().any(|word| heading.contains(word)) {
        return None;
    }
    match (heading.contains("照会"), heading.contains("提供")) {
        (true, false) => Some(Side::Request),
        (false, true) => Some(Side::Answer),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_can_be_read() {
        let entries: crate::assets::offices::Entries =
            crate::assets::data::read("law/entries").expect("the data can be read");
        assert_eq!(entries.from, FROM.to_string());
        for entry in entries.usage.iter().chain(&entries.linkage) {
            let known = entries.laws.iter().any(|law| law.name == entry.law);
            assert!(known, "{}", entry.law);
        }
    }

    #[test]
    fn entries_of_requests_are_distinguished_from_those_of_answers() {
        let numbers = |text: &str, side: Option<Side>| -> Vec<String> {
            let found = listed(text)
                .into_iter()
                .filter(|listed| listed.side == side);
            found.map(|listed| listed.number).collect()
        };
        let requests = |text: &str| numbers(text, Some(Side::Request));
        let answers = |text: &str| numbers(text, Some(Side::Answer));
        let both =
            "番号法第19条第8号、第2条の表\n【情報照会】131の項及び132の項\n【情報提供】2、3、7の項";
        assert_eq!(requests(both), ["131", "132"]);
        assert_eq!(answers(both), ["2", "3", "7"]);
        assert_eq!(
            requests("（照会の根拠）42の項、４３の項\n（提供の根拠）14の項"),
            ["42", "43"]
        );
        let lines = "＜提供＞ 1、2の項\n＜照会＞ 第2条の表の25、27及び55の2の項";
        assert_eq!(requests(lines), ["25", "27", "55の2"]);
        assert_eq!(answers(lines), ["1", "2"]);
        let lines =
            "主務省令第2条の表\n・情報照会の根拠　25の項、27の項\n・情報提供の根拠　25の項\n";
        assert_eq!(requests(lines), ["25", "27"]);
        assert_eq!(answers(lines), ["25"]);
        let headed =
            "＜情報照会＞\n48の項\n＜情報提供＞\n地方税関係情報が含まれる項（1、2及び3の項）";
        assert_eq!(requests(headed), ["48"]);
        assert_eq!(answers(headed), ["1", "2", "3"]);
        let after = "・第2条の表の53の項（情報照会）\n※情報提供は行いません。";
        assert_eq!(requests(after), ["53"]);
        assert_eq!(answers(after), [""; 0]);
        assert_eq!(
            requests("第2条の表の131の項（情報照会を行う場合は第5条第1項による。）"),
            [""; 0]
        );
        let long = "【情報提供】1、2、\n3及び4の項";
        assert_eq!(answers(long), ["1", "2", "3", "4"]);
    }
}
