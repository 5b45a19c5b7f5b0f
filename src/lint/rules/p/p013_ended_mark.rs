//! 評価書名の終了の印が、決められた書き方になっていない。
//! The mark of an ended service in the title is not written as prescribed.
//!
//! ## 何を確認するか
//! 評価書名に「終了」の印が付いているとき、「【令和7年3月31日　終了】」のように、隅付き括弧の中に事務を終えた日と「終了」があること。
//!
//! ## なぜ
//! 事務を終えた評価書は、終了の日を評価書名に付けて、少なくとも3年間公表を続けます。日が分からないと、いつまで公表するのかが決まりません。
//!
//! ## 直し方
//! 評価書名に【○年○月○日　終了】と付けます。
//!
//! ## 例
//! ```yaml
//! 評価書名: 図書の貸出に関する事務　全項目評価書（終了）                     # 誤
//! 評価書名: 図書の貸出に関する事務　全項目評価書【令和7年3月31日　終了】     # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の記載要領

use std::ops::Range;

use crate::assessment::value::Value;
use crate::japanese::date_scan::{When, scan};
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P013",
    name: "ended-mark",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の記載要領"],
    check,
};

fn check(cx: &mut Context) {
    let Some(field) = cx.assessment.find("cover.title") else {
        return;
    };
    let Value::Text(text) = cx.field(field).value else {
        return;
    };
    let Some(range) = bad_mark(&text.text) else {
        return;
    };
    let words = words(cx.lang, &text.text[range.clone()]);
    let span = cx.words(text, range);
    cx.report(&RULE, field, span, words);
}

/// A bracket that ends with 「終了」 and is not 【date 終了】.
fn bad_mark(title: &str) -> Option<Range<usize>> {
    let opening = ['(', '（', '【', '[', '［', '〔', '＜', '<', '〈', '《'];
    let closing = [')', '）', '】', ']', '］', '〕', '＞', '>', '〉', '》'];
    let end_of_word = title.find("終了")? + "終了".len();
    let close = title[end_of_word..].trim_start().chars().next()?;
    if !closing.contains(&close) {
        return None;
    }
    let end = end_of_word + title[end_of_word..].find(close)? + close.len_utf8();
    let start = title[..end_of_word].rfind(opening)?;
    let mark = &title[start..end];
    let dates = scan(mark);
    let well = match dates.as_slice() {
        [only] if matches!(only.when, When::Day(_)) => {
            let date = fold(&mark[only.range.clone()]);
            fold(mark) == format!("【{date}終了】")
        }
        _ => false,
    };
    (!well).then_some(start..end)
}

fn words(lang: Lang, words: &str) -> Words {
    Words::new(say!(
        lang,
        "評価書名の「{words}」が、終了の印の書き方になっていない",
        "「{words}」 in the title is no proper mark of an ended service"
    ))
    .label(say!(
        lang,
        "「【○年○月○日　終了】」と書く",
        "write 「【○年○月○日　終了】」"
    ))
    .help(say!(
        lang,
        "事務を終えた日を入れて「【令和7年3月31日　終了】」のように書いてください。終えた後も、少なくとも3年間は公表を続けます。",
        "Name the day on which the service ended."
    ))
}

#[cfg(test)]
mod tests {
    use super::bad_mark;

    #[test]
    fn marks_of_the_end() {
        for title in [
            "貸出に関する事務　全項目評価書【令和7年3月31日　終了】",
            "【令和７年３月３１日終了】貸出に関する事務　全項目評価書",
            "貸出の終了に関する事務",
            "貸出に関する事務（契約の終了後の管理を含む）",
        ] {
            assert_eq!(bad_mark(title), None, "{title}");
        }
        for title in [
            "貸出に関する事務　全項目評価書（終了）",
            "貸出に関する事務【令和7年3月終了】",
            "貸出に関する事務（令和7年3月31日終了）",
        ] {
            assert!(bad_mark(title).is_some(), "{title}");
        }
    }
}
