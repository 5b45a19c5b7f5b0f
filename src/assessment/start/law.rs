//! The provisions by which an office uses 個人番号 and asks others, as far as the tables of the law leave no doubt.

use std::collections::BTreeSet;

use super::Linkage;
use crate::assets::offices::{Body, ENTRIES, Entry, Law};
use crate::assets::rows;
use crate::japanese::notation::fold;

/// A ground, or what may be one.
#[derive(Debug, Default)]
pub(super) struct Grounds {
    /// The text, where only one provision can be meant.
    pub(super) certain: Option<String>,
    /// Lines that name what may be meant.
    pub(super) candidates: Vec<String>,
}

const ACT: &str = "行政手続における特定の個人を識別するための番号の利用等に関する法律（平成25年法律第27号。以下「番号法」という。）";

/// 個人番号の利用: the entry of 別表.
pub(super) fn usage(office: &str, agency: &str) -> Grounds {
    let meant = Meant::of(&ENTRIES.usage, office, agency);
    let Meant {
        entries,
        is_certain,
    } = &meant;
    if let [entry] = entries.as_slice()
        && *is_certain
    {
        let order = entry.order.as_deref().map(|order| {
            let article = article(order);
            format!("\n番号法別表の主務省令で定める事務を定める命令（平成26年内閣府・総務省令第5号）{article}")
        });
        let order = order.unwrap_or_default();
        return Grounds {
            certain: Some(format!("{ACT}第9条第1項　別表の{}の項{order}", entry.entry)),
            candidates: Vec::new(),
        };
    }
    Grounds {
        certain: None,
        candidates: listed("番号法別表", entries),
    }
}

/// 情報連携: the entries of 第2条の表 by which the office asks, and those by which it answers. `is_named` says whether a
/// text before it has the name of the act in full.
pub(super) fn linkage(office: &str, agency: &str, linkage: Linkage, is_named: bool) -> Grounds {
    let asks = matches!(linkage, Linkage::Both | Linkage::Asks);
    let provides = matches!(linkage, Linkage::Both | Linkage::Provides);
    let meant = Meant::of(&ENTRIES.linkage, office, agency);
    let entries = meant.entries.as_slice();
    if let [entry] = entries
        && meant.is_certain
        && asks
        && !provides
    {
        let act = if is_named { "番号法" } else { ACT };
        let text = format!(
            "{act}第19条第8号\n番号法第19条第8号に基づく利用特定個人情報の提供に関する命令（令和6年デジタル庁・総務省令第9号）第2条の表の{}の項（情報照会）",
            entry.entry
        );
        return Grounds {
            certain: Some(text),
            candidates: Vec::new(),
        };
    }
    let mut candidates = Vec::new();
    if asks {
        candidates = listed("照会の根拠: 第2条の表", entries);
    }
    if provides {
        candidates.extend(answers(office, agency));
    }
    Grounds {
        certain: None,
        candidates,
    }
}

/// 「第50条の2」 for 50の2.
fn article(number: &str) -> String {
    match number.split_once('の') {
        Some((first, rest)) => format!("第{first}条の{rest}"),
        None => format!("第{number}条"),
    }
}

fn listed(table: &str, entries: &[&Entry]) -> Vec<String> {
    let line = |entry: &&Entry| {
        let Entry { law, who, .. } = entry;
        format!("{table}の{}の項（{law}、{who}）", entry.entry)
    };
    entries.iter().take(MOST).map(line).collect()
}

/// How many candidates are named.
const MOST: usize = 12;

/// The entries by which the information of the office is given.
fn answers(office: &str, agency: &str) -> Option<String> {
    let office = fold(office);
    let body = Body::of(agency)?;
    let says = |info: &&Law| {
        let mut words = info.words.iter();
        words.any(|word| office.contains(fold(word).as_str()))
    };
    let own: Vec<&str> = ENTRIES
        .infos
        .iter()
        .filter(says)
        .map(|info| info.name.as_str())
        .collect();
    let gives = |row: &&rows::Row| {
        let mut own = own.iter();
        own.any(|info| row.info.contains(info)) && row.may_be_answered_by(body)
    };
    let mut numbers: Vec<&str> = rows::newer()
        .iter()
        .filter(gives)
        .map(|row| row.entry)
        .collect();
    numbers.dedup();
    let info = own.join("、");
    let numbers = numbers.join("、");
    (!numbers.is_empty()).then(|| format!("提供の根拠: 第2条の表の{numbers}の項（{info}）"))
}

/// The entries that the name of an office may mean.
struct Meant {
    entries: Vec<&'static Entry>,
    /// Whether they are all of one law, and name the body.
    is_certain: bool,
}

impl Meant {
    fn of(table: &'static [Entry], office: &str, agency: &str) -> Meant {
        let laws = laws(office);
        let body = Body::of(agency);
        let of_laws = table
            .iter()
            .filter(|entry| laws.contains(entry.law.as_str()));
        let of_laws: Vec<&Entry> = of_laws.collect();
        let of_body = |may: &dyn Fn(Body, &str) -> bool| -> Vec<&'static Entry> {
            let own = of_laws.iter().copied();
            own.filter(|entry| body.is_none_or(|body| may(body, &entry.who)))
                .collect()
        };
        let named = of_body(&|body, who| body.is_named(who));
        let is_certain = laws.len() == 1 && body.is_some() && !named.is_empty();
        let entries = match named.is_empty() {
            true => of_body(&|body, who| body.fits(who)),
            false => named,
        };
        Meant {
            entries,
            is_certain,
        }
    }
}

/// The laws of which the name of an office speaks. Of words in one place the longest counts (特別児童扶養手当, not
/// 児童扶養手当), and of laws that are known by the same word the one that is called so.
fn laws(office: &str) -> BTreeSet<&'static str> {
    let office = fold(office);
    let mut found: Vec<(usize, usize, &'static str, bool)> = Vec::new();
    for law in &ENTRIES.laws {
        for word in &law.words {
            let word = fold(word);
            let is_called = fold(&law.name).starts_with(&word);
            let places = office.match_indices(word.as_str());
            found.extend(places.map(|(at, _)| (at, at + word.len(), law.name.as_str(), is_called)));
        }
    }
    let is_best = |(start, end, law, is_called): &(usize, usize, &str, bool)| {
        found.iter().all(|(s, e, other, called)| {
            let is_wider = s <= start && end <= e && (e - s) > (end - start);
            let is_same = (s, e) == (start, end);
            other == law || !is_wider && (!is_same || *is_called || !called)
        })
    };
    let best = found.iter().filter(|place| is_best(place));
    best.map(|(_, _, law, _)| *law).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_speaks_of_the_law_that_it_is_called_by() {
        let of = |office: &str| Vec::from_iter(laws(office));
        assert_eq!(of("児童手当の支給に関する事務"), ["児童手当法"]);
        assert_eq!(
            of("特別児童扶養手当の支給に関する事務"),
            ["特別児童扶養手当等の支給に関する法律"]
        );
        assert_eq!(of("国民健康保険に関する事務"), ["国民健康保険法"]);
        assert_eq!(of("予防接種に関する事務"), ["予防接種法"]);
        assert_eq!(of("生活保護に関する事務"), ["生活保護法"]);
        assert!(of("図書館の貸出しに関する事務").is_empty());
    }

    #[test]
    fn only_what_leaves_no_doubt_is_a_ground() {
        let certain = |office: &str, agency: &str| usage(office, agency).certain;
        let text = certain("児童手当の支給に関する事務", "架空市長").expect("one entry");
        assert!(text.contains("別表の81の項") && text.ends_with("第44条"));
        assert_eq!(certain("児童手当の支給に関する事務", "架空組合"), None);
        assert_eq!(certain("保育に関する事務", "架空市長"), None);
        assert!(!usage("保育に関する事務", "架空市長").candidates.is_empty());
    }
}
