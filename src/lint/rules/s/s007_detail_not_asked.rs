//! 書く欄のない選択肢に、内容が書かれている。
//! An option without a slot carries words.
//!
//! ## 何を確認するか
//! 「紙」「専用線」など、様式に（　）のない選択肢の後に、内容が書かれていないこと。
//!
//! ## なぜ
//! 様式に書く欄がないので、その内容は印刷されません。
//!
//! ## 直し方
//! 説明が要るものは、その項目の説明の欄（③入手の時期・頻度、④入手に係る妥当性など）か「備考」に移します。
//! 別の手段であれば「その他: 内容」と書きます。
//!
//! ## 例
//! ```yaml
//! 入手方法:
//!   - 紙: 予診票   # 誤
//!   - 紙           # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{in_brackets, of_options};
use crate::assessment::conform::Problem;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S007",
    name: "detail-not-asked",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let is_too_much = |problem: &Problem| match *problem {
        Problem::DetailNotAsked {
            field,
            span,
            option,
        } => Some((field, span, option)),
        _ => None,
    };
    for (field, span, item, option) in of_options(cx, is_too_much) {
        let slots = item.options.iter().filter(|o| o.slot);
        let slots = in_brackets(slots.map(|o| o.text.as_str()));
        let words = words(cx.lang, &cx.name(field), option, &slots);
        cx.report(&RULE, field, span, words);
    }
}

fn words(lang: Lang, name: &str, option: &str, slots: &str) -> Words {
    let help = if slots.is_empty() {
        say!(
            lang,
            "「- {option}」とだけ書き、説明は当てはまる項目か備考に移してください。",
            "Write only 「- {option}」 and move the words to an item that fits."
        )
    } else {
        say!(
            lang,
            "「- {option}」とだけ書き、説明は当てはまる項目か備考に移してください。内容を書けるのは{slots}です。",
            "Write only 「- {option}」 and move the words. Slots: {slots}."
        )
    };
    Words::new(say!(
        lang,
        "{name} の「{option}」の後に、書く欄のない内容が書かれている",
        "「{option}」 of {name} has no slot for words"
    ))
    .label(say!(
        lang,
        "この内容は印刷されない",
        "this would not be printed"
    ))
    .help(help)
}
