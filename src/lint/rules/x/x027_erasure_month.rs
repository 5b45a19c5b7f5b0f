//! 消去する月が、Ⅱ６③消去方法とⅢ７リスク３の消去手順とで違う。
//! Chapters II and III name different months for the erasure.
//!
//! ## 何を確認するか
//! Ⅱ６③とⅢ７リスク３の消去手順に「毎年5月に…消去する」のように書いた月が、同じであること。
//! ＜…＞の見出しが両方にあれば、見出しごとに、紙や媒体とシステムの記録の両方が書かれていれば、それぞれで比べます。月の数が違うときや、二つより多く違うときは見ません。
//!
//! ## なぜ
//! 同じ消去のことを二度書く欄なので、片方だけが直されて残りがちです。どちらの月に消えるのかが分かりません。
//!
//! ## 直し方
//! 実際に消去する月を確かめて、そろえます。別の作業の月なら、何の月かが分かるように書きます。
//!
//! ## 例
//! ```yaml
//! 消去方法: 毎年5月に、係長が抽出し、消去する。
//! # …
//! 手順の内容: 毎年4月に、保管期間を過ぎた者を抽出する。   # 誤
//! 手順の内容: 毎年5月に、保管期間を過ぎた者を抽出する。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use super::retention::names_medium;
use super::{numbers, text};
use crate::assets::lists::disposal::ERASES;
use crate::japanese::notation::{fold, is_digit, number};
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X027",
    name: "erasure-month",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// A month in which data are erased, under a heading.
#[derive(Debug, PartialEq, Eq)]
struct Month {
    heading: String,
    /// Whether it is that of papers or media, and not of the data of a system.
    of_medium: bool,
    month: usize,
    range: Range<usize>,
}

fn check(cx: &mut Context) {
    let lang = cx.lang;
    for n in numbers(cx, "files") {
        let ways = text(cx, &format!("files[{n}].overview.storage.erasure"));
        let steps = text(
            cx,
            &format!("files[{n}].risks.storage.never_erased.procedure.content"),
        );
        let Some(((_, ways), (field, steps))) = ways.zip(steps) else {
            continue;
        };
        for (own, other) in differing(months(&ways.text), months(&steps.text)) {
            let there = cx.words(ways, own.range);
            let span = cx.words(steps, other.range);
            let words = words(lang, &cx.name(field), other.month, own.month);
            cx.report(&RULE, field, span, words)
                .related(there, month_there(lang, own.month));
        }
    }
}

/// The months that differ, one at most under each heading.
fn differing(ways: Vec<Month>, steps: Vec<Month>) -> Vec<(Month, Month)> {
    let mut headings: Vec<String> = ways.iter().map(|m| m.heading.clone()).collect();
    headings.dedup();
    let is_shared = |list: &[Month]| list.iter().all(|m| headings.contains(&m.heading));
    // Where only one of the two has headings, all is compared with all.
    let is_one = !is_shared(&steps) || headings.len() < 2;
    let mut groups: Vec<(Vec<Month>, Vec<Month>)> = Vec::new();
    // Papers and the data of systems are distinguished where both texts have both.
    let has_both =
        |list: &[Month]| list.iter().any(|m| m.of_medium) && list.iter().any(|m| !m.of_medium);
    if is_one && has_both(&ways) && has_both(&steps) {
        let parted = |list: Vec<Month>| -> (Vec<Month>, Vec<Month>) {
            list.into_iter().partition(|m| m.of_medium)
        };
        let ((papers, data), (steps_of_papers, steps_of_data)) = (parted(ways), parted(steps));
        groups.push((data, steps_of_data));
        groups.push((papers, steps_of_papers));
    } else if is_one {
        groups.push((ways, steps));
    } else {
        let (mut ways, mut steps) = (ways, steps);
        for heading in &headings {
            let own = ways.extract_if(.., |m| m.heading == *heading).collect();
            let other = steps.extract_if(.., |m| m.heading == *heading).collect();
            groups.push((own, other));
        }
    }
    let only = |list: Vec<Month>, others: &[usize]| -> Vec<Month> {
        let mut left: Vec<Month> = Vec::new();
        for month in list.into_iter().filter(|m| !others.contains(&m.month)) {
            if !left.iter().any(|known| known.month == month.month) {
                left.push(month);
            }
        }
        left
    };
    let pairs = groups.into_iter().filter_map(|(own, other)| {
        let of_own: Vec<usize> = own.iter().map(|m| m.month).collect();
        let of_other: Vec<usize> = other.iter().map(|m| m.month).collect();
        let mut own = only(own, &of_other);
        let mut other = only(other, &of_own);
        match (own.len(), other.len()) {
            (1, 1) => own.pop().zip(other.pop()),
            _ => None,
        }
    });
    pairs.collect()
}

/// The months of a text in which data are erased.
fn months(text: &str) -> Vec<Month> {
    let mut heading = String::new();
    let mut found = Vec::new();
    for piece in pieces(text, &['。']) {
        let sentence = &text[piece.clone()];
        let bare = sentence.trim();
        if bare.starts_with(['＜', '<', '〈', '【', '《']) {
            heading = fold(bare);
            continue;
        }
        if !ERASES.iter().any(|word| sentence.contains(word)) {
            continue;
        }
        let places = sentence.match_indices('月').filter_map(|(at, _)| {
            let head = sentence[..at].trim_end_matches(is_digit);
            let month = number(&sentence[head.len()..at]).filter(|n| (1..=12).contains(n))?;
            let is_yearly = ["毎年", "毎年度", "年度の", "翌年", "翌年度の"]
                .iter()
                .any(|word| head.ends_with(word));
            let goes_on = sentence[at..].chars().nth(1);
            let is_month = goes_on.is_none_or(|c| !is_digit(c) && c != '間');
            (is_yearly && is_month).then(|| Month {
                heading: heading.clone(),
                of_medium: names_medium(sentence),
                month,
                range: piece.start + head.len()..piece.start + at + '月'.len_utf8(),
            })
        });
        found.extend(places);
    }
    found
}

fn words(lang: Lang, item: &str, written: usize, month: usize) -> Words {
    Words::new(say!(
        lang,
        "{item} では{written}月だが、Ⅱ６③では{month}月になっている",
        "{item} says month {written}, but Ⅱ６③ says month {month}"
    ))
    .help(say!(
        lang,
        "消去する月を確かめて、そろえてください。",
        "See in which month data are erased, and write the same."
    ))
}

fn month_there(lang: Lang, month: usize) -> String {
    say!(lang, "Ⅱ６③では{month}月", "month {month} in Ⅱ６③")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_compared_under_their_headings() {
        let found = |ways: &str, steps: &str| -> Vec<(usize, usize)> {
            let found = differing(months(ways), months(steps)).into_iter();
            found.map(|(own, other)| (own.month, other.month)).collect()
        };
        assert_eq!(
            found("毎年5月に消去する。", "毎年4月に抽出する。"),
            [(5, 4)]
        );
        assert_eq!(
            found(
                "毎年5月に消去する。紙は毎年６月に溶解する。",
                "毎年5月に抽出し、年度の7月に細断する。"
            ),
            [(6, 7)]
        );
        let ways = "＜書庫＞\n毎年6月に裁断する。\n＜サーバー室＞\n毎年5月に消去する。";
        let steps = "＜書庫＞\n毎年5月に裁断する。\n＜サーバー室＞\n毎年5月に消去する。";
        assert_eq!(found(ways, steps), [(6, 5)]);
        assert_eq!(found(ways, "毎年5月に消去し、毎年6月に裁断する。"), []);
        assert_eq!(
            found(
                "記録は、毎年9月に消去する。申込書は、毎年10月に溶解する。",
                "毎年10月に、記録を抽出する。申込書は、毎年10月に溶解する。"
            ),
            [(9, 10)]
        );
        assert_eq!(
            found(
                "毎年5月に消去する。",
                "毎年5月に消去する。毎年7月に廃棄する。"
            ),
            []
        );
        assert_eq!(
            found(
                "毎年5月に消去する。",
                "毎年4月に研修を行う。12月間は保管する。"
            ),
            []
        );
    }
}
