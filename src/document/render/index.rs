//! The page over all assessments that were built together.

use serde::Serialize;
use tera::Context;

use super::html::{HtmlError, Templates};
use crate::document::view::overview::Entry;

/// A line of the index: what is known of an assessment, and where its files are.
#[derive(Debug, Clone, Default, Serialize)]
pub struct IndexEntry {
    /// Number, name, dates, findings.
    #[serde(flatten)]
    pub overview: Entry,
    /// Path of the web page, relative to the index, with `/` between folders.
    pub html: Option<String>,
    /// Path of the PDF, relative to the index, with `/` between folders.
    pub pdf: Option<String>,
    /// Path of the workbook, given the same way.
    pub xlsx: Option<String>,
    /// Path of the document for Word, given the same way.
    pub docx: Option<String>,
    /// Path of the web page with the findings, relative to the index, with `/` between folders.
    pub findings: Option<String>,
    /// Whether its pages are marked as a draft.
    pub is_draft: bool,
    /// What changed since an older version, where the assessment is compared with one.
    pub changes: Option<Changes>,
}

/// What changed since an older version.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Changes {
    /// Whether the older version does not have the assessment at all.
    pub is_new: bool,
    /// How many changes there are.
    pub number: usize,
    /// Path of the page that shows them, relative to the index, with `/` between folders.
    pub html: Option<String>,
    /// Path of the PDF that shows them, given the same way.
    pub pdf: Option<String>,
}

impl IndexEntry {
    /// The line of an assessment of which nothing is written yet.
    pub fn of(overview: Entry) -> Self {
        IndexEntry {
            overview,
            ..IndexEntry::default()
        }
    }

    /// Whether anything of it may be published.
    pub fn is_written(&self) -> bool {
        [&self.html, &self.pdf, &self.xlsx, &self.docx]
            .iter()
            .any(|path| path.is_some())
    }
}

#[derive(Default, Serialize)]
struct Totals {
    errors: usize,
    warnings: usize,
    infos: usize,
}

/// Renders the index page; the entries keep their order. What was found in them is shown on the officer's own desk and
/// nowhere else.
///
/// # Errors
/// The templates do not fit the entries.
pub fn render(
    entries: &[IndexEntry],
    for_desk: bool,
    templates: &Templates,
) -> Result<String, HtmlError> {
    let lines = entries.iter().map(|entry| &entry.overview);
    let totals = lines.fold(Totals::default(), |sum, line| Totals {
        errors: sum.errors + line.errors,
        warnings: sum.warnings + line.warnings,
        infos: sum.infos + line.infos,
    });
    let mut context = Context::new();
    context.insert("entries", entries);
    context.insert("totals", &totals);
    context.insert("for_desk", &for_desk);
    context.insert("compared", &entries.iter().any(|e| e.changes.is_some()));
    templates.render("index.html", context)
}

#[cfg(test)]
mod tests {
    use super::{Entry, IndexEntry, Templates};

    #[test]
    fn entries_are_text_and_files_relative_links() {
        let overview = Entry {
            title: "<b>予防接種</b>".into(),
            errors: 2,
            ..Entry::default()
        };
        let entry = IndexEntry {
            html: Some("住基 #1.html".into()),
            pdf: Some("javascript:alert(1)".into()),
            ..IndexEntry::of(overview)
        };
        let page =
            super::render(std::slice::from_ref(&entry), true, Templates::embedded()).unwrap();
        assert!(page.contains("&lt;b&gt;予防接種&lt;/b&gt;") && !page.contains("<b>"));
        assert!(page.contains(r#"href="%E4%BD%8F%E5%9F%BA%20%231.html""#));
        assert!(page.contains(r#"href="javascript%3Aalert%281%29""#));
        assert!(page.contains("エラー <strong>2</strong>") && !page.contains("指摘なし"));
        let page = super::render(&[entry], false, Templates::embedded()).unwrap();
        for word in ["エラー", "指摘", "点検"] {
            assert!(!page.contains(word), "{word}");
        }
    }

    #[test]
    fn no_entries_is_a_page_too() {
        let page = super::render(&[], false, Templates::embedded()).unwrap();
        assert!(page.contains("評価書がありません"));
    }
}
