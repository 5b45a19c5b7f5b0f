//! The tables of offices of 番号法 as data: which entry is work of which law and of whom, and which article of the order
//! names it. What texts cite of them, and what they say of an office.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::{Date as Day, date};
use serde::Deserialize;

use super::data::law_of;
use super::{Context, Legal};
use crate::japanese::citation::{Table, entries_of_lists};
use crate::japanese::narrow::Narrow;
use crate::japanese::notation::fold;

/// The tables with the laws of their entries.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entries {
    /// Where they were read.
    pub source: String,
    /// From when on the entries have their numbers.
    #[cfg_attr(not(test), expect(dead_code))]
    from: String,
    pub laws: Vec<Law>,
    /// The names that 第2条の表 gives to information, with the words of the offices that have it.
    pub infos: Vec<Law>,
    /// 別表
    pub usage: Vec<Entry>,
    /// 第2条の表
    pub linkage: Vec<Entry>,
    /// What was in 別表第一 and is in no table any more.
    pub gone_usage: Vec<Gone>,
    /// What was in 別表第二 and is in no table any more.
    pub gone_linkage: Vec<Gone>,
}

/// An entry that is in no table any more, by its number in the table before.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Gone {
    pub was: String,
    pub law: String,
}

/// A law with the words by which texts speak of its offices.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Law {
    pub name: String,
    pub words: Vec<String>,
}

/// An entry of a table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub entry: String,
    /// Its number in the table before.
    pub was: Option<String>,
    pub law: String,
    /// Who does the work.
    pub who: String,
    /// The article of the order that describes its work, as a number: 20の2.
    pub order: Option<String>,
}

pub(super) static ENTRIES: LazyLock<Entries> =
    LazyLock::new(|| crate::assets::data::read("law/entries").unwrap_or_default());

/// From when on the entries have their numbers. A constant, so that a check that needs no entry does not read them.
const FROM: Day = date(2024, 5, 27);

/// Whether the entries have their numbers on the day as of which an assessment is judged.
pub(super) fn is_in_force(cx: &Context) -> bool {
    cx.law_day().is_some_and(|day| day >= FROM)
}

/// The words of a law.
fn words(law: &str) -> &'static [String] {
    let law = ENTRIES.laws.iter().find(|l| l.name == law);
    law.map_or(&[], |law| &law.words)
}

/// Whether a folded text recalls a law.
pub(super) fn recalls(text: &str, law: &str) -> bool {
    let mut words = words(law).iter();
    words.any(|word| text.contains(fold(word).as_str()))
}

/// Whether a folded text names a law: 「児童手当法」.
pub(super) fn names(text: &str, law: &str) -> bool {
    let named = words(law)
        .iter()
        .filter(|word| word.ends_with(['法', '律']));
    let mut folded = named.map(|word| fold(word));
    // 健康保険法 at the end of 国民健康保険法 is another law.
    folded.any(|word| {
        let mut found = text.match_indices(word.as_str());
        found.any(|(at, _)| !text[..at].ends_with(crate::japanese::chars::is_kanji))
    })
}

/// A kind of body, as far as the tables distinguish bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    /// A mayor.
    Municipal,
    /// A governor.
    Prefectural,
    /// 後期高齢者医療広域連合
    Union,
}

impl Body {
    /// What body a name is that of: 「架空市長」; none where it may be any.
    pub(super) fn of(name: &str) -> Option<Body> {
        let bare = name.trim().trim_end_matches('長');
        if bare.ends_with("後期高齢者医療広域連合") {
            return Some(Body::Union);
        }
        let name = name.trim();
        if ["市長", "町長", "村長", "区長"]
            .iter()
            .any(|end| name.ends_with(end))
        {
            Some(Body::Municipal)
        } else if name.ends_with("知事") {
            Some(Body::Prefectural)
        } else {
            None
        }
    }

    /// Whether a body of this kind may do the work of an entry: great cities do work of prefectures.
    pub(super) fn fits(self, who: &str) -> bool {
        let of_prefecture = ["知事", "都道府県", "広域連合"];
        let is_city = self == Body::Municipal;
        self.is_named(who) || is_city && of_prefecture.iter().any(|word| who.contains(word))
    }

    /// Whether an entry names it as the one who does its work.
    pub(super) fn is_named(self, who: &str) -> bool {
        const OF_ALL: [&str; 3] = ["地方公共団体", "行政機関の長等", "知事等"];
        let own: &[&str] = match self {
            Body::Municipal => &["市町村", "市長", "市の長"],
            Body::Prefectural => &["知事", "都道府県"],
            Body::Union => &["広域連合"],
        };
        own.iter().chain(&OF_ALL).any(|word| who.contains(word))
    }
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
        let entries: Entries =
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

    #[test]
    fn bodies_do_their_own_work() {
        let fits = |name: &str, who: &str| Body::of(name).expect("a kind").fits(who);
        assert!(fits("架空市長", "市町村長"));
        assert!(fits("架空市長", "都道府県知事"));
        assert!(!Body::Municipal.is_named("都道府県知事"));
        assert!(!fits("架空市長", "厚生労働大臣"));
        assert!(fits("架空県知事", "都道府県知事等"));
        assert!(!fits("架空県知事", "市町村長"));
        assert!(!fits("架空県後期高齢者医療広域連合", "市町村長"));
        assert!(fits(
            "架空県後期高齢者医療広域連合",
            "市町村長又は高齢者の医療の確保に関する法律第四十八条に規定する後期高齢者医療広域連合"
        ));
        assert_eq!(Body::of("架空大臣"), None);
    }
}
