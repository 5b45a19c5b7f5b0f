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
use crate::japanese::notation::norm_key;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::say;

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
            [first, .., last] if part.len() >= PART => part_twice(cx, *first, *last, part.len()),
            _ => part
                .iter()
                .for_each(|(item, first, second)| report(cx, *item, *first, *second)),
        }
    }
}

/// An item with its first and its second key.
type Twice = (usize, Span, Span);

/// From how many keys on a part is reported as a whole.
const PART: usize = 3;

fn part_twice(cx: &mut Context, first: Twice, last: Twice, count: usize) {
    let source = cx.assessment.source;
    let (key, others) = (source.slice(first.2).to_owned(), count - 1);
    let message = say!(
        cx.lang,
        "「{key}」ほか{others}つの見出しが、もう一度書かれている",
        "The key 「{key}」 and {others} more are written twice"
    );
    let one = say!(cx.lang, "一つ目", "the first");
    let end = say!(
        cx.lang,
        "ここまで重なっている",
        "the last that is written twice"
    );
    let help = say!(
        cx.lang,
        "同じ部分が2度貼り付けられていないか確かめ、正しい方を残してもう一方を消してください。",
        "See whether a part was pasted twice, keep the right one and delete the other."
    );
    cx.report_at(&RULE, first.2, message)
        .related(first.1, one)
        .related(last.2, end)
        .help(help);
}

fn report(cx: &mut Context, item: usize, first: Span, second: Span) {
    let source = cx.assessment.source;
    let form = cx.assessment.form;
    let (a, b) = (
        source.slice(first).to_owned(),
        source.slice(second).to_owned(),
    );
    let (line_a, line_b) = (source.line_of(first.start), source.line_of(second.start));
    let message = if a == b {
        say!(
            cx.lang,
            "「{a}」の見出しが2つある（{line_a}行目と{line_b}行目）",
            "The key 「{a}」 is written twice (lines {line_a} and {line_b})"
        )
    } else {
        say!(
            cx.lang,
            "「{a}」（{line_a}行目）と「{b}」（{line_b}行目）は同じ項目の見出しである",
            "「{a}」 (line {line_a}) and 「{b}」 (line {line_b}) are keys of the same item"
        )
    };
    let is_own = |key: &String| norm_key(key) == norm_key(&form.items[item].key);
    let is_list = form.items[item].is_list() && [&a, &b].into_iter().any(is_own);
    let help = if is_list {
        say!(
            cx.lang,
            "見出しは一つにし、その下に「- 」を付けて一つずつ並べてください。",
            "Keep one key, and write its entries below it, each with a dash."
        )
    } else {
        say!(
            cx.lang,
            "正しい方を残して、もう一方を消してください。",
            "Keep the right one and delete the other."
        )
    };
    let label = say!(cx.lang, "一つ目", "the first");
    cx.report_at(&RULE, second, message)
        .related(first, label)
        .help(help);
}
