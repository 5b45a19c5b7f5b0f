//! What is made of a file: the document as it will be, what changed, the files that are published.

use std::collections::BTreeMap;
use std::path::Path;

use super::file::{OpenFile, View};
use super::pages::{problem, told};
use super::routes::{Answer, Layout, Preview};
use super::said;
use super::session::Session;
use crate::assets::picture::Picture;
use crate::cli::base::Version;
use crate::cli::compared::compared_with;
use crate::cli::pdf::RenderSetup;
use crate::cli::{Outcome, build, check_inputs, review, settings};
use crate::document::render::{html, redline as redlines};
use crate::document::view;
use crate::document::view::redline::Sheet;
use crate::source::lang::Lang;

/// The folder of the files that are published, beside the assessment.
const OUT: &str = "out";

/// The document as it will be.
pub(super) fn preview(session: &mut Session, key: &str, what: Preview) -> Answer {
    let lang = session.lang();
    let file = match session.open(key) {
        Ok(file) => file,
        Err(answer) => return told(answer, lang),
    };
    let path = file.path.clone();
    let made = file.look(|looked| match what {
        Preview::Html => {
            page(&looked, &path, lang).map(|html| (html.into_bytes(), "text/html; charset=utf-8"))
        }
        Preview::Pdf => pdf(&looked, &path, lang).map(|bytes| (bytes, "application/pdf")),
    });
    match made.and_then(|made| made) {
        Ok((body, mime)) => Answer {
            status: 200,
            body,
            mime,
            is_preview: true,
        },
        Err(why) => problem(&said::no_preview(lang), &why),
    }
}

fn pictures(looked: &View, path: &Path) -> BTreeMap<String, Picture> {
    let inputs = check_inputs(path, looked.assessment, &looked.folder.options);
    let pictures = inputs.pictures.into_iter();
    pictures
        .filter_map(|(path, picture)| Some((path, picture.ok()?)))
        .collect()
}

fn page(looked: &View, path: &Path, lang: Lang) -> Result<String, String> {
    let setup = RenderSetup::of(&looked.folder.options.setup, None, lang)?;
    let view = view::build(looked.assessment);
    let page = html::render(&view, &pictures(looked, path), setup.templates.html());
    page.map_err(|error| error.message(lang))
}

#[cfg(feature = "pdf")]
fn pdf(looked: &View, path: &Path, lang: Lang) -> Result<Vec<u8>, String> {
    let setup = RenderSetup::of(&looked.folder.options.setup, None, lang)?;
    let view = view::build(looked.assessment);
    let loaded = crate::cli::Loaded::read(path, lang).map_err(|error| error.message(lang))?;
    let pictures = pictures(looked, path);
    let made = crate::cli::pdf::form(&view, looked.assessment, &pictures, &loaded, &setup);
    made.map(|(bytes, _)| bytes)
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &View, _: &Path, lang: Lang) -> Result<Vec<u8>, String> {
    crate::cli::pdf::is_there(lang).map(|()| Vec::new())
}

/// What changed since the version that the file is compared with.
pub(super) fn redline(session: &mut Session, key: &str, layout: Layout) -> Answer {
    let lang = session.lang();
    let file = match session.open(key) {
        Ok(file) => file,
        Err(answer) => return told(answer, lang),
    };
    let path = file.path.clone();
    let made = file.look(|looked| changes(&looked, &path, layout, lang));
    match made.and_then(|made| made) {
        Ok(html) => Answer {
            is_preview: true,
            ..Answer::page(html)
        },
        Err(why) => problem(&said::no_version(lang), &why),
    }
}

fn changes(looked: &View, path: &Path, layout: Layout, lang: Lang) -> Result<String, String> {
    let version = looked
        .folder
        .version(path)
        .ok_or_else(|| said::no_version(lang))?;
    let version: &Version = version.as_ref().as_ref().map_err(Clone::clone)?;
    let older = version.open();
    let is_new = || said::is_new(lang);
    let older = older.as_ref().ok_or_else(is_new)?;
    let setup = RenderSetup::of(&looked.folder.options.setup, None, lang)?;
    let templates = setup.templates.html();
    let new = looked.assessment;
    let page = compared_with(version, older, path, new, |comparison| {
        let redline = view::redline::build(comparison, older, new);
        match layout {
            Layout::Redline => redlines::html(&redline, templates),
            Layout::Table => {
                redlines::sheet(&Sheet::of(&redline, &comparison.diff.chapters), templates)
            }
        }
    });
    let page = page.ok_or_else(is_new)?;
    page.map_err(|error| error.message(lang))
}

/// Writes the files that are published, as `build` does; of the record of a review its papers, as `review` does.
///
/// # Errors
/// In words: what is in the way.
pub(super) fn build(file: &mut OpenFile, lang: Lang) -> Result<String, String> {
    let folder = file.folder();
    let out = crate::workspace::folder_of(&file.path).join(OUT);
    let settings = settings::FileArgs::of(file.options.config.clone(), file.options.no_config);
    let stage = folder.options.stage;
    let outcome = if review::is_record(&file.path) {
        review::papers_of(&file.path, &out, stage, settings, lang)
    } else {
        build::run(
            &build::Args::of_file(&file.path, &out, stage, settings),
            lang,
        )
    };
    match outcome? {
        Outcome::Clean => Ok(said::built(&out, lang)),
        Outcome::Findings => Err(said::not_built(&out, lang)),
    }
}
