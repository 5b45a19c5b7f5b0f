//! 図の画像を使えない（ファイルがない、フォルダーの外にある、種類や大きさが合わない、画像以外のものを含む）。
//! A picture of the figure can't be used: missing, outside the folder, of another type, too large, or more than a picture.
//!
//! ## 何を確認するか
//! 「図」に書いた画像のファイルが評価書と同じフォルダー（又はその下）にあり、PNG、JPEG、SVG のどれかで、
//! 20 MB 以下、全部の画像を合わせて1億画素以下で、途中で切れたり壊れたりしていないこと。SVG は、スクリプト、外部のファイルの参照、埋め込みの文書、動き、
//! ぼかしなどの効果（フィルター）を含まず、くり返しを含めて20万を超える部品を描かないこと。
//!
//! ## なぜ
//! 画像がないと、別添１の図が空のまま公表されます。別のフォルダーの画像は、評価書と一緒に渡したときに失われるため読みません。
//! SVG は文書の一種で、開いた人のところでプログラムを動かしたり、外部と通信したりするものを書けます。公表する評価書には入れられません。
//!
//! ## 直し方
//! 画像のファイルを評価書の隣に置き、ファイルの名前を正しく書きます。大文字と小文字も区別します。
//! 画素が多すぎる画像は、横4000画素ほどに縮小します。SVG は、作図のソフトで「プレーン SVG」として保存し直すか、PNG に変換します。
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

use crate::assets::picture::{Forbidden, Unusable};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S024",
    name: "unusable-picture",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for path in cx.assessment.pictures() {
        let written = path.text.trim();
        let Some(Err(why)) = cx.inputs.pictures.get(written) else {
            continue;
        };
        cx.report_at(&RULE, path.span, words(cx.lang, written, *why));
    }
}

fn words(lang: Lang, path: &str, why: Unusable) -> Words {
    let (message, help) = match why {
        Unusable::Missing => (
            say!(
                lang,
                "図の画像「{path}」がない",
                "There is no picture 「{path}」"
            ),
            say!(
                lang,
                "画像を評価書と同じフォルダーに置き、名前（大文字と小文字、.png などの終わりの部分）を確かめてください。",
                "Put it next to the assessment and check its name."
            ),
        ),
        Unusable::Outside => (
            say!(
                lang,
                "図の画像「{path}」が評価書のフォルダーの外にある",
                "The picture 「{path}」 lies outside the assessment's folder"
            ),
            say!(
                lang,
                "画像を評価書と同じフォルダー（又はその中のフォルダー）に移し、そこからの名前を書いてください。",
                "Move it next to the assessment."
            ),
        ),
        Unusable::Type => (
            say!(
                lang,
                "図の画像「{path}」が PNG、JPEG、SVG のどれでもない",
                "「{path}」 is neither PNG nor JPEG nor SVG"
            ),
            say!(
                lang,
                "PNG などに変換してから使ってください。",
                "Convert it to PNG."
            ),
        ),
        Unusable::TooLarge => (
            say!(
                lang,
                "図の画像「{path}」が 20 MB を超えている",
                "「{path}」 is larger than 20 MB"
            ),
            say!(lang, "画像を小さくしてください。", "Make it smaller."),
        ),
        Unusable::TooManyPixels => (
            say!(
                lang,
                "図の画像が「{path}」までで 1億画素を超えている",
                "With 「{path}」 the pictures have more than 100 million pixels"
            ),
            say!(
                lang,
                "横4000画素ほどに縮小してください。A4 の印刷にはそれで足ります。",
                "Scale it down to about 4000 pixels across, which is enough for A4."
            ),
        ),
        Unusable::NoSize => (
            say!(
                lang,
                "図の画像「{path}」の大きさ（width、height、viewBox）が正しい数でない",
                "The size of 「{path}」 (width, height, viewBox) is no number above zero"
            ),
            say!(
                lang,
                "作図のソフトで用紙の大きさを決めてから「プレーン SVG」として保存し直すか、PNG に変換してください。",
                "Give the page a size and save it again, or convert it to PNG."
            ),
        ),
        Unusable::Broken => (
            say!(
                lang,
                "図の画像「{path}」が壊れている（途中で切れているか、中の符号が合わない）",
                "「{path}」 is broken: it is cut off, or its checksums differ"
            ),
            say!(
                lang,
                "画像を開けるか確かめ、作り直すか、元の図から書き出し直してください。",
                "Export it again."
            ),
        ),
        Unusable::Unsafe { what, line } => (
            unsafe_words(lang, path, what, line),
            match what {
                Forbidden::Filter => say!(
                    lang,
                    "ぼかしや影の効果を外して保存し直すか、PNG に変換してください。",
                    "Save it without effects such as blur or shadow, or convert it to PNG."
                ),
                Forbidden::Doctype => say!(
                    lang,
                    "「<!DOCTYPE …>」を消すか、作図のソフトで「プレーン SVG」として保存し直してください。",
                    "Delete 「<!DOCTYPE …>」 or save it as plain SVG."
                ),
                _ => say!(
                    lang,
                    "作図のソフトで「プレーン SVG」として保存し直すか、PNG に変換してください。",
                    "Save it as plain SVG or convert it to PNG."
                ),
            },
        ),
        Unusable::Unreadable => (
            say!(
                lang,
                "図の画像「{path}」を読めない",
                "「{path}」 can't be read"
            ),
            say!(
                lang,
                "アクセス権を確かめてください。",
                "Check its access rights."
            ),
        ),
    };
    Words::new(message).help(help)
}

fn unsafe_words(lang: Lang, path: &str, what: Forbidden, line: u32) -> String {
    let what = match what {
        Forbidden::Script => say!(lang, "スクリプト", "a script"),
        Forbidden::Handler => say!(
            lang,
            "操作に応じて動くプログラム（onclick など）",
            "an event handler"
        ),
        Forbidden::Reference => say!(
            lang,
            "外部のファイルの参照",
            "a reference to something outside"
        ),
        Forbidden::Document => say!(
            lang,
            "埋め込みの文書（foreignObject など）",
            "an embedded document"
        ),
        Forbidden::Animation => say!(lang, "動き（アニメーション）", "an animation"),
        Forbidden::Doctype => say!(lang, "文書型宣言（DOCTYPE）", "a DOCTYPE"),
        Forbidden::Filter => say!(
            lang,
            "ぼかしや影などの効果（フィルター）",
            "an effect such as blur or shadow (a filter)"
        ),
        Forbidden::Size => say!(
            lang,
            "10万を超える部品又は100段を超える入れ子",
            "more than 100,000 parts or 100 levels"
        ),
        Forbidden::Repetition => say!(
            lang,
            "互いに呼び出し合って20万を超える部品を描くところ",
            "parts that repeat each other to more than 200,000"
        ),
        Forbidden::Text => say!(
            lang,
            "5,000字を超える一続きの文",
            "a text of more than 5,000 characters"
        ),
    };
    say!(
        lang,
        "図の画像「{path}」の{line}行目に{what}がある",
        "「{path}」 has {what} in line {line}"
    )
}
