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
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::Span;
use crate::source::diagnostic::{Diagnostic, Label, Severity, Stage};
use crate::source::lang::Lang;
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
    let (known, text) = (known.join("、"), named.text.trim());
    let (message, help) = match lang {
        Lang::Ja => (
            format!("「{text}」という様式又は版は点検できない"),
            format!(
                "点検できるのは {known} です。様式の表紙の印を確かめてください。ほかの項目は点検していません。"
            ),
        ),
        Lang::En => (
            format!("The form or edition 「{text}」 is not known"),
            format!("Known: {known}. Nothing else of this file was checked."),
        ),
    };
    diagnostic(named.span, message, help)
}

/// The finding where the program's own form data can't be used.
pub(crate) fn broken(why: &BadForm, lang: Lang) -> Diagnostic {
    let help = match lang {
        Lang::Ja => "schemas/forms のファイルを直してください。",
        Lang::En => "Fix the file in schemas/forms.",
    };
    diagnostic(Span::at(0), why.to_string(), help.into())
}

fn diagnostic(span: Span, message: String, help: String) -> Diagnostic {
    let primary = Label {
        item: "edition".into(),
        address: "版".into(),
        item_label: "版".into(),
        ..Label::at(span)
    };
    Diagnostic {
        help,
        ..RULE.finding(Stage::Publish, primary, message)
    }
}
