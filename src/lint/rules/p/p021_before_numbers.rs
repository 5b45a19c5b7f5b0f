//! 保有開始日か使用開始日が、個人番号のまだないころの日になっている。
//! A file of specific personal information is held or used before the law on individual numbers was promulgated.
//!
//! ## 何を確認するか
//! Ⅱ２⑤保有開始日とⅡ３⑨使用開始日が、番号法の公布の日（平成25年5月31日）より前でないこと。
//! 公布の後でも、個人番号の通知（平成27年10月から）の準備が始まる前の平成27年5月までの日は、確かめるための参考とします。
//!
//! ## なぜ
//! 個人番号のないうちは、特定個人情報ファイルを保有することも使用することもできません。旧システムで台帳を持ち始めた日や、年の書き誤りが残っていることがあります。
//!
//! ## 直し方
//! 個人番号を含むファイルを保有し始めた日、使い始めた日を確かめて書きます。
//!
//! ## 例
//! ```yaml
//! 保有開始日: 平成17年10月5日   # 誤: 番号法の公布より前
//! 保有開始日: 平成27年10月5日   # 正
//! ```
//!
//! ## 根拠
//! 番号法（平成25年法律第27号）の公布の日

use super::{PROCEDURE, date};
use crate::japanese::dates::written;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P021",
    name: "before-numbers",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

/// Where a file says from when on it is held, and used.
const STARTS: [&str; 2] = ["basics.holding_start", "intake.start"];

fn check(cx: &mut Context) {
    let promulgated = PROCEDURE.individual_numbers.value.parse();
    let prepared = PROCEDURE.numbers_prepared.value.parse();
    let (Ok(promulgated), Ok(prepared)) = (promulgated, prepared) else {
        return;
    };
    let (mut never, mut doubtful): (Vec<Place>, Vec<Place>) = (Vec::new(), Vec::new());
    for n in 1..=cx.assessment.entries("files") {
        let mut held = None;
        for start in STARTS {
            let id = format!("files[{n}].overview.{start}");
            let begun = cx.assessment.find(&id).zip(date(cx, &id));
            let Some((field, (date, span))) = begun else {
                continue;
            };
            let (first, last) = date.ends();
            // P008 says so of what is used before it is held.
            if held.is_some_and(|held| last < held) {
                continue;
            }
            held = held.or(Some(first));
            if last < promulgated {
                never.push((field, span));
            } else if last < prepared {
                doubtful.push((field, span));
            }
        }
    }
    let words = before_the_law(cx.lang, &written(promulgated));
    if let Some(finding) = cx.report_all(&RULE, &never, words) {
        finding.basis(vec![&PROCEDURE.individual_numbers.source]);
    }
    let words = before_numbers(cx.lang);
    if let Some(finding) = cx.report_all(&RULE, &doubtful, words) {
        finding.severity(Severity::Info);
    }
}

fn before_the_law(lang: Lang, first: &str) -> Words {
    Words::new(say!(
        lang,
        "番号法の公布（{first}）より前の日から、特定個人情報ファイルを保有し、又は使用している",
        "A file is held or used from a day before 番号法 was promulgated ({first})"
    ))
    .help(look_up(lang))
}

fn before_numbers(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "個人番号の通知（平成27年10月から）よりかなり前の日から、特定個人情報ファイルを保有し、又は使用している",
        "A file is held or used from a day long before the first individual numbers (October 2015)"
    ))
    .help(look_up(lang))
}

fn look_up(lang: Lang) -> String {
    say!(
        lang,
        "個人番号を含むファイルとして保有し始めた日、使い始めた日を確かめて直してください。",
        "Look up from when on the file has had individual numbers."
    )
}
