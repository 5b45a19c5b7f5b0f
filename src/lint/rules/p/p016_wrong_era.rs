//! 評価の手続の日付が、元号の違う遠い過去になっている。
//! A day of the procedure lies decades back: the era is the wrong one.
//!
//! ## 何を確認するか
//! Ⅵの欄と文、別紙の時点、「…現在」の言い方に、特定個人情報保護評価の始まった平成26年より前の「平成○年○月○日」（時点と「現在」は月まででもよい）があり、「令和」と読めば公表日の前3年以内になるもの。
//!
//! ## なぜ
//! 元号の打ち間違いです。評価の手続も、評価書に付ける表の時点も、平成26年より前にはありません。
//!
//! ## 直し方
//! 元号を直します。
//!
//! ## 例
//! ```yaml
//! 公表日: 令和8年10月30日
//! # …
//! 第三者点検:
//!   方法: 平成8年8月27日の会議で点検を受けた。   # 誤
//!   方法: 令和8年8月27日の会議で点検を受けた。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価に関する規則（平成26年特定個人情報保護委員会規則第1号）

use jiff::ToSpan;
use jiff::civil::date;

use super::{written, written_year};
use crate::japanese::date_scan::When;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

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
    for dated in &cx.facts.dated {
        let id = &cx.field(dated.field).id;
        let of_procedure = id.starts_with("procedure.");
        let is_as_of = id.starts_with("annexes[") && id.ends_with("].as_of");
        if id.starts_with("changes[") {
            continue;
        }
        for mention in &dated.mentions {
            let after = &dated.text.text[mention.range.end..];
            let is_now = after.trim_start().starts_with("現在") || after.starts_with("時点");
            let day = match mention.when {
                When::Day(day) if of_procedure || is_as_of || is_now => day,
                When::Month(day) if is_as_of || is_now => day,
                _ => continue,
            };
            let is_heisei = mention.era.is_some_and(|era| era.name == "平成");
            let meant = day.with().year(day.year() + YEARS).build();
            let Some(meant) = meant.ok().filter(|_| is_heisei && day < begun) else {
                continue;
            };
            if since <= meant && meant <= as_of {
                let said = &dated.text.text[mention.range.clone()];
                let meant = match said.ends_with('月') {
                    true => format!("{}{}月", written_year(meant), meant.month()),
                    false => written(meant),
                };
                let span = cx.words(dated.text, mention.range.clone());
                cx.report(&RULE, dated.field, span, words(cx.lang, said, &meant));
            }
        }
    }
}

fn words(lang: Lang, day: &str, meant: &str) -> Words {
    Words::new(say!(
        lang,
        "「{day}」は、特定個人情報保護評価の始まる前の日付である",
        "「{day}」 lies before there were such assessments"
    ))
    .help(say!(
        lang,
        "「{meant}」のことなら、元号を直してください。",
        "Correct the era if 「{meant}」 is meant."
    ))
}
