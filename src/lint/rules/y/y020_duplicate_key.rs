//! 同じ見出しが2つある。
//! A key is written twice.
//!
//! ## 何を確認するか
//! 一つの場所に同じ見出しが一度だけあること。「①入手元」と「入手元」のように、番号や全角・半角だけが違うものも同じ見出しです。
//!
//! ## なぜ
//! 二つのうち一方しか読まれません。表計算から貼り付けたときに、直す前の行が残っていることがよくあります。
//!
//! ## 直し方
//! 正しい方を残して、もう一方を消します。ファイルや委託事項が二つあるときは、見出しを重ねずに「- 」を付けて並べます。
//!
//! ## 例
//! ```yaml
//! 消去方法: 裁断する。
//! 消去方法: 溶解する。   # 誤: どちらか分からない
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（YAML の書式）

use crate::assessment::conform::Problem;
use crate::form::ItemId;
use crate::japanese::notation::norm_key;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "Y020",
    name: "duplicate-key",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let problems = cx.assessment.problems.iter();
    let mut found: Vec<Twice> = problems
        .filter_map(|problem| match problem {
            Problem::DuplicateKey {
                item,
                first,
                second,
            } => Some((*item, *first, *second)),
            _ => None,
        })
        .collect();
    found.sort_by_key(|(_, _, second)| *second);
    let form = cx.assessment.form;
    // All first keys come before all second ones: the whole part was written twice.
    let together = |a: &Twice, b: &Twice| {
        form.parent(a.0) == form.parent(b.0) && b.1.start < a.2.start && a.1.start < b.1.start
    };
    for part in found.chunk_by(together) {
        match part {
            [first, .., last] if part.len() >= PART => {
                report_part(cx, *first, *last, part.len() - 1)
            }
            _ => part.iter().for_each(|twice| report(cx, *twice)),
        }
    }
}

/// An item with its first and its second key.
type Twice = (ItemId, Span, Span);

/// From how many keys on a part is reported as a whole.
const PART: usize = 3;

fn report_part(cx: &mut Context, first: Twice, last: Twice, others: usize) {
    let lang = cx.lang;
    let key = cx.assessment.source.slice(first.2);
    cx.report_at(&RULE, first.2, part_twice(lang, key, others))
        .related(first.1, the_first(lang))
        .related(last.2, end_of_part(lang));
}

fn report(cx: &mut Context, (item, first, second): Twice) {
    let (lang, source) = (cx.lang, cx.assessment.source);
    let item = &cx.assessment.form.items[item];
    let [a, b] = [first, second].map(|key| (source.slice(key), source.line_of(key.start)));
    let is_own = |key: &str| norm_key(key) == norm_key(&item.key);
    let is_list = item.is_list() && (is_own(a.0) || is_own(b.0));
    cx.report_at(&RULE, second, key_twice(lang, a, b, is_list))
        .related(first, the_first(lang));
}

fn part_twice(lang: Lang, key: &str, others: usize) -> Words {
    Words::new(say!(
        lang,
        "「{key}」ほか{others}つの見出しが、もう一度書かれている",
        "The key 「{key}」 and {others} more are written twice"
    ))
    .help(say!(
        lang,
        "同じ部分が2度貼り付けられていないか確かめ、正しい方を残してもう一方を消してください。",
        "See whether a part was pasted twice, keep the right one and delete the other."
    ))
}

/// Two keys, each with its line.
fn key_twice(
    lang: Lang,
    (a, line_a): (&str, usize),
    (b, line_b): (&str, usize),
    is_list: bool,
) -> Words {
    let message = if a == b {
        say!(
            lang,
            "「{a}」の見出しが2つある（{line_a}行目と{line_b}行目）",
            "The key 「{a}」 is written twice (lines {line_a} and {line_b})"
        )
    } else {
        say!(
            lang,
            "「{a}」（{line_a}行目）と「{b}」（{line_b}行目）は同じ項目の見出しである",
            "「{a}」 (line {line_a}) and 「{b}」 (line {line_b}) are keys of the same item"
        )
    };
    let help = if is_list {
        say!(
            lang,
            "見出しは一つにし、その下に「- 」を付けて一つずつ並べてください。",
            "Keep one key, and write its entries below it, each with a dash."
        )
    } else {
        say!(
            lang,
            "正しい方を残して、もう一方を消してください。",
            "Keep the right one and delete the other."
        )
    };
    Words::new(message).help(help)
}

fn the_first(lang: Lang) -> String {
    say!(lang, "一つ目", "the first")
}

fn end_of_part(lang: Lang) -> String {
    say!(
        lang,
        "ここまで重なっている",
        "the last that is written twice"
    )
}
