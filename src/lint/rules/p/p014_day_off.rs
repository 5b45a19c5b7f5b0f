//! 基礎項目評価又は第三者点検の実施日が、土曜日か日曜日である。
//! The baseline assessment or the third-party review is dated on a Saturday or a Sunday.
//!
//! ## 何を確認するか
//! Ⅵ１①とⅥ３①の実施日が、土曜日でも日曜日でもないこと（参考）。祝日と年末年始は見ません。
//! 意見聴取の期間と公表日は、休日を含んだり休日に当たったりしても不自然でないため、対象にしません。
//!
//! ## なぜ
//! 職員や審議会が行う手続の日は、ふつう開庁日です。休日に当たるときは、年や月の書き誤りであることがあります。
//!
//! ## 直し方
//! 決裁文書や会議録で日付を確かめます。実際に休日に行ったのなら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 実施日: 令和7年11月2日   # 誤: 日曜日
//! 実施日: 令和7年11月4日   # 正: 火曜日
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use jiff::civil::Weekday;

use super::date;
use crate::japanese::date_scan::weekday_letter;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P014",
    name: "day-off",
    levels: Levels::from(Stage::Review, Severity::Info),
    basis: &[],
    check,
};

/// What offices and committees do on a day of their own choice.
const ACTS: [&str; 2] = ["procedure.baseline.date", "procedure.third_party.date"];

fn check(cx: &mut Context) {
    for id in ACTS {
        let (Some(field), Some((date, span))) = (cx.assessment.find(id), date(cx, id)) else {
            continue;
        };
        let weekday = date.day.weekday();
        if date.month_only || !matches!(weekday, Weekday::Saturday | Weekday::Sunday) {
            continue;
        }
        let words = words(cx.lang, &cx.name(field), weekday_letter(weekday));
        cx.report(&RULE, field, span, words);
    }
}

fn words(lang: Lang, item: &str, letter: char) -> Words {
    Words::new(say!(
        lang,
        "{item} が{letter}曜日に当たる",
        "{item} falls on a day off (「{letter}」)"
    ))
    .label(say!(lang, "{letter}曜日", "「{letter}」"))
    .help(say!(
        lang,
        "日付に書き誤りがないか、決裁文書や会議録で確かめてください。",
        "See in the records whether the date is right."
    ))
}
