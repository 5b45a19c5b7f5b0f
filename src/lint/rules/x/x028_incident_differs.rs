//! 重大事故の有無が、ファイルによって違う。
//! The files disagree on whether the body had a serious incident.
//!
//! ## 何を確認するか
//! Ⅲ７リスク１⑨の「過去3年以内に、評価実施機関において、個人情報に関する重大事故が発生したか」の答えが、どのファイルでも同じであること。
//!
//! ## なぜ
//! 問われているのは評価実施機関の事故であり、そのファイルの事故に限りません。ファイルによって答えが違うことはありません。
//!
//! ## 直し方
//! 発生しているなら、どのファイルでも「発生あり」とし、内容と再発防止策を書きます。そのファイルの事故でないことは、内容に書けます。
//!
//! ## 例
//! ```yaml
//! - 名称: 貸出ファイル
//!   リスク対策:
//!     特定個人情報の保管・消去:
//!       特定個人情報の漏えい・滅失・毀損リスク:
//!         過去3年以内の個人情報に関する重大事故: 発生あり
//! - 名称: 督促ファイル
//!   リスク対策:
//!     特定個人情報の保管・消去:
//!       特定個人情報の漏えい・滅失・毀損リスク:
//!         過去3年以内の個人情報に関する重大事故: 発生なし   # 誤
//!         過去3年以内の個人情報に関する重大事故: 発生あり   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{choice, numbers};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X028",
    name: "incident-differs",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let lang = cx.lang;
    let (mut had, mut none) = (Vec::new(), Vec::new());
    for n in numbers(cx, "files") {
        let id = format!("files[{n}].risks.storage.leak.serious_incidents");
        match cx.assessment.find(&id).zip(choice(cx, &id)) {
            Some((_, ("発生あり", span))) => had.push(span),
            Some((field, (_, span))) => none.push((field, span)),
            None => {}
        }
    }
    let Some(had) = had.first() else { return };
    if let Some(finding) = cx.report_all(&RULE, &none, words(lang)) {
        finding.related(*had, had_one(lang));
    }
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "重大事故が、ほかのファイルでは「発生あり」なのに、「発生なし」になっている",
        "「発生なし」 here, but another file says 「発生あり」"
    ))
    .help(say!(
        lang,
        "評価実施機関の事故を問う欄なので、どのファイルでも同じ答えになります。確かめて、そろえてください。",
        "The question is about the body, so all files have one answer."
    ))
}

fn had_one(lang: Lang) -> String {
    say!(
        lang,
        "このファイルでは「発生あり」",
        "「発生あり」 in this file"
    )
}
