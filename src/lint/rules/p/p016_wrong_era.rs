//! 評価の手続の日付が、元号の違う遠い過去になっている。
//! A day of the procedure lies decades back: the era is the wrong one.
//!
//! ## 何を確認するか
//! Ⅵの欄と文に、特定個人情報保護評価の始まった平成26年より前の「平成○年○月○日」があり、「令和」と読めば公表日の前3年以内になるもの。
//!
//! ## なぜ
//! 元号の打ち間違いです。評価の手続は、平成26年より前にはありません。
//!
//! ## 直し方
//! 元号を直します。
//!
//! ## 例
//! ```yaml
//! 方法: 平成8年8月27日の会議で点検を受けた。   # 誤: 令和8年
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価に関する規則（平成26年特定個人情報保護委員会規則第1号）

use jiff::ToSpan;
use jiff::civil::date;

use super::written;
use crate::japanese::date_scan::When;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::Severity;
use crate::source::lang::say;

/// The rule.
pub static RULE: Rule = Rule {
    code: "P016",
    name: "wrong-era",
    levels: Levels::always(Severity::Warning),
    basis: &["特定個人情報保護評価に関する規則"],
    check,
};

/// Between the first years of 平成 and of 令和.
const YEARS: i16 = 2019 - 1989;

/// For how many years before it is published an assessment is made at most.
const LONGEST: i64 = 3;

fn check(cx: &mut Context) {
    let Some(as_of) = cx.as_of() else { return };
    let Ok(since) = as_of.checked_sub(LONGEST.years()) else {
        return;
    };
    let begun = date(2014, 4, 20);
    let mut found = Vec::new();
    for dated in &cx.texts.dated {
        if !cx.field(dated.place).id.starts_with("procedure.") {
            continue;
        }
        for mention in &dated.mentions {
            let When::Day(day) = mention.when else {
                continue;
            };
            let is_heisei = mention.era.is_some_and(|era| era.name == "平成");
            let meant = day.with().year(day.year() + YEARS).build();
            let Some(meant) = meant.ok().filter(|_| is_heisei && day < begun) else {
                continue;
            };
            if since <= meant && meant <= as_of {
                let span = cx.words(dated.text, mention.range.clone());
                found.push((dated.place, span, day, meant));
            }
        }
    }
    for (place, span, day, meant) in found {
        let (day, meant) = (written(day), written(meant));
        let message = say!(
            cx,
            "「{day}」は、特定個人情報保護評価の始まる前の日付である",
            "「{day}」 lies before there were such assessments"
        );
        let help = say!(
            cx,
            "「{meant}」のことなら、元号を直してください。",
            "Correct the era if 「{meant}」 is meant."
        );
        cx.report(&RULE, place, span, message).help(help);
    }
}
