//! 「別表１」が、どの法令の別表かが書かれていない。
//! A table of a law is cited without the law.
//!
//! ## 何を確認するか
//! 「別表第一」「別表１」「別表の24の項」を引く所で、同じ文の前か、同じ欄の前の行に、法律、条例、規則などの名があること。
//! 「別添」の表と、条例や規則の文を引く所は数えません。
//!
//! ## なぜ
//! 別表は多くの法令にあります。法令の名がなければ、根拠を確かめられません。
//!
//! ## 直し方
//! 「架空市文書規則別表１」のように、法令の名を前に書きます。番号法の別表第一と別表第二は、令和6年5月27日に名が変わっています。
//!
//! ## 例
//! ```yaml
//! 備考: 別表１の提供情報を使う。               # 誤: どの法令の別表か
//! 備考: 架空市文書規則別表１の提供情報を使う。 # 正
//! ```
//!
//! ## 根拠
//! 公用文作成の考え方（令和4年1月11日）

use std::ops::Range;

use super::texts;
use crate::assets::lists::laws::KINDS;
use crate::japanese::notation::is_digit;
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "F009",
    name: "bare-table",
    levels: Levels::always(Severity::Info),
    basis: &["公用文作成の考え方"],
    check,
};

fn check(cx: &mut Context) {
    let mut found = Vec::new();
    for (field, text) in texts(cx) {
        let item = &cx.field(field).id;
        if item.ends_with(".opinions") {
            continue;
        }
        for range in bare(&text.text) {
            let written = &text.text[range.clone()];
            found.push((written, (field, cx.words(text, range))));
        }
    }
    for (written, places) in grouped(found) {
        cx.report_all(&RULE, &places, words(cx.lang, written));
    }
}

/// The tables of a text that no law comes before.
fn bare(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, word) in text.match_indices("別表") {
        let tail = &text[at + word.len()..];
        // 別表第一, 別表１, 別表の24の項
        let rest = tail.strip_prefix(['第', 'の']).unwrap_or(tail);
        let number =
            rest.trim_start_matches(|c: char| is_digit(c) || "一二三四五六七八九十".contains(c));
        let length = tail.len() - number.len();
        let is_item = !tail.starts_with('の') || number.starts_with("の項");
        let is_cited = number.len() < rest.len() && is_item;
        let head = &text[..at];
        let is_named = names_law(head);
        // 「本別表１」, 「次の別表１」 and 「（別表１）」 are tables of this paper.
        let is_own = head.ends_with(['本', '（', '(', '「'])
            || head.ends_with("次の")
            || head.ends_with("以下の");
        if is_cited && !is_named && !is_own {
            found.push(at..at + word.len() + length);
        }
    }
    found
}

/// Whether a law comes before: 番号法, but no 方法.
fn names_law(head: &str) -> bool {
    let of_other_words =
        |before: Option<char>| before.is_none_or(|c| "方手技用作文寸司合違無便".contains(c));
    let mut laws = head.match_indices('法');
    KINDS.iter().any(|kind| head.contains(kind))
        || laws.any(|(at, _)| !of_other_words(head[..at].chars().next_back()))
}

/// What the tables of 番号法 are since they were rearranged (`schemas/law/citations.yaml`).
fn now(written: &str) -> Option<&'static str> {
    let number = written.strip_prefix("別表")?;
    match number.strip_prefix('第').unwrap_or(number) {
        "一" | "1" | "１" => Some("番号法別表"),
        "二" | "2" | "２" => Some("番号法第19条第8号に基づく主務省令第2条の表"),
        _ => None,
    }
}

fn words(lang: Lang, written: &str) -> Words {
    Words::new(say!(
        lang,
        "「{written}」が、どの法令の別表かが書かれていない",
        "「{written}」 is cited without the law that it belongs to"
    ))
    .help(match now(written) {
        Some(now) => say!(
            lang,
            "法令の名を前に書いてください。番号法の{written}のことなら、令和6年5月27日からは「{now}」です。",
            "Write the name of the law before it. What it was in 番号法 is 「{now}」 from 27 May 2024."
        ),
        None => say!(
            lang,
            "法令の名を前に書いてください。",
            "Write the name of the law before it."
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn tables_without_their_law() {
        let found = |text: &str| bare(text).len();
        assert_eq!(
            found("別表１の提供情報を使う。別表第二による。別表の24の項"),
            3
        );
        assert_eq!(found("番号法第9条\n別表の24の項、別表１\n規則別表１"), 0);
        assert_eq!(found("次の別表１、（別表２）、別表のとおり"), 0);
    }
}
