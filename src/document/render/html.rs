//! The web page of one assessment: one file, nothing fetched, readable without script.
//!
//! [`render`] is pure: the same view and pictures give the same bytes. Every value reaches the page as
//! escaped text; the templates in `templates/html` never mark data as safe.

use std::collections::BTreeMap;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::Serialize;
use tera::Context;

use crate::assets::picture::Picture;
use crate::document::view::drawing::Drawing;
use crate::document::view::findings::{Findings, Note};
use crate::document::view::{Block, Chapter, Figure, Heading, Layout, PrintedValue, Row, View};

pub(super) mod filters;
mod templates;
#[cfg(test)]
mod tests;
mod timeline;

pub(super) use templates::TEMPLATES;
pub use templates::{HtmlError, Templates};

/// Renders an assessment as one self-contained HTML page. `pictures` holds the images of 別添１ by the
/// path that the assessment writes.
///
/// # Errors
/// The templates do not fit the view.
pub fn render(
    view: &View,
    pictures: &BTreeMap<String, Picture>,
    templates: &Templates,
) -> Result<String, HtmlError> {
    templates.render("page.html", context(view, pictures)?)
}

/// Renders an assessment with its findings next to the items: a copy for the officer only, which says so.
///
/// # Errors
/// The templates do not fit the view.
pub fn render_with_findings(
    view: &View,
    pictures: &BTreeMap<String, Picture>,
    findings: &Findings,
    templates: &Templates,
) -> Result<String, HtmlError> {
    let mut context = context(view, pictures)?;
    context.insert("beside", &findings.beside);
    context.insert("findings", findings);
    templates.render("page.html", context)
}

fn context(view: &View, pictures: &BTreeMap<String, Picture>) -> Result<Context, HtmlError> {
    let mut context = Context::new();
    context.insert_value("view", tera::Value::try_from_serializable(view)?);
    context.insert("stage", &StageLabel::of(&view.stage));
    context.insert("outline", &outline(view));
    context.insert("ratings", &view.ratings);
    context.insert("timeline", &timeline::of(view));
    context.insert("pictures", &inline_pictures(view, pictures));
    context.insert("beside", &BTreeMap::<String, Vec<Note>>::new());
    Ok(context)
}

/// The figure of 別添１ as an SVG file, the same as in the page.
///
/// # Errors
/// The templates do not fit the drawing.
pub fn drawing(drawing: &Drawing, templates: &Templates) -> Result<String, HtmlError> {
    let mut context = Context::new();
    context.insert_value("drawing", tera::Value::try_from_serializable(drawing)?);
    templates.render("drawing.svg.html", context)
}

/// What the page says about the assessment's stage.
#[derive(Serialize)]
pub(super) struct StageLabel {
    class: &'static str,
    label: &'static str,
}

impl StageLabel {
    pub(super) fn of(stage: &str) -> Self {
        let (class, label) = match stage {
            "publish" => ("publish", ""),
            "review" => ("review", "点検中"),
            _ => ("draft", "素案"),
        };
        Self { class, label }
    }

    /// 素案; empty for what is published.
    pub(super) fn words(&self) -> &'static str {
        self.label
    }
}

/// A line of the contents list with the sections below it.
#[derive(Serialize)]
struct OutlineEntry<'a> {
    anchor: &'a str,
    label: &'a str,
    sections: Vec<&'a Heading>,
}

fn outline(view: &View) -> Vec<OutlineEntry<'_>> {
    view.contents
        .iter()
        .map(|entry| OutlineEntry {
            anchor: &entry.anchor,
            label: &entry.label,
            sections: view
                .chapters
                .iter()
                .find(|chapter| chapter.heading.anchor == entry.anchor)
                .map(sections_of)
                .unwrap_or_default(),
        })
        .collect()
}

fn sections_of(chapter: &Chapter) -> Vec<&Heading> {
    chapter
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Section { heading, .. } => Some(heading),
            Block::Row(row) if chapter.layout == Layout::Table => Some(&row.heading),
            _ => None,
        })
        .collect()
}

/// The pictures as addresses that hold their own data; the page says in words which are missing.
fn inline_pictures(view: &View, pictures: &BTreeMap<String, Picture>) -> BTreeMap<String, String> {
    let address = |picture: &Picture| {
        format!(
            "data:{};base64,{}",
            picture.mime,
            BASE64_STANDARD.encode(&picture.bytes)
        )
    };
    figures(view)
        .flat_map(|figure| &figure.images)
        .filter_map(|path| Some((path.clone(), address(pictures.get(path)?))))
        .collect()
}

fn figures(view: &View) -> impl Iterator<Item = &Figure> {
    view.chapters
        .iter()
        .flat_map(|chapter| &chapter.blocks)
        .filter_map(|block| match block {
            Block::Row(Row {
                value: Some(PrintedValue::Figure(figure)),
                ..
            }) => Some(figure),
            _ => None,
        })
}
