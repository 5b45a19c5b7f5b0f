//! The fonts that the settings name.

use std::path::Path;

use crate::assets::glyphs::{self, Font, Useless};
use crate::config::settings::Named;
use crate::config::settings_file::Mistake;
use crate::source::lang::Lang;
use crate::source::lang::say;
use crate::workspace::{self, Unreachable};

/// Reads fonts from the folder of the settings file.
///
/// # Errors
/// All that can't be used, each with the place where it is named.
pub(super) fn load(named: &[Named], folder: &Path, lang: Lang) -> Result<Vec<Font>, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let mut fonts = Vec::new();
    for font in named {
        match read(&font.path, folder, lang) {
            Ok(read) => fonts.push(read),
            Err(message) => mistakes.push(Mistake {
                span: font.span,
                message,
            }),
        }
    }
    if mistakes.is_empty() {
        Ok(fonts)
    } else {
        Err(mistakes)
    }
}

fn read(path: &str, folder: &Path, lang: Lang) -> Result<Font, String> {
    let bytes = workspace::read_beside(folder, path, glyphs::MAX_BYTES)
        .map_err(|why| unreachable(path, why, lang))?;
    Font::read(bytes).map_err(|why| useless(path, why, lang))
}

/// What is said of a path of the settings that leads to nothing of use.
pub(super) fn unreachable(path: &str, why: Unreachable, lang: Lang) -> String {
    match why {
        Unreachable::Missing => say!(
            lang,
            "「{path}」がありません。設定ファイルのあるフォルダーから書きます。",
            "There is no `{path}`; paths start at the folder of the settings file."
        ),
        Unreachable::Outside => say!(
            lang,
            "「{path}」は設定ファイルのあるフォルダーの外にあります。フォルダーの中に置いてください。",
            "`{path}` lies outside of the folder of the settings file; put it inside."
        ),
        Unreachable::Unreadable => say!(
            lang,
            "「{path}」を読めません。種類（ファイルかフォルダーか）とアクセス権を確かめてください。",
            "`{path}` can't be read; look at its kind (file or folder) and its permissions."
        ),
    }
}

fn useless(path: &str, why: Useless, lang: Lang) -> String {
    match why {
        Useless::Broken => say!(
            lang,
            "「{path}」は書体のファイルとして読めません。TrueType か OpenType のファイル（.ttf、.otf、.ttc）を書きます。",
            "`{path}` is no font; TrueType and OpenType files (.ttf, .otf, .ttc) are."
        ),
        Useless::Forbidden => say!(
            lang,
            "「{path}」は、文書への埋め込みを許していない書体です。PDF には使えません。",
            "`{path}` says of itself that it must not be embedded in documents."
        ),
        Useless::TooLarge => say!(
            lang,
            "「{path}」は大きすぎます。100 MB までの書体を使えます。",
            "`{path}` is too large; fonts may have up to 100 MB."
        ),
    }
}
