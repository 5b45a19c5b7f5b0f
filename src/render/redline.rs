//! The redline as a web page: one file, nothing fetched.

use tera::Context;

use super::html::{HtmlError, render_template};
use crate::view::redline::Redline;

/// Renders the redline as one self-contained HTML page.
///
/// # Errors
/// The templates do not fit the redline.
pub fn html(redline: &Redline) -> Result<String, HtmlError> {
    let mut context = Context::new();
    context.insert_value("redline", tera::Value::try_from_serializable(redline)?);
    render_template("redline.html", context)
}
