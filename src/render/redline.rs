//! The redline as a web page: one file, nothing fetched.

use tera::Context;

use super::html::{HtmlError, StageLabel, Templates};
use crate::view::redline::Redline;

/// Renders the redline as one self-contained HTML page.
///
/// # Errors
/// The templates do not fit the redline.
pub fn html(redline: &Redline, templates: &Templates) -> Result<String, HtmlError> {
    let mut context = Context::new();
    context.insert_value("redline", tera::Value::try_from_serializable(redline)?);
    context.insert("stage", &StageLabel::of(&redline.stage));
    templates.render("redline.html", context)
}
