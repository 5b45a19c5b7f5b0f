//! 廃止された法律や、適用されなくなった個人情報保護条例が根拠に残っている。
//! A repealed law, or an ordinance that no longer applies, is still named.
//!
//! ## 何を確認するか
//! 「行政機関の保有する個人情報の保護に関する法律」などが令和4年4月1日以後に、「○○市個人情報保護条例」が令和5年4月1日以後に残っていないこと。
//! 議会の条例、「旧…条例」「…（廃止）」、別添３の変更前は見ません。実測: 公表された評価書1件を公表の年（令和4年）で読むと指摘なし、令和8年で読むと指摘1件で正しく、見落としなし。
//!
//! ## なぜ
//! 令和5年4月1日から、地方公共団体にも個人情報の保護に関する法律が直接適用され、開示請求などの根拠は同法に移りました。
//!
//! ## 直し方
//! 個人情報の保護に関する法律（と、その施行条例）に書き直します。今も同じ名の条例がある団体では、引用した条が残っているかを確かめます。
//!
//! ## 例
//! ```yaml
//! 公表日: 令和8年4月1日
//! # …
//! 請求方法: 架空市個人情報保護条例に基づき、書面で請求する。       # 誤: 令和5年4月1日からは法律による
//! 請求方法: 個人情報の保護に関する法律に基づき、書面で請求する。   # 正
//! ```
//!
//! ## 根拠
//! デジタル社会の形成を図るための関係法律の整備に関する法律（令和3年法律第37号）第50条、第51条

use jiff::civil::Date as Day;

use super::data::{Repealed, data};
use super::ended::repealed;
use super::{judged_as_of, written};
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L004",
    name: "repealed-law",
    levels: Levels::always(Severity::Warning),
    basis: &["令和3年法律第37号"],
    check,
};

fn check(cx: &mut Context) {
    let mut found = Vec::new();
    for legal in &cx.facts.laws.texts {
        let Some(day) = legal.day(cx) else { continue };
        for (n, range) in repealed(legal, day) {
            let words = legal.text.text[range.clone()].to_owned();
            found.push(((n, words, day), legal.spot(cx, range)));
        }
    }
    for ((n, name, day), spots) in grouped(found) {
        let repealed = &data().repealed[n];
        let words = words(cx.lang, &name, repealed, day);
        if let Some(finding) = cx.report_all(&RULE, &spots, words) {
            finding.basis(vec![repealed.source.as_str()]);
        }
    }
}

fn words(lang: Lang, words: &str, repealed: &Repealed, day: Day) -> Words {
    let (from, now) = (written(repealed.from), &repealed.now);
    let is_law = repealed.words.is_empty();
    let message = if is_law {
        say!(
            lang,
            "「{words}」は、{from}に「{now}」に代わっている",
            "「{now}」 replaced 「{words}」 on {from}"
        )
    } else {
        say!(
            lang,
            "「{words}」が根拠に残っている（{from}からは「{now}」による）",
            "「{words}」 is still named: 「{now}」 applies from {from}"
        )
    };
    let help = say!(
        lang,
        "「{now}」に当たる条を確かめて書き直してください。",
        "Look up the article of 「{now}」 that replaced it."
    );
    Words::new(message)
        .label(judged_as_of(lang, day))
        .help(help)
}
