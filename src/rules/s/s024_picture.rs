//! 図の画像を使えない（ファイルがない、評価書のフォルダーの外にある、種類が違う）。
//! A picture of the figure can't be used: missing, outside the folder, or of another type.
//!
//! ## 何を確認するか
//! 「図」に書いた画像のファイルが評価書と同じフォルダー（又はその下）にあり、PNG、JPEG、SVG のどれかで、20 MB 以下であること。
//!
//! ## なぜ
//! 画像がないと、別添１の図が空のまま公表されます。別のフォルダーの画像は、評価書と一緒に渡したときに失われるため読みません。
//!
//! ## 直し方
//! 画像のファイルを評価書の隣に置き、ファイルの名前を正しく書きます。大文字と小文字も区別します。
//!
//! ## 例
//! ```yaml
//! 事務の内容図:
//!   図:
//!     - jimu-no-naiyo.png
//! ```
//!
//! ## 根拠
//! 全項目評価書の様式（別添１）

use crate::diagnostic::{Severity, Stage};
use crate::picture::Unusable;
use crate::rules::{Context, Rule, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S024",
    name: "unusable-picture",
    severity: Severity::Error,
    stage: Stage::Draft,
    basis: &["全項目評価書の様式"],
    source: include_str!("s024_picture.rs"),
    check,
};

fn check(cx: &mut Context) {
    for path in cx.assessment.pictures() {
        let Some(Err(why)) = cx.surroundings.pictures.get(path.text.trim()) else {
            continue;
        };
        let written = path.text.trim();
        let (message, help) = words(cx, *why, written);
        cx.report_at(&RULE, path.span, message).help(help);
    }
}

fn words(cx: &Context, why: Unusable, path: &str) -> (String, String) {
    match why {
        Unusable::Missing => (
            say!(
                cx,
                "図の画像「{path}」がない",
                "There is no picture 「{path}」"
            ),
            say!(
                cx,
                "画像を評価書と同じフォルダーに置き、名前（大文字と小文字、.png などの終わりの部分）を確かめてください。",
                "Put it beside the assessment and check its name."
            ),
        ),
        Unusable::Outside => (
            say!(
                cx,
                "図の画像「{path}」が評価書のフォルダーの外にある",
                "The picture 「{path}」 lies outside the assessment's folder"
            ),
            say!(
                cx,
                "画像を評価書と同じフォルダー（又はその中のフォルダー）に移し、そこからの名前を書いてください。",
                "Move it beside the assessment."
            ),
        ),
        Unusable::Type => (
            say!(
                cx,
                "図の画像「{path}」が PNG、JPEG、SVG のどれでもない",
                "「{path}」 is neither PNG nor JPEG nor SVG"
            ),
            say!(
                cx,
                "PNG などに変換してから使ってください。",
                "Convert it to PNG."
            ),
        ),
        Unusable::TooLarge => (
            say!(
                cx,
                "図の画像「{path}」が 20 MB を超えている",
                "「{path}」 is larger than 20 MB"
            ),
            say!(cx, "画像を小さくしてください。", "Make it smaller."),
        ),
        Unusable::Unreadable => (
            say!(
                cx,
                "図の画像「{path}」を読めない",
                "「{path}」 can't be read"
            ),
            say!(
                cx,
                "アクセス権を確かめてください。",
                "Check its access rights."
            ),
        ),
    }
}
