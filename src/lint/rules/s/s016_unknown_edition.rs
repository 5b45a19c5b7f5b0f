//! 様式又はその版が、点検できるものでない。
//! The form or its edition is not one that can be checked.
//!
//! ## 何を確認するか
//! 「様式」と「版」が、このプログラムの持つ様式のどれかであること。
//!
//! ## なぜ
//! 様式は改正で項目や選択肢が変わります。違う版として点検すると、正しい記載を誤りとし、誤りを見逃します。
//!
//! ## 直し方
//! 様式の右下に印刷された「［平成30年５月　様式４］」などの印を見て、「様式」と「版」を書きます。
//! 新しい版は `schemas/forms/` に様式のデータを加えると点検できます。
//!
//! ## 例
//! ```yaml
//! 様式: 全項目評価書
//! 版: 平成31年5月   # 誤: この版の様式はない
//! 版: 平成30年5月   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価に関する規則第7条

use crate::form::{BadForm, editions};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Diagnostic, Label, Severity, Stage};
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule. It speaks before there is an assessment: see [`finding`].
pub static RULE: Rule = Rule {
    code: "S016",
    name: "unknown-edition",
    levels: Levels::always(Severity::Error),
    basis: &["規則第7条"],
    check,
};

fn check(_: &mut Context) {}

/// The finding for a file of another form or edition.
pub(crate) fn finding(named: &Scalar, lang: Lang) -> Diagnostic {
    let known: Vec<String> = editions()
        .iter()
        .map(|(kind, edition)| format!("{kind}（{edition}）"))
        .collect();
    let words = unknown(lang, named.text.trim(), &known.join("、"));
    diagnostic(named.span, words)
}

/// The finding where the program's own form data can't be used.
pub(crate) fn broken(why: &BadForm, lang: Lang) -> Diagnostic {
    diagnostic(Span::at(0), unusable(lang, why))
}

fn diagnostic(span: Span, words: Words) -> Diagnostic {
    let primary = Label {
        item: "edition".into(),
        address: "版".into(),
        item_label: "版".into(),
        ..Label::at(span)
    };
    RULE.finding(Stage::Publish, primary, words)
}

fn unknown(lang: Lang, text: &str, known: &str) -> Words {
    // An edition is named by its month.
    let is_paper = !text.contains("評価書") && !text.contains('年');
    let message = match is_paper {
        true => say!(
            lang,
            "「{text}」は、点検できる評価書の様式ではない",
            "「{text}」 is no form of an assessment that can be checked"
        ),
        false => say!(
            lang,
            "「{text}」という様式又は版は点検できない",
            "The form or edition 「{text}」 is not known"
        ),
    };
    Words::new(message).help(say!(
        lang,
        "点検できるのは {known} だけです。評価書なら、表紙の印を見て、「様式」と「版」をそう書いてください。ほかの項目は点検していません。",
        "Known: {known}. If this is an assessment, write its form and edition so. Nothing else of this file was checked."
    ))
}

fn unusable(lang: Lang, why: &BadForm) -> Words {
    Words::new(why.to_string()).help(say!(
        lang,
        "schemas/forms のファイルを直してください。",
        "Fix the file in schemas/forms."
    ))
}
