//! The pages of the desk: the form to fill in, and the pages around it.
//!
//! Pure functions of the view. The server adds nothing to them but the addresses in [`Page`]; styles and scripts are in
//! [`ASSETS`], so that no page needs more than `script-src 'self'; style-src 'self'`.

mod assets;
mod engine;
mod guide;

use serde::Serialize;
use tera::{Context, Value};

pub use assets::{ASSETS, Asset};

use super::html::HtmlError;
use crate::document::view::desk::pages::{Home, New, Problem, Proposed, Versions};
use crate::document::view::desk::{
    Chapter, Contents, ContentsEntry, FormBox, Part, Shell, changed,
};
use crate::form::Form;
use crate::source::diagnostic::Stage;

/// What a page of a file has to know of the server.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The token that requests carry.
    pub token: String,
    /// The address of the file: `/a/kakuu.yaml`, percent-encoded.
    pub base: String,
    /// The name of the file, as it is shown.
    pub file: String,
    /// The version of the text that the page shows.
    pub version: u64,
    /// Whether there is something to undo.
    pub undo: bool,
    /// Whether there is something to redo.
    pub redo: bool,
    /// For which stage it is checked.
    pub stage: Stage,
    /// What is said over the page: that another desk has the file; may be empty.
    pub notice: String,
    /// Whether nothing can be changed.
    pub read_only: bool,
    /// Whether there is a PDF.
    pub pdf: bool,
}

/// The same as templates read it.
#[derive(Serialize)]
struct PageData<'p> {
    base: &'p str,
    file: &'p str,
    version: u64,
    undo: bool,
    redo: bool,
    stage: &'static str,
    notice: &'p str,
    read_only: bool,
    pdf: bool,
}

/// What a page that is open is told: the parts that differ from what it shows.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Update {
    /// The version of the text.
    pub version: u64,
    /// Whether there is something to undo.
    pub undo: bool,
    /// Whether there is something to redo.
    pub redo: bool,
    /// The key of the page.
    pub chapter: String,
    /// Whether boxes came, went or moved; then `html` is there.
    pub structure: bool,
    /// The boxes that differ.
    pub boxes: Vec<BoxHtml>,
    /// The whole chapter, where the page has another one or boxes came or went.
    pub html: Option<String>,
    /// The list of the pages.
    pub contents_html: String,
    /// The head of the chapter, where it differs.
    pub head_html: Option<String>,
    /// 評価書名 as the head of the page says it.
    pub title: String,
    /// Findings in the whole file that keep it from being published.
    pub errors: usize,
    /// Boxes in the whole file that are to be written and are blank.
    pub blanks: usize,
}

/// A box that is shown again.
#[derive(Debug, Clone, Serialize)]
pub struct BoxHtml {
    /// Its item.
    pub id: String,
    /// The element.
    pub html: String,
}

/// A chapter as a page.
///
/// # Errors
/// The templates do not fit the view.
pub fn form(page: &Page, contents: &Contents, chapter: &Chapter) -> Result<String, HtmlError> {
    engine::render("form.html", &context(page, contents, chapter)?)
}

/// What a page that shows a chapter as it was before is told of it as it is now; without `before`, all of it.
///
/// # Errors
/// The templates do not fit the view.
pub fn update(
    page: &Page,
    contents: &Contents,
    before: Option<&Chapter>,
    after: &Chapter,
) -> Result<Update, HtmlError> {
    let context = context(page, contents, after)?;
    let (changed, is_whole) = match before {
        Some(before) => {
            let changed = changed(before, after);
            let is_whole = changed.structure;
            (changed, is_whole)
        }
        None => Default::default(),
    };
    let is_whole = is_whole || before.is_none();
    let mut boxes = Vec::new();
    if !is_whole {
        put_boxes(page, &after.parts, 2, &changed.boxes, &mut boxes)?;
    }
    let html = is_whole.then(|| engine::render("chapter.html", &context));
    let is_head_alone = changed.head && !is_whole;
    let head = is_head_alone.then(|| engine::render("head.html", &context));
    Ok(Update {
        version: page.version,
        undo: page.undo,
        redo: page.redo,
        chapter: after.key.clone(),
        structure: is_whole,
        boxes,
        html: html.transpose()?,
        contents_html: engine::render("contents.html", &context)?,
        head_html: head.transpose()?,
        title: contents.title.clone(),
        errors: contents.counts.errors,
        blanks: contents.counts.blanks,
    })
}

/// What is known of an item for who fills it in; as a fragment of a page.
///
/// # Errors
/// The templates do not fit the view.
pub fn guide(form: &'static Form, item: &str) -> Result<String, HtmlError> {
    let mut context = Context::new();
    context.insert("guide", &guide::of(form, item));
    engine::render("guide.html", &context)
}

/// All that is in a folder.
///
/// # Errors
/// The templates do not fit the view.
pub fn home(token: &str, home: &Home) -> Result<String, HtmlError> {
    whole("home.html", token, "home", home)
}

/// The page on which a new assessment is begun.
///
/// # Errors
/// The templates do not fit the view.
pub fn new(token: &str, form: &'static Form, new: &New) -> Result<String, HtmlError> {
    let mut context = Context::new();
    context.insert("token", token);
    context.insert("new", new);
    context.insert("linkages", &new.linkages);
    context.insert("asked", &guide::asked(form));
    engine::render("new.html", &context)
}

/// The versions that a file can be compared with.
///
/// # Errors
/// The templates do not fit the view.
pub fn versions(page: &Page, versions: &Versions) -> Result<String, HtmlError> {
    let mut context = Context::new();
    context.insert("token", &page.token);
    context.insert("page", &data(page));
    context.insert("versions", versions);
    engine::render("versions.html", &context)
}

/// The rows that 別添３ lacks since a version, to be looked at before they are written.
///
/// # Errors
/// The templates do not fit the view.
pub fn rows(page: &Page, proposed: &Proposed) -> Result<String, HtmlError> {
    let mut context = Context::new();
    context.insert("token", &page.token);
    context.insert("page", &data(page));
    context.insert("proposed", proposed);
    engine::render("rows.html", &context)
}

/// A page that says why something could not be done.
///
/// # Errors
/// The templates do not fit the view.
pub fn problem(problem: &Problem) -> Result<String, HtmlError> {
    whole("problem.html", "", "problem", problem)
}

fn whole(
    template: &str,
    token: &str,
    name: &'static str,
    data: &impl Serialize,
) -> Result<String, HtmlError> {
    let mut context = Context::new();
    context.insert("token", token);
    context.insert(name, data);
    engine::render(template, &context)
}

fn data(page: &Page) -> PageData<'_> {
    PageData {
        base: &page.base,
        file: &page.file,
        version: page.version,
        undo: page.undo,
        redo: page.redo,
        stage: page.stage.id(),
        notice: &page.notice,
        read_only: page.read_only,
        pdf: page.pdf,
    }
}

fn context(page: &Page, contents: &Contents, chapter: &Chapter) -> Result<Context, HtmlError> {
    let mut context = Context::new();
    context.insert("token", &page.token);
    context.insert("base", &page.base);
    context.insert("page", &data(page));
    context.insert("contents", contents);
    context.insert_value("chapter", Value::try_from_serializable(chapter)?);
    context.insert("sections", &sections(chapter));
    context.insert("around", &around(contents, &chapter.key));
    Ok(context)
}

/// A bar of a chapter, as the contents name it.
#[derive(Serialize)]
struct Section<'c> {
    id: &'c str,
    label: String,
}

fn sections(chapter: &Chapter) -> Vec<Section<'_>> {
    let is_bar = |part: &&Part| matches!(part.shell, Shell::Section | Shell::Group | Shell::Entry);
    let alone = matches!(chapter.parts.as_slice(), [only] if only.shell == Shell::Group);
    let parts = match chapter.parts.as_slice() {
        [only] if alone => &only.parts,
        parts => parts,
    };
    let bars = parts.iter().filter(is_bar).map(|part| &part.item);
    bars.map(|item: &FormBox| Section {
        id: &item.id,
        label: match item.name.as_str() {
            "" => item.label.clone(),
            name => format!("{}　{name}", item.label),
        },
    })
    .collect()
}

/// The pages before and after one.
fn around<'c>(contents: &'c Contents, key: &str) -> [Option<&'c ContentsEntry>; 2] {
    let all = &contents.entries;
    let Some(place) = all.iter().position(|entry| entry.key == key) else {
        return [None, None];
    };
    let before = place.checked_sub(1).and_then(|n| all.get(n));
    [before, all.get(place + 1)]
}

/// The boxes of some items as elements.
fn put_boxes(
    page: &Page,
    parts: &[Part],
    depth: usize,
    wanted: &[String],
    found: &mut Vec<BoxHtml>,
) -> Result<(), HtmlError> {
    for part in parts {
        let is_table = part.shell == Shell::Table;
        if wanted.contains(&part.item.id) {
            found.push(BoxHtml {
                id: part.item.id.clone(),
                html: one_box(page, part, depth)?,
            });
        }
        for inner in part.parts.iter().filter(|_| is_table) {
            for cell in [inner].into_iter().chain(&inner.parts) {
                if wanted.contains(&cell.item.id) {
                    let shell = match cell.shell {
                        Shell::TableRow => "table_row",
                        _ => "cell",
                    };
                    found.push(BoxHtml {
                        id: cell.item.id.clone(),
                        html: boxed(page, &cell.item, shell, depth)?,
                    });
                }
            }
        }
        if !is_table {
            put_boxes(page, &part.parts, depth + 1, wanted, found)?;
        }
    }
    Ok(())
}

/// The box of a part, as `part` of the templates puts it.
fn one_box(page: &Page, part: &Part, depth: usize) -> Result<String, HtmlError> {
    let shell = match part.shell {
        Shell::Row => "row",
        Shell::Table | Shell::Group => "group",
        Shell::Section => "section",
        Shell::Subsection => "subsection",
        Shell::Entry => "entry",
        Shell::Drawing => "drawing",
        Shell::Note | Shell::TableRow => return Ok(String::new()),
    };
    boxed(page, &part.item, shell, depth)
}

fn boxed(page: &Page, item: &FormBox, shell: &str, depth: usize) -> Result<String, HtmlError> {
    let mut context = Context::new();
    context.insert("base", &page.base);
    context.insert_value("item", Value::try_from_serializable(item)?);
    context.insert("shell", shell);
    context.insert("depth", &depth);
    engine::render("box.html", &context)
}

#[cfg(test)]
mod tests;
