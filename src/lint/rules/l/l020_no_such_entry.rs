//! 引用した項が、番号法別表や第2条の表にない。
//! The table of the law has no such entry.
//!
//! ## 何を確認するか
//! 令和6年5月27日以後の評価書の「番号法別表の210の項」の番号が別表（1から137まで）に、「主務省令第2条の表の190の項」の番号が第2条の表（1から173まで）にあること。
//! 枝番の項（14の2など）は改正で付け替わるので見ません。条例の別表と、別添３も見ません。
//!
//! ## なぜ
//! ない項を挙げると、根拠を確かめられません。番号の打ち間違いや、古い表の番号の書き直し漏れで起こります。
//!
//! ## 直し方
//! 条文で確かめて、番号を直します。
//!
//! ## 例
//! ```yaml
//! 公表日: 令和8年4月1日
//! # …
//! 法令上の根拠: 番号法第9条第1項及び別表の210の項   # 誤: 別表は137の項まで
//! 法令上の根拠: 番号法第9条第1項及び別表の100の項   # 正
//! ```
//!
//! ## 根拠
//! 番号法別表、令和6年デジタル庁・総務省令第9号 第2条の表（schemas/law/entries.yaml）

use std::ops::Range;

use super::Legal;
use super::data::law_of;
use super::entries::{ENTRIES, Entry, is_in_force, listed};
use crate::japanese::citation::Table;
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L020",
    name: "no-such-entry",
    levels: Levels::always(Severity::Warning),
    basis: &["番号法別表"],
    check,
};

/// How the tables are called.
const TABLE: &str = "番号法別表";
const TABLE_OF_ORDER: &str = "主務省令第2条の表";

fn check(cx: &mut Context) {
    if !is_in_force(cx) {
        return;
    }
    let mut found: Vec<((&'static str, String), Place)> = Vec::new();
    for legal in cx.facts.laws.texts.iter().filter(|legal| !legal.in_row) {
        for (table, number, range) in cited(legal) {
            let entries = match table {
                TABLE => &ENTRIES.usage,
                _ => &ENTRIES.linkage,
            };
            if is_missing(entries, &number) {
                found.push(((table, number), legal.spot(cx, range)));
            }
        }
    }
    for ((table, number), spots) in grouped(found) {
        let words = words(cx.lang, table, &number);
        if let Some(finding) = cx.report_all(&RULE, &spots, words) {
            finding.basis(vec![ENTRIES.source.as_str()]);
        }
    }
}

/// Whether a table has no entry of a plain number. Branches are renumbered now and then.
fn is_missing(entries: &[Entry], number: &str) -> bool {
    let is_plain = number.parse::<u16>().is_ok();
    is_plain && !entries.is_empty() && !entries.iter().any(|entry| entry.entry == number)
}

/// The entries of the two tables that a text cites, with the tables.
fn cited(legal: &Legal) -> Vec<(&'static str, String, Range<usize>)> {
    let mut found = Vec::new();
    for citation in legal.found.citations.iter().filter(|c| !c.former) {
        let law = law_of(citation).map(|law| law.id.as_str());
        let table = match (law, citation.place.table) {
            (Some("bango"), Some(Table::Only)) => TABLE,
            (Some("nws-order"), Some(Table::OfArticle)) => TABLE_OF_ORDER,
            _ => continue,
        };
        if let Some(entry) = citation.place.entry {
            found.push((table, entry.to_string(), citation.range.clone()));
        }
    }
    // 「…第2条の表\n【情報提供】1、2、190の項」
    let text = &legal.text.text;
    let names_table = found.iter().any(|(table, ..)| *table == TABLE_OF_ORDER)
        || legal.found.citations.iter().any(|c| {
            let law = law_of(c).map(|law| law.id.as_str());
            law == Some("nws-order") && c.place.table == Some(Table::OfArticle)
        });
    let is_other = ["別表", "条例"].iter().any(|word| text.contains(word));
    if names_table && !is_other {
        for listed in listed(text) {
            let is_known = legal.cites_in(&listed.range);
            if !is_known {
                found.push((TABLE_OF_ORDER, listed.number, listed.range));
            }
        }
    }
    found
}

fn words(lang: Lang, table: &str, number: &str) -> Words {
    let entries = match table {
        TABLE => &ENTRIES.usage,
        _ => &ENTRIES.linkage,
    };
    let numbers = entries
        .iter()
        .filter_map(|entry| entry.entry.parse::<u16>().ok());
    let last = numbers.max().unwrap_or_default();
    Words::new(say!(
        lang,
        "{table}に{number}の項はない",
        "「{table}」 has no entry {number}"
    ))
    .help(say!(
        lang,
        "{table}の項は、枝番を除けば{last}の項までです。条文で確かめて、番号を直してください。",
        "Its entries end at {last}. Look it up and correct the number."
    ))
}
