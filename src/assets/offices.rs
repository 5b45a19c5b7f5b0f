//! The tables of offices of 番号法 as data: which entry is work of which law and of whom, and which article of the order
//! names it; and by which words texts speak of the laws.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::japanese::chars::is_kanji;
use crate::japanese::notation::fold;

/// The tables with the laws of their entries.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entries {
    /// Where they were read.
    pub source: String,
    /// From when on the entries have their numbers.
    #[cfg_attr(not(test), expect(dead_code))]
    pub from: String,
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
pub(crate) struct Gone {
    pub was: String,
    pub law: String,
}

/// A law with the words by which texts speak of its offices.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Law {
    pub name: String,
    pub words: Vec<String>,
}

/// An entry of a table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub entry: String,
    /// Its number in the table before.
    pub was: Option<String>,
    pub law: String,
    /// Who does the work.
    pub who: String,
    /// The article of the order that describes its work, as a number: 20の2.
    pub order: Option<String>,
}

pub(crate) static ENTRIES: LazyLock<Entries> =
    LazyLock::new(|| super::data::read("law/entries").unwrap_or_default());

/// The words of a law.
fn words(law: &str) -> &'static [String] {
    let law = ENTRIES.laws.iter().find(|l| l.name == law);
    law.map_or(&[], |law| &law.words)
}

/// Whether a folded text recalls a law.
pub(crate) fn recalls(text: &str, law: &str) -> bool {
    let mut words = words(law).iter();
    words.any(|word| text.contains(fold(word).as_str()))
}

/// Whether a folded text names a law: 「児童手当法」.
pub(crate) fn names(text: &str, law: &str) -> bool {
    let named = words(law)
        .iter()
        .filter(|word| word.ends_with(['法', '律']));
    let mut folded = named.map(|word| fold(word));
    // 健康保険法 at the end of 国民健康保険法 is another law.
    folded.any(|word| {
        let mut found = text.match_indices(word.as_str());
        found.any(|(at, _)| !text[..at].ends_with(is_kanji))
    })
}

/// A kind of body, as far as the tables distinguish bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    /// A mayor.
    Municipal,
    /// A governor.
    Prefectural,
    /// 後期高齢者医療広域連合
    Union,
}

impl Body {
    /// What body a name is that of: 「架空市長」; none where it may be any.
    pub(crate) fn of(name: &str) -> Option<Body> {
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
    pub(crate) fn fits(self, who: &str) -> bool {
        let of_prefecture = ["知事", "都道府県", "広域連合"];
        let is_city = self == Body::Municipal;
        self.is_named(who) || is_city && of_prefecture.iter().any(|word| who.contains(word))
    }

    /// Whether an entry names it as the one who does its work.
    pub(crate) fn is_named(self, who: &str) -> bool {
        const OF_ALL: [&str; 3] = ["地方公共団体", "行政機関の長等", "知事等"];
        let own: &[&str] = match self {
            Body::Municipal => &["市町村", "市長", "市の長"],
            Body::Prefectural => &["知事", "都道府県"],
            Body::Union => &["広域連合"],
        };
        own.iter().chain(&OF_ALL).any(|word| who.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
