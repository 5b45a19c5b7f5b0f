//! 別表などの項と、その項の事務を定める命令の条が合わない。
//! The article of the order is not that of the entry cited with it.
//!
//! ## 何を確認するか
//! 根拠に番号法の別表の項と「別表の主務省令で定める事務を定める命令」の条が並んでいるとき、その条が、挙げた項の事務を定める条であること。
//! 第2条の表の項と、同じ命令の第3条より後の条が並んでいるときも同じです。Ⅰ５、Ⅰ６②、Ⅱ５の提供先・移転先の根拠を見ます。
//! 令和6年5月27日からの番号で見ます。挙げた項のどれの条でもない条があり、条の挙げられていない項もあるときだけ指摘します。条を確かめていない項は数えません。
//!
//! ## なぜ
//! 項と条のどちらかが誤っています。条ずれを直したときに、片方だけが直されて残りがちです。
//!
//! ## 直し方
//! 示された番号を条文で確かめて、誤っている方を直します。
//!
//! ## 例
//! ```yaml
//! 公表日: 令和8年4月1日
//! # …
//! 法令上の根拠: |
//!   番号法第9条第1項及び別表の24の項
//!   番号法別表の主務省令で定める事務を定める命令第18条   # 誤: 24の項（地方税）は第16条
//!   番号法別表の主務省令で定める事務を定める命令第16条   # 正
//! ```
//!
//! ## 根拠
//! 平成26年内閣府・総務省令第5号、令和6年デジタル庁・総務省令第9号（schemas/law/entries.yaml）

use std::ops::Range;

use super::data::law_of;
use super::entries::{ENTRIES, Entry, is_in_force, listed, of_usage};
use super::other_entries::of_others;
use super::{Legal, article};
use crate::japanese::citation::Unit;
use crate::japanese::citation::number::Number;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L015",
    name: "article-of-order",
    levels: Levels::always(Severity::Warning),
    basis: &["番号法別表"],
    check,
};

/// The orders that describe the work of the entries of each table. 「主務省令」 may be either.
const OF_USAGE: [&str; 2] = ["appended-1-order", "nws-order"];
const OF_LINKAGE: [&str; 1] = ["nws-order"];

fn check(cx: &mut Context) {
    if !is_in_force(cx) {
        return;
    }
    for legal in &cx.facts.laws.texts {
        let id = cx.field(legal.field).id.as_str();
        let is_usage = match id {
            "basic.my_number_use.legal_basis" => true,
            "basic.info_linkage.legal_basis" => false,
            _ if !id.ends_with("].legal_basis") => continue,
            _ => id.contains(".transferees["),
        };
        let (entries, cited, articles) = match is_usage {
            true => (&ENTRIES.usage, of_usage(legal), articles(legal, &OF_USAGE)),
            false => {
                let listed = listed(&legal.text.text).into_iter();
                let listed = listed.map(|listed| (listed.number, listed.range));
                let articles = articles(legal, &OF_LINKAGE);
                (&ENTRIES.linkage, listed.collect(), articles)
            }
        };
        let Some((wrong, left)) = mismatch(entries, &cited, &articles) else {
            continue;
        };
        // An entry of another law is reported already.
        let reported = of_others(cx, legal);
        if left
            .iter()
            .all(|entry| reported.contains(&entry.entry.as_str()))
        {
            continue;
        }
        let places = wrong.iter().map(|(_, range)| legal.spot(cx, range.clone()));
        let places: Vec<Place> = places.collect();
        let (Some((number, _)), Some(entry)) = (wrong.first(), left.first()) else {
            continue;
        };
        let own = entries
            .iter()
            .find(|entry| entry.order.as_ref() == Some(number));
        let lang = cx.lang;
        let words = words(lang, is_usage, number, own, &left);
        let beside = cited.iter().find(|(number, _)| *number == entry.entry);
        let beside = beside.map(|(_, range)| cx.words(legal.text, range.clone()));
        let Some(finding) = cx.report_all(&RULE, &places, words) else {
            continue;
        };
        let finding = finding.basis(vec![ENTRIES.source.as_str()]);
        if let Some(beside) = beside {
            finding.related(beside, own_article(lang, entry));
        }
    }
}

/// The articles of some orders that a text cites.
fn articles(legal: &Legal, orders: &[&str]) -> Vec<(String, Range<usize>)> {
    let citations = legal.found.citations.iter();
    let own = citations.filter(|citation| {
        let law = law_of(citation);
        let is_own = law.is_some_and(|law| orders.contains(&law.id.as_str()));
        // 第1条 and 第2条 of the order of the table are about words and about the table itself.
        let is_general = [1, 2]
            .iter()
            .any(|n| citation.place.article == Some(Number::plain(*n)));
        let is_of_entry = law.is_some_and(|law| law.id == "appended-1-order") || !is_general;
        let writes = citation.parts.iter().any(|part| part.unit == Unit::Article);
        is_own && is_of_entry && writes && !citation.former && citation.place.table.is_none()
    });
    let numbered = own.filter_map(|citation| {
        let number = citation.place.article?.to_string();
        Some((number, citation.range.clone()))
    });
    numbered.collect()
}

/// The articles that are those of no entry cited, and the entries of which no article is cited.
type Mismatch = (Vec<(String, Range<usize>)>, Vec<&'static Entry>);

fn mismatch(
    entries: &'static [Entry],
    cited: &[(String, Range<usize>)],
    articles: &[(String, Range<usize>)],
) -> Option<Mismatch> {
    let known = cited.iter().map(|(number, _)| {
        let entry = entries.iter().find(|entry| entry.entry == *number);
        entry.filter(|entry| entry.order.is_some())
    });
    // An entry of which nothing is known may have any article.
    let known: Option<Vec<&Entry>> = known.collect();
    let known = known?;
    let is_of = |entry: &Entry, number: &str| entry.order.as_deref() == Some(number);
    let is_strange = |number: &str| !known.iter().any(|entry| is_of(entry, number));
    let wrong = articles.iter().filter(|(number, _)| is_strange(number));
    let wrong: Vec<_> = wrong.cloned().collect();
    let is_cited = |entry: &&Entry| articles.iter().any(|(number, _)| is_of(entry, number));
    let left: Vec<&Entry> = known
        .iter()
        .copied()
        .filter(|entry| !is_cited(entry))
        .collect();
    (!wrong.is_empty() && !left.is_empty()).then_some((wrong, left))
}

/// About an article of a number, with the entry that has it, and the entries whose articles are missing.
fn words(lang: Lang, is_usage: bool, number: &str, own: Option<&Entry>, left: &[&Entry]) -> Words {
    let table = match is_usage {
        true => "別表",
        false => "第2条の表",
    };
    let article = article(number);
    let message = say!(
        lang,
        "命令の{article}は、ここに挙げた{table}の項の事務の条ではない",
        "{article} of the order is not that of an entry of 「{table}」 cited here"
    );
    let right = left.iter().filter_map(|entry| {
        let (number, law) = (&entry.entry, &entry.law);
        let article = self::article(entry.order.as_deref()?);
        Some(say!(
            lang,
            "{number}の項（{law}）は{article}です。",
            "Entry {number} (「{law}」) is {article}. "
        ))
    });
    let right: String = right.take(SHOWN).collect();
    let own = own.map_or_else(String::new, |own| {
        let (number, law) = (&own.entry, &own.law);
        say!(
            lang,
            "{article}は、{number}の項（{law}）の条です。",
            "{article} is that of entry {number} (「{law}」). "
        )
    });
    Words::new(message).help(say!(
        lang,
        "{right}{own}条文で確かめて、誤っている方を直してください。",
        "{right}{own}Correct the one that is wrong."
    ))
}

/// How many entries are named with their articles.
const SHOWN: usize = 3;

fn own_article(lang: Lang, entry: &Entry) -> String {
    let own = article(entry.order.as_deref().unwrap_or_default());
    say!(lang, "この項の事務の条は{own}", "its article is {own}")
}
