//! The templates of the pages: ours, and those that an office puts in their place.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest as _, Sha256};
use tera::{Context, ErrorKind, Tera};

use super::filters;
use crate::source::lang::Lang;
use crate::source::outward;

/// Our templates; the name decides whether values are escaped.
pub(in crate::document::render) const TEMPLATES: [(&str, &str); 17] = [
    (
        "base.html",
        include_str!("../../../../templates/html/base.html"),
    ),
    (
        "components.html",
        include_str!("../../../../templates/html/components.html"),
    ),
    (
        "changes.html",
        include_str!("../../../../templates/html/changes.html"),
    ),
    (
        "drawing.html",
        include_str!("../../../../templates/html/drawing.html"),
    ),
    (
        "drawing.svg.html",
        include_str!("../../../../templates/html/drawing.svg.html"),
    ),
    (
        "page.html",
        include_str!("../../../../templates/html/page.html"),
    ),
    (
        "stage.html",
        include_str!("../../../../templates/html/stage.html"),
    ),
    (
        "redline.html",
        include_str!("../../../../templates/html/redline.html"),
    ),
    (
        "sheet.html",
        include_str!("../../../../templates/html/sheet.html"),
    ),
    (
        "paper.html",
        include_str!("../../../../templates/html/paper.html"),
    ),
    (
        "index.html",
        include_str!("../../../../templates/html/index.html"),
    ),
    (
        "style.css",
        include_str!("../../../../templates/html/style.css"),
    ),
    (
        "findings.html",
        include_str!("../../../../templates/html/findings.html"),
    ),
    (
        "filter.js",
        include_str!("../../../../templates/html/filter.js"),
    ),
    (
        "contents.js",
        include_str!("../../../../templates/html/contents.js"),
    ),
    (
        "address.js",
        include_str!("../../../../templates/html/address.js"),
    ),
    (
        "sort.js",
        include_str!("../../../../templates/html/sort.js"),
    ),
];

/// The data that each page is made of, with what it is.
const DATA: [(&str, &[(&str, &str)]); 6] = [
    (
        "page.html",
        &[
            ("view", "評価書の内容"),
            ("stage", "段階"),
            ("outline", "目次"),
            ("ratings", "自己評価の一覧"),
            ("timeline", "手続の日程"),
            ("pictures", "図の画像"),
            ("beside", "項目ごとの指摘"),
            ("findings", "指摘の一覧。担当者用の写しだけ"),
        ],
    ),
    ("redline.html", &[("redline", "変更点"), ("stage", "段階")]),
    ("sheet.html", &[("sheet", "新旧対照表"), ("stage", "段階")]),
    (
        "paper.html",
        &[("paper", "点検記録から作る書類"), ("stage", "段階")],
    ),
    (
        "index.html",
        &[
            ("entries", "評価書の一覧"),
            ("totals", "指摘の合計"),
            ("compared", "旧版と比べたか"),
            ("for_desk", "担当者用の一覧か"),
        ],
    ),
    ("drawing.svg.html", &[("drawing", "別添１の図")]),
];

/// Why a page could not be made: the templates and the data do not fit together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlError {
    /// The template; empty where it is not known.
    file: String,
    /// The line in it, from 1.
    line: Option<usize>,
    /// What the engine says, in English.
    why: String,
    /// The page that was made; empty before any was.
    page: String,
}

impl HtmlError {
    /// The message for people.
    pub fn message(&self, lang: Lang) -> String {
        let (why, data) = (&self.why, self.data(lang));
        let place = match (self.file.as_str(), self.line, lang) {
            ("", _, _) => String::new(),
            (file, None, _) => format!(" html/{file}"),
            (file, Some(line), Lang::Ja) => format!(" html/{file} の{line}行目"),
            (file, Some(line), Lang::En) => format!(" html/{file}, line {line}"),
        };
        match lang {
            Lang::Ja => format!("ページのひな形{place}を処理できません（{why}）。{data}"),
            Lang::En => format!("page template{place}: {why}.{data}"),
        }
    }

    /// The data that the page is made of, as a sentence.
    fn data(&self, lang: Lang) -> String {
        let Some((page, data)) = DATA.iter().find(|(page, _)| *page == self.page) else {
            return String::new();
        };
        let named = data.iter().map(|(name, what)| match lang {
            Lang::Ja => format!("{name}（{what}）"),
            Lang::En => (*name).to_owned(),
        });
        let named: Vec<String> = named.collect();
        match lang {
            Lang::Ja => format!(
                "{page} で使えるデータ: {}。部品（component）の中では、その引数だけです。",
                named.join("、")
            ),
            Lang::En => format!(
                " Data of {page}: {}; in a component, its arguments alone.",
                named.join(", ")
            ),
        }
    }
}

impl std::fmt::Display for HtmlError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message(Lang::Ja))
    }
}

impl std::error::Error for HtmlError {}

impl From<tera::Error> for HtmlError {
    fn from(error: tera::Error) -> Self {
        let (file, line, why) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => (
                report.filename().to_owned(),
                Some(report.span().start_line),
                report.message().to_owned(),
            ),
            _ => placed(&error.to_string()),
        };
        // The data behind it is listed by us, with what it is.
        let why = why.split(" Available variables:").next().unwrap_or(&why);
        HtmlError {
            file,
            line,
            why: why.trim_end_matches('.').to_owned(),
            page: String::new(),
        }
    }
}

/// File, line and words of an error that the engine renders as a drawing of its place.
fn placed(report: &str) -> (String, Option<usize>, String) {
    let mut lines = report.lines();
    let first = lines.next().unwrap_or_default();
    let why = first.strip_prefix("error: ").unwrap_or(first).to_owned();
    let place = lines.find_map(|line| line.trim_start().strip_prefix("--> "));
    // index.html:3:12
    let mut parts = place.unwrap_or_default().rsplitn(3, ':').skip(1);
    let line = parts.next().and_then(|line| line.parse().ok());
    (parts.next().unwrap_or_default().to_owned(), line, why)
}

static EMBEDDED: LazyLock<Templates> = LazyLock::new(|| Templates(Ready::of(&BTreeMap::new())));

/// The templates of the pages, ready for use. Ours are in order; should they not be, each page says so.
pub struct Templates(Result<Ready, HtmlError>);

struct Ready {
    engine: Tera,
    /// The sources of scripts that a page's policy names, by page.
    scripts: BTreeMap<&'static str, String>,
}

impl Templates {
    /// Ours alone.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Ours, with an office's own replacing those of the same name.
    ///
    /// # Errors
    /// One of them can't be read.
    pub fn with(own: &BTreeMap<String, String>) -> Result<Self, HtmlError> {
        Ready::of(own).map(|ready| Templates(Ok(ready)))
    }

    /// Fills in a page.
    ///
    /// # Errors
    /// The templates do not fit the data.
    pub(in crate::document::render) fn render(
        &self,
        page: &str,
        mut context: Context,
    ) -> Result<String, HtmlError> {
        let ready = self.0.as_ref().map_err(Clone::clone)?;
        context.insert("script_source", &ready.scripts.get(page));
        let into_error = |error: tera::Error| HtmlError {
            page: page.to_owned(),
            ..error.into()
        };
        let html = ready.engine.render(page, &context).map_err(into_error)?;
        Ok(match outward::page(&html) {
            Cow::Owned(clean) => clean,
            Cow::Borrowed(_) => html,
        })
    }
}

impl Ready {
    fn of(own: &BTreeMap<String, String>) -> Result<Self, HtmlError> {
        let mut texts = BTreeMap::from(TEMPLATES);
        texts.extend(
            own.iter()
                .map(|(name, text)| (name.as_str(), text.as_str())),
        );
        let mut engine = Tera::new();
        engine.autoescape_on([".html"]);
        filters::register(&mut engine);
        let whole = texts.iter().map(|(name, text)| (*name, taken(name, text)));
        engine.add_raw_templates(whole)?;
        let pages = DATA.iter().map(|(page, _)| *page);
        let scripts = pages.map(|page| (page, script_source(page, &texts)));
        Ok(Ready {
            engine,
            scripts: scripts.collect(),
        })
    }
}

/// A template as the engine is to read it: in scripts and styles, where nothing would be escaped, no data is filled in.
fn taken(name: &str, text: &str) -> String {
    if name.ends_with(".html") {
        text.to_owned()
    } else {
        // No script of ours has the one word that would end the block; in an office's template the engine reports it.
        format!("{{% raw %}}{text}{{% endraw %}}")
    }
}

/// Which scripts a page may run: those that are templates and that it, or a template that it names, names.
fn script_source(page: &str, texts: &BTreeMap<&str, &str>) -> String {
    let mut named = BTreeSet::from([page]);
    let mut open = vec![page];
    while let Some(text) = open.pop().and_then(|name| texts.get(name)) {
        let further = texts.keys().copied().filter(|name| names(text, name));
        open.extend(further.filter(|name| named.insert(name)));
    }
    let scripts = named.iter().filter(|name| name.ends_with(".js"));
    let hashes = scripts.filter_map(|name| {
        let hash = BASE64_STANDARD.encode(Sha256::digest(texts.get(name)?));
        Some(format!("'sha256-{hash}'"))
    });
    let hashes: Vec<String> = hashes.collect();
    if hashes.is_empty() {
        "'none'".to_owned()
    } else {
        hashes.join(" ")
    }
}

/// Whether a template names another.
fn names(text: &str, other: &str) -> bool {
    text.contains(&format!("\"{other}\"")) || text.contains(&format!("'{other}'"))
}

#[cfg(test)]
mod tests;
