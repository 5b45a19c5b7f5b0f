//! 別表の項の番号が、この評価書の事務のものではない。
//! An entry of the table of offices is that of another law.
//!
//! ## 何を確認するか
//! 個人番号の利用の根拠（Ⅰ５）の「別表の68の項」と、情報連携の根拠（Ⅰ６②）の照会の項が、事務の名称や内容に出てくる法律の項であること。
//! 令和6年5月27日より前の番号と同じで、そのころの項がこの事務の法律のものなら注意、行う者からみてこの団体の項でありえないものは参考とします。
//! 事務の名称、評価書名、事務の内容のどこかにその項の法律を思わせる語があれば見ません。提供の項も見ません。
//!
//! ## なぜ
//! 令和6年5月27日に別表の項の番号が付け替わり、古い番号の多くは、いまは別の法律の項になっています。古い番号のままだと、根拠のない利用や照会をしているように読めます。
//!
//! ## 直し方
//! 示された項を条文で確かめて、その番号に書き直します。
//!
//! ## 例
//! ```yaml
//! 事務の名称: 介護保険に関する事務
//! # …
//! 法令上の根拠: 番号法第9条第1項及び別表の68の項    # 誤: 68の項は特別弔慰金の支給
//! 法令上の根拠: 番号法第9条第1項及び別表の100の項   # 正
//! ```
//!
//! ## 根拠
//! 番号法別表、令和6年デジタル庁・総務省令第9号 第2条の表（schemas/law/entries.yaml）

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date as Day;
use serde::Deserialize;

use super::{Legal, Spot};
use crate::japanese::citation::{Table, Whose, entries_of_lists};
use crate::japanese::narrow::Narrow;
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Rule};
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::say;

/// The rule.
pub static RULE: Rule = Rule {
    code: "L013",
    name: "entry-of-another-law",
    severity: Severity::Warning,
    stage: Stage::Draft,
    basis: &["番号法別表"],
    source: include_str!("l013_other_entry.rs"),
    check,
};

/// The tables with the laws of their entries.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entries {
    source: String,
    /// From when on the entries have their numbers.
    from: String,
    laws: Vec<Law>,
    usage: Vec<Entry>,
    linkage: Vec<Entry>,
}

/// A law with the words by which texts speak of its offices.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Law {
    name: String,
    words: Vec<String>,
}

/// An entry of a table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    entry: String,
    /// Its number in the table before.
    was: Option<String>,
    law: String,
    /// Who does the work.
    who: String,
}

static ENTRIES: LazyLock<Entries> =
    LazyLock::new(|| crate::assets::data::read("law/entries").unwrap_or_default());

/// Where the tables are cited, and how they are called.
const USAGE: (&str, &str) = ("basic.my_number_use.legal_basis", "別表");
const LINKAGE: (&str, &str) = ("basic.info_linkage.legal_basis", "第2条の表");

fn check(cx: &mut Context) {
    let begun = ENTRIES.from.parse::<Day>().ok();
    let (Some(from), Some(day)) = (begun, cx.law_day()) else {
        return;
    };
    if day < from {
        return;
    }
    let office = Office::of(cx);
    for ((item, table), entries) in [(USAGE, &ENTRIES.usage), (LINKAGE, &ENTRIES.linkage)] {
        let texts = cx.texts.laws.texts.iter();
        let mut texts = texts.filter(|legal| cx.field(legal.place).id == item);
        let Some(legal) = texts.next() else { continue };
        let cited = match item == USAGE.0 {
            true => of_usage(legal),
            false => of_requests(&legal.text.text),
        };
        let (mut renumbered, mut others) = (Vec::new(), Vec::new());
        for (number, range) in &cited {
            let own = entries.iter().find(|e| e.entry == *number);
            let Some(own) = own.filter(|own| !office.speaks_of(&own.law)) else {
                continue;
            };
            let before = entries.iter().find(|e| e.was.as_ref() == Some(number));
            let meant = before.filter(|meant| {
                office.is_of(&meant.law) && cited.iter().all(|(n, _)| *n != meant.entry)
            });
            let spot = legal.spot(cx, range.clone());
            match meant {
                Some(meant) => renumbered.push((own, meant, spot)),
                None if office.cannot_be(&own.who) => others.push((own, spot)),
                None => {}
            }
        }
        stale(cx, table, &renumbered);
        for (own, spot) in others {
            of_others(cx, table, own, spot);
        }
    }
}

/// The assessed office, by the words that tell of it.
struct Office {
    /// Its name and the title of the assessment, folded.
    name: String,
    /// All that is said of it, folded.
    told: String,
    /// The body, folded.
    body: String,
}

impl Office {
    fn of(cx: &Context) -> Self {
        let said = |ids: &[&str]| {
            let texts = ids.iter().filter_map(|id| cx.assessment.text(id));
            texts.map(|text| fold(text) + "\n").collect::<String>()
        };
        let agency = cx.assessment.form.agencies.item.as_deref();
        Office {
            name: said(&["cover.title", "basic.office.name"]),
            told: said(&[
                "cover.title",
                "cover.declaration",
                "basic.office.name",
                "basic.office.content",
                "basic.my_number_use.legal_basis",
            ]),
            body: said(&[agency.unwrap_or_default()]),
        }
    }

    fn words(law: &str) -> &'static [String] {
        let law = ENTRIES.laws.iter().find(|l| l.name == law);
        law.map_or(&[], |law| &law.words)
    }

    /// Whether anything that is told of the office recalls a law.
    fn speaks_of(&self, law: &str) -> bool {
        let mut words = Self::words(law).iter();
        words.any(|word| self.told.contains(fold(word).as_str()))
    }

    /// Whether the name of the office says that it is one of a law.
    fn is_of(&self, law: &str) -> bool {
        let mut words = Self::words(law).iter();
        words.any(|word| self.name.contains(fold(word).as_str()))
    }

    /// Whether an entry is that of a body of the State or of another body, and this body a municipality.
    fn cannot_be(&self, who: &str) -> bool {
        const LOCAL: [&str; 7] = [
            "市町村",
            "知事",
            "市長",
            "地方公共団体",
            "都道府県",
            "行政機関の長等",
            "広域連合",
        ];
        let bare = self.body.trim_end();
        let is_municipality = ["市長", "町長", "村長", "区長"];
        let is_municipality = is_municipality.iter().any(|end| bare.ends_with(end));
        is_municipality && !LOCAL.iter().any(|word| who.contains(word)) && !self.name.is_empty()
    }
}

/// The entries of the table of 番号法 that a text cites.
fn of_usage(legal: &Legal) -> Vec<(String, Range<usize>)> {
    let citations = legal.found.citations.iter();
    let own = citations.filter(|citation| {
        let law = match citation.whose {
            Whose::Known(law) => super::data::data().names.laws.get(law),
            _ => None,
        };
        let is_own = law.is_some_and(|law| law.id == "bango") && !citation.former;
        is_own && citation.place.table == Some(Table::Only)
    });
    let numbered = own.filter_map(|citation| {
        let number = citation.place.entry?.to_string();
        Some((number, citation.range.clone()))
    });
    numbered.collect()
}

/// The entries that a text lists under a heading for requests: 「【情報照会】131の項及び132の項」.
fn of_requests(text: &str) -> Vec<(String, Range<usize>)> {
    const OPEN: [char; 9] = ['【', '（', '(', '＜', '<', '〈', '［', '[', '《'];
    const CLOSE: [char; 9] = ['】', '）', ')', '＞', '>', '〉', '］', ']', '》'];
    /// A heading is short.
    const LONGEST: usize = 40;
    let mut found = Vec::new();
    let mut begun: Option<usize> = None;
    let mut take = |from: usize, to: usize| {
        let narrow = Narrow::of(&text[from..to]);
        let listed = entries_of_lists(&narrow).into_iter();
        found.extend(
            listed
                .map(|(number, range)| (number.to_string(), from + range.start..from + range.end)),
        );
    };
    for (at, open) in text.match_indices(OPEN) {
        let inside = &text[at + open.len()..];
        let Some(end) = inside.find(CLOSE).filter(|end| *end <= LONGEST) else {
            continue;
        };
        let heading = &inside[..end];
        let is_heading = heading.contains("照会") != heading.contains("提供")
            && !heading.contains("以下")
            && !heading.contains("関係情報");
        if !is_heading {
            continue;
        }
        if let Some(from) = begun.take() {
            take(from, at);
        }
        let behind = at + open.len() + end;
        begun = heading.contains("照会").then_some(behind);
    }
    if let Some(from) = begun {
        take(from, text.len());
    }
    found
}

/// Entries that have the number of the table before.
fn stale(cx: &mut Context, table: &str, found: &[(&Entry, &Entry, Spot)]) {
    let Some(((own, _, first), rest)) = found.split_first() else {
        return;
    };
    let (number, law) = (&own.entry, &own.law);
    let message = match rest {
        [] => say!(
            cx,
            "「{table}の{number}の項」は、{law}の事務の項である",
            "Entry {number} of 「{table}」 is one of 「{law}」"
        ),
        _ => say!(
            cx,
            "{table}の項が、別の法律の事務の項になっている",
            "Entries of 「{table}」 are those of other laws"
        ),
    };
    let right = found.iter().map(|(own, meant, _)| {
        let (was, now, law) = (&own.entry, &meant.entry, &meant.law);
        say!(
            cx,
            "{law}の{was}の項は、令和6年5月27日から{now}の項です。",
            "Entry {was} for 「{law}」 is {now} from 2024-05-27. "
        )
    });
    let right: String = right.collect();
    let help = say!(
        cx,
        "{right}条文で確かめて書き直してください。",
        "{right}Look it up."
    );
    let label = |own: &Entry| {
        let law = &own.law;
        say!(cx, "いまは{law}の事務の項", "one of 「{law}」 now")
    };
    let labels = rest.iter().map(|(own, _, spot)| (spot.span, label(own)));
    let labels: Vec<_> = labels.collect();
    let own = label(own);
    let finding = cx
        .report(&RULE, first.place, first.span, message)
        .saying(own)
        .help(help)
        .basis(vec![ENTRIES.source.as_str()]);
    labels
        .into_iter()
        .fold(finding, |finding, (span, label)| finding.place(span, label));
}

/// An entry of which this body can have no part.
fn of_others(cx: &mut Context, table: &str, own: &Entry, spot: Spot) {
    let (number, law) = (&own.entry, &own.law);
    let message = say!(
        cx,
        "「{table}の{number}の項」は、{law}の事務の項である",
        "Entry {number} of 「{table}」 is one of 「{law}」"
    );
    let help = say!(
        cx,
        "行う者は「{}」です。この評価書の事務の項を条文で確かめてください。",
        "It is work of 「{}」; look the entry up.",
        own.who
    );
    cx.report(&RULE, spot.place, spot.span, message)
        .severity(Severity::Info)
        .help(help)
        .basis(vec![ENTRIES.source.as_str()]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_can_be_read() {
        let entries: Entries =
            crate::assets::data::read("law/entries").expect("the data can be read");
        assert!(entries.from.parse::<Day>().is_ok());
        for entry in entries.usage.iter().chain(&entries.linkage) {
            let known = entries.laws.iter().any(|law| law.name == entry.law);
            assert!(known, "{}", entry.law);
        }
    }

    #[test]
    fn entries_of_requests_are_told_from_those_of_answers() {
        let numbers = |text: &str| -> Vec<String> {
            let found = of_requests(text).into_iter();
            found.map(|(number, _)| number).collect()
        };
        assert_eq!(
            numbers(
                "番号法第19条第8号、第2条の表\n【情報照会】131の項及び132の項\n【情報提供】2、3、7の項"
            ),
            ["131", "132"]
        );
        assert_eq!(
            numbers("（照会の根拠）42の項、４３の項\n（提供の根拠）14の項"),
            ["42", "43"]
        );
        assert_eq!(
            numbers("＜提供＞ 1、2の項\n＜照会＞ 第2条の表の25、27及び55の2の項"),
            ["25", "27", "55の2"]
        );
        assert_eq!(
            numbers("第2条の表の131の項（情報照会を行う場合は第5条第1項による。）"),
            [""; 0]
        );
    }
}
