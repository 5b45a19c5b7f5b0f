//! 略称が、定める前に使われている。
//! A short name is used before it is defined.
//!
//! ## 何を確認するか
//! 「（以下「…」という。）」で定めた略称が、様式の順でそれより前の欄（同じ欄では前の文）に使われていないこと。
//! 表紙と名前の欄、「」の中、寄せられた意見、別添３は見ません。「社会保険診療報酬支払基金」の中の「支払基金」のような、長い名の一部も数えません。
//! 「貸出申込書（以下「申込書」という。）」のように、名の終わりをそのまま略称とするものは、団体の名（…基金、…機構など）だけを見ます。
//!
//! ## なぜ
//! 評価書は初めから読まれます。前の欄では、略称が何のことか分かりません。
//!
//! ## 直し方
//! 初めに出る所に正式な名を書いて略称を定め、後の定義を消します。
//!
//! ## 例
//! ```yaml
//! 備考: |
//!   県図連から毎月1回受け取る。                            # 誤
//!   県図書館連合会から毎月1回受け取る。                    # 正
//!   県図書館連合会（以下「県図連」という。）に委託する。
//!   県図連は、報告書を出す。
//! ```
//!
//! ## 根拠
//! 法令用語の例、公用文作成の考え方（令和4年1月11日）

use std::collections::BTreeMap;
use std::ops::Range;

use super::{OwnText, Places, short_names};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W041",
    name: "used-before-defined",
    levels: Levels::always(Severity::Info),
    basis: &["公用文作成の考え方"],
    check,
};

/// The most short names that are looked for; a document has a few.
const MOST: usize = 60;

/// What ends the name of a body: what is called 基金 for short is known by it.
const BODIES: [&str; 8] = [
    "基金",
    "機構",
    "連合",
    "連合会",
    "協会",
    "公社",
    "組合",
    "委員会",
];

/// What is no running text: the names of things, and the cover, which comes before all definitions.
const NAMES: [&str; 3] = ["cover.", ".name", ".title"];

fn check(cx: &mut Context) {
    let texts = cx.facts.words.iter().filter(|text| is_prose(cx, text));
    let mut texts: Vec<&OwnText> = texts.collect();
    // What comes first for a reader is what the form prints first, wherever it is written in the file.
    texts.sort_by_key(|text| text.field);
    let mut defined: BTreeMap<&str, (usize, Range<usize>)> = BTreeMap::new();
    for (n, words) in texts.iter().enumerate() {
        for definition in short_names::definitions(&words.sieve()) {
            let name = &words.str()[definition.name.clone()];
            let is_tail = words.str()[..definition.open].ends_with(name);
            if (!is_tail || BODIES.iter().any(|end| name.ends_with(end))) && defined.len() < MOST {
                defined.entry(name).or_insert((n, definition.name));
            }
        }
    }
    let mut found: Vec<(usize, Range<usize>, Places, &str)> = Vec::new();
    for (name, (n, range)) in defined {
        let mut places = Places::new();
        for (m, words) in texts.iter().enumerate().take(n + 1) {
            let uses = short_names::uses(words, name);
            let uses = uses.filter(|at| m < n || at.start < range.start);
            let uses = uses.filter(|at| !is_explained(words.str(), at));
            places.extend(uses.map(|at| words.place(cx, at)));
        }
        if !places.is_empty() {
            found.push((n, range, places, name));
        }
    }
    found.sort_by_key(|(n, range, ..)| (*n, range.start));
    let lang = cx.lang;
    for (n, range, places, name) in found {
        let there = texts[n].span(cx.assessment, range);
        if let Some(finding) = cx.report_all(&RULE, &places, words(lang, name)) {
            finding.related(there, definition(lang));
        }
    }
}

/// Whether a text is running text of the office.
fn is_prose(cx: &Context, text: &OwnText) -> bool {
    let id = cx.field(text.field).id.as_str();
    let is_name = id.starts_with(NAMES[0]) || NAMES[1..].iter().any(|end| id.ends_with(end));
    let is_record = id.starts_with("changes") || id.starts_with("procedure");
    !text.quotes && !text.repeats && !text.is_title && !is_name && !is_record
}

/// Whether a name stands in brackets of its own after what it means: 「県図書館連合会（県図連）」.
fn is_explained(text: &str, range: &Range<usize>) -> bool {
    text[..range.start].ends_with(['（', '(']) && text[range.end..].starts_with(['）', ')'])
}

fn words(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "略称「{name}」が、定める前に使われている",
        "The short name 「{name}」 is used before it is defined"
    ))
    .help(say!(
        lang,
        "初めに出る所に正式な名を書いて略称を定め、後の定義は略称だけにしてください。",
        "Define it where it comes first, and use the short name alone in the later place."
    ))
}

fn definition(lang: Lang) -> String {
    say!(lang, "ここで定めている", "defined here")
}
