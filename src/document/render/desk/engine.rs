//! The templates of the desk, ready for use. They are ours alone: an office's own templates are for what it publishes.

use std::sync::LazyLock;

use tera::{Context, Kwargs, State, Tera};

use crate::document::render::html::{HtmlError, filters};

macro_rules! template {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../../../../templates/desk/", $name)),
        )
    };
}

/// The pages and their parts.
pub(super) const TEMPLATES: [(&str, &str); 15] = [
    template!("frame.html"),
    template!("form.html"),
    template!("contents.html"),
    template!("chapter.html"),
    template!("head.html"),
    template!("box.html"),
    template!("parts.html"),
    template!("dialogs.html"),
    template!("guide.html"),
    template!("home.html"),
    template!("new.html"),
    template!("versions.html"),
    template!("rows.html"),
    template!("problem.html"),
    (
        "drawing.html",
        include_str!("../../../../templates/html/drawing.html"),
    ),
];

/// The kinds of control that are one field of the page with a label of its own.
const LABELLED: [&str; 3] = ["text", "date", "count"];

/// The smallest heading.
const SMALLEST: i64 = 6;

static ENGINE: LazyLock<Result<Tera, HtmlError>> = LazyLock::new(|| {
    let mut engine = Tera::new();
    engine.autoescape_on([".html"]);
    filters::register(&mut engine);
    engine.register_test("labelled", |kind: &str, _: Kwargs, _: &State| {
        LABELLED.contains(&kind)
    });
    engine.register_filter("heading", |depth: i64, _: Kwargs, _: &State| {
        format!("h{}", depth.clamp(1, SMALLEST))
    });
    engine.add_raw_templates(TEMPLATES)?;
    Ok(engine)
});

/// Fills in a template.
pub(super) fn render(template: &str, context: &Context) -> Result<String, HtmlError> {
    let engine = ENGINE.as_ref().map_err(Clone::clone)?;
    Ok(engine.render(template, context)?)
}
