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
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

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
        let lang = cx.lang;
        cx.report(&RULE, starts.field, starts.used.1, words(lang))
            .related(starts.held.1, held(lang));
    }
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "使用開始日が、保有開始日より前になっている",
        "使用開始日 is before 保有開始日"
    ))
    .label(say!(lang, "使用開始日", "the file is used"))
    .help(say!(
        lang,
        "ファイルを保有し始めた日と使い始めた日を確かめ、誤っている方を直してください。",
        "Look at both days and change the one that is wrong."
    ))
}

fn held(lang: Lang) -> String {
    say!(lang, "保有開始日", "the file is held")
}
