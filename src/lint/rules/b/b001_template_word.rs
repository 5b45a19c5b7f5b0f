//! ひな形の「当市区町村」「○○市」などが残っている。
//! A word of a template is left where a name belongs.
//!
//! ## 何を確認するか
//! 国や業者のひな形の語が本文に残っていないこと（下書きの段階では参考、点検では注意、公表ではエラー）。
//! 「当市区町村」「本市区町村」、「○○支所」「××課」「令和○年」のような伏せ字、区の評価書の「当市」のように自分の団体と種類の違う呼び方、
//! 「架空市区町村」「各架空市」「希望する架空市が」のように名前を機械的に置き換えた跡を探します。行の途中で切れていても見つけます。語ごとに一件にまとめます。
//!
//! ## なぜ
//! どの団体のことかが分からず、自分の団体の取扱いに合わせて確かめた文章でないことが、住民にも点検者にも見えます。
//!
//! ## 直し方
//! 自分の団体の名か「本市」「当区」などに書き換えます。そのとき、文の内容が自分の団体の取扱いと合っているかも確かめます。
//!
//! ## 例
//! ```yaml
//! 入手の時期・頻度: 当市区町村への転入のとき   # 誤
//! 入手の時期・頻度: 本市への転入のとき         # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式
//!
//! 実測: 公表された素案一つ（254項目）で指摘1件（「当市区町村」42か所）。すべて直すべきもの。見落とし0。完成した記入例二つで指摘0件。

use std::collections::BTreeMap;

use super::{Body, body};
use crate::assessment::conform::Problem;
use crate::assessment::field::FieldId;
use crate::assets::lists::bodies::{MANY, NAME_ENDS};
use crate::config::vocabulary::{Meaning, PhraseKind};
use crate::japanese::sieve::Sieve;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "B001",
    name: "template-word",
    levels: Levels::GROWING,
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let body = body(cx);
    let mut found: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    // S004 reports an item that says nothing else.
    let hollow = |id: FieldId| {
        let mut problems = cx.assessment.problems.iter();
        problems.any(|problem| {
            matches!(problem, Problem::Missing { field, written: Some(_), .. } if *field == id)
        })
    };
    for words in &cx.facts.words {
        for hit in &words.hits {
            let Meaning::Phrase(n) = hit.meaning else {
                continue;
            };
            let phrase = &cx.vocabulary().phrases[n];
            let is_own = |body: &Body| {
                phrase.own.chars().eq([body.kind])
                    || words.str()[hit.range.clone()].contains(&body.name)
            };
            // Whose kind is not known may say 当市.
            let is_right = !phrase.own.is_empty() && body.as_ref().is_none_or(is_own);
            if phrase.kind != PhraseKind::Template || is_right {
                continue;
            }
            if hollow(words.field) {
                continue;
            }
            let name = words.str()[hit.range.clone()].replace('\n', "");
            let span = words.span(cx.assessment, hit.range.clone());
            found.entry(name).or_default().push((words.field, span));
        }
        let text = words.sieve();
        let replaced = |body| {
            mechanical(&text, body)
                .into_iter()
                .chain(of_many(&text, body))
        };
        for (name, range) in body.iter().flat_map(replaced) {
            let span = words.span(cx.assessment, range);
            found.entry(name).or_default().push((words.field, span));
        }
    }
    let own = body
        .as_ref()
        .map_or("", |body| without_prefecture(&body.name));
    for (word, places) in found {
        let words = words(cx.lang, &word, own);
        cx.report_all(&RULE, &places, words);
    }
}

/// 「架空市区町村」: the body's name with what was left of 市区町村.
fn mechanical(text: &Sieve, body: &Body) -> Vec<(String, std::ops::Range<usize>)> {
    // 「架空県市町村課」 is an office.
    if !['市', '区', '町', '村'].contains(&body.kind) {
        return Vec::new();
    }
    let tails = ["市区町村", "区町村", "市町村", "町村"];
    let found = text.places(&body.name).filter_map(|(at, name)| {
        let after = &text.text()[at + name.len()..];
        let tail = tails.iter().find(|tail| after.starts_with(**tail))?;
        let word = format!("{name}{tail}");
        let range = at..at + word.len();
        (!after[tail.len()..].starts_with(['会', '長'])).then_some((word, range))
    });
    found.collect()
}

/// 「各架空市」, 「希望する架空市が」: the body's name where a word for many bodies was.
fn of_many(text: &Sieve, body: &Body) -> Vec<(String, std::ops::Range<usize>)> {
    if !['市', '区', '町', '村', '県', '都', '府'].contains(&body.kind) {
        return Vec::new();
    }
    let found = text.places(&body.name).filter_map(|(at, name)| {
        let text = text.text();
        let many = MANY.iter().find(|many| text[..at].ends_with(**many))?;
        let after = &text[at + name.len()..];
        let ends = after.is_empty() || NAME_ENDS.iter().any(|end| after.starts_with(end));
        let start = at - many.len();
        let range = start..at + name.len();
        ends.then(|| (text[range.clone()].to_owned(), range))
    });
    found.collect()
}

/// What a municipality calls itself in running text: 架空市 for 架空県架空市.
fn without_prefecture(name: &str) -> &str {
    const PREFECTURE: [char; 4] = ['都', '道', '府', '県'];
    let own = name.match_indices(PREFECTURE).find_map(|(at, kind)| {
        let own = &name[at + kind.len()..];
        // 京都市 and 太宰府市 have none before them.
        (at >= 2 * kind.len() && own.chars().count() >= 2).then_some(own)
    });
    own.unwrap_or(name)
}

/// A word of a template, and what the body that makes the assessment is called; empty where that is not known.
fn words(lang: Lang, word: &str, body: &str) -> Words {
    let masked = word.contains(['○', '〇', '◯', '●', '△', '▲', '×', '■', '□']);
    let help = if masked {
        say!(
            lang,
            "伏せ字のままです。名前、日付、番号などを書いてください。文の内容が自分の団体の取扱いと合っているかも確かめます。",
            "Write what the signs stand for, and check that the text is true of the body."
        )
    } else if body.is_empty() {
        say!(
            lang,
            "自分の団体の名などに書き換えてください。文の内容が自分の団体の取扱いと合っているかも確かめます。",
            "Write the body's own name, and check that the text is true of it."
        )
    } else {
        say!(
            lang,
            "「{body}」などに書き換えてください。文の内容が自分の団体の取扱いと合っているかも確かめます。",
            "Write 「{body}」 or the like, and check that the text is true of it."
        )
    };
    Words::new(say!(
        lang,
        "ひな形の「{word}」が残っている",
        "「{word}」 of a template is left"
    ))
    .help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_municipality_does_not_name_its_prefecture() {
        for (name, own) in [
            ("架空県架空市", "架空市"),
            ("東京都架空区", "架空区"),
            ("京都府京都市", "京都市"),
            ("太宰府市", "太宰府市"),
            ("宇都宮市", "宇都宮市"),
            ("架空県", "架空県"),
        ] {
            assert_eq!(without_prefecture(name), own);
        }
    }

    #[test]
    fn names_put_into_templates_show() {
        let body = Body {
            name: "架空市".into(),
            kind: '市',
        };
        let text = "架空市区町村の領域、架空市の町村会、架空市市区町村、架空市町村会";
        let found = mechanical(&Sieve::of(text), &body).into_iter();
        let found: Vec<_> = found.map(|f| f.0).collect();
        assert_eq!(found, ["架空市区町村", "架空市市区町村"]);
        let text = "希望する架空市が利用する。各架空市、他の架空市へ。各架空市立学校、他の架空市の課、架空市が";
        let found = of_many(&Sieve::of(text), &body).into_iter();
        let found: Vec<_> = found.map(|f| f.0).collect();
        assert_eq!(found, ["希望する架空市", "各架空市", "他の架空市"]);
    }
}
