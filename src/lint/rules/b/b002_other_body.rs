//! 自分の団体の名があるはずのところに、ほかの団体の名がある。
//! Another body's name is used where the own one belongs.
//!
//! ## 何を確認するか
//! 「…市長」「…市の領域」「…市個人情報保護条例」「…市職員」のように評価実施機関を名指しする言い方が、
//! 表紙の評価実施機関名と同じ団体であること。宣言の「…市は、」も見ます。同じ種類の団体（市なら市、区なら区）だけを見ます。ただし
//! 「…個人情報保護審議会」「…情報公開条例」のように市区町村が置き、又は定めるものは、市区町村ならどの種類でも見ます。
//! そのほかの言い方で出る市区町村の名は、参考として示します。「…市総務部」、Ⅴの宛先の「…市…町」、「…町の」などです。
//! 提供先、委託先、入手元、他の評価実施機関の欄と、そこに出る団体、「」の中、ほかの団体と並べた名は見ません。
//!
//! ## なぜ
//! ほかの団体の評価書を下敷きにすると、名前が残ることがあります。その条例や規程は自分の団体にはありません。
//!
//! ## 直し方
//! 自分の団体の名に直し、その条例や規程が自分の団体にあるかを確かめます。ほかの団体のことなら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 評価実施機関名: 架空市長
//! # …
//! 第三者点検:
//!   方法: 別世市個人情報保護審議会に諮問した。   # 誤: ほかの市の審議会
//!   方法: 架空市個人情報保護審議会に諮問した。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式
//!
//! 実測: 公表された素案一つ（254項目）で指摘0件。見落とし0（ほかの団体の名は残っていない）。完成した記入例二つで指摘0件。

use std::collections::{BTreeMap, BTreeSet};

use super::body;
use super::places::{Named, Said, municipalities, subject};
use crate::lint::rules::{Context, Levels, OwnText, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "B002",
    name: "other-body",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// Items that speak of others.
const OTHERS: [&str; 3] = [".intake.sources", "other_agencies", "changes["];

/// Lists of others, and the ends of their items that speak of them.
const LISTS: [&str; 2] = [".recipients[", ".entrustment.items["];
const OF_THEM: [&str; 5] = [
    ".name",
    ".legal_basis",
    ".purpose",
    ".contractor",
    ".content",
];

/// Items with the body's own addresses.
const OWN_ADDRESSES: &str = "disclosure.";

/// Where the body declares that it protects privacy.
const DECLARATION: &str = "cover.declaration";

/// The places of a name, and how surely it stands for the own one.
#[derive(Default)]
struct Found {
    places: Vec<Place>,
    is_sure: bool,
}

fn check(cx: &mut Context) {
    let Some(body) = body(cx) else { return };
    let mut found: BTreeMap<&str, Found> = BTreeMap::new();
    let mut listed: BTreeSet<&str> = BTreeSet::new();
    for words in &cx.facts.words {
        let (id, text) = (&cx.field(words.field).id, words.text.text.as_str());
        let declares = (id == DECLARATION).then(|| subject(text, &body)).flatten();
        if let Some(range) = declares.clone() {
            let place = words.place(cx, range.clone());
            let known = found.entry(&text[range]).or_default();
            known.places.push(place);
            known.is_sure = true;
        }
        let of_others = || {
            OTHERS.iter().any(|other| id.contains(other))
                || LISTS.iter().any(|list| id.contains(list))
                    && OF_THEM.iter().any(|end| id.ends_with(end))
        };
        let has_addresses = id.starts_with(OWN_ADDRESSES);
        for named in municipalities(text, &body, has_addresses) {
            let name = &text[named.range.clone()];
            if of_others() {
                listed.insert(name);
            } else if declares.as_ref() != Some(&named.range) && !words.is_quoted(named.range.start)
            {
                add(cx, &mut found, words, &named);
            }
        }
    }
    for (name, found) in found {
        // Who is given data may be spoken of anywhere.
        if !found.is_sure && listed.contains(name) {
            continue;
        }
        let words = words(cx.lang, &body.name, name);
        let level = cx.level(&RULE);
        if let Some(finding) = cx.report_all(&RULE, &found.places, words) {
            finding.severity(match found.is_sure {
                true => level,
                false => Severity::Info,
            });
        }
    }
}

fn add<'a>(
    cx: &Context<'a>,
    found: &mut BTreeMap<&'a str, Found>,
    words: &OwnText<'a>,
    named: &Named,
) {
    let name = &words.text.text[named.range.clone()];
    let place = words.place(cx, named.range.clone());
    let known = found.entry(name).or_default();
    known.places.push(place);
    known.is_sure |= named.said == Said::OfOwn;
}

fn words(lang: Lang, own: &str, name: &str) -> Words {
    Words::new(say!(
        lang,
        "評価実施機関は「{own}」なのに、「{name}」のこととして書かれている",
        "The body is 「{own}」, but the text names 「{name}」"
    ))
    .help(say!(
        lang,
        "「{own}」に直し、条例や規程が自分の団体にあるかを確かめてください。ほかの団体のことなら、そのままで構いません。",
        "Write 「{own}」 where it is meant."
    ))
}
