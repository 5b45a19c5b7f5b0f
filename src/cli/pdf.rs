//! What documents are made with, and PDF for the commands, where the program was built with it.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::budget::Budget;
use super::settings::Setup;
use super::templates;
use crate::config::settings::Standard;
use crate::document::render::templates::{Own, Templates};
use crate::source::lang::Lang;

/// What the documents of a run are made with.
pub(super) struct RenderSetup {
    pub templates: Templates,
    /// What PDFs keep to.
    pub standard: Standard,
    /// Whether the YAML that a PDF holds keeps its comments.
    pub keep_comments: bool,
    #[cfg(feature = "pdf")]
    fonts: crate::document::render::pdf::Fonts,
    /// Over an office's own templates; ours come to an end.
    budget: Option<Budget>,
    pub lang: Lang,
}

impl RenderSetup {
    /// # Errors
    /// A template or a font can't be used, in words.
    pub(super) fn of(setup: &Setup, asked: Option<Standard>, lang: Lang) -> Result<Self, String> {
        let standard = asked.or(setup.settings.output.standard);
        let templates = templates::load(setup, lang)?;
        Ok(RenderSetup {
            budget: (*templates.own() != Own::default()).then(|| Budget::begin(lang)),
            templates,
            standard: standard.unwrap_or_default(),
            keep_comments: setup.settings.output.keep_comments,
            #[cfg(feature = "pdf")]
            fonts: with::fonts(setup, lang)?,
            lang,
        })
    }

    /// A document was finished.
    pub(super) fn finished(&self) {
        if let Some(budget) = &self.budget {
            budget.next();
        }
    }

    /// What is to be said of this many comments of the YAML; nothing where the PDFs do not hold it.
    pub(super) fn with_comments(&self, count: usize) -> String {
        if self.standard.takes_attachments() {
            comments_note(count, self.keep_comments, self.lang)
        } else {
            String::new()
        }
    }

    /// What is to be said of PDFs without the YAML; nothing where they have it.
    pub(super) fn without_source(&self) -> String {
        let (id, name) = (self.standard.id(), self.standard.name());
        match self.lang {
            _ if self.standard.takes_attachments() => String::new(),
            Lang::Ja => format!(
                "PDF の規格 {id}（{name}）は添付を許さないので、PDF に元の文書（YAML）は入っていません。\n"
            ),
            Lang::En => format!(
                "The standard {id} ({name}) allows no attachment, so the PDFs do not contain the YAML.\n"
            ),
        }
    }
}

/// What is said of the comments of the YAML, which go out with a PDF or do not.
fn comments_note(count: usize, keep: bool, lang: Lang) -> String {
    match (count, keep, lang) {
        (0, ..) => String::new(),
        (n, false, Lang::Ja) => {
            format!("PDF に添付した YAML から、注記（# から行の終わりまで）{n}件を除きました。\n")
        }
        (n, true, Lang::Ja) => format!(
            "PDF に添付した YAML に、注記（# から行の終わりまで）{n}件がそのまま入っています。公表してよい内容か、確かめてください。\n"
        ),
        (n, false, Lang::En) => {
            format!("{n} comment(s) were left out of the YAML in the PDFs.\n")
        }
        (n, true, Lang::En) => {
            format!("The YAML in the PDFs has {n} comment(s): check that they may be published.\n")
        }
    }
}

impl ValueEnum for Standard {
    fn value_variants<'a>() -> &'a [Self] {
        &Standard::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.id()).help(self.name()))
    }
}

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

    use super::RenderSetup;
    use crate::assessment::{self, Assessment};
    use crate::assets::picture::Picture;
    use crate::cli::Loaded;
    use crate::cli::settings::Setup;
    use crate::document::render::pdf::{self, Attachment, Fonts, Missing, PdfOptions};
    use crate::document::view::View;
    use crate::document::view::packet::Packet;
    use crate::document::view::papers::Paper;
    use crate::document::view::redline::{Redline, Sheet};
    use crate::source::diagnostic::Stage;
    use crate::source::lang::Lang;
    use crate::yaml::bare::without_comments;

    /// Our faces and those of the settings.
    pub(super) fn fonts(setup: &Setup, lang: Lang) -> Result<Fonts, String> {
        let named = &setup.settings.output.fonts;
        let mut fonts = Fonts::embedded().clone();
        for (font, named) in setup.fonts.iter().zip(named) {
            let more = fonts.with(font.bytes.clone());
            fonts = more.ok_or_else(|| match lang {
                Lang::Ja => format!(
                    "{}: PDF に使えない書体です（書体の名前がありません）。",
                    named.path
                ),
                Lang::En => format!("{}: the font has no name, so no PDF can use it", named.path),
            })?;
        }
        Ok(fonts)
    }

    fn with_comments(lang: Lang) -> String {
        match lang {
            Lang::Ja => "添付する YAML から注記（#）を除けないので、PDF を作っていません。評価書の書き方の誤りを直すか、hyokasho.toml に keep-comments = true と書いてください。".into(),
            Lang::En => "comments can't be left out of the attached YAML, so there is no PDF; fix the file, or set keep-comments = true".into(),
        }
    }

    /// The YAML as it is attached where its comments stay behind; none where it goes as it is.
    fn bare(
        assessment: &Assessment,
        render_setup: &RenderSetup,
    ) -> Result<Option<Vec<u8>>, String> {
        let document = assessment.document;
        let attaches = render_setup.standard.takes_attachments();
        if render_setup.keep_comments || !attaches || document.comments.is_empty() {
            return Ok(None);
        }
        let bare = without_comments(assessment.source, document, &assessment::read);
        let bare = bare.ok_or_else(|| with_comments(render_setup.lang))?;
        Ok(Some(assessment.source.encode(&bare)))
    }

    /// The assessment as the official form, with the page on which each item begins.
    pub(in crate::cli) fn form(
        view: &View,
        assessment: &Assessment,
        pictures: &BTreeMap<String, Picture>,
        loaded: &Loaded,
        render_setup: &RenderSetup,
    ) -> Result<(Vec<u8>, BTreeMap<String, usize>), String> {
        let bare = bare(assessment, render_setup)?;
        let source = Attachment {
            name: &loaded.name,
            bytes: bare.as_deref().unwrap_or(&loaded.bytes),
        };
        let missing = if view.stage == Stage::Publish.id() {
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
            fonts: &render_setup.fonts,
            missing,
            templates: &render_setup.templates,
            standard: render_setup.standard,
        };
        pdf::render_with_pages(view, source, &options).map_err(|e| e.to_string())
    }

    /// What changed. A character that no face has is shown as 〓 and not refused: it may be in the old version alone.
    pub(in crate::cli) fn redline(
        redline: &Redline,
        date: Date,
        render_setup: &RenderSetup,
    ) -> Result<Vec<u8>, String> {
        comparison(date, render_setup, |options| {
            pdf::render_redline(redline, options)
        })
    }

    /// The same as 新旧対照表.
    pub(in crate::cli) fn sheet(
        sheet: &Sheet,
        date: Date,
        render_setup: &RenderSetup,
    ) -> Result<Vec<u8>, String> {
        comparison(date, render_setup, |options| {
            pdf::render_sheet(sheet, options)
        })
    }

    /// A paper made of the record of a review; the record goes with it where it is given.
    pub(in crate::cli) fn paper(
        paper: &Paper,
        record: Option<(&Assessment, &Loaded)>,
        date: Date,
        render_setup: &RenderSetup,
    ) -> Result<Vec<u8>, String> {
        let bare = record
            .map(|(record, _)| bare(record, render_setup))
            .transpose()?
            .flatten();
        let source = record.map(|(_, loaded)| Attachment {
            name: &loaded.name,
            bytes: bare.as_deref().unwrap_or(&loaded.bytes),
        });
        comparison(date, render_setup, |options| {
            pdf::render_paper(paper, source, options)
        })
    }

    /// A committee's packet. The record goes with it where it is given.
    pub(in crate::cli) fn packet(
        packet: &Packet,
        document: (&View, Option<&Redline>),
        (assessment, record): (&Assessment, Option<(&Assessment, &Loaded)>),
        pictures: &BTreeMap<String, Picture>,
        render_setup: &RenderSetup,
    ) -> Result<Vec<u8>, String> {
        let whole = || assessment.source.encode(assessment.source.text());
        let own = bare(assessment, render_setup)?.unwrap_or_else(whole);
        let bare = record
            .map(|(record, _)| bare(record, render_setup))
            .transpose()?
            .flatten();
        let source = Attachment {
            name: assessment.source.name(),
            bytes: &own,
        };
        let record = record.map(|(_, loaded)| Attachment {
            name: &loaded.name,
            bytes: bare.as_deref().unwrap_or(&loaded.bytes),
        });
        let pictures = pictures
            .iter()
            .map(|(path, picture)| (path.clone(), picture.bytes.clone()))
            .collect();
        comparison(assessment.date(), render_setup, |options| {
            let options = PdfOptions {
                pictures: &pictures,
                ..options.clone()
            };
            pdf::render_packet(packet, document, (source, record), &options)
        })
    }

    /// On which page of its PDF each item of an assessment begins; nothing where it can't be set.
    pub(in crate::cli) fn pages(
        view: &View,
        date: Date,
        pictures: &BTreeMap<String, Picture>,
        render_setup: &RenderSetup,
    ) -> BTreeMap<String, usize> {
        let pictures = pictures
            .iter()
            .map(|(path, picture)| (path.clone(), picture.bytes.clone()))
            .collect();
        let source = Attachment {
            name: "",
            bytes: &[],
        };
        let set = comparison(date, render_setup, |options| {
            let options = PdfOptions {
                pictures: &pictures,
                ..options.clone()
            };
            pdf::pages(view, source, &options)
        });
        set.unwrap_or_default()
    }

    fn comparison<T>(
        date: Date,
        render_setup: &RenderSetup,
        render: impl FnOnce(&PdfOptions) -> Result<T, pdf::PdfError>,
    ) -> Result<T, String> {
        let options = PdfOptions {
            date,
            pictures: &BTreeMap::new(),
            fonts: &render_setup.fonts,
            missing: Missing::Mark,
            templates: &render_setup.templates,
            standard: render_setup.standard,
        };
        render(&options).map_err(|e| e.to_string())
    }
}

/// [`is_there`] was asked before.
#[cfg(not(feature = "pdf"))]
mod with {
    use std::collections::BTreeMap;

    use jiff::civil::Date;

    use super::RenderSetup;
    use crate::assessment::Assessment;
    use crate::assets::picture::Picture;
    use crate::cli::Loaded;
    use crate::document::view::View;
    use crate::document::view::packet::Packet;
    use crate::document::view::papers::Paper;
    use crate::document::view::redline::{Redline, Sheet};

    pub(in crate::cli) fn form(
        _: &View,
        _: &Assessment,
        _: &BTreeMap<String, Picture>,
        _: &Loaded,
        _: &RenderSetup,
    ) -> Result<(Vec<u8>, BTreeMap<String, usize>), String> {
        Err(String::new())
    }

    pub(in crate::cli) fn redline(
        _: &Redline,
        _: Date,
        _: &RenderSetup,
    ) -> Result<Vec<u8>, String> {
        Err(String::new())
    }

    pub(in crate::cli) fn paper(
        _: &Paper,
        _: Option<(&Assessment, &Loaded)>,
        _: Date,
        _: &RenderSetup,
    ) -> Result<Vec<u8>, String> {
        Err(String::new())
    }

    pub(in crate::cli) fn packet(
        _: &Packet,
        _: (&View, Option<&Redline>),
        _: (&Assessment, Option<(&Assessment, &Loaded)>),
        _: &BTreeMap<String, Picture>,
        _: &RenderSetup,
    ) -> Result<Vec<u8>, String> {
        Err(String::new())
    }

    pub(in crate::cli) fn pages(
        _: &View,
        _: Date,
        _: &BTreeMap<String, Picture>,
        _: &RenderSetup,
    ) -> BTreeMap<String, usize> {
        BTreeMap::new()
    }

    pub(in crate::cli) fn sheet(_: &Sheet, _: Date, _: &RenderSetup) -> Result<Vec<u8>, String> {
        Err(String::new())
    }
}

pub(super) use with::{form, packet, pages, paper, redline, sheet};
