//! The numbers and bullets that a program puts before paragraphs: they are read, but stand in no text.

use std::collections::HashMap;

use roxmltree::Node;

use super::runs::symbols;
use super::{attribute, child};
use crate::intake::read::package;
use crate::intake::refusal::Refusal;

/// How many levels a list has.
const LEVELS: usize = 9;

/// The lists of a document, and how far each was counted.
#[derive(Default)]
pub(super) struct Numbering {
    /// Which kind of list a list is.
    lists: HashMap<String, String>,
    kinds: HashMap<String, ListKind>,
}

#[derive(Default)]
struct ListKind {
    levels: HashMap<usize, Level>,
    counts: [Option<usize>; LEVELS],
}

#[derive(Clone)]
struct Level {
    start: usize,
    format: String,
    text: String,
    suffix: &'static str,
}

impl Numbering {
    /// The lists of a part's text.
    pub fn of(text: Option<&str>) -> Result<Self, Refusal> {
        let Some(text) = text else {
            return Ok(Numbering::default());
        };
        let tree = package::tree(text, "numbering.xml")?;
        let mut out = Numbering::default();
        for node in tree.root_element().children().filter(Node::is_element) {
            match node.tag_name().name() {
                "abstractNum" => {
                    let levels = node.children().filter(|n| n.tag_name().name() == "lvl");
                    let levels = levels.filter_map(|n| {
                        let level: usize = attribute(n, "ilvl")?.parse().ok()?;
                        Some((level, self::level(n)))
                    });
                    let kind = ListKind {
                        levels: levels.collect(),
                        ..ListKind::default()
                    };
                    let id = attribute(node, "abstractNumId").unwrap_or_default();
                    out.kinds.insert(id.to_owned(), kind);
                }
                "num" => {
                    let id = attribute(node, "numId").unwrap_or_default();
                    let kind = child(node, "abstractNumId").and_then(|n| attribute(n, "val"));
                    if let Some(kind) = kind {
                        out.lists.insert(id.to_owned(), kind.to_owned());
                    }
                }
                _ => {}
            }
        }
        Ok(out)
    }

    /// What stands before the next paragraph of a list.
    pub fn next(&mut self, list: String, level: usize) -> Option<String> {
        let kind = self.kinds.get_mut(self.lists.get(&list)?)?;
        let here = kind.levels.get(&level)?.clone();
        let count = kind.counts.get_mut(level)?;
        *count = Some(count.map_or(here.start, |n| n.saturating_add(1)));
        for deeper in kind.counts.iter_mut().skip(level + 1) {
            *deeper = None;
        }
        if here.format == "none" {
            return None;
        }
        let mut out = String::new();
        let mut chars = symbols(&here.text)
            .chars()
            .collect::<Vec<_>>()
            .into_iter()
            .peekable();
        while let Some(c) = chars.next() {
            let level = (c == '%')
                .then(|| chars.peek().and_then(|d| d.to_digit(10)))
                .flatten();
            let Some(level) = level.and_then(|n| (n as usize).checked_sub(1)) else {
                out.push(c);
                continue;
            };
            chars.next();
            let of = kind.levels.get(&level);
            let start = of.map_or(1, |level| level.start);
            let count = kind.counts.get(level).copied().flatten().unwrap_or(start);
            out.push_str(&number(
                count,
                of.map_or("decimal", |level| level.format.as_str()),
            ));
        }
        if out.trim().is_empty() {
            return None;
        }
        out.push_str(here.suffix);
        Some(out)
    }
}

fn level(node: Node) -> Level {
    let value = |name: &str| child(node, name).and_then(|n| attribute(n, "val"));
    Level {
        start: value("start").and_then(|n| n.parse().ok()).unwrap_or(1),
        format: value("numFmt").unwrap_or("decimal").to_owned(),
        text: value("lvlText").unwrap_or_default().to_owned(),
        suffix: match value("suff") {
            Some("nothing") => "",
            _ => " ",
        },
    }
}

/// A number as a list writes it.
fn number(n: usize, format: &str) -> String {
    let from = |first: char, most: usize| {
        let offset = n.checked_sub(1).filter(|n| *n < most)?;
        char::from_u32(u32::from(first) + offset as u32).map(String::from)
    };
    let of = |signs: &str| {
        n.checked_sub(1)
            .and_then(|n| signs.chars().nth(n))
            .map(String::from)
    };
    let special = match format {
        "bullet" => Some(String::new()),
        "decimalFullWidth" | "decimalFullWidth2" => {
            Some(crate::japanese::notation::wide(&n.to_string()))
        }
        "decimalEnclosedCircle" => from('①', 20),
        "decimalEnclosedParen" => from('⑴', 20),
        "decimalEnclosedFullstop" => from('⒈', 20),
        "lowerLetter" => from('a', 26),
        "upperLetter" => from('A', 26),
        "lowerRoman" => roman(n).map(|r| r.to_lowercase()),
        "upperRoman" => roman(n),
        "aiueo" => of("ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"),
        "aiueoFullWidth" => of(
            "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
        ),
        "irohaFullWidth" | "iroha" => of(
            "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン",
        ),
        "japaneseCounting"
        | "ideographDigital"
        | "japaneseDigitalTenThousand"
        | "chineseCounting" => kanji(n),
        "decimalZero" => Some(format!("{n:02}")),
        _ => None,
    };
    special.unwrap_or_else(|| n.to_string())
}

fn roman(n: usize) -> Option<String> {
    let signs = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = Some(n).filter(|n| (1..400).contains(n))?;
    let mut out = String::new();
    for (value, sign) in signs {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    Some(out)
}

fn kanji(n: usize) -> Option<String> {
    let digits: Vec<char> = "一二三四五六七八九".chars().collect();
    let (tens, ones) = (n / 10, n % 10);
    let digit = |n: usize| n.checked_sub(1).and_then(|n| digits.get(n)).copied();
    let mut out = String::new();
    if tens > 9 || n == 0 {
        return None;
    }
    if tens > 0 {
        out.extend(digit(tens).filter(|_| tens > 1));
        out.push('十');
    }
    out.extend(digit(ones));
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_its_list_does() {
        for (n, format, written) in [
            (3, "decimal", "3"),
            (3, "decimalEnclosedCircle", "③"),
            (12, "decimalFullWidth", "１２"),
            (2, "aiueoFullWidth", "イ"),
            (21, "japaneseCounting", "二十一"),
            (4, "upperRoman", "IV"),
            (30, "decimalEnclosedCircle", "30"),
        ] {
            assert_eq!(number(n, format), written, "{format}");
        }
    }

    #[test]
    fn a_list_counts_its_levels() {
        let xml = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%1）"/><w:suff w:val="nothing"/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1-%2."/></w:lvl>
            </w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
        let mut lists = Numbering::of(Some(xml)).expect("lists");
        let mut next = |level| lists.next("5".to_owned(), level).unwrap_or_default();
        assert_eq!(
            [next(0), next(1), next(1), next(0), next(1)],
            ["（1）", "1-a. ", "1-b. ", "（2）", "2-a. "]
        );
    }
}
