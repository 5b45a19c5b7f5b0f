//! The page over all assessments that were built together.

use serde::Serialize;
use tera::Context;

use super::html::{HtmlError, render_template};

/// A line of the index: what the cover says, what the check found, where the files are.
#[derive(Debug, Clone, Default, Serialize)]
pub struct IndexEntry {
    /// 評価書番号
    pub number: String,
    /// 評価書名
    pub title: String,
    /// 評価実施機関名
    pub agency: String,
    /// しきい値判断結果, as the form words it
    pub threshold: String,
    /// 公表日, as written
    pub publication_date: String,
    /// How many errors the check found.
    pub errors: usize,
    /// How many warnings the check found.
    pub warnings: usize,
    /// How many remarks the check found.
    pub infos: usize,
    /// Path of the web page, relative to the index, with `/` between folders.
    pub html: Option<String>,
    /// Path of the PDF, relative to the index, with `/` between folders.
    pub pdf: Option<String>,
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
    /// Path of the PDF that shows them, likewise.
    pub pdf: Option<String>,
}

#[derive(Default, Serialize)]
struct Totals {
    errors: usize,
    warnings: usize,
    infos: usize,
}

/// Renders the index page; the entries keep their order.
///
/// # Errors
/// The embedded templates do not fit the entries.
pub fn render(entries: &[IndexEntry]) -> Result<String, HtmlError> {
    let totals = entries.iter().fold(Totals::default(), |sum, entry| Totals {
        errors: sum.errors + entry.errors,
        warnings: sum.warnings + entry.warnings,
        infos: sum.infos + entry.infos,
    });
    let mut context = Context::new();
    context.insert("entries", entries);
    context.insert("totals", &totals);
    context.insert("compared", &entries.iter().any(|e| e.changes.is_some()));
    render_template("index.html", context)
}

#[cfg(test)]
mod tests {
    use super::{IndexEntry, render};

    #[test]
    fn entries_are_text_and_files_relative_links() {
        let entry = IndexEntry {
            title: "<b>予防接種</b>".into(),
            errors: 2,
            html: Some("住基 #1.html".into()),
            pdf: Some("javascript:alert(1)".into()),
            ..IndexEntry::default()
        };
        let page = render(&[entry]).unwrap();
        assert!(page.contains("&lt;b&gt;予防接種&lt;/b&gt;") && !page.contains("<b>"));
        assert!(page.contains(r#"href="%E4%BD%8F%E5%9F%BA%20%231.html""#));
        assert!(page.contains(r#"href="javascript%3Aalert%281%29""#));
        assert!(page.contains("エラー <strong>2</strong>") && !page.contains("指摘なし"));
    }

    #[test]
    fn no_entries_is_a_page_too() {
        assert!(render(&[]).unwrap().contains("評価書がありません"));
    }
}
