//! The papers made of the record of a review as web pages: one file each, nothing fetched.

use tera::Context;

use super::html::{HtmlError, StageLabel, Templates};
use crate::document::view::papers::Paper;

/// Renders a paper as one self-contained HTML page.
///
/// # Errors
/// The templates do not fit the paper.
pub fn html(paper: &Paper, templates: &Templates) -> Result<String, HtmlError> {
    let mut context = Context::new();
    context.insert_value("paper", tera::Value::try_from_serializable(paper)?);
    context.insert("stage", &StageLabel::of(&paper.stage));
    templates.render("paper.html", context)
}
