//! 別のことを書く欄に、同じ文がある。
//! Two items about different things have the same sentence.
//!
//! ## 何を確認するか
//! 25字以上の同じ文が、入手と監査、委託と開示請求のように、違うことを書く二つの欄にあること（参考）。
//! 同じ節の欄、同じ名の欄、別添３、図、別紙は見ません。そのような文が三組以上あれば、文を写して書く評価書とみて、指摘しません。
//!
//! ## なぜ
//! 別の欄の文を貼り付けて、書き直すのを忘れた跡のことがあります。その欄で答えるべきことが書かれないまま残ります。
//!
//! ## 直し方
//! その欄で問われていることを書きます。どちらの欄にも当てはまる文なら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 監査:
//!   監査:
//!     具体的な内容: 図書館課の職員が、毎年5月に委託先を訪ねて、体制と作業の場所を確かめる。
//! 従業者に対する教育・啓発:
//!   具体的な方法: 図書館課の職員が、毎年5月に委託先を訪ねて、体制と作業の場所を確かめる。   # 誤
//!   具体的な方法: 採用したときと毎年6月に、図書館の全ての職員に研修を行っている。           # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::is_list_mark;
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::japanese::notation::{fold, has_chars};
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X050",
    name: "sentence-of-other-item",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

/// From how many characters on a sentence is copied and not written twice.
const LONG: usize = 25;

/// In how many pairs of items the same sentences are an oversight; more are how the office writes.
const MOST: usize = 2;

/// What each group of items is about, by what their ids hold; the first that fits.
const SUBJECTS: [(&str, u8); 17] = [
    ("overview.basics.", 1),
    ("overview.intake.", 2),
    ("risks.intake.", 2),
    ("risks.use.", 11),
    ("overview.entrustment.", 3),
    ("risks.entrustment.", 3),
    ("overview.provision.", 4),
    ("risks.provision.", 4),
    ("risks.network.", 4),
    ("overview.storage.", 5),
    ("risks.storage.", 5),
    ("other_risks.audit.", 6),
    ("other_risks.training.", 7),
    ("other_risks.other", 12),
    ("disclosure.", 8),
    ("procedure.", 9),
    ("basic.", 10),
];

/// A sentence in an item.
struct Place<'a> {
    field: FieldId,
    text: &'a Scalar,
    range: Range<usize>,
    subject: u8,
}

fn check(cx: &mut Context) {
    let mut pairs: BTreeMap<(FieldId, FieldId), Vec<(Place, Place)>> = BTreeMap::new();
    let mut seen: FxHashMap<String, Place> = FxHashMap::default();
    for (id, field) in cx.assessment.printed().iter_enumerated() {
        let Value::Text(said) = field.value else {
            continue;
        };
        let mut sentences = sentences(&said.text).peekable();
        if sentences.peek().is_none() || is_elsewhere(&field.id) {
            continue;
        }
        let subject = SUBJECTS.iter().find(|(part, _)| field.id.contains(part));
        let Some((_, subject)) = subject else {
            continue;
        };
        for range in sentences {
            let place = Place {
                field: id,
                text: said,
                range,
                subject: *subject,
            };
            let words = fold(&said.text[place.range.clone()]);
            match seen.remove(&words) {
                Some(first) if are_others(&first, &place) => {
                    pairs
                        .entry((first.field, id))
                        .or_default()
                        .push((first, place));
                }
                Some(first) => drop(seen.insert(words, first)),
                None => drop(seen.insert(words, place)),
            }
        }
    }
    if pairs.len() > MOST {
        return;
    }
    for places in pairs.into_values() {
        report(cx, places);
    }
}

/// What repeats the rest of the document.
fn is_elsewhere(id: &str) -> bool {
    ["changes[", "annexes[", "flow_figure."]
        .iter()
        .any(|list| id.starts_with(list))
}

fn are_others(one: &Place, other: &Place) -> bool {
    one.subject != other.subject
}

/// The sentences that are long enough, without marks of lists.
fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    pieces(text, &['。']).filter_map(|piece| {
        let own = text[piece.clone()].trim_start_matches(is_list_mark);
        let start = piece.end - own.len();
        let own = own.trim_end();
        (own.ends_with('。') && has_chars(own, LONG)).then(|| start..start + own.len())
    })
}

/// Sentences that two items share: reported at the item in which they are the more foreign.
fn report(cx: &mut Context, places: Vec<(Place, Place)>) {
    let Some((one, other)) = places.first() else {
        return;
    };
    let first = around(places.iter().map(|(one, _)| &one.range));
    let second = around(places.iter().map(|(_, other)| &other.range));
    let one = (one.field, one.text, first);
    let other = (other.field, other.text, second);
    let (foreign, own) = match fit(cx, &one) <= fit(cx, &other) {
        true => (one, other),
        false => (other, one),
    };
    let lang = cx.lang;
    let words = words(lang, &cx.name(foreign.0), &cx.name(own.0));
    let places = [foreign, own].map(|(field, text, range)| (field, cx.words(text, range)));
    cx.report_all(&RULE, &places, words);
}

/// From the first to the last of some parts of a text.
fn around<'p>(parts: impl Iterator<Item = &'p Range<usize>> + Clone) -> Range<usize> {
    let start = parts.clone().map(|part| part.start).min();
    let end = parts.map(|part| part.end).max();
    start.unwrap_or_default()..end.unwrap_or_default()
}

/// How much of some words the rest of their item has, with its name: in hundredths of their pairs of letters.
fn fit(cx: &Context, (field, text, range): &(FieldId, &Scalar, Range<usize>)) -> usize {
    let of = |words: &str, pairs: &mut FxHashSet<(char, char)>| {
        let letters: Vec<char> = words.chars().collect();
        let is_word = |c: &char| !matches!(c, 'ぁ'..='ゖ') && c.is_alphanumeric();
        let two = letters.windows(2).filter(|two| two.iter().all(is_word));
        pairs.extend(two.map(|two| (two[0], two[1])));
    };
    let (mut own, mut rest) = (FxHashSet::default(), FxHashSet::default());
    of(&text.text[range.clone()], &mut own);
    of(&text.text[..range.start], &mut rest);
    of(&text.text[range.end..], &mut rest);
    let mut above = Some(*field);
    while let Some(id) = above {
        let field = cx.field(id);
        of(&cx.assessment.definition(field).label, &mut rest);
        above = field.parent;
    }
    own.intersection(&rest).count() * 100 / own.len().max(1)
}

fn words(lang: Lang, item: &str, other: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} に、別のことを書く {other} と同じ文がある",
        "{item} has a sentence of {other}, which is about something else"
    ))
    .help(say!(
        lang,
        "貼り付けた文を書き直し忘れていないかを確かめてください。どちらの欄にも当てはまるなら、そのままで構いません。",
        "See whether a pasted sentence was to be rewritten; it may be right in both."
    ))
}
