//! 使用開始日が、保有開始日より前になっている。
//! A file is used before it is held.
//!
//! ## 何を確認するか
//! Ⅱ３⑨使用開始日が、Ⅱ２⑤保有開始日より前でないこと。月だけの日付は、その月のどの日であっても前になるときだけ指摘します。
//!
//! ## なぜ
//! 持っていないファイルは使えません。片方が別のファイルや旧システムの日付のままになっていることがあります。
//!
//! ## 直し方
//! ファイルを保有し始めた日と使い始めた日を確かめ、誤っている方を直します。
//!
//! ## 例
//! ```yaml
//! 保有開始日: 平成29年9月
//! # …
//! 使用開始日: 平成29年7月1日   # 誤: 保有する前
//! 使用開始日: 平成29年9月      # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::starts::Starts;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::Severity;
use crate::source::lang::say;

/// The rule.
pub static RULE: Rule = Rule {
    code: "P008",
    name: "use-before-holding",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for starts in Starts::all(cx) {
        if !starts.used_before_held() {
            continue;
        }
        let message = say!(
            cx.lang,
            "使用開始日が、保有開始日より前になっている",
            "使用開始日 is before 保有開始日"
        );
        let label = say!(cx.lang, "使用開始日", "the file is used");
        let related = say!(cx.lang, "保有開始日", "the file is held");
        let help = say!(
            cx.lang,
            "ファイルを保有し始めた日と使い始めた日を確かめ、誤っている方を直してください。",
            "Look at both days and change the one that is wrong."
        );
        cx.report(&RULE, starts.place, starts.used.1, message)
            .label(label)
            .related(starts.held.1, related)
            .help(help);
    }
}
