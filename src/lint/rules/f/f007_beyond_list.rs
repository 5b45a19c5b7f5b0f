//! 「①から⑦まで」のような範囲や「次の３つ」のような数が、並べた項目と合わない。
//! A range of items goes beyond the list that it is about, or a count is not that of its list.
//!
//! ## 何を確認するか
//! 一つの欄の中で「①から⑦まで」「①～⑦」「（1）から（5）まで」のように言うとき、その終わりの番号の項目が、同じ欄に行の頭の番号として並んでいること。
//! 項目が三つより少ない欄と、並びが初めの番号で始まらない欄は見ません。行の頭の「④から⑥まで」は、並びの一部です。
//! 「次の３つの手順」「以下の二点」「次に掲げる５項目」のように数を言うとき、すぐ後に番号（①、（1）、1、ア）を付けて並べた項目がその数だけあること。
//! 「①鍵、②書類の２点」「３段階の承認（①係長、②課長、③部長）」のような数と、「・」で並べた名も数えます。
//! 「２つ以上」「次の２つのうち」のような数と、「等」で終わる並びは見ません。
//!
//! ## なぜ
//! 項目を減らしたか、まだ書いていない項目があります。どの項目のことかが分かりません。
//!
//! ## 直し方
//! 項目を数え直して、範囲か項目を直します。
//!
//! ## 例
//! ```yaml
//! 事務の内容: |
//!   次の①から④までの場面で使用する。   # 誤: ③までしかない
//!   次の①から③までの場面で使用する。   # 正
//!   ①貸出
//!   ②返却
//!   ③督促
//! ```
//!
//! ## 根拠
//! 文の中の番号

use std::ops::Range;

use super::counted::miscounts;
use super::texts;
use crate::japanese::numbering::{Form, headings, numbered};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "F007",
    name: "beyond-list",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

/// A range that goes too far.
struct Beyond {
    range: Range<usize>,
    last: usize,
}

fn check(cx: &mut Context) {
    for (field, text) in texts(cx) {
        for Beyond { range, last } in beyond(&text.text) {
            let words = words(cx.lang, &text.text[range.clone()], last);
            let span = cx.words(text, range);
            cx.report(&RULE, field, span, words);
        }
        for miscount in miscounts(&text.text) {
            let lang = cx.lang;
            let words = other_count(lang, &text.text[miscount.said.clone()], miscount.items);
            let (span, last) = (cx.words(text, miscount.said), cx.words(text, miscount.last));
            cx.report(&RULE, field, span, words)
                .related(last, last_item(lang));
        }
    }
}

/// The ranges of a text that end beyond its own list.
fn beyond(text: &str) -> Vec<Beyond> {
    let all = headings(text);
    let mut found = Vec::new();
    for form in [Form::Circle, Form::Round] {
        let numbers: Vec<usize> = all
            .iter()
            .filter(|h| h.form == form)
            .map(|h| h.number)
            .collect();
        let is_list = numbers.len() > 2 && numbers.iter().enumerate().all(|(i, n)| *n == i + 1);
        if !is_list {
            continue;
        }
        let last = numbers.len();
        found.extend(
            ranges(text, form)
                .filter(|(first, end, range)| {
                    *first <= last && *end > last && !begins_line(&text[..range.start])
                })
                .map(|(_, _, range)| Beyond { range, last }),
        );
    }
    found
}

/// Whether nothing stands before a range in its line: 「④から⑥まで　照会を行う。」 is three items of the list.
fn begins_line(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before);
    line.trim_matches(|c: char| c.is_whitespace() || c == '・')
        .is_empty()
}

/// The ranges of numbers of a form: 「①から⑦まで」, with the first and the last number.
fn ranges(text: &str, form: Form) -> impl Iterator<Item = (usize, usize, Range<usize>)> + '_ {
    const JOINTS: [&str; 4] = ["から", "～", "〜", "－"];
    let is_begin = move |c: char| match form {
        Form::Circle => crate::japanese::numbering::is_circled(c),
        _ => matches!(c, '（' | '('),
    };
    text.char_indices()
        .filter(move |(_, c)| is_begin(*c))
        .filter_map(move |(at, _)| {
            let first = numbered(&text[at..]).filter(|n| n.form == form && n.range.start == 0)?;
            let after = at + first.range.end;
            let joint = JOINTS
                .iter()
                .find(|joint| text[after..].starts_with(**joint))?;
            let from = after + joint.len();
            let last = numbered(&text[from..]).filter(|n| n.form == form && n.range.start == 0)?;
            Some((first.number, last.number, at..from + last.range.end))
        })
}

fn words(lang: Lang, written: &str, last: usize) -> Words {
    Words::new(say!(
        lang,
        "「{written}」とあるが、この欄に並ぶ項目は{last}番目までである",
        "「{written}」, but the list here has {last} items"
    ))
    .help(say!(
        lang,
        "項目を数え直して、範囲か項目を直してください。",
        "Count the items, and correct the range or the list."
    ))
}

fn other_count(lang: Lang, written: &str, items: usize) -> Words {
    Words::new(say!(
        lang,
        "「{written}」とあるが、並べてある項目は{items}個である",
        "「{written}」, but {items} items are listed"
    ))
    .help(say!(
        lang,
        "項目を数え直して、数か項目を直してください。",
        "Count the items, and correct the number or the list."
    ))
}

fn last_item(lang: Lang) -> String {
    say!(lang, "並びの終わり", "the end of the list")
}

#[cfg(test)]
mod tests {
    use super::beyond;

    #[test]
    fn ranges_and_lists() {
        let count = |text: &str| beyond(text).len();
        let list = "①貸出\n②返却\n③督促\n";
        assert_eq!(count(&format!("次の①から④までの場面\n{list}")), 1);
        assert_eq!(count(&format!("次の①～④\n{list}")), 1);
        assert_eq!(
            count(&format!("次の①から③までの場面、①から②まで\n{list}")),
            0
        );
        assert_eq!(count("Ⅲの①から⑨までを見る。\n①貸出\n②返却"), 0);
        assert_eq!(count(&format!("{list}③から⑤まで　照会を行う。")), 0);
        let list = "（1）貸出\n（2）返却\n（3）督促\n";
        assert_eq!(count(&format!("次の（1）から（5）までの場面\n{list}")), 1);
        assert_eq!(count(&format!("番号法（1）から（3）まで\n{list}")), 0);
    }
}
