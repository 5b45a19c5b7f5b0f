//! The web page of one assessment: one file, nothing fetched, readable without script.
//!
//! [`render`] is pure: the same view and pictures give the same bytes. Every value reaches the page as
//! escaped text; the templates in `templates/html` never mark data as safe.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera};

use crate::picture::Picture;
use crate::view::drawing::Drawing;
use crate::view::findings::{Findings, Note};
use crate::view::{Block, Chapter, Figure, Heading, Layout, Row, Value, View};

mod ratings;
#[cfg(test)]
mod tests;
mod timeline;

/// The scripts of each page with their hashes, which the page's Content-Security-Policy names: no other runs.
const SCRIPTS: [(&str, &str, &str); 4] = [
    (
        "page.html",
        "filter.js",
        "'sha256-Cn+Az/FXw6OyM4y9ImwRvBiuoxh3JkvRUIz0SIb+sv8='",
    ),
    (
        "page.html",
        "contents.js",
        "'sha256-iY+o1StACm6wcZX54E4uASrNsbODzEIpjFDjbBB+ozA='",
    ),
    (
        "page.html",
        "address.js",
        "'sha256-bAkpZSjVyJs6gV6ukkej85X5FuCrowoBzBmQJX2DKoE='",
    ),
    (
        "index.html",
        "sort.js",
        "'sha256-mhaPSp+rNLrEZxdsP6Bk2sCflS/DfsB8ifESfRIiBcU='",
    ),
];

/// The page's templates; the name decides whether values are escaped.
const TEMPLATES: [(&str, &str); 14] = [
    ("base.html", include_str!("../../templates/html/base.html")),
    (
        "components.html",
        include_str!("../../templates/html/components.html"),
    ),
    (
        "changes.html",
        include_str!("../../templates/html/changes.html"),
    ),
    (
        "drawing.html",
        include_str!("../../templates/html/drawing.html"),
    ),
    (
        "drawing.svg.html",
        include_str!("../../templates/html/drawing.svg.html"),
    ),
    ("page.html", include_str!("../../templates/html/page.html")),
    (
        "redline.html",
        include_str!("../../templates/html/redline.html"),
    ),
    (
        "index.html",
        include_str!("../../templates/html/index.html"),
    ),
    ("style.css", include_str!("../../templates/html/style.css")),
    (
        "findings.html",
        include_str!("../../templates/html/findings.html"),
    ),
    ("filter.js", include_str!("../../templates/html/filter.js")),
    (
        "contents.js",
        include_str!("../../templates/html/contents.js"),
    ),
    (
        "address.js",
        include_str!("../../templates/html/address.js"),
    ),
    ("sort.js", include_str!("../../templates/html/sort.js")),
];

/// Why a page could not be made.
#[derive(Debug, thiserror::Error)]
pub enum HtmlError {
    /// The templates and the view do not fit together: a fault of this program or of a changed template.
    #[error("ページのひな形を組み立てられません: {0}")]
    Template(String),
}

impl From<tera::Error> for HtmlError {
    fn from(error: tera::Error) -> Self {
        Self::Template(error.to_string())
    }
}

/// Renders an assessment as one self-contained HTML page. `pictures` holds the images of 別添１ by the
/// path that the assessment writes.
///
/// # Errors
/// The templates do not fit the view.
pub fn render(view: &View, pictures: &BTreeMap<String, Picture>) -> Result<String, HtmlError> {
    render_template("page.html", context(view, pictures)?)
}

/// Renders an assessment with its findings beside the items: a copy for the officer's own desk, which says so.
///
/// # Errors
/// The templates do not fit the view.
pub fn render_with_findings(
    view: &View,
    pictures: &BTreeMap<String, Picture>,
    findings: &Findings,
) -> Result<String, HtmlError> {
    let mut context = context(view, pictures)?;
    context.insert("beside", &findings.beside);
    context.insert("findings", findings);
    render_template("page.html", context)
}

fn context(view: &View, pictures: &BTreeMap<String, Picture>) -> Result<Context, HtmlError> {
    let mut context = Context::new();
    context.insert_value("view", tera::Value::try_from_serializable(view)?);
    context.insert("stage", &StageLabel::of(&view.stage));
    context.insert("outline", &outline(view));
    context.insert("ratings", &ratings::of(view));
    context.insert("timeline", &timeline::of(view));
    context.insert("pictures", &inline_pictures(view, pictures));
    context.insert("beside", &BTreeMap::<String, Vec<Note>>::new());
    Ok(context)
}

/// The figure of 別添１ as an SVG file, the same as in the page.
///
/// # Errors
/// The templates do not fit the drawing.
pub fn drawing(drawing: &Drawing) -> Result<String, HtmlError> {
    let mut context = Context::new();
    context.insert_value("drawing", tera::Value::try_from_serializable(drawing)?);
    render_template("drawing.svg.html", context)
}

/// Renders one of the embedded templates.
pub(super) fn render_template(name: &str, mut context: Context) -> Result<String, HtmlError> {
    static TERA: LazyLock<Result<Tera, String>> =
        LazyLock::new(|| load().map_err(|error| error.to_string()));
    let tera = TERA
        .as_ref()
        .map_err(|error| HtmlError::Template(error.clone()))?;
    context.insert("script_source", &script_source(name));
    Ok(tera.render(name, &context)?)
}

/// Which scripts a page may run.
fn script_source(page: &str) -> String {
    let own = SCRIPTS.iter().filter(|(of, ..)| *of == page);
    let hashes: Vec<&str> = own.map(|(.., hash)| *hash).collect();
    if hashes.is_empty() {
        "'none'".to_owned()
    } else {
        hashes.join(" ")
    }
}

fn load() -> Result<Tera, tera::Error> {
    let mut tera = Tera::new();
    tera.autoescape_on([".html"]);
    tera.register_filter("fragment", |anchor: &str, _: Kwargs, _: &State| {
        percent_encode(anchor, b"-._~")
    });
    tera.register_filter("relative_url", |path: &str, _: Kwargs, _: &State| {
        percent_encode(path, b"-._~/")
    });
    tera.register_filter("href", |link: &str, _: Kwargs, _: &State| {
        percent_encode(link, b"-._~:/?#@!$&'()*+,;=%")
    });
    tera.register_filter("short_address", |address: &str, _: Kwargs, _: &State| {
        address.split('　').next().unwrap_or(address).to_owned()
    });
    tera.register_filter(
        "default_text",
        |text: &str, args: Kwargs, _: &State| -> tera::TeraResult<String> {
            Ok(if text.is_empty() {
                args.must_get::<String>("text")?
            } else {
                text.to_owned()
            })
        },
    );
    tera.register_test("hanging", |text: &str, _: Kwargs, _: &State| {
        is_hanging(text)
    });
    tera.register_test("numbered", |marker: &str, _: Kwargs, _: &State| {
        number(marker).is_some()
    });
    tera.register_filter("number", |marker: &str, _: Kwargs, _: &State| {
        number(marker).map_or(String::new(), |n| n.to_string())
    });
    tera.register_test("web_link", |link: &tera::Value, _: Kwargs, _: &State| {
        link.as_str().is_some_and(is_web_link)
    });
    tera.add_raw_templates(TEMPLATES)?;
    Ok(tera)
}

/// Whether a link may be followed from the page.
fn is_web_link(link: &str) -> bool {
    let scheme = link
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https" | "mailto"))
}

/// The number that a list's marker says: 2 of `2.` and `2)`.
fn number(marker: &str) -> Option<i32> {
    marker.strip_suffix(['.', ')'])?.parse().ok()
}

/// Whether a line's first character is a bullet or a circled number that later lines should clear.
fn is_hanging(text: &str) -> bool {
    text.starts_with(|c: char| matches!(c, '・' | '※' | '○' | '●' | '◎' | '■' | '□' | '◆' | '①'..='⑳' | '➀'..='➉'))
}

/// Percent-encodes all but letters, digits and `keep`.
fn percent_encode(text: &str, keep: &[u8]) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || keep.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// What the page says about the assessment's stage.
#[derive(Serialize)]
struct StageLabel {
    class: &'static str,
    label: &'static str,
}

impl StageLabel {
    fn of(stage: &str) -> Self {
        let (class, label) = match stage {
            "publish" => ("publish", ""),
            "review" => ("review", "点検中"),
            _ => ("draft", "素案"),
        };
        Self { class, label }
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

/// The pictures as addresses that hold their own data; what was not handed over is told in words by the page.
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
                value: Some(Value::Figure(figure)),
                ..
            }) => Some(figure),
            _ => None,
        })
}
