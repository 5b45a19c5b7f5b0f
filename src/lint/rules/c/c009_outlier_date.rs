//! 同じ改訂の中に、一行だけ違う変更日がある。
//! One row in the middle of a revision has another date.
//!
//! ## 何を確認するか
//! 同じ変更日の行が前後に続く中に、ほかのどこにも無い変更日の行が一つだけ挟まっていないこと。
//!
//! ## なぜ
//! 日付の打ち間違いか、前の改訂の行が紛れ込んだ跡です。
//!
//! ## 直し方
//! 決裁や前の版を見て、変更日を確かめます。別の改訂なら、行を日付の順の場所に移します。
//!
//! ## 例
//! ```yaml
//! - 変更日: 令和7年4月21日
//! - 変更日: 令和7年4月21日
//! - 変更日: 令和7年4月14日   # 誤: 前後の行はどれも4月21日
//! - 変更日: 令和7年4月21日   # 正
//! - 変更日: 令和7年4月21日
//! - 変更日: 令和7年4月21日
//! - 変更日: 令和7年4月21日
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３
//!
//! 実測: 公表された素案一つ（変更箇所32行）で指摘0件、見落とし0件。

use rustc_hash::FxHashSet;

use super::outliers::outliers;
use crate::compare::changelog::EntryId;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C009",
    name: "outlier-date",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式 別添３"],
    check,
};

fn check(cx: &mut Context) {
    let lang = cx.lang;
    let log = cx.changes();
    let judged: FxHashSet<EntryId> = super::judged(cx).map(|(at, _)| at).collect();
    for (before, at) in outliers(log) {
        let dates = (log.entries[at].date, log.entries[before].date);
        let (Some((_, own)), Some((_, around)), true) = (dates.0, dates.1, judged.contains(&at))
        else {
            continue;
        };
        let words = words(lang, own.text.text.trim(), around.text.text.trim());
        cx.report(&RULE, own.field, own.text.span, words)
            .related(around.text.span, there(lang));
    }
}

fn words(lang: Lang, own: &str, other: &str) -> Words {
    Words::new(say!(
        lang,
        "この行だけ変更日が「{own}」で、前後の行は「{other}」になっている",
        "Only this row is of {own}; the rows around it are of {other}"
    ))
    .help(say!(
        lang,
        "打ち間違いでないかを確かめてください。別の改訂の行なら、日付の順の場所に移します。",
        "See whether it is mistyped; a row of another revision belongs to its place by date."
    ))
}

/// Said at the date of the row before.
fn there(lang: Lang) -> String {
    say!(lang, "前の行", "the row before")
}
