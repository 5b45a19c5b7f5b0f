//! PDF for the commands, where the program was built with it.

use crate::diagnostic::Lang;

/// # Errors
/// The program was built without PDF, in words.
pub(super) fn is_there(lang: Lang) -> Result<(), String> {
    if cfg!(feature = "pdf") {
        return Ok(());
    }
    Err(match lang {
        Lang::Ja => {
            "このプログラムは PDF の機能なしで作られています。--format html を指定してください。"
                .into()
        }
        Lang::En => "this program was built without PDF; use --format html".into(),
    })
}

#[cfg(feature = "pdf")]
mod with {
    use std::collections::BTreeMap;

    use jiff::civil::Date;

    use crate::assessment::Assessment;
    use crate::cli::Loaded;
    use crate::diagnostic::Stage;
    use crate::picture::Picture;
    use crate::render::pdf::{self, Attachment, Fonts, Missing, PdfOptions};
    use crate::view::View;
    use crate::view::redline::Redline;

    /// The assessment as the official form.
    pub(in crate::cli) fn form(
        view: &View,
        assessment: &Assessment,
        pictures: &BTreeMap<String, Picture>,
        loaded: &Loaded,
    ) -> Result<Vec<u8>, String> {
        let source = Attachment {
            name: &loaded.name,
            bytes: &loaded.bytes,
        };
        let missing = if assessment.stage == Stage::Publish {
            Missing::Refuse
        } else {
            Missing::Mark
        };
        let pictures = pictures
            .iter()
            .map(|(path, picture)| (path.clone(), picture.bytes.clone()))
            .collect();
        let options = PdfOptions {
            date: assessment.date(),
            pictures: &pictures,
            fonts: Fonts::embedded(),
            missing,
            templates: &BTreeMap::new(),
        };
        pdf::render(view, source, &options).map_err(|e| e.to_string())
    }

    /// What changed. A character that no face has is told by 〓 and not refused: it may stand in the old version alone.
    pub(in crate::cli) fn redline(redline: &Redline, date: Date) -> Result<Vec<u8>, String> {
        let options = PdfOptions {
            date,
            pictures: &BTreeMap::new(),
            fonts: Fonts::embedded(),
            missing: Missing::Mark,
            templates: &BTreeMap::new(),
        };
        pdf::render_redline(redline, &options).map_err(|e| e.to_string())
    }
}

/// [`is_there`] was asked before.
#[cfg(not(feature = "pdf"))]
mod with {
    use std::collections::BTreeMap;

    use jiff::civil::Date;

    use crate::assessment::Assessment;
    use crate::cli::Loaded;
    use crate::picture::Picture;
    use crate::view::View;
    use crate::view::redline::Redline;

    pub(in crate::cli) fn form(
        _: &View,
        _: &Assessment,
        _: &BTreeMap<String, Picture>,
        _: &Loaded,
    ) -> Result<Vec<u8>, String> {
        Err(String::new())
    }

    pub(in crate::cli) fn redline(_: &Redline, _: Date) -> Result<Vec<u8>, String> {
        Err(String::new())
    }
}

pub(super) use with::{form, redline};
