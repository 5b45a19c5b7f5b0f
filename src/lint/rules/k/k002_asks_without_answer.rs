//! 尋ねている意見や要望に、回答がない。
//! An opinion or a request asks something and has no answer.
//!
//! ## 何を確認するか
//! 意見、要望、附帯意見のうち、「…ますか。」のように尋ねる文があるものに、回答があること。「　」の中の文と、
//! 「…か確認する」のような文の途中の「か」は見ません。質疑は K001 が見ます。
//!
//! ## なぜ
//! 意見の欄に書かれた問いは、質疑の一覧から漏れて、答えのないまま公表されることがあります。
//!
//! ## 直し方
//! 回答を書くか、質疑に移します。
//!
//! ## 例
//! ```yaml
//! 様式: 点検記録
//! 諮問:
//!   - 件名: 図書の貸出しに関する事務の評価について
//!     意見:
//!       - 本文: 督促状を郵便で送るのは、なぜですか。   # 誤: 回答がない
//!       - 本文: 督促状は電子メールで送るとよい。       # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針 第5の3

use crate::lint::record::asks::question;
use crate::lint::record::{Entry, EntryKind, entries};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "K002",
    name: "asks-without-answer",
    levels: Levels::always(Severity::Info),
    basis: &["特定個人情報保護評価指針 第5の3"],
    check,
};

fn check(cx: &mut Context) {
    if !super::is_record(cx) {
        return;
    }
    let entries = entries(cx.assessment);
    let silent = |entry: &&Entry| entry.kind != EntryKind::Question && !entry.is_answered();
    for entry in entries.iter().filter(silent) {
        let Some(text) = entry.text else {
            continue;
        };
        if let Some(range) = question(text.str()) {
            let span = cx.words(text.text, range);
            cx.report(&RULE, text.field, span, words(cx.lang));
        }
    }
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "尋ねている意見に、回答がない",
        "An opinion asks something and has no answer"
    ))
    .help(say!(
        lang,
        "回答を書くか、質疑に移してください。",
        "Write an answer, or make a question of it."
    ))
}
