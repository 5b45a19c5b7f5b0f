//! 第三者点検の結果に、結論が書かれていない。
//! The result of the third-party review has no conclusion.
//!
//! ## 何を確認するか
//! Ⅵ３③に、「適合」「妥当」「相当」「認められた」のような結論を表す語があること。点検の段階から確かめます。
//!
//! ## なぜ
//! 結果の欄は、点検を受けた評価書が適合し妥当なものかどうかを住民に示すところです。意見や経過だけでは、点検を終えたのかどうかが分かりません。
//!
//! ## 直し方
//! 答申や議事録の結論を、その言葉のまま書きます。付帯意見はその後に続けます。
//!
//! ## 例
//! ```yaml
//! 結果: 審議会を2回開き、質疑を行った。                             # 誤
//! 結果: 指針に定める実施手続に適合し、内容は妥当であると認められた。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価に関する規則 第7条第4項

use super::PROCEDURE;
use crate::assessment::value::Value;
use crate::japanese::notation::{is_none_mark, is_placeholder};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P004",
    name: "third-party-result",
    levels: Levels::from(Stage::Review, Severity::Warning),
    basis: &["特定個人情報保護評価に関する規則 第7条第4項"],
    check,
};

fn check(cx: &mut Context) {
    let Some(field) = cx.assessment.find("procedure.third_party.result") else {
        return;
    };
    let Value::Text(text) = cx.field(field).value else {
        return;
    };
    let written = text.text.trim();
    // S004 reports what is no answer at all.
    if written.is_empty() || is_placeholder(written) || is_none_mark(written) {
        return;
    }
    let mut conclusions = PROCEDURE.conclusion_words.value.iter();
    if conclusions.any(|word| written.contains(word.as_str())) {
        return;
    }
    let start = text.text.len() - text.text.trim_start().len();
    let line = written.lines().next().map_or(0, str::len);
    let span = cx.words(text, start..start + line);
    cx.report(&RULE, field, span, words(cx.lang));
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "第三者点検の結果に、結論が書かれていない",
        "The result of the third-party review has no conclusion"
    ))
    .label(say!(lang, "結論を表す語がない", "no word of a conclusion"))
    .help(say!(
        lang,
        "「適合し、妥当であると認められた」のように、点検の結論を答申などの言葉のまま書いてください。",
        "Write the conclusion in the words of the reviewers."
    ))
}
