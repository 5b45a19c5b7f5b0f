//! 「その他」などの（　）の中が書かれていない。
//! An option with a slot is ticked, but its slot is blank.
//!
//! ## 何を確認するか
//! 「その他（　）」「評価実施機関内の他部署（　）」など、様式に（　）のある選択肢に、その内容が書かれていること。
//!
//! ## なぜ
//! 「その他」とだけあっても、住民には何を指すのか分かりません。第三者点検でよく問われる点です。
//!
//! ## 直し方
//! 「- その他: 端末の直接操作」のように、選択肢の後に「: 」を付けて内容を書きます。
//!
//! ## 例
//! ```yaml
//! 入手方法:
//!   - その他             # 誤: 何かが分からない
//!   - その他: 電子申請   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::of_options;
use crate::assessment::conform::Problem;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S006",
    name: "detail-missing",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let is_missing = |problem: &Problem| match *problem {
        Problem::DetailMissing {
            field,
            span,
            option,
        } => Some((field, span, option)),
        _ => None,
    };
    for (field, span, _, option) in of_options(cx, is_missing) {
        let words = words(cx.lang, &cx.name(field), option);
        cx.report(&RULE, field, span, words);
    }
}

fn words(lang: Lang, name: &str, option: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} の「{option}」に、その内容が書かれていない",
        "「{option}」 of {name} does not say what"
    ))
    .label(say!(lang, "（　）の中が空欄", "its slot is blank"))
    .help(say!(
        lang,
        "「- {option}: 」の後に、何を指すのかを書いてください。当たらなければ、この行を消してください。",
        "Say after 「- {option}: 」 what it is, or delete the line."
    ))
}
