//! ファイルを文として読めない（文字コードが違う、空、大きすぎる、文書でない）。
//! The file is not readable text: another encoding, empty, too large, or no text at all.
//!
//! ## 何を確認するか
//! ファイルが UTF-8 の文書で、中身があり、16 MB 以下であること。
//!
//! ## なぜ
//! Shift_JIS などで保存されたファイルは、文字が別の文字に化けて読まれます。点検も印刷もできません。
//!
//! ## 直し方
//! 文字コードを「UTF-8」にして保存し直してください。メモ帳では「名前を付けて保存」の画面の下の「エンコード」で選べます。
//! Excel や PDF のファイルは読めません。内容を YAML の評価書に写してください。
//!
//! ## 例
//! ```text
//! 文字コード: UTF-8（BOM はあってもなくてもよい）
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（YAML の書式）

use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Diagnostic, Label, Severity, Stage};
use crate::source::lang::{Lang, say};
use crate::source::{Span, Unreadable};

/// The rule. It speaks before there is an assessment: see [`finding`].
pub static RULE: Rule = Rule {
    code: "Y001",
    name: "unreadable-file",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(_: &mut Context) {}

/// The finding for a file that is no text.
pub(crate) fn finding(why: Unreadable, lang: Lang) -> Diagnostic {
    RULE.finding(Stage::Publish, Label::at(Span::at(0)), words(lang, why))
}

fn words(lang: Lang, why: Unreadable) -> Words {
    let save_as_utf8 = say!(
        lang,
        "文字コードを「UTF-8」にして保存し直してください。",
        "Save it again as UTF-8."
    );
    let (message, help) = match why {
        Unreadable::Empty => (
            say!(lang, "ファイルに何も書かれていない", "The file is empty"),
            say!(
                lang,
                "「様式: 全項目評価書」から書き始めてください。",
                "Begin with 「様式: 全項目評価書」."
            ),
        ),
        Unreadable::ShiftJis => (
            say!(
                lang,
                "文字コードが Shift_JIS で、UTF-8 でない",
                "The file is in Shift_JIS, not UTF-8"
            ),
            save_as_utf8,
        ),
        Unreadable::EucJp => (
            say!(
                lang,
                "文字コードが EUC-JP で、UTF-8 でない",
                "The file is in EUC-JP, not UTF-8"
            ),
            save_as_utf8,
        ),
        Unreadable::Iso2022Jp => (
            say!(
                lang,
                "文字コードが ISO-2022-JP（JIS）で、UTF-8 でない",
                "The file is in ISO-2022-JP, not UTF-8"
            ),
            save_as_utf8,
        ),
        Unreadable::Utf16 => (
            say!(
                lang,
                "文字コードが UTF-16 で、UTF-8 でない",
                "The file is in UTF-16, not UTF-8"
            ),
            save_as_utf8,
        ),
        Unreadable::Binary => (
            say!(
                lang,
                "文書として読めないファイル（Excel、PDF、画像など）",
                "The file is no text (a spreadsheet, a PDF, a picture)"
            ),
            say!(
                lang,
                "評価書は UTF-8 の YAML（.yaml）で書きます。Excel や PDF の内容は写してください。",
                "Write the assessment as YAML in UTF-8."
            ),
        ),
        Unreadable::TooLarge => (
            say!(
                lang,
                "ファイルが 16 MB を超えている",
                "The file is larger than 16 MB"
            ),
            say!(
                lang,
                "評価書でないファイルを指定していないか確かめてください。図は画像ファイルとして評価書の隣に置きます。",
                "Make sure that it is an assessment."
            ),
        ),
    };
    Words::new(message).help(help)
}
