//! 重要な変更なのに、意見の聴取や第三者点検が前の版のままになっている。
//! A significant change, but public comment and third-party review are those of the version before.
//!
//! ## 何を確認するか
//! 別添３に、`--base` で指定した版の後の「重要な変更」の行があるとき、Ⅵ２②（意見の聴取の実施日・期間）とⅥ３①（第三者点検の実施日）が、
//! その版の日付より後になっていること。公表の段階で確認します。`--base` を指定しなければ何も確認しません。その版に公表日が無ければ、
//! 公表していない案（諮問に掛けた版など）なので、同じ意見の聴取と第三者点検のままで構いません。
//!
//! ## なぜ
//! 重要な変更をするときは、変更の前に評価を再び実施し、住民等の意見の聴取と第三者点検もやり直します。日付が前のままなら、
//! やり直していないか、Ⅵを書き直していません。
//!
//! ## 直し方
//! やり直した意見の聴取と第三者点検の日付と内容をⅥに書きます。重要な変更に当たらないのなら、別添３の説明をその理由に直します。
//!
//! ## 例
//! ```yaml
//! # 前の版
//! 第三者点検:
//!   実施日: 令和7年1月20日
//! # 今の版
//! 第三者点検:
//!   実施日: 令和7年1月20日   # 誤: 前の版のときの日付
//!   実施日: 令和8年1月20日   # 正
//! # …
//! - 変更日: 令和8年4月1日
//!   項目: Ⅱ６①保管場所
//!   変更後: 入退室の記録を5年間保存する。
//!   提出時期: 事前
//!   理由: 重要な変更
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価に関する規則 第7条第4項・第11条

use super::row_name;
use crate::compare::changelog::base::{PROCEDURE, last_day, published};
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C018",
    name: "old-procedure",
    levels: Levels::from(Stage::Publish, Severity::Error),
    basis: &["特定個人情報保護評価に関する規則 第7条第4項・第11条"],
    check,
};

/// The reason whose changes ask for all of it again.
const SIGNIFICANT: &str = "重要な変更";

fn check(cx: &mut Context) {
    let Some((former, _)) = cx.coverage() else {
        return;
    };
    // A version that was never published is a draft of this one: one procedure covers both.
    if former.published.is_none() && published(cx.assessment).is_some() {
        return;
    }
    let log = cx.changes();
    let mut significant = log.entries.iter().filter(|entry| {
        let reason = entry.reason.is_some_and(|r| r.name == SIGNIFICANT);
        reason && former.is_new(entry) && former.is_later(entry)
    });
    let Some(entry) = significant.next() else {
        return;
    };
    let is_old = |(id, old): (&&str, &Option<_>)| {
        let (new, old) = (last_day(cx.assessment, id)?, (*old)?);
        (new <= old).then(|| cx.assessment.find(id)).flatten()
    };
    let old: Vec<Place> = PROCEDURE
        .iter()
        .zip(&former.procedure)
        .filter_map(is_old)
        .map(|field| (field, cx.field(field).place()))
        .collect();
    let lang = cx.lang;
    let name = match old.as_slice() {
        [(field, _)] => Some(cx.name(*field)),
        _ => None,
    };
    let words = words(lang, &row_name(lang, entry), name.as_deref(), &former.name);
    if let Some(finding) = cx.report_all(&RULE, &old, words)
        && let Some(explanation) = entry.explanation
    {
        finding.related(explanation.text.span, there(lang));
    }
}

/// `name` is that of the item, where only one is old.
fn words(lang: Lang, row: &str, name: Option<&str>, base: &str) -> Words {
    let what = match name {
        Some(name) => format!("{name} "),
        None => say!(lang, "意見の聴取や第三者点検", "the procedure of Ⅵ "),
    };
    Words::new(say!(
        lang,
        "{row} に重要な変更があるのに、{what}が「{base}」の版のときのままになっている",
        "{row} covers a 重要な変更, but {what}is that of 「{base}」"
    ))
    .help(say!(
        lang,
        "やり直した意見の聴取と第三者点検を書いてください。重要な変更に当たらないのなら、その理由を別添３の説明に書きます。",
        "Write the comment and the review that were held again, or say in 別添３ why the change is no 重要な変更."
    ))
}

/// Said at the explanation of the row.
fn there(lang: Lang) -> String {
    say!(lang, "重要な変更", "a 重要な変更")
}
