//! The redline and 新旧対照表 as web pages: one file each, nothing fetched.

use tera::Context;

use super::html::{HtmlError, StageLabel, Templates};
use crate::document::view::redline::{Redline, Sheet};

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

/// Renders 新旧対照表 as one self-contained HTML page.
///
/// # Errors
/// The templates do not fit the table.
pub fn sheet(sheet: &Sheet, templates: &Templates) -> Result<String, HtmlError> {
    let mut context = Context::new();
    context.insert_value("sheet", tera::Value::try_from_serializable(sheet)?);
    context.insert("stage", &StageLabel::of(&sheet.stage));
    templates.render("sheet.html", context)
}
