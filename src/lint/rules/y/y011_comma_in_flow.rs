//! 括弧の中の数の「,」で、内容が2つに分かれる。
//! A comma inside a number parts a value in brackets in two.
//!
//! ## 何を確認するか
//! `[ ]` や `{ }` の中の数に、位取りの「,」が引用符なしで書かれていないこと。
//!
//! ## なぜ
//! 括弧の中の「,」は区切りです。「1,000人以上」は「1」と「000人以上」の2つに分かれて読まれます。
//!
//! ## 直し方
//! 内容を引用符で囲みます。`hyokasho check --fix` で直せます。
//!
//! ## 例
//! ```yaml
//! 使用の主体: {使用部署: 健康課, 使用者数: 1,000人以上}      # 誤
//! 使用の主体: {使用部署: 健康課, 使用者数: "1,000人以上"}    # 正
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（YAML の書式）

use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::typos::TypoKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "Y011",
    name: "comma-in-flow",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for typo in super::typos(cx, |kind| kind == TypoKind::CommaInFlow) {
        let words = words(cx.lang);
        super::report(cx, &RULE, typo, words);
    }
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "括弧の中の数に「,」があるので、内容が2つに分かれる",
        "A comma inside a number splits the value in brackets in two"
    ))
    .label(say!(
        lang,
        "区切りの「,」として読まれます",
        "read as the end of a value"
    ))
    .help(say!(
        lang,
        "数を含む内容の全体を引用符で囲むか、括弧を使わずに次の行から書いてください。",
        "Put the value in quotes, or write it below its key without brackets."
    ))
}
