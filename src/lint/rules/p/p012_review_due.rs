//! 公表から5年が近づき、又は過ぎている。
//! Five years since the publication are nearly over, or over.
//!
//! ## 何を確認するか
//! 公表日から、今日（`--as-of` があればその日）までに4年6か月以上たっていないこと。公表の段階で確かめます。
//! 「判断の前提」（印刷されません）に「見直し日」を書いておくと、見直しと公表のどちらからも1年が過ぎたときに、参考として知らせます。
//!
//! ## なぜ
//! 評価実施機関は、評価書を公表してから5年を経過する前に、特定個人情報保護評価を再実施するよう努めることとされています。
//! 意見聴取と第三者点検には半年近くかかるので、半年前に知らせます。
//!
//! ## 直し方
//! 再実施の日程を決めます。すでに再実施していれば、公表日をその公表の日に改めます。
//! 見直しが済んでいれば、見直し日を改めます。
//!
//! ## 例
//! ```yaml
//! # 令和7年4月11日に点検
//! 公表日: 令和2年9月1日   # 誤: 5年が近い
//! 公表日: 令和7年4月1日   # 正
//! # …
//! 判断の前提:
//!   見直し日: 令和6年4月10日   # 誤: 1年が過ぎている
//!   見直し日: 令和7年4月10日   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価に関する規則 第15条

use jiff::civil::Date as Day;

use super::{date, written};
use crate::assessment::deadlines::DEADLINES;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P012",
    name: "review-due",
    levels: Levels::from(Stage::Publish, Severity::Warning),
    basis: &["特定個人情報保護評価に関する規則 第15条"],
    check,
};

/// 表紙の公表日
const PUBLISHED: &str = "cover.publication_date";
/// 判断の前提の見直し日
const REVIEWED: &str = "premises.review_date";

fn check(cx: &mut Context) {
    if let Some(now) = cx.inputs.as_of.or(cx.inputs.today) {
        reevaluation(cx, now);
        review(cx, now);
    }
}

fn reevaluation(cx: &mut Context, now: Day) {
    let (Some((published, span)), Some(field)) =
        (date(cx, PUBLISHED), cx.assessment.find(PUBLISHED))
    else {
        return;
    };
    let data = &DEADLINES.reevaluation_months;
    let published = published.ends().0;
    let (Some(due), Some(notice)) = (data.after(published), data.notice(published)) else {
        return;
    };
    if now >= notice {
        let words = assess_again(cx.lang, data.value / 12, due, now);
        cx.report(&RULE, field, span, words);
    }
}

/// A year since the last review, where the office writes it down.
fn review(cx: &mut Context, now: Day) {
    let (Some((reviewed, span)), Some(field)) = (date(cx, REVIEWED), cx.assessment.find(REVIEWED))
    else {
        return;
    };
    // What is published has been looked through.
    let published = date(cx, PUBLISHED).map(|(published, _)| published.ends().1);
    let last = reviewed.ends().1.max(published.unwrap_or(Day::MIN));
    let data = &DEADLINES.review_months;
    if data.after(last).is_none_or(|due| now <= due) {
        return;
    }
    let words = review_again(cx.lang, data.value, last, now);
    cx.report(&RULE, field, span, words)
        .severity(Severity::Info)
        .basis(Vec::new());
}

fn assess_again(lang: Lang, years: i64, due: Day, now: Day) -> Words {
    let message = if now < due {
        let until = written(due);
        say!(
            lang,
            "公表から{years}年になる{until}が近い",
            "{years} years since the publication end on {until}"
        )
    } else {
        say!(
            lang,
            "公表から{years}年が過ぎている",
            "More than {years} years have passed since the publication"
        )
    };
    let help = say!(
        lang,
        "公表から{years}年を経過する前に、評価の再実施に努めることとされています。再実施の日程を決めてください。すでに再実施していれば、公表日を改めてください。",
        "The assessment should be done again within {years} years of its publication. Plan it, or write the new date."
    );
    Words::new(message).label(judged(lang, now)).help(help)
}

fn review_again(lang: Lang, months: i64, last: Day, now: Day) -> Words {
    let day = written(last);
    Words::new(say!(
        lang,
        "前回の見直し（{day}）から{months}か月が過ぎている",
        "More than {months} months have passed since the last review"
    ))
    .label(judged(lang, now))
    .help(say!(
        lang,
        "記載内容を見直し、見直し日を改めてください。内容が変わっていれば、評価書の修正か再実施が要ります。",
        "Look the assessment through and write the new date; what has changed must be corrected or assessed again."
    ))
}

fn judged(lang: Lang, now: Day) -> String {
    let day = written(now);
    say!(lang, "{day}現在で点検", "judged as of {day}")
}
