//! どの法令か分からない略称（施行令、特措法など）が、定めなしに使われている。
//! A short name that may mean several laws is used without being defined.
//!
//! ## 何を確認するか
//! 「施行令第12条」「施行規則第3条」「特措法」「主務省令第2条」のような略称が、評価書のどこかで「（以下「施行令」という。）」と定められていること。
//! 「番号法施行令」「同施行令」「番号法第19条第8号に基づく主務省令」のように、どの法令か分かる書き方は見ません。別添３も見ません。実測: 公表された評価書1件で、指摘1件（2か所）は正しく、見落としなし。
//!
//! ## なぜ
//! 一つの評価書に、施行令や特別措置法はいくつも出てきます。
//!
//! ## 直し方
//! 法令の名前を付けて書くか、初めに出る所で略称を定めます。
//!
//! ## 例
//! ```yaml
//! 措置の内容: 番号法第16条及び施行令第12条に基づき、本人確認を行う。       # 誤
//! 措置の内容: 番号法第16条及び番号法施行令第12条に基づき、本人確認を行う。 # 正
//! ```
//!
//! ## 根拠
//! 法令の略称の定め方（「以下「…」という。」）

use std::ops::Range;

use super::data::Term;
use super::{Legal, others};
use crate::diagnostic::{Severity, Stage};
use crate::japanese::citation::Aliases;
use crate::rules::{Context, Rule, grouped, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L009",
    name: "undefined-short-name",
    severity: Severity::Warning,
    stage: Stage::Draft,
    basis: &[],
    source: include_str!("l009_undefined_short_name.rs"),
    check,
};

/// Short names that stand for any of several laws.
const VAGUE: [&str; 2] = ["特措法", "主務省令"];

fn check(cx: &mut Context) {
    let mut found = Vec::new();
    for legal in cx.texts.laws.texts.iter().filter(|l| !l.in_row) {
        for range in vague(legal, &cx.texts.laws.aliases) {
            let words = legal.text.text[range.clone()].to_owned();
            found.push((words, legal.spot(cx, range)));
        }
    }
    for (words, spots) in grouped(found) {
        let Some(first) = spots.first() else { continue };
        let message = say!(
            cx,
            "「{words}」がどの法令のことか、定められていない",
            "It is not said which law 「{words}」 means"
        );
        let help = say!(
            cx,
            "法令の名前を付けて書くか、初めに出る所で「（以下「{words}」という。）」と定めてください。",
            "Write the law's name, or define the short name where it first stands."
        );
        cx.report(&RULE, first.place, first.span, message)
            .help(help)
            .places(others(&spots));
    }
}

/// The short names in a text that nothing explains.
fn vague(legal: &Legal, aliases: &Aliases) -> Vec<Range<usize>> {
    let text = &legal.text.text;
    let is_cited = |range: &Range<usize>| {
        let at = range.end + blanks(&text[range.end..]);
        legal.found.citations.iter().any(|c| c.range.start == at)
    };
    let terms = legal.terms();
    let enforcement = terms.filter(|(term, range)| *term == Term::Enforcement && is_cited(range));
    let enforcement = enforcement.map(|(_, range)| range);
    let short = legal.found.mentions.iter().map(|m| m.range.clone());
    let short = short.filter(|range| match &text[range.clone()] {
        // 「特措法予防接種」 is the name of something else.
        "特措法" => is_cited(range) || !text[range.end..].starts_with(is_kanji),
        words => VAGUE.contains(&words) && is_cited(range),
    });
    let mut all: Vec<_> = enforcement
        .chain(short)
        .filter(|r| !aliases.defines(&text[r.clone()]) && !is_explained(&legal.before(r.start)))
        .collect();
    all.sort_by_key(|r| r.start);
    all
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\u{3000}']).len()
}

fn is_kanji(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// Whether what stands before a short name says which law is meant, or makes it a part of a longer name.
fn is_explained(before: &str) -> bool {
    const ENDS: [&str; 5] = ["の", "に基づく", "で定める", "に規定する", "「"];
    let in_word = |c: char| is_kanji(c) || ('ァ'..='ヺ').contains(&c) || c == 'ー';
    before.ends_with(in_word) || ENDS.iter().any(|end| before.ends_with(end))
}
