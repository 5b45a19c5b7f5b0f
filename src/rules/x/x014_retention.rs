//! 保管期間の選択肢と、その妥当性に書かれた年数が食い違っている。
//! The chosen period of retention does not fit the years that its reason names.
//!
//! ## 何を確認するか
//! Ⅱ６②の期間が年数を示すとき、「その妥当性」に保管・保存の期間として書かれた年数のうち、少なくとも一つがその範囲にあること。
//! 「定められていない」のときは、下限の年数（少なくとも5年など）を書けるので指摘しません。
//!
//! ## なぜ
//! 保管期間は、住民が自分の情報がいつ消えるかを知る唯一の欄です。
//!
//! ## 直し方
//! 規程に定めた期間を確かめ、選択肢か年数を直します。
//!
//! ## 例
//! ```yaml
//! 期間: 3年
//! その妥当性: 文書管理規程により5年間保存する。   # 誤: 3年か5年か
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::{Range, RangeInclusive};

use super::{choice, numbers, text};
use crate::diagnostic::{Severity, Stage};
use crate::japanese::notation::number;
use crate::rules::{Context, Rule, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X014",
    name: "retention",
    severity: Severity::Warning,
    stage: Stage::Draft,
    basis: &["全項目評価書の様式"],
    source: include_str!("x014_retention.rs"),
    check,
};

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let section = format!("files[{n}].overview.storage.period");
        let length = choice(cx, &format!("{section}.length"));
        let reason = text(cx, &format!("{section}.validity"));
        let Some(((length, answer), (place, reason))) = length.zip(reason) else {
            continue;
        };
        let Some(fits) = years(length) else { continue };
        let told: Vec<_> = periods(&reason.text).collect();
        let Some((other, range)) = told.first().cloned() else {
            continue;
        };
        // One period may be counted from another's end; one that fits is enough.
        if told.iter().any(|(years, _)| fits.contains(years)) {
            continue;
        }
        let span = cx.words(reason, range);
        let item = cx.name(place);
        let message = say!(
            cx,
            "保管期間が「{length}」なのに、{item} には{other}年とある",
            "the period is 「{length}」, but {item} says {other} years"
        );
        let label = say!(cx, "選ばれた期間", "the chosen period");
        let help = say!(
            cx,
            "規程に定めた期間を確かめ、どちらかを直してください。",
            "Correct one of the two."
        );
        cx.report(&RULE, place, span, message)
            .related(answer, label)
            .help(help);
    }
}

/// The years that an option means; none for 定められていない.
fn years(option: &str) -> Option<RangeInclusive<usize>> {
    let numbers: Vec<usize> = option
        .split(|c: char| !c.is_numeric())
        .filter_map(number)
        .collect();
    match numbers.as_slice() {
        [_] if option.ends_with("未満") => Some(0..=0),
        [from] if option.ends_with("以上") => Some(*from..=usize::MAX),
        [exact] => Some(*exact..=*exact),
        // 「6年以上10年未満」: ten years are told as 10年, so the upper end counts as inside.
        [from, to] => Some(*from..=*to),
        _ => None,
    }
}

/// The years that a text names as a time of keeping, and where.
fn periods(text: &str) -> impl Iterator<Item = (usize, Range<usize>)> + '_ {
    text.match_indices('年').filter_map(|(at, year)| {
        let head = &text[..at];
        let bare = head.trim_end_matches(char::is_numeric);
        let years = number(&head[bare.len()..])?;
        // 令和5年, 2025年 and 第3年 are dates.
        let is_date = years > 100
            || ["令和", "平成", "昭和", "大正", "第"]
                .iter()
                .any(|era| bare.ends_with(era));
        let rest = &text[at + year.len()..];
        let sentence = rest.split(['。', '\n']).next().unwrap_or(rest);
        let kept = rest.starts_with('間') || rest.starts_with('と') || rest.starts_with('保');
        let told = kept
            && ["保管", "保存", "保持"]
                .iter()
                .any(|word| sentence.contains(word));
        (!is_date && told).then(|| (years, bare.len()..at + year.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_times_of_keeping_are_periods() {
        let text = "平成25年に定めた規程により、5年間保存する。令和3年度の記録は２年保管した。3年間で更新する。";
        let found: Vec<_> = periods(text).map(|p| p.0).collect();
        assert_eq!(found, [5, 2]);
    }

    #[test]
    fn options_are_ranges() {
        assert_eq!(years("定められていない"), None);
        assert_eq!(years("1年未満"), Some(0..=0));
        assert_eq!(years("5年"), Some(5..=5));
        assert_eq!(years("6年以上10年未満"), Some(6..=10));
        assert_eq!(years("20年以上"), Some(20..=usize::MAX));
    }
}
